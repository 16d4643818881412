"""Catalogue, hierarchy and periods: what figures mean, who reports them, and for which window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from cchc._core import Catalogue, Hierarchy, Lineage, Period, hierarchy_from_json

__all__ = [
    "Catalogue",
    "Hierarchy",
    "Lineage",
    "Period",
    "catalogue",
    "hierarchy",
    "lineage",
    "load_catalogue",
    "provinces_2025",
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
        return hierarchy_from_json(Path(units).read_text(encoding="utf-8"))
    return Hierarchy([dict(unit) for unit in units])


def lineage(events: Iterable[Mapping[str, Any]] | str | Path, units: Hierarchy) -> Lineage:
    """Return the events that change units: renames, mergers, splits, transfers, and so on.

    Parameters
    ----------
    events
        Rows with ``kind`` (rename, merge, split, transfer, create, abolish, new_parent), ``date``
        (ISO, first day of the new state), ``from`` (ids) and ``to``: ids, or rows with ``unit`` and
        a ``share`` (text of an exact decimal) or ``amounts`` (indicator to number). Or the path of
        a hierarchy file that holds ``events``.
    units
        The hierarchy, with the units before and after every event and their validity.

    Raises
    ------
    LineageError
        With every fault: unknown units, dates outside validity, shares that do not sum to 1.
    """
    if isinstance(events, (str, Path)):
        return Lineage.from_json(Path(events).read_text(encoding="utf-8"), units)
    file = {
        "hierarchy": "given",
        "version": "1",
        "title_vi": "",
        "title_en": "",
        "units": [
            {key: value for key, value in units.unit(row).items() if value not in (None, "")}
            for row in range(len(units))
        ],
        "events": [_event(event) for event in events],
    }
    return Lineage.from_json(json.dumps(file, ensure_ascii=False), units)


def _event(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event as hierarchy files hold it; ``amounts`` beside ``to`` go to its one receiver."""
    row = {key: value for key, value in event.items() if key != "amounts" and value}
    receivers = [
        each if isinstance(each, Mapping) else {"unit": each} for each in row.get("to", [])
    ]
    if event.get("amounts"):
        receivers = [{**each, "amounts": event["amounts"]} for each in receivers]
    row["to"] = [_receiver(each) for each in receivers]
    return row


def _receiver(receiver: Mapping[str, Any]) -> str | dict[str, Any]:
    row = dict(receiver)
    amounts = row.get("amounts")
    if isinstance(amounts, Mapping):
        row["amounts"] = [
            {"indicator": code, "amount": str(amount)} for code, amount in amounts.items()
        ]
    return row["unit"] if set(row) == {"unit"} else row


@cache
def provinces_2025() -> tuple[Hierarchy, Lineage]:
    """Return the 63 provinces before and the 34 after 1 July 2025, and the mergers between them.

    Source: Nghị quyết 202/2025/QH15 of 12 June 2025. A province is known by its id and validity:
    seven of the new ones keep their name but bear a code that was another province's before.
    """
    text = shipped_text("provinces_2025.json")
    units = hierarchy_from_json(text)
    return units, Lineage.from_json(text, units)
