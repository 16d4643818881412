"""Mann and Kendall's test and its companions against brute force and slow, obvious twins."""

import math
from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc import _core
from cchc.trend import find_shift, level_shift, mann_kendall, seasonal_mann_kendall

NAN = float("nan")


def kendall_s(figures) -> int:
    return sum((b > a) - (b < a) for a, b in combinations(figures, 2))


def partitions(n: int, largest: int | None = None):
    """Every way to write n as a sum: each is a pattern of ties."""
    if n == 0:
        yield ()
    for part in range(min(n, largest or n), 0, -1):
        for rest in partitions(n - part, part):
            yield (part, *rest)


def arrangements_by_s(pattern: tuple[int, ...]) -> Counter:
    """How many arrangements of figures with these ties have each S, counted one by one."""
    start = tuple(sorted(value for value, size in enumerate(pattern) for _ in range(size)))
    counts: Counter = Counter()
    values = list(start)
    while True:
        counts[kendall_s(values)] += 1
        rise = next((i for i in range(len(values) - 2, -1, -1) if values[i] < values[i + 1]), None)
        if rise is None:
            return counts
        swap = next(j for j in range(len(values) - 1, rise, -1) if values[j] > values[rise])
        values[rise], values[swap] = values[swap], values[rise]
        values[rise + 1 :] = reversed(values[rise + 1 :])


def figures_with(pattern: tuple[int, ...], s: int) -> tuple[int, ...] | None:
    start = [value for value, size in enumerate(pattern) for _ in range(size)]
    return next((each for each in permutations(start) if kendall_s(each) == s), None)


PATTERNS = [pattern for n in range(2, 9) for pattern in partitions(n)]


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_p_is_that_of_every_arrangement(pattern):
    counts = arrangements_by_s(pattern)
    total = sum(counts.values())
    assert total == math.factorial(sum(pattern)) // math.prod(map(math.factorial, pattern))
    smallest = Fraction(sum(n for s, n in counts.items() if abs(s) == max(counts)), total)
    wanted = {abs(s) for s in counts}
    for figures in permutations([v for v, size in enumerate(pattern) for _ in range(size)]):
        s = kendall_s(figures)
        if abs(s) not in wanted:
            continue
        wanted.discard(abs(s))
        found = mann_kendall(figures)
        beyond = sum(n for other, n in counts.items() if abs(other) >= abs(s))
        assert (found.s, found.rule) == (s, "exact")
        assert found.p == float(Fraction(beyond, total))
        assert found.smallest_p == float(smallest)
        if not wanted:
            return
    raise AssertionError("not every S was met")


def test_the_variance_is_that_of_every_arrangement():
    for pattern in PATTERNS:
        counts = arrangements_by_s(pattern)
        mean_square = Fraction(sum(n * s * s for s, n in counts.items()), sum(counts.values()))
        start = [value for value, size in enumerate(pattern) for _ in range(size)]
        assert (
            Fraction(_core.mann_kendall(list(map(float, start)))["variance_18"], 18) == mean_square
        )


def test_four_windows_are_too_few_to_say():
    found = mann_kendall([1, 2, 3, 4])
    assert found.p == found.smallest_p == 2 / 24


@pytest.mark.parametrize(
    ("figures", "rule"),
    [
        (range(60), "exact"),
        (range(61), "normal"),
        ([*range(19), 18], "exact"),
        ([*range(59), 58], "exact"),
        ([*range(60), 59], "normal"),
        ([1], "none"),
        ([], "none"),
        ([NAN, 3, NAN], "none"),
    ],
)
def test_the_rule_follows_the_number_of_figures_and_ties(figures, rule):
    found = mann_kendall(figures)
    assert found.rule == rule
    assert (found.p is None) == (rule == "none")


def test_equal_figures_have_no_trend():
    found = mann_kendall([5, 5, 5, 5])
    assert (found.s, found.variance, found.p, found.smallest_p) == (0, 0, 1, 1)


def test_gaps_take_no_part():
    assert mann_kendall([3, None, 1, NAN, 4, 1]) == mann_kendall([3, 1, 4, 1])


def test_seasons_are_only_compared_with_themselves():
    figures = [1, 9, 2, 8, 3, 7]  # rises in the first, falls in the second
    found = seasonal_mann_kendall(figures, [0, 1] * 3)
    assert found.s == 0
    first, second = mann_kendall(figures[::2]), mann_kendall(figures[1::2])
    assert found.variance == pytest.approx(first.variance + second.variance, rel=1e-15)


@pytest.mark.parametrize("figures", [(1, 2, 3, 5, 5, 5), (2, 1, 2, 3, 4, 1), (1, 2, 3, 4, 5, 6)])
def test_seasonal_p_is_that_of_every_arrangement_inside_the_seasons(figures):
    parts = figures[:3], figures[3:]
    seen = [
        kendall_s(first) + kendall_s(second) for first, second in product(*map(permutations, parts))
    ]
    s = kendall_s(parts[0]) + kendall_s(parts[1])
    found = seasonal_mann_kendall(figures, [0, 0, 0, 1, 1, 1])
    assert found.s == s
    assert found.p == float(Fraction(sum(abs(each) >= abs(s) for each in seen), len(seen)))
    assert found.smallest_p == float(
        Fraction(sum(abs(each) == max(map(abs, seen)) for each in seen), len(seen))
    )


@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=9).flatmap(
        lambda figures: st.tuples(st.just(figures), st.integers(1, len(figures) - 1))
    )
)
def test_a_break_is_tested_over_all_divisions(case):
    figures, first_after = case
    ranks = [
        sum(other < each for other in figures) + (figures.count(each) + 1) / 2 for each in figures
    ]
    middle = first_after * (len(figures) + 1) / 2
    sums = [abs(sum(chosen) - middle) for chosen in combinations(ranks, first_after)]
    observed = abs(sum(ranks[:first_after]) - middle)
    found = level_shift(figures, first_after)
    assert found.p == float(Fraction(sum(each >= observed for each in sums), len(sums)))
    assert found.smallest_p == float(Fraction(sums.count(max(sums)), len(sums)))


def test_a_search_pays_for_looking_everywhere():
    found = find_shift([1, 2, 1, 2, 9, 8, 9, 8])
    assert found.first_after == 4
    assert found.enumerated
    assert found.orders == math.factorial(8) // 2**4  # arrangements of four pairs
    assert found.p_alone == level_shift([1, 2, 1, 2, 9, 8, 9, 8], 4).p
    assert found.p == found.p_alone  # nothing else is as large
    blurred = find_shift([1, 2, 9, 2, 9, 8, 9, 1])
    assert blurred.p > 1.9 * blurred.p_alone


@given(st.lists(st.integers(0, 9), min_size=4, max_size=6))
def test_a_search_is_that_over_every_order(figures):
    def largest(order):
        n = len(order)
        ranks = [sum(o < e for o in order) * 2 + order.count(e) + 1 for e in order]
        return max(Fraction((sum(ranks[:m]) - m * (n + 1)) ** 2, m * (n - m)) for m in range(1, n))

    found = find_shift(figures)
    observed = largest(figures)
    if observed == 0:
        assert found.first_after is None
        return
    orders = [largest(order) for order in set(permutations(figures))]
    assert found.p == float(Fraction(sum(each >= observed for each in orders), len(orders)))


def test_a_drawn_search_is_the_same_every_time():
    figures = [1, 4, 2, 5, 3, 6, 9, 12, 10, 13, 11]
    first, second = find_shift(figures), find_shift(figures)
    assert first == second
    assert not first.enumerated
    assert first.smallest_p == 1 / 10_000
    assert find_shift(figures, seed=1) != first


def slow_trend(figures: list[float], x: list[int]) -> dict[str, float]:
    """Fractions and nothing else."""
    points = [(t, Fraction(y)) for t, y in zip(x, figures, strict=True) if y == y]
    n = len(points)
    slopes = sorted((b - a) / (v - u) for (u, a), (v, b) in combinations(points, 2))
    sx, sy = sum(t for t, _ in points), sum(y for _, y in points)
    sxx = n * sum(t * t for t, _ in points) - sx * sx
    sxy = n * sum(t * y for t, y in points) - sx * sy
    syy = n * sum(y * y for _, y in points) - sy * sy
    half = len(slopes) // 2
    median = slopes[half] if len(slopes) % 2 else (slopes[half - 1] + slopes[half]) / 2
    found = {
        "sen_slope": median,
        "slope": Fraction(sxy, sxx),
        "s": kendall_s([y for _, y in points]),
    }
    found["intercept"] = (sy - found["slope"] * sx) / n
    if n > 2:
        rest = (syy * sxx - sxy * sxy) / Fraction(sxx * sxx * (n - 2))
        found["slope_error"] = math.sqrt(rest)
    return {name: float(value) for name, value in found.items()}


SERIES = st.lists(
    st.one_of(st.just(NAN), st.integers(-(2**40), 2**40).map(float), st.integers(0, 3).map(float)),
    min_size=2,
    max_size=25,
)


@given(SERIES, st.integers(-3000, 3000), st.integers(1, 5))
def test_a_plane_agrees_with_a_slow_twin(figures, start, step):
    if sum(figure == figure for figure in figures) < 2:
        return
    x = [start + step * at for at in range(len(figures))]
    found = _core.series_trends(np.array([figures]), x)
    for name, value in slow_trend(figures, x).items():
        assert found[name][0] == pytest.approx(value, rel=4e-15, abs=0), name


@given(SERIES, st.floats(1e-6, 1e6), st.integers(1, 9))
def test_any_doubles_agree_with_a_slow_twin(figures, factor, divisor):
    figures = [figure * factor / divisor for figure in figures]
    if sum(figure == figure for figure in figures) < 2:
        return
    x = list(range(len(figures)))
    found = _core.series_trends(np.array([figures]), x, scale=-1)
    wanted = slow_trend(figures, x)
    size = max(abs(figure) for figure in figures if figure == figure)
    assert found["s"][0] == wanted["s"]
    assert found["sen_slope"][0] == pytest.approx(wanted["sen_slope"], rel=1e-15, abs=1e-15 * size)
    assert found["slope"][0] == pytest.approx(wanted["slope"], rel=1e-14, abs=1e-15 * size)


def test_threads_do_not_change_a_bit():
    rng = np.random.default_rng(7)
    figures = rng.integers(0, 50, (3000, 17)).astype(float)
    figures[rng.random(figures.shape) < 0.2] = NAN
    one, four = (_core.series_trends(figures, range(17), threads=threads) for threads in (1, 4))
    for name, array in one.items():
        assert array.tobytes() == four[name].tobytes(), name
