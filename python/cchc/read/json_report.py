"""Reports that cchc itself wrote as JSON (`Report.to_json`), read again.

Every figure is read from its raw text by the same grammar, so that a file somebody changed is
checked like any other one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cchc._files import decoded, refusal
from cchc.read.blocks import Cell, Document, Grid, GridRow, Paragraph
from cchc.read.forms import FormRow, FormTable, shipped_forms
from cchc.read.strict_json import strict_json

_HEADINGS = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


def read_json(data: bytes, file: str) -> Document:
    """Return a report's rows as grids, one for each form; raises InputError for other JSON."""
    text, _ = decoded(data, file)
    content = strict_json(text, file)
    report = _member(content, "report", dict, file)
    rows = _member(content, "observations", list, file)
    forms = {form.form: form for form in shipped_forms()}
    grids: dict[str, list[GridRow]] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise refusal("json_unknown", file, key=f"observations[{number - 1}]")
        grids.setdefault(_text(row, "form"), []).append(_row(row, number, forms))
    blocks: list[Paragraph | Grid] = []
    for name, found in grids.items():
        title = forms[name].title_phrases[0] if name in forms else name
        blocks.append(Paragraph(title, name))
        header = GridRow(tuple(Cell(heading) for heading in _HEADINGS), name)
        blocks.append(Grid((header, *found), name))
    return Document(file, "json", tuple(blocks), (), _identity(report))


def _row(row: dict[str, Any], number: int, forms: dict[str, FormTable]) -> GridRow:
    where = f"observations[{number - 1}]"
    form = forms.get(_text(row, "form"))
    known = _form_row(form, _text(row, "code"))
    code = known.code_printed if known and not known.uncoded else ""
    unit = known.unit_printed if known else ""
    label = _text(row, "label") or (known.label if known else "")
    # A figure that was asked in the first reading stays asked, though its text alone reads well.
    problem = "unreadable_before" if row.get("state") == "unreadable" else ""
    cells = [Cell(text, where) for text in (code, label, unit)]
    cells += [Cell(_value(row), where, problem=problem), Cell(_text(row, "note"), where)]
    return GridRow(tuple(cells), where)


def _form_row(form: FormTable | None, code: str) -> FormRow | None:
    rows = form.rows if form else ()
    return next((row for row in rows if row.code == code), None)


def _value(row: dict[str, Any]) -> str:
    """The raw text; a file without one gives the figures themselves."""
    if row.get("raw"):
        return _text(row, "raw")
    figures = [_figure(row.get(name)) for name in ("value", "second_value")]
    return "/".join(figure for figure in figures if figure)


def _figure(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return ""
    return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else str(value)


def _identity(report: dict[str, Any]) -> dict[str, str]:
    window = report.get("window")
    days = window if isinstance(window, list) and len(window) == 2 else ["", ""]
    found = {
        "agency": _text(report, "agency"),
        "period": _text(report, "period_text") or _text(report, "period"),
        "window_first": str(days[0] or ""),
        "window_last": str(days[1] or ""),
        "side_column": "true" if report.get("side_column") is True else "",
    }
    return {key: value for key, value in found.items() if value}


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _member(content: Any, key: str, kind: type, file: str) -> Any:
    found = content.get(key) if isinstance(content, dict) else None
    if not isinstance(found, kind):
        raise refusal("json_unknown", file, key=key)
    return found
