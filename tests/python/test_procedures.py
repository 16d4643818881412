"""Procedures and case files: every rate names its denominator and keeps like with like."""

import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc.present import result_tables


@pytest.fixture(scope="module")
def cube():
    return small_cube()


@pytest.fixture(scope="module")
def table(cube):
    return {row.unit: row for row in cchc.procedures(cube, periods="2024-H1")}


def test_shares_are_of_all_procedures(table):
    row = table["so-a"]
    assert (row.procedures, row.online_full, row.online_partial) == (127.0, 26.0, 101.0)
    assert row.online_full_share == pytest.approx(100 * 26 / 127)
    assert row.online_partial_share == pytest.approx(100 * 101 / 127)


def test_a_share_of_a_group_is_over_the_units_that_gave_both(table):
    row = table["tinh"]
    assert row.online_full_share == pytest.approx(100 * 66 / 207)
    # B did not say how many are partly online: its 80 procedures are no denominator.
    assert row.online_partial_share == pytest.approx(100 * 101 / 127)


def test_the_on_time_rate_is_of_files_resolved(table):
    assert table["tinh"].on_time_rate == 100 * 16161 / 16281
    assert (table["tinh"].reported, table["tinh"].expected) == (3, 3)


def test_pending_is_received_less_resolved(table):
    assert table["so-a"].pending == 2.0
    assert table["so-c"].pending == 0.0
    assert table["tinh"].pending == 12.0


def test_pending_leaves_out_units_that_gave_one_of_the_two():
    silent = [row for row in rows() if row["place"] != "line 21"]  # A's files received
    cube = cchc.build(cchc.from_rows(silent), hierarchy=UNITS)
    row = next(iter(cchc.procedures(cube, periods="2024-H1", level="province")))
    assert (row.received, row.resolved) == (110.0, 16281.0)
    assert row.pending == 10.0


def test_a_level_and_all_periods(cube):
    listed = list(cchc.procedures(cube, level="province"))
    assert [(row.unit, str(row.period)) for row in listed] == [
        ("tinh", "2015"),
        ("tinh", "2023-H1"),
        ("tinh", "2024-H1"),
    ]
    assert listed[0].resolved is None


def test_figures_that_the_cube_lacks_are_blank(cube):
    quotas = [row for row in rows() if row["indicator"] == "4.2.1"]
    row = next(iter(cchc.procedures(cchc.build(cchc.from_rows(quotas), hierarchy=UNITS))))
    numbers = [
        value
        for name, value in vars(row).items()
        if name not in ("unit", "period", "incomplete", "estimated")
    ]
    assert set(numbers) == {None}


def test_refuses_what_is_not_there(cube):
    with pytest.raises(cchc.SelectionError, match="CCHC-E0904"):
        cchc.procedures(cube, periods="2031")
    with pytest.raises(cchc.SelectionError, match="CCHC-E0921"):
        cchc.procedures(cube, level="commune")


def test_the_frame_has_texts_for_periods_and_nan_for_blanks(cube):
    frame = cchc.procedures(cube).to_frame().set_index(["unit", "period"])
    assert frame.loc[("so-a", "2024-H1"), "pending"] == 2
    assert frame["procedures"].isna().sum() == len(frame) - 3


def listed(*figures):
    """Procedures of A and B given as (unit, period, code, value)."""
    table = [
        {"unit": unit, "period": period, "indicator": code, "value": value}
        for unit, period, code, value in figures
    ]
    return cchc.build(cchc.from_rows(table), hierarchy=UNITS)


STOCKS = (
    ("so-a", "2023", "3.1", 120), ("so-a", "2024-H1", "3.1", 127),
    ("so-a", "2024-H1", "3.1.1", 9), ("so-a", "2024-H1", "3.1.2", 2),
    ("so-b", "2023", "3.1", 80), ("so-b", "2024-H1", "3.1", 83),
    ("so-b", "2024-H1", "3.1.1", 3), ("so-b", "2024-H1", "3.1.2", 1),
)  # fmt: skip


def test_the_list_is_the_one_before_plus_new_less_abolished():
    found = {row.unit: row for row in cchc.procedures(listed(*STOCKS), periods="2024-H1")}
    assert (found["so-a"].previous, found["so-a"].stock_gap) == (120.0, 0.0)
    assert (found["so-b"].previous, found["so-b"].stock_gap) == (80.0, 1.0)
    assert (found["tinh"].previous, found["tinh"].stock_gap) == (200.0, 1.0)


def test_without_the_window_before_the_identity_stays_open():
    later = [row for row in STOCKS if row[1] != "2023"]
    found = {row.unit: row for row in cchc.procedures(listed(*later), periods="2024-H1")}
    assert (found["so-a"].previous, found["so-a"].stock_gap) == (None, None)


def test_a_list_held_in_common_is_not_added_up_for_the_identity():
    units = [{**unit, "type": "commune"} if unit.get("parent") else unit for unit in UNITS]
    table = [
        {"unit": unit, "period": period, "indicator": code, "value": value}
        for unit, period, code, value in STOCKS
    ]
    cube = cchc.build(cchc.from_rows(table), hierarchy=units)
    found = {row.unit: row for row in cchc.procedures(cube, periods="2024-H1")}
    assert found["so-b"].stock_gap == 1.0
    assert (found["tinh"].previous, found["tinh"].stock_gap) == (None, None)


def test_the_share_of_files_received_stands_beside_the_rate_of_files_resolved(table):
    row = table["tinh"]
    assert row.on_time_of_received == 100 * 16161 / 16293
    assert row.on_time_rate > row.on_time_of_received


@pytest.mark.parametrize(("lang", "told"), [("vi", "ước tính 85 %"), ("en", "estimate 85 %")])
def test_a_rate_by_weight_is_told_as_an_estimate(lang, told):
    units = [{"id": "p", "name": "Tỉnh", "reports": False}, {"id": "a", "name": "A", "parent": "p"},
             {"id": "b", "name": "B", "parent": "p"}]  # fmt: skip
    rows = [
        {"indicator": code, "unit": unit, "period": "2024-H1", "value": value}
        for unit, rate in (("a", "80"), ("b", "90"))
        for code, value in (("3.3", "100"), ("3.3.1", rate))
    ]
    table = cchc.procedures(cchc.build(cchc.from_rows(rows), hierarchy=units))
    assert [row.estimated for row in table] == [{"on_time_rate"}, frozenset(), frozenset()]
    assert result_tables.procedure_table(table, lang=lang).rows[0][11] == told
