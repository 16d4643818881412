"""Digests of what the engine holds: equal content gives equal digests, on any machine.

A digest of a cube covers its observations (in any order of rows), catalogue, units and lineage, the
verbs that made it with their arguments, and every figure with its state, marks and coverage. Numbers
of threads and places of rows are no part of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cchc import _core

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ancestors", "digest", "digest_of_cube", "fingerprint"]

#: Changes when digests of the same content change.
FORMAT = "cchc fingerprint 1"

#: Cells that are made plain and hashed at a time.
_BLOCK = 1 << 20


def fingerprint(*parts: Any) -> str:
    """Return the SHA-256 of some parts together with the version of the engine, as hexadecimal."""
    return digest([FORMAT, _core.__version__, *parts]).hex()


def digest(value: Any) -> bytes:
    """Return the SHA-256 of a value: plain data, an array, or an object of the engine.

    Texts, numbers, lists and dictionaries count by value, sets of names in any order; NaN is NaN
    whatever its bits.
    """
    hashed = hashlib.sha256()
    for chunk in _chunks(value):
        hashed.update(chunk)
    return hashed.digest()


def _chunks(value: Any) -> Iterator[bytes | memoryview]:
    """Bytes that stand for a value; each value says its kind and size first, so none run together."""
    if value is None or isinstance(value, (bool, int, float)):
        yield f"{type(value).__name__} {value!r};".encode()
    elif isinstance(value, str):
        yield from _sized("str", value.encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes):
        yield from _sized("bytes", value)
    elif isinstance(value, Mapping):
        yield f"mapping {len(value)};".encode()
        for key in sorted(value, key=repr):
            yield from _chunks(key)
            yield from _chunks(value[key])
    elif isinstance(value, (list, tuple)):
        yield f"list {len(value)};".encode()
        for each in value:
            yield from _chunks(each)
    elif type(value) in _OF_ENGINE:
        yield from _sized(type(value).__name__, _OF_ENGINE[type(value)](value))
    elif hasattr(value, "dtype"):
        yield from _of_array(value)
    else:
        raise TypeError(f"no digest of {type(value).__name__}")


def _sized(kind: str, data: bytes) -> Iterator[bytes]:
    yield f"{kind} {len(data)};".encode()
    yield data


def _of_array(array: np.ndarray) -> Iterator[bytes | memoryview]:
    import numpy as np

    yield f"array {array.dtype.str} {array.shape};".encode()
    flat = np.ascontiguousarray(array).reshape(-1)
    if not flat.size:
        return
    if array.dtype.kind != "f":
        yield flat.data.cast("B")
        return
    for start in range(0, flat.size, _BLOCK):
        block = flat[start : start + _BLOCK] + 0.0  # a copy, in which -0.0 is 0.0
        block[np.isnan(block)] = np.nan
        yield block.data.cast("B")


def digest_of_cube(cube: _core.Cube) -> bytes:
    """Return the digest of a cube of the engine; it is computed once and kept with the cube."""
    for each in [*ancestors(cube), cube]:
        if not hasattr(each, "_digest"):
            each._digest = digest(["cube", *each._recipe, _content(each)])
    return cube._digest


def ancestors(cube: _core.Cube) -> list[_core.Cube]:
    """Return the cubes that a cube was made of, each after those that it was made of itself."""
    found: dict[int, _core.Cube] = {}
    waiting = [(each, False) for each in _inputs(cube)]
    while waiting:
        each, seen = waiting.pop()
        if id(each) in found:
            continue
        if seen:
            found[id(each)] = each
        else:
            waiting += [(each, True), *((other, False) for other in _inputs(each))]
    return list(found.values())


def _inputs(cube: _core.Cube) -> list[_core.Cube]:
    return [each for each in cube._recipe[1].values() if isinstance(each, _core.Cube)]


def _content(cube: _core.Cube) -> list[Any]:
    planes = ((code, _core.plane_content(cube, at)) for at, code in enumerate(cube.planes))
    return [cube.periods, [digest([code, _named_cells(content)]) for code, content in planes]]


def _named_cells(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a plane; units that are lost go by their place, not by the order of a table."""
    return {**content, "lost": sorted((content["lost"] or {}).items())}


def _kept(compute: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """Compute once for each object, which keeps it."""

    def digest_of(thing: Any) -> bytes:
        if not hasattr(thing, "_digest"):
            thing._digest = compute(thing)
        found: bytes = thing._digest
        return found

    return digest_of


def _catalogue(catalogue: _core.Catalogue) -> bytes:
    return digest(catalogue.to_json())


def _hierarchy(hierarchy: _core.Hierarchy) -> bytes:
    return digest([hierarchy.unit(row) for row in range(len(hierarchy))])


def _lineage(lineage: _core.Lineage) -> bytes:
    """Of what the file says of events and levels, and of the units they refer to."""
    text, hierarchy = (lineage._recipe[1][name] for name in ("text", "hierarchy"))
    file = json.loads(text)
    return digest([file.get("events"), file.get("level_changes"), hierarchy])


def _observations(observations: _core.Observations) -> bytes:
    hashed = hashlib.sha256()
    observations.give_canonical_bytes(hashed.update)
    return hashed.digest()


def _validation(validation: _core.Validation) -> bytes:
    rules = validation._recipe[1]["rules"]
    return digest([*validation._recipe, *(validation.verdicts(at) for at in range(len(rules)))])


def _comparison(comparison: _core.Comparison) -> bytes:
    planes = (comparison.plane(at) for at in range(len(comparison.indicators)))
    return digest([*comparison._recipe, [digest(plane) for plane in planes]])


def _trends(trends: _core.Trends) -> bytes:
    planes = range(len(trends._recipe[1]["planes"]))
    return digest([*trends._recipe, [digest(trends.plane(at)) for at in planes]])


#: Digests of the objects of the engine. Observations can grow, so theirs are never kept.
_OF_ENGINE: dict[type, Callable[[Any], bytes]] = {
    _core.Catalogue: _kept(_catalogue),
    _core.Comparison: _kept(_comparison),
    _core.ContributionQuestion: lambda asked: digest(asked.arguments),
    _core.Cube: digest_of_cube,
    _core.Formula: lambda formula: digest(formula.text),
    _core.Hierarchy: _kept(_hierarchy),
    _core.Lineage: _kept(_lineage),
    _core.Observations: _observations,
    _core.Period: lambda period: str(period).encode(),
    _core.RuleSet: lambda rules: digest(rules.to_json()),
    _core.Trends: _kept(_trends),
    _core.Validation: _kept(_validation),
}
