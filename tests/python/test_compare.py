"""Comparisons: numbers where they may be given, reasons where not, in both languages."""

import numpy as np
import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc.compare import reasons


@pytest.fixture(scope="module")
def cube():
    return small_cube()


@pytest.fixture(scope="module")
def changes(cube):
    return cchc.compare(cchc.roll_up(cube), "2024-H1", "2023-H1")


def codes(change):
    return {reason.code for reason in change.reasons}


def test_a_count_has_a_change_and_a_relative_change_and_no_points(changes):
    change = changes.change("4.2.1", "so-a")
    assert (change.value, change.baseline, change.change) == (45.0, 46.0, -1.0)
    assert change.relative_change == pytest.approx(-100 / 46)
    assert change.point_change is None
    # the report closed on 6 June
    assert (change.comparability, codes(change)) == ("comparable", {"DATA_WINDOW"})
    assert (str(change.period), str(change.baseline_period)) == ("2024-H1", "2023-H1")


def test_a_rate_has_points_and_never_a_relative_change(changes):
    change = changes.change("3.3.1", "tinh")
    assert change.point_change == pytest.approx(100 * 16161 / 16281 - 95)
    assert change.change is None
    assert change.relative_change is None


def test_a_missing_figure_gives_no_number_and_says_why(changes):
    change = changes.change("4.2.1", "tinh")
    assert change.comparability == "impossible"
    assert (change.change, change.relative_change) == (None, None)
    assert "VALUE_MISSING" in codes(change)


def test_a_coded_answer_is_not_subtracted(changes):
    change = changes.change("1.5", "so-a")
    assert "CODED" in codes(change)
    assert change.change is None


def test_a_baseline_of_zero_has_a_change_and_no_relative_change(changes):
    change = changes.change("3.3", "so-c")
    assert (change.value, change.baseline, change.change) == (0.0, 0.0, 0.0)
    assert change.relative_change is None
    assert "BASE_ZERO" in codes(change)


def test_a_number_over_unlike_units_must_be_asked_for_by_name(cube):
    rolled = cchc.roll_up(cube, missing="skip_missing")
    strict = cchc.compare(rolled, "2024-H1", "2023-H1").change("4.2.1", "tinh")
    asked = cchc.compare(rolled, "2024-H1", "2023-H1", permissive=["COVERAGE"])
    permitted = asked.change("4.2.1", "tinh")
    assert strict.change is None
    assert permitted.change == -25.0
    assert codes(permitted) == codes(strict) == {"COVERAGE", "DATA_WINDOW"}


@pytest.mark.parametrize(
    ("baseline", "found"),
    [("same_period_last_year", "2023-H1"), (2015, "2015"), ("end_of_last_year", "2023")],
)
def test_a_baseline_is_named_or_a_year(cube, baseline, found):
    compared = cchc.compare(cube, "2024-H1", baseline=baseline)
    assert [(str(now), str(then)) for now, then in compared.pairs] == [("2024-H1", found)]


def test_all_periods_are_compared_when_none_is_given(cube):
    compared = cchc.compare(cube, baseline="same_period_last_year")
    assert [str(now) for now, _ in compared.pairs] == ["2015", "2023-H1", "2024-H1"]
    assert compared.change("4.2.1", "so-a", pair=2).change == -1.0


def test_another_cube_shows_what_was_revised(cube):
    revised = [row | {"value": "47"} if row["place"] == "line 7" else row for row in rows()]
    later = cchc.build(cchc.from_rows(revised), hierarchy=UNITS)
    compared = cchc.compare(later, "2024-H1", baseline=cube)
    assert compared.change("4.2.1", "so-a").change == 2.0
    assert compared.change("4.2.1", "so-b").change == 0.0


@pytest.mark.parametrize(
    ("arguments", "options", "code"),
    [
        (("2024-H1",), {}, "CCHC-E1111"),
        (("2024-H1", "2023-H1"), {"baseline": 2015}, "CCHC-E1111"),
        (("2024-H1", "2023-H1"), {"permissive": ["LUCK"]}, "CCHC-E1101"),
        (("2024-H1",), {"baseline": "last_week"}, "CCHC-E0920"),
    ],
)
def test_refuses_a_wrong_call_in_both_languages(cube, arguments, options, code):
    with pytest.raises(cchc.Error, match=code) as caught:
        cchc.compare(cube, *arguments, **options)
    assert caught.value.message_vi != caught.value.message_en


def test_every_reason_speaks_both_languages_and_says_what_would_remove_it():
    table = reasons()
    assert len({reason.code for reason in table.values()}) == len(table) >= 15
    for bit, reason in table.items():
        assert bit & (bit - 1) == 0
        texts = [reason.message_vi, reason.message_en, reason.remedy_vi, reason.remedy_en]
        assert all(texts)
        assert len(set(texts)) == 4


def test_changes_run_by_indicator_unit_and_pair(changes):
    listed = list(changes.changes())
    assert len(listed) == 11 * 4
    assert [change.unit for change in listed[:4]] == ["tinh", "so-a", "so-b", "so-c"]


def test_the_frame_holds_codes_of_reasons_and_nan_for_no_number(changes):
    frame = changes.to_frame().set_index(["indicator", "unit"])
    assert frame.loc[("4.2.1", "so-a"), "change"] == -1.0
    assert np.isnan(frame.loc[("4.2.1", "tinh"), "change"])
    assert set(frame.loc[("4.2.1", "tinh"), "reasons"].split(",")) >= {"VALUE_MISSING"}
    assert frame.loc[("4.2.1", "so-a"), "reasons"] == "DATA_WINDOW"
    for name in ("value", "baseline", "change", "relative_change", "point_change"):
        assert frame[name].dtype == "float64"


def test_the_frame_of_nothing_compared_is_empty(cube):
    assert cchc.compare(cube.sel(indicator=[]), "2024-H1", "2023-H1").to_frame().empty


def test_one_change_is_read_without_a_whole_plane(changes, monkeypatch):
    monkeypatch.delattr(cchc._core.Comparison, "plane")
    assert changes.change("4.2.1", "so-a").change == -1.0
