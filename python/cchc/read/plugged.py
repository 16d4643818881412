"""Files of a kind that a user's reader knows, and names of units that a user's resolver knows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cchc import _border, _registry
from cchc._core import Hierarchy
from cchc._files import not_opened
from cchc.definitions import PLAIN_TEXT

__all__ = ["resolved_units", "source_by_reader"]


def source_by_reader(
    source: str | bytes | os.PathLike[str], file: str | None
) -> tuple[str | bytes | os.PathLike[str], str | None]:
    """Return the source as text where a registered reader takes files with its suffix.

    Raises
    ------
    ExtensionError
        When the reader raises (CCHC-E1407) or gives no text (CCHC-E1408).
    InputError
        When the file cannot be opened.
    """
    name = file if isinstance(source, bytes) else os.fspath(source)
    if not name or "\n" in name or Path(name).suffix.lower() in ("", *PLAIN_TEXT):
        return source, file
    suffix = Path(name).suffix.lower()
    for extension in reversed(_registry.of_kind("reader")):
        if suffix in extension.definition.suffixes:
            data = source if isinstance(source, bytes) else _bytes(Path(name))
            text = _border.called(extension, extension.definition.function, (data, name))
            if not isinstance(text, str):
                raise _border.refuse(
                    extension,
                    "CCHC-E1408",
                    f"must return the text of a report, came {type(text).__name__}",
                    f"phải trả về văn bản của báo cáo, nhận được {type(text).__name__}",
                )
            return text.encode(), name
    return source, file


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise not_opened(error, str(path)) from error


def resolved_units(
    names: Iterable[str], tree: Hierarchy, units: Mapping[str, str]
) -> dict[str, str]:
    """Return ids of units by name: those given, then what registered resolvers say.

    Parameters
    ----------
    names
        Agencies and file names that the hierarchy does not know.
    tree
        The units.
    units
        Ids given by the caller; they win.

    Raises
    ------
    ExtensionError
        When a resolver raises (CCHC-E1407), returns no mapping of texts (CCHC-E1408), or names a unit
        that is not there (CCHC-E1415).
    """
    found = dict(units)
    for extension in _registry.of_kind("unit_resolver"):
        open_names = [name for name in dict.fromkeys(names) if name and name not in found]
        if open_names:
            given = _border.called(extension, extension.definition, (open_names, tree))
            found |= _checked(extension, given, tree)
    return found


def _checked(extension: _registry.Extension, given: Any, tree: Hierarchy) -> dict[str, str]:
    texts = isinstance(given, Mapping) and all(
        isinstance(each, str) for pair in given.items() for each in pair
    )
    if not texts:
        raise _border.refuse(
            extension,
            "CCHC-E1408",
            f"must return a mapping of names to ids of units, came {type(given).__name__}",
            f"phải trả về từ điển (tên và mã đơn vị), nhận được {type(given).__name__}",
        )
    for name, unit in given.items():
        if tree.find(unit) is None:
            raise _border.refuse(
                extension,
                "CCHC-E1415",
                f"gives '{name}' to the unit '{unit}', which the hierarchy does not have",
                f"gán '{name}' cho đơn vị '{unit}', nhưng cây đơn vị không có",
            )
    return dict(given)
