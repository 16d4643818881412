"""Columns of observations as the engine takes them, made of rows or of blocks of a data frame.

Data frames are taken block by block, so that tens of millions of rows never stand as Python objects
all at once.
"""

from __future__ import annotations

import numbers
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cchc._arguments import as_rows
from cchc.errors import Error, ObservationError, new_error

__all__ = ["COLUMNS", "NEEDED", "frame_blocks", "row_columns", "text_of"]

#: Columns that every row must fill.
NEEDED = ("indicator", "unit", "period")

#: Columns of a table of observations; those of `NEEDED` and ``value`` (or ``state``) are needed.
COLUMNS = ("indicator", "unit", "period", "state", "value", "second_value", "raw", "note", "place")

#: Rows that are held as Python objects at one time.
ROWS_AT_A_TIME = 16_384

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]{1,18})?")


#: Signs of a whole number that 64 bits hold whatever it is.
_SURE = 18


def _fits(text: str | None) -> bool:
    """Whether a text is a plain decimal that the engine holds exactly, or a blank."""
    if text is None:
        return True
    if not _DECIMAL.fullmatch(text):
        return False
    return len(text) <= _SURE or -(2**63) <= int(text.replace(".", "")[:40]) < 2**63


def _value_text(value: Any) -> str | None:
    """Plain machine text of a value; None for a blank, in whatever way it is blank."""
    if value.__class__ is int:
        return str(value)
    if isinstance(value, str):
        return value.strip() or None
    if value.__class__ is float:
        text = repr(value)
        if text[-1:].isdigit() and "e" not in text:  # else infinite, blank or with an exponent
            return text.removesuffix(".0")
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
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    # The shortest text that reads back the same: 20.5 is 20.5, whatever its binary expansion.
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def text_of(value: Any) -> str:
    """A cell as text; empty for a blank, in whatever way it is blank (None, NaN, pandas.NA)."""
    text = value if isinstance(value, str) else "" if _blank(value) else str(value)
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise new_error(
            ObservationError,
            "CCHC-E0822",
            f"a text holds half a character (a lone surrogate): {text!a:.80}; read it again",
            f"văn bản có nửa ký tự (lone surrogate): {text!a:.80}; hãy đọc lại nguồn",
        )
    return text


def _blank(value: Any) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()  # comparing a signalling NaN would raise
    return isinstance(value, numbers.Real) and value != value


def row_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return rows as columns that the engine takes; an empty column is blank in every row.

    Parameters
    ----------
    rows
        With the keys of `COLUMNS`.

    Raises
    ------
    ObservationError
        CCHC-E0820 when a row lacks what every row needs, CCHC-E0821 for a value that is no number,
        CCHC-E0822 for half a character.
    """
    for number, row in enumerate(rows):
        if "value" not in row and "state" not in row:
            raise _lacking(row, number)
    given = {name: [row.get(name) for row in rows] for name in COLUMNS}
    return _columns(given, len(rows), 0)


def frame_blocks(frame: Any) -> Iterator[dict[str, list[Any]]]:
    """Return the rows of a data frame as blocks of columns that the engine takes.

    Parameters
    ----------
    frame
        Of pandas or polars, an Arrow table, or of another library with ``to_dicts`` or ``to_dict``. A
        row without a ``place`` is placed by its number.

    Raises
    ------
    ObservationError
        CCHC-E0825 when it is no data frame, CCHC-E0826 when a column stands twice, and as in
        `row_columns`.
    """
    names = _names(frame)
    if names is None:
        rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
        table = as_rows(rows, "row", "dòng", ObservationError)
        yield row_columns([{"place": f"row {at}", **row} for at, row in enumerate(table)])
        return
    known = [name for name in COLUMNS if name in names]
    twice = [name for name in known if names.count(name) > 1]
    if twice:
        raise new_error(
            ObservationError,
            "CCHC-E0826",
            f"column '{twice[0]}' stands twice; keep one",
            f"cột '{twice[0]}' lặp lại; chỉ giữ một cột",
        )
    for first in range(0, len(frame), ROWS_AT_A_TIME):
        size = min(ROWS_AT_A_TIME, len(frame) - first)
        given = {name: _cells(frame, name, first, size) for name in known}
        given.setdefault("place", [f"row {number}" for number in range(first, first + size)])
        yield _columns(given, size, first)


def _names(frame: Any) -> list[Any] | None:
    """Names of the columns of a frame; None for one of another library, which gives rows alone."""
    rows = hasattr(frame, "__len__")  # a query that was not run yet has none
    if rows and hasattr(frame, "slice") and hasattr(frame, "column_names"):
        return list(frame.column_names)  # Arrow
    if rows and hasattr(frame, "columns") and (hasattr(frame, "iloc") or hasattr(frame, "slice")):
        return list(frame.columns)
    if hasattr(frame, "to_dicts") or (hasattr(frame, "to_dict") and hasattr(frame, "columns")):
        return None
    kind = type(frame).__name__
    raise new_error(
        ObservationError,
        "CCHC-E0825",
        f"from_frame() takes a pandas or polars data frame or an Arrow table, not {kind}; for rows "
        "use from_rows()",
        f"from_frame() nhận bảng dữ liệu pandas, polars hoặc Arrow, không phải {kind}; với các dòng "
        "hãy dùng from_rows()",
    )


def _cells(frame: Any, name: str, first: int, size: int) -> list[Any]:
    """Some rows of a column as Python objects."""
    if hasattr(frame, "iloc"):
        cells = frame[name].iloc[first : first + size].tolist()
    elif hasattr(frame, "column_names"):
        cells = frame.slice(first, size).column(name).to_pylist()
    else:
        cells = frame.slice(first, size)[name].to_list()
    return list(cells)


def _columns(given: Mapping[str, Sequence[Any]], size: int, first: int) -> dict[str, list[Any]]:
    """The columns of a block; refused when a row lacks what every row needs."""
    texts = {
        name: _texts(given.get(name, ()))
        for name in COLUMNS
        if name not in ("value", "second_value")
    }
    judged = "value" in given or "state" in given
    lacking = not judged or any(not texts[name] or "" in texts[name] for name in NEEDED)
    for at in range(size if lacking else 0):
        if not judged or not all(texts[name] and texts[name][at] for name in NEEDED):
            raise _lacking({name: given[name][at] for name in given}, first + at)
    values, odd = _values(given.get("value", ()))
    seconds, odd_seconds = _values(given.get("second_value", ()))
    values = values or [None] * size
    states = texts["state"] or [""] * size
    texts["state"] = [
        state or ("missing" if value is None else "reported")
        for state, value in zip(states, values, strict=True)
    ]
    for at in sorted({*odd, *odd_seconds}):
        second = seconds[at] if seconds else None
        printed = values[at] or "" if second is None else f"{values[at] or ''}/{second}"
        texts["raw"] = texts["raw"] or [""] * size
        texts["raw"][at] = texts["raw"][at] or text_of(printed)
        texts["state"][at] = "unreadable"
        values[at] = None
        if seconds:
            seconds[at] = None
    blank = all(second is None for second in seconds)
    return {**texts, "value": values, "second_value": [] if blank else seconds}


def _texts(column: Sequence[Any]) -> list[str]:
    """The texts of a column; empty when all of them are."""
    try:
        plain = all(map(str.isascii, column))
    except TypeError:  # cells that are no texts
        plain = False
    texts = [*column] if plain else [text_of(cell) for cell in column]
    return texts if any(texts) else []


def _values(column: Sequence[Any]) -> tuple[list[str | None], list[int]]:
    """The texts of figures, and where one is no plain decimal that the engine holds exactly."""
    if {*map(type, column)} == {int}:
        whole = [*map(str, column)]
        if max(map(len, whole)) <= _SURE:
            return [*whole], []
    texts = [_value_text(value) for value in column]
    return texts, [at for at, text in enumerate(texts) if not _fits(text)]


def _lacking(row: Mapping[str, Any], number: int) -> Error:
    absent = [name for name in NEEDED if not text_of(row.get(name))]
    if "value" not in row and "state" not in row:
        absent.append("value")
    names, place = ", ".join(absent), row.get("place") or f"row {number}"
    return new_error(
        ObservationError,
        "CCHC-E0820",
        f"{place}: no {names}; every row needs {', '.join(NEEDED)} and value",
        f"{place}: thiếu {names}; mỗi dòng cần có {', '.join(NEEDED)} và value",
    )
