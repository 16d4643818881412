"""Displays as golden files: CCHC_REGENERATE=1 writes them anew, for a reader to compare."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "display"
REGENERATE = "CCHC_REGENERATE"


def check(name: str, text: str) -> None:
    """Compare a text with its golden file, or write the file when that is asked for."""
    path = FOLDER / name
    if os.environ.get(REGENERATE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert path.is_file(), f"{path} is missing; write it with {REGENERATE}=1"
    assert text + "\n" == path.read_text(encoding="utf-8"), (
        f"{path.name} differs; if the new display is right, write it with {REGENERATE}=1"
    )
