"""Templates that were worked on by people: what was broken is said, and no figure is ever wrong."""

import io
import random
import zipfile

import pytest

import cchc
from cchc.present.template import template_bytes
from cchc.read.forms import shipped_forms
from cchc.read.review import Review

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

UNIT = "Sở Công Thương Hà Nam"
FORMS = ["PL1-2024", "BM3-2024"]
BLANK = template_bytes(form=FORMS, unit=UNIT, period="2024-H1", unit_id="sct")
ROWS = {f"{form.form}:{row.form_code}": row for form in shipped_forms() for row in form.rows}


def opened(data=BLANK):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_by_key(sheet):
    return {row[5].value: row[0].row for row in sheet.iter_rows(min_row=7) if row[5].value}


AT = rows_by_key(opened()["PL1"])


def filled():
    """A workbook with another figure in each row of counts and per cent, and these by key."""
    book, truth = opened(), {}
    for name in ("PL1", "BM3"):
        for number, (key, at) in enumerate(rows_by_key(book[name]).items(), start=11):
            row = ROWS[key]
            open_cell = not book[name][f"D{at}"].protection.locked
            if row.row_type != "header" and row.expectation in ("count", "percent") and open_cell:
                book[name][f"D{at}"] = f"{number}/{number + 1}" if row.takes_pair else number
                truth[key] = number
    return book, truth


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book):
    return cchc.read(saved(book), file="mẫu.xlsx")


def figures(report):
    return {
        f"{row.form}:{row.row.form_code}": row.value
        for row in report.observations
        if row.value is not None
    }


def unread(report):
    return {
        f"{row.form}:{row.row.form_code}"
        for row in report.observations
        if row.state == "unreadable"
    }


def codes(report):
    return [each.code for each in report.issues]


def place(report, code):
    return next(each.place for each in report.issues if each.code == code)


def check(book, truth, code, where, *, lost=()):
    """The issue stands at its place, figures are right or were left out, and nothing is lost."""
    report = read(book)
    assert place(report, code) == where
    for each in report.issues:
        assert each.message_vi.startswith(f"Ô {each.place}: ")
        assert each.message_en.startswith(f"Cell {each.place}: ")
        assert "{" not in each.message_vi + each.message_en
    found = figures(report)
    assert found.items() <= truth.items()
    assert set(truth) - set(found) == set(lost)
    return report


def test_a_filled_template_is_read_without_a_doubt():
    book, truth = filled()
    report = read(book)
    assert (report.issues, figures(report)) == ((), truth)
    assert len(truth) > 50


@pytest.mark.parametrize(
    "period", ["2024-Q1", "2024-Q3", "2024-H1", "2024-9M", "2024", "2024-03", "2024-02..2024-06"]
)
@pytest.mark.parametrize(
    "unit", [UNIT, "UBND xã Hòa An", "Sở X năm 2025", "Ban QL dự án – TP. Huế"]
)
def test_every_template_agrees_with_its_own_title(period, unit):
    report = cchc.read(template_bytes(form=FORMS, unit=unit, period=period), file="x.xlsx")
    assert (report.issues, report.agency, str(report.period)) == ((), unit, period)


def test_another_unit_in_the_title_is_asked_about_and_neither_taken():
    book, truth = filled()
    book["PL1"]["A1"] = "Sở Y tế Hà Nam"
    report = check(book, truth, "CCHC-I1425", "PL1!A1")
    assert (report.agency, "unit" in report.identity) == ("", False)
    assert str(report.period) == "2024-H1"


@pytest.mark.parametrize("name", ["SỞ CÔNG THƯƠNG HÀ NAM", "Sở Công  Thương Hà Nam "])
def test_the_same_unit_in_other_letters_is_no_doubt(name):
    book, _ = filled()
    book["PL1"]["A1"] = name
    assert codes(read(book)) == []


def test_another_window_in_the_title_is_asked_about_and_neither_taken():
    book, truth = filled()
    for name in ("PL1", "BM3"):
        title = str(book[name]["A3"].value)
        book[name]["A3"] = title.replace("6 THÁNG ĐẦU NĂM 2024", "QUÝ III NĂM 2024")
    report = check(book, truth, "CCHC-I1423", "PL1!A3")
    assert report.period is None
    assert report.agency == UNIT


def test_a_title_that_lost_its_window_or_everything_is_said():
    book, truth = filled()
    book["PL1"]["A3"] = None
    report = check(book, truth, "CCHC-I1426", "PL1!A5")
    assert str(report.period) == "2024-H1"
    for at in range(1, 6):
        book["PL1"][f"A{at}"] = None
    report = check(book, truth, "CCHC-I1427", "PL1")
    assert (report.agency, str(report.period)) == (UNIT, "2024-H1")


def test_days_that_were_changed_are_followed_and_said():
    book, truth = filled()
    book["PL1"]["A4"] = "(Số liệu từ 16/12/2023 đến 06/6/2024)"
    report = check(book, truth, "CCHC-I1428", "PL1!A4")
    assert report.window == ("2023-12-16", "2024-06-06")


def test_the_hidden_sheet_of_another_template_is_noticed():
    book, truth = filled()
    for row in book["_cchc"].iter_rows():
        if row[0].value == "agency":
            row[1].value = "Sở Y tế Hà Nam"
        if row[0].value == "form":
            row[1].value = "BM3-2024"
    report = check(book, truth, "CCHC-I1425", "PL1!A1")
    assert place(report, "CCHC-I1430") == "PL1"
    assert report.agency == ""


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_a_template_without_its_hidden_sheet_is_read_by_its_title_and_said(how):
    book, truth = filled()
    if how == "deleted":
        del book["_cchc"]
    else:
        book["_cchc"].delete_rows(1, 20)
    report = check(book, truth, "CCHC-I1429", "_cchc")
    assert (report.agency, str(report.period)) == (UNIT, "2024-H1")
    assert report.window == ("2023-12-15", "2024-06-14")
    assert report.identity == {}


def test_a_renamed_sheet_is_found_by_its_keys():
    book, truth = filled()
    book["PL1"].title = "Phu luc 1"
    check(book, truth, "CCHC-I1431", "Phu luc 1")


def test_a_sheet_of_its_own_is_said():
    book, truth = filled()
    book.create_sheet("Tính toán")["B2"] = 7
    check(book, truth, "CCHC-I1434", "Tính toán")


def test_cells_that_a_copied_sheet_tells_differently_are_asked_about():
    book, truth = filled()
    copy = book.copy_worksheet(book["PL1"])
    report = check(book, truth, "CCHC-I1432", "PL1")
    assert copy.title in next(each.message_vi for each in report.issues)
    copy[f"D{AT['PL1:2.1']}"] = 999
    book["PL1"][f"D{AT['PL1:2.2']}"] = None
    report = check(book, truth, "CCHC-I1433", f"PL1!D{AT['PL1:2.1']}", lost=("PL1:2.1", "PL1:2.2"))
    assert unread(report) == {"PL1:2.1", "PL1:2.2"}
    assert codes(report).count("CCHC-I1433") == 2


@pytest.mark.parametrize("area", ["D{0}:D{1}", "C{0}:D{0}", "C{0}:E{1}"])
def test_merged_figures_are_asked_about(area):
    book, truth = filled()
    first, second = AT["PL1:2.1"], AT["PL1:2.2"]
    where = area.format(first, second)
    keys = ("PL1:2.1", "PL1:2.2") if str(second) in where else ("PL1:2.1",)
    book["PL1"].merge_cells(where)
    report = check(book, truth, "CCHC-I1439", f"PL1!{where}", lost=keys)
    assert "PL1:2.1" in unread(report) | set(keys)


def test_a_figure_merged_with_its_note_is_read_and_said():
    book, truth = filled()
    at = AT["PL1:2.1"]
    book["PL1"].merge_cells(f"D{at}:E{at}")
    check(book, truth, "CCHC-I1439", f"PL1!D{at}:E{at}")


def test_without_the_column_of_keys_rows_are_taken_by_code_and_label():
    book, truth = filled()
    sheet = book["PL1"]
    sheet.delete_cols(6)
    check(book, truth, "CCHC-I1435", "PL1")
    sheet[f"B{AT['PL1:2.1']}"] = "Số con mèo"
    report = check(book, truth, "CCHC-I1435", "PL1", lost=("PL1:2.1",))
    assert {"CCHC-I1401", "CCHC-I1402"} <= set(codes(report))


@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_without_the_column_of_figures_none_is_taken(how):
    book, truth = filled()
    if how == "deleted":
        book["PL1"].delete_cols(4)
    else:
        book["PL1"]["D6"] = "Số liệu năm 2023"
    lost = [key for key in truth if key.startswith("PL1")]
    report = check(book, truth, "CCHC-I1436", "PL1", lost=lost)
    assert set(lost) <= unread(report)


@pytest.mark.parametrize(("column", "heading"), [(1, "STT"), (2, "Chỉ tiêu"), (3, "Đơn vị tính")])
def test_a_column_of_words_that_was_deleted_is_said_once(column, heading):
    book, truth = filled()
    book["PL1"].delete_cols(column)
    report = check(book, truth, "CCHC-I1437", "PL1")
    (told,) = [each for each in report.issues if each.code == "CCHC-I1437"]
    assert heading in told.message_vi
    # The title stands in the first column and goes with it.
    assert codes(report) == [*(["CCHC-I1427"] if column == 1 else []), "CCHC-I1437"]


def test_a_column_that_was_added_is_said_and_moves_nothing():
    book, truth = filled()
    sheet = book["PL1"]
    sheet.insert_cols(4)
    sheet["D6"], sheet["D9"] = "Quý I", 5
    check(book, truth, "CCHC-I1438", "PL1!D6")


@pytest.mark.parametrize("below", [1, 5])
def test_rows_added_below_the_table_are_said(below):
    book, truth = filled()
    at = max(AT.values()) + below
    book["PL1"][f"B{at}"], book["PL1"][f"D{at}"] = "Số con mèo", 3
    check(book, truth, "CCHC-I1402", f"PL1!A{at}")


def test_a_far_cell_costs_no_time():
    book, truth = filled()
    book["PL1"]["D1048576"] = " "
    assert figures(read(book)) == truth


def test_answers_of_a_review_are_no_matter_for_a_template():
    book, truth = filled()
    assert figures(cchc.read(saved(book), file="x.xlsx", review=Review())) == truth


def test_a_workbook_that_only_mentions_the_keys_is_no_template():
    book = openpyxl.Workbook()
    book.active.append(["a cchc-key is a word"])
    with pytest.raises(cchc.InputError):
        cchc.read(saved(book), file="x.xlsx")


def test_merge_asks_whose_figures_a_contradictory_template_holds(tmp_path):
    book, _ = filled()
    for name in ("PL1", "BM3"):
        title = str(book[name]["A3"].value)
        book[name]["A3"] = title.replace("6 THÁNG ĐẦU NĂM 2024", "QUÝ III NĂM 2024")
    (tmp_path / "a.xlsx").write_bytes(saved(book))
    (tmp_path / "b.xlsx").write_bytes(saved(filled()[0]))
    found = cchc.merge(tmp_path, "2024-H1")
    assert found.totals.figure("2.1", "*", "2024-H1").text == str(filled()[1]["PL1:2.1"])
    assert any("a.xlsx" in vi and "hai kỳ khác nhau" in vi for vi, _ in found.unused)


# What a person may do to a sheet; each takes the sheet and a source of random numbers.
def _row(draw):
    return draw.choice(list(AT.values()))


WORK = {
    "delete row": lambda sheet, draw: sheet.delete_rows(_row(draw), draw.randint(1, 3)),
    "insert row": lambda sheet, draw: sheet.insert_rows(_row(draw), draw.randint(1, 3)),
    "delete column": lambda sheet, draw: sheet.delete_cols(draw.randint(1, 6)),
    "insert column": lambda sheet, draw: sheet.insert_cols(draw.randint(1, 6)),
    "merge": lambda sheet, draw: sheet.merge_cells(
        start_row=(at := _row(draw)), end_row=at + draw.randint(0, 2),
        start_column=(column := draw.randint(1, 4)), end_column=column + draw.randint(0, 2),
    ),
    "rename": lambda sheet, draw: setattr(sheet, "title", f"Trang {draw.randint(1, 99)}"),
    "heading": lambda sheet, draw: sheet.cell(6, draw.randint(1, 6)).__setattr__("value", "x"),
    "copy": lambda sheet, draw: sheet.parent.copy_worksheet(sheet),
    "shift": lambda sheet, draw: sheet.move_range(
        f"A{_row(draw)}:F{max(AT.values())}", rows=draw.randint(1, 4)
    ),
    "move figures": lambda sheet, draw: None,
}  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_done_to_a_sheet_no_figure_is_wrong_and_none_is_lost_in_silence(seed):
    draw = random.Random(seed)
    book, truth = filled()
    sheet = book["PL1"]
    done = draw.sample(sorted(WORK), draw.randint(1, 3))
    for name in done:
        WORK[name](sheet, draw)
    report = read(book)
    found = figures(report)
    assert found.items() <= truth.items(), done
    lost = set(truth) - set(found)
    told = [each for each in report.issues if each.severity in ("error", "warning")]
    assert not lost or told, done


def test_an_archive_with_keys_that_is_damaged_is_refused():
    source = zipfile.ZipFile(io.BytesIO(BLANK))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[:200] if name == "xl/worksheets/sheet1.xml" else data)
    with pytest.raises(cchc.InputError):
        cchc.read(stream.getvalue(), file="x.xlsx")
