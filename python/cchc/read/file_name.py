"""Period, unit, day and order as a file's name tells them: ``BC-CCHC_So-Y-te_6T.2024_ban-2.docx``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc._core import Period
from cchc.read.fold import composed, fold
from cchc.read.unit_names import has_tones, name_words, plain_words, same_name

if TYPE_CHECKING:
    from cchc.read.report import Report

__all__ = ["correction_in_name", "day_in_name", "period_in_name", "unit_in_name", "unit_words"]

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
# Words of a file name; digits are apart from letters.
_NAME_WORD = re.compile(r"[^\W\d_]+|\d+")
# Before the name of a unit they say that the report is of a part of it.
_PART_OF = re.compile(
    r"\b(?:truc thuoc|thuoc|trung tam|benh vien|chi cuc|truong|tram|van phong|thanh tra|ban quan ly)\b"
)
_CORRECTED = re.compile(
    r"(?<![a-z])(?:dinh\s*chinh|dieu\s*chinh|chinh\s*sua|sua\s*doi|da\s*sua|sua(?!c)|thay\s*the|"
    r"bo\s*sung|gui\s*lai|(?:lan|ban)\s*(?:[2-9]|[1-9]\d)(?!\d)|v(?:[2-9]|[1-9]\d)(?!\d)|corrected|revised)"
    r"(?![a-z])"
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


def windows_of(reports: Iterable[Report], report: Report) -> set[Period | None]:
    """Return the windows that a file with these reports may be named after, for one of them.

    Its own and those of the others; a column beside another window's names no file.
    """
    return {report.period} | {each.period for each in reports if not each.side_column}


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


def correction_in_name(name: str) -> int:
    """Return which version a file name says it is: 3 for ``lần 3``, 0 for a first one.

    A correction without a number is the second version.
    """
    found = [match[0] for match in _CORRECTED.finditer(re.sub(r"[\s._()-]+", " ", _words(name)))]
    return max((int(re.sub(r"\D", "", text) or 2) for text in found), default=0)


def unit_in_name(name: str, units: Mapping[str, str]) -> str | None:
    """Return the id of the unit whose name stands in a file name; None for none or for several.

    Parameters
    ----------
    name
        Of the file, with or without tones, in whatever way its words are parted.
    units
        Name by id. It must stand there whole, as words of its own; tones that both have must
        agree. A part of a unit, ``chi cuc … so-y-te``, is not that unit.
    """
    words = _NAME_WORD.findall(composed(Path(name).stem))
    found: dict[tuple[int, int], set[str]] = {}
    for each, printed in units.items():
        for span in _spans(words, name_words(printed), has_tones(printed)):
            found.setdefault(span, set()).add(each)
    widest = [
        span for span in found if not any(_inside(span, other) for other in found if other != span)
    ]
    ids = {each for span in widest for each in found[span]}
    if len(ids) != 1:
        return None
    before = fold(" ".join(words[: min(first for first, _ in widest)]))
    return None if _PART_OF.search(before) else ids.pop()


def _spans(words: Sequence[str], wanted: Sequence[str], toned: bool) -> Iterator[tuple[int, int]]:
    """Where words of a file name are those of a unit, joined or not: first, and behind the last."""
    plain = "".join(plain_words(wanted))
    for first in range(len(words)):
        text = ""
        for last in range(first, len(words)):
            text += fold(words[last])
            if not plain.startswith(text):
                break
            whole = text == plain and (len(plain) >= _LEAST_INSIDE or last == first)
            if whole and (not toned or _same_tones(words[first : last + 1], wanted)):
                yield first, last + 1


def _same_tones(words: Sequence[str], wanted: Sequence[str]) -> bool:
    text = " ".join(words)
    return not has_tones(text) or same_name(name_words(text), wanted)


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


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
