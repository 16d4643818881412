"""Every public name of the Python package is annotated and documented."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import cchc

ROOT = Path(__file__).parents[2]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_public(name: str) -> bool:
    return not name.startswith("_")


def public_files(package: Path) -> list[Path]:
    """Modules whose whole dotted name is public, the facade included."""
    return sorted(
        path
        for path in package.rglob("*.py")
        if all(
            is_public(part.removesuffix(".py")) or part == "__init__.py"
            for part in path.relative_to(package).parts
        )
    )


def is_overload(node: Function) -> bool:
    """An overload repeats the signature of a function that is documented once; so do setters."""
    names = {ast.unparse(decorator).split(".")[-1] for decorator in node.decorator_list}
    return bool(names & {"overload", "setter"})


def not_annotated(node: Function, *, method: bool) -> list[str]:
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args]
    is_static = any(ast.unparse(each) == "staticmethod" for each in node.decorator_list)
    if method and not is_static:
        named = named[1:]
    named += [*arguments.kwonlyargs, *filter(None, (arguments.vararg, arguments.kwarg))]
    missing = [argument.arg for argument in named if argument.annotation is None]
    return [*missing, *([] if node.returns else ["return"])]


def faults_of_function(node: Function, where: str, *, method: bool) -> list[str]:
    faults = [f"{where}: {name} is not annotated" for name in not_annotated(node, method=method)]
    if ast.get_docstring(node) is None and not is_overload(node):
        faults.append(f"{where}: no docstring")
    return faults


def faults_of_class(node: ast.ClassDef, where: str) -> list[str]:
    faults = [] if ast.get_docstring(node) else [f"{where}: no docstring"]
    return faults + [
        fault
        for member in node.body
        if isinstance(member, Function) and is_public(member.name)
        for fault in faults_of_function(member, f"{where}.{member.name}", method=True)
    ]


def violations(package: Path) -> list[str]:
    found = []
    for path in public_files(package):
        where = path.relative_to(package).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if ast.get_docstring(tree) is None:
            found.append(f"{where}: no docstring")
        for node in tree.body:
            if isinstance(node, Function) and is_public(node.name):
                found += faults_of_function(node, f"{where}::{node.name}", method=False)
            if isinstance(node, ast.ClassDef) and is_public(node.name):
                found += faults_of_class(node, f"{where}::{node.name}")
    return found


def test_public_names_are_annotated_and_documented() -> None:
    assert violations(ROOT / "python" / "cchc") == []


@pytest.mark.parametrize("name", sorted(set(cchc.__all__) - {"__version__"}))
def test_what_the_facade_offers_is_documented(name: str) -> None:
    thing = getattr(cchc, name)
    if callable(thing) or inspect.ismodule(thing):
        assert (inspect.getdoc(thing) or "").strip()


GOOD = '''"""A module."""
from typing import overload

def read(path: str, *rest: int, flag: bool = True, **more: str) -> None:
    """Reads."""
    def inner(x): return x

@overload
def show(x: int) -> int: ...

class Report:
    """A report."""
    def __repr__(self): return ""
    def show(self, width: int) -> None:
        """Shows."""

def _private(x): return x
'''


def plant(package: Path, text: str, path: str = "cube.py") -> None:
    (package / path).parent.mkdir(parents=True, exist_ok=True)
    (package / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"""A module."""\n', "", "cube.py: no docstring"),
        ("path: str", "path", "cube.py::read: path is not annotated"),
        ("*rest: int", "*rest", "cube.py::read: rest is not annotated"),
        ("flag: bool = True", "flag=True", "cube.py::read: flag is not annotated"),
        ("**more: str", "**more", "cube.py::read: more is not annotated"),
        ("str) -> None", "str)", "cube.py::read: return is not annotated"),
        ('"""Reads."""', "pass", "cube.py::read: no docstring"),
        ('"""A report."""', "pass", "cube.py::Report: no docstring"),
        ("width: int", "width", "cube.py::Report.show: width is not annotated"),
        ('"""Shows."""', "pass", "cube.py::Report.show: no docstring"),
        ("int) -> None", "int)", "cube.py::Report.show: return is not annotated"),
    ],
)
def test_a_planted_gap_is_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    plant(tmp_path, GOOD.replace(old, new, 1))
    assert violations(tmp_path) == [fault]


def test_complete_and_private_code_is_left_alone(tmp_path: Path) -> None:
    plant(tmp_path, GOOD)
    plant(tmp_path, "def f(x): return x", "_arguments.py")
    plant(tmp_path, "def f(x): return x", "_inner/table.py")
    assert violations(tmp_path) == []
