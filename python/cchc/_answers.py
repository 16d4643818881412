"""Wrong arguments of public calls are named: which one, what it should be, and what came.

A call is not looked at before it is made, so right calls cost nothing and nothing that works is
refused. When it fails with an error that is not one of cchc, its arguments are held against the
annotations; the first one that does not fit is named in an `ArgumentError`, with the failure as cause.
"""

from __future__ import annotations

import ast
import datetime as dt
import functools
import inspect
import numbers
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from cchc.errors import ArgumentError, Error, new_error

__all__ = ["answer_calls_of", "answered"]

Call = TypeVar("Call", bound=Callable[..., Any])

#: What calls raise of themselves when they are given something else than they expect.
_RAISED = (
    AttributeError,
    AssertionError,
    LookupError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)

#: A whole number that the engine can be given.
_LARGEST = 2**63 - 1


def answered(function: Call, called: str = "") -> Call:
    """Return the function, with wrong arguments answered by an `ArgumentError` that names them.

    ``called`` is how the call is written in the message; the function's name when not given.
    """
    if getattr(function, "_is_answered", False):
        return function

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except ArgumentError as cause:
            # A call inside this one was given what this one was given: name it as the user did.
            wrong = _wrong_argument(function, called or function.__name__, args, kwargs)
            raise (wrong or cause) from cause.__cause__
        except Error:
            raise
        except _RAISED as cause:
            wrong = _wrong_argument(function, called or function.__name__, args, kwargs)
            if wrong is None:
                raise
            raise wrong from cause

    call._is_answered = True  # type: ignore[attr-defined]
    return call  # type: ignore[return-value]


def answer_calls_of(kind: type, names: Iterable[str] = ()) -> None:
    """Let the public methods of a class, and those named, answer wrong arguments."""
    for name, member in list(vars(kind).items()):
        if name.startswith("_") and name not in names:
            continue
        if isinstance(member, staticmethod):
            setattr(kind, name, staticmethod(answered(member.__func__, f"{kind.__name__}.{name}")))
        elif callable(member) and not isinstance(member, type):
            called = kind.__name__ if name == "__init__" else f"{kind.__name__}.{name}"
            setattr(kind, name, answered(member, called))


def _wrong_argument(
    function: Callable[..., Any], called: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Error | None:
    expected = _expected(function)
    given = {**dict(zip(expected, args, strict=False)), **kwargs}
    for name, value in given.items():
        wanted = expected.get(name)
        if wanted is None or _fits(value, wanted):
            continue
        words = ast.unparse(wanted)
        return new_error(
            ArgumentError,
            "CCHC-E0923",
            f"{called}(): {name} must be {words}, not {_shown(value)}",
            f"{called}(): {name} phải là {words}, không phải {_shown(value)}",
        )
    return None


def _shown(value: Any) -> str:
    try:
        text = f"{value!r:.60}"
    except Exception:
        text = "?"
    return f"{type(value).__name__} ({text.encode('ascii', 'backslashreplace').decode():.120})"


# --- what a call expects --------------------------------------------------------------------------


def _expected(function: Callable[..., Any]) -> dict[str, ast.expr | None]:
    """Each parameter with its annotation; of the engine's own functions, out of their docstring."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return _of_docstring(function.__doc__ or "")
    named = ((each.name, each.annotation) for each in parameters)
    return {
        name: _parsed(annotation, getattr(function, "__globals__", {}))
        for name, annotation in named
    }


def _parsed(annotation: Any, known: Mapping[str, Any]) -> ast.expr | None:
    if annotation is inspect.Parameter.empty:
        return None
    text = annotation if isinstance(annotation, str) else repr(annotation)
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    return _Plain(known).visit(tree)  # type: ignore[no-any-return]


class _Plain(ast.NodeTransformer):
    """Aliases such as PeriodLike become what they stand for, and dotted names their last word."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        alias = self.known.get(node.id)
        if alias is None or isinstance(alias, type) or node.id in _CHECKS:
            return node
        try:
            return _Plain({}).visit(ast.parse(repr(alias), mode="eval").body)  # type: ignore[no-any-return]
        except SyntaxError:
            return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Name({"SupportsInt": "int", "SupportsFloat": "float"}.get(node.attr, node.attr))

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """What pybind11 writes for a number is one word: ``SupportsInt | SupportsIndex``."""
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(right, ast.Name) and right.id == "SupportsIndex":
            return left  # type: ignore[no-any-return]
        return ast.BinOp(left, node.op, right)


def _of_docstring(text: str) -> dict[str, ast.expr | None]:
    """``at(self: cchc._core.Hierarchy, id_or_name: str) -> int``, as pybind11 writes it."""
    line = re.match(r"\w+(\(.*\) -> .*)", text)
    if line is None:
        return {}
    try:
        tree = ast.parse(f"def call{line[1]}: ...").body[0]
    except SyntaxError:
        return {}
    assert isinstance(tree, ast.FunctionDef)
    parameters = [*tree.args.posonlyargs, *tree.args.args, *tree.args.kwonlyargs]
    return {
        each.arg: None
        if each.arg == "self" or each.annotation is None
        else _Plain({}).visit(each.annotation)
        for each in parameters
    }


# --- whether a value fits -------------------------------------------------------------------------


def _fits(value: Any, wanted: ast.expr) -> bool:
    """Whether a value is what an annotation asks for; annotations that are not known fit all."""
    if isinstance(wanted, ast.BinOp):
        return _fits(value, wanted.left) or _fits(value, wanted.right)
    if isinstance(wanted, ast.Constant):
        return wanted.value is not None or value is None
    if isinstance(wanted, ast.Subscript):
        return _fits(value, wanted.value) and _parts_fit(value, wanted)
    if not isinstance(wanted, ast.Name):
        return True
    check = _CHECKS.get(wanted.id)
    if check is not None:
        return check(value)
    if not wanted.id[:1].isupper() or wanted.id in _ANYTHING:
        return True
    return any(each.__name__ == wanted.id for each in type(value).__mro__)


def _parts_fit(value: Any, wanted: ast.Subscript) -> bool:
    """Whether what a list or mapping holds fits; what would be used up is not looked into."""
    assert isinstance(wanted.value, ast.Name)
    parts = wanted.slice.elts if isinstance(wanted.slice, ast.Tuple) else [wanted.slice]
    if isinstance(value, Mapping) and wanted.value.id in ("Mapping", "dict"):
        pairs = zip((list(value), list(value.values())), parts, strict=False)
        return all(_fits(each, part) for several, part in pairs for each in several)
    if hasattr(value, "dtype"):
        value = list(value)
    if not isinstance(value, list | tuple | set | frozenset):
        return True
    if wanted.value.id == "tuple" and not isinstance(parts[-1], ast.Constant):
        return len(value) == len(parts) and all(map(_fits, value, parts))
    return all(_fits(each, parts[0]) for each in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_whole(value: Any) -> bool:
    whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    return whole and abs(int(value)) <= _LARGEST


def _is_number(value: Any) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _is_several(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "str": _is_text,
    "int": _is_whole,
    "float": _is_number,
    "bool": lambda value: isinstance(value, bool),
    "bytes": lambda value: isinstance(value, bytes),
    "None": lambda value: value is None,
    "Iterable": _is_several,
    "Sequence": _is_several,
    "list": _is_several,
    "tuple": _is_several,
    "Mapping": lambda value: isinstance(value, Mapping),
    "dict": lambda value: isinstance(value, Mapping),
    "PathLike": lambda value: isinstance(value, os.PathLike),
    "Path": lambda value: isinstance(value, os.PathLike),
    "Callable": callable,
    "date": lambda value: isinstance(value, dt.date),
    "ndarray": lambda value: hasattr(value, "dtype"),
}

#: Words of annotations that say nothing about the value.
_ANYTHING = frozenset({"Any", "Call", "Function", "T", "Self"})
