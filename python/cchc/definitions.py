"""What each kind of extension is made of, as the registry holds it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from numbers import Real
from typing import Any

from cchc._registry import KINDS
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
    "refuse_built_in",
    "rule_item",
    "rule_side",
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
    right: str | tuple[str, ...] = ""
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
RULE_OPTIONS = (
    "when", "tolerance", "previous", "unlike_measures", "unit_types", "periods", "source",
)  # fmt: skip


def rule_side(given: Any) -> Any:
    """Return a side of a rule as rule files hold it: numbers as texts, several as a tuple."""
    if isinstance(given, bool):
        return given
    if isinstance(given, (Real, Decimal)):
        return str(given)
    if isinstance(given, Iterable) and not isinstance(given, (str, Mapping)):
        return tuple(rule_side(each) for each in given)
    return given


def rule_item(name: str, summary: str, definition: RuleDefinition) -> dict[str, Any]:
    """Return a rule as rule files hold it."""
    item: dict[str, Any] = {
        "id": name,
        "title_vi": summary,
        "title_en": summary,
        "severity": definition.severity,
        "left": definition.left,
        "operator": definition.operator,
        "right": definition.right,
        "question_vi": definition.question_vi,
        "question_en": definition.question_en,
        "missing": definition.missing,
        **definition.options,
    }
    if definition.missing == "pass":
        del item["missing"]
    if definition.function is not None:
        # What the function saw stands in the finding. An input that is missing leaves the rule
        # without a value, as in expressions, unless the function has said what it makes of that.
        decides = definition.missing == "pass"
        term = " + 0 * coalesce([{}], 0)" if decides else " + 0 * [{}]"
        shown = "".join(term.format(code) for code in definition.inputs)
        item |= {"left": f"[rule:{name}]{shown}", "operator": "==", "right": "0"}
        item |= {"tolerance": "exact"}
    return item


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
