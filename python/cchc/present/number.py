"""Figures as people read them: thousands and decimals by language, blanks kept blank."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

__all__ = ["format_number", "format_percent", "format_signed"]

_MARKS = {"vi": (".", ","), "en": (",", ".")}


def _grouped(text: str, lang: str) -> str:
    thousands, decimals = _MARKS[lang]
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return sign + grouped + (decimals + fraction if fraction else "")


def format_number(value: float | str | None, *, lang: str = "vi", decimals: int = 2) -> str:
    """Return a figure with at most so many decimals; an empty text for None.

    Examples
    --------
    >>> format_number(16183)
    '16.183'
    >>> format_number(20.47244, lang="en")
    '20.47'
    """
    if value is None or value == "":
        return ""
    exact = Decimal(value) if isinstance(value, str) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _grouped("0" if text in ("-0", "") else text, lang)


def format_signed(value: float | str | None, *, lang: str = "vi", decimals: int = 2) -> str:
    """Return a change with its sign; an empty text for None, ``0`` without a sign."""
    text = format_number(value, lang=lang, decimals=decimals)
    return text if not text or text.startswith("-") or text == "0" else "+" + text


def format_percent(value: float | str | None, *, lang: str = "vi", signed: bool = False) -> str:
    """Return a rate or a relative change with its sign of per cent; an empty text for None."""
    text = (format_signed if signed else format_number)(value, lang=lang)
    return text + " %" if text else ""
