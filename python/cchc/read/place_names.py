"""Places that stand for their committees: `Xã Tân Hòa`, `THỊ TRẤN QUẾ`, `TP. Phủ Lý`, `Phường 5`.

A word for a level begins many headings that name no place: `Xã hội`, `Phường/xã`, `Thành phố thông
minh`. A place has a name behind it, of words in capitals or with capital letters or of a number, and
that is all the text, but for the place it lies in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cchc.read.fold import composed, fold
from cchc.read.places import CENTRAL_CITIES

__all__ = ["committee_of", "is_place", "place_type"]

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
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
# Where a place lies: `Xã Tân Hòa, huyện Kim Bảng`.
_WITHIN = re.compile(
    r"\s*(?:[,–-]|\s)\s*(?:thuộc\s+)?(?:huyện|quận|thị xã|thành phố|tp\.?|tx\.?|tỉnh)\s+(?=\w).*$",
    re.IGNORECASE,
)
# What follows the word for a level and is no name, whole or at its beginning.
_NO_NAMES = re.compile(
    r"(?:hội|đoàn|đội|ủy|uỷ|mới|cũ|khác|còn lại|xanh|văn minh|an toàn|"
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
    + r"|(?:an|tien|thuc|huong|phap|cham)(?!\w).*$",
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
    if level == "thành phố" and fold(name).strip() in CENTRAL_CITIES:
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
    rest = _BRACKETS.sub("", whole[begun.end() :])
    name = _WITHIN.sub("", rest)
    lost = whole.isascii()
    # A word that lost its tones stands among others that did.
    if not level or (word in _WITHOUT_TONES and word not in _LEVELS and not lost):
        return None
    named = _NAMED.fullmatch(name)
    capitals = all(
        part[0].isupper() or part[0].isdigit() for part in re.split(r"[\s–-]+", name) if part
    )
    if (
        named is None
        or not capitals
        or len(name) < 2 - name.isdigit()
        or (_NO_NAMES_WITHOUT_TONES if lost else _NO_NAMES).match(name)
    ):
        return None
    return level, name, rest
