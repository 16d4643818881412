"""Rows that the evidence leaves open are asked, and the answers are remembered."""

import json

import pytest
from office_files import ROWS, docx, filled, opening, paragraph, table

import cchc
from cchc.errors import InputError
from cchc.read import Review

TITLE = paragraph(opening()) + paragraph("Phụ lục I")
OPEN = ("", "Số người được giao trong năm của đơn vị", "Người", "40", "")


@pytest.fixture
def data():
    return docx(TITLE + table([*filled(ROWS[:4]), OPEN, *filled(ROWS[5:])]))


def values(report):
    return {row.code: row.value for row in report.observations if row.value is not None}


def test_an_open_row_is_a_question_with_candidates(data):
    report = cchc.read(data, file="f")
    assert "4.2.1" not in values(report)
    (question,) = report.questions
    assert (question.label, question.value) == (OPEN[1], "40")
    assert len(question.candidates) == 2
    assert question.scores[0] >= question.scores[1]
    assert question.place == "f: table 1 row 6"


def test_an_answer_is_used_and_kept(data, tmp_path):
    path = tmp_path / "ra-soat.json"
    review = Review.load(path)
    (question,) = cchc.read(data, file="f", review=review).questions
    review.answer(question, "4.2.1")
    review.save(path)
    report = cchc.read(data, file="f", review=path)
    assert values(report)["4.2.1"] == 40
    assert report.questions == ()
    assert json.loads(path.read_text(encoding="utf-8"))["answers"][0]["row"] == "4.2.1"


def test_the_answer_none_of_them_drops_the_row(data):
    review = Review()
    (question,) = cchc.read(data, file="f").questions
    review.answer(question, None)
    report = cchc.read(data, file="f", review=review)
    assert "4.2.1" not in values(report)
    assert report.questions == ()
    assert OPEN[1] not in "".join(issue.raw for issue in report.issues)


def test_an_answer_holds_for_the_row_without_its_tones_and_spaces(data):
    review = Review()
    (question,) = cchc.read(data, file="f").questions
    review.answer(question, "4.2.1")
    other = ("", "So nguoi được giaotrong năm của đơn vị", "Người", "41", "")
    again = docx(TITLE + table([*filled(ROWS[:4]), other, *filled(ROWS[5:])]))
    assert values(cchc.read(again, file="g", review=review))["4.2.1"] == 41


def test_a_review_file_that_is_not_there_has_no_answers(tmp_path):
    assert Review.load(tmp_path / "none.json").answers == ()


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"cchc_review": 2, "answers": []}',
        '{"cchc_review": 1}',
        '{"cchc_review": 1, "answers": [{"form": "PL1"}]}',
        '{"cchc_review": 1, "cchc_review": 1, "answers": []}',
    ],
)
def test_another_file_is_refused_as_review(text, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        Review.load(path)


def test_a_path_that_no_system_takes_is_an_input_error():
    for path in ("a" * 5000, "a\0b"):
        with pytest.raises(cchc.InputError, match="CCHC-E1308"):
            cchc.read("x", review=path)
