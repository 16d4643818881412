"""A figure against a plan: by days and months, with a target of its own or another indicator."""

import pytest

import cchc

UNITS = [{"id": "a", "name": "Sở A"}]
PLAN = {"start": "2023-12-15", "due": "2024-12-14", "pro_rata": "months"}


@pytest.fixture
def cube():
    rows = [
        {"indicator": "1.1.1", "unit": "a", "period": "2024-H1", "value": 40},
        {"indicator": "1.1.2", "unit": "a", "period": "2024-H1", "value": 19},
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


@pytest.mark.parametrize("pro_rata", ["days", "months"])
def test_the_first_half_of_the_reporting_year_asks_for_half_of_its_plan(cube, pro_rata):
    start, due = cchc.Period("2024").rule_window
    found = cchc.pace(
        cube, "1.1.2", "a", "2024-H1", start=start, due=due, target_indicator="1.1.1",
        pro_rata=pro_rata,
    )  # fmt: skip
    assert found.expected == 20
    assert found.verdict == "behind"
    assert found.done_percent == 47.5
    half = cchc.pace(
        cube, "1.1.2", "a", "2024-H1", start=start, due=due, target=38, pro_rata=pro_rata
    )
    assert (half.expected, half.verdict) == (19, "on_pace")


def test_one_day_more_makes_a_plan_of_367_days(cube):
    found = cchc.pace(
        cube, "1.1.2", "a", "2024-H1", start="2023-12-15", due="2024-12-15", target=367
    )
    assert found.expected == 183


def test_a_reached_target_needs_nothing_more(cube):
    found = cchc.pace(cube, "1.1.2", "a", "2024-H1", target=19, **PLAN)
    assert found.verdict == "reached"


def test_a_missing_figure_has_no_pace(cube):
    rows = [{"indicator": "1.1.2", "unit": "a", "period": "2024-H1", "value": None}]
    blank = cchc.build(cchc.from_rows(rows), hierarchy=UNITS)
    assert cchc.pace(blank, "1.1.2", "a", "2024-H1", target=39, **PLAN) is None


def test_refuses_a_plan_that_ends_before_it_starts(cube):
    with pytest.raises(cchc.ComparisonError, match="CCHC-E1109"):
        cchc.pace(cube, "1.1.2", "a", "2024-H1", target=39, start="2024-12-15", due="2023-12-15")


@pytest.mark.parametrize("target", [{}, {"target": 39, "target_indicator": "1.1.1"}])
def test_a_plan_needs_exactly_one_target(cube, target):
    with pytest.raises(cchc.ComparisonError, match="CCHC-E1112"):
        cchc.pace(cube, "1.1.2", "a", "2024-H1", **target, **PLAN)


def test_a_target_of_zero_is_a_target(cube):
    found = cchc.pace(cube, "1.1.2", "a", "2024-H1", target=0, start_value=40, **PLAN)
    assert found.expected == 20
    assert found.verdict == "ahead"
    assert found.done_percent == 52.5
