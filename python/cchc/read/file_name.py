"""Period, unit, day and order as a file's name tells them: ``BC-CCHC_So-Y-te_6T.2024_ban-2.docx``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cchc._core import Period
from cchc.read.fold import fold, squash

__all__ = ["day_in_name", "is_correction", "period_in_name", "unit_in_name", "unit_words"]

_YEAR = r"((?:19|20)\d\d)"
_GAP = r"[\s._,/-]*(?:nam)?[\s._,/-]*"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

# (pattern, kind): the year stands behind, or before where the pattern says so.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![a-z\d]){pattern}(?!\d)"), kind)
    for pattern, kind in (
        (rf"(?:quy|q)[\s._-]*(?P<n>iv|i{{1,3}}|[1-4]){_GAP}(?P<y>{_YEAR})", "Q"),
        (rf"(?P<y>{_YEAR})[\s._-]*(?:quy|q)[\s._-]*(?P<n>iv|i{{1,3}}|[1-4])(?![a-z])", "Q"),
        (rf"(?:6|sau)[\s._-]*t(?:hang)?(?:[\s._-]*dau)?{_GAP}(?P<y>{_YEAR})", "H1"),
        (
            rf"(?P<y>{_YEAR})[\s._-]*(?:6|sau)[\s._-]*t(?:hang)?(?:[\s._-]*dau(?:[\s._-]*nam)?)?",
            "H1",
        ),
        (rf"h1{_GAP}(?P<y>{_YEAR})", "H1"),
        (rf"(?P<y>{_YEAR})[\s._-]*h1", "H1"),
        (rf"9[\s._-]*(?:t(?:hang)?|m)(?:[\s._-]*dau)?{_GAP}(?P<y>{_YEAR})", "9M"),
        (rf"(?P<y>{_YEAR})[\s._-]*9[\s._-]*(?:t(?:hang)?|m)", "9M"),
        (rf"(?:ca[\s._-]*)?nam[\s._-]*(?P<y>{_YEAR})", "year"),
    )
)
_DAYS = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-._](?P<m>\d\d)[-._](?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-._](?P<m>\d{1,2})[-._](?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)"),
)
# Words before the ends of a data window, and what stands between them.
_WINDOW_WORD = re.compile(r"(?<![a-z])(?:tu|den|het)[\s._-]*(?:het[\s._-]*)?(?:ngay)?[\s._-]*$")
_TO = re.compile(r"[\s._]*(?:-|–|—|~|den|toi)[\s._]*(?:ngay)?[\s._]*")
_COMMON = re.compile(
    r"\b(?:bao cao|bc|cchc|cai cach hanh chinh|phu luc|pl|bieu mau|bm|gia lap|so lieu|ket qua|"
    r"tong hop|du thao|ban sao|copy|final|signed|ky so)\b"
)
_LEAST_LETTERS = 4
_LEAST_INSIDE = 5  # letters of a name that is looked for inside others
_CORRECTED = re.compile(
    r"(?<![a-z])(?:dinh\s*chinh|dieu\s*chinh|chinh\s*sua|sua\s*doi|da\s*sua|sua(?!c)|thay\s*the|"
    r"bo\s*sung|gui\s*lai|lan\s*[2-9]|ban\s*[2-9]|v[2-9]|corrected|revised)(?![a-z])"
)


def period_in_name(name: str) -> Period | None:
    """Return the window that a file name tells, None when it tells none."""
    text = _without_days(_words(name))
    for pattern, kind in _PATTERNS:
        found = pattern.search(text)
        if found:
            number = found.groupdict().get("n") or ""
            quarter = str(_ROMAN.get(number, number))
            end = {"Q": f"-Q{quarter}", "year": ""}.get(kind, f"-{kind}")
            return Period(found["y"] + end)
    return None


def day_in_name(name: str) -> str:
    """Return the day of receipt that a file name tells, ISO; empty when it tells none.

    Days of a data window, ``từ 15.12.2023 đến 14.6.2024`` or ``15.12.2023-14.6.2024``, are none,
    and of several other days nobody knows which one it is.
    """
    text = fold(Path(name).stem)
    found = {
        _iso(match): match
        for pattern in _DAYS
        for match in pattern.finditer(text)
        if _iso(match) and not _bounds_window(text, match)
    }
    return next(iter(found)) if len(found) == 1 else ""


def _iso(found: re.Match[str]) -> str:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    except ValueError:
        return ""


def _bounds_window(text: str, found: re.Match[str]) -> bool:
    """Whether a day is an end of a data window: its words stand before it, or another day beside."""
    before, after = text[: found.start()], text[found.end() :]
    joined = any(
        re.match(rf"{_TO.pattern}{day.pattern}", after)
        or re.search(rf"{_unnamed(day)}{_TO.pattern}$", before)
        for day in _DAYS
    )
    return joined or _WINDOW_WORD.search(before) is not None


def _unnamed(day: re.Pattern[str]) -> str:
    return day.pattern.replace("(?P<y>", "(?:").replace("(?P<m>", "(?:").replace("(?P<d>", "(?:")


def is_correction(name: str) -> bool:
    """Whether a file name says that it corrects an earlier one."""
    return _CORRECTED.search(re.sub(r"[\s._()-]+", " ", _words(name))) is not None


def unit_in_name(name: str, units: Mapping[str, str]) -> str | None:
    """Return the id of the unit whose name stands in a file name; the longest one when several do.

    Parameters
    ----------
    name
        Of the file, with or without tones, in whatever way its words are parted.
    units
        Name by id. A short one must stand alone as a word.
    """
    text = squash(Path(name).stem)
    parts = set(re.split(r"[\W_]+", _words(name)))
    fitting = []
    for each, words in units.items():
        wanted = squash(words)
        if wanted in parts or (len(wanted) >= _LEAST_INSIDE and wanted in text):
            fitting.append((len(wanted), each))
    longest = max((length for length, _ in fitting), default=0)
    best = {each for length, each in fitting if length == longest}
    return best.pop() if len(best) == 1 else None


def unit_words(name: str) -> str:
    """Return what is left of a file name without window, days, numbers and common words.

    It stands for the unit where nothing else names it; empty when too little is left.

    Examples
    --------
    >>> unit_words("BC-CCHC_so-y-te_2024-H1_lan-2.docx")
    'so y te'
    """
    text = _without_days(_words(name))
    for pattern, _ in _PATTERNS:
        text = pattern.sub(" ", text)
    text = _CORRECTED.sub(" ", re.sub(r"[\W_]+", " ", text))
    left = [word for word in _COMMON.sub(" ", text).split() if not any(map(str.isdigit, word))]
    found = " ".join(left)
    return found if sum(map(str.isalpha, found)) >= _LEAST_LETTERS else ""


def _words(name: str) -> str:
    return fold(Path(name).stem)


def _without_days(text: str) -> str:
    for pattern in _DAYS:
        text = pattern.sub(" ", text)
    return text
