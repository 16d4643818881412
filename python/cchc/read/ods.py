"""OpenDocument spreadsheets (.ods): every visible sheet as a grid.

Cells say what kind of value they hold and what they show, so 10 % stays 10 % and a date is never a
number.
"""

from __future__ import annotations

from typing import Any

from cchc._files import refusal
from cchc.read.archive import Archive
from cchc.read.blocks import EMPTY, Cell, Document, Grid, Remark
from cchc.read.excel import IDENTITY_SHEET, MOST_ROWS, column_letters, grid_of, merged
from cchc.read.excel_styles import number_text

_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_X = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_WIDEST = 300


def read_ods(archive: Archive) -> Document:
    """Return the sheets of a workbook; raises InputError when it is damaged or too long."""
    if archive.has("META-INF/manifest.xml"):
        manifest = archive.part("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise refusal("password", archive.file)
    root = archive.xml("content.xml")
    hidden_styles = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
        if properties.get(f"{_T}display") == "false"
    }
    grids: list[Grid] = []
    remarks: list[Remark] = []
    identity: dict[str, str] = {}
    for table in root.iter(f"{_T}table"):
        name = str(table.get(f"{_T}name", ""))
        if name == IDENTITY_SHEET:
            rows = _sheet(table, name, archive.file, []).rows
            identity = {row.cell(0).text: row.cell(1).text for row in rows if row.cell(0).text}
        elif table.get(f"{_T}style-name") in hidden_styles:
            remarks.append(Remark("hidden_sheet", name, {"sheet": name}))
        else:
            grids.append(_sheet(table, name, archive.file, remarks))
    return Document(archive.file, "ods", tuple(grids), tuple(remarks), identity)


def _sheet(table: Any, name: str, file: str, remarks: list[Remark]) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    reaches: list[tuple[tuple[int, int], tuple[int, int]]] = []
    hidden: set[int] = set()
    number = 0
    for element in table.iter(f"{_T}table-row"):
        repeated = _whole(element.get(f"{_T}number-rows-repeated"))
        cells = _row(element, number, name, reaches)
        if any(cell.text or cell.problem for cell in cells.values()):
            if len(rows) + repeated > MOST_ROWS:
                raise refusal("sheet_too_long", file, sheet=name, limit=MOST_ROWS)
            for offset in range(repeated):
                rows[number + offset] = dict(cells)
            if element.get(f"{_T}visibility") in ("collapse", "filter"):
                hidden |= set(range(number, number + repeated))
        number += repeated
    for first, last in reaches:
        merged(rows, first, last)
    if hidden:
        first_hidden = f"{name}!{min(hidden) + 1}"
        details = {"count": len(hidden), "first": first_hidden}
        remarks.append(Remark("hidden_rows", first_hidden, details))
    return grid_of(rows, name, hidden, frozenset())


def _row(
    element: Any,
    number: int,
    sheet: str,
    reaches: list[tuple[tuple[int, int], tuple[int, int]]],
) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    column = 0
    for child in element.iterchildren(f"{_T}table-cell", f"{_T}covered-table-cell"):
        repeated = _whole(child.get(f"{_T}number-columns-repeated"))
        cell = _cell(child, f"{sheet}!{column_letters(column)}{number + 1}")
        columns = _whole(child.get(f"{_T}number-columns-spanned"))
        down = _whole(child.get(f"{_T}number-rows-spanned"))
        if columns > 1 or down > 1:
            reaches.append(((number, column), (number + down - 1, column + columns - 1)))
        if cell != EMPTY and (cell.text or cell.problem):
            for offset in range(min(repeated, _WIDEST - column)):
                cells[column + offset] = cell
        column += repeated
        if column >= _WIDEST:
            break
    return cells


def _cell(element: Any, where: str) -> Cell:
    kind = element.get(f"{_O}value-type", "")
    stored = str(element.get(f"{_O}value", ""))
    shown = "\n".join("".join(p.itertext()) for p in element.iterchildren(f"{_X}p"))
    if kind == "date" or kind == "time":
        return Cell(shown, where, problem="date")
    if kind == "boolean":
        return Cell(shown, where, problem="boolean")
    if shown.startswith(("#", "Err:")) and element.get(f"{_T}formula"):
        return Cell(shown, where, problem="error")
    if element.get(f"{_T}formula") and not kind:
        return Cell(str(element.get(f"{_T}formula")), where, problem="formula")
    if kind == "percentage":
        return Cell(number_text(stored, "percent") or shown, where)
    if kind in ("float", "currency"):
        return Cell(number_text(stored, "plain") or shown, where, stored="number")
    return Cell(shown, where)


def _whole(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() else 1
