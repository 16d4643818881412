"""Rows of a report after matching: value states, values, and the evidence they rest on."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cchc.read.forms import FormRow, FormTable
from cchc.read.issue import Issue
from cchc.read.review import Question
from cchc.read.rows import Place

ValueState = Literal["reported", "missing", "optional", "not_applicable", "unreadable"]


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of a report, matched to its form.

    `state` is None for a header. `value` is None unless reported; `raw` is the text of the value
    cell, `note_pair` the two figures of a note that the form says holds them.
    """

    form: str
    row: FormRow
    code_printed: str
    label_printed: str
    unit_printed: str
    state: ValueState | None
    value: Decimal | None
    second_value: Decimal | None
    raw: str
    note: str
    note_pair: tuple[Decimal, Decimal] | None
    place: Place
    score: float
    margin: float

    @property
    def code(self) -> str:
        """Code of the catalogue's indicator."""
        return self.row.code


@dataclass(frozen=True, slots=True)
class TableReading:
    """Matched rows in printed order, every issue met and every row whose match was left open.

    `title` and `stated_periods` are as printed.
    """

    form: FormTable
    rows: tuple[MatchedRow, ...]
    issues: tuple[Issue, ...]
    title: str = ""
    stated_periods: str = ""
    place: Place | None = None
    questions: tuple[Question, ...] = ()
