"""Text that a file holds and does not show: struck out, hidden, or deleted under tracked changes.

No reader takes it for a figure or a word, and none leaves it out in silence.
"""

from collections.abc import Sequence

from cchc.read.blocks import Remark

__all__ = ["removed_remarks"]

_LONGEST_QUOTE = 60  # characters of the first piece


def removed_remarks(removed: Sequence[tuple[str, str]]) -> list[Remark]:
    """One remark for all pieces that were left out, each a place and its text; none without any."""
    told = [(where, text) for where, text in removed if text]
    if not told:
        return []
    first, text = told[0]
    excerpt = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    details = {"count": len(told), "first": first, "excerpt": excerpt}
    return [Remark("text_removed", first, details)]
