"""Templates: what was typed is read back exactly, and what was broken is named by its cell."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest

import cchc
from cchc import samples
from cchc.present.number import format_number
from cchc.present.template import template_bytes, write_template
from cchc.read.forms import shipped_forms
from cchc.read.typed_cell import TypedCell, read_typed

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

UNIT = "Sở Công Thương Hà Nam"
FORMS = ["PL1-2024", "BM3-2024"]
BLANK = template_bytes(form=FORMS, unit=UNIT, period="2024-H1", unit_id="sct")


def rows_by_key(sheet):
    return {row[5].value: row[0].row for row in sheet.iter_rows(min_row=7) if row[5].value}


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BLANK_ROWS = rows_by_key(openpyxl.load_workbook(io.BytesIO(BLANK))["PL1"])


def changed(change):
    """The template after someone worked on the sheet PL1; `change` gets it and its rows by key."""
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    sheet = book["PL1"]
    change(sheet, rows_by_key(sheet))
    return cchc.read(saved(book), file="mẫu.xlsx")


def typed(row):
    """What a person types for a figure of a report."""
    if row.value is None:
        return None
    if row.second_value is not None:
        return "/".join(format_number(str(each)) for each in (row.value, row.second_value))
    if row.row.expectation == "percent" and 0 < row.value <= 1:
        return f"{format_number(str(row.value))} %"
    return float(row.value) if row.value % 1 else int(row.value)


def filled(report):
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    rows = {sheet.title: rows_by_key(sheet) for sheet in book if sheet.title != "_cchc"}
    for row in report.observations:
        at = rows[row.form][f"{row.form}:{row.row.form_code}"]
        book[row.form][f"D{at}"] = typed(row)
        book[row.form][f"E{at}"] = row.note or None
    return saved(book)


def told(report):
    return {
        (row.form, row.row.form_code): (
            str(row.state), row.value, row.second_value, row.note, row.note_pair,
        )
        for row in report.observations
    }  # fmt: skip


def observation(report, code, form="PL1"):
    return next(row for row in report.observations if (row.form, row.row.form_code) == (form, code))


def test_an_empty_template_reads_as_blanks_without_a_doubt():
    report = cchc.read(BLANK, file="mẫu.xlsx")
    assert report.issues == ()
    counts = report.counts()
    assert (counts["rows"], counts["observations"], counts["value"], counts["zero"]) == (
        80,
        63,
        0,
        0,
    )
    assert counts["unreadable"] == 0
    assert counts["not_applicable"] == 2


def test_a_template_says_whose_it_is_and_for_which_window():
    report = cchc.read(BLANK, file="mẫu.xlsx")
    assert (report.agency, str(report.period)) == (UNIT, "2024-H1")
    assert report.window == ("2023-12-15", "2024-06-14")
    assert report.identity["unit"] == "sct"
    assert report.identity["form"] == "PL1-2024, BM3-2024"


def test_the_real_report_typed_into_a_template_is_read_back_the_same():
    text = cchc.read(samples.real_report_text(), file="sct.txt")
    report = cchc.read(filled(text), file="mẫu.xlsx")
    assert told(report) == told(text)
    assert len(report.observations) == 63
    assert report.issues == ()


def test_reports_of_the_sample_typed_into_a_template_is_read_back_the_same():
    province = samples.synthetic_province()
    for sample in [each for each in province.reports if each.period == "2024-H1"][:3]:
        by_key = {(row["form"], row["code"]): row for row in sample.rows}
        book = openpyxl.load_workbook(io.BytesIO(BLANK))
        expected = {}
        for form in ("PL1", "BM3"):
            for key, at in rows_by_key(book[form]).items():
                row = by_key.get((form, key.split(":")[1]))
                if row is None or row["value"] is None:
                    continue
                value, second = Decimal(row["value"]), row["second_value"]
                cell = float(value) if value % 1 else int(value)
                if second is not None:
                    cell = f"{format_number(row['value'])}/{format_number(second)}"
                elif 0 < value <= 1 and book[form][f"C{at}"].value == "%":
                    cell = f"{format_number(row['value'])} %"
                book[form][f"D{at}"] = cell
                expected[key] = (value, second and Decimal(second))
        report = cchc.read(saved(book), file="mẫu.xlsx")
        found = {
            f"{row.form}:{row.row.form_code}": (row.value, row.second_value)
            for row in report.observations
            if row.state == "reported"
        }
        assert found == expected


ROWS = {f"{form.form}:{row.form_code}": row for form in shipped_forms() for row in form.rows}
COUNT, PERCENT, CODE, PAIR = "PL1:1.1.1", "PL1:4.2.5", "PL1:1.4.2", "PL1:3.3"

# name: (row, what is in the cell, its figure or None, what is said)
TYPED = {
    "number": (COUNT, TypedCell(39), "39", ""),
    "zero": (COUNT, TypedCell(0), "0", ""),
    "number as text": (COUNT, TypedCell("1.039"), "1039", ""),
    "decimal that is whole": (COUNT, TypedCell(39.0), "39", ""),
    "spaces": (COUNT, TypedCell("  "), None, ""),
    "nothing": (COUNT, TypedCell(None), None, ""),
    "words": (COUNT, TypedCell("abc"), None, "text_for_figure"),
    "half": (COUNT, TypedCell(3.5), None, "not_whole"),
    "16.183 as a number": (COUNT, TypedCell(16.183), None, "not_whole"),
    "negative": (COUNT, TypedCell(-3), None, "not_whole"),
    "negative text": (COUNT, TypedCell("-3"), None, "not_whole"),
    "percent in count": (COUNT, TypedCell(0.1, "0%"), None, "percent_in_count"),
    "date": (COUNT, TypedCell(dt.datetime(2024, 3, 1)), None, "date_for_figure"),
    "time": (COUNT, TypedCell(dt.time(3, 1)), None, "date_for_figure"),
    "truth": (COUNT, TypedCell(True), None, "text_for_figure"),
    "formula": (COUNT, TypedCell(3, formula="=1+2"), "3", "formula"),
    "formula not computed": (COUNT, TypedCell(None, formula="=1+2"), None, "formula_without_result"),
    "error": (COUNT, TypedCell("#REF!", is_error=True), None, "error_cell"),
    "pair in count": (COUNT, TypedCell("3/4"), None, "unexpected_pair"),
    "10": (PERCENT, TypedCell(10), "10", ""),
    "99.99": (PERCENT, TypedCell(99.99), "99.99", ""),
    "10 % formatted": (PERCENT, TypedCell(0.1, "0%"), "10", "percent_format"),
    "12.345 % formatted": (PERCENT, TypedCell(0.12345, "0.0%"), "12.345", "percent_format"),
    "10 % text": (PERCENT, TypedCell("10 %"), "10", ""),
    "0.1": (PERCENT, TypedCell(0.1), None, "percent_unclear"),
    "0,1 text": (PERCENT, TypedCell("0,1"), None, "percent_unclear"),
    "1": (PERCENT, TypedCell(1), None, "percent_unclear"),
    "0,1 % text": (PERCENT, TypedCell("0,1 %"), "0.1", ""),
    "0 percent": (PERCENT, TypedCell(0), "0", ""),
    "answer": (CODE, TypedCell("1 – Phát phiếu"), "1", ""),
    "answer number": (CODE, TypedCell(0), "0", ""),
    "no answer": (CODE, TypedCell(7), None, "answer_unknown"),
    "answer in words": (CODE, TypedCell("qua mạng"), None, "answer_unknown"),
    "answer as decimal": (CODE, TypedCell(1.0), "1", ""),
    "answer by its words": (CODE, TypedCell("phát phiếu "), "1", ""),
    "answer by its English words": (CODE, TypedCell("Paper forms"), "1", ""),
    "answer with a hyphen": (CODE, TypedCell("1 - Phát phiếu"), "1", ""),
    "answer with the words of another": (CODE, TypedCell("1 – Trực tuyến"), None, "answer_unknown"),
    "answer 1.5 as text": (CODE, TypedCell("1.5"), None, "answer_unknown"),
    "answer 1,0 as text": (CODE, TypedCell("1,0"), None, "answer_unknown"),
    "answer 1-2": (CODE, TypedCell("1-2"), None, "answer_unknown"),
    "answer 1:30": (CODE, TypedCell("1:30"), None, "answer_unknown"),
    "answer 1/2": (CODE, TypedCell("1/2"), None, "answer_unknown"),
    "answer 1 and more": (CODE, TypedCell("1. và 2"), None, "answer_unknown"),
    "answer (1)": (CODE, TypedCell("(1)"), None, "answer_unknown"),
    "answer -1": (CODE, TypedCell("-1"), None, "answer_unknown"),
    "answer 1.5": (CODE, TypedCell(1.5), None, "not_whole"),
    "answer as time": (CODE, TypedCell(dt.time(1, 30)), None, "date_for_figure"),
    "answer as per cent": (CODE, TypedCell(1, "0%"), None, "percent_in_count"),
    "10 with a written sign": (PERCENT, TypedCell(10, '0"%"'), "10", ""),
    "10 with an escaped sign": (PERCENT, TypedCell(10, "0\\ \\%"), "10", ""),
    "1 with a written sign": (PERCENT, TypedCell(1, '0"%"'), None, "percent_unclear"),
    "count with a written sign": (COUNT, TypedCell(10, '0"%"'), None, "percent_in_count"),
    "count in thousands": (COUNT, TypedCell(16183, "#,##0,"), None, "shown_otherwise"),
    "count in millions": (COUNT, TypedCell(16183000, "0.0,,"), None, "shown_otherwise"),
    "nghìn": (COUNT, TypedCell(16, '0" nghìn"'), None, "shown_otherwise"),
    "percent in thousands": (PERCENT, TypedCell(16.5, '0.0" nghìn"'), None, "shown_otherwise"),
    "k": (COUNT, TypedCell(16, '0"k"'), None, "shown_otherwise"),
    "written digits": (COUNT, TypedCell(16, '0"000"'), None, "shown_otherwise"),
    "hidden number": (COUNT, TypedCell(16, ";;;"), None, "shown_otherwise"),
    "only words": (COUNT, TypedCell(16, '"không có"'), None, "shown_otherwise"),
    "by condition": (COUNT, TypedCell(16, "[>999]0.0,;0"), None, "shown_otherwise"),
    "fraction": (PERCENT, TypedCell(12.34, "# ?/?"), None, "shown_otherwise"),
    "unit behind": (COUNT, TypedCell(16, '#,##0" văn bản"'), "16", ""),
    "accounting": (COUNT, TypedCell(16, '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'), "16", ""),
    "accounting zero": (COUNT, TypedCell(0, '#,##0;-#,##0;"-"'), "0", ""),
    "colour": (COUNT, TypedCell(16, "[Red]#,##0"), "16", ""),
    "text format": (COUNT, TypedCell(16, "@"), "16", ""),
    "number as a date": (COUNT, TypedCell(16, "yyyy"), None, "date_for_figure"),
    "pair": (PAIR, TypedCell("16.181/16.183"), "16181", ""),
    "half a pair": (PAIR, TypedCell(16181), "16181", "pair_incomplete"),
    "half a pair text": (PAIR, TypedCell("16.181/"), "16181", "pair_incomplete"),
    "pair that became a date": (PAIR, TypedCell(dt.date(2024, 3, 1)), None, "date_for_figure"),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPED)
def test_what_was_typed_is_a_figure_or_a_question_never_a_guess(name):
    key, cell, value, said = TYPED[name]
    reading = read_typed(cell, ROWS[key])
    assert reading.value == (None if value is None else Decimal(value))
    assert (reading.problem or reading.remark) == said
    assert reading.is_blank == (value is None and not said)


def test_every_doubt_is_told_by_its_cell_in_both_languages():
    typed = {
        "2.1": ("abc", None, "CCHC-I1407"),
        "2.2": (3.5, None, "CCHC-I1411"),
        "2.3": (0.1, "0%", "CCHC-I1412"),
        "2.4": (dt.date(2024, 3, 1), None, "CCHC-I1410"),
        "2.5": ("=1+2", None, "CCHC-I1414"),
        "3.1": ("#REF!", None, "CCHC-I1415"),
        "3.1.1": ("3/4", None, "CCHC-I1417"),
        "3.2.1": (0.1, "0%", "CCHC-I1409"),
        "3.2.2": (0.1, None, "CCHC-I1408"),
        "3.3": (16181, None, "CCHC-I1418"),
        "1.4.2": (7, None, "CCHC-I1416"),
        "1": (5, None, "CCHC-I1421"),
    }

    def change(sheet, rows):
        for code, (value, number_format, _) in typed.items():
            cell = sheet[f"D{rows[f'PL1:{code}']}"]
            cell.value = value
            cell.number_format = number_format or cell.number_format

    report = changed(change)
    rows = {key: f"PL1!D{at}" for key, at in BLANK_ROWS.items()}
    expected = {rows[f"PL1:{code}"]: issue for code, (_, _, issue) in typed.items()}
    assert {each.place: each.code for each in report.issues} == expected
    for each in report.issues:
        assert each.message_vi.startswith(f"Ô {each.place}: ")
        assert each.message_en.startswith(f"Cell {each.place}: ")
        assert "{" not in each.message_vi + each.message_en
    assert observation(report, "3.2.1").value == 10
    assert observation(report, "3.2.1").raw == "10 %"
    assert str(observation(report, "2.4").state) == "unreadable"


def delete(sheet, rows):
    sheet.delete_rows(rows["PL1:2.1"])


def insert(sheet, rows):
    at = rows["PL1:2.1"]
    sheet.insert_rows(at)
    sheet[f"B{at}"], sheet[f"D{at}"] = "Số con mèo", 3


def copy(sheet, rows):
    first, second = rows["PL1:2.1"], rows["PL1:2.2"]
    for column in "ABCDF":
        sheet[f"{column}{second}"] = sheet[f"{column}{first}"].value


def rename(sheet, rows):
    sheet[f"B{rows['PL1:2.1']}"] = "Số văn bản khác hẳn"


def recode(sheet, rows):
    sheet[f"A{rows['PL1:2.1']}"] = "2.9."


def relabel_as_another(sheet, rows):
    at = rows["PL1:2.1"]
    sheet[f"B{at}"], sheet[f"D{at}"] = sheet[f"B{rows['PL1:2.2']}"].value, 5


def other_unit(sheet, rows):
    sheet[f"C{rows['PL1:2.1']}"] = "%"


# name: (change, codes of the issues, cell of the first one: {at} is the row of 2.1)
BROKEN = {
    "deleted row": (delete, ["CCHC-I1401"], "A{last}"),
    "added row": (insert, ["CCHC-I1402"], "A{at}"),
    "copied row": (copy, ["CCHC-I1403", "CCHC-I1401"], "A{below}"),
    "changed label": (rename, ["CCHC-I1404"], "B{at}"),
    "changed code": (recode, ["CCHC-I1404"], "B{at}"),
    "label of another": (relabel_as_another, ["CCHC-I1405"], "B{at}"),
    "changed unit": (other_unit, ["CCHC-I1406"], "C{at}"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_was_broken_is_named_by_its_cell(name):
    change, codes, cell = BROKEN[name]
    at = BLANK_ROWS["PL1:2.1"]
    report = changed(change)
    assert [each.code for each in report.issues] == codes
    where = cell.format(at=at, below=at + 1, last=max(BLANK_ROWS.values()) - 1)
    assert report.issues[0].place == f"PL1!{where}"


def test_rows_around_a_broken_one_keep_their_figures():
    def change(sheet, rows):
        for number, code in enumerate(("2.1", "2.2", "2.3")):
            sheet[f"D{rows[f'PL1:{code}']}"] = number + 5
        sheet.delete_rows(rows["PL1:2.2"])
        sheet.insert_rows(rows["PL1:1.2"])

    report = changed(change)
    assert [observation(report, code).value for code in ("2.1", "2.3")] == [5, 7]
    assert {each.code for each in report.issues} == {"CCHC-I1401"}
    assert "2.2" in report.issues[0].message_vi


def test_a_figure_under_the_label_of_another_row_is_not_taken():
    report = changed(relabel_as_another)
    assert str(observation(report, "2.1").state) == "unreadable"


def test_a_sheet_that_was_deleted_is_said():
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    del book["BM3"]
    report = cchc.read(saved(book), file="mẫu.xlsx")
    assert [each.code for each in report.issues] == ["CCHC-I1419"]
    assert len(report.observations) == 62


def test_added_columns_do_not_move_figures():
    def change(sheet, rows):
        sheet[f"D{rows['PL1:2.1']}"] = 9
        sheet.insert_cols(3)

    assert observation(changed(change), "2.1").value == 9


def test_another_form_under_the_same_name_is_said():
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    for row in book["_cchc"].iter_rows():
        if row[0].value == "sha256:PL1-2024":
            row[1].value = "0" * 64
    report = cchc.read(saved(book), file="mẫu.xlsx")
    assert [each.code for each in report.issues] == ["CCHC-I1420"]


def test_only_cells_to_fill_in_are_open():
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    sheet = book["PL1"]
    assert sheet.protection.sheet
    assert book["_cchc"].sheet_state == "veryHidden"
    rows = rows_by_key(sheet)
    opened = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert f"D{rows['PL1:1.1']}" in opened
    assert not any(name[0] in "ABCF" for name in opened)
    assert f"D{rows['PL1:1']}" not in opened  # a heading
    assert f"D{rows['PL1:5.3.4']}" not in opened  # does not apply to a department
    assert len(opened) == 2 * 60


def test_coded_answers_have_lists_and_counts_have_checks():
    sheet = openpyxl.load_workbook(io.BytesIO(BLANK))["PL1"]
    rules = {}
    for rule in sheet.data_validations.dataValidation:
        for cell in str(rule.sqref).split():
            rules[cell] = rule
    rows = rows_by_key(sheet)
    assert rules[f"D{rows['PL1:1.4.2']}"].formula1 == '"0 – Trực tuyến,1 – Phát phiếu,2 – Kết hợp"'
    assert rules[f"D{rows['PL1:1.1.1']}"].type == "whole"
    assert rules[f"D{rows['PL1:4.2.5']}"].type == "decimal"


def test_a_template_prints_on_one_a4_page_wide_with_its_heading_repeated():
    sheet = openpyxl.load_workbook(io.BytesIO(BLANK))["PL1"]
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$6:$6"


def test_a_name_that_looks_like_a_formula_stays_a_name():
    data = template_bytes(form="PL1-2024", unit='=HYPERLINK("x")', period="2024-H1")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["PL1"]
    assert sheet["A1"].value == '=HYPERLINK("x")'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert cchc.read(data, file="x.xlsx").agency == '=HYPERLINK("x")'


def test_a_template_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "mẫu.xlsx"
    path.write_text("cũ")
    with pytest.raises(cchc.SelectionError, match="PL9"):
        write_template(path, form="PL9-2024", unit=UNIT, period="2024-H1")
    with pytest.raises(cchc.PeriodError):
        write_template(path, unit=UNIT, period="hôm qua")
    assert path.read_text() == "cũ"
    write_template(path, unit=UNIT, period="2024-H1")
    assert cchc.read(path).agency == UNIT
    assert [each.name for each in tmp_path.iterdir()] == ["mẫu.xlsx"]
    with pytest.raises(cchc.InputError, match="CCHC-E1308"):
        write_template(tmp_path / "không có" / "x.xlsx", unit=UNIT, period="2024-H1")


def test_rows_are_open_for_the_units_that_they_apply_to():
    data = template_bytes(form="PL1-2024", unit="UBND huyện Kim Bảng", period="2024-H1")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["PL1"]
    at = rows_by_key(sheet)["PL1:5.3.4"]
    assert not sheet[f"D{at}"].protection.locked  # a district reports it


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_template_that_declares_entities_is_refused(part):
    source = zipfile.ZipFile(io.BytesIO(BLANK))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
                data = head + data[data.index(b"?>") + 2 :]
            target.writestr(name, data)
    with pytest.raises(cchc.InputError):
        cchc.read(stream.getvalue(), file="x.xlsx")
