"""What a letter quotes: the figures that rules read, with the files and places where they are printed.

Figures of a window that was worked out of other ones, and rates taken over from the window before,
stand in no report: then the reports that they come from are quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from cchc.check import CheckedVerdict
from cchc.cube import Cube

__all__ = ["with_sources"]

_DEPTH = 16


def with_sources(verdicts: Iterable[CheckedVerdict], cube: Cube) -> tuple[CheckedVerdict, ...]:
    """Return verdicts whose cells hold ``sources``: what is printed where, for what they ask.

    Parameters
    ----------
    verdicts
        Of the cube.
    cube
        Units' own figures, of reported windows or such as were worked out of these.
    """
    return tuple(_sourced(each, cube) if each.verdict == "fails" else each for each in verdicts)


def _sourced(verdict: CheckedVerdict, cube: Cube) -> CheckedVerdict:
    cells = tuple(
        {**cell, "sources": _sources(cell, verdict.unit, cube)} if _is_figure(cell, cube) else cell
        for cell in verdict.cells
    )
    return replace(verdict, cells=cells)


def _is_figure(cell: Mapping[str, Any], cube: Cube) -> bool:
    """Whether a cell is a row's figure in a window of the cube that says nothing of its origin."""
    known = cell["period"] in map(str, cube.periods) and cell["code"] in cube
    return known and not cell["printed"] and not cell["place"]


def _sources(cell: Mapping[str, Any], unit: str, cube: Cube) -> tuple[dict[str, str], ...]:
    tree = cube.explain(str(cell["code"]), unit, cell["period"], depth=_DEPTH)
    return tuple(_reported(tree))


def _reported(node: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The reports below a figure: code, window, printed text, name of the file, place."""
    origin = node["origin"]
    if origin is not None:
        yield {
            "code": node["indicator"],
            "period": node["period"],
            "printed": origin["raw"] or node["figure"],
            "state": node["state"],
            "file": PurePath(origin["file"].replace("\\", "/")).name,
            "place": origin["place"],
        }
    for part in node["parts"]:
        yield from _reported(part)
