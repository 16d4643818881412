"""A synthetic report: figures drawn for every row of the shipped forms, with the answer key."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from cchc.read.forms import FormRow, FormTable, shipped_forms

from .printed import Printed, PrintedRow, PrintedTable, Shown

_AGENCIES = (
    ("Sở Công Thương", "Hà Nam"),
    ("Sở Y tế", "Nam Định"),
    ("Sở Nội vụ", "Ninh Bình"),
    ("Sở Giáo dục và Đào tạo", "Thái Bình"),
    ("Sở Tài chính", "Hưng Yên"),
    ("Sở Xây dựng", "Hải Dương"),
    ("Sở Khoa học và Công nghệ", "Bắc Giang"),
)
_PERIODS = (
    ("6 tháng đầu năm 2024", ("15/12/2023", "14/6/2024")),
    ("quý I năm 2024", ("15/12/2023", "14/3/2024")),
    ("quý III năm 2023", ("15/6/2023", "14/9/2023")),
    ("năm 2023", ("15/12/2022", "14/12/2023")),
)
_NOTES = (
    "theo kế hoạch",
    "02 hồ sơ đang giải quyết",
    "lũy kế đến ngày báo cáo",
    "tăng 3 so với kỳ trước",
    "đã báo cáo UBND tỉnh",
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """The truth of one printed row.

    `form_code` is its code inside the form, `code` the catalogue's; `value` is None for a blank.
    `label` is the label as printed, with what was done to it. `ask` says that no reader may take its
    figure: what is printed does not tell which figure is meant, or whose it is.
    """

    form: str
    form_code: str
    code: str
    value: Decimal | None
    second_value: Decimal | None = None
    label: str = ""
    ask: bool = False


def synthetic(draws: random.Random) -> tuple[Printed, dict[tuple[str, str], KeyRow]]:
    """Return a clean report and its key by form and code inside the form; headings have no key."""
    agency, province = draws.choice(_AGENCIES)
    period, window = draws.choice(_PERIODS)
    key: dict[tuple[str, str], KeyRow] = {}
    tables = []
    for form in shipped_forms():
        rows = [_row(form, row, draws, key) for row in form.rows]
        subtitle = f"{form.title_phrases[1]} {period}".upper()
        remark = "Sử dụng trong kỳ báo cáo hàng quý, năm 2024"
        tables.append(PrintedTable(form.title_phrases[0], subtitle, remark, rows))
    return Printed(agency, province, period, window, tables), key


def _row(
    form: FormTable,
    row: FormRow,
    draws: random.Random,
    key: dict[tuple[str, str], KeyRow],
) -> PrintedRow:
    code = "" if row.uncoded else row.code_printed
    group = 0
    if row.uncoded and row.form_code.endswith(".a"):
        code, group = row.group_label, sum(r.group_label == row.group_label for r in form.rows)
    printed = PrintedRow(code, row.label, row.unit_printed, group=group)
    if row.row_type == "header":
        printed.heading = True
        return printed
    blank = draws.random() < 0.1
    value, second, shown = (None, None, Shown()) if blank else _figure(row, draws)
    printed.value = shown
    printed.stale = _figure(row, draws)[2]
    printed.note = draws.choice(_NOTES) if not blank and draws.random() < 0.08 else ""
    printed.key = form.form, row.form_code
    key[form.form, row.form_code] = KeyRow(form.form, row.form_code, row.code, value, second)
    return printed


def _figure(row: FormRow, draws: random.Random) -> tuple[Decimal, Decimal | None, Shown]:
    if row.answers:
        answer = Decimal(draws.choice(row.answers))
        return answer, None, Shown(str(answer), answer)
    if row.takes_pair:
        received = Decimal(draws.randint(20, 30_000))
        resolved = received - draws.randint(0, 9)
        sign = draws.choice(("/", " /", " / "))
        return resolved, received, Shown(f"{_grouped(resolved)}{sign}{_grouped(received)}")
    if row.expectation == "percent":
        return _percent(draws)
    value = Decimal(_count(draws))
    number = value if draws.random() < 0.7 else None
    text = _grouped(value)
    if value < 10 and draws.random() < 0.3:
        text, number = f"0{value}", None
    return value, None, Shown(text, number)


def _percent(draws: random.Random) -> tuple[Decimal, None, Shown]:
    tenths = draws.choice((0, 1000, 1000, 100, draws.randint(10, 999)))
    value = Decimal(tenths) / 10
    text = format(value.normalize(), "f").replace(".", ",")
    style = draws.random()
    if style < 0.35:
        return value, None, Shown(text, None)
    if style < 0.6:
        return value, None, Shown(f"{text}%", None)
    if style < 0.8:
        return value, None, Shown(f"{text}%", value / 100, percent=True)
    return value, None, Shown(text, value)


def _count(draws: random.Random) -> int:
    kind = draws.random()
    if kind < 0.35:
        return 0
    return draws.randint(1, 99) if kind < 0.85 else draws.randint(100, 40_000)


def _grouped(value: Decimal) -> str:
    return f"{int(value):,}".replace(",", ".")
