"""Reported less recomputed cut of a group, split exactly over the units that cause it.

With base quotas B, reported rates r and recomputed rates c of the units that have all of them, the
pooled rates are sum(B r) / sum(B) and sum(B c) / sum(B); so unit u contributes B_u (r_u - c_u) /
sum(B), and the contributions add up to the difference to the last digit. Where the group prints a
rate of its own, what the units do not explain is the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc._arguments import data_frame
from cchc.staffing.populations import total

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DifferencePart", "DifferenceSplit", "GroupRate", "UnitRates", "pooled_difference"]


@dataclass(frozen=True)
class UnitRates:
    """One unit's base quota with its reported and its recomputed cut, in per cent, exact."""

    unit: str
    name: str
    baseline: Fraction
    reported: Fraction
    recomputed: Fraction


@dataclass(frozen=True)
class GroupRate:
    """What a group printed for all its units, with their base quota and recomputed cut, exact."""

    baseline: Fraction
    reported: Fraction
    recomputed: Fraction


@dataclass(frozen=True)
class DifferencePart:
    """What one unit contributes, in percentage points of the group; ``exact`` is a fraction."""

    unit: str
    name: str
    baseline: float
    cut_reported: float
    cut_recomputed: float
    exact: Fraction

    @property
    def contribution(self) -> float:
        """The contribution, correctly rounded."""
        return float(self.exact)


@dataclass(frozen=True)
class DifferenceSplit:
    """The difference of a group and the units that cause it, the largest first.

    ``reported`` and ``recomputed`` are pooled over the same units: those of ``parts``, or for a rate
    that the group printed itself all of the group's; ``rest`` is what that rate differs by beyond
    the parts. All are exact fractions, in percentage points; ``difference`` is the sum of the
    parts' ``exact`` and ``rest``.
    """

    unit: str
    population: str
    reported: Fraction
    recomputed: Fraction
    parts: tuple[DifferencePart, ...]
    rest: Fraction

    @property
    def difference(self) -> Fraction:
        """Reported less recomputed."""
        return self.reported - self.recomputed

    def __iter__(self) -> Iterator[DifferencePart]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def causes(self) -> tuple[str, ...]:
        """Return the units whose contribution is the largest, either way.

        None without one, and none where the rest is larger than that of any unit.
        """
        if not self.parts or self.parts[0].exact == 0:
            return ()
        largest = abs(self.parts[0].exact)
        if abs(self.rest) > largest:
            return ()
        return tuple(part.unit for part in self.parts if abs(part.exact) == largest)

    def to_frame(self) -> pd.DataFrame:
        """Return the parts as a pandas data frame, contributions as float64."""
        rows = [
            {name: value for name, value in vars(part).items() if name != "exact"}
            | {"contribution": part.contribution}
            for part in self.parts
        ]
        columns = ("unit", "name", "baseline", "cut_reported", "cut_recomputed", "contribution")
        return data_frame(rows, columns=columns)


def pooled_difference(
    unit: str, population: str, rates: Sequence[UnitRates], group: GroupRate | None = None
) -> DifferenceSplit | None:
    """Split reported less recomputed over units.

    Parameters
    ----------
    unit, population
        Which group.
    rates
        Its units that have base quota, quota and reported rate; none gives None where the group
        printed nothing itself.
    group
        What the group itself printed, with the quotas of all its units that have both.
    """
    base = total(each.baseline for each in rates) if group is None else group.baseline
    if not base:
        return None
    parts = [
        DifferencePart(
            each.unit,
            each.name,
            float(each.baseline),
            float(each.reported),
            float(each.recomputed),
            each.baseline * (each.reported - each.recomputed) / base,
        )
        for each in rates
    ]
    ordered = tuple(sorted(parts, key=lambda part: -abs(part.exact)))
    explained = total(part.exact for part in parts)
    if group is None:
        recomputed = total(each.baseline * each.recomputed for each in rates) / base
        return DifferenceSplit(
            unit, population, recomputed + explained, recomputed, ordered, Fraction(0)
        )
    rest = group.reported - group.recomputed - explained
    return DifferenceSplit(unit, population, group.reported, group.recomputed, ordered, rest)
