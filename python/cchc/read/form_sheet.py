"""What a sheet made by cchc looks like, for those who write one and those who read it back.

A hidden sheet says what the file is. A table has its rows below the printed heading, and beside it a
hidden column with the key of each row, such as ``PL1:3.3.1``: rows that were moved, renamed or
deleted are found by it.
"""

from __future__ import annotations

import hashlib

from cchc.read.forms import FormRow, FormTable

__all__ = [
    "EXACT",
    "HEADINGS",
    "IDENTITY_SHEET",
    "KEY_HEADING",
    "SCHEMAS",
    "SCHEMA_VERSION",
    "answer_text",
    "fingerprint",
    "row_key",
]

#: Name of the hidden sheet: a key and a text in each row.
IDENTITY_SHEET = "_cchc"

#: What a file may be, and the version of its layout.
SCHEMAS = ("cchc-template", "cchc-appendix")
SCHEMA_VERSION = "1"

#: Heading of the hidden column of keys.
KEY_HEADING = "cchc-key"

#: Prefix of the identity rows that hold a figure to the last digit, by its row key.
EXACT = "exact:"

#: Columns of a printed form: code, label, unit of measure, figure, note.
HEADINGS = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


def row_key(form: FormTable, row: FormRow) -> str:
    """Key of a row of a form."""
    return f"{form.form}:{row.form_code}"


def answer_text(code: int, label: str) -> str:
    """A coded answer as the list of a cell offers it: ``0 – Trực tuyến``."""
    return f"{code} – {label}"


def fingerprint(form: FormTable) -> str:
    """SHA-256 of what a form asks: codes, labels and units of measure in printed order."""
    lines = [f"{row.code_printed}\t{row.label}\t{row.unit_printed}" for row in form.rows]
    text = "\n".join([form.form, form.version, *lines])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
