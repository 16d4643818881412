"""Refuse what is defined wrongly where it is registered, before anything is computed with it.

What only a catalogue can tell (which indicators and units of measure there are) is asked when one is
at hand; see `cchc.derivation_plan` and `cchc.rule_extensions`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from cchc import _core
from cchc._arguments import unknown_argument
from cchc._registry import KINDS, registered
from cchc.definitions import (
    RULE_OPTIONS,
    IndicatorDefinition,
    ReaderDefinition,
    RuleDefinition,
    rule_item,
    wrong_definition,
)
from cchc.errors import Error, ExtensionError, FormulaError, new_error

__all__ = ["check_definition", "refuse_no_texts", "wrong_parts"]


def check_definition(name: str, definition: Any, replace: bool = False) -> None:
    """Refuse an indicator, a rule or a reader that would only fail when it is used.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for an indicator whose name or code another one has, and a reader of a suffix that
        another one reads; CCHC-E1403, naming the argument, for what can never be right.
    FormulaError, SelectionError
        For a formula that does not compile, an option that is not known.
    """
    if isinstance(definition, RuleDefinition):
        _check_rule(name, definition)
    if isinstance(definition, IndicatorDefinition):
        _check_indicator(name, definition)
    if isinstance(definition, ReaderDefinition) and not replace:
        _refuse_same_suffix(name, definition)


def refuse_no_texts(kind: str, name: str, given: Mapping[str, Any]) -> None:
    """Refuse arguments that are no texts, or none that can be saved; ``given`` has them by name."""
    for argument, value in given.items():
        if not isinstance(value, str):
            came = type(value).__name__
            raise wrong_definition(
                kind, name, f"{argument}: must be a text, not {came}",
                f"{argument}: phải là văn bản, không phải {came}",
            )  # fmt: skip
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise wrong_definition(
                kind, name, f"{argument}: holds half a character, {value!a:.60}",
                f"{argument}: có nửa ký tự, {value!a:.60}",
            )  # fmt: skip


def wrong_parts(kind: str, name: str, error: Error) -> Error:
    """Return the ExtensionError (CCHC-E1403) that says what the engine finds wrong, by argument."""
    faults = [(_argument(each["where"]), each) for each in error.faults]
    en = "; ".join(f"{part}{each['message_en']}" for part, each in faults) or error.message_en
    vi = "; ".join(f"{part}{each['message_vi']}" for part, each in faults) or error.message_vi
    return wrong_definition(
        kind,
        name,
        en.replace("$.units_of_measure", "the units of measure of the catalogue"),
        vi.replace("$.units_of_measure", "các đơn vị tính của danh mục"),
    )


def _argument(where: str) -> str:
    """``right: `` of ``$.items[0].right``."""
    member = where.rpartition("].")[2]
    if where.startswith("$.units_of_measure"):
        return f"unit_of_measure, {member}: "
    return "" if member.startswith("$") else f"{member}: "


def _compiled(kind: str, name: str, argument: str, text: str) -> _core.Formula:
    """The formula; a fault of it names the extension and the argument."""
    try:
        return _core.Formula(text)
    except FormulaError as error:
        raise new_error(
            FormulaError,
            error.code,
            f"{kind} '{name}', {argument}: {error.message_en}",
            f"{KINDS[kind]} '{name}', {argument}: {error.message_vi}",
        ) from None


def _check_indicator(name: str, definition: IndicatorDefinition) -> None:
    """Refuse an indicator that no catalogue would take."""
    refuse_no_texts("indicator", name, {**definition.row, "form": definition.form})
    _refuse_no_codes("indicator", name, definition.inputs)
    if definition.formula:
        _compiled("indicator", name, "formula", definition.formula)
    _refuse_modified("indicator", name, definition.inputs)
    _refuse_reserved_code(name, definition.row["code"])
    content = {
        "catalogue": "check",
        "version": "1",
        "units_of_measure": [_measure(definition)],
        "indicators": [dict(definition.row)],
    }
    try:
        _core.Catalogue.from_json(json.dumps(content, default=str))
    except Error as error:
        raise wrong_parts("indicator", name, error) from None
    _refuse_same_words(name, definition)


def _measure(definition: IndicatorDefinition) -> dict[str, Any]:
    """The unit of measure as it is given; a text is taken for one that the catalogue will have."""
    measure = definition.row["unit_of_measure"]
    labels = {"label_vi": measure, "label_en": measure}
    if definition.measure is not None:
        return {**labels, **definition.measure}
    return {"id": measure, **labels, "percent": measure == "percent"}


def _refuse_reserved_code(name: str, code: str) -> None:
    """Refuse codes that mean other figures: ``sum:4.2.1`` is a total, ``rule:x`` what a rule found."""
    if _core.modified_reference(code) is not None or code.startswith("rule:"):
        word = code.partition(":")[0]
        raise wrong_definition(
            "indicator",
            name,
            f"code: '{code}' begins with '{word}:', which has a meaning of its own; choose another",
            f"code: '{code}' bắt đầu bằng '{word}:' là từ đã có nghĩa riêng; hãy đặt mã khác",
        )


def _check_rule(name: str, definition: RuleDefinition) -> None:
    """Refuse a rule whose sides, condition or options the engine would refuse when it is applied."""
    for option in definition.options:
        if option not in RULE_OPTIONS:
            raise unknown_argument("option", option, RULE_OPTIONS)
        value = definition.options[option]
        if isinstance(value, float) and not math.isfinite(value):
            raise wrong_definition(
                "rule",
                name,
                f"{option}: {value} is no number that a figure can be held against",
                f"{option}: {value} không phải số dùng để so sánh được",
            )
    if definition.function is not None and (definition.operator or definition.right):
        raise wrong_definition(
            "rule",
            name,
            "is a function: it has no operator and no right side",
            "là một hàm nên không có operator và right",
        )
    _refuse_no_codes("rule", name, definition.inputs)
    sides = {"left": definition.left, "right": definition.right}
    sides["when"] = definition.options.get("when", "")
    codes = [
        code
        for argument, text in sides.items()
        if isinstance(text, str) and text and (argument, definition.operator) != ("right", "in")
        for code in _compiled("rule", name, argument, text).codes
    ]
    _refuse_modified("rule", name, [*definition.inputs, *codes])
    content = {"rules": "check", "version": "1", "catalogue": "check"}
    items = [rule_item(name, name, definition)]
    try:
        _core.RuleSet.from_json(json.dumps({**content, "items": items}, default=str))
    except Error as error:
        raise wrong_parts("rule", name, error) from None


def _refuse_no_codes(kind: str, name: str, codes: Iterable[Any]) -> None:
    for code in codes:
        refuse_no_texts(kind, name, {"inputs": code})


def _refuse_modified(kind: str, name: str, codes: Iterable[str]) -> None:
    """Refuse references over other units where only an indicator can be read."""
    for code in codes:
        if _core.modified_reference(code) is not None:
            raise wrong_definition(
                kind,
                name,
                f"reads an indicator, not [{code}]; register that as an indicator of its own, "
                f"cchc.indicator('total', formula='[{code}]', ...), and read [total]",
                f"đọc một chỉ tiêu, không phải [{code}]; hãy đăng ký thành chỉ tiêu riêng, "
                f"cchc.indicator('total', formula='[{code}]', ...), rồi đọc [total]",
            )


def _refuse_same_words(name: str, definition: IndicatorDefinition) -> None:
    """Refuse an indicator whose name or code another registered one has as its name or code."""
    own = {name, definition.row["code"]}
    for other in registered("indicator"):
        taken = own & {other.name, other.definition.row["code"]}
        if other.name != name and taken:
            word = min(taken)
            raise new_error(
                ExtensionError,
                "CCHC-E1401",
                f"indicator '{name}': '{word}' is the name or code of indicator '{other.name}', "
                f"registered by {other.source}; choose another",
                f"chỉ tiêu '{name}': '{word}' là tên hoặc mã của chỉ tiêu '{other.name}', do "
                f"{other.source} đăng ký; hãy đặt khác",
            )


def _refuse_same_suffix(name: str, definition: ReaderDefinition) -> None:
    """Refuse a suffix that another registered reader takes."""
    for other in registered("reader"):
        taken = [each for each in definition.suffixes if each in other.definition.suffixes]
        if other.name != name and taken:
            raise new_error(
                ExtensionError,
                "CCHC-E1401",
                f"reader '{name}': files '{taken[0]}' are read by '{other.name}', registered by "
                f"{other.source}; choose another suffix or pass replace=True",
                f"bộ đọc tệp '{name}': tệp '{taken[0]}' đã do '{other.name}' đọc ({other.source} đăng "
                "ký); hãy chọn phần đuôi khác hoặc dùng replace=True",
            )
