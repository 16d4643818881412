"""Saving a file whole: readers see the old one or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cchc._files import not_opened

__all__ = ["save_whole"]


def save_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file through a temporary one beside it, synced before it takes the name.

    Raises
    ------
    InputError
        E1308 when the folder is not there, is full, or may not be written; an old file stays.
    """
    target = Path(path)
    temporary = None
    try:
        number, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o777 if target.is_file() else 0o666 & ~_mask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
        temporary = None
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise not_opened(error, str(path)) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _mask() -> int:
    """Permission bits that new files do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last; where a folder cannot be opened, the system does so by itself."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)
