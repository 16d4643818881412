"""Word documents (.docx): paragraphs and tables in one pass over their XML.

Cells are placed on the grid as printed: `gridSpan`, `vMerge`, `gridBefore` and `gridAfter` count,
so merged cells neither repeat nor slide. A table inside a cell is a grid of its own. Text that is
struck out, hidden, or deleted under tracked changes is left out and said, inserted text is taken;
raised letters stay raised. Text in old fonts is converted by the font of each run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cchc._files import refusal
from cchc.read.archive import Archive
from cchc.read.blocks import EMPTY, Cell, Document, Grid, GridRow, Paragraph, Remark
from cchc.read.legacy import converted, font_encoding
from cchc.read.raised import lowered, raised
from cchc.read.removed import removed_remarks
from cchc.read.word_styles import RunStyles, W

_MOST_ROWS = 20_000  # of all tables together
_MOST_PARAGRAPHS = 100_000
_WIDEST = 200  # columns of a table
_DEEPEST = 8  # tables inside cells inside tables
_OFFICE = "officeDocument"
_PARAGRAPH, _RUN, _TEXT, _TABLE = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl"
_PARAGRAPH_PROPERTIES, _PARAGRAPH_STYLE, _VALUE = f"{W}pPr", f"{W}pStyle", f"{W}val"
_CELL_PROPERTIES, _MERGE = f"{W}tcPr", f"{W}vMerge"
_RUN_PROPERTIES = f"{W}rPr"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_LEFT_OUT = frozenset({f"{W}pPr", f"{W}instrText", f"{W}delText"})
_SIGNS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "-",
}


def read_word(archive: Archive) -> Document:
    """Return the blocks of a Word document; raises InputError when it is damaged or too long."""
    name = _main_part(archive)
    body = archive.xml(name).find(f"{W}body")
    if body is None:
        raise refusal("archive_broken", archive.file, reason=f"{name}: no body")
    folder = name.rpartition("/")[0]
    styles = f"{folder}/styles.xml"
    walk = _Walk(archive.file, RunStyles(archive.xml(styles) if archive.has(styles) else None))
    walk.container(body, 0)
    remarks = removed_remarks(walk.removed)
    if walk.old_fonts:
        remarks.append(Remark("legacy_font", "", {"fonts": ", ".join(sorted(walk.old_fonts))}))
    if walk.hidden_rows:
        first = walk.hidden_rows[0]
        told = {"count": len(walk.hidden_rows), "first": first}
        remarks.append(Remark("hidden_rows", first, told))
    return Document(archive.file, "word", tuple(walk.blocks), tuple(remarks))


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
    """Text of a paragraph run by run, and what was left out of it."""

    pieces: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def joined(self) -> str:
        """The lines without blanks at their ends."""
        if len(self.pieces) == 1 and "\n" not in self.pieces[0]:
            return self.pieces[0].strip()
        return "\n".join(line.strip() for line in "".join(self.pieces).split("\n")).strip()


class _Walk:
    """One pass over the body."""

    def __init__(self, file: str, styles: RunStyles) -> None:
        self._file = file
        self._styles = styles
        self.blocks: list[Paragraph | Grid] = []
        self.old_fonts: set[str] = set()
        self.removed: list[tuple[str, str]] = []
        self.hidden_rows: list[str] = []
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
                where = f"paragraph {self._paragraphs}"
                text = self._paragraph(child, where)[0]
                if text:
                    self.blocks.append(Paragraph(text, where))
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
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.removed.append((where, _deleted_text(row)))
                continue
            if properties is not None and properties.find(f"{W}hidden") is not None:
                self.hidden_rows.append(where)
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
            span, goes_on = _reach(element)
            column = len(cells)
            if goes_on:
                _reach_down(above, column)
                cells += [Cell(where=where, covered=True)] * span
            else:
                text, removed = self._cell_text(element, where, depth)
                cells.append(Cell(text, where, columns=span, removed=removed))
                cells += [Cell(where=where, covered=True)] * (span - 1)
            if len(cells) > _WIDEST:
                raise self._too_long("cột", "columns", _WIDEST)
        return cells

    def _cell_text(self, cell: Any, where: str, depth: int) -> tuple[str, str]:
        """Lines of a cell, and what was left out of them."""
        found = []
        for child in cell.iterchildren():
            if child.tag == _PARAGRAPH:
                found.append(self._paragraph(child, where))
            elif child.tag == _TABLE:
                self._table(child, False, depth + 1)
            elif child.tag == f"{W}sdt":
                found += [self._paragraph(each, where) for each in child.iter(_PARAGRAPH)]
        lines = "\n".join(text for text, _ in found if text)
        return lines, " ".join(removed for _, removed in found if removed)

    def _paragraph(self, paragraph: Any, where: str) -> tuple[str, str]:
        """Text of a paragraph, and what was left out of it."""
        if len(paragraph) == 0:
            return "", ""
        text, style = _Text(), ""
        if paragraph[0].tag == _PARAGRAPH_PROPERTIES:  # they come first when there are any
            named = paragraph[0].find(_PARAGRAPH_STYLE)
            style = "" if named is None else str(named.get(_VALUE, ""))
        self._runs(paragraph, style, text)
        if not text.removed:
            return text.joined(), ""
        removed = " ".join(" ".join(text.removed).split())
        if removed:
            self.removed.append((where, removed))
        return text.joined(), removed

    def _runs(self, parent: Any, style: str, text: _Text) -> None:
        for child in parent.iterchildren():
            tag = child.tag
            if tag == _RUN:
                self._run(child, style, text)
            elif tag in _DELETED:
                text.removed.append(_deleted_text(child))
            elif tag not in _LEFT_OUT:
                self._runs(child, style, text)

    def _run(self, run: Any, style: str, text: _Text) -> None:
        written, properties = "", None
        for child in run.iterchildren():
            tag = child.tag
            if tag == _TEXT:
                written += child.text or ""
            elif tag == _RUN_PROPERTIES:
                properties = child
            else:
                written += _SIGNS.get(tag, "")
        if not written:
            return
        if not written.isascii():  # the old encodings agree with ASCII
            font = self._styles.font_of(properties, style)
            if font_encoding(font):
                changed = converted(written, font)
                if changed != written:
                    self.old_fonts.add(font)
                written = changed
        look = self._styles.look_of(properties, style)
        if look == "removed":
            text.removed.append(written)
        elif look:
            text.pieces.append(raised(written) if look == "raised" else lowered(written))
        else:
            text.pieces.append(written)

    def _too_long(self, what_vi: str, what: str, limit: int) -> Exception:
        return refusal("document_too_long", self._file, limit=limit, what_vi=what_vi, what=what)


def _rows(table: Any) -> Iterator[Any]:
    """Rows of a table, also those inside content controls and tracked insertions."""
    for child in table.iterchildren():
        if child.tag == f"{W}tr":
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


def _reach(cell: Any) -> tuple[int, bool]:
    """Columns that a cell reaches over, and whether it goes on with the one above."""
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None or len(properties) == 0:
        return 1, False
    merge = properties.find(_MERGE)
    goes_on = merge is not None and merge.get(_VALUE, "continue") != "restart"
    return min(_number(properties, "gridSpan", 1), _WIDEST), goes_on


def _reach_down(above: list[list[Cell]], column: int) -> None:
    """Let the cell that opened a vertical merge reach one row further."""
    for row in reversed(above):
        if column < len(row) and not row[column].covered:
            row[column] = replace(row[column], rows=row[column].rows + 1)
            return


def _deleted_text(element: Any) -> str:
    """Text inside a tracked deletion or a deleted row."""
    return " ".join(piece.text or "" for piece in element.iter(f"{W}delText", _TEXT)).strip()
