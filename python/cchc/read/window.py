"""The data window a report states in words: `Từ 16/12/2023 đến 06/6/2024`."""

import re
from collections.abc import Sequence
from datetime import date

from cchc.read.dates import day
from cchc.read.issue import Issue, issue
from cchc.read.narrative import Section
from cchc.read.phrases import DAY

_WINDOW = re.compile(
    rf"(?<!\w)tu\s*(?:ngay\s*)?({DAY})\s*(?:den|[-–])\s*(?:het\s*)?(?:ngay\s*)?({DAY})"
)
_REACH = 60  # characters between a window and the figures it covers


def stated_window(
    parts: Sequence[Section], file: str
) -> tuple[tuple[date, date] | None, int | None, list[Issue]]:
    """First valid window of the text, its line, an issue for each that is not two days in order."""
    found: tuple[date, date] | None = None
    found_line: int | None = None
    issues: list[Issue] = []
    for section in parts:
        for match in _WINDOW.finditer(section.folded):
            window, line = _days(match), section.line_at(match.start())
            if window is None:
                raw = section.text[slice(*match.span())]
                issues.append(issue("window_wrong", file=file, line=line, raw=raw))
            elif found is None:
                found, found_line = window, line
    return found, found_line, issues


def window_before(section: Section, offset: int) -> tuple[date, date] | None:
    """The window stated right before a place of a section."""
    start = max(0, offset - _REACH - 40)
    matches = list(_WINDOW.finditer(section.folded, start, offset))
    if not matches or offset - matches[-1].end() > _REACH:
        return None
    return _days(matches[-1])


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    first, last = day(match[1]), day(match[2])
    return (first, last) if first and last and first <= last else None
