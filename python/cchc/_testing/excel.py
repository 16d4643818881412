"""A report as an Excel workbook, by openpyxl."""

from __future__ import annotations

import io
import random
from typing import Any

from .columns import cells, headings, value_headings
from .old_fonts import encoded
from .printed import HEADINGS, Layout, Printed, PrintedRow, PrintedTable, Shown


def excel_bytes(printed: Printed, draws: random.Random) -> bytes:
    """Return the bytes of an .xlsx; raises ImportError without openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = "Tài liệu giả lập (synthetic)"
    sheet = book.active
    sheet.title = printed.tables[0].title
    for line in printed.opening():
        sheet.append([line])
    for number, table in enumerate(printed.tables):
        if number and draws.random() < 0.7:
            sheet = book.create_sheet(table.title)
        elif number:
            sheet.append([])
        _table(sheet, table, printed.layout, draws)
    if printed.layout.hidden_sheet:
        _stale_copy(book, printed)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _table(sheet: Any, table: PrintedTable, layout: Layout, draws: random.Random) -> None:
    sheet.append([table.title])
    sheet.append([table.subtitle])
    _header(sheet, table, layout)
    for row in table.rows:
        _row(sheet, row, layout, draws)


def _header(sheet: Any, table: PrintedTable, layout: Layout) -> None:
    if layout.one_header or layout.second:
        sheet.append(headings(layout, table.remark))
        return
    code, label, unit, _, note = HEADINGS
    values = value_headings(layout)
    front = [f"{label} ({table.remark})"]
    front = front if layout.code_in_label else [code, *front]
    top = sheet.max_row + 1
    sheet.append([*front, "Kết quả thống kê", *[None] * len(values), note])
    sheet.append([*[None] * len(front), unit, *values, None])
    width = len(front) + 1 + len(values)
    for column in (*range(1, len(front) + 1), width + 1):
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    first = len(front) + 1
    sheet.merge_cells(start_row=top, end_row=top, start_column=first, end_column=width)


def _row(sheet: Any, row: PrintedRow, layout: Layout, draws: random.Random) -> None:
    front, values, note = cells(row, layout)
    number = sheet.max_row + 1
    over: str | None = None
    at = 0 if layout.code_in_label else 1
    words = front[at].split()
    if layout.label_over_rows and not row.heading and row.code and not row.group and len(words) > 8:
        front[at], over = " ".join(words[:6]), " ".join(words[6:])
    for column, text in enumerate(front, start=1):
        _text(sheet.cell(number, column), text, layout.font)
    if not layout.code_in_label and front[0].count(".") == 1 and not front[0].endswith("."):
        _as_number(sheet.cell(number, 1), front[0], draws)
    for offset, value in enumerate(values):
        _value(sheet.cell(number, len(front) + 1 + offset), value)
    _text(sheet.cell(number, len(front) + len(values) + 1), note, layout.font)
    if over:
        _text(sheet.cell(number + 1, at + 1), over, layout.font)
    if row.group and not layout.code_in_label:
        last = number + row.group - 1
        sheet.merge_cells(start_row=number, end_row=last, start_column=1, end_column=1)


def _as_number(cell: Any, code: str, draws: random.Random) -> None:
    """A code such as 2.4 becomes a number when it is typed into a plain cell."""
    if draws.random() < 0.5 and not code.endswith("0"):
        cell.value = float(code)


def _text(cell: Any, text: str, font: str) -> None:
    from openpyxl.styles import Font

    stored = encoded(text, font) if font and text else None
    if stored is not None and stored != text:
        cell.font = Font(name=font)
        text = stored
    if text:
        cell.value = text
        cell.data_type = "s"


def _value(cell: Any, shown: Shown) -> None:
    if shown.struck or shown.mark:
        cell.value = _rich(shown)
    elif shown.scaled:
        cell.value, cell.number_format = float(shown.number or 0), '0" nghìn"'
    elif shown.number is not None:
        whole = shown.number == shown.number.to_integral_value()
        cell.value = int(shown.number) if whole else float(shown.number)
        if shown.percent:
            cell.number_format = "0%" if whole or "," not in shown.text else "0.0%"
    elif shown.text:
        cell.value = shown.text
        cell.data_type = "s"


def _rich(shown: Shown) -> Any:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    pieces = [
        TextBlock(InlineFont(strike=True), shown.struck),
        TextBlock(InlineFont(), shown.text),
        TextBlock(InlineFont(vertAlign="superscript"), shown.mark),
    ]
    return CellRichText(*(piece for piece in pieces if piece.text))


def _stale_copy(book: Any, printed: Printed) -> None:
    """A hidden sheet with figures of the period before, as reused files have it."""
    sheet = book.create_sheet("ky truoc")
    sheet.sheet_state = "hidden"
    plain = Layout(one_header=True)
    sheet.append(headings(plain, ""))
    for row in printed.tables[0].rows:
        sheet.append([row.code, row.label, row.unit, row.stale.text, ""])
