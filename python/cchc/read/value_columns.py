"""Which of several value columns hold a report's figures: units or periods side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cchc._core import Period, find_period_in
from cchc.read.columns import ValueColumn, role_of
from cchc.read.fold import fold, squash
from cchc.read.header import unit_type

_OTHER_FIGURES = re.compile(
    r"(?<!\w)(?:ke hoach|chi tieu giao|so sanh|tang|giam|chenh lech|ky truoc|nam truoc|cung ky|"
    r"luy ke|tong(?: cong| so)?|binh quan|ty trong|ty le|thuc hien nam)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class View:
    """One report among side by side columns: `agency` or `period` as its heading names it."""

    column: int | None
    agency: str = ""
    period_text: str = ""
    period: Period | None = None

    @property
    def name(self) -> str:
        """What tells it from the other ones."""
        return self.agency or self.period_text


@dataclass(frozen=True, slots=True)
class Views:
    """Reports that the value columns hold.

    `left_out` are headings of columns that hold other figures. When `unclear`, nothing tells which
    of the columns is meant.
    """

    views: tuple[View, ...]
    left_out: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def views_of(values: Sequence[ValueColumn], filled: frozenset[int], own: Period | None) -> Views:
    """Views of the value columns of a table.

    `filled` are columns that hold anything; `own` is the period that the report says it is of.
    """
    plain = [value for value in values if not _OTHER_FIGURES.search(fold(value.heading))]
    out = _named(value for value in values if value not in plain and value.column in filled)
    kind = _kind(plain)
    if kind == "units":
        return Views(tuple(View(value.column, agency=value.heading) for value in plain), out)
    if kind == "periods":
        return Views(_by_period(plain, own), out)
    live = [value for value in plain if value.column in filled]
    if len(plain) == 1 or not (live or out):
        return Views((View(plain[0].column if plain else None),), out)
    if not plain:
        only = values if len(values) == 1 else ()
        unclear = () if only else _named(values)
        return Views((View(values[0].column),), (), unclear)
    if len(live) == 1 and all(role_of(v.heading) == "value" or not v.heading for v in plain):
        return Views((View(live[0].column),), out)
    named = [value for value in plain if value.named]
    if len(named) == 1:
        rest = _named(value for value in live if value not in named)
        return Views((View(named[0].column),), (*out, *rest))
    return Views((View((live or plain)[0].column),), out, _named(plain))


def _kind(values: Sequence[ValueColumn]) -> Literal["units", "periods", ""]:
    if len(values) < 2:
        return ""
    headings = {squash(value.heading) for value in values}
    if len(headings) != len(values) or "" in headings:
        return ""
    periods = [find_period_in(value.heading) for value in values]
    if all(period is not None for period in periods):
        return "periods" if len(set(periods)) == len(periods) else ""
    if all(unit_type(value.heading) for value in values):
        return "units"
    return ""


def _by_period(values: Sequence[ValueColumn], own: Period | None) -> tuple[View, ...]:
    """Views by period, the report's own one first."""
    views = [
        View(v.column, period_text=v.heading, period=find_period_in(v.heading)) for v in values
    ]
    return tuple(sorted(views, key=lambda view: view.period != own))


def _named(values: object) -> tuple[str, ...]:
    return tuple(
        value.heading or f"#{value.column + 1}"
        for value in values  # type: ignore[attr-defined]
    )
