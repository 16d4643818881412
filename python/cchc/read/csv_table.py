"""Delimited text (CSV, or cells pasted out of a spreadsheet) as a grid.

The delimiter is told by the column header: a line with the headings of a form between commas,
semicolons, tabs or bars. Text without such a line is running text.

A sign that parts cells and stands unquoted in one, `16,183`, moves what is behind it into other
columns. Rows that show it are asked.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cchc._files import refusal
from cchc.read.blocks import Cell, Document, Grid, GridRow
from cchc.read.columns import Columns, header_at, role_of
from cchc.read.decode import SourceText

_DELIMITERS = "\t;,|"
_MOST_ROWS = 20_000
_LEAST_ROLES = 3  # headings that must stand in one line
_SEARCHED = 200  # lines looked at for the column header
_PIECE = re.compile(r"[+-]?\d+")
_REST = re.compile(r"\d+(?:\.\d+)?\s?%?")
_FORMULA_SIGNS = ("'=", "'+", "'-", "'@", "'\t", "'\r")


def delimited(text: SourceText) -> Document | None:
    """Return the grid of a delimited text, None for running text."""
    delimiter = _delimiter(text.lines[:_SEARCHED])
    if delimiter is None:
        return None
    rows: list[GridRow] = []
    for line, cells in _records(text, delimiter):
        if len(rows) >= _MOST_ROWS:
            raise refusal("sheet_too_long", text.file, sheet=text.file, limit=_MOST_ROWS)
        placed = (
            Cell(_unguarded(cell.strip()), f"line {line} column {column}")
            for column, cell in enumerate(cells, start=1)
        )
        rows.append(GridRow(tuple(placed), f"line {line}"))
    return Document(text.file, "csv", (Grid(tuple(_with_moved(rows, delimiter))),))


def _with_moved(rows: Sequence[GridRow], delimiter: str) -> Iterator[GridRow]:
    """Rows in order; figures of a row whose cells may have moved hold a problem."""
    columns, body = None, 0
    for at, row in enumerate(rows):
        found = header_at(rows, at) if at >= body else None
        columns, body = found or (columns, body)
        if columns and at >= body and _is_moved(row, columns, delimiter):
            row = _doubted(row, columns)
        yield row


def _is_moved(row: GridRow, columns: Columns, delimiter: str) -> bool:
    """Whether a row has a cell more than its header, or may have a figure in two cells."""
    if not columns.values:
        return False
    if any(cell.text for cell in row.cells[columns.width :]):
        return True
    figures = [row.cell(value.column).text for value in columns.values]
    behind = row.cell(columns.values[-1].column + 1).text
    longer = len(row.cells) > columns.width
    if longer and len(figures) > 1 and any(text and not _has_digit(text) for text in figures):
        return True
    split = delimiter == "," and _PIECE.fullmatch(figures[-1])
    return _REST.fullmatch(behind) is not None and bool(split or (longer and not figures[-1]))


def _doubted(row: GridRow, columns: Columns) -> GridRow:
    doubtful = {value.column for value in columns.values}
    missing = max(doubtful) + 1 - len(row.cells)
    cells = (*row.cells, *[Cell("", row.where)] * missing)
    marked = (
        replace(cell, problem="moved") if column in doubtful else cell
        for column, cell in enumerate(cells)
    )
    return GridRow(tuple(marked), row.where)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _records(text: SourceText, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the line that each begins in; a cell may go over lines."""
    lines = (f"{line}\n" for line in text.lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refusal("not_this_kind", text.file, format="CSV", reason=str(error)) from error


def _delimiter(lines: Iterable[str]) -> str | None:
    """The sign that parts the headings of a column header; None without such a line."""
    for line in lines:
        for sign in _DELIMITERS:
            if line.count(sign) + 1 < _LEAST_ROLES:
                continue
            cells = next(csv.reader([line], delimiter=sign, strict=False), [])
            roles = [role for cell in cells if (role := role_of(cell))]
            if len(set(roles)) >= _LEAST_ROLES and "label" in roles:
                return sign
    return None


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if cell.startswith(_FORMULA_SIGNS) else cell
