"""Whatever of a folder is in doubt is asked: another unit or window in a name, figures not taken."""

import io
import json

import openpyxl
import pytest
from click.testing import CliRunner
from merge_reports import PERIOD, UNITS, figure, report

import cchc
from cchc.cli import cli
from cchc.present.template import template_bytes


def vi(found):
    return [each.vi for each in found.asked]


def test_a_file_named_after_another_unit_takes_nobodys_place(folder):
    path = folder(**{
        "so-noi-vu__txt": report("Sở Nội vụ", _4_2_1=60),
        "so-y-te__txt": report("Sở Nội vụ", _4_2_1=400),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, units=UNITS)
    assert figure(found, "4.2.1", "snv") == figure(found, "4.2.1") == "60"
    (asked,) = vi(found)
    assert asked.startswith(
        "so-y-te.txt: báo cáo ghi “Sở Nội vụ” (Sở Nội vụ), tên tệp lại nêu “Sở Y"
    )
    answered = cchc.merge(path, PERIOD, units=UNITS, names={"so-y-te.txt": "syt"})
    assert (figure(answered, "4.2.1", "syt"), vi(answered)) == ("400", [])


@pytest.mark.parametrize(
    "name",
    ["BC gửi Sở Nội vụ", "bc_kinh-gui_so-noi-vu", "so-y-te gửi lại", "so-y-te_gui_so-noi-vu",
     "tinh ha nam", "bc cchc", "SYT"],
)  # fmt: skip
def test_a_name_that_says_whom_it_is_sent_to_or_no_other_unit_is_no_doubt(folder, name):
    found = cchc.merge(folder(**{f"{name}__txt": report("Sở Y tế")}), PERIOD, units=UNITS)
    assert (figure(found, "4.2.1", "syt"), vi(found)) == ("40", [])


def test_an_id_in_the_name_counts_as_the_name(folder):
    found = cchc.merge(
        folder(snv__txt=report("Sở Y tế"), b__txt=report("Sở Nội vụ")), PERIOD, units=UNITS
    )
    assert "tên tệp lại nêu “Sở Nội vụ”" in vi(found)[0]
    assert figure(found, "4.2.1", "syt") == ""


def test_words_that_name_another_body_are_not_overruled_by_the_files_name(folder):
    path = folder(**{"so-y-te__txt": report("Sở Tư pháp"), "b__txt": report("Sở Nội vụ")})
    found = cchc.merge(path, PERIOD, units=UNITS)
    assert figure(found, "4.2.1", "syt") == ""
    (asked,) = vi(found)
    assert "không có đơn vị nào tên “Sở Tư pháp”. Tên tệp nêu “Sở Y tế”" in asked


def test_figures_that_were_not_read_are_asked_with_text_place_and_reason(folder, tmp_path):
    path = folder(a__txt=report("Sở Y tế", _4_2_1="40#", _1_1_1="3#"), b__txt=report("Sở Nội vụ"))
    found = cchc.merge(path, PERIOD, units=UNITS)
    (asked,) = found.asked
    assert asked.unit == "syt"
    assert asked.vi.startswith("a.txt: 2 số liệu không đọc được nên chưa dùng: 1.1.1 “3#” [dòng ")
    assert "4.2.1 “40#” [dòng " in asked.vi
    assert "(có ký tự không thuộc về số; hãy chỉ ghi số). Số đúng là bao nhiêu?" in asked.vi
    assert "2 figures were not read and not used: 1.1.1 “3#” [line " in asked.en
    assert asked.vi in found.pages()[-1].notes
    (letter,) = [each for each in found.letters() if each.unit == "syt"]
    assert "4.2.1 “40#”" in " ".join(letter.text.split())
    out = CliRunner().invoke(
        cli, ["merge", str(path), "--period", PERIOD, "-o", str(tmp_path / "o.html")]
    )
    assert ("? a.txt: 2 số liệu không đọc được" in out.output, out.exit_code) == (True, 1)


def test_many_figures_of_one_reason_are_one_question_that_names_every_row(folder):
    codes = ["1.1.1", "1.1.2", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.1.1", "3.1.2",
             "4.2.1", "4.2.2", "4.2.3", "4.2.4"]  # fmt: skip
    spoilt = {"_" + code.replace(".", "_"): "7#" for code in codes}
    found = cchc.merge(folder(a__txt=report("Sở Y tế", **spoilt)), PERIOD)
    (asked,) = [each for each in vi(found) if "không đọc được" in each]
    assert "a.txt: 14 số liệu" in asked
    assert all(f" {code}" in asked for code in codes)
    assert asked.count("“7#”") == 12


def test_a_note_tells_who_sent_something_unreadable_from_who_sent_nothing(folder):
    path = folder(
        a__txt=report("Sở Y tế", _4_2_1="40#", _2_1="5#"), b__txt=report("Sở Nội vụ", _2_1="-")
    )
    notes = cchc.merge(path, PERIOD, units=UNITS).pages()[0].notes
    partial = [each for each in notes if "Mới tính trên" in each and "Sở Y tế" in each]
    assert partial
    assert all("không đọc được: Sở Y tế; chưa có: Sở Công Thương." in each for each in partial)
    assert any(
        "Chưa có số liệu đọc được; không đọc được: Sở Y tế, Sở Nội vụ" in each for each in notes
    )


def test_a_letter_calls_only_printed_rows_blank_that_the_unit_left_blank(folder):
    path = folder(a__txt=report("Sở Y tế", _1_1_1="", _4_1_2_a=""))
    (letter,) = cchc.merge(path, PERIOD, units=UNITS).letters()
    text = " ".join(letter.text.split())
    blank = text[text.index("chưa đối chiếu được vì các dòng sau để trống") :]
    assert "- 1.1.1 Số nhiệm vụ đề ra trong kế hoạch" in blank
    assert "- 4.1.2, dòng con “Số ĐVSNCL thuộc sở, ban, ngành”" in blank
    assert "- 4.1.2 " not in blank
    assert "- 3.3" not in blank


def test_a_register_is_given_by_its_path_and_units_as_a_list(folder, tmp_path):
    path, kept = folder(a__txt=report("Sở Y tế")), tmp_path / "so.sqlite"
    assert figure(cchc.merge(path, PERIOD, register=str(kept), units=UNITS), "4.2.1") == "40"
    assert len(cchc.Register(kept)) == 1
    for number, content in enumerate((UNITS, {"units": UNITS})):
        units, out = tmp_path / f"{number}.json", tmp_path / "o.html"
        units.write_text(json.dumps(content, indent=1), "utf-8-sig" if number else "utf-8")
        arguments = ["merge", str(path), "--period", PERIOD, "-o", str(out), "--units", str(units)]
        told = CliRunner().invoke(cli, [*arguments, "--register", str(kept)]).output
        assert "1/3 đơn vị đã gửi" in told
    broken = tmp_path / "broken.json"
    broken.write_text("[{]", "utf-8")
    with pytest.raises(cchc.InputError):
        cchc.hierarchy(broken)


def test_a_register_without_a_list_serves_a_merge_with_one(folder, tmp_path):
    path = folder(**{"2024-06-12_b__txt": report("Sở Y tế", _4_2_1=41, _2_1="")})
    with cchc.Register(tmp_path / "so.sqlite") as register:
        first = cchc.read(report("Sở Y tế", _4_2_1=40, _2_1=7), file="a.txt")
        register.add(first, received="2024-06-10", unit="SỞ Y TẾ")
        found = cchc.merge(path, PERIOD, units=UNITS, register=register)
        (sent,) = [each for each in found.submissions if each.unit == "syt"]
        assert (sent.version, sent.earlier) == (2, ("a.txt",))
        assert [figure(found, code, "syt") for code in ("4.2.1", "2.1")] == ["41", "7"]
        assert "bản sửa để trống ở 2.1" in vi(found)[0]
        assert not any("không có trong danh sách" in line for line, _ in found.unused)


HEADED = """UBND TỈNH HÀ NAM
SỞ Y TẾ
PHỤ LỤC I
KẾT QUẢ CCHC 6 THÁNG ĐẦU NĂM 2024
STT;Chỉ tiêu;Đơn vị tính;Trong kỳ
1.1.1;Số nhiệm vụ đề ra trong kế hoạch;Nhiệm vụ;100
1.1.2;Số nhiệm vụ đã hoàn thành;Nhiệm vụ;19
"""


@pytest.mark.parametrize(
    "row",
    ["1.3.2;Số nhiệm vụ hoàn thành trong kỳ;Nhiệm vụ;45", "1.1.2;Số nhiệm vụ đã hoàn thành;Nhiệm vụ;45",
     "1.3.2;Số nhiệm vụ đã hoàn thành;Nhiệm vụ;45"],
)  # fmt: skip
def test_a_row_that_was_not_taken_is_asked_with_its_figure(folder, row):
    found = cchc.merge(folder(a__csv=HEADED + row + "\n"), PERIOD)
    assert figure(found, "1.1.2") == "19"
    (asked,) = found.asked
    assert asked.vi.startswith("a.csv [dòng 8")
    assert asked.en.startswith("a.csv [line 8")
    assert row.replace(";", " ") in asked.vi
    assert row.replace(";", " ") in asked.en
    assert asked.unit == found.submissions[0].unit


def test_one_name_in_two_provinces_is_two_units_without_a_list_whatever_comes_first(folder):
    files = {"a__csv": HEADED, "b__csv": HEADED.replace("HÀ NAM", "NAM ĐỊNH").replace("100", "7")}
    for names in (("a__csv", "b__csv"), ("b__csv", "a__csv")):
        swapped = dict(zip(names, files.values(), strict=True))
        found = cchc.merge(folder(**swapped), PERIOD)
        assert figure(found, "1.1.1") == "107"
        assert {each.name for each in found.submissions} == {"SỞ Y TẾ Hà Nam", "SỞ Y TẾ Nam Định"}
        (asked,) = found.asked
        assert "“SỞ Y TẾ Hà Nam”" in asked.vi
        assert "“SỞ Y TẾ Nam Định”" in asked.en


def test_one_name_in_one_province_is_one_unit_however_it_is_told(folder):
    written = HEADED.replace("UBND TỈNH HÀ NAM\n", "").replace("100", "7")
    path = folder(
        **{
            "2024-06-10_a__csv": HEADED,
            "2024-06-11_b__csv": written.replace("SỞ Y TẾ", "Đơn vị: Sở Y tế tỉnh Hà Nam"),
        }
    )
    found = cchc.merge(path, PERIOD)
    assert figure(found, "1.1.1") == "7"
    assert len(found.submissions) == 1
    assert found.asked == ()


@pytest.mark.parametrize("value", ["19", ""])
def test_a_row_that_stands_twice_with_one_figure_is_not_asked(folder, value):
    row = f"1.1.2;Số nhiệm vụ đã hoàn thành;Nhiệm vụ;{value}\n"
    found = cchc.merge(folder(a__csv=HEADED + row), PERIOD)
    assert (figure(found, "1.1.2"), found.asked) == ("19", ())


def sheet_with(change):
    book = openpyxl.load_workbook(
        io.BytesIO(template_bytes(form="PL1-2024", unit="Sở Y tế", period=PERIOD))
    )
    sheet = book["PL1"]
    sheet.protection.sheet = False
    rows = {str(cell.value).rstrip("."): cell.row for cell in sheet["A"]}
    sheet[f"D{rows['2.1']}"] = 7
    change(sheet, rows)
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def copied(value):
    def change(sheet, rows):
        for column in "ABCF":
            sheet[f"{column}{rows['2.2']}"] = sheet[f"{column}{rows['2.1']}"].value
        sheet[f"D{rows['2.2']}"] = value

    return change


def added(sheet, rows):
    sheet.insert_rows(rows["2.1"])
    sheet[f"B{rows['2.1']}"], sheet[f"D{rows['2.1']}"] = "Số con mèo", 3


def widened(sheet, rows):
    sheet[f"H{rows['2.1']}"] = 5


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (copied(8), "8"),
        (copied(7), ""),
        (copied(None), ""),
        (added, "Số con mèo 3"),
        (widened, "“5”"),
    ],
)
def test_what_was_not_taken_of_a_template_is_asked(folder, change, told):
    found = cchc.merge(folder(a__xlsx=sheet_with(change)), PERIOD)
    assert figure(found, "2.1") == "7"
    asked = [each.vi for each in found.asked]
    assert len(asked) == (1 if told else 0)
    assert all(told in line for line in asked)
