"""Which row of a form a printed row is: code, label, unit of measure and position as evidence.

The score is a weighted sum from 0 to 1. A row is taken only when the score is high enough, the label
is not another one altogether, and the second candidate stays a margin behind.
"""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from cchc.read.codes import PrintedCode
from cchc.read.fold import squash
from cchc.read.forms import FormRow, FormTable

LEAST_SCORE = 0.5
LEAST_MARGIN = 0.08
LEAST_LABEL = 0.55
# Without the support of a code the label alone must carry the match.
LEAST_LABEL_ALONE = 0.8

_CODE_WEIGHT, _LABEL_WEIGHT, _UNIT_WEIGHT, _POSITION_WEIGHT = 0.40, 0.48, 0.06, 0.06


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
    scored = []
    for row in form.rows:
        alike = similarity(text, row.squashed_label)
        scored.append((_score(code, alike, unit_text, row, after), alike, row))
    scored.sort(key=lambda entry: -entry[0])
    if not scored:
        return None
    (score, alike, row), second = scored[0], scored[1] if len(scored) > 1 else None
    margin = score - second[0] if second else score
    agrees = not row.uncoded and row.form_code in code.candidates
    return Match(row, score, margin, alike, agrees, second[2] if second else None)


def _score(code: PrintedCode, alike: float, unit: str, row: FormRow, after: int) -> float:
    if row.uncoded or not code.candidates:
        agreement = 1.0 if row.uncoded and not code.candidates else 0.4
        agreement = 0.0 if row.uncoded and code.candidates else agreement
    else:
        agreement = 1.0 if row.form_code in code.candidates else 0.0
    return (
        _CODE_WEIGHT * agreement
        + _LABEL_WEIGHT * alike
        + _UNIT_WEIGHT * (unit == row.squashed_unit)
        + _POSITION_WEIGHT * (row.position > after)
    )
