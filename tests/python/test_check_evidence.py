"""Evidence: what text, notes, other forms and the document itself say beside the cells."""

import pytest
from real_report import REPORT, needs_report

import cchc
from cchc import samples
from cchc.check.gather import evidence_of
from cchc.check.inspected import stated_kinds
from cchc.check.noted import noted_figures


def report(*lines, opening="Sở Công Thương báo cáo kết quả cải cách hành chính"):
    """A report with running text alone."""
    first = f"{opening} 6 tháng đầu năm 2024 trên địa bàn tỉnh Hà Nam."
    return cchc.read("\n".join([first, "I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH", *lines]) + "\n")


def found(*lines):
    return {each.code: each for each in evidence_of(report(*lines))}


def documents(*entries):
    """Lines that name documents of the agency."""
    return [f"Sở đã ban hành Kế hoạch số {entry} thực hiện nhiệm vụ." for entry in entries]


@needs_report
def test_every_figure_of_the_real_text_has_its_code_value_and_lines():
    told = {each.code: (each.value, each.place) for each in evidence_of(cchc.read(REPORT))}
    expected = {
        "text.1.1": ("1", "19-21"),
        "text.1.1.3": ("3", "19; 65; 83"),
        "text.1.2.1": ("1", "65-73"),
        "text.2.1": ("1", "143"),
        "text.2.4": ("2", "184; 186"),
        "text.3.1": ("127", "435"),
        "text.3.1.1": ("7", "235"),
        "text.3.1.2": ("0", "239"),
        "text.3.3": ("16181", "255-263"),
        "text.3.3.received": ("16183", "255-263"),
        "text.3.3.pending": ("2", "255-263"),
        "text.3.3.late": ("0", "255-263"),
        "text.4.1.2": ("2", "344"),
        "text.4.quota": ("55", "287-289"),
        "text.4.2.1": ("40", "287-289"),
        "text.4.2.3": ("3", "297-299"),
        "text.4.3.1": ("15", "287-289"),
        "text.5.1.positions": ("11", "299-301"),
        "text.7.1.1": ("26", "439"),
        "text.7.1.1.share": ("20.5", "439"),
        "text.7.1.2": ("101", "441"),
        "text.7.1.2.share": ("79.5", "441"),
        "note.3.2.1.approved": ("127", "1013-1017"),
        "note.3.2.1.procedures": ("127", "1013-1017"),
        "note.3.3.pending": ("2", "669-677"),
        "note.3.3.1.resolved": ("16183", "679-689"),
        "BM3:2.4": ("100", "1013-1017"),
        "report.codes.gaps": ("1", "565"),
        "report.codes.malformed": ("1", "764"),
        "report.codes.repeated": ("0", ""),
        "report.codes.of_other_rows": ("0", ""),
        "report.codes.ambiguous": ("1", "631-635; 1013-1017"),
        "report.forms_of_other_periods": ("2", "526; 993"),
        "report.documents.out_of_order": ("1", "311; 65"),
        "report.documents.sudden_numbers": ("1", "87; 315; 354"),
        "report.documents.of_past_years": ("1", "83"),
        "report.3.3.counted_as_procedures": ("1", "669-677"),
        "report.1.4.2.outside_key": ("0", ""),
        "report.1.5.outside_key": ("0", ""),
        "report.window.first_day_off": ("1", "255"),
        "report.window.last_day_off": ("8", "255"),
    }
    assert told.pop("text.1.1.3.all")[0] == "11"
    assert told == expected


@pytest.mark.parametrize(
    ("code", "note", "expected"),
    [
        ("3.3", "02 hồ sơ đang giải quyết", {"note.3.3.pending": "2"}),
        ("3.3", "1.205 hồ sơ chưa đến hạn", {"note.3.3.pending": "1205"}),
        ("3.3.1", "16.183 TTHC đã giải quyết", {"note.3.3.1.resolved": "16183"}),
        (
            "3.3.1",
            "15 hồ sơ đã giải quyết, 3 hồ sơ đang giải quyết",
            {"note.3.3.1.resolved": "15", "note.3.3.1.pending": "3"},
        ),
        (
            "3.2.1",
            " 120 / 127 ",
            {"note.3.2.1.approved": "120", "note.3.2.1.procedures": "127"},
        ),
        ("3.3", "", {}),
        ("3.3", "đang giải quyết", {}),
        ("3.2.1", "127/127 (100%)", {}),
        ("4.2.1", "02 hồ sơ đang giải quyết", {}),
    ],
)
def test_a_note_gives_the_figures_it_names(code, note, expected):
    assert {each.code: each.value for each in noted_figures(code, note, "7")} == expected
    assert all(each.place == "7" for each in noted_figures(code, note, "7"))


def test_a_text_without_documents_leaves_their_checks_open():
    codes = found("Không có nội dung.")
    assert not [code for code in codes if code.startswith("report.documents")]
    assert "text.2.1" not in codes


def test_numbers_that_rise_with_dates_are_in_order():
    codes = found(*documents("04/KH-SCT ngày 18/01/2024", "13/KH-SCT ngày 06/02/2024"))
    assert codes["report.documents.out_of_order"].value == "0"


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 0, 4, 3, 1)])
def test_the_one_document_out_of_order_is_found_whatever_the_order_of_the_text(order):
    named = (
        "04/KH-SCT ngày 18/01/2024",
        "17/KH-SCT ngày 23/02/2024",
        "18/KH-SCT ngày 23/02/2024",
        "09/KH-SCT ngày 06/03/2024",
        "21/KH-SCT ngày 10/03/2024",
    )
    evidence = found(*documents(*(named[at] for at in order)))["report.documents.out_of_order"]
    assert evidence.value == "1"
    assert evidence.raw.startswith("09/KH-SCT ngày 06/03/2024; 18/KH-SCT")


def test_registers_and_years_are_numbered_apart():
    codes = found(
        *documents("1995/KH-SCT ngày 29/12/2023", "04/KH-SCT ngày 18/01/2024"),
        "Sở đã ban hành Quyết định số 01/QĐ-SCT ngày 20/02/2024 về việc giao chỉ tiêu.",
    )
    assert "report.documents.out_of_order" not in codes  # no register has two numbers


def test_numbers_that_suddenly_run_are_found_and_steady_ones_are_not():
    steady = documents(
        "10/KH-SCT ngày 05/01/2024", "40/KH-SCT ngày 05/02/2024", "110/KH-SCT ngày 05/03/2024"
    )
    assert found(*steady)["report.documents.sudden_numbers"].value == "0"
    sudden = documents(
        "10/KH-SCT ngày 05/01/2024", "40/KH-SCT ngày 05/02/2024", "190/KH-SCT ngày 10/02/2024"
    )
    evidence = found(*sudden)["report.documents.sudden_numbers"]
    assert evidence.value == "1"
    assert "150 số trong 5 ngày" in evidence.sightings[0].note_vi


def test_a_plan_for_a_past_year_is_found_and_one_that_looks_back_is_not():
    wrong = "Sở đã ban hành Kế hoạch số 13/KH-SCT ngày 06/02/2024 về tuyên truyền năm 2023."
    assert found(wrong)["report.documents.of_past_years"].value == "1"
    for right in (
        "Sở đã ban hành Kế hoạch số 13/KH-SCT ngày 06/02/2024 về tuyên truyền năm 2024.",
        "Sở đã ban hành Kế hoạch số 13/KH-SCT ngày 28/12/2023 về tuyên truyền năm 2024.",
        "Sở đã ban hành Kế hoạch số 13/KH-SCT ngày 06/02/2024 về tổng kết công tác năm 2023.",
    ):
        assert found(right)["report.documents.of_past_years"].value == "0", right


def test_the_window_of_the_rule_is_no_day_off():
    codes = found("Từ 15/12/2023 đến 14/6/2024, Sở đã tiếp nhận 10 hồ sơ.")
    assert codes["report.window.first_day_off"].value == "0"
    assert codes["report.window.last_day_off"].value == "0"
    assert "report.window.first_day_off" not in found("Không nêu kỳ số liệu.")


def test_documents_that_are_counted_add_up_and_a_figure_told_twice_counts_once():
    codes = found(
        "Sở đã ban hành Kế hoạch số 04/KH-SCT ngày 18/01/2024 cải cách hành chính năm 2024.",
        "Sở đã ban hành Kế hoạch số 05/KH-SCT ngày 19/01/2024 cải cách hành chính quý II.",
        "Sở đã tiếp nhận 10 hồ sơ. Nhắc lại: Sở đã tiếp nhận 12 hồ sơ.",
    )
    assert (codes["text.1.1"].value, len(codes["text.1.1"].sightings)) == ("2", 2)
    assert codes["text.3.3.received"].value == "10"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sử dụng trong kỳ báo cáo hàng quý, năm 2024", ["quarter", "year"]),
        ("Sử dụng trong kỳ báo cáo hàng quý, 9 tháng, năm", ["nine_months", "quarter", "year"]),
        ("Dùng cho báo cáo 6 tháng đầu năm", ["half"]),
        ("Báo cáo hàng tháng", ["month"]),
        ("", []),
    ],
)
def test_the_periods_a_form_is_for_are_read_from_its_heading(text, kinds):
    assert stated_kinds(text) == kinds


def test_an_answer_outside_the_key_is_asked_about():
    text = samples.real_report_text()
    before = "đồng doanh nghiệp Không = 0 Có = 1"
    assert text.count(before) == 1
    checked = cchc.check(text.replace(before, f"{before} 7"))
    (asked,) = [each for each in checked.of("V05") if each.verdict == "fails"]
    assert asked.part == "V05.b"
    assert "“7”" in asked.message_vi
    assert checked.of("V05.a")[0].verdict == "undecidable"


def test_a_sample_report_gives_no_evidence_that_it_does_not_print():
    codes = {each.code for each in evidence_of(cchc.read(samples.real_report_text()))}
    assert not [code for code in codes if code.startswith("text.")]
    assert {"note.3.3.pending", "note.3.3.1.resolved", "BM3:2.4"} <= codes
