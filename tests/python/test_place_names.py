"""Places that stand for their committees in the headings of columns, and headings that are none."""

import pytest
from office_files import HEADER, ROWS, docx, opening, paragraph, sheet, table, xlsx

import cchc
from cchc.read.place_names import committee_of, is_place, place_type
from cchc.read.unit_names import match_name
from cchc.read.value_columns import is_same_agency

PLACES = {
    "Xã Tân Hòa": "commune", "xã Tân Hòa": "commune", "XÃ TÂN HÒA": "commune",
    "Xã Tân Hoà (cũ)": "commune", "Xã Tân Hòa, huyện Kim Bảng": "commune",
    "XA TAN HOA": "commune", "Xã Đưng K'Nớ": "commune", "XÃ CƯ M'GAR": "commune",
    "Xã Hội Sơn": "commune", "Xã Đoàn Đào": "commune", "Xã Giao Thủy": "commune",
    "Phường Lê Lợi": "commune", "PHƯỜNG LÊ LỢI": "commune", "Phường 5": "commune",
    "Phường Phan Rang - Tháp Chàm": "commune", "PHUONG LE LOI": "commune",
    "Thị trấn Quế": "commune", "THỊ TRẤN QUẾ": "commune", "Thị Trấn Quế": "commune",
    "Đặc khu Phú Quốc": "commune", "ĐẶC KHU PHÚ QUỐC": "commune",
    "Huyện Kim Bảng": "district", "HUYỆN KIM BẢNG": "district",
    "Quận Đống Đa": "district", "QUẬN ĐỐNG ĐA": "district", "Quận 1": "district",
    "Thị xã Duy Tiên": "district", "THỊ XÃ DUY TIÊN": "district", "TX. Duy Tiên": "district",
    "Thành phố Phủ Lý": "district", "THÀNH PHỐ PHỦ LÝ": "district", "TP. Phủ Lý": "district",
    "TP Phủ Lý": "district", "Thành phố Hải Phòng": "province", "THÀNH PHỐ HUẾ": "province",
}  # fmt: skip
NO_PLACES = [
    "Cấp xã", "Cấp huyện", "CẤP XÃ", "Khối xã", "Toàn huyện", "Xã", "Huyện", "Thị xã", "Thành phố",
    "Xã hội", "Xã Hội", "XÃ HỘI", "XA HOI", "Xã hội hóa", "XÃ HỘI HOÁ", "Xã hội chủ nghĩa",
    "Thành phố thông minh", "Thành phố Thông minh", "Thành Phố Thông Minh", "THÀNH PHỐ THÔNG MINH",
    "Phường/xã", "PHƯỜNG/XÃ", "Xã, phường, thị trấn", "XÃ, PHƯỜNG, THỊ TRẤN", "Xã Phường",
    "Xã - Phường", "Huyện, thị xã", "Huyện/TP", "Thị xã/thành phố", "Quận, huyện", "Xã đạt chuẩn",
    "XÃ NÔNG THÔN MỚI", "XÃ ĐẠT CHUẨN NÔNG THÔN MỚI", "XÃ LOẠI 1", "Huyện ủy", "HUYỆN ỦY",
    "Huyện đoàn", "Đặc khu kinh tế", "ĐẶC KHU KINH TẾ", "Quản lý nhà nước", "QUAN LY NHA NUOC",
    "Phương án", "PHUONG AN", "PHƯƠNG TIỆN", "Thành phố trực thuộc tỉnh", "Xã 135", "TT", "TP",
    "Q. I", "P. TCCB", "Tỉnh Hà Nam",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), PLACES.items())
def test_a_place_tells_the_type_of_its_unit(text, kind):
    assert place_type(text) == kind
    assert is_place(text)


@pytest.mark.parametrize("text", NO_PLACES)
def test_a_level_or_another_word_is_no_place(text):
    assert place_type(text) is None
    assert committee_of(text) == text


@pytest.mark.parametrize(
    ("place", "committee"),
    [
        ("Xã Tân Hòa", "UBND xã Tân Hòa"), ("XÃ TÂN HÒA", "UBND XÃ TÂN HÒA"),
        ("TP. Phủ Lý", "UBND thành phố Phủ Lý"), ("Phường 5 (mới)", "UBND phường 5"),
        ("XA TAN HOA", "UBND XA TAN HOA"), ("Thành phố Huế", "Thành phố Huế"),
        ("UBND xã Tân Hòa", "UBND xã Tân Hòa"),
    ],
)  # fmt: skip
def test_a_place_is_told_as_its_committee_but_for_a_province(place, committee):
    assert committee_of(place) == committee
    assert is_place(committee)
    assert is_same_agency(committee_of(place), committee.upper())


def beside(headings, agency="Sở Nội vụ Nam Định", kind="xlsx"):
    """A report with value columns of these headings, each row's figure but one more in each."""
    rows = [
        (*row[:3], *(str(at * 10 + number) for number in range(len(headings))), "")
        for at, row in enumerate(ROWS)
        if "/" not in row[3]
    ]
    header = [*HEADER[:3], *headings, "Ghi chú"]
    if kind == "docx":
        return docx(paragraph(opening(agency)) + paragraph("Phụ lục I") + table(rows, header))
    lines = [[opening(agency)], ["Phụ lục I"], header, *[list(row) for row in rows]]
    return xlsx({"A": sheet(lines)})


def seen(data, name):
    return {
        each.agency_printed: {row.code: str(row.value) for row in each.observations}
        for each in cchc.read_all(data, file=name)
    }


PAIRS = [
    ("Xã Tân Hòa", "Xã Phú Lộc"), ("XÃ TÂN HÒA", "XÃ PHÚ LỘC"), ("Xã Giao Thủy", "Xã Giao Hà"),
    ("Xã Tân Hòa", "Xã Tổng Cọt"), ("Phường 1", "Phường 2"), ("Thị trấn Quế", "Xã Thi Sơn"),
    ("Đặc khu Vân Đồn", "Đặc khu Cô Tô"), ("Huyện Kim Bảng", "Thị xã Duy Tiên"),
    ("HUYỆN KIM BẢNG", "THÀNH PHỐ PHỦ LÝ"), ("Quận 1", "Quận Gò Vấp"),
    ("UBND xã Tân Hòa", "Xã Phú Lộc"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("total", [[], ["Tổng cộng"], ["Tổng số"], ["Cộng"]])
@pytest.mark.parametrize("pair", PAIRS)
def test_places_beside_each_other_are_reports_of_their_own_and_the_total_is_none(pair, total, kind):
    found = seen(beside([*pair, *total], kind=kind), f"a.{kind}")
    assert list(found) == [committee_of(each) for each in pair]
    assert [each["4.2.1"] for each in found.values()] == ["40", "41"]


@pytest.mark.parametrize("pair", PAIRS)
def test_they_are_of_the_type_that_their_level_tells(pair):
    for each in cchc.read_all(beside(pair), file="a.xlsx"):
        assert each.unit_type == place_type(each.agency_printed.removeprefix("UBND "))


def test_a_place_over_two_headings_is_one_report():
    header = [*HEADER[:3], "Xã Tân Hòa", "Xã Tân Hòa", "Xã Phú Lộc", "Xã Phú Lộc"]
    below = ["", "", "", "Số liệu", "Kế hoạch", "Số liệu", "Kế hoạch"]
    merged = '<mergeCells count="2"><mergeCell ref="D3:E3"/><mergeCell ref="F3:G3"/></mergeCells>'
    rows = [[*row[:3], "1", "2", "3", "4"] for row in ROWS if "/" not in row[3]]
    lines = [[opening("Sở Nội vụ Nam Định")], ["Phụ lục I"], header, below, *rows]
    found = seen(xlsx({"A": sheet(lines, merged)}), "a.xlsx")
    assert {name: rows["4.2.1"] for name, rows in found.items()} == {
        "UBND xã Tân Hòa": "1", "UBND xã Phú Lộc": "3",
    }  # fmt: skip


def test_one_place_beside_a_total_is_asked():
    (report,) = cchc.read_all(beside(["Xã Tân Hòa", "Tổng cộng"]), file="a.xlsx")
    assert not [row for row in report.observations if row.value is not None]
    assert "CCHC-I1335" in [each.code for each in report.issues]


def test_one_column_of_the_reporting_commune_is_its_own():
    data = beside(["Xã Tân Hòa"], agency="UBND xã Tân Hòa")
    (report,) = cchc.read_all(data, file="a.xlsx")
    assert report.agency_printed == "UBND xã Tân Hòa"
    assert report.counts()["value"] == len(ROWS) - 2  # one row is left out, one is 0


@pytest.mark.parametrize(
    "parts", [("Cấp xã", "Cấp huyện"), ("Xã hội", "Thành phố thông minh"), ("Phường/xã", "Cấp tỉnh")]
)  # fmt: skip
def test_a_total_over_what_is_no_unit_is_the_reports(parts):
    found = seen(beside([*parts, "Tổng số"]), "a.xlsx")
    assert list(found) == ["Sở Nội vụ Nam Định"]
    assert found["Sở Nội vụ Nam Định"]["4.2.1"] == "42"


def test_a_merge_counts_each_place_and_not_the_letterheads_agency(folder):
    units = [
        {"id": "*", "name": "Tỉnh Nam Định", "type": "province", "reports": False},
        {"id": "snv", "name": "Sở Nội vụ", "type": "department", "parent": "*"},
        {"id": "a", "name": "Xã Tân Hòa", "type": "commune", "parent": "*"},
        {"id": "b", "name": "UBND xã Phú Lộc", "type": "commune", "parent": "*"},
    ]
    path = folder(cac_xa__xlsx=beside(["Xã Tân Hòa", "Xã Phú Lộc", "Tổng cộng"]))
    found = cchc.merge(path, "2024-H1", units=units, processes=1)
    assert [each.status for each in found.submissions] == ["missing", "received", "received"]
    assert [found.totals.figure("4.2.1", each, "2024-H1").value for each in ("snv", "a", "b")] == [
        None, 40, 41,
    ]  # fmt: skip
    assert found.asked == ()


UNITS = {"a": "Xã Tân Hòa", "b": "UBND huyện Kim Bảng", "*": "Tỉnh Hà Nam", "h": "Thành phố Huế"}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("UBND xã Tân Hòa", "a"), ("ỦY BAN NHÂN DÂN XÃ TÂN HOÀ", "a"), ("Huyện Kim Bảng", "b"),
        ("UBND xã Tân Hóa", None), ("Trạm y tế xã Tân Hòa", None), ("UBND tỉnh Hà Nam", None),
        ("UBND thành phố Huế", None), ("UBND xã", None),
    ],
)  # fmt: skip
def test_a_place_and_its_committee_are_one_unit_but_for_a_province(name, unit):
    assert match_name(name, UNITS).unit == unit


def test_a_list_with_both_tells_them_apart():
    units = {"place": "Huyện Kim Bảng", "committee": "UBND huyện Kim Bảng"}
    assert match_name("Huyện Kim Bảng", units).unit == "place"
    assert match_name("UBND HUYỆN KIM BẢNG", units).unit == "committee"
