"""Readers: every kind of file ends in one row model and one table grammar."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from cchc._arguments import known_words
from cchc._files import not_opened, refusal
from cchc.errors import Error, InputError
from cchc.forms import known_catalogue
from cchc.observations import checked_day
from cchc.read.folder import Folder
from cchc.read.plugged import source_by_reader
from cchc.read.report import Report

__all__ = ["Folder", "Report", "read", "read_all", "read_folder"]

#: Types of units that the catalogue knows.
UNIT_TYPES = ("department", "province", "district", "commune", "public_service_unit")


def read(
    source: str | bytes | os.PathLike[str],
    *,
    file: str | None = None,
    unit_type: str | None = None,
    received: str | dt.date | None = None,
) -> Report:
    """Read one report.

    Parameters
    ----------
    source
        Path of a text file (UTF-8, or UTF-16 with its mark), the bytes of one, or the text itself
        (a text with line breaks).
    file
        Name to give the source in places and explanations; the path when not given.
    unit_type
        What kind of unit reports, when its name does not tell: department, province, district,
        commune, public_service_unit. It decides which blank rows are not applicable.
    received
        Day on which the report came in. A report received later supersedes an earlier one.

    Returns
    -------
    Report
        Everything that could be read; what could not is in ``issues``, in both languages.

    Raises
    ------
    InputError
        When the source is no readable text, or nothing in it is a report.
    PeriodError
        When ``received`` is no day.
    SelectionError
        When ``unit_type`` is not known.

    Notes
    -----
    One byte that is not UTF-8 refuses the whole file, on purpose: nothing is guessed about what
    stood there, since it may have been part of a figure. The error names the byte and the line.

    Of a file with several reports the first one is delivered, and an issue names the line where the
    second begins; `read_all` delivers every one.
    """
    if unit_type is not None:
        known_words([unit_type], UNIT_TYPES, "unit_type")
    day = checked_day(received)
    from cchc.read.text import read_text  # its patterns cost more than all the rest of the import

    source, file = source_by_reader(source, file)
    reading = read_text(source, file=file, unit_type=unit_type)
    return Report(reading, _names(), received=day)


def read_all(
    source: str | bytes | os.PathLike[str],
    *,
    file: str | None = None,
    unit_type: str | None = None,
    received: str | dt.date | None = None,
) -> list[Report]:
    """Read every report of a file that holds several one after another.

    Parameters are those of `read`. Lines count from the start of the file in every report.

    A report begins at its opening words above a section I. One that has tables alone begins at the
    title of its table: words above that are not seen, and an issue says that no agency is named.

    Returns
    -------
    list of Report
        In order, at least one. When what follows the last one could not be read, the last one has
        the issue that names its line.

    Raises
    ------
    InputError
        As `read`, for a source without any report.
    """
    from cchc.read.text import read_texts

    names, day = _names(), checked_day(received)
    source, file = source_by_reader(source, file)
    readings = read_texts(source, file=file, unit_type=unit_type)
    return [Report(reading, names, received=day) for reading in readings]


def read_folder(folder: str | os.PathLike[str], *, pattern: str = "*.txt") -> Folder:
    """Read the report of every file of a folder, in order of file names.

    Parameters
    ----------
    folder
        Path of the folder; folders inside it are not entered.
    pattern
        Which files are read.

    Returns
    -------
    Folder
        Its ``reports``, over which it iterates, and in ``refused`` one InputError for each file
        that could not be read; such a file does not stop the others.

    Raises
    ------
    InputError
        When the folder is not there, is a file, or may not be read.
    """
    reports: list[Report] = []
    refused: list[Error] = []
    for path in _files(folder, pattern):
        try:
            reports.append(read(path))
        except InputError as error:
            refused.append(error)
    return Folder(tuple(reports), tuple(refused))


def _files(folder: str | os.PathLike[str], pattern: str) -> list[Path]:
    """Paths of a folder that match; a missing folder is refused, which a pattern alone is not."""
    if not os.fspath(folder):
        raise refusal("no_path", "''")
    try:
        os.scandir(folder).close()
        return sorted(Path(folder).glob(pattern))
    except (OSError, ValueError) as error:
        raise not_opened(error, str(folder), kind="folder_not_opened") from error


def _names() -> dict[str, str]:
    """Name of each indicator by its code."""
    definitions = known_catalogue()
    rows = (definitions.indicator(position) for position in range(len(definitions)))
    return {row["code"]: row["name"] for row in rows}
