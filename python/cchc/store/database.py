"""The SQLite file below a register: opening, migrating, and transactions that end or never were.

A rollback journal is used and not a write-ahead log: registers lie on shared drives, where the
latter does not work, and one file is what people copy. ``synchronous=EXTRA`` also syncs the
folder after the journal is removed, so that a committed report outlives a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc.errors import Error, InputError, new_error
from cchc.store.schema import APPLICATION, MIGRATIONS, VERSION

__all__ = ["open_database", "transaction", "translated"]

#: Seconds that one writer waits for another.
PATIENCE = 30.0


def open_database(path: str | os.PathLike[str], *, create: bool) -> sqlite3.Connection:
    """Open a register's file, make it when allowed, and bring it to this release's version.

    Raises
    ------
    InputError
        E1701 no such file, E1702 not a register, E1703 made by a later release, E1704 locked by
        another program, E1705 any other word of the system.
    """
    file = str(path)
    if "\0" in file:
        raise _refused(
            "CCHC-E1705", repr(file), "a path cannot hold the sign NUL; name another file",
            "đường dẫn không được có ký tự NUL; hãy chọn tệp khác",
        )  # fmt: skip
    if not create and not Path(path).is_file():
        raise _refused(
            "CCHC-E1701", file, "there is no such register; add a report to make one",
            "không có sổ này; hãy thêm một báo cáo để tạo sổ",
        )  # fmt: skip
    with translated(file):
        connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection, file, create=create)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, file: str, *, create: bool) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = EXTRA")
    version = _version(connection, file)
    if version == 0 and not create:  # SQLite takes any empty file for a new database
        raise _refused(
            "CCHC-E1702", file, "the file is empty and no register of cchc; name another file",
            "tệp trống, không phải sổ của cchc; hãy chọn tệp khác",
        )  # fmt: skip
    if version < VERSION:
        with transaction(connection):  # where two programs open it at once, the second waits here
            for step in MIGRATIONS[_version(connection, file) :]:
                _run(connection, step)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("PRAGMA foreign_keys = ON")


def _version(connection: sqlite3.Connection, file: str) -> int:
    """Version of the schema in the file, 0 for an empty file."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION and (mark or version or tables):
        raise _refused(
            "CCHC-E1702", file, "the file is no register of cchc; name another file",
            "tệp không phải sổ của cchc; hãy chọn tệp khác",
        )  # fmt: skip
    if version > VERSION:
        raise _refused(
            "CCHC-E1703", file,
            f"the register was made by a later release (version {version}, this one knows "
            f"{VERSION}); update cchc",
            f"sổ do bản cchc mới hơn tạo ra (phiên bản {version}, bản này biết đến {VERSION}); "
            "hãy cập nhật cchc",
        )  # fmt: skip
    return version


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements inside the transaction that is open; `executescript` would commit it."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is written, or nothing is; other writers wait from the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(file: str) -> Iterator[None]:
    """Turn what SQLite says into an InputError in both languages."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
        ):
            raise _refused(
                "CCHC-E1704", file, f"another program has held the register for {PATIENCE:.0f} "
                "seconds; close it and try again",
                f"chương trình khác đã giữ sổ quá {PATIENCE:.0f} giây; hãy đóng chương trình đó "
                "rồi thử lại",
            ) from error  # fmt: skip
        raise _system(error, file) from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise _refused(
                "CCHC-E1702", file, "the file is no register of cchc; name another file",
                "tệp không phải sổ của cchc; hãy chọn tệp khác",
            ) from error  # fmt: skip
        raise _system(error, file) from error


def _system(error: Exception, file: str) -> Error:
    return _refused(
        "CCHC-E1705", file, f"the register cannot be read or written ({error}); nothing was "
        "changed; check the disk, the path and the permission",
        f"không đọc hoặc ghi được sổ ({error}); sổ chưa thay đổi; hãy kiểm tra ổ đĩa, đường dẫn "
        "và quyền",
    )  # fmt: skip


def _refused(code: str, file: str, en: str, vi: str) -> Error:
    return new_error(InputError, code, f"{file}: {en}", f"{file}: {vi}")
