"""Validation in Python: findings, coverage, repairs, tables, and the golden cases."""

import json
from pathlib import Path

import pytest
from small_province import ROWS, UNITS

import cchc
from cchc.check import Checked
from cchc.present.check_table import check_table
from cchc.present.findings_table import findings_table
from cchc.present.words import SEVERITY_WORDS, VERDICT_WORDS
from cchc.validate import VERDICTS, Edit

FOLDER = Path(__file__).parents[1] / "data" / "validate"
CASES = sorted(path.parent for path in FOLDER.glob("*/expected.json"))


def rule(left, operator, right, **more):
    return {
        "id": "R",
        "title_vi": "Quy tắc",
        "title_en": "Rule",
        "severity": "error",
        "left": left,
        "operator": operator,
        "right": right,
        "question_vi": "{unit}, {period}: {left} và {right}?",
        "question_en": "{unit}, {period}: {left} and {right}?",
    } | more


def province():
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": value, "raw": raw}
        for code, unit, period, value, raw in ROWS
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


@pytest.fixture(scope="module")
def cube():
    return province()


@pytest.fixture(scope="module")
def findings(cube):
    # Files received cover those resolved; the cut is one that whole quotas give.
    return cchc.validate(
        cube,
        [
            rule("[3.3]", ">=", "[3.3.received]", id="F01", periods=["half"]),
            rule("[4.2.5]", "feasible_rate", "[4.2.1]", id="F02", severity="warning"),
        ],
    )


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_golden_case(folder):
    case = load(folder / "cube.json")
    cube = cchc.build(cchc.from_rows(case["observations"]), hierarchy=case["units"])
    findings = cchc.validate(cube, folder / "rules.json")
    expected = load(folder / "expected.json")["verdicts"]
    assert len(findings.verdicts) == len(expected)
    for entry in expected:
        found = findings.evidence(entry["rule"], entry["unit"], entry["period"])
        says = {
            "verdict": found.verdict,
            "left": found.left,
            "right": found.right,
            "missing": list(found.missing),
            "expected_vi": found.expected_vi,
            "question_vi": found.question_vi,
            "message_en": found.message_en,
        }
        asked = {key: value for key, value in entry.items() if key in says}
        assert {key: says[key] for key in asked} == asked, entry


def test_there_are_golden_cases():
    assert len(CASES) >= 3


def test_a_finding_has_cells_sides_and_questions(findings):
    finding = next(iter(findings))
    assert (finding.rule.id, finding.unit, str(finding.period)) == ("F01", "so-a", "2024-H1")
    assert [cell.printed for cell in finding.cells] == ["16.181", "16.183"]
    assert finding.difference == "-2"
    assert finding.expected_vi == "ít nhất 16.183"
    assert finding.question_vi == "Sở A, 6 tháng đầu năm 2024: 16.181 và 16.183?"
    assert finding.question_en == "Sở A, first half of 2024: 16,181 and 16,183?"


def test_findings_count_what_iterating_gives(findings):
    listed = list(findings)
    assert len(findings) == len(listed) == findings.counts()["fails"]
    assert {finding.verdict for finding in listed} == {"fails"}


def test_every_report_has_one_verdict_for_each_rule(findings, cube):
    reports = {(unit, period) for _, unit, period, _, _ in ROWS}
    assert len(findings.verdicts) == len(findings.rules) * len(reports)
    assert sum(findings.counts().values()) == len(findings.verdicts)
    assert {verdict.verdict for verdict in findings.verdicts} <= set(VERDICTS)


def test_with_verdict_iterates_over_those_asked_for(findings):
    undecidable = list(findings.with_verdict("undecidable"))
    assert undecidable
    assert all(each.missing for each in undecidable)
    assert len(list(findings.with_verdict())) == len(findings.verdicts)
    with pytest.raises(cchc.SelectionError, match="E0921"):
        list(findings.with_verdict("wrong"))


def test_coverage_adds_up_and_knows_passes_that_could_not_fail(findings):
    for row in findings.coverage:
        assert row.judged == row.holds + row.fails
        assert row.instances == row.judged + row.undecidable + row.not_applicable
    files = findings.coverage[0]
    assert files.vacuous == 1  # unit C: 0 >= 0


def test_a_selection_of_the_cube_limits_what_is_listed(cube):
    seen = cube.sel(unit="so-a", periods="2024-H1")
    found = cchc.validate(seen, [rule("[4.2.1]", "<", "[4.2.1 @ 2015]")])
    assert [(each.unit, str(each.period)) for each in found.verdicts] == [("so-a", "2024-H1")]
    assert found.verdicts[0].verdict == "holds"  # though 2015 is not selected
    assert found.coverage[0].instances == 1


def test_repairs_are_ranked_by_report_and_change_nothing(cube):
    before = cube.figure("4.2.1", "so-a", "2024-H1").text
    found = cchc.validate(cube, [rule("[4.2.1]", "==", "54", periods=["half"])])
    repairs = [each for each in found.repairs if str(each.period) == "2024-H1"]
    assert repairs[0].edits[0] == Edit("4.2.1", "45", "54", "digits_swapped")
    assert [each.rank for each in repairs if each.unit == "so-a"] == [1]
    assert cube.figure("4.2.1", "so-a", "2024-H1").text == before


def test_the_frame_has_a_row_for_each_finding(findings):
    frame = findings.to_frame()
    assert len(frame) == len(findings)
    assert list(frame.columns[:4]) == ["rule", "severity", "unit", "period"]
    assert frame.loc[0, "cells"] == "3.3, 3.3.received"
    assert frame.loc[0, "printed"] == "16.181, 16.183"


def test_a_frame_without_findings_has_its_columns(cube):
    frame = cchc.validate(cube, [rule("[4.2.1]", ">=", "0")]).to_frame()
    assert len(frame) == 0
    assert "question_vi" in frame.columns


def test_the_json_has_the_shape_of_the_check_command(findings):
    entries = json.loads(findings.to_json())["verdicts"]
    assert len(entries) == len(findings.verdicts)
    assert set(entries[0]) == {
        *("rule", "verdict", "severity", "unit", "period", "cells", "evidence"),
        *("message_vi", "message_en"),
    }
    failing = json.loads(findings.to_json("fails"))["verdicts"]
    assert failing[0]["cells"] == ["3.3", "3.3.received"]
    with pytest.raises(cchc.SelectionError, match="E0921"):
        findings.to_json("some")


def test_one_thread_says_what_many_say(cube, findings):
    alone = cchc.validate(cube, findings.rules, threads=1)
    assert alone.verdicts == findings.verdicts


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_findings_show_themselves(findings, lang):
    table = findings_table(findings, lang=lang)
    assert len(table.rows) == len(findings)
    assert "16.181" in table.rows[0][4]
    assert ("chưa đủ số liệu" in table.notes[0]) == (lang == "vi")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_tables_of_findings_and_of_checks_ask_in_the_same_words(findings, lang):
    words = SEVERITY_WORDS[lang]
    shown = findings_table(findings, lang=lang)
    assert {row[1] for row in shown.rows} <= set(words.values())
    assert VERDICT_WORDS[lang]["fails"] in shown.notes[0]
    text = " ".join([*words.values(), *VERDICT_WORDS[lang].values()]).casefold()
    assert not any(word in text for word in ("lỗi", "không đạt", "error", "wrong"))
    checked = check_table(Checked(findings, {}, (), ()), lang=lang)
    assert [row[1] for row in checked.rows] == [row[1] for row in shown.rows]
    assert checked.notes[0] == shown.notes[0]


def test_the_displays_are_hung_on_findings(findings):
    assert "F01" in repr(findings)
    assert "<table" in findings._repr_html_()


def test_names_in_html_are_escaped(cube):
    found = cchc.validate(cube, [rule("[4.2.2]", "==", "1", periods=["half"])])
    assert "Sở C <b>&" not in found._repr_html_()
    assert "&lt;b&gt;" in found._repr_html_()


def test_a_copied_report_is_found():
    codes = ("1.3.1", "1.3.2", "2.1", "2.2", "3.1.1", "3.3")
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": str(value + shift)}
        for unit, shifts in (("so-a", (0, 0)), ("so-b", (0, 3)))
        for period, shift in zip(("2024-Q1", "2024-H1"), shifts, strict=True)
        for value, code in enumerate(codes, start=1)
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=UNITS)
    made = rule("", "copied", "0.9", previous="report")
    del made["left"]
    found = list(cchc.validate(cube, [made]))
    assert [(each.unit, str(each.period), each.left) for each in found] == [
        ("so-a", "2024-H1", "6/6")
    ]
    assert len(found[0].cells) == 6


def test_evidence_refuses_what_is_not_there(findings):
    with pytest.raises(cchc.SelectionError, match="E0930"):
        findings.evidence("F99", "so-a", "2024-H1")
    with pytest.raises(cchc.SelectionError):
        findings.evidence("F01", "nobody", "2024-H1")


def test_listing_findings_touches_no_cell_of_another_verdict(cube, monkeypatch):
    found = cchc.validate(cube, [rule("[4.2.1]", "<=", "[4.2.1 @ 2015]", periods=["half"])])
    asked = []
    monkeypatch.setattr(found, "_finding", lambda *place: asked.append(place))
    assert list(found) == []
    assert asked == []
    holds = list(found.with_verdict("holds"))
    assert len(holds) == len(asked) == found.counts()["holds"]


def test_a_pass_is_told_without_words_of_the_machine(findings):
    told = [each.message_en + each.message_vi for each in findings.with_verdict("holds")]
    assert told
    assert not any(sign in text for text in told for sign in ("feasible_rate", ">=", "copied"))
