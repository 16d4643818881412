"""What was computed from other units' figures, where verbs change the units or who counts."""

import pytest

import cchc

UNITS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "a", "name": "Xã A", "parent": "p", "type": "commune", "valid_to": "2024-07-01"},
    {"id": "b", "name": "Xã B", "parent": "p", "type": "commune", "valid_to": "2024-07-01"},
    {"id": "ab", "name": "Xã AB", "parent": "p", "type": "commune", "valid_from": "2024-07-01"},
    {"id": "c", "name": "Xã C", "parent": "p", "type": "commune"},
]
EVENTS = [
    {"kind": "merge", "date": "2024-07-01", "from": ["a", "b"], "to": ["ab"], "source": "thử"},
]
FIGURES = {
    "2023": {"a": 10, "b": 20, "c": 30},
    "2024-H1": {"a": 11, "b": 21, "c": 31},
}


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        cchc.indicator("whole", formula="[sum:4.2.1]", unit_of_measure="person")
        cchc.indicator("above", formula="[parent:whole]", unit_of_measure="person")
        yield


@pytest.fixture
def cube():
    rows = [
        {"indicator": "4.2.1", "unit": unit, "period": period, "value": value}
        for period, figures in FIGURES.items()
        for unit, value in figures.items()
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


def lineage():
    return cchc.lineage(EVENTS, cchc.hierarchy(UNITS))


def codes(cube):
    return [issue["code"] for issue in cube.issues]


VIEWS = {
    "as it is": {"as_it_is": "2024-12-31"},
    "constant perimeter": {"constant_perimeter": ("2024-01-01", "2024-12-31")},
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_rebuild_leaves_out_what_rests_on_other_units_and_says_so(cube, view):
    derived = cchc.derive(cube, ["whole", "above"])
    now = cchc.rebuild(derived, lineage(), **VIEWS[view])
    plain = cchc.rebuild(cube, lineage(), **VIEWS[view])
    assert now.indicators == plain.indicators == ["4.2.1"]
    assert [figure.text for figure in now.figures()] == [figure.text for figure in plain.figures()]
    assert [issue for issue in codes(now) if issue == "CCHC-I1006"] == ["CCHC-I1006"] * 2
    assert {issue["place"] for issue in now.issues} >= {"x.whole", "x.above"}
    with pytest.raises(cchc.SelectionError, match="E0903"):
        now.figure("whole", "ab", "2023")


@pytest.mark.parametrize("view", VIEWS)
def test_what_was_left_out_is_derived_again_of_the_units_there_are_now(cube, view):
    derived = cchc.derive(cube, ["whole", "above"])
    again = cchc.derive(cchc.rebuild(derived, lineage(), **VIEWS[view]), ["whole", "above"])
    plain = cchc.derive(cchc.rebuild(cube, lineage(), **VIEWS[view]), ["whole", "above"])
    assert again.figure("whole", "p", "2023").text == "60"
    assert again.figure("above", "c", "2023").text == "60"
    assert [vars(each) for each in again.figures()] == [vars(each) for each in plain.figures()]


def test_like_for_like_leaves_out_what_rests_on_other_units(cube):
    matched = cchc.like_for_like(cchc.derive(cube, "whole"), "2024-H1", "2023")
    assert matched.indicators == ["4.2.1"]
    assert codes(matched) == ["CCHC-I1006"]
    assert cchc.derive(matched, "whole").figure("whole", "p", "2023").text == "60"
    assert cchc.roll_up(matched).figure("4.2.1", "p", "2024-H1").text == "63"


def test_like_for_like_sums_only_who_gave_both_after_deriving_again():
    rows = [
        {"indicator": "4.2.1", "unit": unit, "period": period, "value": value}
        for unit, period, value in (("a", "2023", 10), ("c", "2023", 30), ("c", "2024-H1", 31))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=UNITS)
    derived = cchc.derive(cube, "whole", missing="skip_missing")
    assert derived.figure("whole", "p", "2023").text == "40"
    again = cchc.derive(cchc.like_for_like(derived, "2024-H1", "2023"), "whole")
    assert again.figure("whole", "p", "2023").text == "30"


def test_a_function_of_what_rests_on_other_units_is_left_out_too(cube):
    @cchc.indicator(inputs=("whole",), unit_of_measure="person")
    def half(whole):
        return whole / 2

    now = cchc.rebuild(cchc.derive(cube, "half"), lineage(), as_it_is="2024-12-31")
    assert now.indicators == ["4.2.1"]
    assert {issue["place"] for issue in now.issues} == {"x.whole", "x.half"}


def test_figures_of_the_unit_itself_are_rebuilt_as_ever(cube):
    cchc.indicator("twice", formula="2 * [4.2.1]", unit_of_measure="person")
    now = cchc.rebuild(cchc.derive(cube, "twice"), lineage(), as_it_is="2024-12-31")
    assert now.figure("twice", "ab", "2023").text == "60"
    assert codes(now) == []


def test_totals_are_refused_as_ever(cube):
    with pytest.raises(cchc.AggregationError, match=r"E1008.*4\.2\.1"):
        cchc.rebuild(cchc.roll_up(cchc.derive(cube, "whole")), lineage(), as_it_is="2024-12-31")
