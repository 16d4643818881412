"""Raised and lowered letters, and typed marks: the footnote beside a figure, the square of m².

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
# The mark of a footnote typed behind a figure: 39*, 39 (*), 39 [1].
_TYPED = re.compile(r"(.*\d\s?%?)\s*(\*{1,3}|\(\*{1,3}\)|\[(?:\d{1,2}|\*{1,3})\])")
_TYPED_ENDS = ("*", ")", "]")
# m², km³: the exponent of a unit of measure is no mark.
_MARK_OR_POWER = re.compile(rf"((?<!\w)[kcdhm]?m[²³](?!\w))|{_MARK}")


def raised(text: str) -> str:
    """Return raised text as raised signs; what has no such sign stands in raised brackets."""
    return _in_signs(text, _RAISED, "⁽⁾")


def lowered(text: str) -> str:
    """Return lowered text as lowered signs; what has no such sign stands in lowered brackets."""
    return _in_signs(text, _LOWERED, "₍₎")


def without_marks(text: str) -> tuple[str, str]:
    """Return a figure without the marks raised beside it or typed behind it, and those marks."""
    marks = "" if text.isascii() else "".join(m[0].strip() for m in _MARKS.finditer(text))
    rest = _MARKS.sub("", text).strip() if marks else text
    typed = _TYPED.fullmatch(rest) if rest[-1:] in _TYPED_ENDS else None
    return (typed[1].strip(), typed[2] + marks) if typed else (rest, marks)


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
