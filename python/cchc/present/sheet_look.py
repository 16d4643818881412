"""How sheets look, whoever writes them: formats, widths, paper, and the hidden identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cchc.read.form_sheet import IDENTITY_SHEET

__all__ = ["FORMATS", "SAFE", "WIDTHS", "set_page", "write_identity"]

#: Nothing that is written as a text becomes a formula, a link or a number.
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

#: Widths of the columns of a form in characters, the hidden one last; together they fit an A4 page.
WIDTHS = (9, 50, 16, 14, 22, 4)

_BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_CELL = _BASE | {"border": 1, "text_wrap": True}
FORMATS: dict[str, dict[str, Any]] = {
    "title": _BASE | {"bold": True, "align": "center", "text_wrap": True},
    "subtitle": _BASE | {"italic": True, "align": "center", "text_wrap": True},
    "heading": _CELL | {"bold": True, "align": "center"},
    "text": _CELL | {"indent": 1},
    "group": _CELL | {"bold": True, "indent": 1},
    "closed": _CELL | {"bg_color": "#E7E6E6", "italic": True},
    "note": _BASE | {"text_wrap": True, "font_size": 11, "valign": "top"},
    "whole": _CELL | {"num_format": "#,##0", "align": "right", "indent": 1},
    "decimal": _CELL | {"num_format": "#,##0.0#", "align": "right", "indent": 1},
    "right": _CELL | {"align": "right", "indent": 1},
    "input_text": _CELL | {"bg_color": "#FFF9DB", "locked": False},
    "input_pair": _CELL | {"bg_color": "#FFF9DB", "locked": False, "num_format": "@",
                           "align": "right"},
    "input_count": _CELL | {"bg_color": "#FFF9DB", "locked": False, "num_format": "#,##0",
                            "align": "right"},
    "input_percent": _CELL | {"bg_color": "#FFF9DB", "locked": False, "num_format": "0.0#",
                              "align": "right"},
    "input_code": _CELL | {"bg_color": "#FFF9DB", "locked": False, "align": "right"},
}  # fmt: skip


def set_page(sheet: Any, head: int, *, landscape: bool, head_rows: int = 1) -> None:
    """A4, one page wide, as many long as it takes; the heading again on every page."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(head, head + head_rows - 1)
    sheet.set_footer("&C&P/&N")
    sheet.hide_gridlines(2)


def write_identity(book: Any, identity: Mapping[str, str]) -> None:
    """Add the hidden sheet that says what a file is."""
    sheet = book.add_worksheet(IDENTITY_SHEET)
    for at, (key, text) in enumerate(identity.items()):
        sheet.write_string(at, 0, key)
        sheet.write_string(at, 1, text)
    sheet.protect()
    sheet.very_hidden()
