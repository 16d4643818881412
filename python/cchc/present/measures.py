"""Units of measure in the reader's language."""

from __future__ import annotations

import json
from functools import lru_cache

from cchc._core import Catalogue
from cchc.model import catalogue as shipped

__all__ = ["measure_label"]


def measure_label(definitions: Catalogue, measure: str, lang: str) -> str:
    """Return the word for a unit of measure of a catalogue: ``person`` is ``người``."""
    own = json.dumps(None) if definitions is shipped() else definitions.to_json()
    return _labels(own).get((measure, lang), measure)


@lru_cache(maxsize=8)
def _labels(text: str) -> dict[tuple[str, str], str]:
    file = json.loads(text) or json.loads(shipped().to_json())
    return {
        (unit["id"], lang): unit[f"label_{lang}"]
        for unit in file["units_of_measure"]
        for lang in ("vi", "en")
    }
