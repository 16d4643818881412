"""Words that make a figure another one: thousands, millions, and how they may be written."""

import re

from cchc.read.fold import fold

__all__ = ["scale_word", "stated_scale"]

_JOINABLE = r"nghin|trieu|thousand|million|billion"
_ALONE = r"ngan(?!\s*(?:sach|hang))|ty dong|ti dong|x\s?1[.,]?000(?:[.,]?000)*|1[.,]000(?:[.,]000)*"
_SCALE = re.compile(rf"{_JOINABLE}|(?<!\w)(?:{_ALONE})(?!\w)")
_BEHIND = rf"{_JOINABLE}|ngan|t[yi](?!\s*(?:le|trong))|tr|k|chuc|tram|van(?!\s*ban)"
_AFTER_FIGURE = re.compile(rf"\d\s*(?:{_BEHIND})(?!\w)")
_STATED = re.compile(r"(?<!\w)(?:dvt|don vi(?: tinh)?)\s*[:(]\s*([^.;:)\n]{1,40})")


def stated_scale(text: str) -> str:
    """What a line over a table says of thousands, `nghìn người` in "ĐVT: nghìn người"; empty if not."""
    found = _STATED.search(fold(text))
    said = text[found.start(1) : found.end(1)].strip() if found else ""
    return said if scale_word(said) else ""


def scale_word(text: str, *, after_figure: bool = False) -> str:
    """The first word of a heading or unit of measure that speaks of thousands; empty without one.

    `after_figure`: the text is a figure, and only a word right behind its digits counts.
    """
    if not after_figure and text.isascii() and len(text) < 3:
        return ""
    found = (_AFTER_FIGURE if after_figure else _SCALE).search(fold(text))
    return text[found.start() : found.end()] if found else ""
