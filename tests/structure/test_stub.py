"""The stub of the compiled module says what the module has: names, members and parameters."""

from __future__ import annotations

import ast
import enum
import inspect
import re
import types
from pathlib import Path
from typing import Any

import pytest

from cchc import _core

ROOT = Path(__file__).parents[2]

# What a name is: the parameter names of each overload of a function, the members of a class, or
# None for anything else.
Overloads = frozenset[tuple[str, ...]]
Shape = Overloads | dict[str, Any] | None

Function = ast.FunctionDef | ast.AsyncFunctionDef
ENUM_BASES = {"Enum", "IntEnum", "Flag", "IntFlag"}


def is_public(name: str) -> bool:
    return not name.startswith("_") or name == "__init__"


# --- the stub ---------------------------------------------------------------------------------


def parameters_in_stub(node: Function) -> tuple[str, ...]:
    arguments = node.args
    positional = [argument.arg for argument in [*arguments.posonlyargs, *arguments.args]]
    starred = [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    if arguments.kwonlyargs and not starred:
        starred = ["*"]
    keyword = [argument.arg for argument in arguments.kwonlyargs]
    more = [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    return tuple(name for name in [*positional, *starred, *keyword, *more] if name != "self")


def decorators(node: Function) -> set[str]:
    return {ast.unparse(each).split(".")[-1] for each in node.decorator_list}


def is_type_alias(node: ast.AnnAssign | ast.Assign) -> bool:
    """`Figures = NDArray[float64]`, `Text = str | None`: words of the stub, without a twin."""
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp)


def shape_of_stub(body: list[ast.stmt]) -> dict[str, Shape]:
    shape: dict[str, Shape] = {}
    for node in body:
        if isinstance(node, Function) and is_public(node.name):
            if decorators(node) & {"property", "setter", "cached_property"}:
                shape[node.name] = None
            else:
                before = shape.get(node.name)
                overloads = before if isinstance(before, frozenset) else frozenset()
                shape[node.name] = overloads | {parameters_in_stub(node)}
        elif isinstance(node, ast.ClassDef) and is_public(node.name):
            shape[node.name] = shape_of_stub(node.body)
        elif isinstance(node, ast.AnnAssign | ast.Assign) and not is_type_alias(node):
            targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
            for target in targets:
                if isinstance(target, ast.Name) and is_public(target.id):
                    shape[target.id] = None
    return shape


# --- the module -------------------------------------------------------------------------------


def split_parameters(text: str) -> list[str]:
    """Splits at the commas that stand outside brackets and quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for position, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote and text[position - 1] != "\\" else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def parameters_in_line(line: str, name: str) -> tuple[str, ...] | None:
    """Parameter names of `name(self: X, a: int = 1) -> int`, None when it is another line."""
    match = re.match(rf"(?:\d+\. )?{re.escape(name)}\((.*)\) -> ", line)
    if match is None:
        return None
    names = [re.split(r"[:=]", part, maxsplit=1)[0].strip() for part in split_parameters(match[1])]
    return tuple(each for each in names if each not in {"self", "/"})


def overloads_in_docstring(name: str, doc: str) -> Overloads:
    """pybind11 writes each overload's signature as a line of the docstring."""
    lines = doc.splitlines()
    several = len(lines) > 1 and lines[1] == "Overloaded function."
    candidates = [line for line in lines if re.match(r"\d+\. ", line)] if several else lines[:1]
    found = (parameters_in_line(line, name) for line in candidates)
    return frozenset(parameters for parameters in found if parameters is not None)


def shape_of_class(cls: type) -> dict[str, Shape]:
    if issubclass(cls, enum.Enum):
        return dict.fromkeys(cls.__members__)
    shape: dict[str, Shape] = {}
    for name, member in vars(cls).items():
        if name == "__init__" and issubclass(cls, BaseException):
            continue
        if is_public(name):
            shape[name] = shape_of(name, member)
    if shape.get("__init__") == frozenset():
        del shape["__init__"]  # pybind11's stand-in in a class that nobody may construct
    return shape


def shape_of(name: str, thing: object) -> Shape:
    if isinstance(thing, staticmethod | classmethod):
        thing = thing.__func__
    if inspect.isclass(thing):
        return shape_of_class(thing)
    if callable(thing) and not isinstance(thing, property):
        return overloads_in_docstring(name, thing.__doc__ or "")
    return None


def shape_of_module(module: types.ModuleType) -> dict[str, Shape]:
    return {
        name: shape_of(name, thing)
        for name, thing in vars(module).items()
        if is_public(name) and not inspect.ismodule(thing)
    }


# --- the comparison ---------------------------------------------------------------------------


def differences(module: dict[str, Shape], stub: dict[str, Shape], where: str = "") -> list[str]:
    found = [f"{where}{name}: in the module only" for name in sorted(module.keys() - stub.keys())]
    found += [f"{where}{name}: in the stub only" for name in sorted(stub.keys() - module.keys())]
    for name in sorted(module.keys() & stub.keys()):
        real, said = module[name], stub[name]
        if isinstance(real, dict) and isinstance(said, dict):
            found += differences(real, said, f"{where}{name}.")
        elif type(real) is not type(said):
            found.append(f"{where}{name}: one is a function, class or value, the other is not")
        elif real != said:
            found.append(f"{where}{name}: takes {sorted(real or [])}, stub {sorted(said or [])}")
    return found


def test_the_stub_equals_the_module() -> None:
    tree = ast.parse((ROOT / "python/cchc/_core.pyi").read_text(encoding="utf-8"))
    assert differences(shape_of_module(_core), shape_of_stub(tree.body)) == []


STUB = """
import enum
Figures = NDArray[float64]
Text = str | None
class Kind(enum.Enum):
    stock = 0
    flow = 1
class Closed: ...
class Period:
    def __init__(self, first: int, length: int) -> None: ...
    @property
    def length(self) -> int: ...
    @staticmethod
    def year(year: int) -> Period: ...
@overload
def shift(period: Period, months: int) -> Period: ...
@overload
def shift(period: Period, *, years: int) -> Period: ...
"""


class Described:
    """Stands for a function that pybind11 made: callable, with the signature in its docstring."""

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __call__(self) -> None:
        raise NotImplementedError


def planted_module() -> types.ModuleType:
    module = types.ModuleType("planted")
    module.Kind = enum.Enum("Kind", {"stock": 0, "flow": 1})
    init = Described("__init__(self: m.Period, first: typing.SupportsInt, length: int) -> None\n")
    closed = type("Closed", (), {"__init__": Described("Initialize self. See help(type(self)).")})
    year = Described("year(year: int = {'a': (1, 2)}['a'][0]) -> m.Period\n\nOf a year, month -> x")
    members = {"__init__": init, "length": property(), "year": staticmethod(year)}
    module.Closed = closed
    module.Period = type("Period", (), members)
    module.shift = Described(
        "shift(*args, **kwargs)\nOverloaded function.\n\n"
        "1. shift(period: m.Period, months: int) -> m.Period\n\nMoves.\n\n"
        "2. shift(period: m.Period, *, years: int) -> m.Period\n"
    )
    return module


def compare_planted(stub: str, module: types.ModuleType) -> list[str]:
    return differences(shape_of_module(module), shape_of_stub(ast.parse(stub).body))


def test_an_equal_stub_passes() -> None:
    assert compare_planted(STUB, planted_module()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    flow = 1\n", "", "Kind.flow: in the module only"),
        ("def shift", "def move", "shift: in the module only"),
        ("months: int", "days: int", "shift: takes"),
        ("*, years", "years", "shift: takes"),
        ("first: int, length", "length: int, first", "Period.__init__: takes"),
        ("    @property\n", "", "Period.length: one is"),
        ("def length", "def size", "Period.length: in the module only"),
        ("def year(year", "def year(y", "Period.year: takes"),
    ],
)
def test_a_planted_difference_is_found(old: str, new: str, fault: str) -> None:
    assert old in STUB
    assert any(
        each.startswith(fault) for each in compare_planted(STUB.replace(old, new), planted_module())
    )


def test_a_name_the_stub_invents_is_found() -> None:
    found = compare_planted(STUB + "def gone() -> None: ...\n", planted_module())
    assert found == ["gone: in the stub only"]
