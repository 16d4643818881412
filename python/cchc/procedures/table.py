"""Administrative procedures (TTHC): the list, what is online, and how case files are resolved.

The denominator of every rate is named: online shares are of all procedures, the on-time rate is of
files resolved, not of files received.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc import _core
from cchc._arguments import PeriodLike, as_periods, data_frame, number_or_none
from cchc._core import Period
from cchc.aggregate import roll_up
from cchc.cube import Cube
from cchc.figures import MARKS
from cchc.procedures.case_files import window_before

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["ProcedureRow", "ProcedureTable", "procedures"]

#: Column of the table: indicator of the catalogue.
COLUMNS = {
    "procedures": "3.1",
    "new": "3.1.1",
    "abolished": "3.1.2",
    "online_full": "7.1.1",
    "online_partial": "7.1.2",
    "received": "3.3.received",
    "resolved": "3.3",
    "on_time_rate": "3.3.1",
}


@dataclass(frozen=True)
class ProcedureRow:
    """One unit in one period. None where a figure is missing; shares and rates are in per cent.

    ``pending`` is received less resolved; it, ``online_full_share`` and ``online_partial_share``
    (both of all procedures) are over the units that gave both figures; ``on_time_rate`` is of files
    resolved, and ``on_time_of_received`` stands beside it. ``previous`` is the list at the end of the
    window before, ``stock_gap`` is procedures less (previous + new - abolished), over the units that
    gave all four: 0 where the identity holds. Where units share one list, only a unit without others
    below it has them. ``expected`` and ``reported`` count the units behind ``resolved``; ``incomplete`` names
    the columns to which a unit that owed a figure gave none, so that they are lower bounds, and
    ``estimated`` those that rest on an estimate, such as a rate by weight of units that gave no parts.
    """

    unit: str
    period: Period
    procedures: float | None
    new: float | None
    abolished: float | None
    online_full: float | None
    online_partial: float | None
    online_full_share: float | None
    online_partial_share: float | None
    received: float | None
    resolved: float | None
    pending: float | None
    on_time_rate: float | None
    expected: int | None
    reported: int | None
    incomplete: frozenset[str] = frozenset()
    previous: float | None = None
    stock_gap: float | None = None
    on_time_of_received: float | None = None
    estimated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ProcedureTable:
    """Rows by unit in pre-order, then period; see `procedures`."""

    cube: Cube
    rows: tuple[ProcedureRow, ...]

    def __iter__(self) -> Iterator[ProcedureRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; missing is NaN."""
        return data_frame(vars(row) | {"period": str(row.period)} for row in self.rows)


def procedures(
    cube: Cube,
    *,
    periods: PeriodLike | Iterable[PeriodLike] | None = None,
    level: str | None = None,
    missing: str = "skip_missing",
) -> ProcedureTable:
    """Return the procedures and case files of every unit and group of units.

    Parameters
    ----------
    cube
        Figures as reported.
    periods
        Periods to look at; all when not given.
    level
        Level of the hierarchy to keep; all when not given.
    missing
        Missing policy of the totals; coverage stands beside them.
    """
    import numpy as np

    rolled = roll_up(cube, level, missing=missing)
    windows = cube.periods if periods is None else as_periods(periods)
    columns = [cube.core.at_period(window) for window in windows]
    blank = np.full((len(cube.hierarchy), len(cube.core.periods)), np.nan)
    values = {
        name: rolled[code].values if code in cube else blank for name, code in COLUMNS.items()
    }
    for name in ("online_full", "online_partial"):
        values[f"{name}_share"] = _share(cube, COLUMNS[name], COLUMNS["procedures"], blank)
    values["pending"] = _pending(cube, blank)
    values["on_time_of_received"] = _share(cube, "3.3.resolved_on_time", "3.3.received", blank)
    values["previous"], values["stock_gap"] = _stock_identity(cube, columns, blank)
    counts = rolled["3.3"] if "3.3" in cube else None
    expected, reported = (counts.expected, counts.reported) if counts else (None, None)
    lacking, estimated = _lacking(rolled), _estimated(rolled)
    rows = []
    for unit in rolled.units:
        for window, column in zip(windows, columns, strict=True):
            figures = {name: number_or_none(array[unit, column]) for name, array in values.items()}
            rows.append(
                ProcedureRow(
                    unit=cube.hierarchy.unit(unit)["id"],
                    period=window,
                    expected=_count(expected, unit, column),
                    reported=_count(reported, unit, column),
                    incomplete=frozenset(
                        name for name, cells in lacking.items() if cells[unit, column]
                    ),
                    estimated=frozenset(
                        name for name, cells in estimated.items() if cells[unit, column]
                    ),
                    **figures,
                )
            )
    return ProcedureTable(rolled, tuple(rows))


def _estimated(rolled: Cube) -> dict[str, NDArray[np.bool_]]:
    """For every column with marks, where the figure is an estimate."""
    bit = next(bit for bit, name in MARKS.items() if name == "estimated")
    found = {}
    for name, code in COLUMNS.items():
        marks = rolled[code].marks if code in rolled else None
        if marks is not None:
            found[name] = (marks & bit) != 0
    return found


def _lacking(rolled: Cube) -> dict[str, NDArray[np.bool_]]:
    """For every column, where fewer units reported than were expected."""
    found = {}
    for name, code in COLUMNS.items():
        if code in rolled:
            plane = rolled[code]
            if plane.expected is not None and plane.reported is not None:
                found[name] = plane.reported < plane.expected
    parts = {
        "online_full_share": ("online_full", "procedures"),
        "online_partial_share": ("online_partial", "procedures"),
        "pending": ("received", "resolved"),
    }
    for name, (first, second) in parts.items():
        if first in found and second in found:
            found[name] = found[first] | found[second]
    return found


def _pending(cube: Cube, blank: Numbers) -> Numbers:
    """Files received less resolved, over the units that gave both."""
    if COLUMNS["received"] not in cube or COLUMNS["resolved"] not in cube:
        return blank
    received, resolved = cube.core.at(COLUMNS["received"]), cube.core.at(COLUMNS["resolved"])
    both = _core.pooled_share(cube.core, resolved, received)
    return both.whole - both.part


def _share(cube: Cube, part: str, whole: str, blank: Numbers) -> Numbers:
    """A share in per cent over the units that gave both."""
    if part not in cube or whole not in cube:
        return blank
    return _core.pooled_share(cube.core, cube.core.at(part), cube.core.at(whole)).rate


def _stock_identity(cube: Cube, columns: list[int], blank: Numbers) -> tuple[Numbers, Numbers]:
    """The list at the end of the window before, and procedures less previous + new - abolished."""
    import numpy as np

    previous, gap = blank.copy(), blank.copy()
    codes = [COLUMNS[name] for name in ("procedures", "new", "abolished")]
    if not all(code in cube for code in codes):
        return previous, gap
    stock, new, abolished = (cube.core.at(code) for code in codes)
    for column in columns:
        before = window_before(cube, column)
        if before is not None:
            places = [(stock, column), (stock, before), (new, column), (abolished, column)]
            now, then, came, went = (
                each[:, 0] for each in _core.matched_sums(cube.core, places).sums
            )
            previous[:, column], gap[:, column] = then, now - (then + came - went)
    groups = np.array([cube.hierarchy.end(at) > at + 1 for at in range(len(blank))])
    if _lists_are_shared(cube):
        previous[groups], gap[groups] = np.nan, np.nan
    return previous, gap


def _lists_are_shared(cube: Cube) -> bool:
    """Whether any unit holds its list in common with others, so that lists do not add up."""
    shared = set(cube[COLUMNS["procedures"]].indicator["shared_by"])
    types = [cube.hierarchy.unit(unit)["type"] for unit in range(len(cube.hierarchy))]
    return any(types.count(kind) > 1 for kind in shared)


def _count(counts: NDArray[np.int32] | None, unit: int, column: int) -> int | None:
    return None if counts is None else int(counts[unit, column])
