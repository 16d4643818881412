"""Which row of a form a printed row is: code, label, unit of measure and position as evidence.

The score is a weighted sum from 0 to 1. A label counts twice: by how near it is, and by whether it
is the nearest of the form, so that a renumbered row goes to its label and not to its new code. A
row is taken only when the score is high enough, the label is not another one altogether, and the
second candidate stays a margin behind.
"""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from cchc.read.abbreviations import shortened
from cchc.read.codes import PrintedCode
from cchc.read.fold import squash
from cchc.read.forms import FormRow, FormTable

LEAST_SCORE = 0.5
LEAST_MARGIN = 0.04
LEAST_LABEL = 0.55
# Without the support of a code the label alone must carry the match.
LEAST_LABEL_ALONE = 0.8

_CODE_WEIGHT, _LABEL_WEIGHT, _NEAREST_WEIGHT, _UNIT_WEIGHT, _POSITION_WEIGHT = (
    0.28,
    0.33,
    0.31,
    0.04,
    0.04,
)
# A label this much further than the nearest one gets nothing for nearness.
_NEARNESS = 0.05
_MOST_KEPT = 20_000  # labels whose likeness is kept; some forty megabytes
_CODE_LOST = 0.4  # agreement of a coded row whose code is not printed


@dataclass(frozen=True, slots=True)
class Match:
    """The best candidate with its evidence; `accepted` says whether it may be taken."""

    row: FormRow
    score: float
    margin: float
    label_similarity: float
    code_agrees: bool
    second: FormRow | None

    @property
    def accepted(self) -> bool:
        """Whether score, margin and label are all high enough."""
        least_label = LEAST_LABEL if self.code_agrees else LEAST_LABEL_ALONE
        return (
            self.score >= LEAST_SCORE
            and self.margin >= LEAST_MARGIN
            and self.label_similarity >= least_label
        )

    @property
    def plausible(self) -> bool:
        """Near enough to ask about, though not taken."""
        return self.label_similarity >= LEAST_LABEL_ALONE


def similarity(left: str, right: str) -> float:
    """1 for equal squashed texts, 0 for texts with nothing in common."""
    return Levenshtein.normalized_similarity(left, right)


def best_match(
    code: PrintedCode, label: str, unit: str, form: FormTable, *, after: int
) -> Match | None:
    """Best row of `form`; `after` is the position of the row matched before (-1 at the start)."""
    text, unit_text = squash(label), squash(unit, keep="%=")
    key = (code.candidates, text, unit_text, after)
    known = form.matches
    if key not in known:
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[key] = _best(code, text, unit_text, form, after)
    found = known[key]
    assert found is None or isinstance(found, Match)
    return found


def _best(
    code: PrintedCode, text: str, unit_text: str, form: FormTable, after: int
) -> Match | None:
    labels = label_likeness(text, form)
    nearest = max(labels, default=0.0)
    scored = []
    for row, alike in zip(form.rows, labels, strict=True):
        nearness = max(0.0, 1 - (nearest - alike) / _NEARNESS)
        support = _UNIT_WEIGHT * (unit_text == row.squashed_unit)
        support += _POSITION_WEIGHT * (row.position > after) + _NEAREST_WEIGHT * nearness
        score = _CODE_WEIGHT * _agreement(code, row) + _LABEL_WEIGHT * alike + support
        scored.append((score, alike, row))
    scored.sort(key=lambda entry: -entry[0])
    if not scored:
        return None
    (score, alike, row), second = scored[0], scored[1] if len(scored) > 1 else None
    margin = score - second[0] if second else score
    agrees = not row.uncoded and row.form_code in code.candidates
    return Match(row, score, margin, alike, agrees, second[2] if second else None)


def label_likeness(text: str, form: FormTable) -> tuple[float, ...]:
    """How near a squashed label is to each row; the same labels come in every file of a period."""
    known = form.label_likeness
    found = known.get(text)
    if found is None:
        short = shortened(text)
        found = tuple(_likeness(text, short, row) for row in form.rows)
        if len(known) < _MOST_KEPT:
            known[text] = found
    return found


def _likeness(text: str, short: str, row: FormRow) -> float:
    """Likeness of two labels, as they are or with their words shortened, whichever is nearer."""
    alike = similarity(text, row.squashed_label)
    if short == text and row.shortened_label == row.squashed_label:
        return alike
    return max(alike, similarity(short, row.shortened_label))


def _agreement(code: PrintedCode, row: FormRow) -> float:
    if row.uncoded:
        return 0.0 if code.candidates else 1.0
    if not code.candidates:
        return _CODE_LOST
    return 1.0 if row.form_code in code.candidates else 0.0
