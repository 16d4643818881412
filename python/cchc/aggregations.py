"""Aggregations over units that a user or this module adds to those of the catalogue."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from numbers import Real
from typing import TYPE_CHECKING, Any, TypeVar

from cchc import _border, _core, _registry
from cchc._registry import Extension
from cchc.cube import Cube
from cchc.definitions import OPERATIONS, AggregationDefinition
from cchc.errors import AggregationError, SelectionError, new_error

if TYPE_CHECKING:
    import numpy as np

__all__ = ["aggregated", "find_aggregation", "group_quantiles", "median", "quantile"]

Item = TypeVar("Item")
Result = TypeVar("Result")


def group_quantiles(values: np.ndarray, offsets: np.ndarray, probability: float) -> np.ndarray:
    """Return a quantile of each group, computed in C++; for use inside holistic aggregations.

    Parameters
    ----------
    values, offsets
        As a holistic aggregation gets them.
    probability
        From 0 to 1; 0.5 is the median. Linear interpolation between the order statistics around
        (n - 1) * probability, as NumPy does by default (R type 7).

    Returns
    -------
    numpy.ndarray
        float64, one for each group; NaN for a group without values.

    Raises
    ------
    AggregationError
        CCHC-E1041 for another probability, CCHC-E1042 for offsets that do not fit the values.
    """
    return _core.group_quantiles(values, offsets, probability)


def quantile(probability: float) -> Extension:
    """Return an aggregation that takes a quantile of the units below, for ``over_units=``.

    Rates are taken as well: the middle of the units' rates is a statement about units.

    Raises
    ------
    AggregationError
        CCHC-E1041 for anything but a number from 0 to 1.
    """
    given: Any = probability
    number = isinstance(given, Real) and not isinstance(given, bool)
    if not number or not 0 <= given <= 1:
        raise new_error(
            AggregationError,
            "CCHC-E1041",
            f"a quantile is asked for by a probability from 0 to 1, not {probability!r:.60}",
            f"phân vị phải cho bằng một xác suất từ 0 đến 1, không phải {probability!r:.60}",
        )
    of_units = partial(group_quantiles, probability=float(probability))
    kinds = ("stock", "flow", "cumulative", "ratio")
    definition = AggregationDefinition(of_units, (), kinds)
    summary = f"quantile {probability} of the units below"
    return Extension("aggregation", f"quantile_{probability}", summary, "cchc", definition)


#: The median of the units below.
median = quantile(0.5)


def find_aggregation(over_units: str | Extension | None) -> Extension | None:
    """Return the extension that ``over_units=`` asks for; None for an operation of the engine.

    Raises
    ------
    SelectionError
        CCHC-E0920 for a name that neither the engine nor anybody else has.
    """
    if isinstance(over_units, Extension):
        return over_units
    if over_units is None or over_units in OPERATIONS:
        return None
    if over_units == "median":
        return median
    found = _registry.find("aggregation", over_units)
    if found is None:
        words = [*OPERATIONS, "median", *(each.name for each in _registry.of_kind("aggregation"))]
        known = ", ".join(dict.fromkeys(words))
        raise new_error(
            SelectionError,
            "CCHC-E0920",
            f'unknown aggregation over units "{over_units}"; known: {known}',
            f'phép gộp theo đơn vị "{over_units}" không có; các giá trị có: {known}',
        )
    return found


def aggregated(
    cube: Cube,
    extension: Extension,
    levels: Iterable[str] | None,
    *,
    missing: str,
    minimum_coverage: float,
    threads: int,
) -> _core.Cube:
    """Return a rolled-up cube in which the planes seen are combined by an extension.

    Parameters
    ----------
    cube
        Figures as reported. Planes outside its selection are combined as the catalogue says.
    extension
        From `find_aggregation`.
    levels
        Levels that a holistic aggregation is asked for; all when None.
    missing, minimum_coverage, threads
        As `cchc.roll_up`.

    Raises
    ------
    AggregationError
        CCHC-E1045 for an indicator of a kind that the aggregation has no meaning for.
    ExtensionError
        When the function raises or returns something else than it should.
    """
    definition: AggregationDefinition = extension.definition
    _require_meaning(cube, extension)
    wanted = list(cube.hierarchy.levels() if levels is None else levels)
    core = cube.core
    codes = core.planes
    values: list[np.ndarray | None] = [None] * len(codes)

    def moments(plane: int) -> list[np.ndarray]:
        return _core.subtree_moments(core, plane, definition.moments)

    def groups(place: tuple[int, str]) -> tuple[list[int], np.ndarray, np.ndarray]:
        return _core.subtree_groups(core, *place)

    if definition.moments:
        for plane, arrays in _ahead(moments, cube.planes, threads):
            values[plane] = _border.values(
                extension, definition.function, arrays, arrays[0].shape, indicator=codes[plane]
            )
    else:
        places = [(plane, level) for plane in cube.planes for level in wanted]
        for (plane, level), (units, figures, offsets) in _ahead(groups, places, threads):
            whole = _plane(values, plane, len(cube.hierarchy), len(core.periods))
            found = _border.values(
                extension,
                definition.function,
                (figures, offsets),
                (len(offsets) - 1,),
                indicator=codes[plane],
                level=level,
            )
            whole[units] = found.reshape(len(units), -1)
    return _core.roll_up_outside(
        core,
        extension.name,
        values,
        missing=missing,
        minimum_coverage=minimum_coverage,
        asked=cube.asked(),
        threads=threads,
    )


def _plane(values: list[np.ndarray | None], plane: int, units: int, periods: int) -> np.ndarray:
    """The plane that levels are filled into; NaN until then."""
    import numpy as np

    held = values[plane]
    if held is None:
        held = values[plane] = np.full((units, periods), np.nan)
    return held


def _ahead(
    prepare: Callable[[Item], Result], items: Iterable[Item], threads: int
) -> Iterator[tuple[Item, Result]]:
    """Prepare the next items in C++ on another thread while Python works on the one before."""
    if threads == 1:
        for item in items:
            yield item, prepare(item)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[tuple[Item, Future[Result]]] = deque()
    with ThreadPoolExecutor(2, thread_name_prefix="cchc") as pool:
        try:
            for item in items:
                waiting.append((item, pool.submit(prepare, item)))
                if len(waiting) > 2:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            for _, future in waiting:
                future.cancel()


def _require_meaning(cube: Cube, extension: Extension) -> None:
    kinds = extension.definition.kinds
    for code in cube.indicators:
        kind = cube.catalogue.indicator(cube.catalogue.at(code))["kind"]
        if kind not in kinds:
            words = ", ".join(kinds)
            raise new_error(
                AggregationError,
                "CCHC-E1045",
                f"aggregation '{extension.name}' is for {words}, and {code} is a {kind}; leave it "
                "out: cube.sel(indicator=...)",
                f"phép gộp '{extension.name}' dùng cho {words}, còn {code} thuộc loại {kind}; hãy bỏ "
                "ra: cube.sel(indicator=...)",
            )
