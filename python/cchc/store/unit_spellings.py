"""Which spellings of units in a register are one unit: capitals, tones lost, the province behind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Self

from cchc._arguments import composed
from cchc.read.spellings import Spellings
from cchc.store.records import UnitInDoubt

__all__ = ["UnitSpellings", "in_doubt"]

_REPORTS = """
SELECT id FROM report WHERE unit IN (SELECT value FROM json_each(?1))
  OR (unit = '' AND EXISTS (SELECT 1 FROM observation WHERE observation.report = report.id
    AND observation.unit IN (SELECT value FROM json_each(?1))))
ORDER BY id
"""


class UnitSpellings:
    """The spellings of units in a register, grouped by unit; the first one met stands for a unit.

    Which are one unit depends on all that are there, see `cchc.read.spellings`: a name that was
    one unit's becomes a unit of its own when a second unit appears that it can be.
    """

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self.forget()

    def forget(self) -> None:
        """Forget the spellings of the register, such as those of rows that were never written."""
        self._last = 0
        self._names = Spellings()
        self._of_unit: dict[str, list[str]] | None = (
            None  # what is spelled so, once it is asked for
        )

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
        self._names.add(unit for unit, _ in found.fetchall())
        self._last, self._of_unit = last, None

    def give(self, units: Mapping[str, str]) -> None:
        """Let spellings stand for the units that they are mapped to, before anything else."""
        self._given, self._of_unit = {**self._given, **units}, None

    def including(self, units: Iterable[str]) -> Self:
        """Return these as they are once a report of other units is written."""
        found = copy(self)
        found._names = self._names.including(units)
        if found._names is not self._names:
            found._of_unit = None
        return found

    def of(self, unit: str) -> str:
        """Return what stands for a unit: an id that was given, or the first spelling met."""
        unit = composed(unit)
        found = self._given.get(unit) or self._names.first(unit)
        return self._given.get(found, found)

    def spelled(self, unit: str) -> str:
        """Return every spelling of a unit that is in the register, as a JSON array for a query."""
        own = self.of(unit)
        if self._of_unit is None:
            self._of_unit = {}
            for each in self._names:
                self._of_unit.setdefault(self.of(each), []).append(each)
        return json.dumps([*self._of_unit.get(own, ()), own, unit], ensure_ascii=False)

    def in_doubt(self, units: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return the names that may be of more than one unit, and what stands for each of those.

        Parameters
        ----------
        units
            Only names that are like one of these; all when not given.
        """
        about = list(self._names if units is None else self._names.like(units))
        found = {}
        for name in about:
            others = () if name in self._given else self._names.may_be(name)
            if others:
                found[self.of(name)] = tuple(dict.fromkeys(map(self.of, others)))
        return found


def in_doubt(
    connection: sqlite3.Connection, names: UnitSpellings, found: Mapping[str, tuple[str, ...]]
) -> tuple[UnitInDoubt, ...]:
    """Return names that may be of several units with the reports that came under them."""
    return tuple(
        UnitInDoubt(
            name,
            others,
            tuple(row[0] for row in connection.execute(_REPORTS, (names.spelled(name),))),
        )
        for name, others in found.items()
    )
