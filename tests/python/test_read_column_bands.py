"""Headers of several rows, later headers of a table, and columns of windows, each read for what it says."""

import pytest

import cchc

ROWS = (
    ("1.1.1", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ"),
    ("1.1.2", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ"),
    ("1.3.1", "Tổng số nhiệm vụ được giao", "Nhiệm vụ"),
    ("4.2.1", "Tổng số biên chế được giao trong năm", "Người"),
)
CODES = tuple(row[0] for row in ROWS)
KEYS = ("STT", "Chỉ tiêu", "Đơn vị tính")
H1, Q2, YEAR = "6 THÁNG ĐẦU NĂM 2024", "QUÝ II NĂM 2024", "NĂM 2024"


def opening(period, agency="SỞ Y TẾ"):
    return ["UBND TỈNH HÀ NAM", *filter(None, [agency]), "PHỤ LỤC I", f"KẾT QUẢ CCHC {period}"]


def csv(lines, period=H1, agency="SỞ Y TẾ"):
    text = [*opening(period, agency), *(";".join(map(str, line)) for line in lines)]
    return cchc.read_all("\n".join(text).encode(), file="f.csv")


def html(tables, period=H1, agency="SỞ Y TẾ"):
    found = "<p>tiếp</p>".join(
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
        + "</table>"
        for lines in tables
    )
    above = "".join(f"<p>{line}</p>" for line in opening(period, agency))
    return cchc.read_all(f"<html><body>{above}{found}</body></html>".encode(), file="f.html")


def under(*headings, period=H1, agency="SỞ Y TẾ", first=0):
    """Reports of a table whose column number n holds (n + 1) * 100 and the number of the row."""
    body = [
        (*row, *(100 * (n + 1) + number for n in range(len(headings))))
        for number, row in enumerate(ROWS[first:])
    ]
    return csv([(*KEYS, *headings), *body], period, agency)


def crossed(above, below, period=H1, agency="SỞ Y TẾ"):
    """Reports of a page whose heading has two rows, the upper one merged over columns."""
    span = len(below) // len(above)
    upper = "".join(f'<th rowspan="2">{text}</th>' for text in KEYS)
    upper += "".join(f'<th colspan="{span}">{text}</th>' for text in above)
    lower = "".join(f"<th>{text}</th>" for text in below)
    body = ""
    for number, row in enumerate(ROWS):
        cells = (*row, *(100 * (n + 1) + number for n in range(len(below))))
        body += f"<tr>{''.join(f'<td>{text}</td>' for text in cells)}</tr>"
    lines = "".join(f"<p>{line}</p>" for line in opening(period, agency))
    page = f"<html><body>{lines}<table><tr>{upper}</tr><tr>{lower}</tr>{body}</table></body></html>"
    return cchc.read_all(page.encode(), file="f.html")


def figures(report):
    return [int(row.value) for row in report.observations if row.value is not None]


def whose(reports):
    return {report.agency_printed: figures(report) for report in reports}


def windows(reports):
    return {str(report.period): figures(report) for report in reports}


def codes(report):
    return {issue.code for issue in report.issues}


def asked(reports):
    """Whether nothing is taken, every row is asked and the columns are named."""
    [report] = reports
    states = {row.state for row in report.observations if row.code in CODES}
    return states == {"unreadable"} and bool(codes(report) & {"CCHC-I1335", "CCHC-I1343"})


UNITS = (*KEYS, "Sở Y tế", "Sở Tài chính")
PLAN = (*KEYS, "Kế hoạch", "Thực hiện")


def body(first, last, *values):
    return [(*row, *pair) for row, pair in zip(ROWS[first:last], values, strict=True)]


def bands(first, second):
    return [
        first,
        *body(0, 2, (100, 1), (101, 2)),
        second,
        *body(2, 4, (102, 3), (103, 4)),
    ]


def test_a_second_header_of_other_units_begins_reports_of_their_own():
    lines = bands(UNITS, (*KEYS, "Sở Nội vụ", "Sở Xây dựng"))
    expected = {
        "Sở Y tế": [100, 101],
        "Sở Tài chính": [1, 2],
        "Sở Nội vụ": [102, 103],
        "Sở Xây dựng": [3, 4],
    }
    assert whose(csv(lines, agency="")) == expected
    assert whose(html([lines], agency="")) == expected
    assert whose(html([lines[:3], lines[3:]], agency="")) == expected


@pytest.mark.parametrize("tables", [1, 2])
def test_a_later_header_that_swaps_units_is_followed(tables):
    lines = bands(UNITS, (*KEYS, "Sở Tài chính", "Sở Y tế"))
    parts = [lines] if tables == 1 else [lines[:3], lines[3:]]
    assert whose(html(parts, agency="")) == {
        "Sở Y tế": [100, 101, 3, 4],
        "Sở Tài chính": [1, 2, 102, 103],
    }


@pytest.mark.parametrize("tables", [1, 2])
def test_a_later_header_that_swaps_plan_and_figures_is_followed(tables):
    lines = bands(PLAN, (*KEYS, "Thực hiện", "Kế hoạch"))
    [report] = html([lines] if tables == 1 else [lines[:3], lines[3:]])
    assert figures(report) == [1, 2, 102, 103]
    assert len([each for each in report.issues if each.code == "CCHC-I1334"]) == 1


def test_a_second_band_of_other_units_with_the_same_rows_loses_nothing():
    lines = [
        UNITS,
        *body(0, 2, (100, 1), (101, 2)),
        (*KEYS, "Sở Nội vụ", "Sở Xây dựng"),
        *body(0, 2, (102, 3), (103, 4)),
    ]
    reports = csv(lines, agency="")
    assert whose(reports)["Sở Nội vụ"] == [102, 103]
    assert whose(reports)["Sở Y tế"] == [100, 101]
    assert not any("CCHC-I1312" in codes(report) for report in reports)


def test_a_later_header_of_one_column_is_asked_where_nothing_says_whose_it_is():
    lines = bands(UNITS, (*KEYS, "Số liệu", "Ghi chú"))
    unknown = csv(lines, agency="")
    assert whose(unknown) == {"Sở Y tế": [100, 101], "Sở Tài chính": [1, 2]}
    assert {row.code: row.state for row in unknown[0].observations}["1.3.1"] == "unreadable"
    known = csv(lines, agency="SỞ Y TẾ")
    assert list(whose(known).values()) == [[100, 101, 102, 103], [1, 2]]


def test_a_header_printed_again_with_its_columns_moved_goes_on():
    lines = [(*KEYS, "Số liệu"), *[(*row, 7) for row in ROWS[:2]]]
    lines += [(*KEYS, "Ghi chú", "Số liệu"), *[(*row, "", 8) for row in ROWS[2:]]]
    [report] = csv(lines)
    assert figures(report) == [7, 7, 8, 8]


@pytest.mark.parametrize("part", ["6 tháng", "6 tháng đầu năm"])
def test_a_year_over_a_window_is_the_window_of_that_year(part):
    assert windows(crossed(["Năm 2023", "Năm 2024"], ["Kế hoạch", part] * 2)) == {
        "2024-H1": [400, 401, 402, 403],
        "2023-H1": [200, 201, 202, 203],
    }
    assert windows(crossed([part, "Cả năm"], ["Năm 2023", "Năm 2024"] * 2))["2024-H1"] == [
        200,
        201,
        202,
        203,
    ]


@pytest.mark.parametrize("below", ["Quý II", "Quý I", "9 tháng", "Thực hiện"])
def test_years_over_windows_that_are_not_the_reports_are_asked(below):
    assert asked(crossed(["Năm 2023", "Năm 2024"], [below] * 2))


@pytest.mark.parametrize(
    ("headings", "period"),
    [
        (("Năm 2023", "Năm 2024"), H1),
        (("Quý I/2024", "Quý II/2024"), YEAR),
        (("Quý I/2024", "Quý II/2024"), H1),
        (("6T/2022", "6T/2023"), H1),
        (("Quý I/2024", "Quý II/2024", "Tổng cộng"), YEAR),
        (("Quý I", "Quý II", "Tổng cộng"), YEAR),
        (("Tháng 1/2024", "Tháng 2/2024", "Tổng cộng"), H1),
        (("Tháng 5", "Tháng 6", "Tổng số"), H1),
        (("Tháng 1", "Tháng 3", "Tổng số"), "QUÝ I NĂM 2024"),
        (("Quý III", "Tổng số"), H1),
        (("Quý I/2023", "Quý II/2023", "Tổng cộng"), H1),
        (("Nam", "Nữ"), H1),
        (("Kế hoạch", "Nam"), H1),
        (("Kế hoạch", "Tỉnh"), H1),
    ],
)
def test_columns_none_of_which_is_the_reports_are_asked(headings, period):
    assert asked(under(*headings, period=period))


@pytest.mark.parametrize(
    "heading",
    [
        "Lũy kế các năm",
        "Lũy kế các kỳ",
        "Lũy kế từ đầu nhiệm kỳ",
        "Lũy kế giai đoạn 2021-2025",
        "Lũy kế đến hết năm",
        "Lũy kế đến năm 2024",
        "Lũy kế từ năm 2021",
        "Lũy kế đầu kỳ",
    ],
)
def test_a_running_total_over_years_is_not_of_the_period(heading):
    assert asked(under(heading))
    [report] = under("Trong kỳ", heading)
    assert figures(report) == [100, 101, 102, 103]
    assert [each.message_vi for each in report.issues if each.code == "CCHC-I1334"] == [
        f"Các cột “{heading}” không phải số liệu của kỳ báo cáo nên không được nhận."
    ]


@pytest.mark.parametrize(
    ("headings", "period", "taken"),
    [
        (("Tháng 4", "Tháng 5", "Tháng 6", "Tổng số"), Q2, [400, 401, 402]),
        (("Quý I/2024", "Quý II/2024", "Tổng cộng"), H1, [300, 301, 302]),
        (("Quý I", "Quý II", "Cộng"), H1, [300, 301, 302]),
    ],
)
def test_a_total_over_the_windows_of_the_period_adds_up_flows_alone(headings, period, taken):
    flows = (
        ("1.1.3", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản"),
        ("1.3.1", "Tổng số nhiệm vụ được giao", "Nhiệm vụ"),
        ("1.3.2", "Số nhiệm vụ đã hoàn thành đúng hạn", "Nhiệm vụ"),
        ("4.2.1", "Tổng số biên chế được giao trong năm", "Người"),
        ("4.2.2", "Tổng số biên chế có mặt tại thời điểm báo cáo", "Người"),
    )
    lines = [(*KEYS, *headings)]
    for number, row in enumerate(flows[:3]):
        lines.append((*row, *(100 * (n + 1) + number for n in range(len(headings)))))
    parts = len(headings) - 1
    lines.append((*flows[3], *[40] * parts, 40 * parts))  # added up, as no posts are
    lines.append((*flows[4], *range(38 - parts, 38), 37))  # the last one's
    [report] = csv(lines, period)
    assert figures(report) == [*taken, 37]
    assert {row.code: row.state for row in report.observations}["4.2.1"] == "unreadable"
    assert [each.severity for each in report.issues if each.code == "CCHC-I1330"]


@pytest.mark.parametrize("first", ["unit", "column"])
def test_a_unit_with_two_columns_is_one_report(first):
    units, columns = ["Sở Y tế", "Sở Tài chính"], ["Trong kỳ", "Lũy kế"]
    above, below = (units, columns) if first == "unit" else (columns, units)
    agencies = crossed(above, below * 2, agency="")
    expected = [400, 401, 402, 403]
    own = [200, 201, 202, 203] if first == "unit" else [300, 301, 302, 303]
    assert whose(agencies) == {"Sở Y tế": own, "Sở Tài chính": expected}
    in_quarter = crossed(above, below * 2, Q2, agency="")
    assert whose(in_quarter)["Sở Y tế"] == [100, 101, 102, 103]


def test_units_with_columns_that_nothing_tells_apart_are_asked():
    assert asked(crossed(["Sở Y tế", "Sở Tài chính"], ["Cột A", "Cột B"] * 2, agency=""))
    assert asked(crossed(["Sở Y tế", "Khác"], ["Trong kỳ", "Lũy kế"] * 2, agency=""))


def test_units_with_their_plans_and_a_total_are_told_apart():
    reports = crossed(
        ["Sở Y tế", "Sở Nội vụ", "Toàn tỉnh"], ["Kế hoạch", "Thực hiện"] * 3, agency=""
    )
    assert list(whose(reports)) == ["Sở Y tế", "Sở Nội vụ"]
    reports = crossed(["Sở Y tế", "Sở Nội vụ"], ["6T/2023", "6T/2024"] * 2, agency="")
    assert [(r.agency_printed, str(r.period), figures(r)[0]) for r in reports] == [
        ("Sở Y tế", "2024-H1", 200),
        ("Sở Nội vụ", "2024-H1", 400),
        ("Sở Y tế", "2023-H1", 100),
        ("Sở Nội vụ", "2023-H1", 300),
    ]


def test_words_in_the_name_of_a_unit_are_no_plan():
    names = ["Sở Kế hoạch và Đầu tư", "Sở Giáo dục và Đào tạo", "Sở Giao thông vận tải", "Sở Y tế"]
    assert list(whose(under(*names, agency=""))) == names
    assert asked(under("Trường hợp mới", "Trường hợp cũ"))
    assert asked(under("Ban hành mới", "Ban hành lại"))


@pytest.mark.parametrize(
    ("headings", "own"),
    [
        (("Kết quả thực hiện năm 2024",), 0),
        (("Kế hoạch năm 2024", "Thực hiện năm 2024"), 1),
        (("Thực hiện năm 2023", "Kế hoạch năm 2024", "Thực hiện năm 2024"), 2),
        (("Thực hiện năm trước", "Thực hiện năm nay"), 1),
        (("Quý IV", "Năm"), 1),
        (("Quý IV", "Cả năm"), 1),
    ],
)
def test_what_was_done_in_the_year_reported_is_taken(headings, own):
    [report] = under(*headings, period=YEAR)
    assert figures(report) == [100 * (own + 1) + number for number in range(4)]
    assert asked(under("Thực hiện năm 2023", period=YEAR))
    assert asked(under("Thực hiện năm 2024", period=H1))


@pytest.mark.parametrize(
    ("headings", "period", "own"),
    [
        (("Trong quý", "Lũy kế từ đầu năm"), Q2, 0),
        (("Trong quý", "Lũy kế từ đầu năm"), H1, 1),
        (("Trong quý", "Lũy kế"), "QUÝ I NĂM 2024", 1),
        (("Quý này", "Quý trước"), Q2, 0),
        (("Văn phòng Sở", "Chi cục Dân số", "Cộng"), H1, 2),
        (("Văn phòng Sở", "Chi cục Dân số", "Toàn Sở"), H1, 2),
        (("Trong kỳ", "Quý I"), H1, 0),
        (("Tổng số", "Quý II/2023"), Q2, 0),
    ],
)
def test_everyday_columns_are_taken(headings, period, own):
    [report] = under(*headings, period=period)
    assert figures(report) == [100 * (own + 1) + number for number in range(4)]


def test_a_heading_over_both_columns_changes_nothing():
    [report] = crossed(["Số liệu"], ["Trong kỳ", "Lũy kế"])
    assert figures(report) == [200, 201, 202, 203]
    [report] = crossed(["Kết quả"], ["Trong quý", "Lũy kế từ đầu năm"], Q2)
    assert figures(report) == [100, 101, 102, 103]
    units = whose(under("Sở Y tế", "Sở Nội vụ", "Toàn tỉnh", agency=""))
    assert list(units) == ["Sở Y tế", "Sở Nội vụ"]
