"""Words that reports write out or shorten as they like: thủ tục hành chính and TTHC."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["shortened"]

# Squashed words and what they are shortened to, the longer ones first.
_SHORT = {
    "vanbanquyphamphapluat": "vbqppl",
    "vanbanqppl": "vbqppl",
    "vbquyphamphapluat": "vbqppl",
    "quyphamphapluat": "qppl",
    "donvisunghiepconglap": "dvsncl",
    "dvsunghiepconglap": "dvsncl",
    "donvisncl": "dvsncl",
    "sunghiepconglap": "sncl",
    "canbocongchucvienchuc": "cbccvc",
    "dichvucongtructuyen": "dvctt",
    "dvctructuyen": "dvctt",
    "dichvucong": "dvc",
    "thutuchanhchinh": "tthc",
    "caicachhanhchinh": "cchc",
    "hoidongnhandan": "hdnd",
    "uybannhandan": "ubnd",
    "ngansachnhanuoc": "nsnn",
    "congnghethongtin": "cntt",
}
_LONG = re.compile("|".join(_SHORT))


@lru_cache(maxsize=20_000)
def shortened(letters: str) -> str:
    """Return squashed letters of a label with the words that have an abbreviation shortened."""
    return _LONG.sub(lambda found: _SHORT[found[0]], letters)
