"""Signatures of the compiled module name their parameters: no arg0 anywhere."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest

from cchc import _core

NAMELESS = re.compile(r"\barg\d+\b")


def documented(thing: object, name: str) -> Iterator[tuple[str, str]]:
    """Functions and methods below a module or class with the signatures that pybind11 wrote."""
    for key, member in vars(thing).items():
        where = f"{name}.{key}"
        if inspect.isclass(member):
            yield from documented(member, where)
            continue
        function = member.__func__ if isinstance(member, staticmethod) else member
        public = not key.startswith("_") or key == "__init__"
        if public and callable(function):
            yield where, function.__doc__ or ""


def nameless(pairs: Iterator[tuple[str, str]]) -> list[str]:
    return [
        f"{where}: {line}"
        for where, doc in pairs
        for line in doc.splitlines()
        if "->" in line and NAMELESS.search(line)
    ]


def test_every_parameter_has_a_name() -> None:
    assert nameless(documented(_core, "_core")) == []


def test_there_are_signatures_to_look_at() -> None:
    found = dict(documented(_core, "_core"))
    assert len(found) > 50
    assert "cube: cchc._core.Cube" in found["_core.roll_up"]


@pytest.mark.parametrize("name", ["arg0", "arg12"])
def test_a_nameless_parameter_is_found(name: str) -> None:
    line = f"f({name}: int) -> None"
    assert nameless(iter([("m.f", line)])) == [f"m.f: {line}"]
