"""Verdicts with the lines they rest on: what `cchc check` tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cchc.check.sighting import Place, Sighting
from cchc.validate import Finding, FindingCell

__all__ = ["CheckedVerdict", "EvidenceLine", "verdict_of"]


@dataclass(frozen=True)
class EvidenceLine:
    """One line of evidence: which part of the rule and which code it is for, and where it stands.

    ``text`` is what is printed there, ``note_vi`` and ``note_en`` say what it shows; ``of_form``
    whether the form as issued is so.
    """

    part: str
    code: str
    file: str
    place: str
    text: str
    note_vi: str = ""
    note_en: str = ""
    of_form: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain values, with ``rule`` for the part of the rule."""
        return {
            "rule": self.part,
            "code": self.code,
            "file": self.file,
            "place": self.place,
            "text": self.text,
            "note_vi": self.note_vi,
            "note_en": self.note_en,
            "of_form": self.of_form,
        }


@dataclass(frozen=True)
class CheckedVerdict:
    """One verdict: a rule, a unit and a period, with cells, evidence and message.

    Parameters
    ----------
    rule, part
        Family of the rule (``V13``) and the rule itself (``V13.a``).
    title_vi, title_en
        What the rule asks for.
    verdict
        ``holds``, ``fails``, ``undecidable`` or ``not_applicable``.
    severity
        ``error``, ``warning`` or ``information``: how much it matters when it fails.
    cells
        Cells that were compared: code, reference, period, value, printed, state, file, place.
    message_vi, message_en
        The question to ask when it fails, otherwise what was compared or is missing.
    """

    rule: str
    part: str
    title_vi: str
    title_en: str
    verdict: str
    severity: str
    unit: str
    period: str
    cells: tuple[dict[str, Any], ...]
    evidence: tuple[EvidenceLine, ...]
    message_vi: str
    message_en: str

    @property
    def about_form(self) -> bool:
        """Whether it fails for the form as issued alone, which the reporting unit cannot mend."""
        checks = [line for line in self.evidence if line.code.startswith("report.")]
        return self.verdict == "fails" and bool(checks) and all(line.of_form for line in checks)

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict in the form of `cchc check --json`."""
        return {
            "rule": self.rule,
            "verdict": self.verdict,
            "severity": self.severity,
            "unit": self.unit,
            "period": self.period,
            "cells": list(self.cells),
            "evidence": [line.to_dict() for line in self.evidence],
            "message_vi": self.message_vi,
            "message_en": self.message_en,
        }


def verdict_of(finding: Finding, sightings: Mapping[Place, tuple[Sighting, ...]]) -> CheckedVerdict:
    """Return one of the engine's findings with the lines that its cells stand on."""
    rule = finding.rule
    return CheckedVerdict(
        rule.family,
        rule.id,
        rule.title_vi,
        rule.title_en,
        finding.verdict,
        finding.severity,
        finding.unit,
        str(finding.period),
        tuple(_cell(cell) for cell in finding.cells),
        tuple(_evidence(finding, sightings)),
        finding.message_vi,
        finding.message_en,
    )


def _cell(cell: FindingCell) -> dict[str, Any]:
    return {
        "code": cell.indicator,
        "reference": cell.reference,
        "period": cell.period,
        "value": cell.value,
        "printed": cell.printed,
        "state": cell.state,
        "file": cell.file,
        "place": cell.place,
    }


def _evidence(
    finding: Finding, sightings: Mapping[Place, tuple[Sighting, ...]]
) -> Iterator[EvidenceLine]:
    """Lines of the cells; a cell that counts places has a line for each of them."""
    for cell in finding.cells:
        key = (finding.unit, cell.period, cell.indicator, cell.file)
        seen = sightings.get(key)
        if seen is None and cell.place:
            yield EvidenceLine(finding.rule.id, cell.indicator, cell.file, cell.place, cell.printed)
        for each in seen or ():
            yield EvidenceLine(
                finding.rule.id,
                cell.indicator,
                cell.file,
                each.place,
                each.raw,
                each.note_vi,
                each.note_en,
                each.of_form,
            )
