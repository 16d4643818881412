"""The real six-month report reads as it was transcribed by hand."""

import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from real_report import REPORT, needs_report, transcription

from cchc.read.text import read_text

pytestmark = needs_report

STATES = {
    "header": None,
    "value": "reported",
    "zero": "reported",
    "missing": "missing",
    "missing_optional": "optional",
    "not_applicable": "not_applicable",
}


@pytest.fixture(scope="module")
def report():
    return read_text(REPORT)


def observed(report):
    return [
        (row.form, row.code, row.state, row.value, row.second_value, row.raw, row.note)
        for row in report.observations
    ]


def exact(text):
    return Decimal(text) if text else None


def test_all_rows_stand_in_printed_order(report):
    assert [(row.form, row.code) for row in report.rows] == [
        (row["form"], row["canonical_code"]) for row in transcription()
    ]
    assert len(report.rows) == 80


def test_every_value_pair_raw_text_unit_and_note_is_as_transcribed(report):
    for row, expected in zip(report.rows, transcription(), strict=True):
        assert (
            row.state,
            row.value,
            row.second_value,
            row.raw,
            row.note,
            row.row.unit_of_measure,
            row.unit_printed,
            row.place.first_line,
        ) == (
            STATES[expected["missing_status"]],
            exact(expected["parsed_value"]),
            exact(expected["parsed_denominator"]),
            expected["value_printed"],
            expected["note_printed"],
            expected["unit_canonical"],
            expected["unit_printed"],
            int(expected["seed_line"]),
        ), expected["canonical_code"]


def test_counts_of_states_are_those_of_the_transcription(report):
    states = Counter(row.state for row in report.observations)
    zeros = sum(row.value == 0 for row in report.observations)
    assert len(report.observations) == 63
    assert states == {"reported": 54, "missing": 5, "optional": 2, "not_applicable": 2}
    assert zeros == 27


def test_the_labels_are_those_of_the_report(report):
    for row, expected in zip(report.rows, transcription(), strict=True):
        assert row.label_printed.split() == expected["label_vi"].split()


def test_the_note_of_the_second_form_holds_both_parts_of_the_rate(report):
    assert report.observations[-1].note_pair == (127, 127)


def test_a_cell_cut_by_a_page_break_keeps_its_place_on_both_pages(report):
    row = next(row for row in report.observations if row.row.form_code == "6.3")
    assert (row.place.first_line, row.place.last_line) == (941, 956)


def test_the_only_issues_are_the_malformed_code_and_the_gap(report):
    assert [(found.code, found.line, found.raw) for found in report.issues] == [
        ("CCHC-I1307", 565, "1.2.3."),
        ("CCHC-I1306", 764, "4.3. 4"),
    ]


def test_header_tells_agency_period_and_data_window(report):
    header = report.header
    assert (header.agency, header.province, header.unit_type) == (
        "Sở Công Thương",
        "Hà Nam",
        "department",
    )
    assert header.period_text == header.title_period == "6 tháng đầu năm 2024"
    assert header.window == (date(2023, 12, 16), date(2024, 6, 6))


def test_tables_keep_title_and_stated_periods(report):
    first, second = report.tables
    assert first.title.endswith("6 THÁNG ĐẦU NĂM 2024")
    assert first.stated_periods == "Sử dụng trong kỳ báo cáo hàng quý, năm 2024"
    assert second.stated_periods == "Sử dụng trong kỳ báo cáo hàng quý, 9 tháng, năm"
    assert (first.place.first_line, second.place.first_line) == (526, 993)


def figures(report):
    return {
        (fact.section, fact.kind): {f.name: f.value for f in fact.figures} for fact in report.facts
    }


def test_every_figure_of_the_running_text_is_told(report):
    share = Decimal("20.5")
    assert figures(report) == {
        ("I.1", "plan_issued"): {"plans": 1},
        ("I.3", "inspection_plan_issued"): {"plans": 1},
        ("I.4", "news_items"): {"items": 20},
        ("II.1", "documents_advised"): {"normative": 1, "other_numbered": 5, "without_number": 1},
        ("II.1", "documents_proposed_for_repeal"): {"documents": 2},
        ("II.2", "procedures_reviewed_rounds"): {"rounds": 4},
        ("II.2", "procedure_decisions_published"): {"decisions": 4},
        ("II.2", "procedures_new"): {"procedures": 7},
        ("II.2", "procedures_amended"): {"procedures": 3},
        ("II.2", "procedures_abolished"): {"procedures": 0},
        ("II.2", "petitions_received"): {"petitions": 1},
        ("II.2", "case_files"): {"received": 16183, "resolved": 16181, "pending": 2, "late": 0},
        ("II.3", "quota_total"): {"total": 55, "civil_servants": 40, "public_service": 15},
        ("II.3", "contract_positions"): {"positions": 3},
        ("II.3", "approved_positions"): {"positions": 11},
        ("II.5", "service_units"): {"units": 2},
        ("II.6", "staff_using_computers"): {"share": 100},
        ("III.3", "procedures_total"): {"procedures": 127},
        ("III.3", "procedures_online_full"): {"procedures": 26, "share": share},
        ("III.3", "procedures_online_partial"): {"procedures": 101, "share": Decimal("79.5")},
    }


def test_facts_say_where_they_stand_and_which_documents_they_count(report):
    by_kind = {fact.kind: fact for fact in report.facts}
    assert by_kind["plan_issued"].documents == ("1995/KH-SCT",)
    assert by_kind["procedure_decisions_published"].documents == (
        "114/QĐ-UBND",
        "523/QĐ-UBND",
        "557/QĐ-UBND",
        "725/QĐ-UBND",
    )
    assert by_kind["documents_advised"].documents[0] == "05/2024/QĐ-UBND"
    case_files = by_kind["case_files"]
    assert (case_files.first_line, case_files.last_line) == (255, 263)
    assert case_files.window == (date(2023, 12, 16), date(2024, 6, 6))


def test_facts_name_the_rows_they_can_be_held_against(report):
    rows = {(f.kind, g.name): g.rows for f in report.facts for g in f.figures}
    assert rows["quota_total", "civil_servants"] == ("4.2.1",)
    assert rows["case_files", "resolved"] == ("3.3",)
    assert rows["documents_advised", "normative"] == ("2.1",)
    assert rows["news_items", "items"] == ()


def test_documents_of_the_agency_come_with_number_date_and_year_of_title(report):
    issued = {
        (found.designation, found.date, found.title_year)
        for found in report.documents
        if found.role == "issued" and found.kind == "plan"
    }
    assert len(issued) == 12
    assert ("13/KH-SCT", date(2024, 2, 6), 2023) in issued
    assert ("09/KH-SCT", date(2024, 3, 6), 2024) in issued
    assert ("1580/KH-SCT", date(2023, 12, 20), 2024) in issued
    assert ("1961/KH-SCT", date(2023, 12, 26), 2024) in issued


def test_documents_advised_and_proposed_for_repeal_are_told_apart(report):
    roles = {found.designation: found for found in report.documents}
    assert roles["05/2024/QĐ-UBND"].role == "advised"
    assert roles["05/2024/QĐ-UBND"].normative
    assert roles["06/2022/QĐ-UBND"].role == "cited"
    assert roles["06/2022/QĐ-UBND"].date == date(2022, 4, 15)
    assert roles["10/2010/QĐ-UBND"].role == roles["09/2019/QĐ-UBND"].role == "repealed"
    assert roles["123/2014/NĐ-CP"].role == "cited"
    assert not roles["98/QĐ-UBND"].normative


def test_composition_and_line_ends_change_nothing(report):
    text = REPORT.read_text(encoding="utf-8")
    changed = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    other = read_text(changed.encode())
    assert observed(other) == observed(report)
    assert figures(other) == figures(report)
    assert [found.line for found in other.issues] == [found.line for found in report.issues]


def test_headers_at_every_twenty_lines_change_nothing(report):
    lines = REPORT.read_text(encoding="utf-8").split("\n")
    header = lines[618:628]
    for offset in range(20):
        table = lines[542:992]
        for index in range(offset, 450, 20)[::-1]:
            table[index:index] = header
        other = read_text("\n".join([*lines[:542], *table, *lines[992:]]))
        assert observed(other) == observed(report), offset


def test_rows_wrapped_at_any_width_change_nothing(report):
    lines = REPORT.read_text(encoding="utf-8").split("\n")
    printed = [" ".join(_row_words(lines, row)) for row in report.rows]
    titles = ["Phụ lục I", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024", *lines[532:542]]
    for width in range(20, 201, 9):
        body = [part for row in printed[:-1] for part in _wrap(row, width)]
        second = [*lines[992:1012], *_wrap(printed[-1], width)]
        other = read_text("\n".join([*lines[:525], *titles, *body, *second]))
        assert observed(other) == observed(report), width


def _row_words(lines, row):
    cells = (row.code_printed, row.label_printed, row.unit_printed, row.raw, row.note)
    return [word for cell in cells for word in cell.split()]


def _wrap(text, width):
    parts = re.findall(rf"\S(?:.{{0,{width - 1}}})(?:\s|$)", text + " ")
    assert "".join(parts).split() == text.split()
    return parts
