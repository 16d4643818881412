"""Explanations walk from a figure down to file, place and raw text."""

import json

import pytest
from small_province import small_cube

import cchc


@pytest.fixture(scope="module")
def rolled():
    return cchc.roll_up(small_cube())


@pytest.fixture(scope="module")
def changes(rolled):
    return cchc.compare(rolled, ["2023-H1", "2024-H1"], baseline="same_period_last_year")


def test_a_reported_figure_names_file_place_raw_text_window_and_rule(rolled):
    text = cchc.explain(rolled, "3.3", "so-a", "2024-H1").to_text()
    assert "3.3 | Sở A | 2024-H1 = 16.181" in text
    for part in ("tệp thu.txt:dòng 18", "in là '16.181'", "2023-12-16..2024-06-06", "by hand",
                 "SỐ LIỆU GIẢ LẬP"):  # fmt: skip
        assert part in text


def test_a_total_shows_its_parts_and_they_add_up(rolled):
    tree = cchc.explain(rolled, "3.3", "tinh", "2024-H1").tree
    assert tree["coverage"] == "3/3"
    assert sum(int(part["figure"]) for part in tree["parts"]) == int(tree["figure"]) == 16281


def test_a_rate_shows_its_numerator_and_denominator(rolled):
    text = cchc.explain(rolled, "3.3.1", "tinh", "2024-H1").to_text()
    assert "99,26 %" in text.splitlines()[0]
    assert "100 x 16161 / 16281" in text


def test_a_missing_figure_lists_who_is_needed(rolled):
    told = cchc.explain(rolled, "4.2.1", "tinh", "2024-H1")
    assert told.tree["absentees"] == ["Sở C <b>&"]
    assert "[thiếu; đã có: 75] (2/3 đơn vị) [chưa đủ số liệu]" in told.to_text(lang="vi")
    assert "[missing; so far: 75] (2/3 units) [withheld]" in told.to_text(lang="en")


def test_a_blank_row_is_said_to_be_blank(rolled):
    told = cchc.explain(rolled, "4.2.1", "so-c", "2024-H1")
    assert "thu.txt:dòng 9; để trống" in told.to_text()
    assert "thu.txt:line 9; left blank" in told.to_text(lang="en")


@pytest.mark.parametrize(
    ("indicator", "unit", "vi", "en"),
    [
        ("3.3", "tinh", "= +15.281 (+1.528,1 %)", "= +15,281 (+1,528.1 %)"),
        ("3.3.1", "tinh", "= +4,26 điểm %", "= +4.26 points"),
        ("4.2.1", "so-a", "= -1 (-2,17 %)", "= -1 (-2.17 %)"),
        ("3.3", "so-c", "= 0 ", "= 0 "),
        ("4.2.1", "tinh", "= [không so được]", "= [impossible]"),
    ],
)
def test_a_change_is_signed_and_in_the_reader_s_language(changes, indicator, unit, vi, en):
    told = cchc.explain(changes, indicator, unit, "2024-H1")
    assert vi in told.to_text().splitlines()[0]
    assert en in told.to_text(lang="en").splitlines()[0]


def test_a_change_leads_to_both_its_figures(changes):
    told = cchc.explain(changes, "3.3", "tinh", "2024-H1").to_text()
    assert "  kỳ này: 3.3 | Tỉnh Thử | 2024-H1 = 16.281" in told
    assert "  kỳ gốc: 3.3 | Tỉnh Thử | 2023-H1 = 1.000" in told


def test_the_period_of_a_change_may_be_said_in_words(changes):
    by_words = cchc.explain(changes, "3.3", "tinh", "6 tháng đầu năm 2024")
    assert by_words.tree == cchc.explain(changes, "3.3", "tinh", "2024-H1").tree
    assert cchc.explain(changes, "3.3", "tinh").tree["period"] == "2023-H1"


def test_the_last_period_of_a_cube_is_explained_when_none_is_given(rolled):
    assert cchc.explain(rolled, "3.3", "tinh").tree["period"] == "2024-H1"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("9.9", "tinh", "2024-H1"), "CCHC-E0910"),
        (("3.3", "so-z", "2024-H1"), "CCHC-E0902"),
        (("3.3", "tinh", "2031"), "CCHC-E0904"),
    ],
)
def test_refuses_what_the_cube_does_not_hold(rolled, arguments, code):
    with pytest.raises(cchc.SelectionError, match=code):
        cchc.explain(rolled, *arguments)


def test_refuses_a_period_that_was_not_compared(changes):
    with pytest.raises(cchc.SelectionError, match="known: 2023-H1, 2024-H1") as caught:
        cchc.explain(changes, "3.3", "tinh", "2031")
    assert "các giá trị có: 2023-H1, 2024-H1" in caught.value.message_vi


def test_json_is_the_tree_in_unicode(rolled):
    told = cchc.explain(rolled, "4.2.1", "tinh", "2024-H1")
    assert json.loads(told.to_json()) == told.tree
    assert "Tỉnh Thử" in told.to_json()


def test_an_explanation_shows_itself_in_the_language_asked_for(rolled):
    told = cchc.explain(rolled, "4.2.1", "tinh", "2024-H1", lang="en")
    assert repr(told) == told.to_text(lang="en")
    assert told._repr_html_() == told.to_html(lang="en")
    assert "no figure from" in repr(told)


def test_a_figure_without_text_is_not_called_blank() -> None:
    rows = [{"indicator": "4.2.1", "unit": "a", "period": "2024-H1", "value": 40}]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])
    told = cchc.explain(cube, "4.2.1", "a", "2024-H1", lang="en").to_text()
    assert "blank" not in told
    assert "file" not in told
