"""The real report and its transcription, kept outside the project; without them tests skip."""

import csv
import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared"
_SHARED = Path(os.environ.get("CCHC_SHARED", _BESIDE))
REPORT = _SHARED / "reports" / "so-cong-thuong-ha-nam-2024-h1.txt"
CATALOG = _SHARED / "catalog.csv"

needs_report = pytest.mark.skipif(
    not (REPORT.exists() and CATALOG.exists()),
    reason="the real report and its transcription are not beside the project",
)


def transcription():
    """Rows of the transcribed table in printed order."""
    with CATALOG.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
