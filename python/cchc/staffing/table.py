"""Staffing against a base year: assigned quotas, people present, cuts reported and recomputed.

The cut of a group of units is pooled, (sum of base quotas - sum of quotas now) / sum of base
quotas, never the mean of the units' rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc import _core
from cchc._arguments import PeriodLike, as_period, data_frame, number_or_none, unknown_argument
from cchc._core import Lineage, Period
from cchc.aggregate import roll_up
from cchc.cube import Cube
from cchc.staffing.carried import carried
from cchc.staffing.cut_tree import cut_tree
from cchc.staffing.difference import DifferenceSplit, GroupRate, UnitRates, pooled_difference
from cchc.staffing.ended import EndedUnit, ended_below, ended_units, posts_ended
from cchc.staffing.populations import POPULATIONS, exact, population_of
from cchc.staffing.printed import Printed, feasibility, is_group, printed_rates

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
    (``reported_from`` is ``units`` instead of ``own``); ``difference`` is then over the units that
    printed one, and ``caused_by`` names the units that contribute most to it.

    ``held_against`` says what a printed rate is of: ``own`` posts of the unit, or the whole
    ``group``. A unit above others that has quotas itself (``own_baseline``, ``own_quota``) may print
    either; where both quotas together give another rate than its own, the remark is
    ``rate_of_own_posts`` or ``rate_of_group``, and difference and feasibility are of those.

    With lineage, ``baseline`` is the quota of the base year moved along transfers and mergers,
    ``baseline_as_assigned`` what was assigned to the unit then (0 for a unit that did not exist
    yet), and ``moved`` the effect of moves, apart from the real reduction. Base posts of units that
    ended without a successor (``ended_units``) have not moved and no one who goes on has cut them:
    they are ``ended``, and ``cut_with_ended`` is the cut of the base with them, None unless all
    ``expected`` units have both quotas. As assigned + moved - ended = baseline, where ended is what
    stood in this unit when it ended: what ended in a unit that this one took the place of later was
    never moved here. Without lineage nobody knows who has the posts of an ended unit.

    ``feasible`` says whether any whole base quota gives the rate, with the decimals it was printed
    with, together with the quota; ``feasible_baselines`` is their range (lowest, highest; None for no
    upper end). Both are None where nothing was cut of nothing (quota 0, rate 0) and where the figures
    are too large to be compared exactly: as rules V17 and V19 have it.
    ``remarks`` are ``over_assigned`` (more people than posts), ``no_baseline``, ``infeasible_rate``,
    ``rate_of_own_posts``, ``rate_of_group``, ``ended`` (the unit itself) and ``without_ended``.
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
    held_against: str | None = None
    own_baseline: float | None = None
    own_quota: float | None = None
    ended: float | None = None
    ended_units: tuple[str, ...] = ()
    cut_with_ended: float | None = None


@dataclass(frozen=True)
class StaffingTable:
    """Rows by population, then unit in pre-order; see `staffing`."""

    cube: Cube
    period: Period
    base_year: int
    rows: tuple[StaffingRow, ...]
    observed: Cube | None = None  # the figures before they were moved; None without lineage
    lineage: Lineage | None = None

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

        A rate of the unit's own posts is that unit's alone. None where neither the group's rate nor
        any unit's can be held against quotas. Unit and population as in `row`.
        """
        self.row(unit, population)
        at = self.cube.hierarchy.at(unit)
        printed = _printed(self, population)
        rates = printed.units(range(at, self.cube.hierarchy.end(at)))
        return _split(population, at, rates, printed)

    def explain(self, unit: str, population: str) -> dict[str, Any]:
        """Return the explanation tree of a recomputed cut, down to the cells of its quotas.

        ``population`` may also be the code of one of its indicators, such as ``4.2.5``.
        """
        row = self.row(unit, population_of(population))
        quota, _, cut = POPULATIONS[row.population]
        then = as_period(str(self.base_year))
        at = self.cube.hierarchy.at(unit)
        gone = ended_below(_ended_units(self, row.population), self.cube, at)
        return cut_tree(self.cube, unit, quota, cut, self.period, then, gone)

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN."""
        texts = ("caused_by", "remarks", "ended_units")
        return data_frame(
            vars(row) | {name: " ".join(getattr(row, name)) for name in texts} for row in self.rows
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
    table = StaffingTable(seen, window, baseline, (), None if lineage is None else cube, lineage)
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
    rates = printed.units(range(len(cube.hierarchy)))
    ended = _ended_units(table, population)
    over = {each.unit for each in ended}
    expected = rolled[quota].expected
    for unit in cube.units:
        figures: dict[str, Any] = {
            name: number_or_none(array[unit]) for name, array in numbers.items()
        }
        owed = None if expected is None else int(expected[unit, now])
        given = int(pooled.reported[unit, 0])
        feasible = _feasible(printed, unit, figures["quota"], owed == given)
        gone = ended_below(ended, cube, unit)
        here = [each for each in ended if cube.hierarchy.unit(unit)["id"] in each.stood_in]
        apart = printed.is_said_apart(unit)
        yield StaffingRow(
            unit=cube.hierarchy.unit(unit)["id"],
            population=population,
            expected=owed,
            reported=given,
            **figures,
            **_reported(_split(population, unit, rates, printed), printed, unit),
            **_moved(figures["baseline"], assigned, unit, here, owed == given),
            **feasible,
            **_ended(figures, gone, table.observed is not None and owed == given),
            remarks=_remarks(
                figures,
                infeasible_rate=feasible.get("feasible") is False,
                rate_of_own_posts=apart and printed.held_against(unit) == "own",
                rate_of_group=apart and printed.held_against(unit) == "group",
                ended=cube.hierarchy.unit(unit)["id"] in over,
                without_ended=bool(gone),
            ),
        )


def _reported(split: DifferenceSplit | None, printed: Printed, unit: int) -> dict[str, Any]:
    """The reported cut of a row, what it is held against and differs by, and who causes that."""
    rate = number_or_none(printed.rates[unit])
    found: dict[str, Any] = {
        "cut_reported": rate,
        "difference": None,
        "reported_from": None if rate is None else "own",
        "held_against": printed.held_against(unit),
    }
    if is_group(printed.cube, unit) and printed.has_own_figures(unit):
        found["own_baseline"] = number_or_none(printed.own_base[unit])
        found["own_quota"] = number_or_none(printed.own_quota[unit])
    if split is None:
        return found
    is_of_group = is_group(printed.cube, unit) and found["held_against"] != "own"
    return found | {
        "cut_reported": float(split.reported),
        "difference": float(split.difference),
        "reported_from": "own" if rate is not None else "units",
        "caused_by": split.causes() if is_of_group else (),
    }


def _feasible(
    printed: Printed, unit: int, group_quota: float | None, is_complete: bool
) -> dict[str, Any]:
    """Whether some whole base quota gives the rate with the quota that it is of.

    The quota of a group that lacks units is not the one that a rate was printed for.
    """
    text = printed.text(unit)
    if text is None:
        return {}
    if printed.held_against(unit) == "own":
        return feasibility(number_or_none(printed.own_quota[unit]), text)
    return feasibility(group_quota, text) if is_complete else {}


def _ended(
    figures: dict[str, float | None], gone: tuple[EndedUnit, ...], is_comparable: bool
) -> dict[str, Any]:
    """Base posts that ended with their units, and the cut with them; nothing where none did.

    There is no cut with them without lineage, when nobody knows whether successors hold the posts,
    or of some of the units that go on: all the posts that ended are no part of a part.
    """
    if not gone:
        return {}
    posts = posts_ended(gone)
    found: dict[str, Any] = {
        "ended": float(posts),
        "ended_units": tuple(each.unit for each in gone),
    }
    base, quota = figures["baseline"], figures["quota"]
    if is_comparable and base is not None and quota is not None:
        before, after = posts + Fraction(repr(base)), Fraction(repr(quota))
        found["cut_with_ended"] = float(100 * (before - after) / before)
    return found


def _moved(
    baseline: float | None,
    assigned: Numbers | None,
    unit: int,
    ended_here: list[EndedUnit],
    is_complete: bool,
) -> dict[str, Any]:
    """What was assigned in the base year, and what moves added since; nothing without lineage."""
    if assigned is None:
        return {}
    own = number_or_none(assigned[unit])
    moved = None
    if own is not None and baseline is not None and is_complete:
        # What ended while it stood here has moved nowhere; elsewhere, it has never moved here.
        moved = baseline - own + float(posts_ended(ended_here))
    return {"baseline_as_assigned": own, "moved": moved}


def _remarks(figures: dict[str, float | None], **others: bool) -> tuple[str, ...]:
    vacancy = figures["vacancy"]
    found = {
        "over_assigned": vacancy is not None and vacancy < 0,
        "no_baseline": figures["quota"] is not None and figures["baseline"] is None,
        **others,
    }
    return tuple(remark for remark, is_so in found.items() if is_so)


def _ended_units(table: StaffingTable, population: str) -> tuple[EndedUnit, ...]:
    base = as_period(str(table.base_year))
    observed = table.observed or table.cube
    quota = POPULATIONS[population][0]
    return ended_units(observed, table.cube, table.lineage, quota, table.period, [base])


def _printed(table: StaffingTable, population: str) -> Printed:
    base = as_period(str(table.base_year))
    return printed_rates(table.cube, table.observed or table.cube, population, table.period, base)


def _split(
    population: str, unit: int, rates: dict[int, UnitRates], printed: Printed
) -> DifferenceSplit | None:
    """The difference of one unit, split over itself and those below it; None without any rate."""
    cube = printed.cube
    name = cube.hierarchy.unit(unit)["id"]
    held_against = printed.held_against(unit)
    if held_against == "own":
        return pooled_difference(name, population, [rates[unit]] if unit in rates else [])
    below = [rates[at] for at in range(unit, cube.hierarchy.end(unit)) if at in rates]
    if held_against is None:
        return pooled_difference(name, population, below)
    base, cut = exact(printed.group_base[unit]), printed.group_cut(unit)
    if base is None or cut is None:
        return None
    own = GroupRate(base, Fraction(exact(printed.rates[unit]) or 0), cut)
    return pooled_difference(name, population, below, own)


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
