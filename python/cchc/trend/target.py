"""Where a series is heading: a projection to a target's window, with a verdict and its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from cchc._arguments import PeriodLike, as_period, unknown_argument
from cchc._core import Period
from cchc.aggregate import resample
from cchc.observations import checked_day
from cchc.trend.windows import gives_flows

if TYPE_CHECKING:
    from cchc.trend.result import Trend

__all__ = [
    "CAVEATS",
    "REASONS",
    "VERDICTS",
    "Projection",
    "as_day",
    "bounds_of",
    "cut_target",
    "due_window",
    "is_flow",
]

VERDICTS = {
    "vi": {
        "on_track": "đúng tiến độ",
        "not_on_track": "không đạt theo đà hiện nay",
        "cannot_tell": "chưa kết luận được",
        "reached": "đã đạt",
        "not_reached": "không đạt",
    },
    "en": {
        "on_track": "on track",
        "not_on_track": "not on track",
        "cannot_tell": "cannot tell",
        "reached": "reached",
        "not_reached": "not reached",
    },
}

REASONS = {
    "vi": {
        "interval_meets": "toàn bộ khoảng dự báo đạt mục tiêu",
        "interval_misses": "toàn bộ khoảng dự báo không đạt mục tiêu",
        "interval_straddles": "khoảng dự báo nằm ở cả hai phía của mục tiêu",
        "too_few": "cần ít nhất 4 kỳ có số liệu",
        "no_scatter": "số liệu nằm đúng trên một đường thẳng, quá ít kỳ để biết mức dao động",
        "too_far": "thời hạn xa hơn khoảng thời gian đã có số liệu",
        "beyond_bounds": "đường thẳng đi ra ngoài các giá trị mà chỉ tiêu có thể nhận, nên đà hiện nay "
        "không thể giữ đến thời hạn",
        "serial": "các kỳ liền nhau phụ thuộc nhau nên khoảng dự báo sẽ hẹp hơn thực tế",
        "known": "kỳ của mục tiêu đã có báo cáo",
        "passed": "kỳ của mục tiêu đã qua nhưng không có số liệu",
        "no_target": "không có mục tiêu",
    },
    "en": {
        "interval_meets": "the whole interval meets the target",
        "interval_misses": "the whole interval misses the target",
        "interval_straddles": "the interval lies on both sides of the target",
        "too_few": "at least 4 windows with figures are needed",
        "no_scatter": "the figures lie exactly on a line, and there are too few to know their scatter",
        "too_far": "the target lies further ahead than the figures reach back",
        "beyond_bounds": "the line leaves what figures of this indicator can be, so it cannot hold "
        "until then",
        "serial": "neighbouring windows go together, so an interval would be narrower than the truth",
        "known": "the target's window is already reported",
        "passed": "the target's window has passed and has no figure",
        "no_target": "there is no target",
    },
}

#: What a reader must know beside a projection.
CAVEATS = {
    "vi": {
        "season": "dự báo không tách yếu tố thời điểm trong năm; nếu số liệu dồn vào một quý, hãy "
        'theo dõi cùng một kỳ của mỗi năm, ví dụ window="Q4"',
    },
    "en": {
        "season": "the position in the year is not set apart; where figures bunch in one quarter, "
        'follow one position of each year, e.g. window="Q4"',
    },
}


_SHARE = re.compile(
    r"100\*\[(?P<part>[^\]@]*)\]/(?P<whole>\[[^\]@]*\]|\(\[[^\]@]*\](?:\+\[[^\]@]*\])+\))"
)


@dataclass(frozen=True)
class Projection:
    """A target held against the line through the figures.

    ``value`` is where the line arrives, ``low`` and ``high`` the interval that a figure of that
    window falls into with the given confidence, if nothing changes, cut to what figures can be; None
    with fewer than three figures, and the interval also where figures without any scatter are too
    few to bound one, where neighbouring figures go together, and where the line leaves what figures
    can be.
    ``verdict`` is on_track, not_on_track or cannot_tell; for a window that is already reported it is
    no forecast but a fact, reached or not_reached, and ``value`` is its figure. ``reason`` says why,
    ``caveats`` what else to know (season).
    """

    indicator: str
    unit: str
    due: Period
    target: float
    side: str
    value: float | None
    low: float | None
    high: float | None
    confidence: float
    verdict: str
    reason: str
    count: int
    caveats: tuple[str, ...] = ()

    @property
    def reason_vi(self) -> str:
        """The reason in Vietnamese."""
        return REASONS["vi"][self.reason]

    @property
    def reason_en(self) -> str:
        """The reason in English."""
        return REASONS["en"][self.reason]


def bounds_of(
    definition: Mapping[str, Any], figures: Iterable[float | None] = ()
) -> tuple[float, float]:
    """Return the least and the largest figure that an indicator can have.

    Counts and amounts are 0 or more, shares of a whole 0 to 100 per cent. A change against a base,
    such as a cut since 2015, may be negative; it reaches 100 per cent at most where it is what is
    gone of its base, and has no end where it may grow. A rate that a formula makes of two figures is
    a share only where the first is part of the second, as 7.1.1 is of 7.1; tasks done of tasks given
    may be more than 100 per cent. What is computed has no bound that its `figures` lie beyond.
    """
    no_end = float("inf")
    most = 100.0 if definition["unit_of_measure"] == "percent" else no_end
    numerator, formula = definition.get("numerator") or "", definition.get("formula") or ""
    parts = numerator or formula
    lowest = 0.0
    if definition["kind"] == "ratio" and "-" in re.sub(r"\[[^\]]*\]", "", parts):
        base = definition.get("denominator") or ""
        lowest, most = -no_end, most if base and parts.startswith(base) else no_end
    elif not numerator and formula and not _is_share(formula):
        most = no_end
    if numerator:
        return lowest, most
    told = [each for each in figures if each is not None]
    least, greatest = min(told, default=0.0), max(told, default=0.0)
    return (-no_end if least < lowest else lowest), (no_end if greatest > most else most)


def _is_share(formula: str) -> bool:
    """Whether a formula is 100 times a figure by one that it is part of, or by a sum that holds it."""
    found = _SHARE.fullmatch("".join(formula.split()))
    if found is None:
        return False
    whole = re.findall(r"\[([^\]]*)\]", found["whole"])
    return found["part"] in whole or (len(whole) == 1 and found["part"].startswith(f"{whole[0]}."))


def as_day(value: object) -> dt.date | None:
    """Return a day given as one or as text, 2024-06-17 or 17/6/2024; None for anything else.

    Raises
    ------
    PeriodError
        For a text that looks like a day and is none, such as 2024-02-30.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}", value):
        return dt.date.fromisoformat(checked_day(value))
    return None


def is_flow(trend: Trend, definition: Mapping[str, Any]) -> bool:
    """Return whether a figure of a trend is an amount of its window, so that length matters."""
    kind = definition["kind"]
    return kind == "flow" or (kind == "cumulative" and gives_flows(trend.window))


def due_window(trend: Trend, definition: Mapping[str, Any], due: PeriodLike | dt.date) -> Period:
    """Return the window of a target.

    A day belongs to the window whose calendar months hold it. Where only one position of each year
    is followed, a day between two windows belongs to none; a stock is then read at the end of the
    next window.

    Raises
    ------
    TrendError
        When no window holds the day and the indicator is no stock.
    """
    day = as_day(due)
    if day is None:
        return as_period(cast(PeriodLike, due))
    month = day.year * 12 + day.month - 1
    first, step = trend.periods[0], trend.core.step
    window = first.shifted((month - first.first_month) // step * step)
    if month < window.end_month:
        return window
    if definition["kind"] == "stock":
        return window.shifted(step)
    before, after = window, window.shifted(step)
    raise _error(
        "CCHC-E1520",
        f"no window of this series holds {day.isoformat()}: it lies between {before} and {after}; "
        f'give one of them as due=, or follow consecutive windows, e.g. window="quarter"',
        f"không có kỳ nào của chuỗi chứa ngày {day.isoformat()}: ngày này nằm giữa {before} và "
        f"{after}; hãy nêu một trong hai kỳ đó ở due=, hoặc theo dõi các kỳ liên tiếp, ví dụ "
        f'window="quarter"',
    )


def cut_target(
    trend: Trend,
    definition: Mapping[str, Any],
    unit: str,
    cut_percent: float,
    baseline: PeriodLike,
) -> float:
    """Return what a cut of so many per cent leaves of the baseline's figure.

    Raises
    ------
    TrendError
        For a flow whose baseline is longer or shorter than the windows followed.
    SelectionError
        When the baseline's figure is not there.
    """
    code = definition["code"]
    window = as_period(baseline)
    cube = trend.source
    if is_flow(trend, definition):
        _require_length(trend, code, window)
        if trend.window is not None:
            flows = gives_flows(trend.window)
            cube = resample(cube, [window], flows_of_cumulative=flows)
    base = cube.figure(code, unit, window)
    if base.value is None:
        raise unknown_argument("baseline", baseline, ["a period with a figure"])
    kept = (100 - Decimal(repr(cut_percent))) / 100
    return float(Decimal(base.text or repr(base.value)) * kept)


def _require_length(trend: Trend, code: str, baseline: Period) -> None:
    followed = trend.periods[-1]
    if baseline.length == followed.length:
        return
    alike = Period.months(baseline.end_month - followed.length, followed.length)
    raise _error(
        "CCHC-E1519",
        f"{code} adds up over time: the figure of {baseline} ({baseline.length} months) is no "
        f"baseline for windows like {followed} ({followed.length} months); give a baseline of the "
        f'same length, e.g. baseline="{alike}", or follow windows as long as it, e.g. window="year"',
        f"chỉ tiêu {code} cộng dồn theo thời gian: số liệu của {baseline} ({baseline.length} tháng) "
        f"không làm gốc cho các kỳ như {followed} ({followed.length} tháng) được; hãy chọn kỳ gốc cùng "
        f'độ dài, ví dụ baseline="{alike}", hoặc theo dõi các kỳ dài bằng nó, ví dụ window="year"',
    )


def _error(code: str, message_en: str, message_vi: str) -> Exception:
    from cchc.errors import TrendError, new_error

    return new_error(TrendError, code, message_en, message_vi)
