"""A report as read: who reports, for which period, its observations, facts and issues."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc._arguments import data_frame
from cchc._core import Observations, Period, find_period_in
from cchc.observations import append_rows
from cchc.read.fold import fold

if TYPE_CHECKING:
    import pandas as pd

    from cchc.read.documents import Document
    from cchc.read.fact import Fact
    from cchc.read.issue import Issue
    from cchc.read.matched import MatchedRow, TableReading
    from cchc.read.reading import Reading
    from cchc.read.review import Question

__all__ = ["Report"]

_FIELDS = (
    "form",
    "code",
    "indicator",
    "label",
    "unit_of_measure",
    "state",
    "value",
    "second_value",
    "raw",
    "note",
    "place",
)


#: How the rows of a report came to the grammar, for explanations.
_RULES = {"text": "text table grammar"}


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the figure is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


class Report:
    """One report: `observations` in printed order, `facts` of the running text, `issues`.

    A report is what a reader makes of a file; `cchc.build` takes one or many of them.
    """

    def __init__(self, reading: Reading, names: Mapping[str, str], *, received: str = "") -> None:
        self._reading = reading
        self._names = names
        self.received = received

    @property
    def file(self) -> str:
        """File as named by the caller."""
        return self._reading.source.file

    @property
    def agency(self) -> str:
        """Agency with its province, ``Sở Công Thương Hà Nam``; empty when the report does not say."""
        header = self._reading.header
        named = not header.province or fold(header.province) in fold(header.agency)
        return header.agency if named or not header.agency else f"{header.agency} {header.province}"

    @property
    def agency_printed(self) -> str:
        """Agency as the report itself writes it."""
        return self._reading.header.agency

    @property
    def province(self) -> str:
        """Province of the letterhead, else that the running text names; empty when none does."""
        return self._reading.header.province

    @property
    def unit_type(self) -> str | None:
        """Type of unit that the agency's name tells, such as ``department``."""
        return self._reading.header.unit_type

    @property
    def period(self) -> Period | None:
        """Period that the report is about; None when it does not say."""
        header = self._reading.header
        for text in (header.period_text, header.title_period):
            found = find_period_in(text) if text else None
            if found is not None:
                return found
        return None

    @property
    def period_text(self) -> str:
        """The reporting period in the report's own words; empty when it does not say."""
        return self._reading.header.period_text

    @property
    def side_column(self) -> bool:
        """Whether it is a column of another window, which a report has beside its own to compare with.

        A report of that window by the unit itself counts before it, whatever day it came.
        """
        return self._reading.side_column

    @property
    def window(self) -> tuple[str, str] | None:
        """First and last day that the figures cover, as stated, ISO; None when not stated."""
        window = self._reading.header.window
        return None if window is None else (window[0].isoformat(), window[1].isoformat())

    @property
    def window_line(self) -> int | None:
        """Line that states the data window; None when no line does."""
        return self._reading.header.window_line

    @property
    def tables(self) -> tuple[TableReading, ...]:
        """Tables in printed order, with title, stated periods, place and matched rows."""
        return self._reading.tables

    @property
    def rows(self) -> tuple[MatchedRow, ...]:
        """All printed rows that were matched to a form, headers included."""
        return self._reading.rows

    @property
    def observations(self) -> tuple[MatchedRow, ...]:
        """Rows that are not headers, in printed order."""
        return self._reading.observations

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Figures that the running text tells."""
        return self._reading.facts

    @property
    def documents(self) -> tuple[Document, ...]:
        """Documents named in the running text, with number, date and their part in the report."""
        return self._reading.documents

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read, or was read with doubt."""
        return self._reading.issues

    @property
    def questions(self) -> tuple[Question, ...]:
        """Rows that may be one of several rows of the form, and were therefore not taken."""
        return self._reading.questions

    @property
    def kind(self) -> str:
        """Kind of file it was read from: text, word, excel, xls, ods, pdf, csv, html, json, or reader
        for rows that a registered reader made of it.
        """
        return self._reading.kind

    @property
    def identity(self) -> dict[str, str]:
        """What the hidden identity sheet of a template says, by key; empty without one."""
        return dict(self._reading.identity)

    @property
    def content_hash(self) -> str:
        """SHA-256 of the content, by which the same report is known again."""
        return self._reading.content_hash

    def with_issue(self, found: Issue) -> Report:
        """Return the same report with one more issue."""
        reading = replace(self._reading, issues=(*self._reading.issues, found))
        return Report(reading, self._names, received=self.received)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are, and of each value state; zeros apart from other values."""
        found = {"rows": len(self.rows), "observations": len(self.observations)}
        found |= dict.fromkeys(
            ("value", "zero", "missing", "optional", "not_applicable", "unreadable"), 0
        )
        for row in self.observations:
            state = str(row.state)
            if state == "reported":
                state = "zero" if row.value == 0 and row.second_value is None else "value"
            found[state] += 1
        return found

    def _entry(self, row: MatchedRow) -> dict[str, Any]:
        return {
            "form": row.form,
            "code": row.code,
            "indicator": self._names.get(row.code, ""),
            "label": row.row.label,
            "unit_of_measure": row.row.unit_of_measure,
            "state": row.state,
            "value": _number(row.value),
            "second_value": _number(row.second_value),
            "raw": row.raw,
            "note": row.note,
            "place": str(row.place),
        }

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        header = self._reading.header
        period = self.period
        return {
            "report": {
                "file": self.file,
                "agency": self.agency,
                "agency_printed": self.agency_printed,
                "province": header.province,
                "unit_type": self.unit_type,
                "period": None if period is None else str(period),
                "period_text": header.period_text,
                "window": None if self.window is None else list(self.window),
                "side_column": self.side_column,
                "forms": [
                    {
                        "form": table.form.form,
                        "version": table.form.version,
                        "title": table.title,
                        "stated_periods": table.stated_periods,
                        "rows": len(table.rows),
                    }
                    for table in self._reading.tables
                ],
                "counts": self.counts(),
            },
            "observations": [self._entry(row) for row in self.observations],
            "facts": [_fact_dict(fact) for fact in self.facts],
            "documents": [_plain_row(document) for document in self.documents],
            "issues": [asdict(found) for found in self.issues],
        }

    def to_json(self) -> str:
        """Return everything as JSON text, in Unicode."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """Return the observations as CSV text; text that looks like a formula is kept as text."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_FIELDS)
        for row in self.observations:
            entry = self._entry(row)
            writer.writerow([_guarded(entry[field]) for field in _FIELDS])
        return stream.getvalue()

    def to_frame(self) -> pd.DataFrame:
        """Return the observations as a pandas data frame; a blank is NaN, never zero."""
        rows = (self._entry(row) for row in self.observations)
        return data_frame(rows, numbers=("value", "second_value"), columns=_FIELDS)

    def append_to(
        self,
        observations: Observations,
        unit: str,
        period: Period | None = None,
        *,
        but: Collection[str] = (),
        received: str | None = None,
    ) -> None:
        """Append the report's observations to a table, as the figures of a unit, `but` some codes.

        They rank by the day on which the report came, or by `received`; empty for before all others.
        A note that the form says holds numerator and denominator (``127/127``) gives the numerator
        as an observation of its own, so that the rate can be pooled.
        """
        window = period or self.period
        rows = [
            {
                "indicator": row.code,
                "unit": unit,
                "period": window,
                "state": row.state,
                "value": _plain(row.value),
                "second_value": _plain(row.second_value),
                "raw": row.raw,
                "note": row.note,
                "place": _lines(row),
            }
            for row in self.observations
            if row.code not in but
        ]
        rows += [
            {
                "indicator": row.row.note_pair[0],
                "unit": unit,
                "period": window,
                "state": "reported",
                "value": _plain(row.note_pair[0]),
                "raw": row.note,
                "place": _lines(row),
            }
            for row in self.observations
            if row.note_pair is not None and row.row.note_pair and row.code not in but
        ]
        source = self._source()
        append_rows(
            observations, source if received is None else source | {"received": received}, rows
        )

    def _source(self) -> dict[str, Any]:
        first, last = self.window or ("", "")
        versions = [f"{table.form.form}-{table.form.version}" for table in self._reading.tables]
        return {
            "file": self.file,
            "hash": self._reading.content_hash,
            "agency": self.agency,
            "window_first": first,
            "window_last": last,
            "received": self.received,
            "form_version": ", ".join(versions),
            "rule": _RULES.get(self.kind, "table grammar over cells"),
        }


def _lines(row: MatchedRow) -> str:
    first, last = row.place.first_line, row.place.last_line
    if first is None:
        return row.place.where
    return f"{first}" if first == last else f"{first}-{last}"


def _guarded(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula, kept from running by an apostrophe."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return cell


def _fact_dict(fact: Fact) -> dict[str, Any]:
    entry = asdict(fact)
    for figure in entry["figures"]:
        figure["value"] = _number(figure["value"])
    return {key: _without_dates(each) for key, each in entry.items()}


def _plain_row(row: Any) -> dict[str, Any]:
    return {key: _without_dates(each) for key, each in asdict(row).items()}


def _without_dates(value: Any) -> Any:
    """The same plain values with every date as ISO text and every decimal as a number."""
    if isinstance(value, dict):
        return {key: _without_dates(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_dates(each) for each in value]
    if isinstance(value, Decimal):
        return _number(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
