"""The page that says how to extend cchc runs as it stands."""

import re
from pathlib import Path

import pytest

import cchc
from cchc._registry import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "extend.md"
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def text():
    return PAGE.read_text(encoding="utf-8")


def test_every_example_of_the_page_runs_in_order(text):
    blocks = BLOCK.findall(text)
    space = {}
    with cchc.extensions():
        for block in blocks:
            exec(compile(block, str(PAGE), "exec"), space)
        shown = {each.kind for each in cchc.list_extensions()}
    assert len(blocks) >= 8
    assert shown == set(KINDS)


def test_the_page_names_every_code_that_a_function_can_cause(text):
    for code in ("E1404", "E1405", "E1406", "E1407", "E1408", "E1409", "E1412"):
        assert f"CCHC-{code}" in text


def test_the_page_of_formulas_names_every_function_and_code():
    page = PAGE.with_name("formula.md").read_text(encoding="utf-8")
    for word in (
        "min",
        "max",
        "abs",
        "round",
        "coalesce",
        "if",
        "previous",
        "same_period_last_year",
    ):
        assert f'"{word}"' in page
    for number in (601, 602, 603, 604, 605, 606, 620, 621, 622, 623):
        assert f"E0{number}" in page
