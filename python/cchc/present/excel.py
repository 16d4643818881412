"""Pages as an Excel workbook: typed cells, A4, native charts, and no text that runs as a formula."""

from __future__ import annotations

import io
import math
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from cchc._arguments import optional_module
from cchc._save import save_whole
from cchc.present.page import Cell, Chart, Page
from cchc.present.sheet_look import FORMATS, SAFE, set_page, write_identity
from cchc.read.form_sheet import KEY_HEADING

__all__ = ["excel_bytes", "write_excel"]

_SHADES = {
    "late": "#FFE699", "missing": "#F8CBAD", "corrected": "#DDEBF7", "warning": "#FFF2CC",
}  # fmt: skip
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32767  # signs in a cell
_PAGE_WIDTH = 150  # characters on an A4 page on its side, at a size that can be read
_CHART_HEIGHT = 440  # pixels; two fit on a page
_LABELS = 3  # column of the charts' own labels on their sheet

#: Name of a sheet, its page, one of its charts, and the first row of its table.
_Drawn = tuple[str, Page, Chart, int]
_ROW_HEIGHT = 20  # pixels of a row that nobody set
_LINE_HEIGHT = 16.5  # points, of a line at 12 points


def write_excel(
    path: str | os.PathLike[str],
    pages: Sequence[Page],
    *,
    identity: Mapping[str, str] | None = None,
) -> None:
    """Write pages as an Excel workbook, one sheet each.

    Parameters
    ----------
    path
        The file, which is replaced whole or not at all.
    pages
        In order of sheets.
    identity
        For a hidden sheet that says what the file is; none when not given.

    Raises
    ------
    ImportError
        When XlsxWriter is not installed (extra ``excel``).
    """
    save_whole(path, excel_bytes(pages, identity=identity))


def excel_bytes(pages: Sequence[Page], *, identity: Mapping[str, str] | None = None) -> bytes:
    """Return the contents of the workbook that `write_excel` writes."""
    writer = optional_module("xlsxwriter", "excel", "to_excel()")
    stream = io.BytesIO()
    with writer.Workbook(stream, SAFE | {"in_memory": True}) as book:
        book.set_properties({"title": pages[0].title[0] if pages else "", "author": "cchc"})
        looks = _Looks(book)
        names: set[str] = set()
        drawn: list[_Drawn] = []
        for page in pages:
            name = _sheet_name(page.name, names)
            first_row = _write_page(book, looks, page, name)
            drawn += [(name, page, chart, first_row) for chart in page.charts]
        if drawn:
            title = {"vi": "Biểu đồ", "en": "Charts"}[pages[0].lang]
            _write_charts(book, drawn, _sheet_name(title, names))
        if identity is not None:
            exact = {key: text for page in pages for key, text in page.exact.items()}
            write_identity(book, {**identity, **exact})
    return stream.getvalue()


class _Looks:
    """Formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, str], Any] = {}

    def __call__(self, name: str, *, bold: bool = False, shade: str = "") -> Any:
        key = (name, bold, shade)
        if key not in self._made:
            look = dict(FORMATS[name])
            look |= {"bold": True} if bold else {}
            look |= {"bg_color": _SHADES[shade]} if shade else {}
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def of(self, cell: Cell) -> Any:
        """The format of a cell."""
        name = "right" if cell.right else "text"
        if cell.exact:
            name = "whole" if cell.is_whole else "decimal"
        return self(name, bold=cell.bold, shade=cell.shade)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: short enough, without its forbidden signs, and not there yet."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip("' ")[:_LONGEST_NAME] or "Bảng"
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() in ("history", "lịch sử"):
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _write_page(book: Any, looks: _Looks, page: Page, name: str) -> int:
    """Write one page as a sheet; return the row in which its table starts."""
    sheet = book.add_worksheet(name)
    last = len(page.heads) - 1
    at = 0
    # What is printed in blocks of columns has its title over the first ones, not over all.
    wide = page.fixed - 1 if page.blocks else last
    width = sum(head.width for head in page.heads[: wide + 1])
    for number, line in enumerate(page.title):
        look = looks("title" if number < max(1, len(page.title) - 1) else "subtitle")
        _across(sheet, at, wide, line, look, _lines(line, width))
        at += 1
    head, head_rows = at, _write_heads(sheet, at, page, looks)
    at = head + head_rows
    for column, each in enumerate(page.heads):
        sheet.set_column(column, column, each.width)
    if page.keys:
        sheet.write_string(at - 1, last + 1, KEY_HEADING)
        sheet.set_column(last + 1, last + 1, 4, None, {"hidden": True})
    first_row = at
    for row, key in zip(page.rows, page.keys or [""] * len(page.rows), strict=True):
        for column, cell in enumerate(row):
            _write_cell(sheet, at, column, cell, looks.of(cell))
        lines = max(
            _lines(cell.shown(page.lang), head.width, bold=cell.bold)
            for cell, head in zip(row, page.heads, strict=True)
        )
        sheet.set_row(at, _LINE_HEIGHT * lines)
        if key:
            sheet.write_string(at, last + 1, key)
        at += 1
    at += 1
    for note in page.notes:
        _across(sheet, at, wide, note, looks("note"), _lines(note, int(width * 1.05)))
        at += 1
    set_page(sheet, head, landscape=page.landscape, head_rows=head_rows)
    sheet.freeze_panes(head + head_rows, page.fixed)
    if page.blocks:
        _print_in_blocks(sheet, page)
    sheet.print_area(0, 0, max(at - 1, head), last)
    return first_row


def _print_in_blocks(sheet: Any, page: Page) -> None:
    """Pages side by side, each wide enough to be read, the first columns again on each."""
    fixed = sum(head.width for head in page.heads[: page.fixed])
    others = sum(head.width for head in page.heads[page.fixed :])
    sheet.repeat_columns(0, page.fixed - 1)
    sheet.fit_to_pages(max(1, math.ceil(others / max(_PAGE_WIDTH - fixed, 1))), 0)


def _across(sheet: Any, at: int, last: int, text: str, look: Any, lines: int) -> None:
    """A line over the whole width, as high as its text needs: merged cells do not grow by themselves."""
    if last > 0:
        sheet.merge_range(at, 0, at, last, "", look)
    sheet.write_string(at, 0, text, look)
    sheet.set_row(at, _LINE_HEIGHT * lines)


def _lines(text: str, width: int, *, bold: bool = False) -> int:
    """How many lines a text takes in a column; a little too many rather than one too few."""
    room = max(1.0, width * (0.98 if bold else 1.08) - 2)
    return sum(_wrapped(part, room) for part in text.split("\n")) if text else 1


def _wrapped(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split(" "):
        length = float(len(word))
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0.0
        extra = math.ceil(length / room) - 1 if length > room else 0
        lines += extra
        used += length - extra * room + (1 if used else 0)
    return lines


def _write_heads(sheet: Any, at: int, page: Page, looks: _Looks) -> int:
    """Headings in one row, or in two when some share one; return how many rows."""
    look = looks("heading")
    if not any(head.above for head in page.heads):
        for column, head in enumerate(page.heads):
            sheet.write_string(at, column, head.title, look)
        sheet.set_row(at, _LINE_HEIGHT * _head_lines(page))
        return 1
    column = 0
    while column < len(page.heads):
        head, end = page.heads[column], column
        while head.above and end + 1 < len(page.heads) and page.heads[end + 1].above == head.above:
            end += 1
        if not head.above:
            sheet.merge_range(at, column, at + 1, column, "", look)
            sheet.write_string(at, column, head.title, look)
        else:
            if end > column:
                sheet.merge_range(at, column, at, end, "", look)
            sheet.write_string(at, column, head.above, look)
            for each in range(column, end + 1):
                sheet.write_string(at + 1, each, page.heads[each].title, look)
        column = end + 1
    sheet.set_row(at + 1, _LINE_HEIGHT * _head_lines(page))
    return 2


def _head_lines(page: Page) -> int:
    return max(_lines(head.title, head.width, bold=True) for head in page.heads)


def _write_cell(sheet: Any, at: int, column: int, cell: Cell, look: Any) -> None:
    number = cell.number
    if number is not None:
        sheet.write_number(at, column, number, look)
    elif cell.text:
        sheet.write_string(at, column, cell.text[:_LONGEST_TEXT], look)
    else:
        sheet.write_blank(at, column, None, look)


def _chart(book: Any, wanted: _Drawn, labels: list[str | int]) -> tuple[Any, str]:
    """A native chart of a table, and its title as the words for those who do not see it."""
    name, page, chart, first_row = wanted
    drawn = book.add_chart({"type": chart.kind})
    top, bottom = (first_row + row for row in chart.rows)
    beside = [name, top, chart.categories, bottom, chart.categories]
    for column in chart.series:
        drawn.add_series(
            {
                "name": page.heads[column].title,
                "categories": labels if chart.labels else beside,
                "values": [name, top, column, bottom, column],
            }
        )
    title = f"{chart.title}: {page.title[-1]}" if page.title else chart.title
    drawn.show_hidden_data()  # the labels stand in a hidden column
    drawn.set_title({"name": title, "name_font": {"size": 12}})
    drawn.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    if chart.kind == "bar":  # its labels stand beside the bars: every one of them, first on top
        drawn.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 9}})
        drawn.set_x_axis({"min": 0})
    else:
        drawn.set_y_axis({"min": 0})
    bars = (bottom - top + 1) * len(chart.series) if chart.kind == "bar" else 0
    drawn.set_size({"width": 620, "height": max(_CHART_HEIGHT, 26 * bars + 100)})
    return drawn, title


def _write_charts(book: Any, wanted: Sequence[_Drawn], name: str) -> None:
    """All charts on one sheet, two on a page, so that no page break cuts one."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 90)  # one column as wide as a chart, so that none falls between pages
    sheet.set_column(_LABELS, _LABELS, None, None, {"hidden": True})
    at, breaks, room, row = 0, [], 2, 0
    for each in wanted:
        labels = each[2].labels
        for place, label in enumerate(labels, start=row):
            sheet.write_string(place, _LABELS, label)
        last = row + len(labels) - 1
        chart, title = _chart(book, each, [name, row, _LABELS, last, _LABELS])
        row += len(labels)
        needed = 1 if chart.height <= _CHART_HEIGHT else 2  # a tall one has a page of its own
        if needed > room:
            breaks.append(at)
            room = 2
        sheet.insert_chart(at, 0, chart, {"description": title, "y_offset": 6})
        at += -(-int(chart.height) // _ROW_HEIGHT) + 2
        room -= needed
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, at, 0)
