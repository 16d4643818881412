"""Register extensions: the checks that all kinds share, and decorators that give a function back."""

from __future__ import annotations

import keyword
from collections.abc import Callable
from typing import Any, TypeVar

from cchc import _registry
from cchc._registry import Extension
from cchc.definition_checks import check_definition, refuse_no_texts
from cchc.definitions import refuse_built_in, wrong_definition

__all__ = ["Function", "add", "checked_name", "decorator"]

Function = TypeVar("Function", bound=Callable[..., Any])


def checked_name(kind: str, name: Any) -> str:
    """Return the name of an extension, or refuse it (CCHC-E1403)."""
    if not (isinstance(name, str) and name.isidentifier() and name.isascii()):
        raise wrong_definition(
            kind,
            str(name),
            "a name has the letters a to z, digits and _, and does not begin with a digit",
            "tên chỉ gồm chữ a đến z, chữ số và _, không bắt đầu bằng chữ số",
        )
    if keyword.iskeyword(name):
        raise wrong_definition(
            kind, name, "a word of Python cannot be a name", "tên không được là từ khóa của Python"
        )
    return name


def _checked_function(kind: str, name: str, function: Any) -> Any:
    if not callable(function):
        raise wrong_definition(
            kind,
            name,
            f"needs a function, not {type(function).__name__}",
            f"cần một hàm, không phải {type(function).__name__}",
        )
    return function


def _summary(function: Any, label: Any) -> str:
    if not isinstance(label, str):
        return ""  # refused below, by the name of the argument
    text = label or (getattr(function, "__doc__", "") or "").strip()
    return text.splitlines()[0] if text else ""


def add(
    kind: str, name: str, summary: str, definition: Any, module: str, replace: bool
) -> Extension:
    """Register an extension that nothing is wrong with, as far as can be known without figures."""
    refuse_built_in(kind, name, getattr(definition, "suffixes", ()))
    check_definition(name, definition, replace)
    source = _registry.source_of(module)
    return _registry.register(Extension(kind, name, summary, source, definition), replace=replace)


def _name_of(kind: str, name: str | None, function: Any) -> str:
    return checked_name(kind, name or getattr(function, "__name__", ""))


def decorator(
    kind: str,
    name: str | None,
    label: str,
    replace: bool,
    define: Callable[[str, Any], Any],
) -> Callable[[Function], Function]:
    """Return a decorator that registers a function and gives it back as it is."""

    def decorate(function: Function) -> Function:
        found = _name_of(kind, name, function)
        _checked_function(kind, found, function)
        if kind not in ("indicator", "rule"):
            refuse_no_texts(kind, found, {"label": label})
        module = getattr(function, "__module__", "") or "?"
        add(kind, found, _summary(function, label), define(found, function), module, replace)
        return function

    return decorate
