"""What is written for people: appendix, matrix, comparisons, lists; read back, safe, fit to print."""

import io
import re
import zipfile
from decimal import Decimal

import pytest

import cchc
from cchc import samples
from cchc.present.appendix import appendix_pages, write_appendix
from cchc.present.comparison_pages import comparison_pages, write_comparison
from cchc.present.drawn_rows import drawn_run, indicator_charts
from cchc.present.excel import excel_bytes
from cchc.present.matrix import matrix_page
from cchc.present.page import Chart, Head, Page, number_cell, text_cell
from cchc.present.page_html import html_text
from cchc.present.plan_page import plan_page
from cchc.present.submission import Submission, submission_page
from cchc.present.table import Column, Table
from cchc.present.table_page import table_page
from cchc.present.word import word_bytes

openpyxl = pytest.importorskip("openpyxl")
docx = pytest.importorskip("docx")
pytest.importorskip("xlsxwriter")

PERIOD = "2024-H1"
NAUGHTY = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "{=1}", "http://x.vn",
    "mailto:a@b", "internal:A1", "007", "1e5", "TRUE", "'quoted", "<b>&amp;", "Ữ\u0301",
    "\u200b", "x" * 3000,
]  # fmt: skip


@pytest.fixture(scope="module")
def province():
    return samples.synthetic_province(with_real_report=True)


@pytest.fixture(scope="module")
def cube(province):
    return cchc.build(samples.observations(province), hierarchy=province.units)


@pytest.fixture(scope="module")
def totals(cube):
    return cchc.roll_up(cube, missing="skip_missing")


@pytest.fixture(scope="module")
def real():
    return cchc.read(samples.real_report_text(), file="sct.txt")


@pytest.fixture(scope="module")
def own(real):
    unit = {"id": "sct", "name": real.agency, "type": "department", "level": "department"}
    return cchc.build(real, hierarchy=[unit])


def figures_of(report):
    return {
        (row.form, row.row.form_code): (str(row.state), row.value, row.second_value, row.note_pair)
        for row in report.observations
    }


def book_of(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html"])
def test_the_appendix_of_a_report_is_read_again_as_the_same_observations(
    own, real, tmp_path, ending
):
    path = tmp_path / f"phụ lục.{ending}"
    write_appendix(own, path)
    again = cchc.read(path)
    assert figures_of(again) == figures_of(real)
    assert cchc.Period(PERIOD) == again.period
    assert again.agency.casefold() == real.agency.casefold()
    assert not [each for each in again.issues if each.severity == "error"]


def test_the_consolidated_appendix_in_excel_is_read_again_to_the_last_digit(totals, tmp_path):
    path = tmp_path / "tổng hợp.xlsx"
    write_appendix(totals, path, period=PERIOD)
    again = cchc.read(path)
    assert again.issues == ()
    read = 0
    for row in again.observations:
        figure = totals.figure(row.code, "province", PERIOD) if row.code in totals else None
        expected = None if figure is None else figure.value
        assert (None if row.value is None else float(row.value)) == expected, row.code
        read += row.value is not None
    assert read > 50


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_consolidated_appendix_is_read_again_as_printed(totals, tmp_path, ending):
    path = tmp_path / f"tổng hợp.{ending}"
    write_appendix(totals, path, period=PERIOD)
    for row in cchc.read(path).observations:
        figure = totals.figure(row.code, "province", PERIOD) if row.code in totals else None
        if figure is None or figure.value is None:
            assert row.value is None, row.code
        else:
            assert row.value == pytest.approx(Decimal(repr(figure.value)), abs=Decimal("0.0051"))


def test_blanks_stay_blank_and_every_one_has_its_reason_below(cube):
    strict = cchc.roll_up(cube)
    (page,) = appendix_pages(strict, 0, cchc.Period(PERIOD), forms="PL1-2024")
    numbers = {note.split(" ")[0] for note in page.notes}
    blank = 0
    for key, row in zip(page.keys, page.rows, strict=True):
        if row[2].text and not row[3].text and not row[3].exact:
            blank += 1
            marks = re.findall(r"\(\d+\)", row[4].text)
            assert marks, key
            assert set(marks) <= numbers
    assert blank > 50
    by_key = dict(zip(page.keys, page.rows, strict=True))
    assert by_key["PL1:4.2.1"][4].text == "≥ 1.059 (19/20); (1)"
    assert page.notes[0].endswith("; chưa có: Thanh tra tỉnh (số liệu giả lập).")
    assert "Trực tuyến: 3" in by_key["PL1:1.4.2"][4].text


def test_a_partial_total_says_how_many_reported_and_who_did_not(totals):
    (page,) = appendix_pages(totals, 0, cchc.Period(PERIOD), forms=["PL1-2024"])
    by_key = dict(zip(page.keys, page.rows, strict=True))
    assert by_key["PL1:4.2.1"][3].exact == "1059"
    assert by_key["PL1:4.2.1"][4].text == "(19/20); (1)"
    assert "Thanh tra tỉnh" in page.notes[0]


def test_a_rate_without_its_parts_is_not_averaged_and_says_so():
    rows = [
        {"indicator": "3.3.1", "unit": unit, "period": PERIOD, "value": value}
        for unit, value in (("a", 90), ("b", 100))
    ]
    units = [{"id": "*", "name": "Tỉnh", "reports": False}] + [
        {"id": unit, "name": unit, "parent": "*"} for unit in "ab"
    ]
    held = cchc.roll_up(cchc.build(cchc.from_rows(rows), hierarchy=units), missing="skip_missing")
    (page,) = appendix_pages(held, 0, cchc.Period(PERIOD), forms="PL1-2024")
    row = dict(zip(page.keys, page.rows, strict=True))["PL1:3.3.1"]
    assert (row[3].exact, row[3].text) == ("", "")
    note = page.notes[int(row[4].text.strip("()")) - 1]
    assert "không lấy trung bình" in note


def test_the_appendix_keeps_every_row_of_the_form_in_printed_order(totals):
    pages = appendix_pages(totals, 0, cchc.Period(PERIOD), forms=["PL1-2024", "BM3-2024"])
    from cchc.present.printed_form import printed_forms

    for page, form in zip(pages, printed_forms().values(), strict=True):
        printed = [(row.code_printed, row.label) for row in form.table.rows]
        assert [(row[0].text, row[1].text) for row in page.rows] == printed
        assert page.title[1:3] == [form.titles[0], f"{form.titles[1]} 6 THÁNG ĐẦU NĂM 2024"]


def test_the_appendix_is_there_in_english(totals, tmp_path):
    path = tmp_path / "a.html"
    write_appendix(totals, path, period=PERIOD, lang="en")
    text = path.read_text("utf-8")
    assert "Tasks assigned" in text
    assert "From the units that reported" in text
    with pytest.raises(cchc.SelectionError, match="lang='fr'"):
        write_appendix(totals, path, period=PERIOD, lang="fr")


def test_an_ending_that_is_not_known_is_refused(totals, tmp_path):
    with pytest.raises(cchc.SelectionError, match=r"\.pdf"):
        write_appendix(totals, tmp_path / "a.pdf", period=PERIOD)
    assert list(tmp_path.iterdir()) == []


def naughty_page(lang="vi"):
    rows = [[text_cell(text), text_cell(text, right=True), number_cell("-5")] for text in NAUGHTY]
    heads = [Head("=A1", 20, "=B1"), Head("@x", 20, "=B1"), Head("-1", 10)]
    return Page("=[tên]:*?/\\'", ["=TIÊU ĐỀ", "+phụ"], heads, rows, ["=ghi chú"], lang)


def test_no_text_becomes_a_formula_a_link_or_a_number_in_excel():
    data = excel_bytes([naughty_page(), naughty_page()], identity={"=k": "=v"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"<f>" not in part
            assert b"<hyperlink" not in part, name
    sheet = book_of(data).worksheets[0]
    found = [cell.value for cell in sheet["A"] if cell.value in NAUGHTY]
    shown = [each for each in NAUGHTY if "\r" not in each]
    assert [each for each in found if each in shown] == shown
    assert [type(cell.value) for cell in sheet["C"] if cell.value == -5] == [int] * len(NAUGHTY)
    names = book_of(data).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert not any(sign in name for name in names for sign in "[]:*?/\\")


def test_texts_reach_word_and_html_unchanged():
    table = docx.Document(io.BytesIO(word_bytes([naughty_page()]))).tables[0]
    column = [row.cells[0].text for row in table.rows][2:]
    assert [each.replace("\r", "\n") for each in NAUGHTY] == [
        each.replace("\r", "\n") for each in column
    ]
    text = html_text([naughty_page()])
    assert "<script" not in text
    assert "&lt;b&gt;&amp;amp;" in text


def test_signs_that_no_document_can_hold_are_replaced():
    page = Page("x", ["a\x00b"], [Head("h", 9)], [[text_cell("c\x07d\ud800")]])
    table = docx.Document(io.BytesIO(word_bytes([page]))).tables[0]
    assert table.rows[1].cells[0].text == "c\ufffdd\ufffd"


def test_sheets_print_on_a4_with_headings_repeated(totals):
    period = cchc.Period(PERIOD)
    pages = [*appendix_pages(totals, 0, period, forms="PL1-2024"), matrix_page(totals, period)]
    book = book_of(excel_bytes(pages))
    upright, wide = book.worksheets[:2]
    for sheet in (upright, wide):
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes is not None
    assert upright.print_title_rows == "$5:$6"
    assert upright.page_setup.orientation != "landscape"
    assert wide.page_setup.orientation == "landscape"
    assert (wide.print_title_cols, wide.page_setup.fitToWidth) == ("$A:$C", 4)


def test_word_repeats_headings_and_never_splits_a_row(totals):
    (page,) = appendix_pages(totals, 0, cchc.Period(PERIOD), forms="PL1-2024")
    document = docx.Document(io.BytesIO(word_bytes([page])))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    rows = document.tables[0].rows
    repeated = ["tblHeader" in row._tr.xml for row in rows]
    assert repeated[:3] == [True, True, False]
    assert not any(repeated[2:])
    assert all("cantSplit" in row._tr.xml for row in rows)
    assert len(rows) == 81


def test_row_heights_leave_room_for_every_line(totals):
    (page,) = appendix_pages(totals, 0, cchc.Period(PERIOD), forms="PL1-2024")
    sheet = book_of(excel_bytes([page])).worksheets[0]
    for row in sheet.iter_rows(min_row=7, max_row=6 + len(page.rows)):
        for cell, head in zip(row, page.heads, strict=False):
            if isinstance(cell.value, str):
                least = -(-len(cell.value) // (head.width + 2))
                assert sheet.row_dimensions[cell.row].height >= 15 * least, cell.value


def test_the_matrix_has_units_across_with_file_and_version(totals, province):
    sent = Submission("so-y-te", "Sở Y tế", "late", "syt_lan-2.docx", "2024-06-20", 3, 2)
    page = matrix_page(totals, cchc.Period(PERIOD), sources={"so-y-te": sent})
    assert len(page.heads) == 3 + len(province.units)
    at = 3 + totals.unit_ids.index("so-y-te")
    assert [row[at].text for row in page.rows[:3]] == ["syt_lan-2.docx", "2", "2024-06-20"]
    row = next(row for row in page.rows if row[0].text == "4.2.1")
    own = totals.figure("4.2.1", "so-y-te", PERIOD)
    assert row[at].exact == own.text
    assert row[3].exact == totals.figure("4.2.1", "province", PERIOD).text


def test_comparisons_are_of_the_same_units_and_say_how_comparable_they_are(cube):
    pages = {page.name: page for page in comparison_pages(cube, 0, cchc.Period(PERIOD))}
    assert set(pages) == {"So cùng kỳ", "So với 2015"}
    page = pages["So cùng kỳ"]
    row = next(row for row in page.rows if row[0].text == "4.2.1")
    assert Decimal(row[3].exact) - Decimal(row[4].exact) == Decimal(row[5].exact)
    # The footnote says that the data window of the real report misses the rule.
    assert row[7].text == "so sánh được (1)"
    points = next(row for row in page.rows if row[0].text == "3.2.1")
    assert points[5].text.endswith(" điểm %")
    assert points[6].exact == ""  # points have no relative change
    assert "Chỉ tính các đơn vị có số liệu ở cả hai kỳ." in page.notes


def test_the_plan_is_another_indicator_or_a_number(totals):
    page = plan_page(totals, 0, cchc.Period(PERIOD), plan={"1.1.2": "1.1.1", "2.1": 10**6})
    done, behind = page.rows
    assert Decimal(done[4].exact) == Decimal(totals.figure("1.1.1", "province", PERIOD).text)
    # A number is the plan of all units: with one of them lacking there is no percentage.
    told = (Decimal(behind[4].exact), behind[6].exact, behind[7].text)
    assert told == (10**6, "", "chưa so được (19/20) (2)")
    assert page.notes[1].startswith("(2) 2.1: kế hoạch là của tất cả, mới có số của 19/20 đơn vị")
    unit = plan_page(totals, 1, cchc.Period(PERIOD), plan={"2.1": 10**6})
    assert (unit.rows[0][7].text, unit.notes) == ("chậm", [])
    assert plan_page(totals, 0, cchc.Period(PERIOD), plan={"9.9": 1}) is None


@pytest.mark.parametrize(("second", "held"), [(11, ["30.0", "60.0"]), (None, None)])
def test_what_was_computed_from_totals_is_held_against_totals_of_all_units(second, held):
    units = [{"id": "p", "name": "Tỉnh A", "reports": False}]
    units += [{"id": each, "name": each, "parent": "p"} for each in ("a", "b")]
    rows = [
        {"indicator": "1.1.1", "unit": unit, "period": PERIOD, "value": value}
        for unit, value in (("a", 19), ("b", second))
        if value is not None
    ]
    with cchc.extensions():
        for name, times in (("done", 1), ("given", 2)):
            cchc.indicator(name, formula=f"{times} * [1.1.1]", unit_of_measure="task", kind="flow")
        cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
        totals = cchc.derive(cchc.roll_up(cube, missing="skip_missing"), ["done", "given"])
        page = plan_page(totals, 0, cchc.Period(PERIOD), plan={"x.done": "x.given"})
    assert (page and [cell.exact for cell in page.rows[0][3:5]]) == held


def one_unit(figures, period=PERIOD):
    rows = [
        {"indicator": code, "unit": "a", "period": period, "value": value}
        for code, value in figures.items()
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])


def plan_rows(figures, period=PERIOD, **options):
    page = plan_page(one_unit(figures, period), 0, cchc.Period(period), **options)
    return {row[0].text: [cell.exact or cell.text for cell in row[3:]] for row in page.rows}


@pytest.mark.parametrize(
    ("period", "given", "done", "share"),
    [("2024-Q1", 20, 6, "30"), ("2024-H1", 30, 16, "53.333333"), ("2024-Q3", 20, 14, "70"),
     ("2024", 60, 60, "100")],
)  # fmt: skip
def test_tasks_given_in_a_window_are_no_plan_of_the_year(period, given, done, share):
    told = plan_rows({"1.3.1": given, "1.3.2": done}, period)["1.3.2"]
    assert told == [f"{done}.0", f"{given}.0", "", share, "số của kỳ, không tính tiến độ năm"]
    english = plan_rows({"1.3.1": given, "1.3.2": done}, period, lang="en")["1.3.2"]
    assert english[-1] == "of the window, no pace of the year"


@pytest.mark.parametrize(
    ("period", "pace"),
    [("2024-H1", "chậm"), ("2024-9M", "chậm"), ("2024-Q1", "chậm"), ("2024-Q3", "số của kỳ"),
     ("2024-04", "số của kỳ")],
)  # fmt: skip
def test_an_amount_of_a_late_window_is_not_held_against_the_year_so_far(period, pace):
    assert plan_rows({"2.1": 3}, period, plan={"2.1": 100})["2.1"][-1].startswith(pace)
    assert plan_rows({"4.2.1": 3}, period, plan={"4.2.1": 100})["4.2.1"][-1] == "chậm"
    assert plan_rows({"1.1.2": 3, "1.1.1": 100}, period)["1.1.2"][-1] == "chậm"


@pytest.mark.parametrize("target", [39, 39.0, "39", " 39 ", Decimal(39), "Số nhiệm vụ"])
def test_a_target_is_an_indicator_or_a_number(target):
    if target == "Số nhiệm vụ":
        target = "1.1.1"
    told = plan_rows({"1.1.2": 19, "1.1.1": 39}, plan={"1.1.2": target})["1.1.2"]
    assert Decimal(told[1]) == 39


@pytest.mark.parametrize("target", ["1.9.9", "", "nan", float("inf"), True, None, "39,5", [1]])
def test_a_target_that_is_neither_is_refused_in_words(target):
    with pytest.raises(cchc.SelectionError, match=r"plan\['1.1.2'\]"):
        plan_rows({"1.1.2": 19, "1.1.1": 39}, plan={"1.1.2": target})


def test_a_target_that_counts_something_else_is_refused():
    with pytest.raises(cchc.ComparisonError, match="CCHC-E1110"):
        plan_rows({"4.2.1": 9, "3.1.1": 8}, plan={"4.2.1": "3.1.1"})


def test_a_target_that_nobody_has_a_row_of_is_no_plan():
    assert plan_page(one_unit({"1.1.2": 19}), 0, cchc.Period(PERIOD)) is None


def plan_of(*figures, missing="skip_missing"):
    """The page of a province whose units sent (done, planned), None for what is blank."""
    units = [{"id": "p", "name": "Tỉnh A", "reports": False}]
    units += [{"id": f"s{at}", "name": f"Sở {at}", "parent": "p"} for at in range(len(figures))]
    rows = [
        {"indicator": code, "unit": f"s{at}", "period": PERIOD, "value": value}
        for at, pair in enumerate(figures)
        for code, value in zip(("1.1.2", "1.1.1"), pair, strict=True)
        if value is not None
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    return plan_page(cchc.roll_up(cube, missing=missing), 0, cchc.Period(PERIOD))


def test_figure_and_plan_are_of_the_units_that_gave_both():
    page = plan_of((19, 39), (30, None), (None, 7), (None, None))
    (row,) = page.rows
    assert [cell.exact for cell in row[3:5]] == ["19.0", "39.0"]
    assert row[6].exact.startswith("48.717")
    assert row[7].text == "chậm (1/4) (1)"
    assert page.notes == [
        "(1) 1.1.2: chỉ tính 1/4 đơn vị có cả số thực hiện và kế hoạch; không tính: "
        "Sở 1 (không có kế hoạch); Sở 2 (không có số thực hiện); Sở 3 (không có cả hai)."
    ]


def test_without_a_unit_that_gave_both_or_enough_of_them_there_is_no_percentage():
    for page in (plan_of((19, None), (None, 39)), plan_of((19, 39), (3, None), missing="complete")):
        (row,) = page.rows
        assert [cell.exact for cell in row[3:7]] == [""] * 4
        assert row[7].text.startswith("chưa so được")
        assert "Sở 1" in page.notes[0]
    assert plan_of((None, None)) is None


def test_a_plan_that_every_unit_gave_needs_no_note():
    page = plan_of((19, 39), (30, 41))
    assert (page.rows[0][3].exact, page.rows[0][4].exact, page.notes) == ("49.0", "80.0", [])


def test_the_list_of_reports_counts_late_missing_and_corrected():
    sent = [
        Submission("a", "Sở A", "received", "a.txt", "2024-06-10", 0, 1, (), 50),
        Submission("b", "Sở B", "late", "b.txt", "2024-06-20", 3, 2, ("b0.txt",), 55),
        Submission("c", "Sở C", "missing"),
        Submission("d", "Sở D", "not_due"),
    ]
    page = submission_page(sent, cchc.Period(PERIOD), due="2024-06-17", unused=["x.bin: hỏng"])
    assert [row[1].text for row in page.rows] == ["Sở C", "Sở B", "Sở A", "Sở D"]
    assert [row[2].text for row in page.rows] == [
        "CHƯA GỬI", "chậm, có sửa (3 ngày)", "đã gửi", "không phải gửi",
    ]  # fmt: skip
    assert page.notes == [
        "Đã có 2/3 đơn vị phải báo cáo; chậm 1, chưa gửi 1, có bản sửa 1.",
        "Hạn gửi: 17/06/2024.",
        "Tệp không dùng, hoặc dùng có lưu ý:",
        "x.bin: hỏng",
    ]
    (chart,) = page.charts
    assert chart.rows == (1, 2)
    english = submission_page(sent, cchc.Period(PERIOD), lang="en")
    assert english.rows[0][2].text == "MISSING"


def test_charts_are_native_and_point_at_the_numbers():
    rows = [[text_cell("a"), number_cell("1")], [text_cell("b"), number_cell("2.5")]]
    chart = Chart("Số", "column", 0, (1,), (0, 1))
    page = Page("Trang 1", ["T"], [Head("x", 9), Head("y", 9)], rows, charts=[chart])
    data = excel_bytes([page])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert "'Trang 1'!$B$3:$B$4" in drawn
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in name]
    assert book_of(data).sheetnames == ["Trang 1", "Biểu đồ"]


def test_numbers_of_a_table_are_numbers_again():
    columns = [Column("Tên"), Column("Số", number=True)]
    texts = ["16.183", "-0,5", "+7", "99,99 %", "≥ 5", "", "1.5"]
    page = table_page(Table("T", columns, [["12", text] for text in texts]))
    assert [row[1].exact for row in page.rows] == ["16183", "-0.5", "7", "", "", "", ""]
    assert [row[1].text for row in page.rows] == ["", "", "", "99,99 %", "≥ 5", "", "1.5"]
    assert page.rows[0][0].text == "12"
    english = table_page(Table("T", columns, [["a", "16,183.5"]]), lang="en")
    assert english.rows[0][1].exact == "16183.5"


def test_every_result_writes_itself(cube, own, real, tmp_path):
    results = [
        own,
        real,
        cchc.compare(cube.sel(unit="so-y-te"), PERIOD, "2023-H1"),
        cchc.staffing(cube, baseline=2015, period=PERIOD),
        cchc.procedures(cube),
    ]
    for at, result in enumerate(results):
        for ending in ("excel", "word", "html"):
            path = tmp_path / f"{at}.{ending}"
            getattr(result, f"to_{ending}")(path)
            assert path.stat().st_size > 1000
    with pytest.raises(cchc.SelectionError):
        own.to_html(tmp_path / "x.html", lang="fr")
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "0.excel").read_bytes())).worksheets[0]
    cells = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=3)}
    assert cells["4.2.1"] == 40


def test_a_comparison_is_written_as_a_document(cube, tmp_path):
    compared = cchc.compare(cube.sel(unit="so-tai-chinh"), PERIOD, "2023-H1")
    write_comparison(compared, tmp_path / "c.docx")
    table = docx.Document(str(tmp_path / "c.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells][-1] == "So sánh"
    assert len(table.rows) > 40


@pytest.mark.parametrize(
    ("module", "ending", "extra"), [("xlsxwriter", "xlsx", "excel"), ("docx", "docx", "word")]
)
def test_a_missing_library_is_one_sentence_in_both_languages(
    own, tmp_path, monkeypatch, module, ending, extra
):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(ImportError, match=rf"pip install 'cchc\[{extra}\]' \| Cần thư viện"):
        write_appendix(own, tmp_path / f"a.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("measures", "seen", "run"),
    [
        ("tttpp", "10011", (3, 4)),
        ("tttt", "0110", (1, 2)),
        ("ttpp", "1111", (0, 1)),
        ("tptp", "1111", None),
        ("ttt", "000", None),
        ("", "", None),
    ],
)
def test_a_chart_shows_the_run_with_the_most_figures(measures, seen, run):
    assert drawn_run(list(measures), [each == "1" for each in seen]) == run


def test_charts_are_labelled_in_words_and_left_out_where_nothing_is_to_be_seen():
    def chart(*figures):
        rows = [
            [text_cell("1.1"), text_cell("Số " + "x" * 60), number_cell(each)] for each in figures
        ]
        return indicator_charts("Biểu", ["người"] * len(figures), rows, 0, (2,))

    (drawn,) = chart(0, 3, 0, 4)
    assert (drawn.rows, len(drawn.labels), drawn.title) == ((1, 3), 3, "Biểu (người)")
    assert drawn.labels[0] == "1.1 Số…"
    assert chart(0, None, 5) == chart(0, 0) == chart() == ()
