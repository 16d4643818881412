"""The days that figures cover: in a sentence, or under the title of the table."""

import pytest
from office_files import HEADER, ROWS, docx, opening, paragraph, report_rows, sheet, table, xlsx

import cchc
from cchc.read.issue import issue_code

WINDOW = ("2023-12-16", "2024-05-31")
SAID = "(Số liệu từ ngày 16/12/2023 đến ngày 31/5/2024)"
FORMS = [
    SAID, SAID.upper(), "Số liệu từ 16/12/2023 đến 31/5/2024",
    "Thời gian chốt số liệu: từ 16/12/2023 đến 31/5/2024", "(Từ ngày 16/12/2023 đến ngày 31/5/2024)",
    "(16/12/2023 - 31/5/2024)", "Số liệu tính từ 16/12/2023 đến hết ngày 31/5/2024",
    "Số liệu từ ngày 16 tháng 12 năm 2023 đến ngày 31 tháng 5 năm 2024",
]  # fmt: skip
TITLE = "KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH 6 THÁNG ĐẦU NĂM 2024"
OTHER = "Số liệu từ ngày 15/12/2023 đến ngày 14/6/2024."


def text(under="", before="", second=""):
    rows = [" ".join(row) for row in ROWS]
    lines = [
        "UBND TỈNH NAM ĐỊNH",
        "SỞ Y TẾ",
        "",
        before,
        "Phụ lục I",
        TITLE,
        under,
        *HEADING,
        *rows,
    ]
    if second:
        lines += ["", "Biểu mẫu 3", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH 6 THÁNG ĐẦU NĂM 2024", second]
        lines += [*HEADING, "2.4. Tỷ lệ TTHC đã được phê duyệt quy trình nội bộ % 100"]
    return "\n".join(lines) + "\n"


HEADING = ["", "STT Chỉ tiêu thống kê", "Kết quả thống kê Ghi chú", "Đơn vị tính Số liệu", ""]


def word(under, before=""):
    lines = [opening(), before, "Phụ lục I", TITLE, under]
    body = "".join(paragraph(line) for line in lines if line)
    return docx(body + table([(*row, "") for row in ROWS]))


def excel(under, before=""):
    title = [[opening()], [before], ["Phụ lục I"], [TITLE], [under]]
    return xlsx({"A": sheet([*title, *report_rows()[2:]])})


def web(under, before=""):
    head = f"<p>{opening()}</p><p>{before}</p><h3>Phụ lục I<br>{TITLE}</h3><p>{under}</p>"
    rows = "".join(
        "<tr>" + "".join(f"<td>{x}</td>" for x in row) + "</tr>" for row in (HEADER, *ROWS)
    )
    return f"<html><body>{head}<table>{rows}</table></body></html>".encode()


def delimited(under, before=""):
    lines = [[opening()], [before], ["Phụ lục I", TITLE], [under], HEADER, *ROWS]
    return "\n".join(";".join(line) for line in lines).encode()


KINDS = {"a.docx": word, "a.xlsx": excel, "a.html": web, "a.csv": delimited}


def codes(report):
    return [each.code for each in report.issues]


@pytest.mark.parametrize("form", FORMS)
def test_days_under_the_title_are_the_window_of_a_text(form):
    report = cchc.read(text(form), file="a.txt")
    assert report.window == WINDOW
    assert report.window_line == 7


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_days_under_the_title_are_the_window_in_every_kind_of_file(name, form):
    report = cchc.read(KINDS[name](form), file=name)
    assert (report.window, str(report.period)) == (WINDOW, "2024-H1")
    assert len(report.observations) == len(ROWS)


def test_the_same_days_in_two_places_are_one_window():
    report = cchc.read(text(SAID, f"{SAID[1:-1]}."), file="a.txt")
    assert report.window == WINDOW
    assert issue_code("windows_differ") not in codes(report)


@pytest.mark.parametrize("name", KINDS)
def test_different_days_are_asked_and_none_taken(name):
    report = cchc.read(KINDS[name](SAID, OTHER), file=name)
    assert report.window is None
    (said,) = [each for each in report.issues if each.code == issue_code("windows_differ")]
    for message in (said.message_vi, said.message_en):
        assert message.index("31/5/2024") < message.index("14/6/2024")


def test_different_days_under_two_titles_are_asked():
    report = cchc.read(text(SAID, second=f"({OTHER[:-1]})"), file="a.txt")
    assert {table.form.form for table in report.tables} == {"PL1", "BM3"}
    assert (report.window, issue_code("windows_differ") in codes(report)) == (None, True)
    same = cchc.read(text(SAID, second=SAID), file="a.txt")
    assert (same.window, issue_code("windows_differ") in codes(same)) == (WINDOW, False)


def test_two_sentences_on_the_figures_that_differ_are_asked():
    report = cchc.read(text(before=f"{SAID[1:-1]}. {OTHER}"), file="a.txt")
    assert (report.window, issue_code("windows_differ") in codes(report)) == (None, True)


@pytest.mark.parametrize(
    "before",
    [
        "Từ ngày 01/02/2024 đến ngày 01/3/2024 Sở mở đợt thi đua.",
        "So với số liệu cùng kỳ từ ngày 15/12/2022 đến ngày 14/6/2023 thì tăng.",
    ],
)
def test_other_days_of_the_text_do_not_rival_those_of_the_figures(before):
    report = cchc.read(text(SAID, before), file="a.txt")
    assert (report.window, issue_code("windows_differ") in codes(report)) == (WINDOW, False)


DAYS, THEN = "từ 16/12/2023 đến 31/5/2024", "từ 15/12/2022 đến 14/6/2023"
COMPARED = [
    f"(Số liệu {DAYS}, so với cùng kỳ {THEN})", f"(Số liệu {DAYS}; cùng kỳ {THEN})",
    f"(So với cùng kỳ {THEN}, số liệu {DAYS})", f"(Số liệu {DAYS}) (Số liệu kỳ trước: {THEN})",
    f"(Số liệu {DAYS}, số liệu so sánh: {THEN})", f"(Áp dụng từ 01/01/2022 đến 31/12/2025; số liệu {DAYS})",
]  # fmt: skip
OTHERS = [
    f"(số liệu so sánh: {THEN})", f"(So với cùng kỳ {THEN})", "So với cùng kỳ (15/12/2022 - 14/6/2023)",
    "(áp dụng từ ngày 01/01/2022 đến ngày 31/12/2025)", "(có hiệu lực kể từ 01/01/2022 đến 31/12/2025)",
    "(Kèm theo Kế hoạch thực hiện từ 01/01/2024 đến 31/12/2024)",
]  # fmt: skip


@pytest.mark.parametrize("place", ["under", "before"])
@pytest.mark.parametrize("said", COMPARED)
def test_days_that_others_are_compared_with_do_not_rival_those_of_the_figures(said, place):
    for name in ("a.docx", "a.xlsx"):
        report = cchc.read(KINDS[name](**{"under": "", place: said}), file=name)
        assert report.window == WINDOW
        assert issue_code("windows_differ") not in codes(report)
    assert cchc.read(text(**{place: said}), file="a.txt").window == WINDOW


@pytest.mark.parametrize("place", ["under", "before"])
@pytest.mark.parametrize("said", OTHERS)
def test_days_of_other_things_alone_are_no_window(said, place):
    report = cchc.read(text(**{place: said}), file="a.txt")
    assert report.window is None
    assert issue_code("window_differs") not in codes(report)


def test_a_bracket_under_a_title_that_compares_is_the_figures():
    title = f"{TITLE} SO VỚI CÙNG KỲ NĂM 2023"
    for under in (SAID, f"({DAYS})"):
        report = cchc.read(text(under).replace(TITLE, title), file="a.txt")
        assert report.window == WINDOW


def test_days_in_a_title_that_are_not_two_in_order_are_said():
    report = cchc.read(text("(Số liệu từ ngày 31/5/2024 đến ngày 16/12/2023)"), file="a.txt")
    assert (report.window, issue_code("window_wrong") in codes(report)) == (None, True)


def test_days_of_another_period_under_the_title_are_asked():
    report = cchc.read(text("(Số liệu từ ngày 15/12/2022 đến ngày 14/6/2023)"), file="a.txt")
    assert issue_code("window_differs") in codes(report)


def test_the_window_under_the_title_makes_a_comparison_say_so():
    now = cchc.read(text(SAID), file="now.txt")
    before = cchc.read(text().replace("2024", "2023"), file="then.txt")
    units = {now.agency: "s", before.agency: "s"}
    cube = cchc.build([now, before], hierarchy=[{"id": "s", "name": "Sở Y tế"}], units=units)
    result = cchc.compare(cube.sel(indicator=["4.2.1"]), "2024-H1", "2023-H1")
    assert "DATA_WINDOW" in str(result)


def test_a_merge_asks_which_days_are_right(folder):
    found = cchc.merge(folder(a__txt=text(SAID, OTHER)), "2024-H1", processes=1)
    (asked,) = [each.vi for each in found.asked if "khoảng thời gian" in each.vi]
    assert asked.startswith("a.txt")
    assert "31/5/2024" in asked
