"""Of several value columns the report's own is taken, its parts are left out and named, or it is asked."""

import pytest
from office_files import HEADER, ROWS, docx, opening, paragraph, sheet, table, xlsx

import cchc
from cchc._core import find_period_in
from cchc.read.column_meaning import meaning_of, names_own_window
from cchc.read.column_window import window_of
from cchc.read.columns import ValueColumn
from cchc.read.value_columns import views_of

H1 = find_period_in("6 tháng đầu năm 2024")
OTHER = "7"


def rows_under(own, count):
    """Rows whose own figure stands in the column `own` of `count`, another one in the others."""
    return [
        (*row[:3], *(row[3] if number == own else OTHER for number in range(count)), "")
        for row in ROWS
    ]


def word(headings, own, agency="Sở Y tế Nam Định"):
    body = paragraph(opening(agency)) + paragraph("Phụ lục I")
    body += table(rows_under(own, len(headings)), (*HEADER[:3], *headings, "Ghi chú"))
    return docx(body)


def excel(headings, own, agency="Sở Y tế Nam Định"):
    rows = [[opening(agency)], ["Phụ lục I"], [*HEADER[:3], *headings, "Ghi chú"]]
    rows += [list(row) for row in rows_under(own, len(headings))]
    return xlsx({"A": sheet(rows)})


KINDS = {"f.docx": word, "f.xlsx": excel}


def figures(report):
    return {row.code: str(row.raw) for row in report.observations if row.value is not None}


EXPECTED = {row[0].rstrip("."): row[3] for row in ROWS}
OWN = [
    (["Tổng số", "Trong đó: nữ"], 0),
    (["Tổng số", "Trong đó trực tuyến", "Trong đó trực tiếp"], 0),
    (["Tổng cộng", "Phát sinh mới"], 0),
    (["Tổng số", "Đã hoàn thành"], 0),
    (["Tổng số", "Trực tuyến"], 0),
    (["Tổng số", "Cấp xã"], 0),
    (["Tổng", "Quý II"], 0),
    (["Tổng số (6 tháng)", "Riêng tháng 6"], 0),
    (["Cấp tỉnh", "Cấp xã", "Tổng số"], 2),
    (["Khối tỉnh", "Khối huyện", "Tổng cộng"], 2),
    (["Văn phòng Sở", "Tổng cộng"], 1),
    (["Văn phòng Sở", "Chi cục Dân số", "Tổng cộng"], 2),
    (["6T/2023", "6T/2024"], 1),
    (["2023", "2024"], 1),
    (["Quý II", "Lũy kế 6 tháng"], 1),
    (["Quý I", "Quý II", "6 tháng"], 2),
    (["Trong quý II", "Lũy kế từ đầu năm"], 1),
    (["Số liệu", "Điểm tự chấm"], 0),
    (["Trung tâm Y tế", "Sở Y tế"], 1),
]
ASKED = [
    ["Số kỳ trước", "Số phát sinh trong kỳ"],
    ["Kế hoạch", "Cột A"],
    ["Cột A", "Cột B"],
    ["Phát sinh mới", "Đã hoàn thành"],
    ["Tổng số", "Tổng cộng"],
    ["6T/2024", "Tổng số"],
    ["Sở Công Thương", "Tổng cộng"],
    ["Kế hoạch", "Quý I"],
]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(("headings", "own"), OWN)
def test_the_reports_own_column_is_taken(name, headings, own):
    report = cchc.read(KINDS[name](headings, own), file=name)
    assert figures(report) == EXPECTED
    assert report.agency_printed in ("Sở Y tế Nam Định", "Sở Y tế")
    assert not {"CCHC-I1335", "CCHC-I1343", "CCHC-I1345"} & {each.code for each in report.issues}


@pytest.mark.parametrize("headings", [each for each, own in OWN if "Trong đó: nữ" in each])
def test_parts_that_are_left_out_are_named(headings):
    report = cchc.read(word(headings, 0), file="f.docx")
    [said] = [each for each in report.issues if each.code == "CCHC-I1334"]
    assert "Trong đó: nữ" in said.message_vi
    assert "Tổng số" not in said.message_vi


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("headings", ASKED)
def test_columns_that_nothing_tells_apart_are_asked(name, headings):
    report = cchc.read(KINDS[name](headings, 0), file=name)
    assert figures(report) == {}
    assert {"CCHC-I1335", "CCHC-I1343"} & {each.code for each in report.issues}


def test_units_beside_each_other_stay_reports_of_their_own_without_their_total():
    data = word(["Sở Nội vụ", "Sở Y tế", "Tổng cộng"], 1, agency="UBND tỉnh Nam Định")
    reports = cchc.read_all(data, file="f.docx")
    assert [report.agency_printed for report in reports] == ["Sở Nội vụ", "Sở Y tế"]
    assert figures(reports[1]) == EXPECTED


def test_windows_beside_each_other_stay_reports_of_their_own():
    reports = cchc.read_all(word(["6T/2023", "6T/2024"], 1), file="f.docx")
    assert [str(report.period) for report in reports] == ["2024-H1", "2023-H1"]
    assert figures(reports[0]) == EXPECTED


def test_empty_columns_do_not_make_a_doubt():
    values = [ValueColumn(3, "Số liệu", named=True), ValueColumn(4, "Kết quả", named=True)]
    [view] = views_of(values, frozenset({4}), H1).views
    assert (view.column, view.problem) == (4, "")


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Kết quả thực hiện đến tháng 6/2024", "own"),
        ("Số liệu đến hết tháng 6", "own"),
        ("Kết quả thực hiện đến tháng 5/2024", "period"),
        ("Kết quả đến tháng 6/2023", "period"),
        ("Số liệu Quý I, II năm 2024", "own"),
        ("Quý I và quý II", "own"),
        ("Quý I, II, III", "period"),
        ("Tháng 6/2024", "period"),
        ("Kết quả đến ngày 14/6/2024", "own"),
        ("Kết quả từ ngày 15/12/2023 đến ngày 14 tháng 6 năm 2024", "own"),
        ("Từ tháng 1 đến tháng 6/2024", "own"),
        ("Tháng 01-06/2024", "own"),
        ("Từ tháng 1 đến tháng 5/2024", "period"),
        ("Từ tháng 4 đến tháng 6", "period"),
        ("Từ tháng 2 đến tháng 6", "period"),
        ("Từ quý I đến quý II", "own"),
        ("Từ quý I đến quý III", "period"),
        ("Nửa đầu năm 2024", "own"),
        ("Nửa cuối năm 2024", "period"),
    ],
)
def test_headings_that_say_how_far_the_figures_go(heading, meaning):
    assert meaning_of(heading, H1) == meaning


def test_a_heading_tells_its_window_only_with_its_year():
    assert str(window_of("6T/2023")) == "2023-H1"
    assert window_of("Quý II") is None
    assert window_of("Đến tháng 6/2024") is None
    assert [names_own_window(text) for text in ("6 tháng", "Lũy kế", "2024", "Số liệu")] == [
        True,
        True,
        True,
        False,
    ]
