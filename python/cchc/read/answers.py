"""Coded answers as people write them: the code, its words, or both together."""

from cchc.read.fold import squash
from cchc.read.forms import FormRow

__all__ = ["answer_in"]


def answer_in(text: str, row: FormRow) -> int | None:
    """Return the code that a text says by the answer key of a row; None when it says none.

    `1`, `Có`, `1 (Có)` and `Có = 1` say the same; `0 (Có)` and `Có tổ chức` say nothing.
    """
    said = squash(text)
    for code in row.answers:
        if text.strip() == str(code):
            return code
    codes = {
        code
        for code, words in row.answer_words
        if said in (squash(words), f"{code}{squash(words)}", f"{squash(words)}{code}")
    }
    return codes.pop() if len(codes) == 1 else None
