"""Consolidate: roll a cube up along its hierarchy, and keep two periods to the same units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cchc import _core
from cchc._arguments import PeriodLike, as_list, as_period
from cchc.cube import Cube

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.float64]

__all__ = ["like_for_like", "roll_up", "shared_totals"]


def roll_up(
    cube: Cube,
    to_level: str | Iterable[str] | None = None,
    *,
    missing: str = "complete",
    minimum_coverage: float = 1.0,
    over_units: str | None = None,
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
        the units on, ``skip_missing`` gives one from whoever reported. Never silent: coverage stands
        beside every figure.
    minimum_coverage
        That share, in (0, 1].
    over_units
        An operation instead of the catalogue's: sum, maximum, minimum, mean, ratio_of_sums,
        distribution, shared_list, none.
    threads
        0 for as many as the machine has. Results are bit-identical for any number.

    Raises
    ------
    AggregationError
        When the kind of an indicator forbids the operation, with the nearest legal call.
    """
    core = _core.roll_up(
        cube.core,
        missing=missing,
        minimum_coverage=minimum_coverage,
        over_units=over_units,
        threads=threads,
    )
    rolled = cube.derived(core)
    return rolled if to_level is None else rolled.sel(level=as_list(to_level))


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
    """
    core = _core.like_for_like(
        cube.core,
        cube.core.at_period(as_period(period)),
        cube.core.at_period(as_period(baseline_period)),
    )
    return cube.derived(core)


def shared_totals(cube: Cube, *arrays: Numbers) -> list[Numbers]:
    """Return totals of several arrays over the units that gave a figure in all of them.

    Differences of such totals compare like with like, however many units left something blank.

    Parameters
    ----------
    cube
        Its hierarchy says which units belong to a group.
    arrays
        Own figures, whole numbers as float64: units, or units x periods. NaN is missing.

    Returns
    -------
    list
        For every array the total of each unit together with its descendants, in the same shape;
        NaN where no unit gave all figures.
    """
    import numpy

    given: NDArray[numpy.bool_] = numpy.logical_and.reduce(
        [~numpy.isnan(array) for array in arrays]
    )
    starts = numpy.arange(len(cube.hierarchy))
    ends = numpy.array([cube.hierarchy.end(unit) for unit in range(len(starts))])

    def total(array: Numbers) -> Numbers:
        before = numpy.zeros((1, *array.shape[1:]))
        sums = numpy.concatenate([before, numpy.cumsum(array, axis=0)])
        difference: Numbers = sums[ends] - sums[starts]
        return difference

    anyone = total(given.astype(float)) > 0
    return [
        numpy.where(anyone, total(numpy.where(given, array, 0.0)), numpy.nan) for array in arrays
    ]
