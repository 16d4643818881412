"""Completion by the tab key: codes, units, periods."""

import pytest
from small_province import small_cube

import cchc


def test_codes_units_and_periods_complete():
    cube = small_cube()
    assert "3.3.resolved_on_time" in cube._ipython_key_completions_()
    assert cube.unit._ipython_key_completions_() == ["tinh", "so-a", "so-b", "so-c"]
    assert cube.period._ipython_key_completions_() == ["2015", "2023-H1", "2024-H1"]


def test_what_completes_can_be_chosen():
    cube = small_cube().unit["so-a"].period["2024-H1"]
    assert cube.unit_ids == ["so-a"]
    assert [str(period) for period in cube.periods] == ["2024-H1"]


def test_a_selection_completes_what_it_holds():
    cube = small_cube().sel(level="department", periods="2024-H1", indicator="3.3")
    assert cube.unit._ipython_key_completions_() == ["so-a", "so-b", "so-c"]
    assert cube.period._ipython_key_completions_() == ["2024-H1"]
    assert cube._ipython_key_completions_() == ["3.3"]


def test_names_of_extensions_complete_in_codes_after_deriving():
    with cchc.extensions():
        cchc.indicator("late", formula="[3.3] - [3.3.resolved_on_time]",
                       unit_of_measure="case file (hồ sơ)")  # fmt: skip
        cube = cchc.derive(small_cube(), "late")
    assert "x.late" in cube._ipython_key_completions_()


def test_the_choices_show_themselves():
    assert repr(small_cube().period) == "2015, 2023-H1, 2024-H1"


@pytest.mark.parametrize("key", ["nowhere", ""])
def test_what_is_not_there_is_refused(key):
    with pytest.raises(cchc.SelectionError):
        small_cube().unit[key]
