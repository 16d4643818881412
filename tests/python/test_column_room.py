"""Columns on paper: no word and no number is broken, and what fits as it is stays as it is."""

import re
import zipfile

import pytest
from small_province import small_cube

import cchc
from cchc.present.column_room import LARGEST, column_room
from cchc.present.page import Head, Page, number_cell, text_cell

A4_WIDE, A4_UPRIGHT = 757.0, 510.0  # points between margins of 15 mm


def page(heads, *rows):
    return Page("P", ["P"], [Head(*head) for head in heads], [list(row) for row in rows])


def test_columns_that_fit_share_the_room_as_their_widths_say():
    widths, size = column_room(page([("Đơn vị", 30), ("Số", 10)]), 400)
    assert (widths, size) == ([300.0, 100.0], LARGEST)


def test_a_heading_takes_the_room_of_its_longest_word_from_the_others():
    widths, size = column_room(page([("Đơn vị", 98), ("Chênh (điểm %)", 2)]), 400)
    assert sum(widths) == pytest.approx(400)
    assert widths[1] > 6 * 0.4 * LARGEST
    assert size == LARGEST
    assert column_room(page([("Đơn vị", 98), ("Chênh lệch", 2)]), 400)[0][1] < 60


def test_a_number_stays_whole_with_its_measure():
    heads = [("Đơn vị", 98), ("%", 2)]
    whole = column_room(page(heads, [text_cell("A"), text_cell("10,84 %", right=True)]), 400)[0]
    parted = column_room(page(heads, [text_cell("A"), text_cell("10,84 %")]), 400)[0]
    assert whole[1] >= parted[1]
    assert whole[1] > 7 * 0.4 * LARGEST
    number = column_room(page(heads, [text_cell("A"), number_cell("1234567")]), 400)[0]
    assert number[1] > len("1.234.567") * 0.4 * LARGEST


def test_letters_are_smaller_where_the_words_do_not_fit_otherwise():
    heads = [("Chuyển", 7)] * 20
    widths, size = column_room(page(heads), A4_WIDE)
    assert size < LARGEST
    assert sum(widths) == pytest.approx(A4_WIDE)
    assert column_room(page([("Chuyển", 7)] * 90), A4_WIDE)[1] == 8.0


def test_letters_of_vietnamese_are_as_wide_as_their_letter_without_a_tone():
    tall, plain = (column_room(page([("x", 98), (word, 2)]), 300)[0][1] for word in ("ỆỄỂ", "EEE"))
    assert tall == plain


def tables():
    cube = small_cube()
    history = cchc.samples.staffing_history()
    moved = cchc.build(cchc.samples.staffing_observations(history), hierarchy=history.units)
    lineage = cchc.lineage(history.events, moved.hierarchy)
    return {
        "staffing": cchc.staffing(moved, lineage=lineage),
        "flows": cchc.staffing_flows(moved, lineage=lineage, periods=["2023"]),
        "years": cchc.staffing_years(moved, "province", "civil_servants", lineage=lineage),
        "progress": cchc.staffing_progress(moved, 2026, lineage=lineage),
        "procedures": cchc.procedures(cube, periods="2024-H1"),
    }


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_heading_of_a_word_table_is_broken(tmp_path, lang):
    for name, result in tables().items():
        path = tmp_path / f"{name}_{lang}.docx"
        result.to_word(path, lang=lang)
        xml = zipfile.ZipFile(path).read("word/document.xml").decode()
        widths = [int(each) / 20 for each in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]
        first = xml[xml.index("<w:tr>") : xml.index("</w:tr>")]
        titles = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", first)
        size = int((re.findall(r'<w:sz w:val="(\d+)"', first) or ["24"])[0]) / 2
        assert len(titles) == len(widths)
        for title, width in zip(titles, widths, strict=True):
            longest = max(map(len, title.split()))
            # A bold letter of the face is about half as wide as high.
            assert width - 6 >= 0.45 * size * longest, (name, title)
