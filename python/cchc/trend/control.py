"""Control charts: limits that a steady process rarely leaves, and named run rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc import _core
from cchc._answers import answered
from cchc._arguments import data_frame, number_or_none, unknown_argument
from cchc.errors import TrendError, new_error
from cchc.trend.series import as_gaps

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ControlChart", "Signal", "control_chart", "rule_sets"]

#: The run rules that are offered, by name.
RULE_SETS = ("western_electric", "nelson", "nhs", "anhoej")


def rule_sets() -> tuple[str, ...]:
    """Return the names of the sets of run rules; sources disagree, so a result names its set."""
    return RULE_SETS


_NOTES = {
    "vi": {
        "degenerate": "các số liệu làm cơ sở không thay đổi nên không có giới hạn kiểm soát",
        "provisional": "giới hạn tạm thời: dựa trên chưa đến 12 kỳ",
    },
    "en": {
        "degenerate": "the figures that the limits would rest on do not vary: there are no limits",
        "provisional": "provisional limits: they rest on fewer than 12 windows",
    },
}


@dataclass(frozen=True)
class Signal:
    """A pattern that a steady process rarely makes: its rule, first and last window."""

    rule: str
    first: str
    last: str


@dataclass(frozen=True)
class ControlChart:
    """Figures with their control limits; shares are in 0..1, None where there is no figure.

    ``kind`` is p, p_prime (limits widened by the scatter between windows) or xmr; ``rule_set`` names
    the run rules and ``rules`` lists them. ``windows_used`` counts the figures that the limits rest
    on; with fewer than 12 limits are provisional. ``degenerate`` is True where nothing varies (every
    rate is 0 or 100 per cent, or all figures are equal): there are no limits then, as they would
    have no width, and rules that count sigmas are left out.
    """

    kind: str
    rule_set: str
    rules: tuple[str, ...]
    windows: tuple[str, ...]
    windows_used: int
    centre: float | None
    value: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    moving_range_limit: float | None
    signals: tuple[Signal, ...]
    frozen_at: str | None
    degenerate: bool = False

    @property
    def note_vi(self) -> str:
        """What to bear in mind about the limits, in Vietnamese; empty when nothing."""
        return self._note("vi")

    @property
    def note_en(self) -> str:
        """What to bear in mind about the limits, in English; empty when nothing."""
        return self._note("en")

    def _note(self, lang: str) -> str:
        if self.degenerate:
            return _NOTES[lang]["degenerate"]
        return _NOTES[lang]["provisional"] if self.provisional else ""

    @property
    def provisional(self) -> bool:
        """Whether the limits rest on fewer than 12 figures."""
        return self.windows_used < 12

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each window; missing is NaN."""
        rows = zip(self.windows, self.value, self.low, self.high, strict=True)
        return data_frame(
            (
                {"period": window, "value": value, "low": low, "high": high, "centre": self.centre}
                for window, value, low, high in rows
            ),
            numbers=("value", "low", "high", "centre"),
        )


@answered
def control_chart(
    figures: Iterable[float | None],
    trials: Iterable[float | None] | None = None,
    *,
    kind: str | None = None,
    rules: str = "western_electric",
    windows: Iterable[str] | None = None,
    freeze_at: object = None,
) -> ControlChart:
    """Return a control chart of shares with varying denominators, or of single figures.

    Parameters
    ----------
    figures
        Numerators of shares, or the figures themselves; None and NaN are gaps.
    trials
        Denominators; without them the chart is xmr.
    kind
        ``p``, ``p_prime`` or ``xmr``; p or xmr when not given.
    rules
        One of `rule_sets`.
    windows
        Names of the windows; their numbers when not given.
    freeze_at
        Name of the last window that makes the limits; later ones are held against them. What is no
        text, such as a day, is written as one.

    Raises
    ------
    TrendError
        For a numerator beyond its denominator, what is no number or an infinite one, or another
        number of windows than of figures.
    SelectionError
        For an unknown kind, set of rules or window.

    Examples
    --------
    >>> chart = control_chart([95, 90, 97, 80], [100, 90, 100, 100])
    >>> [(signal.rule, signal.last) for signal in chart.signals]
    [('beyond_3_sigma', '3')]
    """
    series = as_gaps(figures)
    names = tuple(map(str, range(len(series)) if windows is None else windows))
    if len(names) != len(series):
        raise new_error(
            TrendError,
            "CCHC-E1501",
            f"there must be one window for each figure: {len(names)} / {len(series)}",
            f"mỗi số liệu phải có đúng một kỳ: {len(names)} / {len(series)}",
        )
    frozen_at = None if freeze_at is None else str(freeze_at)
    chosen = kind or ("xmr" if trials is None else "p")
    found = _core.control_chart(
        chosen,
        series,
        as_gaps(() if trials is None else trials),
        rules=rules,
        frozen=_frozen(names, frozen_at),
    )
    return ControlChart(
        kind=chosen,
        rule_set=rules,
        rules=tuple(found["rules"]),
        windows=names,
        windows_used=found["windows_used"],
        centre=number_or_none(found["centre"]),
        value=tuple(map(number_or_none, found["value"])),
        low=tuple(map(number_or_none, found["low"])),
        high=tuple(map(number_or_none, found["high"])),
        moving_range_limit=number_or_none(found["moving_range_limit"]),
        signals=tuple(
            Signal(rule, names[first], names[last]) for rule, first, last in found["signals"]
        ),
        frozen_at=frozen_at,
        degenerate=found["degenerate"],
    )


def _frozen(names: tuple[str, ...], freeze_at: str | None) -> int:
    if freeze_at is None:
        return -1
    if freeze_at not in names:
        raise unknown_argument("freeze_at", freeze_at, names)
    return names.index(freeze_at) + 1
