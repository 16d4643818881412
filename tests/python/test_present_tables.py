"""Results as tables of texts: what a cell says, and which notes stand below."""

import pytest
from small_province import small_cube

import cchc
from cchc.cube import Figure
from cchc.present.displays import table_of
from cchc.present.tables import cube_table, figure_text
from cchc.present.words import COMPARABILITY_WORDS, HEADINGS, MARK_WORDS, STATE_WORDS

PERIOD = cchc.Period("2024-H1")


@pytest.fixture(scope="module")
def rolled():
    return cchc.roll_up(small_cube())


def figure(value=None, text="", state="missing", **more):
    return Figure("4.2.1", "tinh", PERIOD, value, text, state, **more)


def column(table, title):
    at = [each.title for each in table.columns].index(title)
    return [row[at] for row in table.rows]


@pytest.mark.parametrize(
    ("shown", "options", "vi", "en"),
    [
        (figure(1059.0, "1059", "reported"), {}, "1.059", "1,059"),
        (figure(0.0, "0", "reported"), {}, "0", "0"),
        (figure(), {}, "[thiếu]", "[missing]"),
        (figure(state="optional"), {}, "[nếu có]", "[optional]"),
        (figure(state="not_applicable"), {}, "[không áp dụng]", "[not applicable]"),
        (figure(state="unreadable"), {}, "[không đọc được]", "[unreadable]"),
        (figure(75.0, "75", "reported", expected=3, reported=2), {}, "75 (2/3)", "75 (2/3)"),
        (figure(75.0, "75", "reported", expected=3, reported=3), {}, "75", "75"),
        (
            figure(marks=("withheld",), so_far=1075.0, expected=3, reported=2),
            {}, "≥ 1.075 (2/3)", "≥ 1,075 (2/3)",
        ),
        (
            figure(marks=("withheld",), so_far=99.5, expected=3, reported=2),
            {"kind": "ratio", "percent": True}, "tạm 99,5 % (2/3)", "so far 99.5 % (2/3)",
        ),
        (figure(99.5, "99.5", "reported"), {"percent": True}, "99,5 %", "99.5 %"),
        (figure(expected=3, reported=0), {}, "[thiếu] (0/3)", "[missing] (0/3)"),
        (
            figure(8.0, "8", "reported", marks=("estimated",)),
            {}, "8 [ước tính]", "8 [estimated]",
        ),
        (
            figure(20.47244094488189, "20.47244094488189", "reported"), {}, "20,47", "20.47",
        ),
    ],
)  # fmt: skip
def test_a_cell_says_the_figure_or_why_there_is_none(shown, options, vi, en):
    assert figure_text(shown, lang="vi", **options) == vi
    assert figure_text(shown, lang="en", **options) == en


def test_answers_are_counted_and_an_answer_of_nobody_is_missing():
    counted = {"vi": {"Không": 0, "Có": 2}, "en": {"No": 0, "Yes": 2}}
    some = figure(expected=3, reported=2, answers=counted)
    none = figure(expected=3, reported=0, answers={"vi": {"Không": 0}, "en": {"No": 0}})
    assert figure_text(some, lang="vi") == "Không: 0 · Có: 2 (2/3)"
    assert figure_text(none, lang="vi") == "[thiếu] (0/3)"


@pytest.mark.parametrize("words", [STATE_WORDS, HEADINGS])
def test_both_languages_say_the_same_things(words):
    assert words["vi"].keys() == words["en"].keys()


def test_every_mark_and_comparability_has_a_vietnamese_word():
    from cchc.cube import MARKS

    assert set(MARK_WORDS["vi"]) == set(MARKS.values())
    assert set(COMPARABILITY_WORDS["vi"]) == {"comparable", "rebuilt", "break", "impossible"}


def test_a_cube_of_one_unit_is_titled_by_it_and_has_no_unit_column(rolled):
    table = cube_table(rolled.sel(unit="tinh"))
    assert table.title == "Tỉnh Thử: 2015, 2023-H1, 2024-H1"
    assert [each.title for each in table.columns] == [
        "Mã", "Chỉ tiêu", "2015", "2023-H1", "2024-H1",
    ]  # fmt: skip


def test_a_note_explains_a_lower_bound_where_there_is_one(rolled):
    bound = cube_table(rolled.sel(indicator="4.2.1", unit="tinh"), lang="en")
    assert column(bound, "2024-H1") == ["≥ 75 (2/3)"]
    assert bound.notes == [
        "≥, so far: from the units that reported (reported/expected); not yet a figure."
    ]
    assert cube_table(rolled.sel(indicator="3.3", unit="so-a")).notes == []


def test_a_long_table_says_how_many_rows_are_not_shown(rolled):
    table = cube_table(rolled, limit=10, lang="en")
    assert len(table.rows) == 10
    assert table.notes[-1] == "… 34 more rows"
    assert "… 34 dòng khác" in cube_table(rolled, limit=10).notes


def test_points_and_per_cent_are_never_mixed(rolled):
    changes = cchc.compare(rolled.sel(unit="tinh"), "2024-H1", "2023-H1")
    table = table_of(changes)
    rows = {row[0]: row for row in table.rows}
    titles = [each.title for each in table.columns]
    change, relative = titles.index("Tăng, giảm"), titles.index("Tỷ lệ")
    assert rows["3.3.1"][change] == "+4,26 điểm %"
    assert rows["3.3.1"][relative] == ""
    assert rows["3.3"][change] == "+15.281"
    assert rows["3.3"][relative] == "+1.528,1 %"
    assert rows["3.3.1"][titles.index("Kỳ này")] == "99,26 %"


def test_reasons_of_a_comparison_are_explained_once_below(rolled):
    table = table_of(cchc.compare(rolled, "2024-H1", "2023-H1"))
    codes = [note.split(":")[0] for note in table.notes]
    assert len(codes) == len(set(codes))
    used = {code for row in table.rows for code in row[-1].split()}
    assert set(codes) == used


def test_every_row_of_every_table_is_as_wide_as_its_heading(rolled):
    cube = small_cube()
    results = [
        cube,
        rolled,
        cchc.compare(rolled, "2024-H1", "2023-H1"),
        cchc.staffing(cube, period="2024-H1"),
        cchc.procedures(cube),
    ]
    for result in results:
        assert type(result).__repr__ is cchc.Cube.__repr__
        for lang in ("vi", "en"):
            table = table_of(result, lang=lang)
            assert {len(row) for row in table.rows} == {len(table.columns)}
            assert table.title
