"""Evidence of notes and of other forms: figures printed beside the cell they belong to."""

from __future__ import annotations

import re

from cchc.check.sighting import Evidence, Sighting, lines
from cchc.read import Report
from cchc.read.figure import read_figure
from cchc.read.fold import fold
from cchc.read.matched import MatchedRow
from cchc.read.phrases import COUNT

__all__ = ["noted", "noted_figures", "other_forms"]

_FILES = r"(?:ho\s*so|tthc|thu\s*tuc)"
_PENDING = re.compile(rf"(?<![\d.,/])({COUNT})\s*{_FILES}\s*(?:con\s*)?(?:dang|chua)\s*(?!\w*\d)")
_RESOLVED = re.compile(rf"(?<![\d.,/])({COUNT})\s*{_FILES}\s*da\s*(?:duoc\s*)?giai\s*quyet")
_PAIR = re.compile(rf"^\s*({COUNT})\s*/\s*({COUNT})\s*$")

#: Rows whose note is read, with the pattern and the codes of its figures.
_NOTES: dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = {
    "3.3": ((_PENDING, ("note.3.3.pending",)), (_RESOLVED, ("note.3.3.resolved",))),
    "3.3.1": ((_RESOLVED, ("note.3.3.1.resolved",)), (_PENDING, ("note.3.3.1.pending",))),
    "3.2.1": ((_PAIR, ("note.3.2.1.approved", "note.3.2.1.procedures")),),
}


def noted_figures(code: str, note: str, place: str) -> list[Evidence]:
    """Return the figures in the note of one row.

    Parameters
    ----------
    code
        Catalogue code of the row.
    note
        Text of the note column.
    place
        Where the row stands.
    """
    found = []
    for pattern, codes in _NOTES.get(code, ()):
        match = pattern.search(fold(note)) if note else None
        if match is None:
            continue
        for group, name in enumerate(codes, start=1):
            raw = note[slice(*match.span(group))]
            figure = read_figure(raw, "count")
            if figure.status == "number" and figure.value is not None:
                sighting = Sighting(place, note)
                found.append(Evidence(name, format(figure.value, "f"), raw, (sighting,)))
    return found


def noted(report: Report) -> list[Evidence]:
    """Return the figures that the notes of a report's rows tell."""
    return [
        evidence
        for row in report.observations
        for evidence in noted_figures(row.code, row.note, row_place(row))
    ]


def other_forms(report: Report) -> list[Evidence]:
    """Return the figures that another form gives for an indicator, under form and printed code.

    Row 2.4 of Biểu mẫu 3 is indicator 3.2.1, and its figure is ``BM3:2.4``.
    """
    return [
        Evidence(
            f"{row.form}:{row.row.form_code}",
            format(row.value, "f"),
            row.raw,
            (Sighting(row_place(row), row.raw),),
        )
        for row in report.observations
        if row.row.form_code != row.code and row.value is not None
    ]


def row_place(row: MatchedRow) -> str:
    """Return the lines of a row, or the words of a cell's place."""
    return row.place.where or lines(row.place.first_line, row.place.last_line)
