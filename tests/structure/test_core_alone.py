"""The engine stands alone: no Python in it, and it neither prints nor asks the clock or locale."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)

# What the engine must not call, and why.
FORBIDDEN = {
    r"\bstd::(cout|cerr|clog)\b|\b(printf|fprintf|puts|fputs|putchar)\s*\(": "prints",
    r"\b(system_clock|steady_clock|high_resolution_clock)\b|\bstd::time\b|\blocaltime\b|\bgmtime\b"
    r"|\bclock\s*\(": "asks the clock",
    r"\bsetlocale\b|\bstd::locale\b|\b(std::)?(strtod|strtof|strtold|atof)\b"
    r"|\bstd::(stod|stof|stold)\b"
    r"|\b(std::)?(isspace|isdigit|isalpha|isalnum|tolower|toupper)\s*\(": "depends on the locale",
    r"\bgetenv\b": "reads the environment",
    r"\b(std::)?(abort|exit|terminate)\s*\(": "ends the program",
}


def without_comments_and_texts(text: str) -> str:
    """C++ with comments and string literals blanked, line breaks kept."""
    pattern = re.compile(
        r'R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
        r"|//[^\n]*|/\*.*?\*/",
        re.DOTALL,
    )
    return pattern.sub(lambda match: "\n" * match[0].count("\n") or " ", text)


def engine_files(cpp: Path) -> list[Path]:
    return sorted(
        path
        for folder in ("include", "src")
        for path in (cpp / folder).rglob("*")
        if path.suffix in {".hpp", ".cpp"}
    )


def python_includes(cpp: Path) -> list[str]:
    return [
        f"{path.relative_to(cpp)} includes {included}"
        for path in engine_files(cpp)
        for included in INCLUDE.findall(path.read_text(encoding="utf-8"))
        if included == "Python.h" or included.startswith(("pybind11/", "numpy/"))
    ]


def forbidden_calls(cpp: Path) -> list[str]:
    found = []
    for path in engine_files(cpp):
        text = without_comments_and_texts(path.read_text(encoding="utf-8"))
        for pattern, why in FORBIDDEN.items():
            for match in re.finditer(pattern, text):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(cpp)}:{line}: {match[0].strip()} {why}")
    return found


def python_symbols(nm_output: str) -> list[str]:
    """Symbols of Python's C interface or of pybind11 among the lines of `nm`."""
    names = (line.split()[-1] for line in nm_output.splitlines() if line.strip())
    return sorted({name for name in names if re.match(r"_?Py[A-Z_]", name) or "pybind11" in name})


def newest_library() -> Path | None:
    built = sorted(ROOT.glob("build/*/cpp/libcchc_core.a"), key=lambda path: path.stat().st_mtime)
    return built[-1] if built else None


def test_only_the_bindings_include_python() -> None:
    assert python_includes(ROOT / "cpp") == []


def test_the_engine_neither_prints_nor_asks_the_machine() -> None:
    assert forbidden_calls(ROOT / "cpp") == []


def test_there_are_files_to_look_at() -> None:
    assert len(engine_files(ROOT / "cpp")) >= 3


def test_the_static_library_has_no_python_symbol() -> None:
    library = newest_library()
    if library is None or shutil.which("nm") is None:
        pytest.skip("needs nm and a library built by the C++ tests (make test-cpp)")
    listed = subprocess.run(
        ["nm", "--format=bsd", str(library)], capture_output=True, text=True, check=True
    )
    assert "cchc" in listed.stdout
    assert python_symbols(listed.stdout) == []


def plant(cpp: Path, text: str) -> None:
    (cpp / "src" / "base").mkdir(parents=True)
    (cpp / "src" / "base" / "error.cpp").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "include", ["#include <Python.h>", '#include "pybind11/numpy.h"', "# include <pybind11/stl.h>"]
)
def test_a_planted_include_of_python_is_found(tmp_path: Path, include: str) -> None:
    plant(tmp_path, f"#include <vector>\n{include}\n")
    assert len(python_includes(tmp_path)) == 1


@pytest.mark.parametrize(
    "call",
    [
        "std::cout << 1;",
        'printf("%d", 1);',
        "auto now = std::chrono::system_clock::now();",
        "double x = std::stod(text);",
        "double x = strtod(text, nullptr);",
        "if (std::isdigit(letter)) {}",
        "std::getenv(name);",
        "std::exit(1);",
    ],
)
def test_a_planted_call_is_found_with_its_line(tmp_path: Path, call: str) -> None:
    plant(tmp_path, f"/* two\nlines */\nvoid f() {{ {call} }}\n")
    found = forbidden_calls(tmp_path)
    assert len(found) == 1
    assert found[0].startswith("src/base/error.cpp:3: ")


def test_comments_texts_and_like_names_are_left_alone(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "// std::cout << 1\n/* strtod(x) */\n"
        'const char* text = "printf(1) // ";\nconst char* raw = R"x(std::exit(1) ")x";\n'
        "int snapshot_printf_count = my_isdigit(3);\n",
    )
    assert forbidden_calls(tmp_path) == []


def test_python_symbols_are_told_from_others() -> None:
    listed = """
error.cpp.o:
                 U PyErr_SetString
                 U _Py_Dealloc
0000000000000000 W _ZN8pybind116object4castEv
0000000000000000 T _ZN4cchc6PyreneC1Ev
                 U Pythagoras
"""
    assert python_symbols(listed) == [
        "PyErr_SetString",
        "_Py_Dealloc",
        "_ZN8pybind116object4castEv",
    ]
