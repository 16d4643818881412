"""The value of a matched row: its state, its figure, and the issues that came with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from cchc.read.answers import answer_in
from cchc.read.figure import Figure, read_figure
from cchc.read.fold import fold, squash
from cchc.read.forms import FormRow
from cchc.read.matched import ValueState
from cchc.read.problems import PROBLEMS
from cchc.read.rows import TableRow
from cchc.read.scale import scale_word

_BEHIND_BRACKETS = re.compile(r"\([^)]*\)\s*\d")

#: Says an issue of a kind about a row, with its raw text and details.
Say = Callable[..., None]


def read_value(
    row: TableRow, form_row: FormRow, unit_type: str | None, say: Say
) -> tuple[ValueState | None, Figure | None]:
    """State and figure of a row; the state of a heading is None.

    `unit_type` (None if unknown) decides what is not applicable.
    """
    if form_row.row_type == "header":
        if row.value:
            say("header_with_value", row, raw=row.value, code=form_row.form_code)
        return None, None
    if row.cut:
        say("row_cut", row, raw=row.printed(), code=form_row.form_code)
        return "unreadable", None
    problem = row.problem or _text_problem(row, form_row)
    if problem:
        _say_problem(problem, row, form_row, say)
        return "unreadable", None
    doubt = _fraction_doubt(row, form_row)
    if doubt:
        _say_ambiguous(row, form_row, doubt, say)
        return "unreadable", None
    if len(row.value_doubt) > 1:
        _say_ambiguous(row, form_row, " / ".join(row.value_doubt), say)
        return "unreadable", None
    # `16.181/` is a pair that lost its second figure; the first one is certain.
    text = row.value.rstrip("/ ") if form_row.takes_pair else row.value
    code = answer_in(row.value, form_row)
    figure = read_figure(text if code is None else str(code), form_row.expectation)
    if figure.status == "blank":
        return _blank_state(form_row, unit_type), figure
    if row.removed:
        say("value_removed", row, raw=row.value, code=form_row.form_code, removed=row.removed)
    if figure.value is not None and figure.value < 0 and form_row.expectation != "percent":
        _say_problem("negative", row, form_row, say)
        return "unreadable", None
    if _is_sum_of_states(row, form_row, figure):
        _say_problem("added_up", row, form_row, say)
        return "unreadable", None
    return _figure_state(row, form_row, figure, say), figure


def _is_sum_of_states(row: TableRow, form_row: FormRow, figure: Figure) -> bool:
    """Whether windows were added up where the last one's figure is the report's."""
    if row.last_added is None or form_row.adds_up or figure.value is None:
        return False
    last = read_figure(row.last_added, form_row.expectation)
    return (last.value, last.second_value) != (figure.value, figure.second_value)


def _text_problem(row: TableRow, form_row: FormRow) -> str:
    """Why the words around a figure leave it open, as a problem; empty when they do not."""
    if scale_word(row.value, after_figure=True):
        return "scaled_value"
    if not row.note:
        return ""
    if row.value[-1:].isdigit() and fold(row.note).startswith(("nghin", "trieu")):
        return "scaled_value"
    if not row.value and _BEHIND_BRACKETS.match(row.note):
        return "unparted"
    # A running text whose label, unit and figure could not be parted has all of them behind it.
    unit = squash(form_row.unit_printed, keep="%=")
    if unit and unit not in squash(row.unit, keep="%="):
        behind = squash(row.note, keep="%=").partition(unit)[2]
        return "unparted" if behind[:1].isdigit() else ""
    return ""


def _say_problem(problem: str, row: TableRow, form_row: FormRow, say: Say) -> None:
    why_vi, why_en = PROBLEMS[problem]
    raw, code = row.value or row.removed or row.note, form_row.form_code
    say("cell_unreadable", row, raw=raw, code=code, why_vi=why_vi, why_en=why_en)


def _fraction_doubt(row: TableRow, form_row: FormRow) -> str:
    """Readings of a figure that does not say what was meant; empty for any other one.

    In a percent row 0,1 without a sign may be a tenth of a percent, or ten as spreadsheets store
    it, whatever the kind of file. A stored 16.183 may be 16183 typed with a dot where the program
    takes it for a decimal point. Without number formats a stored 1 may be 1 % or 100 %.
    """
    if not row.stored and (form_row.expectation != "percent" or not row.value[:2].startswith("0")):
        return ""
    if "%" in row.value:
        return ""
    value = read_figure(row.value, "percent").value
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    if form_row.expectation == "percent":
        doubtful = 0 < abs(value) < 1 or (row.stored == "bare" and abs(value) == 1)
        return f"{row.value}% / {format((value * 100).normalize(), 'f')}%" if doubtful else ""
    return "" if whole else f"{row.value} / {format((value * 1000).normalize(), 'f')}"


def note_pair(note: str, form_row: FormRow) -> tuple[Decimal, Decimal] | None:
    """The pair of figures in a note, where the form says the note holds one."""
    if not form_row.note_pair or not note:
        return None
    figure = read_figure(note, "count")
    if figure.status != "pair" or figure.value is None or figure.second_value is None:
        return None
    return figure.value, figure.second_value


def _blank_state(form_row: FormRow, unit_type: str | None) -> ValueState:
    if form_row.applies_to and unit_type and unit_type not in form_row.applies_to:
        return "not_applicable"
    return "optional" if form_row.optional else "missing"


def _figure_state(row: TableRow, form_row: FormRow, figure: Figure, say: Say) -> ValueState:
    code = form_row.form_code
    if figure.status == "ambiguous":
        _say_ambiguous(row, form_row, " / ".join(str(value) for value in figure.readings), say)
        return "unreadable"
    if figure.status == "unreadable":
        why = {"why_vi": figure.why_vi, "why_en": figure.why_en}
        say("value_unreadable", row, raw=row.value, code=code, **why)
        return "unreadable"
    if figure.status == "pair" and not form_row.takes_pair:
        say("unexpected_pair", row, raw=row.value, code=code)
        return "unreadable"
    if figure.reason:
        details = {"why_vi": figure.why_vi, "why_en": figure.why_en, "value": figure.value}
        say("value_remarked", row, raw=row.value, code=code, **details)
    if form_row.answers and figure.value not in form_row.answers:
        answers = ", ".join(str(answer) for answer in form_row.answers)
        say("answer_outside_key", row, raw=row.value, code=code, answers=answers)
        return "unreadable"
    if form_row.takes_pair:
        _remark_pair(row, code, figure, say)
    return "reported"


def _remark_pair(row: TableRow, code: str, figure: Figure, say: Say) -> None:
    """Ask about a pair that lost a figure, or whose part is greater than its whole."""
    if figure.value is None:
        return
    if figure.second_value is None:
        say("pair_incomplete", row, raw=row.value, code=code, value=figure.value)
    elif figure.second_value < figure.value:
        details = {"first": figure.value, "second": figure.second_value}
        say("pair_reversed", row, raw=row.value, code=code, **details)


def _say_ambiguous(row: TableRow, form_row: FormRow, readings: str, say: Say) -> None:
    say("value_ambiguous", row, raw=row.value, code=form_row.form_code, readings=readings)
