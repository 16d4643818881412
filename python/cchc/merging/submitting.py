"""What the reports of a folder came to beside those sent before: which counts, and what to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cchc._core import Hierarchy, Period
from cchc.merging import words
from cchc.merging.placing import Asked, Placed
from cchc.merging.words import Line
from cchc.present.number import format_number
from cchc.present.place_words import place_words
from cchc.present.submission import Status, Submission
from cchc.read import Report
from cchc.read.form_sheet_issues import sheet_issue_code
from cchc.read.forms import shipped_forms
from cchc.read.issue import Issue, issue_code
from cchc.read.matched import MatchedRow
from cchc.store import Added, Register
from cchc.store.difference import told_otherwise
from cchc.store.records import Standing

__all__ = ["Submitting"]


# One source tells two figures; a fraction of something whole; an answer outside the key; a negative
# count; a percentage outside 0 to 100.
_DOUBTS = ("CCHC-I0904", "CCHC-I0908", "CCHC-I0909", "CCHC-I0910", "CCHC-I0911")


# Figures that stand in the file and are not taken: of a row, of a column, of a page.
_REFUSED = {
    issue_code(kind)
    for kind in (
        "row_unmatched", "row_uncertain", "row_cut", "header_with_value", "label_means_other",
        "label_lacks", "row_repeated", "second_report", "columns_unclear", "column_doubtful",
        "column_scaled", "page_unread", "windows_differ",
    )
} | {
    sheet_issue_code(kind)
    for kind in (
        "row_added", "row_copied", "header_with_value", "column_added", "sheet_unread",
        "sheet_deleted", "figures_deleted",
    )
}  # fmt: skip
_REPEATED = {issue_code("row_repeated"), sheet_issue_code("row_copied")}
_MOST = 12  # questions of one kind on one file; of the others the places are named


class Submitting:
    """Adds placed reports to a register, and tells of each unit what it sent for the window."""

    def __init__(self, placed: Sequence[Placed], register: Register) -> None:
        self._register = register
        self._placed: dict[int, Placed] = {}
        self.unused: list[Line] = []
        added: list[tuple[Placed, Added]] = []
        for each in placed:
            found = register.add(each.report, unit=each.filed, period=each.period, once=True)
            first = self._placed.get(found.id)
            if found.status == "same" and first is not None:
                self.unused.append(words.same_content(each.name, first.name))
            else:
                self._placed[found.id] = each
                added.append((each, found))
        self._added = added

    def asked(self) -> list[Asked]:
        """Return questions on figures that were not taken, and on rows a correction left blank or out."""
        found = []
        for each, added in self._added:
            if self._has_later(each, added):
                continue
            found += [*_unread(each, added.blank), *_refused(each)]
            if not (added.blank or added.absent):
                continue
            earlier = self._register.report(added.earlier[-1]).file.rpartition("/")[2]
            states = {row.code: str(row.state) for row in each.report.observations}
            for unreadable in (False, True):
                codes = [
                    code for code in added.blank if (states.get(code) == "unreadable") == unreadable
                ]
                if codes:
                    line = words.left_blank(each.name, earlier, codes, unreadable=unreadable)
                    found.append(Asked(each.unit, *line))
            if added.absent:
                found.append(Asked(each.unit, *words.left_out(each.name, earlier, added.absent)))
        return [*found, *self._unlike_parts(), *self._unlike_columns()]

    def _unlike_parts(self) -> list[Asked]:
        """Questions on indicators that stand in two forms which came in as files of their own."""
        found = []
        for unit, period in dict.fromkeys((each.unit, each.period) for each, _ in self._added):
            standings = self._register.standings(unit=unit, period=period)
            last = standings[-1]
            for other in standings[:-1]:
                if other.side_column or any(other.report in each.replaced for each in standings):
                    continue
                unlike = [
                    each.indicator
                    for each in self._register.diff(other.report, last.report)
                    if each.before is not None and each.after is not None
                ]
                if unlike:
                    line = words.unlike_parts(_file(last), _file(other), unlike)
                    found.append(Asked(unit, *line))
        return found

    def _unlike_columns(self) -> list[Asked]:
        """Questions on columns of a window that tell it otherwise than the reports of it."""
        found = []
        for unit, period in dict.fromkeys((each.unit, each.period) for each, _ in self._added):
            standings = self._register.standings(unit=unit, period=period)
            reports = [each for each in standings if not each.side_column]
            columns = [each for each in standings if each.side_column]
            for column in _standing(columns):
                for report in _standing(reports):
                    changes = told_otherwise(self._register.diff(column.report, report.report))
                    told = [
                        (each.indicator, _printed(each.before), _printed(each.after))
                        for each in changes
                    ]
                    names = (_file(column), _file(report), period)
                    unlike = [each for each in told if each[2]]
                    blank = [each for each in told if not each[2]]
                    if unlike:
                        found.append(Asked(unit, *words.unlike_column(*names, unlike)))
                    if blank:
                        found.append(Asked(unit, *words.filled_by_column(*names, blank)))
        return found

    def doubts(self, issues: Iterable[Mapping[str, str]], tree: Hierarchy) -> list[Asked]:
        """Return questions on figures that an indicator cannot hold, or that one file tells twice.

        Of a file with reports of several units they go to the unit of the figure, which the issue
        names; units are those of `tree`.
        """
        found = []
        by_file: dict[str, list[Placed]] = {}
        for each in self._placed.values():
            by_file.setdefault(each.outcome.file, []).append(each)
        for issue in issues:
            file = next((name for name in by_file if issue["place"].startswith(f"{name}:")), "")
            if file and issue["code"] in _DOUBTS:
                of_unit = [
                    each for each in by_file[file] if self._name_in(tree, each, issue["message_vi"])
                ]
                each = (of_unit or by_file[file])[-1]
                place = issue["place"][len(file) :]
                vi, en = issue["message_vi"], issue["message_en"]
                line = f"{each.name}{place_words(place)}: {vi}", f"{each.name}{place}: {en}"
                found.append(Asked(each.unit, *line))
        return found

    def _name_in(self, tree: Hierarchy, each: Placed, message: str) -> bool:
        """Whether an issue, `4.2.5 | Sở Y tế | 2024-H1: …`, is on the unit of a report."""
        row = tree.find(self._register.unit_of(each.unit))
        return row is not None and f"| {tree.unit(row)['name']} |" in message

    def _has_later(self, each: Placed, added: Added) -> bool:
        return any(
            added.id in other.replaced
            for other in self._register.standings(unit=each.unit, period=each.period)
        )

    def superseded(self, window: Period) -> list[Line]:
        """Return lines on reports of the window that a later one took the place of."""
        lines = []
        for number, each in self._placed.items():
            if each.period == window and not each.report.side_column:
                by = [
                    other
                    for other in self._register.standings(unit=each.unit, period=window)
                    if number in other.replaced
                ]
                if by:
                    lines.append(words.superseded(each.name, _file(by[-1])))
        return lines

    def submissions(self, tree: Hierarchy, window: Period, due: str) -> tuple[Submission, ...]:
        """Return what each unit sent for the window; a unit that owes a report and sent none too."""
        found = []
        for row in map(tree.unit, range(len(tree))):
            standings = self._register.standings(unit=row["id"], period=window)
            # A column in the report of another window is no report, where there is one.
            reports = [each for each in standings if not each.side_column] or standings
            if standings:
                found.append(self._sent(row, reports, due))
            elif row["reports"]:
                found.append(Submission(row["id"], row["name"], "missing"))
        return tuple(found)

    def _sent(self, row: Any, standings: Sequence[Standing], due: str) -> Submission:
        """What a unit sent; files that share no row, such as one for each form, are one version."""
        last = standings[-1]
        replaced = set(last.replaced)
        parts = [each for each in standings if each.report not in replaced]
        earlier = [each for each in standings if each.report in replaced]
        # A unit whose first version came in time is not late because it corrected it later.
        in_full = max((_first(each, standings).received for each in parts), default="")
        counts = [self._counts(each.report) for each in parts]
        return Submission(
            unit=row["id"],
            name=row["name"],
            status=_status(in_full, due),
            file=", ".join(map(_file, parts)),
            received=last.received,
            days_late=_days_late(in_full, due),
            version=1 + len(earlier),
            earlier=tuple(map(_file, earlier)),
            figures=sum(each["figures"] for each in counts),
            blanks=sum(each["missing"] for each in counts),
            unreadable=sum(each["unreadable"] for each in counts),
            issues=sum(each["issues"] for each in counts),
        )

    def _counts(self, number: int) -> dict[str, int]:
        """Rows of the forms with a figure, blank, unreadable, and issues of a report."""
        codes = {row.code for form in shipped_forms() for row in form.rows}
        held = self._register.observations(report=number)
        rows = [row for row in map(held.row, range(len(held))) if row["indicator"] in codes]
        states = [row["state"] for row in rows]
        return {
            "figures": states.count("reported"),
            "missing": states.count("missing"),
            "unreadable": states.count("unreadable"),
            "issues": self._register.report(number).issues,
        }


def _unread(placed: Placed, asked: Sequence[str]) -> list[Asked]:
    """Questions on the rows that could not be read but for those asked already, by their reason."""
    report = placed.report
    by_reason: dict[Line, dict[str, tuple[str, str, str]]] = {}
    for row in report.observations:
        if str(row.state) == "unreadable" and row.code not in asked:
            line, where = row.place.first_line, row.place.where
            place = where or (f"line {line}" if line else "")
            told = (row.code_printed.rstrip(".") or row.label_printed, row.raw, place)
            by_reason.setdefault(_reason(report.issues, row), {}).setdefault(row.code, told)
    return [
        Asked(placed.unit, *words.unread(placed.name, list(rows.values()), reason))
        for reason, rows in by_reason.items()
    ]


def _refused(placed: Placed) -> list[Asked]:
    """Questions on rows, columns and pages whose figures were not taken at all."""
    by_code: dict[str, list[Issue]] = {}
    for each in placed.report.issues:
        if each.code in _REFUSED and not _tells_nothing_new(placed.report, each):
            by_code.setdefault(each.code, []).append(each)
    found = []
    for several in by_code.values():
        told = [(*_with_text(each), _place(each)) for each in several]
        found += [Asked(placed.unit, *words.refused(placed.name, *line)) for line in told[:_MOST]]
        if len(told) > _MOST:
            places = [place for _, _, place in told[_MOST:]]
            found.append(Asked(placed.unit, *words.refused_more(placed.name, places)))
    return found


def _tells_nothing_new(report: Report, each: Issue) -> bool:
    """Whether a row that stands a second time has no figure, or the first one's words and figure."""
    if each.code not in _REPEATED:
        return False
    own = " ".join(each.raw.split())
    for row in report.observations:
        label = (row.code_printed, row.label_printed, row.unit_printed)
        for figure in ((), (row.raw,), (row.raw, row.note)):
            if own == " ".join(" ".join(filter(None, (*label, *figure))).split()):
                return True
    return False


def _with_text(each: Issue) -> Line:
    """What an issue says, with the printed text where the sentence lacks it."""
    text = f" “{each.raw}”" if each.code in _REPEATED and each.raw else ""
    return each.message_vi + text, each.message_en + text


def _place(each: Issue) -> str:
    return each.place or (f"line {each.line}" if each.line else "")


def _reason(issues: Iterable[Issue], row: MatchedRow) -> Line:
    """Why a row was not taken, as its issue says behind the printed text; empty without an issue."""
    quoted = f"“{row.raw}”"
    codes = (f" {row.row.form_code}:", f" {row.code}:")
    for each in issues:
        of_row = each.severity == "error" and quoted in each.message_vi
        if of_row and any(code in each.message_vi for code in codes):
            told = (each.message_vi, each.message_en)
            vi, en = (text.partition(quoted)[2].partition(". ")[2].rstrip(". ") for text in told)
            return vi, en
    return "", ""


def _first(part: Standing, standings: Sequence[Standing]) -> Standing:
    """The first version of a part."""
    versions = [each for each in standings if each.report in (*part.replaced, part.report)]
    return min(versions, key=lambda each: each.received)


def _standing(several: Sequence[Standing]) -> list[Standing]:
    """Those that no other of them took the place of."""
    return [each for each in several if not any(each.report in other.replaced for other in several)]


def _printed(figures: str | None) -> str:
    """An exact figure or pair as people read it; empty when there is none."""
    return "/".join(format_number(each, decimals=9) for each in (figures or "").split("/"))


def _file(standing: Standing) -> str:
    return standing.file.replace("\\", "/").rpartition("/")[2]


def _status(received: str, due: str) -> Status:
    return "late" if due and received > due else "received"


def _days_late(received: str, due: str) -> int:
    if not due or not received or received <= due:
        return 0
    return (dt.date.fromisoformat(received) - dt.date.fromisoformat(due)).days
