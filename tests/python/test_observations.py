"""Rows, data frames and CSV files become observations; blanks stay blanks."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc
from cchc import observation_columns
from cchc.observations import to_frame

ROW = {"indicator": "4.2.1", "unit": "a", "period": "2024-H1"}


def only(**cells):
    return cchc.from_rows([ROW | cells]).row(0)


def frame(**columns):
    length = len(next(iter(columns.values())))
    return pd.DataFrame({name: [value] * length for name, value in ROW.items()} | columns)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (40, "40"),
        (0, "0"),
        ("40", "40"),
        (" 40 ", "40"),
        (20.5, "20.5"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (2.0, "2"),
        (-0.0, "0"),
        (Decimal("20.50"), "20.5"),
        (np.int64(7), "7"),
        (np.float64(79.53), "79.53"),
        (np.float32(0.1), "0.1"),
        (123456789012345678, "123456789012345678"),
    ],
)
def test_a_number_of_any_kind_is_kept_exactly(value, text):
    row = only(value=value)
    assert (row["value"], row["state"]) == (text, "reported")


@pytest.mark.parametrize(
    "blank",
    [None, "", "  ", float("nan"), np.nan, np.float32("nan"), pd.NA, pd.NaT, Decimal("nan")],
)
def test_a_blank_of_any_kind_is_missing_and_never_zero(blank):
    row = only(value=blank)
    assert (row["value"], row["state"]) == (None, "missing")


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (float("inf"), "inf"),
        ("abc", "abc"),
        ("16.183,5", "16.183,5"),
        ("1e3", "1e3"),
        ("9223372036854775808", "9223372036854775808"),
        ("1\x00", "1\x00"),
        (1e-30, "0.000000000000000000000000000001"),
    ],
)
def test_what_is_no_decimal_that_fits_is_unreadable_and_keeps_its_text(value, raw):
    row = only(value=value, place="line 7")
    assert (row["value"], row["state"], row["raw"]) == (None, "unreadable", raw)


def test_the_widest_decimal_still_fits():
    assert only(value="-9223372036854775808")["state"] == "reported"
    assert only(value="0.000000000000000001")["state"] == "reported"


def test_a_pair_with_a_bad_half_is_unreadable_as_a_whole():
    row = only(value="12", second_value="1x")
    assert (row["value"], row["state"], row["raw"]) == (None, "unreadable", "12/1x")


def test_a_signalling_nan_is_a_blank():
    assert only(value=Decimal("sNaN"))["state"] == "missing"


def test_an_unreadable_cell_of_a_table_is_an_issue_of_the_cube(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("indicator,unit,period,value\n4.2.1,a,2024-H1,4O\n4.2.1,b,2024-H1,5\n")
    cube = cchc.build(cchc.read_csv(path), hierarchy=[{"id": "a"}, {"id": "b"}])
    assert cube.figure("4.2.1", "b", "2024-H1").text == "5"
    assert cube.figure("4.2.1", "a", "2024-H1").state == "unreadable"
    assert [issue["code"] for issue in cube.issues] == ["CCHC-I0912"]
    assert cube.issues[0]["place"] == f"{path}:line 2"
    assert '"4O"' in cube.issues[0]["message_vi"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("indicator,unit,unit,period,value\n", "line 1: column 'unit' stands twice"),
        ("indicator,unit,period,value\n4,a,2024,1\n4,a,2024,1,x\n", "line 3: more cells"),
        ("indicator,unit,period,value\n4,a,2024," + "1" * 200_000 + "\n", "line 2: field larger"),
    ],
)
def test_refuses_a_csv_file_that_is_no_table(tmp_path, text, words):
    path = tmp_path / "x.csv"
    path.write_text(text)
    with pytest.raises(cchc.InputError, match="CCHC-E1312") as caught:
        cchc.read_csv(path)
    assert words in caught.value.message_en
    assert str(path) in caught.value.message_vi


def test_a_csv_file_may_be_utf_16_with_its_mark(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("indicator,unit,period,value\n4.2.1,Sở A,2024-H1,3\n", encoding="utf-16")
    assert cchc.read_csv(path).row(0)["unit"] == "Sở A"


@pytest.mark.parametrize("table", [None, 3, "4.2.1", [1, 2], {"value": [1]}])
def test_refuses_what_is_no_data_frame(table):
    with pytest.raises(cchc.ObservationError, match="CCHC-E0825"):
        cchc.from_frame(table)


@pytest.mark.parametrize("rows", [["a"], [1], "a", None, 3, {"unit": "a"}, [{1: 2}]])
def test_refuses_rows_that_are_no_mappings(rows):
    with pytest.raises(cchc.ObservationError, match="CCHC-E0823") as caught:
        cchc.from_rows(rows)
    assert "phải là từ điển" in caught.value.message_vi


def test_refuses_an_unknown_member_of_the_source():
    with pytest.raises(cchc.SelectionError, match="recieved") as caught:
        cchc.from_rows([], recieved="2024-06-20")
    assert "received" in caught.value.message_en


def test_days_of_a_source_may_be_dates():
    rows = cchc.from_rows([], received=dt.date(2024, 6, 20), window_first=dt.date(2023, 12, 15),
                          window_last="2024-06-14")  # fmt: skip
    assert rows.sources()[0]["received"] == "2024-06-20"
    assert rows.sources()[0]["window_first"] == "2023-12-15"


@pytest.mark.parametrize("day", ["hôm qua", 20240620, "2024-02-30"])
def test_refuses_a_day_of_receipt_that_is_none(day):
    with pytest.raises(cchc.PeriodError):
        cchc.from_rows([], received=day)
    with pytest.raises(cchc.PeriodError):
        cchc.read("a\nb", received=day)


def test_refuses_half_a_character():
    with pytest.raises(cchc.ObservationError, match="CCHC-E0822"):
        only(value=1, note="a\ud800")


def test_refuses_an_unknown_type_of_unit():
    with pytest.raises(cchc.SelectionError, match="public_service_unit"):
        cchc.read("a\nb", unit_type="ministry")


@pytest.mark.parametrize("value", [True, np.True_, object(), [1], pd.Timestamp("2024-01-01")])
def test_refuses_a_value_that_is_not_a_number(value):
    with pytest.raises(cchc.ObservationError, match="must be a number") as caught:
        only(value=value)
    assert caught.value.code == "CCHC-E0821"
    assert "số liệu phải là số" in caught.value.message_vi


@pytest.mark.parametrize("name", ["indicator", "unit", "period"])
@pytest.mark.parametrize("blank", ["", None, float("nan")])
def test_refuses_a_row_that_does_not_say_what_it_is(name, blank):
    with pytest.raises(cchc.ObservationError, match="CCHC-E0820") as caught:
        cchc.from_rows([ROW | {"value": 1, "place": "line 9", name: blank}])
    assert f"line 9: no {name}" in caught.value.message_en
    assert f"line 9: thiếu {name}" in caught.value.message_vi


def test_refuses_rows_without_a_value_column():
    with pytest.raises(cchc.ObservationError, match="row 0: no value"):
        cchc.from_rows([ROW | {"Value": 3}])


def test_refuses_a_value_beside_a_state_that_has_none():
    with pytest.raises(cchc.ObservationError, match="CCHC-E0802"):
        only(value=3, state="missing")


def test_refuses_an_unknown_state_with_the_known_ones():
    with pytest.raises(cchc.SelectionError, match="not_applicable"):
        only(value=None, state="blank")


def test_a_state_is_kept():
    assert only(value=None, state="not_applicable")["state"] == "not_applicable"


def test_blank_cells_of_a_frame_are_not_the_word_nan():
    table = frame(value=[1, 2], state=["reported", None], raw=["01", None], note=[None, "x"])
    second = cchc.from_frame(table).row(1)
    assert (second["state"], second["raw"], second["note"]) == ("reported", "", "x")
    assert cchc.from_frame(table).row(0)["note"] == ""


def test_nullable_whole_numbers_of_a_frame_are_read():
    rows = cchc.from_frame(frame(value=pd.array([5, None], dtype="Int64")))
    assert [rows.row(at)["state"] for at in (0, 1)] == ["reported", "missing"]


def test_rows_of_a_frame_know_their_place_and_source():
    rows = cchc.from_frame(frame(value=[1, 2]), file="bảng.xlsx", received="2024-06-20")
    assert rows.row(1)["place"] == "row 1"
    assert rows.sources()[0]["file"] == "bảng.xlsx"


def test_a_frame_of_another_library_needs_only_to_dicts():
    class Other:
        def to_dicts(self):
            return [ROW | {"value": 3}]

    assert cchc.from_frame(Other()).row(0)["value"] == "3"


def test_a_column_that_stands_twice_is_refused():
    table = pd.DataFrame([["4.2.1", "a", "2024-H1", 1, 2]])
    table.columns = ["indicator", "unit", "period", "value", "value"]
    with pytest.raises(cchc.ObservationError, match=r"E0826.*'value'"):
        cchc.from_frame(table)


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_frame_says_what_its_rows_say_over_all_blocks(library, monkeypatch):
    monkeypatch.setattr(observation_columns, "ROWS_AT_A_TIME", 7)
    module = pytest.importorskip(library)
    count = 40
    columns = {
        "indicator": ["4.2.1"] * count,
        "unit": [f"Sở {at % 5}" for at in range(count)],
        "period": ["2024-H1" if at % 3 else "2023" for at in range(count)],
        "value": [None if at % 8 == 0 else at / 4 for at in range(count)],
        "second_value": [at if at % 9 == 5 and at % 8 else None for at in range(count)],
        "note": ["hẹn sau" if at == 33 else None for at in range(count)],
        "color": ["red"] * count,
    }
    table = module.table(columns) if library == "pyarrow" else module.DataFrame(columns)
    rows = [
        {"place": f"row {at}", **{name: columns[name][at] for name in columns}}
        for at in range(count)
    ]
    made, expected = cchc.from_frame(table), cchc.from_rows(rows)
    assert len(made) == count
    assert [made.row(at) for at in range(count)] == [expected.row(at) for at in range(count)]


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from(["", " 5 ", "16.183", "1e3", "x", "-0", "007", "9223372036854775808", "۵"]),
)


def read_or_refused(read):
    """The rows, or the code of the refusal."""
    try:
        made = read()
    except cchc.Error as error:
        return error.code
    return [made.row(at) for at in range(len(made))]


@given(st.lists(st.tuples(CELLS, st.none() | st.integers(0, 9)), min_size=1, max_size=20))
def test_a_frame_of_any_cells_says_what_its_rows_say(cells):
    rows = [ROW | {"value": value, "second_value": second, "place": "p"} for value, second in cells]
    table = pd.DataFrame({name: [row[name] for row in rows] for name in rows[0]}, dtype=object)
    each = [read_or_refused(lambda row=row: cchc.from_rows([row])) for row in rows]
    refused = [found for found in each if isinstance(found, str)]
    expected = refused[0] if refused else [found[0] for found in each]
    assert read_or_refused(lambda: cchc.from_frame(table)) == expected


def test_a_query_that_was_not_run_yet_is_no_frame():
    polars = pytest.importorskip("polars")
    with pytest.raises(cchc.ObservationError, match=r"E0825.*LazyFrame"):
        cchc.from_frame(polars.DataFrame([ROW | {"value": 1}]).lazy())


def test_a_row_of_a_frame_that_lacks_its_unit_is_named(monkeypatch):
    monkeypatch.setattr(observation_columns, "ROWS_AT_A_TIME", 2)
    table = frame(value=[1, 2]).loc[[0, 1, 0, 1]].reset_index(drop=True)
    table.loc[3, "unit"] = None
    with pytest.raises(cchc.ObservationError, match=r"E0820.*row 3: no unit"):
        cchc.from_frame(table)
    with pytest.raises(cchc.ObservationError, match=r"E0820.*row 0: no value"):
        cchc.from_frame(table.drop(columns=["value"]).assign(unit="a"))


def test_appending_to_observations_leaves_a_cube_of_them_as_it_was():
    rows = cchc.from_rows([ROW | {"value": 1}])
    cube = cchc.build(rows, hierarchy=[{"id": "a", "name": "Sở A"}])
    rows.append_all(cchc.from_rows([ROW | {"value": 9}], received="2025-01-01"))
    assert len(rows) == 2
    assert cube.figure("4.2.1", "a", "2024-H1").value == 1


def test_periods_in_words_are_understood_and_a_year_is_needed():
    row = cchc.from_rows([ROW | {"value": 1, "period": "6 tháng đầu năm 2024"}]).row(0)
    assert str(row["period"]) == "2024-H1"
    with pytest.raises(cchc.PeriodError, match="CCHC-E0302"):
        cchc.from_rows([ROW | {"value": 1, "period": "quý III"}])


def test_a_csv_file_is_read_with_its_lines_as_places(tmp_path):
    path = tmp_path / "số liệu.csv"
    path.write_text(
        "\ufeffindicator,unit,period,value,note\n4.2.1,a,2024-H1,40,\n4.2.2,a,2024-H1,,hẹn sau\n",
        encoding="utf-8",
    )
    rows = cchc.read_csv(path)
    assert [rows.row(at)["value"] for at in (0, 1)] == ["40", None]
    assert [rows.row(at)["place"] for at in (0, 1)] == ["line 2", "line 3"]
    assert rows.row(1)["note"] == "hẹn sau"
    assert rows.sources()[0]["file"] == str(path)


def test_refuses_a_csv_file_without_the_columns(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("ma,don_vi\n4.2.1,a\n", encoding="utf-8")
    with pytest.raises(cchc.ObservationError, match="line 2: no indicator, unit, period, value"):
        cchc.read_csv(path)


def test_observations_become_a_frame_with_their_source():
    rows = cchc.from_rows(
        [ROW | {"value": "20.5"}, ROW | {"value": None, "unit": "b"}], file="a.txt", synthetic=True
    )
    table = to_frame(rows)
    assert table["value"].tolist()[0] == 20.5
    assert table["value"].isna().tolist() == [False, True]
    assert table["file"].tolist() == ["a.txt", "a.txt"]
    assert table["synthetic"].tolist() == [True, True]
    assert "source" not in table
    empty = to_frame(cchc.from_rows([]))
    assert empty.empty
    assert list(empty.columns) == list(table.columns)


def test_a_frame_of_observations_makes_them_again():
    rows = [
        ROW | {"value": "20.5", "second_value": 3, "raw": "20,5/3", "note": "n", "place": "row 7"},
        ROW | {"value": None, "unit": "b", "state": "not_applicable", "place": "đoạn"},
    ]
    observations = cchc.from_rows(rows)
    again = cchc.from_frame(to_frame(observations))
    assert [again.row(at) for at in (0, 1)] == [observations.row(at) for at in (0, 1)]
