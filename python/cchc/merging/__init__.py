"""A folder of reports to one consolidated workbook: who sent what, totals, matrix, comparisons."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc._arguments import PeriodLike, as_date_text, as_period
from cchc._core import Hierarchy, Observations, Period
from cchc.aggregate import resample, roll_up
from cchc.cube import Cube, build
from cchc.errors import InputError, new_error
from cchc.model import flat_hierarchy
from cchc.model import hierarchy as make_hierarchy
from cchc.present.appendix import appendix_identity, appendix_pages
from cchc.present.comparison_pages import comparison_pages, plan_page
from cchc.present.matrix import matrix_page
from cchc.present.page import Page
from cchc.present.submission import Submission, submission_page
from cchc.present.write import write_pages
from cchc.read import FileOutcome, Folder, Report, Review, read_folder
from cchc.read.file_name import period_in_name, unit_in_name, unit_words
from cchc.read.fold import squash
from cchc.read.folder import Progress
from cchc.store import KnownReport, Register

__all__ = ["Merged", "merge"]

_LEAST_NAME = 5  # letters of a unit's name; a shorter one may be part of anything
_FORMS = ("PL1-2024", "BM3-2024")


@dataclass(frozen=True)
class Merged:
    """The reports of a folder put together.

    Attributes
    ----------
    period
        The window that was asked for.
    folder
        What each file came to.
    cube
        Figures of the units, in that window and in those it is compared with.
    totals
        The same consolidated.
    submissions
        Who sent what for the window.
    unused
        Lines, in Vietnamese and in English, on files that did not go into the totals, and why.
    due
        Day on which reports were due, ISO; empty when not given.
    """

    period: Period
    folder: Folder
    cube: Cube
    totals: Cube
    submissions: tuple[Submission, ...]
    unused: tuple[tuple[str, str], ...] = ()
    due: str = ""

    def pages(self, *, lang: str = "vi") -> list[Page]:
        """Return appendix, matrix, comparisons, plan and the list of who sent what, as pages."""
        shown = self.totals.sel(periods=self.period)
        sources = {each.unit: each for each in self.submissions}
        pages = appendix_pages(self.totals, self._root, self.period, forms=_FORMS, lang=lang)
        pages.append(matrix_page(shown, self.period, sources=sources, lang=lang))
        pages += comparison_pages(self.cube, self._root, self.period, lang=lang)
        plan = plan_page(self.totals, self._root, self.period, lang=lang)
        pages += [plan] if plan else []
        unused = [line[lang != "vi"] for line in self.unused]
        pages.append(
            submission_page(self.submissions, self.period, due=self.due, unused=unused, lang=lang)
        )
        return pages

    @property
    def _root(self) -> int:
        return self.totals.units[0]

    def write(self, path: str | os.PathLike[str], *, lang: str = "vi") -> None:
        """Write all pages: .xlsx, .docx or .html by the path; the matrix goes into Excel only.

        Raises
        ------
        SelectionError
            When the ending is none of them.
        ImportError
            When the library for it is not installed.
        """
        target = Path(path)
        pages = self.pages(lang=lang)
        if target.suffix.lower() != ".xlsx":
            pages = [page for page in pages if not page.blocks]
        identity = appendix_identity(self.totals, self._root, self.period, forms=_FORMS)
        write_pages(target, pages, identity=identity if lang == "vi" else None)


@dataclass(frozen=True)
class _Placed:
    """A report with whose it is, for which window, and what file it comes from."""

    report: Report
    unit: str
    period: Period
    outcome: FileOutcome

    @property
    def codes(self) -> frozenset[tuple[str, str]]:
        """Forms and codes of its rows."""
        return frozenset((row.form, row.code) for row in self.report.observations)


def merge(
    folder: str | os.PathLike[str] | Folder,
    period: PeriodLike,
    *,
    units: Hierarchy | Iterable[Mapping[str, Any]] | str | Path | None = None,
    register: Register | None = None,
    due: str | dt.date | None = None,
    missing: str = "skip_missing",
    processes: int | None = None,
    review: str | os.PathLike[str] | Review | None = None,
    progress: Progress | None = None,
) -> Merged:
    """Put the reports of a folder together.

    Parameters
    ----------
    folder
        Path of the folder, or what `cchc.read_folder` made of it.
    period
        The window to consolidate. Reports of earlier windows serve for comparison.
    units
        The units that owe a report; see `cchc.hierarchy`. When not given, those that sent one, and
        then nobody is missing.
    register
        Where to keep the reports. Those it holds already count too.
    due
        Day on which reports were due.
    missing
        What a total is worth when not every unit gave a figure; see `cchc.roll_up`. Coverage stands
        beside every such total.
    processes, review, progress
        As in `cchc.read_folder`.

    Returns
    -------
    Merged
        Of one unit and window the report received last counts, row by row; the earlier ones stay
        listed. Whose report it is, is told by its words, else by the name of its file.

    Raises
    ------
    InputError
        E1805 when no report of the window was found; as `cchc.read_folder` for the folder.
    PeriodError
        When the period or a day is none.
    """
    window = as_period(period)
    found = folder if isinstance(folder, Folder) else read_folder(
        folder, processes=processes, review=review, progress=progress
    )  # fmt: skip
    tree = None
    if units is not None:
        tree = units if isinstance(units, Hierarchy) else make_hierarchy(units)
    placed, unused = _placed(found, window, tree)
    tree = tree or flat_hierarchy(_with_registered(placed, register))
    table = _table(placed) if register is None else _kept(placed, register)
    cube = build(table, hierarchy=tree)
    if window not in cube.periods:
        told_vi, told_en = unused[0] if unused else ("–", "–")
        raise new_error(
            InputError, "CCHC-E1805",
            f"none of {len(found.files)} files is a report for {window}; check the folder and the "
            f"period ({told_en})",
            f"không có báo cáo nào của {window.label_vi} trong {len(found.files)} tệp; hãy kiểm tra "
            f"thư mục và kỳ báo cáo ({told_vi})",
        )  # fmt: skip
    cube = _with_windows(cube, window)
    day = as_date_text(due) or ""
    submissions = _submissions(placed, tree, window, register, day)
    unused += _superseded(placed, window)
    totals = roll_up(cube, missing=missing)
    return Merged(window, found, cube, totals, submissions, tuple(unused), day)


def _placed(
    folder: Folder, window: Period, tree: Hierarchy | None
) -> tuple[list[_Placed], list[tuple[str, str]]]:
    """Reports with unit and window, in order of receipt; lines on those without."""
    names = _names_by_key(folder) if tree is None else {}
    placed, unused = [], []
    for outcome in sorted(folder.files, key=lambda each: each.order):
        if outcome.status in ("refused", "same"):
            unused.append((outcome.line("vi"), outcome.line("en")))
        for report in outcome.reports:
            unit = _unit_of(report, outcome, tree, names)
            told = report.period or period_in_name(outcome.file)
            if unit is None:
                unused.append(_unknown_unit(report, outcome))
                continue
            if told is None:
                unused.append(_assumed(outcome, window))
            elif told != window:
                unused.append(_other_window(outcome, told))
            if not report.agency:
                unused.append(_named_by_file(outcome, unit))
            report.received = outcome.received
            placed.append(_Placed(report, unit, told or window, outcome))
    return placed, unused


def _names_by_key(folder: Folder) -> dict[str, str]:
    """One name for the spellings of each agency: the first that is not all capitals."""
    names: dict[str, str] = {}
    for report in folder:
        name = report.agency_printed or report.agency
        key = squash(name)
        if key and (key not in names or (names[key].isupper() and not name.isupper())):
            names[key] = name
    return names


def _unit_of(
    report: Report, outcome: FileOutcome, tree: Hierarchy | None, names: Mapping[str, str]
) -> str | None:
    """Id of the unit that a report is of: by its words, else by the name of the file."""
    printed = report.agency_printed or report.agency
    if tree is None:
        name = names.get(squash(printed))
        in_name = unit_in_name(outcome.file, {each: each for each in names.values()})
        return name or in_name or unit_words(outcome.file) or None
    for name in (report.identity.get("unit", ""), report.agency, printed):
        at = tree.find(name) if name else None
        if at is not None:
            return str(tree.unit(at)["id"])
    units = {row["id"]: row["name"] for row in map(tree.unit, range(len(tree)))}
    return _alike(printed, units) or _in_file_name(outcome.file, units)


def _alike(printed: str, units: Mapping[str, str]) -> str | None:
    """The one unit whose name is the printed one, begins with it, or stands in it."""
    text = squash(printed)
    if len(text) < _LEAST_NAME:
        return None
    for alike in (
        [each for each, name in units.items() if squash(name) == text],
        [each for each, name in units.items() if squash(name).startswith(text)],
    ):
        if len(alike) == 1:
            return alike[0]
    return unit_in_name(printed, units)


def _in_file_name(file: str, units: Mapping[str, str]) -> str | None:
    """The unit whose name stands in a file's name, or else its id."""
    return unit_in_name(file, units) or unit_in_name(file, {each: each for each in units})


def _with_registered(placed: Sequence[_Placed], register: Register | None) -> list[str]:
    known = [] if register is None else [each.unit for each in register.reports()]
    return sorted({each.unit for each in placed} | {unit for unit in known if unit})


def _table(placed: Sequence[_Placed]) -> Observations:
    table = Observations()
    for each in placed:
        each.report.append_to(table, each.unit, each.period)
    return table


def _kept(placed: Sequence[_Placed], register: Register) -> Observations:
    for each in placed:
        register.add(each.report, unit=each.unit, period=each.period)
    return register.observations()


def _with_windows(cube: Cube, window: Period) -> Cube:
    """The window and those it is compared with, derived from reported ones where they can be."""
    wanted = [window, window.previous(), window.same_period_last_year(), *cube.periods]
    unique = sorted(set(wanted), key=lambda each: (each.end_month, each.length))
    return resample(cube, unique)


def _submissions(
    placed: Sequence[_Placed],
    tree: Hierarchy,
    window: Period,
    register: Register | None,
    due: str,
) -> tuple[Submission, ...]:
    found = []
    for row in map(tree.unit, range(len(tree))):
        own = [each for each in placed if each.unit == row["id"] and each.period == window]
        held = _held(register, row["id"], window) if not own else []
        if own:
            found.append(_sent(row, own, due))
        elif held:
            last = max(held, key=lambda each: (each.received, each.id))
            found.append(
                Submission(
                    row["id"], row["name"], _status(last.received, due), last.file, last.received,
                    _days_late(last.received, due), len(held), figures=last.observations,
                    issues=last.issues,
                )
            )  # fmt: skip
        elif row["reports"]:
            found.append(Submission(row["id"], row["name"], "missing"))
    return tuple(found)


def _held(register: Register | None, unit: str, window: Period) -> list[KnownReport]:
    return [] if register is None else register.reports(unit=unit, period=window)


def _sent(row: Mapping[str, Any], own: Sequence[_Placed], due: str) -> Submission:
    """What a unit sent; files that share no row, such as one for each form, are one version."""
    last = own[-1]
    earlier = [each for each in own[:-1] if each.codes & last.codes]
    parts = [each for each in own if each not in earlier]
    counts = [each.report.counts() for each in parts]
    received = last.outcome.received
    return Submission(
        unit=row["id"],
        name=row["name"],
        status=_status(received, due),
        file=", ".join(Path(each.outcome.file).name for each in parts),
        received=received,
        days_late=_days_late(received, due),
        version=1 + len(earlier),
        earlier=tuple(Path(each.outcome.file).name for each in earlier),
        figures=sum(each["value"] + each["zero"] for each in counts),
        blanks=sum(each["missing"] for each in counts),
        unreadable=sum(each["unreadable"] for each in counts),
        issues=sum(len(each.report.issues) for each in parts),
    )


def _status(received: str, due: str) -> Any:
    return "late" if due and received > due else "received"


def _days_late(received: str, due: str) -> int:
    if not due or not received or received <= due:
        return 0
    return (dt.date.fromisoformat(received) - dt.date.fromisoformat(due)).days


def _superseded(placed: Sequence[_Placed], window: Period) -> list[tuple[str, str]]:
    """Lines on reports of the window that a later one took the place of."""
    lines = []
    for at, each in enumerate(placed):
        later = [
            other
            for other in placed[at + 1 :]
            if (other.unit, other.period) == (each.unit, each.period) and other.codes & each.codes
        ]
        if later and each.period == window:
            name, by = Path(each.outcome.file).name, Path(later[-1].outcome.file).name
            lines.append((f"{name}: bản cũ, đã thay bằng {by}", f"{name}: superseded by {by}"))
    return lines


def _unknown_unit(report: Report, outcome: FileOutcome) -> tuple[str, str]:
    name, agency = Path(outcome.file).name, report.agency_printed or "?"
    return (
        f"{name}: không biết là báo cáo của đơn vị nào ({agency}); hãy ghi tên đơn vị vào tên tệp",
        f"{name}: whose report it is is not known ({agency}); put the unit's name into the file's",
    )


def _named_by_file(outcome: FileOutcome, unit: str) -> tuple[str, str]:
    name = Path(outcome.file).name
    return (
        f"{name}: báo cáo không ghi tên cơ quan, lấy theo tên tệp: {unit}",
        f"{name}: the report names no agency; by the file's name it is {unit}",
    )


def _assumed(outcome: FileOutcome, window: Period) -> tuple[str, str]:
    name = Path(outcome.file).name
    return (
        f"{name}: không ghi kỳ, được coi là {window.label_vi}",
        f"{name}: says no period, taken as {window.label_en}",
    )


def _other_window(outcome: FileOutcome, told: Period) -> tuple[str, str]:
    name = Path(outcome.file).name
    return (
        f"{name}: báo cáo của {told.label_vi}, chỉ dùng để so sánh",
        f"{name}: a report for {told.label_en}, used for comparison only",
    )
