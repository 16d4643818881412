"""What figures are compared with: windows by name, and functions of planes that users register."""

from __future__ import annotations

from cchc import _border, _core, _registry
from cchc._arguments import PeriodLike, as_period
from cchc._core import Period
from cchc._registry import Extension
from cchc.cube import Cube
from cchc.definitions import BASELINES, WINDOWS
from cchc.errors import ComparisonError, SelectionError, new_error

__all__ = ["baseline_cube", "baseline_window", "find_baseline"]


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


def baseline_window(
    period: Period,
    baseline_period: PeriodLike | None,
    baseline: str | int | Cube | Extension | None,
    *,
    any_kind: bool = False,
) -> Period:
    """Return the window to compare with.

    Parameters
    ----------
    period, baseline_period, baseline
        As in `cchc.compare`.
    any_kind
        Whether a baseline may also be one that is no window, such as ``rolling_mean``.

    Raises
    ------
    ComparisonError
        CCHC-E1111 when neither or both are given, CCHC-E1113 for a baseline that is no window.
    SelectionError
        CCHC-E0920 for one that nobody knows, with those that are known.
    """
    # The window of another cube may be named beside the cube.
    if (baseline_period is None) == (baseline is None) and not isinstance(baseline, Cube):
        raise new_error(
            ComparisonError,
            "CCHC-E1111",
            "give either a baseline period or baseline=, not neither, and both only with a cube",
            "phải nêu một kỳ gốc hoặc tham số baseline=, chỉ nêu cả hai khi baseline= là tập số liệu",
        )
    if baseline_period is not None:
        return as_period(baseline_period)
    if isinstance(baseline, int) and not isinstance(baseline, bool):
        return _core.baseline_period("fixed_year", period, baseline)
    if isinstance(baseline, Cube) or (any_kind and baseline == "rolling_mean"):
        return period
    if isinstance(baseline, str) and baseline in WINDOWS:
        return _core.baseline_period(baseline, period)
    if baseline == "rolling_mean" or find_baseline(baseline) is not None:
        name = getattr(baseline, "name", baseline)
        raise new_error(
            ComparisonError,
            "CCHC-E1113",
            f"baseline {name} is computed, so a change from it cannot be split by units. "
            f"Nearest legal call: compare(cube, ..., baseline={name!r})",
            f"mốc {name} là số tính được nên không tách được mức tăng, giảm theo cơ quan. "
            f"Cách gần nhất được phép: compare(cube, ..., baseline={name!r})",
        )
    own = (each.name for each in _registry.of_kind("baseline"))
    listed = ", ".join([*BASELINES, *own] if any_kind else WINDOWS)
    raise new_error(
        SelectionError,
        "CCHC-E0920",
        f"baseline={baseline!r:.60} is not known; known: {listed}, a year such as 2015, a cube",
        f"baseline={baseline!r:.60} không có; các mốc có: {listed}, một năm như 2015, một tập số liệu",
    )
