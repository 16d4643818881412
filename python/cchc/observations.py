"""Observations: reported values with their states, raw texts and sources, as one table."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cchc._arguments import as_date_text, as_rows, known_words, optional_module
from cchc._core import Observations
from cchc._files import file_text
from cchc.errors import Error, InputError, ObservationError, new_error
from cchc.observation_columns import ROWS_AT_A_TIME, frame_blocks, row_columns, text_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Observations", "append_rows", "from_frame", "from_rows", "read_csv", "to_frame"]

#: What may be said of a source.
SOURCE = (
    "file", "hash", "agency", "window_first", "window_last", "received", "form_version", "rule",
    "synthetic",
)  # fmt: skip

_DAYS = ("window_first", "window_last", "received")


def _checked_source(source: Mapping[str, Any]) -> dict[str, Any]:
    """The source with days as ISO texts; unknown members are refused."""
    known_words(source, SOURCE, "source")
    made: dict[str, Any] = {name: text_of(value) for name, value in source.items()}
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
    columns = row_columns(rows)
    position = observations.add_source(_checked_source(source))
    observations.append(position, **columns)


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
        A pandas or polars data frame, or an Arrow table, with the columns ``indicator``, ``unit``,
        ``period``, ``value`` and, if known, the others of `COLUMNS`; further ones are left alone.
        NaN and None are missing, never zero. A text that is no plain decimal is ``unreadable``.
    file
        Name under which `explain` gives the source.
    **source
        Further members of the source, e.g. ``received="2024-06-20"``.

    Raises
    ------
    ObservationError
        When it is no data frame, a column stands twice, and as in `append_rows`.

    Examples
    --------
    >>> import pandas
    >>> table = pandas.DataFrame(
    ...     {"indicator": ["4.2.1"], "unit": ["a"], "period": ["2024-H1"], "value": [40]})
    >>> len(from_frame(table))
    1
    """
    observations = Observations()
    position = observations.add_source(_checked_source({"file": file, **source}))
    observations.reserve(len(frame) if hasattr(frame, "__len__") else 0)
    for columns in frame_blocks(frame):
        observations.append(position, **columns)
    return observations


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
    while block := list(itertools.islice(rows, ROWS_AT_A_TIME)):
        observations.append(position, **row_columns(block))
    return observations


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

    Values are exact decimals turned to float64 at the very end; missing is NaN.
    """
    pandas = optional_module("pandas", "pandas", "to_frame()")
    columns = observations.columns()
    sources = observations.sources()
    source_of = columns.pop("source")
    for name in ("file", "synthetic"):
        columns[name] = [sources[source][name] for source in source_of]
    return cast("pd.DataFrame", pandas.DataFrame(columns))
