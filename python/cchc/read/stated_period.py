"""The reporting period as titles and sentences state it.

A title may name two windows of one report, `quý II và 6 tháng đầu năm 2024`: forms are filled since
January, so the longest window since January that ends with the same month is the report's. What
follows `phương hướng`, `nhiệm vụ` or `kế hoạch` is the next period, never the one reported.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc._core import Period, find_period_in
from cchc.read.fold import fold
from cchc.read.narrative import Section

__all__ = ["period_in_words", "period_of_title", "periods_in_words"]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERS = {"sau": 6, "chin": 9, "ba": 3}
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?!\w)"
_MENTION = re.compile(
    r"(?<![\w/])(?:"
    r"(?P<months>0?[2-9]|1[0-2]|sau|chin|ba)\s*thang\s*(?P<part>dau|cuoi)\s*(?:nam|ky)|"
    r"(?P<since>0?[369]|12|sau|chin)\s*thang(?=\s*[,/]?\s*(?:cua\s*)?(?:nam\s*)?(?:19|20)\d\d)|"
    r"(?P<nine>0?9|chin)\s*thang|"
    r"(?P<short>[369]|12)\s?t(?=\s*[/.-]?\s*(?:nam\s*)?(?:19|20)\d\d)|"
    rf"quy\s*(?P<first>{_QUARTER})(?:\s*(?:,|va|-|\+|&)\s*(?:quy\s*)?(?P<further>{_QUARTER}"
    rf"(?:\s*(?:,|va|-|\+|&)\s*(?:quy\s*)?{_QUARTER})*))?|"
    r"(?<!\d )(?<!\d)thang\s*(?P<month>0?[1-9]|1[0-2])(?=\s*(?:nam|/|va|,|-))(?!\s*/\s*\d\d?(?!\d))|"
    r"(?P<whole>bao\s*cao\s*nam(?=\s*\d{4})|ca\s*nam)"
    r")(?:\s*[,/.-]?\s*(?:cua\s*)?(?:nam\s*)?(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_YEAR_ALONE = re.compile(r"(?:ca\s*)?nam\s*(?P<year>(?:19|20)\d\d)(?!\d)")
_WHOLE_YEAR = re.compile(
    r"(?<!\w)nam\s*((?:19|20)\d\d)(?=\s*$|\s*[,;:-]?\s*(?:va\s*)?(?:phuong\s*huong|nhiem\s*vu|ke\s*hoach))"
)
_YEAR = re.compile(r"nam\s*((?:19|20)\d\d)(?!\d)")
_JOINS = re.compile(
    r"\s*(?:va|,|;|/|&|\+|-|\()?\s*(?:luy\s*ke\s*|so\s*lieu\s*|ket\s*qua\s*|tinh\s*)?"
)
# What is planned next; "thực hiện kế hoạch" is what is reported.
_NEXT = re.compile(
    r"(?<!\w)(?<!thuc hien )(?:phuong\s*huong|nhiem\s*vu|ke\s*hoach|muc\s*tieu|giai\s*phap|"
    r"trong\s*tam|du\s*kien|chuong\s*trinh)(?!\w)"
)
_ONLY_NEXT = re.compile(
    r"phuong\s*huong\s*,?\s*(?:va\s*)?(?:nhiem\s*vu\s*)?(?:trong\s*tam\s*)?(?:trong\s*|cua\s*)?$"
)
_REPORTS = re.compile(r"bao\s*cao\s*(?:ket\s*qua|tinh\s*hinh|so\s*ket|tong\s*ket|cong\s*tac)")
_SAID = re.compile(r"\s*(?:ky|thoi\s*(?:ky|gian|diem))\s*(?:bao\s*cao|so\s*lieu)?\s*:\s*")
# How the title of a sheet or a list begins.
_HEADLINE = re.compile(
    r"\s*(?:phu\s*luc\s*\w*[.:\s-]*)?(?:bieu|bang|tong\s*hop|ket\s*qua|so\s*lieu|tinh\s*hinh|bao\s*cao|thong\s*ke|"
    r"cong\s*tac|cai\s*cach|phu\s*luc)(?!\w)"
)
_ROMAN_LOWER = re.compile(r"(?<=quý )(i{1,3}|iv)(?!\w)")
_REACH = 200  # characters behind "báo cáo kết quả"
_HEAD = 20  # filled lines at the top in which titles stand
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class _Mention:
    """A window named at a place of a text, and its words; None without a year."""

    start: int
    end: int
    window: Period | None
    words: str


def period_of_title(title: str) -> str:
    """Return the period that a title names, in words; empty when it names none for sure."""
    return _stated(title, fold(title), 0, len(title)) or _year_of_title(title)


def periods_in_words(parts: Sequence[Section], lines: Sequence[str]) -> list[str]:
    """Return the periods that the words of a report name, the one that is followed first.

    That is a line `Kỳ báo cáo: …`, what stands behind `báo cáo kết quả`, and a title among the first
    lines that has no such words. Empty texts stand for those that name none.
    """
    head = [line for line in lines if line.strip()][:_HEAD]
    said = [_behind(line) for line in head]
    found = [*filter(None, said), _of_sentences(parts)]
    return found if any(found) else [*found, _of_headlines(head)]


def period_in_words(parts: Sequence[Section], lines: Sequence[str]) -> str:
    """Return the first of `periods_in_words` that names one; empty when none does."""
    return next(filter(None, periods_in_words(parts, lines)), "")


def _behind(line: str) -> str:
    """The period of a line that says `Kỳ báo cáo:`."""
    found = _SAID.match(fold(line))
    return period_of_title(line[found.end() :]) if found else ""


def _of_sentences(parts: Sequence[Section]) -> str:
    """The period behind `báo cáo kết quả`, never the one the next tasks are planned for."""
    for section in parts:
        for reported in _REPORTS.finditer(section.folded):
            stop = min(len(section.text), reported.end() + _REACH)
            found = _stated(section.text, section.folded, reported.end(), stop)
            if found:
                return found
    return ""


def _of_headlines(head: Sequence[str]) -> str:
    """The period of a title that does not say `báo cáo kết quả`; it may go on in the next line."""
    for at, line in enumerate(head):
        if not _HEADLINE.match(fold(line)) or len(line) > _LONGEST_TITLE:
            continue
        further = [each for each in head[at + 1 : at + 3] if len(each) <= _LONGEST_TITLE]
        for text in (line, *(" ".join([line, *further[:n]]) for n in range(1, len(further) + 1))):
            found = period_of_title(" ".join(text.split()))
            if found:
                return found
    return ""


def _year_of_title(title: str) -> str:
    folded = fold(title)
    if _MENTION.search(folded):
        return ""  # windows that do not agree
    found = _WHOLE_YEAR.search(folded)
    return f"năm {found[1]}" if found else ""


def _stated(text: str, folded: str, start: int, stop: int) -> str:
    """The window that a range of a text states: of joined ones the longest since January."""
    joined: list[_Mention] = []
    at = start
    while found := _MENTION.search(folded, at, stop):
        at = found.end()
        between = folded[joined[-1].end : found.start()] if joined else ""
        if not joined and _ONLY_NEXT.search(folded, max(0, found.start() - 40), found.start()):
            continue
        if joined and not _JOINS.fullmatch(between):
            break
        joined.append(_mention(text, folded, found))
    if joined:
        year = _JOINS.match(folded, joined[-1].end)
        alone = _YEAR_ALONE.match(folded, year.end()) if year else None
        if alone and year and year.end() > joined[-1].end and not _NEXT.search(year[0]):
            words = f"năm {alone['year']}"
            joined.append(_Mention(alone.start(), alone.end(), find_period_in(words), words))
    return _agreed(joined)


def _agreed(joined: Sequence[_Mention]) -> str:
    """The words of the one window that joined mentions tell; empty when they tell several."""
    known = [each for each in joined if each.window is not None]
    if not known or len(known) < len(joined):
        return ""
    windows = [each.window for each in known if each.window is not None]
    longest = max(windows, key=lambda window: window.length)
    if any(window.end_month != longest.end_month for window in windows):
        return ""
    if len(set(windows)) > 1 and longest.first_month % 12 != 0:
        return ""
    return next(each.words for each in known if each.window == longest)


def _mention(text: str, folded: str, found: re.Match[str]) -> _Mention:
    """A window with its year, which may be printed further on."""
    year = found["year"]
    words = " ".join(text[found.start() : found.end()].lower().split())
    if not year:
        later = _YEAR.search(folded, found.end(), found.end() + 120)
        if not later or _is_of_next(folded, found, later):
            return _Mention(found.start(), found.end(), None, words)
        year = later[1]
        words += f" {year}" if words.endswith("năm") else f" năm {year}"
    window = _window(found, int(year))
    words = _ROMAN_LOWER.sub(lambda numeral: numeral[1].upper(), words)
    if window is not None and find_period_in(words) != window:
        words = window.label_vi
    return _Mention(found.start(), found.end(), window, words)


def _is_of_next(folded: str, found: re.Match[str], year: re.Match[str]) -> bool:
    """Whether a year behind a window may be that of the next tasks: `quý IV, nhiệm vụ năm 2025`."""
    if not _NEXT.search(folded, found.end(), year.start()):
        return False
    own = _window(found, int(year[1]))
    following = _MENTION.search(folded, found.end(), year.end())
    after = _window(following, int(year[1])) if following else None
    return own is None or after is None or after.first_month != own.end_month


def _window(found: re.Match[str], year: int) -> Period | None:
    if found["whole"]:
        return Period(str(year))
    if found["month"]:
        return Period(f"{year}-{int(found['month']):02d}")
    if found["first"]:
        return _quarters(found, year)
    number = found["months"] or found["since"] or found["nine"] or found["short"]
    count = _NUMBERS.get(number) or int(number)
    first = 13 - count if found["part"] == "cuoi" else 1
    last = 12 if found["part"] == "cuoi" else count
    return _span(year, first, last)


def _span(year: int, first: int, last: int) -> Period:
    return Period(f"{year}-{first:02d}..{year}-{last:02d}")


def _quarters(found: re.Match[str], year: int) -> Period | None:
    """One quarter, or several that follow each other."""
    named = [found["first"], *re.findall(_QUARTER, found["further"] or "")]
    numbers = [_ROMAN.get(each) or int(each) for each in named]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    return _span(year, 3 * numbers[0] - 2, 3 * numbers[-1])
