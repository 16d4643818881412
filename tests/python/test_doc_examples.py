"""The examples of the pages run, and what they say comes out."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


def run(page):
    """The names left behind by the blocks of a page, run one after the other."""
    names = {}
    for block in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        exec(compile(block, page, "exec"), names)
    return names


@pytest.mark.parametrize("page", ["staffing.md", "procedures.md"])
def test_a_page_has_examples_that_run(page):
    assert len(run(page)) > 3


def test_the_comments_of_the_staffing_page_are_true():
    names = run("staffing.md")
    flows, progress = names["flows"], names["progress"]
    assert flows.row("so-y-te", "civil_servants", "2023").residual == 0.0
    assert flows.open_residuals() == ()
    assert str(names["cchc"].staffing_targets().milestone("civil_servants", 2026).percent) == "14.5"
    assert progress.with_carry_over


def test_the_comment_of_the_procedures_page_is_true():
    names = run("procedures.md")
    columns = names["form_columns"]("07a/BTP")
    assert next(column.indicator for column in columns if column.indicator) == "3.3.received"
    assert names["table"].rows[0].holds


def test_the_comments_of_the_page_on_tables_are_true(capsys):
    names = run("tables.md")
    assert capsys.readouterr().out.split() == ["45.0", "75"]
    earlier = names["earlier"].figure("4.2.1", "so-noi-vu", "2024-H1")
    assert (earlier.value, earlier.state) == (None, "missing")
    assert len(names["rows"]) == 5
    assert names["figures"]["value"].isna().sum() > 0
