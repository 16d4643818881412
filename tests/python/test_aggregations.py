"""Aggregations that users bring, blueprint and holistic, and those that the package has."""

import sys

import numpy as np
import pytest
from small_province import UNITS, small_cube

import cchc


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def random_cube(seed, units=40, periods=3, decimals=2):
    """A random tree whose figures have decimals and gaps."""
    random = np.random.default_rng(seed)
    rows = [{"id": "u0", "name": "u0"}]
    rows += [
        {"id": f"u{each}", "name": f"u{each}", "parent": f"u{random.integers(0, each)}"}
        for each in range(1, units)
    ]
    figures = [
        {"indicator": "2.1", "unit": row["id"], "period": f"{2020 + period}",
         "value": int(random.integers(0, 1000))}
        for row in rows
        for period in range(periods)
        if random.random() < 0.7
    ]  # fmt: skip
    return cchc.build(cchc.from_rows(figures), hierarchy=rows)


def groups_of(cube):
    """By unit and period: the figures of the subtree, gathered the slow and obvious way."""
    values = cube["2.1"].values
    for unit in range(len(cube.hierarchy)):
        for period in range(len(cube.periods)):
            cells = values[unit : cube.hierarchy.end(unit), period]
            yield unit, period, cells[~np.isnan(cells)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("moment", "twin"),
    [
        ("count", len),
        ("sum", np.sum),
        ("sum_of_squares", lambda cells: np.sum(cells**2)),
        ("minimum", np.min),
        ("maximum", np.max),
    ],
)
def test_moments_equal_their_slow_twin(seed, moment, twin):
    cube = random_cube(seed)
    cchc.aggregation("one", moments=moment)(lambda plane: np.where(plane == 0, np.nan, plane))
    rolled = cchc.roll_up(cube, over_units="one", missing="skip_missing")["2.1"].values
    for unit, period, cells in groups_of(cube):
        expected = twin(cells) if len(cells) else np.nan
        expected = np.nan if expected == 0 else expected
        np.testing.assert_equal(rolled[unit, period], expected)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("probability", [0, 0.25, 0.5, 0.9, 1])
def test_quantiles_equal_numpy(seed, probability):
    cube = random_cube(seed)
    rolled = cchc.roll_up(cube, over_units=cchc.quantile(probability), missing="skip_missing")
    for unit, period, cells in groups_of(cube):
        expected = np.quantile(cells, probability) if len(cells) else np.nan
        np.testing.assert_allclose(rolled["2.1"].values[unit, period], expected, rtol=1e-15)


def test_a_blueprint_mean_equals_the_mean_of_the_engine():
    cchc.aggregation("mean_of_units", moments=("sum", "count"))(lambda s, c: s / c)
    cube = small_cube().sel(indicator=["3.3", "3.3.received"])
    ours = cchc.roll_up(cube, over_units="mean_of_units", missing="skip_missing")
    assert ours.figure("3.3", "tinh", "2024-H1").value == 16281 / 3
    assert ours.figure("3.3", "tinh", "2024-H1").reported == 3
    assert ours.figure("4.2.1", "tinh", "2024-H1").value == 75  # not seen: as the catalogue says


def test_the_missing_policy_decides_about_extensions_too():
    cube = small_cube().sel(indicator="4.2.1")
    held = cchc.roll_up(cube, over_units="median").figure("4.2.1", "tinh", "2024-H1")
    assert (held.value, held.so_far, held.marks) == (None, 37.5, ("withheld",))
    assert (held.reported, held.expected) == (2, 3)
    shown = cchc.roll_up(cube, over_units="median", missing="skip_missing")
    assert shown.figure("4.2.1", "tinh", "2024-H1").value == 37.5


def test_a_holistic_aggregation_sees_contiguous_groups():
    seen = []

    @cchc.aggregation()
    def largest_gap(values, offsets):
        seen.append((values.tolist(), offsets.tolist()))
        starts = offsets[:-1]
        found = np.full(len(starts), np.nan)
        filled = offsets[1:] > starts
        found[filled] = np.maximum.reduceat(values, starts[filled])
        return found

    cube = small_cube().sel(indicator="3.3.received")
    rolled = cchc.roll_up(cube, to_level="province", over_units="largest_gap")
    periods = [str(period) for period in cube.periods]
    first = periods.index("2024-H1")
    assert len(seen) == 1
    values, offsets = seen[0]
    assert values[offsets[first] : offsets[first + 1]] == [16183, 110, 0]
    assert rolled.figure("3.3.received", "tinh", "2024-H1").value == 16183


def test_rates_and_codes_are_refused_unless_named():
    cchc.aggregation("mean_of_units", moments=("sum", "count"))(lambda s, c: s / c)
    with pytest.raises(cchc.AggregationError, match=r"E1045.*3\.3\.1"):
        cchc.roll_up(small_cube().sel(indicator="3.3.1"), over_units="mean_of_units")
    with pytest.raises(cchc.AggregationError, match=r"E1045.*1\.5"):
        cchc.roll_up(small_cube().sel(indicator="1.5"), over_units="median")
    median = cchc.roll_up(small_cube().sel(indicator="3.3.1"), over_units="median",
                          missing="skip_missing")  # fmt: skip
    assert median.figure("3.3.1", "tinh", "2024-H1").value == pytest.approx((99.38 + 80) / 2)


def test_a_rolled_up_cube_is_refused_and_its_parts_do_not_add_up():
    cube = small_cube().sel(indicator="3.3")
    rolled = cchc.roll_up(cube, over_units="median")
    with pytest.raises(cchc.AggregationError, match="E1008"):
        cchc.roll_up(rolled, over_units="median")
    with pytest.raises(cchc.AggregationError):
        rolled.core.total_of(rolled.core.at("3.3"), 0, [1, 2])


def test_an_unknown_aggregation_lists_the_known():
    cchc.aggregation("mine")(lambda v, o: v)
    with pytest.raises(cchc.SelectionError, match=r"E0920.*ratio_of_sums.*mine"):
        cchc.roll_up(small_cube(), over_units="nobodys")


def test_the_explanation_names_the_extension_and_every_figure():
    rolled = cchc.roll_up(small_cube().sel(indicator="3.3"), over_units="median")
    words = str(rolled.explain("3.3", "tinh", "2024-H1"))
    assert "quantile_0.5" in words
    for figure in ("16181", "100"):
        assert figure in words


@pytest.mark.parametrize("threads", [1, 2, 0])
def test_results_do_not_depend_on_threads(threads):
    cube = random_cube(9)
    one = cchc.roll_up(cube, over_units="median", threads=1, missing="skip_missing")["2.1"].values
    many = cchc.roll_up(cube, over_units="median", threads=threads, missing="skip_missing")
    assert one.tobytes() == many["2.1"].values.tobytes()


def border_calls(work):
    """How often Python calls into the engine while `work` runs, without imports and displays."""
    count = 0

    def watch(frame, event, argument):
        nonlocal count
        if event == "c_call" and "cchc._core" in repr(getattr(argument, "__module__", "")):
            count += 1

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("over_units", ["mean_of_units", "middle"])
def test_calls_depend_on_indicators_and_levels_only(over_units):
    """Three units and three hundred, one period and twenty: the same calls in both directions."""
    calls = []

    @cchc.aggregation(moments=("sum", "count"))
    def mean_of_units(total, count):
        calls.append(1)
        return total / count

    @cchc.aggregation()
    def middle(values, offsets):
        calls.append(1)
        return cchc.group_quantiles(values, offsets, 0.5)

    @cchc.indicator("twice", inputs="2.1", unit_of_measure="document")
    def twice(plane):
        calls.append(1)
        return plane * 2

    counts = set()
    for units, periods in ((3, 1), (300, 1), (3, 20), (300, 20)):
        cube = flat_cube(units, periods)

        def work(cube=cube):
            cchc.roll_up(cube, over_units=over_units, missing="skip_missing", threads=1)
            cchc.derive(cube, "twice")

        cchc.derive(cube, "twice")  # the extended catalogue is made once
        calls.clear()
        border = border_calls(work)
        counts.add((border, len(calls)))
    assert len(counts) == 1
    border, called = counts.pop()
    assert called == (2 + 1 if over_units == "mean_of_units" else 2 * 2 + 1)
    assert 0 < border < 60


def flat_cube(units, periods):
    rows = [{"id": "top", "name": "top", "level": "top"}]
    rows += [{"id": f"u{each}", "name": f"u{each}", "parent": "top", "level": "unit"}
             for each in range(units)]  # fmt: skip
    figures = [
        {
            "indicator": code,
            "unit": f"u{unit}",
            "period": f"{2000 + period}",
            "value": unit + period,
        }
        for code in ("2.1", "2.2")
        for unit in range(units)
        for period in range(periods)
    ]
    return cchc.build(cchc.from_rows(figures), hierarchy=rows)


def test_units_of_the_sample_have_two_levels():
    assert {unit["level"] for unit in UNITS} == {"province", "department"}


@pytest.mark.parametrize(
    ("offsets", "code"),
    [([], "E1042"), ([1, 2], "E1042"), ([0, 3], "E1042"), ([0, 2, 1, 2], "E1042")],
)
def test_offsets_that_do_not_fit_are_refused(offsets, code):
    with pytest.raises(cchc.AggregationError, match=code):
        cchc.group_quantiles(np.array([1.0, 2.0]), np.array(offsets, dtype=np.int64), 0.5)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_quantile_beyond_0_to_1_is_refused(probability):
    with pytest.raises(cchc.AggregationError, match="E1041"):
        cchc.group_quantiles(np.array([1.0]), np.array([0, 1]), probability)


def test_a_missing_value_inside_a_group_is_not_passed_over():
    found = cchc.group_quantiles(np.array([1.0, np.nan, 3.0]), np.array([0, 2, 3, 3]), 0.5)
    np.testing.assert_equal(found, [np.nan, 3.0, np.nan])
