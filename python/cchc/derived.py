"""Derive indicators: figures made of other figures by formula or by a user's function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from cchc import _border, _core, _registry
from cchc._arguments import as_list
from cchc._core import Catalogue, Formula
from cchc._registry import Extension
from cchc.aggregate import derive_of_catalogue
from cchc.cube import Cube
from cchc.definitions import IndicatorDefinition
from cchc.errors import ExtensionError, new_error
from cchc.forms import form_text
from cchc.model import with_indicators

__all__ = ["derive"]


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
        derived first. When not given: all that the catalogue computes by formula, and all registered
        ones that the cube has figures for.
    missing, minimum_coverage
        What a reference over other units, such as ``[sum:4.2.1]``, is worth when not every unit that
        owed a figure gave one; as `cchc.roll_up`. When not given: as the cube was rolled up, and
        ``complete`` for units' own figures.

    Returns
    -------
    Cube
        Sums and differences are exact; other formulas are float64 of exact operands. A missing
        operand leaves the figure missing, and totals with gaps that unlike units left give none,
        of references over other units too; their coverage stands beside the figure.
        Figures carry the marks of their operands; `explain` walks to them. What was reported
        stands.

    Raises
    ------
    ExtensionError
        CCHC-E1402 unknown name, CCHC-E1413 indicators made of each other in a circle, CCHC-E1414 a code
        or name that the catalogue has for something else; CCHC-E1404 to E1408 for what a function did.
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
    if indicators is None:
        cube = derive_of_catalogue(cube)
        wanted = _possible(cube, _wanted(None))
    else:
        wanted = _wanted(indicators)
    read_in = {each.definition.form for each in wanted.values() if each.definition.form}
    forms = tuple((form, form_text(form)) for form in sorted(read_in))
    plan = _plan(cube.catalogue, tuple(wanted.values()), forms)
    core = _core.with_computed(cube.core, plan.catalogue, [])
    policy = cube.policy if missing is None else (missing, minimum_coverage)
    for extension in plan.order:
        code = extension.definition.row["code"]
        if extension.name in plan.formulas:
            formula = plan.formulas[extension.name]
            core = _by_formula(core, code, formula, plan.modified[extension.name], policy)
        else:
            core = _by_function(core, plan.catalogue, extension)
    codes = [each.definition.row["code"] for each in plan.order]
    return cube.derived(core, plan.catalogue, codes)


@dataclass(frozen=True)
class _Plan:
    """How to derive some indicators on any cube of a catalogue; formulas by name of the indicator."""

    order: list[Extension]
    formulas: dict[str, Formula]
    modified: dict[str, list[str]]  # what they read over other units
    catalogue: Catalogue  # with the indicators, and a row for each such reference


@lru_cache(maxsize=32)
def _plan(
    catalogue: Catalogue, given: tuple[Extension, ...], forms: tuple[tuple[str, str], ...]
) -> _Plan:
    """The plan, checked; ``forms`` are the ids and texts of the forms that codes are read in.

    Deriving the same indicators again, window after window, is then the cost of the figures alone.
    """
    wanted = {each.name: each for each in given}
    order = [wanted[name] for name in _in_order(wanted)]
    definitions = {each.name: each.definition for each in order}
    formulas = {
        name: _formula(catalogue, each, definitions, dict(forms))
        for name, each in definitions.items()
        if each.formula
    }
    modified = {name: _modified(each) for name, each in formulas.items()}
    helpers = sorted({code for codes in modified.values() for code in codes})
    extended = _extended(catalogue, definitions, formulas, helpers)
    return _Plan(order, formulas, modified, extended)


def _possible(cube: Cube, wanted: dict[str, Extension]) -> dict[str, Extension]:
    """Those of the indicators that are made of what the cube has figures for."""
    made = {word for name, each in wanted.items() for word in (name, each.definition.row["code"])}
    found = {
        name: each
        for name, each in wanted.items()
        if all(code in made or code in cube for code in _reads(each.definition))
    }
    return found if len(found) == len(wanted) else _possible(cube, found)


def _wanted(names: str | Iterable[str] | None) -> dict[str, Extension]:
    """The asked indicators by name, and all registered ones that they are made of."""
    known = {each.name: each for each in _registry.of_kind("indicator")}
    by_code = {each.definition.row["code"]: name for name, each in known.items()}
    asked = list(known) if names is None else as_list(names)
    found: dict[str, Extension] = {}
    while asked:
        name = by_code.get(asked[-1], asked[-1])
        asked.pop()
        if name not in found:
            found[name] = known.get(name) or _registry.get("indicator", name)
            definition = found[name].definition
            asked += [by_code.get(each, each) for each in _reads(definition) if each in known]
            asked += [by_code[each] for each in _reads(definition) if each in by_code]
    return found


def _reads(definition: IndicatorDefinition) -> list[str]:
    """Codes or names that a definition refers to, without modifiers."""
    codes = Formula(definition.formula).codes if definition.formula else definition.inputs
    return [_plain(code) for code in codes]


def _plain(code: str) -> str:
    modified = _core.modified_reference(code)
    return code if modified is None else modified[1]


def _in_order(wanted: Mapping[str, Extension]) -> list[str]:
    """Names in an order in which each comes after all that it is made of."""
    names = {each.definition.row["code"]: name for name, each in wanted.items()}
    names |= {name: name for name in wanted}
    sorter = TopologicalSorter(
        {
            name: {names[code] for code in _reads(each.definition) if code in names}
            for name, each in wanted.items()
        }
    )
    try:
        return list(sorter.static_order())
    except CycleError as circle:
        way = " > ".join(reversed(circle.args[1]))
        raise new_error(
            ExtensionError,
            "CCHC-E1413",
            f"indicators are made of each other in a circle: {way}",
            f"các chỉ tiêu được tính vòng quanh từ nhau: {way}",
        ) from None


def _formula(
    catalogue: Catalogue,
    definition: IndicatorDefinition,
    definitions: Mapping[str, IndicatorDefinition],
    forms: Mapping[str, str],
) -> Formula:
    """The compiled formula; codes of a form become codes of the catalogue."""
    formula = Formula(definition.formula)
    if not definition.form:
        return formula
    rows = [{**each.row} for each in definitions.values()]
    measures = [each.measure for each in definitions.values() if each.measure]
    known = with_indicators(catalogue, rows, measures)
    return formula.with_catalogue_codes(known, forms[definition.form])


def _modified(formula: Formula) -> list[str]:
    """References over other units, such as ``sum:4.2.1``."""
    return [code for code in formula.codes if _core.modified_reference(code) is not None]


def _extended(
    catalogue: Catalogue,
    definitions: Mapping[str, IndicatorDefinition],
    formulas: Mapping[str, Formula],
    modified: Iterable[str],
) -> Catalogue:
    """The catalogue with the definitions, and a row for each reference over other units."""
    _refuse_taken(catalogue, definitions, formulas)
    measures = [each.measure for each in definitions.values() if each.measure]
    fresh = {
        name: dict(each.row)
        for name, each in definitions.items()
        if catalogue.find(each.row["code"]) is None
    }
    known = with_indicators(catalogue, fresh.values(), measures)
    helpers = [_helper_row(known, code) for code in modified if known.find(code) is None]
    # Before the formulas are part of the catalogue: faults of theirs then point at the place.
    known = with_indicators(catalogue, [*helpers, *fresh.values()], measures)
    for name, formula in formulas.items():
        formula.check_measure(known, definitions[name].row["unit_of_measure"])
    texts = {name: {"formula": formulas[name].text} for name in fresh if name in formulas}
    rows = [{**row, **texts.get(name, {})} for name, row in fresh.items()]
    return with_indicators(catalogue, [*helpers, *rows], measures)


def _refuse_taken(
    catalogue: Catalogue,
    definitions: Mapping[str, IndicatorDefinition],
    formulas: Mapping[str, Formula],
) -> None:
    """Refuse codes and names that the catalogue has for something else, such as an older formula."""
    for name, definition in definitions.items():
        row = {**definition.row, "formula": formulas[name].text if name in formulas else ""}
        for word in (row["code"], row["name"]):
            position = catalogue.find(word)
            if position is None:
                continue
            held = catalogue.indicator(position)
            same = ("code", "name", "unit_of_measure", "kind", "formula")
            if any(held[key] != row[key] for key in same):
                raise new_error(
                    ExtensionError,
                    "CCHC-E1414",
                    f"the catalogue has '{word}' for another indicator ({held['label_en']}); "
                    "choose another code or name",
                    f"danh mục đã có '{word}' cho chỉ tiêu khác ({held['label_vi']}); "
                    "hãy đặt mã hoặc tên khác",
                )


#: What a count of units is counted in, where the catalogue has no such unit of measure.
_NUMBER = "percent"


def _helper_row(catalogue: Catalogue, code: str) -> dict[str, Any]:
    """A row for a reference over other units; it is never shown."""
    modifier, plain, level = _core.modified_reference(code) or ("", "", "")
    read = catalogue.indicator(catalogue.at(plain))
    words = " ".join(word for word in (modifier, level) if word)
    return {
        "code": code,
        "name": "over_units_" + "".join(f"{ord(sign):x}_" for sign in code),
        "label_vi": f"{read['label_vi']} ({words})",
        "label_en": f"{read['label_en']} ({words})",
        "kind": "ratio" if modifier == "count" else read["kind"].replace("coded", "stock"),
        "unit_of_measure": _NUMBER if modifier == "count" else read["unit_of_measure"],
        "over_units": "none",
        "over_periods": "none",
    }


def _by_formula(
    core: _core.Cube,
    code: str,
    formula: Formula,
    modified: list[str],
    policy: tuple[str, float],
) -> _core.Cube:
    """The cube with the indicator, after what its formula reads over other units."""
    if modified:
        core = _core.with_modified(core, modified, missing=policy[0], minimum_coverage=policy[1])
    return _core.derive(core, [(code, formula.text)])


def _by_function(core: _core.Cube, catalogue: Catalogue, extension: Extension) -> _core.Cube:
    definition: IndicatorDefinition = extension.definition
    code = definition.row["code"]
    inputs = [core.at(_input_code(catalogue, definition, each)) for each in definition.inputs]
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
    return _core.with_computed(core, catalogue, [plane])


def _input_code(catalogue: Catalogue, definition: IndicatorDefinition, code: str) -> str:
    if not definition.form:
        return code
    formula = Formula(f"[{code}]").with_catalogue_codes(catalogue, form_text(definition.form))
    return formula.codes[0]
