"""The running text of a report: sections, and places in joined text traced back to lines."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cchc.read.fold import fold

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN_HEADING = re.compile(r"\s*([IVX]+)\.\s+\S")
_HEADING = re.compile(r"\s*(\d{1,2})\.\s+[^\W\d_]")
_BULLET = re.compile(r"\s*[-–+•*]\s")
_LONGEST_EXCERPT = 160  # characters


@dataclass
class Section:
    """One numbered section: `name` such as `II.2`, empty before the first heading.

    `text` joins the lines with a blank, and with a line end before a bullet; `folded` is as long.
    """

    name: str
    _pieces: list[str] = field(default_factory=list)
    _offsets: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _length: int = 0

    def add(self, line: str, number: int) -> None:
        """Append a line; numbers count from 1."""
        text = " ".join(line.split())
        if not text:
            return
        if self._pieces:
            text = ("\n" if _BULLET.match(line) else " ") + text
        self._pieces.append(text)
        self._offsets.append(self._length)
        self._lines.append(number)
        self._length += len(text)

    @cached_property
    def text(self) -> str:
        """All lines of the section as one text."""
        return "".join(self._pieces)

    @cached_property
    def folded(self) -> str:
        """The text folded, with the same offsets."""
        return fold(self.text)

    def line_at(self, offset: int) -> int:
        """Line of the character at `offset` of `text`."""
        return self._lines[max(bisect_right(self._offsets, offset) - 1, 0)]

    def excerpt(self, start: int, end: int) -> str:
        """Text of a range, shortened to a line."""
        text = " ".join(self.text[start:end].split())
        return text if len(text) <= _LONGEST_EXCERPT else f"{text[:_LONGEST_EXCERPT]}…"


def sections(numbered_lines: Iterable[tuple[int, str]]) -> list[Section]:
    """Sections of the running text, headings included in their section.

    A heading counts only when its number follows the one before, so that a wrapped line which
    happens to start with a number opens no section.
    """
    found = [Section("")]
    roman, number = -1, 0
    for line_number, line in numbered_lines:
        roman_heading, heading = _ROMAN_HEADING.match(line), _HEADING.match(line)
        if roman_heading and roman_heading[1] in _ROMAN[roman + 1 : roman + 3]:
            roman, number = _ROMAN.index(roman_heading[1]), 0
            found.append(Section(_ROMAN[roman]))
        elif heading and int(heading[1]) == number + 1:
            number += 1
            prefix = f"{_ROMAN[roman]}." if roman >= 0 else ""
            found.append(Section(f"{prefix}{number}"))
        found[-1].add(line, line_number)
    return [section for section in found if section.text]
