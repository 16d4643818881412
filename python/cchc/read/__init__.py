"""Readers: every kind of file ends in one row model and one table grammar."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc._arguments import known_words
from cchc._files import refusal
from cchc.forms import known_catalogue
from cchc.observations import checked_day
from cchc.read.file_name import period_in_name, windows_of
from cchc.read.folder import FileOutcome, Folder, Progress
from cchc.read.issue import issue
from cchc.read.plugged import source_by_reader
from cchc.read.report import Report
from cchc.read.review import Question, Review

if TYPE_CHECKING:
    from cchc.read.reading import Reading

__all__ = [
    "FileOutcome",
    "Folder",
    "Question",
    "Report",
    "Review",
    "read",
    "read_all",
    "read_folder",
]

#: Types of units that the catalogue knows.
UNIT_TYPES = ("department", "province", "district", "commune", "public_service_unit")


def read(
    source: str | bytes | os.PathLike[str],
    *,
    file: str | None = None,
    unit_type: str | None = None,
    received: str | dt.date | None = None,
    review: str | os.PathLike[str] | Review | None = None,
) -> Report:
    """Read one report of any kind of file; the content tells the kind, not the name.

    Parameters
    ----------
    source
        Path of a file (Word, Excel, OpenDocument, PDF with a text layer, HTML, CSV, JSON, or text
        in UTF-8 or in UTF-16 with its mark), the bytes of one, or text itself (with line breaks).
    file
        Name to give the source in places and explanations; the path when not given.
    unit_type
        What kind of unit reports, when its name does not tell: department, province, district,
        commune, public_service_unit. It decides which blank rows are not applicable.
    received
        Day on which the report came in. A report received later supersedes an earlier one.
    review
        Answers to rows that could not be matched for sure before: a `Review`, or the path of its
        file. Rows without an answer are in ``questions`` of the report.

    Returns
    -------
    Report
        Everything that could be read; what could not is in ``issues``, in both languages.

    Raises
    ------
    InputError
        When the source cannot be read (damaged, protected, too large, a library is missing …), or
        nothing in it is a report.
    PeriodError
        When ``received`` is no day.
    SelectionError
        When ``unit_type`` is not known.

    Notes
    -----
    One byte that is not UTF-8 refuses the whole of a text file, on purpose: nothing is guessed
    about what stood there, since it may have been part of a figure. The error names the byte and
    the line.

    Nothing but the file given is opened, and nothing is asked of a network.

    Of a file with several reports the first one is delivered, and an issue names the place where
    the second begins; `read_all` delivers every one.
    """
    readings, day = _readings(source, file, unit_type, received, review, every=False)
    report = Report(readings[0], _names(), received=day)
    return _named(report, [report])


def read_all(
    source: str | bytes | os.PathLike[str],
    *,
    file: str | None = None,
    unit_type: str | None = None,
    received: str | dt.date | None = None,
    review: str | os.PathLike[str] | Review | None = None,
) -> list[Report]:
    """Read every report of a file that holds several: one after another, or side by side.

    Parameters are those of `read`. Lines of a text count from the start of the file in every
    report. In a workbook sheets may hold a report each, and so may columns, by unit or by period.

    In a text a report begins at its opening words above a section I. One that has tables alone
    begins at the title of its table: words above that are not seen, and an issue says that no
    agency is named.

    Returns
    -------
    list of Report
        In order, at least one. When what follows the last one could not be read, the last one has
        the issue that names its place.

    Raises
    ------
    InputError
        As `read`, for a source without any report.
    """
    readings, day = _readings(source, file, unit_type, received, review, every=True)
    names = _names()
    reports = [Report(reading, names, received=day) for reading in readings]
    return [_named(report, reports) for report in reports]


def _named(report: Report, beside: Sequence[Report]) -> Report:
    """The report, asked about its window when its file's name tells another one.

    `beside` are all reports of the file.
    """
    name = Path(report.file).name
    named = period_in_name(name)
    if named is None or report.period is None or named in windows_of(beside, report):
        return report
    details = {"named": str(named), "period": str(report.period)}
    told = issue("name_differs", file=report.file, line=None, raw=name, where=name, **details)
    return report.with_issue(told)


def _readings(
    source: str | bytes | os.PathLike[str],
    file: str | None,
    unit_type: str | None,
    received: str | dt.date | None,
    review: str | os.PathLike[str] | Review | None,
    *,
    every: bool,
) -> tuple[list[Reading], str]:
    if unit_type is not None:
        known_words([unit_type], UNIT_TYPES, "unit_type")
    day = checked_day(received)
    answers = review if isinstance(review, Review) or review is None else Review.load(review)
    from cchc.read.sources import read_source  # its patterns cost more than the rest of the import

    given, file = source_by_reader(source, file)
    readings = read_source(given, file=file, unit_type=unit_type, review=answers, every=every)
    if not readings:
        raise refusal("not_a_report", file or "<text>")
    return _told_apart(readings), day


def _told_apart(readings: list[Reading]) -> list[Reading]:
    """Readings of one file with a hash each: a second table of one unit and window is another report."""
    seen: dict[tuple[str, ...], int] = {}
    apart = []
    for reading in readings:
        header = reading.header
        key = (reading.content_hash, header.agency, header.period_text, header.title_period)
        seen[key] = number = seen.get(key, 0) + 1
        if number > 1:
            text = f"{reading.content_hash}#{number}"
            hashed = hashlib.sha256(text.encode()).hexdigest()
            reading = replace(reading, content_hash=hashed)
        apart.append(reading)
    return apart


def read_folder(
    folder: str | os.PathLike[str],
    *,
    pattern: str = "*",
    processes: int | None = None,
    review: str | os.PathLike[str] | Review | None = None,
    progress: Progress | None = None,
) -> Folder:
    """Read every report of a folder; a file that cannot be read never stops the others.

    Parameters
    ----------
    folder
        Path of the folder; folders inside it are not entered.
    pattern
        Which files are read, such as ``*.docx``; all but hidden ones and those that Office leaves
        behind when not given.
    processes
        How many files are read at a time; by the size of the folder and the machine when not
        given. 1 reads all of them in this process.
    review
        Answers to rows that could not be matched for sure; see `cchc.read`.
    progress
        Called after each file with how many are done, how many there are, and the outcome.

    Returns
    -------
    Folder
        Its ``reports``, over which it iterates; ``files`` with what each file came to; ``refused``
        with one InputError for each file that could not be read. A file whose content is that of
        another counts once. Of a file with several reports all are read.

    Raises
    ------
    InputError
        When the folder is not there, is a file, or may not be read.

    Notes
    -----
    Files are read in processes of their own, with a limit of time and memory for each: a file that
    brings its reader down is refused, and the others are read all the same.
    """
    from cchc.read.folder_files import read_files_of  # with what processes need; not for one report

    return read_files_of(folder, pattern, processes, review, progress)


def _names() -> dict[str, str]:
    """Name of each indicator by its code."""
    definitions = known_catalogue()
    rows = (definitions.indicator(position) for position in range(len(definitions)))
    return {row["code"]: row["name"] for row in rows}
