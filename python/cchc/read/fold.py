"""Comparing Vietnamese text without being misled by tones, capitals, spaces or composition.

`fold` keeps the length of composed text, so a place found in folded text is the same place in the
original. `squash` also drops everything that is not a letter or a digit: joined words
("thủtục") and split words compare equal.
"""

import re
import unicodedata

# Signs that print nothing and only disturb comparison: soft hyphen, zero-width spaces and marks.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])

# No-break spaces stay inside a word: between digits they group thousands.
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_BREAKING_SPACE = re.compile(rf"[^\S{_NO_BREAK_SPACES}]+")
_NO_BREAK_OUTSIDE_FIGURE = re.compile(rf"(?<!\d)[{_NO_BREAK_SPACES}]|[{_NO_BREAK_SPACES}](?!\d)")


class _FoldTable(dict[int, int]):
    """Character to folded character, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFKD", chr(code))[:1].lower()[:1]
        folded = ord("d") if base == "đ" else ord(base)
        self[code] = folded
        return folded


class _SquashTable(dict[int, int | None]):
    """Character to folded character, or to nothing when it is neither letter, digit nor kept."""

    def __init__(self, keep: str) -> None:
        super().__init__()
        self._keep = keep

    def __missing__(self, code: int) -> int | None:
        folded = _FOLD_TABLE[code]
        sign = chr(folded)
        self[code] = folded if sign.isalnum() or sign in self._keep else None
        return self[code]


_FOLD_TABLE = _FoldTable()
_SQUASH_TABLES = {keep: _SquashTable(keep) for keep in ("", "%=")}


def composed(text: str) -> str:
    """Composed form (NFC) of `text` without invisible signs."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def fold(text: str) -> str:
    """Composed `text` in lower case without tones; as long as the text given."""
    return text.translate(_FOLD_TABLE)


def squash(text: str, keep: str = "") -> str:
    """Folded letters and digits of `text` in order, and the signs named in `keep`."""
    table = _SQUASH_TABLES.get(keep)
    if table is None:
        table = _SQUASH_TABLES[keep] = _SquashTable(keep)
    return text.translate(table)


def words(text: str) -> list[str]:
    """Words of a line; a no-break space inside a figure does not part it."""
    parted = _NO_BREAK_OUTSIDE_FIGURE.sub(" ", text)
    return [word for word in _BREAKING_SPACE.split(parted) if word]
