"""Baselines that users register: what each figure is compared with, by a function of planes."""

from __future__ import annotations

from cchc import _border, _core, _registry
from cchc._registry import Extension
from cchc.cube import Cube

__all__ = ["baseline_cube", "find_baseline"]


def baseline_cube(cube: Cube, extension: Extension) -> _core.Cube:
    """Return a cube that holds, for every indicator seen, what its figures are compared with.

    Parameters
    ----------
    cube
        Figures; the function gets each plane (units, periods) and the periods of its columns.
    extension
        A registered baseline, or its name through `find_baseline`.

    Raises
    ------
    ExtensionError
        When the function fails or returns something else than a plane.
    """
    core = cube.core
    planes = []
    for plane in cube.planes:
        code = core.planes[plane]
        array = core.plane(plane)["values"]
        found = _border.values(
            extension, extension.definition, (array, core.periods), array.shape, indicator=code
        )
        planes.append(
            {
                "indicator": cube.catalogue.at(code),
                "values": found,
                "inputs": [plane],
                "extension": extension.name,
                "from_nothing": True,  # what was there before is known where nothing came in since
            }
        )
    return _core.with_computed(core, cube.catalogue, planes)


def find_baseline(baseline: object) -> Extension | None:
    """Return the registered baseline of that name, or None when nobody registered it."""
    if isinstance(baseline, Extension):
        return baseline
    return _registry.find("baseline", baseline) if isinstance(baseline, str) else None
