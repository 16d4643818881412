"""Indicators made of derived ones: the rules of totals hold through every step between."""

import numpy as np
import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc import samples

NOW = "2024-H1"
FILE = "case file (hồ sơ)"
SKIP = {"missing": "skip_missing"}


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def figure(cube, name, unit="tinh"):
    return cube.figure(name, unit, NOW)


def quotas():
    """4.2.1 came from A and B, 4.2.2 from A, B and C."""
    wanted = [row for row in rows() if row["indicator"] in ("4.2.1", "4.2.2")]
    return cchc.build(cchc.from_rows(wanted), hierarchy=UNITS)


def people(name, formula):
    cchc.indicator(name, formula=formula, unit_of_measure="person")


def own_figure_above():
    """The province gave figures of its own beside its departments."""
    tree = [{"id": "t", "name": "Tỉnh"}, *({"id": u, "name": u, "parent": "t"} for u in "ab")]
    cells = [
        {"indicator": code, "unit": unit, "period": NOW, "value": value}
        for code, values in (("4.2.1", (10, 100, 100)), ("4.2.2", (10, 50, 50)))
        for unit, value in zip("tab", values, strict=True)
    ]
    return cchc.build(cchc.from_rows(cells), hierarchy=tree)


def test_a_step_between_does_not_hide_that_unlike_units_came_in():
    people("quota", "[sum:4.2.1]")
    people("present", "[sum:4.2.2]")
    cchc.indicator("direct", formula="100 * [sum:4.2.2] / [sum:4.2.1]")
    cchc.indicator("chain", formula="100 * [present] / [quota]")
    cchc.indicator("longer", formula="100 * [present] / ([quota] * 1)")
    cube = cchc.derive(small_cube(), ["direct", "chain", "longer"], **SKIP)
    assert (figure(cube, "present").value, figure(cube, "quota").value) == (93, 75)
    for name in ("direct", "chain", "longer"):
        assert figure(cube, name).value is None
        assert "unlike units" in cube.explain(name, "tinh", NOW)["rule_en"]


def test_a_chain_of_totals_of_the_same_units_stands():
    people("quota", "[sum:4.2.1]")
    cchc.indicator("same", formula="100 * [quota] / [sum:4.2.1]")
    cube = cchc.derive(small_cube(), "same", **SKIP)
    assert figure(cube, "same").value == 100
    assert (figure(cube, "same").reported, figure(cube, "same").expected) == (2, 3)


def test_a_step_between_counts_the_units_of_consolidated_figures_too():
    people("half", "[4.2.1] / 2")
    cchc.indicator("chain", formula="100 * [4.2.2] / [half]")
    cube = cchc.derive(cchc.roll_up(quotas(), **SKIP), "chain")
    assert figure(cube, "half").value == 37.5
    assert figure(cube, "chain").value is None
    assert figure(cube, "chain", "so-a").value == 100 * 44 / 22.5


def test_a_step_between_does_not_make_a_sum_of_the_largest_figures():
    people("one", "[4.2.1]")
    people("other", "[4.2.2]")
    cchc.indicator("share", formula="[other] / [one]")
    cube = cchc.derive(cchc.roll_up(quotas(), over_units="maximum", **SKIP), "share")
    assert (figure(cube, "one").value, figure(cube, "other").value) == (45, 44)
    assert figure(cube, "share").value is None
    assert figure(cube, "share", "so-a").value == 44 / 45


def share_by_function():
    @cchc.indicator(inputs=("4.2.2", "4.2.1"))
    def share(present, quota):
        return 100 * present / quota


def test_a_function_of_totals_is_held_to_what_formulas_are_held_to():
    share_by_function()
    cube = cchc.derive(cchc.roll_up(quotas(), **SKIP), "share")
    found = figure(cube, "share")
    assert (found.value, found.state) == (None, "missing")
    assert (found.reported, found.expected) == (2, 3)
    assert figure(cube, "share", "so-a").value == 100 * 44 / 45


def test_a_function_of_totals_of_the_same_units_stands_with_its_coverage():
    cchc.indicator("twice", inputs="4.2.1", unit_of_measure="person")(lambda quota: 2 * quota)
    cube = cchc.derive(cchc.roll_up(quotas(), **SKIP), "twice")
    assert (figure(cube, "twice").value, figure(cube, "twice").reported) == (150, 2)
    found = cchc.compare(cube.sel(indicator="twice", unit="tinh"), NOW, "2023-H1").to_frame()
    assert "comparable" not in list(found["comparability"])


@pytest.mark.parametrize("how", ["maximum", "mean", "median"])
def test_a_function_of_several_totals_that_are_no_sums_says_nothing(how):
    share_by_function()
    cube = cchc.derive(cchc.roll_up(quotas(), over_units=how, **SKIP), "share")
    assert figure(cube, "share").value is None


def test_a_formula_of_a_function_of_totals_asks_for_the_same_units():
    cchc.indicator("quota", inputs="4.2.1", unit_of_measure="person")(lambda quota: quota)
    cchc.indicator("chain", formula="100 * [4.2.2] / [quota]")
    cube = cchc.derive(cchc.roll_up(quotas(), **SKIP), "chain")
    assert figure(cube, "quota").value == 75
    assert figure(cube, "chain").value is None


def test_what_a_function_gave_is_not_added_up_over_merged_units():
    cchc.indicator("seven", inputs="3.3", unit_of_measure=FILE)(lambda files: files * 0 + 7)
    units, lineage = cchc.provinces_2025()
    cube = cchc.build(samples.merged_provinces(), hierarchy=units)
    now = cchc.rebuild(cchc.derive(cube, "seven"), lineage, as_it_is="2025-07-01")
    assert now.figure("seven", "province-37-ninh-binh-2025", "2024-Q3").value is None
    assert "x.seven" in "".join(issue["message_en"] for issue in now.issues)


def test_a_changed_policy_does_not_leave_the_old_figures_standing():
    people("total", "[sum:4.2.1]")
    skipped = cchc.derive(small_cube(), "total", **SKIP)
    assert figure(skipped, "total").value == 75
    complete = cchc.derive(skipped, "total", missing="complete")
    assert (figure(complete, "total").value, figure(complete, "total").so_far) == (None, 75)
    assert figure(complete, "total") == figure(cchc.derive(small_cube(), "total"), "total")
    assert figure(cchc.derive(complete, "total", **SKIP), "total").value == 75
    assert figure(cchc.derive(skipped, "total"), "total").value == 75  # as it was derived before


def test_windows_between_change_nothing():
    people("quota", "[sum:4.2.1]")
    people("present", "[sum:4.2.2]")
    cchc.indicator("chain", formula="100 * [present] / [quota]")
    skipped = cchc.derive(small_cube(), ["quota", "present"], **SKIP)
    windows = cchc.resample(skipped, [NOW, "2023-H1"])
    assert figure(windows, "quota").value == 75
    assert figure(cchc.derive(windows, "chain", **SKIP), "chain").value is None
    assert figure(cchc.derive(windows, "quota", missing="complete"), "quota").value is None


def test_a_replaced_function_is_used_by_all_that_is_made_of_it():
    cchc.indicator("base", inputs="4.2.1", unit_of_measure="person")(lambda quota: quota)
    people("twice", "2 * [base]")
    cube = cchc.derive(small_cube(), "twice")
    assert figure(cube, "twice", "so-a").value == 90
    tenfold = cchc.indicator("base", inputs="4.2.1", unit_of_measure="person", replace=True)
    tenfold(lambda quota: quota * 10)
    for asked in ("twice", "base"):
        assert figure(cchc.derive(cube, asked), "twice", "so-a").value == 900


def test_a_rule_judges_what_the_replaced_function_gives():
    cchc.indicator("base", inputs="4.2.1", unit_of_measure="person")(lambda quota: quota)
    cchc.rule("small", left="[base]", operator="<=", right="100")
    cube = cchc.derive(small_cube(), "base")
    assert cchc.validate(cube, ["small"]).counts()["fails"] == 0
    tenfold = cchc.indicator("base", inputs="4.2.1", unit_of_measure="person", replace=True)
    tenfold(lambda quota: quota * 10)
    assert (
        cchc.validate(cube, ["small"]).counts() == cchc.validate(small_cube(), ["small"]).counts()
    )
    assert cchc.validate(cube, ["small"]).counts()["fails"] > 0


def test_a_reported_figure_stands_however_often_the_formula_is_derived():
    cells = [
        {"indicator": code, "unit": "a", "period": NOW, "value": value}
        for code, value in (("3.3.received", 40), ("3.3", 36), ("3.3.pending", 5))
    ]
    cube = cchc.build(cchc.from_rows(cells), hierarchy=[{"id": "a", "name": "Sở A"}])
    twice = cchc.derive(cchc.derive(cube))
    assert twice.figure("3.3.pending", "a", NOW).value == 5


def test_a_rate_of_own_figures_is_not_the_rate_of_the_whole():
    cchc.indicator("share", formula="100 * [4.2.2] / [4.2.1]")
    rolled = cchc.roll_up(cchc.derive(own_figure_above(), "share"))
    assert rolled.figure("share", "t", NOW).value is None
    assert rolled.figure("share", "a", NOW).value == 50
    assert "derive(roll_up(cube))" in rolled.explain("share", "t", NOW)["rule_en"]
    whole = cchc.derive(rolled, "share").figure("share", "t", NOW).value
    assert whole == 100 * 110 / 210


def test_rates_are_not_averaged_and_quotients_are_rates():
    cchc.indicator("mean_rate", formula="[mean:3.3.1]")
    cchc.indicator("middle_rate", formula="[median:3.3.1]")
    measure = {"id": f"{FILE} / person", "label_vi": "hồ sơ / người", "label_en": "files / person"}
    cchc.indicator("per_head", formula="[3.3] / [4.2.2]", unit_of_measure=measure)
    cchc.indicator("heads", formula="[sum:per_head]", unit_of_measure=measure["id"])
    for name in ("mean_rate", "middle_rate", "heads"):
        with pytest.raises(cchc.AggregationError, match="E1044") as caught:
            cchc.derive(small_cube(), name, **SKIP)
        assert "quotient of two sums" in caught.value.message_en
        assert "\n  [" in caught.value.message_en
    cchc.indicator("highest", formula="[maximum:3.3.1]")
    assert figure(cchc.derive(small_cube(), "highest", **SKIP), "highest").value == 99.38


def test_answer_codes_of_the_unit_above_are_no_quantities_either():
    cchc.indicator("more", formula="[top:1.5] + 1", unit_of_measure="code{0,1}")
    with pytest.raises(cchc.FormulaError, match="E0621"):
        cchc.derive(small_cube(), "more")


def test_the_unit_above_takes_no_level():
    people("above", "1 * [parent:4.2.1:department]")
    with pytest.raises(cchc.SelectionError, match="E0944") as caught:
        cchc.derive(small_cube(), "above")
    assert "position 5" in caught.value.message_en
    assert caught.value.message_vi.endswith("\n      ^")


def test_faults_of_references_over_other_units_are_shown_in_the_formula():
    people("unknown", "1 + [sum:4.2.11]")
    with pytest.raises(cchc.FormulaError, match="E0622") as caught:
        cchc.derive(small_cube(), "unknown")
    assert caught.value.message_en.endswith("\n  1 + [sum:4.2.11]\n      ^")


def test_what_formulas_read_over_other_units_is_no_indicator_of_the_cube():
    people("total", "[sum:4.2.1]")
    cube = cchc.derive(small_cube(), "total", **SKIP)
    assert "total" in cube
    assert "sum:4.2.1" not in cube
    for ask in (
        lambda: cube.sel(indicator="sum:4.2.1"),
        lambda: cube["sum:4.2.1"],
        lambda: cube.figure("sum:4.2.1", "tinh", NOW),
    ):
        with pytest.raises(cchc.SelectionError, match="E0921") as caught:
            ask()
        assert "sum:4.2.1," not in caught.value.message_en


def test_all_takes_what_can_be_computed_and_names_the_rest():
    people("total", "[sum:4.2.1]")  # not of consolidated figures
    people("of_total", "[total] * 2")
    people("good", "[4.2.1] * 2")
    cchc.indicator("wrong", formula="[4.2.1] + [3.3]", unit_of_measure="person")
    calls = []

    @cchc.indicator(inputs="4.2.1", unit_of_measure="person")
    def counted(quota):
        calls.append(1)
        return quota

    cube = cchc.derive(cchc.roll_up(small_cube(), **SKIP))
    assert figure(cube, "good").value == 150
    assert figure(cube, "counted").value == 75
    assert len(calls) == 1
    left = [issue["message_en"] for issue in cube.issues if issue["code"] == "CCHC-I0913"]
    assert [text.split()[1] for text in left] == ["total", "of_total", "wrong"]
    assert "E0620" not in left[0]
    assert "name a level" in left[0]
    assert "x.total" not in cube.indicators


def test_all_holds_indicators_read_in_a_form():
    cells = [{"indicator": "3.2.1", "unit": "a", "period": NOW, "value": 50}]
    cube = cchc.build(cchc.from_rows(cells), hierarchy=[{"id": "a", "name": "Sở A"}])
    cchc.indicator("in_form", formula="[2.4] / 100", form="BM3")
    cchc.indicator("by_function", inputs="2.4", form="BM3")(lambda cells: cells / 100)
    found = cchc.derive(cube)
    assert found.figure("in_form", "a", NOW).value == 0.5
    assert found.figure("by_function", "a", NOW).value == 0.5


def test_a_function_that_fails_is_told_also_when_all_is_asked_for():
    @cchc.indicator(inputs="4.2.1", unit_of_measure="person")
    def broken(quota):
        return np.zeros(3)

    with pytest.raises(cchc.ExtensionError, match="E1404"):
        cchc.derive(small_cube())
