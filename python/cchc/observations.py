"""Observations: reported values with their states, raw texts and sources, as one table."""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc._arguments import as_date_text, data_frame
from cchc._core import Observations
from cchc.errors import ObservationError, new_error

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Observations", "append_rows", "from_frame", "from_rows", "read_csv", "to_frame"]

#: Columns that every row must fill.
NEEDED = ("indicator", "unit", "period")

#: Columns of a table of observations; those of `NEEDED` and ``value`` (or ``state``) are needed.
COLUMNS = ("indicator", "unit", "period", "state", "value", "second_value", "raw", "note", "place")


def _value_text(value: Any) -> str | None:
    """Plain machine text of a value; None for a blank, in whatever way it is blank."""
    if isinstance(value, str):
        return value.strip() or None
    if _blank(value):
        return None
    if isinstance(value, (bool, Fraction)) or not isinstance(value, (numbers.Real, Decimal)):
        kind = type(value).__name__
        raise new_error(
            ObservationError,
            "CCHC-E0821",
            f"a value must be a number, not {kind} ({value!r})",
            f"số liệu phải là số, không phải {kind} ({value!r})",
        )
    # The shortest text that reads back the same: 20.5 is 20.5, whatever its binary expansion.
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value: Any) -> str:
    """A cell as text; empty for a blank, in whatever way it is blank (None, NaN, pandas.NA)."""
    return value if isinstance(value, str) else "" if _blank(value) else str(value)


def _blank(value: Any) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (numbers.Real, Decimal)) and value != value


def _needed(rows: Sequence[Mapping[str, Any]]) -> None:
    """Refuse rows without the columns that say what a value is."""
    for number, row in enumerate(rows):
        absent = [name for name in NEEDED if not _text(row.get(name))]
        if "value" not in row and "state" not in row:
            absent.append("value")
        if absent:
            names, place = ", ".join(absent), row.get("place") or f"row {number}"
            raise new_error(
                ObservationError,
                "CCHC-E0820",
                f"{place}: no {names}; every row needs {', '.join(NEEDED)} and value",
                f"{place}: thiếu {names}; mỗi dòng cần có {', '.join(NEEDED)} và value",
            )


def append_rows(
    observations: Observations, source: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Append the rows of one source.

    Parameters
    ----------
    observations
        The table to append to.
    source
        ``file``, ``hash``, ``agency``, ``window_first``, ``window_last``, ``received`` (ISO dates),
        ``form_version``, ``rule``, ``synthetic``; all optional.
    rows
        Rows with the keys of `COLUMNS`. A blank value without a state is ``missing``; a value
        without a state is ``reported``.

    Raises
    ------
    ObservationError, NumberError, PeriodError
        When a row lacks a needed column or contradicts itself, a value is no decimal, or a period
        is none.
    """
    _needed(rows)
    received = source.get("received")
    position = observations.add_source({**source, "received": as_date_text(received) or ""})
    values = [_value_text(row.get("value")) for row in rows]
    states = [
        _text(row.get("state")) or ("missing" if value is None else "reported")
        for row, value in zip(rows, values, strict=True)
    ]
    observations.append(
        position,
        indicator=[str(row["indicator"]) for row in rows],
        unit=[str(row["unit"]) for row in rows],
        period=[str(row["period"]) for row in rows],
        state=states,
        value=values,
        second_value=[_value_text(row.get("second_value")) for row in rows],
        raw=[_text(row.get("raw")) for row in rows],
        note=[_text(row.get("note")) for row in rows],
        place=[_text(row.get("place")) for row in rows],
    )


def from_rows(rows: Iterable[Mapping[str, Any]], *, file: str = "", **source: Any) -> Observations:
    """Return observations made of rows of one source; see `append_rows`."""
    observations = Observations()
    append_rows(observations, {"file": file, **source}, list(rows))
    return observations


def from_frame(frame: Any, *, file: str = "data frame", **source: Any) -> Observations:
    """Return observations from a data frame in long form.

    Parameters
    ----------
    frame
        A pandas or polars data frame (anything with ``to_dict`` or ``to_dicts``) with the columns
        ``indicator``, ``unit``, ``period``, ``value`` and, if known, the others of `COLUMNS`. NaN
        and None are missing, never zero.
    file
        Name under which `explain` gives the source.
    **source
        Further members of the source, e.g. ``received="2024-06-20"``.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"indicator": ["4.2.1"], "unit": ["a"], "period": ["2024-H1"], "value": [40]})
    >>> len(from_frame(table))
    1
    """
    rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
    placed = [{"place": f"row {number}", **row} for number, row in enumerate(rows)]
    return from_rows(placed, file=file, **source)


def read_csv(path: str | Path, **source: Any) -> Observations:
    """Return observations from a UTF-8 CSV file in long form, with the columns of `COLUMNS`.

    Values are plain numbers (``20.5``); a blank is missing. Figures as printed in reports
    (``16.183``) are read by `cchc.read` from the report itself.
    """
    import csv

    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        rows = [
            {"place": f"line {number}", **row}
            for number, row in enumerate(csv.DictReader(stream), start=2)
        ]
    return from_rows(rows, file=str(path), **source)


def to_frame(observations: Observations) -> pd.DataFrame:
    """Return the observations as a pandas data frame, one row each, with the file of its source.

    Values are texts of exact decimals turned to float64 at the very end; missing is NaN.
    """
    sources = observations.sources()
    rows = []
    for position in range(len(observations)):
        row = observations.row(position)
        origin = sources[row.pop("source")]
        rows.append(row | {"file": origin["file"], "synthetic": origin["synthetic"]})
    return data_frame(rows, numbers=("value", "second_value"))
