"""Table grammar: rows of the row model become rows of a form, with value states and issues.

Every reader ends here. A row is matched by its evidence, or by the answer that somebody gave for
it before; its value is read by the number grammar, and what is blank is told apart: missing,
optional or not applicable.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cchc.read.codes import PrintedCode, printed_code
from cchc.read.evidence import (
    LEAST_LABEL,
    LEAST_MARGIN,
    Match,
    best_match,
    label_likeness,
    similarity,
)
from cchc.read.fold import squash
from cchc.read.forms import FormRow, FormTable
from cchc.read.issue import Issue, issue
from cchc.read.label_meaning import lacking_meaning, other_meaning
from cchc.read.matched import MatchedRow, TableReading
from cchc.read.raised import without_marks, without_marks_of_words
from cchc.read.review import Question, Review
from cchc.read.row_order import absent_rows, code_gaps
from cchc.read.rows import TableRow
from cchc.read.scale import scale_word
from cchc.read.values import note_pair, read_value

_LONGEST_QUOTE = 80  # characters of a row in a message
_PERCENT_UNITS = frozenset({"%", "phantram", "tyle%", "tile%", "phantram%"})
_LIKE_BESIDE_OTHER = 0.7  # likeness of a label with the right code whose rival means another thing
_SAME_LABEL = 0.9  # below, the label is read but remarked


def match_rows(
    rows: Iterable[TableRow],
    form: FormTable,
    *,
    file: str,
    unit_type: str | None,
    review: Review | None = None,
    year: int | None = None,
) -> TableReading:
    """Match rows to `form`; `unit_type` (None if unknown) decides what is not applicable.

    `year` is that of the report: labels may name it, and no other one that the form does not name.
    Of two rows that claim one row of the form the better one takes it; of two that are as good the
    first. `review` holds answers to rows that could not be matched before.
    """
    matching = _Matching(form, file, unit_type, review, year)
    for row in rows:
        matching.take(row)
    return matching.reading()


@dataclass(frozen=True, slots=True)
class _Claim:
    """A printed row that claims a row of the form."""

    row: TableRow
    match: Match


class _Matching:
    """One pass over the rows of a table."""

    def __init__(
        self,
        form: FormTable,
        file: str,
        unit_type: str | None,
        review: Review | None,
        year: int | None,
    ) -> None:
        self._form = form
        self._file = file
        self._unit_type = unit_type
        self._review = review
        self._year = year
        self._after = -1
        self._claims: dict[int, _Claim] = {}
        self._issues: list[Issue] = []
        self._questions: list[Question] = []
        self._last: TableRow | None = None
        self._coded = True  # whether the table prints codes, so that a lost one is worth a word

    def take(self, row: TableRow) -> None:
        row = _unmarked(row)
        self._last = row
        answered, match = self._answered(row)
        if answered and match is None:
            return  # somebody said that the row is none of the form's
        code = printed_code("" if squash(row.code) == "trongdo" else row.code)
        match = match or best_match(code, row.label, row.unit, self._form, after=self._after)
        match = self._by_meaning(row, match, code) if match else None
        if match is None or not match.accepted:
            self._refuse(row, match)
            return
        if not answered and self._means_other(row, match):
            return
        claim = _Claim(row, match)
        earlier = self._claims.get(match.row.position)
        if earlier and _taken_back(earlier.row, row):
            self._say_repeated(earlier.row, earlier.match, claim)
            earlier = None
        if earlier and (
            match.score < earlier.match.score + LEAST_MARGIN or _taken_back(row, earlier.row)
        ):
            if not self._is_for_its_code(row, match):
                self._say_repeated(row, match, earlier)
            return
        if earlier and not self._is_for_its_code(earlier.row, earlier.match):
            self._refuse(earlier.row, earlier.match)
        self._claims[match.row.position] = claim
        self._after = match.row.position

    def _means_other(self, row: TableRow, match: Match) -> bool:
        """Ask about a row whose label has a word that changes its meaning, or lacks one."""
        word, kind = self._changing_word(row, match.row), "label_means_other"
        if not word:
            word, kind = _lacking(row, match.row), "label_lacks"
        if not word:
            return False
        self._ask(row, match)
        self._say(kind, row, raw=row.printed(), code=match.row.form_code, word=word)
        return True

    def _is_for_its_code(self, row: TableRow, match: Match) -> bool:
        """Ask about a row that lost its match to another one as the row that its code names.

        True when that is another row of the form, which the label is near, and lacks a word of.
        """
        code = printed_code(row.code)
        own = next((each for each in self._form.rows if each.form_code in code.candidates), None)
        if own is None or own is match.row or own.uncoded or not self._same_unit(row.unit, own):
            return False
        alike = label_likeness(squash(row.label), self._form)[own.position]
        if alike < LEAST_LABEL:
            return False
        return self._means_other(row, Match(own, match.score, 0.0, alike, True, match.row))

    def _by_meaning(self, row: TableRow, match: Match, code: PrintedCode) -> Match:
        """The match of the row that the code names, when the rival by letters means another thing."""
        if match.second is None or (match.accepted and match.row.form_code in code.candidates):
            return match
        own = next((r for r in (match.row, match.second) if r.form_code in code.candidates), None)
        if own is None or own.uncoded or not self._same_unit(row.unit, own):
            return match
        rival = match.second if own is match.row else match.row
        alike = label_likeness(squash(row.label), self._form)[own.position]
        same = not (self._changing_word(row, own) or _lacking(row, own))
        other = self._changing_word(row, rival) or _lacking(row, rival)
        if not (same and other and alike >= _LIKE_BESIDE_OTHER):
            return match
        margin = max(match.margin, LEAST_MARGIN)
        return Match(own, match.score, margin, alike, True, rival)

    def reading(self) -> TableReading:
        claims = [self._claims[position] for position in sorted(self._claims)]
        without = [claim.row for claim in claims if not claim.match.row.uncoded]
        self._coded = len(without) < 2 or any(claim.row.code for claim in claims)
        if not self._coded:
            self._say("codes_absent", without[0], form=self._form.form, count=len(claims))
        for claim in claims:
            self._remark(claim.row, claim.match)
        taken = {claim.match.row.position: self._matched(claim) for claim in claims}
        end = self._last.place if self._last else None
        self._issues += absent_rows(self._form, taken, self._file, end)
        self._issues += code_gaps(self._form, taken, self._file)
        rows, questions = tuple(taken.values()), tuple(self._questions)
        return TableReading(self._form, rows, tuple(self._issues), questions=questions)

    def _answered(self, row: TableRow) -> tuple[bool, Match | None]:
        """Whether somebody settled this row before, and the match that the answer gives."""
        answer = self._review and self._review.find(self._form.form, row.code, row.label, row.unit)
        if not answer:
            return False, None
        found = next((each for each in self._form.rows if each.form_code == answer.row), None)
        if found is None:
            return answer.row is None, None
        return True, Match(found, 1.0, 1.0, 1.0, True, None)

    def _refuse(self, row: TableRow, match: Match | None) -> None:
        if match:
            self._ask(row, match)
        if match and match.plausible and match.second:
            names = {"first": match.row.form_code, "second": match.second.form_code}
            self._say("row_uncertain", row, raw=row.printed(), form=self._form.form, **names)
        else:
            text = row.printed()
            excerpt = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
            self._say("row_unmatched", row, raw=text, form=self._form.form, excerpt=excerpt)

    def _ask(self, row: TableRow, match: Match) -> None:
        """Keep the row as a question when it shows a value; a heading needs no answer."""
        if not (row.value or row.problem or row.value_doubt):
            return
        candidates = [match.row, match.second] if match.second else [match.row]
        self._questions.append(
            Question(
                self._form.form,
                row.code,
                row.label,
                row.unit,
                row.value,
                tuple(each.form_code for each in candidates),
                (round(match.score, 3), round(match.score - match.margin, 3))[: len(candidates)],
                str(row.place),
            )
        )

    def _say_repeated(self, row: TableRow, match: Match, earlier: _Claim) -> None:
        code, first = match.row.form_code, earlier.row.place
        self._say("row_repeated", row, raw=row.printed(), code=code, first=first)

    def _remark(self, row: TableRow, match: Match) -> None:
        """Say what in code, label and unit differs from the form."""
        form_row = match.row
        code = printed_code("" if squash(row.code) == "trongdo" else row.code)
        coded = bool(code.candidates)
        if code.malformed and match.code_agrees:
            self._say("malformed_code", row, raw=row.code, code=form_row.form_code)
        elif (self._coded and coded != (not form_row.uncoded)) or (coded and not match.code_agrees):
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

    def _changing_word(self, row: TableRow, form_row: FormRow) -> str:
        """The word that makes a row another indicator; running text may leave it before the unit."""
        word = other_meaning(row.label, form_row.label, self._year)
        unit = squash(row.unit, keep="%=")
        if word or not unit or unit in _PERCENT_UNITS or unit in self._form.units_by_spelling:
            return word
        return (
            ""
            if scale_word(row.unit)
            else other_meaning(row.unit, form_row.unit_printed, self._year)
        )

    def _unit_problem(self, printed: str, form_row: FormRow) -> str:
        """Why a figure under this unit of measure is not the form's, as a problem; empty if it is."""
        if not printed or printed == form_row.unit_printed:
            return ""
        if scale_word(printed) and not scale_word(form_row.unit_printed):
            return "scaled_unit"
        percent = squash(printed, keep="%=") in _PERCENT_UNITS
        known = squash(printed, keep="%=") in self._form.units_by_spelling
        counts = form_row.expectation != "percent"
        return "other_unit" if (percent if counts else known and not percent) else ""

    def _matched(self, claim: _Claim) -> MatchedRow:
        row, match = claim.row, claim.match
        pair = note_pair(row.note, match.row)
        problem = row.problem or (self._unit_problem(row.unit, match.row) if row.value else "")
        row = replace(row, problem=problem) if problem else row
        state, figure = read_value(row, match.row, self._unit_type, self._say)
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
            note=_with_removed(row),
            note_pair=pair,
            place=row.place,
            score=match.score,
            margin=match.margin,
        )

    def _say(self, kind: str, row: TableRow, raw: str = "", **details: object) -> None:
        line, where = row.place.first_line, row.place.where
        self._issues.append(
            issue(kind, file=self._file, line=line, raw=raw, where=where, **details)
        )


def _lacking(row: TableRow, form_row: FormRow) -> str:
    """The word that a row lacks to be one of the form; cells of running text may hold it anywhere."""
    return lacking_meaning(f"{row.label} {row.unit} {row.note}", form_row.label)


def _taken_back(row: TableRow, other: TableRow) -> bool:
    """Whether a row is struck out and another one that claims the same is not."""
    return row.problem == "struck_row" != other.problem


def _unmarked(row: TableRow) -> TableRow:
    """The row with the marks beside its figure in the note, and without those of its words."""
    value, marks = without_marks(row.value)
    cells = (row.code, row.label, row.unit)
    code, label, unit = (cell if cell.isascii() else without_marks_of_words(cell) for cell in cells)
    if not marks and (code, label, unit) == cells:
        return row
    return replace(
        row,
        code=code,
        label=label,
        unit=unit,
        value=value,
        note=" ".join(part for part in (marks, row.note) if part),
        problem=row.problem or ("raised" if marks and not value else ""),
    )


def _with_removed(row: TableRow) -> str:
    """The note, with what the value cell held and does not show."""
    if not row.removed:
        return row.note
    return f"{row.note} (bị gạch, ẩn hoặc xóa: {row.removed})".strip()
