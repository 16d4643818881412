"""Which spellings of units in a register are one unit: capitals, tones lost, the province behind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import cache

from cchc._arguments import composed
from cchc.model import shipped_text
from cchc.read.unit_names import (
    has_tones,
    name_words,
    plain_words,
    same_name,
)

__all__ = ["UnitSpellings"]

_LONGEST = 6  # words of a province, thành phố and a name of four
_LEAST_WORDS = 2  # of a name; what is shorter is an id, and ids are compared as they are

# The province behind these words is part of the name: the committee of a city is not that of the
# province it lies in.
_WITH_PLACE = name_words("ủy ban nhân dân"), name_words("hội đồng nhân dân")


class UnitSpellings:
    """The spellings of units in a register, grouped by unit; the first one met stands for a unit.

    Two spellings are one unit when they have the same words, one of them perhaps without tones or
    without the province at its end, and no other unit can be meant.
    """

    def __init__(self) -> None:
        self._last = 0
        self._given: dict[str, str] = {}
        self._stands: dict[str, str] = {}  # by spelling the one that stands for its unit
        self._alike: dict[str, list[str]] = {}  # those by their letters alone

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Take in the spellings of reports that were added since."""
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM report").fetchone()
        if last == self._last:
            return
        found = connection.execute(
            "SELECT unit, min(id) AS first FROM report WHERE id > ? AND unit != '' GROUP BY unit "
            "UNION SELECT observation.unit, min(report.id) FROM report "
            "JOIN observation ON observation.report = report.id "
            "WHERE report.id > ? AND report.unit = '' GROUP BY observation.unit ORDER BY first",
            (self._last, self._last),
        )
        for unit, _ in found.fetchall():
            self._take(unit)
        self._last = last

    def give(self, units: Mapping[str, str]) -> None:
        """Let spellings stand for the units that they are mapped to, before anything else."""
        self._given |= units

    def of(self, unit: str) -> str:
        """Return what stands for a unit: an id that was given, or the first spelling met."""
        unit = composed(unit)
        found = self._given.get(unit) or self._stands.get(unit) or self._find(unit) or unit
        return self._given.get(found, found)

    def spelled(self, unit: str) -> str:
        """Return every spelling of a unit that is in the register, as a JSON array for a query."""
        own = self.of(unit)
        spellings = [each for each in self._stands if self.of(each) == own]
        return json.dumps([*spellings, own, unit], ensure_ascii=False)

    def _take(self, unit: str) -> None:
        if unit not in self._stands:
            found = self._find(unit)
            self._stands[unit] = found or unit
            if found is None:
                self._alike.setdefault(_letters(unit), []).append(unit)

    def _find(self, unit: str) -> str | None:
        """The one unit that a new spelling is of; None when it is a unit of its own."""
        own = name_words(unit)
        if len(own) < _LEAST_WORDS:
            return None
        others = [each for each in self._alike.get(_letters(unit), ()) if _is_name(each)]
        exact = [each for each in others if _same_words(own, name_words(each))]
        if exact:
            return exact[0]
        found = [each for each in others if _same(unit, each)]
        return found[0] if len(found) == 1 else None


def _is_name(unit: str) -> bool:
    return len(name_words(unit)) >= _LEAST_WORDS


def _same(one: str, other: str) -> bool:
    """Whether two names differ by nothing but a province that one of them lacks, and lost tones."""
    (first, place), (second, elsewhere) = _parted(one), _parted(other)
    if place and elsewhere and place != elsewhere:
        return False
    if _same_words(first, second):
        return True
    toned = has_tones(one) and has_tones(other)
    return not toned and _same_words(plain_words(first), plain_words(second))


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same words; numbers in them are never joined."""
    numbered = any(sign.isdigit() for word in one for sign in word)
    return one == other if numbered else same_name(one, other)


def _parted(unit: str) -> tuple[tuple[str, ...], str]:
    """The words of a name without the province at its end, and that province; empty without one."""
    own = name_words(unit)
    for at in range(max(_LEAST_WORDS, len(own) - _LONGEST), len(own)):  # the longest ending first
        province = _endings().get(own[at:])
        if province and own[:at] not in _WITH_PLACE:
            return own[:at], province
    return own, ""


def _letters(unit: str) -> str:
    return "".join(plain_words(_parted(unit)[0]))


@cache
def _endings() -> dict[tuple[str, ...], str]:
    """Provinces by the words that may tell them: `Tỉnh Hà Nam` and `Hà Nam`, with tones or without.

    A city that is no province, ``thành phố Nam Định``, is none of them.
    """
    found = {}
    for each in json.loads(shipped_text("provinces_2025.json"))["units"]:
        kind, _, short = each["name"].partition(" ")
        short = short.removeprefix("phố ")
        if kind in ("Tỉnh", "Thành"):
            province = "".join(plain_words(name_words(short)))
            for words in (name_words(each["name"]), name_words(short)):
                found[words] = found[plain_words(words)] = province
    return found
