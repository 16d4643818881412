"""Why two figures cannot, or not fully, be compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cchc import _core

__all__ = ["Reason", "reasons", "reasons_in"]


@dataclass(frozen=True)
class Reason:
    """Why two figures cannot, or not fully, be compared, and what would remove the reason."""

    code: str
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str


@cache
def reasons() -> dict[int, Reason]:
    """Return every reason by its bit in the reason arrays."""
    table = {}
    for row in _core.reason_table():
        bit = row.pop("bit")
        table[bit] = Reason(**row)
    return table


def reasons_in(bits: int) -> tuple[Reason, ...]:
    """Return the reasons whose bits are set."""
    return tuple(reason for bit, reason in reasons().items() if bits & bit)
