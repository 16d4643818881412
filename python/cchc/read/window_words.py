"""The words in which a window is printed: `6 tháng đầu năm`, `quý I, II`, `từ tháng 4 đến tháng 6`.

All patterns are for folded text. A day, `ngày 9 tháng 9`, is no window of nine months.
"""

import re

from cchc._core import Period

__all__ = ["MENTION", "window_of"]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
}
_OF_YEAR = r"(?:19|20)\d\d(?!\d)"
# "quý tư pháp" is no fourth quarter, and in "quý I, 6 tháng" the 6 is none either.
_QUARTER = r"(?:(?:iv|i{1,3}|[1-4]|mot|hai|ba|bon)(?!\w)|tu(?=\s*(?:/|nam\s*\d)))(?!\s*thang)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?![\d%])(?!\s*t(?:hang)?(?!\w))"
_NO_DAY = r"(?!\s*/\s*\d\d?(?!\d))"  # "tháng 6/14"
_MONTHS = r"(?:0?[2-9]|1[0-2]|hai|ba|bon|sau|bay|tam|chin|muoi(?:\s(?:mot|hai))?)"
_NOT_DAY = rf"(?!\s*{_MONTH})"  # "9 tháng 9"
_TO = r"\s*(?:cho\s*)?(?:den|toi|[–—])\s*(?:het\s*|cuoi\s*)*"
_AND = r"\s*(?:,|va|\+|&)\s*"
_WORD = re.compile(r"[^\W_]+")
_YEAR_NEXT = rf"(?=\s*[,/.-]?\s*(?:cua\s*)?(?:nam\s*)?{_OF_YEAR})"


def _own_year(name: str) -> str:
    """The year of the first end of a range."""
    return rf"(?:\s*[/.-]?\s*(?:nam\s*)?(?P<{name}>{_OF_YEAR}))?"


_FORMS = (
    rf"(?P<months>{_MONTHS}|nam)\s*(?:thang|t)\s*(?P<part>dau|cuoi)\s*(?:nam|ky)",
    # Months alone stand before their year, another window, or the end.
    rf"(?P<since>{_MONTHS})\s*thang{_NOT_DAY}(?=\s*(?:[,;:+&()–—-]|(?:va|uoc|nam)(?!\w)|$)|\s*/?\s*{_OF_YEAR})",
    rf"(?P<nine>0?9|chin)\s*thang{_NOT_DAY}",
    rf"(?P<short>{_MONTHS})\s?t(?=\s*[/.-]?\s*(?:nam\s*)?{_OF_YEAR})",
    rf"(?P<quarters>0?[23]|hai|ba)\s*quy(?:\s*(?P<quarters_part>dau|cuoi)\s*nam|{_YEAR_NEXT})",
    r"nua\s*(?P<half>dau|cuoi)\s*nam|nua\s*nam\s*(?P<half_year>dau|cuoi)",
    r"(?P<semester>ban\s*nien)(?!\s*(?:2|ii|cuoi)(?!\w))",
    rf"(?:(?:ke\s*)?tu\s*)?dau\s*nam{_own_year('begun')}{_TO}"
    rf"(?:thang\s*(?P<until>{_MONTH}){_NO_DAY}|quy\s*(?P<until_quarter>{_QUARTER}))",
    rf"(?:tu\s*(?:dau\s*)?)?quy\s*(?P<from_quarter>{_QUARTER}){_own_year('quarter_begun')}{_TO}"
    rf"(?:quy\s*)?(?P<to_quarter>{_QUARTER})",
    rf"quy\s*(?P<first>{_QUARTER})"
    rf"(?P<further>(?:(?:{_AND}|\s*-\s*)(?:quy\s*)?{_QUARTER})*)",
    rf"(?:tu\s*(?:dau\s*)?)?thang\s*(?P<from_month>{_MONTH}){_own_year('month_begun')}"
    rf"(?:{_TO}|\s*-\s*)(?:thang\s*)?(?P<to_month>{_MONTH}){_NO_DAY}",
    rf"thang\s*(?P<month>{_MONTH}){_NO_DAY}(?P<more>(?:{_AND}(?:thang\s*)?{_MONTH}{_NO_DAY})+)",
    rf"thang\s*(?P<alone>{_MONTH})(?=\s*(?:nam|/|va|den|toi|[,;(–-])){_NO_DAY}",
    r"(?P<whole>bao\s*cao\s*nam(?=\s*\d{4})|ca\s*nam)",
)
#: A window and the year right behind it. A match may still be part of a day.
MENTION = re.compile(
    rf"(?<![\w/])(?:{'|'.join(_FORMS)})(?:\s*[,/.-]?\s*(?:cua\s*)?(?:nam\s*)?(?P<year>{_OF_YEAR}))?"
)


def window_of(found: re.Match[str], year: int) -> Period | None:
    """Return the window that a match of `MENTION` names; None where its parts do not go together."""
    if found["whole"]:
        return Period(str(year))
    if found["half"] or found["half_year"] or found["semester"]:
        cuoi = "cuoi" in (found["half"], found["half_year"])
        return Period(f"{year}-H{2 if cuoi else 1}")
    if found["first"]:
        return _listed(found["first"], found["further"], year, 3)
    if month := found["alone"] or found["month"]:
        return _listed(month, found["more"] or "", year, 1)
    if found["to_month"] or found["until"]:
        begun = found["month_begun"] or found["begun"]
        return _reaching(
            found["from_month"] or "1", found["to_month"] or found["until"], begun, year, 1
        )
    if found["to_quarter"] or found["until_quarter"]:
        first, last = found["from_quarter"] or "1", found["to_quarter"] or found["until_quarter"]
        return _reaching(first, last, found["quarter_begun"] or found["begun"], year, 3)
    return _counted(found, year)


def _counted(found: re.Match[str], year: int) -> Period:
    """So many months or quarters of a year, the first ones or the last ones."""
    months = found["months"] or found["since"] or found["nine"] or found["short"]
    count = _number(months) if months else 3 * _number(found["quarters"])
    if "cuoi" in (found["part"], found["quarters_part"]):
        return _span(year, 13 - count, 12)
    return _span(year, 1, count)


def _listed(first: str, further: str, year: int, length: int) -> Period | None:
    """Months or quarters named one by one, when they follow each other."""
    rest = [word for word in _WORD.findall(further) if word not in ("va", "quy", "thang")]
    numbers = [_number(each) for each in (first, *rest)]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    return _span(year, length * (numbers[0] - 1) + 1, length * numbers[-1])


def _reaching(first: str, last: str, begun: str | None, year: int, length: int) -> Period | None:
    """From one month or quarter to another one of the same year."""
    one, other = _number(first), _number(last)
    if one > other or (begun and int(begun) != year):
        return None
    return _span(year, length * (one - 1) + 1, length * other)


def _span(year: int, first: int, last: int) -> Period:
    return Period(f"{year}-{first:02d}..{year}-{last:02d}")


def _number(text: str) -> int:
    plain = " ".join(text.split())
    return _ROMAN.get(plain) or _NUMBERS.get(plain) or int(plain)
