"""Figures as people read them: thousands and decimals by language, blanks kept blank."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

__all__ = ["format_number", "format_percent", "format_signed"]

_MARKS = {"vi": (".", ","), "en": (",", ".")}

#: Digits enough for every float64 in plain notation.
_WIDE = Context(prec=800)


def _grouped(text: str, lang: str) -> str:
    thousands, decimals = _MARKS[lang]
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return sign + grouped + (decimals + fraction if fraction else "")


def _exact(value: float | str | None) -> Decimal | None:
    """The figure as written; None for a blank, NaN or an infinity."""
    if value is None or value == "":
        return None
    exact = Decimal(value) if isinstance(value, str) else Decimal(repr(float(value)))
    return exact if exact.is_finite() else None


def _plain(rounded: Decimal, lang: str) -> str:
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _grouped("0" if text in ("-0", "") else text, lang)


def format_number(value: float | str | None, *, lang: str = "vi", decimals: int = 2) -> str:
    """Return a figure with at most so many decimals; an empty text for None, NaN and infinity.

    Halves round away from zero, as people and spreadsheets round.

    Examples
    --------
    >>> format_number(16183)
    '16.183'
    >>> format_number(20.47244, lang="en")
    '20.47'
    """
    exact = _exact(value)
    if exact is None:
        return ""
    step = Decimal(1).scaleb(-decimals)
    return _plain(exact.quantize(step, rounding=ROUND_HALF_UP, context=_WIDE), lang)


def format_signed(value: float | str | None, *, lang: str = "vi", decimals: int = 2) -> str:
    """Return a change with its sign; an empty text for None, ``0`` without a sign."""
    text = format_number(value, lang=lang, decimals=decimals)
    return text if not text or text.startswith("-") or text == "0" else "+" + text


def format_percent(value: float | str | None, *, lang: str = "vi", signed: bool = False) -> str:
    """Return a rate or a relative change with its sign of per cent; an empty text for None.

    A rate below 100 never reads as 100, because one late file is what it says: 99.999 is
    ``99,99 %``. A change, which is signed, rounds as every number.
    """
    exact = _exact(value)
    if exact is not None and not signed and Decimal("99.99") < exact < 100:
        text = _plain(exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN), lang)
    else:
        text = (format_signed if signed else format_number)(value, lang=lang)
    return text + " %" if text else ""
