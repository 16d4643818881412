"""Where a series is heading: a projection to a target's window, with a verdict and its reason."""

from __future__ import annotations

from dataclasses import dataclass

from cchc._core import Period

__all__ = ["REASONS", "VERDICTS", "Projection"]

VERDICTS = {
    "vi": {
        "on_track": "đúng tiến độ",
        "not_on_track": "không đạt theo đà hiện nay",
        "cannot_tell": "chưa kết luận được",
    },
    "en": {
        "on_track": "on track",
        "not_on_track": "not on track",
        "cannot_tell": "cannot tell",
    },
}

REASONS = {
    "vi": {
        "interval_meets": "toàn bộ khoảng dự báo đạt mục tiêu",
        "interval_misses": "toàn bộ khoảng dự báo không đạt mục tiêu",
        "interval_straddles": "khoảng dự báo nằm ở cả hai phía của mục tiêu",
        "too_few": "cần ít nhất 4 kỳ có số liệu",
        "too_far": "thời hạn xa hơn khoảng thời gian đã có số liệu",
        "known": "kỳ của mục tiêu đã có báo cáo",
        "no_target": "không có mục tiêu",
    },
    "en": {
        "interval_meets": "the whole interval meets the target",
        "interval_misses": "the whole interval misses the target",
        "interval_straddles": "the interval lies on both sides of the target",
        "too_few": "at least 4 windows with figures are needed",
        "too_far": "the target lies further ahead than the figures reach back",
        "known": "the target's window is already reported",
        "no_target": "there is no target",
    },
}


@dataclass(frozen=True)
class Projection:
    """A target held against the line through the figures.

    ``value`` is where the line arrives, ``low`` and ``high`` the interval that a figure of that
    window falls into with the given confidence, if nothing changes; None with fewer than three
    figures. ``verdict`` is on_track, not_on_track or cannot_tell; ``reason`` says why.
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

    @property
    def reason_vi(self) -> str:
        """The reason in Vietnamese."""
        return REASONS["vi"][self.reason]

    @property
    def reason_en(self) -> str:
        """The reason in English."""
        return REASONS["en"][self.reason]
