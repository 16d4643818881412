"""Quotas as flows: opening + in - out - cut = closing, unit by unit and window by window.

The opening is the quota at the end of the window before, the cut is what the report says was cut in
the window, posts in and out come from the lineage. What is left over is the residual; a missing term
leaves it missing, and never counts as zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc._arguments import PeriodLike, as_periods, data_frame, unknown_argument
from cchc._core import Lineage, Period
from cchc.cube import Cube
from cchc.staffing.moves import Moves, moves_in
from cchc.staffing.populations import CUT_FLOWS, POPULATIONS, exact, population_of, total

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["StaffingFlow", "StaffingFlows", "staffing_flows"]


@dataclass(frozen=True)
class StaffingFlow:
    """One unit, population and window, in posts. None where a term is missing.

    ``residual`` is opening + moved_in - moved_out - cut - closing: 0 where the window reconciles.
    ``implied_moves`` is closing + cut - opening, what must have come in by net; it needs no
    lineage. A unit that did not exist yet opens with 0, one that ended closes with 0 (``remark``
    says ``created`` or ``ended``); what was cut in a unit's last window is its successor's, whose
    report covers it, unless the unit reported it. In the row of a group every term is a sum over the
    ``reported`` units that have all of them, out of the ``expected`` ones that gave any; without
    lineage, over those that have opening, cut and closing. ``out_to_nobody`` is the part of
    ``moved_out`` that was moved to no unit: the posts ended with theirs.
    """

    unit: str
    population: str
    period: Period
    opening: float | None
    moved_in: float | None
    moved_out: float | None
    cut: float | None
    closing: float | None
    implied_moves: float | None
    residual: float | None
    remark: str = ""
    reported: int = 0
    expected: int = 0
    out_to_nobody: float | None = None


@dataclass(frozen=True)
class StaffingFlows:
    """Rows by population, then unit in pre-order, then period; see `staffing_flows`."""

    cube: Cube
    rows: tuple[StaffingFlow, ...]

    def __iter__(self) -> Iterator[StaffingFlow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, unit: str, population: str, period: PeriodLike) -> StaffingFlow:
        """Return one row by unit (id or name), population and period.

        Raises
        ------
        SelectionError
            When there is no such row.
        """
        wanted = self.cube.hierarchy.unit(self.cube.hierarchy.at(unit))["id"]
        window = as_periods(period)[0]
        for row in self.rows:
            if (row.unit, row.population, row.period) == (wanted, population, window):
                return row
        known = {f"{row.population} {row.period}" for row in self.rows if row.unit == wanted}
        raise unknown_argument("population, period", f"{population} {window}", sorted(known))

    def open_residuals(self) -> tuple[StaffingFlow, ...]:
        """Return the rows of units without others below them that do not reconcile."""
        ends = self.cube.hierarchy.end
        at = self.cube.hierarchy.at
        return tuple(
            row for row in self.rows if row.residual and ends(at(row.unit)) == at(row.unit) + 1
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN."""
        numbers = (
            "opening",
            "moved_in",
            "moved_out",
            "cut",
            "closing",
            "implied_moves",
            "residual",
            "out_to_nobody",
        )
        rows = (vars(row) | {"period": str(row.period)} for row in self.rows)
        return data_frame(rows, numbers=numbers)


def staffing_flows(
    cube: Cube,
    *,
    lineage: Lineage | None = None,
    periods: PeriodLike | Iterable[PeriodLike] | None = None,
    population: str | None = None,
) -> StaffingFlows:
    """Reconcile quotas with the posts cut and moved in each window.

    Parameters
    ----------
    cube
        Figures as reported, on the units that reported them.
    lineage
        Transfers, mergers and the like. Without it nobody knows what moved: ``moved_in``,
        ``moved_out`` and ``residual`` stay missing. A unit without any event moved nothing.
    periods
        Windows to look at; all when not given. Days of an event are held against the window's own
        days (15/12 to 14/6 for a first half).
    population
        One population, or one of its indicators; all when not given.

    Raises
    ------
    SelectionError
        When the cube lacks a period, or there is no such population.
    """
    windows = cube.periods if periods is None else as_periods(periods)
    wanted = [population_of(population)] if population else list(POPULATIONS)
    rows: list[StaffingFlow] = []
    for each in wanted:
        if POPULATIONS[each][0] in cube:
            by_period = [_window(cube, each, window, lineage) for window in windows]
            rows += [window[unit] for unit in cube.units for window in by_period]
    return StaffingFlows(cube, tuple(rows))


@dataclass
class _Terms:
    """The terms of one unit; None where nobody knows."""

    opening: Fraction | None
    closing: Fraction | None
    cut: Fraction | None
    moved_in: Fraction | None = None
    moved_out: Fraction | None = None
    out_to_nobody: Fraction | None = None
    remark: str = ""
    has_figures: bool = False  # anything given by a report; the 0 of a unit that was not is none

    def known(self) -> list[Fraction] | None:
        """All five terms, or None when one is missing."""
        terms = [self.opening, self.moved_in, self.moved_out, self.cut, self.closing]
        found = [term for term in terms if term is not None]
        return found if len(found) == len(terms) else None

    def implied_moves(self) -> Fraction | None:
        """What must have come in by net; None where a term is missing."""
        if self.opening is None or self.closing is None or self.cut is None:
            return None
        return self.closing + self.cut - self.opening


def _window(
    cube: Cube, population: str, window: Period, lineage: Lineage | None
) -> list[StaffingFlow]:
    """The rows of every unit for one window."""
    terms = _terms(cube, population, window)
    if lineage is not None:
        moves = moves_in(
            lineage,
            window,
            POPULATIONS[population][0],
            {cube.hierarchy.unit(unit)["id"]: each.opening for unit, each in enumerate(terms)},
            {
                cube.hierarchy.unit(unit)["id"]: each.cut
                for unit, each in enumerate(terms)
                if each.remark == "ended"
            },
        )
        _put_moves(cube, terms, moves)
    return [_row(cube, population, window, unit, terms) for unit in range(len(terms))]


def _put_moves(cube: Cube, terms: list[_Terms], moves: Moves) -> None:
    for unit, each in enumerate(terms):
        name = cube.hierarchy.unit(unit)["id"]
        if name not in moves.unknown:
            each.moved_in, each.moved_out = moves.into[name], moves.out_of[name]
            each.out_to_nobody = moves.to_nobody[name]


def _terms(cube: Cube, population: str, window: Period) -> list[_Terms]:
    """Opening, closing and cut of every unit, without moves."""
    figures = cube[POPULATIONS[population][0]].values
    column = cube.core.at_period(window)
    before = [
        at
        for at, each in sorted(enumerate(cube.core.periods), key=lambda one: one[1].length)
        if each.end_month == window.first_month
    ]
    flow = CUT_FLOWS.get(population, "")
    cuts = cube[flow].values if flow in cube else None
    first, last = window.rule_window
    made = []
    for unit in range(len(cube.hierarchy)):
        each = _Terms(
            _first_known(figures, unit, before),
            exact(figures[unit, column]),
            None if cuts is None else exact(cuts[unit, column]),
        )
        each.has_figures = any(term is not None for term in (each.opening, each.closing, each.cut))
        definition = cube.hierarchy.unit(unit)
        if first <= (definition["valid_from"] or "") <= last:
            each.opening, each.remark = each.opening or Fraction(0), "created"
        if first < (definition["valid_to"] or "") <= last:
            each.closing, each.remark = each.closing or Fraction(0), "ended"
            if each.cut is None and cuts is not None:
                each.cut = Fraction(0)  # its successor's report covers the window
        made.append(each)
    return made


def _first_known(
    figures: NDArray[np.float64], unit: int, columns: Iterable[int]
) -> Fraction | None:
    known = (exact(figures[unit, column]) for column in columns)
    return next((figure for figure in known if figure is not None), None)


def _row(
    cube: Cube, population: str, window: Period, unit: int, terms: list[_Terms]
) -> StaffingFlow:
    name = cube.hierarchy.unit(unit)["id"]
    end = cube.hierarchy.end(unit)
    if end == unit + 1:
        return _flow(name, population, window, terms[unit])
    below = [each for each in terms[unit:end] if each.has_figures]
    complete = [each for each in below if each.known() is not None]
    used = complete or [each for each in below if each.implied_moves() is not None]
    sums = _Terms(
        _sum(each.opening for each in used),
        _sum(each.closing for each in used),
        _sum(each.cut for each in used),
        _sum(each.moved_in for each in used) if complete else None,
        _sum(each.moved_out for each in used) if complete else None,
        _sum(each.out_to_nobody for each in used) if complete else None,
        terms[unit].remark,
    )
    return _flow(name, population, window, sums, len(used), len(below))


def _sum(terms: Iterable[Fraction | None]) -> Fraction | None:
    """The total of terms that are all known; None of nothing."""
    known = [term for term in terms if term is not None]
    return total(known) if known else None


def _flow(
    name: str,
    population: str,
    window: Period,
    terms: _Terms,
    reported: int | None = None,
    expected: int | None = None,
) -> StaffingFlow:
    known = terms.known()
    residual = None
    if known is not None:
        opening, moved_in, moved_out, cut, closing = known
        residual = opening + moved_in - moved_out - cut - closing
    return StaffingFlow(
        unit=name,
        population=population,
        period=window,
        opening=_number(terms.opening),
        moved_in=_number(terms.moved_in),
        moved_out=_number(terms.moved_out),
        cut=_number(terms.cut),
        closing=_number(terms.closing),
        implied_moves=_number(terms.implied_moves()),
        residual=_number(residual),
        remark=terms.remark,
        reported=int(known is not None) if reported is None else reported,
        expected=int(terms.has_figures) if expected is None else expected,
        out_to_nobody=_number(terms.out_to_nobody),
    )


def _number(figure: Fraction | None) -> float | None:
    return None if figure is None else float(figure)
