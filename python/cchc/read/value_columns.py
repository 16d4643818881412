"""Which of several value columns hold a report's figures: units or periods side by side."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc._core import Period, find_period_in
from cchc.read.column_meaning import meaning_of
from cchc.read.columns import ValueColumn, role_of
from cchc.read.fold import fold, squash
from cchc.read.header import unit_type

_TOTALS = re.compile(r"(?<!\w)tong(?: cong| so)?(?!\w)")
# "Số" is not "Sở", though both fold to "so".
_NO_UNIT = re.compile(r"số(?!\w)|so (?:lieu|luong|thuc)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """One report among side by side columns: `agency` or `period` as its heading names it.

    `problem` is the stable id of why figures under this heading are asked and not taken, see
    `problems`; empty when they are this report's.
    """

    column: int | None
    agency: str = ""
    period_text: str = ""
    period: Period | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """What tells it from the other ones."""
        return self.agency or self.period_text


@dataclass(frozen=True, slots=True)
class Views:
    """Reports that the value columns hold.

    `left_out` are headings of columns that hold other figures. When `unclear`, nothing tells which
    of the columns is meant; `doubtful` is the heading of an only column that may hold others,
    `scaled` of one that speaks of thousands, `strange` of one whose figures are taken though its
    words do not tell.
    """

    views: tuple[View, ...]
    left_out: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    doubtful: str = ""
    scaled: str = ""
    strange: str = ""


def views_of(
    values: Sequence[ValueColumn], filled: frozenset[int], own: Period | None, agency: str = ""
) -> Views:
    """Views of the value columns of a table.

    `filled` are columns that hold anything; `own` is the period that the report says it is of,
    `agency` the agency.
    """
    several = len(values) > 1
    plain = [v for v in values if not (several and _is_other(v.heading, own))]
    out = _named(value for value in values if value not in plain and value.column in filled)
    kind = _kind(plain)
    if kind == "units":
        return Views(tuple(View(value.column, agency=value.heading) for value in plain), out)
    if kind == "periods":
        return Views(_by_period(plain, own), out)
    live = [value for value in plain if value.column in filled]
    if not values or not (plain or filled):
        return Views((View(values[0].column if values else None),), out)
    if len(plain) == 1:
        return _only(plain[0], out, own, agency)
    if not plain:
        return Views((View(values[0].column, problem="columns"),), (), _named(values))
    owns = [value for value in plain if meaning_of(value.heading, own) == "own"]
    if len(live) == 1 and len(owns) == len(plain):
        return _only(live[0], out, own, agency)
    named = [value for value in owns if value.named]
    if len(named) == 1:
        rest = _named(value for value in live if value not in named)
        return Views((View(named[0].column),), (*out, *rest))
    return Views((View((live or plain)[0].column, problem="columns"),), out, _named(plain))


def _only(value: ValueColumn, out: tuple[str, ...], own: Period | None, agency: str) -> Views:
    """The view of the only column that may hold the report's figures."""
    meaning = meaning_of(value.heading, own)
    if role_of(value.heading) == "value" or not value.heading:
        meaning = "own"
    if meaning == "own":
        period = find_period_in(value.heading) if own is None else None
        named = value.heading if period else ""
        return Views((View(value.column, period_text=named, period=period),), out)
    if meaning == "scaled":
        problem = "scaled_heading"
        return Views((View(value.column, problem=problem),), out, scaled=value.heading)
    if meaning == "unknown" and _names_unit(value.heading):
        heading, known = fold(value.heading), fold(agency)
        same = bool(known) and (heading in known or known in heading)
        return Views((View(value.column, agency="" if same else value.heading),), out)
    if meaning == "unknown" and re.search(r"[^\W\d_]|\(\d+\)", value.heading):  # no figure itself
        return Views((View(value.column),), out, strange=value.heading)
    return Views((View(value.column, problem="other_column"),), out, doubtful=value.heading)


def _is_other(heading: str, own: Period | None) -> bool:
    """Whether a column beside others holds a plan, a comparison or a total."""
    return meaning_of(heading, own) == "other" or _TOTALS.search(fold(heading)) is not None


def _names_unit(heading: str) -> bool:
    return unit_type(heading) is not None and _NO_UNIT.match(heading) is None


def _kind(values: Sequence[ValueColumn]) -> Literal["units", "periods", ""]:
    if len(values) < 2:
        return ""
    headings = {squash(value.heading) for value in values}
    if len(headings) != len(values) or "" in headings:
        return ""
    periods = [find_period_in(value.heading) for value in values]
    if all(period is not None for period in periods):
        return "periods" if len(set(periods)) == len(periods) else ""
    if all(_names_unit(value.heading) for value in values):
        return "units"
    return ""


def _by_period(values: Sequence[ValueColumn], own: Period | None) -> tuple[View, ...]:
    """Views by period, the report's own one first."""
    views = [
        View(v.column, period_text=v.heading, period=find_period_in(v.heading)) for v in values
    ]
    return tuple(sorted(views, key=lambda view: view.period != own))


def _named(values: Iterable[ValueColumn]) -> tuple[str, ...]:
    return tuple(value.heading or f"#{value.column + 1}" for value in values)
