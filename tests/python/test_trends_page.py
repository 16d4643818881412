"""The Python code of docs/trends.md runs, and prints what the page says it prints."""

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "trends.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_code_of_the_page_prints_what_it_says():
    blocks = FENCE.findall(PAGE.read_text(encoding="utf-8"))
    names = {}
    checked = 0
    for (language, code), after in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language != "python":
            continue
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            exec(compile(code, str(PAGE), "exec"), names)
        if after[0] == "text":
            assert stream.getvalue() == after[1]
            checked += 1
    assert checked == 2


def test_every_name_of_the_page_is_there():
    import importlib

    module = importlib.import_module("cchc.trend")
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"`(wilson|line|summary|mann_kendall|control_chart)`", text):
        assert hasattr(module, name)
    # The verb hides the module of its name, so no call may be written through it.
    assert not re.findall(r"cchc\.trend\.\w+", text)
