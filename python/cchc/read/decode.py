"""Bytes to lines of composed text, or a refusal that says what to do."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cchc.read.fold import composed
from cchc.read.refusal import not_opened, refusal

LARGEST_TEXT = 64 * 1024 * 1024  # bytes; a long report is under 1 MB

_OTHER_FORMATS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/Excel"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel (97-2003)"),
    (b"{\\rtf", "RTF"),
)
_LINE_END = re.compile(r"\r\n|\n|\r")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1b\x7f]")


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
    if isinstance(source, str) and _LINE_END.search(source):
        return _from_text(source, file or "<text>", "text")
    if isinstance(source, bytes):
        return _from_bytes(source, file or "<bytes>")
    if not os.fspath(source):
        # As a path this would be the current folder, which nobody meant.
        raise refusal("no_path", file or "''")
    path = Path(source)
    return _from_bytes(_contents(path, file or str(path)), file or str(path))


def _contents(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise refusal("too_large", file, limit=LARGEST_TEXT)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise not_opened(error, file) from error


def _from_bytes(data: bytes, file: str) -> SourceText:
    if len(data) > LARGEST_TEXT:
        raise refusal("too_large", file, limit=LARGEST_TEXT)
    if not data.strip():
        raise refusal("empty", file)
    for signature, kind in _OTHER_FORMATS:
        if data.startswith(signature):
            raise refusal("other_format", file, offset=0, format=kind)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from_text(_utf16(data, file), file, "utf-16")
    _refuse_binary(data, file)
    marked = data.startswith(b"\xef\xbb\xbf")
    return _from_text(_utf8(data, file), file, "utf-8-sig" if marked else "utf-8")


def _refuse_binary(data: bytes, file: str) -> None:
    found = _BINARY.search(data)
    if not found:
        return
    # Text in UTF-16 has a zero byte in most of its pairs (ASCII letters, spaces, line ends), always
    # on the same side.
    sample = data[:4096]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    others = min(sample[0::2].count(0), sample[1::2].count(0))
    if zeros > len(sample) // 8 and others * 10 < zeros:
        raise refusal("utf16_unmarked", file, offset=0)
    raise refusal("binary", file, offset=found.start())


def _utf16(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise refusal("broken_utf16", file, offset=error.start) from error
    if "\x00" in text:
        raise refusal("binary", file, offset=2 + 2 * text.index("\x00"))
    return text


def _utf8(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # "utf-8-sig" counts from behind the mark.
        marked = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        offset = error.start + marked
        line = len(_LINE_END.findall(data[:offset].decode("utf-8", "replace"))) + 1
        raise refusal("broken_utf8", file, offset=offset, line=line) from error


def _from_text(text: str, file: str, encoding: str) -> SourceText:
    raw_lines = tuple(_LINE_END.split(text))
    lines = tuple(composed(line) for line in raw_lines)
    if not any(line.strip() for line in lines):
        raise refusal("empty", file)
    return SourceText(file, encoding, lines, raw_lines)
