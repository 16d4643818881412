"""How far quotas are from a target: posts to cut, the pace needed, and who is short.

The limit of a unit is what its quota may be when the target is reached. Along the chain it is
base x (1 - p1) x (1 - p2) ...; with carry-over (40-KL/TW) each step asks p of the quota really
assigned in its own base year, so a shortfall stays owed and a surplus counts: base - sum(p_k Q_k).
Posts are whole, so the distance is rounded up to the next post; everything before is exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc import _core
from cchc._arguments import PeriodLike, as_period, data_frame, unknown_argument
from cchc._core import Lineage, Period
from cchc.aggregate import roll_up
from cchc.cube import Cube
from cchc.staffing.carried import carried
from cchc.staffing.ended import EndedUnit, ended_below, ended_units, posts_ended
from cchc.staffing.populations import POPULATIONS, exact, population_of, total
from cchc.staffing.targets import Milestone, StaffingTargets, staffing_targets

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["StaffingProgress", "StaffingProgressRow", "staffing_progress"]


@dataclass(frozen=True)
class StaffingProgressRow:
    """One unit before one target. Posts (or public service units); None where a figure is missing.

    ``baseline`` and ``quota`` are over the ``reported`` units that have every quota needed.
    ``limit`` is the whole number of posts that may be left; ``cut_asked`` is baseline less limit,
    ``cut_done`` baseline less quota, negative after a rise, ``distance`` the posts still to be cut,
    0 when reached. ``needed_per_year`` is the distance over the years left to the end of the due
    year; None from then on. ``carried`` is what carrying over adds to the limit along the chain:
    below 0 a shortfall still owed, above 0 a surplus that counts.

    ``ended`` are base posts of units that ended without a successor (``ended_units``); they are in no
    other figure, and ``limit_with_ended`` and ``distance_with_ended`` are what the target would ask
    for with them. There are none of the two without lineage, when nobody knows who has such posts,
    nor where some unit that goes on lacks a quota that is needed.

    ``units_short`` and ``posts_short`` count the units at or below this one that are short, and
    their distances: a group may have reached its target while units in it have not. ``rank`` orders
    the units without others below them by distance, the furthest first, ties alike; None when the
    target is reached.
    """

    unit: str
    population: str
    baseline: float | None
    quota: float | None
    limit: int | None
    cut_asked: float | None
    cut_done: float | None
    distance: int | None
    needed_per_year: float | None
    carried: float | None
    units_short: int
    posts_short: int
    reported: int
    rank: int | None = None
    ended: float | None = None
    ended_units: tuple[str, ...] = ()
    limit_with_ended: int | None = None
    distance_with_ended: int | None = None


@dataclass(frozen=True)
class StaffingProgress:
    """Rows by population, then unit in pre-order; see `staffing_progress`."""

    cube: Cube
    period: Period
    milestones: tuple[Milestone, ...]
    with_carry_over: bool
    rows: tuple[StaffingProgressRow, ...]
    observed: Cube | None = None  # the figures before they were moved; None without lineage

    def __iter__(self) -> Iterator[StaffingProgressRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, unit: str, population: str) -> StaffingProgressRow:
        """Return one row by unit (id or name) and population.

        Raises
        ------
        SelectionError
            When there is no such unit, or no such population in the table.
        """
        wanted = self.cube.hierarchy.unit(self.cube.hierarchy.at(unit))["id"]
        of_unit = {row.population: row for row in self.rows if row.unit == wanted}
        if population not in of_unit:
            raise unknown_argument("population", population, of_unit)
        return of_unit[population]

    def short(self, population: str) -> tuple[StaffingProgressRow, ...]:
        """Return the units that are short of the target, the furthest first."""
        ranked = [row for row in self.rows if row.population == population and row.rank]
        return tuple(sorted(ranked, key=lambda row: row.rank or 0))

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN."""
        whole = ("limit", "distance", "rank", "limit_with_ended", "distance_with_ended")
        rows = (vars(row) | {"ended_units": " ".join(row.ended_units)} for row in self.rows)
        return data_frame(rows, numbers=whole)


def staffing_progress(
    cube: Cube,
    year: int,
    *,
    period: PeriodLike | None = None,
    population: str | None = None,
    lineage: Lineage | None = None,
    carry_over: bool = False,
    targets: StaffingTargets | None = None,
) -> StaffingProgress:
    """Hold quotas against the target of a year, for every unit and group of units.

    Parameters
    ----------
    cube
        Figures as reported, with the base year's quotas as the window of that year.
    year
        Year of the milestone: 2021, 2025, 2026 or 2030; not every population has each.
    period
        Period to look at; the last of the cube when not given.
    population
        One population, or one of its indicators; every one that has the milestone when not given.
    lineage
        Transfers and mergers, to carry every quota to the units of the period's last day.
    carry_over
        Take each step of the quota really assigned in its base year, so that a shortfall is owed on
        top and a surplus counts. Units without that quota are left out.
    targets
        Other targets than the shipped ones.

    Raises
    ------
    SelectionError
        When no population has a target for that year, or the cube lacks a period that is needed.
    """
    window = cube.last_period() if period is None else as_period(period)
    cube.core.at_period(window)
    seen = cube if lineage is None else carried(cube, lineage, window)
    known = targets or staffing_targets()
    wanted = [population_of(population)] if population else list(POPULATIONS)
    wanted = [each for each in wanted if POPULATIONS[each][0] in seen]
    with_target = [each for each in wanted if year in known.years(each)]
    if not with_target:
        known.milestone((wanted or list(POPULATIONS))[0], year)  # says which years there are
    milestones = tuple(known.milestone(each, year) for each in with_target)
    rows: list[StaffingProgressRow] = []
    for each in milestones:
        bases = _base_periods(each, carry_over)
        quota = POPULATIONS[each.population][0]
        ended = ended_units(cube, seen, lineage, quota, window, bases)
        rows += _rows(seen, window, each, bases, ended, carry_over)
    observed = None if lineage is None else cube
    return StaffingProgress(seen, window, milestones, carry_over, tuple(rows), observed)


def _base_periods(milestone: Milestone, carry_over: bool) -> list[Period]:
    """Whose quotas the limit is of: the first base year's, or each step's with carry-over."""
    years = [step.base_year for step in milestone.steps] if carry_over else [milestone.base_year]
    return [as_period(str(year)) for year in years]


def _rows(
    cube: Cube,
    window: Period,
    milestone: Milestone,
    bases: list[Period],
    ended: tuple[EndedUnit, ...],
    carry_over: bool,
) -> list[StaffingProgressRow]:
    """One population's rows in pre-order, ranked."""
    plane = cube.core.at(POPULATIONS[milestone.population][0])
    columns = [cube.core.at_period(each) for each in [*bases, window]]
    matched = _core.matched_sums(cube.core, [(plane, column) for column in columns])
    sums = [[exact(each[unit, 0]) for unit in range(len(cube.hierarchy))] for each in matched.sums]
    years_left = Fraction(max(0, 12 * (milestone.year + 1) - window.end_month), 12)
    expected = _expected(cube, milestone, window) if ended else {}
    rows = []
    for unit in range(len(cube.hierarchy)):
        quotas = [each[unit] for each in sums]
        name = cube.hierarchy.unit(unit)["id"]
        made = _row(name, milestone, quotas, years_left, carry_over)
        reported = int(matched.reported[unit, 0])
        gone, is_complete = ended_below(ended, cube, unit), reported == expected.get(unit)
        made = _with_ended(made, milestone, quotas, gone, is_complete)
        rows.append(replace(made, reported=reported))
    rows = [_with_units_short(cube, unit, rows) for unit in range(len(rows))]
    ranks = _ranks(cube, rows)
    return [replace(rows[unit], rank=ranks.get(unit)) for unit in cube.units]


def _expected(cube: Cube, milestone: Milestone, window: Period) -> dict[int, int]:
    """How many units at and below each one owe a quota now."""
    quota = POPULATIONS[milestone.population][0]
    found = roll_up(cube.sel(indicator=quota), missing="skip_missing")[quota].expected
    if found is None:
        return {}
    return dict(enumerate(found[:, cube.core.at_period(window)].tolist()))


def _row(
    unit: str,
    milestone: Milestone,
    quotas: list[Fraction | None],
    years_left: Fraction,
    carry_over: bool,
) -> StaffingProgressRow:
    known = [each for each in quotas if each is not None]
    if len(known) < len(quotas):
        return StaffingProgressRow(
            unit, milestone.population, *(None,) * 8, units_short=0, posts_short=0, reported=0
        )
    bases, quota = known[:-1], known[-1]
    allowed = _allowed(milestone, bases)
    limit = math.floor(allowed)
    distance = max(0, math.ceil(quota - allowed))
    return StaffingProgressRow(
        unit=unit,
        population=milestone.population,
        baseline=float(bases[0]),
        quota=float(quota),
        limit=limit,
        cut_asked=float(bases[0] - limit),
        cut_done=float(bases[0] - quota),
        distance=distance,
        needed_per_year=float(distance / years_left) if years_left else None,
        carried=float(allowed - _allowed(milestone, bases[:1])) if carry_over else None,
        units_short=0,
        posts_short=0,
        reported=0,
    )


def _allowed(milestone: Milestone, bases: list[Fraction]) -> Fraction:
    """What may be left: along the chain of one base, or of each step's own base."""
    if len(bases) == 1:
        return bases[0] * (1 - Fraction(milestone.percent) / 100)
    steps = zip(milestone.steps, bases, strict=True)
    return bases[0] - total(Fraction(step.percent) / 100 * base for step, base in steps)


def _with_ended(
    row: StaffingProgressRow,
    milestone: Milestone,
    quotas: list[Fraction | None],
    gone: tuple[EndedUnit, ...],
    is_complete: bool,
) -> StaffingProgressRow:
    """The row with the base posts of units that ended, and what the target asks for with them."""
    if not gone:
        return row
    told = replace(
        row, ended=float(posts_ended(gone)), ended_units=tuple(each.unit for each in gone)
    )
    known = [each for each in quotas if each is not None]
    is_complete = is_complete and len(known) == len(quotas)
    is_known = all(each.without_successor and None not in each.posts for each in gone)
    if not is_complete or not is_known:
        return told
    more = [total(each.posts[at] or Fraction(0) for each in gone) for at in range(len(known) - 1)]
    bases = [base + plus for base, plus in zip(known, more, strict=False)]
    allowed = _allowed(milestone, bases)
    distance = max(0, math.ceil(known[-1] - allowed))
    return replace(told, limit_with_ended=math.floor(allowed), distance_with_ended=distance)


def _with_units_short(
    cube: Cube, unit: int, rows: list[StaffingProgressRow]
) -> StaffingProgressRow:
    """The row with the units at or below it that are short, counted at the ends of the tree."""
    below = range(unit, cube.hierarchy.end(unit))
    short = [rows[at].distance or 0 for at in below if cube.hierarchy.end(at) == at + 1]
    return replace(
        rows[unit], units_short=sum(posts > 0 for posts in short), posts_short=sum(short)
    )


def _ranks(cube: Cube, rows: list[StaffingProgressRow]) -> dict[int, int]:
    """Rank of each end of the tree that is short: 1 + how many are further off."""
    distances = {
        unit: row.distance
        for unit, row in enumerate(rows)
        if row.distance and cube.hierarchy.end(unit) == unit + 1
    }
    ordered = sorted(distances.values(), reverse=True)
    first = {distance: at + 1 for at, distance in reversed(list(enumerate(ordered)))}
    return {unit: first[distance] for unit, distance in distances.items()}
