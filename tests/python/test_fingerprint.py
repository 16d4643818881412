"""Fingerprints: one for any order of rows and number of threads, another for any other content."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

import pytest
from small_province import UNITS, rows

import cchc

THREADS = (1, 2, 4, 8)
ORDERS = 20


def cube_of(
    table: list[dict[str, Any]],
    *,
    units: list[dict[str, Any]] | None = None,
    catalogue: cchc.Catalogue | None = None,
    **source: Any,
) -> cchc.Cube:
    observations = cchc.from_rows(table, **{"file": "thu.txt", "received": "2024-06-20"} | source)
    return cchc.build(observations, hierarchy=units or UNITS, catalogue=catalogue)


@pytest.fixture(scope="module")
def cube() -> cchc.Cube:
    return cube_of(rows())


def test_a_fingerprint_is_a_sha_256(cube: cchc.Cube) -> None:
    assert len(bytes.fromhex(cube.fingerprint())) == 32
    assert cube.fingerprint() == cube_of(rows()).fingerprint()


def test_threads_and_orders_of_rows_give_one_fingerprint() -> None:
    table = rows()
    draws = random.Random(15)
    found = set()
    for order in range(ORDERS):
        draws.shuffle(table)
        numbered = [{**row, "place": f"row {at}"} for at, row in enumerate(table)]
        own = cube_of(numbered)
        for threads in THREADS[order % 2 :: 2]:
            totals = cchc.roll_up(own, missing="skip_missing", threads=threads)
            halves = cchc.resample(totals, "half", threads=threads)
            compared = cchc.compare(totals, "2024-H1", "2023-H1", threads=threads)
            median = cchc.roll_up(
                own.sel(indicator="4.2.1"), over_units="median", missing="skip_missing",
                threads=threads,
            )  # fmt: skip
            rates = cchc.derive(totals)
            results = (own, totals, halves, compared, median, rates)
            found.add(tuple(each.fingerprint() for each in results))
    assert len(found) == 1


def test_files_in_another_order_give_one_fingerprint_when_days_say_which_counts() -> None:
    def mixed(order: list[int]) -> str:
        table = cchc.from_rows([])
        for at in order:
            row = {"indicator": "4.2.1", "unit": "so-a", "period": "2024-H1", "value": 40 + at}
            table.append_all(cchc.from_rows([row], file=f"{at}.txt", received=f"2024-06-{20 + at}"))
        return cchc.build(table, hierarchy=UNITS).fingerprint()

    assert len({mixed(order) for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0])}) == 1


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from test_fingerprint import *
print(cchc.roll_up(cube_of(rows())).fingerprint())
"""


def test_another_process_gives_the_same_fingerprint(cube: cchc.Cube) -> None:
    from pathlib import Path

    script = SCRIPT.format(tests=str(Path(__file__).parent))
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == cchc.roll_up(cube).fingerprint()


def changed_rows(**change: Any) -> list[dict[str, Any]]:
    table = rows()
    table[6] = {**table[6], **change}
    return table


def changed_units(**change: Any) -> list[dict[str, Any]]:
    return [*UNITS[:2], {**UNITS[2], **change}, *UNITS[3:]]


def changed_catalogue(**change: Any) -> cchc.Catalogue:
    definition = json.loads(cchc.catalogue().to_json()) | change
    return cchc.Catalogue.from_json(json.dumps(definition))


CHANGES = {
    "figure": lambda: cube_of(changed_rows(value="46")),
    "last decimal": lambda: cube_of(changed_rows(value="45.0000001")),
    "state": lambda: cube_of(changed_rows(value=None, state="missing")),
    "other state": lambda: cube_of(changed_rows(value=None, state="optional")),
    "raw text": lambda: cube_of(changed_rows(raw="4 5")),
    "note": lambda: cube_of(changed_rows(note="x")),
    "second value": lambda: cube_of(changed_rows(second_value="1")),
    "unit of a row": lambda: cube_of(changed_rows(unit="so-c")),
    "period of a row": lambda: cube_of(changed_rows(period="2024-Q1")),
    "one row less": lambda: cube_of(rows()[:-1]),
    "one row more": lambda: cube_of([*rows(), {**rows()[0], "unit": "tinh"}]),
    "name of a unit": lambda: cube_of(rows(), units=changed_units(name="Sở D")),
    "type of a unit": lambda: cube_of(rows(), units=changed_units(type="commune")),
    "validity of a unit": lambda: cube_of(rows(), units=changed_units(valid_from="2010-01-01")),
    "day of receipt": lambda: cube_of(rows(), received="2024-06-21"),
    "file": lambda: cube_of(rows(), file="khac.txt"),
    "synthetic": lambda: cube_of(rows(), synthetic=True),
    "catalogue version": lambda: cube_of(rows(), catalogue=changed_catalogue(version="2024.x")),
    "selection": lambda: cube_of(rows()).sel(unit="so-a"),
}

POLICIES = {
    "complete": cchc.roll_up,
    "skipping": lambda cube: cchc.roll_up(cube, missing="skip_missing"),
    "share": lambda cube: cchc.roll_up(cube, missing="minimum_coverage", minimum_coverage=0.5),
    "larger share": lambda cube: cchc.roll_up(
        cube, missing="minimum_coverage", minimum_coverage=0.6
    ),
    "level": lambda cube: cchc.roll_up(cube, "province"),
    "own": lambda cube: cube,
    "like for like": lambda cube: cchc.like_for_like(cube, "2024-H1", "2023-H1"),
    "halves": lambda cube: cchc.resample(cube, "half"),
    "flows": lambda cube: cchc.resample(cube, "half", flows_of_cumulative=True),
    "derived": cchc.derive,
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_content_changes_it(cube: cchc.Cube, change: str) -> None:
    other = CHANGES[change]()
    assert other.fingerprint() != cube.fingerprint()
    assert other != cube


def test_every_policy_has_a_fingerprint_of_its_own(cube: cchc.Cube) -> None:
    found = {name: policy(cube).fingerprint() for name, policy in POLICIES.items()}
    assert len(set(found.values())) == len(POLICIES)


def test_a_change_that_no_total_shows_still_changes_it() -> None:
    """Two units exchange posts: the province's total is the same, what it rests on is not."""
    exchanged = rows()
    exchanged[6] = {**exchanged[6], "value": "46"}
    exchanged[7] = {**exchanged[7], "value": "29"}
    one, other = (
        cchc.roll_up(cube_of(each), "province", missing="skip_missing")
        for each in (rows(), exchanged)
    )
    figures = [each.figure("4.2.1", "tinh", "2024-H1").text for each in (one, other)]
    assert figures == ["75", "75"]
    assert one.fingerprint() != other.fingerprint()


def test_figures_beyond_53_bits_count_to_the_last_digit() -> None:
    def total(figure: str) -> cchc.Cube:
        row = {"indicator": "3.3", "unit": "so-a", "period": "2024-H1", "value": figure}
        return cube_of([row])

    one, other = total("9007199254740993"), total("9007199254740992")
    values = [each["3.3"].values[1, 0] for each in (one, other)]
    assert values[0] == values[1]
    assert one.fingerprint() != other.fingerprint()


def test_comparisons_tell_their_baselines_and_permissions_apart(cube: cchc.Cube) -> None:
    totals = cchc.roll_up(cube)
    found = [
        cchc.compare(totals, "2024-H1", "2023-H1"),
        cchc.compare(totals, "2024-H1", "2015"),
        cchc.compare(totals, "2024-H1", "2023-H1", permissive="COVERAGE"),
        cchc.compare(totals, ["2024-H1", "2023-H1"], "2015"),
        cchc.compare(cube, "2024-H1", "2023-H1"),
    ]
    assert len({each.fingerprint() for each in found}) == len(found)
    assert found[0] == cchc.compare(totals, "2024-H1", "2023-H1")
    assert found[0] != found[1]
    assert found[0] != "another thing"


def test_planes_are_equal_by_their_cells(cube: cchc.Cube) -> None:
    assert cube["3.3"] == cube_of(rows())["3.3"]
    assert cube["3.3"] != cube["4.2.1"]
    assert hash(cube["3.3"]) == hash(cube_of(rows())["3.3"])
    assert cube["3.3"] != "another thing"
    assert cube != "another thing"
