"""What the heading of a value column says its figures are: this report's, or others.

A heading is this report's when all its words only say that figures follow, or name its period.
Whatever else it says (a plan, the period before, another year, thousands, words nobody knows) makes
its figures ones that are not taken without asking.
"""

from __future__ import annotations

import re
from typing import Literal

from cchc._core import Period
from cchc.read.column_window import names_window, plain_heading, windows_agree, without_windows
from cchc.read.fold import composed, fold, squash
from cchc.read.scale import scale_word

__all__ = ["ColumnMeaning", "meaning_of", "names_own_window"]

#: own: this report's figures; other: a plan, a comparison, another period; period: names a period
#: that is not the report's; scaled: in thousands; unknown: words that do not tell.
ColumnMeaning = Literal["own", "other", "period", "scaled", "unknown"]

_OTHER_FIGURES = re.compile(
    r"(?<!\w)(?:ke hoach|kh|chi tieu|muc tieu|dinh muc|du kien|du toan|uoc|phan dau|dang ky|nhu cau|"
    r"giao|so sanh|so voi|tang|giam|chenh lech|ky truoc|nam truoc|quy truoc|thang truoc|nam ngoai|"
    r"lien truoc|truoc do|cung ky|ck|ky sau|nam sau|quy sau|thang sau|binh quan|"
    r"trung binh|ty trong|ti trong|ty le|ti le|phuong huong|nhiem ky|giai doan|"
    r"(?:cac|nhieu|hang) (?:nam|ky|quy|thang)|tu truoc|(?<!tu )(?<!thang )dau ky)(?!\w)"
)
# What a year's plan is held against: the year reported, or one before it.
_DONE_IN_YEAR = re.compile(r"(?<!\w)thuc hien (?:ca )?nam(?!\w)")
# Names of bodies that hold words of other figures.
_NAMES = re.compile(
    r"(?<!\w)(?:giao duc|giao thong|ke hoach(?: va|,| -|-|–)? dau tu|tai chinh(?: va|,| -|-|–)? ke hoach|"
    r"dang ky (?:dat dai|kinh doanh|quyen)|giam (?:dinh|sat|doc))(?!\w)"
)
# Words that only say that figures of the report follow, as they are folded.
_NEUTRAL = frozenset(
    {"so", "lieu", "ket", "qua", "thuc", "hien", "gia", "tri", "luong", "thong", "ke", "bao", "cao"}
    | {"ky", "nay", "trong", "cua", "dat", "duoc", "tong", "cong", "hop", "chinh", "don", "vi"}
    | {"tu", "den", "th", "bc", "tinh", "cchc", "cap", "nhat", "da", "het", "thoi", "diem", "toan"}
)
# Words that are neutral ones only without their tones: a province, a level, men.
_TONED = frozenset({"tỉnh", "cấp", "nam"})
_RUNNING_TOTAL = re.compile(
    r"(?<!\w)(?:luy (?:ke|tien)(?: tu dau (?:nam|ky)| dau nam)?|tu dau nam)(?!\w)"
)
_THROUGH_YEARS = re.compile(r"(?<!\w)(?:den|qua) nam (?=\d)")  # of a running total
_TIMES = re.compile(r"\s[x×*]$")  # what follows was taken for the code of the first row
_WORD = re.compile(r"[^\W\d_]+|\d+|%")


def meaning_of(heading: str, own: Period | None) -> ColumnMeaning:
    """Return what a heading says; `own` is the period that the report says it is of, if any."""
    folded = plain_heading(heading)
    running = _RUNNING_TOTAL.search(folded) is not None
    if running:
        # Since January, so of a report that begins there its own figures.
        late = own is not None and own.first_month % 12 != 0
        if late or _THROUGH_YEARS.search(folded):
            return "other"
        folded = _RUNNING_TOTAL.sub(" ", folded)
    if scale_word(folded) or _TIMES.search(folded):
        return "scaled"
    folded = _NAMES.sub("#", folded)
    agrees = own is not None and windows_agree(folded, own)
    if _OTHER_FIGURES.search(folded) or (_DONE_IN_YEAR.search(folded) and not agrees):
        return "other"
    if own is not None and not agrees:
        return "period"
    if _is_neutral(heading, folded):
        return "own"
    return "other" if running else "unknown"


def names_own_window(heading: str) -> bool:
    """Whether a heading names a window, a year or a running total."""
    return names_window(heading) or _RUNNING_TOTAL.search(plain_heading(heading)) is not None


def _is_neutral(heading: str, folded: str) -> bool:
    """Whether the words of a heading that name no window only say that figures follow."""
    rest = without_windows(folded)
    left = _WORD.findall(rest)
    if "#" in rest or any(word in _TONED and fold(word) in left for word in _toned_words(heading)):
        return False
    return all(word in _NEUTRAL for word in left) or _is_squashed(rest)


def _toned_words(heading: str) -> list[str]:
    return _WORD.findall(composed(heading).lower())


def _is_squashed(folded: str) -> bool:
    """Whether the words of a heading are neutral ones that lost the spaces between them."""
    rest = squash(folded)
    if not rest:
        return False  # a sign alone: `%`
    while rest:
        word = next((w for w in sorted(_NEUTRAL, key=len, reverse=True) if rest.startswith(w)), "")
        if not word:
            return False
        rest = rest[len(word) :]
    return True
