"""OpenDocument spreadsheets (.ods): every visible sheet as a grid.

Cells say what kind of value they hold and what they show, so 10 % stays 10 % and a date is never a
number. Text that is struck out or hidden is left out and said, raised letters stay raised. Hidden
sheets and columns are said and not read, hidden rows are said and read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc._files import refusal
from cchc.read.archive import Archive
from cchc.read.blocks import EMPTY, Cell, Document, Grid, Look, Remark
from cchc.read.excel import IDENTITY_SHEET, MOST_ROWS, column_letters, grid_of, merged
from cchc.read.excel_styles import number_text
from cchc.read.ods_styles import OdsStyles
from cchc.read.raised import lowered, raised
from cchc.read.removed import removed_remarks

_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_X = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_WIDEST = 300
_UNSEEN = ("collapse", "filter")
_SPACES = {f"{_X}s": " ", f"{_X}tab": " ", f"{_X}line-break": "\n"}


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
    styles = OdsStyles([archive.xml("styles.xml")] if archive.has("styles.xml") else [], root)
    grids: list[Grid] = []
    remarks: list[Remark] = []
    identity: dict[str, str] = {}
    for table in root.iter(f"{_T}table"):
        name = str(table.get(f"{_T}name", ""))
        if name == IDENTITY_SHEET:
            rows = _Sheet(name, archive.file, styles, []).grid(table).rows
            identity = {row.cell(0).text: row.cell(1).text for row in rows if row.cell(0).text}
        elif table.get(f"{_T}style-name") in hidden_styles:
            remarks.append(Remark("hidden_sheet", name, {"sheet": name}))
        else:
            grids.append(_Sheet(name, archive.file, styles, remarks).grid(table))
    return Document(archive.file, "ods", tuple(grids), tuple(remarks), identity)


class _Sheet:
    """One pass over the rows of a table."""

    def __init__(self, name: str, file: str, styles: OdsStyles, remarks: list[Remark]) -> None:
        self._name, self._file, self._styles, self._remarks = name, file, styles, remarks
        self._reaches: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._removed: list[tuple[str, str]] = []

    def grid(self, table: Any) -> Grid:
        """Return the cells of the sheet; what is hidden or left out goes to the remarks."""
        rows: dict[int, dict[int, Cell]] = {}
        hidden: set[int] = set()
        number = 0
        for element in table.iter(f"{_T}table-row"):
            repeated = _whole(element.get(f"{_T}number-rows-repeated"))
            cells = self._row(element, number)
            if any(not cell.blank for cell in cells.values()):
                if len(rows) + repeated > MOST_ROWS:
                    raise refusal("sheet_too_long", self._file, sheet=self._name, limit=MOST_ROWS)
                for offset in range(repeated):
                    rows[number + offset] = dict(cells)
                if element.get(f"{_T}visibility") in _UNSEEN:
                    hidden |= set(range(number, number + repeated))
            number += repeated
        for first, last in self._reaches:
            merged(rows, first, last)
        left_out = _hidden_columns(table)
        self._say(rows, hidden, left_out)
        return grid_of(rows, self._name, hidden, left_out)

    def _say(
        self, rows: dict[int, dict[int, Cell]], hidden: set[int], left_out: frozenset[int]
    ) -> None:
        if hidden:
            first = f"{self._name}!{min(hidden) + 1}"
            self._remarks.append(
                Remark("hidden_rows", first, {"count": len(hidden), "first": first})
            )
        shown = [
            c for c in sorted(left_out) if any(row.get(c, EMPTY).text for row in rows.values())
        ]
        if shown:
            names = ", ".join(column_letters(c) for c in shown)
            self._remarks.append(Remark("hidden_columns", self._name, {"columns": names}))
        self._remarks += removed_remarks(self._removed)

    def _row(self, element: Any, number: int) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        column = 0
        for child in element.iterchildren(f"{_T}table-cell", f"{_T}covered-table-cell"):
            repeated = _whole(child.get(f"{_T}number-columns-repeated"))
            cell = self._cell(child, f"{self._name}!{column_letters(column)}{number + 1}")
            columns = _whole(child.get(f"{_T}number-columns-spanned"))
            down = _whole(child.get(f"{_T}number-rows-spanned"))
            if columns > 1 or down > 1:
                end = (number + down - 1, column + columns - 1)
                self._reaches.append(((number, column), end))
            if not cell.blank:
                for offset in range(min(repeated, _WIDEST - column)):
                    cells[column + offset] = cell
            column += repeated
            if column >= _WIDEST:
                break
        return cells

    def _cell(self, element: Any, where: str) -> Cell:
        style = element.get(f"{_T}style-name", "")
        shown, removed = self._text(element, style)
        if removed:
            self._removed.append((where, removed))
        if removed and not shown:
            return Cell("", where, removed=removed)
        kind = element.get(f"{_O}value-type", "")
        stored = str(element.get(f"{_O}value", ""))
        if kind == "date" or kind == "time":
            return Cell(shown, where, problem="date")
        if kind == "boolean":
            return Cell(shown, where, problem="boolean")
        if shown.startswith(("#", "Err:")) and element.get(f"{_T}formula"):
            return Cell(shown, where, problem="error")
        if element.get(f"{_T}formula") and not kind:
            return Cell(str(element.get(f"{_T}formula")), where, problem="formula")
        if kind in ("float", "currency", "percentage") and self._styles.scales(style):
            return Cell(shown or stored, where, problem="scaled")
        if kind == "percentage":
            return Cell(number_text(stored, "percent") or shown, where)
        if kind in ("float", "currency"):
            return Cell(number_text(stored, "plain") or shown, where, stored="number")
        return Cell(shown, where, removed=removed)

    def _text(self, cell: Any, style: str) -> tuple[str, str]:
        """Lines of a cell as shown, and what is struck out or hidden in them."""
        lines: list[str] = []
        removed: list[str] = []
        whole = self._styles.look(style)
        for paragraph in cell.iterchildren(f"{_X}p"):
            pieces: list[str] = []
            for text, look in _pieces(paragraph, whole, self._styles):
                if look == "removed":
                    removed.append(text)
                elif look:
                    pieces.append(raised(text) if look == "raised" else lowered(text))
                else:
                    pieces.append(text)
            lines.append("".join(pieces))
        shown = "\n".join(lines)
        return (shown.strip() if removed else shown), " ".join(removed).strip()


def _pieces(element: Any, look: Look, styles: OdsStyles) -> Iterator[tuple[str, Look]]:
    """Pieces of text of a paragraph in order, each with how it looks."""
    if element.text:
        yield element.text, look
    for child in element:
        if child.tag in _SPACES:
            yield _SPACES[child.tag] * _whole(child.get(f"{_X}c")), look
        elif child.tag != f"{_O}annotation":
            own = styles.look(child.get(f"{_X}style-name", ""))
            yield from _pieces(child, "removed" if look == "removed" else own or look, styles)
        if child.tail:
            yield child.tail, look


def _hidden_columns(table: Any) -> frozenset[int]:
    found: set[int] = set()
    column = 0
    for element in table.iter(f"{_T}table-column"):
        repeated = min(_whole(element.get(f"{_T}number-columns-repeated")), _WIDEST)
        if element.get(f"{_T}visibility") in _UNSEEN:
            found |= set(range(column, column + repeated))
        column += repeated
        if column >= _WIDEST:
            break
    return frozenset(found)


def _whole(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() else 1
