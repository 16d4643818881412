"""Tables of forms in the blocks of a document: title, columns and body rows.

A repeated column header, and a grid that goes on with the one before, continue a table. What is
neither title, header nor row of a table is running text, one line for each cell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cchc.read.blocks import Document, Grid, GridRow, Paragraph
from cchc.read.columns import Columns, columns_by_content, header_at
from cchc.read.fold import fold, words
from cchc.read.forms import FormTable
from cchc.read.raised import without_marks_of_words

_ANY_TITLE = re.compile(
    r"(?:phu luc|bieu mau|bieu so|mau so|bieu)(?: so)?\s*[\divx]+[a-z]?(?=[\s.:,\-–(]|$)"
)
_TABLE_END = re.compile(
    r"(?:noi nhan|nguoi lap(?: bieu)?|(?:kt\. ?)?giam doc|thu truong(?: don vi)?|(?:kt\. ?)?chu tich|"
    r"ghi chu|luu y)\s*(?::|$)|[^,]{2,30},\s*ngay\s"
)
_PAGE_WORD = 5  # letters of "Trang", which may stand beside a page number
_TITLE_REACH = 10  # lines between a title and its column header


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text and its place in words."""

    text: str
    where: str


@dataclass(slots=True)
class BodyRow:
    """A row of a table with the columns it was printed under.

    `after_break`: a page or table ended before it, so that its cells may go on from the row above.
    """

    row: GridRow
    columns: Columns
    after_break: bool


@dataclass(slots=True)
class GridTable:
    """A table of a document; `form` is None without a known title.

    `title_line` is the whole title line, `title` what follows it up to the header. `start` counts
    the lines of running text before the table, `sheet` is the number of the grid.
    """

    form: FormTable | None
    title_found: bool
    title: str
    remark: str
    where: str
    sheet: int
    start: int
    body: list[BodyRow] = field(default_factory=list)


@dataclass(slots=True)
class FoundBlocks:
    """Lines of running text in order, and the tables between them."""

    lines: list[Line]
    tables: list[GridTable]


def grid_tables(document: Document, forms: Sequence[FormTable]) -> FoundBlocks:
    """Tables and running text of a document."""
    search = _Search(forms)
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            search.paragraph(block)
        else:
            search.grid(block, number)
    return FoundBlocks(search.lines, search.tables)


def titled_form(line: str, forms: Sequence[FormTable]) -> tuple[bool, FormTable | None, str]:
    """Whether a line is a title, the form it names if known, and what follows the short title."""
    text = " ".join(words(line))
    match = _ANY_TITLE.match(fold(text))
    if not match:
        return False, None, ""
    short = fold(text[: match.end()])
    form = next((f for f in forms if fold(f.title_phrases[0]) == short), None)
    rest = text[match.end() :].strip(" .:,-–")
    # A sentence may begin with such words too; a title alone on its line is one for sure.
    is_title = not rest or rest.isupper() or rest.startswith("(") or len(rest) < 12
    return is_title, form if is_title else None, rest


class _Search:
    """One pass over the blocks."""

    def __init__(self, forms: Sequence[FormTable]) -> None:
        self._forms = forms
        self.lines: list[Line] = []
        self.tables: list[GridTable] = []
        self._fresh = 0  # first line behind the last table
        self._columns: Columns | None = None  # of the last table
        self._ended = True  # whether running text or signatures came after the last table

    def paragraph(self, block: Paragraph) -> None:
        for text in block.text.split("\n"):
            if text.strip():
                self._line(text, block.where)

    def grid(self, grid: Grid, number: int) -> None:
        rows, i = grid.rows, 0
        self._ended = self._ended or bool(grid.name)  # a sheet does not go on with another one
        columns = None if header_in(rows) else self._continued(grid)
        inferred = columns is None and not header_in(rows)
        if inferred:
            columns = self._by_content(rows)
            if columns is None:
                self._as_lines(rows)
                return
        broken = True
        if columns is not None and (inferred or self._ended):
            self._open(columns, rows[0].where, number)
        while i < len(rows):
            found = header_at(rows, i)
            if found:
                where, (columns, i) = rows[i].where, found
                self._columns = columns
                self._header(columns, where, number)
                broken = True
                continue
            row = rows[i]
            i += 1
            if columns is None or self._closes(row, columns):
                columns = None
                self._as_lines([row])
            elif row.filled():
                self.tables[-1].body.append(BodyRow(row, columns, broken))
                broken = False

    def _header(self, columns: Columns, where: str, number: int) -> None:
        """A header opens a table when a title stands before it, or when there is none yet."""
        titles = self._title_above()
        if self.tables and titles is None and not self._ended:
            return  # printed again on the next page
        self._open(columns, where, number)

    def _open(self, columns: Columns, where: str, number: int) -> None:
        title = self._title_above()
        start, form, found, text = title or (len(self.lines), None, False, "")
        del self.lines[start:]
        self.tables.append(GridTable(form, found, text, columns.remark, where, number, start))
        self._fresh, self._ended, self._columns = len(self.lines), False, columns

    def _title_above(self) -> tuple[int, FormTable | None, bool, str] | None:
        """(first line, form, found, text) of the title behind the last table."""
        lowest = max(self._fresh, len(self.lines) - _TITLE_REACH)
        for index in range(len(self.lines) - 1, lowest - 1, -1):
            is_title, form, rest = titled_form(self.lines[index].text, self._forms)
            if is_title:
                text = " ".join([rest, *(line.text for line in self.lines[index + 1 :])])
                return index, form, True, " ".join(text.split())
        return None

    def _continued(self, grid: Grid) -> Columns | None:
        """Columns of the table before, when a grid without a header goes on with it."""
        columns = self._columns
        if columns is None or self._ended or not grid.rows:
            return None
        width = max(len(row.cells) for row in grid.rows)
        return columns if width == columns.width else None

    def _by_content(self, rows: Sequence[GridRow]) -> Columns | None:
        found = (columns_by_content(rows, form) for form in self._forms)
        return next((columns for columns in found if columns), None)

    def _closes(self, row: GridRow, columns: Columns) -> bool:
        """Whether a row stands below the table: a title, a signature or a remark."""
        filled = row.filled()
        if not filled or (row.cell(columns.code).text and row.cell(columns.label).text):
            return False
        text = " ".join(filled[0].text.split())
        if len(filled) == 1 and titled_form(text, self._forms)[0]:
            return True
        figures = any(row.cell(v.column).text[:1].isdigit() for v in columns.values)
        return not figures and _TABLE_END.match(fold(text)) is not None

    def _as_lines(self, rows: Sequence[GridRow]) -> None:
        for row in rows:
            for cell in row.filled():
                for text in cell.text.split("\n"):
                    if text.strip():
                        self._line(text, cell.where or row.where)

    def _line(self, text: str, where: str) -> None:
        self.lines.append(Line(without_marks_of_words(text), where))
        # A page number does not end a table that goes on over the page.
        self._ended = self._ended or sum(sign.isalpha() for sign in text) > _PAGE_WORD


def header_in(rows: Sequence[GridRow]) -> bool:
    """Whether a column header stands anywhere in the rows."""
    return any(header_at(rows, i) for i in range(len(rows)))
