"""The row model: what every reader hands to the table grammar.

A reader that sees cells (Word, PDF, Excel) fills `TableRow` directly. The text reader sees only
words in reading order; it makes `Fragment`s and joins them into rows with the form's own labels
and units of measure.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: lines of a text (from 1, both ends), or words for a cell."""

    file: str
    first_line: int | None = None
    last_line: int | None = None
    where: str = ""

    def __str__(self) -> str:
        if self.where or self.first_line is None:
            return f"{self.file}: {self.where}" if self.where else self.file
        if self.first_line == self.last_line:
            return f"{self.file}:{self.first_line}"
        return f"{self.file}:{self.first_line}-{self.last_line}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one printed row, as text; an empty cell is an empty text.

    `value_doubt` holds the possible values when the reader could not tell where the value ends;
    `cut` says that the text ended inside the row; `problem` is the stable id of why the value cell
    holds no figure (a date, an error value …); `stored` and `removed` are those of the value cell,
    see `blocks.Cell`. `last_added` is the text of the last of the windows that the value adds up,
    None for any other value.
    """

    code: str
    label: str
    unit: str
    value: str
    note: str
    place: Place
    value_doubt: tuple[str, ...] = ()
    cut: bool = False
    problem: str = ""
    stored: str = ""
    removed: str = ""
    last_added: str | None = None

    def printed(self) -> str:
        """All cells in one line, for messages."""
        cells = (self.code, self.label, self.unit, self.value, self.note)
        return " ".join(cell for cell in cells if cell)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A word of a text table in reading order.

    `starts_line`: first word of its line. `after_break`: a repeated page header stood before it, so
    the cells of a row may have been cut there.
    """

    text: str
    line: int
    starts_line: bool = False
    after_break: bool = False


def joined(fragments: list[Fragment] | tuple[Fragment, ...]) -> str:
    """Words of the fragments with one space between."""
    return " ".join(fragment.text for fragment in fragments)
