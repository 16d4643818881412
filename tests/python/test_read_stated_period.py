"""Which window titles and sentences state, and that a file's name which tells another one is said."""

import pytest
from office_files import HEADER, ROWS, docx, filled, paragraph, sheet, table, xlsx

import cchc
from cchc._core import find_period_in
from cchc.read.narrative import sections
from cchc.read.stated_period import period_in_words, period_of_title, periods_in_words

TITLES = [
    ("06 tháng đầu năm 2024", "2024-H1"),
    ("6 tháng đầu năm 2024", "2024-H1"),
    ("6 tháng năm 2024", "2024-H1"),
    ("6T/2024", "2024-H1"),
    ("6 tháng cuối năm 2024", "2024-H2"),
    ("09 tháng đầu năm 2024", "2024-9M"),
    ("9 tháng năm 2024", "2024-9M"),
    ("5 tháng đầu năm 2024", "2024-01..2024-05"),
    ("Quý 2/2024", "2024-Q2"),
    ("quý I, II năm 2024", "2024-H1"),
    ("quý II và quý III năm 2024", "2024-04..2024-09"),
    ("tháng 6/2024", "2024-06"),
    ("tháng 6 và 6 tháng đầu năm 2024", "2024-H1"),
    ("quý II và 6 tháng đầu năm 2024", "2024-H1"),
    ("Quý II, 6 tháng đầu năm 2024", "2024-H1"),
    ("6 tháng đầu năm và quý II năm 2024", "2024-H1"),
    ("quý III và 9 tháng năm 2024", "2024-9M"),
    ("quý IV và cả năm 2024", "2024"),
    ("quý IV và năm 2024", "2024"),
    ("quý I và 9 tháng đầu năm 2024", None),
    ("quý I và quý III năm 2024", None),
    ("Quý II, 6 tháng đầu năm 2024; nhiệm vụ quý III năm 2024", "2024-H1"),
    ("6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2024", "2024-H1"),
    ("06 tháng đầu năm, kế hoạch 06 tháng cuối năm 2024", "2024-H1"),
    ("06 tháng đầu năm 2024 và phương hướng 6 tháng cuối năm 2024", "2024-H1"),
    ("6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024", "2024-H1"),
    ("6 tháng đầu năm thực hiện kế hoạch năm 2024", "2024-H1"),
    ("quý IV, nhiệm vụ năm 2025", None),
    ("năm 2024, phương hướng năm 2025", "2024"),
    ("năm 2023 và phương hướng nhiệm vụ năm 2024", "2023"),
    ("giai đoạn 2021-2025 6 tháng đầu năm 2024", "2024-H1"),
]

# Neighbours of such titles: what is compared, estimated, cited or left to choose is no window.
OTHERS = [
    ("quý II, so với cùng kỳ năm 2023", None),
    ("6 tháng đầu năm theo Quyết định số 5/QĐ-UBND ngày 29 tháng 12 năm 2023", None),
    ("10 tháng năm 2024", "2024-01..2024-10"),
    ("5 tháng năm 2024", "2024-01..2024-05"),
    ("11 tháng đầu năm 2024", "2024-01..2024-11"),
    ("từ tháng 4 đến tháng 6 năm 2024", "2024-Q2"),
    ("tháng 01 đến tháng 5 năm 2024", "2024-01..2024-05"),
    ("từ tháng 4/2024 đến hết tháng 6/2024", "2024-Q2"),
    ("tháng 4 - 6/2024", "2024-Q2"),
    ("tháng 4, 5, 6 năm 2024", "2024-Q2"),
    ("tháng 4, tháng 5 và tháng 6 năm 2024", "2024-Q2"),
    ("tháng 4 và tháng 6 năm 2024", None),
    ("từ tháng 12/2023 đến tháng 5/2024", None),
    ("từ tháng 12 năm 2023 đến hết tháng 5 năm 2024", None),
    ("từ quý I đến quý II năm 2024", "2024-H1"),
    ("quý I đến quý III năm 2024", "2024-9M"),
    ("từ quý IV/2023 đến quý II/2024", None),
    ("từ đầu năm đến hết tháng 6 năm 2024", "2024-H1"),
    ("từ đầu năm 2024 đến hết quý II năm 2024", "2024-H1"),
    ("tính đến tháng 6 năm 2024", None),
    ("đến hết quý II năm 2024", None),
    ("từ tháng 1 năm 2024 đến nay", None),
    ("hai quý đầu năm 2024", "2024-H1"),
    ("03 quý năm 2024", "2024-9M"),
    ("hai quý cuối năm 2024", "2024-H2"),
    ("nửa đầu năm 2024", "2024-H1"),
    ("bán niên năm 2024", "2024-H1"),
    ("nửa cuối năm 2024", "2024-H2"),
    ("nửa năm 2024", None),
    ("6 tháng, ước thực hiện cả năm 2024", "2024-H1"),
    ("9 tháng và ước cả năm 2024", "2024-9M"),
    ("6 tháng, ước thực hiện năm 2024", "2024-H1"),
    ("6 tháng đầu năm, ước thực hiện 9 tháng năm 2024", "2024-H1"),
    ("ước thực hiện 6 tháng đầu năm 2024", None),
    ("quý, 6 tháng, 9 tháng, năm 2024", None),
    ("quý, 9 tháng, năm 2024", None),
    ("6 tháng, 9 tháng, năm 2024", None),
    ("quý/6 tháng/năm 2024", None),
    ("6 tháng, quý, năm 2024", None),
    ("tháng, quý, năm 2024", None),
    ("Quý [ ] I [x] II năm 2024", None),
    ("quý … năm 2024", None),
    ("☐ 6 tháng ☑ năm 2024", None),
    ("quý hai năm 2024", "2024-Q2"),
    ("quý tư năm 2024", "2024-Q4"),
    ("6T đầu năm 2024", "2024-H1"),
    ("Q2 năm 2024", None),
    ("đợt 1 năm 2024", None),
    ("năm 2024 so với năm 2023", "2024"),
    ("so với cùng kỳ năm 2023", None),
    ("năm 2023 và năm 2024", None),
    ("từ năm 2021 đến năm 2024", None),
    ("đến ngày 14 tháng 6 năm 2024", None),
    ("(kèm theo Báo cáo ngày 9 tháng 9 năm 2024)", None),
    ("(kèm theo Báo cáo ngày … tháng 6 năm 2024)", None),
    ("so với quý II năm 2023", None),
    ("quý II năm 2024 so với quý II năm 2023", "2024-Q2"),
    ("quý II của Sở Kế hoạch và Đầu tư năm 2024", "2024-Q2"),
    ("của Sở Kế hoạch và Đầu tư quý II năm 2024", "2024-Q2"),
    ("quý II về công tác cải cách hành chính năm 2024", "2024-Q2"),
    ("quý II thực hiện quy chế dân chủ năm 2024", None),
    ("thực hiện quy chế dân chủ năm 2024", "2024"),
    ("quý II năm 2024 đến Sở Nội vụ", "2024-Q2"),
]


def window(words):
    found = find_period_in(words) if words else None
    return found and str(found)


def in_words(*lines):
    return period_in_words(sections(enumerate(lines, start=1)), lines)


@pytest.mark.parametrize(("title", "period"), TITLES)
def test_a_title_tells_the_longest_window_since_january_and_never_the_next(title, period):
    whole = f"KẾT QUẢ CÔNG TÁC CCHC {title}"
    assert window(period_of_title(whole)) == period
    assert window(period_of_title(whole.upper())) == period


@pytest.mark.parametrize(("title", "period"), TITLES)
def test_a_sentence_tells_what_a_title_tells(title, period):
    if title.startswith("năm"):
        return  # the year of a plan stands in such sentences
    assert window(in_words(f"Sở Y tế báo cáo kết quả CCHC {title} như sau.")) == period


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kế hoạch CCHC quý III năm 2024", None),
        ("PHỤ LỤC 1: KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2024", None),
        ("Phương hướng, nhiệm vụ 6 tháng cuối năm 2024", None),
        ("Kế hoạch và kết quả CCHC quý III năm 2024", "2024-Q3"),
        ("Kết quả thực hiện kế hoạch CCHC quý III năm 2024", "2024-Q3"),
        ("Biểu 1. Tình hình thực hiện kế hoạch quý III năm 2024", "2024-Q3"),
    ],
)
def test_a_title_of_what_is_planned_tells_no_window_of_figures(title, period):
    assert window(period_of_title(title)) == period


@pytest.mark.parametrize(("title", "period"), OTHERS)
def test_a_year_of_something_else_is_not_given_to_a_window(title, period):
    whole = f"KẾT QUẢ CÔNG TÁC CCHC {title}"
    assert window(period_of_title(whole)) == period
    assert window(period_of_title(whole.upper())) == period
    if period != "2024":  # the year of a plan stands in such sentences
        assert window(in_words(f"Sở Y tế báo cáo kết quả CCHC {title} như sau.")) == period


@pytest.mark.parametrize(
    "line",
    [
        "Kỳ báo cáo: quý, 6 tháng, 9 tháng, năm 2024",
        "Kỳ báo cáo: Quý [ ] I [x] II năm 2024",
        "Kỳ báo cáo: quý ..../2024",
    ],
)
def test_a_line_that_leaves_the_window_to_choose_tells_none(line):
    assert in_words("SỞ Y TẾ", line) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ["BIỂU TỔNG HỢP SỐ LIỆU CCHC QUÝ I NĂM 2024"],
        ["SỞ Y TẾ", "KẾT QUẢ THỰC HIỆN CÔNG TÁC CCHC", "QUÝ I NĂM 2024"],
        ["Kỳ báo cáo: Quý I năm 2024"],
        ["Kỳ báo cáo: quý 1/2024", "KẾT QUẢ CCHC"],
    ],
)
def test_the_first_lines_tell_the_window_without_a_sentence(lines):
    assert window(in_words(*lines)) == "2024-Q1"


def test_a_line_of_its_own_goes_before_a_sentence_and_both_are_known():
    lines = ["Kỳ báo cáo: quý I năm 2024", "Sở Y tế báo cáo kết quả CCHC quý II năm 2024."]
    found = periods_in_words(sections(enumerate(lines, start=1)), lines)
    assert [window(words) for words in found] == ["2024-Q1", "2024-Q2"]


def test_other_first_lines_tell_no_window():
    assert in_words("Căn cứ Kế hoạch CCHC quý I năm 2024", "Số: 12/BC ngày 6/6/2024") == ""


def workbook(*above):
    rows = [[text] for text in above] + [list(HEADER), *[list(row) for row in ROWS]]
    return xlsx({"A": sheet(rows)})


def test_a_sheet_without_a_report_sentence_tells_its_window():
    first = cchc.read(
        workbook("SỞ Y TẾ", "BIỂU TỔNG HỢP SỐ LIỆU CCHC QUÝ I NĂM 2024"), file="a.xlsx"
    )
    assert (first.agency_printed, str(first.period)) == ("SỞ Y TẾ", "2024-Q1")
    said = workbook("Đơn vị: Sở Y tế", "Kỳ báo cáo: 6 tháng đầu năm 2024")
    second = cchc.read(said, file="b.xlsx")
    assert (second.agency_printed, str(second.period)) == ("Sở Y tế", "2024-H1")


@pytest.mark.parametrize(
    ("name", "said"), [("so-y-te_6T2024.docx", 1), ("so-y-te_quy-1-2024.docx", 0), ("a.docx", 0)]
)
def test_a_file_name_that_tells_another_window_is_said_by_the_report(name, said):
    body = paragraph("SỞ Y TẾ") + paragraph("Sở Y tế báo cáo kết quả CCHC quý I năm 2024.")
    data = docx(body + paragraph("Phụ lục I") + table(filled()))
    for report in (cchc.read(data, file=name), *cchc.read_all(data, file=name)):
        assert str(report.period) == "2024-Q1"
        assert [each.code for each in report.issues].count("CCHC-I1422") == said
