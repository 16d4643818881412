"""Text in the old encodings, as a typist with an old font would have stored it."""

from __future__ import annotations

import unicodedata

from cchc.read.legacy import from_tcvn3, from_vni


def _tcvn3_signs() -> dict[str, str]:
    signs = [chr(code) for code in range(0xA1, 0xFF)]
    # Only ý stands where Latin-1 has it too.
    return {from_tcvn3(sign): sign for sign in signs if from_tcvn3(sign) != sign or sign == "ý"}


def _vni_signs() -> dict[str, str]:
    found: dict[str, str] = {}
    signs = [chr(code) for code in (*range(0xE0, 0x100), *range(0xC0, 0xE0))]
    for text in [*signs, *(base + mark for base in "aeouyAEOUYôöÔÖ" for mark in signs)]:
        letter = from_vni(text)
        changed = letter != text or letter in "íìÍÌ"
        if len(letter) == 1 and changed and letter not in found:
            found[letter] = text
    return found


def encoded(text: str, font: str) -> str | None:
    """Return the text as stored under an old font, None when the font has no sign for it.

    Fonts of capitals store small letters.
    """
    if font.endswith("H"):
        text = text.lower()
    signs = _tcvn3_signs() if font.startswith(".Vn") else _vni_signs()
    stored = []
    for sign in unicodedata.normalize("NFC", text):
        if sign.isascii():
            stored.append(sign)
        elif sign in signs:
            stored.append(signs[sign])
        elif font.startswith(".Vn") and sign.lower() in signs:
            stored.append(signs[sign.lower()])
        else:
            return None
    return "".join(stored)
