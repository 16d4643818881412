"""A report's text to lines of composed text, or a refusal that says what to do."""

import os
from dataclasses import dataclass
from pathlib import Path

from cchc._files import LARGEST_TEXT, LINE_END, decoded, file_bytes, refusal
from cchc.read.fold import composed

__all__ = ["LARGEST_TEXT", "SourceText", "source_text"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded text: `lines` composed and free of invisible signs, `raw_lines` as decoded.

    Both count lines alike; line n of the file is element n - 1.
    """

    file: str
    encoding: str
    lines: tuple[str, ...]
    raw_lines: tuple[str, ...]


def source_text(source: str | bytes | os.PathLike[str], *, file: str | None = None) -> SourceText:
    """Decode a path, the bytes of a file, or text.

    A `str` is taken as text when it holds a line end, otherwise as a path. `file` names the
    source in issues. Raises InputError when there is no readable text.
    """
    if isinstance(source, str) and LINE_END.search(source):
        return _from_text(source, file or "<text>", "text")
    if isinstance(source, bytes):
        return _from_bytes(source, file or "<bytes>")
    if not os.fspath(source):
        # As a path this would be the current folder, which nobody meant.
        raise refusal("no_path", file or "''")
    path = Path(source)
    return _from_bytes(file_bytes(path, file or str(path)), file or str(path))


def _from_bytes(data: bytes, file: str) -> SourceText:
    text, encoding = decoded(data, file)
    return _from_text(text, file, encoding)


def _from_text(text: str, file: str, encoding: str) -> SourceText:
    raw_lines = tuple(LINE_END.split(text))
    lines = tuple(composed(line) for line in raw_lines)
    if not any(line.strip() for line in lines):
        raise refusal("empty", file)
    return SourceText(file, encoding, lines, raw_lines)
