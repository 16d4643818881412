"""Which spellings of names are one unit, in whatever order they came: tones lost, no province.

Two spellings can be one unit when they have the same words, one of them perhaps without tones or
without the province at its end. They are one where each can be whatever the other can: with `Sở Y
tế Hà Nam` alone `SỞ Y TẾ` is that unit, but beside `Sở Y tế Nam Định` it may be either, and is none
of them. So a group never holds two names that cannot be one unit, and which came first is no matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Self

from cchc.model import shipped_text
from cchc.read.unit_names import has_tones, name_words, plain_words, same_name

__all__ = ["Spellings", "differ_by_tones", "is_province", "needs_place"]

_LONGEST = 6  # words of a province, thành phố and a name of four
_LEAST_WORDS = 2  # of a name; what is shorter is an id, and ids are compared as they are

# Words that are written short, so that their tones do not tell whether a name has lost its own.
_WRITTEN_SHORT = (name_words("ủy ban nhân dân"), name_words("thành phố"))

# Words behind which a place is part of the name: the committee of a province is not that of a city
# in it, and `xã Hòa Bình` lies in no province of that name.
_WITH_PLACE = ("ủy ban nhân dân", "hội đồng nhân dân")
_KINDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_NAMED_BY_PLACE = {
    *(name_words(kind) for kind in _KINDS),
    *(plain_words(name_words(kind)) for kind in _KINDS if kind != "quận"),  # HAI QUAN is hải quan
    *(plain_words(name_words(f"{whose} quận")) for whose in _WITH_PLACE),
    *(plain_words(name_words(whose)) for whose in _WITH_PLACE),
}


@dataclass(frozen=True, slots=True)
class _Name:
    """What a spelling tells: the words of the unit, its province where it says one, its tones."""

    whole: tuple[str, ...]
    words: tuple[str, ...] = ()
    province: str = ""
    toned: bool = False

    @property
    def letters(self) -> str:
        return "".join(plain_words(self.words or self.whole))

    def can_be(self, other: _Name) -> bool:
        """Whether both can be names of one unit."""
        if self.whole == other.whole:
            return True
        if not self.words or not other.words:
            return False
        if self.province and other.province and self.province != other.province:
            return False
        if _same_words(self.words, other.words):
            return True
        toned = self.toned and other.toned
        return not toned and _same_words(plain_words(self.words), plain_words(other.words))


class Spellings:
    """Names grouped by unit."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[str, tuple[str, ...]] = {}  # in order of coming, by their letters
        self._first: dict[str, str] = {}  # the first name of each one's group
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Take in names; those that are there stay where they are."""
        for name in names:
            if name not in self._first:
                letters = _name(name).letters
                self._names[letters] = own = (*self._names.get(letters, ()), name)
                for group in _groups(own):
                    self._first |= dict.fromkeys(group, group[0])

    def including(self, names: Iterable[str]) -> Self:
        """Return these and other names; these stay as they are."""
        others = [each for each in dict.fromkeys(names) if each not in self._first]
        if not others:
            return self
        found = copy(self)
        found._names, found._first = dict(self._names), dict(self._first)
        found.add(others)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __contains__(self, name: str) -> bool:
        return name in self._first

    def first(self, name: str) -> str:
        """Return the first name of the unit; of one that is not there the name itself, if it is new."""
        known = self._first.get(name)
        if known is not None:
            return known
        others = self._names.get(_name(name).letters, ())
        group = next(each for each in _groups((*others, name)) if name in each)
        return group[0]

    def group(self, name: str) -> tuple[str, ...]:
        """Return every spelling of the unit of a name, in order of coming."""
        own = self.first(name)
        return tuple(
            each for each in self._names.get(_name(name).letters, ()) if self._first[each] == own
        )

    def like(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names with the letters of one of these, which alone can be the same unit."""
        letters = dict.fromkeys(_name(each).letters for each in names)
        return tuple(name for each in letters for name in self._names.get(each, ()))

    def may_be(self, name: str) -> tuple[str, ...]:
        """Return the first names of the units that a name may be; empty where it is sure.

        A name is in doubt when two that cannot be one unit can both be it.
        """
        own = _name(name)
        others = self._names.get(own.letters, ())
        fitting = [each for each in others if own.can_be(_name(each))]
        if all(_name(one).can_be(_name(other)) for one, other in combinations(fitting, 2)):
            return ()
        others_first = dict.fromkeys(self._first[each] for each in fitting)
        return tuple(each for each in others_first if each != self.first(name))


def differ_by_tones(one: str, other: str) -> bool:
    """Whether two names would be those of one unit if they had no tones, and are not with them."""
    first, second = _name(one), _name(other)
    lost = plain_words(first.words), plain_words(second.words)
    apart = first.province and second.province and first.province != second.province
    return bool(all(lost)) and not apart and _same_words(*lost) and not first.can_be(second)


def is_province(name: str) -> bool:
    """Whether a name is that of a province that there is or was, with or without its kind."""
    return name_words(name) in _endings()


def needs_place(words: tuple[str, ...]) -> bool:
    """Whether words of a name are no whole one without the place behind them."""
    if plain_words(words) in _NAMED_BY_PLACE:
        return True
    ends = [each[-size:] for each in (words, plain_words(words)) for size in (1, 2)]
    return any(each in _NAMED_BY_PLACE for each in ends)


def _groups(names: Iterable[str]) -> list[list[str]]:
    """Names of the same letters by unit: those that can be the same names as each other."""
    read = {each: _name(each) for each in names}
    distinct = list(dict.fromkeys(read.values()))
    alike = {
        one: frozenset(at for at, other in enumerate(distinct) if one.can_be(other))
        for one in distinct
    }
    found: dict[frozenset[int], list[str]] = {}
    for name, told in read.items():
        found.setdefault(alike[told], []).append(name)
    return list(found.values())


@lru_cache(maxsize=1 << 14)
def _name(text: str) -> _Name:
    whole = name_words(text)
    if len(whole) < _LEAST_WORDS:
        return _Name((text,))
    words, province = _parted(whole)
    return _Name(whole, words, province, _toned(words))


def _parted(whole: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words of a name without the province at its end, and that province; empty without one."""
    for at in range(
        max(_LEAST_WORDS, len(whole) - _LONGEST), len(whole)
    ):  # the longest ending first
        end = whole[at:]
        province = _endings().get(end) or _endings().get(_as_lost(end))
        if province and not needs_place(whole[:at]):
            return whole[:at], province
    return whole, ""


def _toned(words: tuple[str, ...]) -> bool:
    return has_tones(" ".join(_as_lost(words)))


def _as_lost(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with those that may have been written short as a name without tones has them."""
    found = list(words)
    for short in _WRITTEN_SHORT:
        for at in range(len(words) - len(short) + 1):
            if words[at : at + len(short)] == short:
                found[at : at + len(short)] = plain_words(short)
    return tuple(found)


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same words; numbers in them are never joined."""
    numbered = any(sign.isdigit() for word in one for sign in word)
    return one == other if numbered else same_name(one, other)


@cache
def _endings() -> dict[tuple[str, ...], str]:
    """Provinces by the words that may tell them: `Tỉnh Hà Nam` and `Hà Nam`, with tones or without.

    A city that is no province, ``thành phố Nam Định``, is none of them.
    """
    found = {}
    for each in json.loads(shipped_text("provinces_2025.json"))["units"]:
        kind, _, short = each["name"].partition(" ")
        short = short.removeprefix("phố ")
        if kind in ("Tỉnh", "Thành"):
            province = "".join(plain_words(name_words(short)))
            for words in (name_words(each["name"]), name_words(short)):
                found[words] = found[plain_words(words)] = province
    return found
