"""Text without cells: columns whose headings and figures ran together are asked, single ones taken."""

import pytest

import cchc
from cchc.read.text_heading import is_heading_line, tells_several_columns

ROWS = (
    ("1.1.1.", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ"),
    ("1.1.2.", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ"),
    ("1.3.1.", "Tổng số nhiệm vụ được giao", "Nhiệm vụ"),
    ("4.2.1.", "Tổng số biên chế được giao trong năm", "Người"),
)
TWO = ("100 200", "101 201", "102 202", "103 4")
ONE = ("100", "101", "102", "103")
TITLE = ["UBND TỈNH HÀ NAM", "SỞ Y TẾ", "PHỤ LỤC I", "KẾT QUẢ CCHC 6 THÁNG ĐẦU NĂM 2024"]
KEYS = "STT Chỉ tiêu thống kê Đơn vị tính"


def report(heading, figures=ONE, title=TITLE):
    """The report of a text; `|` in the heading ends its line."""
    lines = [*title, *f"{KEYS} {heading}".replace(" |", "|").split("|")]
    lines += [" ".join([*row, figure]) for row, figure in zip(ROWS, figures, strict=True)]
    return cchc.read("\n".join([*lines, "Người lập biểu", "Nguyễn Văn A"]) + "\n")


def figures(found):
    return [int(row.value) for row in found.observations if row.value is not None]


def codes(found):
    return {issue.code for issue in found.issues}


SEVERAL = [
    "Trong kỳ Lũy kế",
    "Kỳ này Lũy kế",
    "Trong kỳ Lũy kế từ đầu năm",
    "Tổng số Nam",
    "Tổng số Trong đó: nữ",
    "Quý II 6 tháng",
    "Quý I Quý II",
    "6 tháng Lũy kế",
    "Số lượng %",
    "Số lượng Tỷ lệ",
    "Văn phòng Sở Chi cục",
    "Sở Y tế Sở Tài chính",
    "Sở Y tế Tổng cộng",
    "Số liệu Lũy kế",
    "TRONG KỲ LŨY KẾ",
    "TỔNG SỐ NAM",
    "Kế hoạch Thực hiện",
]
SINGLE = [
    "Số liệu",
    "Số liệu lũy kế",
    "Kết quả thực hiện",
    "Kết quả Quý II",
    "Kết Quả Thực Hiện",
    "KẾT QUẢ THỰC HIỆN",
    "Thực hiện 6 tháng đầu năm 2024",
    "Tổng số",
    "Lũy kế từ đầu năm đến 14/6/2024",
    "Số liệu từ 15/12/2023 đến 14/6/2024",
    "Quý I và quý II",
    "Số liệu Quý I, II năm 2024",
    "Kết quả của Sở Y tế",
    "Số liệu tại UBND tỉnh Hà Nam",
    "Sở Công Thương",
    "Cột A",
]


@pytest.mark.parametrize("heading", SEVERAL)
@pytest.mark.parametrize("notes", ["", " Ghi chú"])
def test_columns_that_run_together_are_asked(heading, notes):
    assert tells_several_columns(heading)
    for printed in (TWO, ONE):
        found = report(heading + notes, printed)
        assert figures(found) == []
        assert {row.state for row in found.observations if row.code == "1.1.1"} == {"unreadable"}
        assert "CCHC-I1335" in codes(found)


@pytest.mark.parametrize("heading", SINGLE)
def test_a_heading_of_one_column_is_one(heading):
    assert not tells_several_columns(heading)


@pytest.mark.parametrize(
    "heading", ["Trong kỳ|Lũy kế|Ghi chú", "|Trong kỳ Lũy kế", "|Trong kỳ|Lũy kế"]
)
def test_headings_over_several_lines_are_read_to_their_end(heading):
    assert figures(report(heading, TWO)) == []


def test_a_plan_in_the_next_line_of_the_header_is_asked():
    found = report("|Kế hoạch|Ghi chú")
    assert (figures(found), "CCHC-I1343" in codes(found)) == ([], True)
    assert figures(report("|Kết quả thực hiện|Ghi chú")) == [100, 101, 102, 103]
    assert figures(report("Số liệu|Ghi chú")) == [100, 101, 102, 103]


@pytest.mark.parametrize("heading", ["Cột A Cột B", "(1) (2)", "SL TL", "Nam Nữ"])
def test_rows_with_two_figures_each_show_two_columns(heading):
    found = report(heading, TWO)
    assert (figures(found), "CCHC-I1335" in codes(found)) == ([], True)


def test_figures_grouped_by_blanks_are_one_column_under_a_heading_of_one():
    assert figures(report("Số liệu", ("16 183", "16 181", "7", "40"))) == [16183, 16181, 7, 40]
    several = report("Số liệu", ("16 183", "7 8", "9 10", "40"))
    assert (figures(several), "CCHC-I1335" in codes(several)) == ([], True)


@pytest.mark.parametrize("later", ["Kế hoạch Ghi chú", "Năm 2023", "Trong kỳ Lũy kế"])
def test_a_later_header_of_other_figures_asks_the_table(later):
    lines = [*TITLE, f"{KEYS} Thực hiện Ghi chú"]
    for number, row in enumerate(ROWS):
        lines += [f"{KEYS} {later}"] if number == 2 else []
        lines.append(" ".join([*row, "7"]))
    found = cchc.read("\n".join(lines) + "\n")
    assert (figures(found), "CCHC-I1335" in codes(found)) == ([], True)
    same = "\n".join(lines).replace(later, "Thực hiện Ghi chú") + "\n"
    assert figures(cchc.read(same)) == [7, 7, 7, 7]


def test_lines_that_only_hold_headings_are_told_from_rows():
    lines = ["Trong kỳ Lũy kế", "Số liệu", "Ghi chú", "Kế hoạch", "6 tháng đầu năm", "%"]
    assert all(is_heading_line(line) for line in lines)
    rows = ["Công tác chỉ đạo điều hành", "Tổng số nhiệm vụ được giao", "Kế hoạch CCHC năm 2024"]
    assert not any(is_heading_line(line) for line in rows)
