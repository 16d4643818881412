"""Which rows of a table of indicators a chart shows: one unit of measure, and something to be seen."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from cchc.present.page import Cell, Chart

__all__ = ["drawn_run", "indicator_charts"]

_LABEL = 46  # signs of a label beside its bar
_LEAST = 2  # bars; one alone compares nothing


def drawn_run(measures: Sequence[str], seen: Sequence[bool]) -> tuple[int, int] | None:
    """Return first and last position of the run of one unit of measure that shows the most figures.

    Parameters
    ----------
    measures
        Unit of measure of each row.
    seen
        Whether a row has a figure that can be seen: one that is not blank and not zero.

    Returns
    -------
    tuple of int, or None
        From the first to the last row seen of that run; None where no run has two.

    Examples
    --------
    >>> drawn_run(["task", "task", "person", "person"], [False, True, True, True])
    (2, 3)
    >>> drawn_run(["task", "task", "task"], [False, False, True])
    """
    edges = [0, *(at for at in range(1, len(measures)) if measures[at] != measures[at - 1])]
    runs = [range(*run) for run in pairwise([*edges, len(measures)])]
    shown = [[at for at in run if seen[at]] for run in runs]
    best = max(shown, key=len, default=[])
    return (best[0], best[-1]) if len(best) >= _LEAST else None


def indicator_charts(
    title: str,
    measures: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    before: int,
    series: tuple[int, ...],
) -> tuple[Chart, ...]:
    """Return the chart of a table with code and label in its first columns; none without figures.

    Parameters
    ----------
    title
        Of the chart; the unit of measure is added.
    measures
        Unit of measure of each indicator.
    rows
        Of the table; those of the indicators stand behind `before` others.
    series
        Columns of figures.
    """
    own = rows[before:]
    run = drawn_run(measures, [any(_is_seen(row[at]) for at in series) for row in own])
    if run is None:
        return ()
    first, last = run
    labels = tuple(_label(row) for row in own[first : last + 1])
    places = (before + first, before + last)
    return (Chart(f"{title} ({measures[first]})", "bar", 1, series, places, labels),)


def _is_seen(cell: Cell) -> bool:
    return cell.exact != "" and Decimal(cell.exact) != 0


def _label(row: Sequence[Cell]) -> str:
    """Code and the first words of the label."""
    return textwrap.shorten(f"{row[0].text} {row[1].text}", _LABEL, placeholder="…")
