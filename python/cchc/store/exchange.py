"""A register as files that other programs read: CSV, or Parquet by pyarrow, one file a table."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cchc._arguments import known_words, optional_module
from cchc._files import not_opened
from cchc._save import save_whole
from cchc.errors import InputError, new_error
from cchc.store.database import transaction, translated
from cchc.store.register import Register
from cchc.store.schema import TABLES, VERSION

__all__ = ["export_register", "import_register"]

_FORMATS = ("csv", "parquet")
_NUMBERS = (
    "id",
    "report",
    "position",
    "submission",
    "reading",
    "synthetic",
    "observations",
    "side_column",
    "line",
)
_NULLABLE = ("value", "second_value", "line")
# Columns that exports of earlier versions lack: version 2 held one submission of each content, and
# version 3 did not tell columns of other windows.
_LATER = {"submission": 1, "side_column": 0}


def export_register(register: Register, folder: str | os.PathLike[str], *, to: str = "csv") -> None:
    """Write every table of a register to a folder, one file each.

    Parameters
    ----------
    register
        An open register.
    folder
        Made when it is not there; files of an earlier export are replaced.
    to
        ``csv``: UTF-8 with a mark, so that spreadsheets show it right; a text that a spreadsheet
        would run as a formula is guarded by an apostrophe, which `import_register` takes away.
        ``parquet``: needs pyarrow.

    Raises
    ------
    SelectionError
        When ``to`` is neither.
    InputError
        E1308 when the folder cannot be made or a file cannot be written; an old one stays as it was.
    """
    known_words([to], _FORMATS, "to")
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # a file of that name, no right to write, a NUL
        raise not_opened(error, str(folder)) from error
    connection = register.connection
    with translated(str(register.path)):
        connection.execute("BEGIN")  # one state of the register in all files
        try:
            for table, columns in TABLES.items():
                keys = "id" if table == "report" else ", ".join(columns[:2])
                rows = connection.execute(
                    f"SELECT {', '.join(columns)} FROM {table} ORDER BY {keys}"
                )
                path = Path(folder) / f"{table}.{to}"
                (_write_csv if to == "csv" else _write_parquet)(path, columns, rows)
        finally:
            connection.execute("COMMIT")


def import_register(register: Register, folder: str | os.PathLike[str]) -> int:
    """Add the reports of an export to a register, in one transaction.

    What is there already (the same content, unit, window and reading) stays as it is; the others
    get new numbers.

    Returns
    -------
    int
        How many reports were added.

    Raises
    ------
    InputError
        E1707 when the folder holds no export, or one of its files has other columns, E1308 when it
        cannot be opened.
    """
    try:
        tables = {table: _read(Path(folder), table) for table in TABLES}
    except OSError as error:
        raise not_opened(error, str(folder)) from error
    except (ValueError, csv.Error) as error:  # no UTF-8, a number that is none, a row too short
        raise _no_export(Path(folder), str(error)) from error
    with translated(str(register.path)), transaction(register.connection):
        numbers = _import_reports(register, tables["report"])
        for table in ("observation", "issue", "finding"):
            rows = [
                {**row, "report": numbers[row["report"]]}
                for row in tables[table]
                if row["report"] in numbers
            ]
            _insert(register, table, rows)
        _insert(register, "answer", tables["answer"], "INSERT OR IGNORE")
    return len(numbers)


def _import_reports(register: Register, rows: Iterable[dict[str, Any]]) -> dict[int, int]:
    """New number of each report that was not there, by its number in the export."""
    numbers = {}
    names = [name for name in TABLES["report"] if name != "id"]
    statement = (
        f"INSERT OR IGNORE INTO report ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    )
    for row in rows:
        written = register.connection.execute(statement, [row[name] for name in names])
        if written.rowcount == 1:
            numbers[row["id"]] = written.lastrowid or 0
    return numbers


def _insert(
    register: Register, table: str, rows: Iterable[dict[str, Any]], verb: str = "INSERT"
) -> None:
    columns = TABLES[table]
    statement = f"{verb} INTO {table} VALUES ({', '.join('?' * len(columns))})"
    register.connection.executemany(statement, ([row[name] for name in columns] for row in rows))


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_guarded(name, cell) for name, cell in zip(columns, row, strict=True)])
    save_whole(path, stream.getvalue().encode("utf-8-sig"))


def _guarded(column: str, cell: Any) -> Any:
    """A text that would run as a formula behind an apostrophe; figures and numbers as they are."""
    if isinstance(cell, str) and column not in ("value", "second_value"):
        return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else cell
    return "" if cell is None else cell


def _write_parquet(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    arrow = optional_module("pyarrow", "arrow", "export to Parquet")
    parquet = optional_module("pyarrow.parquet", "arrow", "export to Parquet")
    schema = arrow.schema(
        [(name, arrow.int64() if name in _NUMBERS else arrow.string()) for name in columns],
        metadata={"cchc_register_version": str(VERSION)},
    )
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    table = arrow.table([list(column) for column in cells], schema=schema)
    stream = io.BytesIO()
    parquet.write_table(table, stream)
    save_whole(path, stream.getvalue())


def _read(folder: Path, table: str) -> list[dict[str, Any]]:
    columns = TABLES[table]
    found = next((path for to in _FORMATS if (path := folder / f"{table}.{to}").is_file()), None)
    if found is None:
        raise _no_export(folder, f"{table}.csv, {table}.parquet: -")
    names, rows = _csv(found) if found.suffix == ".csv" else _parquet(found)
    lacking = set(columns) - set(names)
    if table == "report" and lacking and lacking <= set(_LATER):
        return [row | {name: _LATER[name] for name in lacking} for row in rows]
    if names != columns:
        raise _no_export(found, ", ".join(names))
    return rows


def _csv(path: Path) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        names = tuple(next(reader, ()))
        if not set(names) <= set(TABLES[path.stem]):
            return names, []
        return names, [
            {name: _cell(name, cell) for name, cell in zip(names, row, strict=True)}
            for row in reader
        ]


def _cell(column: str, cell: str) -> Any:
    if column in _NULLABLE and cell == "":
        return None
    if column in _NUMBERS:
        return int(cell)
    return cell[1:] if cell[:1] == "'" else cell


def _parquet(path: Path) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
    parquet = optional_module("pyarrow.parquet", "arrow", "import of Parquet")
    table = parquet.read_table(path)
    return tuple(table.column_names), table.to_pylist()


def _no_export(path: Path, found: str) -> Exception:
    return new_error(
        InputError,
        "CCHC-E1707",
        f"{path}: no export of a register ({found}); export it again with cchc register export",
        f"{path}: không phải bản xuất của sổ ({found}); hãy xuất lại bằng cchc register export",
    )
