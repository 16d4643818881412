"""Observations: reported values with their states, raw texts and sources, as one table."""

from __future__ import annotations

import csv
import io
import itertools
import numbers
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc._arguments import as_date_text, as_rows, data_frame, known_words
from cchc._core import Observations
from cchc._files import file_text
from cchc.errors import Error, InputError, ObservationError, new_error

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Observations", "append_rows", "from_frame", "from_rows", "read_csv", "to_frame"]

#: Columns that every row must fill.
NEEDED = ("indicator", "unit", "period")

#: Columns of a table of observations; those of `NEEDED` and ``value`` (or ``state``) are needed.
COLUMNS = ("indicator", "unit", "period", "state", "value", "second_value", "raw", "note", "place")

#: What may be said of a source.
SOURCE = (
    "file", "hash", "agency", "window_first", "window_last", "received", "form_version", "rule",
    "synthetic",
)  # fmt: skip

_DAYS = ("window_first", "window_last", "received")
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]{1,18})?")


def _fits(text: str | None) -> bool:
    """Whether a text is a plain decimal that the engine holds exactly, or a blank."""
    if text is None:
        return True
    if not _DECIMAL.fullmatch(text):
        return False
    return len(text) <= 18 or -(2**63) <= int(text.replace(".", "")[:40]) < 2**63


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
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    # The shortest text that reads back the same: 20.5 is 20.5, whatever its binary expansion.
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value: Any) -> str:
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


def _checked_source(source: Mapping[str, Any]) -> dict[str, Any]:
    """The source with days as ISO texts; unknown members are refused."""
    known_words(source, SOURCE, "source")
    made: dict[str, Any] = {name: _text(value) for name, value in source.items()}
    for name in _DAYS:
        made[name] = as_date_text(source.get(name)) or ""
    if bool(made["window_first"]) != bool(made["window_last"]):
        raise new_error(
            ObservationError,
            "CCHC-E0824",
            "a window needs both window_first and window_last",
            "khoảng ngày phải có cả window_first và window_last",
        )
    return made | {"synthetic": bool(source.get("synthetic"))}


def checked_day(day: Any) -> str:
    """Return a day as ISO text, whichever way it was written, empty for None.

    Days are compared as texts: ``30/06/2024`` would come behind every day of 2024.

    Raises
    ------
    PeriodError
        When it is no day.
    """
    table = Observations()
    table.add_source({"received": as_date_text(day) or ""})
    return str(table.sources()[0]["received"])


@dataclass(frozen=True)
class _Cells:
    """Value, second value, state and raw text of one row as they go into the table."""

    value: str | None
    second_value: str | None
    state: str
    raw: str


def _cells(row: Mapping[str, Any]) -> _Cells:
    """The figure of a row; a text that is no plain decimal makes it unreadable and is kept."""
    value, second = _value_text(row.get("value")), _value_text(row.get("second_value"))
    state = _text(row.get("state")) or ("missing" if value is None else "reported")
    raw = _text(row.get("raw"))
    if _fits(value) and _fits(second):
        return _Cells(value, second, state, raw)
    printed = value or "" if second is None else f"{value or ''}/{second}"
    return _Cells(None, None, "unreadable", raw or _text(printed))


def append_rows(
    observations: Observations, source: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Append the rows of one source.

    Parameters
    ----------
    observations
        The table to append to.
    source
        ``file``, ``hash``, ``agency``, ``window_first``, ``window_last``, ``received`` (dates or
        ISO texts), ``form_version``, ``rule``, ``synthetic``; all optional.
    rows
        Rows with the keys of `COLUMNS`. A blank value without a state is ``missing``; a value
        without a state is ``reported``. A value that is no plain decimal (or one beyond 64 bits)
        makes its row ``unreadable``, with the text kept as ``raw``; `build` lists it among the
        issues.

    Raises
    ------
    ObservationError, PeriodError, SelectionError
        When a row lacks a needed column or contradicts itself, a value is neither text nor number,
        a period or day is none, or the source has an unknown member.
    """
    columns = _columns(rows)
    position = observations.add_source(_checked_source(source))
    observations.append(position, **columns)


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The rows as columns; refused when one lacks what every row needs."""
    _needed(rows)
    cells = [_cells(row) for row in rows]
    texts = {
        name: [_text(row.get(name)) for row in rows]
        for name in ("indicator", "unit", "period", "note", "place")
    }
    figures = {
        name: [getattr(cell, name) for cell in cells]
        for name in ("state", "value", "second_value", "raw")
    }
    return texts | figures


def from_rows(rows: Iterable[Mapping[str, Any]], *, file: str = "", **source: Any) -> Observations:
    """Return observations made of rows of one source; see `append_rows`."""
    observations = Observations()
    table = as_rows(rows, "row", "dòng", ObservationError)
    append_rows(observations, {"file": file, **source}, table)
    return observations


def from_frame(frame: Any, *, file: str = "data frame", **source: Any) -> Observations:
    """Return observations from a data frame in long form.

    Parameters
    ----------
    frame
        A pandas or polars data frame (anything with ``to_dict`` or ``to_dicts``) with the columns
        ``indicator``, ``unit``, ``period``, ``value`` and, if known, the others of `COLUMNS`. NaN
        and None are missing, never zero. A text that is no plain decimal is ``unreadable``.
    file
        Name under which `explain` gives the source.
    **source
        Further members of the source, e.g. ``received="2024-06-20"``.

    Raises
    ------
    ObservationError
        When it is no data frame, and as in `append_rows`.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"indicator": ["4.2.1"], "unit": ["a"], "period": ["2024-H1"], "value": [40]})
    >>> len(from_frame(table))
    1
    """
    if hasattr(frame, "to_dicts"):
        rows = frame.to_dicts()
    elif hasattr(frame, "to_dict") and hasattr(frame, "columns"):
        rows = frame.to_dict("records")
    else:
        kind = type(frame).__name__
        raise new_error(
            ObservationError,
            "CCHC-E0825",
            f"from_frame() takes a pandas or polars data frame, not {kind}; for rows use "
            "from_rows()",
            f"from_frame() nhận bảng dữ liệu pandas hoặc polars, không phải {kind}; với các dòng "
            "hãy dùng from_rows()",
        )
    table = as_rows(rows, "row", "dòng", ObservationError)
    placed = [{"place": f"row {number}", **row} for number, row in enumerate(table)]
    return from_rows(placed, file=file, **source)


def read_csv(path: str | Path, **source: Any) -> Observations:
    """Return observations from a CSV file in long form, with the columns of `COLUMNS`.

    Values are plain numbers (``20.5``); a blank is missing, any other text is ``unreadable`` and
    keeps its place and text. Figures as printed in reports (``16.183``) are read by `cchc.read`
    from the report itself.

    Raises
    ------
    InputError
        When there is no such file, it is no text in UTF-8 (or UTF-16 with its mark), a column name
        stands twice, a line has more cells than columns, or a cell is longer than 131072
        characters.
    """
    rows = _csv_rows(file_text(path), str(path))
    observations = Observations()
    position = observations.add_source(_checked_source({"file": str(path), **source}))
    while block := list(itertools.islice(rows, _ROWS_AT_A_TIME)):
        observations.append(position, **_columns(block))
    return observations


#: Rows of a file that are held as Python objects at one time.
_ROWS_AT_A_TIME = 4096


def _csv_rows(text: str, file: str) -> Iterator[dict[str, str]]:
    # A buffer of bytes: one of characters takes four bytes for each.
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    del text
    reader = csv.reader(lines)
    try:
        names = next(reader, [])
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise _csv_error(
                file, 1, f"column '{twice[0]}' stands twice", f"cột '{twice[0]}' lặp lại"
            )
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if len(cells) > len(names):
                counts = f"{len(cells)} > {len(names)}"
                raise _csv_error(
                    file, line, f"more cells than columns ({counts})",
                    f"nhiều ô hơn số cột ({counts})",
                )  # fmt: skip
            if cells:
                yield {"place": f"line {line}", **dict(zip(names, cells, strict=False))}
    except csv.Error as error:
        raise _csv_error(file, reader.line_num, str(error), f"lỗi CSV ({error})") from error


def _csv_error(file: str, line: int, what: str, what_vi: str) -> Error:
    return new_error(
        InputError,
        "CCHC-E1312",
        f"{file}: line {line}: {what}; mend the file and read it again",
        f"{file}: dòng {line}: {what_vi}; hãy sửa tệp rồi đọc lại",
    )


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
