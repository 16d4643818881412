"""`import cchc` is light: what it brings along is counted, not timed."""

import json
import subprocess
import sys

import pytest

import cchc

HEAVY = ["numpy", "pandas", "rich", "click", "rapidfuzz", "altair", "polars", "pyarrow", "IPython"]
COUNT = """
import json, sys
before = set(sys.modules)
import cchc
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.fixture(scope="module")
def brought() -> list[str]:
    """Modules that a fresh interpreter has after `import cchc` and had not before."""
    found = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, check=True
    ).stdout
    return json.loads(found)


@pytest.mark.parametrize("name", HEAVY)
def test_import_leaves_a_heavy_library_alone(brought, name):
    assert [module for module in brought if module.split(".")[0] == name] == []


def test_import_brings_few_modules(brought):
    # 23 of cchc's own and 56 of the standard library when this was written. One more reader
    # or verb is welcome; a library that comes along unnoticed is not.
    assert "cchc._core" in brought
    assert len(brought) < 120
    assert "cchc.read.text" not in brought
    assert "cchc.samples" not in brought


def test_every_promised_name_is_there():
    missing = [name for name in cchc.__all__ if not hasattr(cchc, name)]
    assert missing == []
    assert len(set(cchc.__all__)) == len(cchc.__all__)
