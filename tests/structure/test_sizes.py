"""Size budgets: small files and functions, with a list of reasoned exceptions that shrinks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Lines a file may have, by where it stands. The first pattern that matches counts.
BUDGETS = [
    ("cpp/include/**/*.hpp", 300),
    ("cpp/src/**/*.?pp", 400),
    ("cpp/bindings/*.?pp", 150),
    ("python/cchc/**/*.py", 450),
]
FUNCTION_BUDGET = 60

# path -> (lines allowed, reason). A file that fits its budget again must leave the list, and the
# number allowed may only be lowered.
EXCEPTIONS: dict[str, tuple[int, str]] = {}

# "path::function" -> (lines allowed, reason), under the same terms.
FUNCTION_EXCEPTIONS: dict[str, tuple[int, str]] = {}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def file_sizes(root: Path) -> dict[str, tuple[int, int]]:
    """Each file under a budget: its path -> (its lines, its budget)."""
    return {
        path.relative_to(root).as_posix(): (lines_of(path), budget)
        for pattern, budget in BUDGETS
        for path in sorted(root.glob(pattern))
    }


def function_sizes(root: Path) -> dict[str, tuple[int, int]]:
    """Each Python function: "path::name" -> (its lines without the docstring, the budget)."""
    sizes = {}
    for path in sorted((root / "python" / "cchc").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{path.relative_to(root).as_posix()}::{node.name}"
                lines = body_lines(node)
                sizes[name] = (max(lines, sizes.get(name, (0, 0))[0]), FUNCTION_BUDGET)
    return sizes


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    docstring = 0
    if ast.get_docstring(node) is not None:
        docstring = (first.end_lineno or 0) - first.lineno + 1
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def violations(
    sizes: dict[str, tuple[int, int]], exceptions: dict[str, tuple[int, str]]
) -> list[str]:
    found = []
    for name, (lines, budget) in sizes.items():
        allowed, reason = exceptions.get(name, (budget, ""))
        if lines > allowed:
            found.append(f"{name}: {lines} lines, {allowed} allowed")
        elif reason and lines <= budget:
            found.append(f"{name}: fits its budget now, take it off the list of exceptions")
    for name, (allowed, reason) in exceptions.items():
        if name not in sizes:
            found.append(f"{name}: an exception for something that is not there")
        elif not reason.strip() or allowed <= sizes[name][1]:
            found.append(f"{name}: an exception needs a reason and a number above the budget")
    return found


def test_files_stay_within_their_budget() -> None:
    assert violations(file_sizes(ROOT), EXCEPTIONS) == []


def test_python_functions_stay_within_their_budget() -> None:
    assert violations(function_sizes(ROOT), FUNCTION_EXCEPTIONS) == []


def test_there_are_files_to_measure() -> None:
    assert len(file_sizes(ROOT)) >= 3
    assert function_sizes(ROOT)


def plant(root: Path, path: str, lines: int) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x\n" * lines, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("cpp/include/cchc/base/error.hpp", 300),
        ("cpp/src/base/error.cpp", 400),
        ("cpp/src/base/detail.hpp", 400),
        ("cpp/bindings/bind_errors.cpp", 150),
        ("python/cchc/read/text.py", 450),
    ],
)
def test_one_line_too_many_is_found(tmp_path: Path, path: str, budget: int) -> None:
    plant(tmp_path, path, budget)
    assert violations(file_sizes(tmp_path), {}) == []
    plant(tmp_path, path, budget + 1)
    assert violations(file_sizes(tmp_path), {}) == [f"{path}: {budget + 1} lines, {budget} allowed"]


def test_an_exception_lets_a_file_pass_and_no_further() -> None:
    sizes = {"a.cpp": (500, 400)}
    assert violations(sizes, {"a.cpp": (500, "a table that is read as one")}) == []
    assert violations(sizes, {"a.cpp": (499, "a table that is read as one")}) != []


@pytest.mark.parametrize(
    ("lines", "exception"),
    [
        (400, ("a.cpp", (500, "not needed any more"))),
        (500, ("a.cpp", (500, " "))),
        (300, ("b.cpp", (500, "the file is gone"))),
    ],
)
def test_a_stale_exception_is_found(lines: int, exception: tuple[str, tuple[int, str]]) -> None:
    assert violations({"a.cpp": (lines, 400)}, dict([exception])) != []


def test_a_long_function_is_found_and_its_docstring_is_free(tmp_path: Path) -> None:
    plant(tmp_path, "python/cchc/cube.py", 0)
    file = tmp_path / "python" / "cchc" / "cube.py"
    doc = '    """' + "word\n" * 40 + '    """\n'
    file.write_text("def f():\n" + doc + "    x = 1\n" * 59, encoding="utf-8")
    assert violations(function_sizes(tmp_path), {}) == []
    file.write_text("def f():\n" + doc + "    x = 1\n" * 60, encoding="utf-8")
    assert violations(function_sizes(tmp_path), {}) == [
        "python/cchc/cube.py::f: 61 lines, 60 allowed"
    ]
