"""Files of a kind that a user's reader knows, and names of units that a user's resolver knows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc import _border, _registry
from cchc._core import Hierarchy
from cchc._files import not_opened
from cchc.definitions import PLAIN_TEXT
from cchc.errors import Error

if TYPE_CHECKING:
    from cchc.read.blocks import Cell, Document

__all__ = ["Rows", "Source", "resolved_units", "source_by_reader"]


@dataclass(frozen=True)
class Rows:
    """Rows of cells that a registered reader made of a file, and the bytes of the file."""

    document: Document
    content: bytes


#: A path, the bytes of a file, a text with line breaks, or what a registered reader made of a file.
Given = str | bytes | os.PathLike[str]
Source = Given | Rows


def source_by_reader(source: Given, file: str | None) -> tuple[Source, str | None]:
    """Return the source as text or rows where a registered reader takes files with its suffix.

    Raises
    ------
    ExtensionError
        When the reader raises (CCHC-E1407) or gives neither text nor rows of cells (CCHC-E1408).
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
            given = _border.called(extension, extension.definition.function, (data, name))
            if isinstance(given, str):
                return _encoded(extension, given, "the text"), name
            return _rows(extension, given, name, data), name
    return source, file


def _rows(extension: _registry.Extension, given: Any, name: str, data: bytes) -> Rows:
    """What a reader gave as a document of one grid, the place of each cell with it."""
    from cchc.read.blocks import Document, Grid, GridRow

    several = (list, tuple)
    if not isinstance(given, several):
        raise _wrong(extension, type(given).__name__)
    for row, cells in enumerate(given, start=1):
        if not isinstance(cells, several):
            raise _wrong(extension, f"{type(cells).__name__} as row {row}")
    rows = [
        GridRow(
            tuple(
                _cell(extension, cell, f"row {row} column {column}")
                for column, cell in enumerate(cells, start=1)
            ),
            f"row {row}",
        )
        for row, cells in enumerate(given, start=1)
    ]
    return Rows(Document(name, "reader", (Grid(tuple(rows)),)), data)


def _cell(extension: _registry.Extension, value: Any, where: str) -> Cell:
    """A cell as every other reader makes them: None is empty, a number is one as a file stores it."""
    from cchc.read.blocks import Cell
    from cchc.read.excel_styles import number_text

    if value is None or isinstance(value, str):
        _encoded(extension, value or "", where)
        return Cell((value or "").strip(), where)
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise _wrong(extension, f"{type(value).__name__} in {where}")
    text = number_text(str(value), "plain")
    if not text:
        raise _wrong(extension, f"{value} in {where}")
    return Cell(text, where, stored="bare")


def _encoded(extension: _registry.Extension, text: str, where: str) -> bytes:
    """The text as UTF-8; bytes that a reader let through as halves of characters have none."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise _wrong(extension, f"{text[error.start]!a} in {where}, half a character") from None


def _wrong(extension: _registry.Extension, came: str) -> Error:
    return _border.refuse(
        extension,
        "CCHC-E1408",
        f"must return the text of a report, or rows of cells (text, number or None), came {came}",
        f"phải trả về văn bản của báo cáo, hoặc các dòng gồm ô (chữ, số hoặc None), nhận được {came}",
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise not_opened(error, str(path)) from error


def resolved_units(
    names: Iterable[str], tree: Hierarchy, units: Mapping[str, str]
) -> dict[str, str]:
    """Return ids of units by name: those given, then what registered resolvers say of open names.

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
            checked = _checked(extension, given, tree)
            found |= {name: checked[name] for name in open_names if name in checked}
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
