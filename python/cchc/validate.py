"""Validate figures: apply rules to a cube, with findings, coverage and repair suggestions.

Every rule gives every report (unit and period) one of four verdicts: ``holds``, ``fails``,
``undecidable`` when figures are missing, ``not_applicable``. A finding is a rule that fails, with
the cells, what is printed in them, what was expected, and a question to the unit.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc import _core
from cchc._arguments import PeriodLike, as_period, data_frame, known_words
from cchc._core import Period
from cchc.cube import Cube
from cchc.rule_extensions import with_registered_rules
from cchc.rules import Rule, Rules, RulesLike

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

__all__ = [
    "VERDICTS",
    "Edit",
    "Finding",
    "FindingCell",
    "Findings",
    "Repair",
    "RuleCoverage",
    "Verdict",
    "validate",
]

#: Verdicts by their number in the arrays of the engine.
VERDICTS = ("holds", "fails", "undecidable", "not_applicable")

_ALL = tuple(range(len(VERDICTS)))
_FAILS = (VERDICTS.index("fails"),)


@dataclass(frozen=True)
class Verdict:
    """What one rule says about one report."""

    rule: str
    family: str
    severity: str
    unit: str
    period: Period
    verdict: str


@dataclass(frozen=True)
class FindingCell:
    """One figure that a rule read.

    ``reference`` is how the rule names it (``[3.1 @ previous]``), ``period`` the period that was
    read (empty when the cube has none), ``value`` its exact text (empty where there is none),
    ``printed`` the text as reported, ``place`` and ``file`` where that stands.
    """

    indicator: str
    reference: str
    period: str
    value: str
    printed: str
    state: str
    place: str
    file: str
    missing: bool


@dataclass(frozen=True)
class Finding:
    """One rule and report with the evidence.

    ``left``, ``right`` and ``difference`` are exact decimal texts where the sides are sums, and
    rounded to 4 decimals where they are quotients; empty where they have no value. ``expected_…``
    says what the left side should have been, ``question_…`` what to ask the unit (only when the
    rule fails); ``message_…`` is there for every verdict.
    """

    rule: Rule
    unit: str
    period: Period
    verdict: str
    cells: tuple[FindingCell, ...]
    left: str
    right: str
    difference: str
    expected_vi: str
    expected_en: str
    question_vi: str
    question_en: str
    message_vi: str
    message_en: str

    @property
    def severity(self) -> str:
        """Severity of the rule: error, warning or information."""
        return self.rule.severity

    @property
    def missing(self) -> tuple[str, ...]:
        """References to the cells that are missing."""
        return tuple(cell.reference for cell in self.cells if cell.missing)

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain data, in the shape of ``cchc check --json``."""
        keys = ("indicator", "reference", "period", "value", "printed", "place", "file")
        return {
            "rule": self.rule.id,
            "verdict": self.verdict,
            "severity": self.severity,
            "unit": self.unit,
            "period": str(self.period),
            "cells": [cell.reference.strip("[]") for cell in self.cells],
            "evidence": [{key: getattr(cell, key) for key in keys} for cell in self.cells],
            "message_vi": self.message_vi,
            "message_en": self.message_en,
        }


@dataclass(frozen=True)
class RuleCoverage:
    """How much one rule could say; counts of reports (unit and period).

    ``judged`` is holds and fails. ``vacuous`` counts those that hold because both sides are zero and
    can be no less, such as 0 <= 0 over counts: such a pass is no evidence. Zeros that must agree
    (``==``, ``!=``, ``in``) and counts of document checks (``report.``) that found nothing are evidence.
    """

    rule: str
    instances: int
    judged: int
    holds: int
    fails: int
    undecidable: int
    not_applicable: int
    vacuous: int


@dataclass(frozen=True)
class Edit:
    """A figure that may have been meant: ``how`` is digits_swapped, factor or solved."""

    indicator: str
    old: str
    new: str
    how: str


@dataclass(frozen=True)
class Repair:
    """One or two edits of a report that make ``mends`` of its ``fails`` failing rules hold.

    No rule that holds is broken by them. A suggestion to ask about, never applied; ``rank`` counts
    from 1 inside its report: errors mended first, then the number of rules, then fewer edits, then
    misprints that mend an equality, then the smaller change.
    """

    unit: str
    period: Period
    rank: int
    edits: tuple[Edit, ...]
    mends: int
    fails: int


class Findings:
    """The outcome of `validate`: iterating gives the findings, by rule, unit, period."""

    def __init__(self, cube: Cube, rules: Rules, core: _core.Validation) -> None:
        self.cube = cube
        self.rules = rules
        self.core = core

    def _places(self, rule: int, verdicts: Collection[int]) -> Places:
        """Positions of the selected reports that have one of the verdicts: rows of (unit, column)."""
        import numpy as np

        cells = np.ix_(np.array(self.cube.units, int), np.array(self.cube.columns, int))
        found = self.core.verdicts(rule)[cells]
        chosen = (self.core.instances[cells] == 1) & np.isin(found, list(verdicts))
        rows, columns = np.nonzero(chosen)
        return np.stack(
            [np.array(self.cube.units, int)[rows], np.array(self.cube.columns, int)[columns]],
            axis=1,
        )

    def _finding(self, rule: int, unit: int, column: int) -> Finding:
        row = self.core.finding(rule, unit, column)
        cells = tuple(FindingCell(**cell) for cell in row.pop("cells"))
        return Finding(
            rule=self.rules[rule],
            unit=self.cube.hierarchy.unit(unit)["id"],
            period=self.cube.core.periods[column],
            cells=cells,
            **row,
        )

    def __iter__(self) -> Iterator[Finding]:
        return self.with_verdict("fails")

    def __len__(self) -> int:
        return sum(len(self._places(rule, _FAILS)) for rule in range(len(self.rules)))

    def with_verdict(self, *verdicts: str) -> Iterator[Finding]:
        """Iterate over rules and reports with some of the verdicts; all when none is named.

        Raises
        ------
        SelectionError
            For a word that is no verdict.
        """
        known_words(verdicts, VERDICTS, "verdict")
        wanted = [VERDICTS.index(each) for each in verdicts] or _ALL
        for rule in range(len(self.rules)):
            for unit, column in self._places(rule, wanted).tolist():
                yield self._finding(rule, unit, column)

    def evidence(self, rule: str, unit: str, period: PeriodLike) -> Finding:
        """Return one rule and report with its evidence, whatever the verdict.

        Raises
        ------
        SelectionError
            When there is no such rule, unit or period.
        """
        return self._finding(
            self.rules.core.at(rule),
            self.cube.hierarchy.at(unit),
            self.cube.core.at_period(as_period(period)),
        )

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each rule and report."""
        ids = [self.cube.hierarchy.unit(unit)["id"] for unit in range(len(self.cube.hierarchy))]
        periods = self.cube.core.periods
        made = []
        for at, rule in enumerate(self.rules):
            values = self.core.verdicts(at)
            made += [
                Verdict(
                    rule.id,
                    rule.family,
                    rule.severity,
                    ids[unit],
                    periods[column],
                    VERDICTS[values[unit, column]],
                )
                for unit, column in self._places(at, _ALL)
            ]
        return tuple(made)

    @cached_property
    def coverage(self) -> tuple[RuleCoverage, ...]:
        """One for each rule."""
        rows = self.core.coverage(self.cube.units, self.cube.columns)
        return tuple(
            RuleCoverage(rule=rule.id, **row) for rule, row in zip(self.rules, rows, strict=True)
        )

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Suggestions for every report with a failing rule, best first; at most 5 each."""
        places = {
            (int(unit), int(column))
            for rule in range(len(self.rules))
            for unit, column in self._places(rule, _FAILS)
        }
        return tuple(
            Repair(
                unit=self.cube.hierarchy.unit(unit)["id"],
                period=self.cube.core.periods[column],
                rank=rank,
                edits=tuple(Edit(*edit) for edit in row["edits"]),
                mends=row["mends"],
                fails=row["fails"],
            )
            for unit, column in sorted(places)
            for rank, row in enumerate(self.core.repairs(unit, column), start=1)
        )

    def counts(self) -> dict[str, int]:
        """Return how many rules and reports have each verdict."""
        total: Counter[str] = Counter()
        for row in self.coverage:
            total.update({name: getattr(row, name) for name in VERDICTS})
        return {name: total[name] for name in VERDICTS}

    def to_frame(self) -> pd.DataFrame:
        """Return the findings as a pandas data frame, one row each; texts only."""
        columns = (
            *("rule", "severity", "unit", "period", "cells", "printed", "left", "right"),
            *("difference", "expected_vi", "expected_en", "question_vi", "question_en"),
        )
        rows = []
        for finding in self:
            row = {**vars(finding), "rule": finding.rule.id, "severity": finding.severity}
            row["period"] = str(finding.period)
            row["cells"] = ", ".join(cell.reference.strip("[]") for cell in finding.cells)
            row["printed"] = ", ".join(cell.printed or cell.value for cell in finding.cells)
            rows.append({name: row[name] for name in columns})
        return data_frame(rows, columns=columns)

    def to_json(self, verdicts: str = "all") -> str:
        """Return the verdicts with their evidence as JSON text.

        Parameters
        ----------
        verdicts
            ``all``, or one verdict such as ``fails``.

        Raises
        ------
        SelectionError
            For another word.
        """
        known_words([verdicts], ["all", *VERDICTS], "verdicts")
        chosen = self.with_verdict(*([] if verdicts == "all" else [verdicts]))
        entries = [finding.to_dict() for finding in chosen]
        return json.dumps({"verdicts": entries}, ensure_ascii=False, indent=2) + "\n"


def validate(
    cube: Cube, rules: RulesLike | Sequence[str] | None = None, *, threads: int = 0
) -> Findings:
    """Apply rules to every report of a cube.

    Parameters
    ----------
    cube
        Figures as reported; a selection (`Cube.sel`) limits what is listed, not what rules may read.
    rules
        Rules, or what `cchc.rules.load` accepts; or names of rules registered with `cchc.rule` and
        ids of shipped ones. When not given: the shipped ones and all registered ones that the cube has
        figures for; those that fit no cube of its catalogue are named in ``cube.issues``.
    threads
        0 for as many as the machine has.

    Returns
    -------
    Findings
        A report is a unit and period with anything reported, figure or blank. Sums are compared
        exactly, rates within what their printed digits leave open. Missing is never zero unless a
        rule says so.

    Raises
    ------
    CatalogueError
        CCHC-E0103 for faulty rules, CCHC-E0104 for rules that refer to indicators that neither the
        catalogue nor the rules know, CCHC-E0105 for rules that mix units of measure; ``faults`` lists
        them all.
    ExtensionError
        When the function of a registered rule fails; CCHC-E1403 when a registered rule asked for by
        name does not fit the catalogue.
    """
    cube, applied = with_registered_rules(cube, rules)
    return Findings(cube, applied, _core.validate(cube.core, applied.core, threads=threads))
