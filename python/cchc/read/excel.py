"""Excel workbooks (.xlsx): every visible sheet as a grid, in one pass over its XML.

Cells keep what they show: 10 % stays 10 %, a date is never a number, an error value and a formula
that was never calculated are said by cell. Text that is struck out is left out and said, raised
letters stay raised. Hidden sheets and columns are said and not read, hidden rows are said and
read. Links to other files are never followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from cchc._files import refusal
from cchc.read.archive import Archive
from cchc.read.blocks import EMPTY, Cell, Document, Grid, GridRow, Look, Remark
from cchc.read.excel_styles import CellStyle, S, Styles, look_of, number_text
from cchc.read.legacy import converted, font_encoding
from cchc.read.raised import lowered, raised
from cchc.read.removed import removed_remarks

IDENTITY_SHEET = "_cchc"

MOST_ROWS = 20_000  # filled rows of a sheet
_WIDEST = 300  # columns; further ones are not a report's
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EXTERNAL = re.compile(r"\[\d+\]|\[[^\]]+\.xls")
_LONGEST_TEXT = 32_767  # signs that a cell can hold


@dataclass(frozen=True, slots=True)
class _SheetEntry:
    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class _Notes:
    """What is to be said about the workbook."""

    old_fonts: set[str] = field(default_factory=set)
    external: list[str] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a text; `look` is None where it looks as its cell. `settled`: its font was seen to."""

    text: str
    look: Look | None = None
    settled: bool = False


_Text = tuple[_Piece, ...]


def read_excel(archive: Archive) -> Document:
    """Return the sheets of a workbook; raises InputError when it is damaged or too long."""
    book = _part(archive, "xl/workbook.xml")
    styles = Styles(_part(archive, "xl/styles.xml") if archive.has("xl/styles.xml") else None)
    notes = _Notes()
    shared = _shared_texts(archive, notes)
    grids: list[Grid] = []
    identity: dict[str, str] = {}
    for entry in _sheets(archive, book):
        if entry.name == IDENTITY_SHEET:
            sheet = _Sheet(archive, entry, shared, styles, _Notes()).grid()
            identity = _pairs(sheet)
        elif entry.hidden:
            notes.remarks.append(Remark("hidden_sheet", entry.name, {"sheet": entry.name}))
        else:
            grids.append(_Sheet(archive, entry, shared, styles, notes).grid())
    if notes.old_fonts:
        fonts = ", ".join(sorted(notes.old_fonts))
        notes.remarks.append(Remark("legacy_font", "", {"fonts": fonts}))
    notes.remarks += removed_remarks(notes.removed)
    if notes.external:
        cells = ", ".join(notes.external[:5]) + ("…" if len(notes.external) > 5 else "")
        notes.remarks.append(Remark("external_formula", notes.external[0], {"cells": cells}))
    return Document(archive.file, "excel", tuple(grids), tuple(notes.remarks), identity)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def merged(rows: dict[int, dict[int, Cell]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Mark the cells that a merged cell reaches over; rows and columns count from 0."""
    (top, left), (bottom, right) = first, last
    if top not in rows and left not in rows.get(top, {}):
        return
    for number in range(top, bottom + 1):
        row = rows.get(number)
        if row is None:
            continue
        for column in range(left, right + 1):
            if (number, column) == (top, left):
                down, wide = bottom - top + 1, right - left + 1
                row[column] = replace(row.get(column, EMPTY), rows=down, columns=wide)
            else:
                row[column] = Cell(where=row.get(column, EMPTY).where, covered=True)


def grid_of(
    rows: dict[int, dict[int, Cell]], name: str, hidden: set[int], left_out: frozenset[int]
) -> Grid:
    """Return a grid of cells by row and column; blank rows between stay out."""
    found = []
    for number in sorted(rows):
        cells = rows[number]
        width = max(cells, default=-1) + 1
        if any(not cell.blank or cell.covered for cell in cells.values()):
            placed = tuple(EMPTY if c in left_out else cells.get(c, EMPTY) for c in range(width))
            found.append(GridRow(placed, f"{name}!{number + 1}", number in hidden))
    return Grid(tuple(found), name)


def _pairs(grid: Grid) -> dict[str, str]:
    """The keys and values of an identity sheet."""
    return {
        row.cell(0).text.strip(): row.cell(1).text.strip() for row in grid.rows if row.cell(0).text
    }


def _part(archive: Archive, name: str) -> Any:
    return archive.xml(name)


def _sheets(archive: Archive, book: Any) -> list[_SheetEntry]:
    """Sheets in order of their tabs."""
    targets = {}
    for relation in archive.xml("xl/_rels/workbook.xml.rels"):
        if relation.get("TargetMode") != "External":
            target = str(relation.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[relation.get("Id")] = path
    found = []
    for sheet in book.iterfind(f"{S}sheets/{S}sheet"):
        part = targets.get(sheet.get(_R), "")
        if archive.has(part) and "worksheet" in part:
            hidden = sheet.get("state", "visible") != "visible"
            found.append(_SheetEntry(str(sheet.get("name", "")), part, hidden))
    if not found:
        raise refusal("archive_broken", archive.file, reason="no worksheet")
    return found


def _shared_texts(archive: Archive, notes: _Notes) -> list[_Text]:
    """Texts that cells share."""
    name = "xl/sharedStrings.xml"
    if not archive.has(name):
        return []
    return [_text_of(item, notes) for item in archive.elements(name, (f"{S}si",))]


def _text_of(item: Any, notes: _Notes) -> _Text:
    pieces, room = [], _LONGEST_TEXT
    for child in item.iterchildren():
        if child.tag == f"{S}t":
            piece = _Piece((child.text or "")[:room])
        elif child.tag == f"{S}r":
            piece = _run(child, room, notes)
        else:
            continue
        pieces.append(piece)
        room -= len(piece.text)
    return tuple(pieces)


def _run(run: Any, room: int, notes: _Notes) -> _Piece:
    """A part of a text with properties of its own."""
    text = (run.findtext(f"{S}t") or "")[:room]
    properties = run.find(f"{S}rPr")
    if properties is None:
        return _Piece(text)
    named = properties.find(f"{S}rFont")
    font = "" if named is None else str(named.get("val", ""))
    if not font_encoding(font):
        return _Piece(text, look_of(properties))
    notes.old_fonts.add(font)
    return _Piece(converted(text, font), look_of(properties), settled=True)


class _Sheet:
    """One pass over the XML of a sheet."""

    def __init__(
        self,
        archive: Archive,
        entry: _SheetEntry,
        shared: list[_Text],
        styles: Styles,
        notes: _Notes,
    ) -> None:
        self._archive, self._entry = archive, entry
        self._shared, self._styles, self._notes = shared, styles, notes
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row = -1

    def grid(self) -> Grid:
        """Return the cells of the sheet."""
        tags = tuple(f"{S}{name}" for name in ("row", "mergeCell", "col"))
        for element in self._archive.elements(self._entry.part, tags):
            if element.tag == f"{S}row":
                self._take_row(element)
            elif element.tag == f"{S}mergeCell":
                self._merge(str(element.get("ref", "")))
            elif element.get("hidden") in ("1", "true") or element.get("width") == "0":
                first, last = _whole(element.get("min")), _whole(element.get("max"))
                self._hidden_columns |= set(range(first - 1, min(last, _WIDEST)))
        self._say_hidden()
        left_out = frozenset(self._hidden_columns)
        return grid_of(self._rows, self._entry.name, self._hidden, left_out)

    def _take_row(self, element: Any) -> None:
        stated = element.get("r", "")
        self._row = int(stated) - 1 if stated.isdecimal() else self._row + 1
        cells: dict[int, Cell] = {}
        column = -1
        for child in element.iterchildren(f"{S}c"):
            address = _ADDRESS.fullmatch(child.get("r", ""))
            column = _column(address[1]) if address else column + 1
            if column >= _WIDEST:
                break
            where = f"{self._entry.name}!{column_letters(column)}{self._row + 1}"
            cells[column] = self._cell(child, where)
        if all(cell.blank for cell in cells.values()):
            if cells and len(self._rows) < MOST_ROWS:
                self._rows[self._row] = cells
            return
        if len(self._rows) >= MOST_ROWS:
            sheet, limit = self._entry.name, MOST_ROWS
            raise refusal("sheet_too_long", self._archive.file, sheet=sheet, limit=limit)
        self._rows[self._row] = cells
        if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
            self._hidden.add(self._row)

    def _cell(self, element: Any, where: str) -> Cell:
        kind = element.get("t", "n")
        style = self._styles.at(element.get("s"))
        formula = element.find(f"{S}f")
        stored = element.findtext(f"{S}v")
        if kind == "inlineStr":
            item = element.find(f"{S}is")
            return self._written(
                _text_of(item, self._notes) if item is not None else (), style, where
            )
        if formula is not None and (stored is None or (stored == "" and kind != "str")):
            return Cell(f"={formula.text or ''}", where, problem="formula")
        if formula is not None and formula.text and _EXTERNAL.search(formula.text):
            self._notes.external.append(where)
        if stored is None:
            return Cell("", where)
        if kind == "s":
            return self._written(self._shared_text(stored, where), style, where)
        if kind == "str":
            return self._written((_Piece(stored),), style, where)
        cell = _number_cell(kind, stored, style, where)
        return self._without_removed(cell) if style.look == "removed" else cell

    def _shared_text(self, stored: str, where: str) -> _Text:
        index = int(stored) if stored.isdecimal() else -1
        if not 0 <= index < len(self._shared):
            raise refusal("archive_broken", self._archive.file, reason=f"{where}: text {stored}")
        return self._shared[index]

    def _written(self, text: _Text, style: CellStyle, where: str) -> Cell:
        """The cell of a text, piece by piece as each looks."""
        if len(text) == 1 and text[0].look is None and not style.look and not style.hides_text:
            return Cell(self._converted(text[0].text, style), where)
        settled = any(piece.settled for piece in text)
        shown, removed = "", ""
        for piece in text:
            words = piece.text if settled else self._converted(piece.text, style)
            look = style.look if piece.look is None else piece.look
            if look == "removed" or style.hides_text:
                removed += words
            elif look:
                shown += raised(words) if look == "raised" else lowered(words)
            else:
                shown += words
        removed = removed.strip()
        if removed:
            self._notes.removed.append((where, removed))
            shown = shown.strip()
        return Cell(shown, where, removed=removed)

    def _without_removed(self, cell: Cell) -> Cell:
        """The cell of a number in a font that strikes it out."""
        if not cell.text:
            return cell
        self._notes.removed.append((cell.where, cell.text))
        return Cell("", cell.where, removed=cell.text)

    def _converted(self, text: str, style: CellStyle) -> str:
        if text.isascii() or not font_encoding(style.font):
            return text
        changed = converted(text, style.font)
        if changed != text:
            self._notes.old_fonts.add(style.font)
        return changed

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = [_ADDRESS.fullmatch(corner) for corner in (first, last)]
        if corners[0] and corners[1]:
            start, end = ((int(each[2]) - 1, _column(each[1])) for each in corners if each)
            end = (min(end[0], start[0] + MOST_ROWS), min(end[1], _WIDEST))
            merged(self._rows, start, end)

    def _say_hidden(self) -> None:
        sheet = self._entry.name
        if self._hidden:
            first = f"{sheet}!{min(self._hidden) + 1}"
            count = len(self._hidden)
            self._notes.remarks.append(
                Remark("hidden_rows", first, {"count": count, "first": first})
            )
        shown = [
            c
            for c in sorted(self._hidden_columns)
            if any(row.get(c, EMPTY).text for row in self._rows.values())
        ]
        if shown:
            names = ", ".join(column_letters(c) for c in shown)
            self._notes.remarks.append(Remark("hidden_columns", sheet, {"columns": names}))


def _number_cell(kind: str, stored: str, style: CellStyle, where: str) -> Cell:
    """The cell of a number, a date, a truth value or an error value."""
    if kind == "e":
        return Cell(stored, where, problem="error")
    if kind == "b":
        return Cell("TRUE" if stored == "1" else "FALSE", where, problem="boolean")
    if kind == "d" or style.shown == "date":
        return Cell(stored, where, problem="date")
    if style.shown in ("scaled", "hidden"):
        return Cell(stored, where, problem=style.shown)
    text = number_text(stored, style.shown)
    if not text:
        return Cell(stored, where)
    if style.hides_zero and text in ("0", "0%"):
        return Cell(text, where, problem="hidden")
    return Cell(text, where, stored="number" if style.shown == "plain" else "")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
