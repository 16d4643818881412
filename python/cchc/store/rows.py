"""Reports and tables of observations as rows of a register."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc._core import Observations, Period
from cchc.read import Report
from cchc.store.records import KnownReport
from cchc.store.schema import TABLES

__all__ = ["NewReport", "known_report", "new_reports", "rows_of", "source_members"]


@dataclass(frozen=True)
class NewReport:
    """One report ready to be written: members of its source, its rows, its issues."""

    source: Mapping[str, Any]
    unit: str
    period: str
    rows: list[dict[str, Any]]
    issues: list[dict[str, Any]] = field(default_factory=list)
    side_column: bool = False


def new_reports(
    given: Report | Observations, unit: str | None, period: Period | None
) -> Iterator[NewReport]:
    """Return what to write: one for a report, one for each source of a table."""
    if isinstance(given, Report):
        table = Observations()
        given.append_to(table, unit or given.agency, period)
        issues = [_issue(each) for each in given.issues]
        yield from _by_source(table, issues, given.side_column)
    else:
        yield from _by_source(given, [])


def _issue(issue: Any) -> dict[str, Any]:
    names = ("code", "severity", "message_vi", "message_en", "line", "raw")
    return {name: getattr(issue, name) for name in names}


def _by_source(
    table: Observations, issues: list[dict[str, Any]], side_column: bool = False
) -> Iterator[NewReport]:
    rows: list[list[dict[str, Any]]] = [[] for _ in table.sources()]
    for position in range(len(table)):
        row = table.row(position)
        rows[row.pop("source")].append(row)
    for source, own in zip(table.sources(), rows, strict=True):
        hashed = source["hash"] or _hash(source, own)
        unit, period = _only(row["unit"] for row in own), _only(row["period"] for row in own)
        yield NewReport(source | {"hash": hashed}, unit, period, own, issues, side_column)


def _only(values: Iterable[str]) -> str:
    """The one value there is; empty when there are several or none."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _hash(source: Mapping[str, Any], rows: list[dict[str, Any]]) -> str:
    """Of a source whose content is not at hand: its rows and whose they are."""
    text = json.dumps([source["agency"], rows], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def known_report(row: Sequence[Any]) -> KnownReport:
    """Return a report as a register tells it, from the columns of a query."""
    members = dict(zip(KnownReport.__slots__, row, strict=True))
    flags = {name: bool(members[name]) for name in ("synthetic", "side_column")}
    return KnownReport(**members | flags)


def rows_of(connection: sqlite3.Connection, report: int) -> list[dict[str, Any]]:
    """Return the rows of a report of the register, in printed order."""
    columns = [name for name in TABLES["observation"] if name not in ("report", "position")]
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM observation WHERE report = ? ORDER BY position",
        (report,),
    )
    return [dict(zip(columns, row, strict=True)) for row in found]


def source_members(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a table's source, from those of a report in a register."""
    names = ("file", "agency", "window_first", "window_last", "received", "form_version", "rule")
    return {name: row[name] for name in names} | {
        "hash": row["sha256"],
        "synthetic": bool(row["synthetic"]),
    }
