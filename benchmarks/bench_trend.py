"""Mann-Kendall, Theil-Sen and least squares on a nation of series, beside its peers in one run.

    python benchmarks/bench_trend.py [--series 727552] [--windows 40] [--runs 3] [--threads 2]

11,368 units x 64 indicators are 727,552 series. NumPy's twin (blocks of 1,000 series, all pairs at
once) and scipy and pymannkendall (series by series) take a sample, and ratios are per series; peers
that are not installed are left out. Every peer's figures are held against ours before anything is
timed. Peak memory is that of a child process that only draws the figures and computes. Both sides
give S, its variance, the median slope, the least-squares slope and its error, and the interval when
asked; p is ours alone, and neither keeps intercepts (another 8 bytes a series).
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from cchc import _core

UNITS, INDICATORS = 11_368, 64
CONFIDENCE = 0.95
QUANTILE = 1.959963984540054  # of the normal law, for CONFIDENCE


def draw(series: int, windows: int) -> np.ndarray:
    """Counts of very different size, a tenth of the series with a trend."""
    rng = np.random.default_rng(727_552)
    size = 10.0 ** rng.uniform(1, 6, (series, 1))
    figures = rng.random((series, windows))
    figures *= size
    ramp = np.arange(windows) / windows
    for at in range(series // 10):  # row by row, so that the peak memory is that of the figures
        figures[at] += ramp * size[at]
    return np.rint(figures, out=figures)


def ours(figures: np.ndarray, threads: int, confidence: float) -> dict[str, np.ndarray]:
    x = list(range(figures.shape[1]))
    return _core.series_trends(figures, x, confidence=confidence, threads=threads, intercepts=False)


def numpy_twin(figures: np.ndarray, confidence: float) -> dict[str, np.ndarray]:
    """The same on NumPy, without a loop over series."""
    windows = figures.shape[1]
    first, second = np.triu_indices(windows, 1)
    x = np.arange(windows, dtype=float)
    run = x[second] - x[first]
    centred = x - x.mean()
    sxx = centred @ centred
    pairs = len(run)
    parts = []
    for start in range(0, len(figures), 1000):
        y = figures[start : start + 1000]
        rise = y[:, second] - y[:, first]
        s = np.sign(rise).sum(axis=1)
        ordered = np.sort(y, axis=1)
        # The figures less how often each is repeated; exact for ties of any size.
        same = ordered[:, 1:] == ordered[:, :-1]
        variance = np.full(len(y), windows * (windows - 1) * (2 * windows + 5) / 18)
        for tied in np.flatnonzero(same.any(axis=1)):
            sizes = np.unique(ordered[tied], return_counts=True)[1]
            variance[tied] -= (sizes * (sizes - 1) * (2 * sizes + 5)).sum() / 18
        slopes = rise / run
        middle = [(pairs - 1) // 2, pairs // 2]
        if confidence:
            deviation = QUANTILE * np.sqrt(variance)
            low = np.rint((pairs - deviation) / 2).astype(int) - 1
            high = np.rint((pairs + deviation) / 2).astype(int)
            kept = np.unique(np.concatenate([middle, low, high]))
            slopes.partition(kept, axis=1)
            rows = np.arange(len(y))
            ends = slopes[rows, low], slopes[rows, high]
        else:
            slopes.partition(middle, axis=1)
            ends = ()
        away = y - y.mean(axis=1, keepdims=True)
        slope = away @ centred / sxx
        rest = away - slope[:, None] * centred
        error = np.sqrt((rest * rest).sum(axis=1) / (windows - 2) / sxx)
        parts.append((s, variance, slopes[:, middle].mean(axis=1), slope, error, *ends))
    names = ("s", "variance", "sen_slope", "slope", "slope_error", "sen_low", "sen_high")
    return dict(zip(names, map(np.concatenate, zip(*parts, strict=True)), strict=False))


def scipy_peer(figures: np.ndarray) -> None:
    from scipy import stats

    x = np.arange(figures.shape[1])
    for y in figures:
        stats.linregress(x, y)
        stats.theilslopes(y, x, CONFIDENCE)
        stats.kendalltau(x, y)


def pymannkendall_peer(figures: np.ndarray) -> None:
    import pymannkendall

    for y in figures:
        pymannkendall.original_test(y)


def check(figures: np.ndarray) -> None:
    mine, theirs = ours(figures, 1, CONFIDENCE), numpy_twin(figures, CONFIDENCE)
    for name in ("s", "sen_slope", "slope", "slope_error", "sen_low", "sen_high"):
        size = np.abs(theirs[name]).max()
        np.testing.assert_allclose(mine[name], theirs[name], rtol=1e-10, atol=1e-13 * size)
    np.testing.assert_allclose(mine["variance_18"] / 18, theirs["variance"], rtol=1e-15)


def seconds_per_series(work: Callable[[], object], series: int) -> tuple[float, float]:
    """Wall time and processor time (of all threads)."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) / series, (time.process_time() - processor) / series


def peak_memory() -> int:
    """Peak resident bytes of this program; getrusage would count what its parent held, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def peak_of_child(series: int, windows: int, threads: int, confidence: float) -> int:
    """Peak resident bytes of drawing and computing, above those of a child with two series."""
    peaks = []
    for count in (2, series):
        code = (
            "import sys; sys.path.insert(0, sys.argv[1]); import bench_trend as b\n"
            f"figures = b.draw({count}, {windows})\n"
            f"kept = b.ours(figures, {threads}, {confidence})\n"
            "print(b.peak_memory())"
        )
        here = str(Path(__file__).parent)
        done = subprocess.run(
            [sys.executable, "-c", code, here], check=True, capture_output=True, text=True
        )
        peaks.append(int(done.stdout))
    return peaks[1] - peaks[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=UNITS * INDICATORS)
    parser.add_argument("--windows", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    figures = draw(arguments.series, arguments.windows)
    check(figures[:2000])
    report(figures, arguments.runs, arguments.threads)
    for confidence, what in ((0.0, "without intervals"), (CONFIDENCE, "with intervals")):
        extra = peak_of_child(arguments.series, arguments.windows, arguments.threads, confidence)
        print(f"memory {what}: peak {extra / figures.nbytes:.3f} x the input of "
              f"{figures.nbytes / 2**20:.0f} MiB")  # fmt: skip


def report(figures: np.ndarray, runs: int, threads: int) -> None:
    series = len(figures)
    twin, slow = figures[:: max(1, series // 20_000)], figures[:: max(1, series // 200)]
    works: dict[str, tuple[Callable[[], object], int]] = {
        "cchc, with intervals": (lambda: ours(figures, threads, CONFIDENCE), series),
        "cchc, without intervals": (lambda: ours(figures, threads, 0.0), series),
        "NumPy twin, with intervals": (lambda: numpy_twin(twin, CONFIDENCE), len(twin)),
        "NumPy twin, without intervals": (lambda: numpy_twin(twin, 0.0), len(twin)),
    }
    if importlib.util.find_spec("scipy"):
        works["scipy"] = (lambda: scipy_peer(slow), len(slow))
    if importlib.util.find_spec("pymannkendall"):
        works["pymannkendall"] = (lambda: pymannkendall_peer(slow), len(slow))
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(runs):
        for name, (work, count) in works.items():
            times[name].append(seconds_per_series(work, count))
    print(f"{series} series of {figures.shape[1]} windows, {threads} threads, median of {runs}")
    medians = {
        name: tuple(map(statistics.median, zip(*each, strict=True))) for name, each in times.items()
    }
    for name, (wall, processor) in medians.items():
        ending = "without intervals" if "without" in name else "with intervals"
        base_wall, base_processor = medians[f"cchc, {ending}"]
        print(f"{name:30} {1e6 * wall:10.3f} us a series {wall / base_wall:8.1f} x"
              f"   processor {1e6 * processor:10.3f} us {processor / base_processor:8.1f} x"
              f"   ({wall * series:.2f} s for all)")  # fmt: skip


if __name__ == "__main__":
    main()
