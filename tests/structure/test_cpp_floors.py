"""Floors of the C++ engine: a file includes its own floor or one below, never up or sideways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Height of each floor. Floors of equal height are siblings and do not know each other.
HEIGHT = {
    "base": 0,
    "model": 1,
    "observations": 2,
    "cube": 3,
    "aggregate": 4,
    "compare": 5,
    "trend": 5,
    "validate": 5,
    "report": 6,
    "bindings": 7,
}

QUOTED = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
ANGLED = re.compile(r"^[ \t]*#[ \t]*include[ \t]*<(cchc/[^>]+)>", re.MULTILINE)


def floor_of(path: Path, cpp: Path) -> str:
    """Floor of a file under cpp/: include/cchc/<floor>/, src/<floor>/ or bindings/."""
    parts = path.relative_to(cpp).parts
    if parts[0] == "bindings":
        return "bindings"
    return parts[2] if parts[:2] == ("include", "cchc") else parts[1]


def files_of(cpp: Path) -> list[Path]:
    return sorted(
        path
        for folder in ("include", "src", "bindings")
        for path in (cpp / folder).rglob("*")
        if path.suffix in {".hpp", ".cpp"}
    )


def may_include(user: str, used: str) -> bool:
    return user == used or HEIGHT[used] < HEIGHT[user]


def violations_of_include(path: Path, included: str, cpp: Path) -> str | None:
    user = floor_of(path, cpp)
    where = f"{path.relative_to(cpp)} includes {included}"
    if user not in HEIGHT:
        return f"{path.relative_to(cpp)}: no floor is called {user}"
    if not included.startswith("cchc/"):
        # A private header is allowed beside its user only.
        beside = "/" not in included and (path.parent / included).is_file()
        return None if beside else f"{where}: neither cchc/<floor>/ nor a file beside it"
    used = included.split("/")[1]
    if used not in HEIGHT:
        return f"{where}: no floor is called {used}"
    if not (cpp / "include" / included).is_file():
        return f"{where}: no such header"
    return None if may_include(user, used) else f"{where}: {user} may not know {used}"


def violations(cpp: Path) -> list[str]:
    found = []
    for path in files_of(cpp):
        text = path.read_text(encoding="utf-8")
        included = QUOTED.findall(text) + ANGLED.findall(text)
        found += [violations_of_include(path, each, cpp) for each in included]
    return [violation for violation in found if violation]


def test_includes_go_down_or_stay() -> None:
    assert violations(ROOT / "cpp") == []


def test_there_are_files_to_look_at() -> None:
    assert len(files_of(ROOT / "cpp")) >= 3


def plant(cpp: Path, path: str, include: str) -> None:
    for header in ("base/error", "model/period", "compare/change", "trend/slope"):
        target = cpp / "include" / "cchc" / f"{header}.hpp"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("#pragma once\n", encoding="utf-8")
    file = cpp / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#pragma once\n#include <vector>\n{include}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "include", "reason"),
    [
        ("include/cchc/base/index.hpp", '#include "cchc/model/period.hpp"', "base may not know"),
        ("src/compare/change.cpp", '#include "cchc/trend/slope.hpp"', "compare may not know trend"),
        ("src/compare/change.cpp", "#include <cchc/trend/slope.hpp>", "may not know"),
        ("src/compare/change.cpp", '  #  include "cchc/trend/slope.hpp"', "may not know"),
        ("src/model/period.cpp", '#include "../base/error.hpp"', "neither"),
        ("src/model/period.cpp", '#include "cchc/helpers/x.hpp"', "no floor is called helpers"),
        ("src/model/period.cpp", '#include "cchc/base/gone.hpp"', "no such header"),
        ("src/extras/x.cpp", '#include "cchc/base/error.hpp"', "no floor is called extras"),
    ],
)
def test_a_planted_arrow_is_found(tmp_path: Path, path: str, include: str, reason: str) -> None:
    plant(tmp_path, path, include)
    found = violations(tmp_path)
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize(
    ("path", "include"),
    [
        ("src/model/period.cpp", '#include "cchc/base/error.hpp"'),
        ("src/model/formula.cpp", '#include "cchc/model/period.hpp"'),
        ("bindings/bind_trend.cpp", '#include "cchc/trend/slope.hpp"'),
        ("src/model/period.cpp", '// #include "cchc/trend/slope.hpp"'),
    ],
)
def test_an_arrow_down_or_level_is_left_alone(tmp_path: Path, path: str, include: str) -> None:
    plant(tmp_path, path, include)
    assert violations(tmp_path) == []
