"""One unit's quotas year by year: reconciled, cut against the base year, and held to the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc._arguments import as_period, data_frame
from cchc._core import Lineage, Period
from cchc.cube import Cube
from cchc.staffing.flows import staffing_flows
from cchc.staffing.populations import POPULATIONS, population_of
from cchc.staffing.progress import staffing_progress
from cchc.staffing.table import staffing
from cchc.staffing.targets import StaffingTargets, staffing_targets

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["StaffingYear", "StaffingYears", "staffing_years"]


@dataclass(frozen=True)
class StaffingYear:
    """One year. None where a term is missing; the terms are those of `StaffingFlow`.

    ``baseline`` are the base year's quotas, moved along until then, of the ``reported`` of
    ``expected`` units that have both quotas, ``quota`` what these have now, and ``cut_since_base``
    the pooled cut, in per cent. ``closing`` may hold more units: those without a base quota too.
    ``ended`` are base posts of units that had ended without a successor by then (``ended_units``),
    ``cut_with_ended`` the cut of both together; see `StaffingRow`. ``out_to_nobody`` is the part of
    ``moved_out`` that no unit received. ``target`` is what a milestone of the year asks for, in per
    cent, with ``limit`` and ``distance`` in whole posts; None in years without one.
    """

    period: Period
    opening: float | None
    moved_in: float | None
    moved_out: float | None
    cut: float | None
    closing: float | None
    residual: float | None
    cut_since_base: float | None
    target: Decimal | None = None
    limit: int | None = None
    distance: int | None = None
    baseline: float | None = None
    ended: float | None = None
    ended_units: tuple[str, ...] = ()
    cut_with_ended: float | None = None
    out_to_nobody: float | None = None
    quota: float | None = None
    reported: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class StaffingYears:
    """The years of one unit and population, in order; see `staffing_years`."""

    cube: Cube
    unit: str
    population: str
    base_year: int
    rows: tuple[StaffingYear, ...]
    has_lineage: bool = False

    def __iter__(self) -> Iterator[StaffingYear]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN, targets are float64."""
        texts = ("period", "ended_units")
        numbers = [name for name in StaffingYear.__dataclass_fields__ if name not in texts]
        rows = (
            vars(row) | {"period": str(row.period), "ended_units": " ".join(row.ended_units)}
            for row in self.rows
        )
        return data_frame(rows, numbers=numbers)


def staffing_years(
    cube: Cube,
    unit: str,
    population: str,
    *,
    baseline: int = 2015,
    lineage: Lineage | None = None,
    targets: StaffingTargets | None = None,
) -> StaffingYears:
    """Return one unit's or group's quotas from the base year on, year by year.

    Parameters
    ----------
    cube
        Figures as reported, with windows of whole years.
    unit
        Id or name.
    population
        Population, or one of its indicators.
    baseline
        Base year of the cuts. Targets count from 2015 and stand beside that base only.
    lineage
        Transfers and mergers; without it posts moved and residuals are missing.
    targets
        Other targets than the shipped ones.

    Raises
    ------
    SelectionError
        When there is no such unit or population, or the cube lacks its quotas or the base year.
    """
    wanted = population_of(population)
    cube.core.at(POPULATIONS[wanted][0])
    cube.core.at_period(as_period(str(baseline)))
    part = cube.sel(unit=unit)
    known = targets or staffing_targets()
    years = [window for window in cube.periods if window.length == 12 and window.year >= baseline]
    rows = [_year(part, wanted, window, baseline, lineage, known) for window in years]
    shown = tuple(row for row in rows if row.closing is not None or row.opening is not None)
    return StaffingYears(part, part.unit_ids[0], wanted, baseline, shown, lineage is not None)


def _year(
    part: Cube,
    population: str,
    window: Period,
    baseline: int,
    lineage: Lineage | None,
    targets: StaffingTargets,
) -> StaffingYear:
    flow = staffing_flows(part, lineage=lineage, periods=window, population=population).rows[0]
    table = staffing(part, baseline=baseline, period=window, lineage=lineage, population=population)
    row = table.rows[0] if table.rows else None
    closing = flow.closing
    if closing is None and row is not None:
        closing = row.quota  # the base year itself, whose opening nobody knows
    target, limit, distance = None, None, None
    if baseline == 2015 and window.year in targets.years(population):
        progress = staffing_progress(
            part, window.year, period=window, population=population, lineage=lineage,
            targets=targets,
        )  # fmt: skip
        target = progress.milestones[0].percent
        if progress.rows:
            limit, distance = progress.rows[0].limit, progress.rows[0].distance
    return StaffingYear(
        period=window,
        opening=flow.opening,
        moved_in=flow.moved_in,
        moved_out=flow.moved_out,
        cut=flow.cut,
        closing=closing,
        residual=flow.residual,
        cut_since_base=None if row is None or window.year == baseline else row.cut_recomputed,
        baseline=None if row is None else row.baseline,
        ended=None if row is None else row.ended,
        ended_units=() if row is None else row.ended_units,
        cut_with_ended=None if row is None else row.cut_with_ended,
        out_to_nobody=flow.out_to_nobody,
        quota=None if row is None else row.quota,
        reported=None if row is None else row.reported,
        expected=None if row is None else row.expected,
        target=target,
        limit=limit,
        distance=distance,
    )
