"""Rules that users register, made into rules of the engine: expressions as they are, functions as masks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cchc import _border, _core, _registry
from cchc._core import Catalogue, Formula
from cchc._registry import Extension
from cchc.cube import Cube
from cchc.definition_checks import wrong_parts
from cchc.definitions import RuleDefinition, rule_item, wrong_definition
from cchc.derived import derive, derive_what_can_be
from cchc.errors import CatalogueError, Error, SelectionError
from cchc.model import with_indicators
from cchc.rules import Rules, RulesLike, load, shipped

if TYPE_CHECKING:
    import numpy as np

__all__ = ["with_registered_rules"]

#: What a mask counts: 1 where a rule is violated, 0 where it is not.
_MEASURE = {"id": "violated{0,1}", "label_vi": "vi phạm", "label_en": "violated", "whole": True}


def with_registered_rules(
    cube: Cube, rules: RulesLike | Iterable[str] | None
) -> tuple[Cube, Rules]:
    """Return the cube with what the rules read, and the rules as the engine knows them.

    Parameters
    ----------
    cube
        Figures as reported.
    rules
        None for the shipped and all registered rules that the cube has figures for; a rule that reads
        what the cube cannot have or nobody knows, or mixes units of measure, is left out and named in
        ``issues`` (CCHC-I0913). Or one name of a registered rule or several, also ids and families of
        shipped ones; else what `cchc.rules.load` accepts, and then nothing is added.

    Raises
    ------
    ExtensionError
        When the function of a rule fails, see `cchc.rule`; CCHC-E1403 when a rule asked for by name
        does not fit the cube's catalogue.
    CatalogueError
        CCHC-E0104, CCHC-E0105 for loaded rules that do not fit it.
    """
    names = _names(rules)
    if names is None and rules is not None:
        loaded = load(rules)  # type: ignore[arg-type]
        loaded.core.check(cube.core)
        return cube, loaded
    registered = _registry.of_kind("rule")
    if names is None:
        cube, chosen = _possible(cube, registered)
        known = [shipped()]
    else:
        chosen = [each for each in registered if each.name in names]
        plain = [name for name in names if name not in {each.name for each in chosen}]
        known = [shipped().select(*plain)] if plain else []
        wanted = {name for each in chosen for name in _indicators(each.definition)}
        cube = derive(cube, sorted(wanted)) if wanted else cube
        for each in chosen:
            fault = _fault(cube, each)
            if fault is not None:
                raise fault
    if not chosen:
        return cube, known[0]
    cube = _with_masks(cube, [each for each in chosen if each.definition.function is not None])
    own = _loaded(chosen)
    return cube, known[0] + own if known else own


def _names(rules: RulesLike | Iterable[str] | None) -> list[str] | None:
    """The names, when rules are given by name; None for anything else."""
    if isinstance(rules, str):
        return [rules] if _registry.find("rule", rules) is not None else None
    if isinstance(rules, (list, tuple)) and rules and all(isinstance(each, str) for each in rules):
        return list(rules)
    return None


def _reads(definition: RuleDefinition) -> list[str]:
    if definition.function is not None:
        return list(definition.inputs)
    listed = definition.operator == "in"
    texts = [
        definition.left,
        "" if listed else definition.right,
        definition.options.get("when", ""),
    ]
    return [code for text in texts if text for code in Formula(str(text)).codes]


def _indicators(definition: RuleDefinition) -> set[str]:
    """Names of the registered indicators that a rule reads, by name or by code."""
    known = _registry.of_kind("indicator")
    words = {each.definition.row["code"]: each.name for each in known}
    words |= {each.name: each.name for each in known}
    return {words[word] for word in _reads(definition) if word in words}


def _possible(cube: Cube, rules: Iterable[Extension]) -> tuple[Cube, list[Extension]]:
    """The rules that the cube has figures for, and the cube with the indicators that they read.

    Those that can be applied to no cube of this catalogue are named in the issues.
    """
    words = {
        word
        for each in _registry.of_kind("indicator")
        for word in (each.name, each.definition.row["code"])
    }
    evidence = {each.code for each in shipped().evidence}

    def lacking(rule: Extension) -> list[str]:
        read = _reads(rule.definition)
        return [word for word in read if word not in cube and word not in words]

    def unknown(word: str) -> bool:
        return word not in evidence and cube.catalogue.find(word) is None

    # A rule of words that nobody knows is told below, whatever figures there are.
    chosen = [rule for rule in rules if not lacking(rule) or any(map(unknown, lacking(rule)))]
    wanted = {rule.name: _indicators(rule.definition) for rule in chosen}
    names = sorted(set().union(*wanted.values()))
    derived, left = derive_what_can_be(cube, names) if names else (cube, {})
    issues = [
        _left_out(name, left[word]) for name in wanted for word in sorted(wanted[name] & {*left})
    ]
    fit = []
    for rule in chosen:
        if wanted[rule.name].isdisjoint(left):
            fault = _fault(derived, rule)
            fit += [rule] if fault is None else []
            issues += [] if fault is None else [_left_out(rule.name, fault)]
    if derived is not cube or issues:
        derived = derived.derived(derived.core, derived.catalogue)
        derived.issues = [*derived.issues, *issues]
    return derived, fit


def _loaded(rules: Iterable[Extension]) -> Rules:
    """Registered rules as the engine knows them; they may read what the shipped ones read."""
    items = [rule_item(each.name, each.summary or each.name, each.definition) for each in rules]
    evidence = [vars(each) for each in shipped().evidence]
    content = {"rules": "user", "version": "1", "catalogue": "cchc"}
    return load({**content, "evidence": evidence, "items": items})


def _fault(cube: Cube, rule: Extension) -> Error | None:
    """Why a rule fits no cube of this catalogue: a word nobody knows, mixed units of measure."""
    definition: RuleDefinition = rule.definition
    try:
        if definition.function is not None:
            for code in definition.inputs:
                cube.catalogue.at(code)
        else:
            _loaded([rule]).core.check(cube.core)
    except CatalogueError as error:
        return wrong_parts("rule", rule.name, error)
    except SelectionError as error:
        return wrong_definition(
            "rule", rule.name, f"inputs: {error.message_en}", f"inputs: {error.message_vi}"
        )
    return None


def _left_out(rule: str, error: Error) -> dict[str, str]:
    return {
        "code": "CCHC-I0913",
        "message_en": f"rule {rule} is left out of all: "
        + error.message_en.removeprefix(f"rule '{rule}'").lstrip(":, "),
        "message_vi": f"chưa dùng quy tắc {rule}: "
        + error.message_vi.removeprefix(f"{_registry.KINDS['rule']} '{rule}'").lstrip(":, "),
        "place": "",
    }


def _with_masks(cube: Cube, rules: list[Extension]) -> Cube:
    """The cube with a plane of 1 and 0 for each rule that is a function."""
    if not rules:
        return cube
    rows = [_row(each) for each in rules]
    fresh = [row for row in rows if cube.catalogue.find(row["code"]) is None]
    catalogue = with_indicators(cube.catalogue, fresh, [_MEASURE] if fresh else [])
    planes = [_mask(cube, catalogue, each) for each in rules]
    core = _core.with_computed(cube.core, catalogue, planes)
    return cube.derived(core, catalogue)


def _row(rule: Extension) -> dict[str, Any]:
    return {
        "code": f"rule:{rule.name}",
        "name": "violated_" + "".join(f"{ord(sign):x}_" for sign in rule.name),
        "label_vi": f"vi phạm {rule.name}",
        "label_en": f"violated {rule.name}",
        "kind": "stock",
        "unit_of_measure": _MEASURE["id"],
        "over_units": "none",
        "over_periods": "none",
    }


def _mask(cube: Cube, catalogue: Catalogue, rule: Extension) -> dict[str, Any]:
    import numpy as np

    inputs = [cube.core.at(code) for code in rule.definition.inputs]
    arrays: list[np.ndarray] = [cube.core.plane(each)["values"] for each in inputs]
    found = _border.mask(rule, rule.definition.function, arrays, arrays[0].shape)
    decides = rule.definition.missing == "pass"
    unknown = (np.logical_and if decides else np.logical_or).reduce(
        [np.isnan(array) for array in arrays]
    )
    return {
        "indicator": catalogue.at(f"rule:{rule.name}"),
        "values": np.where(unknown, np.nan, found.astype(np.float64)),
        "inputs": inputs,
        "extension": rule.name,
        "from_nothing": False,
    }
