"""Roll-ups of random cubes against two engines that know nothing of it: pandas and SQLite.

CCHC_RANDOM_CUBES says how many cubes (2,000 when not given). Figures are whole numbers, or decimals
that SQLite gets as whole numbers of hundredths, so that both sides are exact.
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cchc

COUNT = int(os.environ.get("CCHC_RANDOM_CUBES", "2000"))
BATCHES = 20
PERIODS = ("2023", "2024-H1", "2024")
SUM, LARGEST, SMALLEST = "1.1", "1.3", "1.4"
WHOLE, PART, RATE = "2.1", "2.2", "2.3"
HECTARES = "1.8"
DECIMALS = {HECTARES: 2}
CATALOGUE = Path(__file__).parents[1] / "data" / "roll_up" / "catalogue.json"


@dataclass(frozen=True)
class RandomCube:
    """Units by position with their parents (-1 for a root), and cells; a value of None is a blank."""

    parents: list[int]
    cells: list[tuple[str, int, str, int | None]]  # indicator, unit, period, scaled value

    @property
    def ancestors(self) -> list[tuple[int, int]]:
        """Pairs (group, unit) for every unit in a group, itself included."""
        pairs = []
        for unit in range(len(self.parents)):
            group = unit
            while group >= 0:
                pairs.append((group, unit))
                group = self.parents[group]
        return pairs

    def built(self, catalogue: cchc.Catalogue) -> cchc.Cube:
        units = [
            {"id": f"u{unit}", "parent": f"u{parent}" if parent >= 0 else ""}
            for unit, parent in enumerate(self.parents)
        ]
        rows = [
            {
                "indicator": indicator,
                "unit": f"u{unit}",
                "period": period,
                "value": None if value is None else plain(value, DECIMALS.get(indicator, 0)),
            }
            for indicator, unit, period, value in self.cells
        ]
        return cchc.build(cchc.from_rows(rows), hierarchy=units, catalogue=catalogue)


def plain(scaled: int, decimals: int) -> str:
    if decimals == 0:
        return str(scaled)
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def random_cube(seed: int) -> RandomCube:
    draw = random.Random(seed)
    count = draw.randint(1, 14)
    parents = [-1] + [draw.randrange(-1, unit) for unit in range(1, count)]
    largest = draw.choice([3, 1000, 10**6, 10**12])
    absent, blank = draw.random() * 0.4, draw.random() * 0.4
    cells: list[tuple[str, int, str, int | None]] = []
    for unit in range(count):
        for period in PERIODS:
            for indicator in (SUM, LARGEST, SMALLEST, HECTARES, WHOLE, PART):
                if draw.random() < absent:
                    continue
                value = None if draw.random() < blank else draw.randint(0, largest)
                if indicator == HECTARES and value is not None and draw.random() < 0.3:
                    value = -value
                cells.append((indicator, unit, period, value))
            cells.append((RATE, unit, period, None))  # printed rates are left blank: parts decide
    return RandomCube(parents, cells)


def cells_of(rolled: cchc.Cube, indicator: str) -> dict[tuple[int, str], tuple[float, str, int]]:
    """Group and period -> figure (NaN for none), its exact text, and how many reported."""
    if indicator not in rolled:
        return {}
    plane = rolled[indicator]
    at = rolled.core.at(indicator)
    names = [str(period) for period in rolled.periods]
    return {
        (int(name[1:]), period): (
            plane.values[row, column],
            rolled.core.text(at, row, column),
            int(plane.reported[row, column]),
        )
        for row, name in enumerate(rolled.unit_ids)
        for column, period in enumerate(names)
    }


class Sqlite:
    """The slow twin: one table of cells, one of groups, and plain SQL."""

    def __init__(self) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.execute("create table cell (indicator, unit, period, value integer)")
        self.base.execute("create table member (grp, unit)")

    def take(self, cube: RandomCube) -> None:
        self.base.execute("delete from cell")
        self.base.execute("delete from member")
        self.base.executemany("insert into cell values (?, ?, ?, ?)", cube.cells)
        self.base.executemany("insert into member values (?, ?)", cube.ancestors)

    def by_group(self, what: str, indicator: str) -> dict[tuple[int, str], tuple[int | None, int]]:
        found = self.base.execute(
            f"select grp, period, {what}(value), count(value) from cell join member using (unit)"
            " where indicator = ? group by grp, period",
            (indicator,),
        )
        return {(group, period): (value, count) for group, period, value, count in found}

    def parts(self) -> dict[tuple[int, str], tuple[int, int, int]]:
        found = self.base.execute(
            "select grp, period, sum(part.value), sum(whole.value), count(*)"
            " from cell part join cell whole using (unit, period) join member using (unit)"
            " where part.indicator = ? and whole.indicator = ?"
            " and part.value is not null and whole.value is not null group by grp, period",
            (PART, WHOLE),
        )
        return {(group, period): tuple(rest) for group, period, *rest in found}


def check_sums(rolled: cchc.Cube, twin: Sqlite) -> int:
    """Compare with SQLite; return how many figures were compared."""
    compared = 0
    for what, indicator in (("sum", SUM), ("max", LARGEST), ("min", SMALLEST), ("sum", HECTARES)):
        expected = twin.by_group(what, indicator)
        for cell, (value, text, reported) in cells_of(rolled, indicator).items():
            total, count = expected.get(cell, (None, 0))
            assert reported == count, (indicator, cell)
            if total is None:
                assert (np.isnan(value), text) == (True, ""), (indicator, cell)
            else:
                scale = 10 ** DECIMALS.get(indicator, 0)
                assert Fraction(text) == Fraction(total, scale), (indicator, cell)
                assert value == float(Fraction(total, scale)), (indicator, cell)
            compared += 1
    return compared


def check_rates(rolled: cchc.Cube, twin: Sqlite) -> int:
    expected, compared = twin.parts(), 0
    for cell, (value, _, reported) in cells_of(rolled, RATE).items():
        part, whole, count = expected.get(cell, (0, 0, 0))
        assert reported == count, cell
        if whole == 0:
            assert np.isnan(value), cell
        else:
            assert value == float(Fraction(100 * part, whole)), cell
        compared += 1
    return compared


def check_pandas(rolled: dict[int, cchc.Cube], cubes: dict[int, RandomCube]) -> int:
    """Compare whole-number sums of many cubes with one groupby, where nothing summed is NaN."""
    cells = [
        (seed, unit, period, value)
        for seed, cube in cubes.items()
        for indicator, unit, period, value in cube.cells
        if indicator == SUM
    ]
    members = [(seed, *pair) for seed, cube in cubes.items() for pair in cube.ancestors]
    frame = pd.DataFrame(cells, columns=["seed", "unit", "period", "value"])
    frame["value"] = frame["value"].astype(float)
    groups = pd.DataFrame(members, columns=["seed", "group", "unit"])
    by = frame.merge(groups, on=["seed", "unit"]).groupby(["seed", "group", "period"])
    expected = by["value"].sum(min_count=1).to_dict()
    compared = 0
    for seed in cubes:
        for cell, (value, _, _) in cells_of(rolled[seed], SUM).items():
            wanted = expected.get((seed, *cell), np.nan)
            assert value == wanted or np.isnan([value, wanted]).all(), (seed, cell, value, wanted)
            compared += 1
    return compared


@pytest.fixture(scope="module")
def catalogue() -> cchc.Catalogue:
    return cchc.load_catalogue(CATALOGUE)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_cubes_roll_up_as_pandas_and_sqlite_add_up(catalogue, batch):
    compared, rolled = 0, {}
    cubes = {seed: random_cube(seed) for seed in range(batch, COUNT, BATCHES)}
    twin = Sqlite()
    with closing(twin.base):
        for seed, cube in cubes.items():
            built = cube.built(catalogue)
            assert built.issues == [], seed
            rolled[seed] = cchc.roll_up(built, missing="skip_missing", threads=1 + seed % 2)
            twin.take(cube)
            try:
                compared += check_sums(rolled[seed], twin)
                compared += check_rates(rolled[seed], twin)
            except AssertionError as difference:
                raise AssertionError(f"random_cube({seed}): {difference}") from difference
    compared += check_pandas(rolled, cubes)
    assert compared > 50 * len(cubes)


def test_a_planted_difference_is_found(catalogue):
    cube = RandomCube([-1, 0], [(SUM, 0, "2024", 1), (SUM, 1, "2024", 2), (RATE, 0, "2024", None)])
    wrong = RandomCube([-1, 0], [(SUM, 0, "2024", 1), (SUM, 1, "2024", 3)])
    rolled = cchc.roll_up(cube.built(catalogue), missing="skip_missing")
    twin = Sqlite()
    with closing(twin.base):
        twin.take(wrong)
        with pytest.raises(AssertionError):
            check_sums(rolled, twin)
    with pytest.raises(AssertionError):
        check_pandas({0: rolled}, {0: wrong})
