"""Excel templates that a unit fills in: locked labels, lists for coded answers, a hidden identity."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from typing import Any

from cchc._arguments import PeriodLike, as_list, as_period, optional_module, unknown_argument
from cchc._core import Period
from cchc._save import save_whole
from cchc.model import catalogue
from cchc.present.printed_form import PrintedForm, printed_forms
from cchc.present.sheet_look import FORMATS, SAFE, WIDTHS, set_page, write_identity
from cchc.read.form_sheet import (
    HEADINGS,
    KEY_HEADING,
    SCHEMA_VERSION,
    SCHEMAS,
    answer_text,
    fingerprint,
    row_key,
)
from cchc.read.forms import FormRow
from cchc.read.header import unit_type as type_of_unit

__all__ = ["template_bytes", "write_template"]

_GUIDE = (
    "Chỉ điền các ô màu vàng. Không có số liệu thì để trống, bằng 0 thì ghi 0. Tỷ lệ 10 % ghi 10. "
    "Không xóa, thêm hay đổi thứ tự dòng."
)


def write_template(
    path: str | os.PathLike[str],
    *,
    form: str | Iterable[str] = ("PL1-2024", "BM3-2024"),
    unit: str,
    period: PeriodLike,
    unit_id: str = "",
    unit_type: str | None = None,
) -> None:
    """Write an Excel template for one unit and one window.

    Parameters
    ----------
    path
        The file, which is replaced when it is there.
    form
        Forms by name and version, each on its own sheet.
    unit
        Name of the unit that will fill it in.
    period
        Which window.
    unit_id
        Id of the unit in a hierarchy, kept in the hidden sheet.
    unit_type
        Kind of unit, where its name does not tell: rows that do not apply to it are closed.

    Raises
    ------
    ImportError
        When XlsxWriter is not installed (extra ``excel``).
    SelectionError
        When there is no such form.
    PeriodError
        When the period is none.

    Notes
    -----
    `cchc.read` gives back what was typed, to the last digit, and names the cell of everything that
    was broken: rows deleted or added, labels changed, texts and dates in the place of figures,
    per cent that may be meant ten or a hundred times larger.
    """
    save_whole(path, template_bytes(form=form, unit=unit, period=period, unit_id=unit_id,
                                    unit_type=unit_type))  # fmt: skip


def template_bytes(
    *,
    form: str | Iterable[str],
    unit: str,
    period: PeriodLike,
    unit_id: str = "",
    unit_type: str | None = None,
) -> bytes:
    """Return the contents of a template; parameters are those of `write_template`."""
    writer = optional_module("xlsxwriter", "excel", "write_template()")
    window, forms = as_period(period), _forms(as_list(form))
    stream = io.BytesIO()
    with writer.Workbook(stream, SAFE | {"in_memory": True}) as book:
        book.set_properties({"title": f"{unit}, {window}", "author": "cchc"})
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        kind = unit_type or type_of_unit(unit)
        for each in forms:
            _write_form(book.add_worksheet(each.table.form), each, unit, window, kind, formats)
        identity = {
            "schema": SCHEMAS[0],
            "schema_version": SCHEMA_VERSION,
            "form": ", ".join(each.name for each in forms),
            "agency": unit,
            "unit": unit_id,
            "period": str(window),
            "window_first": window.rule_window[0],
            "window_last": window.rule_window[1],
        }
        identity |= {f"sha256:{each.name}": fingerprint(each.table) for each in forms}
        write_identity(book, identity)
    return stream.getvalue()


def _forms(names: list[str]) -> list[PrintedForm]:
    known = printed_forms()
    for name in names:
        if name not in known:
            raise unknown_argument("form", name, known)
    return [known[name] for name in names]


def _write_form(
    sheet: Any, form: PrintedForm, unit: str, window: Period, kind: str | None, formats: Any
) -> None:
    first, last = ("/".join(reversed(day.split("-"))) for day in window.rule_window)
    sheet.merge_range(0, 0, 0, 4, unit, formats["title"])
    sheet.merge_range(1, 0, 1, 4, form.titles[0], formats["title"])
    sheet.merge_range(2, 0, 2, 4, f"{form.titles[1]} {window.label_vi.upper()}", formats["title"])
    sheet.merge_range(3, 0, 3, 4, f"(Số liệu từ {first} đến {last})", formats["subtitle"])
    sheet.merge_range(4, 0, 4, 4, _GUIDE, formats["note"])
    sheet.set_row(4, 32)
    head = 5
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(head, column, heading, formats["heading"])
    sheet.write_string(head, 5, KEY_HEADING)
    for at, row in enumerate(form.table.rows, start=head + 1):
        _write_row(sheet, at, form, row, kind, formats)
    _add_checks(sheet, form, head + 1, kind)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": column == 5})
    set_page(sheet, head, landscape=False)
    sheet.freeze_panes(head + 1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_row(
    sheet: Any, at: int, form: PrintedForm, row: FormRow, kind: str | None, formats: Any
) -> None:
    look = formats["text" if row.row_type == "indicator" else "group"]
    sheet.write_string(at, 0, row.code_printed, look)
    sheet.write_string(at, 1, row.label, look)
    sheet.write_string(at, 2, row.unit_printed, formats["text"])
    sheet.write_string(at, 5, row_key(form.table, row))
    if row.row_type == "header":
        sheet.write_blank(at, 3, None, look)
        sheet.write_blank(at, 4, None, look)
        return
    if _is_closed(row, kind):
        sheet.write_blank(at, 3, None, formats["closed"])
        sheet.write_string(at, 4, "Không áp dụng", formats["closed"])
        return
    sheet.write_blank(at, 3, None, formats[f"input_{_shape(row)}"])
    sheet.write_blank(at, 4, None, formats["input_text"])


def _shape(row: FormRow) -> str:
    return "pair" if row.takes_pair else row.expectation


def _add_checks(sheet: Any, form: PrintedForm, first: int, kind: str | None) -> None:
    """What may be typed, once for all cells of a kind: a rule for each cell makes files slow."""
    rules: dict[str, tuple[dict[str, Any], list[int]]] = {}
    for at, row in enumerate(form.table.rows, start=first):
        if row.row_type == "header" or _is_closed(row, kind):
            continue
        shape = _shape(row)
        name = row.code if shape == "code" else shape
        rules.setdefault(name, (_validation(row, shape), []))[1].append(at)
    for rule, rows in rules.values():
        others = [[at, 3, at, 3] for at in rows[1:]]
        sheet.data_validation(rows[0], 3, rows[0], 3, rule | {"other_cells": others})


def _is_closed(row: FormRow, kind: str | None) -> bool:
    """Whether a row does not apply to the unit."""
    return bool(row.applies_to and kind and kind not in row.applies_to)


def _validation(row: FormRow, shape: str) -> dict[str, Any]:
    if shape == "pair":
        return {"validate": "any", "input_message": "Ghi hai số, ví dụ 16.181/16.183"}
    if shape == "code":
        answers = catalogue().indicator(catalogue().at(row.code))["answers"]
        return {
            "validate": "list",
            "source": [answer_text(code, label) for code, label, _ in answers],
            "error_title": "Chọn trong danh sách",
            "error_message": "Chọn một câu trả lời trong danh sách; để trống nếu chưa có.",
        }
    if shape == "percent":
        return {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1000,
            "input_message": "Tỷ lệ %: 10 % ghi 10; dưới 1 % ghi cả dấu %, ví dụ 0,5 %",
            "error_title": "Tỷ lệ", "error_type": "warning",
            "error_message": "Tỷ lệ là một số, ví dụ 99,5.",
        }  # fmt: skip
    return {
        "validate": "integer", "criteria": ">=", "value": 0, "error_title": "Số nguyên",
        "error_message": "Chỉ tiêu này là một số nguyên, không âm; để trống nếu chưa có.",
    }  # fmt: skip
