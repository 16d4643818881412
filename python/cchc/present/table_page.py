"""A table of a result as a page for paper: numbers become numbers again."""

from __future__ import annotations

import re

from cchc.present.page import Cell, Head, Page, number_cell, text_cell
from cchc.present.table import Table

__all__ = ["table_page"]

_NARROWEST, _WIDEST = 7, 46  # characters of a column
_PORTRAIT = 100  # characters on an upright A4 page

# A number as `format_number` writes it, by language: dots or commas part its thousands.
_NUMBERS = {
    "vi": re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"),
    "en": re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"),
}


def table_page(table: Table, *, lang: str = "vi", name: str = "") -> Page:
    """Return a table as a page.

    Parameters
    ----------
    table
        Of any result.
    lang
        The language that its cells are written in.
    name
        Of the sheet; the title when not given.
    """
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    heads = [
        Head(column.title, _width(column.title, cells))
        for column, cells in zip(table.columns, columns, strict=True)
    ]
    rows = [
        [
            _cell(text, lang) if column.number else text_cell(text)
            for column, text in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]
    return Page(
        name=name or table.title,
        title=[table.title],
        heads=heads,
        rows=rows,
        notes=table.notes,
        lang=lang,
        landscape=sum(head.width for head in heads) > _PORTRAIT,
        fixed=1,
    )


def _width(title: str, cells: tuple[str, ...]) -> int:
    """Wide enough for the longest word and for most cells; longer ones wrap."""
    longest = max((len(text) for text in cells), default=0)
    words = max((len(word) for text in (title, *cells) for word in text.split()), default=0)
    return max(_NARROWEST, words + 2, min(_WIDEST, longest + 2, max(longest, len(title)) + 2))


def _cell(text: str, lang: str) -> Cell:
    """A number where the text is one and nothing else; words, marks and signs stay text."""
    if not _NUMBERS[lang].fullmatch(text):
        return text_cell(text, right=True)
    thousands, decimals = (".", ",") if lang == "vi" else (",", ".")
    plain = text.replace(thousands, "").replace(decimals, ".").lstrip("+")
    return number_cell(plain)
