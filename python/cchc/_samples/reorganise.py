"""One transfer of posts in 2023 and one merger of two departments in 2024."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .departments import (
    MERGED_FROM,
    MERGED_INTO,
    MERGER_DATE,
    TRANSFER_DATE,
    TRANSFER_FROM,
    TRANSFER_POSTS,
    TRANSFER_TO,
)
from .truth import PRESENT, ChainStep, UnitTruth
from .windows import CHAIN_STEPS, QUARTERS

# The quarter whose window holds the date: 15/6 to 14/9, and 15/12 to 14/3.
_TRANSFER_QUARTER = QUARTERS.index("2023-Q3")
_MERGER_QUARTER = QUARTERS.index("2024-Q1")


def _move(truth: UnitTruth, code: str, posts: int) -> None:
    """Move posts in (``posts`` > 0) or out from the quarter of the transfer on."""
    start = CHAIN_STEPS.index(QUARTERS[_TRANSFER_QUARTER])
    for position, step in enumerate(truth.chains[code][start:]):
        step.opening += posts if position else 0
        step.closing += posts
    step = truth.chains[code][start]
    step.moved_in, step.moved_out = max(posts, 0), max(-posts, 0)
    truth.moved_2015[code] += posts
    for moved in (code, PRESENT[code]):
        figures = truth.counts(moved)
        later = [figure + posts for figure in figures[_TRANSFER_QUARTER:]]
        truth.put(moved, figures[:_TRANSFER_QUARTER] + later)


def _sum_of(code: str, truths: list[UnitTruth]) -> list[int | None]:
    columns = zip(*(truth.quarters[code] for truth in truths), strict=True)
    result: list[int | None] = []
    for column in columns:
        known = [figure for figure in column if figure is not None]
        if code in ("1.1", "1.4.2", "1.5", "5.3.1"):
            result.append(max(known, default=None))
        else:
            result.append(sum(known) if known else None)
    return result


def _merged_chain(code: str, truths: list[UnitTruth]) -> list[ChainStep]:
    start = CHAIN_STEPS.index(QUARTERS[_MERGER_QUARTER])
    result = []
    for steps in zip(*(truth.chains[code][start:] for truth in truths), strict=True):
        opening = sum(step.opening for step in steps)
        cut = sum(step.cut for step in steps)
        result.append(ChainStep(steps[0].step, opening, 0, 0, cut, opening - cut))
    result[0] = replace(result[0], opening=0, moved_in=result[0].opening)
    return result


def _forget(truth: UnitTruth, positions: range) -> None:
    """Empty the quarters in which a department does not exist."""
    for figures in truth.quarters.values():
        for position in positions:
            figures[position] = None


def _close(truth: UnitTruth) -> None:
    """End a merged department: all its posts leave in the quarter of the merger."""
    start = CHAIN_STEPS.index(QUARTERS[_MERGER_QUARTER])
    truth.end = _MERGER_QUARTER
    _forget(truth, range(_MERGER_QUARTER, len(QUARTERS)))
    for code, chain in truth.chains.items():
        left = chain[start - 1].closing
        truth.chains[code] = [*chain[:start], ChainStep(chain[start].step, left, 0, left, 0, 0)]


def _merge(truths: list[UnitTruth]) -> UnitTruth:
    merged = UnitTruth(MERGED_INTO, first=_MERGER_QUARTER)
    for code in truths[0].quarters:
        merged.quarters[code] = _sum_of(code, truths)
    for code in truths[0].chains:
        merged.chains[code] = _merged_chain(code, truths)
        merged.moved_2015[code] = sum(truth.moved_2015[code] for truth in truths)
    for truth in truths:
        _close(truth)
    _forget(merged, range(_MERGER_QUARTER))
    return merged


def reorganise(truths: dict[str, UnitTruth]) -> list[dict[str, Any]]:
    """Apply the transfer and the merger to the truths; return them as lineage events.

    The merged departments keep their quarters before 2024 and report no more; their successor
    reports the whole first window of 2024, carries over their pending files, and has no quotas of
    2015 and 2021 of its own: they are its predecessors'. Reported cuts against 2015 use the base
    moved along with the posts.
    """
    for code, posts in TRANSFER_POSTS.items():
        _move(truths[TRANSFER_FROM], code, -posts)
        _move(truths[TRANSFER_TO], code, posts)
    truths[MERGED_INTO] = _merge([truths[unit] for unit in MERGED_FROM])
    return [
        {
            "kind": "transfer",
            "date": TRANSFER_DATE,
            "from": [TRANSFER_FROM],
            "to": [TRANSFER_TO],
            "amounts": dict(TRANSFER_POSTS),
            "synthetic": True,
        },
        {
            "kind": "merge",
            "date": MERGER_DATE,
            "from": list(MERGED_FROM),
            "to": [MERGED_INTO],
            "synthetic": True,
        },
    ]
