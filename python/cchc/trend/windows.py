"""Which windows a trend follows: consecutive ones, or one position of each year."""

from __future__ import annotations

from collections.abc import Iterable

from cchc._arguments import unknown_argument
from cchc._core import Period
from cchc.aggregate import resample
from cchc.cube import Cube

__all__ = ["BASES", "gives_flows", "over_windows", "step_of", "windows_of"]

#: Windows one after the other: months of each.
CONSECUTIVE = {"month": 1, "quarter": 3, "half": 6, "year": 12}

#: One position of each year: first month from 0, and months.
POSITIONS = {
    "Q1": (0, 3),
    "Q2": (3, 3),
    "Q3": (6, 3),
    "Q4": (9, 3),
    "H1": (0, 6),
    "H2": (6, 6),
    "9M": (0, 9),
}

#: What a window of each kind is called.
BASES = {
    "vi": {
        "month": "từng tháng",
        "quarter": "từng quý",
        "half": "từng 6 tháng",
        "year": "từng năm",
        "Q1": "quý I mỗi năm",
        "Q2": "quý II mỗi năm",
        "Q3": "quý III mỗi năm",
        "Q4": "quý IV mỗi năm",
        "H1": "6 tháng đầu mỗi năm",
        "H2": "6 tháng cuối mỗi năm",
        "9M": "9 tháng đầu mỗi năm",
        "": "các kỳ như đã báo cáo",
    },
    "en": {
        "month": "month by month",
        "quarter": "quarter by quarter",
        "half": "half-year by half-year",
        "year": "year by year",
        "Q1": "first quarter of each year",
        "Q2": "second quarter of each year",
        "Q3": "third quarter of each year",
        "Q4": "fourth quarter of each year",
        "H1": "first half of each year",
        "H2": "second half of each year",
        "9M": "first nine months of each year",
        "": "windows as reported",
    },
}


def windows_of(cube: Cube, window: str) -> list[Period]:
    """Return all windows of a kind in the years of a cube.

    Raises
    ------
    SelectionError
        For an unknown kind, or a cube without periods.
    """
    cube.last_period()  # refuses a cube without any
    first = min(period.first_month for period in cube.periods) // 12
    last = max(period.end_month - 1 for period in cube.periods) // 12
    if window in POSITIONS:
        start, length = POSITIONS[window]
        return [Period.months(year * 12 + start, length) for year in range(first, last + 1)]
    if window in CONSECUTIVE:
        length = CONSECUTIVE[window]
        starts = range(first * 12, (last + 1) * 12, length)
        return [Period.months(start, length) for start in starts]
    raise unknown_argument("window", window, (*CONSECUTIVE, *POSITIONS))


def step_of(window: str | None) -> int:
    """Return the months from one window to the next; 0 where the windows themselves must say."""
    return 0 if window is None else CONSECUTIVE.get(window, 12)


def gives_flows(window: str | None) -> bool:
    """Return whether cumulative figures become what was added in each window."""
    return window in CONSECUTIVE and window != "year"


def over_windows(
    cube: Cube, window: str | None, indicators: Iterable[str], *, threads: int = 0
) -> Cube:
    """Return a cube over the windows of a trend; the cube itself when none are asked for.

    Flows of a longer window are taken apart (Q2 = H1 - Q1), cumulative figures of consecutive
    windows become what was added in each. Windows in which nothing is known of the indicators hold
    no column; a trend keeps their place in time.
    """
    if window is None:
        return cube
    derived = resample(
        cube,
        windows_of(cube, window),
        flows_of_cumulative=gives_flows(window),
        threads=threads,
    )
    planes = [derived.core.at(code) for code in indicators]
    known = [(derived.core.plane(plane)["states"] == 0).any(axis=0) for plane in planes]
    derived.columns = [column for column in derived.columns if any(each[column] for each in known)]
    return derived
