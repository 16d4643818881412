"""Word tables are read cell by cell, however merged, nested, split or tracked."""

import time

import pytest
from office_files import ROWS, cell, docx, filled, line, opening, paragraph, table

import cchc

TITLE = paragraph(opening()) + paragraph("Phụ lục I")
MERGE = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def read(body, **parts):
    return cchc.read(docx(body, **parts), file="f.docx")


def values(report):
    return {row.code: row.value for row in report.observations if row.value is not None}


EXPECTED = {"1.1.1": 39, "1.1.2": 19, "1.1.3": 3, "3.3": 16181, "4.2.1": 40, "4.2.5": 10}


def codes(report):
    return {issue.code for issue in report.issues}


def test_a_plain_table_is_read():
    report = read(TITLE + table(filled()))
    assert values(report) == EXPECTED
    assert (report.agency_printed, str(report.period)) == ("Sở Y tế Nam Định", "2024-H1")


def test_a_header_of_two_rows_with_merged_cells_is_one_header():
    wide = '<w:gridSpan w:val="2"/>'
    top = line([cell("STT", MERGE), cell("Chỉ tiêu thống kê", MERGE), cell("Kết quả thống kê", wide),
                cell("Ghi chú", MERGE)])  # fmt: skip
    low = line([cell("", GOES_ON), cell("", GOES_ON), cell("Đơn vị tính"), cell("Số liệu"),
                cell("", GOES_ON)])  # fmt: skip
    assert values(read(TITLE + table([top, low, *filled()], header=()))) == EXPECTED


def test_cells_left_out_at_the_start_of_a_row_do_not_slide():
    before = '<w:gridBefore w:val="1"/>'
    label, unit, value = ROWS[1][1:]
    late = line([cell(label), cell(unit), cell(value), cell("")], before)
    report = read(TITLE + table([*filled(ROWS[:1]), late, *filled(ROWS[2:])]))
    assert values(report) == EXPECTED


def test_a_table_inside_a_cell_is_read_as_a_table_of_its_own():
    inner = table(filled())
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('khung')}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert values(read(TITLE + outer)) == EXPECTED


def test_a_table_split_by_pages_is_one_table():
    again = table(filled(ROWS[3:]))
    without = table(filled(ROWS[3:]), header=())
    first = table(filled(ROWS[:3]))
    for second in (again, without):
        report = read(TITLE + first + paragraph("") + second)
        assert values(report) == EXPECTED
        assert "CCHC-I1323" not in codes(report)


def test_a_row_cut_by_a_page_is_one_row():
    cut = ("4.2.5.", "Tỷ lệ phần trăm biên chế đã tinh", "%", "10", "")
    rest = ("", "giản so với năm 2015", "", "", "")
    report = read(TITLE + table([*filled(ROWS[:5]), cut]) + table([rest]))
    assert values(report) == EXPECTED


def test_a_value_merged_over_rows_is_asked_and_not_given_to_one_of_them():
    rows = [
        line([*map(cell, ROWS[0][:3]), cell("39", MERGE), cell("")]),
        line([*map(cell, ROWS[1][:3]), cell("", GOES_ON), cell("")]),
    ]
    report = read(TITLE + table([*rows, *filled(ROWS[2:])]))
    assert set(values(report)) == set(EXPECTED) - {"1.1.1", "1.1.2"}
    states = {row.code: row.state for row in report.observations}
    assert (states["1.1.1"], states["1.1.2"]) == ("unreadable", "unreadable")
    assert "CCHC-I1330" in codes(report)


def test_deleted_text_is_left_out_and_inserted_text_taken():
    tracked = (
        "<w:tc><w:p><w:del><w:r><w:delText>40</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>19</w:t></w:r></w:ins></w:p></w:tc>"
    )
    row = f"<w:tr>{''.join(map(cell, ROWS[1][:3]))}{tracked}{cell('')}</w:tr>"
    deleted = line([cell(text) for text in ("1.1.2.", *ROWS[1][1:3], "77", "")], "<w:del/>")
    report = read(TITLE + table([*filled(ROWS[:1]), deleted, row, *filled(ROWS[2:])]))
    assert values(report) == EXPECTED


def test_two_lines_of_figures_in_a_cell_are_asked():
    two = f"<w:tc>{paragraph('39')}{paragraph('19')}</w:tc>"
    row = f"<w:tr>{''.join(map(cell, ROWS[0][:3]))}{two}{cell('')}</w:tr>"
    report = read(TITLE + table([row, *filled(ROWS[1:])]))
    assert "1.1.1" not in values(report)
    assert "CCHC-I1330" in codes(report)


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_rows_that_claim_one_the_better_takes_it(swapped):
    near = ("1.1.4.", "Số văn bản chỉ đạo CCHC đã ban hành mới", "Văn bản", "8", "")
    rows = filled()
    rows.insert(2 if swapped else 3, near)
    report = read(TITLE + table(rows))
    assert values(report)["1.1.3"] == 3
    assert codes(report) & {"CCHC-I1302", "CCHC-I1303", "CCHC-I1312"}


def test_the_columns_of_the_period_before_are_left_out_and_said():
    header = ("STT", "Chỉ tiêu", "ĐVT", "Kỳ trước", "Kỳ này", "Ghi chú")
    rows = [(code, label, unit, "77", value, "") for code, label, unit, value in ROWS]
    report = read(TITLE + table(rows, header))
    assert values(report) == EXPECTED
    assert "CCHC-I1334" in codes(report)


def test_value_columns_that_nothing_tells_apart_are_asked():
    header = ("STT", "Chỉ tiêu", "ĐVT", "Cột A", "Cột B", "Ghi chú")
    rows = [(code, label, unit, "77", value, "") for code, label, unit, value in ROWS]
    report = read(TITLE + table(rows, header))
    assert values(report) == {}
    assert "CCHC-I1335" in codes(report)


def test_units_side_by_side_are_reports_of_their_own():
    header = ("STT", "Chỉ tiêu", "ĐVT", "Sở Y tế", "Sở Công Thương", "Ghi chú")
    rows = [
        (code, label, unit, value, "77/78" if "/" in value else "77", "")
        for code, label, unit, value in ROWS
    ]
    data = docx(TITLE + table(rows, header))
    first, second = cchc.read_all(data, file="f")
    assert (first.agency_printed, second.agency_printed) == ("Sở Y tế", "Sở Công Thương")
    assert values(first) == EXPECTED
    assert set(values(second).values()) == {77}
    alone = cchc.read(data, file="f")
    assert values(alone) == EXPECTED
    assert "CCHC-I1313" in codes(alone)


@pytest.mark.parametrize("order", [0, 1])
def test_of_periods_side_by_side_the_one_of_the_title_comes_first(order):
    names = ["quý I năm 2024", "6 tháng đầu năm 2024"]
    header = ("STT", "Chỉ tiêu", "ĐVT", *(names if order else names[::-1]), "Ghi chú")
    rows = [
        (code, label, unit, *(("7/8", value) if order else (value, "7/8")), "")
        if "/" in value
        else (code, label, unit, *(("7", value) if order else (value, "7")), "")
        for code, label, unit, value in ROWS
    ]
    reports = cchc.read_all(docx(TITLE + table(rows, header)), file="f")
    assert [str(report.period) for report in reports] == ["2024-H1", "2024-Q1"]
    assert values(reports[0]) == EXPECTED
    assert set(values(reports[1]).values()) == {7}


def test_a_document_without_cells_goes_to_the_text_grammar():
    lines = ["STT Chỉ tiêu thống kê", "Kết quả thống kê Ghi chú", "Đơn vị tính Số liệu"]
    lines += [" ".join(row) for row in ROWS]
    report = read(TITLE + "".join(map(paragraph, lines)))
    assert values(report) == EXPECTED
    assert report.observations[0].place.where == "paragraph 6"


def test_a_font_of_a_style_is_known():
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii=".VnTime"/>'
        "</w:rPr></w:style></w:styles>"
    )
    row = ("1.1.3.", "Sè v¨n b¶n chØ ®¹o CCHC ®· ban hµnh", "V¨n b¶n", "3", "")
    body = TITLE + table([*filled(ROWS[:2]), row, *filled(ROWS[3:])])
    report = cchc.read(docx(body, **{"word/styles.xml": styles}), file="f")
    found = {row.code: row.label_printed for row in report.observations}
    assert found["1.1.3"] == "Số văn bản chỉ đạo CCHC đã ban hành"
    assert "CCHC-I1336" in codes(report)


def test_a_long_table_costs_no_more_a_row_than_a_short_one():
    rows = [
        (f"9.{n // 90 + 1}.{n % 90 + 1}.", f"Chỉ tiêu riêng số {n}", "Người", "1", "")
        for n in range(2000)
    ]
    begun = time.perf_counter()
    report = read(TITLE + table([*filled(), *rows]))
    assert time.perf_counter() - begun < 20
    assert values(report) == EXPECTED
