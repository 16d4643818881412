"""Excel 97-2003 workbooks (.xls) and binary ones (.xlsb), read by python-calamine.

That library gives values without their number formats and without fonts: what a percent cell shows
is then asked where it matters, and text in old fonts is refused. Sheets are given whole, hidden
ones are said and not read.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from cchc._files import refusal
from cchc.read.blocks import Cell, Document, Grid, Remark
from cchc.read.excel import MOST_ROWS, column_letters, grid_of, merged
from cchc.read.excel_styles import number_text
from cchc.read.legacy import looks_legacy
from cchc.read.libraries import library

_WIDEST = 300


def read_old_excel(data: bytes, file: str) -> Document:
    """Return the sheets of a workbook; raises InputError when it is damaged, protected or old."""
    calamine = library("python_calamine", file, "Excel 97-2003")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise refusal("password", file) from error
    except Exception as error:  # the library has a class for each way of being damaged
        raise refusal("not_this_kind", file, format="Excel 97-2003", reason=str(error)) from error
    remarks: list[Remark] = []
    grids: list[Grid] = []
    for entry in book.sheets_metadata:
        if entry.visible != calamine.SheetVisibleEnum.Visible:
            remarks.append(Remark("hidden_sheet", entry.name, {"sheet": entry.name}))
        elif entry.typ == calamine.SheetTypeEnum.WorkSheet:
            grids.append(_sheet(book, entry.name, file))
    _refuse_legacy(grids, file)
    return Document(file, "xls", tuple(grids), tuple(remarks))


def _sheet(book: Any, name: str, file: str) -> Grid:
    try:
        sheet = book.get_sheet_by_name(name)
        values = sheet.to_python(skip_empty_area=False)
    except Exception as error:
        raise refusal("not_this_kind", file, format="Excel 97-2003", reason=str(error)) from error
    if len(values) > MOST_ROWS:
        raise refusal("sheet_too_long", file, sheet=name, limit=MOST_ROWS)
    rows = {
        number: {
            column: _cell(value, f"{name}!{column_letters(column)}{number + 1}")
            for column, value in enumerate(row[:_WIDEST])
        }
        for number, row in enumerate(values)
    }
    for first, last in sheet.merged_cell_ranges or ():
        merged(rows, first, last)
    return grid_of(rows, name, set(), frozenset())


def _cell(value: Any, where: str) -> Cell:
    if isinstance(value, str):
        return Cell(value, where, problem="error" if value.startswith("#") else "")
    if isinstance(value, bool):
        return Cell(str(value).upper(), where, problem="boolean")
    if isinstance(value, (int, float)):
        return Cell(number_text(repr(value), "plain") or repr(value), where, stored="bare")
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return Cell(str(value), where, problem="date")
    return Cell(where=where)


def _refuse_legacy(grids: list[Grid], file: str) -> None:
    texts = (cell.text for grid in grids for row in grid.rows for cell in row.cells)
    legacy = looks_legacy("\n".join(text for text in texts if text and not text.isascii()))
    if legacy:
        encoding, sample = legacy
        raise refusal("legacy_encoding", file, encoding=encoding, sample=sample)
