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
    # 33 of cchc's own when this was written: what reads, builds, rolls up, compares and explains.
    # Other verbs are loaded when they are used; a library that comes along unnoticed is not welcome.
    assert "cchc._core" in brought
    assert len(brought) < 120
    assert "cchc.read.text" not in brought
    for later in ("samples", "staffing", "trend", "check", "validate", "rules", "store"):
        assert f"cchc.{later}" not in brought


def test_every_promised_name_is_there():
    missing = [name for name in cchc.__all__ if not hasattr(cchc, name)]
    assert missing == []
    assert len(set(cchc.__all__)) == len(cchc.__all__)


ORDERS = """
from cchc.{module} import {name}
import cchc
assert callable(cchc.{module}), "the module took the place of the verb"
assert cchc.{name} is {name}
assert {name}.__repr__.__module__ == "cchc.present.displays", {name}.__repr__
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("check", "Checked"),
        ("procedures", "ProcedureTable"),
        ("staffing", "StaffingTable"),
        ("trend", "Trend"),
        ("validate", "Findings"),
    ],
)
def test_a_verb_stays_a_verb_and_its_result_shows_itself_whatever_is_imported_first(module, name):
    subprocess.run([sys.executable, "-c", ORDERS.format(module=module, name=name)], check=True)
