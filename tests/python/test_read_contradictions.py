"""A report that says two periods, or figures of other days than its period, is asked about."""

from datetime import date

import pytest
from form_printing import Layout, PrintedCells, printed_report

from cchc.read.contradictions import periods_differ, window_differs
from cchc.read.forms import shipped_forms
from cchc.read.issue import issue_code
from cchc.read.text import read_text

FORMS = shipped_forms()
HALF = "6 tháng đầu năm 2024"


def printed(opening="", title_period="6 THÁNG ĐẦU NĂM 2024"):
    cells = {form.form: [PrintedCells() for _ in form.rows] for form in FORMS}
    text = printed_report(FORMS, cells, Layout(blank_between=False))
    before, _, tables = text.partition("\n\n")
    return f"{before}\n{opening}\n\n{tables.replace('6 THÁNG ĐẦU NĂM 2024', title_period)}"


def asked(report):
    wanted = {issue_code("window_differs"), issue_code("periods_differ")}
    return [found for found in report.issues if found.code in wanted]


@pytest.mark.parametrize(
    "window",
    ["từ 16/12/2023 đến 06/6/2024", "từ 01/01/2024 đến 30/6/2024", "từ 01/5/2024 đến 29/7/2024"],
)
def test_a_window_near_the_one_of_the_period_is_taken(window):
    assert asked(read_text(printed(f"Số liệu {window}."))) == []


@pytest.mark.parametrize(
    ("window", "raw"),
    [
        ("từ 15/6/2024 đến 14/9/2024", "15/06/2024 - 14/09/2024"),
        ("từ 16/12/2022 đến 06/6/2023", "16/12/2022 - 06/06/2023"),
        ("từ 30/10/2023 đến 06/6/2024", "30/10/2023 - 06/06/2024"),
        ("từ 01/5/2024 đến 30/7/2024", "01/05/2024 - 30/07/2024"),
    ],
)
def test_a_window_that_is_not_the_one_of_the_period_is_asked_about(window, raw):
    (found,) = asked(read_text(printed(f"Số liệu {window}.")))
    assert (found.code, found.line, found.raw) == (issue_code("window_differs"), 3, raw)
    assert HALF in found.message_en
    assert "15/12/2023" in found.message_vi
    assert "14/06/2024" in found.message_vi


def test_nothing_is_said_of_a_window_without_a_period():
    window = (date(2024, 1, 1), date(2024, 6, 30))
    assert window_differs(window, 1, "", "x") == []
    assert window_differs(None, None, HALF, "x") == []


def test_two_headings_of_different_periods_are_asked_about_once():
    (found,) = asked(read_text(printed(title_period="QUÝ III NĂM 2024")))
    assert found.code == issue_code("periods_differ")
    for part in (HALF, "quý III năm 2024"):
        assert part in found.message_vi
        assert part in found.message_en


def test_one_period_spelled_in_two_ways_is_one_period():
    assert periods_differ(["quý I/2024", "quý I năm 2024", ""], "x") == []
    assert len(periods_differ(["quý I/2024", "quý I/2025"], "x")) == 1
