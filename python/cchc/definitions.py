"""What each kind of extension is made of, as the registry holds it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from cchc import _core
from cchc._arguments import unknown_argument
from cchc._registry import KINDS, registered
from cchc.errors import Error, ExtensionError, new_error

__all__ = [
    "BASELINES",
    "MISSING_EXPRESSION",
    "MISSING_FUNCTION",
    "MOMENTS",
    "OPERATIONS",
    "OPERATORS",
    "PLAIN_TEXT",
    "RULE_OPTIONS",
    "SEVERITIES",
    "WINDOWS",
    "AggregationDefinition",
    "IndicatorDefinition",
    "ReaderDefinition",
    "RuleDefinition",
    "check_definition",
    "refuse_built_in",
    "wrong_definition",
]

#: Native parts of a blueprint aggregation.
MOMENTS = ("count", "sum", "sum_of_squares", "minimum", "maximum")
#: Operations over units that the engine has itself; see `cchc.roll_up`.
OPERATIONS = (
    "sum", "maximum", "minimum", "mean", "ratio_of_sums", "distribution", "shared_list", "none",
)  # fmt: skip
#: Words of ``baseline=`` that stand for a window beside another; see `cchc.compare`.
WINDOWS = ("previous_period", "same_period_last_year", "end_of_last_year")
#: Words of ``baseline=`` that the engine knows itself.
BASELINES = (*WINDOWS, "rolling_mean")
#: Suffixes of files that are text as they are.
PLAIN_TEXT = (".txt",)
#: What a rule makes of a blank: as in rule files, and for functions.
MISSING_EXPRESSION = ("undecidable", "zero", "not_applicable")
MISSING_FUNCTION = ("undecidable", "not_applicable", "pass")
SEVERITIES = ("error", "warning", "information")
OPERATORS = ("<", "<=", "==", "!=", ">=", ">", "in")


@dataclass(frozen=True)
class IndicatorDefinition:
    """A derived indicator: its row in the catalogue, and its formula or its function and inputs."""

    row: Mapping[str, Any]
    formula: str = ""
    function: Callable[..., Any] | None = None
    inputs: tuple[str, ...] = ()
    from_nothing: bool = False
    form: str = ""
    measure: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class AggregationDefinition:
    """An aggregation over units; holistic when it has no moments."""

    function: Callable[..., Any]
    moments: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("stock", "flow", "cumulative")


@dataclass(frozen=True)
class RuleDefinition:
    """A check of figures: a function of planes, or both sides of a comparison as formulas."""

    severity: str
    question_vi: str
    question_en: str
    function: Callable[..., Any] | None = None
    inputs: tuple[str, ...] = ()
    left: str = ""
    operator: str = ""
    right: str = ""
    missing: str = "undecidable"
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReaderDefinition:
    """A reader of files with certain suffixes."""

    function: Callable[..., Any]
    suffixes: tuple[str, ...]


def wrong_definition(kind: str, name: str, en: str, vi: str) -> Error:
    """Return the ExtensionError (CCHC-E1403) for an extension that is defined wrongly."""
    return new_error(
        ExtensionError, "CCHC-E1403", f"{kind} '{name}': {en}", f"{KINDS[kind]} '{name}': {vi}"
    )


#: Members of a rule file's rule that `cchc.rule` takes as they are; `cchc.rules` says what they mean.
RULE_OPTIONS = ("when", "tolerance", "previous", "unit_types", "periods", "source")


def check_definition(name: str, definition: Any) -> None:
    """Refuse an indicator or a rule that would only fail when it is used.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for an indicator whose name or code another one has, CCHC-E1403 for a reference over
        other units where an indicator is read.
    FormulaError, SelectionError
        For a side of a rule that does not compile, an option that is not known.
    """
    if isinstance(definition, RuleDefinition):
        _check_sides(name, definition)
    if isinstance(definition, IndicatorDefinition):
        _refuse_modified("indicator", name, definition.inputs)
        _refuse_same_words(name, definition)


def _check_sides(name: str, definition: RuleDefinition) -> None:
    """Refuse a rule whose sides, condition or options the engine would refuse when it is applied."""
    for option in definition.options:
        if option not in RULE_OPTIONS:
            raise unknown_argument("option", option, RULE_OPTIONS)
    if definition.function is not None and (definition.operator or definition.right):
        raise wrong_definition(
            "rule",
            name,
            "is a function: it has no operator and no right side",
            "là một hàm nên không có operator và right",
        )
    listed = definition.operator == "in"
    sides = [definition.left, "" if listed else definition.right, definition.options.get("when")]
    codes = [code for text in sides if text for code in _core.Formula(str(text)).codes]
    _refuse_modified("rule", name, [*definition.inputs, *codes])


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


@cache
def _shipped_rules() -> frozenset[str]:
    """Ids and families of the rules that come with the package."""
    text = resources.files("cchc").joinpath("catalogues/rules.json").read_text(encoding="utf-8")
    ids = {item["id"] for item in json.loads(text)["items"]}
    return frozenset(ids | {each.split(".")[0] for each in ids})


def refuse_built_in(kind: str, name: str, also: tuple[str, ...] = ()) -> None:
    """Refuse a name that the engine has for something of its own, which would always be taken.

    Parameters
    ----------
    kind, name
        Of the extension.
    also
        Other words that it would answer to, such as suffixes of a reader.

    Raises
    ------
    ExtensionError
        CCHC-E1401, also with ``replace=True``: the engine's own cannot be replaced.
    """
    words: Mapping[str, Callable[[], Any]] = {
        "aggregation": lambda: (*OPERATIONS, "median"),
        "baseline": lambda: BASELINES,
        "rule": _shipped_rules,
        "reader": lambda: PLAIN_TEXT,
    }
    own = words[kind]() if kind in words else ()
    taken = [each for each in (name, *also) if each in own]
    if taken:
        raise new_error(
            ExtensionError,
            "CCHC-E1401",
            f"{kind} '{name}': the engine has '{taken[0]}' itself and would never call yours; "
            "choose another name",
            f"{KINDS[kind]} '{name}': '{taken[0]}' đã có sẵn trong hệ thống, phần mở rộng này sẽ "
            "không bao giờ được gọi; hãy đặt tên khác",
        )
