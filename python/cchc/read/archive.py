"""Office files are zip archives of XML; both doors are guarded before anything is read.

Limits: at most 1,000 entries, 256 MiB expanded, 100 times the packed size beyond the first
100 KiB of an entry. No archive inside is opened, names are never used as paths, no DTD and no
entity is let through, and nothing outside the archive is asked for.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from cchc._files import refusal
from cchc.errors import InputError
from cchc.read.libraries import library

MOST_ENTRIES = 1_000
LARGEST_EXPANDED = 256 * 1024 * 1024  # bytes of all entries together
LARGEST_RATIO = 100
FREE_BYTES = 100 * 1024  # of an entry, before its ratio counts
#: How every XML part is parsed: no DTD, no entity, no network, no tree beyond the library's bounds.
_PARSING = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_MACROS = ("vbaproject.bin", "/basic/", "xl/macrosheets/", "/scripts/")


class Archive:
    """A zip archive that was looked over, and whose parts can be read one by one."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise refusal("archive_broken", file, reason=str(error)) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._look_over()

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._entries)

    def has(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name in self._entries

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; a part that is not there is a damaged file."""
        entry = self._entries.get(name)
        if entry is None:
            raise refusal("archive_broken", self.file, reason=f"no {name}")
        try:
            # zipfile gives no more than the declared size, which was looked over.
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise refusal("archive_broken", self.file, reason=f"{name}: {error}") from error
        except RuntimeError as error:  # the library's word for an encrypted part
            raise refusal("password", self.file) from error

    def xml(self, name: str) -> Any:
        """Return the root element of an XML part, parsed without DTD, entities or network."""
        etree = library("lxml.etree", self.file, "Word/Excel")
        data = self.part(name)
        refuse_doctype(data, name, self.file)
        try:
            return etree.fromstring(data, etree.XMLParser(**_PARSING))
        except etree.XMLSyntaxError as error:
            raise refusal("xml_broken", self.file, part=name, reason=error.msg) from error

    def elements(self, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
        """Iterate over finished elements of an XML part without keeping the tree."""
        etree = library("lxml.etree", self.file, "Excel", "excel")
        data = self.part(name)
        refuse_doctype(data, name, self.file)
        try:
            for _, element in etree.iterparse(io.BytesIO(data), tag=tags, **_PARSING):
                yield element
                element.clear(keep_tail=False)
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise refusal("xml_broken", self.file, part=name, reason=error.msg) from error

    def _look_over(self) -> None:
        entries = self._entries.values()
        if len(self._zip.infolist()) > MOST_ENTRIES:
            raise self._bomb(f"{len(self._zip.infolist())} > {MOST_ENTRIES} parts")
        total = sum(entry.file_size for entry in self._zip.infolist())
        if total > LARGEST_EXPANDED:
            raise self._bomb(f"{total} > {LARGEST_EXPANDED} bytes")
        for entry in entries:
            beyond = entry.file_size - FREE_BYTES
            if beyond > LARGEST_RATIO * max(entry.compress_size, 1):
                raise self._bomb(f"{entry.filename}: {entry.file_size} / {entry.compress_size}")
            if entry.flag_bits & 1:
                raise refusal("password", self.file)
            low = "/" + entry.filename.lower()
            if any(low.endswith(sign) or sign in low for sign in _MACROS):
                raise refusal("macro", self.file, part=entry.filename)

    def _bomb(self, reason: str) -> Exception:
        return refusal("archive_bomb", self.file, reason=reason)


class _Seen(Exception):  # noqa: N818
    """Ends the look at an XML part at its first element."""


def refuse_doctype(data: bytes, part: str, file: str) -> None:
    """Raise InputError when an XML part declares a DTD; what comes after the prolog cannot."""
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise refusal("xml_doctype", file, part=part)

    def element(*_: object) -> None:
        raise _Seen

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        for start in range(0, len(data), 65_536):
            parser.Parse(data[start : start + 65_536], False)
    except _Seen:
        return
    except InputError:
        raise
    except (expat.ExpatError, ValueError) as error:
        raise refusal("xml_broken", file, part=part, reason=str(error)) from error
