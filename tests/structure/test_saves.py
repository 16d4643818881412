"""Files are written whole: every writer goes through `save_whole`, or says why it does not."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]

WRITERS = {"write_text", "write_bytes", "fdopen", "mkstemp", "NamedTemporaryFile"}

#: Files that write by themselves, with the reason. The list may only shrink.
BY_THEMSELVES = {
    "_save.py": "this is save_whole",
    "read/pool.py": "a pipe between processes, no file",
}


def writes(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        after_path = node.args[isinstance(node.func, ast.Name) :]
        modes = [each.value for each in after_path if isinstance(each, ast.Constant)]
        modes += [each.value.value for each in node.keywords
                  if each.arg == "mode" and isinstance(each.value, ast.Constant)]  # fmt: skip
        opened = name == "open" and any(
            isinstance(mode, str) and set(mode) <= set("rwxabt+") and set(mode) & set("wxa+")
            for mode in modes
        )
        if name in WRITERS or opened:
            return True
    return False


def writers(package: Path) -> set[str]:
    return {path.relative_to(package).as_posix() for path in package.rglob("*.py") if writes(path)}


def test_every_writer_saves_whole() -> None:
    assert writers(ROOT / "python" / "cchc") == set(BY_THEMSELVES)


def test_a_planted_writer_is_found(tmp_path: Path) -> None:
    texts = {
        "a.py": "from pathlib import Path\nPath('x').write_text('y')\n",
        "b.py": "open('x', 'w')\n",
        "c.py": "open('x', mode='ab')\n",
        "d.py": "open('x')\nopen('w.txt', 'rb')\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert writers(tmp_path) == {"a.py", "b.py", "c.py"}
