"""Messy reports with an answer key, for testing readers and what is built on them.

What to use when:

- `messy_report` : one synthetic report of a kind of file, with the diseases of real ones;
- `clean_report` : given figures in the printed layout, without any disease;
- `compare_with_key` : how a reading did against the key: right, wrong, asked, lost.

Everything is drawn from a seed: the same seed and kind give the same report. Every file says that
it is synthetic, in its name and inside.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cchc.read import Report
from cchc.read.fold import squash
from cchc.read.forms import shipped_forms

from ._testing.diseases import diseased, layout
from ._testing.excel import excel_bytes
from ._testing.pages import csv_bytes, html_bytes, pdf_bytes, text_bytes
from ._testing.printed import Layout, Printed, PrintedRow, PrintedTable, Shown
from ._testing.traps import trapped
from ._testing.truth import KeyRow, synthetic
from ._testing.word import word_bytes

__all__ = [
    "KINDS",
    "KeyRow",
    "MessyReport",
    "Score",
    "clean_report",
    "compare_with_key",
    "messy_report",
]

#: Kinds of files that reports are made as, with the ending of their names.
KINDS = {
    "word": ".docx",
    "excel": ".xlsx",
    "pdf": ".pdf",
    "text": ".txt",
    "csv": ".csv",
    "html": ".html",
}


@dataclass(frozen=True, slots=True)
class MessyReport:
    """A synthetic report: `name` and `data` of its file, and the `key` of every row it prints.

    Headings and inserted rows have no key; a row that was deleted is not in the key either.
    """

    name: str
    kind: str
    data: bytes
    agency: str
    period: str
    key: tuple[KeyRow, ...]


@dataclass(slots=True)
class Score:
    """Rows of a reading against the key.

    `due` are rows whose figure the key says no reader may take, and that an issue names; `asked` are
    other rows whose figure was not taken and that an issue names; `lost` are rows that are
    gone in silence. `details` has one line for each row that is not right.
    """

    right: int = 0
    wrong: int = 0
    asked: int = 0
    lost: int = 0
    due: int = 0
    details: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the rows of another score."""
        self.right += other.right
        self.wrong += other.wrong
        self.asked += other.asked
        self.lost += other.lost
        self.due += other.due
        self.details += other.details


def messy_report(seed: int, kind: str) -> MessyReport:
    """Return the report of a seed as a kind of file, with its key.

    Parameters
    ----------
    seed
        Any whole number.
    kind
        One of `KINDS`. Word, Excel and PDF need python-docx, openpyxl and reportlab.

    Raises
    ------
    ValueError
        When the kind is not known.
    ImportError
        When the library that writes the kind is not installed.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    draws = random.Random(f"{seed}/{kind}")
    printed, key = synthetic(draws)
    forms = [(form.form, [row.form_code for row in form.rows]) for form in shipped_forms()]
    left = diseased(printed, key, forms, draws)
    printed.layout = layout(draws, printed, fonts=kind in ("word", "excel"))
    if kind == "text":
        printed.layout.second, printed.layout.own_heading = "", "Số liệu"
    left = trapped(printed, left, kind, random.Random(f"{seed}/{kind}/traps"))
    for row in (row for table in printed.tables for row in table.rows):
        if row.key in left:
            left[row.key] = replace(left[row.key], label=row.label)
    data = _rendered(printed, kind, draws)
    name = f"bao-cao-gia-lap-{seed}{KINDS[kind]}"
    return MessyReport(name, kind, data, printed.agency, printed.period, tuple(left.values()))


def clean_report(
    cells: Mapping[tuple[str, str], tuple[str, str]],
    kind: str,
    *,
    agency: str,
    period: str,
    window: tuple[str, str],
) -> bytes:
    """Return given cells in the printed layout of the shipped forms, as a kind of file.

    Parameters
    ----------
    cells
        Value and note, as printed, by form and code inside the form; rows without one are blank.
    kind
        One of `KINDS`.
    agency, period, window
        What the opening words say; the period in words, the window as two printed days.
    """
    tables = []
    for form in shipped_forms():
        rows = []
        for row in form.rows:
            value, note = cells.get((form.form, row.form_code), ("", ""))
            group = row.group_label if row.form_code.endswith(".a") else ""
            code = group if row.uncoded else row.code_printed
            reach = sum(r.group_label == group for r in form.rows) if group else 0
            heading = row.row_type == "header"
            shown = Shown(value)
            rows.append(PrintedRow(code, row.label, row.unit_printed, shown, note, heading, reach))
        subtitle = f"{form.title_phrases[1]} {period}".upper()
        tables.append(PrintedTable(form.title_phrases[0], subtitle, "", rows))
    printed = Printed(agency, "", period, window, tables, Layout(breaks=(30,), repeat=True))
    return _rendered(printed, kind, random.Random(0))


def compare_with_key(report: Report, key: Iterable[KeyRow]) -> Score:
    """Return how a reading did; a figure where the key has none is wrong too."""
    score = Score()
    read = {(row.form, row.row.form_code): row for row in report.observations}
    named = "\n".join(squash(issue.raw) for issue in report.issues)
    expected = {(row.form, row.form_code): row for row in key}
    for place, truth in expected.items():
        row = read.pop(place, None)
        got = None if row is None else (row.value, row.second_value)
        want = (None, None) if truth.ask else (truth.value, truth.second_value)
        if (
            not truth.ask
            and row is not None
            and got == want
            and (truth.value is not None or not _doubtful(row))
        ):
            score.right += 1
            continue
        told = f"{place}: {got} for {want}, raw {row.raw if row else None!r}"
        if row is not None and row.value is not None:
            score.wrong += 1
        elif (row is not None and row.state == "unreadable") or _is_named(truth, named):
            if truth.ask:
                score.due += 1
                continue
            score.asked += 1
            told = f"asked {told}"
        else:
            score.lost += 1
            told = f"lost {told}"
        score.details.append(f"{report.file} {told}")
    for place, row in read.items():
        if row.value is not None:
            score.wrong += 1
            score.details.append(f"{report.file} invented {place}: {row.value}, raw {row.raw!r}")
    return score


def _doubtful(row: object) -> bool:
    return getattr(row, "state", "") == "unreadable"


def _is_named(truth: KeyRow, named: str) -> bool:
    """Whether an issue quotes the row: the first or the last letters of its label as printed."""
    label = squash(truth.label)
    return bool(label) and (label[:14] in named or label[-14:] in named)


def _rendered(printed: Printed, kind: str, draws: random.Random) -> bytes:
    if kind == "word":
        return word_bytes(printed)
    if kind == "excel":
        return excel_bytes(printed, draws)
    if kind == "pdf":
        return pdf_bytes(printed)
    if kind == "html":
        return html_bytes(printed)
    if kind == "csv":
        return csv_bytes(printed, draws.choice(",;\t"))
    return text_bytes(printed)
