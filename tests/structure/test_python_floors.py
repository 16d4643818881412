"""The floors of the Python package: a module imports floors below its own, never up or sideways."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Height of each module (or subpackage, as one). Equal heights are siblings that do not know each
# other. Where one row of the plan has an order inside ("rules -> validate"), the later is higher.
HEIGHT = {
    "_core": 0.0,
    "errors": 0.1,
    "_arguments": 0.2,
    "_fingerprint": 0.15,
    "_answers": 0.2,
    "_files": 0.25,
    "_save": 0.26,
    "_registry": 0.3,
    "_border": 0.35,
    "definitions": 0.37,
    "definition_checks": 0.38,
    "listing": 0.37,
    "registering": 0.39,
    "extend": 0.4,
    "model": 1.0,
    "forms": 1.1,
    "observation_columns": 1.9,
    "observations": 2.0,
    "read": 2.1,
    "figures": 2.9,
    "cube": 3.0,
    "completion": 3.05,
    "store": 3.1,
    "aggregations": 4.0,
    "reasons": 4.0,
    "aggregate": 4.1,
    "derivation_plan": 4.15,
    "derived": 4.2,
    "baselines": 4.2,
    "compare": 5.0,
    "trend": 5.0,
    "plan": 5.0,
    "staffing": 5.0,
    "procedures": 5.0,
    "rules": 5.0,
    "rule_extensions": 5.05,
    "validate": 5.1,
    "check": 5.2,
    "outliers": 5.1,
    "_pickles": 5.1,
    "scale": 6.0,
    "present": 7.0,
    "merging": 7.5,
    "_facade": 7.5,
    "__init__": 8.0,
    "demo": 8.05,
    "commands": 8.1,
    "cli": 8.2,
    "__main__": 8.3,
}

# Aside: these import whatever is public, and nobody imports them, except those named here.
ASIDE = {
    "samples": {"demo"},  # the demonstration runs on the samples
    "_samples": {"samples"},  # the parts that samples is made of
    "testing": set(),
    "_testing": {"testing"},  # the parts that testing is made of
}


def module_of(path: Path, package: Path) -> str:
    """First name below the package: `read/table.py` -> `read`, `__init__.py` -> `__init__`."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def absolute(node: ast.ImportFrom, path: Path, package: Path) -> str:
    """Dotted name that a `from … import` starts from, with relative levels resolved."""
    if node.level == 0:
        return node.module or ""
    inside = ("cchc", *path.relative_to(package).parent.parts)
    base = inside[: len(inside) - node.level + 1]
    return ".".join((*base, *([node.module] if node.module else [])))


def imported(path: Path, package: Path) -> list[tuple[int, str]]:
    """Line and module of the package for each import anywhere in a file, whatever its form."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = absolute(node, path, package)
            names = [f"{start}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "cchc":
                found.append((node.lineno, top_module(parts, package)))
    return found


def top_module(parts: list[str], package: Path) -> str:
    """`cchc.read.table` -> `read`; a name that the facade defines itself -> `__init__`."""
    if len(parts) == 1:
        return "__init__"
    exists = any((package / f"{parts[1]}{end}").exists() for end in ("", ".py", ".pyi"))
    return parts[1] if exists or parts[1] in HEIGHT else "__init__"


def may_import(user: str, used: str) -> bool:
    if user == used:
        return True
    if used in ASIDE:
        return user in ASIDE[used]
    if user in ASIDE:
        return not used.startswith("_") or used == "__init__"
    return HEIGHT[used] < HEIGHT[user]


def violations(package: Path) -> list[str]:
    found = []
    for path in sorted(package.rglob("*.py")):
        user = module_of(path, package)
        name = path.relative_to(package)
        if user not in HEIGHT and user not in ASIDE:
            found.append(f"{name}: not in the table of floors")
            continue
        for line, used in imported(path, package):
            if used not in HEIGHT and used not in ASIDE:
                found.append(f"{name}:{line}: {used} is not in the table of floors")
            elif not may_import(user, used):
                found.append(f"{name}:{line}: {user} may not know {used}")
    return found


def test_imports_go_down() -> None:
    assert violations(ROOT / "python" / "cchc") == []


def test_there_are_modules_to_look_at() -> None:
    assert (ROOT / "python" / "cchc" / "__init__.py").is_file()


def plant(package: Path, path: str, text: str) -> None:
    for name in (
        "__init__",
        "errors",
        "model",
        "observations",
        "compare",
        "trend",
        "samples",
        "cli",
    ):
        (package / f"{name}.py").write_text("", encoding="utf-8")
    (package / "_core.pyi").write_text("", encoding="utf-8")
    (package / "read").mkdir()
    (package / "read" / "__init__.py").write_text("", encoding="utf-8")
    (package / "read" / "grammar.py").write_text("", encoding="utf-8")
    file = package / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("model.py", "from cchc.compare import x", "model may not know compare"),
        ("model.py", "from cchc import compare", "model may not know compare"),
        ("model.py", "from . import compare", "model may not know compare"),
        ("model.py", "from .compare import x", "model may not know compare"),
        ("model.py", "import cchc.compare", "model may not know compare"),
        ("model.py", "import cchc", "model may not know __init__"),
        ("model.py", "from cchc import read_csv", "model may not know __init__"),
        ("model.py", "def f():\n    from cchc import compare", "model may not know compare"),
        ("model.py", "if TYPE_CHECKING:\n    from .compare import X", "model may not know compare"),
        ("compare.py", "from cchc.trend import x", "compare may not know trend"),
        ("read/text.py", "from ..compare import x", "read may not know compare"),
        ("read/text.py", "from .. import compare", "read may not know compare"),
        ("compare.py", "import cchc.samples", "compare may not know samples"),
        ("samples.py", "from cchc._core import x", "samples may not know _core"),
        ("helpers.py", "", "not in the table"),
    ],
)
def test_a_planted_arrow_is_found(tmp_path: Path, path: str, text: str, reason: str) -> None:
    plant(tmp_path, path, text)
    found = violations(tmp_path)
    assert len(found) == 1
    assert reason in found[0]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("compare.py", "from cchc.model import x\nfrom . import _core\nimport numpy"),
        ("read/text.py", "from .grammar import x\nfrom ..observations import y"),
        ("read/text.py", "from cchc.read import grammar"),
        ("__init__.py", "from cchc.compare import compare"),
        ("samples.py", "import cchc\nfrom cchc.compare import compare"),
        ("demo.py", "from cchc import samples"),
    ],
)
def test_an_arrow_down_is_left_alone(tmp_path: Path, path: str, text: str) -> None:
    plant(tmp_path, path, text)
    assert violations(tmp_path) == []
