"""Catalogue, hierarchy and periods: what figures mean, who reports them, and for which window."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from cchc._arguments import as_date_text, as_rows
from cchc._core import Catalogue, Hierarchy, Lineage, Period, hierarchy_from_json
from cchc._files import file_text
from cchc.errors import Error, HierarchyError, LineageError, new_error

__all__ = [
    "Catalogue",
    "Hierarchy",
    "Lineage",
    "Period",
    "catalogue",
    "flat_hierarchy",
    "hierarchy",
    "lineage",
    "load_catalogue",
    "provinces_2025",
    "shipped_text",
    "with_indicators",
]


def shipped_text(name: str) -> str:
    """Return the text of a file shipped in ``cchc/catalogues``."""
    return (resources.files("cchc") / "catalogues" / name).read_text(encoding="utf-8")


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue: the 80 rows of Phụ lục I and Biểu mẫu 3, and their parts."""
    return Catalogue.from_json(shipped_text("catalogue.json"))


def with_indicators(
    catalogue: Catalogue,
    rows: Iterable[Mapping[str, Any]],
    measures: Iterable[Mapping[str, Any]] = (),
) -> Catalogue:
    """Return a catalogue with further indicators behind its own.

    Parameters
    ----------
    catalogue
        Stays as it is.
    rows
        Indicators, each with the members that a catalogue file has.
    measures
        Units of measure with ``id``, ``label_vi``, ``label_en``; of those that the catalogue has only
        further spellings (``printed``) are taken.

    Raises
    ------
    CatalogueError
        With every fault of the rows.
    """
    added = json.dumps([list(rows), list(measures)], ensure_ascii=False)
    return _extended_catalogue(catalogue, added)


@lru_cache(maxsize=32)
def _extended_catalogue(catalogue: Catalogue, added: str) -> Catalogue:
    rows, measures = json.loads(added)
    definition = json.loads(catalogue.to_json())
    known = {each["id"]: each for each in definition["units_of_measure"]}
    for each in measures:
        if each["id"] not in known:
            known[each["id"]] = {"label_vi": each["id"], "label_en": each["id"], **each}
        else:
            held = known[each["id"]]
            spellings = [*held.get("printed", ()), *each.get("printed", ())]
            known[each["id"]] = {**held, "printed": list(dict.fromkeys(spellings))}
    definition["units_of_measure"] = list(known.values())
    definition["indicators"] += rows
    return Catalogue.from_json(json.dumps(definition, ensure_ascii=False))


def load_catalogue(path: str | Path) -> Catalogue:
    """Return the catalogue in a JSON file.

    Raises
    ------
    CatalogueError
        With every fault of the file and its JSON path.
    InputError
        When the file cannot be read or is not JSON.
    """
    return Catalogue.from_json(file_text(path))


#: Keys of a unit that hold texts, and the two that hold days.
_TEXTS = ("id", "name", "parent", "type", "level", "code")
_DAYS = ("valid_from", "valid_to")
_KEYS = (*_TEXTS, *_DAYS, "reports")


def _unit_faults(unit: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the keys and values of one unit, in both languages."""
    faults = []
    for key, value in unit.items():
        kind = type(value).__name__
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, 1)
            hint, hint_vi = (f"; '{near[0]}'?", f"; có phải '{near[0]}'?") if near else ("", "")
            known = ", ".join(_KEYS)
            faults.append(
                (
                    f"unknown key '{key}'{hint}; known: {known}",
                    f"khóa '{key}' không có{hint_vi}; các khóa có: {known}",
                )
            )
        elif key in _TEXTS and not isinstance(value, (str, type(None))):
            faults.append(
                (
                    f"{key} must be a text, not {kind} ({value!r:.60})",
                    f"{key} phải là văn bản, không phải {kind} ({value!r:.60})",
                )
            )
        elif key == "reports" and not isinstance(value, bool):
            faults.append(
                (
                    f"reports must be True or False, not {kind}",
                    f"reports phải là True hoặc False, không phải {kind}",
                )
            )
        elif isinstance(value, str) and not value.isprintable() and _has_surrogate(value):
            faults.append((f"{key} holds a broken character", f"{key} có ký tự hỏng"))
    return faults


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _checked_unit(unit: dict[str, Any], where: str, faults: list[dict[str, str]]) -> dict[str, Any]:
    """The unit with days as texts; what is wrong with it is added to `faults`."""
    found = _unit_faults(unit)
    for key in _DAYS:
        try:
            unit[key] = as_date_text(unit.get(key))
        except Error as error:
            found.append((f"{key}: {error.message_en}", f"{key}: {error.message_vi}"))
    faults += [{"where": where, "message_en": en, "message_vi": vi} for en, vi in found]
    return unit


def hierarchy(units: Iterable[Mapping[str, Any]] | str | Path) -> Hierarchy:
    """Return a hierarchy of organisation units.

    Parameters
    ----------
    units
        Rows with the keys ``id``, ``name``, ``parent`` (an id, empty for a root), ``type``,
        ``level``, ``code``, ``valid_from``, ``valid_to`` (dates or ISO texts), ``reports``; only ``id`` is
        required. Or the path of a JSON file that is a list of such rows, or whose member ``units``
        is one.

    Raises
    ------
    HierarchyError
        With every fault: unknown keys, values that are no texts, repeated or empty ids, unknown
        parents, cycles, wrong validity.
    InputError
        When the file cannot be read.
    """
    if isinstance(units, (str, Path)):
        text = file_text(units)
        if text.lstrip("\ufeff \t\r\n").startswith("["):  # the rows alone
            text = f'{{"units": {text.removeprefix(chr(0xFEFF))}}}'
        return hierarchy_from_json(text)
    faults: list[dict[str, str]] = []
    rows = [
        _checked_unit(unit, f"unit {number}", faults)
        for number, unit in enumerate(as_rows(units, "unit", "đơn vị", HierarchyError))
    ]
    if faults:
        error = new_error(
            HierarchyError,
            "CCHC-E0410",
            "the units are not given rightly: " + _listed(faults, "message_en"),
            "các đơn vị khai chưa đúng: " + _listed(faults, "message_vi"),
        )
        error.faults = tuple(faults)
        raise error
    return Hierarchy(rows)


def flat_hierarchy(
    units: Iterable[str] | Mapping[str, str],
    *,
    root: str = "Tổng hợp",
    types: Mapping[str, str] | None = None,
) -> Hierarchy:
    """Return one root with the named units below it, for figures that came without a hierarchy.

    Parameters
    ----------
    units
        Names, which are the ids too, each once; or names by id.
    root
        Name of the unit above them, whose id is ``*``. It owes no report of its own.
    types
        Unit type by id, of those whose type is known. By it a list that communes share counts once.
    """
    top = {"id": "*", "name": root, "type": "province", "level": "total", "reports": False}
    named = units.items() if isinstance(units, Mapping) else ((name, name) for name in units)
    below = [
        {"id": unit, "name": name, "parent": "*", "level": "unit"}
        | ({"type": types[unit]} if types and unit in types else {})
        for unit, name in named
    ]
    return hierarchy([top, *below])


def _listed(faults: list[dict[str, str]], message: str) -> str:
    return "; ".join(f"{fault['where']}: {fault[message]}" for fault in faults)


def lineage(events: Iterable[Mapping[str, Any]] | str | Path, units: Hierarchy) -> Lineage:
    """Return the events that change units: renames, mergers, splits, transfers, and so on.

    Parameters
    ----------
    events
        Rows with ``kind`` (rename, merge, split, transfer, create, abolish, new_parent), ``date``
        (a date or ISO text, first day of the new state), ``from`` (ids) and ``to``:
        ids, or rows with ``unit`` and a ``share`` (text of an exact decimal) or ``amounts``
        (indicator to number). Or the path of a hierarchy file that holds ``events``.
    units
        The hierarchy, with the units before and after every event and their validity.

    Raises
    ------
    LineageError
        With every fault: unknown units, dates outside validity, shares that do not sum to 1.
    InputError
        When the file cannot be read.
    """
    if isinstance(events, (str, Path)):
        return Lineage.from_json(file_text(events), units)
    rows = as_rows(events, "event", "sự kiện", LineageError)
    file = {
        "hierarchy": "given",
        "version": "1",
        "title_vi": "",
        "title_en": "",
        "units": [
            {key: value for key, value in units.unit(row).items() if value not in (None, "")}
            for row in range(len(units))
        ],
        "events": [_event(event) for event in rows],
    }
    return Lineage.from_json(json.dumps(file, ensure_ascii=False), units)


def _event(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event as hierarchy files hold it; ``amounts`` beside ``to`` go to its one receiver."""
    row = {key: value for key, value in event.items() if key != "amounts" and value}
    if "date" in row:
        row["date"] = as_date_text(row["date"])
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
