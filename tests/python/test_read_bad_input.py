"""Bad input is refused with a reason or read as far as it goes, never in silence."""

import errno
import os

import pytest
from form_printing import Layout, PrintedCells, printed_report
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc._files import not_opened
from cchc.errors import InputError
from cchc.read.forms import shipped_forms
from cchc.read.issue import issue, issue_code
from cchc.read.text import read_text

FORMS = shipped_forms()
PL1 = FORMS[0]


def value_of(row):
    if row.row_type == "header":
        return ""
    return "1" if row.answers else "5/5" if row.takes_pair else "5"


def filled(values=()):
    """Cells of both forms: every row has the value 5 (1 for a coded answer, 5/5 for a pair)."""
    cells = {form.form: [PrintedCells(value_of(row)) for row in form.rows] for form in FORMS}
    for position, cell in dict(values).items():
        cells["PL1"][position] = cell
    return cells


def printed(values=(), layout=None):
    return printed_report(FORMS, filled(values), layout or Layout())


def position_of(code):
    return next(row.position for row in PL1.rows if row.form_code == code)


def kinds(report):
    return [found.code for found in report.issues if found.code != issue_code("code_gap")]


def by_code(report):
    return {(row.form, row.row.form_code): row for row in report.observations}


def refused(source):
    with pytest.raises(InputError) as caught:
        read_text(source, file="bad.txt")
    error = caught.value
    assert "bad.txt" in error.message_vi
    assert "bad.txt" in error.message_en
    return error


@pytest.mark.parametrize("data", [b"", b" \n\r\n\t ", b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_an_empty_file_is_refused(data):
    assert refused(data).code == "CCHC-E1301"


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14", "Word/Excel"),
        (b"\xd0\xcf\x11\xe0\xa1", "97-2003"),
    ],
)
def test_other_formats_are_refused_by_name(start, name):
    error = refused(start + bytes(200))
    assert error.code == "CCHC-E1302"
    assert name in error.message_en


def test_binary_data_is_refused_with_its_offset():
    error = refused(b"some text" + bytes([1, 2, 0, 200, 7]) * 50)
    assert (error.code, error.offset) == ("CCHC-E1303", 9)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_refused_as_such(encoding):
    assert refused(printed().encode(encoding)).code == "CCHC-E1304"


def test_utf16_cut_in_a_sign_is_refused():
    assert refused(printed().encode("utf-16")[:-1]).code == "CCHC-E1305"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_broken_utf8_is_refused_with_byte_and_line(mark):
    data = mark + "dòng một\ndòng hai ".encode() + b"\xe1\xbb" + b" tail"
    error = refused(data)
    assert (error.code, error.offset) == ("CCHC-E1306", data.index(b"\xe1\xbb "))
    assert "2" in error.message_vi


def test_old_encodings_are_refused_with_a_hint():
    error = refused("Sở Công Thương".encode("cp1258", "replace"))
    assert error.code == "CCHC-E1306"
    assert "TCVN3" in error.message_en


def test_a_text_about_something_else_is_refused():
    assert refused("Một bài thơ\nkhông có số liệu nào cả.\n").code == "CCHC-E1307"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        read_text(tmp_path / "absent.txt")
    assert caught.value.code == "CCHC-E1308"


@pytest.mark.parametrize(
    ("path", "code"),
    [("\x00", "CCHC-E1308"), ("a\x00b.txt", "CCHC-E1308"), ("", "CCHC-E1311")],
)
def test_a_name_that_no_file_can_have_is_refused(path, code):
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert caught.value.code == code
    assert "\x00" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "không có tệp hay thư mục này"),
        (errno.EISDIR, "đây là thư mục"),
        (errno.EACCES, "không có quyền đọc"),
        (errno.EIO, f"lỗi {errno.EIO} của hệ điều hành"),
    ],
)
def test_the_reason_of_the_system_is_told_in_both_languages(number, words):
    error = not_opened(OSError(number, os.strerror(number)), "x.txt")
    assert words in error.message_vi
    assert os.strerror(number) in error.message_en
    assert os.strerror(number) not in error.message_vi


def test_a_path_and_its_bytes_read_alike(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(printed().encode())
    assert by_code(read_text(path)).keys() == by_code(read_text(path.read_bytes())).keys()
    assert read_text(str(path)).source.file == str(path)


def test_a_report_without_a_table_keeps_its_facts_and_says_so():
    text = "Sở Y tế báo cáo kết quả năm 2024.\nSở đã tiến hành 03 đợt rà soát TTHC.\n"
    report = read_text(text)
    assert report.observations == ()
    assert [fact.kind for fact in report.facts] == ["procedures_reviewed_rounds"]
    assert issue_code("no_table") in kinds(report)


def test_a_value_in_letters_is_unreadable_and_named():
    values = {position_of("4.2.1"): PrintedCells("abc")}
    report = read_text(printed(values))
    row = by_code(report)["PL1", "4.2.1"]
    assert (row.state, row.value, row.raw) == ("unreadable", None, "abc")
    found = next(i for i in report.issues if i.code == issue_code("value_unreadable"))
    assert found.line == row.place.first_line
    assert "abc" in found.message_vi
    assert "abc" in found.message_en
    assert len(report.observations) == 63
    assert kinds(report) == [found.code]


def test_an_ambiguous_value_is_not_guessed():
    values = {position_of("3.2.1"): PrintedCells("16.181")}
    report = read_text(printed(values))
    assert by_code(report)["PL1", "3.2.1"].state == "unreadable"
    found = next(i for i in report.issues if i.code == issue_code("value_ambiguous"))
    assert "16181" in found.message_en


def test_a_value_that_may_go_on_into_the_note_is_not_guessed():
    values = {position_of("4.2.1"): PrintedCells("16", "183 hồ sơ")}
    report = read_text(printed(values))
    assert by_code(report)["PL1", "4.2.1"].state == "unreadable"
    assert kinds(report) == [issue_code("value_ambiguous")]


def test_a_pair_in_a_row_of_one_figure_is_asked_about():
    report = read_text(printed({position_of("4.2.1"): PrintedCells("39/40")}))
    assert by_code(report)["PL1", "4.2.1"].state == "unreadable"
    assert kinds(report) == [issue_code("unexpected_pair")]


def test_an_answer_outside_the_key_is_not_taken():
    report = read_text(printed({position_of("1.5"): PrintedCells("7")}))
    row = by_code(report)["PL1", "1.5"]
    assert (row.state, row.value, row.raw) == ("unreadable", None, "7")
    assert kinds(report) == [issue_code("answer_outside_key")]


def test_a_value_in_a_heading_is_asked_about():
    report = read_text(printed({position_of("1.2"): PrintedCells("12")}))
    assert kinds(report) == [issue_code("header_with_value")]
    assert len(report.observations) == 63


@pytest.mark.parametrize(
    "row",
    ["1.6. Số cuộc họp giao ban Cuộc 7", "Số cuộc họp của cơ quan, đơn vị trong kỳ Văn bản 7"],
)
def test_a_row_that_no_form_has_is_reported_with_its_text(row):
    lines = printed(layout=Layout(blank_between=False)).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("2. Cải cách thể chế"))
    report = read_text("\n".join([*lines[:at], row, *lines[at:]]))
    found = [i for i in report.issues if i.code == issue_code("row_unmatched")]
    assert [(i.line, i.raw) for i in found] == [(at + 1, row)]
    assert f"“{row}”" in found[0].message_vi
    assert f"“{row}”" in found[0].message_en
    assert len(report.observations) == 63
    assert {row.raw for row in report.observations} == {"5", "1", "5/5"}
    assert {row.note for row in report.observations} == {""}


def test_a_row_printed_twice_is_kept_once():
    lines = printed(layout=Layout((200, 60, 20, 20), blank_between=False)).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("4.2.1."))
    repeated = lines[at][:-1] + "9"
    report = read_text("\n".join([*lines[: at + 1], repeated, *lines[at + 1 :]]))
    assert by_code(report)["PL1", "4.2.1"].value == 5
    assert kinds(report) == [issue_code("row_repeated")]


def test_a_deleted_row_is_reported_absent():
    lines = printed(layout=Layout((200, 60, 20, 20), blank_between=False)).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("4.2.1."))
    report = read_text("\n".join(lines[:at] + lines[at + 1 :]))
    found = [i for i in report.issues if i.code == issue_code("row_absent")]
    assert [i.line for i in found] == [at + 1]
    assert "4.2.1" in found[0].message_vi
    assert len(report.observations) == 62


def test_a_renumbered_row_goes_to_its_label():
    text = printed(layout=Layout((200, 60, 20, 20), blank_between=False))
    report = read_text(text.replace("\n1.2.3. ", "\n1.2.2. ").replace("\n1.2.4. ", "\n1.2.3. "))
    assert ("PL1", "1.2.4") in by_code(report)
    assert kinds(report) == [issue_code("code_mismatch")] * 2
    assert len(report.observations) == 63


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_table_cut_anywhere_loses_only_what_is_behind_the_cut(data):
    text = printed()
    start = text.index("1.1.1.")
    end = data.draw(st.integers(start + 40, text.index("Biểu mẫu 3") - 2))
    whole, cut = by_code(read_text(text)), read_text(text[:end])
    rows = list(by_code(cut).items())
    for key, row in rows[:-1]:
        assert (row.state, row.value, row.raw) == ("reported", whole[key].value, whole[key].raw)
    if rows[-1][1].state != "reported":
        assert rows[-1][1].state in ("unreadable", "not_applicable")
    last = PL1.rows[-1].position
    if cut.rows[-1].row.position < last:
        assert issue_code("table_cut") in kinds(cut)


def test_a_blank_row_at_a_cut_is_not_called_missing():
    text = printed({position_of("4.2.1"): PrintedCells()})
    report = read_text(text[: text.index("4.2.2.")])
    assert report.observations[-1].row.form_code == "4.2.1"
    assert report.observations[-1].state == "unreadable"
    assert issue_code("row_cut") in kinds(report)


def narrative():
    return "\n".join(
        [
            "Sở Y tế báo cáo kết quả cải cách hành chính 6 tháng đầu năm 2024.",
            "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
            "1. Công tác chỉ đạo",
            "Sở đã tiến hành 03 đợt rà soát TTHC.",
            "",
        ]
    )


def test_of_two_reports_the_first_is_read_and_the_second_named():
    first = narrative() + printed()
    second = first.replace("Sở Y tế", "Sở Tài chính").replace(" 5\n", " 8\n")
    report = read_text(f"{first}\n{second}")
    line = first.count("\n") + 2
    assert report.header.agency == "Sở Y tế"
    assert {row.raw for row in report.observations} == {"5", "1", "5/5"}
    assert len(report.observations) == 63
    assert len(report.facts) == 1
    found = [i for i in report.issues if i.code == issue_code("second_report")]
    assert [(i.line, i.raw.startswith("Sở Tài chính")) for i in found] == [(line, True)]


def test_of_two_appendices_without_running_text_the_first_is_read():
    table = printed().split("\n", 3)[3]
    report = read_text(f"{table}\n{table}")
    assert len(report.observations) == 63
    found = [i for i in report.issues if i.code == issue_code("second_report")]
    assert [i.line for i in found] == [table.count("\n") + 2]


def test_a_title_repeated_on_each_page_opens_no_second_report():
    lines = printed(layout=Layout(blank_between=False)).split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("4. Cải cách tổ chức"))
    page = [" Phụ lục I ", *lines[5:10]]
    report = read_text("\n".join([*lines[:at], *page, *lines[at:]]))
    assert len(report.observations) == 63
    assert kinds(report) == []


def test_page_numbers_beside_repeated_headers_are_no_values():
    blank = {row.position: PrintedCells() for row in PL1.rows}
    layout = Layout(blank_between=False, header_every=25)
    lines = printed(blank, layout).split("\n")
    number, numbered = 1, []
    for line in lines:
        if line.startswith(" STT"):
            numbered += [str(number)] if number > 1 else []
            number += 1
        numbered.append(line)
    assert number > 4
    report = read_text("\n".join(numbered))
    assert {row.raw for row in report.observations if row.form == "PL1"} == {""}


def test_a_table_without_its_title_is_read_and_remarked():
    text = printed().replace(" Phụ lục I \n", "")
    report = read_text(text)
    assert len(report.observations) == 63
    assert kinds(report) == [issue_code("title_missing")]


def test_rows_pasted_without_title_and_header_are_read():
    text = printed(layout=Layout(blank_between=False))
    rows = text[text.index("4.2. Số liệu") : text.index("5. Cải cách chế độ")]
    report = read_text(f"Sở Y tế báo cáo năm 2024\n{rows}")
    assert {code for _, code in by_code(report)} >= {"4.2.1", "4.2.5", "4.3.1", "4.3.4"}
    assert issue_code("title_missing") in kinds(report)


def test_a_table_of_an_unknown_form_is_named():
    other = "\nPhụ lục IX\nBẢNG KHÁC\nSTT Chỉ tiêu Đơn vị tính Số liệu\n1. Số xe ô tô Chiếc 4\n"
    report = read_text(printed() + other)
    assert len(report.observations) == 63
    assert issue_code("table_unknown") in kinds(report)


def test_labels_in_other_tones_and_joined_words_are_the_same_labels():
    text = printed().replace("thẩm quyển", "thẩmquyền").replace("đơn vi thuộc", "đơn vị thuộc")
    report = read_text(text)
    assert len(report.observations) == 63
    assert kinds(report) == []


def test_signatures_under_the_table_are_no_note():
    report = read_text(printed() + "\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n")
    assert report.observations[-1].note == ""


def test_messages_have_no_unfilled_places():
    for found in read_text(printed({position_of("4.2.1"): PrintedCells("abc")})).issues:
        assert "{" not in found.message_vi + found.message_en
        assert found.message_vi != found.message_en


def test_an_unknown_kind_of_issue_is_a_programming_error():
    with pytest.raises(KeyError):
        issue("no_such_kind", file="x", line=1)
