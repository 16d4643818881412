"""Cells of one wrapped row: the words of label, unit of measure, value and note told apart.

The words of a row come cell after cell, each cell wrapped over lines. The form knows label and
unit, so the split is the one whose label and unit are nearest to the form's, in edits of squashed
text; what is left is value and note. Where a page break cuts the cells, each cell comes in two
pieces with the repeated header between, and both pieces are split at once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from cchc.read.fold import squash
from cchc.read.forms import FormRow, FormTable
from cchc.read.rows import Fragment
from cchc.read.wrapped_value import ValueAndNote, split_value

_FIGURE = re.compile(r"[+\-−–]?\d")
_ANSWER_KEY = re.compile(r"(?:[^\d=]+=\d)+")
_LONGEST_UNIT = 16  # words; the longest printed unit is an answer key of nine
_SLACK = 8  # edits by which a label may be worse than the best one and still win by its unit
_UNIT_ADDED = -0.5  # a known unit where the form prints none is a unit, not a value
_CUT_PENALTY = 0.5  # a cut is assumed only when it explains the words better


@dataclass(frozen=True, slots=True)
class WrappedCells:
    """The cells as text, and how many edits label and unit are away from the form's."""

    label: str
    unit: str
    rest: ValueAndNote
    edits: float


@dataclass(frozen=True, slots=True)
class _Split:
    edits: float
    ends: tuple[tuple[int, int, int, int], ...]  # per piece: start, end of label, of unit, of all


def split_cells(fragments: Sequence[Fragment], row: FormRow, form: FormTable) -> WrappedCells:
    """Split the words that follow the code of `row`."""
    texts = [fragment.text for fragment in fragments]
    breaks = [i for i, fragment in enumerate(fragments) if i and fragment.after_break]
    best = _whole(texts, row, form)
    for cut in breaks if best.edits > 0 else ():
        candidate = _cut_in_two(texts, cut, row, form)
        if candidate is not None and candidate.edits + _CUT_PENALTY < best.edits:
            best = candidate
    return _cells(texts, best, breaks, row)


def _cells(texts: list[str], split: _Split, breaks: list[int], row: FormRow) -> WrappedCells:
    label = [word for start, a, _, _ in split.ends for word in texts[start:a]]
    unit = [word for _, a, b, _ in split.ends for word in texts[a:b]]
    rests = [texts[b:end] for _, _, b, end in split.ends]
    if len(rests) == 1:
        # A break in value or note: the second piece may go on with the pair of the value.
        start, end = split.ends[0][2], split.ends[0][3]
        cuts = [start, *(cut for cut in breaks if start < cut < end), end]
        rests = [texts[a:b] for a, b in pairwise(cuts)]
    rest = split_value(rests, row)
    return WrappedCells(" ".join(label), " ".join(unit), rest, split.edits)


def _whole(texts: list[str], row: FormRow, form: FormTable) -> _Split:
    """Best split of an uncut row."""
    total = len(texts)
    labels = _label_edits(texts, row.squashed_label)
    limit = min(labels) + _SLACK
    best = _Split(float("inf"), ((0, 0, 0, total),))
    for a, label_edits in enumerate(labels):
        if label_edits > limit:
            continue
        for b in _unit_ends(texts, a, total):
            edits = label_edits + _unit_edits(texts[a:b], row, form)
            if edits < best.edits:
                best = _Split(edits, ((0, a, b, total),))
    return best


def _cut_in_two(texts: list[str], cut: int, row: FormRow, form: FormTable) -> _Split | None:
    """Best split when the cells were cut before word `cut`."""
    total = len(texts)
    best: _Split | None = None
    for label_edits, a1, a2 in _cut_labels(texts, cut, row):
        for b1 in _unit_ends(texts, a1, cut):
            for b2 in _unit_ends(texts, a2, total):
                edits = label_edits + _unit_edits(texts[a1:b1] + texts[a2:b2], row, form)
                if best is None or edits < best.edits:
                    best = _Split(edits, ((0, a1, b1, cut), (cut, a2, b2, total)))
    return best


def _cut_labels(texts: list[str], cut: int, row: FormRow) -> list[tuple[int, int, int]]:
    """(edits, end in the first piece, end in the second) of the labels near the best one."""
    found = []
    for a1 in range(cut + 1):
        head = squash("".join(texts[:a1]))
        if len(head) > len(row.squashed_label) + _SLACK:
            break
        for a2 in range(cut, len(texts) + 1):
            text = head + squash("".join(texts[cut:a2]))
            if len(text) > len(row.squashed_label) + _SLACK:
                break
            found.append((Levenshtein.distance(text, row.squashed_label), a1, a2))
    least = min(found)[0]
    return [entry for entry in found if entry[0] <= least + 3]


def _label_edits(texts: list[str], label: str) -> list[int]:
    """Edits between the label and the first 0, 1, 2 … words."""
    text, edits = "", [len(label)]
    for word in texts:
        text += squash(word)
        if len(text) > 2 * len(label) + _SLACK:
            break
        edits.append(Levenshtein.distance(text, label))
    return edits


def _unit_ends(texts: list[str], start: int, stop: int) -> Iterator[int]:
    """Possible ends of a unit that starts at `start`: a figure ends it, except behind `=`."""
    yield start
    for i in range(start, min(stop, start + _LONGEST_UNIT)):
        in_key = i > 0 and texts[i - 1].endswith("=")
        if _FIGURE.match(texts[i]) and not in_key:
            return
        yield i + 1


def _unit_edits(words: list[str], row: FormRow, form: FormTable) -> float:
    """Edits between unit words and the form's unit; a known other unit counts little."""
    text = squash("".join(words), keep="%=")
    edits = float(Levenshtein.distance(text, row.squashed_unit))
    if edits > 1 and row.expectation == "code" and _ANSWER_KEY.fullmatch(text):
        return 1.0 + 0.1 * max(0, len(row.answers) - text.count("="))
    if not row.squashed_unit and text in form.units_by_spelling:
        return _UNIT_ADDED
    if edits > 1.5 and text in form.units_by_spelling:
        return 1.5
    return edits
