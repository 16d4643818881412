"""HTML pages and what programs export as such: tables as grids, the rest as paragraphs.

Nothing that a page refers to is fetched and no script runs. Text that is struck out or hidden is
left out and said, raised letters stay raised. Text in old fonts is converted by the font of its
element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from cchc._files import decoded, refusal
from cchc.read.blocks import EMPTY, Cell, Document, Grid, GridRow, Look, Paragraph, Remark
from cchc.read.html_looks import Looks
from cchc.read.legacy import converted, font_encoding
from cchc.read.libraries import library
from cchc.read.raised import lowered, raised
from cchc.read.removed import removed_remarks

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
    notes = _Notes()
    walk = _Walk(file, Looks(root), notes)
    walk.element(root, _Inherited(), 0)
    walk.flush()
    return Document(file, "html", tuple(walk.blocks), tuple(notes.remarks()))


@dataclass(slots=True)
class _Notes:
    """What is to be said about the page, and how many tables and rows it has had so far."""

    old_fonts: set[str] = field(default_factory=set)
    removed: list[tuple[str, str]] = field(default_factory=list)
    hidden_rows: list[str] = field(default_factory=list)
    tables: int = 0
    rows: int = 0

    def remarks(self) -> list[Remark]:
        found = removed_remarks(self.removed)
        if self.old_fonts:
            found.append(Remark("legacy_font", "", {"fonts": ", ".join(sorted(self.old_fonts))}))
        if self.hidden_rows:
            first = self.hidden_rows[0]
            told = {"count": len(self.hidden_rows), "first": first}
            found.append(Remark("hidden_rows", first, told))
        return found


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What an element has from those around it: its font and how its text looks."""

    font: str = ""
    look: Look = ""


class _Walk:
    """One pass over the page, or over a cell of it."""

    def __init__(self, file: str, looks: Looks, notes: _Notes, where: str = "") -> None:
        self._file = file
        self._looks = looks
        self._notes = notes
        self._where = where
        self.blocks: list[Paragraph | Grid] = []
        self.removed: list[str] = []
        self._pieces: list[str] = []
        self._paragraphs = 0

    def flush(self) -> None:
        """End the paragraph at hand."""
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self._paragraphs += 1
            self.blocks.append(Paragraph(text, f"paragraph {self._paragraphs}"))

    def element(self, element: Any, around: _Inherited, depth: int) -> None:
        """Take the text and the tables inside an element."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _SILENT or depth > _DEEPEST:
            return
        here = self._inside(element, around)
        if tag in _BLOCKS:
            self.flush()
        if tag == "table" and here.look != "removed":
            self._table(element, here, depth)
            return
        self._take(element.text, here)
        for child in element:
            self.element(child, here, depth + 1)
            self._take(child.tail, here)
        if tag in _BLOCKS:
            self.flush()

    def _inside(self, element: Any, around: _Inherited) -> _Inherited:
        look = around.look if around.look == "removed" else self._looks.of(element) or around.look
        font = self._looks.font(element) or around.font
        return around if (font, look) == (around.font, around.look) else _Inherited(font, look)

    def _take(self, text: str | None, here: _Inherited) -> None:
        if not text:
            return
        text = self._text(text, here.font)
        if not here.look:
            self._pieces.append(text)
        elif here.look == "removed":
            self._remove(text)
        else:
            self._pieces.append(raised(text) if here.look == "raised" else lowered(text))

    def _remove(self, text: str) -> None:
        text = " ".join(text.split())
        if text:
            where = self._where or f"paragraph {self._paragraphs + 1}"
            self._notes.removed.append((where, text))
            self.removed.append(text)

    def _table(self, table: Any, here: _Inherited, depth: int) -> None:
        self._notes.tables += 1
        number = self._notes.tables
        place = len(self.blocks)
        filled: dict[tuple[int, int], Cell] = {}
        rows = _own(table, "tr")
        for index, row in enumerate(rows):
            self._notes.rows += 1
            if self._notes.rows > _MOST_ROWS:
                what: dict[str, Any] = {"what": "rows", "what_vi": "dòng", "limit": _MOST_ROWS}
                raise refusal("document_too_long", self._file, **what)
            where = f"table {number} row {index + 1}"
            inside = self._inside(row, here)
            if self._looks.hides(row) or self._looks.hides(row.getparent()):
                self._notes.hidden_rows.append(where)
                inside = here  # as a spreadsheet's hidden rows: said and read
            self._row(row, index, where, filled, inside, depth)
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
        around: _Inherited,
        depth: int,
    ) -> None:
        column = 0
        for cell in _own(row, "td", "th"):
            if self._looks.takes_no_room(cell):
                self._notes.removed.append((where, " ".join("".join(cell.itertext()).split())))
                continue
            while (index, column) in filled:
                column += 1
            columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
            if column + columns > _WIDEST:
                return
            placed = self._cell(cell, where, around, depth)
            filled[index, column] = replace(placed, rows=rows, columns=columns)
            for down in range(rows):
                for right in range(columns):
                    if down or right:
                        filled[index + down, column + right] = Cell(where=where, covered=True)
            column += columns

    def _cell(self, cell: Any, where: str, around: _Inherited, depth: int) -> Cell:
        """A cell of lines; a table inside is a grid of its own behind this one."""
        walk = _Walk(self._file, self._looks, self._notes, where)
        walk.element(cell, around, depth + 1)
        walk.flush()
        self.blocks += [block for block in walk.blocks if isinstance(block, Grid)]
        lines = [block.text for block in walk.blocks if isinstance(block, Paragraph)]
        return Cell("\n".join(lines), where, removed=" ".join(walk.removed))

    def _text(self, text: str, font: str) -> str:
        if text.isascii() or not font_encoding(font):
            return text
        changed = converted(text, font)
        if changed != text:
            self._notes.old_fonts.add(font)
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
