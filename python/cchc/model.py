"""Catalogue, hierarchy and periods: what figures mean, who reports them, and for which window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from cchc._core import Catalogue, Hierarchy, Period

__all__ = [
    "Catalogue",
    "Hierarchy",
    "Period",
    "catalogue",
    "hierarchy",
    "load_catalogue",
    "shipped_text",
]


def shipped_text(name: str) -> str:
    """Return the text of a file shipped in ``cchc/catalogues``."""
    return (resources.files("cchc") / "catalogues" / name).read_text(encoding="utf-8")


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue: the 80 rows of Phụ lục I and Biểu mẫu 3, and their parts."""
    return Catalogue.from_json(shipped_text("catalogue.json"))


def load_catalogue(path: str | Path) -> Catalogue:
    """Return the catalogue in a JSON file.

    Raises
    ------
    CatalogueError
        With every fault of the file and its JSON path.
    InputError
        When the file is not JSON.
    """
    return Catalogue.from_json(Path(path).read_text(encoding="utf-8"))


def hierarchy(units: Iterable[Mapping[str, Any]] | str | Path) -> Hierarchy:
    """Return a hierarchy of organisation units.

    Parameters
    ----------
    units
        Rows with the keys ``id``, ``name``, ``parent`` (an id, empty for a root), ``type``,
        ``level``, ``code``, ``valid_from``, ``valid_to`` (ISO dates), ``reports``; only ``id`` is
        required. Or the path of a JSON file whose member ``units`` holds such rows.

    Raises
    ------
    HierarchyError
        With every fault: repeated or empty ids, unknown parents, cycles, wrong validity.
    """
    if isinstance(units, (str, Path)):
        units = json.loads(Path(units).read_text(encoding="utf-8"))["units"]
    return Hierarchy([dict(unit) for unit in units])
