"""A verb on a selection is about what is seen: what nobody asked for stops nothing."""

import pickle

import pytest
from small_province import small_cube

import cchc


@pytest.fixture
def cube():
    return small_cube()


@pytest.fixture
def derived(cube):
    """The cube with a figure of a function that has no exact totals."""
    with cchc.extensions():

        @cchc.indicator(
            "third",
            inputs=["4.2.1"],
            unit_of_measure="person",
            kind="stock",
            code="x.third",
            over_units="sum",
        )
        def third(posts):
            return posts / 3

        yield cchc.derive(cube, "third")


def test_an_indicator_without_exact_totals_stops_no_other(cube, derived):
    with pytest.raises(cchc.AggregationError, match="CCHC-E1032"):
        cchc.roll_up(derived)
    with pytest.raises(cchc.AggregationError, match="CCHC-E1032"):
        cchc.roll_up(derived.sel(indicator=["4.2.1", "x.third"]))
    rolled = cchc.roll_up(derived.sel(indicator="4.2.1"), missing="skip_missing")
    expected = cchc.roll_up(cube.sel(indicator="4.2.1"), missing="skip_missing")
    assert rolled.indicators == ["4.2.1"]
    assert rolled.to_frame().equals(expected.to_frame())


def test_the_units_own_figures_of_what_was_not_asked_for_stay_without_totals(derived):
    rolled = cchc.roll_up(derived.sel(indicator="4.2.1"))
    for unit in derived.unit_ids:
        own = derived.figure("x.third", unit, "2024-H1")
        figure = rolled.figure("x.third", unit, "2024-H1")
        assert figure.value in (own.value, None)
        assert figure.value is None or figure.expected is None


def test_an_operation_is_for_the_indicators_seen(cube):
    with pytest.raises(cchc.AggregationError, match="CCHC-E1001"):
        cchc.roll_up(cube, over_units="maximum", missing="skip_missing")
    seen = cube.sel(indicator="4.2.1")
    largest = cchc.roll_up(seen, over_units="maximum", missing="skip_missing")
    own = [cube.figure("4.2.1", unit, "2024-H1").value for unit in cube.unit_ids]
    figure = largest.figure("4.2.1", "tinh", "2024-H1")
    assert figure.value == max(value for value in own if value is not None)
    rates = cchc.roll_up(cube, missing="skip_missing")
    for unit in cube.unit_ids:  # by the catalogue
        assert largest.figure("3.3.1", unit, "2024-H1").value == (
            rates.figure("3.3.1", unit, "2024-H1").value
        )


def test_an_operation_over_periods_is_for_the_indicators_seen(cube):
    with pytest.raises(cchc.AggregationError, match="CCHC-E1002"):
        cchc.resample(cube, "2024", over_periods="sum")
    seen = cube.sel(indicator="3.3.resolved_on_time")
    assert cchc.resample(seen, "2024", over_periods="sum").indicators == seen.indicators


def test_findings_are_about_the_indicators_seen():
    rows = [
        {"indicator": code, "unit": "a", "period": period, "value": value}
        for code in ("2.1", "3.3.resolved_on_time")
        for period, value in (("2024-H1", 5), ("2024-Q1", 2), ("2024-Q2", 9))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])
    both = cchc.resample(cube, ["2024-H1"]).findings
    one = cchc.resample(cube.sel(indicator="2.1"), ["2024-H1"]).findings
    assert {each["indicator"] for each in both} == {"2.1", "3.3.resolved_on_time"}
    assert {each["indicator"] for each in one} == {"2.1"}


def test_a_pickle_of_a_selection_gives_the_same_figures(cube, derived):
    rolled = cchc.roll_up(derived.sel(indicator="4.2.1"), missing="skip_missing")
    assert pickle.loads(pickle.dumps(rolled)) == rolled
    largest = cchc.roll_up(cube.sel(indicator="4.2.1"), over_units="maximum")
    assert pickle.loads(pickle.dumps(largest)) == largest


def test_medians_of_a_selection_leave_the_rest_alone(derived):
    rolled = cchc.roll_up(
        derived.sel(indicator="4.2.1"), over_units="median", missing="skip_missing"
    )
    assert rolled.figure("4.2.1", "tinh", "2024-H1").value is not None
