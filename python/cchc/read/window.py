"""The data window a report states: `Từ 16/12/2023 đến 06/6/2024`, in a sentence or under a title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.read.dates import day
from cchc.read.fold import fold
from cchc.read.issue import Issue, issue
from cchc.read.narrative import Section
from cchc.read.phrases import DAY

_TO = rf"({DAY})\s*(?:den|[-–])\s*(?:het\s*)?(?:ngay\s*)?({DAY})"
_WINDOW = re.compile(rf"(?<!\w)tu\s*(?:ngay\s*)?{_TO}")
# Under a title brackets alone may stand around it: `(15/12/2023 - 14/6/2024)`.
_UNDER_TITLE = re.compile(rf"(?:(?<!\w)tu\s*(?:ngay\s*)?|\(\s*(?:ngay\s*)?){_TO}")
# What says that the days are those of the figures, before them in the same sentence.
_SAID = re.compile(
    r"(?<!\w)(?:so\s*lieu|ky\s*(?:bao\s*cao|so\s*lieu)|thoi\s*(?:gian|diem|ky)\s*(?:bao\s*cao|chot|lay|tinh))"
    r"(?!\w)[^.;\n]{0,60}$"
)
_COMPARED = re.compile(r"(?<!\w)(?:cung\s*ky|so\s*(?:sanh|voi)|(?:ky|nam)\s*truoc)(?!\w)[^.;\n]*$")
# What the days right behind it are of: `áp dụng từ ngày …`, no days of figures.
_OF_OTHERS = re.compile(
    r"(?<!\w)(?:ap\s*dung|hieu\s*luc|thi\s*hanh|ke\s*hoach(?:\s*thuc\s*hien)?)(?:\s*ke)?[\s:,]*$"
)
_BEFORE = 100  # characters before a window in which that stands
_REACH = 60  # characters between a window and the figures it covers

_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Stated:
    """Days in order, None where they are not two; `said` where words or a title call them the figures'."""

    days: _Days | None
    raw: str
    line: int | None
    said: bool


def stated_window(
    parts: Sequence[Section], titles: Sequence[str], lines: Sequence[str], file: str
) -> tuple[_Days | None, int | None, list[Issue]]:
    """Window of the figures, its line, and issues.

    What the `titles` of the tables and sentences on the figures say must be one window: where they
    differ it is not known, which is an issue. Without any the first other one of the text is taken.
    Days that are not two in order are an issue each. `lines` are all lines, which tell where it is.
    """
    issues: list[Issue] = []
    found: list[_Stated] = []
    for each in [*_under_titles(titles, lines), *_in_text(parts)]:
        if each.days is None:
            issues.append(issue("window_wrong", file=file, line=each.line, raw=each.raw))
        else:
            found.append(each)
    said = {each.days: each for each in reversed(found) if each.said}
    if len(said) > 1:
        named = ", ".join(f"“{each.raw}”" for each in reversed(said.values()))
        line = next((each.line for each in found if each.said), None)
        issues.append(issue("windows_differ", file=file, line=line, windows=named))
        return None, None, issues
    chosen = next(iter(said.values()), found[0] if found else None)
    return (chosen.days, chosen.line, issues) if chosen else (None, None, issues)


def window_before(section: Section, offset: int) -> _Days | None:
    """The window stated right before a place of a section."""
    start = max(0, offset - _REACH - 40)
    matches = list(_WINDOW.finditer(section.folded, start, offset))
    if not matches or offset - matches[-1].end() > _REACH:
        return None
    return _days(matches[-1])


def _under_titles(titles: Sequence[str], lines: Sequence[str]) -> Iterator[_Stated]:
    for title in titles:
        folded, end = fold(title), 0
        for match in _UNDER_TITLE.finditer(folded):
            raw = title[slice(*match.span())].lstrip("( ")
            line = next((n for n, text in enumerate(lines, start=1) if raw in text), None)
            # A bracket that begins its line, or has words on the figures, is a sentence of its own.
            bracket = folded.rfind("(", end, match.end() - len(raw)) + 1
            begins = line is not None and lines[line - 1].lstrip().startswith("(")
            if bracket and (begins or _SAID.search(folded, bracket, match.start())):
                end = bracket
            before = folded[min(end, match.start()) : match.start()]
            end = match.end()
            days = _days(match)
            if days is None or not _is_of_others(before):
                yield _Stated(days, raw, line, said=True)


def _in_text(parts: Sequence[Section]) -> Iterator[_Stated]:
    for section in parts:
        end = 0
        for match in _WINDOW.finditer(section.folded):
            start = match.start()
            before = section.folded[max(end, start - _BEFORE) : start]
            end = match.end()
            days = _days(match)
            if days is None or not _is_of_others(before):
                raw = section.text[slice(*match.span())]
                said = _SAID.search(before) is not None
                yield _Stated(days, raw, section.line_at(start), said)


def _is_of_others(before: str) -> bool:
    """Whether days are not those of the figures, by what stands before them in their sentence."""
    return _COMPARED.search(before) is not None or _OF_OTHERS.search(before) is not None


def _days(match: re.Match[str]) -> _Days | None:
    first, last = day(match[1]), day(match[2])
    return (first, last) if first and last and first <= last else None
