"""Letters of a merge quote what reports print, with file and place; what none prints is told so."""

import pytest
from merge_reports import PERIOD, UNITS, report
from office_files import HEADER, ROWS, docx, opening, paragraph, sheet, table, xlsx

import cchc
from cchc._samples.report_text import report_text
from cchc.check import CheckedVerdict
from cchc.present.letter_items import letter_items
from cchc.present.letter_sources import with_sources
from cchc.present.place_words import place_words


def of_year(agency, **figures):
    """The report of the year 2023, as text."""
    changed = {name.strip("_").replace("_", "."): str(value) for name, value in figures.items()}
    rows = [
        {**row, "raw": changed.get(row["code"], row["raw"])}
        for row in cchc.samples.ha_nam_2024_h1()["rows"]
    ]
    return report_text(agency, "năm 2023", ("2022-12-15", "2023-12-14"), rows)


@pytest.fixture
def found(folder):
    path = folder(**{
        "2024-06-14_syt__txt": report("Sở Y tế", _4_2_5="12,50", _4_2_4=0),
        "2023-12-15_syt__txt": of_year("Sở Y tế", _4_2_5="8,33", _3_3="9.173/9.180"),
        "2023-06-15_syt__txt": report("Sở Y tế", period="2023-H1", _3_3="7.256/7.263"),
    })  # fmt: skip
    return cchc.merge(path, PERIOD, units=UNITS, processes=1)


def quoted(found, cells, lang="vi", period=PERIOD):
    """What a letter quotes for a rule that failed on these cells: code and window."""
    plain = {"value": "1", "printed": "", "state": "reported", "file": "", "place": ""}
    told = [
        {**plain, "code": code, "reference": f"[{code}]", "period": window, "value": value}
        for code, window, value in cells
    ]
    texts = ("V1", "V1.a", "Quy tắc", "Rule", "fails", "error", "syt", period)
    verdict = CheckedVerdict(*texts, tuple(told), (), "Vì sao?", "Why?")
    (item,) = letter_items(with_sources([verdict], found.cube), found.cube.catalogue, lang)
    return list(item.printed)


def test_a_letter_quotes_the_printed_text_with_file_and_place(found):
    (letter,) = [each for each in found.letters() if each.unit == "syt"]
    text = " ".join(letter.text.split())
    assert "4.2.5: 12,50 [2024-06-14_syt.txt, dòng " in text
    assert "4.2.5 (năm 2023): 8,33 [2023-12-15_syt.txt, dòng " in text
    assert "6 tháng cuối năm 2023" not in text
    assert "8.33" not in text


def test_in_english_too(found):
    (letter,) = [each for each in found.letters(lang="en") if each.unit == "syt"]
    assert "8,33 [2023-12-15_syt.txt, line " in " ".join(letter.text.split())


def test_a_figure_that_no_report_prints_is_told_as_worked_out_of_those_that_do(found):
    (text,) = quoted(found, [("3.3", "2023-H2", "1917")])
    assert text.startswith("3.3 (6 tháng cuối năm 2023): 1.917, tính ra từ: ")
    assert "3.3 (6 tháng đầu năm 2023): 7.256/7.263 [2023-06-15_syt.txt, dòng " in text
    assert "3.3 (năm 2023): 9.173/9.180 [2023-12-15_syt.txt, dòng " in text
    (text,) = quoted(found, [("3.3", "2023-H2", "1917")], "en")
    assert "1,917, worked out of: " in text


def test_figures_that_know_their_place_and_windows_that_are_not_there_stay(found):
    cube = found.cube
    cells = (
        {"code": "3.3", "period": PERIOD, "printed": "7", "place": "12", "file": "a"},
        {"code": "3.3", "period": "1999", "printed": "", "place": "", "file": ""},
        {"code": "report.window.first_day_off", "period": PERIOD, "printed": "", "place": ""},
    )
    verdict = CheckedVerdict(
        "V1", "V1", "", "", "fails", "error", "syt", PERIOD, cells, (), "?", "?"
    )
    assert with_sources([verdict], cube) == (verdict,)


def test_places_are_told_in_the_readers_language():
    assert place_words("table 2 row 33") == "bảng 2 dòng 33"
    assert place_words("page 3 row 12 - page 4 row 1") == "trang 3 dòng 12 - trang 4 dòng 1"
    assert place_words("line 8 column 4") == "dòng 8 cột 4"
    for sheet_name in ("Sheet 1!D12", "row!A1", "table!row 2"):
        assert place_words(sheet_name) == sheet_name
    assert place_words("table 2 row 33", "en") == "table 2 row 33"


def in_word(rows, period="6 tháng đầu năm 2024", agency="Sở Y tế"):
    body = paragraph(opening(agency, period)) + paragraph("Phụ lục I")
    return docx(body + table([(*row, "") for row in rows]))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_questions_and_letters_of_a_word_file_say_its_places_in_one_language(folder, lang):
    # A rate above 100, and one without a figure that can be read.
    rows = [(*row[:3], {"4.2.5.": "110", "4.2.1.": "x?"}.get(row[0], row[3])) for row in ROWS]
    found = cchc.merge(folder(a__docx=in_word(rows)), PERIOD, units=UNITS, processes=1)
    asked = [each.vi if lang == "vi" else each.en for each in found.asked]
    assert len(asked) == 2
    told = " ".join([*asked, *(letter.text for letter in found.letters(lang=lang))])
    ours, others = ("bảng 1 dòng", "table 1 row") if lang == "vi" else ("table 1 row", "bảng")
    assert ours in " ".join(told.split())
    assert others not in " ".join(told.split())


def test_a_doubt_on_a_figure_goes_to_the_unit_that_it_is_of(folder):
    units = [
        {"id": "*", "name": "Tỉnh Nam Định", "type": "province", "reports": False},
        {"id": "a", "name": "UBND xã Tân Hòa", "type": "commune", "parent": "*"},
        {"id": "b", "name": "UBND xã Phú Lộc", "type": "commune", "parent": "*"},
    ]
    rows = [[*row[:3], "110" if row[0] == "4.2.5." else row[3], row[3]] for row in ROWS]
    header = [*HEADER[:3], "Xã Tân Hòa", "Xã Phú Lộc"]
    lines = [[opening("Sở Nội vụ")], ["Phụ lục I"], header, *rows]
    path = folder(a__xlsx=xlsx({"A": sheet(lines)}))
    found = cchc.merge(path, PERIOD, units=units, processes=1)
    assert [each.unit for each in found.asked if "4.2.5" in each.vi] == ["a"]


def side_by_side(name, folder, title="6 tháng đầu năm 2024"):
    header = [*HEADER[:3], "Thực hiện 6 tháng đầu năm 2023", "Thực hiện 6 tháng đầu năm 2024"]
    rows = [[*row, row[3]] for row in ROWS]
    lines = [[opening("Sở Y tế", title)], ["Phụ lục I"], header, *rows]
    return folder(**{name: xlsx({"A": sheet(lines)})})


def test_a_file_named_after_its_report_is_not_asked_for_its_side_column(folder):
    path = side_by_side("so-y-te_6T2024__xlsx", folder)
    found = cchc.merge(path, PERIOD, units=UNITS, processes=1)
    assert found.asked == ()
    for each in found.folder:
        assert "CCHC-I1422" not in [issue.code for issue in each.issues]


def test_a_file_named_after_its_side_column_is_asked(folder):
    path = side_by_side("so-y-te_6T2023__xlsx", folder)
    found = cchc.merge(path, PERIOD, units=UNITS, processes=1)
    (asked,) = found.asked
    assert asked.vi.endswith("Kỳ nào đúng?")
    assert "đang tính là 6 tháng đầu năm 2024" in asked.vi


@pytest.mark.parametrize(
    ("letterhead", "name"),
    [
        ("UBND TỈNH SÔNG LAM\nUBND HUYỆN LAM GIANG", "UBND huyện Lam Giang, tỉnh Sông Lam"),
        ("UBND TỈNH SÔNG LAM\nSỞ Y TẾ", "Sở Y tế Sông Lam"),
    ],
)
def test_the_letters_of_a_check_name_a_committee_with_its_province(letterhead, name):
    own = name.split(",")[0].removesuffix(" Sông Lam")
    text = f"{letterhead}\n\n{report(own, _4_2_5=110)}"
    (letter,) = cchc.check(text).letters()
    assert f"Kính gửi: {name}\n" in letter.text
