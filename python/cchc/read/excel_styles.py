"""Number formats and fonts of the cells of a workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from cchc.read.blocks import Look
from cchc.read.scale import scale_word

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Shown = Literal["plain", "percent", "percent_typed", "date", "scaled", "hidden"]

# Numbers that the file format gives to formats that need no text.
_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_DATE = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_DIGITS = re.compile(r"[0#?]|general", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?=\.|\s*$|[^0#?,.])")
_DATE_SIGNS = re.compile(r"[dmyhs]|am/pm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows its number, the font of its text, and how that text looks.

    `hides_zero` and `hides_text` say that the format shows nothing for a zero or for text.
    """

    shown: Shown = "plain"
    font: str = ""
    look: Look = ""
    hides_zero: bool = False
    hides_text: bool = False


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
        fonts = [(_font(font), look_of(font)) for font in styles.iterfind(f"{S}fonts/{S}font")]
        for style in styles.iterfind(f"{S}cellXfs/{S}xf"):
            number, font = _int(style.get("numFmtId")), _int(style.get("fontId"))
            name, look = fonts[font] if 0 <= font < len(fonts) else ("", "")
            code = codes.get(number, "")
            self._styles.append(CellStyle(shown_as(number, code), name, look, *_hides(code)))

    def at(self, number: str | None) -> CellStyle:
        """Return the style that a cell names by its number."""
        index = _int(number)
        return self._styles[index] if 0 <= index < len(self._styles) else CellStyle()


def shown_as(number: int, code: str) -> Shown:
    """Return how a number format shows a number.

    A format whose sections disagree, or whose own words speak of thousands, scales it.
    """
    if not code:
        if number in _BUILT_IN_PERCENT:
            return "percent"
        return "date" if number in _BUILT_IN_DATE else "plain"
    sections = _sections(code)
    numeric = [section for section in sections if _DIGITS.search(_QUOTED.sub("", section))]
    found = {_section_shows(section) for section in numeric or sections[:1]}
    if "scaled" in found or len(found & {"plain", "percent", "percent_typed"}) > 1:
        return "scaled"
    if "date" in found:
        return "date"
    if not numeric and not sections[0].strip('" '):
        return "hidden"
    return next(iter(found))


def look_of(font: Any) -> Look:
    """Return how the text of a font, or of the properties of a run, looks."""
    strike = font.find(f"{S}strike")
    if strike is not None and strike.get("val", "1") not in ("0", "false"):
        return "removed"
    height = font.find(f"{S}vertAlign")
    name = "" if height is None else height.get("val", "")
    if name == "superscript":
        return "raised"
    return "lowered" if name == "subscript" else ""


def _sections(code: str) -> list[str]:
    """Sections of a format code: for positive and negative numbers, zero, and text."""
    found = [match[1] for match in _SECTION.finditer(code)]
    return found[:-1] if len(found) > 1 and not found[-1] and not code.endswith(";") else found


def _section_shows(section: str) -> Shown:
    signs = _QUOTED.sub("", section)
    words = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(section))
    if _SCALED.search(signs) or _is_scale(words):
        return "scaled"
    if "%" in signs:
        return "percent"
    if "%" in words:
        return "percent_typed"
    if "general" in signs.lower() or not _DATE_SIGNS.search(signs):
        return "plain"
    return "date"


def _is_scale(words: str) -> bool:
    """Whether the words that a format adds make the number another one."""
    return bool(words.strip()) and bool(
        scale_word(f"0{words}", after_figure=True) or scale_word(words)
    )


def _hides(code: str) -> tuple[bool, bool]:
    """Whether a format shows nothing for a zero, and for text."""
    sections = _sections(code) if code else []
    empty = [not section for section in sections]
    return len(empty) > 2 and empty[2], len(empty) > 3 and empty[3]


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
    return text.replace(".", ",") + ("%" if shown in ("percent", "percent_typed") else "")


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
