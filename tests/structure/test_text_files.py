"""Text files are UTF-8 in Unicode's composed form (NFC), with plain line ends."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SUFFIXES = {
    ".hpp", ".cpp", ".py", ".pyi", ".md", ".json", ".toml", ".txt", ".cmake", ".sh", ".yaml",
    ".yml", ".ipynb", ".csv",
}  # fmt: skip
NAMES = {"Makefile", "LICENSE", ".clang-format", ".clang-tidy", ".gitignore", "run"}
FOLDERS = [
    "cpp", "python", "tests", "tools", "docs", "notebooks", "benchmarks", "examples", "LICENSES", ".ci",
]  # fmt: skip
# Inputs of tests are what they are: decomposed letters and broken bytes are their point. A licence
# is kept as its author issued it.
LEFT_OUT = ("tests/data/", "LICENSES/MPL-2.0.txt")


def text_files(root: Path) -> list[Path]:
    candidates = [
        *root.iterdir(),
        *(path for folder in FOLDERS for path in (root / folder).rglob("*")),
    ]
    return sorted(
        path
        for path in candidates
        if path.is_file()
        and (path.suffix in SUFFIXES or path.name in NAMES)
        and not path.relative_to(root).as_posix().startswith(LEFT_OUT)
        and "_build" not in path.parts
    )


def faults_of(raw: bytes) -> list[str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"byte {error.start} is not UTF-8"]
    faults = []
    if text.startswith("\ufeff"):
        faults.append("starts with a byte order mark")
    if "\r" in text:
        faults.append("has carriage returns")
    if text and not text.endswith("\n"):
        faults.append("does not end with a line break")
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            faults.append(f"line {number} is not NFC")
        if line != line.rstrip(" \t"):
            faults.append(f"line {number} ends with a space")
    return faults


def violations(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {fault}"
        for path in text_files(root)
        for fault in faults_of(path.read_bytes())
    ]


def test_text_files_are_clean() -> None:
    assert violations(ROOT) == []


def test_there_are_files_to_look_at() -> None:
    names = {path.name for path in text_files(ROOT)}
    assert {"README.md", "Makefile", "pyproject.toml", "error.hpp"} <= names


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"good\nba\xcc\x81o c\xc3\xa1o\n", "line 2 is not NFC"),
        (b"\xef\xbb\xbfx\n", "starts with a byte order mark"),
        (b"x\r\n", "has carriage returns"),
        (b"x", "does not end with a line break"),
        (b"ab\xff\n", "byte 2 is not UTF-8"),
        (b"x \n", "line 1 ends with a space"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, raw: bytes, fault: str) -> None:
    (tmp_path / "notes.md").write_bytes(raw)
    assert fault in violations(tmp_path)[0]


def test_composed_vietnamese_is_left_alone_and_test_data_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_bytes("báo cáo tổng hợp\n".encode())
    (tmp_path / "tests" / "data").mkdir(parents=True)
    (tmp_path / "tests" / "data" / "nfd.txt").write_bytes(b"ba\xcc\x81o\r\n")
    assert violations(tmp_path) == []
