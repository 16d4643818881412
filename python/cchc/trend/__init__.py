"""Trends that stay honest on short series.

What to use when:

- `trend` : slopes, tests and caveats of every series of a cube; its result also projects to a
  target date, tests known break dates, draws control charts and sets the season apart;
- `line`, `summary` : exact statistics of plain numbers, given as decimals;
- `mann_kendall`, `seasonal_mann_kendall` : the test alone, exact for small samples;
- `level_shift`, `find_shift` : a break at a known date, or searched for at its price;
- `control_chart` : limits and run rules of a series; `wilson` : the interval of a rate.

"Too few to say" is an answer: every p comes with the smallest p that any order of the same figures
could reach.
"""

from __future__ import annotations

from cchc.trend.control import ControlChart, Signal, control_chart, rule_sets
from cchc.trend.cube_trend import trend
from cchc.trend.result import Trend
from cchc.trend.row import Caveat, KnownBreak, Season, TrendRow
from cchc.trend.series import (
    Kendall,
    Line,
    Shift,
    ShiftSearch,
    Summary,
    find_shift,
    level_shift,
    line,
    mann_kendall,
    seasonal_mann_kendall,
    summary,
    wilson,
)
from cchc.trend.target import Projection

__all__ = [
    "Caveat",
    "ControlChart",
    "Kendall",
    "KnownBreak",
    "Line",
    "Projection",
    "Season",
    "Shift",
    "ShiftSearch",
    "Signal",
    "Summary",
    "Trend",
    "TrendRow",
    "control_chart",
    "find_shift",
    "level_shift",
    "line",
    "mann_kendall",
    "rule_sets",
    "seasonal_mann_kendall",
    "summary",
    "trend",
    "wilson",
]
