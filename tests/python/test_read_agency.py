"""The agency of a report: its own line and letterhead first, a sentence confirms or contradicts."""

import pytest
from office_files import HEADER, ROWS, docx, filled, paragraph, table

import cchc
from cchc.read.agency import told_agency, told_province
from cchc.read.narrative import sections

HEAD = ["UBND TỈNH NAM ĐỊNH", "SỞ Y TẾ", "BÁO CÁO", "Kết quả CCHC quý I năm 2024"]


def told(*lines):
    return told_agency(sections(enumerate(lines, start=1)), lines)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Công văn số 45 của Sở Nội vụ về việc báo cáo CCHC, Sở Y tế tổng hợp như sau.",
        "Thực hiện văn bản của Sở Nội vụ báo cáo công tác CCHC định kỳ.",
        "Thực hiện chỉ đạo của UBND tỉnh về báo cáo CCHC, đơn vị gửi số liệu.",
        "Căn cứ Kế hoạch của UBND tỉnh, Sở Y tế kính gửi Sở Nội vụ báo cáo kết quả CCHC như sau:",
        "Trên đây là báo cáo của Sở Y tế, kính gửi Sở Nội vụ tổng hợp báo cáo UBND tỉnh.",
        "Phối hợp với Sở Nội vụ xây dựng báo cáo PAR Index.",
        "Sở đã cử cán bộ phối hợp Sở Tư pháp báo cáo kết quả rà soát văn bản.",
        "Đề nghị Sở Nội vụ tổng hợp, báo cáo kết quả với UBND tỉnh.",
        "Trung tâm Kiểm soát bệnh tật báo cáo định kỳ hằng tháng về Sở.",
        "Chi cục Dân số đã gửi báo cáo. Bệnh viện Đa khoa tỉnh chưa báo cáo.",
    ],
)
def test_bodies_that_a_sentence_only_names_do_not_report(sentence):
    found = told(*HEAD, sentence)
    assert (found.name, found.other) == ("SỞ Y TẾ", "")


def test_a_sentence_that_confirms_the_letterhead_gives_its_spelling():
    sentence = "Thực hiện Công văn của Sở Nội vụ về việc báo cáo CCHC, Sở Y tế báo cáo như sau:"
    assert told(*HEAD, sentence).name == "Sở Y tế"


def test_a_sentence_that_contradicts_the_letterhead_is_said_and_not_followed():
    lines = [*HEAD, "Sở Nội vụ báo cáo kết quả cải cách hành chính quý I năm 2024."]
    assert (told(*lines).name, told(*lines).other) == ("SỞ Y TẾ", "Sở Nội vụ")
    body = "".join(map(paragraph, [*lines, "Phụ lục I"])) + table(filled(), HEADER)
    report = cchc.read(docx(body), file="f.docx")
    assert report.agency_printed == "SỞ Y TẾ"
    [said] = [each for each in report.issues if each.code == "CCHC-I1346"]
    assert (said.severity, said.raw) == ("warning", "Sở Nội vụ")
    assert "SỞ Y TẾ" in said.message_vi
    assert "Sở Nội vụ" in said.message_en


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Đơn vị: Sở Y tế", "Sở Y tế"),
        ("Đơn vị báo cáo: Sở Y tế tỉnh Nam Định", "Sở Y tế tỉnh Nam Định"),
        ("Đơn vị báo cáo: SỞ Y TẾ", "SỞ Y TẾ"),
        ("Đơn vị báo cáo: Sở Y tế    Đơn vị nhận báo cáo: Sở Nội vụ", "Sở Y tế"),
        ("Cơ quan báo cáo: Sở Xây dựng Kỳ báo cáo: quý I", "Sở Xây dựng"),
        ("Tên đơn vị: Ban Quản lý các khu công nghiệp", "Ban Quản lý các khu công nghiệp"),
        ("Đơn vị nhận báo cáo: Sở Nội vụ", ""),
        ("Đơn vị tính: Người", ""),
    ],
)
def test_a_line_names_the_agency_before_everything_else(line, name):
    assert told(line, "Kỳ báo cáo: 6 tháng đầu năm 2024").name == name
    if name:
        assert told("SỞ NỘI VỤ", "BIỂU TỔNG HỢP", line).name == name


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["UBND TỈNH NAM ĐỊNH", "THANH TRA TỈNH"], "THANH TRA TỈNH"),
        (["UBND TỈNH NAM ĐỊNH", "VĂN PHÒNG"], "VĂN PHÒNG UBND TỈNH NAM ĐỊNH"),
        (["VĂN PHÒNG UBND TỈNH"], "VĂN PHÒNG UBND TỈNH"),
        (["BAN DÂN TỘC"], "BAN DÂN TỘC"),
        (["ỦY BAN NHÂN DÂN", "HUYỆN HẢI HẬU"], "ỦY BAN NHÂN DÂN HUYỆN HẢI HẬU"),
        (["UBND HUYỆN HẢI HẬU"], "UBND HUYỆN HẢI HẬU"),
        (
            ["UBND TỈNH A", "SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"],
            "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",
        ),
        (["SỞ Y TẾ", "TRUNG TÂM PHÁP Y"], "TRUNG TÂM PHÁP Y - SỞ Y TẾ"),
        (["SỞ Y TẾ", "VĂN PHÒNG"], "VĂN PHÒNG - SỞ Y TẾ"),
        (
            ["UBND TỈNH NAM ĐỊNH", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"],
            "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        ),
        (["SỞ Y TẾ Độc lập - Tự do - Hạnh phúc"], "SỞ Y TẾ"),
        (["SỞ Y TẾ   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], "SỞ Y TẾ"),
        (["UBND TỈNH A CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "SỞ Y TẾ NAM"], "SỞ Y TẾ"),
        (["Kính gửi:", "SỞ NỘI VỤ"], ""),
        (["Kính gửi:", "SỞ NỘI VỤ", "SỞ TÀI CHÍNH"], ""),
        (["Kính gửi: SỞ NỘI VỤ", "SỞ TÀI CHÍNH", "BÁO CÁO", "SỞ Y TẾ"], "SỞ Y TẾ"),
        (["PHỤ LỤC I", "Nơi nhận:", "SỞ NỘI VỤ"], ""),
        (["PHỤ LỤC I", *["Số liệu"] * 14, "Nơi nhận:", "SỞ NỘI VỤ"], ""),
        (["PHỤ LỤC I", *["Số liệu"] * 14, "Người nhận", "SỞ NỘI VỤ"], ""),
        (["SỞ Y TẾ", "PHỤ LỤC I", "Nơi nhận:", "SỞ NỘI VỤ"], "SỞ Y TẾ"),
        (["UBND TỈNH NAM ĐỊNH"], ""),
        (["UBND HUYỆN KIM BẢNG", "UBND XÃ THI SƠN"], "UBND XÃ THI SƠN"),
        (["UBND HUYỆN KIM BẢNG", "UBND xã Thi Sơn"], "UBND xã Thi Sơn"),
        (["UBND HUYỆN KIM BẢNG", "XÃ THI SƠN"], "UBND XÃ THI SƠN"),
        (["HUYỆN KIM BẢNG", "UBND XÃ THI SƠN"], "UBND XÃ THI SƠN"),
        (["UBND HUYỆN KIM BẢNG", "THỊ TRẤN QUẾ"], "UBND THỊ TRẤN QUẾ"),
        (["UBND THỊ XÃ DUY TIÊN", "UBND PHƯỜNG ĐỒNG VĂN"], "UBND PHƯỜNG ĐỒNG VĂN"),
        (["UBND QUẬN BÌNH THẠNH", "UBND PHƯỜNG 5"], "UBND PHƯỜNG 5"),
        (
            ["UBND TỈNH HÀ NAM", "UBND HUYỆN KIM BẢNG", "UBND XÃ THI SƠN"],
            "UBND XÃ THI SƠN",
        ),
        (
            ["ỦY BAN NHÂN DÂN", "HUYỆN KIM BẢNG", "ỦY BAN NHÂN DÂN", "XÃ THI SƠN"],
            "ỦY BAN NHÂN DÂN XÃ THI SƠN",
        ),
        (["UBND HUYỆN KIM BẢNG", "PHÒNG NỘI VỤ"], "PHÒNG NỘI VỤ - UBND HUYỆN KIM BẢNG"),
        (["UBND HUYỆN KIM BẢNG", "Phòng Nội vụ"], "Phòng Nội vụ - UBND HUYỆN KIM BẢNG"),
        (["SỞ Y TẾ", "Trung tâm Pháp y"], "Trung tâm Pháp y - SỞ Y TẾ"),
        (["SỞ Y TẾ", "Trung tâm Pháp y báo cáo như sau"], "SỞ Y TẾ"),
        (["UBND THÀNH PHỐ PHỦ LÝ"], "UBND THÀNH PHỐ PHỦ LÝ"),
        (["UBND TP. PHỦ LÝ"], "UBND TP. PHỦ LÝ"),
        (["UBND TỈNH HÀ NAM", "UBND THÀNH PHỐ PHỦ LÝ"], "UBND THÀNH PHỐ PHỦ LÝ"),
        (["UBND TỈNH THỪA THIÊN HUẾ", "UBND THÀNH PHỐ HUẾ"], "UBND THÀNH PHỐ HUẾ"),
        (["UBND THÀNH PHỐ HUẾ", "SỞ Y TẾ"], "SỞ Y TẾ"),
        (["UBND THÀNH PHỐ PHỦ LÝ", "UBND PHƯỜNG MINH KHAI"], "UBND PHƯỜNG MINH KHAI"),
        (
            ["UBND THÀNH PHỐ PHỦ LÝ", "PHÒNG NỘI VỤ"],
            "PHÒNG NỘI VỤ - UBND THÀNH PHỐ PHỦ LÝ",
        ),
        (["UBND THÀNH PHỐ HÀ NỘI", "SỞ Y TẾ"], "SỞ Y TẾ"),
        (["UBND TP HÀ NỘI", "SỞ Y TẾ"], "SỞ Y TẾ"),
        (["UBND TP. HỒ CHÍ MINH", "SỞ Y TẾ"], "SỞ Y TẾ"),
        (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI", "SỞ Y TẾ"], "SỞ Y TẾ"),
        (["UBND THÀNH PHỐ HÀ NỘI"], ""),
    ],
)
def test_a_letterhead_names_the_agency(lines, name):
    assert told(*lines).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Y tế Nam Định báo cáo kết quả CCHC.", "Sở Y tế Nam Định"),
        ("Sở Xây dựng báo cáo kết quả CCHC.", "Sở Xây dựng"),
        ("Sở Khoa học và Công nghệ trân trọng báo cáo.", "Sở Khoa học và Công nghệ"),
        ("Sở Y tế tổng hợp, báo cáo kết quả như sau.", "Sở Y tế"),
        ("UBND huyện Kỳ Anh báo cáo kết quả CCHC.", "UBND huyện Kỳ Anh"),
        ("Trung tâm Dịch vụ việc làm báo cáo kết quả.", "Trung tâm Dịch vụ việc làm"),
        (
            "Chi cục Dân số báo cáo định kỳ. Sở Y tế báo cáo kết quả như sau.",
            "Sở Y tế",
        ),
        ("Theo đề nghị của Sở Nội vụ báo cáo kết quả CCHC.", ""),
    ],
)
def test_without_a_letterhead_the_sentence_that_reports_names_the_agency(text, name):
    assert told(text).name == name


def test_rows_of_a_body_read_alone_need_its_name():
    body = paragraph("Kết quả CCHC quý I năm 2024") + paragraph("Phụ lục I") + table(filled())
    report = cchc.read(docx(body), file="f.docx")
    assert report.agency_printed == ""
    assert "CCHC-I1322" in {each.code for each in report.issues}
    assert len([row for row in report.observations if row.value is not None]) == len(ROWS)


@pytest.mark.parametrize(
    ("agency", "lines", "province"),
    [
        ("SỞ Y TẾ", ["UBND TỈNH HÀ NAM", "SỞ Y TẾ"], "Hà Nam"),
        ("SỞ Y TẾ", ["ỦY BAN NHÂN DÂN", "TỈNH THỪA THIÊN HUẾ", "SỞ Y TẾ"], "Thừa Thiên Huế"),
        ("SỞ Y TẾ", ["UBND TỈNH BÀ RỊA - VŨNG TÀU"], "Bà Rịa - Vũng Tàu"),
        ("SỞ Y TẾ", ["UBND TP. HỒ CHÍ MINH", "SỞ Y TẾ"], "Hồ Chí Minh"),
        ("SỞ Y TẾ TỈNH NAM ĐỊNH", ["SỞ Y TẾ TỈNH NAM ĐỊNH"], "Nam Định"),
        ("Sở Y tế tỉnh Nam Định", ["UBND TỈNH HÀ NAM"], "Nam Định"),
        ("UBND THÀNH PHỐ PHỦ LÝ", ["UBND THÀNH PHỐ PHỦ LÝ"], ""),
        ("THANH TRA TỈNH", ["THANH TRA TỈNH"], ""),
        ("SỞ Y TẾ", ["SỞ Y TẾ", "Kính gửi: UBND TỈNH HÀ NAM"], ""),
        ("SỞ Y TẾ", ["SỞ Y TẾ", "Nơi nhận:", "UBND TỈNH HÀ NAM"], ""),
    ],
)
def test_a_letterhead_in_capitals_tells_the_province(agency, lines, province):
    assert told_province(agency, lines) == province


def test_the_letterhead_goes_before_provinces_that_sentences_name():
    lines = [*HEAD, "Học tập kinh nghiệm của tỉnh Hà Nam, tỉnh Hà Nam và tỉnh Thái Bình."]
    body = "".join(map(paragraph, [*lines, "Phụ lục I"])) + table(filled(), HEADER)
    report = cchc.read(docx(body), file="f.docx")
    assert (report.province, report.agency) == ("Nam Định", "SỞ Y TẾ Nam Định")
