"""Where a value ends and its note begins: nothing of a figure is cut off in silence."""

import pytest

from cchc.read.forms import shipped_forms
from cchc.read.grammar import match_rows
from cchc.read.issue import issue_code
from cchc.read.rows import Place, TableRow
from cchc.read.wrapped_value import split_value

PL1, BM3 = shipped_forms()
BESIDE = {issue_code("table_cut"), issue_code("row_absent"), issue_code("code_gap")}


def split(form_code, text):
    row = next(row for row in PL1.rows if row.form_code == form_code)
    return split_value([text.split()], row)


def read(form_code, text):
    """The matched row, and the codes of what was asked about it."""
    row = next(row for row in PL1.rows if row.form_code == form_code)
    cells = split(form_code, text)
    printed = TableRow(
        row.code_printed,
        row.label,
        row.unit_printed,
        cells.value,
        cells.note,
        Place("report.txt", 7, 7),
        cells.doubt,
    )
    reading = match_rows([printed], PL1, file="report.txt", unit_type=None)
    return reading.rows[0], [found.code for found in reading.issues if found.code not in BESIDE]


@pytest.mark.parametrize(
    "text",
    ["3 9", "1 23", "40 41", "40 + 5", "40 +5 người", "39 ; 40", "39; 40", "40 : 2", "5 – 7 người"],
)
def test_a_figure_that_goes_on_is_asked_about_and_shown_whole(text):
    row, asked = read("4.2.1", text)
    assert (row.state, row.value) == ("unreadable", None)
    assert asked == [issue_code("value_ambiguous")]
    assert text.startswith(row.raw)
    assert " ".join([row.raw, row.note]).strip() == text


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("40", "02 hồ sơ đang giải quyết"),
        ("40", "16.183 TTHC đã giải quyết"),
        ("40", "5% so với năm 2023"),
        ("40", "- Đang thực hiện"),
        ("40", "-Đang thực hiện 2 việc"),
        ("40", "(2 người)"),
        ("40", "02 (hai) người"),
        ("40", "01-KH/TU ngày 05/01/2024"),
        ("40", "..."),
        ("16 183", ""),
    ],
)
def test_a_note_that_begins_with_a_word_or_a_number_and_a_word_is_a_note(value, note):
    row, asked = read("4.2.1", f"{value} {note}".strip())
    assert (row.state, row.raw, row.note) == ("reported", value, note)
    assert asked == []


def test_the_note_that_holds_a_pair_may_be_figures_alone():
    assert split_value([["100", "127/127"]], BM3.rows[0]).note == "127/127"
    assert split("4.2.1", "100 127/127").note == ""


@pytest.mark.parametrize("note", ["", "02 hồ sơ đang giải quyết"])
@pytest.mark.parametrize("value", ["16 181/16 183", "16 181 / 16 183", "16.181/16 183"])
def test_a_pair_grouped_with_blanks_is_one_pair(value, note):
    row, asked = read("3.3", f"{value} {note}".strip())
    assert (row.value, row.second_value) == (16181, 16183)
    assert (row.raw, row.note, asked) == (value, note, [])


def test_a_second_figure_that_may_go_on_into_the_note_is_asked_about():
    assert split("3.3", "12/16 183 hồ sơ").doubt == ("12/16", "12/16 183")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("16.181/ 02 hồ sơ đang giải quyết", "02 hồ sơ đang giải quyết"),
        ("16.181 / 02 hồ sơ đang giải quyết", "02 hồ sơ đang giải quyết"),
        ("16.181/", ""),
        ("16.181 / hồ sơ", "hồ sơ"),
        ("16.181", ""),
        ("16.181 trên 16.183", "trên 16.183"),
    ],
)
def test_a_pair_without_its_second_figure_keeps_the_first_and_asks(text, note):
    row, asked = read("3.3", text)
    assert (row.state, row.value, row.second_value, row.note) == ("reported", 16181, None, note)
    assert asked == [issue_code("pair_incomplete")]


@pytest.mark.parametrize("text", ["16.181 16.183", "16.181 - 16.183"])
def test_two_figures_without_a_slash_are_not_taken_for_one(text):
    row, asked = read("3.3", text)
    assert (row.state, row.raw) == ("unreadable", text)
    assert asked == [issue_code("value_ambiguous")]


def test_more_resolved_than_received_is_asked_about():
    row, asked = read("3.3", "16.183 /16.181")
    assert (row.value, row.second_value) == (16183, 16181)
    assert asked == [issue_code("pair_reversed")]
    assert read("3.3", "16.183/16.183")[1] == []
