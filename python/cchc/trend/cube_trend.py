"""The verb `trend`: slopes, tests and caveats of every series of a cube."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from cchc import _core
from cchc._arguments import as_list
from cchc.cube import Cube
from cchc.observations import checked_day
from cchc.trend.result import Trend
from cchc.trend.windows import over_windows, step_of

__all__ = ["trend"]

#: Kinds of indicators whose figures are amounts.
_AMOUNTS = ("stock", "flow", "cumulative", "ratio")


def trend(
    cube: Cube,
    indicator: str | Iterable[str] | None = None,
    *,
    window: str | None = None,
    confidence: float = 0.95,
    significance: float = 0.05,
    power: float = 0.8,
    method: str = "auto",
    breaks: Mapping[str | dt.date, str] | Iterable[str | dt.date] = (),
    threads: int = 0,
) -> Trend:
    """Return the trends of a cube's figures, for every unit.

    Parameters
    ----------
    cube
        Reported or consolidated figures.
    indicator
        Codes, names or aliases; every indicator that counts or measures when not given.
    window
        Which windows make the series: ``month``, ``quarter``, ``half``, ``year`` one after the
        other, flows taken apart where they were reported together (Q2 = H1 - Q1); or one position
        of each year: ``Q1`` to ``Q4``, ``H1``, ``H2``, ``9M``. When not given, the cube's own
        windows, which must then be alike.
    confidence
        Of the interval of the slope.
    significance
        A p at or below counts as a trend.
    power
        For the minimum detectable change.
    method
        ``seasonal`` compares only windows of the same position in the year, so that a busy fourth
        quarter is no trend, and takes nothing but whole years as independent; ``plain`` compares
        all. ``auto`` is seasonal for each series with three complete years; others carry a caveat.
        Each row says which it was.
    breaks
        Days known beforehand on which something changed, with or without a name; tested by
        `Trend.breaks`.
    threads
        0 for as many as the machine has. Results are bit-identical for any number.

    Returns
    -------
    Trend
        Missing windows are gaps: they keep their place in time and take no part.

    Raises
    ------
    TrendError
        For windows of unlike length or that overlap, or of which cumulative figures count unlike
        numbers of months since January, with the nearest legal call; for coded
        indicators, whose answers are no amounts; for a seasonal test of one position of each year.
    SelectionError
        For an unknown indicator, window or method.

    Examples
    --------
    >>> import cchc
    >>> rows = [{"indicator": "2.1", "unit": "a", "period": f"{year}-H1", "value": value}
    ...         for year, value in ((2021, 4), (2022, 6), (2023, 8), (2024, 10))]
    >>> cube = cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])
    >>> row = trend(cube, "2.1").row("2.1", "a")
    >>> row.slope, row.verdict, round(row.smallest_p, 3)
    (2.0, 'too_few', 0.083)
    """
    codes = _codes(cube, indicator)
    followed = over_windows(cube, window, codes, threads=threads)
    planes = [followed.core.at(code) for code in codes]
    core = _core.trend(
        followed.core,
        planes,
        followed.columns,
        confidence=confidence,
        significance=significance,
        power=power,
        method=method,
        step=step_of(window),
        threads=threads,
    )
    return Trend(
        core,
        followed,
        planes,
        source=cube,
        window=window,
        confidence=confidence,
        significance=significance,
        breaks=_named(breaks),
    )


def _codes(cube: Cube, indicator: str | Iterable[str] | None) -> list[str]:
    if indicator is not None:
        return [cube.core.planes[cube.core.at(code)] for code in as_list(indicator)]
    return [cube.core.planes[plane] for plane in cube.planes if _kind(cube, plane) in _AMOUNTS]


def _kind(cube: Cube, plane: int) -> str:
    definition = cube.catalogue.indicator(cube.catalogue.at(cube.core.planes[plane]))
    return str(definition["kind"])


def _named(
    breaks: Mapping[str | dt.date, str] | Iterable[str | dt.date],
) -> dict[dt.date, str]:
    pairs = breaks.items() if isinstance(breaks, Mapping) else ((day, "") for day in breaks)
    return {dt.date.fromisoformat(checked_day(day or f"“{day}”")): name for day, name in pairs}
