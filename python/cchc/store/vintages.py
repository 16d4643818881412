"""Which of several reports of one unit and window counts: by day of receipt, then order of adding.

A report without a day ranks behind everything that was in the register when it was added: it counts
as received on the last day that was known then. So a later addition without a day always takes the
place of the earlier ones, and one that comes with an older day says that it is older.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Cell", "Submitted", "overlaps", "ranked_days", "submissions_of", "top"]

#: Id of a unit and text of a window.
Cell = tuple[str, str]

_OF_CELL = """
SELECT min(id), max(id), sha256, unit, period, submission FROM report
WHERE (unit = ? AND period = ?) OR ((unit = '' OR period = '') AND EXISTS (
  SELECT 1 FROM observation WHERE observation.report = report.id
    AND observation.unit = ? AND observation.period = ?))
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
    received: str
    day: str

    @property
    def rank(self) -> tuple[str, int]:
        """Sorts submissions of one cell; the last one counts."""
        return self.day, self.first


def submissions_of(connection: sqlite3.Connection, cell: Cell) -> list[Submitted]:
    """Return the submissions that hold rows of a cell, in order of adding."""
    found: list[Submitted] = []
    latest = ""
    for first, last, sha256, _, _, submission in connection.execute(_OF_CELL, (*cell, *cell)):
        file, received = connection.execute(
            "SELECT file, received FROM report WHERE id = ?", (last,)
        ).fetchone()
        day = received or latest
        latest = max(latest, day)
        found.append(Submitted(first, last, sha256, submission, file, received, day))
    return found


def top(submitted: Iterable[Submitted]) -> Submitted | None:
    """Return the submission that counts."""
    return max(submitted, key=lambda each: each.rank, default=None)


def overlaps(
    connection: sqlite3.Connection, submitted: Submitted, cell: Cell, indicators: Iterable[str]
) -> dict[str, bool]:
    """Return for each indicator that both have in a cell, or the earlier alone, whether it has a figure.

    Empty when no row is shared: a report may come in parts, one for each form.
    """
    rows = connection.execute(
        "SELECT indicator, max(value IS NOT NULL) FROM observation "
        "WHERE report = ? AND unit = ? AND period = ? GROUP BY indicator",
        (submitted.report, *cell),
    ).fetchall()
    held = {indicator: bool(figure) for indicator, figure in rows}
    return held if any(each in held for each in indicators) else {}


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
