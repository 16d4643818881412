"""Table grammar: rows of the row model become rows of a form, with value states and issues.

Every reader ends here. A row is matched by its evidence, its value is read by the number grammar,
and what is blank is told apart: missing, optional or not applicable.
"""

from collections.abc import Iterable
from decimal import Decimal

from cchc.read.codes import printed_code
from cchc.read.evidence import Match, best_match, similarity
from cchc.read.figure import Figure, read_figure
from cchc.read.fold import squash
from cchc.read.forms import FormRow, FormTable
from cchc.read.issue import Issue, issue
from cchc.read.matched import MatchedRow, TableReading, ValueState
from cchc.read.row_order import absent_rows, code_gaps
from cchc.read.rows import TableRow

_LONGEST_QUOTE = 80  # characters of a row in a message
_SAME_LABEL = 0.9  # below, the label is read but remarked


def match_rows(
    rows: Iterable[TableRow], form: FormTable, *, file: str, unit_type: str | None
) -> TableReading:
    """Match rows to `form`; `unit_type` (None if unknown) decides what is not applicable."""
    matching = _Matching(form, file, unit_type)
    for row in rows:
        matching.take(row)
    return matching.reading()


class _Matching:
    """One pass over the rows of a table."""

    def __init__(self, form: FormTable, file: str, unit_type: str | None) -> None:
        self._form = form
        self._file = file
        self._unit_type = unit_type
        self._after = -1
        self._taken: dict[int, MatchedRow] = {}
        self._issues: list[Issue] = []
        self._last: TableRow | None = None

    def take(self, row: TableRow) -> None:
        self._last = row
        code = printed_code("" if squash(row.code) == "trongdo" else row.code)
        match = best_match(code, row.label, row.unit, self._form, after=self._after)
        if match is None or not match.accepted:
            self._refuse(row, match)
            return
        earlier = self._taken.get(match.row.position)
        if earlier:
            self._say("row_repeated", row, code=match.row.form_code, first=earlier.place)
            return
        self._remark(row, match, code.malformed, bool(code.candidates))
        self._taken[match.row.position] = self._matched(row, match)
        self._after = match.row.position

    def _refuse(self, row: TableRow, match: Match | None) -> None:
        if match and match.plausible and match.second:
            names = {"first": match.row.form_code, "second": match.second.form_code}
            self._say("row_uncertain", row, raw=row.printed(), form=self._form.form, **names)
        else:
            text = row.printed()
            excerpt = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
            self._say("row_unmatched", row, raw=text, form=self._form.form, excerpt=excerpt)

    def _remark(self, row: TableRow, match: Match, malformed: bool, coded: bool) -> None:
        """Say what in code, label and unit differs from the form."""
        form_row = match.row
        if malformed and match.code_agrees:
            self._say("malformed_code", row, raw=row.code, code=form_row.form_code)
        elif coded != (not form_row.uncoded) or (coded and not match.code_agrees):
            self._say("code_mismatch", row, raw=row.code, code=form_row.form_code)
        if match.label_similarity < _SAME_LABEL:
            self._say("label_differs", row, raw=row.label, code=form_row.form_code)
        if not self._same_unit(row.unit, form_row):
            expected = form_row.unit_printed
            self._say("unit_differs", row, raw=row.unit, code=form_row.form_code, expected=expected)

    def _same_unit(self, printed: str, form_row: FormRow) -> bool:
        text = squash(printed, keep="%=")
        known = self._form.units_by_spelling.get(text, frozenset())
        return (
            not text
            or form_row.unit_of_measure in known
            or similarity(text, form_row.squashed_unit) >= 0.7
        )

    def _matched(self, row: TableRow, match: Match) -> MatchedRow:
        state, figure = self._value(row, match.row)
        reported = figure if state == "reported" else None
        return MatchedRow(
            form=self._form.form,
            row=match.row,
            code_printed=row.code,
            label_printed=row.label,
            unit_printed=row.unit,
            state=state,
            value=reported.value if reported else None,
            second_value=reported.second_value if reported else None,
            raw=row.value,
            note=row.note,
            note_pair=_note_pair(row.note, match.row),
            place=row.place,
            score=match.score,
            margin=match.margin,
        )

    def _value(self, row: TableRow, form_row: FormRow) -> tuple[ValueState | None, Figure | None]:
        if form_row.row_type == "header":
            if row.value:
                self._say("header_with_value", row, raw=row.value, code=form_row.form_code)
            return None, None
        if row.cut:
            self._say("row_cut", row, raw=row.printed(), code=form_row.form_code)
            return "unreadable", None
        if len(row.value_doubt) > 1:
            self._ambiguous(row, form_row, " / ".join(row.value_doubt))
            return "unreadable", None
        # `16.181/` is a pair that lost its second figure; the first one is certain.
        text = row.value.rstrip("/ ") if form_row.takes_pair else row.value
        figure = read_figure(text, form_row.expectation)
        if figure.status == "blank":
            return self._blank_state(form_row), figure
        return self._figure_state(row, form_row, figure), figure

    def _blank_state(self, form_row: FormRow) -> ValueState:
        if form_row.applies_to and self._unit_type and self._unit_type not in form_row.applies_to:
            return "not_applicable"
        return "optional" if form_row.optional else "missing"

    def _figure_state(self, row: TableRow, form_row: FormRow, figure: Figure) -> ValueState:
        code = form_row.form_code
        if figure.status == "ambiguous":
            self._ambiguous(row, form_row, " / ".join(str(value) for value in figure.readings))
            return "unreadable"
        if figure.status == "unreadable":
            why = {"why_vi": figure.why_vi, "why_en": figure.why_en}
            self._say("value_unreadable", row, raw=row.value, code=code, **why)
            return "unreadable"
        if figure.status == "pair" and not form_row.takes_pair:
            self._say("unexpected_pair", row, raw=row.value, code=code)
            return "unreadable"
        if figure.reason:
            details = {"why_vi": figure.why_vi, "why_en": figure.why_en, "value": figure.value}
            self._say("value_remarked", row, raw=row.value, code=code, **details)
        if form_row.answers and figure.value not in form_row.answers:
            answers = ", ".join(str(answer) for answer in form_row.answers)
            self._say("answer_outside_key", row, raw=row.value, code=code, answers=answers)
            return "unreadable"
        if form_row.takes_pair:
            self._remark_pair(row, code, figure)
        return "reported"

    def _remark_pair(self, row: TableRow, code: str, figure: Figure) -> None:
        """Ask about a pair that lost a figure, or whose part is greater than its whole."""
        if figure.value is None:
            return
        if figure.second_value is None:
            self._say("pair_incomplete", row, raw=row.value, code=code, value=figure.value)
        elif figure.second_value < figure.value:
            details = {"first": figure.value, "second": figure.second_value}
            self._say("pair_reversed", row, raw=row.value, code=code, **details)

    def _ambiguous(self, row: TableRow, form_row: FormRow, readings: str) -> None:
        code = form_row.form_code
        self._say("value_ambiguous", row, raw=row.value, code=code, readings=readings)

    def _say(self, kind: str, row: TableRow, raw: str = "", **details: object) -> None:
        line = row.place.first_line
        self._issues.append(issue(kind, file=self._file, line=line, raw=raw, **details))

    def reading(self) -> TableReading:
        taken = {position: self._taken[position] for position in sorted(self._taken)}
        end = self._last.place.last_line if self._last else None
        self._issues += absent_rows(self._form, taken, self._file, end)
        self._issues += code_gaps(self._form, taken, self._file)
        return TableReading(self._form, tuple(self._taken.values()), tuple(self._issues))


def _note_pair(note: str, form_row: FormRow) -> tuple[Decimal, Decimal] | None:
    """The pair of figures in a note, where the form says the note holds one."""
    if not form_row.note_pair or not note:
        return None
    figure = read_figure(note, "count")
    if figure.status != "pair" or figure.value is None or figure.second_value is None:
        return None
    return figure.value, figure.second_value
