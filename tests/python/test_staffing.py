"""Staffing against a base year: pooled, like with like, and never added over populations."""

import pytest
from small_province import UNITS, rows, small_cube

import cchc


@pytest.fixture(scope="module")
def cube():
    return small_cube()


@pytest.fixture(scope="module")
def table(cube):
    return cchc.staffing(cube, period="2024-H1")


def test_a_unit_shows_quotas_people_vacancy_and_cut(table):
    row = table.row("so-b", "civil_servants")
    assert (row.baseline, row.quota, row.present, row.vacancy) == (35.0, 30.0, 29.0, 1.0)
    assert row.cut_recomputed == pytest.approx(100 * 5 / 35)
    assert row.cut_reported == 15.0
    assert row.difference == pytest.approx(15 - 100 * 5 / 35)


def test_a_group_is_pooled_over_the_units_that_have_both_quotas(table):
    row = table.row("tinh", "civil_servants")
    # C has no quota now: its 25 posts of 2015 and its 20 people stay out of the group's row.
    assert (row.baseline, row.quota, row.present, row.vacancy) == (85.0, 75.0, 73.0, 2.0)
    assert row.cut_recomputed == pytest.approx(100 * (row.baseline - row.quota) / row.baseline)
    assert (row.reported, row.expected) == (2, 3)
    assert row.cut_recomputed != pytest.approx((10 + 100 * 5 / 35) / 2)


def test_a_unit_with_one_quota_only_shows_it_and_no_cut(table):
    row = table.row("so-c", "civil_servants")
    assert (row.baseline, row.quota, row.present) == (25.0, None, 20.0)
    assert (row.vacancy, row.cut_recomputed, row.reported) == (None, None, 0)


def test_a_vacancy_leaves_out_units_that_did_not_say_who_is_present():
    silent = [row for row in rows() if row["place"] != "line 11"]  # B's people present
    row = cchc.staffing(cchc.build(cchc.from_rows(silent), hierarchy=UNITS), period="2024-H1").row(
        "tinh", "civil_servants"
    )
    assert (row.quota, row.present, row.vacancy) == (75.0, 44.0, 1.0)


def test_the_reported_cut_stands_beside_2015_only():
    shifted = [row | {"period": row["period"].replace("2015", "2021")} for row in rows()]
    cube = cchc.build(cchc.from_rows(shifted), hierarchy=UNITS)
    row = cchc.staffing(cube, baseline=2021, period="2024-H1").row("so-a", "civil_servants")
    assert row.cut_recomputed == 10.0
    assert (row.cut_reported, row.difference) == (None, None)


def test_populations_without_figures_are_left_out(table):
    assert {row.population for row in table} == {"civil_servants"}
    assert len(table) == 4


def test_the_last_period_is_looked_at_when_none_is_given(cube, table):
    assert cchc.staffing(cube).rows == table.rows


def test_a_row_is_found_by_name_as_well(table):
    assert table.row("Sở A", "civil_servants") is table.row("so-a", "civil_servants")


@pytest.mark.parametrize(
    ("options", "code"), [({"period": "2031"}, "CCHC-E0904"), ({"baseline": 2021}, "CCHC-E0904")]
)
def test_refuses_a_window_that_the_cube_lacks(cube, options, code):
    with pytest.raises(cchc.SelectionError, match=code):
        cchc.staffing(cube, **options)


def test_refuses_a_population_that_is_not_there(table):
    with pytest.raises(cchc.SelectionError, match="known: civil_servants"):
        table.row("so-a", "soldiers")


def test_the_frame_has_a_row_for_each_unit_and_nan_for_a_blank(table):
    frame = table.to_frame().set_index("unit")
    assert frame.loc["so-a", "quota"] == 45
    assert frame["quota"].isna().to_dict() == {
        "tinh": False, "so-a": False, "so-b": False, "so-c": True,
    }  # fmt: skip
