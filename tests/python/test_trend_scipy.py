"""Agreement with scipy on random series with ties and gaps.

CCHC_TREND_SERIES sets how many series are drawn. Differences beyond 1e-12 are explained where they
are allowed: scipy leaves the continuity correction out of the normal p, and cancels digits in the
error of a slope of points that lie close to a line.
"""

import math
import os

import numpy as np
import pytest

from cchc import _core

stats = pytest.importorskip("scipy.stats")

SERIES = int(os.environ.get("CCHC_TREND_SERIES", "300"))


def random_series(rng: np.random.Generator) -> np.ndarray:
    n = int(rng.integers(3, 45))
    kind = rng.integers(0, 4)
    figures = [
        rng.integers(0, 6, n).astype(float),
        rng.integers(0, 10**6, n).astype(float),
        rng.normal(50, 20, n),
        np.cumsum(rng.normal(0, 1, n)) * 1000,
    ][kind]
    figures[rng.random(n) < rng.choice([0.0, 0.2])] = np.nan
    return figures


def close(found: float, wanted: float, size: float = 0.0) -> bool:
    return math.isclose(found, wanted, rel_tol=1e-12, abs_tol=1e-12 * size)


def test_every_statistic_agrees():
    rng = np.random.default_rng(2015)
    checked = {"exact": 0, "normal": 0, "interval": 0}
    for _ in range(SERIES):
        figures = random_series(rng)
        x = np.arange(len(figures))
        known = ~np.isnan(figures)
        t, y = x[known], figures[known]
        if len(y) < 3 or len(set(y)) < 2:
            continue
        found = {name: each[0] for name, each in
                 _core.series_trends(figures[None, :], x.tolist(), scale=-1).items()}  # fmt: skip
        size = np.abs(y).max()

        line = stats.linregress(t, y)
        assert close(found["slope"], line.slope, size)
        assert close(found["intercept"], line.intercept, size)
        # scipy takes sqrt((1 - r^2) Syy), which cancels as r nears 1.
        slack = 1e-12 + 4 * np.finfo(float).eps / max(1e-16, 1 - line.rvalue**2)
        assert math.isclose(found["slope_error"], line.stderr, rel_tol=slack, abs_tol=1e-14 * size)
        if found["slope_error"] > 1e-9 * size:
            t_value = found["slope"] / found["slope_error"]
            ours = _core.student_two_sided(t_value, len(y) - 2)
            assert close(ours, 2 * stats.t.sf(abs(t_value), len(y) - 2))

        sen = stats.theilslopes(y, t, 0.95)
        assert close(found["sen_slope"], sen.slope, 1e-3 * size)
        if np.isfinite(found["sen_low"]):
            # Where scipy's ranks run over the ends it takes the ends; we give no interval.
            assert close(found["sen_low"], sen.low_slope, 1e-3 * size)
            assert close(found["sen_high"], sen.high_slope, 1e-3 * size)
            checked["interval"] += 1

        plain = _core.normal_p(int(found["s"]), int(found["variance_18"]), continuity=False)
        assert close(plain, stats.kendalltau(t, y, method="asymptotic").pvalue)
        checked["normal"] += 1
        if len(set(y)) == len(y):
            assert close(found["p"], stats.kendalltau(t, y, method="exact").pvalue)
            checked["exact"] += 1
    assert min(checked.values()) > SERIES / 5


@pytest.mark.parametrize("freedom", [1, 2, 3, 7, 38, 200])
def test_student_agrees_far_into_the_tail(freedom):
    for t in (0.0, 1e-3, 0.1, 1.0, 2.5, 12.7, 300.0, 1e6):
        ours, theirs = _core.student_two_sided(t, freedom), 2 * stats.t.sf(t, freedom)
        assert math.isclose(ours, theirs, rel_tol=1e-12), (t, freedom)


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (10, 10), (7, 10), (16181, 16183)])
def test_wilson_agrees(successes, trials):
    low, high = _core.wilson_interval(successes, trials, 0.95)
    theirs = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    assert math.isclose(low, theirs.low, rel_tol=1e-12, abs_tol=1e-15)
    assert math.isclose(high, theirs.high, rel_tol=1e-12)


def test_a_rank_sum_agrees_without_ties():
    rng = np.random.default_rng(3)
    for _ in range(20):
        figures = rng.permutation(14).astype(float)
        split = int(rng.integers(1, 13))
        ours = _core.level_shift(figures.tolist(), split)["p"]
        theirs = stats.mannwhitneyu(figures[:split], figures[split:], method="exact").pvalue
        assert math.isclose(ours, theirs, rel_tol=1e-12)
