"""Case files: received, resolved, pending, with the four identities of the file-handling form.

Identities, of every unit and of the units below it (source: the columns of the form of Thông tư
01/2020/TT-VPCP; checked independently by a public program under the names CT1 to CT4):

CT1 received = online + direct or postal + carried over;
CT2 resolved = early + on time + late;
CT3 pending = in time + overdue;
CT4 received = resolved + pending.

Between periods, what is carried over equals what was pending at the end of the window before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc import _core
from cchc._arguments import PeriodLike, as_periods, data_frame, number_or_none
from cchc._core import Period
from cchc.cube import Cube

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["IDENTITIES", "CaseFileRow", "CaseFileTable", "case_files"]

#: Column: the ways to come by it; a way is a sum of indicators, the first one the cube has counts.
SOURCES: dict[str, tuple[tuple[str, ...], ...]] = {
    "received": (("3.3.received",),),
    "online": (
        ("3.3.received_online",),
        ("3.3.received_online_full", "3.3.received_online_partial", "3.3.received_online_other"),
        ("3.3.received_online_full", "3.3.received_online_partial"),
    ),
    "direct": (("3.3.received_direct",), ("3.3.received_at_desk", "3.3.received_by_post")),
    "carried_over": (("3.3.carried_over",),),
    "resolved": (("3.3",),),
    "early": (("3.3.resolved_early",),),
    "when_due": (("3.3.resolved_when_due",),),
    "on_time": (("3.3.resolved_early", "3.3.resolved_when_due"), ("3.3.resolved_on_time",)),
    "late": (
        ("3.3.resolved_late",),
        ("3.3.resolved_late_apology", "3.3.resolved_late_no_apology"),
    ),
    "pending": (("3.3.pending",),),
    "pending_in_time": (("3.3.pending_in_time",),),
    "pending_late": (
        ("3.3.pending_late",),
        ("3.3.pending_late_apology", "3.3.pending_late_no_apology"),
    ),
}

#: Identity: (the whole, its parts), by columns.
IDENTITIES = {
    "CT1": ("received", ("online", "direct", "carried_over")),
    "CT2": ("resolved", ("on_time", "late")),
    "CT3": ("pending", ("pending_in_time", "pending_late")),
    "CT4": ("received", ("resolved", "pending")),
}

#: Rate: (the numerator, the parts of the denominator), by columns; in per cent.
RATES = {
    "on_time_rate": ("on_time", ("resolved",)),
    "on_time_of_received": ("on_time", ("received",)),
    "online_rate": ("online", ("online", "direct")),
    "online_rate_with_carry_over": ("online", ("received",)),
}


@dataclass(frozen=True)
class CaseFileRow:
    """One unit in one period. None where a figure is missing; rates are in per cent.

    ``on_time`` is early and when due together. ``on_time_rate`` is of files resolved;
    ``on_time_of_received`` stands beside it. ``online_rate`` is of new files (online and direct),
    ``online_rate_with_carry_over`` of all received, whose carried-over files came in earlier.

    ``residuals`` holds for each of `IDENTITIES` the whole less its parts: 0 where it holds, None
    where a member is missing. ``carry_over_gap`` is files carried over less files pending at the
    end of the window before. Each number of a group of units is over the units below it that gave
    everything it needs; ``failing`` names the identities that fail in at least one of them, which
    a residual of 0 may hide. ``reported`` counts the units that gave files received.
    """

    unit: str
    period: Period
    received: float | None
    online: float | None
    direct: float | None
    carried_over: float | None
    resolved: float | None
    early: float | None
    when_due: float | None
    on_time: float | None
    late: float | None
    pending: float | None
    pending_in_time: float | None
    pending_late: float | None
    on_time_rate: float | None
    on_time_of_received: float | None
    online_rate: float | None
    online_rate_with_carry_over: float | None
    carry_over_gap: float | None
    residuals: dict[str, float | None] = field(default_factory=dict)
    failing: tuple[str, ...] = ()
    reported: int = 0

    @property
    def holds(self) -> bool | None:
        """Whether all four identities hold here and below; None when one cannot be judged."""
        if self.failing:
            return False
        return None if None in self.residuals.values() else True


@dataclass(frozen=True)
class CaseFileTable:
    """Rows by unit in pre-order, then period; see `case_files`."""

    cube: Cube
    rows: tuple[CaseFileRow, ...]

    def __iter__(self) -> Iterator[CaseFileRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame, a column for each identity; missing is NaN."""
        flat = []
        for row in self.rows:
            cells = {name: value for name, value in vars(row).items() if name != "residuals"}
            cells |= {f"residual_{name}": value for name, value in row.residuals.items()}
            flat.append(cells | {"period": str(row.period), "failing": " ".join(row.failing)})
        numbers = [name for name in (flat[0] if flat else {}) if name not in _TEXTS]
        return data_frame(flat, numbers=numbers)


_TEXTS = ("unit", "period", "failing", "reported")


def case_files(
    cube: Cube,
    *,
    periods: PeriodLike | Iterable[PeriodLike] | None = None,
    level: str | None = None,
) -> CaseFileTable:
    """Return the case files of every unit and group of units, with identities and rates.

    Parameters
    ----------
    cube
        Figures as reported, by unit or by field; see `read_case_files`.
    periods
        Periods to look at; all when not given.
    level
        Level of the hierarchy to keep; all when not given.

    Raises
    ------
    SelectionError
        When the cube lacks the period or the level.

    Examples
    --------
    >>> from cchc.procedures.reading import read_case_files
    >>> cube = read_case_files([{"field": "Tư pháp", "3": 12, "7": 10, "11": 2}], period="2026-08")
    >>> case_files(cube, level="field").rows[0].residuals["CT4"]
    0.0
    """
    seen = cube if level is None else cube.sel(level=level)
    windows = seen.periods if periods is None else as_periods(periods)
    codes = {name: _way(cube, ways) for name, ways in SOURCES.items()}
    by_period = [_Columns(cube, codes, cube.core.at_period(window)) for window in windows]
    rows = []
    for unit in seen.units:
        for window, columns in zip(windows, by_period, strict=True):
            rows.append(columns.row(unit, window))
    return CaseFileTable(seen, tuple(rows))


def _way(cube: Cube, ways: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return next((way for way in ways if all(code in cube for code in way)), ())


class _Columns:
    """Everything of one period, each an array over all units."""

    def __init__(self, cube: Cube, codes: dict[str, tuple[str, ...]], period: int) -> None:
        import numpy as np

        self.cube = cube
        self.codes = codes
        self.period = period
        self.blank = np.full(len(cube.hierarchy), np.nan)
        self.figures = {name: self._total((name,))[0] for name in SOURCES}
        self.rates = {name: self._rate(*parts) for name, parts in RATES.items()}
        self.residuals = {name: self._residual(*parts) for name, parts in IDENTITIES.items()}
        self.failing = {name: self._failing(*parts) for name, parts in IDENTITIES.items()}
        self.gap = self._carry_over_gap()
        self.reported = self._reported()

    def row(self, unit: int, window: Period) -> CaseFileRow:
        """The row of one unit."""
        return CaseFileRow(
            unit=self.cube.hierarchy.unit(unit)["id"],
            period=window,
            carry_over_gap=number_or_none(self.gap[unit]),
            residuals={name: number_or_none(each[unit]) for name, each in self.residuals.items()},
            failing=tuple(name for name, each in self.failing.items() if each[unit] > 0),
            reported=int(self.reported[unit]),
            **{
                name: number_or_none(each[unit])
                for name, each in (self.figures | self.rates).items()
            },
        )

    def _total(self, names: tuple[str, ...]) -> list[Numbers]:
        """Totals of columns over the units that gave all of them; all NaN without a way to them."""
        ways = [self.codes[name] for name in names]
        if not all(ways):
            return [self.blank for _ in names]
        planes = [(self.cube.core.at(code), self.period) for way in ways for code in way]
        sums = iter([each[:, 0] for each in _core.matched_sums(self.cube.core, planes).sums])
        return [sum((next(sums) for _ in way[1:]), next(sums)) for way in ways]

    def _rate(self, part: str, whole: tuple[str, ...]) -> Numbers:
        import numpy as np

        numerator, *parts = self._total((part, *whole))
        below = np.sum(parts, axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(below > 0, 100 * numerator / below, np.nan)

    def _residual(self, whole: str, parts: tuple[str, ...]) -> Numbers:
        import numpy as np

        total, *others = self._total((whole, *parts))
        residual: Numbers = total - np.sum(others, axis=0)
        return residual

    def _failing(self, whole: str, parts: tuple[str, ...]) -> Numbers:
        """How many units of each subtree break an identity with their own figures."""
        import numpy as np

        names = (whole, *parts)
        ways = [self.codes[name] for name in names]
        own = self.blank
        if all(ways):
            sums = [np.sum([self._own(code) for code in way], axis=0) for way in ways]
            own = sums[0] - np.sum(sums[1:], axis=0)
        return self._below(np.where(np.isnan(own), 0, own != 0))

    def _own(self, code: str) -> Numbers:
        values: Numbers = self.cube.core.plane(self.cube.core.at(code))["values"][:, self.period]
        return values

    def _below(self, counted: Numbers) -> Numbers:
        """Totals of a count over every subtree, which is one range of units in pre-order."""
        import numpy as np

        running = np.concatenate([[0], np.cumsum(counted)])
        ends = np.array([self.cube.hierarchy.end(unit) for unit in range(len(counted))], dtype=int)
        below: Numbers = running[ends] - running[: len(counted)]
        return below

    def _carry_over_gap(self) -> Numbers:
        """Files carried over less those pending at the end of the window before."""
        before = window_before(self.cube, self.period)
        carried, pending = self.codes["carried_over"], self.codes["pending"]
        if before is None or not carried or not pending:
            return self.blank
        planes = [(self.cube.core.at(carried[0]), self.period)]
        planes.append((self.cube.core.at(pending[0]), before))
        now, then = (each[:, 0] for each in _core.matched_sums(self.cube.core, planes).sums)
        gap: Numbers = now - then
        return gap

    def _reported(self) -> Numbers:
        import numpy as np

        received = self.codes["received"]
        given = ~np.isnan(self._own(received[0])) if received else np.zeros(len(self.blank))
        return self._below(given)


def window_before(cube: Cube, period: int) -> int | None:
    """Position of the shortest window that ends where another begins; None when there is none."""
    windows = cube.core.periods
    start = windows[period].first_month
    ending = [at for at, window in enumerate(windows) if window.end_month == start]
    return min(ending, key=lambda at: windows[at].length, default=None)
