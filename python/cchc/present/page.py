"""A page ready for paper: the one thing that Excel, Word and HTML files are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from cchc.present.number import format_number

__all__ = ["BLANK", "Cell", "Chart", "Head", "Page", "number_cell", "text_cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, or a number with its exact decimal text; blank when both are empty.

    ``bold`` marks groups, ``right`` sets a text to the right, ``shade`` is empty or the name of a
    reason to colour it: late, missing, corrected, warning.
    """

    text: str = ""
    exact: str = ""
    bold: bool = False
    right: bool = False
    shade: Literal["", "late", "missing", "corrected", "warning"] = ""

    @property
    def number(self) -> float | None:
        """The number as float64; None for a text or a blank."""
        return float(self.exact) if self.exact else None

    @property
    def is_whole(self) -> bool:
        """Whether the number has no decimals."""
        return bool(self.exact) and Decimal(self.exact) == Decimal(self.exact).to_integral_value()

    def shown(self, lang: str) -> str:
        """What people read: numbers by language, with at most two decimals."""
        return format_number(self.exact, lang=lang) if self.exact else self.text


BLANK = Cell()


def text_cell(
    text: str,
    *,
    bold: bool = False,
    right: bool = False,
    shade: Literal["", "late", "missing", "corrected", "warning"] = "",
) -> Cell:
    """Return a cell that holds a text, whatever it looks like."""
    return Cell(text=text, bold=bold, right=right, shade=shade)


def number_cell(value: float | str | None, *, bold: bool = False) -> Cell:
    """Return a cell that holds a number, given as one or as exact text; blank for None and NaN."""
    if value is None or value == "" or value != value:
        return BLANK
    exact = value if isinstance(value, str) else format(Decimal(repr(float(value))), "f")
    return Cell(exact=exact, bold=bold)


@dataclass(frozen=True, slots=True)
class Head:
    """Heading of a column, its width in characters, and a heading that it shares with neighbours."""

    title: str
    width: int
    above: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart of columns of the page's own table.

    ``kind`` is column, bar or line; ``categories`` the column of labels, ``series`` the columns of
    numbers; ``rows`` the first and last row of the table that are drawn, counted from 0. ``labels``,
    one for each of these rows, are shown in the place of the categories where the table's own words
    are too long.
    """

    title: str
    kind: Literal["column", "bar", "line"]
    categories: int
    series: tuple[int, ...]
    rows: tuple[int, int]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A table with what stands above and below it.

    Parameters
    ----------
    name
        Of the sheet; at most 31 signs.
    title
        Lines above the table, the most important first.
    heads
        One per cell of a row.
    rows
        Cells; a blank stays blank.
    notes
        Lines below the table.
    lang
        ``vi`` or ``en``: how numbers are written where they become text.
    landscape
        Whether an A4 page lies on its side.
    keys
        Hidden keys of the rows, as a form's sheet has them; empty for other tables.
    exact
        For the hidden sheet: texts by key.
    charts
        Drawn beside or below the table in Excel.
    fixed
        How many columns stay in sight when scrolling.
    blocks
        Whether a table too wide for one page is printed in blocks of columns, the fixed ones again
        in each; otherwise it is made to fit.
    """

    name: str
    title: Sequence[str]
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    lang: str = "vi"
    landscape: bool = False
    keys: Sequence[str] = ()
    exact: Mapping[str, str] = field(default_factory=dict)
    charts: Sequence[Chart] = ()
    fixed: int = 2
    blocks: bool = False
