"""What extensions in Python cost beside the same thing in C++ or NumPy, on a national cube.

    python benchmarks/bench_extensions.py [--units 11368] [--indicators 64] [--periods 40]

Figures are drawn at random and mean nothing. Times are of end-to-end calls, per plane; the least of
several runs.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable

import numpy as np

import cchc
from cchc import _core
from cchc.model import with_indicators

PROVINCES, DISTRICTS = 63, 705


def hierarchy_of(units: int) -> cchc.Hierarchy:
    """The country, provinces, districts and communes: `units` of them in all."""
    provinces = max(1, units * PROVINCES // 11368)
    districts = max(1, units * DISTRICTS // 11368)
    rows = [{"id": "vn", "name": "vn", "level": "country"}]
    rows += [
        {"id": f"p{each}", "name": f"p{each}", "parent": "vn", "level": "province"}
        for each in range(provinces)
    ]
    rows += [
        {
            "id": f"d{each}",
            "name": f"d{each}",
            "parent": f"p{each % provinces}",
            "level": "district",
        }
        for each in range(districts)
    ]
    rows += [
        {
            "id": f"c{each}",
            "name": f"c{each}",
            "parent": f"d{each % districts}",
            "level": "commune",
        }
        for each in range(units - 1 - provinces - districts)
    ]
    return cchc.hierarchy(rows)


def national_cube(units: int, indicators: int, periods: int) -> cchc.Cube:
    """A cube of flows with whole figures and 5 % of gaps."""
    tree = hierarchy_of(units)
    seed = [
        {"indicator": "2.1", "unit": "vn", "period": f"{1980 + each}", "value": 1}
        for each in range(periods)
    ]
    cube = cchc.build(cchc.from_rows(seed), hierarchy=tree)
    rows = [
        {
            "code": f"X{each}",
            "name": f"x{each}",
            "label_vi": f"X{each}",
            "label_en": f"X{each}",
            "kind": "flow",
            "unit_of_measure": "document",
            "over_units": "sum",
            "over_periods": "sum",
        }
        for each in range(indicators)
    ]
    catalogue = with_indicators(cube.catalogue, rows)
    random = np.random.default_rng(7)
    planes = []
    for each in range(indicators):
        values = random.integers(0, 10_000, (units, periods)).astype(float)
        values[random.random(values.shape) < 0.05] = np.nan
        planes.append(
            {
                "indicator": catalogue.at(f"X{each}"),
                "values": values,
                "inputs": [],
                "extension": "draw",
                "from_nothing": True,
            }
        )
    core = _core.with_computed(cube.core, catalogue, planes)
    names = [core.at(f"X{each}") for each in range(indicators)]
    return cchc.Cube(core, catalogue, tree, planes=names)


def seconds(
    work: Callable[[], object], beside: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Least wall times of two works that take turns: what else the machine does only adds.

    The first run of each is not counted.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs + 1):
        for each, found in zip((work, beside), times, strict=True):
            start = time.perf_counter()
            each()
            found.append(time.perf_counter() - start)
    return min(times[0][1:]), min(times[1][1:])


def row(name: str, ours: float, other: float, bound: str) -> str:
    """One line of the table, in milliseconds."""
    return f"| {name} | {1000 * ours:.2f} | {1000 * other:.2f} | {ours / other:.2f} | {bound} |"


def blueprint(cube: cchc.Cube, planes: int) -> str:
    """A mean of units from moments, beside the mean of the engine."""
    cchc.aggregation("bench_mean", moments=("sum", "count"), replace=True)(lambda s, c: s / c)
    ours, native = seconds(
        lambda: cchc.roll_up(cube, over_units="bench_mean", missing="skip_missing"),
        lambda: cchc.roll_up(cube, over_units="mean", missing="skip_missing"),
        3,
    )
    return row("blueprint mean / mean in C++", ours / planes, native / planes, "<= 1.3")


def whole_plane(cube: cchc.Cube) -> list[str]:
    """Two functions of planes, beside the same NumPy on the same arrays: a lean one and a usual one."""

    def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
        return 100 * np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)

    def standard_score(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
        rate = share(part, whole)
        return (rate - np.nanmean(rate, axis=0)) / np.nanstd(rate, axis=0)

    lines = []
    arrays = cube["X0"].values, cube["X1"].values
    for name, function in (("share", share), ("standard score", standard_score)):
        word = f"bench_{name.replace(' ', '_')}"
        cchc.indicator(word, inputs=("X0", "X1"), replace=True)(function)
        ours, hand = seconds(
            lambda word=word: cchc.derive(cube, word),
            lambda function=function: function(*arrays),
            41,
        )
        lines.append(row(f"whole-plane function ({name}) / NumPy", ours, hand, "<= 1.5"))
    return lines


def formula(cube: cchc.Cube) -> list[str]:
    """A share by formula, beside hand-written NumPy: on arrays, and as a plane of a cube."""
    text = "100 * ([X0] - [X1]) / ([X2] + [X3])"
    arrays = [cube[f"X{each}"].values for each in range(4)]

    def by_hand() -> np.ndarray:
        a, b, c, d = arrays
        whole = c + d
        return np.divide(100 * (a - b), whole, out=np.full(a.shape, np.nan), where=whole != 0)

    compiled = _core.Formula(text)
    cchc.indicator("bench_formula", formula=text, replace=True)
    np.testing.assert_allclose(compiled.evaluate(arrays), by_hand(), rtol=1e-15)
    on_arrays = seconds(lambda: compiled.evaluate(arrays), by_hand, 41)
    to_plane = seconds(lambda: cchc.derive(cube, "bench_formula"), by_hand, 41)
    return [
        row("formula on arrays / NumPy", *on_arrays, "<= 1.2"),
        row("formula to a plane with states and origin / NumPy", *to_plane, "-"),
    ]


def holistic(cube: cchc.Cube, single: cchc.Cube) -> list[str]:
    """A median of units, beside one Python call for each group, at the level of provinces."""
    core, plane = cube.core, cube.planes[0]

    def per_group(level: str) -> list[float]:
        _, values, offsets = _core.subtree_groups(core, plane, level)
        pairs = itertools.pairwise(offsets)
        return [float(np.median(values[a:b])) if b > a else float("nan") for a, b in pairs]

    def native(level: str) -> np.ndarray:
        _, values, offsets = _core.subtree_groups(core, plane, level)
        return cchc.group_quantiles(values, offsets, 0.5)

    levels = cube.hierarchy.levels()
    ours, slow = seconds(
        lambda: [native(level) for level in levels],
        lambda: [per_group(level) for level in levels],
        1,
    )
    whole, _ = seconds(
        lambda: cchc.roll_up(single, over_units="median", missing="skip_missing"), lambda: None, 3
    )
    return [
        row("holistic median, all levels / call per group", ours, slow, "<= 0.02"),
        row("roll_up(over_units='median') / call per group", whole, slow, "<= 0.02"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=11368)
    parser.add_argument("--indicators", type=int, default=64)
    parser.add_argument("--periods", type=int, default=40)
    given = parser.parse_args()
    cube = national_cube(given.units, given.indicators, given.periods)
    print(f"{given.units} units x {given.indicators} indicators x {given.periods} periods")
    print("| what | ms a plane | beside | ratio | wanted |\n| --- | --- | --- | --- | --- |")
    print(blueprint(cube, given.indicators))
    print("\n".join(whole_plane(cube)))
    print("\n".join(formula(cube)))
    print("\n".join(holistic(cube, national_cube(given.units, 1, given.periods))))


if __name__ == "__main__":
    main()
