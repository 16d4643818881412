"""Staffing against a base year: assigned quotas, people present, cuts reported and recomputed.

Civil servants, budget-paid staff of public service units, and the number of public service units
are three populations and are never added. The cut of a group of units is pooled,
(sum of base quotas - sum of quotas now) / sum of base quotas, never the mean of the units' rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc import _core
from cchc._arguments import PeriodLike, as_period, data_frame, number_or_none, unknown_argument
from cchc._core import Period
from cchc.aggregate import roll_up
from cchc.cube import Cube

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["POPULATIONS", "StaffingRow", "StaffingTable", "staffing"]

#: Population: (quota, present, cut against 2015 as reported); no one is "present" as a unit.
POPULATIONS = {
    "civil_servants": ("4.2.1", "4.2.2", "4.2.5"),
    "public_service_staff": ("4.3.1", "4.3.2", "4.3.4"),
    "public_service_units": ("4.1.2", None, "4.1.2.r"),
}


@dataclass(frozen=True)
class StaffingRow:
    """One unit and population. None where a figure is missing; rates are in per cent.

    ``baseline`` and ``quota`` are assigned posts (or units), ``vacancy`` is quota less present,
    ``cut_recomputed`` comes from the quotas, ``cut_reported`` is what the report printed and
    ``difference`` is reported less recomputed in percentage points.

    The row of a group of units keeps to like with like: ``baseline``, ``quota`` and
    ``cut_recomputed`` are over the ``reported`` of ``expected`` units that have both quotas,
    ``present`` over those of them that gave it, ``vacancy`` over the same ones.
    """

    unit: str
    population: str
    baseline: float | None
    quota: float | None
    present: float | None
    vacancy: float | None
    cut_recomputed: float | None
    cut_reported: float | None
    difference: float | None
    expected: int | None
    reported: int | None


@dataclass(frozen=True)
class StaffingTable:
    """Rows by population, then unit in pre-order; see `staffing`."""

    cube: Cube
    period: Period
    base_year: int
    rows: tuple[StaffingRow, ...]

    def __iter__(self) -> Iterator[StaffingRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, unit: str, population: str) -> StaffingRow:
        """Return one row by unit (id or name) and population.

        Raises
        ------
        SelectionError
            When there is no such unit, or the table has no such population for it.
        """
        wanted = self.cube.hierarchy.unit(self.cube.hierarchy.at(unit))["id"]
        of_unit = {row.population: row for row in self.rows if row.unit == wanted}
        if population not in of_unit:
            raise unknown_argument("population", population, of_unit)
        return of_unit[population]

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN."""
        return data_frame(vars(row) for row in self.rows)


def staffing(
    cube: Cube,
    *,
    baseline: int = 2015,
    period: PeriodLike | None = None,
    missing: str = "skip_missing",
) -> StaffingTable:
    """Compare assigned quotas with a base year, for every unit and group of units.

    Parameters
    ----------
    cube
        Figures as reported, with the base year's quotas as the window of that year.
    baseline
        Base year: quotas assigned in 2015, or 2021.
    period
        Period to look at; the last of the cube when not given.
    missing
        Missing policy of the totals; coverage stands beside every pooled rate.

    Returns
    -------
    StaffingTable
        A unit enters a pooled cut only with both quotas; units without a base quota are counted in
        ``expected`` and not in ``reported``.

    Raises
    ------
    SelectionError
        When the cube lacks the quotas, the period, or the base year.
    """
    window = cube.last_period() if period is None else as_period(period)
    now = cube.core.at_period(window)
    then = cube.core.at_period(as_period(str(baseline)))
    rolled = roll_up(cube, missing=missing)
    rows: list[StaffingRow] = []
    for population, (quota, present, cut) in POPULATIONS.items():
        if quota in cube:
            rows.extend(_population(cube, rolled, population, quota, present, cut, now, then))
    return StaffingTable(cube, window, baseline, tuple(rows))


def _population(
    cube: Cube,
    rolled: Cube,
    population: str,
    quota: str,
    present: str | None,
    cut: str,
    now: int,
    then: int,
) -> Iterator[StaffingRow]:
    import numpy as np

    posts = _posts(cube, quota, present, now, then)
    pooled = _core.pooled_cut(cube.core, cube.core.at(quota), now, then)
    # The printed rows are cuts against 2015; against another base there is nothing to hold beside.
    against_2015 = cube.core.periods[then] == as_period("2015")
    blank = np.full(len(cube.hierarchy), np.nan)
    numbers = posts | {
        "cut_recomputed": pooled.rate[:, 0],
        "cut_reported": cube[cut].values[:, now] if cut in cube and against_2015 else blank,
    }
    numbers["difference"] = numbers["cut_reported"] - numbers["cut_recomputed"]
    expected = rolled[quota].expected
    for unit in cube.units:
        yield StaffingRow(
            unit=cube.hierarchy.unit(unit)["id"],
            population=population,
            expected=None if expected is None else int(expected[unit, now]),
            reported=int(pooled.reported[unit, 0]),
            **{name: number_or_none(array[unit]) for name, array in numbers.items()},
        )


def _posts(cube: Cube, quota: str, present: str | None, now: int, then: int) -> dict[str, Numbers]:
    """Quotas, people present and vacancies of every unit, like with like in groups of units."""
    import numpy as np

    plane = cube.core.at(quota)
    figures = cube[quota].values
    own = {"baseline": figures[:, then], "quota": figures[:, now]}
    both = [
        each[:, 0] for each in _core.matched_sums(cube.core, [(plane, then), (plane, now)]).sums
    ]
    shared = dict(zip(own, both, strict=True))
    own["present"] = shared["present"] = posts = np.full(len(figures), np.nan)
    if present and present in cube:
        own["present"] = cube[present].values[:, now]
        columns = [(plane, then), (plane, now), (cube.core.at(present), now)]
        _, posts, shared["present"] = (
            each[:, 0] for each in _core.matched_sums(cube.core, columns).sums
        )
    # A unit without others below it shows whatever it gave, be it only one of the quotas.
    ends = np.array([cube.hierarchy.end(unit) for unit in range(len(figures))])
    alone = ends == np.arange(len(figures)) + 1
    shown = {name: np.where(alone, own[name], shared[name]) for name in own}
    return shown | {"vacancy": np.where(alone, own["quota"], posts) - shown["present"]}
