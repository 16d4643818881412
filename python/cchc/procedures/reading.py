"""Read a table of case files by field, as the file-handling forms lay it out."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cchc._arguments import PeriodLike, as_rows
from cchc._core import read_number
from cchc._files import file_text
from cchc.cube import Cube, build
from cchc.errors import Error, ObservationError, new_error
from cchc.model import catalogue
from cchc.observations import from_rows
from cchc.procedures.form_columns import form_columns

__all__ = ["COLUMN_NAMES", "read_case_files"]

#: Names of columns that tables in use give; codes and English names of the catalogue work as well.
COLUMN_NAMES = {
    "received_total": "3.3.received",
    "received_online": "3.3.received_online",
    "received_direct_postal": "3.3.received_direct",
    "carried_over": "3.3.carried_over",
    "resolved_total": "3.3",
    "resolved_early": "3.3.resolved_early",
    "resolved_on_time": "3.3.resolved_when_due",
    "resolved_late": "3.3.resolved_late",
    "pending_total": "3.3.pending",
    "pending_in_time": "3.3.pending_in_time",
    "pending_late": "3.3.pending_late",
}

# What a line of totals calls itself: it repeats the others and is no field. "Tổng hợp" (a field),
# "Tổng cục Thuế" (an agency) and "Cộng đồng" are none. Folded: see _folded.
_TOTAL = re.compile(
    r"(?:tổng|cộng|sum|total)"
    r"|(?:tổng (?:số|cộng|hồ sơ|các|toàn|chung|lĩnh vực|đơn vị)|cộng (?:các|toàn|chung|hồ sơ))(?: .*)?"
    r"|(?:grand |sub ?)?totals?(?: .*)?"
)

ROOT: dict[str, Any] = {
    "id": "total",
    "name": "Tổng số",
    "type": "province",
    "level": "total",
    "reports": False,
}


def read_case_files(
    source: str | Path | Any,
    *,
    form: str = "06/VPCP",
    period: PeriodLike | None = None,
    synthetic: bool = False,
    file: str = "",
) -> Cube:
    """Return a table of case files by field as a cube.

    Parameters
    ----------
    source
        Path of a CSV file, a pandas or polars data frame, or rows. A row is a field or a unit:
        ``field`` or ``unit``, for several source systems ``source_system``, and unless ``period`` is
        given ``period``. The
        other columns are named by `COLUMN_NAMES`, by code or English name in the catalogue, or by
        the column number of the form (``3`` or ``(3)``). A ``status`` of ``demo`` marks the source
        synthetic. Texts are read as printed (``1.234`` is 1234); blanks are missing, never zero;
        other columns are left alone.
    form
        Form whose column numbers are meant; see `form_columns`.
    period
        Period of every row.
    synthetic
        Whether the figures are made up.
    file
        Name of the source, where it is not a path.

    Returns
    -------
    Cube
        Fields below their source system below one total; both kinds of totals are consolidated,
        never read: a line of totals is left out, with an issue.

    Raises
    ------
    ObservationError
        When no column holds a figure, or a row names no field or period.
    SelectionError
        When there is no such form.
    InputError
        When the file cannot be read.

    Examples
    --------
    >>> cube = read_case_files([{"field": "Tư pháp", "3": 12, "7": 10, "11": 2}], period="2026-08")
    >>> cube.figure("3.3.pending", "Tư pháp", "2026-08").text
    '2'
    """
    rows, name = _rows_of(source, file)
    indicators = _figure_columns(rows, form, name)
    units = _Units()
    table: list[dict[str, Any]] = []
    issues: list[dict[str, str]] = []
    for number, row in enumerate(rows, start=1):
        place = row.get("place") or f"row {number}"
        field = _word(row, "unit" if "unit" in row else "field", place, name)
        if _is_total(field):
            issues.append(_total_left_out(field, name, place))
            continue
        unit = units.field(field, _squashed(row.get("source_system") or ""))
        window = str(period) if period is not None else _word(row, "period", place, name)
        table += [
            {
                "indicator": code,
                "unit": unit,
                "period": window,
                "value": _value(row.get(column)),
                "raw": _raw(row.get(column)),
                "place": f"{place}, {column}",
            }
            for column, code in indicators.items()
        ]
    made_up = synthetic or any(str(row.get("status", "")).strip() == "demo" for row in rows)
    observations = from_rows(table, file=name, rule="case files by field", synthetic=made_up)
    cube = build(observations, hierarchy=units.rows)
    cube.issues[:0] = issues
    return cube


def _rows_of(source: Any, file: str) -> tuple[list[dict[str, Any]], str]:
    """The rows of whatever was given, and the name of the source."""
    if isinstance(source, (str, Path)):
        reader = csv.DictReader(io.StringIO(file_text(source), newline=""))
        rows = [{**row, "place": f"line {reader.line_num}"} for row in reader]
        return rows, file or str(source)
    if hasattr(source, "to_dicts"):
        return source.to_dicts(), file or "data frame"
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        return source.to_dict("records"), file or "data frame"
    return as_rows(source, "row", "dòng", ObservationError), file or "rows"


def _figure_columns(rows: Iterable[Mapping[str, Any]], form: str, name: str) -> dict[str, str]:
    """Column of the table: code of the indicator; other columns are no figures."""
    numbered = {column.number: column.indicator for column in form_columns(form)}
    definitions = catalogue()
    found: dict[str, str] = {}
    for column in dict.fromkeys(each for row in rows for each in row if each != "place"):
        key = str(column).strip()
        code = COLUMN_NAMES.get(key) or numbered.get(key.strip("()"), "")
        position = definitions.find(key) if not code and not key.strip("()").isdigit() else None
        if position is not None:
            code = definitions.indicator(position)["code"]
        if code:
            found[column] = code
    if not found:
        raise new_error(
            ObservationError,
            "CCHC-E1211",
            f"{name}: no column of case files; name them as {', '.join(COLUMN_NAMES)}, by code, or "
            f"by the column numbers of the form {form}",
            f"{name}: không có cột hồ sơ nào; hãy đặt tên {', '.join(COLUMN_NAMES)}, theo mã, hoặc "
            f"theo số cột của biểu {form}",
        )
    return found


def _word(row: Mapping[str, Any], column: str, place: str, name: str) -> str:
    value = row.get(column)
    word = "" if value is None or value != value else _squashed(value)
    if not word:
        raise _no_word(column, place, name)
    return word


def _no_word(column: str, place: str, name: str) -> Error:
    return new_error(
        ObservationError,
        "CCHC-E1212",
        f"{name}: {place}: no {column}; every row of case files names its field (or unit) and its "
        "period (or give period=)",
        f"{name}: {place}: thiếu {column}; mỗi dòng hồ sơ phải có lĩnh vực (đơn vị) và kỳ báo cáo "
        "(hoặc nêu period=)",
    )


def _value(value: Any) -> Any:
    """A count as the engine takes it; a text is read as people print it: 1.234 is 1234."""
    if not isinstance(value, str):
        return value
    reading = read_number(value, "count")
    if reading.status == "number":
        return reading.value
    return None if reading.status == "blank" else value


def _raw(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _squashed(value: Any) -> str:
    """A text with composed letters and single blanks, so that one name is one unit."""
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def _folded(text: str) -> str:
    """A text in lower case without marks and blanks around its words."""
    return " ".join(re.sub(r"[\W_]+", " ", _squashed(text).casefold()).split())


def _is_total(field: str) -> bool:
    return _TOTAL.fullmatch(_folded(field)) is not None


class _Units:
    """The units met so far, in order; the total comes first, and no two share an id.

    A source system or a field may be called as another unit is, or as the total: it is numbered.
    """

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = [ROOT]
        self._taken = {ROOT["id"]}
        self._systems: dict[str, str] = {"": ROOT["id"]}
        self._fields: dict[tuple[str, str], str] = {}

    def field(self, name: str, system: str) -> str:
        """Return the id of a field, added below its source system when it is new."""
        if system not in self._systems:
            grouping = {"type": "province", "level": "source_system", "reports": False}
            self._systems[system] = self._add(system, system, "total", grouping)
        if (name, system) not in self._fields:
            wanted = f"{system} / {name}" if system else name
            own = {"type": "department", "level": "field"}
            self._fields[name, system] = self._add(wanted, name, self._systems[system], own)
        return self._fields[name, system]

    def _add(self, wanted: str, name: str, parent: str, more: dict[str, Any]) -> str:
        unit, number = wanted, 1
        while unit in self._taken:
            number += 1
            unit = f"{wanted} ({number})"
        self._taken.add(unit)
        self.rows.append({"id": unit, "name": name, "parent": parent, **more})
        return unit


def _total_left_out(field: str, name: str, place: str) -> dict[str, str]:
    return {
        "code": "CCHC-I1211",
        "message_en": f"the line '{field}' is left out: totals are computed from the fields",
        "message_vi": f"không đọc dòng '{field}': số tổng được tính từ các lĩnh vực",
        "place": f"{name}: {place}",
    }
