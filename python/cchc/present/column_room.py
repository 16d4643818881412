"""Room for the columns of a page on paper, so that no word and no number is broken.

Columns share the paper as their widths say. Where a column would then break a word of its heading or
cells, it is widened at the cost of those with room to spare; where that is not enough, letters are
set smaller.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cchc.present.page import Page

__all__ = ["LARGEST", "column_room"]

#: Sizes of letters in points, the largest that fits first; smaller ones cannot be read on paper.
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
LARGEST = SIZES[0]

_BESIDE = 7.0  # points of a cell's margins and edges
_NUMBER = 16  # signs; what is set right and no longer is one number, with its sign and measure
_TEXT = 16  # signs; a column of longer texts that is narrower makes rows too high to be read

# Widths of letters as parts of their height; those of Times New Roman, rounded up.
_NARROW = dict.fromkeys("ijlt.,:;!'()[]|/- ", 0.35)
_BROAD = dict.fromkeys("mwMW%@—", 0.85)
_CAPITAL, _OTHER, _BOLD = 0.74, 0.51, 1.09
_HORN, _HORNED = "\u031b", 0.09  # what the horn of ơ and ư takes more


def column_room(page: Page, room: float) -> tuple[list[float], float]:
    """Return the widths of columns in points, and the size of letters.

    Parameters
    ----------
    page
        With the wanted widths of its columns, of which only the proportions count.
    room
        Points from edge to edge of the paper's text.

    Returns
    -------
    tuple
        Widths that sum to `room`. Where not even the smallest letters fit, words break.
    """
    total = sum(head.width for head in page.heads)
    shares = [room * head.width / total for head in page.heads]
    words = _least(page, 1)
    if all(share >= _sized(each, LARGEST) for share, each in zip(shares, words, strict=True)):
        return shares, LARGEST
    for least in (_least(page, _TEXT), words):
        for size in SIZES:
            sized = [_sized(each, size) for each in least]
            if sum(sized) <= room:
                return _widened(shares, sized, room), size
    smallest = [_sized(each, SIZES[-1]) for each in words]
    return [room * each / sum(smallest) for each in smallest], SIZES[-1]


def _sized(ems: float, size: float) -> float:
    return ems * size + _BESIDE


def _least(page: Page, text: int) -> list[float]:
    """The room that each column needs at least, in heights of a letter.

    That is its longest word or number, and for texts so many signs if they are as long.
    """
    found = []
    for column, head in enumerate(page.heads):
        ems = max((_ems(word, bold=True) for word in head.title.split()), default=0.0)
        for row in page.rows:
            cell = row[column]
            shown = cell.shown(page.lang)
            whole = bool(cell.exact) or (cell.right and len(shown) <= _NUMBER)
            words = [shown] if whole else [*shown.split(), shown[:text]]
            ems = max([ems, *(_ems(word, bold=cell.bold) for word in words)])
        found.append(ems)
    return found


def _ems(text: str, *, bold: bool) -> float:
    plain = unicodedata.normalize("NFD", text)
    letters = (sign for sign in plain if not unicodedata.combining(sign))
    width = sum(
        _NARROW.get(sign) or _BROAD.get(sign) or (_CAPITAL if sign.isupper() else _OTHER)
        for sign in letters
    )
    width += _HORNED * plain.count(_HORN)
    return width * _BOLD if bold else width


def _widened(shares: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The shares with none below the least, what is needed taken from the others in proportion."""
    fixed: set[int] = set()
    while True:
        left = room - sum(least[at] for at in fixed)
        free = sum(share for at, share in enumerate(shares) if at not in fixed)
        widths = [
            least[at] if at in fixed else share * left / free for at, share in enumerate(shares)
        ]
        short = {at for at, width in enumerate(widths) if at not in fixed and width < least[at]}
        if not short:
            return widths
        fixed |= short
