"""The examples of the docstrings print what they say."""

import doctest
import importlib
import pkgutil

import pytest

import cchc

MODULES = [
    module.name
    for module in pkgutil.walk_packages(cchc.__path__, "cchc.")
    if not module.name.startswith("cchc._core")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = sum(
        len(case.examples)
        for name in MODULES
        for case in finder.find(importlib.import_module(name))
    )
    assert examples > 10
