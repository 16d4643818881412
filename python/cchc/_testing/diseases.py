"""What happens to reports on their way: rows deleted and inserted, codes and words damaged.

Every disease changes what is printed and keeps the key true: a deleted row leaves it, an inserted
row never enters it.
"""

from __future__ import annotations

import random
import re
import unicodedata

from .printed import Layout, Printed, PrintedRow, PrintedTable, Shown
from .truth import KeyRow

_INSERTED = (
    ("Số cuộc họp giao ban chuyên đề đã tổ chức", "Cuộc"),
    ("Kinh phí chi cho công tác tuyên truyền", "Triệu đồng"),
    ("Số lượt công dân được tiếp tại trụ sở", "Lượt"),
    ("Diện tích trụ sở được sửa chữa, nâng cấp", "m2"),
    ("Số máy vi tính được trang bị mới trong kỳ", "Máy"),
)
_TYPING = "aeiounhtcgm"


def diseased(
    printed: Printed,
    key: dict[tuple[str, str], KeyRow],
    forms: list[tuple[str, list[str]]],
    draws: random.Random,
) -> dict[tuple[str, str], KeyRow]:
    """Damage a report in place and return the key of what it still prints.

    `forms` are the name and the codes of the rows of each table's form.
    """
    left = dict(key)
    table = printed.tables[0]
    if draws.random() < 0.5:
        _delete(table, *forms[0], left, draws)
    if draws.random() < 0.4:
        _insert(table, draws)
    if draws.random() < 0.4:
        _renumber(table)
    for each in printed.tables:
        _damage_words(each, draws)
        _damage_codes(each, draws)
    return left


def layout(draws: random.Random, printed: Printed, *, fonts: bool) -> Layout:
    """Return a layout drawn for a report; `fonts` allows old ones."""
    rows = len(printed.tables[0].rows)
    breaks = tuple(sorted(draws.sample(range(5, rows - 2), draws.choice((0, 1, 3)))))
    second, first, own = "", False, "Số liệu"
    kind = draws.random()
    if kind < 0.12:
        second, first = draws.choice(("Kỳ trước", "Cùng kỳ năm trước")), draws.random() < 0.5
        own = "Kỳ này"
    elif kind < 0.22:
        second = "năm 2022" if draws.random() < 0.5 else "quý I năm 2022"
        first, own = draws.random() < 0.5, printed.period
    return Layout(
        breaks=breaks,
        cut=draws.random() < 0.5,
        repeat=draws.random() < 0.7,
        one_header=draws.random() < 0.4,
        code_in_label=draws.random() < 0.15,
        merged_headings=draws.random() < 0.3,
        second=second,
        second_first=first,
        own_heading=own,
        font=draws.choice((".VnTime", ".VnTimeH", "VNI-Times"))
        if fonts and draws.random() < 0.2
        else "",
        hidden_sheet=draws.random() < 0.15,
        label_over_rows=draws.random() < 0.15,
        nested=draws.random() < 0.1,
        width=draws.choice((34, 44, 60)),
    )


def _delete(
    table: PrintedTable,
    form: str,
    codes: list[str],
    left: dict[tuple[str, str], KeyRow],
    draws: random.Random,
) -> None:
    for _ in range(draws.randint(1, 4)):
        index = draws.randrange(len(table.rows))
        row = table.rows[index]
        if row.heading or row.group or not row.code:
            continue
        del table.rows[index]
        left.pop((form, codes.pop(index)), None)


def _insert(table: PrintedTable, draws: random.Random) -> None:
    for label, unit in draws.sample(_INSERTED, draws.randint(1, 2)):
        index = draws.randrange(3, len(table.rows))
        above = table.rows[index - 1]
        if not above.code or above.group or table.rows[index].code == "":
            continue
        count = draws.randint(1, 400)
        shown = Shown(str(count), None)
        code = re.sub(r"(\d+)(\.?)$", lambda m: f"{int(m[1]) + 1}{m[2]}", above.code)
        table.rows.insert(index, PrintedRow(code, label, unit, shown, stale=shown))


def _renumber(table: PrintedTable) -> None:
    """Number the rows of each section again without gaps, as people do after deleting one."""
    counts: dict[str, int] = {}
    for row in table.rows:
        plain = row.code.rstrip(".")
        if plain.count(".") != 2 or not re.fullmatch(r"[\d.]+", plain):
            continue
        parent = plain.rpartition(".")[0]
        counts[parent] = counts.get(parent, 0) + 1
        row.code = f"{parent}.{counts[parent]}" + ("." if row.code.endswith(".") else "")


def _damage_words(table: PrintedTable, draws: random.Random) -> None:
    toneless = draws.random() < 0.08
    often = draws.choice((0.0, 0.05, 0.15, 0.3))
    for row in table.rows:
        if toneless:
            row.label = without_tones(row.label)
        if draws.random() < often:
            row.label = _typo(row.label, draws)
        if draws.random() < often / 3:
            row.label = _typo(row.label, draws)
        for _ in range(draws.choice((0, 0, 1, 2))):
            if draws.random() < often:
                row.label = _joined(row.label, draws)
        if draws.random() < often / 2:
            row.label = without_tones(row.label)
        if draws.random() < often / 3 and row.unit:
            row.unit = without_tones(row.unit)


def _damage_codes(table: PrintedTable, draws: random.Random) -> None:
    style = draws.random()
    dropped = draws.choice((0.0, 0.0, 0.02, 0.1))
    for row in table.rows:
        if not re.match(r"\d", row.code):
            continue
        if draws.random() < dropped and len(row.label) > 20:
            row.code = ""
            continue
        if style < 0.25:
            row.code = row.code.rstrip(".")
        if draws.random() < 0.01 and row.code.count(".") > 1:
            row.code = re.sub(r"\.(\d+\.?)$", r". \1", row.code)


def _typo(label: str, draws: random.Random) -> str:
    index = draws.randrange(3, max(4, len(label) - 1))
    letter = label[index : index + 1]
    if not letter.isalpha():
        return label
    kind = draws.randrange(3)
    if kind == 0:
        return label[:index] + label[index + 1 :]
    if kind == 1:
        return label[:index] + draws.choice(_TYPING) + label[index:]
    return label[:index] + label[index + 1 : index + 2] + letter + label[index + 2 :]


def _joined(label: str, draws: random.Random) -> str:
    blanks = [i for i, sign in enumerate(label) if sign == " "]
    if not blanks:
        return label
    index = draws.choice(blanks)
    return label[:index] + label[index + 1 :]


def without_tones(text: str) -> str:
    """Return the text in plain letters."""
    parted = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
