"""From a data frame to a cube and back: seconds for a million rows, and memory for ten million.

A pandas frame of one row a figure becomes observations and a cube, beside what pandas needs to make
the same dense planes of it (`pivot_table`), which keeps no states, sources or places; the planes are
compared first. Then both ways back to a frame. Each side runs in turn, medians of the pairs.

Memory: in a process of its own ten million rows are given block by block, so that no frame stands
beside them, and a cube of ten million cells is built; told is the peak over what the interpreter and
the units took before.

Usage: python benchmarks/bench_load.py [rows of the frame] [rows for the memory]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import cchc
from cchc.observations import to_frame

CODES = ["2.1", "3.3", "3.3.resolved_on_time", "4.2.1", "4.2.2", "3.1", "7.1.1", "7.1.2"]
PERIODS = [f"{year}{window}" for year in range(2019, 2024) for window in ("-Q1", "-H1", "-9M", "")]
ROUNDS = 3


class Blocks:
    """Ten million synthetic rows as a table that gives a few at a time and holds none."""

    column_names = ("indicator", "unit", "period", "value")

    def __init__(self, units: int) -> None:
        self.units = units
        self.rows = range(0)

    def __len__(self) -> int:
        return self.units * len(PERIODS) * len(CODES)

    def slice(self, first: int, size: int) -> Blocks:
        """Return the table, which gives these rows next."""
        self.rows = range(first, first + size)
        return self

    def column(self, name: str) -> Any:
        """Return a column of these rows."""
        periods, units = len(PERIODS), self.units
        cell: dict[str, Callable[[int], Any]] = {
            "indicator": lambda row: CODES[row // (units * periods)],
            "unit": lambda row: f"u{row // periods % units}",
            "period": lambda row: PERIODS[row % periods],
            "value": lambda row: row * 7919 % 10007,
        }
        return _Column([cell[name](row) for row in self.rows])


class _Column:
    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells

    def to_pylist(self) -> list[Any]:
        """Return its cells."""
        return self.cells


def hierarchy(units: int) -> Any:
    root = {"id": "p", "name": "Tỉnh Mẫu (synthetic)", "level": "province", "reports": False}
    below = ({"id": f"u{at}", "name": f"Xã {at}", "parent": "p"} for at in range(units))
    return cchc.hierarchy([root, *({**unit, "level": "commune"} for unit in below)])


def peak() -> float:
    """Peak memory of this process, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(rows: int) -> None:
    units = rows // (len(PERIODS) * len(CODES))
    tree, before = hierarchy(units), peak()
    observations = cchc.from_frame(Blocks(units))
    held = peak()
    cube = cchc.build(observations, hierarchy=tree)
    cells = sum(cube[code].values.size for code in cube.indicators)
    print(
        f"{len(observations):,} rows: {held - before:.0f} MiB; "
        f"a cube of {cells:,} cells of them: {peak() - before:.0f} MiB together"
    )


def median_pair(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of each, in turn."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, times in zip((one, other), spent, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return statistics.median(spent[0]), statistics.median(spent[1])


def speed(rows: int) -> None:
    import numpy as np
    import pandas as pd

    units = rows // (len(PERIODS) * len(CODES))
    blocks = Blocks(units).slice(0, len(Blocks(units)))
    frame = pd.DataFrame({name: blocks.column(name).to_pylist() for name in blocks.column_names})
    tree = hierarchy(units)

    def with_cchc() -> Any:
        return cchc.build(cchc.from_frame(frame), hierarchy=tree)

    def with_pandas() -> Any:
        return frame.pivot_table(index="unit", columns=["indicator", "period"], values="value")

    cube, planes = with_cchc(), with_pandas()
    names = [str(period) for period in cube.periods]
    for code in CODES:
        ordered = planes[code].reindex(index=cube.unit_ids[1:], columns=names)
        assert np.array_equal(cube[code].values[1:], ordered.to_numpy()), code
    ours, theirs = median_pair(with_cchc, with_pandas)
    print(
        f"{len(frame):,} rows to a cube: cchc {ours:.2f} s, pandas pivot_table {theirs:.2f} s, "
        f"ratio {ours / theirs:.2f}"
    )
    observations = cchc.from_frame(frame)
    back, melted = median_pair(lambda: to_frame(observations), planes.melt)
    print(f"back to a frame: cchc {back:.2f} s (nine columns), pandas melt {melted:.2f} s (three)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        memory(int(sys.argv[2]))
    else:
        # First, while this process is small: a child's peak begins with that of its parent.
        large = sys.argv[2] if len(sys.argv) > 2 else "10000000"
        subprocess.run([sys.executable, __file__, "--memory", large], check=True)
        speed(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
