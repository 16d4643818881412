"""Labels whose words change the meaning are asked; damaged ones that mean the same are not."""

import random

import pytest
from office_files import ROWS, docx, opening, paragraph, table

import cchc
from cchc._testing.diseases import _joined, _typo, without_tones
from cchc.read.forms import shipped_forms
from cchc.read.label_meaning import lacking_meaning, other_meaning

LABELS = [row.label for form in shipped_forms() for row in form.rows]
DONE = "Số nhiệm vụ đã hoàn thành"
POSTED = "Số lãnh đạo cấp sở, ngành được bổ nhiệm"


@pytest.mark.parametrize(
    ("printed", "label", "word"),
    [
        ("Số nhiệm vụ chưa hoàn thành", DONE, "chưa"),
        ("So nhiem vu chua hoan thanh", DONE, "chưa"),
        ("Số nhiệm vụchưa hoàn thành", DONE, "chưa"),
        ("SỐ NHIỆM VỤ CHƯA HOÀN THÀNH", DONE, "chưa"),
        ("Số nhiệm vụ không hoàn thành", DONE, "không"),
        (f"{DONE} trễ hạn", f"{DONE} đúng hạn", "trễ hạn"),
        (f"{DONE} quá hạn", DONE, "quá hạn"),
        (f"{DONE} năm 2023", DONE, "2023"),
        (f"{DONE} đến 31/12/2023", DONE, "2023"),
        ("Tỷ lệ nhiệm vụ đã hoàn thành", DONE, "tỷ lệ"),
        ("Số hồ sơ giải quyết đúng hẹn", "Tỷ lệ hồ sơ giải quyết đúng hẹn", "Số"),
        (f"{DONE} (nghìn)", DONE, "nghìn"),
        (f"{DONE} kỳ trước", DONE, "kỳ trước"),
        ("tự chủ 70% chi thường xuyên", "tự chủ 100% chi thường xuyên", "70%"),
        ("cắt giảm so với năm 2021", "cắt giảm so với năm 2015", "2021"),
        ("cắt giảm so với năm 2024", "cắt giảm so với năm 2015", "2024"),
        ("cắt giảm so với đầu năm 2024", "cắt giảm so với năm 2015", "2024"),
        ("cắt giảm so với đầu nhiệm kỳ", "cắt giảm so với năm 2015", "so với"),
        (f"{POSTED} lại", f"{POSTED} mới", "bổ nhiệm lại"),
        (f"{POSTED.upper()} LẠI", f"{POSTED} mới", "bổ nhiệm lại"),
        (without_tones(f"{POSTED} lại"), f"{POSTED} mới", "bổ nhiệm lại"),
        ("Số lãnh đạo cấp sở được tái bổ nhiệm", f"{POSTED} mới", "tái"),
        ("Số lãnh đạo cấp sở được miễn nhiệm", f"{POSTED} mới", "miễn nhiệm"),
        ("Số lượt khảo sát lại", "Số lượng phiếu khảo sát", "lại"),
        ("Số biên chế phải tinh giản", "Số biên chế đã tinh giản", "phải"),
        ("So bien che phai tinh gian", "Số biên chế đã tinh giản", "phải"),
        ("Số biên chế cần tinh giản", "Số biên chế đã tinh giản", "cần tinh giản"),
        ("Số biên chế sẽ tinh giản", "Số biên chế đã tinh giản", "sẽ"),
        ("Số biên chế đang tinh giản", "Số biên chế đã tinh giản", "đang"),
        ("Số biên chế đề nghị tinh giản", "Số biên chế đã tinh giản", "đề nghị"),
    ],
)
def test_a_word_that_changes_the_meaning_is_named(printed, label, word):
    assert other_meaning(printed, label, 2024) == word


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        (f"{DONE} nhưng trễ hạn", f"{DONE} nhưng quá hạn"),
        ("giải quyết đúng hạn", "giải quyết đúng hẹn"),
        (f"{DONE} năm 2024", DONE),
        (f"{DONE} (Nghị định 111/2022/NĐ-CP)", DONE),
        ("Số phòng đã sửa chữa", "Số phòng đã sửa chữa xong"),
        ("Tỉ lệ hồ sơ", "Tỷ lệ hồ sơ"),
        ("cắt giảm năm 2024 so với năm 2015", "cắt giảm so với năm 2015"),
        ("cắt giảm so với 2015", "cắt giảm so với năm 2015"),
        ("đề nghị xử lý sau rà soát", "kiến nghị xử lý sau rà soát"),
        (f"{POSTED} mới, kết hợp hai hình thức", f"{POSTED} mới"),
        ("tự chủ 100 % chi", "tự chủ 100% chi"),
    ],
)
def test_what_means_the_same_is_let_through(printed, label):
    assert other_meaning(printed, label, 2024) == ""


@pytest.mark.parametrize("label", LABELS)
def test_no_label_of_the_forms_changes_its_own_meaning(label):
    for printed in (label, label.upper(), without_tones(label), label.replace(" ", "")):
        assert other_meaning(printed, label, None) == ""
        assert lacking_meaning(printed, label) == ""


@pytest.mark.parametrize(
    ("printed", "label", "word"),
    [
        (DONE, f"{DONE} đúng hạn", "đúng hạn"),
        (f"{DONE} quá hạn", f"{DONE} đúng hạn", "đúng hạn"),
        (DONE, "Số nhiệm vụ chưa hoàn thành", "chưa"),
        (f"{DONE} dúng hẹn", f"{DONE} đúng hạn", ""),
        (f"{DONE} đung hạn", f"{DONE} đúng hạn", ""),
        (f"{DONE} trễ hạn", f"{DONE} quá hạn", ""),
        ("Số nhiệm vụ", DONE, ""),
    ],
)
def test_a_word_that_makes_the_indicator_may_be_misspelled_but_not_lack(printed, label, word):
    assert lacking_meaning(printed, label) == word


def test_typing_errors_hardly_ever_make_such_a_word():
    draws = random.Random(11)
    asked = 0
    for label in LABELS:
        for _ in range(40):
            printed = _typo(_typo(label, draws), draws)
            printed = _joined(printed, draws) if draws.random() < 0.5 else printed
            asked += bool(other_meaning(printed, label, None) or lacking_meaning(printed, label))
    assert asked <= len(LABELS) * 40 // 500


def read(label, code="1.1.2."):
    rows = [(code, label, *row[2:]) if row == ROWS[1] else row for row in ROWS]
    body = table([(*row, "") for row in rows])
    return cchc.read(docx(paragraph(opening()) + paragraph("Phụ lục I") + body), file="f.docx")


@pytest.mark.parametrize("label", ["Số nhiệm vụ chưa hoàn thành", f"{DONE} năm 2023"])
def test_a_row_of_another_meaning_is_a_question_with_its_candidates(label):
    report = read(label)
    assert "1.1.2" not in {row.code for row in report.observations}
    told = [issue for issue in report.issues if issue.code == "CCHC-I1342"]
    assert len(told) == 1
    assert "table 1 row 3" in told[0].place
    assert report.questions[0].candidates[0] == "1.1.2"


def test_an_answer_settles_it():
    from cchc.read import Review

    review = Review()
    report = read("Số nhiệm vụ chưa hoàn thành")
    review.answer(report.questions[0], "1.1.2")
    rows = [
        (*row[:1], "Số nhiệm vụ chưa hoàn thành", *row[2:]) if row == ROWS[1] else row
        for row in ROWS
    ]
    body = table([(*row, "") for row in rows])
    data = docx(paragraph(opening()) + paragraph("Phụ lục I") + body)
    again = cchc.read(data, file="f.docx", review=review)
    assert {row.code: row.value for row in again.observations}["1.1.2"] == 19


def rows_of(*replaced):
    """The sample's rows with further ones behind the first three."""
    body = table([(*row, "") for row in (*ROWS[:3], *replaced, *ROWS[3:])])
    return cchc.read(docx(paragraph(opening()) + paragraph("Phụ lục I") + body), file="f.docx")


@pytest.mark.parametrize(
    ("row", "code", "kind"),
    [
        (("1.3.2.", DONE, "Nhiệm vụ", "45"), "1.3.2", "CCHC-I1347"),
        (("1.3.3.", DONE, "Nhiệm vụ", "45"), "1.3.3", "CCHC-I1347"),
        (("1.3.2", f"{DONE} ", "Nhiệm vụ", "45"), "1.3.2", "CCHC-I1347"),
    ],
)
def test_a_row_whose_label_another_row_has_taken_is_asked_about_the_one_its_code_names(
    row, code, kind
):
    report = rows_of(row)
    assert {each.code: each.value for each in report.observations}["1.1.2"] == 19
    assert code not in {each.code for each in report.observations if each.value is not None}
    told = [issue.code for issue in report.issues if issue.raw.endswith("45")]
    assert told == [kind]
    assert report.questions[0].candidates[0] == code


def test_so_it_is_when_the_row_without_the_word_comes_first():
    rows = [("1.3.2.", DONE, "Nhiệm vụ", "45"), *ROWS]
    body = table([(*row, "") for row in rows])
    data = docx(paragraph(opening()) + paragraph("Phụ lục I") + body)
    report = cchc.read(data, file="f.docx")
    assert {each.code: each.value for each in report.observations}["1.1.2"] == 19
    assert [issue.code for issue in report.issues if issue.raw.endswith("45")] == ["CCHC-I1347"]


def test_a_row_that_is_there_twice_is_still_said_to_be():
    report = rows_of(("1.1.2.", DONE, "Nhiệm vụ", "45"))
    assert [issue.code for issue in report.issues if issue.raw.endswith("45")] == ["CCHC-I1312"]


@pytest.mark.parametrize(
    ("second", "figure"),
    [("mặt", 47), ("mặt năm 2019", None), ("mặt bình quân năm trước", None), ("Ghi chú thêm", 47)],
)
def test_words_below_the_rest_of_a_label_are_read_with_it(second, figure):
    lines = (
        "UBND TỈNH HÀ NAM;;;",
        "SỞ Y TẾ;;;",
        "PHỤ LỤC I;;;",
        "KẾT QUẢ CCHC 6 THÁNG ĐẦU NĂM 2024;;;",
        "STT;Chỉ tiêu;Đơn vị tính;Kết quả",
        "4.3.1.;Tổng số người làm việc được giao;Người;50",
        "4.3.2.;Tổng số người làm việc có;Người;47",
        f";{second};;",
        "4.3.3.;Số người đã tinh giản trong kỳ báo cáo;Người;3",
    )
    report = cchc.read("\n".join(lines).encode(), file="f.csv")
    found = {row.code: row.value for row in report.observations if row.value is not None}
    assert found.get("4.3.2") == figure
    assert (found["4.3.1"], found["4.3.3"]) == (50, 3)
