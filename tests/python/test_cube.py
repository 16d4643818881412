"""A cube: figures with their states, views, tables, and arrays that cost no copy."""

import gc

import numpy as np
import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc import samples
from cchc.cube import STATES

PERIODS = ["2015", "2023-H1", "2024-H1"]


@pytest.fixture(scope="module")
def cube():
    return small_cube()


@pytest.fixture(scope="module")
def rolled(cube):
    return cchc.roll_up(cube)


def arrays_of(plane):
    names = ("values", "states", "marks", "so_far", "expected", "reported", "not_applicable",
             "numerator", "denominator")  # fmt: skip
    found = {name: getattr(plane, name) for name in names}
    found |= {f"answer {code}": counts for code, counts in plane.answers.items()}
    return {name: array for name, array in found.items() if array is not None}


def test_indicators_come_in_catalogue_order_units_in_pre_order_periods_by_their_end(cube):
    assert cube.indicators[:3] == ["1.5", "3.1", "3.3"]
    assert cube.unit_ids == ["tinh", "so-a", "so-b", "so-c"]
    assert [str(period) for period in cube.periods] == PERIODS
    assert cube.issues == []


def test_a_figure_carries_value_text_and_state(cube):
    figure = cube.figure("4.2.1", "so-a", "2024-H1")
    assert (figure.value, figure.text, figure.state) == (45.0, "45", "reported")
    assert (figure.indicator, figure.unit, str(figure.period)) == ("4.2.1", "so-a", "2024-H1")
    assert figure.expected is None


def test_a_blank_is_missing_and_a_zero_is_zero(cube):
    blank, zero = cube.figure("1.5", "so-c", "2024-H1"), cube.figure("3.3", "so-c", "2024-H1")
    assert (blank.value, blank.text, blank.state) == (None, "", "missing")
    assert (zero.value, zero.text, zero.state) == (0.0, "0", "reported")


def test_a_figure_is_found_by_names_as_well_as_ids(cube):
    by_name = cube.figure("civil_servant_quota", "Sở A", "6 tháng đầu năm 2024")
    assert by_name == cube.figure("4.2.1", "so-a", "2024-H1")


def test_a_withheld_total_shows_what_came_in_and_its_coverage(rolled):
    figure = rolled.figure("4.2.1", "tinh", "2024-H1")
    assert (figure.value, figure.state, figure.marks) == (None, "missing", ("withheld",))
    assert (figure.so_far, figure.expected, figure.reported) == (75.0, 3, 2)


def test_answers_are_counted_in_both_languages(rolled):
    figure = rolled.figure("1.5", "tinh", "2024-H1")
    assert figure.value is None
    assert figure.answers == {"vi": {"Không": 1, "Có": 1}, "en": {"No": 1, "Yes": 1}}


def test_figures_run_by_indicator_unit_and_period(cube):
    figures = list(cube.figures())
    assert len(figures) == len(cube.indicators) * 4 * 3
    keys = [(figure.indicator, figure.unit, str(figure.period)) for figure in figures]
    assert keys == [
        (code, unit, period)
        for code in cube.indicators
        for unit in cube.unit_ids
        for period in PERIODS
    ]


def test_absentees_are_named(cube, rolled):
    assert cube.absentees("4.2.1", "tinh", "2024-H1") == ["so-c"]
    assert rolled.absentees("4.2.1", "tinh", "2015") == []


def test_a_total_over_chosen_units_is_exact_or_missing(cube):
    assert cube.total_of("4.2.1", ["so-a", "so-b"], "2024-H1") == "75"
    assert cube.total_of("4.2.1", ["so-a", "so-c"], "2024-H1") is None


@pytest.mark.parametrize("units", [["so-a", "tinh"], ["tinh", "so-a"], ["so-a", "so-a"]])
def test_refuses_to_add_a_unit_and_its_ancestor_or_itself(cube, units):
    with pytest.raises(cchc.AggregationError, match="counts twice") as caught:
        cube.total_of("4.2.1", units, "2024-H1")
    assert "tính trùng" in caught.value.message_vi


def test_refuses_to_add_rates(cube):
    with pytest.raises(cchc.AggregationError, match="ratio_of_sums"):
        cube.total_of("3.3.1", ["so-a", "so-b"], "2024-H1")


# Planes -------------------------------------------------------------------------------------------


def test_a_plane_is_units_by_periods(cube):
    plane = cube["4.2.1"]
    assert plane.values.shape == plane.states.shape == (4, 3)
    assert plane.values.dtype == np.float64
    assert plane.values[1].tolist() == [50.0, 46.0, 45.0]
    assert STATES[plane.states[3, 2]] == "missing"
    assert np.isnan(plane.values[3, 2])
    assert plane.indicator["unit_of_measure"] == "person"
    assert plane.expected is None


def test_a_consolidated_plane_has_coverage_parts_and_answers(rolled):
    rate = rolled["3.3.1"]
    assert rate.numerator[0].tolist()[1:] == [950.0, 16161.0]
    assert rate.denominator[0].tolist()[1:] == [1000.0, 16281.0]
    assert rolled["4.2.1"].reported[0].tolist() == [3, 3, 2]
    assert {code: counts[0, 2] for code, counts in rolled["1.5"].answers.items()} == {0: 1, 1: 1}


def test_an_indicator_is_taken_by_code_name_or_alias(cube):
    assert cube["3.3.resolved"].values is not None
    assert cube["3.3.resolved"].indicator["code"] == "3.3"
    assert "3.3" in cube
    assert "9.9" not in cube


def test_arrays_are_read_only(cube, rolled):
    for plane in (cube["4.2.1"], rolled["4.2.1"], rolled["3.3.1"], rolled["1.5"]):
        for name, array in arrays_of(plane).items():
            assert not array.flags.writeable, name
            with pytest.raises(ValueError, match="read-only"):
                array[0, 0] = 1
            with pytest.raises(ValueError, match="WRITEABLE"):
                array.flags.writeable = True


def test_arrays_are_views_of_the_engine_without_a_copy(rolled):
    for code in ("4.2.1", "3.3.1", "1.5"):
        first, second = arrays_of(rolled[code]), arrays_of(rolled[code])
        for name in first.keys() - {"numerator", "denominator"}:  # these are computed when asked
            array = first[name]
            assert not array.flags.owndata, name
            assert np.shares_memory(array, second[name]), name


def test_arrays_keep_their_owner_alive():
    cube = cchc.roll_up(small_cube())
    kept = arrays_of(cube["3.3.1"]) | {"totals": cube["4.2.1"].values}
    copies = {name: array.copy() for name, array in kept.items()}
    del cube
    gc.collect()
    # Freed memory would be handed out again to these.
    fillers = [np.full(array.shape, 7, array.dtype) for array in copies.values() for _ in range(99)]
    for name, array in kept.items():
        np.testing.assert_array_equal(array, copies[name])
    assert len(fillers) == 99 * len(kept)


# Views --------------------------------------------------------------------------------------------


def test_a_view_holds_what_was_chosen_in_the_order_chosen(cube):
    view = cube.sel(indicator=["4.2.2", "4.2.1"], unit=["so-b", "so-a"], periods="2024-H1")
    assert view.indicators == ["4.2.2", "4.2.1"]
    assert view.unit_ids == ["so-b", "so-a"]
    assert [str(period) for period in view.periods] == ["2024-H1"]
    assert [figure.value for figure in view.figures()] == [29.0, 44.0, 30.0, 45.0]


def test_views_narrow_one_another_and_leave_the_cube_alone(cube):
    view = cube.sel(level="department").sel(indicator="4.2.1").sel(periods=["2015", "2024-H1"])
    assert view.unit_ids == ["so-a", "so-b", "so-c"]
    assert len(list(view.figures())) == 6
    assert len(cube.indicators) == 11


def test_a_verb_keeps_the_view(cube):
    view = cube.sel(indicator=["4.2.1", "1.5"], level="province", periods="2024-H1")
    rolled = cchc.roll_up(view)
    assert rolled.indicators == ["4.2.1", "1.5"]
    assert rolled.unit_ids == ["tinh"]
    assert [str(period) for period in rolled.periods] == ["2024-H1"]
    # The total is over all departments, though the view shows the province only.
    assert rolled.figure("4.2.1", "tinh", "2024-H1").so_far == 75.0


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"indicator": "9.9"}, "CCHC-E0910"),
        ({"indicator": "4.1.1"}, "CCHC-E0903"),
        ({"unit": "so-z"}, "CCHC-E0902"),
        ({"periods": "2031"}, "CCHC-E0904"),
        ({"level": "commune"}, "CCHC-E0921"),
        ({"level": ["province", "commune"]}, "CCHC-E0921"),
    ],
)
def test_refuses_to_choose_what_is_not_there(cube, choice, code):
    with pytest.raises(cchc.SelectionError, match=code) as caught:
        cube.sel(**choice)
    assert caught.value.message_vi != caught.value.message_en


def test_tab_completion_offers_the_codes(cube):
    assert cube._ipython_key_completions_() == cube.indicators
    assert cube.sel(indicator="4.2.1")._ipython_key_completions_() == ["4.2.1"]


def test_a_near_code_is_proposed(cube):
    with pytest.raises(cchc.SelectionError, match=r'near: "4\.2\.1"'):
        cube["4.2.x"]


# Tables -------------------------------------------------------------------------------------------


def test_the_frame_has_a_row_for_each_figure_and_nan_for_a_blank(cube):
    frame = cube.to_frame()
    assert list(frame.columns) == [
        "indicator", "unit", "period", "value", "state", "expected", "reported",
    ]  # fmt: skip
    assert frame["expected"].isna().all()  # a unit's own figure has no coverage
    assert len(frame) == 11 * 4 * 3
    found = frame.set_index(["indicator", "unit", "period"])
    assert found.loc[("4.2.1", "so-a", "2024-H1"), "value"] == 45
    assert np.isnan(found.loc[("4.2.1", "so-c", "2024-H1"), "value"])
    assert found.loc[("3.3", "so-c", "2024-H1"), ["value", "state"]].tolist() == [0, "reported"]


def test_the_frame_says_what_the_figures_say(rolled):
    frame = rolled.sel(level=["province", "department"]).to_frame()
    for row, figure in zip(frame.itertuples(), rolled.figures(), strict=True):
        assert (row.indicator, row.unit, row.period) == (
            figure.indicator,
            figure.unit,
            str(figure.period),
        )
        assert (None if np.isnan(row.value) else row.value) == figure.value
        assert row.state == figure.state


def test_the_frame_of_a_view_holds_the_view_only(rolled):
    frame = rolled.sel(indicator="4.2.1", unit="tinh", periods=["2015", "2024-H1"]).to_frame()
    assert frame["period"].tolist() == ["2015", "2024-H1"]
    assert frame["reported"].tolist() == [3, 2]
    assert frame["expected"].tolist() == [3, 3]


# Building -----------------------------------------------------------------------------------------


def test_a_later_report_supersedes_and_an_earlier_day_still_sees_the_earlier():
    table = cchc.from_rows(
        [{"indicator": "4.2.1", "unit": "so-a", "period": "2024", "value": 40}],
        received="2024-12-20",
    )
    later = cchc.from_rows(
        [{"indicator": "4.2.1", "unit": "so-a", "period": "2024", "value": 41}],
        received="2025-01-20",
    )
    table.append_all(later)
    now = cchc.build(table, hierarchy=UNITS)
    then = cchc.build(table, hierarchy=UNITS, as_known="2024-12-31")
    assert now.figure("4.2.1", "so-a", "2024").value == 41
    assert then.figure("4.2.1", "so-a", "2024").value == 40


def test_what_cannot_be_used_is_an_issue_in_both_languages():
    strange = [
        {"indicator": "9.9", "unit": "so-a", "period": "2024", "value": 1},
        {"indicator": "4.2.1", "unit": "so-z", "period": "2024", "value": 1},
    ]
    cube = cchc.build(cchc.from_rows([*rows(), *strange]), hierarchy=UNITS)
    assert sorted(issue["code"] for issue in cube.issues) == ["CCHC-I0901", "CCHC-I0902"]
    for issue in cube.issues:
        assert issue["message_vi"] != issue["message_en"]
    assert cube.figure("4.2.1", "so-a", "2024-H1").value == 45


def test_two_values_of_one_cell_in_one_report_are_a_contradiction():
    row = {"indicator": "4.2.1", "unit": "so-a", "period": "2024"}
    cube = cchc.build(cchc.from_rows([row | {"value": 1}, row | {"value": 2}]), hierarchy=UNITS)
    assert len(cube.issues) == 1
    assert cube.issues[0]["code"] == "CCHC-I0904"
    assert cube.figure("4.2.1", "so-a", "2024").value == 1


def test_one_figure_is_read_without_a_whole_plane(monkeypatch):
    cube = small_cube()
    expected = next(each for each in cube.figures() if each.value is not None)
    monkeypatch.delattr(cchc._core.Cube, "plane")
    assert cube.figure(expected.indicator, expected.unit, expected.period) == expected


def test_a_cube_is_built_of_tables_and_reports_together():
    report = cchc.read(samples.real_report_text(), file=samples.REAL_FILE)
    unit = [{"id": "sct", "name": report.agency}]
    row = {"indicator": "4.2.1", "unit": "sct", "value": 999}
    archive = cchc.from_rows([row | {"period": "2015"}, row | {"period": "2024-H1"}])
    cube = cchc.build([archive, report], hierarchy=unit)
    alone = cchc.build(report, hierarchy=unit)
    assert cube.figure("4.2.1", "sct", "2015").value == 999
    own = alone.figure("4.2.1", "sct", "2024-H1")
    assert own.value not in (None, 999)
    assert cube.figure("4.2.1", "sct", "2024-H1") == own  # the later in the list
    first = cchc.build([report, archive], hierarchy=unit)
    assert first.figure("4.2.1", "sct", "2024-H1").value == 999
    assert len(archive) == 2
