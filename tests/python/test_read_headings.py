"""What the heading of a value column says is read before its figures are taken, whatever the file."""

import pytest
from office_files import HEADER, ROWS, docx, opening, paragraph, report_rows, sheet, table, xlsx

import cchc
from cchc._core import find_period_in
from cchc.read.column_meaning import meaning_of
from cchc.read.scale import scale_word, stated_scale

H1 = find_period_in("6 tháng đầu năm 2024")
ALL = {"1.1.1", "1.1.2", "1.1.3", "3.3", "4.2.1", "4.2.5"}
OWN = [
    "Số liệu",
    "Kết quả",
    "Thực hiện",
    "Giá trị",
    "Kết quả thực hiện",
    "Kỳ này",
    "Tổng số",
    "Sốliệu",
    "So lieu",
    "6 tháng đầu năm",
    "Thực hiện 6 tháng đầu năm 2024",
    "Số liệu đến 14/6/2024",
    "Số liệu từ 15/12/2023 đến 14/6/2024",
    "6T/2024",
    "Thực hiện 6T năm 2024",
    "Lũy kế",
    "Lũy kế từ đầu năm đến 14/6/2024",
]
OTHERS = [
    "Kế hoạch",
    "Kế hoạch năm 2024",
    "KH",
    "Kỳ trước",
    "Cùng kỳ",
    "Cùng kỳ năm trước",
    "Ước thực hiện",
    "Tỷ lệ",
    "Năm 2023",
    "Số liệu 2023",
    "Năm 2024",
    "Quý I",
    "Quý II/2024",
    "9 tháng",
    "Đến 31/12/2023",
]
SCALED = ["Số liệu (nghìn)", "ĐVT: triệu đồng", "Số liệu (nghìn người)", "Kết quả x 1000"]


def word(headings, title="Phụ lục I", above=""):
    rows = [(*row[:3], *[row[3]] * (len(headings) - 4), "") for row in ROWS]
    body = paragraph(opening()) + paragraph(title) + above + table(rows, headings)
    return cchc.read(docx(body), file="f.docx")


def excel(headings):
    rows = [[opening()], ["Phụ lục I"], list(headings), *[list(row) for row in ROWS]]
    return cchc.read(xlsx({"A": sheet(rows)}), file="f.xlsx")


def csv(headings):
    lines = [opening(), "Phụ lục I", ";".join(headings), *[";".join(row) for row in ROWS]]
    return cchc.read("\n".join(lines).encode(), file="f.csv")


def text(headings):
    lines = [opening(), "Phụ lục I", f"STT Chỉ tiêu thống kê Đơn vị tính {' '.join(headings[3:])}"]
    return cchc.read("\n".join([*lines, *[" ".join(row) for row in ROWS]]) + "\n")


KINDS = {"docx": word, "xlsx": excel, "csv": csv, "text": text}


def headed(*values):
    return (*HEADER[:3], *values, "Ghi chú")


def taken(report):
    return {row.code for row in report.observations if row.value is not None}


def codes(report):
    return {issue.code for issue in report.issues}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heading", OWN)
def test_figures_under_a_heading_of_the_period_are_taken(kind, heading):
    assert taken(KINDS[kind](headed(heading))) == ALL


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heading", OTHERS)
def test_figures_of_a_plan_or_another_period_are_asked(kind, heading):
    report = KINDS[kind](headed(heading))
    assert taken(report) == set()
    told = [issue for issue in report.issues if issue.code == "CCHC-I1343"]
    assert len(told) == 1
    assert {row.state for row in report.observations if row.code in ALL} == {"unreadable"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heading", ["Cột A", "(4)", "SL"])
def test_figures_of_an_only_column_with_a_strange_heading_are_taken_and_it_is_said(kind, heading):
    report = KINDS[kind](headed(heading))
    assert taken(report) == ALL
    numbered = heading == "(4)"  # the number of a column is no heading
    said = [issue.severity for issue in report.issues if issue.code == "CCHC-I1345"]
    assert said == ["warning"] or (numbered and not said)


def test_a_running_total_is_another_figure_in_a_report_that_does_not_begin_in_january():
    second = find_period_in("quý II năm 2024")
    assert meaning_of("Lũy kế", second) == "other"
    assert meaning_of("Lũy kế", None) == "own"
    assert meaning_of("Lũy kế 9 tháng", H1) == "period"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heading", SCALED)
def test_figures_in_thousands_are_asked(kind, heading):
    report = KINDS[kind](headed(heading))
    assert taken(report) == set()
    assert codes(report) & {"CCHC-I1343", "CCHC-I1344"}


def test_a_line_over_the_table_and_the_heading_of_the_units_may_say_thousands():
    assert taken(word(HEADER, above=paragraph("Đơn vị tính: nghìn người"))) == set()
    assert taken(word((*HEADER[:2], "Đơn vị tính: nghìn", *HEADER[3:]))) == set()
    assert taken(word(HEADER, above=paragraph("Đơn vị: Sở Y tế"))) == ALL


def test_a_plan_beside_the_figures_is_left_out_and_beside_another_year_asked():
    report = word(headed("Kế hoạch", "Thực hiện"))
    assert (taken(report), codes(report) & {"CCHC-I1334"}) == (ALL, {"CCHC-I1334"})
    assert taken(word(headed("Kế hoạch", "Năm 2023"))) == set()
    assert taken(word(headed("Số A", "Số B"))) == set()


def test_an_only_column_named_after_a_unit_is_that_units():
    assert word(headed("Sở Y tế")).agency_printed == "Sở Y tế Nam Định"
    other = word(headed("Sở Công Thương"))
    assert (other.agency_printed, taken(other)) == ("Sở Công Thương", ALL)


def test_an_only_column_gives_the_period_that_nothing_else_gives():
    lines = ["Sở Y tế báo cáo.", "Phụ lục I", ";".join(headed("Quý I năm 2024"))]
    report = cchc.read("\n".join([*lines, *[";".join(row) for row in ROWS]]).encode(), file="f.csv")
    assert (str(report.period), taken(report)) == ("2024-Q1", ALL)


def test_a_later_header_of_another_column_is_asked():
    first = table([(*row, "") for row in ROWS[:3]])
    second = table([(*row, "") for row in ROWS[3:]], headed("Kế hoạch"))
    body = paragraph(opening()) + paragraph("Phụ lục I") + first + paragraph("") + second
    assert taken(cchc.read(docx(body), file="f.docx")) == {"1.1.1", "1.1.2", "1.1.3"}


@pytest.mark.parametrize("heading", OWN)
def test_without_a_period_of_the_report_neutral_headings_are_its_own(heading):
    assert meaning_of(heading, None) == "own"


def test_headings_have_one_of_five_meanings():
    assert [
        meaning_of(text, H1) for text in ("Số liệu", "Kế hoạch", "Quý I", "nghìn", "Cột A")
    ] == [
        "own",
        "other",
        "period",
        "scaled",
        "unknown",
    ]


def test_words_of_thousands_are_found_and_no_others():
    found = ["nghìn người", "Triệu đồng", "ngàn", "tỷ đồng", "x1.000"]
    assert all(scale_word(text) for text in found)
    none = ["Người", "sở, ban, ngành", "Tỷ lệ", "ngân sách", "nghiên cứu", "Cơ quan, đơn vị", "%"]
    assert not any(scale_word(text) for text in none)
    assert scale_word("39 nghin", after_figure=True) == "9 nghin"
    assert not scale_word("39 văn bản", after_figure=True)
    assert stated_scale("BÁO CÁO (ĐVT: nghìn người)") == "nghìn người"
    assert stated_scale("Đơn vị tính: người") == ""


@pytest.mark.parametrize(
    ("unit", "value", "state"),
    [
        ("Nghìn người", "40", "unreadable"),
        ("%", "40", "unreadable"),
        ("người", "40", "reported"),
        ("Nhân viên", "40", "reported"),
        ("Người", "40 nghin", "unreadable"),
        ("Người", "-40", "unreadable"),
        ("Người", "", "missing"),
    ],
)
def test_units_and_signs_that_make_another_figure_are_asked(unit, value, state):
    rows = [(*ROWS[4][:2], unit, value) if row == ROWS[4] else row for row in ROWS]
    body = table([(*row, "") for row in rows])
    report = cchc.read(docx(paragraph(opening()) + paragraph("Phụ lục I") + body), file="f.docx")
    assert {row.code: row.state for row in report.observations}["4.2.1"] == state


@pytest.mark.parametrize(
    ("value", "state"),
    [("0,5", "unreadable"), ("0,5%", "reported"), ("0", "reported"), ("1", "reported")],
)
@pytest.mark.parametrize("kind", ["docx", "csv"])
def test_a_fraction_in_a_percent_row_needs_its_sign_in_any_kind(kind, value, state):
    rows = [(*row[:3], value) if row == ROWS[5] else row for row in ROWS]
    if kind == "csv":
        lines = [opening(), "Phụ lục I", ";".join(HEADER), *[";".join(row) for row in rows]]
        report = cchc.read("\n".join(lines).encode(), file="f.csv")
    else:
        body = table([(*row, "") for row in rows])
        report = cchc.read(docx(paragraph(opening()) + paragraph("Phụ lục I") + body), file="f")
    assert {row.code: row.state for row in report.observations}["4.2.5"] == state


def test_what_was_asked_stays_asked_when_json_is_read_again():
    rows = report_rows()
    rows[3][3] = "39 nghìn"
    report = cchc.read(xlsx({"A": sheet(rows)}), file="f.xlsx")
    doubtful = report.to_json().replace("39 nghìn", "39")
    again = cchc.read(doubtful.encode(), file="f.json")
    assert taken(again) == taken(report) == ALL - {"1.1.1"}
