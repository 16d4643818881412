"""Posts that lineage events move in a window: transfers by amount or share, whole units at mergers.

Events act in the order of their dates. A whole unit takes along what it has on that day: its opening
quota with the posts moved in and out before. A split without shares leaves everyone it touches
unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cchc._core import Lineage, Period

__all__ = ["Moves", "moves_in"]


@dataclass
class Moves:
    """Posts moved by unit id, exact; units of which nobody knows it are in ``unknown``.

    ``to_nobody`` is the part of ``out_of`` that no unit received, for its unit ended.
    """

    into: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    out_of: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    to_nobody: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    unknown: set[str] = field(default_factory=set)

    def move(self, giver: str, receiver: str, posts: Fraction) -> None:
        """Move posts; an empty receiver means they went nowhere."""
        self.out_of[giver] += posts
        if receiver:
            self.into[receiver] += posts
        else:
            self.to_nobody[giver] += posts

    def forget(self, giver: str, receivers: list[str]) -> None:
        """Mark what cannot be known."""
        self.unknown.update([giver, *receivers])


def moves_in(
    lineage: Lineage,
    window: Period,
    quota: str,
    openings: Mapping[str, Fraction | None],
    last_cuts: Mapping[str, Fraction | None],
) -> Moves:
    """Return what the events of a window's days move.

    Parameters
    ----------
    lineage
        The events.
    window
        Which days: those of the reporting rule, 15/12 to 14/6 for a first half.
    quota
        Code of the quota, for transfers by amount.
    openings
        Quota of each unit before the window; None where missing.
    last_cuts
        Posts that units ending in the window reported as cut before they ended.
    """
    first, last = window.rule_window
    moves = Moves()
    inside = [event for event in lineage.events() if first <= str(event["date"]) <= last]
    for event in sorted(inside, key=lambda each: (str(each["date"]), each["kind"] != "transfer")):
        for giver in event["from"]:
            _give(moves, event, giver, quota, openings, last_cuts)
    return moves


def _give(
    moves: Moves,
    event: Mapping[str, Any],
    giver: str,
    quota: str,
    openings: Mapping[str, Fraction | None],
    last_cuts: Mapping[str, Fraction | None],
) -> None:
    """What one giving unit of an event gives to each receiver."""
    receivers = [each["unit"] for each in event["receivers"]]
    if receivers == [giver]:
        return  # a new name or a new parent moves no posts
    opening = openings.get(giver)
    holds = None
    if opening is not None and giver not in moves.unknown:
        spent = last_cuts.get(giver) or Fraction(0)
        holds = opening + moves.into[giver] - moves.out_of[giver] - spent
    if event["kind"] in ("merge", "abolish") and giver in receivers:
        return  # it takes in the others
    for each in event["receivers"] or [{"unit": "", "share": None, "amounts": {}}]:
        posts = _posts(event["kind"], each, quota, holds)
        if posts is None:
            moves.forget(giver, receivers)
        else:
            moves.move(giver, each["unit"], posts)


def _posts(
    kind: str, receiver: Mapping[str, Any], quota: str, holds: Fraction | None
) -> Fraction | None:
    amounts, share = receiver.get("amounts"), receiver.get("share")
    if kind == "transfer" and amounts:
        return _exact(dict(amounts).get(quota, 0))
    if share not in (None, ""):
        return None if holds is None else holds * _exact(share)
    return None if kind in ("split", "transfer") else holds


def _exact(number: Any) -> Fraction:
    return Fraction(Decimal(str(number)))
