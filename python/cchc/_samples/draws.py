"""Whole-number draws that are the same on every machine and every Python version."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

_FINENESS = 1 << 53


class Draws:
    """A stream of whole-number draws, named so that streams do not disturb each other.

    Only ``random.Random.random`` is promised by the language to repeat for a seed, so every draw
    goes through it; its 53 bits are taken out as a whole number, which is exact.

    Parameters
    ----------
    seed
        Seed of the whole sample.
    *names
        What the stream is for, e.g. a unit and a topic. Adding a stream changes no other.
    """

    def __init__(self, seed: int, *names: str) -> None:
        text = "/".join((str(seed), *names))
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        self._random = random.Random(int.from_bytes(digest[:8], "big"))

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included (``low <= high``)."""
        return low + int(self._random.random() * _FINENESS) % (high - low + 1)

    def chance(self, percent: int) -> bool:
        """Return true in ``percent`` of a hundred draws."""
        return self.between(1, 100) <= percent

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of ``items``, which must not be empty."""
        return items[self.between(0, len(items) - 1)]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return the items in random order; the argument is left as it is."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.between(0, last)
            result[last], result[other] = result[other], result[last]
        return result

    def spread(self, total: int, parts: int) -> list[int]:
        """Return ``parts`` whole numbers >= 0 that add up to ``total``, favouring a few parts."""
        weights = [self.between(0, 3) for _ in range(parts)]
        weights[self.between(0, parts - 1)] += 1
        whole = sum(weights)
        edges = [total * sum(weights[: part + 1]) // whole for part in range(parts)]
        return [edge - before for edge, before in zip(edges, [0, *edges[:-1]], strict=True)]
