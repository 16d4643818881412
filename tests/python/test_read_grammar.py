"""The table grammar on rows whose cells are already apart, as Word, PDF and Excel give them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.read.codes import canonical_code, printed_code
from cchc.read.fold import composed, fold, squash, words
from cchc.read.forms import shipped_forms
from cchc.read.grammar import match_rows
from cchc.read.issue import issue_code
from cchc.read.rows import Fragment, Place, TableRow, joined
from cchc.read.wrapped_cells import split_cells

PL1, BM3 = shipped_forms()
PLACE = Place("report.xlsx", where="sheet PL1, row 7")


def cells(form_code, /, **changed):
    """The row of PL1 with this code, blank, as a reader of cells gives it."""
    row = next(row for row in PL1.rows if row.form_code == form_code)
    table_row = TableRow(row.code_printed, row.label, row.unit_printed, "", "", PLACE)
    return replace(table_row, **changed)


def matched(*rows, form=PL1, unit_type="department"):
    return match_rows(rows, form, file="report.xlsx", unit_type=unit_type)


def kinds(reading):
    beside = {issue_code("table_cut"), issue_code("row_absent"), issue_code("code_gap")}
    return [found.code for found in reading.issues if found.code not in beside]


def test_the_forms_have_eighty_rows():
    assert [len(PL1.rows), len(BM3.rows)] == [79, 1]
    assert sum(row.row_type != "header" for row in PL1.rows + BM3.rows) == 63


@pytest.mark.parametrize(
    ("code", "unit_type", "state"),
    [
        ("4.2.1", "department", "missing"),
        ("1.4.1", "department", "optional"),
        ("1.5", "department", "missing"),
        ("5.3.4", "department", "not_applicable"),
        ("5.3.4", "district", "missing"),
        ("5.3.4", None, "missing"),
    ],
)
def test_a_blank_is_missing_optional_or_not_applicable(code, unit_type, state):
    (row,) = matched(cells(code), unit_type=unit_type).rows
    assert (row.state, row.value) == (state, None)


def test_a_value_where_none_applies_is_still_a_value():
    (row,) = matched(cells("5.3.4", value="2")).rows
    assert (row.state, row.value) == ("reported", 2)


def test_zero_is_reported_and_never_missing():
    (row,) = matched(cells("4.2.1", value="0")).rows
    assert (row.state, row.value) == ("reported", 0)


def test_a_pair_keeps_both_figures():
    (row,) = matched(cells("3.3", value="16.181 /16.183", note="02 hồ sơ")).rows
    assert (row.value, row.second_value, row.raw) == (16181, 16183, "16.181 /16.183")


def test_a_rate_keeps_its_decimals_exactly():
    (row,) = matched(cells("3.2.1", value="20,5%")).rows
    assert row.value == Decimal("20.5")


def test_figures_written_unusually_are_read_and_remarked():
    reading = matched(cells("4.2.1", value="39 người"))
    assert reading.rows[0].value == 39
    assert kinds(reading) == [issue_code("value_remarked")]


def test_uncoded_rows_are_matched_by_label():
    rows = [cells("4.1.2.a", code="Trong đó"), cells("4.1.2.b", code=""), cells("4.1.2.r", code="")]
    reading = matched(*rows)
    assert [row.row.form_code for row in reading.rows] == ["4.1.2.a", "4.1.2.b", "4.1.2.r"]
    assert kinds(reading) == []


@pytest.mark.parametrize("code", ["4.3", "4.3.", "4.3. 4", "４.3."])
def test_codes_with_strays_and_without_final_dots(code):
    (row,) = matched(cells("4.3", code=code)).rows
    assert row.row.form_code == "4.3"


def test_a_stray_behind_a_code_is_remarked_as_malformed():
    reading = matched(cells("4.3", code="4.3. 4"))
    assert kinds(reading) == [issue_code("malformed_code")]
    assert "4.3. 4" in reading.issues[0].message_vi


def test_a_row_that_lost_its_code_is_matched_by_its_label():
    reading = matched(cells("4.2.1", code="", value="40"))
    assert reading.rows[0].row.form_code == "4.2.1"
    assert kinds(reading) == [issue_code("code_mismatch")]


def test_a_table_without_codes_is_said_once_and_read_by_its_labels():
    codes = ("4.2.1", "4.2.2", "1.1.1", "1.1.2")
    reading = matched(*[cells(code, code="", value="40") for code in codes])
    assert [row.row.form_code for row in reading.rows] == sorted(codes)
    assert [kind for kind in kinds(reading) if kind != issue_code("row_absent")].count(
        issue_code("codes_absent")
    ) == 1
    assert issue_code("code_mismatch") not in kinds(reading)
    one_coded = matched(cells("4.2.1", value="40"), cells("4.2.2", code="", value="39"))
    assert issue_code("code_mismatch") in kinds(one_coded)


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("Có", 1),
        ("Không", 0),
        ("co", 1),
        ("1 (Có)", 1),
        ("1 – Có", 1),
        ("Có = 1", 1),
        ("0. Không", 0),
        ("0 - Có", None),
        ("Có tổ chức", None),
        ("Không có", None),
        ("2", None),
    ],
)
def test_a_coded_answer_may_be_written_in_the_words_of_its_key(value, figure):
    (row,) = matched(cells("1.5", value=value)).rows
    assert (row.value, row.raw) == (figure, value)
    assert row.state == ("unreadable" if figure is None else "reported")


def test_words_of_an_answer_are_no_figure_of_another_row():
    (row,) = matched(cells("4.2.1", value="Có")).rows
    assert (row.state, row.value) == ("unreadable", None)


@pytest.mark.parametrize(
    ("value", "figure", "note"),
    [
        ("39*", 39, "* theo KH"),
        ("39 (*)", 39, "(*) theo KH"),
        ("39 [1]", 39, "[1] theo KH"),
        ("39¹*", 39, "*¹ theo KH"),
        ("39 (1)", None, "theo KH"),
        ("*", None, "theo KH"),
        ("3.9*", None, None),
    ],
)
def test_a_mark_typed_behind_a_figure_goes_to_the_note(value, figure, note):
    (row,) = matched(cells("4.2.1", value=value, note="theo KH")).rows
    assert row.value == figure
    assert note in (None, row.note)


WRITTEN_OUT = {
    "TTHC": "thủ tục hành chính",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "ĐVSNCL": "đơn vị sự nghiệp công lập",
    "SNCL": "sự nghiệp công lập",
    "CCHC": "cải cách hành chính",
    "UBND": "ủy ban nhân dân",
    "NSNN": "ngân sách nhà nước",
}


def test_labels_with_their_abbreviations_written_out_are_the_same():
    for row in PL1.rows:
        label = row.label
        for short, written in WRITTEN_OUT.items():
            label = label.replace(short, written)
        reading = matched(cells(row.form_code, label=label))
        assert [found.row.form_code for found in reading.rows] == [row.form_code]
        assert issue_code("label_differs") not in kinds(reading)


def test_the_code_decides_where_its_rival_means_another_thing():
    late = cells("1.3.3", label="Số nhiệm vụ đã hoàn thành quá hạn", value="1")
    assert [row.row.form_code for row in matched(late).rows] == ["1.3.3"]
    done = cells("1.1.2", label="Số nhiệm vụ đã hoàn thành trong kỳ", value="19")
    assert [row.row.form_code for row in matched(done).rows] == ["1.1.2"]
    planned = cells("1.1.2", label="Số nhiệm vụ đã hoàn thành theo kế hoạch", value="19")
    assert matched(planned).rows == ()


def test_a_label_that_lacks_what_makes_the_indicator_is_asked():
    label = "Tỷ lệ hồ sơ TTHC do các sở, ban, ngành tiếp nhận được giải quyết"
    reading = matched(cells("3.3.1", label=label, value="100"))
    assert reading.rows == ()
    [said] = [each for each in reading.issues if each.code == issue_code("label_lacks")]
    assert "đúng hẹn" in said.message_vi
    assert "đúng hẹn" in said.message_en
    assert [question.candidates[0] for question in reading.questions] == ["3.3.1"]


def test_a_label_of_nothing_known_is_unmatched_even_with_a_known_code():
    reading = matched(cells("4.2.1", label="Diện tích trụ sở làm việc", value="40"))
    assert reading.rows == ()
    assert kinds(reading) == [issue_code("row_unmatched")]


def test_between_two_labels_alike_the_row_is_asked_about():
    # A word that is missing leaves the label as near to 5.2.1 as to 5.2.3.
    reading = matched(
        cells("5.2.1", code="", label="Số chức được tuyển dụng (thi tuyển, xét tuyển)", value="3")
    )
    assert reading.rows == ()
    assert kinds(reading) == [issue_code("row_uncertain")]
    assert "5.2.1" in reading.issues[0].message_en
    assert "5.2.3" in reading.issues[0].message_en


def test_another_unit_of_measure_is_remarked_and_two_names_of_one_are_not():
    assert kinds(matched(cells("4.2.1", unit="Văn bản"))) == [issue_code("unit_differs")]
    assert kinds(matched(cells("3.1.1", unit="TTHC"))) == []


def test_a_label_with_many_faults_is_taken_by_its_code_and_remarked():
    reading = matched(cells("4.2.1", label="Tổng biên chế đc giao trg năm"))
    assert reading.rows[0].row.form_code == "4.2.1"
    assert kinds(reading) == [issue_code("label_differs")]


def test_codes_mean_something_only_inside_their_form():
    row = TableRow("2.4", BM3.rows[0].label, "%", "100", "127/127", PLACE)
    (found,) = matched(row, form=BM3).rows
    assert (found.form, found.code, found.row.form_code) == ("BM3", "3.2.1", "2.4")
    assert found.note_pair == (127, 127)
    assert kinds(matched(row, form=PL1)) == [issue_code("code_mismatch")]


def test_a_note_without_a_pair_gives_none():
    row = TableRow("2.4", BM3.rows[0].label, "%", "100", "đã phê duyệt", PLACE)
    assert matched(row, form=BM3).rows[0].note_pair is None


def test_gaps_of_the_form_are_told_and_never_closed():
    reading = matched(*(cells(row.form_code) for row in PL1.rows))
    gaps = [found for found in reading.issues if found.code == issue_code("code_gap")]
    assert [found.raw for found in gaps] == ["1.2.3."]
    assert [row.row.form_code for row in reading.rows] == [row.form_code for row in PL1.rows]


def test_places_read_as_words_or_lines():
    assert str(PLACE) == "report.xlsx: sheet PL1, row 7"
    assert str(Place("a.txt", 3, 3)) == "a.txt:3"
    assert str(Place("a.txt", 3, 5)) == "a.txt:3-5"
    assert str(Place("a.txt")) == "a.txt"


def test_a_row_prints_its_filled_cells():
    assert TableRow("1.", "Nhãn", "", "5", "", PLACE).printed() == "1. Nhãn 5"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("1.", "1"),
        ("1.2.3.", "1.2.3"),
        ("2.4", "2.4"),
        ("16.183", None),
        ("07", None),
        ("100%", None),
        ("0", None),
        ("127/127", None),
        ("", None),
    ],
)
def test_what_is_shaped_like_a_code(word, code):
    assert canonical_code(word) == code


def test_a_stray_is_not_joined_first():
    assert printed_code("4.3. 4").candidates == ("4.3", "4.3.4")
    assert printed_code("Trong đó").candidates == ()


@given(st.text())
def test_folding_keeps_the_length_of_composed_text(text):
    assert len(fold(composed(text))) == len(composed(text))


@given(st.text(alphabet="aáàảãạăắđĐêễ ơờƯỮ1%=\u00a0\u200b"))
def test_composition_and_invisible_signs_change_no_comparison(text):
    import unicodedata

    assert squash(composed(unicodedata.normalize("NFD", text))) == squash(composed(text))
    assert "\u200b" not in composed(text)


def test_no_break_spaces_stay_inside_figures_only():
    assert words("16\u00a0183 hồ\u00a0sơ\u202f\t5") == ["16\u00a0183", "hồ", "sơ", "5"]


def fragments(text, breaks=()):
    return [
        Fragment(word, line=1, starts_line=not i, after_break=i in breaks)
        for i, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("code", "text", "unit", "value", "note"),
    [
        ("3.3", "Kết quả giải quyết TTHC TTHC 16.181 /16.183 02 hồ sơ", "TTHC", "16.181 /16.183",
         "02 hồ sơ"),
        ("3.1", "Thống kê TTHC 127", "", "127", ""),
        ("3.1", "Thống kê TTHC TTHC 127", "TTHC", "127", ""),
        ("4.3.4", "Tỷ lệ % đã tinh giản so với năm 2015 % 10", "%", "10", ""),
        ("1.5", "Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng doanh nghiệp Không = 0 "
         "Có = 1", "Không = 0 Có = 1", "", ""),
        ("1.5", "Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng doanh nghiệp Có =1 "
         "Không =0 1 tốt", "Có =1 Không =0", "1", "tốt"),
        ("4.2.1", "Tổng số biên chế được giao trong năm Người 10 %", "Người", "10 %", ""),
        ("4.2.1", "Tổng số biên chế được giao trong năm Người - 5", "Người", "- 5", ""),
        ("4.2.1", "Tổng số biên chế được giao trong năm Người - chưa giao", "Người", "-",
         "chưa giao"),
        ("4.2.1", "Tổng số biên chế được giao trong năm Người (5)", "Người", "(5)", ""),
        ("4.2.1", "Tổng số biên chế được giao trong năm Người (chưa có 5)", "Người", "",
         "(chưa có 5)"),
        ("4.2.1", "Tổng số biên chế được giao trong năm Người 16 183", "Người", "16 183", ""),
        ("4.2.1", "Tổng số biên chế được giao trong năm 39", "", "39", ""),
        ("1.4", "Khảo sát sự hài lòng của người dân, tổ chức (nếu có)", "", "", "(nếu có)"),
    ],
)  # fmt: skip
def test_words_behind_a_code_fall_into_cells(code, text, unit, value, note):
    row = next(row for row in PL1.rows if row.form_code == code)
    found = split_cells(fragments(text), row, PL1)
    assert (found.label, found.unit) == (row.label, unit)
    assert (found.rest.value, found.rest.note) == (value, note)


@pytest.mark.parametrize(
    ("code", "first", "second", "value", "note"),
    [
        ("6.3", "Số đơn vị SNCL đã thực hiện tự chủ một phần chi thường xuyên (lũy kế đến thời Cơ "
         "quan, đơn 0", "điểm báo cáo) vị", "0", ""),
        ("4.2.1", "Tổng số biên chế được Người 40 đã", "giao trong năm giao đủ", "40",
         "đã giao đủ"),
        ("3.3", "Kết quả giải quyết TTHC TTHC 16.181 02 hồ", "/16.183 sơ", "16.181 /16.183",
         "02 hồ sơ"),
        ("3.3", "Kết quả giải TTHC 16.181 02 hồ", "quyết TTHC /16.183 sơ", "16.181 /16.183",
         "02 hồ sơ"),
    ],
)  # fmt: skip
def test_cells_cut_by_a_page_break_are_put_together(code, first, second, value, note):
    row = next(row for row in PL1.rows if row.form_code == code)
    text = fragments(f"{first} {second}", {len(first.split())})
    found = split_cells(text, row, PL1)
    assert (found.label, found.unit) == (row.label, row.unit_printed)
    assert (found.rest.value, found.rest.note) == (value, note)
    assert joined(text[:2]) == " ".join(first.split()[:2])
