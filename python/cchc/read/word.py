"""Word documents (.docx): paragraphs and tables in one pass over their XML.

Cells are placed on the grid as printed: `gridSpan`, `vMerge`, `gridBefore` and `gridAfter` count,
so merged cells neither repeat nor slide. A table inside a cell is a grid of its own. Deleted text
of tracked changes is left out, inserted text is taken. Text in old fonts is converted by the font
of each run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cchc._files import refusal
from cchc.read.archive import Archive
from cchc.read.blocks import EMPTY, Cell, Document, Grid, GridRow, Paragraph, Remark
from cchc.read.legacy import converted, font_encoding
from cchc.read.word_fonts import Fonts, W

_MOST_ROWS = 20_000  # of all tables together
_MOST_PARAGRAPHS = 100_000
_WIDEST = 200  # columns of a table
_DEEPEST = 8  # tables inside cells inside tables
_OFFICE = "officeDocument"
_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText"})
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_BLANKS = frozenset({f"{W}tab", f"{W}ptab"})
_HYPHEN = f"{W}noBreakHyphen"


def read_word(archive: Archive) -> Document:
    """Return the blocks of a Word document; raises InputError when it is damaged or too long."""
    name = _main_part(archive)
    body = archive.xml(name).find(f"{W}body")
    if body is None:
        raise refusal("archive_broken", archive.file, reason=f"{name}: no body")
    folder = name.rpartition("/")[0]
    styles = f"{folder}/styles.xml"
    walk = _Walk(archive.file, Fonts(archive.xml(styles) if archive.has(styles) else None))
    walk.container(body, 0)
    remarks: tuple[Remark, ...] = ()
    if walk.old_fonts:
        remarks = (Remark("legacy_font", "", {"fonts": ", ".join(sorted(walk.old_fonts))}),)
    return Document(archive.file, "word", tuple(walk.blocks), remarks)


def _main_part(archive: Archive) -> str:
    """Name of the part with the document, as the package says."""
    if archive.has("word/document.xml"):
        return "word/document.xml"
    for relation in archive.xml("_rels/.rels"):
        if str(relation.get("Type", "")).endswith(_OFFICE):
            return str(relation.get("Target", "")).lstrip("/")
    raise refusal("archive_broken", archive.file, reason="no word/document.xml")


@dataclass(slots=True)
class _Text:
    """Text of a paragraph or cell, run by run."""

    pieces: list[str] = field(default_factory=list)

    def joined(self) -> str:
        """The lines without blanks at their ends."""
        return "\n".join(line.strip() for line in "".join(self.pieces).split("\n")).strip()


class _Walk:
    """One pass over the body."""

    def __init__(self, file: str, fonts: Fonts) -> None:
        self._file = file
        self._fonts = fonts
        self.blocks: list[Paragraph | Grid] = []
        self.old_fonts: set[str] = set()
        self._tables = 0
        self._paragraphs = 0
        self._rows = 0

    def container(self, parent: Any, depth: int) -> None:
        """Take the paragraphs and tables of a body, a content control or a cell of layout."""
        behind_table = True
        for child in parent.iterchildren():
            if child.tag == f"{W}p":
                self._paragraphs += 1
                if self._paragraphs > _MOST_PARAGRAPHS:
                    raise self._too_long("đoạn", "paragraphs", _MOST_PARAGRAPHS)
                text = self._paragraph(child)
                if text:
                    self.blocks.append(Paragraph(text, f"paragraph {self._paragraphs}"))
                    behind_table = False
            elif child.tag == f"{W}tbl":
                self._table(child, behind_table, depth)
                behind_table = True
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                self.container(child, depth)

    def _table(self, table: Any, opens_page: bool, depth: int) -> None:
        if depth > _DEEPEST:
            raise self._too_long("bảng lồng nhau", "tables inside each other", _DEEPEST)
        self._tables += 1
        number = self._tables
        place = len(self.blocks)
        rows: list[list[Cell]] = []
        for row in _rows(table):
            self._rows += 1
            if self._rows > _MOST_ROWS:
                raise self._too_long("dòng", "rows", _MOST_ROWS)
            where = f"table {number} row {len(rows) + 1}"
            rows.append(self._row(row, where, rows, depth))
        width = max((len(row) for row in rows), default=0)
        filled = tuple(
            GridRow(tuple(row + [EMPTY] * (width - len(row))), f"table {number} row {i}")
            for i, row in enumerate(rows, start=1)
        )
        # Tables inside cells were found on the way; the outer one stands before them.
        self.blocks.insert(place, Grid(filled, opens_page=opens_page))

    def _row(self, row: Any, where: str, above: list[list[Cell]], depth: int) -> list[Cell]:
        cells: list[Cell] = [EMPTY] * _before(row)
        for element in _cells(row):
            properties = element.find(f"{W}tcPr")
            span = min(_number(properties, "gridSpan", 1), _WIDEST)
            column = len(cells)
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            if merge is not None and merge.get(f"{W}val", "continue") != "restart":
                _reach_down(above, column)
                cells += [Cell(where=where, covered=True)] * span
            else:
                text = self._cell_text(element, depth)
                cells.append(Cell(text, where, columns=span))
                cells += [Cell(where=where, covered=True)] * (span - 1)
            if len(cells) > _WIDEST:
                raise self._too_long("cột", "columns", _WIDEST)
        return cells

    def _cell_text(self, cell: Any, depth: int) -> str:
        texts = []
        for child in cell.iterchildren():
            if child.tag == f"{W}p":
                texts.append(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                self._table(child, False, depth + 1)
            elif child.tag == f"{W}sdt":
                texts += [self._paragraph(each) for each in child.iter(f"{W}p")]
        return "\n".join(text for text in texts if text)

    def _paragraph(self, paragraph: Any) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = _Text()
        self._runs(paragraph, style.get(f"{W}val", "") if style is not None else "", text)
        return text.joined()

    def _runs(self, parent: Any, style: str, text: _Text) -> None:
        for child in parent.iterchildren():
            if child.tag == f"{W}r":
                self._run(child, style, text)
            elif child.tag not in _LEFT_OUT and child.tag != f"{W}pPr":
                self._runs(child, style, text)

    def _run(self, run: Any, style: str, text: _Text) -> None:
        own = []
        for child in run.iterchildren():
            if child.tag == f"{W}t":
                own.append(child.text or "")
            elif child.tag in _BREAKS:
                own.append("\n")
            elif child.tag in _BLANKS:
                own.append(" ")
            elif child.tag == _HYPHEN:
                own.append("-")
        written = "".join(own)
        if written.isascii():  # the old encodings agree with ASCII
            text.pieces.append(written)
            return
        font = self._fonts.of_run(run, style)
        if font_encoding(font):
            changed = converted(written, font)
            if changed != written:
                self.old_fonts.add(font)
            written = changed
        text.pieces.append(written)

    def _too_long(self, what_vi: str, what: str, limit: int) -> Exception:
        return refusal("document_too_long", self._file, limit=limit, what_vi=what_vi, what=what)


def _rows(table: Any) -> Iterator[Any]:
    """Rows of a table, also those inside content controls and tracked insertions."""
    for child in table.iterchildren():
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _before(row: Any) -> int:
    """Columns that a row leaves out at its start."""
    return min(_number(row.find(f"{W}trPr"), "gridBefore", 0), _WIDEST)


def _number(properties: Any | None, name: str, default: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    value = found.get(f"{W}val", "") if found is not None else ""
    return max(int(value), 0) if value.isdecimal() else default


def _reach_down(above: list[list[Cell]], column: int) -> None:
    """Let the cell that opened a vertical merge reach one row further."""
    for row in reversed(above):
        if column < len(row) and not row[column].covered:
            row[column] = replace(row[column], rows=row[column].rows + 1)
            return
