"""What the sample hands over: plain values that know nothing of the core."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, TypedDict


class SampleUnit(TypedDict):
    """An organisation unit; the keys are those of the hierarchy's units.

    ``valid_from`` is the first day, ``valid_to`` the first day no more; None means no limit.
    """

    id: str
    name: str
    parent: str
    type: str
    level: str
    code: str
    valid_from: str | None
    valid_to: str | None
    reports: bool


class SampleRow(TypedDict):
    """One row of a report.

    ``form`` is ``PL1`` or ``BM3`` for rows of the printed forms, ``PARTS`` for numerators and
    denominators that the forms do not print, ``QUOTA`` for quotas assigned in a baseline year.
    ``code`` is the canonical code, ``indicator`` the catalogue's code, ``name`` its English name.
    ``state`` is ``reported``, ``missing``, ``optional`` or ``not_applicable``; only the first has
    values. Values are plain machine text (``"16183"``, ``"20.5"``), ``raw`` is the text as printed.
    """

    form: str
    code_printed: str
    code: str
    indicator: str
    name: str
    state: str
    value: str | None
    second_value: str | None
    raw: str
    note: str
    place: str


@dataclass(frozen=True)
class SampleReport:
    """One report of one unit for one window.

    Two reports with the same unit and period are two vintages: the one received later supersedes.

    Parameters
    ----------
    unit
        Id of the unit.
    agency
        Name as the report bears it.
    period
        ``2024-Q1``, ``2024-H1``, ``2024-Q3``, ``2024``.
    window_first, window_last
        Data window as reported, ISO, both ends included.
    due
        Last day on which the report was in time, ISO.
    received
        Day on which it came in, ISO.
    file
        Name of the file it stands for; says ``gia-lap`` when synthetic.
    synthetic
        False only for the real report.
    rows
        Rows in printed order.
    """

    unit: str
    agency: str
    period: str
    window_first: str
    window_last: str
    due: str
    received: str
    file: str
    synthetic: bool
    rows: list[SampleRow]


@dataclass(frozen=True)
class SampleProvince:
    """A synthetic province with its answer key.

    Parameters
    ----------
    name
        Says that the data are synthetic.
    seed
        Seed it was drawn from.
    units
        The province first, then its departments.
    reports
        In order of receipt; baselines first.
    events
        Lineage events with dates; empty unless reorganisations were asked for.
    truth
        What the reports would say if nothing departed from it.
    departures
        Every late, missing or corrected report, blank or not applicable row.
    errors
        Every planted error with the cells it changed; empty unless errors were asked for.
    """

    name: str
    seed: int
    units: list[SampleUnit]
    reports: list[SampleReport]
    events: list[dict[str, Any]]
    truth: dict[str, Any]
    departures: list[dict[str, Any]]
    errors: list[dict[str, Any]]

    def latest(self) -> dict[tuple[str, str], SampleReport]:
        """Return the last received report of each (unit, period)."""
        return {(report.unit, report.period): report for report in self.reports}

    def to_json(self) -> str:
        """Return everything as one JSON text, always the same for the same province."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
