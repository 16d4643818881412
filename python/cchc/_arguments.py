"""Checks of arguments at the edge: texts become periods, lists and dates once, with clear errors."""

from __future__ import annotations

import datetime as dt
import importlib
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


def as_list(value: str | Iterable[str]) -> list[str]:
    """Return a list of texts given as one text or as several."""
    return [value] if isinstance(value, str) else list(value)


def as_date_text(date: str | dt.date | None) -> str | None:
    """Return a date as ISO text; None stays None."""
    return date.isoformat() if isinstance(date, dt.date) else date


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
