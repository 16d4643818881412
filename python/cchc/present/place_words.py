"""Places in files, as readers tell them (``table 2 row 7``), in the words of the person who reads."""

from __future__ import annotations

import re

__all__ = ["place_words"]

_VIETNAMESE = {
    "table": "bảng", "row": "dòng", "line": "dòng", "page": "trang", "sheet": "trang", "column": "cột",
}  # fmt: skip
_COUNTED = re.compile(rf"(?<![\w!])({'|'.join(_VIETNAMESE)})(?= \d)")


def place_words(place: str, lang: str = "vi") -> str:
    """Return a place with its words in the reader's language; names of sheets and cells stay.

    Examples
    --------
    >>> place_words("table 2 row 7")
    'bảng 2 dòng 7'
    >>> place_words("Sheet1!D12"), place_words("page 3 row 12", "en")
    ('Sheet1!D12', 'page 3 row 12')
    """
    return _COUNTED.sub(lambda word: _VIETNAMESE[word[1]], place) if lang == "vi" else place
