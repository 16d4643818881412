"""What adding a report comes to, before anything is written: new, a correction, older, the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from cchc.read.issue import issue_code
from cchc.store.difference import unlike_figures
from cchc.store.records import Added, CellChange
from cchc.store.rows import NewReport, rows_of
from cchc.store.schema import TABLES
from cchc.store.unit_spellings import UnitSpellings
from cchc.store.vintages import Cell, Submitted, are_parts, forms_of, overlaps, submissions_of, top

__all__ = ["Adding", "adding"]

_Rank = tuple[bool, str, float]

#: Issues that the name of a file raises and not its content.
_OF_THE_NAME = (issue_code("name_differs"), issue_code("other_extension"))


@dataclass(frozen=True, slots=True)
class Adding:
    """What is to be written, as which submission and reading, and what is said of it.

    `found` has the number of the report that is there already, 0 where one is to be written.
    """

    found: Added
    submission: int = 1
    reading: int = 1
    received: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """A submission of the same content, unit and window: its last reading."""

    submission: int
    reading: int
    report: int
    first: int
    received: str
    file: str


def adding(
    connection: sqlite3.Connection,
    new: NewReport,
    day: str,
    names: UnitSpellings,
    *,
    again: bool,
    once: bool,
) -> Adding:
    """Decide what adding a report comes to.

    Parameters
    ----------
    connection
        With a transaction open, so that nobody adds meanwhile.
    new
        The report.
    day
        Day of receipt; empty when not known.
    names
        Spellings of the units in the register: another one of the same name is the same unit.
    again
        Keep another reading even when it is no different.
    once
        A content that came on the same day in a file of the same name is the submission that is
        there, even when another content came in between.
    """
    rows = _rows_by_cell(new)
    cells = {cell: submissions_of(connection, cell, names) for cell in rows}
    lapping = {
        cell: _lapping(connection, new, cell, rows[cell], others, names)
        for cell, others in cells.items()
    }
    held = _held(connection, new, names)
    same = _same_submission(held, new, day, lapping, once)
    if same is None:
        number = 1 + max((each.submission for each in held), default=0)
        days = {cell: day or _latest(others) for cell, others in cells.items()}
        ranks = {cell: (not new.side_column, each, float("inf")) for cell, each in days.items()}
        found = _told(connection, new, lapping, ranks, names)
        return Adding(found, number, 1, day)
    days = {
        cell: next((each.day for each in others if each.first == same.first), same.received)
        for cell, others in cells.items()
    }
    others = {
        cell: [each for each in several if each.first != same.first]
        for cell, several in lapping.items()
    }
    ranks = {cell: (not new.side_column, each, float(same.first)) for cell, each in days.items()}
    found = _told(connection, new, others, ranks, names)
    if again or _reads_otherwise(connection, same.report, new, names):
        return Adding(
            replace(found, status="reread"), same.submission, same.reading + 1, same.received
        )
    return Adding(replace(found, status="same", id=same.report))


def _rows_by_cell(new: NewReport) -> dict[Cell, list[Mapping[str, Any]]]:
    found: dict[Cell, list[Mapping[str, Any]]] = {}
    for row in new.rows:
        found.setdefault((row["unit"], str(row["period"])), []).append(row)
    return found


def _latest(submitted: Sequence[Submitted]) -> str:
    return max((each.day for each in submitted), default="")


def _lapping(
    connection: sqlite3.Connection,
    new: NewReport,
    cell: Cell,
    rows: Sequence[Mapping[str, Any]],
    others: Sequence[Submitted],
    names: UnitSpellings,
) -> list[Submitted]:
    """Submissions that share a row of a cell with the new report."""
    own = [row["indicator"] for row in rows]
    forms = forms_of(new.source["form_version"] or "")
    return [
        each
        for each in others
        if not are_parts(forms, each.forms) and overlaps(connection, each, cell, names, own)
    ]


def _held(connection: sqlite3.Connection, new: NewReport, names: UnitSpellings) -> list[_Held]:
    """Submissions of the same content for the same unit and window, in order."""
    rows = connection.execute(
        "SELECT submission, max(reading), max(id), min(id) FROM report "
        "WHERE sha256 = ? AND unit IN (SELECT value FROM json_each(?)) AND period = ? "
        "GROUP BY submission ORDER BY submission",
        (new.source["hash"], names.spelled(new.unit), new.period),
    ).fetchall()
    last = "SELECT received, file FROM report WHERE id = ?"
    return [_Held(*row, *connection.execute(last, (row[2],)).fetchone()) for row in rows]


def _same_submission(
    held: Sequence[_Held],
    new: NewReport,
    day: str,
    lapping: Mapping[Cell, Sequence[Submitted]],
    once: bool,
) -> _Held | None:
    """The submission that is there already; None for the first one of a content.

    A content that comes in again after a different one took its place is a new submission: whoever
    sends the first version once more means it.
    """
    if not held:
        return None
    name = Path(new.source["file"]).name
    if once and day:
        for each in held:
            if (each.received, Path(each.file).name) == (day, name):
                return each
    for submitted in lapping.values():
        # A report of the window does not take the place of a column beside another one, nor that its.
        last = top(each for each in submitted if each.side_column == new.side_column)
        if last and last.sha256 != new.source["hash"] and (day or last.day) >= last.day:
            return None
    return held[-1]


def _told(
    connection: sqlite3.Connection,
    new: NewReport,
    lapping: Mapping[Cell, Sequence[Submitted]],
    ranks: Mapping[Cell, _Rank],
    names: UnitSpellings,
) -> Added:
    """What is said of a report that ranks so among those that share rows with it."""
    earlier: dict[int, None] = {}
    later: dict[int, None] = {}
    blank: dict[str, None] = {}
    absent: dict[str, None] = {}
    beside: dict[int, None] = {}
    by_cell = _rows_by_cell(new)
    outranked = False
    for cell, submitted in lapping.items():
        rows = by_cell[cell]
        ordered = sorted(submitted, key=lambda each: each.rank)
        below = [each for each in ordered if each.rank < ranks[cell]]
        before = [each for each in below if each.side_column == new.side_column]
        above = [each for each in ordered if each.rank > ranks[cell]]
        earlier |= dict.fromkeys(each.report for each in before)
        later |= dict.fromkeys(each.report for each in above)
        beside |= dict.fromkeys(each.report for each in below if each not in before)
        outranked |= any(each.side_column != new.side_column for each in above)
        own = {row["indicator"] for row in rows}
        given = {row["indicator"] for row in rows if row["value"] is not None}
        for each in before:
            known = overlaps(connection, each, cell, names, own)
            stands = [name for name, figure in known.items() if figure and name not in given]
            blank |= dict.fromkeys(name for name in stands if name in own)
            absent |= dict.fromkeys(name for name in stands if name not in own)
    if later:
        status: Literal["beside", "older"] = "beside" if outranked else "older"
        other = next(reversed(later)) if outranked else None
        unlike = _unlike(connection, new, other)
        return Added(status, 0, tuple(earlier), tuple(later), unlike=unlike)
    unlike = _unlike(connection, new, next(reversed(beside), None))
    return Added(
        "correction" if earlier else "added", 0, tuple(earlier), (), tuple(blank), tuple(absent),
        beside=tuple(beside), unlike=unlike,
    )  # fmt: skip


def _unlike(
    connection: sqlite3.Connection, new: NewReport, other: int | None
) -> tuple[CellChange, ...]:
    """What a column beside another window's and a report of the window itself tell differently."""
    if other is None:
        return ()
    held = rows_of(connection, other)
    column, report = (new.rows, held) if new.side_column else (held, new.rows)
    return tuple(unlike_figures(column, report))


def _reads_otherwise(
    connection: sqlite3.Connection, report: int, new: NewReport, names: UnitSpellings
) -> bool:
    """Whether the rows or the issues of a report differ from those of its last reading, or its sort."""
    (aside,) = connection.execute(
        "SELECT side_column FROM report WHERE id = ?", (report,)
    ).fetchone()
    if bool(aside) != new.side_column:
        return True
    columns = [name for name in TABLES["observation"] if name not in ("report", "position")]
    rows = connection.execute(
        f"SELECT {', '.join(columns)} FROM observation WHERE report = ? ORDER BY position",
        (report,),
    ).fetchall()
    unit = columns.index("unit")
    told = [(*row[:unit], names.of(row[unit]), *row[unit + 1 :]) for row in rows]
    own_rows = [dict(row) | {"unit": names.of(row["unit"])} for row in new.rows]
    if told != [tuple(row[name] for name in columns) for row in own_rows]:
        return True
    issues = connection.execute(
        "SELECT code, line, raw FROM issue WHERE report = ? ORDER BY position", (report,)
    ).fetchall()
    own = [(each["code"], each["line"], each["raw"]) for each in new.issues]
    return _of_the_content(issues) != _of_the_content(own)


def _of_the_content(issues: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [each for each in issues if each[0] not in _OF_THE_NAME]
