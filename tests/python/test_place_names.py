"""Places that stand for their committees in the headings of columns, and headings that are none."""

import pytest
from office_files import HEADER, ROWS, docx, opening, paragraph, sheet, table, xlsx

import cchc
from cchc.read.place_names import committee_of, is_place, place_type
from cchc.read.unit_names import match_name
from cchc.read.value_columns import is_same_agency

PLACES = {
    "Xã Tân Hòa": "commune", "xã Tân Hòa": "commune", "XÃ TÂN HÒA": "commune",
    "Xã Tân Hoà (Kim Bảng)": "commune", "Xã Tân Hòa, huyện Kim Bảng": "commune",
    "Xã Tân Hòa (huyện Kim Bảng)": "commune", "XÃ TÂN HÒA (HUYỆN KIM BẢNG)": "commune",
    "Xã Tân Hòa (tỉnh Hà Nam)": "commune", "Phường Thuận Hóa (Huế)": "commune",
    "Xã Nam Lý (Giao Thủy)": "commune", "PHƯỜNG THÀNH CÔNG": "commune", "XÃ ĐOÀN KẾT": "commune",
    "PHƯỜNG HỘI AN TÂY": "commune", "XÃ GIAO THỦY": "commune", "XÃ TĂNG TIẾN": "commune",
    "XÃ GIA LƯƠNG": "commune", "XÃ HÀNH THUẬN": "commune", "PHƯỜNG DỊCH VỌNG HẬU": "commune",
    "TP.HCM": "province", "TP. HCM": "province",
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
    "HUYỆN ỦY KIM BẢNG", "HUYEN UY KIM BANG", "Huyện Ủy Kim Bảng", "HUYỆN ĐOÀN KIM BẢNG",
    "XÃ ĐOÀN TÂN HÒA", "HUYỆN ĐỘI KIM BẢNG", "XÃ TIẾP NHẬN", "XÃ GIẢI QUYẾT", "XA TIEP NHAN",
    "Xã Tiếp Nhận", "XÃ TTHC", "Xã TTHC", "XÃ ĐẠT NTM", "XÃ NTM", "XÃ PHÁT SINH", "XÃ HOÀN THÀNH",
    "XÃ TRẢ KẾT QUẢ", "XÃ BÁO CÁO", "XÃ UBND", "TP.HN", "XÃ TÂN HÒA - KẾ HOẠCH",
    "XÃ TÂN HÒA KỲ TRƯỚC", "XÃ TÂN HÒA NGHÌN ĐỒNG", "Xã Tân Hòa (kế hoạch)", "Xã Tân Hòa (Kế Hoạch)",
    "XÃ TÂN HÒA (KẾ HOẠCH)", "Xã Tân Hòa (kỳ trước)", "Xã Tân Hòa (%)", "Xã Tân Hòa (nghìn đồng)",
    "Xã Tân Hòa (năm 2023)", "Xã Tân Hòa (cũ)", "Phường 5 (mới)", "Xã Tân Hòa (Hồ Sơ)",
    "XÃ TÂN HÒA (KIM BẢNG)", "Xã Tân Hòa (1)", "Xã Tân Hòa (xã Nam Lý)",
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
        ("TP. Phủ Lý", "UBND thành phố Phủ Lý"), ("Phường 5 (Quận 3)", "UBND phường 5 (Quận 3)"),
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


BRACKETS = [
    "kế hoạch", "Kế hoạch", "Kế Hoạch", "kỳ trước", "cùng kỳ", "năm 2023", "nghìn đồng", "%", "cũ",
    "hồ sơ", "kế hoạch) (năm 2024",
]  # fmt: skip


def asked_and_not_taken(headings, agency="Sở Nội vụ Nam Định"):
    """The codes of the issues of a table of which no figure was taken."""
    (report,) = cchc.read_all(beside(headings, agency), file="a.xlsx")
    assert not [row for row in report.observations if row.value is not None]
    assert report.agency_printed == agency
    return {each.code for each in report.issues}


@pytest.mark.parametrize("unit", ["Xã", "UBND xã", "XÃ"])
@pytest.mark.parametrize("words", BRACKETS)
def test_words_in_brackets_behind_places_are_those_of_the_column(unit, words):
    pair = [f"{unit} {name} ({words})" for name in ("Tân Hòa", "Nam Lý")]
    pair = [each.upper() for each in pair] if unit.isupper() else pair
    assert "CCHC-I1335" in asked_and_not_taken(pair)
    assert asked_and_not_taken(pair[:1]) & {"CCHC-I1343", "CCHC-I1344"}


@pytest.mark.parametrize("unit", ["Xã Nam Lý", "UBND xã Nam Lý", "Sở Y tế"])
@pytest.mark.parametrize("words", [("thực hiện", "kế hoạch"), ("kế hoạch", "thực hiện")])
def test_of_a_plan_and_what_was_done_the_latter_is_the_units(unit, words):
    (report,) = cchc.read_all(beside([f"{unit} ({each})" for each in words]), file="a.xlsx")
    assert report.agency_printed == committee_of(unit)
    (figure,) = [row.raw for row in report.observations if row.code == "4.2.1"]
    assert figure == str(40 + words.index("thực hiện"))
    assert "CCHC-I1334" in [each.code for each in report.issues]


def test_brackets_that_only_say_that_figures_follow_change_nothing():
    found = seen(beside(["Xã Tân Hòa (thực hiện)", "Xã Nam Lý (số liệu)"]), "a.xlsx")
    assert list(found) == ["UBND xã Tân Hòa", "UBND xã Nam Lý"]
    assert list(seen(beside(["Xã Tân Hòa (thực hiện)"]), "a.xlsx")) == ["UBND xã Tân Hòa"]


def test_windows_in_brackets_are_the_windows_of_the_unit():
    pair = [f"Xã Tân Hòa (6 tháng đầu năm {year})" for year in (2023, 2024)]
    found = cchc.read_all(beside(pair), file="a.xlsx")
    assert [(each.agency_printed, str(each.period)) for each in found] == [
        ("UBND xã Tân Hòa", "2024-H1"), ("UBND xã Tân Hòa", "2023-H1"),
    ]  # fmt: skip


@pytest.mark.parametrize("above", [("Kim Bảng", "Duy Tiên"), ("huyện Kim Bảng", "TX. Duy Tiên")])
@pytest.mark.parametrize("unit", ["Xã Tân Hòa", "UBND xã Tân Hòa"])
def test_places_of_one_name_are_told_apart_by_where_they_lie(unit, above):
    found = seen(beside([f"{unit} ({each})" for each in above]), "a.xlsx")
    assert list(found) == [f"UBND xã Tân Hòa ({each})" for each in above]
    assert [each["4.2.1"] for each in found.values()] == ["40", "41"]


def test_the_short_name_of_a_body_stays_in_its_name():
    found = seen(beside(["Sở Y tế (SYT)", "Sở Tư pháp (STP)"]), "a.xlsx")
    assert list(found) == ["Sở Y tế (SYT)", "Sở Tư pháp (STP)"]


@pytest.mark.parametrize(
    "pair",
    [
        ("Xã Tân Hòa", "UBND xã Tân Hòa"), ("TP Phủ Lý", "Thành phố Phủ Lý"),
        ("Xã Tân Hòa", "XA TAN HOA"), ("Xã Tân Hòa", "XÃ TÂN HOÀ"),
        ("Xã Tân Hòa", "Xã Tân Hòa (thực hiện)"), ("Xã Tân Hòa (1)", "Xã Tân Hòa (2)"),
        ("XÃ TIẾP NHẬN", "XÃ GIẢI QUYẾT"), ("HUYỆN ỦY KIM BẢNG", "HUYỆN KIM BẢNG"),
        ("XÃ TTHC", "XÃ ĐẠT NTM"), ("XÃ TÂN HÒA - KẾ HOẠCH", "XÃ NAM LÝ - KẾ HOẠCH"),
        ("UBND xã Tân Hòa nghìn đồng", "UBND xã Nam Lý nghìn đồng"),
    ],
)  # fmt: skip
def test_names_of_one_unit_and_what_is_no_name_are_asked(pair):
    assert "CCHC-I1335" in asked_and_not_taken(pair)


def test_one_unit_over_headings_in_two_spellings_is_one():
    header = [*HEADER[:3], "Xã Tân Hòa", "XÃ TÂN HOÀ"]
    below = ["", "", "", "Số liệu", "Kế hoạch"]
    rows = [[*row[:3], "1", "2"] for row in ROWS if "/" not in row[3]]
    lines = [[opening("Sở Nội vụ Nam Định")], ["Phụ lục I"], header, below, *rows]
    (found,) = seen(xlsx({"A": sheet(lines)}), "a.xlsx").values()
    assert found["4.2.1"] == "1"


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
