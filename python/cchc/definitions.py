"""What each kind of extension is made of, as the registry holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc._registry import KINDS
from cchc.errors import Error, ExtensionError, new_error

__all__ = [
    "MOMENTS",
    "OPERATORS",
    "SEVERITIES",
    "AggregationDefinition",
    "IndicatorDefinition",
    "ReaderDefinition",
    "RuleDefinition",
    "wrong_definition",
]

#: Native parts of a blueprint aggregation.
MOMENTS = ("count", "sum", "sum_of_squares", "minimum", "maximum")
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
