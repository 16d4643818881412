"""A table ready to be shown: the one thing that text and HTML are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Column", "Table"]


@dataclass(frozen=True)
class Column:
    """A heading, and whether its cells are numbers (set to the right)."""

    title: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Cells as texts, with a title above and notes below.

    Parameters
    ----------
    title
        What the table shows.
    columns
        One per cell of a row.
    rows
        Texts; an empty text is a blank and stays one.
    notes
        Footnotes: coverage, reasons, that data are synthetic.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default_factory=tuple)
