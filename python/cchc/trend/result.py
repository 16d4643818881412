"""The result of `trend`: one row for each indicator and unit, and what can be asked of a series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from cchc import _core
from cchc._arguments import (
    PeriodLike,
    as_period,
    data_frame,
    number_or_none,
    optional_module,
    unknown_argument,
)
from cchc._core import Period
from cchc.cube import Cube
from cchc.trend.control import ControlChart, control_chart
from cchc.trend.row import (
    FRAME_COLUMNS,
    METHODS,
    NUMBERS,
    RULES,
    KnownBreak,
    Season,
    TrendRow,
    caveats,
    codes_of,
    verdicts_of,
)
from cchc.trend.series import ShiftSearch, find_shift, level_shift
from cchc.trend.target import Projection, as_day, bounds_of, cut_target, due_window, is_flow
from cchc.trend.windows import BASES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Trend"]


class Trend:
    """Trends of a cube's figures; see `trend`.

    ``window`` names the windows that were followed (None: as reported), ``periods`` lists them: all
    from the first that any series has a figure for to the last, so that a window which nobody
    reported keeps its place.
    """

    #: ``sentence(indicator, unit, lang="vi")``: the row as a plain sentence with its caveats.
    sentence: ClassVar[Callable[..., str]]
    #: ``plot(indicator, unit, lang="vi")``: an Altair chart of the series, its line and interval.
    plot: ClassVar[Callable[..., Any]]

    def __init__(
        self,
        core: _core.Trends,
        cube: Cube,
        planes: list[int],
        *,
        source: Cube,
        window: str | None,
        confidence: float,
        significance: float,
        breaks: Mapping[dt.date, str],
    ) -> None:
        self.core = core
        self.cube = cube
        self.source = source  # the figures before they were brought to the windows
        self.window = window
        self.confidence = confidence
        self.significance = significance
        self.known_breaks = dict(sorted(breaks.items()))
        self._planes = planes
        first = cube.core.periods[core.columns[0]]
        steps = range(core.x[-1] + 1)
        #: Every window from the first with a figure to the last, whether it has one or not.
        self.periods = [first.shifted(step * core.step) for step in steps]

    @property
    def indicators(self) -> list[str]:
        """Codes of the indicators, in the order asked for."""
        return [self.cube.core.planes[plane] for plane in self._planes]

    def basis(self, lang: str = "vi") -> str:
        """Return which windows were followed, in words."""
        return BASES[lang][self.window or ""]

    @property
    def within_years(self) -> bool:
        """Whether windows of different positions in the year follow one another."""
        return len({period.first_month % 12 for period in self.periods}) > 1

    def __len__(self) -> int:
        return len(self._planes) * len(self.cube.units)

    def _place(self, indicator: str) -> int:
        plane = self.cube.core.at(indicator)
        if plane not in self._planes:
            raise unknown_argument("indicator", indicator, self.indicators)
        return self._planes.index(plane)

    def row(self, indicator: str, unit: str) -> TrendRow:
        """Return one series, by indicator and unit (id or name).

        Raises
        ------
        SelectionError
            When the trend holds no such indicator or unit.
        """
        place = self._place(indicator)
        return self._row(place, self.cube.hierarchy.at(unit), self.core.plane(place))

    def rows(self) -> Iterator[TrendRow]:
        """Iterate over all series: by indicator, then unit."""
        for place in range(len(self._planes)):
            arrays = self.core.plane(place)
            for unit in self.cube.units:
                yield self._row(place, unit, arrays)

    def _row(self, place: int, unit: int, arrays: Mapping[str, Any]) -> TrendRow:
        numbers = {name: number_or_none(arrays[key][unit]) for name, key in NUMBERS.items()}
        bits = int(arrays["caveats"][unit])
        found = tuple(caveat for bit, caveat in caveats().items() if bits & bit)
        return TrendRow(
            indicator=self.cube.core.planes[self._planes[place]],
            unit=self.cube.hierarchy.unit(unit)["id"],
            first=self.periods[0],
            last=self.periods[-1],
            step_months=self.core.step,
            windows=len(self.periods),
            count=int(arrays["count"][unit]),
            s=int(arrays["s"][unit]),
            variance=int(arrays["variance_18"][unit]) / 18,
            rule=RULES[int(arrays["rule"][unit])],
            method=METHODS[int(arrays["seasonal"][unit])],
            verdict=verdicts_of(arrays, [unit], self.significance)[0],
            caveats=found,
            **numbers,
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each series as a pandas data frame; missing is NaN."""
        pandas = optional_module("pandas", "pandas", "to_frame()")
        import numpy as np

        units = np.array(self.cube.units, dtype=int)
        parts = []
        for place, code in enumerate(self.indicators):
            arrays = self.core.plane(place)
            table: dict[str, Any] = {"indicator": code, "unit": self.cube.unit_ids}
            table |= {"first": str(self.periods[0]), "last": str(self.periods[-1])}
            table |= {"windows": len(self.periods), "count": arrays["count"][units].astype(int)}
            table |= {name: arrays[key][units] for name, key in NUMBERS.items()}
            table["s"] = arrays["s"][units]
            table["variance"] = arrays["variance_18"][units] / 18
            table["rule"] = np.array(RULES, object)[arrays["rule"][units]]
            table["method"] = np.array(METHODS, object)[arrays["seasonal"][units]]
            table["verdict"] = verdicts_of(arrays, units, self.significance)
            bits, where = np.unique(arrays["caveats"][units], return_inverse=True)
            table["caveats"] = np.array([codes_of(each) for each in bits], object)[where]
            parts.append(pandas.DataFrame(table))
        if not parts:
            return data_frame((), columns=FRAME_COLUMNS)
        frame: pd.DataFrame = pandas.concat(parts, ignore_index=True)
        return frame[list(FRAME_COLUMNS)]

    def series(self, indicator: str, unit: str) -> dict[Period, float | None]:
        """Return the figures of one series by window; None where there is none."""
        self._place(indicator)
        return dict(zip(self.periods, self._figures(indicator, unit), strict=True))

    def _figures(self, indicator: str, unit: str) -> list[float | None]:
        known = self.core.series(self.cube.core.at(indicator), self.cube.hierarchy.at(unit))
        figures: list[float | None] = [None] * len(self.periods)
        for step, figure in zip(self.core.x, known, strict=True):
            figures[step] = number_or_none(figure)
        return figures

    def project(
        self,
        indicator: str,
        unit: str,
        *,
        due: PeriodLike | dt.date,
        target: float | None = None,
        cut_percent: float | None = None,
        baseline: PeriodLike | None = None,
        side: str | None = None,
        confidence: float = 0.9,
    ) -> Projection:
        """Hold the series against a target on a date; the verdict says when it cannot tell.

        A window that is already reported is judged by its figure: reached or not reached. The
        interval is cut to what figures of the indicator can be (see `bounds_of`); a line that leaves
        these bounds cannot tell, nor can one around which neighbouring figures go together.

        Parameters
        ----------
        indicator, unit
            Which series.
        due
            Window of the target, or a day: the window whose calendar months hold it. A stock
            followed at one position of each year is read at the end of the next window.
        target
            What is to be reached.
        cut_percent, baseline
            Instead: a cut of so many per cent of the figure of another period, such as 5 % of the
            quota of 2021. For a flow that period is as long as the windows followed.
        side
            ``at_most`` (staffing) or ``at_least`` (an on-time rate). At most for a cut.
        confidence
            Of the interval.

        Raises
        ------
        TrendError
            When neither or both kinds of target are given, the due window is of another kind, no
            window holds the due day, or a flow's baseline has another length.
        SelectionError
            When the baseline's figure is not there.
        """
        self._place(indicator)
        definition = self.cube.catalogue.indicator(self.cube.catalogue.at(indicator))
        goal, direction = self._target(definition, unit, target, cut_percent, baseline, side)
        window = due_window(self, definition, due)
        figures = self._figures(indicator, unit)
        lowest, highest = bounds_of(definition, figures)
        place = self.cube.hierarchy.at(unit)
        found = self.core.project(
            self.cube.core.at(indicator),
            place,
            target=goal,
            at=self.core.step_of(window),
            side=direction,
            lowest=lowest,
            highest=highest,
            confidence=confidence,
        )
        return Projection(
            indicator=definition["code"],
            unit=self.cube.hierarchy.unit(place)["id"],
            due=window,
            target=goal,
            side=direction,
            confidence=confidence,
            verdict=found["verdict"],
            reason=found["reason"],
            count=sum(each is not None for each in figures),
            caveats=("season",) if self.within_years and is_flow(self, definition) else (),
            **{name: number_or_none(found[name]) for name in ("value", "low", "high")},
        )

    def _target(
        self,
        definition: Mapping[str, Any],
        unit: str,
        target: float | None,
        cut_percent: float | None,
        baseline: PeriodLike | None,
        side: str | None,
    ) -> tuple[float, str]:
        if target is not None and cut_percent is None and side is not None:
            return float(target), side
        if target is None and cut_percent is not None and baseline is not None:
            goal = cut_target(self, definition, unit, cut_percent, baseline)
            return goal, side or "at_most"
        raise _core_error(
            "CCHC-E1516",
            "give either target= with side=, or cut_percent= with baseline=",
            "phải nêu target= cùng side=, hoặc cut_percent= cùng baseline=",
        )

    def breaks(
        self, indicator: str, unit: str, *, search: bool = False
    ) -> tuple[list[KnownBreak], ShiftSearch | None]:
        """Test the known break dates first; search for another one only when asked to.

        The search looks at the windows after the last known break that shows at the chosen
        significance, and its p pays for all positions it looked at. A steady trend shifts the level
        too: a small p says that the two sides differ, not that nothing else happened.

        Returns
        -------
        known, found
            One entry for each known date; the search, or None when it was not asked for.
        """
        figures = self.series(indicator, unit)
        values = list(figures.values())
        known = []
        start = 0
        for day, name in self.known_breaks.items():
            after = sum(_begins_before(period, day) for period in self.periods)
            shift = level_shift(values, after)
            first = self.periods[after] if after < len(self.periods) else None
            known.append(KnownBreak(day, name, first, shift))
            if shift.p is not None and shift.p <= self.significance:
                start = after
        if not search:
            return known, None
        found = find_shift(values[start:])
        place = None if found.first_after is None else found.first_after + start
        return known, ShiftSearch(**{**vars(found), "first_after": place})

    def control(
        self,
        indicator: str,
        unit: str,
        *,
        of: str | None = None,
        kind: str | None = None,
        rules: str = "western_electric",
        freeze_at: PeriodLike | dt.date | None = None,
    ) -> ControlChart:
        """Return the control chart of a series; see `control_chart`.

        Parameters
        ----------
        indicator, unit
            Figures, or numerators when ``of`` is given.
        of
            Indicator of the denominators, such as files resolved for files on time.
        kind, rules
            As in `control_chart`.
        freeze_at
            Last window that makes the limits, or a day: the last window that ends on or before it.
        """
        trials = None
        if of is not None:
            trials = self._figures(of, unit)
        return control_chart(
            self.series(indicator, unit).values(),
            trials,
            kind=kind,
            rules=rules,
            windows=[str(period) for period in self.periods],
            freeze_at=None if freeze_at is None else str(self._frozen(freeze_at)),
        )

    def _frozen(self, freeze_at: PeriodLike | dt.date) -> Period:
        day = as_day(freeze_at)
        if day is None:
            return as_period(cast(PeriodLike, freeze_at))
        after = day + dt.timedelta(days=1)
        ended = [
            each for each in self.periods if each.end_month <= after.year * 12 + after.month - 1
        ]
        if not ended:
            raise unknown_argument("freeze_at", day.isoformat(), map(str, self.periods))
        return ended[-1]

    def season(self, indicator: str, unit: str) -> Season:
        """Set the position in the year apart, such as the bunching of the fourth quarter.

        Shares of the year's total are those of a flow; levels and rates do not add up over a year,
        so theirs are None.

        Raises
        ------
        TrendError
            With fewer than three complete years, or windows that do not divide the year.
        """
        length = self.periods[0].length
        if length >= 12 or self.core.step != length:
            raise _core_error(
                "CCHC-E1517",
                'the position in the year needs consecutive windows, e.g. window="quarter"',
                'thời điểm trong năm cần các kỳ liên tiếp, ví dụ window="quarter"',
            )
        figures = self.series(indicator, unit)
        definition = self.cube.catalogue.indicator(self.cube.catalogue.at(indicator))
        adds_up = is_flow(self, definition)
        years = range(self.periods[0].year, self.periods[-1].year + 1)
        windows = [
            Period.months(m, length) for y in years for m in range(y * 12, y * 12 + 12, length)
        ]
        values = [figures.get(window) for window in windows]
        found = _core.seasonal_position(
            [float("nan") if value is None else value for value in values], 12 // length
        )
        letter = {1: "T", 3: "Q", 6: "H"}[length]
        return Season(
            positions=tuple(f"{letter}{at + 1}" for at in range(12 // length)),
            years=found["years"],
            effect=tuple(found["effect"]),
            share=tuple(number_or_none(each) if adds_up else None for each in found["share"]),
            p=number_or_none(found["p"]),
            smallest_p=number_or_none(found["smallest_p"]),
        )


def _begins_before(period: Period, day: dt.date) -> bool:
    return period.first_month < day.year * 12 + day.month - 1 + (day.day > 1)


def _core_error(code: str, message_en: str, message_vi: str) -> Exception:
    from cchc.errors import TrendError, new_error

    return new_error(TrendError, code, message_en, message_vi)
