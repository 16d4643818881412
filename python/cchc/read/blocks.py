"""What a file holds in reading order: paragraphs and grids of cells, each with its place.

Every reader of a kind of file (Word, Excel, PDF, HTML, CSV, JSON) makes a `Document` of these and
knows nothing of forms; `grids` finds the tables of forms in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FileKind = Literal[
    "text", "word", "excel", "xls", "ods", "pdf", "csv", "html", "json", "reader"
]  # fmt: skip
Stored = Literal["", "number", "bare"]

#: How a piece of text looks; `removed` is struck out, hidden, or deleted under tracked changes.
Look = Literal["", "removed", "raised", "lowered"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text.

    `where` says its place in words (`Sheet1!D12`). `problem` is the stable id of why its text is no
    figure though it may look like one (a date, an error value, a formula never calculated).
    `stored` says that the text is of a number as the file stores it: `number` where the file would
    say if it were shown as a percentage, `bare` where it does not. `columns` and `rows` are how far
    a merged cell reaches; `covered` marks a place that another cell reaches over. `removed` is what
    the cell held and does not show: struck out, hidden or deleted under tracked changes. Raised
    letters are in `text` as raised signs (`39¹`).
    """

    text: str = ""
    where: str = ""
    problem: str = ""
    stored: Stored = ""
    rows: int = 1
    columns: int = 1
    covered: bool = False
    removed: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it, nothing removed either."""
        return not (self.text or self.problem or self.removed)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class GridRow:
    """Cells of one row by column from 0; `where` is its place, `hidden` when the file hides it."""

    cells: tuple[Cell, ...]
    where: str
    hidden: bool = False

    def cell(self, column: int | None) -> Cell:
        """Return the cell of a column; an empty one outside the row."""
        return self.cells[column] if column is not None and column < len(self.cells) else EMPTY

    def filled(self) -> list[Cell]:
        """Return the cells that are not blank."""
        return [cell for cell in self.cells if not cell.blank]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table or of a sheet.

    `name` is the sheet's name, empty elsewhere. `opens_page` says that the grid stands first on a
    page or right behind another one, so that it may go on with the one before.
    """

    rows: tuple[GridRow, ...]
    name: str = ""
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text outside tables."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about the file itself: the kind of an issue, its place and details."""

    kind: str
    where: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order, remarks of its reader, and its hidden identity sheet."""

    file: str
    kind: FileKind
    blocks: tuple[Paragraph | Grid, ...]
    remarks: tuple[Remark, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)
