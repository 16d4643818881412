"""Totals over units on a national cube, beside peers in one run.

    python benchmarks/bench_aggregate.py [--units 11368] [--indicators 8] [--periods 40] [--runs 5]

Totals of districts, provinces and the country for every indicator and window, with the number of
units that reported beside each. Peers do the same on the same figures, held in the layout that suits
them: pandas and NumPy a table of units by windows, polars and DuckDB one row a figure with its
province and district. What they have not is left out of their side: states, the exact whole number
behind a total, which units owed a figure, and where it came from. Totals and counts are held against
ours before anything is timed. Both sides take turns; medians, and the median of the ratios of pairs,
are printed. A peer that is not installed is left out.

Figures are drawn at random and mean nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from bench_extensions import national_cube

import cchc

Work = Callable[[], Any]


class Figures:
    """What the peers start from: the drawn planes, and the ancestors of every unit."""

    def __init__(self, cube: cchc.Cube, indicators: int) -> None:
        self.codes = [f"X{each}" for each in range(indicators)]
        self.planes = [np.array(cube[code].values) for code in self.codes]
        tree = cube.hierarchy
        rows = [tree.unit(each) for each in range(len(tree))]
        at = {row["id"]: place for place, row in enumerate(rows)}
        self.country = np.zeros(len(rows), dtype=int)
        self.province = np.full(len(rows), -1)
        self.district = np.full(len(rows), -1)
        for place, row in enumerate(rows):
            up = at.get(row.get("parent") or "", -1)
            if up >= 0:
                self.province[place] = self.province[up]
                self.district[place] = self.district[up]
            if row["level"] == "province":
                self.province[place] = place
            elif row["level"] == "district":
                self.district[place] = place

    @property
    def levels(self) -> tuple[np.ndarray, ...]:
        """Of every unit the group that it belongs to, at each level of groups; -1 for none."""
        return self.country, self.province, self.district


def pandas_totals(figures: Figures) -> Work:
    import pandas as pd

    frames = [pd.DataFrame(plane) for plane in figures.planes]

    def totals() -> list[Any]:
        found = []
        for frame in frames:
            for level in figures.levels:
                groups = frame.groupby(level)
                found.append((groups.sum(min_count=1), groups.count()))
        return found

    return totals


def numpy_totals(figures: Figures) -> Work:
    orders = []
    for level in figures.levels:
        order = np.argsort(level, kind="stable")
        order = order[level[order] >= 0]
        orders.append((order, np.flatnonzero(np.diff(level[order], prepend=-1))))

    def totals() -> list[Any]:
        found = []
        for plane in figures.planes:
            has = ~np.isnan(plane)
            zeros = np.where(has, plane, 0.0)
            for order, starts in orders:
                sums = np.add.reduceat(zeros[order], starts, axis=0)
                counts = np.add.reduceat(has[order], starts, axis=0, dtype=np.int32)
                found.append((np.where(counts > 0, sums, np.nan), counts))
        return found

    return totals


def long_columns(figures: Figures) -> dict[str, np.ndarray]:
    """One row a figure, all indicators below one another."""
    units, windows = figures.planes[0].shape
    planes = len(figures.planes)
    values = np.concatenate([plane.ravel() for plane in figures.planes])
    columns = {
        "indicator": np.repeat(np.arange(planes, dtype=np.int32), units * windows),
        "province": np.tile(np.repeat(figures.province.astype(np.int32), windows), planes),
        "district": np.tile(np.repeat(figures.district.astype(np.int32), windows), planes),
        "window": np.tile(np.arange(windows, dtype=np.int32), units * planes),
        "value": values,
    }
    reported = ~np.isnan(values)
    return {name: column[reported] for name, column in columns.items()}


LEVEL_KEYS = ((), ("province",), ("district",))


def polars_totals(figures: Figures) -> Work:
    import polars as pl

    table = pl.DataFrame(long_columns(figures))

    def totals() -> list[Any]:
        return pl.collect_all(
            [
                table.lazy()
                .group_by("indicator", "window", *keys)
                .agg(pl.col("value").sum().alias("total"), pl.len().alias("reported"))
                for keys in LEVEL_KEYS
            ]
        )

    return totals


def duckdb_totals(figures: Figures) -> Work:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    columns = long_columns(figures)  # DuckDB finds it by its name
    assert columns
    connection.execute("CREATE TABLE figures AS SELECT * FROM columns")
    sets = ", ".join(f"({', '.join(('indicator', 'w', *keys))})" for keys in LEVEL_KEYS)
    connection.execute('ALTER TABLE figures RENAME COLUMN "window" TO w')
    query = (
        "SELECT indicator, w, province, district, sum(value), count(*) FROM figures "
        f"GROUP BY GROUPING SETS ({sets})"
    )
    return lambda: connection.execute(query).fetchnumpy()


PEERS = {
    "NumPy": ("numpy", numpy_totals),
    "pandas": ("pandas", pandas_totals),
    "polars": ("polars", polars_totals),
    "DuckDB": ("duckdb", duckdb_totals),
}


def check(cube: cchc.Cube, figures: Figures) -> None:
    """Hold totals and counts of pandas against ours, to the last digit: figures are whole."""
    rolled = cchc.roll_up(cube, missing="skip_missing")
    found = iter(pandas_totals(figures)())
    for code in figures.codes:
        plane = rolled[code]
        for _ in figures.levels:
            sums, counts = next(found)
            at = sums.index.to_numpy()
            at, sums, counts = at[at >= 0], sums[sums.index >= 0], counts[counts.index >= 0]
            np.testing.assert_array_equal(plane.values[at], sums.to_numpy())
            np.testing.assert_array_equal(plane.reported[at], counts.to_numpy())


def paired(ours: Work, theirs: Work, runs: int) -> tuple[float, float, float]:
    """Median times of both and of the ratio of their pairs, theirs over ours; first run aside."""
    mine, other = [], []
    for _ in range(runs + 1):
        for work, times in ((ours, mine), (theirs, other)):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    ratios = [b / a for a, b in zip(mine[1:], other[1:], strict=True)]
    return statistics.median(mine[1:]), statistics.median(other[1:]), statistics.median(ratios)


def row(peer: str, times: tuple[float, float, float]) -> str:
    """One line of the table, in milliseconds."""
    return f"| {peer} | {1000 * times[0]:.1f} | {1000 * times[1]:.1f} | {times[2]:.2f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("units", 11368), ("indicators", 8), ("periods", 40), ("runs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    cube = national_cube(asked.units, asked.indicators, asked.periods)
    figures = Figures(cube, asked.indicators)
    check(cube, figures)
    cells = asked.units * asked.indicators * asked.periods
    print(f"{cells:,} cells, {os.cpu_count()} processors; figures are drawn, not real")
    print("| peer | cchc, ms | peer, ms | peer / cchc |")
    print("|---|---:|---:|---:|")

    def totals() -> object:
        return cchc.roll_up(cube, missing="skip_missing")

    for name, (module, work) in PEERS.items():
        if importlib.util.find_spec(module) is not None:
            print(row(name, paired(totals, work(figures), asked.runs)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"peak memory with all peers {peak:,.0f} MiB; one plane set is {cells * 8 / 2**20:,.0f} MiB"
    )


if __name__ == "__main__":
    main()
