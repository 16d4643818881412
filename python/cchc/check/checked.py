"""The result of a check: verdicts of reports, with the lines they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc._arguments import data_frame
from cchc.check.sighting import Place, Sighting
from cchc.check.verdicts import CheckedVerdict, verdict_of
from cchc.read import Report
from cchc.validate import Findings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Checked"]


class Checked:
    """Verdicts of reports, one for each rule, unit and period.

    ``verdicts`` are all of them, ``questions`` those that fail, ``issues`` the reports that could
    not be checked; ``findings`` is the engine's result, with coverage and repairs.
    """

    def __init__(
        self,
        findings: Findings,
        sightings: Mapping[Place, tuple[Sighting, ...]],
        reports: tuple[Report, ...],
        issues: tuple[Mapping[str, str], ...],
    ) -> None:
        self.findings = findings
        self.reports = reports
        self.issues = issues
        self._sightings = sightings

    @cached_property
    def verdicts(self) -> tuple[CheckedVerdict, ...]:
        """All verdicts, in the order of rules, units and periods."""
        return self.select()

    @cached_property
    def questions(self) -> tuple[CheckedVerdict, ...]:
        """The verdicts that fail: what there is to ask."""
        return self.select("fails")

    def select(self, *verdicts: str) -> tuple[CheckedVerdict, ...]:
        """Return the verdicts of some kinds: holds, fails, undecidable, not_applicable; else all.

        Raises
        ------
        SelectionError
            When a kind is not known.
        """
        found = self.findings.with_verdict(*verdicts)
        return tuple(verdict_of(finding, self._sightings) for finding in found)

    def of(self, rule: str) -> tuple[CheckedVerdict, ...]:
        """Return the verdicts of a rule (``V13.a``) or of a family (``V13``)."""
        return tuple(each for each in self.verdicts if rule in (each.rule, each.part))

    def to_json(self) -> str:
        """Return all verdicts as JSON text, one entry for each rule and instance."""
        entries: Iterable[dict[str, Any]] = (each.to_dict() for each in self.verdicts)
        return json.dumps({"verdicts": list(entries)}, ensure_ascii=False, indent=2)

    def to_frame(self) -> pd.DataFrame:
        """Return all verdicts as a pandas data frame, one row each."""
        rows = (
            {
                "rule": each.rule,
                "part": each.part,
                "verdict": each.verdict,
                "severity": each.severity,
                "unit": each.unit,
                "period": each.period,
                "message_vi": each.message_vi,
                "message_en": each.message_en,
                "places": "; ".join(line.place for line in each.evidence),
            }
            for each in self.verdicts
        )
        return data_frame(rows, numbers=())
