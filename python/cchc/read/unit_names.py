"""Which unit a name stands for: the whole name decides, and what is only alike is asked about.

Names are compared word by word in lower case. Where a tone mark stands in a word does not matter
(``hoà`` and ``hòa``), whether it is there does: two names that differ by a tone are two names. Only
a name that lost all its tones (``SO NOI VU``) is matched without them, and only to the one unit that
it can be. A part of a unit (``Trung tâm Y tế thuộc Sở Y tế``) is never that unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cchc.read.fold import composed, fold
from cchc.read.places import CENTRAL_CITIES

__all__ = [
    "NameMatch",
    "bare",
    "has_tones",
    "match_name",
    "name_words",
    "plain_words",
    "provinces_of",
    "same_name",
    "same_plain_name",
]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W_]+")
_SHORT = {"ubnd": "ủy ban nhân dân", "tp": "thành phố"}

_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+(.+)$", re.IGNORECASE)


#: How a name that was not matched is like the unit that it may be.
Likeness = Literal["", "tones", "part", "several"]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The unit that a name stands for, or else the one that it is only like, and how.

    `alike` may be the unit but for its tones (``tones``), or one that the name contains or is
    contained in (``part``); of ``several`` units the name may be either.
    """

    unit: str | None = None
    alike: str = ""
    likeness: Likeness = ""


@lru_cache(maxsize=1 << 16)  # each report is held against all units of a province
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name for comparison: lower case, each tone at the end of its word."""
    found = _WORD.findall(composed(text).casefold())
    whole = [part for word in found for part in _SHORT.get(word, word).split()]
    return tuple(_tone_last(word) for word in whole)


def _tone_last(word: str) -> str:
    """The word with its tone behind its letters."""
    parted = unicodedata.normalize("NFD", word)
    tones = "".join(sign for sign in parted if sign in _TONES)
    rest = "".join(sign for sign in parted if sign not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones


#: What may stand before a province, with tones and without.
_PLACES = (
    *(name_words(text) for text in ("tỉnh", "thành phố", "tinh", "thanh pho")),
    (),
)


_COMMITTEE = name_words("ủy ban nhân dân")
_CITY = name_words("thành phố")
_KINDS = [
    name_words(kind)
    for kind in ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố")
]


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same words; words may be printed joined or split."""
    if len(one) == len(other):
        return tuple(one) == tuple(other)
    return _joined(one) == _joined(other)


def _joined(words: Iterable[str]) -> tuple[str, str]:
    """Letters of all words, and their tones in order."""
    text = "".join(words)
    letters = "".join(sign for sign in text if sign not in _TONES)
    return letters, "".join(sign for sign in text if sign in _TONES)


def has_tones(text: str) -> bool:
    """Whether a name has a sign that a text without tones cannot have."""
    return any(sign.isalpha() and not sign.isascii() for sign in composed(text))


def provinces_of(names: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return the words of the provinces that names end with, such as ``Tỉnh Hà Nam``."""
    found = (_PROVINCE.search(composed(name)) for name in names)
    return frozenset(name_words(each[1]) for each in found if each)


def bare(words: Sequence[str], provinces: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the words without the province at their end, when something is left of them."""
    own = tuple(words)
    for province in provinces:
        for place in _PLACES:
            end = (*place, *province)
            if province and len(own) > len(end) + 1 and own[-len(end) :] == end:
                return own[: -len(end)]
    return own


def match_name(
    name: str, units: Mapping[str, str], provinces: Iterable[Sequence[str]] = ()
) -> NameMatch:
    """Return which unit a name stands for.

    Parameters
    ----------
    name
        As a report prints it.
    units
        Name of each unit by its id.
    provinces
        Words of the provinces that may stand behind a name without changing it.
    """
    places = list(provinces)
    words = {unit: name_words(each) for unit, each in units.items()}
    own = name_words(name)
    if not own:
        return NameMatch()
    for within in ([], places):  # the whole name first, then without the province at its end
        exact = [
            unit for unit, each in words.items() if same_name(bare(each, within), bare(own, within))
        ]
        if exact:
            return _one(exact)
    toneless = [
        unit
        for unit, each in words.items()
        if same_plain_name(each, own, places) and not (has_tones(name) and has_tones(units[unit]))
    ]
    if toneless:
        return _one(toneless)
    committee = [
        unit for unit, each in words.items() if _same_place(bare(each, places), bare(own, places))
    ]
    return _one(committee) if committee else _alike(own, words, places)


def _same_place(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name is a place, as `Xã Tân Hòa`, and the other its committee, `UBND xã Tân Hòa`.

    Of a province or a city that is one they are two: such a name stands for all units in it as well.
    """
    size = len(_COMMITTEE)
    for committee, place in ((one, other), (other, one)):
        rest = tuple(committee[size:])
        begins = any(rest[: len(kind)] == kind and len(rest) > len(kind) for kind in _KINDS)
        central = rest[:2] == _CITY and fold(" ".join(plain_words(rest[2:]))) in CENTRAL_CITIES
        if (
            tuple(committee[:size]) == _COMMITTEE
            and begins
            and not central
            and same_name(rest, place)
        ):
            return True
    return False


def same_plain_name(
    one: Sequence[str], other: Sequence[str], provinces: Iterable[Sequence[str]] = ()
) -> bool:
    """Whether two names are the same but for tones, and for a province at their end."""
    places = [plain_words(each) for each in provinces]
    first, second = (bare(plain_words(each), places) for each in (one, other))
    return "".join(first) == "".join(second)


def plain_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return words without tones and other signs of letters."""
    return tuple(fold("".join(sign for sign in word if sign not in _TONES)) for word in words)


def _one(found: Sequence[str]) -> NameMatch:
    return NameMatch(found[0]) if len(found) == 1 else NameMatch(None, found[0], "several")


def _alike(
    own: Sequence[str], words: Mapping[str, Sequence[str]], provinces: Sequence[Sequence[str]]
) -> NameMatch:
    """The unit that a name is like but for its tones, or that it contains or is part of."""
    for unit, each in words.items():
        if same_plain_name(each, own, provinces):
            return NameMatch(None, unit, "tones")
    plain = plain_words(own)
    parts = [
        unit
        for unit, each in words.items()
        if len(each) > 1
        and (
            _within(plain_words(each), plain)
            or (len(plain) > 1 and _within(plain, plain_words(each)))
        )
    ]
    if not parts:
        return NameMatch()
    longest = min(parts, key=lambda unit: (-len(words[unit]), _place(words[unit], plain)))
    return NameMatch(None, longest, "part")


def _place(part: Sequence[str], whole: Sequence[str]) -> int:
    """Where a name stands in another one; the end where it does not."""
    own, size = plain_words(part), len(part)
    places = [at for at in range(len(whole) - size + 1) if tuple(whole[at : at + size]) == own]
    return places[0] if places else len(whole)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))
