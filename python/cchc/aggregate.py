"""Derive cubes: formulas, roll up along the hierarchy, other windows, rebuild through lineage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

from cchc import _core
from cchc._arguments import (
    PeriodLike,
    as_date_text,
    as_list,
    as_period,
    as_periods,
    known_words,
)
from cchc._core import Lineage, Period
from cchc._registry import Extension
from cchc.aggregations import aggregated, find_aggregation
from cchc.cube import Cube

__all__ = ["derive_of_catalogue", "like_for_like", "rebuild", "resample", "roll_up"]


def roll_up(
    cube: Cube,
    to_level: str | Iterable[str] | None = None,
    *,
    missing: str = "complete",
    minimum_coverage: float = 1.0,
    over_units: str | Extension | None = None,
    threads: int = 0,
) -> Cube:
    """Return consolidated figures: every unit's own figure together with its children's.

    Parameters
    ----------
    cube
        Figures as reported.
    to_level
        Levels of the hierarchy to keep; all when not given.
    missing
        What a total is worth when not every unit that owed a figure gave one: ``complete`` gives no
        figure (the total so far is kept beside it), ``minimum_coverage`` gives one from a share of
        the units on, ``skip_missing`` gives one from whoever reported. Never silent: coverage
        stands beside every figure.
    minimum_coverage
        That share, in (0, 1].
    over_units
        An operation instead of the catalogue's, for the indicators seen (see `Cube.sel`): sum,
        maximum, minimum, mean, ratio_of_sums, distribution, shared_list, none, ``median``, or an
        aggregation that was registered with `cchc.aggregation`.
    threads
        0 for as many as the machine has. Results are bit-identical for any number.

    Raises
    ------
    AggregationError
        When the kind of an indicator forbids the operation, with the nearest legal call.
    SelectionError
        When nobody registered such an aggregation.
    ExtensionError
        When its function fails.
    """
    levels = None if to_level is None else as_list(to_level)
    extension = find_aggregation(over_units)
    if extension is not None:
        known_words(levels or (), cube.hierarchy.levels(), "level")
        core = aggregated(
            cube,
            extension,
            levels,
            missing=missing,
            minimum_coverage=minimum_coverage,
            threads=threads,
        )
        return _rolled(cube, core, levels, (missing, minimum_coverage))
    core = _core.roll_up(
        cube.core,
        missing=missing,
        minimum_coverage=minimum_coverage,
        over_units=cast("str | None", over_units),
        asked=cube.asked(),
        threads=threads,
    )
    return _rolled(cube, core, levels, (missing, minimum_coverage))


def _rolled(
    cube: Cube, core: _core.Cube, levels: list[str] | None, policy: tuple[str, float]
) -> Cube:
    """The rolled-up cube, which keeps the units' own figures at hand."""
    rolled = cube.derived(core)
    rolled.policy = policy
    rolled.own = cube.own
    return rolled if levels is None else rolled.sel(level=levels)


def derive_of_catalogue(cube: Cube) -> Cube:
    """Return the cube with the indicators that the catalogue computes by formula; see `cchc.derive`."""
    derived = cube.derived(_core.derive(cube.core))
    held = {*cube.core.planes}
    derived.planes = [
        plane
        for plane, code in enumerate(derived.core.planes)
        if code not in held or plane in derived.planes
    ]
    derived.own = derived.core if cube.own is cube.core else _core.derive(cube.own)
    return derived


def like_for_like(cube: Cube, period: PeriodLike, baseline_period: PeriodLike) -> Cube:
    """Return a cube in which both periods hold the same units, indicator by indicator.

    A unit that gave a figure in only one of the two periods is left out of both, and marked
    ``excluded``; totals of the two periods then compare like with like. What was left out stays
    visible in the marks and in the smaller number of expected units.

    Parameters
    ----------
    cube
        Figures as reported, before `roll_up`.
    period, baseline_period
        The two periods that will be compared; other periods stay as they are.

    Returns
    -------
    Cube
        Figures that were computed from other units' figures, such as by ``[sum:4.2.1]``, are left out
        (``issues``, CCHC-I1006): derive them again.
    """
    core, issues = _core.like_for_like(
        cube.core,
        cube.core.at_period(as_period(period)),
        cube.core.at_period(as_period(baseline_period)),
    )
    matched = cube.derived(core)
    matched.issues += issues
    return matched


#: Kinds of windows that `resample` makes of a whole cube: months of each, and how many a year.
_KINDS = {"quarter": (3, 4), "half": (6, 2), "year": (12, 1)}
_WORDS = (*_KINDS, "year_to_date")


def resample(
    cube: Cube,
    periods: PeriodLike | Iterable[PeriodLike],
    *,
    over_periods: str | None = None,
    flows_of_cumulative: bool = False,
    threads: int = 0,
) -> Cube:
    """Return the figures of other windows, derived from the reported ones.

    Parameters
    ----------
    cube
        Reported or otherwise derived figures.
    periods
        Windows, or ``quarter``, ``half``, ``year`` for all of them in the years of the cube, or
        ``year_to_date`` for Q1, H1, 9M and the year; of these only the ones with any figure stay.
    over_periods
        An operation instead of the catalogue's, for the indicators seen (see `Cube.sel`): sum, last,
        maximum, minimum, mean, ratio_of_sums, any, carry_over, none.
    flows_of_cumulative
        Give cumulative indicators as what was added in each window, instead of the level at its
        end.
    threads
        0 for as many as the machine has.

    Returns
    -------
    Cube
        Flows are signed sums along the shortest path of reported windows (Q2 = H1 - Q1), stocks the
        figure at the window's end, rates divided once from summed parts. What cannot be separated
        is missing; ``findings`` names the larger window that is known, and paths that disagree.

    Raises
    ------
    AggregationError
        When the kind of an indicator forbids the operation, with the nearest legal call.

    Examples
    --------
    >>> import cchc
    >>> rows = [{"indicator": "2.1", "unit": "a", "period": p, "value": v}
    ...         for p, v in (("2024-Q1", 4), ("2024-H1", 9))]
    >>> cube = cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])
    >>> resample(cube, "2024-Q2").figure("2.1", "a", "2024-Q2").text
    '5'
    """
    wanted = _windows(cube, periods)
    core, findings = _core.resample(
        cube.core,
        wanted,
        over_periods=over_periods,
        flows_of_cumulative=flows_of_cumulative,
        asked=cube.asked(),
        threads=threads,
    )
    derived = cube.derived(core)
    seen = {*derived.indicators}
    derived.findings = [*cube.findings, *(each for each in findings if each["indicator"] in seen)]
    if isinstance(periods, str) and periods in _WORDS:
        derived.columns = _with_figures(derived)
    return derived


def _with_figures(cube: Cube) -> list[int]:
    """The periods in which anything is known."""
    known = [(cube.core.plane(plane)["states"] == 0).any(axis=0) for plane in cube.planes]
    return [column for column in cube.columns if any(each[column] for each in known)]


def _windows(cube: Cube, periods: PeriodLike | Iterable[PeriodLike]) -> list[Period]:
    if not isinstance(periods, str) or periods not in _WORDS:
        return as_periods(periods)
    cube.last_period()  # refuses a cube without any
    first = min(period.first_month for period in cube.periods) // 12
    last = max(period.end_month - 1 for period in cube.periods) // 12
    years = range(first, last + 1)
    if periods == "year_to_date":
        return [Period.months(year * 12, length) for year in years for length in (3, 6, 9, 12)]
    length, count = _KINDS[periods]
    return [Period.months(year * 12 + at * length, length) for year in years for at in range(count)]


def rebuild(
    cube: Cube,
    lineage: Lineage,
    *,
    as_it_is: str | dt.date | None = None,
    constant_perimeter: tuple[str | dt.date, str | dt.date] | None = None,
) -> Cube:
    """Return the figures on other units than those that reported them.

    Parameters
    ----------
    cube
        Figures as reported, each on the unit as it was.
    lineage
        The events; see `cchc.lineage`.
    as_it_is
        Carry every figure to the units that are valid on this day.
    constant_perimeter
        Or sum the figures over the smallest groups of units that nothing left or entered between
        two days.

    Returns
    -------
    Cube
        On a hierarchy of its own. Carried figures are marked ``rebuilt``, and ``estimated`` where
        they rest on a share. What cannot be carried is in ``issues``: splits without shares, units
        without successors, coded answers; and what was computed from other units' figures, such as by
        ``[sum:4.2.1]`` (CCHC-I1006): derive it again.

    Raises
    ------
    LineageError
        When shares cannot be followed exactly.
    SelectionError
        When neither or both views are asked for.
    """
    if (as_it_is is None) == (constant_perimeter is None):
        from cchc.errors import SelectionError, new_error

        raise new_error(
            SelectionError,
            "CCHC-E0922",
            "give either as_it_is= or constant_perimeter=",
            "phải nêu đúng một trong hai: as_it_is= hoặc constant_perimeter=",
        )
    if constant_perimeter is not None:
        first, second = (str(as_date_text(day)) for day in constant_perimeter)
        core, units, issues = _core.rebuild_constant_perimeter(cube.core, lineage, first, second)
    else:
        core, units, issues = _core.rebuild_as_it_is(
            cube.core, lineage, str(as_date_text(as_it_is))
        )
    found = [*cube.issues, *issues]
    return Cube(
        core, cube.catalogue, units, issues=found, findings=cube.findings, policy=cube.policy
    )
