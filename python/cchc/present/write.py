"""Pages to a file, by its ending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cchc._arguments import known_words
from cchc.present.excel import write_excel
from cchc.present.page import Page
from cchc.present.page_html import write_html
from cchc.present.word import write_word

__all__ = ["write_pages"]


def write_pages(
    path: Path, pages: Sequence[Page], *, identity: Mapping[str, str] | None = None
) -> None:
    """Write pages as .xlsx, .docx or .html; the hidden identity goes into the first only.

    Raises
    ------
    SelectionError
        When the ending is none of them.
    """
    known_words([path.suffix.lower()], (".xlsx", ".docx", ".html"), "path")
    if path.suffix.lower() == ".xlsx":
        write_excel(path, pages, identity=identity)
    elif path.suffix.lower() == ".docx":
        write_word(path, pages)
    else:
        write_html(path, pages)
