"""A name in the headers of the core means one type.

All headers share one namespace. Two types of one name in two headers would compile, as long as no
file includes both, and then break at run time: the linker keeps one of the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEFINITION = re.compile(
    r"^(?:enum class|struct|class) (\w+)(?: final)?(?: : [^;{]*)?\s*\{", re.MULTILINE
)


def defined_twice(include: Path) -> dict[str, list[str]]:
    """Type name -> the headers that define it, for names defined more than once."""
    found = defaultdict(list)
    for path in sorted(include.rglob("*.hpp")):
        for name in DEFINITION.findall(path.read_text(encoding="utf-8")):
            found[name].append(path.relative_to(include).as_posix())
    return {name: paths for name, paths in found.items() if len(paths) > 1}


def test_no_type_is_defined_twice() -> None:
    assert defined_twice(ROOT / "cpp" / "include") == {}


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        ("enum class Verdict { yes };", True),
        ("struct Verdict : Base {\n};", True),
        ("class Verdict final {", True),
        ("class Verdict;", False),
        ("struct VerdictReason {};", False),
    ],
)
def test_a_planted_clash_is_found(tmp_path: Path, second: str, clash: bool) -> None:
    (tmp_path / "a.hpp").write_text("struct Verdict {\n};\n", encoding="utf-8")
    (tmp_path / "b.hpp").write_text(f"{second}\n", encoding="utf-8")
    assert (defined_twice(tmp_path) == {"Verdict": ["a.hpp", "b.hpp"]}) == clash
