"""Raised and lowered letters: the mark of a footnote beside a figure, the square of m².

Readers write them as the signs that Unicode has for them, `39¹`, so that no mark becomes a digit of
the figure, whatever the kind of file and however the letter was raised.
"""

import re

__all__ = ["lowered", "raised", "without_marks", "without_marks_of_words"]

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_HAS_SIGN = re.compile(r"[0-9+\-=()n\s]*")
_MARK = r"\s*(?:⁽[^⁾]*⁾|[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿ])+"
_MARKS = re.compile(_MARK)
# m², km³: the exponent of a unit of measure is no mark.
_MARK_OR_POWER = re.compile(rf"((?<!\w)[kcdhm]?m[²³](?!\w))|{_MARK}")


def raised(text: str) -> str:
    """Return raised text as raised signs; what has no such sign stands in raised brackets."""
    return _in_signs(text, _RAISED, "⁽⁾")


def lowered(text: str) -> str:
    """Return lowered text as lowered signs; what has no such sign stands in lowered brackets."""
    return _in_signs(text, _LOWERED, "₍₎")


def without_marks(text: str) -> tuple[str, str]:
    """Return a figure without the marks raised beside it, and those marks."""
    marks = "".join(match[0].strip() for match in _MARKS.finditer(text))
    return (_MARKS.sub("", text).strip(), marks) if marks else (text, "")


def without_marks_of_words(text: str) -> str:
    """Return a label without the marks raised beside its words; m² stays."""
    if _MARKS.search(text) is None:
        return text
    return _MARK_OR_POWER.sub(lambda match: match[1] or "", text).strip()


def _in_signs(text: str, signs: dict[int, int], brackets: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    if _HAS_SIGN.fullmatch(inner) and (brackets == "⁽⁾" or "n" not in inner):
        return text.translate(signs)
    return text.replace(inner, f"{brackets[0]}{inner}{brackets[1]}")
