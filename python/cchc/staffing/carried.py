"""Figures carried to the units of a period's last day."""

from __future__ import annotations

from cchc._core import Lineage, Period
from cchc.aggregate import rebuild
from cchc.cube import Cube

__all__ = ["carried"]


def carried(cube: Cube, lineage: Lineage, window: Period) -> Cube:
    """Return a cube rebuilt on the units of a window's last day, seen through the same selection.

    Selected units that are no more on that day are left out of the view; their figures are with
    their successors.
    """
    seen = rebuild(cube, lineage, as_it_is=window.rule_window[1])
    if len(cube.units) == len(cube.hierarchy):
        return seen
    kept = [each for each in cube.unit_ids if seen.hierarchy.find(each) is not None]
    return seen.sel(unit=kept)
