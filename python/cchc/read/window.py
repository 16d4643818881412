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
_COMPARED = re.compile(
    r"(?<!\w)(?:cung\s*ky|so\s*(?:sanh\s*)?voi|(?:ky|nam)\s*truoc)(?!\w)[^.;\n]*$"
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
        for match in _UNDER_TITLE.finditer(fold(title)):
            raw = title[slice(*match.span())].lstrip("( ")
            line = next((n for n, text in enumerate(lines, start=1) if raw in text), None)
            yield _Stated(_days(match), raw, line, said=True)


def _in_text(parts: Sequence[Section]) -> Iterator[_Stated]:
    for section in parts:
        for match in _WINDOW.finditer(section.folded):
            before = section.folded[max(0, match.start() - _BEFORE) : match.start()]
            said = _SAID.search(before) is not None and _COMPARED.search(before) is None
            raw = section.text[slice(*match.span())]
            yield _Stated(_days(match), raw, section.line_at(match.start()), said)


def _days(match: re.Match[str]) -> _Days | None:
    first, last = day(match[1]), day(match[2])
    return (first, last) if first and last and first <= last else None
