"""Number formats and fonts of the cells of a workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Shown = Literal["plain", "percent", "date", "scaled"]

# Numbers that the file format gives to formats that need no text.
_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_DATE = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?=\.|\s*$)")
_DATE_SIGNS = re.compile(r"[dmyhs]|am/pm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows its number, and the font of its text."""

    shown: Shown = "plain"
    font: str = ""


class Styles:
    """Styles by the number that cells name; from the styles part (None when there is none)."""

    def __init__(self, styles: Any | None) -> None:
        self._styles: list[CellStyle] = []
        if styles is None:
            return
        codes = {
            _int(each.get("numFmtId")): str(each.get("formatCode", ""))
            for each in styles.iter(f"{S}numFmt")
        }
        fonts = [_font(font) for font in styles.iterfind(f"{S}fonts/{S}font")]
        for style in styles.iterfind(f"{S}cellXfs/{S}xf"):
            number, font = _int(style.get("numFmtId")), _int(style.get("fontId"))
            name = fonts[font] if 0 <= font < len(fonts) else ""
            self._styles.append(CellStyle(shown_as(number, codes.get(number, "")), name))

    def at(self, number: str | None) -> CellStyle:
        """Return the style that a cell names by its number."""
        index = _int(number)
        return self._styles[index] if 0 <= index < len(self._styles) else CellStyle()


def shown_as(number: int, code: str) -> Shown:
    """Return how a number format shows a number."""
    if not code:
        if number in _BUILT_IN_PERCENT:
            return "percent"
        return "date" if number in _BUILT_IN_DATE else "plain"
    signs = _QUOTED.sub("", code.split(";")[0])
    if "%" in signs:
        return "percent"
    if _SCALED.search(signs):
        return "scaled"
    if "general" in signs.lower() or not _DATE_SIGNS.search(signs):
        return "plain"
    return "date"


def number_text(stored: str, shown: Shown) -> str:
    """Return a stored number as a Vietnamese reader would type it; empty when it is none.

    Whole numbers have no separators; a decimal comma is used, since a dot would group thousands.
    """
    value = stored_number(stored)
    if value is None:
        return ""
    if shown == "percent":
        value = value.scaleb(2)
    text = format(_rounded(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text if text not in ("-0", "") else "0"
    return text.replace(".", ",") + ("%" if shown == "percent" else "")


def stored_number(stored: str) -> Decimal | None:
    """Return a stored number; None when the text is none or no figure of a report."""
    if not re.fullmatch(r"[+-]?\d{0,400}\.?\d{0,400}(?:[eE][+-]?\d{1,3})?", stored.strip()):
        return None
    try:
        value = Decimal(stored.strip())
    except ArithmeticError:
        return None
    return value if abs(value.adjusted()) < 40 or value == 0 else None


def _rounded(value: Decimal) -> Decimal:
    """What was typed, without the noise of binary fractions: 0.1 + 0.2 is 0.3."""
    digits = len(value.as_tuple().digits)
    return value if digits <= 15 else Decimal(f"{value:.14e}")


def _font(font: Any) -> str:
    name = font.find(f"{S}name")
    return "" if name is None else str(name.get("val", ""))


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0 if text is None else -1
