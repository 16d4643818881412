"""Derived indicators by formula and by function."""

import numpy as np
import pytest
from small_province import small_cube as province

import cchc


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


FILE = "case file (hồ sơ)"


def test_a_formula_becomes_a_plane():
    cchc.indicator("late", formula="[3.3] - [3.3.resolved_on_time]", unit_of_measure=FILE)
    cube = cchc.derive(province(), "late")
    assert cube.figure("late", "so-a", "2024-H1").text == "100"
    assert cube.figure("late", "so-a", "2023-H1").text == "10"
    assert cube.indicators[-1] == "x.late"


def test_a_formula_of_consolidated_figures_is_the_rate_of_the_whole():
    cchc.indicator("on_time", formula="100 * [3.3.resolved_on_time] / [3.3]")
    whole = cchc.derive(cchc.roll_up(province()), "on_time").figure("on_time", "tinh", "2024-H1")
    assert whole.value == 100 * (16081 + 80) / (16181 + 100)
    assert whole.expected == 3


def test_names_stand_for_codes():
    name = province().catalogue.indicator(province().catalogue.at("3.3"))["name"]
    cchc.indicator("twice", formula=f"2 * [{name}]", unit_of_measure=FILE)
    assert cchc.derive(province(), "twice").figure("twice", "so-b", "2024-H1").value == 200


def test_codes_of_a_form_are_read_inside_the_form():
    cchc.indicator("in_form", formula="[2.4] / 100", form="BM3")
    cube = cchc.build(
        cchc.from_rows([{"indicator": "3.2.1", "unit": "a", "period": "2024-H1", "value": 50}]),
        hierarchy=[{"id": "a", "name": "Sở A"}],
    )
    assert cchc.derive(cube, "in_form").figure("in_form", "a", "2024-H1").value == 0.5


def test_people_and_files_do_not_add_up():
    cchc.indicator("mixed", formula="[3.3] + [4.2.1]", unit_of_measure=FILE)
    with pytest.raises(cchc.FormulaError) as caught:
        cchc.derive(province(), "mixed")
    assert caught.value.code == "CCHC-E0620"
    assert "\n  [3.3] + [4.2.1]\n        ^" in caught.value.message_en
    assert "person" in caught.value.message_vi


def test_the_result_must_count_what_is_declared():
    cchc.indicator("wrong", formula="[3.3] * 2", unit_of_measure="person")
    with pytest.raises(cchc.FormulaError, match="E0623"):
        cchc.derive(province(), "wrong")


def test_a_formula_that_does_not_compile_is_refused_when_it_is_registered():
    with pytest.raises(cchc.FormulaError, match="E0601") as caught:
        cchc.indicator("broken", formula="1 + * 2")
    assert "^" in caught.value.message_en
    assert cchc.list_extensions("indicator") == []


def test_an_unknown_reference_names_the_near_ones():
    cchc.indicator("unknown", formula="[3.3.resolved_on_tim]", unit_of_measure=FILE)
    with pytest.raises(cchc.FormulaError, match=r"E0622.*3\.3\.resolved_on_time"):
        cchc.derive(province(), "unknown")


@pytest.mark.parametrize(
    ("formula", "unit", "value"),
    [
        ("[sum:4.2.1]", "tinh", 75),
        ("[sum:4.2.1]", "so-a", 45),
        ("[count:4.2.1]", "tinh", 2),
        ("[mean:4.2.1]", "tinh", 37.5),
        ("[minimum:4.2.1]", "tinh", 30),
        ("[maximum:4.2.1]", "tinh", 45),
        ("[median:3.3:department]", "tinh", 100),
        ("[sum:4.2.1 @ 2015]", "tinh", 110),
        ("[4.2.1 @ same_period_last_year]", "so-a", 46),
        ("100 * [4.2.1] / [top:4.2.1]", "so-a", None),
    ],
)
def test_references_over_other_units(formula, unit, value):
    measure = "person" if "4.2.1" in formula else FILE
    measure = "percent" if "count" in formula or "/" in formula else measure
    cchc.indicator("read", formula=formula, unit_of_measure=measure)
    cube = cchc.derive(province(), "read", missing="skip_missing")
    assert cube.figure("read", unit, "2024-H1").value == value
    assert cube.indicators == [*province().indicators, "x.read"]


def test_a_share_of_the_unit_above():
    cchc.indicator("share", formula="100 * [3.3] / [parent:3.3]")
    cube = cchc.derive(cchc.roll_up(province()), "share")
    assert cube.figure("share", "so-b", "2024-H1").value == 100 * 100 / 16281


def test_a_subtree_of_consolidated_figures_is_refused():
    cchc.indicator("twice", formula="[sum:3.3]", unit_of_measure=FILE)
    with pytest.raises(cchc.AggregationError, match="E1043"):
        cchc.derive(cchc.roll_up(province()), "twice")


def test_an_unknown_level_is_refused():
    cchc.indicator("nowhere", formula="[sum:3.3:moon]", unit_of_measure=FILE)
    with pytest.raises(cchc.SelectionError, match="department"):
        cchc.derive(province(), "nowhere")


def test_a_function_gets_whole_planes_and_gives_one():
    shapes = []

    @cchc.indicator(inputs=("3.3.received", "3.3"), unit_of_measure=FILE)
    def backlog(received, resolved):
        """Files that are still open."""
        shapes.append((received.shape, received.dtype, received.flags.writeable))
        return received - resolved

    cube = cchc.derive(province(), "backlog")
    assert shapes == [((4, len(cube.periods)), np.dtype("float64"), False)]
    assert cube.figure("backlog", "so-b", "2024-H1").value == 10
    assert cube.figure("backlog", "so-b", "2023-H1").state == "missing"


def test_a_function_and_a_formula_may_be_made_of_each_other():
    @cchc.indicator(inputs=("3.3.received", "3.3"), unit_of_measure=FILE)
    def backlog(received, resolved):
        return received - resolved

    @cchc.indicator(inputs="backlog_share")
    def half_of_share(share):
        return share / 2

    cchc.indicator("backlog_share", formula="100 * [backlog] / [3.3.received]")
    cube = cchc.derive(province(), "half_of_share")
    assert cube.figure("half_of_share", "so-b", "2024-H1").value == 100 * 10 / 110 / 2
    assert cube.indicators[-3:] == ["x.backlog", "x.backlog_share", "x.half_of_share"]


def test_a_circle_is_refused():
    cchc.indicator("one", formula="[two]")
    cchc.indicator("two", formula="[one]")
    with pytest.raises(cchc.ExtensionError, match="E1413"):
        cchc.derive(province(), ["one", "two"])


def test_a_code_of_another_indicator_is_refused():
    cchc.indicator("taken", code="3.3", formula="[3.1]", unit_of_measure="procedure")
    with pytest.raises(cchc.ExtensionError, match="E1414"):
        cchc.derive(province(), "taken")


@pytest.mark.parametrize("by_function", [True, False])
def test_a_name_of_another_indicator_is_refused(by_function):
    name = province().catalogue.indicator(province().catalogue.at("3.3"))["name"]
    if by_function:
        cchc.indicator(name, inputs="3.3", unit_of_measure=FILE)(lambda files: files * 2)
    else:
        cchc.indicator(name, formula="2 * [3.3]", unit_of_measure=FILE)
    with pytest.raises(cchc.ExtensionError, match="E1414") as caught:
        cchc.derive(province(), name)
    assert name in caught.value.message_vi
    left = cchc.derive(province()).issues[-1]
    assert left["code"] == "CCHC-I0913"
    assert caught.value.message_vi in left["message_vi"]


def test_a_changed_formula_does_not_leave_the_old_figures_standing():
    cchc.indicator("x", formula="[3.3]", unit_of_measure=FILE)
    cube = cchc.derive(province(), "x")
    cchc.indicator("x", formula="2 * [3.3]", unit_of_measure=FILE, replace=True)
    with pytest.raises(cchc.ExtensionError, match="E1414"):
        cchc.derive(cube, "x")
    assert cchc.derive(province(), "x").figure("x", "so-b", "2024-H1").value == 200


def test_deriving_again_changes_nothing():
    cchc.indicator("late", formula="[3.3] - [3.3.resolved_on_time]", unit_of_measure=FILE)
    cchc.indicator("all_late", formula="[sum:late]", unit_of_measure=FILE)
    once = cchc.derive(province(), ["late", "all_late"])
    again = cchc.derive(once, ["all_late", "late"])
    assert again.indicators == once.indicators
    assert again.figure("all_late", "tinh", "2024-H1").text == "120"
    assert cchc.derive(province(), "all_late").figure("all_late", "so-b", "2024-H1").text == "20"


def test_a_form_that_was_replaced_is_read_anew():
    rows = [{"code": "1", "label": "Số hồ sơ", "unit of measure": "Hồ sơ", "indicator": "3.3"}]
    cchc.form(rows, id="HN1", title_vi="Biểu")
    cchc.indicator("read", formula="[1]", form="HN1", unit_of_measure=FILE)
    assert cchc.derive(province(), "read").figure("read", "so-b", "2024-H1").text == "100"
    cchc.form([{**rows[0], "indicator": "3.3.received"}], id="HN1", title_vi="Biểu", replace=True)
    assert cchc.derive(province(), "read").figure("read", "so-b", "2024-H1").text == "110"


def test_a_new_unit_of_measure_may_be_brought():
    points = {"id": "point", "label_vi": "điểm", "label_en": "points"}
    cchc.indicator("weighted", inputs="3.3", unit_of_measure=points)(lambda files: files * 1.5)
    cube = cchc.derive(province(), "weighted")
    assert cube["weighted"].indicator["unit_of_measure"] == "point"
    assert cube.figure("weighted", "so-b", "2024-H1").value == 150


def test_without_names_all_that_the_cube_has_figures_for_is_derived():
    cchc.indicator("late", formula="[3.3] - [3.3.resolved_on_time]", unit_of_measure=FILE)
    cchc.indicator("absent", formula="[6.1.1]", unit_of_measure="person")
    cchc.indicator("after_absent", formula="[absent]", unit_of_measure="person")
    cube = cchc.derive(province())
    assert "x.late" in cube.indicators
    assert "3.3.pending" in cube.indicators
    assert "x.absent" not in cube.indicators
    assert "x.after_absent" not in cube.indicators


def test_a_derived_figure_explains_itself():
    @cchc.indicator(inputs=("3.3.received", "3.3"), unit_of_measure=FILE)
    def backlog(received, resolved):
        return received - resolved

    tree = cchc.derive(province(), "backlog").explain("backlog", "so-b", "2024-H1")
    words = str(tree)
    assert "backlog" in words
    assert "110" in words
    assert "100" in words


def test_marks_of_inputs_and_not_applicable_cells_are_passed_on():
    rows = [
        {"indicator": "2.1", "unit": "a", "period": "2024-H1", "value": 4},
        {"indicator": "2.1", "unit": "b", "period": "2024-H1", "state": "not_applicable"},
    ]
    units = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    cchc.indicator("twice", inputs="2.1", unit_of_measure="document")(lambda plane: plane * 2)
    derived = cchc.derive(cube, "twice")
    assert derived.figure("twice", "b", "2024-H1").state == "not_applicable"
    assert derived.figure("twice", "a", "2024-H1").value == 8
