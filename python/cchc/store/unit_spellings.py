"""Which spellings of units in a register are one unit: capitals, tones lost, the province behind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import cache

from cchc._arguments import composed
from cchc.model import shipped_text
from cchc.read.unit_names import (
    bare,
    has_tones,
    name_words,
    plain_words,
    provinces_of,
    same_name,
    same_plain_name,
)

__all__ = ["UnitSpellings"]

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
        exact = [each for each in others if same_name(own, name_words(each))]
        if exact:
            return exact[0]
        found = [each for each in others if _same(unit, each)]
        return found[0] if len(found) == 1 else None


def _is_name(unit: str) -> bool:
    return len(name_words(unit)) >= _LEAST_WORDS


def _same(one: str, other: str) -> bool:
    """Whether two names differ by nothing but a province that one of them lacks, and lost tones."""
    first, second = _bare(one), _bare(other)
    placed = [len(name_words(each)) > len(_bare(each)) for each in (one, other)]
    if all(placed):  # two provinces: the whole names decide
        first, second = name_words(one), name_words(other)
    if any(map(str.isdigit, "".join(first))) and first != second:
        return False
    if same_name(first, second):
        return True
    toned = has_tones(one) and has_tones(other)
    return not toned and same_plain_name(first, second)


def _bare(unit: str) -> tuple[str, ...]:
    own = name_words(unit)
    left = bare(own, _provinces())
    return own if left[:4] in _WITH_PLACE else left


def _letters(unit: str) -> str:
    return "".join(plain_words(_bare(unit)))


@cache
def _provinces() -> tuple[tuple[str, ...], ...]:
    """Words of all provinces, before and after 2025, the longest first."""
    units = json.loads(shipped_text("provinces_2025.json"))["units"]
    found = provinces_of(each["name"] for each in units)
    plain = {plain_words(each) for each in found}
    return tuple(sorted(found | plain, key=lambda words: -len(words)))
