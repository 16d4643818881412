"""PDF files with a text layer: ruled tables as grids, the rest as lines.

Pages are read one by one. A font that does not say its letters (`(cid:12)`) and pages that are
pictures are refused with the reason, never guessed. Raised and struck letters are told by where
letters and lines stand. Text in old fonts is converted by the font of each letter.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from typing import Any

from cchc._files import refusal
from cchc.read.blocks import Cell, Document, Grid, GridRow, Paragraph, Remark
from cchc.read.legacy import converted, font_encoding
from cchc.read.libraries import library
from cchc.read.pdf_letters import mark_letters, without_struck
from cchc.read.removed import removed_remarks

_MOST_PAGES = 400
_MOST_LETTERS = 60_000  # of a page
_LARGEST_EXPANDED = 256 * 1024 * 1024  # bytes of all streams together
_STREAM = re.compile(rb"stream\r?\n")
_CID = re.compile(r"\(cid:\d+\)")
_LONE_NUMBER = re.compile(r"[-–\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*", re.IGNORECASE)
_THIN = 3.0  # points between two edges that are one rule
_LEAST_COLUMNS = 3  # of a table; what has fewer is a frame


def read_pdf(data: bytes, file: str) -> Document:
    """Return the blocks of a PDF; raises InputError when it is protected, scanned or damaged."""
    pdfplumber = library("pdfplumber", file, "PDF")
    _refuse_bomb(data, file)
    try:
        book = pdfplumber.open(io.BytesIO(data), unicode_norm="NFC")
        count = len(book.pages)
    except Exception as error:  # pdfminer and pdfplumber raise many classes for damaged files
        if "password" in f"{type(error).__name__} {error!r}".lower():
            raise refusal("password", file) from error
        raise refusal("not_this_kind", file, format="PDF", reason=_reason(error)) from error
    with book:
        if count > _MOST_PAGES:
            what: dict[str, Any] = {"what": "pages", "what_vi": "trang", "limit": _MOST_PAGES}
            raise refusal("document_too_long", file, **what)
        return _Walk(file).document(book)


class _Walk:
    """One pass over the pages."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._blocks: list[Paragraph | Grid] = []
        self._pictures: list[int] = []
        self._old_fonts: set[str] = set()
        self._removed: list[tuple[str, str]] = []

    def document(self, book: Any) -> Document:
        """Return all blocks; a file of pictures alone is refused."""
        for number, page in enumerate(book.pages, start=1):
            try:
                self._page(page, number)
            except Exception as error:
                if hasattr(error, "code"):
                    raise
                reason = f"page {number}: {_reason(error)}"
                raise refusal("not_this_kind", self._file, format="PDF", reason=reason) from error
            page.close()
        if not self._blocks:
            pages = ", ".join(map(str, self._pictures[:5])) or "1"
            raise refusal("pdf_scanned", self._file, pages=pages)
        remarks = [Remark("page_unread", f"page {n}", {"page": n}) for n in self._pictures]
        remarks += removed_remarks(self._removed)
        if self._old_fonts:
            remarks.append(Remark("legacy_font", "", {"fonts": ", ".join(sorted(self._old_fonts))}))
        return Document(self._file, "pdf", tuple(self._blocks), tuple(remarks))

    def _page(self, page: Any, number: int) -> None:
        letters = page.chars
        if not any(letter["text"].strip() for letter in letters):
            if page.images:
                self._pictures.append(number)
            return
        if len(letters) > _MOST_LETTERS:
            what: dict[str, Any] = {"what": "letters on a page", "what_vi": "chữ trên một trang"}
            raise refusal("document_too_long", self._file, limit=_MOST_LETTERS, **what)
        self._refuse_unmapped(letters, number)
        self._convert(letters)
        mark_letters(letters, [*page.lines, *page.rects])
        page = page.dedupe_chars()
        settings = {"explicit_horizontal_lines": _open_ends(page)}
        tables = [table for table in page.find_tables(settings) if _is_table(table)]
        tables.sort(key=lambda table: table.bbox[1])
        lines = _lines_outside(page, tables)
        self._in_order(lines, tables, number)

    def _in_order(self, lines: list[Any], tables: list[Any], number: int) -> None:
        """Append lines and tables of a page from top to bottom."""
        entries = [(line["top"], 0, line) for line in lines]
        entries += [(table.bbox[1], 1, table) for table in tables]
        entries.sort(key=lambda entry: entry[:2])
        count = rows = 0
        for _, kind, entry in entries:
            if kind == 1:
                grid = _grid(entry, number, rows, opens_page=count == 0)
                rows += len(grid.rows)
                cells = (cell for row in grid.rows for cell in row.cells)
                self._removed += [(cell.where, cell.removed) for cell in cells if cell.removed]
                self._blocks.append(grid)
                continue
            count += 1
            text, removed = without_struck(" ".join(entry["text"].split()))
            if removed:
                self._removed.append((f"page {number} line {count}", removed))
            if text and not _LONE_NUMBER.fullmatch(text):
                self._blocks.append(Paragraph(text, f"page {number} line {count}"))

    def _refuse_unmapped(self, letters: list[Any], number: int) -> None:
        for letter in letters:
            text = letter["text"]
            if _CID.search(text) or "\ufffd" in text or (text and "\ue000" <= text[0] < "\uf000"):
                sample = repr(text) if not _CID.search(text) else text
                raise refusal("pdf_unmapped", self._file, page=number, sample=sample)

    def _convert(self, letters: list[Any]) -> None:
        """Convert letters in old fonts; the marks of VNI join the letter before."""
        before: Any = None
        for letter in letters:
            font = letter["fontname"]
            if letter["text"].isascii() or not font_encoding(font):
                before = letter
                continue
            joined = (before["text"] if before else "") + letter["text"]
            whole = converted(joined, font)
            if before and before["fontname"] == font and len(whole) == 1:
                before["text"], letter["text"] = whole, ""
            else:
                letter["text"] = converted(letter["text"], font)
                before = letter
            self._old_fonts.add(font.partition("+")[2] or font)


def _open_ends(page: Any) -> list[dict[str, Any]]:
    """The rules that a row cut by the end of its page has not: where its upright ones begin or end."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    levels = [edge for edge in page.edges if edge["orientation"] == "h"]
    ends: dict[float, list[float]] = {}
    for edge in upright:
        for y in (edge["top"], edge["bottom"]):
            ends.setdefault(round(y, 1), []).append(edge["x0"])
    drawn = [level["top"] for level in levels]
    found = []
    for y, places in ends.items():
        if len(set(places)) < _LEAST_COLUMNS or any(abs(y - other) < _THIN for other in drawn):
            continue
        if not (min(drawn, default=y) <= y <= max(drawn, default=y)):
            found.append(_rule(min(places), max(places), y))
    return found


def _rule(x0: float, x1: float, y: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": "h",
        "x0": x0,
        "x1": x1,
        "top": y,
        "bottom": y,
        "width": x1 - x0,
        "height": 0,
    }


def _is_table(table: Any) -> bool:
    return bool(table.rows) and max(len(row.cells) for row in table.rows) >= _LEAST_COLUMNS


def _lines_outside(page: Any, tables: list[Any]) -> list[Any]:
    """Lines of a page that stand in no table."""
    boxes = [table.bbox for table in tables]

    def outside(thing: Any) -> bool:
        if thing["object_type"] != "char":
            return False
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)

    return list(page.filter(outside).extract_text_lines(return_chars=False))


def _grid(table: Any, page: int, rows_before: int, *, opens_page: bool) -> Grid:
    """The cells of a ruled table; a cell that lines leave out is reached over by another one."""
    texts = table.extract(x_tolerance=1.5)
    rows = []
    for index, (row, line) in enumerate(zip(table.rows, texts, strict=True)):
        where = f"page {page} row {rows_before + index + 1}"
        cells = [
            Cell(where=where, covered=True) if box is None else _cell(text or "", where)
            for box, text in zip(row.cells, line, strict=True)
        ]
        rows.append(GridRow(tuple(_reaching(cells, row.cells, index, table.rows)), where))
    return Grid(tuple(rows), opens_page=opens_page)


def _cell(text: str, where: str) -> Cell:
    shown, removed = without_struck(text)
    return Cell(shown, where, removed=removed)


def _reaching(cells: list[Cell], boxes: list[Any], index: int, rows: list[Any]) -> list[Cell]:
    """Cells with how far they reach, from the size of their boxes."""
    found = []
    for column, cell in enumerate(cells):
        box = boxes[column]
        if box is None:
            found.append(cell)
            continue
        columns = 1
        while column + columns < len(cells) and boxes[column + columns] is None:
            if not _starts_inside(rows, column + columns, box):
                break
            columns += 1
        below = [row for row in rows[index + 1 :] if row.bbox[1] < box[3] - 1]
        found.append(replace(cell, rows=1 + len(below), columns=columns))
    return found


def _starts_inside(rows: list[Any], column: int, box: Any) -> bool:
    """Whether a column begins left of the right end of a box."""
    starts = [row.cells[column][0] for row in rows if row.cells[column] is not None]
    return bool(starts) and min(starts) < box[2] - 1


def _refuse_bomb(data: bytes, file: str) -> None:
    """Expand every packed stream up to a bound, before the library does so without one."""
    total = 0
    for match in _STREAM.finditer(data):
        packed = zlib.decompressobj()
        try:
            start = match.end()
            while start < len(data) and not packed.eof:
                total += len(packed.decompress(data[start : start + 65_536], 8 * 1024 * 1024))
                while packed.unconsumed_tail and not packed.eof:
                    total += len(packed.decompress(packed.unconsumed_tail, 8 * 1024 * 1024))
                    _refuse_size(total, file)
                start += 65_536
                _refuse_size(total, file)
        except zlib.error:
            continue  # a stream that is packed otherwise
    if re.search(rb"/FlateDecode\s*/(?:Flate|LZW)Decode|/LZWDecode\s*/FlateDecode", data):
        raise refusal("archive_bomb", file, reason="streams packed twice")


def _refuse_size(total: int, file: str) -> None:
    if total > _LARGEST_EXPANDED:
        raise refusal("archive_bomb", file, reason=f"> {_LARGEST_EXPANDED} bytes")


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
