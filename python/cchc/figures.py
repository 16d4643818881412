"""One figure, and one indicator's plane of figures, as a cube hands them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cchc._core import Period
from cchc._fingerprint import digest

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MARKS", "STATES", "Figure", "Plane"]

#: Value states by their number in the arrays of a plane.
STATES = ("reported", "missing", "optional", "not_applicable", "unreadable")

#: Marks by their bit in the arrays of a plane.
MARKS = {
    1: "estimated", 2: "rebuilt", 4: "correction", 8: "span",
    16: "withheld", 32: "conflict", 64: "excluded",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure of a cube with everything that belongs to it.

    Parameters
    ----------
    value
        The figure as float64, correctly rounded; None where there is none.
    text
        Its exact decimal text; empty where there is none.
    state
        Value state.
    marks
        What else is true of it: estimated, rebuilt, correction, span, withheld, conflict,
        excluded.
    so_far
        Total of what came in, where a missing policy withholds the figure; else None.
    expected, reported, not_applicable
        Coverage of an aggregate, counted in units; None for a unit's own figure.
    answers
        For a coded indicator over several units: by language, how many units gave each answer.
    """

    indicator: str
    unit: str
    period: Period
    value: float | None
    text: str
    state: str
    marks: tuple[str, ...] = ()
    so_far: float | None = None
    expected: int | None = None
    reported: int | None = None
    not_applicable: int | None = None
    answers: Mapping[str, Mapping[str, int]] | None = None


@dataclass(frozen=True, eq=False)
class Plane:
    """One indicator's figures; every array is units x periods and read-only.

    ``values`` is float64 with NaN where the state is not reported; ``states`` holds positions in
    `STATES`. ``expected``, ``reported`` and ``not_applicable`` are there for aggregates only, and
    ``answers`` maps each answer of a coded indicator to the number of units that gave it.
    """

    indicator: Mapping[str, Any]
    values: np.ndarray
    states: np.ndarray
    marks: np.ndarray | None
    so_far: np.ndarray | None
    expected: np.ndarray | None
    reported: np.ndarray | None
    not_applicable: np.ndarray | None
    numerator: np.ndarray | None
    denominator: np.ndarray | None
    answers: Mapping[int, np.ndarray] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Plane):
            return NotImplemented
        return digest(vars(self)) == digest(vars(other))

    def __hash__(self) -> int:
        return hash((self.indicator["code"], self.values.shape))
