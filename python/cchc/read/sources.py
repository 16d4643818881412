"""Any file to its reports: the kind is told by the content, never by the name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from cchc._files import LINE_END, file_bytes, refusal
from cchc.read.blocks import Document
from cchc.read.decode import SourceText, source_text
from cchc.read.issue import issue
from cchc.read.plugged import Rows, Source
from cchc.read.reading import Reading
from cchc.read.review import Review

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # bytes before the signature that readers of PDF allow
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"\[{}\]]")

#: What names end in, by kind; another ending is remarked.
_SUFFIXES = {
    "word": (".docx",),
    "excel": (".xlsx",),
    "xls": (".xls", ".xlsb"),
    "ods": (".ods",),
    "pdf": (".pdf",),
    "html": (".html", ".htm"),
    "json": (".json",),
}
_OTHER_SUFFIXES = frozenset(suffix for kind in _SUFFIXES.values() for suffix in kind) | {".doc"}
_FORMATS = {
    "word": "Word",
    "excel": "Excel",
    "xls": "Excel 97-2003",
    "ods": "OpenDocument",
    "pdf": "PDF",
    "html": "HTML",
    "json": "JSON",
    "csv": "CSV",
    "text": "văn bản",
}


def read_source(
    source: Source,
    *,
    file: str | None,
    unit_type: str | None,
    review: Review | None,
    every: bool,
) -> list[Reading]:
    """Every report of a file of any kind, at least one; the first alone when not `every`.

    The first one alone has an issue that names the others. `source` is a path, the bytes of a
    file, a text with line breaks, or rows that a registered reader made of a file. Raises
    InputError when it cannot be read or holds nothing of a report.
    """
    if isinstance(source, Rows):
        return _document_readings(source.document, unit_type, review, every, source.content)
    if isinstance(source, str) and LINE_END.search(source):
        return _text_readings(source_text(source, file=file), unit_type, review, every)
    if not isinstance(source, bytes) and not os.fspath(source):
        raise refusal("no_path", file or "''")
    if isinstance(source, bytes):
        data, name = source, file or "<bytes>"
    else:
        path = Path(source)
        name = file or str(path)
        data = file_bytes(path, name)
    maker = _maker(data)
    if maker is None:
        readings = _text_readings(source_text(data, file=name), unit_type, review, every)
        return [_named_rightly(reading, name) for reading in readings]
    own = _made_by_cchc(data, name, unit_type) if maker is _from_archive else None
    if own is not None:
        return [_named_rightly(own, name)]
    document = maker(data, name)
    found = _document_readings(document, unit_type, review, every, data)
    return [_named_rightly(reading, name) for reading in found]


def _document_readings(
    document: Document,
    unit_type: str | None,
    review: Review | None,
    every: bool,
    content: bytes = b"",
) -> list[Reading]:
    from cchc.read.grids import first_of, read_document

    found = read_document(document, unit_type=unit_type, review=review, content=content)
    return found if every else [first_of(found)]


def _maker(data: bytes) -> Callable[[bytes, str], Document] | None:
    """What makes a document of these bytes; None for text, delimited text included."""
    if data.startswith(_ZIP):
        return _from_archive
    if data.startswith(_OLE):
        return _from_ole
    if _PDF in data[:_PDF_WITHIN]:
        return _from_pdf
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return _from_html
    if _JSON.match(data[:4096]):
        return _from_json
    return None


def _text_readings(
    text: SourceText, unit_type: str | None, review: Review | None, every: bool
) -> list[Reading]:
    from cchc.read.csv_table import delimited
    from cchc.read.legacy import looks_legacy

    legacy = looks_legacy("\n".join(text.raw_lines))
    if legacy:
        encoding, sample = legacy
        raise refusal("legacy_encoding", text.file, encoding=encoding, sample=sample)
    document = delimited(text)
    if document is not None:
        content = "\n".join(text.lines).encode("utf-8")
        return _document_readings(document, unit_type, review, every, content)
    from cchc.read.text import read_text, read_texts

    if every:
        return read_texts(text, unit_type=unit_type, review=review)
    return [read_text(text, unit_type=unit_type, review=review)]


def _made_by_cchc(data: bytes, file: str, unit_type: str | None) -> Reading | None:
    """A template or an appendix that cchc wrote, by its cells; None for any other workbook."""
    if b"xl/workbook.xml" not in data:
        return None
    from cchc.read.form_workbook import read_form_workbook

    return read_form_workbook(data, file, of_type=unit_type)


def _from_archive(data: bytes, file: str) -> Document:
    from cchc.read.archive import Archive

    archive = Archive(data, file)
    if archive.has("mimetype") and archive.part("mimetype").startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        from cchc.read.ods import read_ods

        return read_ods(archive)
    if archive.has("xl/workbook.xml"):
        from cchc.read.excel import read_excel

        return read_excel(archive)
    if archive.has("xl/workbook.bin"):
        from cchc.read.old_excel import read_old_excel

        return read_old_excel(data, file)
    if any(name.startswith("word/") for name in archive.names()):
        from cchc.read.word import read_word

        return read_word(archive)
    raise refusal("archive_unknown", file)


def _from_ole(data: bytes, file: str) -> Document:
    """Word and Excel 97-2003, and any file that Office protected with a password."""
    names = [name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument")]
    if names[0] in data:
        raise refusal("password", file)
    if names[1] in data:
        raise refusal("old_word", file)
    from cchc.read.old_excel import read_old_excel

    return read_old_excel(data, file)


def _from_pdf(data: bytes, file: str) -> Document:
    from cchc.read.pdf import read_pdf

    return read_pdf(data, file)


def _from_html(data: bytes, file: str) -> Document:
    from cchc.read.html_page import read_html

    return read_html(data, file)


def _from_json(data: bytes, file: str) -> Document:
    from cchc.read.json_report import read_json

    return read_json(data, file)


def _named_rightly(reading: Reading, name: str) -> Reading:
    """The reading, with a remark when the name says another kind of file than was read."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _OTHER_SUFFIXES or suffix in _SUFFIXES.get(reading.kind, ()):
        return reading
    told = issue(
        "other_extension",
        file=name,
        line=None,
        suffix=suffix,
        format=_FORMATS[reading.kind],
    )
    return replace(reading, issues=(told, *reading.issues))
