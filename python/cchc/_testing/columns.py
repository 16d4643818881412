"""The columns that every rendering prints, after its layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .printed import HEADINGS, Layout, PrintedRow, PrintedTable, Shown


def headings(layout: Layout, remark: str) -> list[str]:
    """Return the headings of one line, side by side value columns included."""
    code, label, unit, _, note = HEADINGS
    label = f"{label} ({remark})" if remark else label
    return [*([] if layout.code_in_label else [code]), label, unit, *value_headings(layout), note]


def value_headings(layout: Layout) -> list[str]:
    """Return the headings of the value columns."""
    own, second = layout.own_heading, layout.second
    if not second:
        return [own]
    return [second, own] if layout.second_first else [own, second]


def cells(row: PrintedRow, layout: Layout) -> tuple[list[str], list[Shown], str]:
    """Return the cells before the values, the values, and the note."""
    front = [row.code, row.label, row.unit]
    if layout.code_in_label:
        glued = row.code if re.match(r"\d", row.code) else f"{row.code}:" if row.code else ""
        front = [f"{glued} {row.label}".strip(), row.unit]
    if not layout.second:
        return front, [row.value], row.note
    values = [row.stale, row.value] if layout.second_first else [row.value, row.stale]
    return front, values, row.note


def pieces(
    table: PrintedTable, layout: Layout, *, first: bool
) -> Iterator[tuple[list[PrintedRow], bool]]:
    """Pieces of a table between page breaks; the flag says that the header comes above one."""
    stops = [stop for stop in layout.breaks if first and stop < len(table.rows)]
    start = 0
    for stop in [*stops, len(table.rows)]:
        rows = table.rows[start:stop]
        if rows:
            yield rows, start == 0 or layout.repeat
        start = stop


def cut_in_two(row: PrintedRow) -> tuple[PrintedRow, PrintedRow] | None:
    """Return a row as a page break inside it prints it, None when it is too short."""
    words = row.label.split()
    if row.heading or row.group or not row.code or len(words) < 6:
        return None
    half = len(words) // 2
    units = row.unit.split()
    upper = PrintedRow(
        row.code, " ".join(words[:half]), " ".join(units[:2]), row.value, row.note, stale=row.stale
    )
    return upper, PrintedRow("", " ".join(words[half:]), " ".join(units[2:]))
