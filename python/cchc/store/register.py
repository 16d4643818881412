"""The register of reports: what came in, when, and what it said."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cchc._arguments import PeriodLike, as_period, unknown_argument
from cchc._core import Catalogue, Hierarchy, Observations
from cchc.cube import Cube, build
from cchc.errors import InputError, SelectionError, new_error
from cchc.model import flat_hierarchy
from cchc.observations import append_rows, checked_day
from cchc.read import Report
from cchc.read.header import unit_types
from cchc.read.review import Review
from cchc.store.adding import adding
from cchc.store.database import open_database, transaction, translated
from cchc.store.difference import differences
from cchc.store.kept_answers import kept_answers, review_of
from cchc.store.records import Added, CellChange, KnownReport, Standing, UnitInDoubt
from cchc.store.rows import NewReport, known_report, new_reports, rows_of, source_members
from cchc.store.schema import TABLES
from cchc.store.unit_spellings import UnitSpellings, in_doubt
from cchc.store.vintages import Cell, held_back, ranked_days, standings_of

__all__ = ["Register"]

_KNOWN = """
SELECT id, sha256, submission, reading, file, agency, unit, period, received, window_first, window_last,
  form_version, rule, synthetic, side_column, observations,
  (SELECT count(*) FROM issue WHERE issue.report = report.id)
FROM report
"""

# The last reading of each submission, in order of the first one.
_LAST_READINGS = """
id IN (SELECT max(id) FROM report GROUP BY sha256, unit, period, submission)
ORDER BY (SELECT min(first.id) FROM report AS first WHERE first.sha256 = report.sha256
  AND first.unit = report.unit AND first.period = report.period
  AND first.submission = report.submission)
"""


class Register:
    """Reports in one SQLite file: added in one transaction each, superseded but never erased.

    Parameters
    ----------
    path
        The file. It is made when it is not there; one of an earlier release is brought up to date.
    create
        False refuses a file that is not there.

    Raises
    ------
    InputError
        When the file is no register (E1702), was made by a later release (E1703), is held by
        another program for more than 30 seconds (E1704), or cannot be read or written (E1705).

    Notes
    -----
    A report that `add` returned for is on the disk: a program that is killed, or a power cut,
    leaves the reports added before, whole, and nothing of the one under way. Any number of programs
    may have the file open; they write one after another.

    Examples
    --------
    >>> import cchc
    >>> with Register(":memory:") as register:
    ...     report = cchc.read(cchc.samples.real_report_text())
    ...     register.add(report).status, register.add(report).status
    ('added', 'same')
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path = Path(path)
        self._connection = open_database(path, create=create)
        self._names = UnitSpellings()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Return how many reports there are, every reading counted."""
        return int(self._select("SELECT count(*) FROM report")[0][0])

    def __repr__(self) -> str:
        return f"Register({str(self.path)!r}): {len(self)} reports"

    def add(
        self,
        report: Report | Observations,
        *,
        unit: str | None = None,
        period: PeriodLike | None = None,
        received: str | dt.date | None = None,
        again: bool = False,
        once: bool = False,
    ) -> Added:
        """Add a report in one transaction.

        Parameters
        ----------
        report
            A report as read, or a table of observations of one source.
        unit, period
            Whose report and for which window, where it does not say; ``unit`` also replaces the
            agency's name by the id of a unit.
        received
            Day on which it came in; the report's own when not given. Without any it ranks behind
            everything that was added before it.
        again
            Keep another reading of a content that is in the register even when it reads as before.
            One that reads otherwise, e.g. after an answer was given, is kept without being asked.
        once
            For a folder that is gone through again: a content that came on the same day in a file
            of the same name is the submission that is there. Else a content that comes in again
            after a different one took its place is a new submission, and counts.

        Raises
        ------
        InputError
            E1706 when unit or period are not known, E1704 and E1705 as above.
        """
        window = None if period is None else as_period(period)
        if isinstance(report, Report):
            self._check_known(report, unit, window is not None)
        several = list(new_reports(report, unit, window))
        if len(several) != 1:
            raise unknown_argument("report", f"{len(several)} sources", ["one source"])
        day = checked_day(received)
        with self._writing():
            return self._add(several[0], day, again=again, once=once)

    def add_all(self, observations: Observations) -> list[Added]:
        """Add every source of a table as a report, all in one transaction."""
        with self._writing():
            return [self._add(each, "") for each in new_reports(observations, None, None)]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction; spellings of what was not written are forgotten."""
        try:
            with translated(str(self.path)), transaction(self._connection):
                yield
        except BaseException:
            self._names.forget()
            raise

    def _check_known(self, report: Report, unit: str | None, has_period: bool) -> None:
        absent = [] if unit or report.agency else [("unit", "đơn vị")]
        if not has_period and report.period is None:
            absent.append(("period", "kỳ báo cáo"))
        for what, what_vi in absent:
            raise new_error(
                InputError,
                "CCHC-E1706",
                f"{report.file}: the {what} of the report is not known; give {what}=",
                f"{report.file}: không xác định được {what_vi} của báo cáo; hãy nêu {what}=",
            )

    def _add(self, new: NewReport, day: str, *, again: bool = False, once: bool = False) -> Added:
        """Write one report; a transaction is open."""
        source = new.source
        day = day or checked_day(source["received"])
        self._names.refresh(self._connection)
        own = {row["unit"] for row in new.rows} | {new.unit} - {""}
        names = self._names.including(own)
        plan = adding(self._connection, new, day, names, again=again, once=once)
        if plan.found.id:
            return plan.found
        before = self._names.in_doubt(own)
        members = dict(source) | {
            "sha256": source["hash"],
            "submission": plan.submission,
            "reading": plan.reading,
            "unit": new.unit,
            "period": new.period,
            "received": plan.received,
            "window_first": source["window_first"] or "",
            "window_last": source["window_last"] or "",
            "observations": len(new.rows),
            "side_column": int(new.side_column),
        }
        number = self._insert("report", [members])
        self._insert_below(number, "observation", new.rows)
        self._insert_below(number, "issue", new.issues)
        told = set(map(names.of, own))
        doubts = names.in_doubt(own).items()
        arisen = {name: each for name, each in doubts if name in told or name not in before}
        return replace(plan.found, id=number, in_doubt=in_doubt(self._connection, names, arisen))

    def _insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
        columns = [name for name in TABLES[table] if name != "id"]
        places = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
        number = 0
        for row in rows:
            cells = [row[name] for name in columns]
            number = self._connection.execute(statement, cells).lastrowid or 0
        return number

    def _insert_below(self, report: int, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        numbered = enumerate(rows, start=1)
        self._insert(table, ({**row, "report": report, "position": at} for at, row in numbered))

    def reports(
        self, *, unit: str | None = None, period: PeriodLike | None = None
    ) -> list[KnownReport]:
        """Return the reports in order of adding, those of one unit, however spelled, or window."""
        wanted: dict[str, str] = {}
        if unit is not None:
            wanted["unit IN (SELECT value FROM json_each(?))"] = self._spellings().spelled(unit)
        if period is not None:
            wanted["period = ?"] = str(as_period(period))
        where = " AND ".join(wanted)
        clause = f" WHERE {where}" if where else ""
        rows = self._select(f"{_KNOWN}{clause} ORDER BY id", tuple(wanted.values()))
        return [known_report(row) for row in rows]

    def standings(self, *, unit: str, period: PeriodLike) -> list[Standing]:
        """Return the reports of one unit and window by rank: the last one counts."""
        with translated(str(self.path)):
            return standings_of(self._connection, (unit, str(as_period(period))), self._spellings())

    def unit_of(self, name: str) -> str:
        """Return what stands for a unit in `observations`: of several spellings the first one added."""
        return self._spellings().of(name)

    def units_in_doubt(self) -> list[UnitInDoubt]:
        """Return the names that may be of several units, with the reports that came under them.

        A name without its province, or without tones, is that of the one unit that it can be. Where
        two can be meant it counts as a unit of its own, also what came before the second one did.
        """
        names = self._spellings()
        with translated(str(self.path)):
            return list(in_doubt(self._connection, names, names.in_doubt()))

    def name_units(self, units: Mapping[str, str]) -> None:
        """Let names in the register stand for units of a list, by their id, until it is closed.

        Parameters
        ----------
        units
            Id by name; nothing of it is written.
        """
        self._names.give(units)

    def _spellings(self) -> UnitSpellings:
        with translated(str(self.path)):
            self._names.refresh(self._connection)
        return self._names

    def report(self, number: int) -> KnownReport:
        """Return one report by its number.

        Raises
        ------
        SelectionError
            When there is no such report.
        """
        rows = self._select(f"{_KNOWN} WHERE id = ?", (number,))
        if not rows:
            known = self._select("SELECT min(id), max(id) FROM report")[0]
            if known[0] is None:
                raise new_error(
                    SelectionError, "CCHC-E0921",
                    f"report={number!r} is not known: the register holds no report; add one first",
                    f"report={number!r} không có: sổ chưa có báo cáo nào; hãy thêm báo cáo",
                )  # fmt: skip
            raise unknown_argument("report", number, [f"{known[0]}..{known[1]}"])
        return known_report(rows[0])

    def issues(self, number: int) -> list[dict[str, Any]]:
        """Return what reading a report met, as mappings."""
        return self._below("issue", number)

    def findings(self, number: int) -> list[dict[str, Any]]:
        """Return the findings kept with a report, as mappings."""
        return self._below("finding", number)

    def keep_findings(self, number: int, findings: Iterable[Mapping[str, str]]) -> None:
        """Keep findings with a report, in the place of those kept before.

        Parameters
        ----------
        number
            The report.
        findings
            Mappings with ``rule``, ``severity``, ``indicator``, ``message_vi``, ``message_en``.
        """
        self.report(number)
        with self._writing():
            self._connection.execute("DELETE FROM finding WHERE report = ?", (number,))
            self._insert_below(number, "finding", findings)

    def remember(self, question: str, answer: str, *, given: str | dt.date | None = None) -> None:
        """Keep the answer to a question that reading asked; a later answer replaces it."""
        row = (question, answer, checked_day(given))
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", row)

    def answers(self) -> dict[str, str]:
        """Return every answer by its question."""
        return dict(self._select("SELECT question, answer FROM answer ORDER BY question"))

    def keep_review(self, review: Review) -> None:
        """Keep every answer of a review; it replaces an earlier one to the same question."""
        rows = [(*each, "") for each in kept_answers(review).items()]
        with self._writing():
            self._connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", rows)

    def review(self) -> Review:
        """Return the answers to rows that could not be matched, for reading reports again."""
        return review_of(self.answers())

    def observations(self, *, report: int | None = None) -> Observations:
        """Return the figures of every report, of each submission the last reading.

        Parameters
        ----------
        report
            Only those of one report, whichever reading it is.

        Notes
        -----
        All spellings of a unit are told by the first one.
        A report without a day of receipt bears the last day that was known, for the same unit and
        window, when it was added: it counts from then on.
        """
        table = Observations()
        where, values = ("id = ?", (report,)) if report is not None else (_LAST_READINGS, ())
        # One read transaction, so that a report added meanwhile is seen whole or not at all.
        with translated(str(self.path)):
            self._connection.execute("BEGIN")
            try:
                self._names.refresh(self._connection)
                sources = list(self._rows("report", where, values))
                days = ranked_days(sources, {each["id"]: self._cells(each) for each in sources})
                back = held_back(self._connection, sources, days, self._names)
                for source in sources:
                    self._append(table, source, days[source["id"]], back[source["id"]])
            finally:
                self._connection.execute("COMMIT")
        return table

    def _cells(self, source: Mapping[str, Any]) -> list[Cell]:
        """Units and windows in which a report has rows."""
        if source["unit"] and source["period"]:
            return [(self._names.of(source["unit"]), source["period"])]
        cells = self._select(
            "SELECT DISTINCT unit, period FROM observation WHERE report = ?", (source["id"],)
        )
        return list(dict.fromkeys((self._names.of(unit), period) for unit, period in cells))

    def _append(
        self,
        table: Observations,
        source: Mapping[str, Any],
        days: Mapping[Cell, str],
        back: Collection[tuple[str, str, str]],
    ) -> None:
        """Append a report's rows but for those held `back`, as a source for each day they rank by."""
        rows = rows_of(self._connection, source["id"])
        for row in rows:
            row["unit"] = self._names.of(row["unit"])
        rows = [row for row in rows if (row["unit"], row["period"], row["indicator"]) not in back]
        for day in sorted(set(days.values())) or [source["received"]]:
            own = [row for row in rows if days[row["unit"], row["period"]] == day]
            append_rows(table, source_members(source) | {"received": day}, own)

    def cube(
        self,
        *,
        hierarchy: Hierarchy | Iterable[Mapping[str, Any]] | str | Path | None = None,
        catalogue: Catalogue | None = None,
        as_known: str | dt.date | None = None,
    ) -> Cube:
        """Return the figures as a cube, as they were known at the end of a day.

        Parameters
        ----------
        hierarchy
            The units; when not given, one root with every unit of the register, typed by its name.
        catalogue
            The definitions; the shipped catalogue when not given.
        as_known
            Reports received later are left out; None for all. A report without a day of receipt is
            there from the last day that was known when it was added; always, when none was.
        """
        table = self.observations()
        if hierarchy is None:
            units = self._select("SELECT DISTINCT unit FROM observation")
            named = sorted({self._spellings().of(row[0]) for row in units})
            hierarchy = flat_hierarchy(named, types=unit_types(named))
        return build(table, hierarchy=hierarchy, catalogue=catalogue, as_known=as_known)

    def diff(self, before: int, after: int) -> list[CellChange]:
        """Return the figures that differ between two reports, such as a report and its correction.

        Units and windows of the second report are compared with those of the first by indicator;
        figures are compared as exact decimals, so ``7`` and ``07`` are the same.
        """
        for number in (before, after):
            self.report(number)
        return differences(*(rows_of(self._connection, number) for number in (before, after)))

    def _below(self, table: str, report: int) -> list[dict[str, Any]]:
        rows = list(self._rows(table, "report = ? ORDER BY position", (report,)))
        for row in rows:
            del row["report"], row["position"]
        return rows

    def _rows(
        self, table: str, where: str, values: tuple[Any, ...] = ()
    ) -> Iterator[dict[str, Any]]:
        columns = TABLES[table]
        statement = f"SELECT {', '.join(columns)} FROM {table} WHERE {where}"
        for row in self._select(statement, values):
            yield dict(zip(columns, row, strict=True))

    def _select(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with translated(str(self.path)):
            return self._connection.execute(statement, values).fetchall()

    @property
    def connection(self) -> sqlite3.Connection:
        """The open SQLite file, for questions that this class does not answer."""
        return self._connection
