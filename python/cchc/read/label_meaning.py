"""Words that make a label another indicator, however near its letters are: chưa, quá hạn, a year.

Letters alone cannot tell "đã xử lý" from "chưa xử lý". A label that has such a word where the form's
label has none, or a year or a share that the form does not name, is not taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio

from cchc.read.fold import fold, squash

__all__ = ["lacking_meaning", "other_meaning"]

# Words of one line mean the same to a label: "trễ hạn" may stand for "quá hạn".
_CHANGING: tuple[tuple[str, ...], ...] = (
    ("chưa",),
    ("không",),
    ("quá hạn", "quá hẹn", "trễ hạn", "trễ hẹn", "trể hạn", "trể hẹn", "chậm", "muộn"),
    ("đúng hạn", "đúng hẹn"),
    ("trước hạn", "trước hẹn", "sớm hạn"),
    ("trong hạn", "còn hạn", "chưa đến hạn"),
    ("còn lại", "còn tồn", "tồn đọng", "dở dang"),
    ("đang",),
    ("phải", "cần tinh giản", "cần hoàn thành", "cần xử lý", "cần thực hiện"),
    ("kiến nghị", "đề nghị", "đề xuất"),
    ("bổ nhiệm lại", "lại", "tái"),
    ("miễn nhiệm", "bãi nhiệm", "từ chức", "luân chuyển", "điều động", "biệt phái"),
    ("kế hoạch",),
    ("dự kiến", "sẽ", "ước thực hiện", "ước đạt", "phấn đấu", "mục tiêu", "đăng ký"),
    ("kỳ trước", "năm trước", "quý trước", "tháng trước", "cùng kỳ", "năm ngoái"),
    ("kỳ sau", "năm sau", "quý sau", "tháng sau"),
    ("lũy kế", "luỹ kế"),
    ("nghìn", "triệu"),
    ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng"),
    ("từ chối",),
    ("trả lại",),
    ("bị hủy", "bị huỷ"),
    ("ngoài",),
    ("một phần",),
    ("tăng",),
    ("giảm",),
    ("nữ",),
)
# Words without which a label is another indicator: "giải quyết" is not "giải quyết đúng hạn".
_NEEDED = ("chưa", "không", "quá hạn", "đúng hạn", "trước hạn")
_TYPING_ERROR = 70  # likeness in percent from which a word is there, with typing errors
_SHORTEST_TONELESS = 4  # letters; shorter words without tones stand inside others
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\d/])")
_BASE = re.compile(r"so voi\D+$")  # and no year behind it, not even a damaged one
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_COUNTS = re.compile(r"(?:tong )?so(?!\w)")
_RATE = re.compile(r"t[yi] (?:le|trong)(?!\w)")


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.lower())
    return "".join(sign for sign in composed if sign.isalnum())


@dataclass(frozen=True, slots=True)
class _Text:
    """Letters of a printed label with their tones: all in one, and with the spaces between words."""

    letters: str
    spaced: str


@lru_cache(maxsize=20_000)
def _text(printed: str) -> _Text:
    composed = unicodedata.normalize("NFC", printed.lower())
    return _Text(_letters(printed), "".join(c if c.isalnum() else " " for c in composed))


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A word as written, its letters with their tones, and without any."""

    word: str
    letters: str
    plain: str

    def count_in(self, text: _Text) -> int:
        """How often a text has the word, with its tones or without any.

        Of one syllable and without tones it stands in one printed word: "hợp hai" is not "phải".
        """
        found = text.letters.count(self.letters)
        if self.plain != self.letters and len(self.plain) >= _SHORTEST_TONELESS:
            found += (text.letters if " " in self.word else text.spaced).count(self.plain)
        return found


_SPELLED = tuple(
    tuple(_Spelled(word, _letters(word), squash(word)) for word in words) for words in _CHANGING
)


@lru_cache(maxsize=20_000)
def other_meaning(printed: str, label: str, year: int | None) -> str:
    """Return the word by which a printed label means another thing than a form's; empty if none.

    `year` is that of the report, which any label may name beside the years of its form.
    """
    if printed == label:
        return ""
    have, wanted, plain = _text(printed), _letters(label), squash(label)
    for words in _SPELLED:
        counts = [each.count_in(have) for each in words]
        if not any(counts):
            continue
        expected = max(
            sum(wanted.count(each.letters) for each in words),
            sum(plain.count(each.plain) for each in words),
        )
        if sum(counts) > expected:
            return next(each.word for each, count in zip(words, counts, strict=True) if count)
    return _other_number(printed, label, year) or _other_kind(printed, label)


@lru_cache(maxsize=20_000)
def lacking_meaning(printed: str, label: str) -> str:
    """Return the word that a form's label has and a printed one lacks, even misspelled; empty if none."""
    if printed == label:
        return ""
    have, wanted, plain = _text(printed), _letters(label), squash(printed)
    for words in _SPELLED:
        own = [each for each in words if each.letters in wanted]
        if words[0].word not in _NEEDED or not own or any(each.count_in(have) for each in words):
            continue
        if not any(partial_ratio(each.plain, plain) >= _TYPING_ERROR for each in own):
            return own[0].word
    return ""


def _other_number(printed: str, label: str, year: int | None) -> str:
    """A year or a share that the form's label does not name, or "so với" without the form's year."""
    own, named = set(_YEAR.findall(label)), _YEAR.findall(printed)
    kept = own <= set(named)
    years = [each for each in named if each not in own and not (kept and each == str(year))]
    if own and not named and _BASE.search(fold(printed)):
        return "so với"
    shares = {match[1] for match in _SHARE.finditer(label)}
    others = [match[0] for match in _SHARE.finditer(printed) if match[1] not in shares]
    return next(iter([*years, *others]), "")


def _other_kind(printed: str, label: str) -> str:
    """The first word where a number stands for a rate."""
    if _COUNTS.match(fold(printed).strip()) and _RATE.match(fold(label)):
        return printed.split()[0]
    return ""
