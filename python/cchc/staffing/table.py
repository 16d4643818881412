"""Staffing against a base year: assigned quotas, people present, cuts reported and recomputed.

The cut of a group of units is pooled, (sum of base quotas - sum of quotas now) / sum of base
quotas, never the mean of the units' rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc import _core
from cchc._arguments import PeriodLike, as_period, data_frame, number_or_none, unknown_argument
from cchc._core import Lineage, Period
from cchc.aggregate import roll_up
from cchc.cube import Cube
from cchc.errors import NumberError
from cchc.staffing.carried import carried
from cchc.staffing.cut_tree import cut_tree
from cchc.staffing.difference import DifferenceSplit, UnitRates, pooled_difference
from cchc.staffing.populations import POPULATIONS, exact, population_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["StaffingRow", "StaffingTable", "staffing"]


@dataclass(frozen=True)
class StaffingRow:
    """One unit and population. None where a figure is missing; rates are in per cent.

    ``baseline`` and ``quota`` are assigned posts (or units), ``vacancy`` is quota less present,
    ``cut_recomputed`` comes from the quotas, ``cut_reported`` is what the report printed and
    ``difference`` is reported less recomputed in percentage points.

    The row of a group of units keeps to like with like: ``baseline``, ``quota`` and
    ``cut_recomputed`` are over the ``reported`` of ``expected`` units that have both quotas,
    ``present`` over those of them that gave it, ``vacancy`` over the same ones. A group that printed
    no rate shows what its units' printed rates come to, weighted by base quotas
    (``reported_from`` is ``units`` instead of ``own``); ``difference`` is over the units that
    printed one, and ``caused_by`` names the units that contribute most to it.

    With lineage, ``baseline`` is the quota of the base year moved along transfers and mergers,
    ``baseline_as_assigned`` what was assigned to the unit then (0 for a unit that did not exist
    yet), and ``moved`` their difference: the effect of moves, apart from the real reduction.

    ``feasible`` says whether any whole base quota gives the rate, with the decimals it was printed
    with, together with the quota; ``feasible_baselines`` is their range (lowest, highest; None for no
    upper end). Both are None where nothing was cut of nothing (quota 0, rate 0) and where the figures
    are too large to be compared exactly: as rules V17 and V19 have it.
    ``remarks`` are ``over_assigned`` (more people than posts), ``no_baseline``, ``infeasible_rate``.
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
    reported_from: str | None = None
    caused_by: tuple[str, ...] = ()
    baseline_as_assigned: float | None = None
    moved: float | None = None
    feasible: bool | None = None
    feasible_baselines: tuple[int, int | None] | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class StaffingTable:
    """Rows by population, then unit in pre-order; see `staffing`."""

    cube: Cube
    period: Period
    base_year: int
    rows: tuple[StaffingRow, ...]
    observed: Cube | None = None  # the figures before they were moved; None without lineage

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

    def difference(self, unit: str, population: str) -> DifferenceSplit | None:
        """Return reported less recomputed cut of a unit or group, split over the units below.

        None where no unit below has base quota, quota and printed rate. Unit and population as in
        `row`.
        """
        self.row(unit, population)
        printed = _printed(self, population)
        at = self.cube.hierarchy.at(unit)
        end = self.cube.hierarchy.end(at)
        rates = _unit_rates(self, population, printed, range(at, end))
        return _split(self.cube, population, at, rates, printed)

    def explain(self, unit: str, population: str) -> dict[str, Any]:
        """Return the explanation tree of a recomputed cut, down to the cells of its quotas.

        ``population`` may also be the code of one of its indicators, such as ``4.2.5``.
        """
        row = self.row(unit, population_of(population))
        quota, _, cut = POPULATIONS[row.population]
        then = as_period(str(self.base_year))
        return cut_tree(self.cube, unit, quota, cut, self.period, then)

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN."""
        return data_frame(
            vars(row) | {"caused_by": " ".join(row.caused_by), "remarks": " ".join(row.remarks)}
            for row in self.rows
        )


def staffing(
    cube: Cube,
    *,
    baseline: int = 2015,
    period: PeriodLike | None = None,
    missing: str = "skip_missing",
    lineage: Lineage | None = None,
    population: str | None = None,
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
    lineage
        Transfers and mergers. Figures are then carried to the units as they are on the last day of
        the period, and the effect of moves is told apart from the real reduction.
    population
        One population, or one of its indicators; all when not given.

    Returns
    -------
    StaffingTable
        A unit enters a pooled cut only with both quotas; units without a base quota are counted in
        ``expected`` and not in ``reported``.

    Raises
    ------
    SelectionError
        When the cube lacks the quotas, the period, or the base year.
    LineageError
        When shares cannot be followed exactly.
    """
    window = cube.last_period() if period is None else as_period(period)
    cube.core.at_period(window)  # refuses a window that the cube lacks, before anything is moved
    then = cube.core.at_period(as_period(str(baseline)))
    seen = cube if lineage is None else carried(cube, lineage, window)
    places = seen.core.at_period(window), seen.core.at_period(as_period(str(baseline)))
    rolled = roll_up(seen, missing=missing)
    table = StaffingTable(seen, window, baseline, (), None if lineage is None else cube)
    rows: list[StaffingRow] = []
    for each in [population_of(population)] if population else POPULATIONS:
        quota = POPULATIONS[each][0]
        if quota in seen:
            assigned = None if lineage is None else _assigned(cube, seen, quota, then)
            rows.extend(_population(table, rolled, each, *places, assigned))
    return replace(table, rows=tuple(rows))


def _population(
    table: StaffingTable,
    rolled: Cube,
    population: str,
    now: int,
    then: int,
    assigned: Numbers | None,
) -> Iterator[StaffingRow]:
    cube = table.cube
    quota, present, _ = POPULATIONS[population]
    pooled = _core.pooled_cut(cube.core, cube.core.at(quota), now, then)
    numbers = _posts(cube, quota, present, now, then) | {"cut_recomputed": pooled.rate[:, 0]}
    printed = _printed(table, population)
    rates = _unit_rates(table, population, printed, range(len(cube.hierarchy)))
    expected = rolled[quota].expected
    for unit in cube.units:
        figures: dict[str, Any] = {
            name: number_or_none(array[unit]) for name, array in numbers.items()
        }
        owed = None if expected is None else int(expected[unit, now])
        given = int(pooled.reported[unit, 0])
        own = _reported_text(table, population, unit, printed)
        feasible = {} if own is None else _feasibility(figures["quota"], own)
        split = _split(cube, population, unit, rates, printed)
        yield StaffingRow(
            unit=cube.hierarchy.unit(unit)["id"],
            population=population,
            expected=owed,
            reported=given,
            **figures,
            **_reported(split, number_or_none(printed[unit]), _is_group(cube, unit)),
            **_moved(figures["baseline"], assigned, unit, owed == given),
            **feasible,
            remarks=_remarks(figures, feasible.get("feasible")),
        )


def _is_group(cube: Cube, unit: int) -> bool:
    return cube.hierarchy.end(unit) > unit + 1


def _reported(
    split: DifferenceSplit | None, printed: float | None, is_group: bool
) -> dict[str, Any]:
    """The reported cut of a row, what it differs by, and who causes that."""
    if split is None:
        return {
            "cut_reported": printed,
            "difference": None,
            "reported_from": None if printed is None else "own",
        }
    return {
        "cut_reported": float(split.reported),
        "difference": float(split.difference),
        "reported_from": "own" if printed is not None else "units",
        "caused_by": split.causes() if is_group else (),
    }


def _moved(
    baseline: float | None, assigned: Numbers | None, unit: int, is_complete: bool
) -> dict[str, Any]:
    """What was assigned in the base year, and what moves added since; nothing without lineage."""
    if assigned is None:
        return {}
    own = number_or_none(assigned[unit])
    known = own is not None and baseline is not None and is_complete
    return {
        "baseline_as_assigned": own,
        "moved": baseline - own if known and baseline is not None and own is not None else None,
    }


def _feasibility(quota: float | None, printed: str) -> dict[str, Any]:
    """Whether any whole base quota gives the printed rate with the unit's quota."""
    if quota is None or quota != int(quota) or quota < 0:
        return {}
    if quota == 0 and Decimal(printed) == 0:
        return {}  # 0 / 0: nothing was cut of nothing
    try:
        found = _core.feasible_baselines(printed, int(quota))["any"]
    except NumberError:
        return {}  # figures beyond all measure: nothing can be said, and no other row suffers
    return {"feasible": found is not None, "feasible_baselines": found}


def _reported_text(
    table: StaffingTable, population: str, unit: int, printed: Numbers
) -> str | None:
    """A rate with the decimals it was reported with: 10, 10.0, 9.09; None where there is none."""
    if printed[unit] != printed[unit]:
        return None
    observed = table.observed or table.cube
    at = observed.hierarchy.at(table.cube.hierarchy.unit(unit)["id"])
    plane = observed.core.at(POPULATIONS[population][2])
    cell = _core.cell(observed.core, plane, at, observed.core.at_period(table.period))
    found: str = cell["text"] if cell["reported_text"] is None else cell["reported_text"]
    return found


def _remarks(figures: dict[str, float | None], feasible: bool | None) -> tuple[str, ...]:
    vacancy = figures["vacancy"]
    found = {
        "over_assigned": vacancy is not None and vacancy < 0,
        "no_baseline": figures["quota"] is not None and figures["baseline"] is None,
        "infeasible_rate": feasible is False,
    }
    return tuple(remark for remark, is_so in found.items() if is_so)


def _printed(table: StaffingTable, population: str) -> Numbers:
    """The rates as printed; they are cuts against 2015, so beside another base there is nothing."""
    import numpy as np

    cut = POPULATIONS[population][2]
    observed = table.observed or table.cube
    found = np.full(len(table.cube.hierarchy), np.nan)
    if cut not in observed or table.base_year != 2015:
        return found
    # A rate that was carried along with its unit is computed anew; what was printed is not.
    values = observed[cut].values[:, observed.core.at_period(table.period)]
    for unit in range(len(found)):
        at = observed.hierarchy.find(table.cube.hierarchy.unit(unit)["id"])
        if at is not None:
            found[unit] = values[at]
    return found


def _unit_rates(
    table: StaffingTable, population: str, printed: Numbers, units: range
) -> dict[int, UnitRates]:
    """Those of the units that have base quota, quota and printed rate."""
    cube = table.cube
    quota = POPULATIONS[population][0]
    figures = cube[quota].values
    now = cube.core.at_period(table.period)
    then = cube.core.at_period(as_period(str(table.base_year)))
    rates: dict[int, UnitRates] = {}
    for unit in units:
        base, posts = exact(figures[unit, then]), exact(figures[unit, now])
        rate = exact(printed[unit])
        if base and posts is not None and rate is not None:
            one = cube.hierarchy.unit(unit)
            rates[unit] = UnitRates(one["id"], one["name"], base, rate, 100 * (base - posts) / base)
    return rates


def _split(
    cube: Cube, population: str, unit: int, rates: dict[int, UnitRates], printed: Numbers
) -> DifferenceSplit | None:
    """The difference of one unit, split over itself and those below it; None without any rate."""
    below = [rates[at] for at in range(unit, cube.hierarchy.end(unit)) if at in rates]
    own: Fraction | None = exact(printed[unit]) if _is_group(cube, unit) else None
    return pooled_difference(cube.hierarchy.unit(unit)["id"], population, below, own)


def _assigned(cube: Cube, seen: Cube, quota: str, then: int) -> Numbers:
    """What was assigned in the base year to each unit as it is now, and to all below it then."""
    import numpy as np

    figures = cube[quota].values[:, then]
    start = cube.core.periods[then].rule_window[1]
    found = np.full(len(seen.hierarchy), np.nan)
    for unit in range(len(seen.hierarchy)):
        at = cube.hierarchy.find(seen.hierarchy.unit(unit)["id"])
        below = figures[at : cube.hierarchy.end(at)] if at is not None else np.array([])
        given = below[~np.isnan(below)]
        begins = "" if at is None else cube.hierarchy.unit(at)["valid_from"] or ""
        if len(given):
            found[unit] = given.sum()
        elif begins > start:
            found[unit] = 0  # it did not exist: it had no posts, which is not missing
    return found


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
