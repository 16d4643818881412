"""Value and note told apart by shape: a figure or a pair of figures first, the rest is note.

What follows a figure is a note when it begins with a word or with a number and a word. Anything
else that looks like more of the figure (`3 9`, `40 + 5`) is a doubt and never cut off in silence.
"""

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
# A pair whose figures are grouped with blanks: the slash says where the first one ends.
_GROUPED_FIRST = re.compile(r"([1-9]\d{0,2}(?: \d{3})+) ?/ ?[1-9]\d*(?:[. ]\d{3})*(?= |$)")
_GROUPED_SECOND = re.compile(r"(\d[\d.]*) ?/ ?([1-9]\d{0,2})(?: \d{3})+(?= |$)")
_GOES_ON = re.compile(r"[\d/+\-−–*×÷:=;,&~≈<>±]")
_MARKS = re.compile(r"[/+\-−–*×÷:=;,&~≈<>±]+")
_MARKS_AND_DIGIT = re.compile(rf"{_MARKS.pattern}\d")
_NUMBER = re.compile(r"\d[\d.,/\-–]*%?\)?")
_NUMBER_WITH_LETTERS = re.compile(r"\d[\d.,/\-–]*%?[^\W\d_]")
_WORD = re.compile(r"[(“\"]|[^\W\d_]")
_PAIR = re.compile(r"\d[\d.]*/\d[\d.]*")
_DOTTED = re.compile(r"\d[\d.]*")


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
    pair = _grouped_pair(words, row)
    if pair:
        return pair
    end, grouped = _figure_end(words, 0, row)
    end, grouped = _pair_end(words, end, grouped, row)
    value, note = " ".join(words[:end]), " ".join(words[end:])
    if grouped and note:
        return ValueAndNote(value, note, (words[0], value))
    stop = _doubt_end(words, end, row)
    if stop > end:
        whole = " ".join(words[:stop])
        return ValueAndNote(whole, " ".join(words[stop:]), (value, whole))
    return ValueAndNote(value, note)


def _grouped_pair(words: list[str], row: FormRow) -> ValueAndNote | None:
    """A pair with blanks inside its figures that can be read in one way only."""
    text = " ".join(words)
    first, second = _GROUPED_FIRST.match(text), _GROUPED_SECOND.match(text)
    if row.expectation != "count" or not (first or second):
        return None
    if first:
        return ValueAndNote(first[0], text[first.end() :].strip())
    if second is None:
        return None
    value, note = second[0], text[second.end() :].strip()
    # The shorter second figure is out of the question when it is less than the first.
    if not note or _whole(second[2]) < _whole(second[1]):
        return ValueAndNote(value, note)
    return ValueAndNote(value, note, (f"{second[1]}/{second[2]}", value))


def _whole(figure: str) -> int:
    return int(figure.replace(".", ""))


def _doubt_end(words: list[str], end: int, row: FormRow) -> int:
    """End of the words behind a figure that may belong to it; `end` when a note begins there."""
    rest = words[end:]
    if not rest or not _GOES_ON.match(rest[0]) or _begins_note(rest, words[end - 1], row):
        return end
    return end + next((i for i, word in enumerate(rest) if not _GOES_ON.match(word)), len(rest))


def _begins_note(rest: list[str], figure: str, row: FormRow) -> bool:
    following = rest[1] if len(rest) > 1 else ""
    if _MARKS.fullmatch(rest[0]):
        return not _GOES_ON.match(following) and bool(following) and "/" not in rest[0]
    if not rest[0][0].isdigit():
        # A sign before letters opens a note, as in `-Đang làm`.
        return not _MARKS_AND_DIGIT.match(rest[0]) and not rest[0].startswith("/")
    if _PAIR.fullmatch(rest[0]) and (row.note_pair or figure.endswith("%")):
        return True
    if _NUMBER_WITH_LETTERS.match(rest[0]):
        return True
    return bool(_NUMBER.fullmatch(rest[0]) and _WORD.match(following))


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
    if start >= len(words) or not _HAS_DIGIT.search(words[start]):
        return min(start, len(words)), grouped
    if row.takes_pair and _belongs_to_note(words, start):
        return start, grouped
    return _figure_end(words, start, row)


def _belongs_to_note(words: list[str], start: int) -> bool:
    """Whether the number behind `16.181/` counts words of the note: too small, and a word next."""
    after = words[start + 1] if start + 1 < len(words) else ""
    first, second = words[0].rstrip("/"), words[start]
    if not (_WORD.match(after) and _DOTTED.fullmatch(first) and _DOTTED.fullmatch(second)):
        return False
    return _whole(second) < _whole(first)
