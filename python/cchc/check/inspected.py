"""Checks of the document itself, each giving a figure that rules compare with 0.

What to use when: `CHECKS` maps the code of the evidence catalogue to the function that finds it; a
rule refers to the code, so the rule stays data. A check that has nothing to look at gives None, and
its cell is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from cchc.check.noted import row_place
from cchc.check.numbering import numbers_out_of_order, sudden_numbers
from cchc.check.sighting import Evidence, Sighting, lines
from cchc.read import Report
from cchc.read.codes import canonical_code, last_part, parent_code
from cchc.read.documents import Document
from cchc.read.fold import fold, squash
from cchc.read.issue import issue_code
from cchc.read.matched import TableReading

__all__ = ["CHECKS", "inspected"]

Check = Callable[[Report], "list[Sighting] | None"]

_STATED_KINDS = (
    ("half", r"(?:6|sau) thang|nua nam"),
    ("nine_months", r"(?:9|chin) thang"),
    ("quarter", r"(?<!\w)quy(?!\w)"),
    ("month", r"hang thang"),
    ("year", r"(?<!dau )(?<!cuoi )(?<!\w)nam(?!\w)"),
)
_PERIOD_KINDS = {1: "month", 3: "quarter", 6: "half", 9: "nine_months", 12: "year"}
_PROCEDURE_WORDS = frozenset({"tthc", "thutuc", "thutuchanhchinh"})
_LOOKS_BACK = re.compile(r"tong\s*ket|so\s*ket|ket\s*qua")


def _issues(kind: str) -> Check:
    """A check that is one kind of issue of the reading."""
    code = issue_code(kind)

    def found(report: Report) -> list[Sighting] | None:
        if not report.rows:
            return None
        return [
            Sighting(lines(each.line), each.raw, each.message_vi, each.message_en)
            for each in report.issues
            if each.code == code
        ]

    return found


def _gaps(report: Report) -> list[Sighting] | None:
    """Gaps in the codes; one between rows that stand so in the form is the form's own."""
    found = _issues("code_gap")(report)
    if found is None:
        return None
    own = {
        code
        for table in report.tables
        for before, code in pairwise(row.code_printed for row in table.form.rows)
        if _is_gap(before, code)
    }
    return [replace(each, of_form=each.raw in own) for each in found]


def _is_gap(before: str, code: str) -> bool:
    first, second = canonical_code(before), canonical_code(code)
    if first is None or second is None or parent_code(first) != parent_code(second):
        return False
    return last_part(second) > last_part(first) + 1


def _ambiguous_codes(report: Report) -> list[Sighting] | None:
    """Codes that two forms of the report give to different indicators."""
    if not report.rows:
        return None
    first = {row.row.form_code: row for row in reversed(report.observations)}
    found = []
    for row in report.observations:
        other = first[row.row.form_code]
        if other.form != row.form and other.code != row.code and not row.row.uncoded:
            place = "; ".join(filter(None, (row_place(other), row_place(row))))
            found.append(
                Sighting(
                    place,
                    row.code_printed or row.row.form_code,
                    f"Mã {row.row.form_code} ở biểu {other.form} là “{other.row.label}”, ở biểu "
                    f"{row.form} là “{row.row.label}”.",
                    f"Code {row.row.form_code} is “{other.row.label}” in form {other.form} but "
                    f"“{row.row.label}” in form {row.form}.",
                    of_form=True,
                )
            )
    return found


def _window_days(end: int) -> Callable[[Report], Evidence | None]:
    """Days by which one end of the stated data window is off the reporting rule."""
    code = ("report.window.first_day_off", "report.window.last_day_off")[end]
    words = (("Ngày đầu", "The first day"), ("Ngày cuối", "The last day"))[end]

    def found(report: Report) -> Evidence | None:
        if report.window is None or report.period is None:
            return None
        stated, rule = report.window[end], report.period.rule_window[end]
        days = abs((date.fromisoformat(stated) - date.fromisoformat(rule)).days)
        sighting = Sighting(
            lines(report.window_line),
            _printed_day(stated),
            f"{words[0]} ghi {_printed_day(stated)}; theo quy định là {_printed_day(rule)}: lệch "
            f"{days} ngày.",
            f"{words[1]} is stated as {_printed_day(stated)}; the rule says {_printed_day(rule)}: "
            f"{days} days apart.",
        )
        return Evidence(code, str(days), _printed_day(stated), (sighting,))

    return found


def _printed_day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def stated_kinds(text: str) -> list[str]:
    """Return the kinds of periods a form says it is used for: ``hàng quý, 9 tháng, năm``."""
    folded = " ".join(fold(text).split())
    return [kind for kind, pattern in _STATED_KINDS if re.search(pattern, folded)]


def _forms_of_other_periods(report: Report) -> list[Sighting] | None:
    """Forms whose stated periods leave out the period of the report."""
    stated = [table for table in report.tables if stated_kinds(table.stated_periods)]
    if report.period is None or not stated:
        return None
    kind = _PERIOD_KINDS.get(report.period.length, "other")
    return [
        _stated(report, table) for table in stated if kind not in stated_kinds(table.stated_periods)
    ]


def _stated(report: Report, table: TableReading) -> Sighting:
    place = ""
    if table.place is not None:
        place = table.place.where or lines(table.place.first_line)
    form, period = table.form.title_phrases[0], report.period_text
    return Sighting(
        place,
        table.stated_periods,
        f"{form} ghi “{table.stated_periods}”, báo cáo là của {period}.",
        f"{form} says “{table.stated_periods}”, the report is for {period}.",
        of_form=True,
    )


def _plans_of_past_years(report: Report) -> list[Sighting] | None:
    """Plans whose title speaks of a year before the one they are dated in."""
    plans = [each for each in report.documents if each.kind == "plan" and each.title_year]
    dated = [(each, each.date) for each in plans if each.date is not None]
    if not dated:
        return None
    return [
        _of_past_year(plan, day)
        for plan, day in dated
        if (plan.title_year or day.year) < day.year and not _LOOKS_BACK.search(fold(plan.title))
    ]


def _of_past_year(plan: Document, day: date) -> Sighting:
    issued = _printed_day(day.isoformat())
    return Sighting(
        lines(plan.line),
        plan.designation,
        f"{plan.designation} ngày {issued} nhưng tên văn bản ghi năm {plan.title_year}.",
        f"{plan.designation} of {issued} speaks of {plan.title_year} in its title.",
    )


def _files_counted_as_procedures(report: Report) -> list[Sighting] | None:
    """Row 3.3 when its unit of measure is printed as procedures, not case files."""
    rows = [row for row in report.observations if row.code == "3.3" and row.unit_printed]
    if not rows:
        return None
    return [
        Sighting(
            row_place(row),
            row.unit_printed,
            of_form=squash(row.row.unit_printed) == squash(row.unit_printed),
        )
        for row in rows
        if squash(row.unit_printed) in _PROCEDURE_WORDS
    ]


def _outside_key(code: str) -> Check:
    """A check for an answer that is none of the form's; its cell is unreadable."""

    def found(report: Report) -> list[Sighting] | None:
        rows = [row for row in report.observations if row.code == code]
        if not rows:
            return None
        unread = [row for row in rows if row.state == "unreadable"]
        return [Sighting(row_place(row), row.raw) for row in unread]

    return found


#: Code of the evidence catalogue to the places that the figure counts.
CHECKS: Mapping[str, Check] = {
    "report.codes.gaps": _gaps,
    "report.codes.malformed": _issues("malformed_code"),
    "report.codes.repeated": _issues("row_repeated"),
    "report.codes.of_other_rows": _issues("code_mismatch"),
    "report.codes.ambiguous": _ambiguous_codes,
    "report.forms_of_other_periods": _forms_of_other_periods,
    "report.documents.out_of_order": numbers_out_of_order,
    "report.documents.sudden_numbers": sudden_numbers,
    "report.documents.of_past_years": _plans_of_past_years,
    "report.1.4.2.outside_key": _outside_key("1.4.2"),
    "report.1.5.outside_key": _outside_key("1.5"),
    "report.3.3.counted_as_procedures": _files_counted_as_procedures,
}


def inspected(report: Report) -> Iterable[Evidence]:
    """Yield what the checks of the document find, as figures with the places they count."""
    for code, check in CHECKS.items():
        sightings = check(report)
        if sightings is not None:
            raw = "; ".join(each.raw for each in sightings)
            yield Evidence(code, str(len(sightings)), raw, tuple(sightings))
    for end in (0, 1):
        evidence = _window_days(end)(report)
        if evidence is not None:
            yield evidence
