"""Baselines that users bring."""

import numpy as np
import pytest
from small_province import small_cube

import cchc
from cchc.present.comparison_pages import write_comparison


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def test_a_baseline_is_compared_with_cell_by_cell():
    seen = []

    @cchc.baseline()
    def a_tenth_less(plane, periods):
        seen.append((plane.flags.writeable, [str(period) for period in periods]))
        return plane * 0.9

    cube = small_cube().sel(indicator=["3.3", "3.1"])
    compared = cchc.compare(cube, "2024-H1", baseline="a_tenth_less")
    change = compared.change("3.3", "so-b")
    assert (change.value, change.baseline, change.change) == (100, 90, 10)
    assert compared.baseline == "a_tenth_less"
    assert seen == [(False, [str(period) for period in cube.periods])] * 2


def test_the_best_unit_is_a_baseline():
    def best_unit(plane, _):
        best = np.fmax.reduce(plane, axis=0, initial=-np.inf)
        return np.broadcast_to(np.where(np.isinf(best), np.nan, best), plane.shape)

    cchc.baseline("best")(best_unit)
    compared = cchc.compare(small_cube(), "2024-H1", baseline="best")
    assert compared.change("4.2.2", "so-c").change == 20 - 44
    assert compared.change("4.2.2", "so-a").change == 0


def test_a_baseline_without_a_figure_gives_no_change():
    cchc.baseline("nothing")(lambda plane, _: np.full(plane.shape, np.nan))
    change = cchc.compare(small_cube(), "2024-H1", baseline="nothing").change("3.3", "so-b")
    assert change.baseline is None
    assert change.change is None
    assert "BASE_MISSING" in [reason.code for reason in change.reasons]


@pytest.mark.parametrize("word", ["previous_period", "same_period_last_year", "rolling_mean"])
def test_words_of_the_engine_cannot_be_taken_over(word):
    with pytest.raises(cchc.ExtensionError, match="E1401") as caught:
        cchc.baseline(word, replace=True)(lambda plane, _: plane)
    assert word in caught.value.message_vi
    assert cchc.list_extensions("baseline") == []


def test_an_unknown_baseline_is_refused():
    with pytest.raises(cchc.SelectionError):
        cchc.compare(small_cube(), baseline="nobodys")


def test_the_explanation_of_a_change_names_the_baseline():
    cchc.baseline("a_tenth_less")(lambda plane, _: plane * 0.9)
    compared = cchc.compare(small_cube(), "2024-H1", baseline="a_tenth_less")
    assert "a_tenth_less" in str(compared.explain("3.3", "so-b"))


def column_before(plane, periods):
    """The figures of the column before."""
    found = np.full(plane.shape, np.nan)
    found[:, 1:] = plane[:, :-1]
    return found


def codes(change):
    return [reason.code for reason in change.reasons]


def quarters(*gaps):
    """A group with two units in four quarters of files resolved; `gaps` are left out."""
    units = [
        {"id": "p", "name": "Tỉnh", "reports": False},
        {"id": "a", "name": "Sở A", "parent": "p"},
        {"id": "b", "name": "Sở B", "parent": "p"},
    ]
    rows = [
        {"indicator": "3.3", "unit": unit, "period": f"2024-Q{n}", "value": base + n}
        for unit, base in (("a", 10), ("b", 20))
        for n in range(1, 5)
        if (unit, n) not in gaps
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=units)


def test_totals_have_registered_baselines_too():
    cchc.baseline("before")(column_before)
    compared = cchc.compare(cchc.roll_up(quarters()), "2024-Q3", baseline="before")
    change = compared.change("3.3", "p")
    assert (change.value, change.baseline, change.change) == (36, 34, 2)
    assert change.comparability == "comparable"
    assert codes(change) == ["BASELINE_FUNCTION"]


def test_a_baseline_of_totals_is_held_to_every_total_that_the_function_saw():
    cchc.baseline("before")(column_before)
    seen = cchc.roll_up(quarters(("b", 1)), missing="skip_missing")
    change = cchc.compare(seen, "2024-Q3", baseline="before").change("3.3", "p")
    assert (change.baseline, change.change, change.comparability) == (34, None, "break")
    assert codes(change) == ["COVERAGE", "BASELINE_FUNCTION"]
    permitted = cchc.compare(seen, "2024-Q3", baseline="before", permissive="COVERAGE")
    assert permitted.change("3.3", "p").change == 2
    unseen = cchc.roll_up(quarters(("b", 1)))  # no total of the first quarter
    assert cchc.compare(unseen, "2024-Q3", baseline="before").change("3.3", "p").change == 2


def test_a_total_with_gaps_does_not_compare_with_a_baseline_of_whole_ones():
    cchc.baseline("before")(column_before)
    seen = cchc.roll_up(quarters(("b", 3)), missing="skip_missing")
    change = cchc.compare(seen, "2024-Q3", baseline="before").change("3.3", "p")
    assert (change.value, change.change) == (13, None)
    assert "COVERAGE" in codes(change)


@pytest.mark.parametrize("baseline", ["before", "rolling_mean"])
def test_a_baseline_that_is_no_window_has_no_period(baseline):
    cchc.baseline("before")(column_before)
    compared = cchc.compare(quarters(), "2024-Q4", baseline=baseline)
    assert compared.change("3.3", "a").baseline_period is None
    assert [other for _, other in compared.pairs] == [None]
    assert compared.to_frame()["baseline_period"].isna().all()
    name = compared.baseline
    assert name.startswith(baseline)
    tree = compared.explain("3.3", "a")
    assert "quý IV năm 2024 đến quý IV" not in tree["rule_vi"]
    assert f"mốc {name}" in tree["rule_vi"]
    assert f"the baseline {name}" in tree["rule_en"]
    assert str(cchc.explain(compared, "3.3", "a"))
    assert f"2024-Q4 so với {name}" in str(compared)


def test_the_baseline_names_every_figure_that_the_function_saw_of_the_unit():
    cchc.baseline("before")(column_before)
    value, baseline = cchc.compare(quarters(("a", 2)), "2024-Q4", baseline="before").explain(
        "3.3", "a"
    )["parts"]
    assert (value["figure"], baseline["figure"]) == ("14", "13")
    assert [part["period"] for part in baseline["parts"]] == ["2024-Q1", "2024-Q3", "2024-Q4"]
    assert all("seen by the function" in part["role_en"] for part in baseline["parts"])
    assert "before" in baseline["rule_en"]


def test_a_comparison_with_a_registered_baseline_is_written(tmp_path):
    cchc.baseline("before")(column_before)
    compared = cchc.compare(quarters(), ["2024-Q3", "2024-Q4"], baseline="before")
    write_comparison(compared, tmp_path / "compared.html")
    page = (tmp_path / "compared.html").read_text(encoding="utf-8")
    assert "so với before" in page
    assert "None" not in page
    assert "2024-Q3 / before" in compared._repr_html_()


def test_an_unknown_baseline_is_told_what_is_known():
    cchc.baseline("before")(column_before)
    with pytest.raises(cchc.SelectionError, match=r"E0920.*rolling_mean, before") as caught:
        cchc.compare(quarters(), baseline="beforr")
    assert "rolling_mean, before" in caught.value.message_vi


@pytest.mark.parametrize("baseline", ["before", "rolling_mean"])
def test_a_change_from_what_is_no_window_is_not_split(baseline):
    cchc.baseline("before")(column_before)
    with pytest.raises(cchc.ComparisonError, match=rf"E1113.*baseline='{baseline}'"):
        cchc.contribution(quarters(), "3.3", "p", "2024-Q4", baseline=baseline)


def test_a_change_from_an_unknown_baseline_is_told_the_windows():
    cchc.baseline("before")(column_before)
    with pytest.raises(cchc.SelectionError, match=r"E0920.*end_of_last_year, a year") as caught:
        cchc.contribution(quarters(), "3.3", "p", "2024-Q4", baseline="nobodys")
    assert "rolling_mean, before" not in str(caught.value)
