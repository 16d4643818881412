"""Compare figures with a baseline: another period, a base year, or another cube."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cchc import _core
from cchc._arguments import (
    PeriodLike,
    as_list,
    as_period,
    as_periods,
    data_frame,
    unknown_argument,
)
from cchc._core import Period
from cchc._fingerprint import fingerprint
from cchc._registry import Extension
from cchc.baselines import baseline_cube, baseline_window, find_baseline
from cchc.cube import Cube
from cchc.definitions import BASELINES
from cchc.reasons import Reason, reasons, reasons_in

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Change",
    "Comparison",
    "Contribution",
    "ContributionPart",
    "Reason",
    "RevisedContribution",
    "compare",
    "contribution",
    "contribution_with_revision",
    "reasons",
]


@dataclass(frozen=True)
class Change:
    """One figure beside its baseline.

    ``change`` is in the unit of measure of the indicator, ``relative_change`` in per cent,
    ``point_change`` in percentage points (điểm %). Indicators in per cent have only a point change,
    all others never have one. None where no number is given; ``reasons`` says why.
    ``baseline_period`` is None where the baseline is no window but made of several: ``rolling_mean`` and
    registered baselines.
    """

    indicator: str
    unit: str
    period: Period
    baseline_period: Period | None
    value: float | None
    baseline: float | None
    change: float | None
    relative_change: float | None
    point_change: float | None
    comparability: str
    reasons: tuple[Reason, ...]


class Comparison:
    """Figures of a cube beside their baselines; see `compare`."""

    def __init__(
        self,
        core: _core.Comparison,
        current: Cube,
        pairs: Iterable[tuple[Period, Period | None]],
        *,
        baseline: str = "",
    ) -> None:
        self.core = core
        self.baseline = baseline  # what the baseline is, where it is no other period of the cube
        self.cube = current
        self.pairs = list(pairs)  # windows, and what each is compared with; None: no window
        self._codes = core.indicators

    def _change(self, plane: int, unit: int, pair: int) -> Change:
        cell = _core.comparison_cell(self.core, plane, unit, pair)
        current, baseline = self.pairs[pair]
        return Change(
            indicator=self._codes[plane],
            unit=self.cube.hierarchy.unit(unit)["id"],
            period=current,
            baseline_period=baseline,
            reasons=reasons_in(cell.pop("reasons")),
            **cell,
        )

    def change(self, indicator: str, unit: str, pair: int = 0) -> Change:
        """Return one change, by indicator and unit.

        Parameters
        ----------
        indicator, unit
            What to look at.
        pair
            Position in ``pairs``; 0 when one period was compared.
        """
        plane = self.cube.core.at(indicator)
        return self._change(plane, self.cube.hierarchy.at(unit), self._pair(pair))

    def _pair(self, pair: int) -> int:
        if isinstance(pair, bool) or pair not in range(len(self.pairs)):
            raise unknown_argument("pair", pair, map(str, range(len(self.pairs))))
        return pair

    def changes(self) -> Iterator[Change]:
        """Iterate over all changes: by indicator, then unit, then pair of periods."""
        for plane in self.cube.planes:
            for unit in self.cube.units:
                for pair in range(len(self.pairs)):
                    yield self._change(plane, unit, pair)

    def explain(
        self, indicator: str, unit: str, pair: int = 0, *, depth: int = 16, parts: int = 100
    ) -> dict[str, Any]:
        """Return the explanation tree of a change: its value, its baseline, its reasons."""
        at = (self.cube.core.at(indicator), self.cube.hierarchy.at(unit), self._pair(pair))
        text = self.core.explain(*at, depth=depth, parts=parts)
        tree: dict[str, Any] = json.loads(text)
        return tree

    def fingerprint(self) -> str:
        """Return the SHA-256 of both sides, the pairs and every change; see `Cube.fingerprint`."""
        return fingerprint(self.cube.fingerprint(), self.core, self.pairs, self.baseline)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Comparison):
            return NotImplemented
        return self is other or self.fingerprint() == other.fingerprint()

    def __hash__(self) -> int:
        return hash((self.cube, tuple(self.pairs)))

    def to_frame(self) -> pd.DataFrame:
        """Return the changes as a pandas data frame; reasons are codes joined by commas."""
        rows = []
        for change in self.changes():
            row = dict(vars(change))
            row["period"] = str(change.period)
            row["baseline_period"] = change.baseline_period and str(change.baseline_period)
            row["reasons"] = ",".join(reason.code for reason in change.reasons)
            rows.append(row)
        numbers = ("value", "baseline", "change", "relative_change", "point_change")
        return data_frame(rows, numbers=numbers)


def compare(
    cube: Cube,
    period: PeriodLike | Iterable[PeriodLike] | None = None,
    baseline_period: PeriodLike | None = None,
    *,
    baseline: str | int | Cube | Extension | None = None,
    permissive: str | Iterable[str] = (),
    windows: int = 3,
    threads: int = 0,
) -> Comparison:
    """Compare the figures of a cube with a baseline.

    Parameters
    ----------
    cube
        Reported or consolidated figures.
    period
        The period or periods to look at; all of the cube when not given.
    baseline_period
        The period to compare with.
    baseline
        Instead of that: ``previous_period``, ``same_period_last_year``, ``end_of_last_year``, a
        base year such as ``2015``, ``rolling_mean`` of the windows before, another cube (the same
        periods of it: what changed since; or its ``baseline_period``), or a baseline registered with
        `cchc.baseline`, whose function is given totals where the cube is rolled up. Which figures it
        used is not known, so what it made of a total is held to all that it saw of the unit.
    permissive
        Reasons under which a number is given all the same, by code, e.g. ``"COVERAGE"`` or several; the
        number then still carries the reason. Strict when empty.
    windows
        How many windows of the same length a ``rolling_mean`` takes.
    threads
        0 for as many as the machine has.

    Returns
    -------
    Comparison
        Change, relative change (%) and point change (điểm %), each with its comparability and
        reasons. Missing on either side gives no number and says so.

    Raises
    ------
    ComparisonError
        When neither or both baselines are given, or the cubes have different units.
    SelectionError
        CCHC-E0920 for a baseline that nobody knows, with those that are known.
    ExtensionError
        When the function of a registered baseline fails.
    """
    periods = cube.periods if period is None else as_periods(period)
    options: dict[str, Any] = {"permitted": as_list(permissive), "threads": threads}
    extension = None if baseline in BASELINES else find_baseline(baseline)
    if extension is not None and baseline_period is None:
        seen = [cube.core.periods[cube.core.at_period(each)] for each in periods]
        made, name = baseline_cube(cube, extension), extension.name
        same = [(each, each) for each in seen]
        core = _core.compare(cube.core, made, same, **options, baseline_name=name, of_rows=True)
        return Comparison(core, cube, [(each, None) for each in seen], baseline=name)
    pairs = [
        (each, baseline_window(each, baseline_period, baseline, any_kind=True)) for each in periods
    ]
    if baseline == "rolling_mean":
        name = f"rolling_mean({windows})"
        means = _core.rolling_mean(cube.core, periods, windows=windows)
        core = _core.compare(cube.core, means, pairs, **options, baseline_name=name)
        return Comparison(core, cube, [(each, None) for each in periods], baseline=name)
    other = baseline.core if isinstance(baseline, Cube) else cube.core
    core = _core.compare(cube.core, other, pairs, **options)
    label = "another cube" if isinstance(baseline, Cube) else ""
    return Comparison(core, cube, pairs, baseline=label)


@dataclass(frozen=True)
class ContributionPart:
    """What one unit, or a group of units, adds to a change; numbers are exact decimal texts.

    ``group`` says what happened to it (continuing, entered, left, merged, newly_reporting,
    no_longer_reporting, revised; shared_list for units that hold one list in common, which counts
    once), ``cause`` whether reality changed (``real``), who is counted
    (``perimeter``), or only what is known (``data``). For a ratio ``change`` is ``rate_effect``
    plus ``mix_effect``.
    """

    unit: str
    members: tuple[str, ...]
    group: str
    cause: str
    now: str | None
    then: str | None
    change: str
    rate_effect: str
    mix_effect: str
    message_vi: str
    message_en: str


@dataclass(frozen=True)
class Contribution:
    """An exact split of a change: the parts, and ``rounding`` for ratios, add up to ``change``."""

    cube: Cube
    indicator: str
    unit: str
    period: Period
    baseline_period: Period
    is_ratio: bool
    now: str | None
    then: str | None
    change: str | None
    rounding: str
    parts: tuple[ContributionPart, ...]
    reasons: tuple[Reason, ...]
    #: What was asked of the engine.
    core: _core.ContributionQuestion | None = field(default=None, repr=False, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return the parts as a pandas data frame."""
        numbers = ("now", "then", "change", "rate_effect", "mix_effect")
        return data_frame((vars(part) for part in self.parts), numbers=numbers)


@dataclass(frozen=True)
class RevisedContribution:
    """A change whose baseline was revised since: both splits add up to ``change``.

    ``revision`` goes from the baseline as known then to as known now (only what was revised),
    ``since`` from there to the current figure; ``rounding`` is what is left of a ratio.
    """

    revision: Contribution
    since: Contribution
    change: str | None
    rounding: str


def _contribution(
    cube: Cube,
    indicator: str,
    windows: tuple[Period, Period],
    result: dict[str, Any],
    core: _core.ContributionQuestion | None = None,
) -> Contribution:
    parts = tuple(
        ContributionPart(**{**part, "members": tuple(part["members"])})
        for part in result.pop("parts")
    )
    return Contribution(
        cube=cube,
        indicator=indicator,
        period=windows[0],
        baseline_period=windows[1],
        parts=parts,
        reasons=reasons_in(result.pop("reasons")),
        core=core,
        **result,
    )


def contribution(
    cube: Cube,
    indicator: str,
    unit: str,
    period: PeriodLike,
    baseline_period: PeriodLike | None = None,
    *,
    baseline: str | int | Cube | None = None,
    by_child: bool = False,
    merged: Iterable[Iterable[str]] = (),
    permissive: str | Iterable[str] = (),
) -> Contribution:
    """Split the change of a unit's consolidated figure exactly into what made it.

    Parameters
    ----------
    cube
        Figures as reported, before `roll_up`.
    indicator, unit
        Whose change.
    period, baseline_period, baseline
        As in `compare`; another cube as ``baseline`` (the same window as known on an earlier day)
        shows the revisions.
    by_child
        One level down: the unit's own figure, and each child with all below it. Otherwise every
        unit below by its own figure.
    merged
        Units of one merger, predecessors and successors, as one part each.
    permissive
        Breaking reasons under which the change is split all the same, by code.

    Raises
    ------
    ComparisonError
        When windows, definitions, versions of the form or units lost without a successor do not
        compare, or the indicator is no sum, shared list or ratio; CCHC-E1113 for a baseline that is
        computed, such as ``rolling_mean`` or a registered one.
    """
    window = as_period(period)
    base = baseline_window(window, baseline_period, baseline)
    other = baseline if isinstance(baseline, Cube) else cube
    core = _core.ContributionQuestion(
        cube.core,
        other.core,
        indicator,
        cube.hierarchy.at(unit),
        window,
        base,
        by_child=by_child,
        merged=[[cube.hierarchy.at(each) for each in group] for group in merged],
        permitted=as_list(permissive),
    )
    return _contribution(cube, indicator, (window, base), core.contribution(), core)


def contribution_with_revision(
    cube: Cube,
    indicator: str,
    unit: str,
    period: PeriodLike,
    baseline_period: PeriodLike | None = None,
    *,
    known_then: Cube,
    baseline: str | int | Cube | None = None,
    **options: Any,
) -> RevisedContribution:
    """Split a change since a baseline that was revised into the revision and what came after.

    Parameters
    ----------
    cube, indicator, unit, period, baseline_period, baseline
        As in `contribution`; the baseline is what is known of it now.
    known_then
        The cube that held the baseline when it was first reported, such as
        ``build(..., as_known=day)``.
    options
        ``by_child``, ``merged`` and ``permissive`` of `contribution`.

    Raises
    ------
    ComparisonError
        As `contribution`.
    """
    now = contribution(cube, indicator, unit, period, baseline_period, baseline=baseline, **options)
    assert now.core is not None
    result = now.core.with_revision(known_then.core)
    base = now.baseline_period
    known_now = baseline if isinstance(baseline, Cube) else cube
    revision = contribution(known_now, indicator, unit, base, baseline=known_then, **options)
    return RevisedContribution(
        revision=_contribution(cube, indicator, (base, base), result["revision"], revision.core),
        since=_contribution(cube, indicator, (now.period, base), result["since"], now.core),
        change=result["change"],
        rounding=result["rounding"],
    )
