"""Value and note told apart by shape: a figure or a pair of figures first, the rest is note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc.read.forms import FormRow

_STARTS_FIGURE = re.compile(r"[+\-−–~≈<>]?\s?\d")
_HAS_DIGIT = re.compile(r"\d")
_FIRST_GROUP = re.compile(r"[+\-−]?[1-9]\d{0,2}")
_NEXT_GROUP = re.compile(r"\d{3}")
_SIGN = re.compile(r"[+\-−–]")
# Signs that people print in an empty cell.
_BLANK_SIGNS = frozenset({"-", "–", "—", "…", "..."})
_FIGURE_IN_BRACKETS = re.compile(r"\(\d[\d.,]*\)")


@dataclass(frozen=True, slots=True)
class ValueAndNote:
    """The two cells as text; `doubt` holds the possible values where the border is not clear."""

    value: str
    note: str
    doubt: tuple[str, ...] = ()


def split_value(pieces: Sequence[Sequence[str]], row: FormRow) -> ValueAndNote:
    """Split the words behind the unit; several pieces where a page break cut the cells."""
    filled = [list(piece) for piece in pieces if piece]
    if not filled:
        return ValueAndNote("", "")
    for other in filled[1:]:
        if other[0].startswith("/") and _is_figure(filled[0]):
            return _joined_pair(filled, other, row)
    words = [word for piece in filled for word in piece]
    return _split(words, row)


def _joined_pair(pieces: list[list[str]], second: list[str], row: FormRow) -> ValueAndNote:
    """A pair whose second figure went over the page."""
    length = 1 if second[0] != "/" else min(2, len(second))
    first = _split(pieces[0], row)
    rests = (piece[length:] if piece is second else piece for piece in pieces[1:])
    notes = [first.note, *(" ".join(rest) for rest in rests)]
    value = " ".join([first.value, *second[:length]])
    return ValueAndNote(value, " ".join(note for note in notes if note))


def _is_figure(words: list[str]) -> bool:
    return _STARTS_FIGURE.match(words[0]) is not None


def _split(words: list[str], row: FormRow) -> ValueAndNote:
    bracketed = words[0].startswith("(") and not _FIGURE_IN_BRACKETS.fullmatch(words[0])
    if bracketed or not (_HAS_DIGIT.search(words[0]) or _signed(words)):
        return _split_without_figure(words, row)
    end, grouped = _figure_end(words, 0, row)
    end, grouped = _pair_end(words, end, grouped, row)
    value, note = " ".join(words[:end]), " ".join(words[end:])
    if grouped and note:
        return ValueAndNote(value, note, (words[0], value))
    return ValueAndNote(value, note)


def _signed(words: list[str]) -> bool:
    """A sign parted from its figure, as in `- 5`."""
    return len(words) > 1 and bool(_SIGN.fullmatch(words[0])) and words[1][0].isdigit()


def _split_without_figure(words: list[str], row: FormRow) -> ValueAndNote:
    text = " ".join(words)
    if row.row_type == "header" or text.startswith("("):
        return ValueAndNote("", text)
    if words[0] in _BLANK_SIGNS:
        return ValueAndNote(words[0], " ".join(words[1:]))
    # Words where a figure belongs: shown whole, so that nobody takes the row for blank.
    return ValueAndNote(text, "")


def _figure_end(words: list[str], start: int, row: FormRow) -> tuple[int, bool]:
    """End of one figure, and whether it was grouped with blanks (`16 183`)."""
    end = start + (2 if _signed(words[start:]) else 1)
    grouped = False
    if row.expectation == "count" and _FIRST_GROUP.fullmatch(words[end - 1].lstrip("/")):
        while end < len(words) and _NEXT_GROUP.fullmatch(words[end]):
            end, grouped = end + 1, True
    if end < len(words) and words[end] == "%":
        end += 1
    return end, grouped


def _pair_end(words: list[str], end: int, grouped: bool, row: FormRow) -> tuple[int, bool]:
    """End of the value when a second figure follows a slash."""
    open_pair = words[end - 1].endswith("/")
    if not open_pair and (end == len(words) or not words[end].startswith("/")):
        return end, grouped
    start = end + 1 if not open_pair and words[end] == "/" else end
    if start >= len(words):
        return min(start, len(words)), grouped
    second_end, second_grouped = _figure_end(words, start, row)
    return second_end, second_grouped
