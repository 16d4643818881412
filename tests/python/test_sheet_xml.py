"""Cells of small workbooks beside what openpyxl, the slow twin, reads of them."""

import datetime as dt
import io
import zipfile

import pytest

import cchc
from cchc.present.template import template_bytes
from cchc.read.archive import Archive
from cchc.read.excel_styles import shown_as
from cchc.read.sheet_xml import column_name, read_sheets

openpyxl = pytest.importorskip("openpyxl")
xlsxwriter = pytest.importorskip("xlsxwriter")
from openpyxl.utils import get_column_letter  # noqa: E402

VALUES = [
    1, 0, -3, 10**15, 1.5, -0.25, 1e-9, 16183.0, "chữ có dấu", " khoảng trắng ", "=không phải công thức",
    "1.039", True, False, dt.datetime(2024, 3, 1), dt.datetime(1999, 12, 31, 6), dt.time(1, 30), None,
]  # fmt: skip
FORMATS = [
    "General",
    "0%",
    "0.00",
    "#,##0,",
    '0" nghìn"',
    '0"%"',
    "dd/mm/yyyy",
    "@",
    ";;;",
    "# ?/?",
]


def by_openpyxl(writer):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Trang hai")):
        for row, value in enumerate(VALUES, start=1):
            for column, number_format in enumerate(FORMATS, start=1):
                cell = sheet.cell(row, column * 3, value)
                is_date = isinstance(value, (dt.datetime, dt.time))
                too_late = value == 10**15 and number_format == "dd/mm/yyyy"
                if not is_date and not isinstance(value, bool) and not too_late:
                    cell.number_format = number_format
        sheet["AB5"] = "=1+2"
        sheet["AB6"] = "#REF!"
        sheet["AB6"].data_type = "e"
        sheet.merge_cells("A3:B4")
    return writer(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(options=None):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options or {}) as book:
        sheet = book.add_worksheet("A")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        percent = book.add_format({"num_format": 10})
        bold = book.add_format({"bold": True})
        sheet.write_datetime("B2", dt.datetime(2024, 6, 14), day)
        sheet.write_number("B3", 0.1, percent)
        sheet.write_formula("B4", "=1+2", None, 3)
        sheet.write_formula("B5", "=A1", None, "chữ")
        sheet.write_formula("B6", "=1/0", None, "#DIV/0!")
        sheet.write_rich_string("B7", "một ", bold, "hai", " ba")
        sheet.write_boolean("B8", True)
        sheet.write_string("B9", "")
        sheet.merge_range("C2:D5", "gộp")
    return stream.getvalue()


def twin(data):
    """What openpyxl says: value, whether it is a formula, and how its format shows a number."""
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found = {}
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value in (None, ""):
                continue
            result = values[sheet.title][cell.coordinate].value
            is_formula = cell.data_type == "f"
            found[sheet.title, cell.coordinate] = (
                result, is_formula, shown_as(0, cell.number_format)
            )  # fmt: skip
    merged = {
        sheet.title: {str(each) for each in sheet.merged_cells.ranges}
        for sheet in formulas.worksheets
    }
    return found, merged


def ours(data):
    sheets = read_sheets(Archive(data, "x.xlsx"))
    found = {
        (sheet.name, cell.coordinate): (
            cell.value, bool(cell.formula), shown_as(0, cell.number_format),
        )
        for sheet in sheets
        for cells in sheet.rows.values()
        for cell in cells.values()
    }  # fmt: skip
    return found, {sheet.name: {area.coord for area in sheet.merged} for sheet in sheets}


@pytest.mark.parametrize(
    "data",
    [
        by_openpyxl(saved),
        by_xlsxwriter(),
        by_xlsxwriter({"date_1904": True}),
        template_bytes(form=["PL1-2024", "BM3-2024"], unit="Sở Y tế", period="2024-H1"),
    ],
    ids=["openpyxl", "xlsxwriter", "1904", "template"],
)
def test_cells_are_those_that_the_slow_twin_reads(data):
    found, merged = ours(data)
    expected, areas = twin(data)
    assert found == expected
    assert merged == areas


def test_an_error_is_known_from_a_text():
    cells = read_sheets(Archive(by_xlsxwriter(), "x.xlsx"))[0].rows
    assert cells[6][2].is_error
    assert (cells[5][2].value, cells[5][2].is_error) == ("chữ", False)


def test_columns_have_the_letters_of_spreadsheets():
    assert all(column_name(at) == get_column_letter(at) for at in (*range(1, 1000), 16384))


def changed(part, before, after):
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(by_xlsxwriter())) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert before in data
                data = data.replace(before, after, 1)
            target.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/worksheets/sheet1.xml", b"</row>", b""),
        ("xl/worksheets/sheet1.xml", b't="s"><v>0</v>', b't="s"><v>999</v>'),
        ("xl/workbook.xml", b"<sheets>", b"<other>"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/", b"../../../etc/"),
    ],
)
def test_a_damaged_workbook_is_refused(part, before, after):
    with pytest.raises(cchc.InputError):
        read_sheets(Archive(changed(part, before, after), "x.xlsx"))


def test_numbers_that_are_none_stay_texts():
    data = changed("xl/worksheets/sheet1.xml", b"<v>0.1</v>", b"<v>1e400x</v>")
    assert read_sheets(Archive(data, "x.xlsx"))[0].rows[3][2].value == "1e400x"
