"""Is a unit's last figure out of line with its earlier ones? Honest at 4 to 12 windows.

A count is tested exactly against the total of all windows (binomial, or beta-binomial where the
earlier windows vary more than chance would have it), a share by Fisher's exact test. Fewer than 4
windows say nothing, and the answer then is ``too_few_to_say``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc import _core
from cchc._arguments import PeriodLike, as_period, data_frame, known_words, unknown_argument
from cchc._core import Period
from cchc.cube import Cube

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Outlier", "Outliers", "outliers"]

WINDOWS = ("same_length", "same_position")


@dataclass(frozen=True)
class Outlier:
    """One unit's last window against those before.

    ``verdict`` is ordinary, unusual or too_few_to_say; or, where a figure of the unit cannot be tested,
    not_a_count (negative, no whole number), part_above_whole or too_large (more than ten million in
    total); only of the first two do the other figures say anything. ``points`` counts windows with figures,
    ``expected`` is what the other windows lead to expect (in the unit of measure of the indicator),
    ``p`` the chance of a figure as unlikely as this one, ``dispersion`` the variance of the earlier
    counts over their mean, at least 1.
    """

    unit: str
    verdict: str
    value: float
    expected: float
    p: float
    points: int
    dispersion: float


@dataclass(frozen=True)
class Outliers:
    """Rows by unit in pre-order; see `outliers`. ``windows`` are the periods that were compared."""

    cube: Cube
    indicator: str
    of: str
    windows: tuple[Period, ...]
    rows: tuple[Outlier, ...]

    def __iter__(self) -> Iterator[Outlier]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def unusual(self) -> tuple[Outlier, ...]:
        """Return the rows whose last figure is unusual, the least likely first."""
        chosen = [row for row in self.rows if row.verdict == "unusual"]
        return tuple(sorted(chosen, key=lambda row: row.p))

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame."""
        return data_frame(vars(row) for row in self.rows)


def _compared(cube: Cube, last: Period, windows: str) -> list[int]:
    """Columns of the windows that end with ``last``, in time order, none overlapping another."""
    chosen: list[tuple[int, int]] = []
    for column in sorted(cube.columns, key=lambda each: cube.core.periods[each].end_month):
        period = cube.core.periods[column]
        if period.length != last.length or period.end_month > last.end_month:
            continue
        if windows == "same_position" and (last.end_month - period.end_month) % 12:
            continue
        chosen.append((period.end_month, column))
    kept: list[tuple[int, int]] = []
    for end, column in reversed(chosen):
        if not kept or kept[-1][0] - end >= last.length:
            kept.append((end, column))
    return [column for _, column in reversed(kept)]


def outliers(
    cube: Cube,
    indicator: str,
    *,
    of: str | None = None,
    period: PeriodLike | None = None,
    windows: str = "same_length",
    alpha: float = 0.05,
) -> Outliers:
    """Test each unit's figure of a period against its earlier windows.

    Parameters
    ----------
    cube
        Figures; resample to pure quarters first when reports are year-to-date.
    indicator
        A flow: case files, documents. With ``of`` a part of it.
    of
        The whole that the indicator is a part of; tests the share instead of the count.
    period
        The window to test; the last of the cube when not given.
    windows
        ``same_length``: all windows of its length, none overlapping; ``same_position``: the same
        window of earlier years, where figures follow the seasons. Lengths are never mixed.
    alpha
        Chance of one false alarm among all units, shared between them.

    Raises
    ------
    SelectionError
        For an unknown indicator, period or word, for an indicator that is no flow, and for an alpha
        that is no chance.
    NumberError
        CCHC-E0714 for an indicator whose figures are quotients.
    """
    known_words([windows], WINDOWS, "windows")
    if not 0 < alpha < 1:
        raise unknown_argument("alpha", alpha, ["a number between 0 and 1"])
    plane = cube.core.at(indicator)
    code = cube.core.planes[plane]
    kind = cube.catalogue.indicator(cube.catalogue.at(code))["kind"]
    if kind != "flow":
        raise unknown_argument("indicator", f"{code} ({kind})", ["an indicator of kind flow"])
    whole = len(cube.core.planes) if of is None else cube.core.at(of)
    last = cube.last_period() if period is None else as_period(period)
    cube.core.at_period(last)
    columns = _compared(cube, last, windows)
    values = cube.core.plane(plane)["values"]
    ids = {unit: cube.hierarchy.unit(unit)["id"] for unit in cube.units}
    rows = [
        Outlier(
            unit=ids[row["unit"]],
            verdict=row["verdict"],
            value=float(values[row["unit"], columns[-1]]),
            expected=row["expected"],
            p=row["p"],
            points=row["points"],
            dispersion=row["dispersion"],
        )
        for row in _core.outliers(cube.core, plane, whole, cube.units, columns, alpha)
    ]
    compared = tuple(cube.core.periods[column] for column in columns)
    return Outliers(cube, code, of or "", compared, tuple(rows))
