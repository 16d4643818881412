"""Text in the old Vietnamese encodings TCVN3 (ABC) and VNI, converted by the name of its font.

Both put Vietnamese letters on places of Latin ones, so text alone does not tell them from Latin
text; the font of each run or cell does. TCVN3 has one sign a letter and no capitals with tones:
its fonts that end in H show small letters as capitals. VNI writes a letter and its marks as two
signs. Facts of TCVN 5712:1993 (VN3) and of the VNI-Windows layout.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

LegacyEncoding = Literal["TCVN3", "VNI"]

_TCVN3_LETTERS = (
    ("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8)),
    ("ăâêôơưđ", range(0xA8, 0xAF)),
    ("àảãáạ", (0xB5, 0xB6, 0xB7, 0xB8, 0xB9)),
    ("ằẳẵắặ", (0xBB, 0xBC, 0xBD, 0xBE, 0xC6)),
    ("ầẩẫấậ", (0xC7, 0xC8, 0xC9, 0xCA, 0xCB)),
    ("èẻẽéẹ", (0xCC, 0xCE, 0xCF, 0xD0, 0xD1)),
    ("ềểễếệ", (0xD2, 0xD3, 0xD4, 0xD5, 0xD6)),
    ("ìỉĩíị", (0xD7, 0xD8, 0xDC, 0xDD, 0xDE)),
    ("òỏõóọ", (0xDF, 0xE1, 0xE2, 0xE3, 0xE4)),
    ("ồổỗốộ", (0xE5, 0xE6, 0xE7, 0xE8, 0xE9)),
    ("ờởỡớợ", (0xEA, 0xEB, 0xEC, 0xED, 0xEE)),
    ("ùủũúụ", (0xEF, 0xF1, 0xF2, 0xF3, 0xF4)),
    ("ừửữứự", (0xF5, 0xF6, 0xF7, 0xF8, 0xF9)),
    ("ỳỷỹýỵ", (0xFA, 0xFB, 0xFC, 0xFD, 0xFE)),
)
_TCVN3 = {
    sign: letter
    for letters, signs in _TCVN3_LETTERS
    for letter, sign in zip(letters, signs, strict=True)
}

# VNI: marks behind a letter, by their small sign; the capital sign is 0x20 lower.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    0xF9: _ACUTE,
    0xF8: _GRAVE,
    0xFB: _HOOK,
    0xF5: _TILDE,
    0xEF: _DOT,
    0xE2: _CIRCUMFLEX,
    0xE1: _CIRCUMFLEX + _ACUTE,
    0xE0: _CIRCUMFLEX + _GRAVE,
    0xE5: _CIRCUMFLEX + _HOOK,
    0xE3: _CIRCUMFLEX + _TILDE,
    0xE4: _CIRCUMFLEX + _DOT,
    0xEA: _BREVE,
    0xE9: _BREVE + _ACUTE,
    0xE8: _BREVE + _GRAVE,
    0xFA: _BREVE + _HOOK,
    0xFC: _BREVE + _TILDE,
    0xEB: _BREVE + _DOT,
}
_VNI_LETTERS = {
    0xF1: "đ",
    0xF4: "ơ",
    0xF6: "ư",
    0xED: "í",
    0xEC: "ì",
    0xE6: "ỉ",
    0xF3: "ĩ",
    0xF2: "ị",
    0xEE: "ỵ",
}
_CAPITAL = 0x20
_VNI_LONE = _VNI_LETTERS | {
    small - _CAPITAL: letter.upper() for small, letter in _VNI_LETTERS.items()
}
_VNI_MARK = _VNI_MARKS | {small - _CAPITAL: marks for small, marks in _VNI_MARKS.items()}
_TAKES_MARKS = frozenset("aeouyAEOUY") | {"ơ", "ư", "Ơ", "Ư"}

_FONTS: tuple[tuple[re.Pattern[str], LegacyEncoding], ...] = (
    (re.compile(r"vni[\s_-]", re.IGNORECASE), "VNI"),
    (re.compile(r"\.vn[a-z]|vn(?!i)[A-Z]", re.IGNORECASE), "TCVN3"),
)
_CAPITALS_FONT = re.compile(r"\.?vn\w*h$", re.IGNORECASE)
_NOT_LEGACY = re.compile(r"vn?times?new|vnunicode|vietnam", re.IGNORECASE)
_SUBSET = re.compile(r"[A-Z]{6}\+")
_BOLD = re.compile(r"[,\-](?:bold|italic|regular|oblique)+.*$", re.IGNORECASE)

# Signs of each encoding inside words that neither Vietnamese nor other Latin text puts there.
_TCVN3_ONLY = "\u00ac\u00ae\u00b5-\u00b9\u00bb-\u00be\u00a9\u00a8\u00ad"
_TCVN3_SIGNS = re.compile(rf"(?<=[A-Za-z])[{_TCVN3_ONLY}]|[\u00ae\u00ac\u00ad](?=[A-Za-z])")
_VNI_SIGNS = re.compile(r"[aeouyAEOUY][\u00f8\u00fb\u00ef\u00e5\u00e4\u00eb\u00d8\u00db\u00cf]")
_LEAST_SIGNS = 4


@lru_cache(maxsize=1_000)
def font_encoding(font: str) -> LegacyEncoding | None:
    """Encoding of a font by its name (`.VnTime`, `VNI-Times`), None for a Unicode font."""
    name = _BOLD.sub("", _SUBSET.sub("", font.strip())).replace(" ", "")
    if _NOT_LEGACY.match(name):
        return None
    raw = _SUBSET.sub("", font.strip())
    return next((encoding for pattern, encoding in _FONTS if pattern.match(raw)), None)


def converted(text: str, font: str) -> str:
    """Text of a run in Unicode; what is set in a Unicode font comes back as it is.

    Text that already holds letters only Unicode has was typed in Unicode whatever its font says,
    and is left alone.
    """
    encoding = font_encoding(font)
    if encoding is None or not text or _is_unicode(text):
        return text
    latin = _as_latin(text)
    if encoding == "VNI":
        return from_vni(latin)
    name = _BOLD.sub("", _SUBSET.sub("", font.strip()))
    unicode_text = from_tcvn3(latin)
    return unicode_text.upper() if _CAPITALS_FONT.match(name) else unicode_text


def from_tcvn3(text: str) -> str:
    """TCVN3 text, read as Latin signs, in Unicode (composed)."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI text, read as Latin signs, in Unicode (composed)."""
    found: list[str] = []
    for sign in text:
        code = ord(sign)
        marks = _VNI_MARK.get(code)
        whole = unicodedata.normalize("NFC", found[-1] + marks) if marks and found else ""
        if len(whole) == 1 and found[-1] in _TAKES_MARKS:
            found[-1] = whole
        else:
            found.append(_VNI_LONE.get(code, sign))
    return "".join(found)


def looks_legacy(text: str) -> tuple[LegacyEncoding, str] | None:
    """Encoding that a text without fonts seems to be in, with a sample; None when it is not.

    Only for refusing: the capitals of TCVN3 cannot be told without the font.
    """
    if _is_unicode(text):
        return None
    for pattern, encoding in ((_TCVN3_SIGNS, "TCVN3"), (_VNI_SIGNS, "VNI")):
        matches = list(pattern.finditer(text))
        if len(matches) >= _LEAST_SIGNS:
            start = matches[0].start()
            sample = " ".join(text[max(0, start - 10) : start + 20].split())
            return ("TCVN3" if encoding == "TCVN3" else "VNI"), sample
    return None


def _is_unicode(text: str) -> bool:
    """Whether the text has Vietnamese letters beyond Latin-1, which old fonts never hold."""
    return any(
        "\u1ea0" <= sign <= "\u1ef9" or sign in "ăĂđĐơƠưƯ\u0300\u0301\u0303\u0309\u0323"
        for sign in text
    )


def _as_latin(text: str) -> str:
    """Signs that a program showed by their Windows code page brought back to Latin-1 places.

    Symbol fonts put them at U+F000 and up.
    """
    return "".join(
        chr(ord(sign) - 0xF000) if 0xF020 <= ord(sign) <= 0xF0FF else sign for sign in text
    )
