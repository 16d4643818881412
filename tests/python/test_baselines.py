"""Baselines that users bring."""

import numpy as np
import pytest
from small_province import small_cube

import cchc


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
