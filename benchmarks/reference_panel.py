"""Totals of a real panel against exact arithmetic: prints ``matched N of M``.

    python benchmarks/reference_panel.py FOLDER [--threads 1,2,4,8] [--orders 2]

FOLDER holds ``panel_long.csv.gz`` (indicator,unit,year,value), ``units.csv`` (a unit and the
region it belongs to, in several groupings) and ``exact_sums.csv`` (the total of the decimals as
written, rounded once, as a C99 hexadecimal float). Every total is taken with each number of
threads and with the rows in several orders; all must give one hash.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cchc

GROUPINGS = ("world_4region", "world_6region")


def catalogue_of(indicators: Iterable[str]) -> cchc.Catalogue:
    """A catalogue in which every indicator of the panel adds up over units."""
    rows = [
        {
            "code": f"P{number}",
            "name": name,
            "label_vi": name,
            "label_en": name,
            "unit_of_measure": "figure",
            "kind": "stock",
            "over_units": "sum",
            "over_periods": "last",
        }
        for number, name in enumerate(indicators)
    ]
    measure = {"id": "figure", "label_vi": "số", "label_en": "figure"}
    text = {
        "catalogue": "panel",
        "version": "1",
        "title_vi": "Bảng số liệu",
        "title_en": "Panel",
        "units_of_measure": [measure],
        "indicators": rows,
    }
    return cchc.Catalogue.from_json(json.dumps(text))


def hierarchy_of(units: list[dict[str, str]], grouping: str) -> cchc.Hierarchy:
    """World, the regions of one grouping ("-" for units of none), and the units below."""
    regions = sorted({unit[grouping] for unit in units})
    rows: list[dict[str, Any]] = [
        {"id": "world", "name": "world", "level": "world", "reports": False}
    ]
    rows += [
        {
            "id": f"region:{region}",
            "name": region or "-",
            "parent": "world",
            "level": grouping,
            "reports": False,
        }
        for region in regions
    ]
    rows += [
        {"id": unit["unit"], "name": unit["name"], "parent": f"region:{unit[grouping]}"}
        for unit in units
    ]
    return cchc.hierarchy(rows)


def read_panel(folder: Path, wanted: set[str]) -> list[dict[str, str]]:
    """Rows of the panel for the indicators that have exact totals."""
    with gzip.open(folder / "panel_long.csv.gz", "rt", encoding="utf-8") as stream:
        return [
            {
                "indicator": row["indicator"],
                "unit": row["unit"],
                "period": row["year"].zfill(4),
                "value": row["value"],
            }
            for row in csv.DictReader(stream)
            if row["indicator"] in wanted
        ]


def read_csv(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def totals(cube: cchc.Cube, level: str, threads: int) -> dict[tuple[str, str, str, str], str]:
    """Totals of one level: (indicator, level, unit, year) to the figure in hexadecimal."""
    rolled = cchc.roll_up(cube, missing="skip_missing", threads=threads)
    found = {}
    for code in rolled.indicators:
        plane = rolled[code]
        values, indicator = plane.values, plane.indicator["name"]
        for row in rolled.units:
            unit = rolled.hierarchy.unit(row)
            if unit["level"] != level:
                continue
            name = unit["id"].removeprefix("region:")
            for column, period in enumerate(rolled.periods):
                if values[row, column] == values[row, column]:
                    key = (indicator, level, name, str(period))
                    found[key] = float(values[row, column]).hex()
    return found


def all_totals(
    rows: list[dict[str, str]],
    catalogue: cchc.Catalogue,
    trees: dict[str, cchc.Hierarchy],
    threads: int,
) -> dict[tuple[str, str, str, str], str]:
    """Totals of the world and of every grouping."""
    observations = cchc.from_rows(rows, file="panel")
    found: dict[tuple[str, str, str, str], str] = {}
    for grouping, tree in trees.items():
        cube = cchc.build(observations, hierarchy=tree, catalogue=catalogue)
        found |= totals(cube, grouping, threads)
        found |= totals(cube, "world", threads)
    return found


def matched(expected: list[dict[str, str]], found: dict[tuple[str, str, str, str], str]) -> int:
    """How many exact totals are found bit for bit."""
    count = 0
    for row in expected:
        key = (row["indicator"], row["level"], row["unit"], str(cchc.Period(row["year"].zfill(4))))
        exact = float.fromhex(row["decimal_sum_rounded_hex"]).hex()
        count += found.get(key) == exact
    return count


def main() -> None:
    """Read the panel, take every total in every way, and print what matched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", default="1,2,4,8")
    parser.add_argument("--orders", type=int, default=2)
    arguments = parser.parse_args()
    expected = read_csv(arguments.folder / "exact_sums.csv")
    rows = read_panel(arguments.folder, {row["indicator"] for row in expected})
    units = read_csv(arguments.folder / "units.csv")
    catalogue = catalogue_of(sorted({row["indicator"] for row in expected}))
    trees = {grouping: hierarchy_of(units, grouping) for grouping in GROUPINGS}
    print(f"{len(rows)} figures, {len(units)} units, {len(expected)} exact totals")
    hashes = set()
    for order in range(arguments.orders):
        random.Random(order).shuffle(rows)
        for threads in (int(number) for number in arguments.threads.split(",")):
            start = time.perf_counter()
            found = all_totals(rows, catalogue, trees, threads)
            seconds = time.perf_counter() - start
            text = json.dumps(sorted((*key, value) for key, value in found.items()))
            hashes.add(hashlib.sha256(text.encode()).hexdigest())
            count = matched(expected, found)
            print(
                f"order {order}, {threads} threads: matched {count} of {len(expected)} "
                f"({seconds:.1f} s)"
            )
    print(f"{len(hashes)} result hash: {', '.join(sorted(hashes))}")


if __name__ == "__main__":
    main()
