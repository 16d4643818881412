"""Base quotas of units that ended and left their posts to nobody.

Such posts are neither moved nor cut by anyone who is still there. They stay out of the base of the
units that go on, and are told apart, so that both bases can be seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cchc._core import Lineage, Period
from cchc.aggregate import rebuild
from cchc.cube import Cube
from cchc.staffing.populations import exact, total

__all__ = ["EndedUnit", "ended_below", "ended_units", "posts_ended"]

#: Events that hand a whole unit on.
HANDS_ON = ("merge", "split", "rename", "new_parent")


@dataclass(frozen=True)
class EndedUnit:
    """A unit that is no more, with its quotas of each base period as they were on its last day.

    ``under`` is the row, in the hierarchy looked at, of the unit that it stood under; None when no
    unit above it is left. ``stood_in`` are the ids of the unit and of all above it on that day: its
    posts were in these, and never in what took their place later. Without lineage nobody knows
    whether ``without_successor`` is so.
    """

    unit: str
    name: str
    under: int | None
    posts: tuple[Fraction | None, ...]
    without_successor: bool = True
    stood_in: frozenset[str] = frozenset()


def ended_units(
    cube: Cube,
    seen: Cube,
    lineage: Lineage | None,
    quota: str,
    window: Period,
    bases: Sequence[Period],
) -> tuple[EndedUnit, ...]:
    """Return the units with posts in the first base period that ended before a window did.

    Parameters
    ----------
    cube
        Figures as reported.
    seen
        The same on the units of the window's last day; the cube itself without lineage.
    lineage
        Events; a unit that one of them hands on has not left its posts to nobody. Without it nobody
        knows, and every unit that ended without a quota in the window is returned.
    quota
        Code of the quota.
    window, bases
        Periods looked at; the first base decides who is returned.
    """
    day = window.rule_window[1]
    gone = [
        unit
        for unit in range(len(cube.hierarchy))
        if bases[0].rule_window[0] < (cube.hierarchy.unit(unit)["valid_to"] or "") <= day
    ]
    if lineage is None:
        now = cube[quota].values[:, cube.core.at_period(window)]
        silent = [unit for unit in gone if now[unit] != now[unit]]
        found = _with_posts(cube, cube, silent, quota, bases, {})
        return tuple(replace(each, without_successor=False) for each in found)
    handed_on = _handed_on(lineage)
    last = [unit for unit in gone if (_id(cube, unit), _end(cube, unit)) not in handed_on]
    figures = cube.sel(indicator=quota)
    ended: list[EndedUnit] = []
    for end in sorted({_end(cube, unit) for unit in last}):
        eve = str(dt.date.fromisoformat(end) - dt.timedelta(days=1))
        then = rebuild(figures, lineage, as_it_is=eve)
        ending = [unit for unit in last if _end(cube, unit) == end]
        ended += _with_posts(then, seen, _rows(cube, then, ending), quota, bases, handed_on)
    return tuple(ended)


def posts_ended(ended: Iterable[EndedUnit]) -> Fraction:
    """Return the posts of the first base period that ended with units."""
    return total(each.posts[0] or Fraction(0) for each in ended)


def ended_below(ended: Iterable[EndedUnit], cube: Cube, unit: int) -> tuple[EndedUnit, ...]:
    """Return those that stood at or under a unit of the hierarchy looked at."""
    rows = range(unit, cube.hierarchy.end(unit))
    return tuple(each for each in ended if each.under is not None and each.under in rows)


def _id(cube: Cube, unit: int) -> str:
    name: str = cube.hierarchy.unit(unit)["id"]
    return name


def _end(cube: Cube, unit: int) -> str:
    day: str = cube.hierarchy.unit(unit)["valid_to"]
    return day


def _rows(cube: Cube, then: Cube, units: Iterable[int]) -> list[int]:
    found = (then.hierarchy.find(_id(cube, unit)) for unit in units)
    return [row for row in found if row is not None]


def _handed_on(lineage: Lineage) -> dict[tuple[str, str], list[str]]:
    """Unit and day of an event that hands it on: the units that take its place."""
    return {
        (giver, str(event["date"])): [each["unit"] for each in event["receivers"]]
        for event in lineage.events()
        for giver in event["from"]
        if event["kind"] in HANDS_ON
    }


def _with_posts(
    then: Cube,
    seen: Cube,
    units: Iterable[int],
    quota: str,
    bases: Sequence[Period],
    handed_on: dict[tuple[str, str], list[str]],
) -> tuple[EndedUnit, ...]:
    """Those of the units that had posts in the first base period."""
    figures = then[quota].values
    columns = [then.core.at_period(base) for base in bases]
    found = []
    for unit in units:
        posts = tuple(exact(figures[unit, column]) for column in columns)
        if posts[0]:
            one = then.hierarchy.unit(unit)
            under = _under(then, seen, unit, handed_on)
            stood_in = frozenset(_id(then, row) for row in _upwards(then, unit))
            found.append(EndedUnit(one["id"], one["name"], under, posts, stood_in=stood_in))
    return tuple(found)


def _under(
    then: Cube, seen: Cube, unit: int, handed_on: dict[tuple[str, str], list[str]]
) -> int | None:
    """The row, among the units seen, of what the unit stood under or of what came in its place."""
    for above in list(_upwards(then, unit))[1:]:
        row = _heir(then, seen, above, handed_on)
        if row is not None:
            return row
    return None


def _upwards(cube: Cube, unit: int) -> Iterator[int]:
    """The unit and all above it, the nearest first."""
    while unit >= 0:
        yield unit
        unit = cube.hierarchy.parent(unit)


def _heir(
    then: Cube, seen: Cube, unit: int, handed_on: dict[tuple[str, str], list[str]]
) -> int | None:
    """A unit's row among those seen, through whatever single units took its place."""
    name, day = _id(then, unit), ""
    for _ in range(len(handed_on) + 1):
        row = seen.hierarchy.find(name)
        if row is not None and _id(seen, row) == name:
            return row
        later = sorted(end for giver, end in handed_on if giver == name and end > day)
        heirs = handed_on[name, later[0]] if later else []
        if len(heirs) != 1:
            return None
        name, day = heirs[0], later[0]
    return None
