"""Excel cells mean what they show: percent, dates, errors, formulas, hidden rows and sheets."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from office_files import HEADER, ROWS, opening, report_rows, sheet, xlsx

import cchc
from cchc.read.excel_styles import number_text, shown_as

openpyxl = pytest.importorskip("openpyxl")

EXPECTED = {"1.1.1": 39, "1.1.2": 19, "1.1.3": 3, "3.3": 16181, "4.2.1": 40, "4.2.5": 10}


def workbook(**changed):
    """A workbook of the rows; a change gives a code another value cell or a function of the cell."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Bảng"
    for row in report_rows():
        page.append(row)
    for code, change in changed.items():
        wanted = code.removeprefix("c").replace("_", ".") + "."
        for row in page.iter_rows():
            if row[0].value == wanted:
                change(row[3]) if callable(change) else setattr(row[3], "value", change)
    return book


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book):
    return cchc.read(saved(book) if not isinstance(book, bytes) else book, file="f.xlsx")


def values(report):
    return {row.code: row.value for row in report.observations if row.value is not None}


def codes(report):
    return {issue.code for issue in report.issues}


def shown(value, number_format):
    def change(cell):
        cell.value, cell.number_format = value, number_format

    return change


def test_a_plain_sheet_is_read():
    report = read(workbook())
    assert values(report) == EXPECTED
    assert report.observations[0].place.where == "Bảng!D4"


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (shown(0.1, "0%"), 10),
        (shown(0.205, "0.0%"), Decimal("20.5")),
        (shown(1, "0%"), 100),
        (shown(10, "General"), 10),
        (shown(20.5, "0.0"), Decimal("20.5")),
        (shown("10%", "General"), 10),
        (shown("20,5", "@"), Decimal("20.5")),
        (shown(0, "0%"), 0),
        (shown(0.07, "0.00%"), 7),
        (shown(0.29, "0%"), 29),
        (shown(10, '0"%"'), 10),
        (shown(0.5, '0.0"%"'), Decimal("0.5")),
        (shown(1, '0"%"'), 1),
    ],
)
def test_ten_percent_is_ten_percent(change, value):
    assert values(read(workbook(c4_2_5=change)))["4.2.5"] == value


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("4.2.5", shown(0.1, "General")),
        ("4.2.1", shown(16.183, "General")),
        ("4.2.1", shown(40.5, "0")),
        ("1.1.1", shown(dt.date(2024, 3, 1), "dd/mm/yyyy")),
        ("1.1.1", shown(45352, "d/m/yy")),
        ("1.1.1", shown(True, "General")),
        ("1.1.1", shown(39000, "#,##0,")),
        ("1.1.1", shown("=1+1", "General")),
        ("1.1.1", shown(39, '0" nghìn"')),
        ("1.1.1", shown(39, '0.0" nghìn"')),
        ("1.1.1", shown(39000, '#,##0,"k"')),
        ("1.1.1", shown(39, '0\\ "triệu"')),
        ("1.1.1", shown(39, "0;0,;0")),
        ("1.1.1", shown(39, ";;;")),
        ("1.1.1", shown(0, "0;-0;;@")),
        ("1.1.1", shown(-39, "0;(0)")),
        ("1.1.1", shown(39, '0"%"')),
        ("4.2.5", shown(0.1, "0%;0;0")),
        ("1.1.1", shown("#DIV/0!", "General")),
    ],
)
def test_what_is_no_plain_figure_is_asked_by_cell(code, change):
    report = read(workbook(**{"c" + code.replace(".", "_"): change}))
    assert {key for key in EXPECTED if key not in values(report)} == {code}
    places = {issue.place for issue in report.issues if issue.severity == "error"}
    assert any(place.startswith("Bảng!D") for place in places)


def test_a_stored_number_with_leading_zeros_shown_is_its_number():
    assert values(read(workbook(c1_1_3=shown(3, "00"))))["1.1.3"] == 3


@pytest.mark.parametrize(
    "number_format", ['0" người"', "#,##0;(#,##0)", '_-* #,##0_-;_-* "-"_-', "[Red]0"]
)
def test_formats_that_only_dress_a_number_are_let_through(number_format):
    assert values(read(workbook(c1_1_1=shown(39, number_format)))) == EXPECTED


@pytest.mark.parametrize("kind", ["n", "str"])
def test_a_formula_never_calculated_is_asked_whatever_its_type(kind):
    rows = report_rows()
    rows[3][3] = f'<c t="{kind}"><f>A1</f></c>'
    report = read(xlsx({"A": sheet(rows)}))
    assert set(values(report)) == set(EXPECTED) - {"1.1.1"}
    rows[3][3] = '<c t="str"><f>A1</f><v></v></c>'
    states = {row.code: row.state for row in read(xlsx({"A": sheet(rows)})).observations}
    assert states["1.1.1"] == "missing"


def test_a_formula_with_its_value_gives_the_value():
    rows = report_rows()
    rows[3][3] = "<c><f>30+9</f><v>39</v></c>"
    assert values(read(xlsx({"A": sheet(rows)}))) == EXPECTED


def test_a_formula_over_another_file_is_said_and_that_file_not_opened():
    rows = report_rows()
    rows[3][3] = "<c><f>[1]Trang!A1</f><v>39</v></c>"
    report = read(xlsx({"A": sheet(rows)}))
    assert values(report) == EXPECTED
    assert "CCHC-I1339" in codes(report)


def test_hidden_rows_are_read_and_said():
    book = workbook()
    book.active.row_dimensions[5].hidden = True
    report = read(book)
    assert values(report) == EXPECTED
    assert "CCHC-I1332" in codes(report)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_said_and_not_read(state):
    book = workbook()
    page = book.create_sheet("cũ")
    page.sheet_state = state
    for row in report_rows():
        page.append([*row[:3], "77"] if len(row) > 3 else row)
    report = read(book)
    assert values(report) == EXPECTED
    assert "CCHC-I1331" in codes(report)
    assert len(cchc.read_all(saved(book), file="f")) == 1


def test_hidden_columns_are_said_and_not_read():
    book = workbook()
    page = book.active
    page["F3"] = "Cũ"
    page["F4"] = "77"
    page.column_dimensions["F"].hidden = True
    report = read(book)
    assert values(report) == EXPECTED
    assert "CCHC-I1333" in codes(report)


def test_sheets_of_units_are_reports_of_their_own():
    rows = [[opening("Sở Công Thương Hà Nam")], *report_rows()[1:]]
    book = workbook()
    page = book.create_sheet("SCT")
    for row in rows:
        page.append([*row[:3], "77"] if len(row) == 4 else row)
    first, second = cchc.read_all(saved(book), file="f")
    assert (first.agency_printed, second.agency_printed) == (
        "Sở Y tế Nam Định",
        "Sở Công Thương Hà Nam",
    )
    assert values(first) == EXPECTED
    assert values(second)["4.2.1"] == 77


def test_a_hidden_identity_sheet_names_agency_and_period():
    book = workbook()
    book.active["A1"] = ""
    page = book.create_sheet("_cchc")
    page.sheet_state = "veryHidden"
    window = [("window_first", "2024-06-15"), ("window_last", "2024-09-14")]
    for pair in [("agency", "Sở Y tế"), ("period", "2024-Q3"), ("form", "PL1-2024"), *window]:
        page.append(pair)
    report = read(book)
    assert (report.agency, str(report.period)) == ("Sở Y tế", "2024-Q3")
    assert report.window == ("2024-06-15", "2024-09-14")
    assert report.identity["form"] == "PL1-2024"
    assert values(report) == EXPECTED


def test_runs_in_an_old_font_are_converted_and_others_left():
    text = (
        "<si><r><rPr><rFont val='.VnTime'/></rPr><t>Sè v¨n b¶n chØ ®¹o CCHC </t></r>"
        "<r><rPr><rFont val='Arial'/></rPr><t>đã ban hành</t></r><rPh><t>x</t></rPh></si>"
    )
    rows = report_rows()
    rows[5][1] = '<c t="s"><v>0</v></c>'
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{text}</sst>'
    report = read(xlsx({"A": sheet(rows)}, strings=strings))
    labels = {row.code: row.label_printed for row in report.observations}
    assert labels["1.1.3"] == "Số văn bản chỉ đạo CCHC đã ban hành"


def test_a_code_that_became_a_date_does_not_lose_its_row():
    book = workbook()
    book.active["A4"] = dt.date(2024, 1, 1)
    assert values(read(book)) == EXPECTED


def test_xls_is_read_and_a_one_in_a_percent_row_is_asked():
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    page = book.add_sheet("Trang")
    rows = report_rows()
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            page.write(number, column, text)
    page.write(9, 0, "")
    page.write(10, 0, "4.1.2.")
    stream = io.BytesIO()
    book.save(stream)
    report = read(stream.getvalue())
    assert report.kind == "xls"
    assert values(report) == EXPECTED
    percent = xlwt.easyxf(num_format_str="0%")
    for stored in (1, 0.1):
        page = (book := xlwt.Workbook()).add_sheet("Trang")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text == "10":
                    page.write(number, column, stored, percent)
                else:
                    page.write(number, column, text)
        stream = io.BytesIO()
        book.save(stream)
        assert "4.2.5" not in values(read(stream.getvalue()))


def test_ods_keeps_percent_and_dates():
    pytest.importorskip("odf")
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    page = Table(name="Trang")
    for row in report_rows():
        line = TableRow()
        for text in row:
            if text == "10":
                entry = TableCell(valuetype="percentage", value="0.1")
            elif text == "39":
                entry = TableCell(valuetype="date", datevalue="2024-01-01")
            elif text == "19":
                entry = TableCell(valuetype="float", value="19")
            else:
                entry = TableCell(valuetype="string")
            entry.addElement(P(text=text))
            line.addElement(entry)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    stream = io.BytesIO()
    book.save(stream)
    report = read(stream.getvalue())
    assert report.kind == "ods"
    assert values(report) == {key: value for key, value in EXPECTED.items() if key != "1.1.1"}


@pytest.mark.parametrize(
    ("stored", "shown_as_", "text"),
    [
        ("16183", "plain", "16183"),
        ("0.1", "percent", "10%"),
        ("0.20499999999999999", "percent", "20,5%"),
        ("0.28999999999999998", "percent", "29%"),
        ("1.6183E4", "plain", "16183"),
        ("99.990000000000009", "plain", "99,99"),
        ("-3", "plain", "-3"),
        ("1e309", "plain", ""),
        ("abc", "plain", ""),
    ],
)
def test_a_stored_number_is_what_was_typed(stored, shown_as_, text):
    assert number_text(stored, shown_as_) == text


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (9, "", "percent"),
        (14, "", "date"),
        (0, "", "plain"),
        (164, "0.0%", "percent"),
        (164, "dd/mm/yyyy", "date"),
        (164, '0 "ngày"', "plain"),
        (164, "[Red]0", "plain"),
        (164, "[h]:mm", "date"),
        (164, "#,##0", "plain"),
        (164, "#,##0,", "scaled"),
        (164, "0.0,,", "scaled"),
        (164, "0,.0", "scaled"),
    ],
)
def test_number_formats_say_how_numbers_show(number, code, kind):
    assert shown_as(number, code) == kind


def test_cells_agree_with_openpyxl_on_a_messy_workbook():
    from cchc.read.archive import Archive
    from cchc.read.excel import read_excel
    from cchc.testing import messy_report

    for seed in range(4):
        data = messy_report(seed, "excel").data
        book = openpyxl.load_workbook(io.BytesIO(data))
        ours = {
            cell.where: cell.text
            for grid in read_excel(Archive(data, "f")).blocks
            for row in grid.rows
            for cell in row.cells
            if cell.text
        }
        theirs = {
            f"{page.title}!{cell.coordinate}"
            for page in book
            if page.sheet_state == "visible"
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert set(ours) == theirs
    assert HEADER[0] == "STT"
    assert len(ROWS) == len(EXPECTED)
