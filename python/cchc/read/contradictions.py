"""What a report says twice and differently: its period in headings, and its data window."""

from collections.abc import Iterable
from datetime import date, timedelta

from cchc._core import Period, find_period_in
from cchc.read.issue import Issue, issue

_SLACK = timedelta(days=45)  # a window may begin or end so far outside the period's own


def periods_differ(texts: Iterable[str], file: str) -> list[Issue]:
    """An issue when headings name different periods; texts that name none are passed over.

    `quý I/2024` and `quý 1 năm 2024` are one period.
    """
    printed: dict[Period, str] = {}
    for text in texts:
        period = find_period_in(text) if text else None
        if period is not None:
            printed.setdefault(period, text)
    if len(printed) < 2:
        return []
    named = ", ".join(f"“{text}”" for text in printed.values())
    return [issue("periods_differ", file=file, line=None, periods=named)]


def window_differs(
    window: tuple[date, date] | None, line: int | None, period_text: str, file: str
) -> list[Issue]:
    """An issue when the stated data window cannot be the one of the period.

    It must overlap the window that the reporting rule gives the period, and stay within 45 days of
    it at either end. Nothing is said when window or period is not known.
    """
    period = find_period_in(period_text) if period_text else None
    if window is None or period is None:
        return []
    first, last = (date.fromisoformat(text) for text in period.rule_window)
    overlaps = window[0] <= last and first <= window[1]
    if overlaps and first - _SLACK <= window[0] and window[1] <= last + _SLACK:
        return []
    days = dict(zip(("first", "last"), map(_printed, window), strict=True))
    days |= {"rule_first": _printed(first), "rule_last": _printed(last)}
    raw = f"{days['first']} - {days['last']}"
    return [issue("window_differs", file=file, line=line, raw=raw, period=period_text, **days)]


def _printed(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
