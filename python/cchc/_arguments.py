"""Checks of arguments at the edge: texts become periods, lists and dates once, with clear errors."""

from __future__ import annotations

import datetime as dt
import importlib
import unicodedata
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from cchc._core import Error, Period

if TYPE_CHECKING:
    import pandas as pd

PeriodLike = Period | str


def as_period(period: PeriodLike) -> Period:
    """Return a period given as one or as a text such as ``2024-H1`` or ``quý III năm 2024``."""
    return period if isinstance(period, Period) else Period(period)


def as_periods(periods: PeriodLike | Iterable[PeriodLike]) -> list[Period]:
    """Return a list of periods given as one, or as several."""
    if isinstance(periods, (str, Period)):
        return [as_period(periods)]
    return [as_period(period) for period in periods]


def as_whole(value: Any, name: str, lowest: int = 0) -> int:
    """Return a whole number; truth values, fractions and texts are none.

    Raises
    ------
    SelectionError
        CCHC-E0921 for anything else, or a number below the lowest one or beyond 32 bits.
    """
    if isinstance(value, int) and not isinstance(value, bool) and lowest <= value < 2**31:
        return value
    raise unknown_argument(name, _short(value), [f"a whole number, {lowest} or more"])


def _short(value: object) -> object:
    """The value as messages show it: its beginning, where it is long."""
    text = repr(value)
    return value if len(text) <= 60 else f"{text:.57}..."


def as_list(value: str | Iterable[str]) -> list[str]:
    """Return a list of texts given as one text or as several, each in its composed form (NFC)."""
    return [composed(each) for each in ([value] if isinstance(value, str) else value)]


def composed(text: Any) -> Any:
    """Return a name with letters and their marks as one sign each; anything else as it is.

    macOS and some editors write them apart (NFD), and one name would be two.
    """
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def as_date_text(date: object) -> str | None:
    """Return a date as ISO text; a text and None stay what they are.

    Raises
    ------
    PeriodError
        For anything else, such as a number, or a text with half a character.
    """
    if isinstance(date, dt.datetime):
        return date.date().isoformat()
    if isinstance(date, dt.date):
        return date.isoformat()
    broken = isinstance(date, str) and any("\ud800" <= sign <= "\udfff" for sign in date)
    if date is None or (isinstance(date, str) and not broken):
        return date
    from cchc.errors import PeriodError, new_error

    kind = type(date).__name__
    raise new_error(
        PeriodError,
        "CCHC-E0306",
        f"a day must be a datetime.date or a text such as 2024-06-14, not {kind} ({date!a:.60})",
        f"ngày phải là datetime.date hoặc văn bản như 2024-06-14, không phải {kind} ({date!a:.60})",
    )


def as_mapping(row: Any, what: str, what_vi: str, kind: type[Error]) -> dict[str, Any]:
    """Return one row of a table as a dictionary with texts as keys.

    Raises
    ------
    Error
        Of the given kind, CCHC-E0823, when it is no mapping.
    """
    if isinstance(row, Mapping) and all(isinstance(key, str) for key in row):
        return dict(row)
    from cchc.errors import new_error

    raise new_error(
        kind,
        "CCHC-E0823",
        f"{what} must be a mapping of texts to values, not {type(row).__name__} ({row!r:.60})",
        f"{what_vi} phải là từ điển (tên cột và giá trị), không phải {type(row).__name__} "
        f"({row!r:.60})",
    )


def as_rows(rows: Any, what: str, what_vi: str, kind: type[Error]) -> list[dict[str, Any]]:
    """Return a table as a list of dictionaries.

    Raises
    ------
    Error
        Of the given kind, CCHC-E0823, naming the row that is no mapping.
    """
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        return [as_mapping(rows if not isinstance(rows, Mapping) else None, what, what_vi, kind)]
    return [
        as_mapping(row, f"{what} {number}", f"{what_vi} {number}", kind)
        for number, row in enumerate(rows)
    ]


def optional_module(name: str, extra: str, purpose: str) -> ModuleType:
    """Import an optional library, or say in one sentence what to install.

    Parameters
    ----------
    name
        The module.
    extra
        The extra of cchc that brings it.
    purpose
        What it is needed for, in English.

    Raises
    ------
    ImportError
        When it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as cause:
        message = (
            f"{purpose} needs {name}: pip install 'cchc[{extra}]' | "
            f"Cần thư viện {name}: pip install 'cchc[{extra}]'"
        )
        raise ImportError(message) from cause


def known_words(given: Iterable[str], known: Iterable[str], name: str = "keyword") -> None:
    """Refuse words that are not among the known ones.

    Raises
    ------
    SelectionError
        CCHC-E0921, naming the first unknown word and all known ones.
    """
    words = list(known)
    for word in given:
        if word not in words:
            raise unknown_argument(name, word, words)


def unknown_argument(name: str, value: object, known: Iterable[str]) -> Error:
    """Return the SelectionError for a word that is not one of the known ones."""
    from cchc.errors import SelectionError, new_error

    words = ", ".join(known)
    return new_error(
        SelectionError,
        "CCHC-E0921",
        f"{name}={value!r} is not known; known: {words}",
        f"{name}={value!r} không có; các giá trị có: {words}",
    )


def data_frame(
    rows: Iterable[Mapping[str, Any]],
    *,
    numbers: Iterable[str] = (),
    columns: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Return rows as a pandas data frame.

    Parameters
    ----------
    rows
        One mapping per row.
    numbers
        Columns that become float64; None becomes NaN, never zero.
    columns
        All columns, so that a table without rows has them too.
    """
    pandas = optional_module("pandas", "pandas", "to_frame()")
    wanted = None if columns is None else list(columns)
    frame = cast("pd.DataFrame", pandas.DataFrame(list(rows), columns=wanted))
    for column in numbers:
        if column in frame:
            frame[column] = frame[column].astype(float)
    return frame


def number_or_none(value: float) -> float | None:
    """Return a cell of an array as a number; None for NaN, which stands for no figure."""
    return None if value != value else float(value)
