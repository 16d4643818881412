"""Slow, obvious number reading for tests that run without the compiled engine."""

import re
from decimal import Decimal
from types import SimpleNamespace

_COUNT = re.compile(r"[+-]?(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d+)")
_PERCENT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s?%?")


def read_number(text, expectation):
    plain = text.strip()
    if plain in ("", "-", "–", "…", "..."):
        return _reading("blank", text)
    pair = plain.split("/")
    if len(pair) == 2:
        values = [_one(part.strip(), "count") for part in pair]
        if None not in values:
            return _reading("pair", text, *values)
    if expectation == "percent" and re.fullmatch(r"\d{1,3}\.\d{3}", plain):
        readings = [Decimal(plain), Decimal(plain.replace(".", ""))]
        return _reading("ambiguous", text, readings=readings)
    value = _one(plain, expectation)
    if value is None:
        return _reading("unreadable", text, reason="not_a_number")
    return _reading("number", text, value)


def _one(text, expectation):
    if expectation in ("percent", "any") and _PERCENT.fullmatch(text):
        return Decimal(_PERCENT.fullmatch(text)[1].replace(",", "."))
    return Decimal(re.sub(r"[. \u00a0]", "", text)) if _COUNT.fullmatch(text) else None


def _reading(status, raw, value=None, second=None, readings=(), reason=""):
    return SimpleNamespace(
        status=status,
        value=value,
        second_value=second,
        raw=raw,
        readings=readings,
        reason=reason,
    )
