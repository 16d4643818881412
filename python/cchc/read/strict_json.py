"""JSON without surprises: no duplicate key, no NaN, no depth beyond 64, decimals kept exact."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from cchc._files import refusal

DEEPEST = 64
_LONGEST_NUMBER = 400  # signs
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def strict_json(text: str, file: str) -> Any:
    """Return what a JSON text holds; numbers are int or Decimal, never a rounded float.

    Raises InputError for text that is not JSON, for a key given twice in one object, for NaN and
    infinities, and for arrays and objects nested deeper than 64.
    """
    _refuse_depth(text, file)

    def number(digits: str) -> Decimal | int:
        if len(digits) > _LONGEST_NUMBER:
            raise refusal("json_broken", file, reason="a number of more than 400 digits")
        value = Decimal(digits)
        return (
            int(value)
            if value == value.to_integral_value() and "e" not in digits.lower()
            else value
        )

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in entries:
            if key in found:
                raise refusal("json_duplicate", file, key=key)
            found[key] = value
        return found

    def constant(word: str) -> NoReturn:
        raise refusal("json_broken", file, reason=f"{word} is no JSON number")

    try:
        return json.loads(
            text,
            object_pairs_hook=pairs,
            parse_constant=constant,
            parse_float=number,
            parse_int=number,
        )
    except json.JSONDecodeError as error:
        place = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise refusal("json_broken", file, offset=error.pos, reason=place) from error


def _refuse_depth(text: str, file: str) -> None:
    """Count brackets before any tree is built, so that depth costs no stack."""
    depth = 0
    for match in _STRUCTURE.finditer(text):
        sign = match[0]
        if sign in ("[", "{"):
            depth += 1
            if depth > DEEPEST:
                raise refusal("json_deep", file, offset=match.start(), limit=DEEPEST)
        elif sign in ("]", "}"):
            depth -= 1
