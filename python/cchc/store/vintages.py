"""Which of several reports of one unit and window counts: by day of receipt, then order of adding.

A column of last year that this year's report has beside its own, to compare with, ranks below every
report of last year, whatever day it came: it fills in what these do not give.

A report without a day ranks behind everything that was in the register when it was added: it counts
as received on the last day that was known then. So a later addition without a day always takes the
place of the earlier ones, and one that comes with an older day says that it is older.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cchc.store.records import Standing
from cchc.store.unit_spellings import UnitSpellings

__all__ = [
    "Cell",
    "Submitted",
    "are_parts",
    "forms_of",
    "held_back",
    "overlaps",
    "ranked_days",
    "standings_of",
    "submissions_of",
    "top",
]

#: Id of a unit and text of a window.
Cell = tuple[str, str]

_OF_CELL = """
SELECT min(id), max(id), sha256, unit, period, submission FROM report
WHERE (unit IN (SELECT value FROM json_each(?)) AND period = ?)
  OR ((unit = '' OR period = '') AND EXISTS (
    SELECT 1 FROM observation WHERE observation.report = report.id
      AND observation.unit IN (SELECT value FROM json_each(?)) AND observation.period = ?))
GROUP BY sha256, unit, period, submission ORDER BY min(id)
"""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One submission as it concerns a cell.

    `first` is the number of its first reading, by which it ranks; `report` that of its last one,
    which counts. `day` is the day by which it ranks, `received` the one that was told.
    """

    first: int
    report: int
    sha256: str
    submission: int
    file: str
    forms: frozenset[str]
    received: str
    day: str
    side_column: bool = False

    @property
    def rank(self) -> tuple[bool, str, int]:
        """Sorts submissions of one cell; the last one counts."""
        return not self.side_column, self.day, self.first


def submissions_of(
    connection: sqlite3.Connection, cell: Cell, names: UnitSpellings
) -> list[Submitted]:
    """Return the submissions that hold rows of a cell, whichever way its unit is spelled, in order."""
    spelled = names.spelled(cell[0]), cell[1]
    found: list[Submitted] = []
    latest = ""
    for first, last, sha256, _, _, submission in connection.execute(_OF_CELL, (*spelled, *spelled)):
        file, received, versions, aside = connection.execute(
            "SELECT file, received, form_version, side_column FROM report WHERE id = ?", (last,)
        ).fetchone()
        day = received or latest
        latest = max(latest, day)
        forms = forms_of(versions)
        found.append(
            Submitted(first, last, sha256, submission, file, forms, received, day, bool(aside))
        )
    return found


def forms_of(versions: str) -> frozenset[str]:
    """Return the forms of a text such as ``PL1-2024, BM3-2024``; none of an empty one."""
    return frozenset(
        each.strip().rpartition("-")[0] for each in versions.split(",") if each.strip()
    )


def are_parts(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two reports are parts of one, of a form each: neither is a version of the other."""
    return bool(one and other) and not one & other


def top(submitted: Iterable[Submitted]) -> Submitted | None:
    """Return the submission that counts."""
    return max(submitted, key=lambda each: each.rank, default=None)


def overlaps(
    connection: sqlite3.Connection,
    submitted: Submitted,
    cell: Cell,
    names: UnitSpellings,
    indicators: Iterable[str] | None = None,
) -> dict[str, bool]:
    """Return for each indicator of a submission in a cell whether it has a figure.

    Empty when none of them is among `indicators`, where those are given: a report may come in
    parts, one for each form.
    """
    rows = connection.execute(
        "SELECT indicator, max(value IS NOT NULL) FROM observation "
        "WHERE report = ? AND unit IN (SELECT value FROM json_each(?)) AND period = ? "
        "GROUP BY indicator",
        (submitted.report, names.spelled(cell[0]), cell[1]),
    ).fetchall()
    held = {indicator: bool(figure) for indicator, figure in rows}
    return held if indicators is None or any(each in held for each in indicators) else {}


def ranked_days(
    reports: Iterable[Mapping[str, Any]], cells: Mapping[int, Sequence[Cell]]
) -> dict[int, dict[Cell, str]]:
    """Return by report and cell the day by which it ranks.

    Parameters
    ----------
    reports
        ``id`` and ``received`` of the reading that counts of each submission, in order of adding.
    cells
        The cells in which each report has rows.
    """
    latest: dict[Cell, str] = {}
    days: dict[int, dict[Cell, str]] = {}
    for report in reports:
        own = days[report["id"]] = {}
        for cell in cells[report["id"]]:
            own[cell] = report["received"] or latest.get(cell, "")
            latest[cell] = max(latest.get(cell, ""), own[cell])
    return days


def held_back(
    connection: sqlite3.Connection,
    sources: Sequence[Mapping[str, Any]],
    days: Mapping[int, Mapping[Cell, str]],
    names: UnitSpellings,
) -> dict[int, frozenset[tuple[str, str, str]]]:
    """Return by report the figures, as unit, window and indicator, that do not count whatever the day.

    Those of a column beside another window's for which a report of the window that was there by
    then has a figure; one that comes later takes their place by its day.
    """
    found: dict[int, frozenset[tuple[str, str, str]]] = {}
    found |= {each["id"]: frozenset() for each in sources}
    for column in (each for each in sources if each["side_column"]):
        back: set[tuple[str, str, str]] = set()
        for cell, day in days[column["id"]].items():
            for other in sources:
                if not other["side_column"] and days[other["id"]].get(cell, "~") <= day:
                    back |= {(*cell, name) for name in _given(connection, other["id"], cell, names)}
        found[column["id"]] = frozenset(back)
    return found


def _given(
    connection: sqlite3.Connection, report: int, cell: Cell, names: UnitSpellings
) -> list[str]:
    """Indicators for which a report has a figure in a cell."""
    rows = connection.execute(
        "SELECT DISTINCT indicator FROM observation WHERE report = ? AND value IS NOT NULL "
        "AND unit IN (SELECT value FROM json_each(?)) AND period = ?",
        (report, names.spelled(cell[0]), cell[1]),
    )
    return [row[0] for row in rows]


def standings_of(
    connection: sqlite3.Connection, cell: Cell, names: UnitSpellings
) -> list[Standing]:
    """Return the submissions of a cell by rank, the one that counts last."""
    ordered = sorted(submissions_of(connection, cell, names), key=lambda each: each.rank)
    found = []
    for at, each in enumerate(ordered):
        own = overlaps(connection, each, cell, names)
        before = [
            other
            for other in ordered[:at]
            if not are_parts(each.forms, other.forms)
            and overlaps(connection, other, cell, names, own)
        ]
        replaced = tuple(other.report for other in before)
        found.append(Standing(each.report, each.file, each.received, replaced, each.side_column))
    return found
