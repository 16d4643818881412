"""How to derive indicators on any cube of a catalogue: in which order, by which compiled formulas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from cchc import _core
from cchc._core import Catalogue, Formula
from cchc._registry import Extension
from cchc.definition_checks import wrong_parts
from cchc.definitions import IndicatorDefinition
from cchc.errors import CatalogueError, ExtensionError, new_error
from cchc.forms import form_text
from cchc.model import with_indicators

__all__ = ["Plan", "input_code", "plain_code", "plan_of", "words_read"]


@dataclass(frozen=True)
class Plan:
    """How to derive some indicators on any cube of a catalogue; formulas by name of the indicator."""

    order: list[Extension]
    formulas: dict[str, Formula]
    modified: dict[str, list[str]]  # what they read over other units
    catalogue: Catalogue  # with the indicators, and a row for each such reference


@lru_cache(maxsize=32)
def _plan(
    catalogue: Catalogue, given: tuple[Extension, ...], forms: tuple[tuple[str, str], ...]
) -> Plan:
    """The plan, checked; ``forms`` are the ids and texts of the forms that codes are read in.

    Deriving the same indicators again, window after window, is then the cost of the figures alone.
    """
    wanted = {each.name: each for each in given}
    definitions = {name: each.definition for name, each in wanted.items()}
    formulas = {
        name: _formula(catalogue, each, definitions, dict(forms))
        for name, each in definitions.items()
        if each.formula
    }
    # Before the order: an indicator that takes the code of what it reads would read itself.
    _refuse_taken(catalogue, definitions, formulas)
    order = [wanted[name] for name in _in_order(wanted)]
    modified = {name: _modified(each) for name, each in formulas.items()}
    helpers = sorted({code for codes in modified.values() for code in codes})
    in_order = {each.name: each.definition for each in order}
    extended = _extended(catalogue, in_order, formulas, helpers)
    return Plan(order, formulas, modified, extended)


def words_read(definition: IndicatorDefinition) -> list[str]:
    """Codes or names that a definition refers to, without modifiers."""
    codes = Formula(definition.formula).codes if definition.formula else definition.inputs
    return [plain_code(code) for code in codes]


def plain_code(code: str) -> str:
    """Return the code that a reference reads: ``4.2.1`` of ``sum:4.2.1``."""
    modified = _core.modified_reference(code)
    return code if modified is None else modified[1]


def _in_order(wanted: Mapping[str, Extension]) -> list[str]:
    """Names in an order in which each comes after all that it is made of."""
    names = {each.definition.row["code"]: name for name, each in wanted.items()}
    names |= {name: name for name in wanted}
    sorter = TopologicalSorter(
        {
            name: {names[code] for code in words_read(each.definition) if code in names}
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
    known = _with_rows(catalogue, rows, _measures(catalogue, definitions.values()))
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
    measures = _measures(catalogue, definitions.values())
    fresh = {
        name: dict(each.row)
        for name, each in definitions.items()
        if catalogue.find(each.row["code"]) is None
    }
    known = _with_rows(catalogue, fresh.values(), measures)
    # What a reference cannot read is told by the formula below, with its position.
    helpers = [
        _helper_row(known, code)
        for code in modified
        if known.find(code) is None and known.find(plain_code(code)) is not None
    ]
    # Before the formulas are part of the catalogue: faults of theirs then point at the place.
    known = _with_rows(catalogue, [*helpers, *fresh.values()], measures)
    for name, formula in formulas.items():
        formula.check_measure(known, definitions[name].row["unit_of_measure"])
    texts = {name: {"formula": formulas[name].text} for name in fresh if name in formulas}
    rows = [{**row, **texts.get(name, {})} for name, row in fresh.items()]
    return _with_rows(catalogue, [*helpers, *rows], measures)


def _with_rows(
    catalogue: Catalogue, rows: Iterable[Mapping[str, Any]], measures: Iterable[Mapping[str, Any]]
) -> Catalogue:
    """The catalogue with further rows; what it cannot take is told of the indicator at fault."""
    rows = list(rows)
    try:
        return with_indicators(catalogue, rows, measures)
    except CatalogueError as error:
        for fault in error.faults:
            found = re.match(r"\$\.indicators\[(\d+)\]", fault["where"])
            at = int(found[1]) - len(catalogue) if found else -1
            if at >= 0:
                raise wrong_parts("indicator", rows[at]["name"], error) from None
        raise


def _measures(
    catalogue: Catalogue, definitions: Iterable[IndicatorDefinition]
) -> list[Mapping[str, Any]]:
    """The units of measure that the definitions bring, and quotients of known ones by their text."""
    definitions = list(definitions)
    brought = [each.measure for each in definitions if each.measure]
    texts = {each.row["unit_of_measure"] for each in definitions if not each.measure}
    quotients = sorted(text for text in texts if " / " in text)
    if not quotients:
        return brought
    known = {each["id"]: each for each in json.loads(catalogue.to_json())["units_of_measure"]}
    known |= {each["id"]: each for each in brought}
    made = []
    for text in quotients:
        above, _, under = text.partition(" / ")
        if text not in known and above in known and under in known:
            labels = {
                key: " / ".join(known[part].get(key, part) for part in (above, under))
                for key in ("label_vi", "label_en")
            }
            made.append({"id": text, **labels})
    return [*brought, *made]


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
    keys = ("code", "label_vi", "label_en")
    answers = [dict(zip(keys, answer, strict=True)) for answer in read["answers"]]
    return {
        "code": code,
        "name": "over_units_" + "".join(f"{ord(sign):x}_" for sign in code),
        "label_vi": f"{read['label_vi']} ({words})",
        "label_en": f"{read['label_en']} ({words})",
        "kind": "ratio" if modifier == "count" else read["kind"],
        "unit_of_measure": _NUMBER if modifier == "count" else read["unit_of_measure"],
        "over_units": "none",
        "over_periods": "none",
        **({"answers": answers} if answers and modifier != "count" else {}),
    }


def input_code(catalogue: Catalogue, definition: IndicatorDefinition, code: str) -> str:
    """Return the code in the catalogue that a word of a definition stands for, first inside its form."""
    if not definition.form:
        return code
    formula = Formula(f"[{code}]").with_catalogue_codes(catalogue, form_text(definition.form))
    return formula.codes[0]


def plan_of(catalogue: Catalogue, wanted: Mapping[str, Extension]) -> Plan:
    """Return the plan for indicators by name, read in the forms as they are registered now."""
    read_in = {each.definition.form for each in wanted.values() if each.definition.form}
    forms = tuple((form, form_text(form)) for form in sorted(read_in))
    return _plan(catalogue, tuple(wanted.values()), forms)
