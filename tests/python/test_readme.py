"""The README's Python code runs, and prints what the README says it prints."""

import contextlib
import io
import re
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def examples(text):
    """(code, printed or None): Python blocks, each with the text block that follows it."""
    blocks = FENCE.findall(text)
    found = []
    for (language, code), after in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language == "python":
            found.append((code, after[1] if after[0] == "text" else None))
    return found


def printed_by(code, names):
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        exec(compile(code, str(README), "exec"), names)
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def check(text):
    """Run the blocks one after another, as a reader would."""
    names = {}
    for code, printed in examples(text):
        shown = printed_by(code, names)
        if printed is not None:
            assert shown == printed.splitlines(), code


def test_the_code_of_the_readme_prints_what_it_says():
    text = README.read_text(encoding="utf-8")
    assert len(examples(text)) >= 3
    assert any(printed for _, printed in examples(text))
    check(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("```python\nx = 1\n```\n```python\nprint(x)\n```\n\n```text\n1\n```\n", False),
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", True),
        ("```python\nprint(y)\n```\n", True),
        ("```console\n$ nothing\n```\n", False),
    ],
)
def test_a_planted_difference_is_found(text, wrong):
    if wrong:
        with pytest.raises((AssertionError, NameError)):
            check(text)
    else:
        check(text)
