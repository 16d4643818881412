"""Case files by field: four identities, named denominators, and the carry-over between windows."""

import csv
import os
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cchc
from cchc.procedures import IDENTITIES, column_forms, form_columns
from cchc.procedures.reading import COLUMN_NAMES

DEMO = (
    Path(os.environ.get("CCHC_SHARED", Path(__file__).parents[3] / "shared"))
    / "facts"
    / "demo_tthc_by_field_2026_08.csv"
)

# received, online, direct, carried over, resolved, early, when due, late, pending, in time, late
RIGHT = dict(zip(COLUMN_NAMES, (12, 8, 3, 1, 10, 6, 3, 1, 2, 1, 1), strict=True))


def one(**changed):
    return {"field": "Tư pháp", "period": "2026-08", **RIGHT, **changed}


def only(rows, **options):
    return cchc.case_files(cchc.read_case_files(rows, **options), level="field").rows[0]


@pytest.fixture(scope="module")
def demo():
    if not DEMO.is_file():
        pytest.skip(f"{DEMO} is not there; set CCHC_SHARED to the folder that holds it")
    return cchc.read_case_files(DEMO)


def test_all_four_identities_hold_in_the_thirty_rows_of_the_demonstration(demo):
    fields = list(cchc.case_files(demo, level="field"))
    assert len(fields) == 30
    for row in fields:
        assert row.residuals == dict.fromkeys(IDENTITIES, 0.0)
        assert (row.holds, row.failing) == (True, ())


def test_totals_and_rates_of_the_demonstration_are_those_computed_by_hand(demo):
    (row,) = cchc.case_files(demo, level="total")
    assert (row.received, row.resolved, row.pending) == (2450.0, 2348.0, 102.0)
    assert (row.online, row.direct, row.carried_over) == (2080.0, 244.0, 126.0)
    assert round(row.online_rate_with_carry_over, 2) == 84.90
    assert row.online_rate_with_carry_over == 100 * 2080 / 2450
    assert round(row.online_rate, 2) == 89.50
    assert row.online_rate == 100 * 2080 / 2324
    assert row.on_time_rate == 100 * 2305 / 2348
    assert row.on_time_of_received == 100 * 2305 / 2450
    assert (row.reported, row.holds) == (30, True)


def test_two_source_systems_are_kept_apart_below_one_total(demo):
    systems = {row.unit: row for row in cchc.case_files(demo, level="source_system")}
    assert {unit: row.received for unit, row in systems.items()} == {
        "hệ thống các Bộ": 1300.0,
        "hệ thống thành phố": 1150.0,
    }
    assert sum(row.received for row in systems.values()) == 2450


def test_the_demonstration_says_that_it_is_made_up_and_where_each_figure_stands(demo):
    unit = "hệ thống các Bộ / Tư pháp và Hộ tịch"
    origin = demo.explain("3.3.pending", unit, "2026-08")["origin"]
    assert (origin["synthetic"], origin["raw"]) == (True, "5")
    assert origin["place"] == "line 3, pending_total"


def test_a_data_frame_gives_the_same_as_the_file(demo):
    frame = pd.read_csv(DEMO)
    loaded = cchc.read_case_files(frame)
    assert [vars(row) for row in cchc.case_files(loaded)] == [
        vars(row) for row in cchc.case_files(demo)
    ]


def test_the_same_table_by_printed_column_numbers_of_two_forms(demo):
    with DEMO.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for form in ("06/VPCP", "07a/BTP"):
        number = {column.indicator: column.number for column in form_columns(form)}
        names = {name: number[code] for name, code in COLUMN_NAMES.items()}
        renamed = [{names.get(key, key): value for key, value in row.items()} for row in rows]
        loaded = cchc.read_case_files(renamed, form=form)
        assert [vars(row) for row in cchc.case_files(loaded)] == [
            vars(row) for row in cchc.case_files(demo)
        ]


@pytest.mark.parametrize(
    ("column", "failing"),
    [
        ("received_total", ("CT1", "CT4")),
        ("received_online", ("CT1",)),
        ("received_direct_postal", ("CT1",)),
        ("carried_over", ("CT1",)),
        ("resolved_total", ("CT2", "CT4")),
        ("resolved_early", ("CT2",)),
        ("resolved_on_time", ("CT2",)),
        ("resolved_late", ("CT2",)),
        ("pending_total", ("CT3", "CT4")),
        ("pending_in_time", ("CT3",)),
        ("pending_late", ("CT3",)),
    ],
)
def test_one_wrong_figure_breaks_exactly_the_identities_it_stands_in(column, failing):
    row = only([one(**{column: RIGHT[column] + 5})])
    assert row.failing == failing
    assert row.holds is False
    assert {name for name, residual in row.residuals.items() if residual} == set(failing)
    assert {abs(residual) for residual in row.residuals.values()} == {0.0, 5.0}


def test_two_errors_that_cancel_in_the_total_are_still_found_below_it():
    rows = [
        one(received_online=RIGHT["received_online"] + 2),
        one(field="Đất đai", received_online=RIGHT["received_online"] - 2),
    ]
    total = cchc.case_files(cchc.read_case_files(rows), level="total").rows[0]
    assert total.residuals["CT1"] == 0.0
    assert (total.failing, total.holds) == (("CT1",), False)


def test_a_blank_leaves_its_identities_open_and_is_never_zero():
    row = only([one(carried_over="")])
    assert row.carried_over is None
    assert row.residuals == {"CT1": None, "CT2": 0.0, "CT3": 0.0, "CT4": 0.0}
    assert (row.holds, row.failing) == (None, ())
    assert row.online_rate == 100 * 8 / 11


def test_a_rate_of_nothing_is_missing():
    row = only([one(**dict.fromkeys(RIGHT, 0))])
    assert (row.on_time_rate, row.online_rate, row.online_rate_with_carry_over) == (None,) * 3
    assert row.holds is True


def test_files_carried_over_equal_those_pending_in_the_window_before():
    rows = [one(period="2026-Q1"), one(period="2026-Q2", carried_over=2, received_total=13,
                                       pending_total=3, pending_in_time=2)]  # fmt: skip
    first, second = cchc.case_files(cchc.read_case_files(rows), level="field")
    assert first.carry_over_gap is None
    assert second.carry_over_gap == 0.0
    wrong = [rows[0], rows[1] | {"carried_over": 4}]
    assert cchc.case_files(cchc.read_case_files(wrong), level="field").rows[1].carry_over_gap == 2.0


def test_received_over_a_year_counts_carried_over_files_once():
    rows = [one(period="2026-Q1"), one(period="2026-Q2", carried_over=2, received_total=13,
                                       pending_total=3, pending_in_time=2)]  # fmt: skip
    half = cchc.resample(cchc.read_case_files(rows), "2026-H1")
    # 12 in the first quarter, and in the second the 11 new ones of 13.
    assert half.figure("3.3.received", "Tư pháp", "2026-H1").text == "23"
    assert half.figure("3.3.received_online", "Tư pháp", "2026-H1").text == "16"


def test_the_merged_table_gives_on_time_and_online_from_its_own_columns():
    row = {"field": "Sở A", "3": 20, "4": 5, "5": 6, "6": 3, "7": 0, "9": 4, "10": 2,
           "11": 15, "12": 12, "13": 1, "14": 2, "16": 5, "17": 4, "20": 1}  # fmt: skip
    made = only([row], form="Hà Nội", period="2026-08")
    assert (made.online, made.direct, made.on_time, made.late) == (9.0, 7.0, 12.0, 3.0)
    assert (made.early, made.when_due) == (None, None)
    assert made.holds is True
    assert made.on_time_rate == 80.0


def test_the_form_of_numbers_of_procedures_is_read_by_unit():
    row = {"unit": "Tỉnh A", "3": "2.087", "4": 1500, "5": 0, "6": 587, "7": 2000, "11": 1990}
    cube = cchc.read_case_files([row], form="II.07b/VPCP", period="2026-Q1")
    assert cube.figure("3.1", "Tỉnh A", "2026-Q1").text == "2087"
    assert cube.figure("3.2.one_stop", "Tỉnh A", "2026-Q1").text == "2000"
    assert cube.figure("3.2.2.approved", "Tỉnh A", "2026-Q1").text == "1990"
    assert "II.07b/VPCP" in column_forms()


def test_a_line_of_totals_is_left_out_with_an_issue():
    cube = cchc.read_case_files([one(), one(field="Tổng cộng", received_total=99)])
    assert [issue["code"] for issue in cube.issues] == ["CCHC-I1211"]
    assert cchc.case_files(cube, level="total").rows[0].received == 12.0


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"field": "A", "period": "2026-08", "price": 3}], "CCHC-E1211"),
        ([{"period": "2026-08", "3": 3}], "CCHC-E1212"),
        ([{"field": " ", "period": "2026-08", "3": 3}], "CCHC-E1212"),
        ([{"field": "A", "3": 3}], "CCHC-E1212"),
    ],
)
def test_refuses_tables_that_do_not_say_what_they_count(rows, code):
    with pytest.raises(cchc.ObservationError, match=code):
        cchc.read_case_files(rows)


def test_refuses_an_unknown_form_and_an_unknown_window():
    with pytest.raises(cchc.SelectionError, match="06/VPCP"):
        cchc.read_case_files([one()], form="06b")
    with pytest.raises(cchc.SelectionError, match="CCHC-E0904"):
        cchc.case_files(cchc.read_case_files([one()]), periods="2031")


def test_text_in_a_cell_is_unreadable_and_listed():
    cube = cchc.read_case_files([one(pending_late="không rõ")])
    assert cube.figure("3.3.pending_late", "Tư pháp", "2026-08").state == "unreadable"
    assert cube.issues


def test_counts_in_texts_are_read_as_people_print_them():
    cube = cchc.read_case_files([one(received_total="16.183", resolved_total="02")])
    assert cube.figure("3.3.received", "Tư pháp", "2026-08").text == "16183"
    assert cube.figure("3.3", "Tư pháp", "2026-08").text == "2"
    assert cube.explain("3.3.received", "Tư pháp", "2026-08")["origin"]["raw"] == "16.183"


@pytest.mark.parametrize("text", ["1,5", "12 hoặc 13", "1.23"])
def test_a_text_that_is_no_count_is_never_turned_into_one(text):
    figure = cchc.read_case_files([one(received_total=text)]).figure(
        "3.3.received", "Tư pháp", "2026-08"
    )
    assert (figure.value, figure.state) == (None, "unreadable")


def test_the_frame_has_a_column_for_each_identity():
    frame = cchc.case_files(cchc.read_case_files([one(carried_over="")])).to_frame()
    assert {f"residual_{name}" for name in IDENTITIES} <= set(frame.columns)
    assert frame["residual_CT1"].isna().all()
    assert frame.set_index("unit").loc["Tư pháp", "received"] == 12


COUNTS = st.integers(0, 10**9)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[COUNTS] * 7), min_size=1, max_size=6))
def test_identities_built_in_hold_and_pooled_rates_are_ratios_of_sums(drawn):
    rows = []
    for number, (online, direct, carried, early, due, late, in_time) in enumerate(drawn):
        resolved = min(early + due + late, online + direct + carried)
        early = min(early, resolved)
        due = min(due, resolved - early)
        pending = online + direct + carried - resolved
        in_time = min(in_time, pending)
        figures = (online + direct + carried, online, direct, carried, resolved, early, due,
                   resolved - early - due, pending, in_time, pending - in_time)  # fmt: skip
        rows.append({"field": f"f{number}", **dict(zip(COLUMN_NAMES, figures, strict=True))})
    table = list(cchc.case_files(cchc.read_case_files(rows, period="2026-08")))
    assert all(row.holds for row in table)
    total, fields = table[0], table[1:]
    assert total.received == sum(row.received for row in fields)
    new = sum(row.online + row.direct for row in fields)
    if new:
        assert total.online_rate == 100 * sum(row.online for row in fields) / new
    else:
        assert total.online_rate is None


@pytest.mark.parametrize(
    "name",
    [
        "Tổng số", unicodedata.normalize("NFD", "Tổng số"), "Tổng cộng:", "TỔNG CỘNG", "Tổng  cộng",
        "Tổng số hồ sơ", "Tổng\u00a0số", "(Cộng)", "Tổng các lĩnh vực", "Grand total", "Total files",
    ],
)  # fmt: skip
def test_a_line_of_totals_is_never_added_however_it_is_written(name):
    cube = cchc.read_case_files([one(), one(field=name)])
    assert cchc.case_files(cube, level="total").rows[0].received == 12.0
    assert [issue["code"] for issue in cube.issues] == ["CCHC-I1211"]


@pytest.mark.parametrize(
    "name", ["Tổng hợp", "Tổng cục Thuế", "Cộng đồng", "Sự cộng tác", "Summary justice"]
)
def test_a_field_that_only_begins_like_a_total_is_read(name):
    cube = cchc.read_case_files([one(), one(field=name)])
    assert cchc.case_files(cube, level="total").rows[0].received == 24.0
    assert cube.issues == []


def test_one_field_in_two_encodings_or_spacings_is_one_unit():
    rows = [one(), one(field=unicodedata.normalize("NFD", "Tư  pháp"), period="2026-09")]
    assert cchc.read_case_files(rows).unit_ids == ["total", "Tư pháp"]


def test_a_source_system_may_be_called_total_or_as_a_field_is():
    rows = [one(source_system="total"), one(field="A"), one(field="B", source_system="A")]
    cube = cchc.read_case_files(rows)
    assert cube.unit_ids == ["total", "total (2)", "total / Tư pháp", "A", "A (2)", "A / B"]
    systems = cchc.case_files(cube, level="source_system").rows
    assert [row.received for row in systems] == [12.0, 12.0]
    assert cchc.case_files(cube, level="total").rows[0].received == 36.0
