"""Outliers in Python: which windows are compared, and what the rows say."""

import pytest

import cchc

UNITS = [{"id": unit, "name": unit, "type": "department"} for unit in ("a", "b", "c")]
QUARTERS = [f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]


def cube_of(table):
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": str(value)}
        for (code, unit), series in table.items()
        for period, value in series.items()
        if value is not None
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


def series(values, periods=QUARTERS):
    return dict(zip(periods, values, strict=True))


def test_a_figure_out_of_line_is_unusual_and_its_neighbours_are_not():
    found = cchc.outliers(
        cube_of(
            {
                ("3.3", "a"): series([10, 11, 9, 10, 12, 10, 9, 100]),
                ("3.3", "b"): series([10, 11, 9, 10, 12, 10, 9, 11]),
            }
        ),
        "3.3",
    )
    assert [(row.unit, row.verdict) for row in found] == [("a", "unusual"), ("b", "ordinary")]
    assert [row.unit for row in found.unusual()] == ["a"]
    assert found.rows[0].value == 100
    assert found.rows[0].expected == pytest.approx(71 / 7)


def test_three_windows_are_too_few_to_say():
    found = cchc.outliers(cube_of({("3.3", "a"): series([1, 1, 900], QUARTERS[:3])}), "3.3")
    assert [(row.verdict, row.points) for row in found] == [("too_few_to_say", 3)]


def test_windows_of_another_length_are_never_mixed_in():
    values = series([10, 11, 9, 10, 12, 10, 9, 11]) | {"2024-H1": 22, "2023": 40}
    found = cchc.outliers(cube_of({("3.3", "a"): values}), "3.3", period="2024-Q4")
    assert [str(period) for period in found.windows] == QUARTERS


def test_same_position_takes_the_window_of_earlier_years():
    periods = [f"{year}-Q1" for year in range(2020, 2025)]
    values = series([50, 52, 48, 50, 51], periods) | {"2023-Q2": 5, "2023-Q3": 6}
    cube = cube_of({("3.3", "a"): values})
    found = cchc.outliers(cube, "3.3", period="2024-Q1", windows="same_position")
    assert [str(period) for period in found.windows] == periods
    assert found.rows[0].verdict == "ordinary"


def test_overlapping_windows_count_once():
    periods = ["2023-Q1", "2023-02..2023-04", "2023-Q2", "2023-Q3", "2023-Q4"]
    found = cchc.outliers(cube_of({("3.3", "a"): series([1, 2, 3, 4, 5], periods)}), "3.3")
    assert "2023-02..2023-04" not in [str(period) for period in found.windows]
    assert found.rows[0].points == 4


def test_a_share_is_tested_against_its_whole():
    table = {
        ("3.3", "a"): series([100] * 5, QUARTERS[:5]),
        ("3.3.resolved_on_time", "a"): series([99, 98, 99, 99, 60], QUARTERS[:5]),
    }
    found = cchc.outliers(cube_of(table), "3.3.resolved_on_time", of="3.3")
    assert found.rows[0].verdict == "unusual"
    assert found.rows[0].expected == pytest.approx(395 / 4)


def test_missing_windows_are_passed_over_and_silent_units_left_out():
    table = {
        ("3.3", "a"): series([10, None, 9, 10, 12, None, 9, 11]),
        ("3.3", "b"): series([10, 11, 9, 10, 12, 10, 9, None]),
    }
    found = cchc.outliers(cube_of(table), "3.3")
    assert [(row.unit, row.points) for row in found] == [("a", 6)]


def test_alpha_is_shared_among_the_units_tested():
    quiet = series([10, 11, 9, 10, 12, 10, 9, 21])
    alone = cchc.outliers(cube_of({("3.3", "a"): quiet}), "3.3", alpha=0.01)
    many = cchc.outliers(
        cube_of({("3.3", unit): quiet for unit in ("a", "b", "c")}), "3.3", alpha=0.01
    )
    assert alone.rows[0].p == many.rows[0].p
    assert 0.01 / 3 < alone.rows[0].p <= 0.01
    assert alone.rows[0].verdict == "unusual"
    assert many.rows[0].verdict == "ordinary"


def test_the_frame_has_a_row_for_each_unit():
    found = cchc.outliers(cube_of({("3.3", "a"): series([1] * 8)}), "3.3")
    assert list(found.to_frame()["unit"]) == ["a"]
    assert len(found) == 1


def test_refuses_levels_and_unknown_words():
    cube = cube_of({("3.3", "a"): series([1] * 8), ("3.1", "a"): series([1] * 8)})
    with pytest.raises(cchc.SelectionError, match="kind flow"):
        cchc.outliers(cube, "3.1")
    with pytest.raises(cchc.SelectionError, match="E0921"):
        cchc.outliers(cube, "3.3", windows="all")
    with pytest.raises(cchc.SelectionError):
        cchc.outliers(cube, "3.3", period="2019")


def test_a_figure_that_cannot_be_hinders_the_test_of_its_own_unit_alone():
    whole = series([100] * 8)
    cube = cube_of(
        {
            ("3.3.resolved_on_time", "a"): series([90, 91, 89, 90, 92, 90, 89, 101]),
            ("3.3", "a"): whole,
            ("3.3.resolved_on_time", "b"): series([90, 91, 89, 90, 92, 90, 89, 10]),
            ("3.3", "b"): whole,
        }
    )
    found = cchc.outliers(cube, "3.3.resolved_on_time", of="3.3")
    assert [(row.unit, row.verdict) for row in found] == [
        ("a", "part_above_whole"), ("b", "unusual"),
    ]  # fmt: skip


@pytest.mark.parametrize(("last", "verdict"), [("20000000", "too_large"), ("-1", "not_a_count")])
def test_a_count_beyond_measure_is_a_verdict_and_no_error(last, verdict):
    usual = [10, 11, 9, 10, 12, 10, 9]
    found = cchc.outliers(
        cube_of({("3.3", "a"): series([*usual, last]), ("3.3", "b"): series([*usual, 100])}), "3.3"
    )
    assert [row.verdict for row in found] == [verdict, "unusual"]


def test_units_that_are_not_tested_take_no_share_of_alpha():
    usual = [10, 11, 9, 10, 12, 10, 9]
    alone = cchc.outliers(cube_of({("3.3", "b"): series([*usual, 18])}), "3.3")
    beside = cchc.outliers(
        cube_of({("3.3", "a"): series([*usual, "-1"]), ("3.3", "b"): series([*usual, 18])}), "3.3",
        alpha=alone.rows[0].p,
    )  # fmt: skip
    assert beside.rows[1].verdict == "unusual"
