"""Cuts as reports printed them, each held against the quotas that it was printed for.

A unit with others below it may print the cut of its own posts or that of the whole group. With
quotas of its own its rate is held against those, unless it is the group's that gives the rate as it
was printed. A unit without any quota of its own can only have printed its group's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc import _core
from cchc._core import Period
from cchc.cube import Cube
from cchc.errors import NumberError
from cchc.staffing.difference import UnitRates
from cchc.staffing.populations import POPULATIONS, exact

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Printed", "feasibility", "is_group", "printed_rates"]


@dataclass(frozen=True)
class Printed:
    """The printed rates of one population, by row of the hierarchy; NaN where none was printed.

    ``own_base`` and ``own_quota`` are each unit's own quotas, ``group_base`` and ``group_quota``
    those of a unit and all below it that have both.
    """

    cube: Cube
    observed: Cube
    indicator: str
    period: Period
    rates: NDArray[np.float64]
    own_base: NDArray[np.float64]
    own_quota: NDArray[np.float64]
    group_base: NDArray[np.float64]
    group_quota: NDArray[np.float64]

    def text(self, unit: int) -> str | None:
        """A rate with the decimals it was printed with: 10, 10.0, 9.09; None where there is none."""
        if self.rates[unit] != self.rates[unit]:
            return None
        at = self.observed.hierarchy.at(self.cube.hierarchy.unit(unit)["id"])
        plane = self.observed.core.at(self.indicator)
        cell = _core.cell(self.observed.core, plane, at, self.observed.core.at_period(self.period))
        found: str = cell["text"] if cell["reported_text"] is None else cell["reported_text"]
        return found

    def has_own_figures(self, unit: int) -> bool:
        """Whether the unit itself gave either quota."""
        pair = (self.own_base[unit], self.own_quota[unit])
        return any(each == each for each in pair)

    def held_against(self, unit: int) -> str | None:
        """``own`` or ``group``: which quotas the printed rate is of; None without a rate."""
        if self.rates[unit] != self.rates[unit]:
            return None
        if not is_group(self.cube, unit):
            return "own"
        if not self.has_own_figures(unit):
            return "group"
        own = _cut(self.own_base[unit], self.own_quota[unit])
        if self._is_printed(own, unit):
            return "own"
        return "group" if self._is_printed(self.group_cut(unit), unit) else "own"

    def is_said_apart(self, unit: int) -> bool:
        """Whether a unit that heads others printed a rate that is not the cut of both."""
        both = (self.group_cut(unit), _cut(self.own_base[unit], self.own_quota[unit]))
        return (
            is_group(self.cube, unit)
            and self.rates[unit] == self.rates[unit]
            and self.has_own_figures(unit)
            and not all(self._is_printed(each, unit) for each in both)
        )

    def group_cut(self, unit: int) -> Fraction | None:
        """The pooled cut of a unit and all below it, in per cent, exact."""
        return _cut(self.group_base[unit], self.group_quota[unit])

    def _is_printed(self, cut: Fraction | None, unit: int) -> bool:
        text = self.text(unit)
        return cut is not None and text is not None and _prints_as(cut, text)

    def units(self, rows: Iterable[int]) -> dict[int, UnitRates]:
        """Those of the units that have base quota, quota and a printed rate of these."""
        found: dict[int, UnitRates] = {}
        for unit in rows:
            rate, base = exact(self.rates[unit]), exact(self.own_base[unit])
            cut = _cut(self.own_base[unit], self.own_quota[unit])
            if rate is None or base is None or cut is None or self.held_against(unit) != "own":
                continue
            one = self.cube.hierarchy.unit(unit)
            found[unit] = UnitRates(one["id"], one["name"], base, rate, cut)
        return found


def is_group(cube: Cube, unit: int) -> bool:
    """Whether a unit has others below it."""
    return cube.hierarchy.end(unit) > unit + 1


def printed_rates(
    cube: Cube, observed: Cube, population: str, period: Period, base: Period
) -> Printed:
    """Return the rates as printed; they are cuts against 2015, beside another base there is none.

    A rate that was carried along with its unit is computed anew; what was printed is not, so it is
    taken from the figures ``observed`` before they were carried.
    """
    import numpy as np

    quota, _, cut = POPULATIONS[population]
    now, then = cube.core.at_period(period), cube.core.at_period(base)
    found = np.full(len(cube.hierarchy), np.nan)
    if cut in observed and base.year == 2015:
        values = observed[cut].values[:, observed.core.at_period(period)]
        for unit in range(len(found)):
            at = observed.hierarchy.find(cube.hierarchy.unit(unit)["id"])
            if at is not None:
                found[unit] = values[at]
    plane = cube.core.at(quota)
    sums = _core.matched_sums(cube.core, [(plane, then), (plane, now)]).sums
    figures = cube[quota].values
    return Printed(
        cube,
        observed,
        cut,
        period,
        found,
        figures[:, then],
        figures[:, now],
        *(each[:, 0] for each in sums),
    )


def feasibility(quota: float | None, printed: str) -> dict[str, Any]:
    """Whether any whole base quota gives the printed rate with a quota."""
    if quota is None or quota != quota or quota != int(quota) or quota < 0:
        return {}
    if quota == 0 and Decimal(printed) == 0:
        return {}  # 0 / 0: nothing was cut of nothing
    try:
        found = _core.feasible_baselines(printed, int(quota))["any"]
    except NumberError:
        return {}  # figures beyond all measure: nothing can be said, and no other row suffers
    return {"feasible": found is not None, "feasible_baselines": found}


def _cut(base: float, quota: float) -> Fraction | None:
    before, after = exact(base), exact(quota)
    return 100 * (before - after) / before if before and after is not None else None


def _prints_as(rate: Fraction, printed: str) -> bool:
    """Whether a rate may be printed so: halves up, halves to even, or digits cut off."""
    decimals = -min(0, int(Decimal(printed).as_tuple().exponent))
    sized = abs(rate) * 10**decimals
    ways = {math.floor(sized), math.floor(sized + Fraction(1, 2)), round(sized)}
    shown = Fraction(printed) * 10**decimals
    return abs(shown) in ways and (shown == 0 or (shown < 0) == (rate < 0))
