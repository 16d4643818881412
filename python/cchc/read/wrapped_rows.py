"""Rows of a wrapped text table: where each row starts, then its cells.

A row starts at the start of a line, with its code and the words of its label; a code alone is no
proof, since values, answer keys and notes look like codes too. While a label is being read, its
further lines are not looked at as rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from cchc.read.codes import canonical_code, is_stray, printed_code
from cchc.read.evidence import LEAST_LABEL, LEAST_LABEL_ALONE, similarity
from cchc.read.fold import squash
from cchc.read.forms import FormRow, FormTable
from cchc.read.rows import Fragment, Place, TableRow, joined
from cchc.read.wrapped_cells import split_cells

_GROUP_LABEL = "trongdo"
_SURE = 0.95
_FIRST_LETTERS = 5
_SCENT = 12  # letters of a label that are compared before the whole is


@dataclass(frozen=True, slots=True)
class _Start:
    """A row start: word ranges [index, label) for the code, [label, resume) for the label."""

    index: int
    label: int
    resume: int
    row: FormRow | None


class _TableText:
    """The words of a table with their squashed texts."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self.fragments = tuple(fragments)
        self.squashed = [squash(fragment.text) for fragment in fragments]

    def __len__(self) -> int:
        return len(self.fragments)

    def fit(self, start: int, row: FormRow) -> tuple[float, int]:
        """(similarity, end) of the words from `start` that are nearest to the label of `row`."""
        if not self._smells_like(start, row):
            return 0.0, start
        best = self._fit_onwards("", start, row.squashed_label)
        cut = self._break_after(start, start + 16)
        if cut is None or best[0] >= _SURE:
            return best
        # The label may go on behind a page break, with other cells of the first page between.
        head = ""
        for end in range(start, cut):
            head += self.squashed[end]
            best = max(best, self._fit_onwards(head, cut, row.squashed_label))
        return best

    def _fit_onwards(self, text: str, start: int, label: str) -> tuple[float, int]:
        best = (0.0, start)
        for i in range(start, len(self)):
            text += self.squashed[i]
            if len(text) > 1.5 * len(label) + 4:
                break
            if 2 * len(text) >= len(label):
                alike = similarity(text, label)
                if alike > best[0]:
                    best = (alike, i + 1)
        return best

    def _smells_like(self, start: int, row: FormRow) -> bool:
        if self._break_after(start, start + 4) is not None:
            return True
        text = "".join(self.squashed[start : start + _SCENT])[:_SCENT]
        scent = row.squashed_label[:_SCENT]
        return Levenshtein.distance(text[: len(scent)], scent, score_cutoff=5) <= 5

    def first_letters(self, start: int) -> str:
        """The first letters from a word on."""
        return "".join(self.squashed[start : start + _FIRST_LETTERS])[:_FIRST_LETTERS]

    def _break_after(self, start: int, stop: int) -> int | None:
        for i in range(start + 1, min(stop, len(self))):
            if self.fragments[i].after_break:
                return i
        return None


def wrapped_rows(fragments: Sequence[Fragment], form: FormTable, file: str) -> list[TableRow]:
    """Rows of a table body in printed order; unknown rows come with all their words as label."""
    text = _TableText(fragments)
    starts = _starts(text, form)
    if not starts:
        return []
    ends = [start.index for start in starts[1:]] + [len(text)]
    return [
        _table_row(text, start, end, form, file) for start, end in zip(starts, ends, strict=True)
    ]


def _starts(text: _TableText, form: FormTable) -> list[_Start]:
    starts: list[_Start] = []
    after, i = -1, 0
    while i < len(text):
        start = _row_start(text, i, form, after, starts) if text.fragments[i].starts_line else None
        if start is None:
            i += 1
            continue
        starts.append(start)
        after = start.row.position if start.row else after
        i = max(start.resume, i + 1)
    return starts


def _row_start(
    text: _TableText, i: int, form: FormTable, after: int, starts: list[_Start]
) -> _Start | None:
    if canonical_code(text.fragments[i].text) is None:
        return _uncoded_start(text, i, form, after, starts)
    found = _coded_start(text, i, form)
    if found:
        return found
    if "." not in text.fragments[i].text and _waits_for_value(text, i, starts):
        return None
    found = _by_label(text, i, i + 1, form, _is_coded)
    if found is None and _has_stray(text, i):
        found = _by_label(text, i, i + 2, form, _is_coded)
    if found is None and _looks_coded(text, i, starts):
        return _Start(i, i + 1, i + 1, None)
    return found


def _has_stray(text: _TableText, i: int) -> bool:
    """Whether a loose piece of a code stands behind a dotted one: `4.2. 4.`."""
    if i + 1 >= len(text) or "." not in text.fragments[i].text:
        return False
    piece = text.fragments[i + 1]
    return not piece.starts_line and is_stray(piece.text)


def _waits_for_value(text: _TableText, i: int, starts: list[_Start]) -> bool:
    """Whether no figure stands yet between the label of the current row and word `i`."""
    row = starts[-1].row if starts else None
    if not starts or (row and row.row_type == "header"):
        return False  # a heading has no figure to wait for
    behind = text.fragments[starts[-1].resume - 1 : i]
    return not any(
        # Digits of an answer key are no figures.
        word.text[:1].isdigit() and not before.text.endswith("=")
        for before, word in pairwise(behind)
    )


def _coded_start(text: _TableText, i: int, form: FormTable) -> _Start | None:
    """The row whose code stands at word `i` and whose label follows."""
    following = text.fragments[i + 1] if i + 1 < len(text) else None
    if following and following.starts_line and canonical_code(following.text):
        return None  # a lone figure above a coded row
    best: tuple[float, _Start] | None = None
    for label in range(i + 1, min(i + 4, len(text))):
        code = printed_code(joined(text.fragments[i:label]))
        for candidate in code.candidates:
            row = form.by_form_code.get(candidate)
            alike, end = text.fit(label, row) if row else (0.0, i)
            if text.squashed[label].isdecimal() and not (row and row.label[0].isdecimal()):
                continue  # a figure behind the code: no label begins here
            if row and alike >= LEAST_LABEL and (best is None or alike > best[0]):
                best = (alike, _Start(i, label, end, row))
        piece = text.fragments[label]
        if piece.starts_line or not is_stray(piece.text):
            break
    if best is None or best[0] >= _SURE:
        return best[1] if best else None
    # The code may be another row's after renumbering; a nearer label shows where the cells end.
    nearer = _by_label(text, i, best[1].label, form, _is_coded)
    if nearer and nearer.row and text.fit(nearer.label, nearer.row)[0] > best[0]:
        # A label that the coded row's own begins with is always as near as its beginning.
        longer = best[1].row.squashed_label if best[1].row else ""
        return best[1] if longer.startswith(nearer.row.squashed_label) else nearer
    return best[1]


def _by_label(
    text: _TableText, i: int, label: int, form: FormTable, allowed: Callable[[FormRow], bool]
) -> _Start | None:
    """The allowed row whose label follows, whatever the code; it must begin right here."""
    letters = text.first_letters(label)
    begun = form.begun_by_letters.get(letters)
    if begun is None:
        begun = tuple(row for row in form.rows if _begins_like(letters, row))
        form.begun_by_letters[letters] = begun
    fits = [(*text.fit(label, row), row) for row in begun if allowed(row)]
    # Of labels that fit alike the longest: one label may be the beginning of another.
    alike, end, row = max(fits, key=lambda fit: (round(fit[0], 2), fit[1]), default=(0.0, i, None))
    return _Start(i, label, end, row) if row and alike >= LEAST_LABEL_ALONE else None


def _is_coded(row: FormRow) -> bool:
    return not row.uncoded


def _begins_like(letters: str, row: FormRow) -> bool:
    """Whether the first letters are those of the label, so that no word before it is taken."""
    label = row.squashed_label[:_FIRST_LETTERS]
    if letters[1:] == label[1:]:
        return True
    return letters[:1] == label[:1] and Levenshtein.distance(letters, label) <= 2


def _looks_coded(text: _TableText, i: int, starts: list[_Start]) -> bool:
    """Whether a code that no row has still begins a row: a dotted code and a capital letter."""
    word = text.fragments[i].text
    follows = text.fragments[i + 1].text if i + 1 < len(text) else ""
    if "." not in word or not follows[:1].isupper():
        return False
    # A decimal figure in the place of a value, followed by a note, is not a row.
    return word.endswith(".") or word.count(".") > 1 or not _waits_for_value(text, i, starts)


def _uncoded_start(
    text: _TableText, i: int, form: FormTable, after: int, starts: list[_Start]
) -> _Start | None:
    """A row without a code: one the form prints so, one that lost its code, or a strange one."""
    label = i
    if "".join(text.squashed[i : i + 2]) == _GROUP_LABEL:
        label = i + 2
    elif text.squashed[i] == _GROUP_LABEL:
        label = i + 1
    found = _by_label(text, i, label, form, lambda row: row.position > after or row.uncoded)
    if found and _holds_coded_start(text, label, found.resume, form):
        return None
    if found or label > i:
        return found
    return _Start(i, i, i + 1, None) if _looks_inserted(text, i, form, starts) else None


def _holds_coded_start(text: _TableText, start: int, end: int, form: FormTable) -> bool:
    """Whether a coded row starts inside a range: then what precedes it is no label."""
    return any(
        text.fragments[i].starts_line
        and canonical_code(text.fragments[i].text) is not None
        and _coded_start(text, i, form) is not None
        for i in range(start, end)
    )


def _looks_inserted(text: _TableText, i: int, form: FormTable, starts: list[_Start]) -> bool:
    """Whether a line behind a finished value reads like a row: `Số …`, a unit, then a figure."""
    if not starts or text.squashed[i] not in ("so", "tong", "ty", "ti"):
        return False
    if _waits_for_value(text, i, starts):
        return False
    ahead = [word for word in text.fragments[i : i + 30] if not canonical_code(word.text)]
    spelled = "".join(squash(word.text, keep="%=") for word in ahead[3:])
    return text.fragments[i].text[:1].isupper() and any(
        unit in spelled for unit in form.units_by_spelling if len(unit) > 4
    )


def _table_row(text: _TableText, start: _Start, end: int, form: FormTable, file: str) -> TableRow:
    fragments = text.fragments
    place = Place(file, fragments[start.index].line, fragments[end - 1].line)
    code = joined(fragments[start.index : start.label])
    if start.row is None:
        return TableRow(code, joined(fragments[start.label : end]), "", "", "", place)
    cells = split_cells(fragments[start.label : end], start.row, form)
    value = cells.rest.value
    return TableRow(
        code,
        cells.label,
        cells.unit,
        value,
        cells.rest.note,
        place,
        cells.rest.doubt,
        cut=end == len(text)
        and not value
        and _ends_early(cells.label, cells.unit, start.row, form),
    )


def _ends_early(label: str, unit: str, row: FormRow, form: FormTable) -> bool:
    """Whether the last row of a text, blank so far, may be unfinished: more should follow."""
    short_label = len(squash(label)) < len(row.squashed_label) - 2
    short_unit = len(squash(unit, keep="%=")) < len(row.squashed_unit)
    return short_label or short_unit or row is not form.rows[-1]
