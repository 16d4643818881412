"""What the heading of a value column says its figures are: this report's, or others.

A heading is this report's when all its words only say that figures follow, or name its period.
Whatever else it says (a plan, the period before, another year, thousands, words nobody knows) makes
its figures ones that are not taken without asking.
"""

from __future__ import annotations

import re
from typing import Literal

from cchc._core import Period, find_period_in
from cchc.read.fold import fold, squash
from cchc.read.scale import scale_word

__all__ = ["ColumnMeaning", "meaning_of", "names_window", "window_of"]

#: own: this report's figures; other: a plan, a comparison, another period; period: names a period
#: that is not the report's; scaled: in thousands; unknown: words that do not tell.
ColumnMeaning = Literal["own", "other", "period", "scaled", "unknown"]

_OTHER_FIGURES = re.compile(
    r"(?<!\w)(?:ke hoach|kh|chi tieu|muc tieu|dinh muc|du kien|du toan|uoc|phan dau|dang ky|nhu cau|"
    r"giao|so sanh|so voi|tang|giam|chenh lech|ky truoc|nam truoc|quy truoc|thang truoc|nam ngoai|"
    r"lien truoc|truoc do|cung ky|ck|ky sau|nam sau|quy sau|thang sau|binh quan|"
    r"trung binh|ty trong|ti trong|ty le|ti le|thuc hien nam|phuong huong)(?!\w)"
)
# Words that only say that figures of the report follow, as they are folded.
_NEUTRAL = frozenset(
    {"so", "lieu", "ket", "qua", "thuc", "hien", "gia", "tri", "luong", "thong", "ke", "bao", "cao"}
    | {"ky", "nay", "trong", "cua", "dat", "duoc", "tong", "cong", "hop", "chinh", "don", "vi"}
    | {"tu", "den", "cac", "th", "bc", "tinh", "cchc", "cap", "nhat", "da", "het", "thoi", "diem"}
)
_PERIOD_WORDS = re.compile(
    r"(?:\d{1,2}|sau|chin|ba)\s*thang(?:\s*(?:dau|cuoi))?(?:\s*nam)?|"
    r"quy\s*(?:i{1,3}|iv|[1-4])(?!\w)|thang\s*\d{1,2}|(?:ca\s*)?nam|"
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d|(?:19|20)\d\d"
)
_RUNNING_TOTAL = re.compile(r"(?<!\w)luy (?:ke|tien)(?: (?:tu )?dau (?:nam|ky))?(?!\w)")
_MONTHS = re.compile(r"(?<!\w)([1-9]|1[0-2])\s*t(?!\w)")  # 6T/2024
_TIMES = re.compile(r"\s[x×*]$")  # what follows was taken for the code of the first row
_PARTS = re.compile(r"quy|thang|ca nam")
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REMARK = re.compile(r"\((?:su|ap) dung[^)]*\)|\(dung (?:cho|trong)[^)]*\)|\(neu co\)")
_WORD = re.compile(r"[^\W\d_]+|\d+|%")


_UNTIL_MONTH = re.compile(
    r"(?<!\w)(?:den|het)\s*(?:het\s*)?thang\s*(\d{1,2})(?:\s*(?:/|nam)?\s*(?:nam\s*)?((?:19|20)\d\d))?(?!\d)"
)
# Quarters that follow each other since January, by the months that they are.
_QUARTERS = (
    (
        re.compile(r"quy i\s*(?:,|va|-|\+)\s*(?:quy )?ii\s*(?:,|va|-|\+)\s*(?:quy )?iii(?!\w)"),
        "9 thang",
    ),
    (re.compile(r"quy i\s*(?:,|va|-|\+)\s*(?:quy )?ii(?!\w)"), "6 thang"),
)


def meaning_of(heading: str, own: Period | None) -> ColumnMeaning:
    """Return what a heading says; `own` is the period that the report says it is of, if any."""
    folded = _plain(heading)
    if _RUNNING_TOTAL.search(folded):
        # Since January, so of a report that begins there its own figures.
        if own is not None and own.first_month % 12 != 0:
            return "other"
        folded = _RUNNING_TOTAL.sub(" ", folded)
    if scale_word(folded) or _TIMES.search(folded):
        return "scaled"
    if _OTHER_FIGURES.search(folded):
        return "other"
    if own is not None and not _is_of(folded, own):
        return "period"
    folded = _UNTIL_MONTH.sub(" ", folded)
    left = _WORD.findall(_PERIOD_WORDS.sub(" ", folded))
    return "own" if all(word in _NEUTRAL for word in left) or _is_squashed(folded) else "unknown"


def names_window(heading: str) -> bool:
    """Whether a heading names a window, a year or a running total, or says that it is a total."""
    folded = _plain(heading)
    patterns = (_RUNNING_TOTAL, _PARTS, _YEAR, _UNTIL_MONTH)
    return any(pattern.search(folded) for pattern in patterns)


def window_of(heading: str) -> Period | None:
    """Return the window that a heading names with its year; None for any other heading."""
    folded = _plain(heading)
    return None if _UNTIL_MONTH.search(folded) else find_period_in(folded)


def _plain(heading: str) -> str:
    """The heading folded, `6T/2024` and `quý I, II` written as the months that they are."""
    folded = _REMARK.sub(" ", " ".join(fold(heading).split()))
    folded = _MONTHS.sub(r"\1 thang", folded)
    for quarters, months in _QUARTERS:
        folded = quarters.sub(months, folded)
    return folded


def _is_of(folded: str, own: Period) -> bool:
    """Whether every period, year and day that a heading names agrees with a period."""
    dates = _DATE.findall(folded)
    rest = _DATE.sub(" ", folded)
    until = _UNTIL_MONTH.search(rest)
    if until:
        end = int(until[2] or own.year) * 12 + int(until[1])
        if own.first_month % 12 != 0 or end != own.end_month:
            return False
        rest = _UNTIL_MONTH.sub(" ", rest)
    named = find_period_in(rest)
    if named is None and _PARTS.search(rest) and not _YEAR.search(rest):
        named = find_period_in(f"{rest} nam {own.year}")  # quý I, of the report's year
    if named is not None and named != own:
        return False
    years = {int(year) for year in _YEAR.findall(rest)}
    if named is None and years - {own.year}:
        return False
    last = max((int(year) * 12 + int(month) - 1 for _, month, year in dates), default=None)
    return last is None or last == own.first_month + own.length - 1


def _is_squashed(folded: str) -> bool:
    """Whether the words of a heading are neutral ones that lost the spaces between them."""
    rest = squash(folded)
    while rest:
        word = next((w for w in sorted(_NEUTRAL, key=len, reverse=True) if rest.startswith(w)), "")
        if not word:
            return False
        rest = rest[len(word) :]
    return True
