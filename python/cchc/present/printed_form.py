"""Forms as they are printed: titles, headings and rows, by name and version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from cchc.model import shipped_text
from cchc.read.forms import FormTable, shipped_forms

__all__ = ["PrintedForm", "printed_forms"]


@dataclass(frozen=True)
class PrintedForm:
    """A form with what is printed above its table.

    ``name`` is ``PL1-2024``; ``titles`` are the short and the long title, ``stated_periods`` the
    words for which periods it is used, all in Vietnamese; ``title_en`` is the long title in English.
    """

    name: str
    titles: tuple[str, str]
    title_en: str
    stated_periods: str
    table: FormTable


@cache
def printed_forms() -> dict[str, PrintedForm]:
    """Return the shipped forms by name and version, the longest first."""
    found = {}
    for table in shipped_forms():
        name = f"{table.form}-{table.version}"
        file = json.loads(shipped_text(f"form_{name.lower().replace('-', '_')}.json"))
        titles = (file["title_phrases"][0], file["title_phrases"][1])
        stated = file["stated_periods_vi"]
        found[name] = PrintedForm(name, titles, file["title_en"], stated, table)
    return found
