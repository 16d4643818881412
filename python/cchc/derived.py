"""Derive indicators: figures made of other figures by formula or by a user's function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from cchc import _border, _core, _registry
from cchc._arguments import as_list
from cchc._core import Catalogue, Formula
from cchc._registry import Extension
from cchc.aggregate import derive_of_catalogue
from cchc.cube import Cube
from cchc.definitions import IndicatorDefinition
from cchc.derivation_plan import input_code, plain_code, plan_of, words_read
from cchc.errors import (
    AggregationError,
    CatalogueError,
    Error,
    ExtensionError,
    FormulaError,
    SelectionError,
    new_error,
)

__all__ = ["derive", "derive_what_can_be"]


def derive(
    cube: Cube,
    indicators: str | Iterable[str] | None = None,
    *,
    missing: str | None = None,
    minimum_coverage: float = 1.0,
) -> Cube:
    """Return the cube with derived indicators beside its own.

    Parameters
    ----------
    cube
        Reported, resampled or consolidated figures, units x periods by indicator. On consolidated
        figures a formula reads totals, so that a rate is the pooled rate: roll up first.
    indicators
        Names or codes of indicators registered with `cchc.indicator`; what they are made of is
        derived first, and what the cube has of others that are made of them is computed anew. When
        not given: all that the catalogue computes by formula, and all registered ones that the cube
        has figures for; those that it cannot have, or that are defined by words nobody knows, are
        named in ``issues`` (CCHC-I0913).
    missing, minimum_coverage
        What a reference over other units, such as ``[sum:4.2.1]``, is worth when not every unit that
        owed a figure gave one; as `cchc.roll_up`. When not given: as the cube was rolled up or derived
        before, and otherwise ``complete``.

    Returns
    -------
    Cube
        Sums and differences are exact; other formulas are float64 of exact operands. A missing
        operand leaves the figure missing, and totals with gaps that unlike units left give none,
        of references over other units too; their coverage stands beside the figure.
        Functions of totals are held to the same. Figures carry the marks of their operands;
        `explain` walks to them. What was reported stands; what was computed is computed anew.

    Raises
    ------
    ExtensionError
        CCHC-E1402 unknown name, CCHC-E1403 a definition that the catalogue cannot take, such as a
        unit of measure that it does not have, CCHC-E1413 indicators made of each other in a circle,
        CCHC-E1414 a code or name that the catalogue has for something else; CCHC-E1404 to E1408 for
        what a function did.
    FormulaError
        CCHC-E0620 to E0623 when units of measure do not fit or a reference is not known.
    NumberError
        When an exact figure leaves the range of the engine.

    Examples
    --------
    >>> import cchc
    >>> rows = [{"indicator": code, "unit": "a", "period": "2024-H1", "value": v}
    ...         for code, v in (("3.3.received", 40), ("3.3", 36))]
    >>> cube = cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])
    >>> derive(cube).figure("3.3.pending", "a", "2024-H1").text
    '4'
    """
    policy = cube.policy if missing is None else (missing, minimum_coverage)
    if indicators is not None:
        derived = _run(cube, _wanted(cube, as_list(indicators)), policy)
    else:
        cube = derive_of_catalogue(cube)
        known = _possible(cube, _wanted(cube, None))
        derived, left = derive_what_can_be(cube, known, policy)
        derived.issues += [_left_out(name, left[name]) for name in known if name in left]
    derived.policy = policy
    return derived


def derive_what_can_be(
    cube: Cube, names: Iterable[str], policy: tuple[str, float] | None = None
) -> tuple[Cube, dict[str, Error]]:
    """Return the cube with those of some registered indicators that it can have, and why not the others.

    Parameters
    ----------
    cube
        As in `derive`.
    names
        Names of indicators; what they are made of is derived first.
    policy
        Missing policy and minimum coverage; the cube's when not given.

    Raises
    ------
    ExtensionError
        When the function of an indicator fails: CCHC-E1404 to E1409.
    """
    policy = policy or cube.policy
    left: dict[str, Error] = {}
    asked = list(names)
    while asked:
        try:
            return _run(cube, _wanted(cube, asked), policy), left
        except _FAULTS as error:
            if error.code in _OF_FUNCTIONS:
                raise
            faults = {name: _fault(cube, name, policy) for name in asked}
        found = {name: fault for name, fault in faults.items() if fault is not None}
        left |= found
        asked = [name for name in asked if name not in found]
        if not found:
            return _one_by_one(cube, asked, policy, left)
    return cube, left


def _one_by_one(
    cube: Cube, names: Iterable[str], policy: tuple[str, float], left: dict[str, Error]
) -> tuple[Cube, dict[str, Error]]:
    """The same where only the figures themselves show which indicators are at fault."""
    for name in names:
        try:
            cube = _run(cube, _wanted(cube, [name]), policy)
        except _FAULTS as error:
            if error.code in _OF_FUNCTIONS:
                raise
            left[name] = error
    return cube, left


#: What one indicator may be at fault for, and others are derived all the same.
_FAULTS = (AggregationError, CatalogueError, ExtensionError, FormulaError, SelectionError)
#: What users' functions do wrong is told, whatever was asked for.
_OF_FUNCTIONS = {f"CCHC-E14{number:02}" for number in range(4, 10)}


def _fault(cube: Cube, name: str, policy: tuple[str, float]) -> Error | None:
    """Why an indicator cannot be derived; no function is called."""
    try:
        wanted = _wanted(cube, [name])
        plan = plan_of(cube.catalogue, wanted)
        core = _core.with_computed(cube.core, plan.catalogue, [])
        made = {each.definition.row["code"] for each in plan.order}
        for extension in plan.order:
            definition = extension.definition
            words = [input_code(plan.catalogue, definition, each) for each in definition.inputs]
            codes = [plan.catalogue.indicator(plan.catalogue.at(each))["code"] for each in words]
            for code in set(codes) - made:
                core.at(code)
            modified = plan.modified.get(extension.name, [])
            read = [code for code in modified if core.find(plain_code(code)) is not None]
            if read:
                _with_modified(core, plan.formulas[extension.name], read, policy)
    except _FAULTS as error:
        return error
    return None


def _left_out(name: str, error: Error) -> dict[str, str]:
    return {
        "code": "CCHC-I0913",
        "message_en": f"indicator {name} is left out of all: "
        + error.message_en.removeprefix(f"indicator '{name}': "),
        "message_vi": f"chưa tính chỉ tiêu {name}: "
        + error.message_vi.removeprefix(f"{_registry.KINDS['indicator']} '{name}': "),
        "place": "",
    }


def _run(cube: Cube, wanted: Mapping[str, Extension], policy: tuple[str, float]) -> Cube:
    """The cube with the indicators, each after all that it is made of."""
    plan = plan_of(cube.catalogue, wanted)
    core = _core.with_computed(cube.core, plan.catalogue, [])
    for extension in plan.order:
        code = extension.definition.row["code"]
        if extension.name in plan.formulas:
            formula = plan.formulas[extension.name]
            core = _by_formula(core, code, formula, plan.modified[extension.name], policy)
        else:
            core = _by_function(core, plan.catalogue, extension)
    codes = [each.definition.row["code"] for each in plan.order]
    return cube.derived(core, plan.catalogue, codes)


def _possible(cube: Cube, wanted: dict[str, Extension]) -> dict[str, Extension]:
    """Those of the indicators that are made of what the cube has figures for.

    Those made of what nobody knows are among them: why they cannot be derived is told later.
    """
    registered = _words(wanted)
    while True:
        made = _words(wanted)
        found = {
            name: each
            for name, each in wanted.items()
            if _is_had_or_wrong(cube, each.definition, made, registered)
        }
        if len(found) == len(wanted):
            return found
        wanted = found


def _words(indicators: Mapping[str, Extension]) -> set[str]:
    """Names and codes of indicators."""
    return {*indicators, *(each.definition.row["code"] for each in indicators.values())}


def _is_had_or_wrong(
    cube: Cube, definition: IndicatorDefinition, made: set[str], registered: set[str]
) -> bool:
    """Whether the cube has all that a definition is made of, or nobody knows what some of it is."""
    lacking = False
    for word in words_read(definition):
        if word in made:
            continue
        try:
            code = input_code(cube.catalogue, definition, word)
        except _FAULTS:
            return True  # an unknown word or form
        if code not in cube:
            if code not in registered and cube.catalogue.find(code) is None:
                return True
            lacking = True
    return not lacking


def _wanted(cube: Cube, names: Iterable[str] | None) -> dict[str, Extension]:
    """The asked indicators by name, all registered ones that they are made of, and all made of them.

    What the cube has of the last was made of what is computed anew now.
    """
    known = {each.name: each for each in _registry.of_kind("indicator")}
    by_code = {each.definition.row["code"]: name for name, each in known.items()}
    asked = list(known) if names is None else list(names)
    found: dict[str, Extension] = {}
    while asked:
        word = asked.pop(0)
        name = word if word in known else by_code.get(word, word)
        if name not in found:
            found[name] = known.get(name) or _registry.get("indicator", name)
            words = words_read(found[name].definition)
            asked += [word for word in words if word in known or word in by_code]
        if not asked:
            asked += _made_of(found, cube, known)
    return found


def _made_of(
    found: Mapping[str, Extension], cube: Cube, known: Mapping[str, Extension]
) -> list[str]:
    """Names of other indicators of the cube that one of these goes into."""
    words = _words(found)
    held = {*cube.core.planes}
    return [
        name
        for name, each in known.items()
        if name not in found
        and each.definition.row["code"] in held
        and not words.isdisjoint(words_read(each.definition))
    ]


def _by_formula(
    core: _core.Cube,
    code: str,
    formula: Formula,
    modified: list[str],
    policy: tuple[str, float],
) -> _core.Cube:
    """The cube with the indicator, after what its formula reads over other units."""
    if modified:
        core = _with_modified(core, formula, modified, policy)
    return _core.derive(core, [(code, formula.text)])


def _with_modified(
    core: _core.Cube, formula: Formula, modified: list[str], policy: tuple[str, float]
) -> _core.Cube:
    """The cube with what a formula reads over other units; a fault is told with its position."""
    for code in modified:
        try:
            core = _core.with_modified(core, [code], missing=policy[0], minimum_coverage=policy[1])
        except (AggregationError, SelectionError) as error:
            found = re.search(
                r"\[\s*" + r"\s*:\s*".join(map(re.escape, code.split(":"))), formula.text
            )
            if found is None:
                raise
            at = found.start()
            shown = f"\n  {formula.text}\n  {' ' * at}^"
            raise new_error(
                type(error),
                error.code,
                f"formula, position {at + 1}: {error.message_en}{shown}",
                f"công thức, vị trí {at + 1}: {error.message_vi}{shown}",
            ) from None
    return core


def _by_function(core: _core.Cube, catalogue: Catalogue, extension: Extension) -> _core.Cube:
    definition: IndicatorDefinition = extension.definition
    code = definition.row["code"]
    inputs = [core.at(input_code(catalogue, definition, each)) for each in definition.inputs]
    arrays = [core.plane(each)["values"] for each in inputs]
    function = definition.function
    assert function is not None
    plane = {
        "indicator": catalogue.at(code),
        "values": _border.values(extension, function, arrays, arrays[0].shape, indicator=code),
        "inputs": inputs,
        "extension": extension.name,
        "from_nothing": definition.from_nothing,
    }
    return _core.with_computed(core, catalogue, [plane], of_totals=True)
