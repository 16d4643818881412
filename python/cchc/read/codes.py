"""Codes of rows as printed: `4.2.1.`, `2.4`, and malformed ones such as `4.3. 4`."""

import re
import unicodedata
from dataclasses import dataclass

# No part of a code is 0 or starts with 0, unlike values such as 07.
_CODE = re.compile(r"[1-9]\d?(?:\.[1-9]\d?){0,5}\.?")
_STRAY = re.compile(r"\.?\d{1,2}(?:\.\d{1,2}){0,3}\.?|\.")


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What a code cell may mean: canonical candidates, the likeliest first; none for no code."""

    candidates: tuple[str, ...]
    malformed: bool


def canonical_code(word: str) -> str | None:
    """Code without its final dot, or None when the word is not shaped like a code."""
    plain = unicodedata.normalize("NFKC", word)
    if not _CODE.fullmatch(plain):
        return None
    return plain.rstrip(".")


def is_stray(word: str) -> bool:
    """Whether the word could be a loose piece of a code before it."""
    return _STRAY.fullmatch(unicodedata.normalize("NFKC", word)) is not None


def printed_code(cell: str) -> PrintedCode:
    """Candidates of a code cell; digits after a blank are not joined first (`4.3. 4` is 4.3)."""
    words = cell.split()
    if not words:
        return PrintedCode((), False)
    first = canonical_code(words[0])
    whole = canonical_code("".join(words))
    candidates = tuple(dict.fromkeys(code for code in (first, whole) if code))
    return PrintedCode(candidates, bool(candidates) and len(words) > 1)


def parent_code(code: str) -> str:
    """Code one level up, empty for a code of one part."""
    return code.rpartition(".")[0]


def last_part(code: str) -> int:
    """Last number of a code: 3 for 1.2.3."""
    return int(code.rpartition(".")[2])
