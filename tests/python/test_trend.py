"""The verb `trend` on cubes: windows, verdicts, caveats, breaks, targets, seasons, displays."""

import datetime as dt
import os
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc
from cchc.present.displays import table_of
from cchc.present.trend_words import projection_sentence
from cchc.trend import (
    control_chart,
    find_shift,
    level_shift,
    line,
    mann_kendall,
    rule_sets,
    seasonal_mann_kendall,
    summary,
    wilson,
)
from cchc.trend.target import as_day, bounds_of, due_window

UNITS = [
    {"id": "tinh", "name": "Tỉnh Thử", "type": "province", "level": "province", "reports": False},
    {"id": "a", "name": "Sở A", "parent": "tinh", "type": "department", "level": "department"},
    {"id": "b", "name": "Sở B", "parent": "tinh", "type": "department", "level": "department"},
]


def cube_of(figures: dict[tuple[str, str], dict[str, object]]) -> cchc.Cube:
    rows = [
        {"indicator": indicator, "unit": unit, "period": period, "value": value}
        for (indicator, unit), series in figures.items()
        for period, value in series.items()
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


def yearly(values, first=2018, position="-H1"):
    return {f"{first + at}{position}": value for at, value in enumerate(values)}


def quarters(values, first=2021):
    return {f"{first + at // 4}-Q{at % 4 + 1}": value for at, value in enumerate(values)}


RISING = cube_of({("2.1", "a"): yearly([3, 5, 6, 9, 11, 14]), ("2.1", "b"): yearly([4] * 6)})


def test_a_rising_series_is_told_with_its_p():
    row = cchc.trend(RISING, "2.1").row("2.1", "a")
    assert (row.verdict, row.s, row.rule, row.count) == ("rising", 15, "exact", 6)
    assert row.p == row.smallest_p == 2 / 720
    assert row.slope == 2
    assert row.step_months == 12
    assert row.variance == 6 * 5 * 17 / 18


def test_equal_figures_are_no_trend_and_nothing_is_too_few():
    trend = cchc.trend(RISING, "2.1")
    assert trend.row("2.1", "b").verdict == "no_variation"
    nobody = trend.row("2.1", "tinh")
    assert (nobody.verdict, nobody.count, nobody.slope, nobody.p) == ("too_few", 0, None, None)


def test_four_windows_are_too_few_to_say():
    trend = cchc.trend(cube_of({("2.1", "a"): yearly([1, 2, 3, 4])}), "2.1")
    assert trend.row("2.1", "a").verdict == "too_few"
    assert "too few to say: smallest reachable p is 0.083" in trend.sentence("2.1", "a", "en")
    assert "quá ít kỳ để kết luận; p nhỏ nhất có thể đạt là 0,083" in trend.sentence("2.1", "a")


def test_windows_of_unlike_length_are_refused_with_the_nearest_call():
    mixed = cube_of({("2.1", "a"): {"2023-Q1": 1, "2023-H1": 3, "2023": 9}})
    with pytest.raises(cchc.TrendError, match="E1506") as caught:
        cchc.trend(mixed, "2.1")
    assert 'window="quarter"' in caught.value.message_en
    assert 'window="H1"' in caught.value.message_vi


def test_windows_that_overlap_are_refused():
    rolling = cube_of({("2.1", "a"): {"2023-01..2023-05": 1, "2023-02..2023-06": 3}})
    with pytest.raises(cchc.TrendError, match="E1507"):
        cchc.trend(rolling, "2.1")


def test_reports_to_date_are_taken_apart_into_quarters():
    reports = {}
    for year in (2022, 2023):
        reports |= {f"{year}-Q1": 10, f"{year}-H1": 21, f"{year}-9M": 33, f"{year}": 46}
    trend = cchc.trend(cube_of({("2.1", "a"): reports}), "2.1", window="quarter")
    assert list(trend.series("2.1", "a").values()) == [10, 11, 12, 13] * 2
    assert trend.basis("en") == "quarter by quarter"
    assert trend.core.step == 3


def test_one_position_of_each_year_steps_by_years():
    reports = {}
    for year in (2021, 2022, 2023, 2024):
        reports |= {f"{year}-Q1": year - 2020, f"{year}-H1": 10 * (year - 2020)}
    trend = cchc.trend(cube_of({("2.1", "a"): reports}), "2.1", window="H1")
    assert [str(period) for period in trend.periods] == [f"{y}-H1" for y in range(2021, 2025)]
    assert trend.row("2.1", "a").slope == 10
    assert trend.row("2.1", "a").step_months == 12


def test_a_gap_keeps_its_place_in_time():
    trend = cchc.trend(cube_of({("2.1", "a"): {"2019": 1, "2020": 2, "2022": 4, "2023": 5,
                                               "2024": 6}}), "2.1")  # fmt: skip
    row = trend.row("2.1", "a")
    assert row.slope == 1
    assert [caveat.code for caveat in row.caveats] == ["gap", "no_scatter"]
    assert row.minimum_detectable is None


def test_coded_answers_have_no_trend():
    cube = cube_of({("1.5", "a"): yearly([0, 1, 1, 0, 1])})
    kinds = {cube.catalogue.indicator(cube.catalogue.at(code))["kind"] for code in cube.indicators}
    assert kinds == {"coded"}
    with pytest.raises(cchc.TrendError, match="E1515"):
        cchc.trend(cube, "1.5")


@pytest.mark.parametrize("word", ["weekly", "", "q1"])
def test_unknown_windows_list_the_known_ones(word):
    with pytest.raises(cchc.SelectionError, match="quarter"):
        cchc.trend(RISING, "2.1", window=word)


@pytest.mark.parametrize("name", ["confidence", "significance", "power"])
@pytest.mark.parametrize("value", [0.0, 1.0, -1.0, float("nan")])
def test_probabilities_lie_between_0_and_1(name, value):
    with pytest.raises(cchc.TrendError, match="E1514"):
        cchc.trend(RISING, "2.1", **{name: value})


def test_the_frame_says_what_the_rows_say():
    trend = cchc.trend(RISING)
    frame = trend.to_frame()
    rows = list(trend.rows())
    assert len(frame) == len(rows) == len(trend)
    for (_, cells), row in zip(frame.iterrows(), rows, strict=True):
        assert (cells.indicator, cells.unit, cells.verdict) == (
            row.indicator,
            row.unit,
            row.verdict,
        )
        assert cells.caveats == " ".join(caveat.code for caveat in row.caveats)
        for name in ("slope", "low", "p", "smallest_p", "line_error", "minimum_detectable"):
            value = getattr(row, name)
            assert cells[name] == value if value is not None else cells[name] != cells[name]


def test_coverage_and_perimeter_are_caveats_of_totals():
    figures = {("2.1", "a"): yearly([1, 2, 3, 4, 5]), ("2.1", "b"): yearly([1, 2, 3, 4], 2019)}
    rolled = cchc.roll_up(cube_of(figures), missing="skip_missing")
    codes = [caveat.code for caveat in cchc.trend(rolled, "2.1").row("2.1", "tinh").caveats]
    assert "coverage" in codes


def test_a_correction_is_a_caveat():
    reports = {"2022-Q1": 5, "2022-H1": 3, "2022-9M": 8, "2022": 9, "2023-Q1": 4, "2023-H1": 9}
    trend = cchc.trend(cube_of({("2.1", "a"): reports}), "2.1", window="quarter")
    assert "correction" in [caveat.code for caveat in trend.row("2.1", "a").caveats]


def test_series_that_remember_are_a_caveat():
    trend = cchc.trend(cube_of({("2.1", "a"): quarters([1, 2, 3, 9, 10, 11, 3, 2, 1, 2, 9, 10])}),
                       "2.1")  # fmt: skip
    assert "serial" in [caveat.code for caveat in trend.row("2.1", "a").caveats]


# --- targets ---------------------------------------------------------------------------------------

STAFF = cube_of({
    ("4.2.1", "a"): {"2015": 100, **yearly([97, 96, 94, 93, 91, 90], 2018, "")},
    ("4.2.1", "b"): {"2015": 100, **yearly([99, 101, 98, 102, 100, 99], 2018, "")},
})  # fmt: skip


def staffing_trend(unit="a"):
    recent = STAFF.sel(periods=[str(year) for year in range(2018, 2024)])
    return cchc.trend(recent, "4.2.1")


def test_a_steady_cut_is_on_track():
    found = staffing_trend().project("4.2.1", "a", due="2026", cut_percent=10, baseline="2015")
    assert (found.target, found.side) == (90, "at_most")
    assert (found.verdict, found.reason) == ("on_track", "interval_meets")
    assert found.low < found.value < found.high < 90


def test_a_level_staff_misses_a_deep_cut():
    found = staffing_trend().project("4.2.1", "b", due="2025", cut_percent=20, baseline="2015")
    assert (found.verdict, found.reason) == ("not_on_track", "interval_misses")


def test_an_interval_on_both_sides_cannot_tell():
    found = staffing_trend().project("4.2.1", "b", due="2025", target=99, side="at_most")
    assert (found.verdict, found.reason) == ("cannot_tell", "interval_straddles")


def test_a_target_too_far_ahead_cannot_tell():
    found = staffing_trend().project("4.2.1", "a", due="2035", target=90, side="at_most")
    assert (found.verdict, found.reason) == ("cannot_tell", "too_far")


def test_a_reported_target_is_a_fact_and_no_forecast():
    found = staffing_trend().project("4.2.1", "a", due="2023", target=90, side="at_most")
    assert (found.verdict, found.reason, found.value) == ("reached", "known", 90)
    assert "reached, the target's window is already reported. The reported figure is 90" in (
        projection_sentence(found, lang="en")
    )
    missed = staffing_trend().project("4.2.1", "a", due="2019", target=90, side="at_most")
    assert (missed.verdict, missed.value) == ("not_reached", 96)
    assert "không đạt, kỳ của mục tiêu đã có báo cáo. Số đã báo cáo là 96" in (
        projection_sentence(missed)
    )


@pytest.mark.parametrize("due", ["2010", dt.date(2010, 5, 1), "2020"])
def test_a_window_that_passed_without_a_figure_cannot_tell(due):
    recent = STAFF.sel(periods=["2018", "2019", "2021", "2022", "2023"])
    found = cchc.trend(recent, "4.2.1").project("4.2.1", "a", due=due, target=90, side="at_most")
    assert (found.verdict, found.reason, found.value) == ("cannot_tell", "passed", None)
    assert projection_sentence(found, lang="en").endswith("has passed and has no figure.")


@pytest.mark.parametrize("values", [[90, 88, 86, 84], [90] * 6])
def test_figures_without_scatter_are_no_certainty(values):
    trend = cchc.trend(cube_of({("4.2.1", "a"): yearly(values, 2018, "")}), "4.2.1")
    due = str(2018 + len(values))
    found = trend.project("4.2.1", "a", due=due, target=95, side="at_most")
    assert (found.verdict, found.reason) == ("cannot_tell", "no_scatter")
    assert (found.low, found.high) == (None, None)
    assert found.value is not None
    assert "quá ít kỳ để biết mức dao động" in projection_sentence(found)


# --- targets of flows ------------------------------------------------------------------------------


def flow_cube():
    yearly_flow = {"2021": 100}
    return cube_of({("2.1", "a"): {
        **yearly_flow, **quarters([20, 24, 25, 31, 22, 25, 24, 33, 24, 26, 29, 35], 2021),
    }})  # fmt: skip


def test_a_year_is_no_baseline_for_quarters_of_a_flow():
    trend = cchc.trend(flow_cube(), "2.1", window="quarter")
    with pytest.raises(cchc.TrendError, match="E1519") as caught:
        trend.project("2.1", "a", due="2024-Q4", cut_percent=5, baseline="2021")
    for message in (caught.value.message_en, caught.value.message_vi):
        assert "2021" in message
        assert "2023-Q4" in message
        assert 'baseline="2021-Q4"' in message
        assert 'window="year"' in message


def test_a_quarter_is_a_baseline_for_quarters_of_a_flow():
    trend = cchc.trend(flow_cube(), "2.1", window="quarter")
    found = trend.project("2.1", "a", due="2024-Q4", cut_percent=10, baseline="2021-Q4")
    assert found.target == pytest.approx(27.9)
    assert found.caveats == ("season",)
    assert 'window="Q4"' in projection_sentence(found)
    assert "the position in the year is not set apart" in projection_sentence(found, lang="en")


def test_a_baseline_that_was_reported_to_date_is_taken_apart():
    reports = {"2021-Q1": 10, "2021-H1": 25, "2022-Q1": 11, "2022-H1": 27, "2023-Q1": 12,
               "2023-H1": 26, "2024-Q1": 15}  # fmt: skip
    trend = cchc.trend(cube_of({("2.1", "a"): reports}), "2.1", window="quarter")
    found = trend.project("2.1", "a", due="2024-Q2", cut_percent=20, baseline="2021-Q2")
    assert found.target == 12


def test_a_yearly_flow_is_a_baseline_for_years():
    cube = cube_of({("2.1", "a"): yearly([100, 96, 97, 93, 90, 88], 2018, "")})
    found = cchc.trend(cube, "2.1").project("2.1", "a", due="2024", cut_percent=5, baseline="2018")
    assert found.target == 95
    assert found.caveats == ()


def test_any_window_is_a_baseline_for_a_stock():
    figures = {"2015": 100, **quarters([97, 96, 97, 94, 94, 92, 93, 91])}
    cube = cube_of({("4.2.1", "a"): figures})
    trend = cchc.trend(cube, "4.2.1", window="quarter")
    found = trend.project("4.2.1", "a", due="2023-Q1", cut_percent=10, baseline="2015")
    assert found.target == 90


HALVES = cube_of({
    ("2.1", "a"): yearly([3, 5, 6, 9, 11, 14], 2018),
    ("4.2.1", "a"): yearly([97, 96, 94, 93, 91, 90], 2018),
})  # fmt: skip


def test_a_day_between_the_windows_of_a_flow_is_refused():
    trend = cchc.trend(HALVES, "2.1", window="H1")
    with pytest.raises(cchc.TrendError, match="E1520") as caught:
        trend.project("2.1", "a", due=dt.date(2024, 10, 5), target=3, side="at_least")
    assert "between 2024-H1 and 2025-H1" in caught.value.message_en
    inside = trend.project("2.1", "a", due=dt.date(2024, 6, 30), target=3, side="at_least")
    assert str(inside.due) == "2024-H1"


def test_a_stock_is_read_at_the_end_of_the_next_window():
    trend = cchc.trend(HALVES, "4.2.1", window="H1")
    found = trend.project("4.2.1", "a", due=dt.date(2024, 10, 5), target=90, side="at_most")
    assert str(found.due) == "2025-H1"


@given(
    day=st.dates(dt.date(2010, 1, 1), dt.date(2040, 12, 31)),
    case=st.sampled_from([("quarter", 3), ("half", 6), ("H1", 12), ("Q3", 12), ("9M", 12)]),
    kind=st.sampled_from(["flow", "stock"]),
)
def test_the_window_of_a_day_holds_it_or_a_stock_ends_behind_it(day, case, kind):
    window, step = case
    trend = due_trend(window)
    month = day.year * 12 + day.month - 1
    held = (month - trend.periods[0].first_month) % step < trend.periods[0].length
    if kind == "flow" and not held:
        with pytest.raises(cchc.TrendError, match="E1520"):
            due_window(trend, {"kind": kind}, day)
        return
    found = due_window(trend, {"kind": kind}, day)
    assert found.length == trend.periods[0].length
    assert month < found.end_month
    assert found.shifted(-step).end_month <= month
    assert (found.first_month <= month) == held


@cache
def due_trend(window):
    reports = {}
    for year in range(2019, 2022):
        reports |= {f"{year}-Q1": 3, f"{year}-H1": 7, f"{year}-9M": 12, f"{year}": 20}
    return cchc.trend(cube_of({("2.1", "a"): reports}), "2.1", window=window)


def test_three_windows_cannot_tell():
    cube = cube_of({("4.2.1", "a"): yearly([9, 8, 7], 2021, "")})
    found = cchc.trend(cube, "4.2.1").project("4.2.1", "a", due="2024", target=9, side="at_most")
    assert (found.verdict, found.reason) == ("cannot_tell", "too_few")
    assert "chưa kết luận được" in projection_sentence(found)
    assert "cannot tell, at least 4 windows" in projection_sentence(found, lang="en")


def test_a_rate_is_projected_inside_0_to_100():
    cube = cube_of({("3.3.1", "a"): quarters([97, 95, 98, 96, 99, 97, 98, 97])})
    found = cchc.trend(cube, "3.3.1").project(
        "3.3.1", "a", due=dt.date(2023, 5, 3), target=90, side="at_least"
    )
    assert str(found.due) == "2023-Q2"
    assert found.high == 100
    assert found.low <= found.value <= 100


@pytest.mark.parametrize(
    "target",
    [{}, {"target": 3}, {"cut_percent": 3}, {"target": 1, "cut_percent": 1, "side": "at_most"}],
)
def test_half_a_target_is_refused(target):
    with pytest.raises(cchc.TrendError, match="E1516"):
        staffing_trend().project("4.2.1", "a", due="2026", **target)


def test_a_due_window_of_another_kind_is_refused():
    with pytest.raises(cchc.TrendError, match="E1509"):
        staffing_trend().project("4.2.1", "a", due="2026-H1", target=3, side="at_most")


# --- breaks, seasons, charts -----------------------------------------------------------------------

BROKEN = cube_of({("2.1", "a"): quarters([5, 6, 5, 7, 6, 5, 15, 16, 17, 15, 16, 18])})


def test_known_dates_are_tested_first():
    trend = cchc.trend(BROKEN, "2.1", breaks={"2022-07-01": "sắp xếp tổ chức"})
    (known,), nothing = trend.breaks("2.1", "a")
    assert nothing is None
    assert str(known.first_after) == "2022-Q3"
    assert known.shift.p == known.shift.smallest_p == pytest.approx(2 / 924)
    assert (known.shift.median_before, known.shift.median_after) == (5.5, 16)
    assert "2022-07-01 (sắp xếp tổ chức)" in trend.sentence("2.1", "a")
    assert "a step there and a steady trend cannot be told apart" in trend.sentence(
        "2.1", "a", "en"
    )


def test_a_search_looks_behind_the_last_known_break():
    trend = cchc.trend(BROKEN, "2.1", breaks=["2022-07-01"])
    _, found = trend.breaks("2.1", "a", search=True)
    assert found.first_after is None or found.first_after > 6
    assert found.p > 0.05


def test_an_unknown_break_costs_its_search():
    _, found = cchc.trend(BROKEN, "2.1").breaks("2.1", "a", search=True)
    assert found.first_after == 6
    assert found.p_alone == pytest.approx(2 / 924)
    assert found.p >= 0.9 * found.p_alone


BUNCHED = cube_of({("2.1", "a"): quarters([1, 2, 2, 9, 2, 1, 3, 11, 1, 2, 3, 14])})


def test_a_busy_fourth_quarter_is_set_apart():
    season = cchc.trend(BUNCHED, "2.1").season("2.1", "a")
    assert (season.positions, season.years) == (("Q1", "Q2", "Q3", "Q4"), 3)
    assert season.share[3] == 34 / 51
    assert sum(season.effect) == pytest.approx(0, abs=1e-12)
    assert season.p < 0.05
    assert season.smallest_p <= season.p


def test_two_years_show_no_season():
    cube = cube_of({("2.1", "a"): quarters([1, 2, 2, 9, 2, 1, 3, 11])})
    with pytest.raises(cchc.TrendError, match="E1510"):
        cchc.trend(cube, "2.1").season("2.1", "a")


def caveat_codes(row):
    return [caveat.code for caveat in row.caveats]


@pytest.mark.parametrize("values", [[1, 2, 2, 9, 2, 1, 3, 11], [2, 9, 2, 1, 3, 11], [1, 2, 3, 9]])
@pytest.mark.parametrize("method", ["auto", "plain"])
def test_fewer_than_three_years_carry_their_caveat_in_the_sentence(values, method):
    trend = cchc.trend(cube_of({("2.1", "a"): quarters(values)}), "2.1", method=method)
    row = trend.row("2.1", "a")
    assert row.method == "plain"
    assert "season_not_separable" in caveat_codes(row)
    assert "chưa đủ ba năm trọn vẹn" in trend.sentence("2.1", "a")
    assert "fewer than three complete years" in trend.sentence("2.1", "a", "en")


def test_three_years_in_parts_are_not_three_years():
    partial = quarters([1, 2, 2, 9, 2, 1, 3, 11, 1, 2, 3, 14])
    del partial["2022-Q2"]
    row = cchc.trend(cube_of({("2.1", "a"): partial}), "2.1").row("2.1", "a")
    assert (row.method, "season_not_separable" in caveat_codes(row)) == ("plain", True)


def test_bunching_alone_is_no_trend():
    # Rises within each year and never from year to year.
    years = [
        1,
        14,
        27,
        130,
        3,
        12,
        28,
        129,
        2,
        13,
        26,
        131,
        5,
        11,
        25,
        128,
        4,
        15,
        24,
        132,
        3,
        13,
        27,
        126,
    ]
    cube = cube_of({("2.1", "a"): quarters(years)})
    row = cchc.trend(cube, "2.1").row("2.1", "a")
    assert (row.method, row.verdict) == ("seasonal", "none_seen")
    assert row.p > 0.3
    plain = cchc.trend(cube, "2.1", method="plain").row("2.1", "a")
    assert plain.p < row.p
    assert "season_ignored" in caveat_codes(plain)


def test_the_seasonal_test_is_that_of_plain_numbers_and_is_printed():
    trend = cchc.trend(BUNCHED, "2.1")
    row = trend.row("2.1", "a")
    alone = seasonal_mann_kendall(
        trend.series("2.1", "a").values(), [0, 1, 2, 3] * 3, [at // 4 for at in range(12)]
    )
    assert (row.method, row.s, row.p, row.smallest_p, row.rule) == (
        "seasonal", alone.s, alone.p, alone.smallest_p, alone.rule)  # fmt: skip
    assert row.variance == alone.variance
    assert "comparing only windows of the same position in the year" in trend.sentence(
        "2.1", "a", "en"
    )
    assert "chỉ so các kỳ cùng vị trí trong năm" in trend.sentence("2.1", "a")
    assert any("1 of 3 rows" in note for note in table_of(trend, lang="en").notes)
    frame = trend.to_frame().set_index("unit")
    assert frame.method["a"] == "seasonal"
    assert frame.method["b"] == "plain"


def test_a_seasonal_test_of_years_is_refused():
    with pytest.raises(cchc.TrendError, match="E1518"):
        cchc.trend(RISING, "2.1", method="seasonal")
    with pytest.raises(cchc.SelectionError, match="seasonal"):
        cchc.trend(RISING, "2.1", method="monthly")


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_few_equal_figures_are_too_few_to_say(count):
    trend = cchc.trend(cube_of({("2.1", "a"): yearly([7] * count)}), "2.1")
    assert trend.row("2.1", "a").verdict == "too_few"
    assert trend.to_frame().set_index("unit").verdict["a"] == "too_few"
    assert "too few to say: smallest reachable p is 1" in trend.sentence("2.1", "a", "en")


def test_a_confidence_out_of_reach_bounds_no_slope():
    trend = cchc.trend(cube_of({("2.1", "a"): yearly([1, 1, 1, 2, 2])}), "2.1")
    row = trend.row("2.1", "a")
    assert row.smallest_p == 0.2
    assert (row.low, row.high) == (None, None)
    assert "no_interval" in caveat_codes(row)
    assert "no_interval" not in caveat_codes(cchc.trend(RISING, "2.1").row("2.1", "a"))
    assert "too little for a 95 % interval" in trend.sentence("2.1", "a", "en")


def test_years_have_no_season():
    with pytest.raises(cchc.TrendError, match="E1517"):
        cchc.trend(RISING, "2.1").season("2.1", "a")


def test_limits_frozen_at_a_date_are_held_against_later_windows():
    trend = cchc.trend(BROKEN, "2.1")
    chart = trend.control("2.1", "a", freeze_at="2022-Q2")
    assert (chart.kind, chart.windows_used, chart.provisional) == ("xmr", 6, True)
    assert chart.centre == pytest.approx(34 / 6)
    assert [signal.first for signal in chart.signals if signal.rule == "beyond_3_sigma"] == [
        "2022-Q3"
    ]
    assert trend.control("2.1", "a").centre > chart.centre


def test_shares_have_limits_by_their_own_denominator():
    chart = control_chart([90, 900, 9], [100, 1000, 10])
    widths = [high - low for low, high in zip(chart.low, chart.high, strict=True)]
    assert chart.centre == 0.9
    assert widths[1] < widths[0]
    assert chart.high[2] == 1.0


def test_a_missing_window_has_no_limits():
    chart = control_chart([90, None, 0], [100, 50, 0])
    assert chart.value == (0.9, None, None)
    assert chart.high[1:] == (None, None)


def test_a_numerator_beyond_its_denominator_is_refused():
    with pytest.raises(cchc.TrendError, match="E1513"):
        control_chart([11], [10])


@pytest.mark.parametrize("rules", rule_sets())
def test_every_rule_set_is_named_and_lists_its_rules(rules):
    chart = control_chart([1, 2, 1, 2, 1, 2], rules=rules)
    assert chart.rule_set == rules
    assert chart.rules
    assert {signal.rule for signal in chart.signals} <= set(chart.rules)


def test_unknown_rules_and_windows_are_refused():
    with pytest.raises(cchc.SelectionError):
        control_chart([1, 2, 3], rules="mine")
    with pytest.raises(cchc.SelectionError):
        control_chart([1, 2, 3], freeze_at="2024")


def test_an_infinite_figure_has_no_chart():
    with pytest.raises(cchc.TrendError, match="E1505"):
        control_chart([float("inf"), 1, 2])
    with pytest.raises(cchc.TrendError, match="E1505"):
        control_chart([1, 2], [3, float("inf")])


@pytest.mark.parametrize("figures", [[0, 0, 0], [50, 50, 50]])
def test_rates_that_never_vary_have_no_limits(figures):
    chart = control_chart([*figures, 49], [50] * 4, windows=["1", "2", "3", "4"], freeze_at="3")
    assert chart.degenerate
    assert (set(chart.low), set(chart.high), chart.signals) == ({None}, {None}, ())
    assert "no limits" in chart.note_en
    assert "không có giới hạn" in chart.note_vi
    varied = control_chart([10, 20, 30], [50] * 3)
    assert not varied.degenerate
    assert varied.note_en.startswith("provisional")


@pytest.mark.parametrize("confidence", [95, 1.0, 0.0, -0.5, float("nan")])
def test_a_confidence_is_a_share(confidence):
    with pytest.raises(cchc.TrendError, match="E1514") as caught:
        wilson(7, 10, confidence=confidence)
    assert "0.95" in caught.value.message_en


def test_95_per_cent_is_0_95():
    with pytest.raises(cchc.TrendError, match=r"for 95 % give 0\.95"):
        wilson(7, 10, confidence=95)


@pytest.mark.parametrize("case", [(11, 10), (-1, 10), (1, 0), (float("nan"), 3)])
def test_what_is_no_rate_has_no_wilson_interval(case):
    with pytest.raises(cchc.TrendError, match="E1513"):
        wilson(*case)


def test_no_trials_have_no_interval():
    assert wilson(0, 0) is None
    low, high = wilson(10, 10)
    assert 0.7 < low < high == 1.0


# --- displays --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first",
    ["cchc.present.trend_words", "cchc.present.trend_plot", "cchc.present.displays", "cchc"],
)
def test_results_have_their_words_whatever_is_imported_first(first):
    code = (
        f"import {first}\nimport cchc\ncchc.trend\nfrom cchc.trend import Trend\n"
        "print(Trend.sentence.__name__, Trend.plot.__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ
    )
    assert done.stdout.split() == ["_sentence", "_plot"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_says_windows_and_caveats(lang):
    trend = cchc.trend(STAFF.sel(periods=["2018", "2019", "2021"]), "4.2.1")
    table = table_of(trend, lang=lang)
    assert len(table.rows) == 3
    assert any("gap" in note for note in table.notes)
    assert "0,333" in str(table.rows) if lang == "vi" else "0.333" in str(table.rows)
    assert "Sở A" in repr(trend)
    assert "<table" in trend._repr_html_()


def test_the_plot_holds_the_figures_the_line_and_the_break():
    pytest.importorskip("altair")
    trend = cchc.trend(BROKEN, "2.1", breaks={"2022-07-01": "sắp xếp"})
    drawn = trend.plot("2.1", "a", lang="vi").to_dict()
    text = str(drawn)
    assert "sắp xếp" in text
    assert len(drawn["layer"]) == 5
    assert drawn["layer"][0]["data"]["values"][0] == {"period": "2021-Q1", "value": 5.0}
    assert "quá ít kỳ để kết luận" in " ".join(drawn["title"]["subtitle"])


def test_a_quota_that_stands_in_every_quarter_counts_once_a_year():
    quota = {"2021": 45, "2022": 44, "2023": 42, "2024": 41}
    repeated = {f"{year}-Q{at}": value for year, value in quota.items() for at in (1, 2, 3, 4)}
    by_quarter = cchc.trend(cube_of({("4.2.1", "a"): repeated}), "4.2.1").row("4.2.1", "a")
    by_year = cchc.trend(cube_of({("4.2.1", "a"): quota}), "4.2.1").row("4.2.1", "a")
    assert (by_quarter.method, by_quarter.verdict) == ("seasonal", "too_few")
    assert by_quarter.verdict == by_year.verdict
    assert by_quarter.p == pytest.approx(by_year.p) == pytest.approx(2 / 24)
    assert by_quarter.variance == pytest.approx(16 * by_year.variance)


def test_years_need_no_assumption_about_their_seasons():
    seasons, years = [0, 1] * 5, [at // 2 for at in range(10)]
    figures = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50]
    assert seasonal_mann_kendall(figures, seasons, years).p == pytest.approx(2 / 120)
    assert seasonal_mann_kendall(figures, seasons).p < 2 / 120
    with pytest.raises(cchc.TrendError, match="E1501"):
        seasonal_mann_kendall(figures, seasons, years[1:])


@pytest.mark.parametrize(
    ("indicator", "values", "side", "target", "told"),
    [
        ("4.2.5", [-2, -3, -4.5, -5, -6.2, -7.1], "at_least", 0, "interval_misses"),
        ("4.2.5", [-2, -3, -4.5, -5, -6.2, -7.1], "at_most", -1, "interval_meets"),
        ("4.2.5", [80, 84, 89, 92, 96, 99], "at_least", 100, "beyond_bounds"),
        ("3.3.1", [94, 95.2, 96.1, 97.3, 98.2, 99.3], "at_least", 100, "beyond_bounds"),
        ("4.2.1", [40, 33, 24, 17, 9, 2], "at_most", 0, "beyond_bounds"),
        ("3.3", [100, 80, 62, 41, 20, 3], "at_most", 5, "beyond_bounds"),
    ],
)
def test_a_line_that_leaves_what_figures_can_be_cannot_tell(indicator, values, side, target, told):
    trend = cchc.trend(cube_of({(indicator, "a"): yearly(values)}), indicator)
    found = trend.project(indicator, "a", due="2024-H1", target=target, side=side)
    assert found.reason == told
    if told == "beyond_bounds":
        assert (found.verdict, found.low, found.high) == ("cannot_tell", None, None)
        assert "no figure" not in projection_sentence(found, lang="en")
        assert "the line leaves what figures" in projection_sentence(found, lang="en")
        assert "đường thẳng đi ra ngoài" in projection_sentence(found)
    else:
        assert found.low < found.value < found.high < 0


@pytest.mark.parametrize(
    ("definition", "bounds"),
    [
        ({"kind": "stock", "unit_of_measure": "person"}, (0, float("inf"))),
        ({"kind": "ratio", "unit_of_measure": "percent", "numerator": "[a-b]"}, (0, 100)),
        (
            {"kind": "ratio", "unit_of_measure": "percent", "numerator": "[a @ 2015] - [a]",
             "denominator": "[a @ 2015]"},
            (-float("inf"), 100),
        ),
        (
            {"kind": "ratio", "unit_of_measure": "percent", "numerator": "[a] - [a @ 2015]",
             "denominator": "[a @ 2015]"},
            (-float("inf"), float("inf")),
        ),
        (
            {"kind": "ratio", "unit_of_measure": "person", "formula": "[a] - [b]"},
            (-float("inf"), float("inf")),
        ),
    ],
)  # fmt: skip
def test_bounds_belong_to_the_indicator(definition, bounds):
    assert bounds_of(definition) == bounds


def percent_of(formula):
    return {"kind": "ratio", "unit_of_measure": "percent", "formula": formula}


@pytest.mark.parametrize(
    ("formula", "most"),
    [
        ("100 * [7.1.1] / [7.1]", 100),
        ("100*[3.3.resolved_on_time]/[3.3]", 100),
        ("100 * [1.3.2] / ([1.3.2] + [1.3.3])", 100),
        ("100*[1.3.2]/[1.3.1]", float("inf")),
        ("100 * [1.3.2] / [1.3.2 @ previous]", float("inf")),
        ("100 * [7.10] / [7.1]", float("inf")),
        ("100 * ([7.1.1] + [7.1.2]) / [7.1]", float("inf")),
        ("200 * [7.1.1] / [7.1]", float("inf")),
        ("100 * [7.1.1] / [7.1] + 100", float("inf")),
    ],
)
def test_a_rate_is_held_to_100_only_where_it_is_a_share(formula, most):
    assert bounds_of(percent_of(formula)) == (0, most)


def test_what_is_computed_has_no_bound_that_its_figures_lie_beyond():
    none = float("inf")
    computed = {"kind": "ratio", "unit_of_measure": "percent"}
    assert bounds_of(computed, [1, None, 101]) == (0, none)
    assert bounds_of(computed, [-1, 99]) == (-none, 100)
    printed = computed | {"numerator": "[3.3.resolved_on_time]", "denominator": "[3.3]"}
    assert bounds_of(printed, [94, 101]) == (0, 100)


def test_a_rate_above_100_is_projected_beyond_it():
    done = {period: 102 + at + at % 2 for at, period in enumerate(quarters(range(24)))}
    given_ = dict.fromkeys(done, 100)
    with cchc.extensions():
        cchc.indicator("done", formula="100*[1.3.2]/[1.3.1]")
        cube = cchc.derive(cube_of({("1.3.2", "a"): done, ("1.3.1", "a"): given_}), "done")
        trend = cchc.trend(cube, "done")
        last = trend.periods[-1]
        found = trend.project(
            "done", "a", due=last.shifted(3), target=110, side="at_least"
        )  # fmt: skip
    assert (found.verdict, found.reason) == ("on_track", "interval_meets")
    assert found.low > 110


def test_neighbours_that_go_together_bound_no_forecast():
    wave = [100, 101, 103, 106, 108, 111, 113, 114, 116, 117, 117, 118]
    trend = cchc.trend(cube_of({("4.2.1", "a"): yearly(wave, 2010)}), "4.2.1")
    assert "serial" in caveat_codes(trend.row("4.2.1", "a"))
    found = trend.project("4.2.1", "a", due="2024-H1", target=119, side="at_least")
    assert (found.verdict, found.reason, found.low) == ("cannot_tell", "serial", None)
    assert "neighbouring windows go together" in projection_sentence(found, lang="en")
    assert "các kỳ liền nhau phụ thuộc nhau" in projection_sentence(found)


GAPPED = [10, 12, 11, 13, None, 14, 15, 13, 16, 17, 18, 19]


def gapped(values):
    return {period: value for period, value in quarters(values).items() if value is not None}


@pytest.mark.parametrize("window", ["quarter", None])
@pytest.mark.parametrize("beside", [True, False])
def test_a_window_that_nobody_reported_keeps_its_place(window, beside):
    cube = cube_of({("2.1", "a"): gapped(GAPPED), ("2.2", "a"): quarters(range(12))})
    if not beside:
        cube = cube_of({("2.1", "a"): gapped(GAPPED)})
    trend = cchc.trend(cube, ["2.1", "2.2"] if beside else "2.1", window=window)
    assert [str(period) for period in trend.periods] == list(quarters(GAPPED))
    assert list(trend.series("2.1", "a").values()) == GAPPED
    row = trend.row("2.1", "a")
    assert (row.windows, row.count) == (12, 11)
    assert {"gap", "season_not_separable"} <= set(caveat_codes(row))
    alone = control_chart(GAPPED, rules="nelson")
    chart = trend.control("2.1", "a", rules="nelson")
    assert (chart.low, chart.high, chart.value) == (alone.low, alone.high, alone.value)
    assert [each.rule for each in chart.signals] == [each.rule for each in alone.signals]


def test_the_plot_leaves_no_window_out():
    pytest.importorskip("altair")
    trend = cchc.trend(cube_of({("2.1", "a"): gapped(GAPPED)}), "2.1", breaks=["2000-01-01"])
    drawn = trend.plot("2.1", "a").to_dict()
    assert drawn["layer"][0]["encoding"]["x"]["scale"]["domain"] == list(quarters(GAPPED))
    assert len(drawn["layer"]) == 3  # a break before the first window is not drawn


def test_one_position_of_each_year_steps_by_years_whatever_is_missing():
    known = {f"{year}-Q4": value for year, value in ((2016, 5), (2018, 7), (2020, 8), (2022, 9))}
    trend = cchc.trend(cube_of({("2.1", "a"): known}), "2.1", window="Q4")
    assert trend.row("2.1", "a").step_months == 12
    found = trend.project("2.1", "a", due="2023-Q4", target=20, side="at_most")
    assert (str(found.due), found.reason) == ("2023-Q4", "interval_meets")
    single = cube_of({("2.1", "a"): {"2024-Q4": 5}})
    assert cchc.trend(single, "2.1", window="Q4").row("2.1", "a").step_months == 12
    assert cchc.trend(single, "2.1", window="quarter").row("2.1", "a").step_months == 3


def test_a_window_that_others_reported_has_passed():
    values = [50, 48, 47, 45, 44, 43, 43, 43]
    late = {("4.2.1", "a"): yearly(values[:5], 2018, ""), ("4.2.1", "b"): yearly(values, 2018, "")}
    trend = cchc.trend(cube_of(late), "4.2.1")
    found = trend.project("4.2.1", "a", due="2023", target=46, side="at_most")
    assert (found.verdict, found.reason) == ("cannot_tell", "passed")
    ahead = trend.project("4.2.1", "a", due="2026", target=46, side="at_most")
    assert ahead.reason == "interval_meets"


def test_days_of_a_trend_are_taken_as_they_are_written_and_refused_in_words():
    trend = cchc.trend(BROKEN, "2.1", breaks=["1/7/2022"])
    assert trend.known_breaks == cchc.trend(BROKEN, "2.1", breaks=["2022-07-01"]).known_breaks
    assert as_day("17/6/2024") == dt.date(2024, 6, 17)
    for wrong in ("30/02/2022", "2022-02-30"):
        with pytest.raises(cchc.PeriodError):
            as_day(wrong)
    for wrong in ("mai", "", "2022-02-30"):
        with pytest.raises(cchc.PeriodError):
            cchc.trend(BROKEN, "2.1", breaks=[wrong])


def test_limits_freeze_at_a_day():
    trend = cchc.trend(cube_of({("2.1", "a"): quarters([5, 6, 7, 5, 9, 4, 6, 30])}), "2.1")
    by_window = trend.control("2.1", "a", freeze_at="2022-Q1")
    for day in (dt.date(2022, 3, 31), "2022-03-31", dt.datetime(2022, 6, 29, 12), "2022-04-01"):
        assert trend.control("2.1", "a", freeze_at=day) == by_window
    with pytest.raises(cchc.SelectionError, match="2021-03-30"):
        trend.control("2.1", "a", freeze_at="2021-03-30")


def test_a_due_day_may_be_a_text():
    trend = cchc.trend(RISING, "2.1")
    definition = {"kind": "flow"}
    assert due_window(trend, definition, "2024-05-03") == due_window(
        trend, definition, dt.date(2024, 5, 3)
    )


def test_small_slopes_show_their_digits():
    rates = [99.001, 99.002, 99.004, 99.005, 99.007, 99.008, 99.01, 99.011]
    trend = cchc.trend(cube_of({("3.3.1", "a"): yearly(rates)}), "3.3.1")
    assert "median change +0.0015 a year (95 % interval 0.0013 to 0.0016)" in trend.sentence(
        "3.3.1", "a", "en"
    )
    assert "0,0015" in str(table_of(trend).rows)


def test_levels_and_rates_have_no_share_of_the_year():
    level = {("4.2.1", "a"): quarters([5, 6, 7, 5, 9, 4, 6, 8, 9, 1, 2, 3])}
    season = cchc.trend(cube_of(level), "4.2.1").season("4.2.1", "a")
    assert season.share == (None,) * 4
    assert sum(season.effect) == pytest.approx(0, abs=1e-12)


def test_nearly_equal_figures_are_told_as_such():
    trend = cchc.trend(cube_of({("3.3.1", "a"): yearly([100, 100, 100, 100, 100, 99, 100])}))
    assert trend.row("3.3.1", "a").verdict == "too_few"
    assert "nearly all figures are equal, so nothing can be said" in trend.sentence(
        "3.3.1", "a", "en"
    )
    assert "hầu hết số liệu bằng nhau" in trend.sentence("3.3.1", "a")
    by_quarter = cchc.trend(cube_of({("3.3.1", "a"): quarters([100] * 39 + [99.5], 2015)}), "3.3.1")
    assert "nearly all figures are equal" in by_quarter.sentence("3.3.1", "a", "en")


def test_few_years_are_not_nearly_equal_figures():
    years = cube_of({("2.1", "a"): quarters([1, 4, 7, 30, 2, 3, 8, 29, 1, 4, 7, 31, 2, 3, 8, 28])})
    row = cchc.trend(years, "2.1").row("2.1", "a")
    assert (row.method, row.verdict) == ("seasonal", "too_few")
    assert "nearly_equal" not in caveat_codes(row)


def test_a_seasonal_test_of_one_year_is_too_few():
    one = cchc.trend(cube_of({("2.1", "a"): quarters([1, 2, 3, 4])}), "2.1", method="seasonal")
    row = one.row("2.1", "a")
    assert (row.verdict, row.p) == ("too_few", None)
    assert "no_variation" not in caveat_codes(row)


def test_no_indicator_is_an_empty_table():
    frame = cchc.trend(RISING, []).to_frame()
    assert len(frame) == 0
    assert list(frame.columns) == list(cchc.trend(RISING, "2.1").to_frame().columns)


def test_arrays_are_figures():
    numpy = pytest.importorskip("numpy")
    assert control_chart(numpy.array([95, 90.0]), numpy.array([100, 90.0])) == control_chart(
        [95, 90.0], [100, 90.0]
    )
    assert line(numpy.arange(4), numpy.arange(4)).slope == 1
    halves = numpy.array([0.1, 0.2, 0.3], dtype=numpy.float32)
    assert summary(halves).standard_deviation == 0.1
    assert mann_kendall(numpy.arange(5)) == mann_kendall(range(5))


@pytest.mark.parametrize("verb", [mann_kendall, find_shift, control_chart])
@pytest.mark.parametrize("wrong", [float("inf"), -float("inf"), "many", object()])
def test_what_is_no_figure_is_refused(verb, wrong):
    with pytest.raises(cchc.TrendError, match=r"E1505|E1521"):
        verb([1, 2, wrong, 3, 4])


def test_decimals_refuse_what_is_no_number():
    with pytest.raises(cchc.TrendError, match="E1521"):
        summary([1, object()])


def test_windows_of_a_chart_are_as_many_as_its_figures():
    with pytest.raises(cchc.TrendError, match="E1501"):
        control_chart([1, 2, 3, 50], windows=["a", "b"])


BARE = {
    "seasons": lambda: seasonal_mann_kendall([1, 2], ["x", 1]),
    "half a season": lambda: seasonal_mann_kendall([1, 2], [1.5, 1]),
    "no season": lambda: seasonal_mann_kendall([1, 2], [float("nan"), 1]),
    "no seasons": lambda: seasonal_mann_kendall([1, 2], None),
    "years": lambda: seasonal_mann_kendall([1, 2], [1, 2], ["x", 2]),
    "a huge year": lambda: seasonal_mann_kendall([1, 2], [1, 2], [10**30, 2]),
    "first_after text": lambda: level_shift([1, 2, 3], "x"),
    "first_after part": lambda: level_shift([1, 2, 3], 1.5),
    "first_after huge": lambda: level_shift([1, 2, 3], 10**30),
    "successes": lambda: wilson("a", 2),
    "trials": lambda: wilson(1, None),
    "confidence": lambda: wilson(1, 2, confidence="0.9"),
    "orders": lambda: find_shift([1, 2, 3], orders="x"),
    "seed": lambda: find_shift([1, 2, 3], seed=-1.5),
    "figures": lambda: mann_kendall(5),
    "through_origin": lambda: line([1, 2], [1, 2], through_origin="x"),
    "degree": lambda: line([1, 2], [1, 2], degree="x"),
    "rules": lambda: control_chart([1, 2, 3], rules=3),
    "kind": lambda: control_chart([1, 2, 3], kind=3),
    "windows": lambda: control_chart([1, 2, 3], windows=3),
}


@pytest.mark.parametrize("name", BARE)
def test_wrong_arguments_of_statistics_are_named_in_both_languages(name):
    with pytest.raises(cchc.Error) as told:
        BARE[name]()
    assert told.value.message_vi not in ("", told.value.message_en)
    assert "incompatible" not in str(told.value)


def test_seasons_may_come_as_a_column_of_floats():
    figures = [1, 2, 3, 4]
    assert seasonal_mann_kendall(figures, [1.0, 2.0, 1.0, 2.0]) == seasonal_mann_kendall(
        figures, [1, 2, 1, 2]
    )
