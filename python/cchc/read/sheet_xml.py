"""The cells of a small workbook with their types, number formats and formulas, read from its XML.

It serves the sheets that cchc made itself, where a cell is looked at for what was typed; the reader
of any workbook makes texts of cells. One pass over each part, and nothing is kept but cells.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc._files import refusal
from cchc.read.archive import Archive
from cchc.read.excel_styles import S, shown_as

__all__ = ["Area", "SheetCell", "XmlSheet", "column_name", "read_sheets"]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_FRACTIONS = {12: "# ?/?", 13: "# ??/??"}
_FORMATS = {"percent": "0%", "date": "dd/mm/yyyy"}
_EPOCHS = (dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1))


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that is not empty; of a formula the stored result, None when there is none."""

    coordinate: str
    value: Any
    number_format: str = "General"
    formula: str = ""
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A merged cell: first and last row and column, counted from 1."""

    min_row: int
    max_row: int
    min_col: int
    max_col: int
    coord: str


@dataclass(slots=True)
class XmlSheet:
    """A sheet: its cells by row and column, counted from 1, and its merged cells."""

    name: str
    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)


def column_name(column: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_sheets(archive: Archive) -> list[XmlSheet]:
    """Return the worksheets of a workbook in order of their tabs.

    Raises
    ------
    InputError
        When a part is damaged or declares a document type, or there is no worksheet.
    """
    book = archive.xml("xl/workbook.xml")
    properties = book.find(f"{S}workbookPr")
    late = properties is not None and properties.get("date1904") in ("1", "true")
    parser = _Parser(_formats(archive), _shared(archive), _EPOCHS[late], archive)
    targets = _targets(archive)
    found = []
    for entry in book.iterfind(f"{S}sheets/{S}sheet"):
        part = targets.get(entry.get(_R), "")
        if archive.has(part) and "worksheets/" in part:
            found.append(parser.sheet(str(entry.get("name", "")), part))
    if not found:
        raise refusal("archive_broken", archive.file, reason="no worksheet")
    return found


def _targets(archive: Archive) -> dict[Any, str]:
    """Parts of the workbook by the ids of its relations; nothing outside is followed."""
    return {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))[
            1:
        ]
        for relation in archive.xml("xl/_rels/workbook.xml.rels")
        if relation.get("TargetMode") != "External"
    }


def _formats(archive: Archive) -> list[str]:
    """Number format of each style that cells name."""
    if not archive.has("xl/styles.xml"):
        return []
    styles = archive.xml("xl/styles.xml")
    codes = {
        _int(each.get("numFmtId")): each.get("formatCode") for each in styles.iter(f"{S}numFmt")
    }
    return [
        _format(_int(style.get("numFmtId")), codes)
        for style in styles.iterfind(f"{S}cellXfs/{S}xf")
    ]


def _format(number: int, codes: Mapping[int, str | None]) -> str:
    """The code of a format; of one that the file format numbers, a code that shows the same."""
    return (
        codes.get(number) or _FRACTIONS.get(number) or _FORMATS.get(shown_as(number, ""), "General")
    )


def _shared(archive: Archive) -> list[str]:
    name = "xl/sharedStrings.xml"
    if not archive.has(name):
        return []
    return [_text_of(item) for item in archive.xml(name).iterfind(f"{S}si")]


def _text_of(item: Any) -> str:
    """The text of a string in runs; how it is to be pronounced is left out."""
    pieces = [item.findtext(f"{S}t") or ""]
    pieces += [run.findtext(f"{S}t") or "" for run in item.iterfind(f"{S}r")]
    return "".join(pieces)


@dataclass(slots=True)
class _Parser:
    """What the sheets of a workbook share."""

    formats: list[str]
    shared: list[str]
    epoch: dt.datetime
    archive: Archive

    def sheet(self, name: str, part: str) -> XmlSheet:
        """Return a sheet from its part."""
        found = XmlSheet(name)
        row = 0
        for element in self.archive.elements(part, (f"{S}row", f"{S}mergeCell")):
            if element.tag == f"{S}mergeCell":
                area = _area(element.get("ref", ""))
                found.merged += [area] if area else []
                continue
            row = _int(element.get("r")) or row + 1
            cells = self._cells(element, row)
            if cells:
                found.rows.setdefault(row, {}).update(cells)
        return found

    def _cells(self, element: Any, row: int) -> dict[int, SheetCell]:
        cells, column = {}, 0
        for child in element:
            if child.tag != f"{S}c":
                continue
            address = _ADDRESS.fullmatch(child.get("r", ""))
            column = _column(address[1]) if address else column + 1
            if len(child):
                where = address[0] if address else f"{column_name(column)}{row}"
                cell = self._cell(child, where)
                if cell.value is not None or cell.formula:
                    cells[column] = cell
        return cells

    def _cell(self, element: Any, coordinate: str) -> SheetCell:
        style = _int(element.get("s"))
        number_format = self.formats[style] if style < len(self.formats) else "General"
        kind, stored, formula = element.get("t", "n"), None, ""
        for child in element:
            if child.tag == f"{S}v":
                stored = child.text
            elif child.tag == f"{S}is":
                stored = _text_of(child)
            elif child.tag == f"{S}f":
                formula = f"={child.text or '…'}"
        value = None if stored is None else self._value(kind, stored, number_format, coordinate)
        return SheetCell(coordinate, value, number_format, formula, kind == "e")

    def _value(self, kind: str, stored: str, number_format: str, coordinate: str) -> Any:
        if kind == "s":
            if not stored.isdecimal() or int(stored) >= len(self.shared):
                reason = f"{coordinate}: text {stored}"
                raise refusal("archive_broken", self.archive.file, reason=reason)
            return self.shared[int(stored)] or None
        if kind == "b":
            return stored == "1"
        if kind == "n":
            return self._number(stored, number_format)
        if kind == "d":
            return _iso(stored)
        return stored or None

    def _number(self, stored: str, number_format: str) -> Any:
        try:
            value = int(stored) if re.fullmatch(r"-?\d{1,300}", stored) else float(stored)
        except ValueError:
            return stored or None
        if shown_as(0, number_format) != "date":
            return value
        try:
            # Spreadsheets count a 29 February 1900 that never was; days before it are one later.
            early = self.epoch == _EPOCHS[0] and 1 <= value < 60
            seconds = round((value + early) * 86_400)
            day = self.epoch + dt.timedelta(seconds=seconds)
        except OverflowError:
            return value
        return day.time() if 0 <= value < 1 else day


def _iso(text: str) -> Any:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return text or None


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    corners = [_ADDRESS.fullmatch(each) for each in (first, last or first)]
    if corners[0] is None or corners[1] is None:
        return None
    rows, columns = zip(
        *((int(each[2]), _column(each[1])) for each in corners if each), strict=True
    )
    return Area(min(rows), max(rows), min(columns), max(columns), reference)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
