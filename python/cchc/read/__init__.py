"""Readers: every kind of file ends in one row model and one table grammar."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from cchc._arguments import known_words
from cchc.model import catalogue
from cchc.observations import checked_day
from cchc.read.report import Report

__all__ = ["Report", "read", "read_folder"]

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
    """
    if unit_type is not None:
        known_words([unit_type], UNIT_TYPES, "unit_type")
    day = checked_day(received)
    from cchc.read.text import read_text  # its patterns cost more than all the rest of the import

    definitions = catalogue()
    rows = (definitions.indicator(position) for position in range(len(definitions)))
    names = {row["code"]: row["name"] for row in rows}
    reading = read_text(source, file=file, unit_type=unit_type)
    return Report(reading, names, received=day)


def read_folder(folder: str | os.PathLike[str], *, pattern: str = "*.txt") -> list[Report]:
    """Read every report of a folder, in order of file names.

    Raises
    ------
    InputError
        For the first file that cannot be read at all.
    """
    return [read(path) for path in sorted(Path(folder).glob(pattern))]
