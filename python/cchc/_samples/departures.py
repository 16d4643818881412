"""What goes wrong without being false: late and missing reports, blanks, corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .departments import REAL_UNIT
from .draws import Draws
from .figures import RECEIVED, Style, percent, printed_count
from .province import SampleReport, SampleRow
from .reports import day_after, file_name

REAL_PERIOD = "2024-H1"
Key = tuple[str, str]


@dataclass(frozen=True)
class DeparturePlan:
    """How many reports depart from the ideal, by kind; each report departs in one way at most.

    Parameters
    ----------
    missing
        Units that send no report for a window.
    late
        Reports received after the deadline.
    corrected
        Reports that are sent a second time with other figures.
    blank
        Reports with one to four rows left blank.
    """

    missing: int = 6
    late: int = 14
    corrected: int = 6
    blank: int = 18


def deal(seed: int, reports: list[SampleReport], plan: DeparturePlan) -> dict[Key, str]:
    """Choose the reports that depart, the first of each kind among those of 2024-H1.

    So a comparison of that window meets every kind. The place of the real report is left alone,
    whether or not it is used, so that the rest of the province does not depend on it.
    """
    keys = [(report.unit, report.period) for report in reports]
    keys = [key for key in keys if key != (REAL_UNIT, REAL_PERIOD)]
    deck = Draws(seed, "departures").shuffled(keys)
    result: dict[Key, str] = {}
    counts = {
        "missing_report": plan.missing,
        "late": plan.late,
        "correction": plan.corrected,
        "blank": plan.blank,
    }
    for kind, count in counts.items():
        free = [key for key in deck if key not in result]
        front = [key for key in free if key[1] == REAL_PERIOD][:1]
        for key in [*front, *(key for key in free if key not in front)][:count]:
            result[key] = kind
    return result


def _note_of(report: SampleReport, kind: str, **facts: object) -> dict[str, Any]:
    return {"kind": kind, "unit": report.unit, "period": report.period, **facts}


def _late(report: SampleReport, draws: Draws) -> tuple[list[SampleReport], dict[str, Any]]:
    late = replace(report, received=day_after(report.due, draws.between(1, 16)))
    return [late], _note_of(late, "late", due=late.due, received=late.received)


def _blank(report: SampleReport, draws: Draws) -> tuple[list[SampleReport], dict[str, Any]]:
    open_rows = [row for row in report.rows if row["form"] == "PL1" and row["state"] == "reported"]
    chosen = [row["code"] for row in draws.shuffled(open_rows)[: draws.between(1, 4)]]
    rows = [blanked(row) if row["form"] == "PL1" and row["code"] in chosen else row
            for row in report.rows]  # fmt: skip
    codes = [row["code"] for row in report.rows if row["form"] == "PL1" and row["code"] in chosen]
    return [replace(report, rows=rows)], _note_of(report, "blank", codes=codes)


def blanked(row: SampleRow) -> SampleRow:
    """Return a row as it looks when its value is left blank though it was due."""
    return {
        **row, "state": "missing", "value": None, "second_value": None, "raw": "", "note": "",
    }  # fmt: skip


def _too_early(report: SampleReport, style: Style, draws: Draws) -> list[SampleRow]:
    """Return the rows of a first version that was closed early: fewer files, one document less.

    It is consistent in itself: as many files are missing among those received, resolved and
    resolved in time, and the rate follows.
    """
    whole = {
        row["code"]: int(row["value"])
        for row in report.rows
        if row["value"] is not None and row["code"] in ("3.3", "3.3.resolved_on_time")
    }
    lost = draws.between(1, max(1, whole["3.3.resolved_on_time"] // 10))
    done, on_time = whole["3.3"] - lost, whole["3.3.resolved_on_time"] - lost
    rows: list[SampleRow] = []
    for row in report.rows:
        if row["code"] == "3.3":
            received = str(int(row["second_value"] or 0) - lost)
            raw = printed_count(str(done), style) + style.slash + printed_count(received, style)
            row = {**row, "value": str(done), "second_value": received, "raw": raw}
        elif row["code"] == "3.3.resolved_on_time":
            row = {**row, "value": str(on_time), "raw": printed_count(str(on_time), style)}
        elif row["code"] == "3.3.1" and done:
            rate = percent(on_time, done, style.decimals)
            raw = rate.replace(".", ",") + ("%" if style.percent_sign else "")
            row = {**row, "value": rate, "raw": raw}
        rows.append(row)
    return rows


def changes(before: list[SampleRow], after: list[SampleRow]) -> list[dict[str, Any]]:
    """Return every changed cell of two versions of the same rows.

    Each has the form, the code (of the second value's indicator for the second figure of a pair),
    and the text before and after.
    """
    result = []
    for old, new in zip(before, after, strict=True):
        for code, was, now in (
            (old["indicator"], old["value"], new["value"]),
            (RECEIVED, old["second_value"], new["second_value"]),
        ):
            if was != now:
                result.append({"form": old["form"], "code": code, "before": was, "after": now})
    return result


def _corrected(
    report: SampleReport, style: Style, draws: Draws
) -> tuple[list[SampleReport], dict[str, Any]]:
    first = replace(report, rows=_too_early(report, style, draws))
    second = replace(
        report,
        received=day_after(report.due, draws.between(3, 20)),
        file=file_name(report.unit, report.period, 2),
    )
    changed = changes(first.rows, second.rows)
    facts = _note_of(
        report,
        "correction",
        first_received=first.received,
        received=second.received,
        codes=[change["code"] for change in changed],
        changes=changed,
    )
    return [first, second], facts


def depart(
    report: SampleReport, kind: str, style: Style, draws: Draws
) -> tuple[list[SampleReport], dict[str, Any]]:
    """Return what comes in instead of a correct report, and the entry of the answer key."""
    if kind == "late":
        return _late(report, draws)
    if kind == "blank":
        return _blank(report, draws)
    if kind == "correction":
        return _corrected(report, style, draws)
    return [], _note_of(report, "missing_report", due=report.due)
