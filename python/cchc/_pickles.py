"""Pickles, copies and equality of what the engine holds.

A pickle holds a versioned plain tuple: what the object was made of, and a digest of what it came to.
Loading makes it again by the same verbs, which give the same figures, and compares digests; damaged or
foreign state is refused, and nothing but the functions named here is called. Pickles carry objects
between processes (multiprocessing, joblib, Dask); to keep figures use `Register` or files.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from cchc import _core
from cchc._fingerprint import ancestors, digest, digest_of_cube
from cchc.compare import Comparison, Contribution
from cchc.cube import Cube
from cchc.errors import Error, InputError, new_error

if TYPE_CHECKING:
    import numpy as np

__all__ = ["hang_pickles", "restored"]

#: Changes when the tuples change; others are refused.
VERSION = 1

#: Verbs of the engine that make something of arguments given by name.
_VERBS = frozenset({
    "build", "compare", "derive", "like_for_like", "rebuild_as_it_is",
    "rebuild_constant_perimeter", "resample", "roll_up", "roll_up_outside", "rolling_mean",
    "trend", "validate", "with_computed", "with_modified",
})  # fmt: skip


class _Kind(NamedTuple):
    """How objects of one class are taken apart, made again, and told from others."""

    type: type
    state: Callable[[Any], tuple[Any, ...]]
    made: Callable[..., Any]
    digest: Callable[[Any], bytes] = digest
    is_value: bool = True  # immutable: equal by content, and its own copy

    def hashed(self, thing: Any) -> Any:
        """Something cheap that equal things have alike."""
        return thing._recipe[0] if hasattr(thing, "_recipe") else self.digest(thing)


def restored(version: int, name: str, state: tuple[Any, ...], expected: bytes) -> Any:
    """Make an object again of the state that a pickle holds.

    Raises
    ------
    InputError
        CCHC-E1320 when another version wrote it, CCHC-E1321 when it is damaged.
    """
    if version != VERSION:
        raise new_error(
            InputError,
            "CCHC-E1320",
            f"this pickle was written by another version of cchc (state {version!r:.20}, here "
            f"{VERSION}); make the object again from its files",
            f"pickle này do phiên bản cchc khác ghi (trạng thái {version!r:.20}, ở đây {VERSION}); "
            "hãy tạo lại đối tượng từ tệp gốc",
        )
    try:
        kind = _KINDS[name]
        thing = kind.made(*state)
        if kind.digest(thing) == expected:
            return thing
    except MemoryError:
        raise
    except Exception as cause:
        raise _damaged(name) from cause
    raise _damaged(name)


def _damaged(name: str) -> Error:
    return new_error(
        InputError,
        "CCHC-E1321",
        f"the pickle of a {name!r:.40} is damaged; make the object again from its files",
        f"pickle của {name!r:.40} bị hỏng; hãy tạo lại đối tượng từ tệp gốc",
    )


# --- what things are made of ----------------------------------------------------------------------


def _recipe(thing: Any) -> tuple[Any, ...]:
    verb, arguments = thing._recipe
    return verb, _plain(arguments)


def _of_recipe(verb: str, arguments: Any) -> Any:
    if verb not in _VERBS:
        raise ValueError(verb)
    made = getattr(_core, verb)(**_given(arguments))
    return made[0] if isinstance(made, tuple) else made


def _cube_state(cube: _core.Cube) -> tuple[Any, ...]:
    """The recipe, and before it all cubes behind it: so no pickle nests as deep as verbs follow."""
    verb, arguments = cube._recipe
    if verb == "with_computed":
        arguments = {
            **arguments,
            "planes": [_with_values(cube, row) for row in arguments["planes"]],
        }
    return tuple(ancestors(cube)), verb, _plain(arguments)


def _with_values(cube: _core.Cube, row: dict[str, Any]) -> dict[str, Any]:
    """What a user's function gave is the plane that it became, unless the recipe kept it."""
    if "values" in row:
        return row
    catalogue = cube._recipe[1]["catalogue"]
    plane = cube.at(catalogue.indicator(row["indicator"])["code"])
    return {**row, "values": cube.plane(plane)["values"]}


def _plain(value: Any) -> Any:
    """Arguments as tuples: ("list", ...), ("dict", ...), ("array", ...), or the value itself."""
    if isinstance(value, (list, tuple)):
        return ("list", *(_plain(each) for each in value))
    if isinstance(value, dict):
        return ("dict", *((key, _plain(each)) for key, each in value.items()))
    if hasattr(value, "dtype"):
        return ("array", value.shape, value.astype("<f8", copy=False).tobytes())
    return value


def _given(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    word, *parts = value
    if word == "array":
        return _array(*parts)
    if word == "dict":
        return {key: _given(each) for key, each in parts}
    if word != "list":
        raise ValueError(word)
    return [_given(each) for each in parts]


def _array(shape: tuple[int, int], data: bytes) -> np.ndarray:
    import numpy as np

    return np.frombuffer(data, "<f8").reshape(shape)


def _cube_of(core: _core.Cube, own: _core.Cube | None, *seen: Any) -> Cube:
    catalogue, hierarchy, issues, findings, units, columns, planes = seen
    return Cube(
        core, catalogue, hierarchy, own=own, issues=issues, findings=findings,
        units=units, columns=columns, planes=planes,
    )  # fmt: skip


def _seen(cube: Cube) -> tuple[Any, ...]:
    own = None if cube.own is cube.core else cube.own
    seen = (cube.issues, cube.findings, cube.units, cube.columns, cube.planes)
    return cube.core, own, cube.catalogue, cube.hierarchy, *seen


def _comparison(comparison: Comparison) -> tuple[Any, ...]:
    return comparison.core, comparison.cube, comparison.pairs, comparison.baseline


def _comparison_of(core: _core.Comparison, cube: Cube, pairs: Any, baseline: str) -> Comparison:
    return Comparison(core, cube, pairs, baseline=baseline)


_FIELDS = ("indicator", "unit", "period", "baseline_period", "is_ratio", "now", "then", "change",
           "rounding")  # fmt: skip


def _contribution(split: Contribution) -> tuple[Any, ...]:
    parts = [tuple(vars(part).values()) for part in split.parts]
    reasons = [tuple(vars(reason).values()) for reason in split.reasons]
    fields = [getattr(split, name) for name in _FIELDS]
    return split.cube, split.core, fields, parts, reasons


def _contribution_of(cube: Cube, core: Any, fields: Any, parts: Any, reasons: Any) -> Contribution:
    from cchc.compare import ContributionPart, Reason

    return Contribution(
        cube=cube,
        core=core,
        parts=tuple(ContributionPart(*part) for part in parts),
        reasons=tuple(Reason(*reason) for reason in reasons),
        **dict(zip(_FIELDS, fields, strict=True)),
    )


def _of_state(state: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], bytes]:
    """A digest of all that the state holds."""
    return lambda thing: digest([_comparable(each) for each in state(thing)])


def _comparable(part: Any) -> Any:
    if isinstance(part, Cube):
        return [_comparable(each) for each in _seen(part)]
    return part


# --- the kinds ------------------------------------------------------------------------------------

_KINDS = {
    "Period": _Kind(
        _core.Period, lambda period: (period.first_month, period.length), _core.Period.months,
        is_value=False,
    ),
    "Catalogue": _Kind(
        _core.Catalogue, lambda each: (each.to_json(),), _core.Catalogue.from_json
    ),
    "Hierarchy": _Kind(
        _core.Hierarchy, lambda each: ([each.unit(row) for row in range(len(each))],),
        _core.Hierarchy,
    ),
    "Lineage": _Kind(
        _core.Lineage, lambda each: tuple(each._recipe[1].values()), _core.Lineage.from_json
    ),
    "Observations": _Kind(
        _core.Observations, lambda each: (each.to_bytes(),), _core.Observations.from_bytes,
        lambda each: digest(each.to_bytes()), is_value=False,
    ),
    "RuleSet": _Kind(_core.RuleSet, lambda each: (each.to_json(),), _core.RuleSet.from_json),
    "Formula": _Kind(_core.Formula, lambda each: (each.text,), _core.Formula),
    "engine.Cube": _Kind(
        _core.Cube, _cube_state, lambda _, *recipe: _of_recipe(*recipe), digest_of_cube
    ),
    "engine.Comparison": _Kind(_core.Comparison, _recipe, _of_recipe),
    "engine.Validation": _Kind(_core.Validation, _recipe, _of_recipe),
    "engine.Trends": _Kind(_core.Trends, _recipe, _of_recipe),
    "engine.ContributionQuestion": _Kind(
        _core.ContributionQuestion, lambda asked: (_plain(asked.arguments),),
        lambda arguments: _core.ContributionQuestion(**_given(arguments)),
    ),
    "Cube": _Kind(Cube, _seen, _cube_of, _of_state(_seen), is_value=False),
    "Comparison": _Kind(
        Comparison, _comparison, _comparison_of, _of_state(_comparison), is_value=False
    ),
    "Contribution": _Kind(
        Contribution, _contribution, _contribution_of, _of_state(_contribution), is_value=False
    ),
}  # fmt: skip


def hang_pickles() -> None:
    """Give every kind its pickle; immutable objects of the engine equality by content too."""
    for name, kind in _KINDS.items():
        copyreg.pickle(kind.type, _reducer(name, kind))
        if kind.is_value:
            _make_value(kind)
    _core.Observations.__eq__ = _same_rows  # type: ignore[method-assign,assignment]
    _core.Observations.__hash__ = None  # type: ignore[assignment]  # they grow


def _reducer(name: str, kind: _Kind) -> Callable[[Any], tuple[Any, ...]]:
    def reduced(thing: Any) -> tuple[Any, ...]:
        return restored, (VERSION, name, kind.state(thing), kind.digest(thing))

    return reduced


def _make_value(kind: _Kind) -> None:
    def equal(one: Any, other: Any) -> Any:
        if one is other or type(one) is not type(other):
            return one is other or NotImplemented
        return kind.digest(one) == kind.digest(other)

    members = {
        "__eq__": equal,
        "__hash__": lambda thing: hash(kind.hashed(thing)),
        "__copy__": lambda thing: thing,
        "__deepcopy__": lambda thing, _: thing,
    }
    for name, member in members.items():
        setattr(kind.type, name, member)


def _same_rows(one: _core.Observations, other: object) -> Any:
    if not isinstance(other, _core.Observations):
        return NotImplemented
    return one is other or one.to_bytes() == other.to_bytes()
