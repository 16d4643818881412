"""A folder of reports to one consolidated workbook: who sent what, totals, matrix, comparisons."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cchc._arguments import PeriodLike, as_period
from cchc._core import Hierarchy, Period
from cchc.aggregate import resample, roll_up
from cchc.check import Checked
from cchc.cube import Cube, build
from cchc.errors import InputError, new_error
from cchc.merging import words
from cchc.merging.placing import Asked, Placing
from cchc.merging.submitting import Submitting
from cchc.merging.words import Line
from cchc.model import flat_hierarchy
from cchc.model import hierarchy as make_hierarchy
from cchc.observations import checked_day
from cchc.present.appendix import appendix_identity, appendix_pages
from cchc.present.comparison_pages import comparison_pages
from cchc.present.letter_sources import with_sources
from cchc.present.letters import Letter
from cchc.present.letters import letters as write_letters
from cchc.present.matrix import matrix_page
from cchc.present.page import Page
from cchc.present.plan_page import plan_page
from cchc.present.submission import Submission, submission_page
from cchc.present.write import write_pages
from cchc.read import Folder, Review, read_folder
from cchc.read.folder import Progress
from cchc.read.header import unit_types
from cchc.store import Register, UnitInDoubt
from cchc.validate import validate

__all__ = ["Asked", "Merged", "merge"]

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
    asked
        Questions that are open: where a correction has no figure and an earlier one stands, names
        of units that differ only by tones.
    """

    period: Period
    folder: Folder
    cube: Cube
    totals: Cube
    submissions: tuple[Submission, ...]
    unused: tuple[tuple[str, str], ...] = ()
    due: str = ""
    asked: tuple[Asked, ...] = ()

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
        asked = [each.vi if lang == "vi" else each.en for each in self.asked]
        page = submission_page(
            self.submissions, self.period, due=self.due, unused=unused, asked=asked, lang=lang
        )
        return [*pages, page]

    def letters(
        self, *, lang: str = "vi", sender: str = "", reply_by: str = ""
    ) -> tuple[Letter, ...]:
        """Return a letter to each unit that there is something to ask; see `cchc.present.letters`.

        They hold the findings on the reports of the window, and what `asked` says of the unit's
        files, such as rows that a correction left blank.
        """
        findings = validate(self.cube.sel(periods=self.period))
        verdicts = Checked(findings, {}, (), ()).select("fails", "undecidable")
        verdicts = with_sources(verdicts, self.cube)
        tree = self.cube.hierarchy
        asked: dict[str, dict[str, list[str]]] = {}
        for each in self.asked:
            if each.unit:
                own = asked.setdefault(each.unit, {}).setdefault(str(self.period), [])
                own.append(each.vi if lang == "vi" else each.en)
        return write_letters(
            verdicts,
            self.cube.catalogue,
            {row["id"]: row["name"] for row in map(tree.unit, range(len(tree)))},
            lang=lang,
            sender=sender,
            reply_by=reply_by,
            asked=asked,
        )

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


def merge(
    folder: str | os.PathLike[str] | Folder,
    period: PeriodLike,
    *,
    units: Hierarchy | Iterable[Mapping[str, Any]] | str | Path | None = None,
    register: Register | str | os.PathLike[str] | None = None,
    due: str | dt.date | None = None,
    missing: str = "skip_missing",
    processes: int | None = None,
    review: str | os.PathLike[str] | Review | None = None,
    names: Mapping[str, str] | None = None,
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
        Where to keep the reports, and the answers of the review: a `cchc.Register` or the path of
        its file. Those it holds already count too: a file that is there is read again, and its new
        reading kept when answers given since, or a later release, read it otherwise.
    due
        Day on which reports were due: a date, or a text such as ``2024-06-17`` or ``17/6/2024``.
    missing
        What a total is worth when not every unit gave a figure; see `cchc.roll_up`. Coverage stands
        beside every such total.
    names
        Which unit (id) an agency or a file name stands for, where the name is not that of a unit.
    processes, review, progress
        As in `cchc.read_folder`.

    Returns
    -------
    Merged
        Of one unit and window the report received last counts, row by row; the earlier ones stay
        listed. The day of receipt is the one in the file's name, else that of its last change.
        Whose report it is, is told by its words: the whole name of a unit, with or without its
        province. A name that differs by a tone, or that contains the name of a unit, such as that
        of a unit below it, is asked about and not taken. Without a name, the file's name tells.

    Raises
    ------
    InputError
        E1805 when no report of the window was found; as `cchc.read_folder` for the folder.
    PeriodError
        When the period or a day is none.
    """
    window = as_period(period)
    day = checked_day(due)
    with ExitStack() as stack:
        held = (
            register
            if isinstance(register, Register)
            else stack.enter_context(Register(":memory:" if register is None else register))
        )
        found = folder
        if not isinstance(found, Folder):
            answers = _answers(review, held)
            found = read_folder(found, processes=processes, review=answers, progress=progress)
        tree = None
        if units is not None:
            tree = units if isinstance(units, Hierarchy) else make_hierarchy(units)
        known = list(dict.fromkeys(each.unit for each in held.reports() if each.unit))
        placing = Placing(found, window, tree, names or {}, known)
        held.name_units(placing.ids(known))
        submitting = Submitting(placing.placed, held)
        names_by_id = {held.unit_of(each): each for each in reversed(known)}
        names_by_id |= {held.unit_of(each.unit): each.unit for each in placing.placed}
        tree = _of_those_that_sent(names_by_id, placing, held) if tree is None else tree
        cube = build(held.observations(), hierarchy=tree)
        if window not in cube.periods:
            raise _no_report(found, window, placing.unused)
        cube = _with_windows(cube, window)
        unused = [
            *placing.unused,
            *submitting.unused,
            *submitting.superseded(window),
            *(words.not_listed(unit) for unit in names_by_id if tree.find(unit) is None),
        ]
        asked = [*placing.asked, *submitting.asked(), *submitting.doubts(cube.issues, tree)]
        asked += [*_units_in_doubt(held, tree), *_types_unknown(cube, window)]
        return Merged(
            window,
            found,
            cube,
            roll_up(cube, missing=missing),
            submitting.submissions(tree, window, day),
            tuple(unused),
            day,
            tuple(replace(each, unit=held.unit_of(each.unit)) for each in asked),
        )


def _of_those_that_sent(names: Mapping[str, str], placing: Placing, held: Register) -> Hierarchy:
    """The units that reports are of, by id, of the types that names and reports tell."""
    types = unit_types(names) | {
        held.unit_of(each.unit): each.report.unit_type
        for each in placing.placed
        if each.report.unit_type
    }
    return flat_hierarchy(dict(sorted(names.items())), types=types)


def _units_in_doubt(register: Register, tree: Hierarchy) -> list[Asked]:
    """Questions on units that are none but a name which several can have."""
    return [
        Asked(each.name, *words.may_be_several(each, _files(register, each)))
        for each in register.units_in_doubt()
        if tree.find(each.name) is not None
    ]


def _types_unknown(cube: Cube, window: Period) -> list[Asked]:
    """A question on units that may share a list with others, since their type is not known."""
    shown = cube.sel(periods=window)
    (column,) = shown.columns
    units: dict[str, None] = {}
    codes: dict[str, None] = {}
    for plane in shown.planes:
        code = cube.core.planes[plane]
        indicator = cube.catalogue.indicator(cube.catalogue.at(code))
        if indicator["over_units"] == "shared_list":
            values = cube.core.plane(plane)["values"]
            given = [unit for unit in shown.units if values[unit, column] == values[unit, column]]
            rows = [cube.hierarchy.unit(unit) for unit in given]
            untyped = [row["name"] for row in rows if not row["type"]]
            if len(rows) > 1 and untyped:
                codes[code] = None
                units |= dict.fromkeys(untyped)
    return [Asked("", *words.type_unknown(list(units), list(codes)))] if units else []


def _files(register: Register, doubt: UnitInDoubt) -> list[str]:
    """Names of the files that came under a name."""
    files = (register.report(number).file for number in doubt.reports)
    return [file.replace("\\", "/").rpartition("/")[2] for file in files]


def _answers(review: str | os.PathLike[str] | Review | None, register: Register) -> Review:
    """Every answer given so far: those of the register, and those of the review, which win."""
    if review is not None:
        given = review if isinstance(review, Review) else Review.load(review)
        register.keep_review(given)
    return register.review()


def _no_report(found: Folder, window: Period, unused: Sequence[Line]) -> Exception:
    told_vi, told_en = unused[0] if unused else ("–", "–")
    return new_error(
        InputError, "CCHC-E1805",
        f"none of {len(found.files)} files is a report for {window}; check the folder and the "
        f"period ({told_en})",
        f"không có báo cáo nào của {window.label_vi} trong {len(found.files)} tệp; hãy kiểm tra "
        f"thư mục và kỳ báo cáo ({told_vi})",
    )  # fmt: skip


def _with_windows(cube: Cube, window: Period) -> Cube:
    """The window and those it is compared with, derived from reported ones where they can be."""
    wanted = [window, window.previous(), window.same_period_last_year(), *cube.periods]
    unique = sorted(set(wanted), key=lambda each: (each.end_month, each.length))
    return resample(cube, unique)
