"""The cube: indicators x units x periods, and what can be read off it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cchc import _core
from cchc._arguments import (
    PeriodLike,
    as_date_text,
    as_list,
    as_period,
    as_periods,
    composed,
    optional_module,
    unknown_argument,
)
from cchc._core import Catalogue, Hierarchy, Period
from cchc._fingerprint import fingerprint
from cchc.figures import MARKS, STATES, Figure, Plane
from cchc.forms import known_catalogue
from cchc.model import hierarchy as make_hierarchy
from cchc.observations import Observations
from cchc.read import Report
from cchc.read.reports import observations_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["STATES", "Cube", "Figure", "Plane", "build"]


class Cube:
    """Indicators x units x periods, with value states, coverage and provenance.

    A cube is immutable. ``issues`` lists what could not be used, ``findings`` what deriving it
    found (windows that disagree or cannot be separated). ``cube["4.2.1"]`` is one indicator's
    `Plane`; `figure` is one cell; `sel` a smaller cube view; `to_frame` a table. Two cubes are equal
    when their `fingerprint` is.
    """

    def __init__(
        self,
        core: _core.Cube,
        catalogue: Catalogue,
        hierarchy: Hierarchy,
        *,
        issues: Iterable[Mapping[str, str]] = (),
        units: Iterable[int] | None = None,
        columns: Iterable[int] | None = None,
        planes: Iterable[int] | None = None,
        own: _core.Cube | None = None,
        findings: Iterable[dict[str, str]] = (),
        policy: tuple[str, float] = ("complete", 1.0),
    ) -> None:
        self.core = core
        self.own = core if own is None else own  # the units' own figures, before a roll-up
        self.policy = policy  # missing policy and minimum coverage that its totals went by
        self.catalogue = catalogue
        self.hierarchy = hierarchy
        self.issues = list(issues)
        self.findings = list(findings)
        all_units = range(len(hierarchy)) if units is None else units
        self.units = all_units if isinstance(all_units, list) else list(all_units)  # shared, long
        self.columns = list(range(len(core.periods)) if columns is None else columns)
        self.planes = list(range(len(core.planes)) if planes is None else planes)

    def derived(
        self, core: _core.Cube, catalogue: Catalogue | None = None, added: Iterable[str] = ()
    ) -> Cube:
        """Return a cube that a verb made of this one, seen through the same selection.

        With a catalogue, ``core`` has further planes, those of ``added`` seen too; own figures stay.
        """
        planes = [core.find(code) for code in dict.fromkeys([*self.indicators, *added])]
        same_periods = catalogue is not None or core.periods == self.core.periods
        return Cube(
            core,
            catalogue or self.catalogue,
            self.hierarchy,
            issues=self.issues,
            findings=self.findings,
            units=self.units,
            # Another set of periods, as after resample(), is the answer and is seen whole.
            columns=self.columns if same_periods else None,
            planes=[plane for plane in planes if plane is not None],
            own=self.own if catalogue is not None and self.own is not self.core else None,
            policy=self.policy,
        )

    def asked(self) -> list[int]:
        """The planes that are seen, for a verb that is about these alone; empty where all are."""
        return [] if len({*self.planes}) == len(self.core.planes) else self.planes

    @property
    def indicators(self) -> list[str]:
        """Codes of the indicators that have figures, in the order of the catalogue."""
        codes = self.core.planes
        return [codes[plane] for plane in self.planes]

    @property
    def periods(self) -> list[Period]:
        """Periods, in order of their end."""
        periods = self.core.periods
        return [periods[column] for column in self.columns]

    def last_period(self) -> Period:
        """Return the period that ends last.

        Raises
        ------
        SelectionError
            When the cube has no period, because nothing was reported.
        """
        if not self.columns:
            raise unknown_argument("period", "last", ["none: the cube holds no figures"])
        return self.periods[-1]

    @property
    def unit_ids(self) -> list[str]:
        """Ids of the units, in pre-order."""
        return [self.hierarchy.unit(unit)["id"] for unit in self.units]

    def fingerprint(self) -> str:
        """Return the SHA-256 of what the cube says and rests on, as 64 hexadecimal digits.

        It covers the observations, catalogue, units, lineage and version of cchc; the verbs that
        made the cube, with their arguments; and every figure seen, with its state, marks and
        coverage. The order of rows, places in files, issues and threads do not change it.
        """
        seen = [self.unit_ids, self.periods, self.indicators]
        return fingerprint(self.core, self.own, self.catalogue, self.hierarchy, seen)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cube):
            return NotImplemented
        return self is other or self.fingerprint() == other.fingerprint()

    def __hash__(self) -> int:
        return hash((tuple(self.indicators), tuple(self.periods), len(self.units)))

    def __getitem__(self, indicator: str) -> Plane:
        """Return one indicator's plane, by code, name or alias."""
        index = self._at(indicator)
        definition = self.catalogue.indicator(self.catalogue.at(indicator))
        arrays = self.core.plane(index)
        codes = [answer[0] for answer in definition["answers"]]
        answers = dict(zip(codes, arrays.pop("answers"), strict=False))
        for name in ("marks", "so_far", "expected", "reported", "not_applicable"):
            arrays.setdefault(name, None)
        for name in ("numerator", "denominator"):
            arrays.setdefault(name, None)
        for name in ("scale", "exact", "rows"):
            arrays.pop(name, None)
        return Plane(indicator=definition, answers=answers, **arrays)

    def _ipython_key_completions_(self) -> list[str]:
        return self.indicators

    def __contains__(self, indicator: str) -> bool:
        return _core.modified_reference(indicator) is None and self.core.find(indicator) is not None

    def _at(self, indicator: str) -> int:
        """The plane of an indicator; what formulas read over other units is no indicator."""
        if _core.modified_reference(indicator) is not None:
            raise unknown_argument("indicator", indicator, self.indicators)
        return self.core.at(indicator)

    def sel(
        self,
        *,
        indicator: str | Iterable[str] | None = None,
        unit: str | Iterable[str] | None = None,
        level: str | Iterable[str] | None = None,
        periods: PeriodLike | Iterable[PeriodLike] | None = None,
    ) -> Cube:
        """Return a view of part of the cube; figures are not recomputed.

        Parameters
        ----------
        indicator
            Codes, names or aliases.
        unit
            Ids or names of units.
        level
            Names of levels of the hierarchy.
        periods
            Periods or their texts.

        Raises
        ------
        SelectionError
            For what the cube does not hold.
        """
        units = self.units
        if unit is not None:
            units = [self.hierarchy.at(name) for name in as_list(unit)]
        if level is not None:
            wanted = set(as_list(level))
            unknown = sorted(wanted - set(self.hierarchy.levels()))
            if unknown:
                raise unknown_argument("level", unknown[0], self.hierarchy.levels())
            units = [each for each in units if self.hierarchy.unit(each)["level"] in wanted]
        planes = self.planes
        if indicator is not None:
            planes = [self._at(code) for code in as_list(indicator)]
        columns = self.columns
        if periods is not None:
            columns = [self.core.at_period(period) for period in as_periods(periods)]
        return Cube(
            self.core,
            self.catalogue,
            self.hierarchy,
            issues=self.issues,
            findings=self.findings,
            units=units,
            columns=columns,
            planes=planes,
            own=self.own,
            policy=self.policy,
        )

    def figure(self, indicator: str, unit: str, period: PeriodLike) -> Figure:
        """Return one figure, by indicator, unit and period.

        Raises
        ------
        SelectionError
            When the cube has no such indicator, unit or period.
        """
        plane = self._at(indicator)
        row = self.hierarchy.at(unit)
        return self._figure(plane, row, self.core.at_period(as_period(period)))

    def _figure(self, plane: int, unit: int, column: int) -> Figure:
        cell = _core.cell(self.core, plane, unit, column)
        covered = cell["coverage"] is not None and self.hierarchy.end(unit) > unit + 1
        expected, reported, not_applicable = cell["coverage"] if covered else (None, None, None)
        return Figure(
            indicator=self.core.planes[plane],
            unit=self.hierarchy.unit(unit)["id"],
            period=self.core.periods[column],
            value=cell["value"],
            text=cell["text"],
            state=STATES[cell["state"]],
            marks=tuple(name for bit, name in MARKS.items() if cell["marks"] & bit),
            so_far=cell["so_far"],
            expected=expected,
            reported=reported,
            not_applicable=not_applicable,
            answers=self._answers(plane, cell["answers"]) if covered else None,
        )

    def _answers(self, plane: int, numbers: list[int]) -> dict[str, dict[str, int]] | None:
        if not numbers:
            return None
        definition = self.catalogue.indicator(self.catalogue.at(self.core.planes[plane]))
        return {
            lang: {answer[at]: n for answer, n in zip(definition["answers"], numbers, strict=True)}
            for lang, at in (("vi", 1), ("en", 2))
        }

    def figures(self) -> Iterator[Figure]:
        """Iterate over all figures: by indicator, then unit, then period."""
        for plane in self.planes:
            for unit in self.units:
                for column in self.columns:
                    yield self._figure(plane, unit, column)

    def children(self, indicator: str) -> np.ndarray:
        """Return what the units below each unit come to together: units x periods.

        On a rolled up cube; consolidated figures less the unit's own. NaN for units without
        children, and where nobody below reported.

        Raises
        ------
        AggregationError
            When the indicator is not added up over units, or was computed from totals (CCHC-E1046).
        """
        return _core.children_figures(self.core, self.own, self._at(indicator))

    def absentees(self, indicator: str, unit: str, period: PeriodLike) -> list[str]:
        """Return the ids of the units below ``unit`` that owed a figure and gave none.

        Of a pooled rate also those that gave the rate alone, without its parts.
        """
        column = self.core.at_period(as_period(period))
        found = self.core.absentees(self._at(indicator), self.hierarchy.at(unit), column)
        return [self.hierarchy.unit(each)["id"] for each in found]

    def total_of(self, indicator: str, units: Iterable[str], period: PeriodLike) -> str | None:
        """Return the exact total over some units as text; None when any of them is missing.

        Raises
        ------
        AggregationError
            When one unit is an ancestor of another, or the indicator cannot be summed.
        """
        rows = [self.hierarchy.at(unit) for unit in units]
        return self.core.total_of(
            self.core.at(indicator), self.core.at_period(as_period(period)), rows
        )

    def _own_place(self, indicator: str, unit: str, period: PeriodLike) -> tuple[int, int, int]:
        column = self.own.at_period(as_period(period))
        plane = _core.own_plane(self.own, self.core.planes[self._at(indicator)])
        return plane, self.hierarchy.at(unit), column

    def bounds(self, indicator: str, unit: str, period: PeriodLike) -> dict[str, Any]:
        """Return how far an incomplete total is open: ``so_far``, exact, of what came in.

        ``with_last_known`` adds the last earlier figure of every absentee (None when one never gave
        any); ``absentees`` maps ids to the period of that figure.

        Raises
        ------
        AggregationError
            When the figures of units do not add up, or the indicator was computed from totals, so that
            units have none (CCHC-E1046).
        """
        return _core.bounds(self.own, *self._own_place(indicator, unit, period))

    def per_day_rate(self, indicator: str, unit: str, period: PeriodLike) -> dict[str, Any] | None:
        """Return an estimate of a unit's own flow by the day, over the days its report states.

        ``per_day``, and ``at_rule_days``: the figure scaled from ``days_reported`` to ``days_rule``.
        None when there is no figure or no stated days, as of a figure that was computed.

        Raises
        ------
        AggregationError
            When the indicator is no flow, or was computed from totals (CCHC-E1046).
        """
        return _core.per_day_rate(self.own, *self._own_place(indicator, unit, period))

    def explain(
        self, indicator: str, unit: str, period: PeriodLike, *, depth: int = 16, parts: int = 100
    ) -> dict[str, Any]:
        """Return the explanation tree of a figure down to file, place and raw text.

        ``depth`` levels are shown, and of one figure ``parts`` parts; the rest is counted.
        """
        at = (self._at(indicator), self.hierarchy.at(unit))
        column = self.core.at_period(as_period(period))
        text = _core.explain(self.core, *at, column, depth=depth, parts=parts)
        tree: dict[str, Any] = json.loads(text)
        return tree

    def to_frame(self) -> pd.DataFrame:
        """Return the figures as a pandas data frame in long form; missing is NaN."""
        import numpy as np

        cells = np.ix_(np.array(self.units, dtype=int), np.array(self.columns, dtype=int))
        shape = (len(self.units), len(self.columns))
        planes = [self.core.plane(index) for index in self.planes]

        def column(name: str) -> np.ndarray:
            blank = np.full(shape, np.nan)
            parts = [each[name][cells] if name in each else blank for each in planes]
            return np.concatenate([part.ravel() for part in parts] or [blank[:0].ravel()])

        units = np.repeat(np.array(self.unit_ids, dtype=object), shape[1])
        periods = np.tile(np.array([str(each) for each in self.periods], object), shape[0])
        table = {
            "indicator": np.repeat(np.array(self.indicators, dtype=object), len(units)),
            "unit": np.tile(units, len(planes)),
            "period": np.tile(periods, len(planes)),
            "value": column("values"),
            "state": np.array(STATES, object)[column("states").astype(int)],
            "expected": column("expected"),
            "reported": column("reported"),
        }
        pandas = optional_module("pandas", "pandas", "to_frame()")
        return cast("pd.DataFrame", pandas.DataFrame(table))


def build(
    reports: Observations | Report | Iterable[Report | Observations],
    *,
    hierarchy: Hierarchy | Iterable[Mapping[str, Any]] | str | Path,
    catalogue: Catalogue | None = None,
    as_known: str | dt.date | None = None,
    units: Mapping[str, str] | None = None,
    period: PeriodLike | None = None,
) -> Cube:
    """Build a cube from reports or from a table of observations.

    Parameters
    ----------
    reports
        From `cchc.read` (one or many), observations from `from_frame`, `read_csv`, `from_rows`, or a
        list of both. Of what came on one day the later in the list counts; an unknown day ranks
        before every known one.
    hierarchy
        The units; see `cchc.hierarchy`.
    catalogue
        The definitions; the shipped catalogue and registered forms when not given.
    as_known
        Only what had been received by the end of this day; None for everything. Of several reports
        of one cell the latest received one counts; a blank never supersedes a figure.
    units
        Which unit (id) an agency or a file name stands for, where the agency's name is not the
        name of a unit.
    period
        Period of reports that do not say it themselves.

    Returns
    -------
    Cube
        What could not be used is in ``issues``: unknown indicators, units and periods,
        contradictions.
    """
    tree = hierarchy if isinstance(hierarchy, Hierarchy) else make_hierarchy(hierarchy)
    definitions = known_catalogue() if catalogue is None else catalogue
    found: list[dict[str, str]] = []
    if not isinstance(reports, Observations):
        several: list[Report | Observations] = (
            [reports] if isinstance(reports, Report) else list(reports)
        )
        window = None if period is None else as_period(period)
        names = {**(units or {}), **{composed(key): each for key, each in (units or {}).items()}}
        reports = observations_of(several, tree, names, window, found)
    core, issues = _core.build(reports, definitions, tree, as_known=as_date_text(as_known))
    return Cube(core, definitions, tree, issues=[*found, *issues])
