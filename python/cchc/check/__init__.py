"""Checking reports as they came in: figures, text, notes and the document itself.

What to use when: `check` for reports (files); `cchc.validate` for a cube that is already built. Both
apply the same rules by the same engine; `check` also knows what stands outside the cells, and on
which lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cchc._arguments import PeriodLike, as_period
from cchc.check.catalogue import evidence_catalogue
from cchc.check.checked import Checked
from cchc.check.sighting import Evidence, Sighting
from cchc.check.verdicts import CheckedVerdict, EvidenceLine
from cchc.cube import build
from cchc.model import Hierarchy
from cchc.model import hierarchy as make_hierarchy
from cchc.read import Report, read_all
from cchc.rules import RulesLike, load, shipped
from cchc.validate import validate

__all__ = [
    "Checked",
    "CheckedVerdict",
    "Evidence",
    "EvidenceLine",
    "Sighting",
    "check",
    "evidence_catalogue",
]

Source = Report | str | bytes | os.PathLike[str]


def check(
    reports: Source | Iterable[Source],
    *,
    rules: RulesLike | None = None,
    hierarchy: Hierarchy | Iterable[Mapping[str, Any]] | str | Path | None = None,
    units: Mapping[str, str] | None = None,
    period: PeriodLike | None = None,
) -> Checked:
    """Check reports against rules.

    Parameters
    ----------
    reports
        Reports from `cchc.read`, or what it reads; one or many. Every report of a file is checked.
        With several reports of a unit the rules that compare periods can be decided.
    rules
        Rules, or what `cchc.rules.load` accepts; the shipped ones when not given.
    hierarchy
        The units; when not given, the agencies that report stand one beside the other. Capitals,
        lost tones and the province behind a name make no other unit; another province does.
    units
        Which unit (id) an agency or a file name stands for, where its name is not that of a unit.
    period
        Period of reports that do not say it themselves.

    Returns
    -------
    Checked
        One verdict for each rule, unit and period: holds, fails, undecidable, not applicable. What
        is missing is never taken for 0. Reports without a known unit or period are in its
        ``issues``.

    Raises
    ------
    InputError
        When a file cannot be read.
    """
    from cchc.check.gather import gather  # its patterns cost more than all the rest of the import

    several = _reports(reports)
    chosen = shipped() if rules is None else load(rules)
    tree = _tree(several, hierarchy, units or {})
    known = frozenset(entry.code for entry in chosen.evidence)
    window = None if period is None else as_period(period)
    gathered = gather(several, tree, units=units or {}, period=window, known=known)
    cube = build(
        gathered.observations, hierarchy=tree, catalogue=evidence_catalogue(chosen.evidence)
    )
    findings = validate(cube, chosen)
    return Checked(findings, gathered.sightings, tuple(several), tuple(gathered.issues))


def _reports(reports: Source | Iterable[Source]) -> list[Report]:
    alone = isinstance(reports, (Report, str, bytes, os.PathLike))
    several: Iterable[Any] = [reports] if alone else reports  # type: ignore[assignment]
    return [
        report
        for each in several
        for report in ([each] if isinstance(each, Report) else read_all(each))
    ]


def _tree(
    reports: list[Report],
    hierarchy: Hierarchy | Iterable[Mapping[str, Any]] | str | Path | None,
    units: Mapping[str, str],
) -> Hierarchy:
    if hierarchy is None:
        from cchc.check.gather import units_of

        return units_of(reports, units)
    return hierarchy if isinstance(hierarchy, Hierarchy) else make_hierarchy(hierarchy)
