"""What one series of a trend says: its row, its caveats, and the verdict that follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cchc import _core
from cchc._core import Period
from cchc.trend.series import Shift

__all__ = [
    "FRAME_COLUMNS",
    "METHODS",
    "NUMBERS",
    "RULES",
    "Caveat",
    "KnownBreak",
    "Season",
    "TrendRow",
    "caveats",
    "codes_of",
    "verdicts_of",
]

#: How p was found, by its number in the arrays.
RULES = ("none", "exact", "normal")

#: What the test compares, by its number in the arrays.
METHODS = ("plain", "seasonal")

#: Numbers of a row, and the arrays they stand in.
NUMBERS = {
    "slope": "sen_slope",
    "low": "sen_low",
    "high": "sen_high",
    "p": "p",
    "smallest_p": "smallest_p",
    "line_slope": "slope",
    "line_intercept": "intercept",
    "line_error": "slope_error",
    "minimum_detectable": "minimum_detectable",
}


#: Columns of `Trend.to_frame`.
FRAME_COLUMNS = (
    *("indicator", "unit", "first", "last", "windows", "count"),
    *NUMBERS,
    *("s", "variance", "rule", "method", "verdict", "caveats"),
)


@dataclass(frozen=True)
class Caveat:
    """What a reader must know beside a trend."""

    code: str
    message_vi: str
    message_en: str


@cache
def caveats() -> dict[int, Caveat]:
    """Return every caveat by its bit in the arrays."""
    table = {}
    for row in _core.caveat_table():
        bit = row.pop("bit")
        table[bit] = Caveat(**row)
    return table


@dataclass(frozen=True)
class TrendRow:
    """One series. None where there is no value; slopes are per ``step_months`` months.

    ``slope`` is the median of the slopes of all pairs (Theil and Sen) with its interval ``low`` to
    ``high`` (None where so few windows bound none); ``line_slope`` is that of least squares with its
    standard error. ``s``, ``variance`` and ``p`` are Mann and Kendall's; ``rule`` says whether p is
    exact or normal, ``smallest_p`` the least that any order of the figures could reach.
    ``minimum_detectable`` is the steady change per step that a series with this scatter would show
    with the asked power.

    ``method`` says what S, p, the median slope and its interval compare: all windows with all
    others (plain), or only those of one position in the year (seasonal); then chance orders whole
    years, so that a figure which stands in all quarters of a year counts once. The line never sets
    the season apart.

    ``verdict`` is rising, falling, none_seen, no_variation or too_few.
    """

    indicator: str
    unit: str
    first: Period
    last: Period
    step_months: int
    windows: int
    count: int
    slope: float | None
    low: float | None
    high: float | None
    s: int
    variance: float
    p: float | None
    smallest_p: float | None
    rule: str
    method: str
    line_slope: float | None
    line_intercept: float | None
    line_error: float | None
    minimum_detectable: float | None
    verdict: str
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True)
class KnownBreak:
    """A date named beforehand, with the test whether figures lie elsewhere from it on."""

    day: dt.date
    name: str
    first_after: Period | None
    shift: Shift


@dataclass(frozen=True)
class Season:
    """How the year is shared out among its windows, of complete years only.

    ``effect`` is the mean distance from the year's mean, in the unit of measure; ``share`` the part
    of the year's total (None when that is 0, and for levels and rates, which have no total).
    ``p`` is that of Friedman's test, exact; it takes years to be independent, and a steady rise
    inside years looks like a season to it.
    """

    positions: tuple[str, ...]
    years: int
    effect: tuple[float, ...]
    share: tuple[float | None, ...]
    p: float | None
    smallest_p: float | None


def codes_of(bits: int) -> str:
    """Return the codes of some caveats, given as the sum of their bits."""
    return " ".join(caveat.code for bit, caveat in caveats().items() if int(bits) & bit)


def verdicts_of(arrays: Mapping[str, Any], units: Any, significance: float) -> Any:
    """Return the verdict of each unit as an array of texts."""
    import numpy as np

    bit = {caveat.code: each for each, caveat in caveats().items()}
    found, p, s = (arrays[name][units] for name in ("caveats", "p", "s"))
    seen = np.where(s > 0, "rising", "falling").astype(object)
    seen[~(p <= significance)] = "none_seen"
    for code in ("no_variation", "too_few"):
        seen[(found & bit[code]) != 0] = code
    return seen
