"""One version, said in four places."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import cchc

ROOT = Path(__file__).parents[2]


def version_in_pyproject(text: str) -> str:
    return str(tomllib.loads(text)["project"]["version"])


def version_in_cmake(text: str) -> str:
    match = re.search(r"^project\(cchc VERSION ([0-9.]+)", text, re.MULTILINE)
    assert match, "CMakeLists.txt: project(cchc VERSION …) not found"
    return match[1]


def version_in_changelog(text: str) -> str:
    """Version of the topmost entry, `## 0.1.0 (unreleased)`."""
    match = re.search(r"^## ([0-9]+\.[0-9]+\.[0-9]+)", text, re.MULTILINE)
    assert match, "CHANGELOG.md: no entry"
    return match[1]


def source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_cmake_agrees_with_pyproject() -> None:
    assert version_in_cmake(source("CMakeLists.txt")) == version_in_pyproject(
        source("pyproject.toml")
    )


def test_the_changelog_starts_with_this_version() -> None:
    assert version_in_changelog(source("CHANGELOG.md")) == version_in_pyproject(
        source("pyproject.toml")
    )


def test_the_installed_package_has_this_version() -> None:
    assert cchc.__version__ == version_in_pyproject(source("pyproject.toml"))
    assert importlib.metadata.version("cchc") == cchc.__version__


def test_another_version_is_seen() -> None:
    assert version_in_pyproject('[project]\nversion = "1.2.3"') == "1.2.3"
    assert version_in_cmake("x\nproject(cchc VERSION 1.2.4 LANGUAGES CXX)") == "1.2.4"
    assert version_in_changelog("# Changes\n\n## 1.2.5 (unreleased)\n\n## 1.2.4\n") == "1.2.5"
