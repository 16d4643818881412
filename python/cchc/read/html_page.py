"""HTML pages and what programs export as such: tables as grids, the rest as paragraphs.

Nothing that a page refers to is fetched and no script runs. Text in old fonts is converted by the
font of its element.
"""

from __future__ import annotations

import re
from typing import Any

from cchc._files import decoded, refusal
from cchc.read.blocks import EMPTY, Cell, Document, Grid, GridRow, Paragraph, Remark
from cchc.read.legacy import converted, font_encoding
from cchc.read.libraries import library

_MOST_ROWS = 20_000
_WIDEST = 300
_DEEPEST = 256
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "table",
        "td",
        "th",
    }
)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)


def read_html(data: bytes, file: str) -> Document:
    """Return the blocks of a page; raises InputError when it is no text or too long."""
    html = library("lxml.html", file, "HTML")
    text, _ = decoded(data, file)
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(text, parser=parser)
    except Exception as error:  # lxml raises classes of its own for pages without any element
        raise refusal("not_this_kind", file, format="HTML", reason=str(error)) from error
    walk = _Walk(file)
    walk.element(root, "", 0)
    walk.flush()
    remarks: tuple[Remark, ...] = ()
    if walk.old_fonts:
        remarks = (Remark("legacy_font", "", {"fonts": ", ".join(sorted(walk.old_fonts))}),)
    return Document(file, "html", tuple(walk.blocks), remarks)


class _Walk:
    """One pass over the page."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.blocks: list[Paragraph | Grid] = []
        self.old_fonts: set[str] = set()
        self._pieces: list[str] = []
        self._paragraphs = 0
        self._tables = 0
        self._rows = 0

    def flush(self) -> None:
        """End the paragraph at hand."""
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self._paragraphs += 1
            self.blocks.append(Paragraph(text, f"paragraph {self._paragraphs}"))

    def element(self, element: Any, font: str, depth: int) -> None:
        """Take the text and the tables inside an element."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _SILENT or depth > _DEEPEST:
            return
        font = _font(element) or font
        if tag in _BLOCKS:
            self.flush()
        if tag == "table":
            self._table(element, font, depth)
            return
        self._pieces.append(self._text(element.text, font))
        for child in element:
            self.element(child, font, depth + 1)
            self._pieces.append(self._text(child.tail, font))
        if tag in _BLOCKS:
            self.flush()

    def _table(self, table: Any, font: str, depth: int) -> None:
        self._tables += 1
        number = self._tables
        place = len(self.blocks)
        filled: dict[tuple[int, int], Cell] = {}
        rows = _own(table, "tr")
        for index, row in enumerate(rows):
            self._rows += 1
            if self._rows > _MOST_ROWS:
                what: dict[str, Any] = {"what": "rows", "what_vi": "dòng", "limit": _MOST_ROWS}
                raise refusal("document_too_long", self._file, **what)
            self._row(row, index, f"table {number} row {index + 1}", filled, font, depth)
        width = max((column for _, column in filled), default=-1) + 1
        placed = tuple(
            GridRow(
                tuple(filled.get((r, c), EMPTY) for c in range(width)),
                f"table {number} row {r + 1}",
            )
            for r in range(len(rows))
        )
        self.blocks.insert(place, Grid(placed, opens_page=True))

    def _row(
        self,
        row: Any,
        index: int,
        where: str,
        filled: dict[tuple[int, int], Cell],
        font: str,
        depth: int,
    ) -> None:
        column = 0
        for cell in _own(row, "td", "th"):
            while (index, column) in filled:
                column += 1
            columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
            if column + columns > _WIDEST:
                return
            text = self._cell_text(cell, font, depth)
            filled[index, column] = Cell(text, where, rows=rows, columns=columns)
            for down in range(rows):
                for right in range(columns):
                    if down or right:
                        filled[index + down, column + right] = Cell(where=where, covered=True)
            column += columns

    def _cell_text(self, cell: Any, font: str, depth: int) -> str:
        """Lines of a cell; a table inside is a grid of its own behind this one."""
        walk = _Walk(self._file)
        walk.old_fonts = self.old_fonts
        walk._tables, walk._rows = self._tables, self._rows
        walk.element(cell, font, depth + 1)
        walk.flush()
        self._tables, self._rows = walk._tables, walk._rows
        self.blocks += [block for block in walk.blocks if isinstance(block, Grid)]
        return "\n".join(block.text for block in walk.blocks if isinstance(block, Paragraph))

    def _text(self, text: str | None, font: str) -> str:
        if not text or text.isascii() or not font_encoding(font):
            return text or ""
        changed = converted(text, font)
        if changed != text:
            self.old_fonts.add(font)
        return changed


def _own(parent: Any, *tags: str) -> list[Any]:
    """Rows of a table, or cells of a row, that belong to it and not to a table inside."""
    found = []
    for child in parent:
        if child.tag in tags:
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot", "form"):
            found += _own(child, *tags)
    return found


def _span(cell: Any, name: str) -> int:
    text = str(cell.get(name, "1")).strip()
    return min(max(int(text), 1), _WIDEST) if text.isdecimal() and len(text) < 6 else 1


def _font(element: Any) -> str:
    family = _FAMILY.search(element.get("style", ""))
    name = family[1] if family else element.get("face", "")
    return str(name).split(",")[0].strip().strip("'\"")
