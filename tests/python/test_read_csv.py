"""Delimited text: a sign that parts cells and stands in one moves the others, which is asked."""

import pytest

import cchc

TITLE = ["UBND TỈNH HÀ NAM", "SỞ Y TẾ", "PHỤ LỤC I", "KẾT QUẢ CCHC 6 THÁNG ĐẦU NĂM 2024"]
HEADER = "STT,Chỉ tiêu,Đơn vị tính,Trong kỳ,Ghi chú"
FIRST = '1.1.1,"Số nhiệm vụ đề ra trong kế hoạch","Nhiệm vụ",39,'
STAFF = '4.2.1,"Tổng số biên chế được giao trong năm","Người",'


def figures(*rows, header=HEADER, sign=","):
    lines = [*TITLE, header, *rows]
    if sign != ",":
        lines[4:] = [line.replace(",", sign).replace('"', "") for line in lines[4:]]
    report = cchc.read("\n".join(lines).encode(), file="a.csv")
    found = {row.code: row.value for row in report.observations if row.state == "reported"}
    asked = [row.code for row in report.observations if row.state == "unreadable"]
    return found, asked


def test_rows_as_long_as_their_header_are_taken():
    found, asked = figures(FIRST, STAFF + '"16,183",')
    assert (found["1.1.1"], found["4.2.1"], asked) == (39, 16183, [])


@pytest.mark.parametrize("cells", ["16,183,", "16,183", "16,183,,", "16,183,ghi chú", "1,016,183,"])
def test_a_number_that_a_comma_parted_is_asked(cells):
    found, asked = figures(FIRST, STAFF + cells)
    assert found == {"1.1.1": 39}
    assert asked == ["4.2.1"]


@pytest.mark.parametrize(
    "header", [HEADER.removesuffix(",Ghi chú"), HEADER + ",", HEADER.removesuffix(",Ghi chú") + ","]
)
def test_so_it_is_whatever_stands_at_the_end_of_the_header(header):
    found, asked = figures(FIRST, STAFF + "16,183", header=header)
    assert found == {"1.1.1": 39}
    assert asked == ["4.2.1"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_empty_cells_at_the_end_and_notes_are_no_doubt(sign):
    noted = STAFF + "55,có 3 hợp đồng,,"
    found, asked = figures(
        FIRST + ",,", noted, '1.1.2,"Số nhiệm vụ đã hoàn thành","Nhiệm vụ",,,,', sign=sign
    )
    assert (found, asked) == ({"1.1.1": 39, "4.2.1": 55}, [])


@pytest.mark.parametrize("sign", [",", ";", "|"])
def test_a_label_that_moved_its_figure_is_asked(sign):
    moved = "1.1.1,Số nhiệm vụ đề ra trong kế hoạch, cả phát sinh,Nhiệm vụ,39"
    found, asked = figures(STAFF + "55,", moved + ",", sign=sign)
    assert found == {"4.2.1": 55}
    assert asked == ["1.1.1"]
    header = HEADER.replace("Trong kỳ", "Kế hoạch,Thực hiện").removesuffix(",Ghi chú")
    found, _ = figures(STAFF + "60,55", moved + ",", header=header, sign=sign)
    assert found == {"4.2.1": 55}


def test_a_moved_figure_says_why_in_both_languages():
    report = cchc.read("\n".join([*TITLE, HEADER, FIRST, STAFF + "16,183,"]).encode(), file="a.csv")
    [said] = [issue for issue in report.issues if issue.code == "CCHC-I1330"]
    assert (said.raw, said.place or said.line) == ("16", "line 7 column 4")
    assert "tách một số thành hai ô" in said.message_vi
    assert "parted a number into two cells" in said.message_en
