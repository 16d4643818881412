"""The catalogue of forms together with the evidence that rules may refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from cchc._core import Catalogue
from cchc.model import shipped_text
from cchc.rules import Evidence

__all__ = ["evidence_catalogue"]

# What evidence counts and no row of a form does.
_UNITS_OF_MEASURE = (
    ("day", "ngày", "days"),
    ("row", "chỗ", "places"),
)


def evidence_catalogue(evidence: Iterable[Evidence]) -> Catalogue:
    """Return the shipped catalogue with one more indicator for each kind of evidence.

    Parameters
    ----------
    evidence
        Of a set of rules (``rules.evidence``). Evidence is a stock or a rate that is not added up
        over units: it belongs to one report.

    Raises
    ------
    CatalogueError
        When a code is taken or a unit of measure is not known.
    """
    text: dict[str, Any] = json.loads(shipped_text("catalogue.json"))
    text["units_of_measure"] += [
        {"id": name, "label_vi": vi, "label_en": en, "whole": True, "percent": False, "printed": []}
        for name, vi, en in _UNITS_OF_MEASURE
    ]
    text["indicators"] += [_indicator(entry) for entry in evidence]
    return Catalogue.from_json(json.dumps(text, ensure_ascii=False))


def _indicator(entry: Evidence) -> dict[str, Any]:
    return {
        "code": entry.code,
        "name": "evidence_" + re.sub(r"\W", "_", entry.code.lower()),
        "label_vi": entry.label_vi,
        "label_en": entry.label_en,
        "unit_of_measure": entry.unit_of_measure,
        "kind": "ratio" if entry.unit_of_measure == "percent" else "stock",
        "over_units": "none",
        "over_periods": "last",
    }
