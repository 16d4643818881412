"""Places that stand for their committees: `Xã Tân Hòa`, `THỊ TRẤN QUẾ`, `TP. Phủ Lý`, `Phường 5`.

A word for a level begins many headings that name no place: `Xã hội`, `Phường/xã`, `Thành phố thông
minh`. A place has a name behind it, of words in capitals or with capital letters or of a number, and
that is all the text, but for the place it lies in: `Xã Tân Hòa, huyện Kim Bảng`, `Xã Tân Hòa (Kim
Bảng)`. That place stays in its name. Any other bracket is no part of a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cchc.read.fold import composed, fold
from cchc.read.heading_words import says_more_than_a_name, words_on_figures
from cchc.read.places import CENTRAL_CITIES

__all__ = ["committee_of", "is_place", "names_place_above", "place_type"]

#: Unit type by the words for a level, those of two words first.
_LEVELS = {
    "thị trấn": "commune", "đặc khu": "commune", "xã": "commune", "phường": "commune",
    "thị xã": "district", "thành phố": "district", "huyện": "district", "quận": "district",
}  # fmt: skip
# Shorter ones are other words as well: `Q.` a quarter, `P.` a section, `TT.` a centre.
_SHORT = {"tp": "thành phố", "tx": "thị xã"}
# "QUAN LY" is "quản lý": without tones that word tells no level.
_WITHOUT_TONES = {fold(level): level for level in _LEVELS if level != "quận"}
_LEVEL = re.compile(
    r"(?:(?P<level>"
    + "|".join([*_LEVELS, *_WITHOUT_TONES])
    + r")\s+|(?P<short>t[px])(?:\.\s*|\s+))",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_]+(?:['’`-][^\W\d_]+)*"
_NAMED = re.compile(rf"(?P<name>\d{{1,2}}|{_NAME}(?:\s+(?:[-–]\s*)?{_NAME}){{0,4}})")
_COMMITTEE = re.compile(r"\s*(?:ubnd|[ủu][ỷy] ban nhân dân)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)$")
_PROVINCE = re.compile(rf"tỉnh\s+({_NAME}(?:\s+(?:[-–]\s*)?{_NAME}){{1,3}})", re.IGNORECASE)
_ABOVE = re.compile(rf"{_NAME}(?:\s+{_NAME}){{1,2}}")
# Where a place lies: `Xã Tân Hòa, huyện Kim Bảng`.
_WITHIN = re.compile(
    r"\s*(?:[,–-]|\s)\s*(?:thuộc\s+)?(?:huyện|quận|thị xã|thành phố|tp\.?|tx\.?|tỉnh)\s+(?=\w).*$",
    re.IGNORECASE,
)
# What follows the word for a level and is no name, whole or at its beginning.
_NO_NAMES = re.compile(
    r"(?:hội|đoàn|đội|mới|cũ|khác|còn lại|xanh|văn minh|an toàn|"
    r"hội (?:ho[áa]|hóa|học|chủ nghĩa|khác).*|"
    r"(?:thông minh|nông thôn|trực thuộc|kinh tế|đạt (?:chuẩn|tiêu chí|loại)|chưa|đã|có|không|được|"
    r"thuộc|loại|vùng|biên giới|"
    r"miền núi|hải đảo|ven biển|đặc biệt|khó khăn|trọng điểm|đáng sống|phường|xã|thị (?:trấn|xã)|huyện|quận|"
    r"thành phố|tỉnh|cấp|và|hoặc|nhà nước)(?!\w).*)$",
    re.IGNORECASE,
)
_NO_NAMES_WITHOUT_TONES = re.compile(
    _NO_NAMES.pattern.translate(
        {ord(sign): fold(sign) for sign in _NO_NAMES.pattern if sign.isalpha()}
    )
    + r"|(?:uy|an|tien|thuc|huong|phap|cham)(?!\w).*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 12)
def place_type(text: str) -> str | None:
    """Return the unit type of the place that a text is the name of; None when it names none.

    A province is none of them: its name stands for its total as often as for its committee.
    """
    found = _found(text)
    if found is None:
        return None
    level, name, _ = found
    if level == "thành phố" and fold(name).strip() in (*CENTRAL_CITIES, "hcm"):
        return "province"
    return _LEVELS[level]


def is_place(text: str) -> bool:
    """Whether a text is the name of a place or of its committee."""
    return place_type(_COMMITTEE.sub("", composed(text))) is not None


def committee_of(text: str) -> str:
    """Return a place as the name of its committee, `UBND xã Tân Hòa`; any other text as it is."""
    found = _found(text)
    if found is None or place_type(text) == "province":
        return text
    level, _, rest = found
    level = fold(level) if text.isascii() else level
    return f"UBND {level.upper() if rest.isupper() else level} {rest}"


def _found(text: str) -> tuple[str, str, str] | None:
    """Level, name, and name with where it lies, of a text that names a place."""
    whole = " ".join(composed(text).split())
    begun = _LEVEL.match(whole)
    if begun is None:
        return None
    word = (begun["level"] or begun["short"]).lower()
    short = _SHORT.get(word)
    level = short or (word if word in _LEVELS else _WITHOUT_TONES.get(word, ""))
    rest = whole[begun.end() :]
    bracket = _BRACKETS.search(rest)
    if bracket is not None and not names_place_above(bracket[1]):
        return None
    name = _WITHIN.sub("", _BRACKETS.sub("", rest))
    lost = whole.isascii()
    # A word that lost its tones stands among others that did.
    if not level or (word in _WITHOUT_TONES and word not in _LEVELS and not lost):
        return None
    city = level == "thành phố" and name == "HCM"
    if not city and (
        _NAMED.fullmatch(name) is None
        or not _has_capitals(name)
        or len(name) < 2 - name.isdigit()
        or (_NO_NAMES_WITHOUT_TONES if lost else _NO_NAMES).match(name)
        or _is_union(_LEVELS[level], name)
        or says_more_than_a_name(name)
    ):
        return None
    return level, name, rest


def _has_capitals(name: str) -> bool:
    """Whether each word begins with a capital letter or a digit."""
    parts = re.split(r"[\s–-]+", name)
    return all(part[0].isupper() or part[0].isdigit() for part in parts if part)


def _is_union(kind: str, name: str) -> bool:
    """Whether a name is that of a union or a troop: `HUYỆN ĐOÀN KIM BẢNG`, but `Xã Đoàn Kết`."""
    first, *others = fold(name).split()
    longest = 1 if kind == "commune" else 0
    return first in ("doan", "doi") and len(others) > longest


def names_place_above(words: str) -> bool:
    """Whether words in brackets behind a unit name where it lies: `huyện Kim Bảng`, `Kim Bảng`.

    Without the word for a level that is two or three words with capital letters, not in capitals
    alone, which any heading may stand in.
    """
    whole = " ".join(composed(words).split())
    province = _PROVINCE.fullmatch(whole)
    if province is not None:
        return _has_capitals(province[1]) and not says_more_than_a_name(province[1])
    if _LEVEL.match(whole):
        return "(" not in whole and place_type(whole) in ("district", "province")
    return fold(whole) in CENTRAL_CITIES or (
        _ABOVE.fullmatch(whole) is not None
        and _has_capitals(whole)
        and not whole.isupper()
        and not _NO_NAMES.match(whole)
        and not says_more_than_a_name(whole)
        and words_on_figures(whole) == "unknown"
    )
