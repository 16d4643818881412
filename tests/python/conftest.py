"""Shared pieces of the Python tests."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

try:
    import cchc._core  # noqa: F401
except ImportError:
    sys.path.insert(0, str(Path(__file__).parent))
    import core_stand_in

    stand_in = ModuleType("cchc._core")
    stand_in.read_number = core_stand_in.read_number
    sys.modules["cchc._core"] = stand_in

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
