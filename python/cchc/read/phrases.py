"""Phrases with figures, written as folded words and compiled to patterns.

In a phrase a blank stands for any space or none (joined words are common in extracted text),
`{name}` for a count, `{name%}` for a percentage, `…` for a few words of the same sentence. The rest
is a regular expression.
"""

import re

COUNT = r"\d+(?:[.\u00a0]\d{3})*(?!\d)"
PERCENT = r"\d{1,3}(?:[.,]\d{1,2})?"
DAY = r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2}\s*thang\s*\d{1,2}\s*nam\s*\d{4}"

_FEW_WORDS = r"(?:[^.;:\n]|\.(?=\d)){0,80}?"
_PLACEHOLDER = re.compile(r"\{(\w+)(%?)\}")


def phrase(text: str) -> re.Pattern[str]:
    """Pattern for folded text."""
    spaced = re.sub(r" +", r"\\s*", text).replace("…", _FEW_WORDS)
    return re.compile(r"(?<!\w)" + _PLACEHOLDER.sub(_figure, spaced))


def _figure(placeholder: re.Match[str]) -> str:
    name, percent = placeholder[1], placeholder[2]
    if percent:
        return rf"(?<!\d)(?P<{name}>{PERCENT})\s*%"
    return rf"(?<![\d.,/])(?P<{name}>{COUNT})"
