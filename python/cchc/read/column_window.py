"""The windows that the heading of a value column names: `Quý I/2024`, `6T/2023`, `Năm 2024` over `6 tháng`.

A year over a part of the year is that part of that year, whatever their order. A heading that names
several windows names none.
"""

from __future__ import annotations

import re

from cchc._core import Period
from cchc.read.fold import composed, fold

__all__ = ["names_window", "plain_heading", "window_of", "windows_agree", "without_windows"]

_NUMBERS = {"ba": 3, "sau": 6, "chin": 9}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNT = r"(?:0?[1-9]|1[0-2]|ba|sau|chin)"
_PART = re.compile(
    rf"(?<!\w)(?:(?P<count>{_COUNT})\s*thang(?:\s*(?P<side>dau|cuoi)(?:\s*(?:nam|ky))?)?(?!\s*\d{{1,2}}(?!\d))|"
    r"quy\s*(?P<quarter>iv|i{1,3}|0?[1-4])(?!\w)|thang\s*(?P<month>1[0-2]|0?[1-9])(?!\d)|"
    r"(?P<whole>(?:ca|het|cuoi|toan)\s*nam(?!\s*(?:nay|bao\s*cao))))"
    r"(?:\s*[/.,-]?\s*(?:nam\s*)?(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_YEAR_NAMED = re.compile(r"(?<!\w)(?<!dau )nam\s*((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)")
_DATE_IN_WORDS = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam ((?:19|20)\d\d)(?!\d)")
# The window that a heading speaks of without its number: the one that is reported, by its sort.
_BARE = re.compile(
    r"(?<!\w)(?P<sort>quy|thang)(?:\s*(?:nay|bao\s*cao))?(?!\s*(?:\d|i{1,3}(?!\w)|iv(?!\w)))(?!\w)"
)
# A year without its number that goes on since January.
_BARE_YEAR = re.compile(r"(?<!\w)(?:tu\s*dau\s*nam|trong\s*nam|nam\s*(?:nay|bao\s*cao))(?!\w)")
_UNTIL_MONTH = re.compile(
    r"(?<!\w)(?:den|het)\s*(?:het\s*)?thang\s*(\d{1,2})(?:\s*(?:/|nam)?\s*(?:nam\s*)?((?:19|20)\d\d))?(?!\d)"
)
_SHORT_MONTHS = re.compile(r"(?<!\w)([1-9]|1[0-2])\s*t(?!\w)")  # 6T/2024
_REMARK = re.compile(r"\((?:su|ap) dung[^)]*\)|\(dung (?:cho|trong)[^)]*\)|\(neu co\)")
_HALF = re.compile(r"(?<!\w)nua (?=(?:dau|cuoi) nam)")
_RANGE = re.compile(
    r"(?<!\w)(?:tu\s*)?thang\s*(1[0-2]|0?[1-9])\s*(?:den|-|–)\s*(?:het\s*)?(?:thang\s*)?"
    r"(1[0-2]|0?[1-9])(?!\d)(?!\s*[/.-]\s*\d{1,2}(?!\d))"
)
# Quarters that follow each other since January, by the months that they are.
_QUARTERS = (
    (
        re.compile(r"quy i\s*(?:,|va|-|\+)\s*(?:quy )?ii\s*(?:,|va|-|\+)\s*(?:quy )?iii(?!\w)"),
        "9 thang",
    ),
    (re.compile(r"(?:tu )?quy i\s*(?:-|den)\s*(?:quy )?iii(?!\w)"), "9 thang"),
    (re.compile(r"(?:tu )?quy i\s*(?:,|va|-|\+|den)\s*(?:quy )?ii(?!\w)"), "6 thang"),
)
_LENGTHS = {"quy": 3, "thang": 1}


def plain_heading(heading: str) -> str:
    """The heading folded, with `6T/2024`, `quý I, II` and days in words written in one way."""
    folded = _REMARK.sub(" ", " ".join(fold(heading).split()))
    if folded == "nam" and "ă" in composed(heading).lower():
        return "ca nam"  # and not the men, "Nam"
    folded = _DATE_IN_WORDS.sub(r"\1/\2/\3", folded)
    folded = _SHORT_MONTHS.sub(r"\1 thang", folded)
    folded = _RANGE.sub(_in_one_way, _HALF.sub("6 thang ", folded))
    for quarters, months in _QUARTERS:
        folded = quarters.sub(months, folded)
    return folded


def _in_one_way(months: re.Match[str]) -> str:
    """Months from one to another as those since January, or as their quarter."""
    first, last = int(months[1]), int(months[2])
    if first == 1:
        return f"{last} thang"
    return f"quy {last // 3}" if last % 3 == 0 and first == last - 2 else months[0]


def window_of(heading: str, year: int | None = None) -> Period | None:
    """Return the one window that a heading names; None for any other heading.

    `year` is that of windows named without one; without it they are no windows.
    """
    folded = plain_heading(heading)
    if _UNTIL_MONTH.search(folded):
        return None
    named = _windows(_DATE.sub(" ", folded), year)
    return named[0] if named and len(set(named)) == 1 else None


def names_window(heading: str) -> bool:
    """Whether a heading names a window, a year or how far its figures go."""
    folded = plain_heading(heading)
    return any(pattern.search(folded) for pattern in (_PART, _YEAR, _UNTIL_MONTH))


def windows_agree(folded: str, own: Period) -> bool:
    """Whether every window, year and day that a plain heading names agrees with a period."""
    dates = _DATE.findall(folded)
    rest = _DATE.sub(" ", folded)
    until = _UNTIL_MONTH.search(rest)
    if until:
        end = int(until[2] or own.year) * 12 + int(until[1])
        if own.first_month % 12 != 0 or end != own.end_month:
            return False
        rest = _UNTIL_MONTH.sub(" ", rest)
    if any(_LENGTHS[bare["sort"]] != own.length for bare in _bare(rest)):
        return False
    named = _windows(rest, own.year)
    if any(window != own for window in named):
        return False
    if {int(year) for year in _YEAR.findall(rest)} - {own.year}:
        return False
    last = max((int(year) * 12 + int(month) - 1 for _, month, year in dates), default=None)
    return last is None or last == own.first_month + own.length - 1


def without_windows(folded: str) -> str:
    """A plain heading without the words that name windows, years and days."""
    for pattern in (_UNTIL_MONTH, _DATE, _PART, _BARE_YEAR, _YEAR_NAMED, _YEAR, _BARE):
        folded = pattern.sub(" ", folded)
    return folded


def _bare(folded: str) -> list[re.Match[str]]:
    return list(_BARE.finditer(_PART.sub(" ", folded)))


def _windows(folded: str, default: int | None) -> list[Period | None]:
    """Every window that words without days name, None for one whose year is not told."""
    years = {int(year) for year in _YEAR.findall(folded)}
    single = years.pop() if len(years) == 1 else None if years else default
    parts = list(_PART.finditer(folded))
    if not parts:
        return [Period(year) for year in _YEAR_NAMED.findall(folded)]
    named = [_window(part, int(part["year"]) if part["year"] else single) for part in parts]
    attached = {int(part["year"]) for part in parts if part["year"]}
    # A year of its own beside windows of other years.
    return named if not attached or single or attached == years else [*named, None]


def _window(part: re.Match[str], year: int | None) -> Period | None:
    if year is None:
        return None
    if part["month"]:
        first = last = int(part["month"])
    elif part["quarter"]:
        quarter = _ROMAN.get(part["quarter"]) or int(part["quarter"])
        first, last = 3 * quarter - 2, 3 * quarter
    else:
        count = 12 if part["whole"] else _NUMBERS.get(part["count"]) or int(part["count"])
        first, last = (13 - count, 12) if part["side"] == "cuoi" else (1, count)
    return Period(f"{year}-{first:02d}..{year}-{last:02d}")
