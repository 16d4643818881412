"""A trend as a chart: figures, the line of the median slope, known breaks, and what it is worth."""

from __future__ import annotations

from typing import Any

from cchc._arguments import optional_module
from cchc.present.trend_words import trend_sentence
from cchc.trend import Trend

__all__ = ["trend_plot"]

_WIDTH, _HEIGHT = 560, 260
_POINT, _LINE, _BREAK = "#1f5c99", "#c2571a", "#777777"


def trend_plot(trend: Trend, indicator: str, unit: str, lang: str = "vi") -> Any:
    """Return an Altair chart of one series; offline, nothing is fetched.

    Windows without a figure are left blank in their place. The line runs at the median slope
    through the middle of the figures; it is dashed where no trend was shown.

    Raises
    ------
    ImportError
        When Altair is not installed (the extra ``plot``).
    """
    altair = optional_module("altair", "plot", "plot()")
    row = trend.row(indicator, unit)
    cube = trend.cube
    definition = cube.catalogue.indicator(cube.catalogue.at(row.indicator))
    series = trend.series(indicator, unit)
    order = [str(period) for period in trend.periods]
    figures = [{"period": str(period), "value": value} for period, value in series.items()]
    axis = altair.X("period:O", sort=order, title=None, axis=altair.Axis(labelAngle=-45),
                    scale=altair.Scale(domain=order))  # fmt: skip
    title = definition[f"label_{lang}"]
    height = altair.Y("value:Q", title=_wrapped(title, 40), scale=altair.Scale(zero=False))
    name = "Số liệu" if lang == "vi" else "Figure"
    tips = [altair.Tooltip("period:O", title="Kỳ" if lang == "vi" else "Period"),
            altair.Tooltip("value:Q", title=name)]  # fmt: skip
    base = altair.Chart(altair.Data(values=figures))
    layers = [
        base.mark_line(color=_POINT, opacity=0.35).encode(x=axis, y=height),
        base.mark_point(color=_POINT, filled=True, size=55).encode(x=axis, y=height, tooltip=tips),
    ]
    if row.slope is not None:
        seen = row.verdict in ("rising", "falling")
        line = altair.Chart(altair.Data(values=_median_line(series, row.slope)))
        dash = [1, 0] if seen else [5, 4]
        layers.append(
            line.mark_line(color=_LINE, strokeWidth=2, strokeDash=dash).encode(x=axis, y=height)
        )
    layers += _breaks(altair, trend, indicator, unit)
    who = cube.hierarchy.unit(cube.hierarchy.at(row.unit))["name"]
    heading = altair.TitleParams(
        text=who,
        subtitle=_wrapped(trend_sentence(trend, indicator, unit, lang), 95),
        anchor="start",
    )
    return altair.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, title=heading)


def _median_line(series: dict[Any, float | None], slope: float) -> list[dict[str, Any]]:
    """The line of the median slope through the medians of time and figures (W. J. Conover)."""
    import numpy as np

    known = [(x, value) for x, value in enumerate(series.values()) if value is not None]
    middle = float(np.median([value - slope * x for x, value in known]))
    ends = known[0][0], known[-1][0]
    return [
        {"period": str(period), "value": middle + slope * x}
        for x, period in enumerate(series)
        if ends[0] <= x <= ends[1]
    ]


def _breaks(altair: Any, trend: Trend, indicator: str, unit: str) -> list[Any]:
    known, _ = trend.breaks(indicator, unit)
    rules = [
        {"period": str(each.first_after), "name": each.name or each.day.isoformat()}
        for each in known
        if each.first_after not in (None, trend.periods[0])
    ]
    if not rules:
        return []
    base = altair.Chart(altair.Data(values=rules))
    order = [str(period) for period in trend.periods]
    start = altair.X(
        "period:O", sort=order, scale=altair.Scale(domain=order), title=None, bandPosition=0.0
    )
    return [
        base.mark_rule(color=_BREAK, strokeDash=[3, 3]).encode(x=start),
        base.mark_text(color=_BREAK, align="left", dx=4, dy=8, baseline="top").encode(
            x=start, y=altair.value(0), text="name:N"
        ),
    ]


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)
