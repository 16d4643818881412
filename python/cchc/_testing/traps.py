"""What lets a reader take a wrong figure in silence: marks, struck figures, other columns, other rows.

Some leave the figure to be read (a footnote's mark beside it, a figure struck out before it); others
make it one that no reader may take without asking, and the key says so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from .printed import Printed, PrintedRow
from .truth import KeyRow

Key = dict[tuple[str, str], KeyRow]

_OTHER_COLUMNS = ("Kế hoạch", "Kế hoạch năm 2024", "Kỳ trước", "năm 2019", "Số liệu (nghìn)")
_CHANGED_LABELS = (
    (r"\bđã\b", "chưa"),
    (r"\bđược\b", "chưa được"),
    (r"$", " năm 2019"),
    (r"$", " (kỳ trước)"),
    (r"^Số\b", "Tỷ lệ số"),
    (r"\bđúng h[ạẹ]n\b", "quá hạn"),
)
_SHOWS_LOOKS = ("word", "excel", "html", "pdf")
_HIDES = ("word", "html")


def trapped(printed: Printed, key: Key, kind: str, draws: random.Random) -> Key:
    """Set traps in a report in place and return its key, with what must be asked."""
    found = dict(key)
    rows = [row for table in printed.tables for row in table.rows if _has_figure(row, key)]
    if draws.random() < 0.3:
        _some(rows, 0.1, draws, lambda row: replace(row.value, mark=draws.choice("12345*a")))
    if kind in _SHOWS_LOOKS and draws.random() < 0.25:
        _some(rows, 0.06, draws, lambda row: replace(row.value, struck=_other(row), number=None))
    if kind in _HIDES and draws.random() < 0.15:
        _some(rows, 0.06, draws, lambda row: replace(row.value, hidden=_other(row), number=None))
    if draws.random() < 0.3:
        _change_labels(rows, found, draws)
    if draws.random() < 0.2:
        _scale(rows, found, draws)
    if draws.random() < 0.1 and not printed.layout.second:
        printed.layout.own_heading = draws.choice(_OTHER_COLUMNS)
        for row in rows:
            _must_ask(row, found)
    elif draws.random() < 0.1 and printed.layout.second and kind != "text":
        printed.layout.second = "Kế hoạch"
    return found


def _has_figure(row: PrintedRow, key: Key) -> bool:
    return row.key in key and bool(row.value.text)


def _some(
    rows: list[PrintedRow],
    often: float,
    draws: random.Random,
    change: Callable[[PrintedRow], object],
) -> None:
    for row in rows:
        if draws.random() < often:
            row.value = change(row)  # type: ignore[assignment]


def _other(row: PrintedRow) -> str:
    """Another figure for the row; a short one, that no renderer breaks over two lines."""
    return row.stale.text if 0 < len(row.stale.text) < 7 else "7"


def _change_labels(rows: list[PrintedRow], key: Key, draws: random.Random) -> None:
    """Change the meaning of one or two labels."""
    for row in draws.sample(rows, min(draws.randint(1, 2), len(rows))):
        pattern, word = draws.choice(_CHANGED_LABELS)
        changed = re.sub(pattern, word, row.label, count=1)
        if changed != row.label and row.code and not row.group:
            row.label = changed
            _must_ask(row, key)


def _scale(rows: list[PrintedRow], key: Key, draws: random.Random) -> None:
    """Show the figures of one or two counts in thousands."""
    for row in draws.sample(rows, min(draws.randint(1, 2), len(rows))):
        if row.unit == "%" or "=" in row.unit or "/" in row.value.text:
            continue
        row.value = replace(row.value, text=f"{draws.randint(1, 99)} nghìn")
        row.value = replace(row.value, number=Decimal(draws.randint(1, 99)), scaled=True)
        _must_ask(row, key)


def _must_ask(row: PrintedRow, key: Key) -> None:
    assert row.key is not None
    key[row.key] = replace(key[row.key], ask=True)
