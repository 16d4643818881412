"""The verdict of every rule on the real report, with the lines it rests on."""

import json
from functools import lru_cache

import pytest
from real_report import REPORT, needs_report

import cchc

pytestmark = needs_report

HOLDS, FAILS = "holds", "fails"
OPEN, NOT = "undecidable", "not_applicable"

# Part of a rule: verdict, and for those that fail the lines of the report.
EXPECTED = {
    "V01": (HOLDS,),
    "V02.a": (OPEN,),
    "V02.b": (OPEN,),
    "V03": (HOLDS,),
    "V04.a": (OPEN,),
    "V04.b": (OPEN,),
    "V04.c": (NOT,),
    "V05.a": (OPEN,),
    "V05.b": (NOT,),
    "V06": (FAILS, "error", {"143", "609-614"}),
    "V07.a": (HOLDS,),
    "V07.b": (HOLDS,),
    "V07.c": (FAILS, "warning", {"184", "186", "631-635"}),
    "V08": (OPEN,),
    "V09.a": (HOLDS,),
    "V09.b": (HOLDS,),
    "V09.c": (HOLDS,),
    "V09.d": (HOLDS,),
    "V09.e": (HOLDS,),
    "V09.f": (HOLDS,),
    "V09.g": (HOLDS,),
    "V10.a": (HOLDS,),
    "V10.b": (HOLDS,),
    "V10.c": (HOLDS,),
    "V11.a": (HOLDS,),
    "V11.b": (HOLDS,),
    "V11.c": (HOLDS,),
    "V11.d": (HOLDS,),
    "V11.e": (HOLDS,),
    "V12": (HOLDS,),
    "V13.a": (FAILS, "error", {"679-689", "669-677"}),
    "V13.b": (FAILS, "error", {"669-677", "645"}),
    "V14": (HOLDS,),
    "V15.a": (OPEN,),
    "V15.b": (NOT,),
    "V16": (HOLDS,),
    "V17": (HOLDS,),
    "V18.a": (HOLDS,),
    "V18.b": (HOLDS,),
    "V18.c": (HOLDS,),
    "V18.d": (HOLDS,),
    "V18.e": (HOLDS,),
    "V19.a": (FAILS, "error", {"758-762", "742"}),
    "V19.b": (FAILS, "error", {"778", "772"}),
    "V20.a": (OPEN,),
    "V20.b": (OPEN,),
    "V21.a": (HOLDS,),
    "V21.b": (HOLDS,),
    "V21.c": (FAILS, "warning", {"796-803", "299-301"}),
    "V22": (FAILS, "warning", {"65-73", "555-561"}),
    "V23": (HOLDS,),
    "V24.a": (HOLDS,),
    "V24.b": (NOT,),
    "V25": (HOLDS,),
    "V26.a": (HOLDS,),
    "V26.b": (
        FAILS,
        "warning",
        {"551", *["19", "65", "83", "109", "113", "200", "311", "315", "354", "376", "380"]},
    ),
    "V27": (FAILS, "error", {"565", "764", "631-635; 1013-1017"}),
    "V28": (HOLDS,),
    "V29": (FAILS, "error", {"255"}),
    "V30": (FAILS, "error", {"526", "993"}),
    "V31.a": (FAILS, "error", {"311; 65"}),
    "V31.b": (FAILS, "warning", {"87; 315; 354"}),
    "V32": (FAILS, "warning", {"83"}),
    "V33": (HOLDS,),
}


@lru_cache(maxsize=1)
def checked():
    return cchc.check(REPORT)


def of(part):
    (verdict,) = [each for each in checked().verdicts if each.part == part]
    return verdict


@pytest.mark.parametrize("part", EXPECTED)
def test_the_verdict_and_its_lines(part):
    verdict, expected = of(part), EXPECTED[part]
    assert verdict.verdict == expected[0]
    if verdict.verdict == FAILS:
        assert verdict.severity == expected[1]
        assert {line.place for line in verdict.evidence} == expected[2]


def test_every_shipped_rule_is_judged_once():
    parts = [each.part for each in checked().verdicts]
    assert len(parts) == len(set(parts))
    assert set(EXPECTED) == {part for part in parts if part.startswith("V")}
    assert {each.rule for each in checked().verdicts} >= {f"V{n:02d}" for n in range(1, 34)}


def test_rules_between_periods_say_nothing_of_one_report():
    others = [each for each in checked().verdicts if each.rule.startswith("X")]
    assert len(others) == 7
    assert {each.verdict for each in others} <= {OPEN, NOT}


def test_the_families_fall_as_the_table_of_the_domain_says():
    by_severity = {"error": [], "warning": [], "information": []}
    for each in checked().questions:
        by_severity[each.severity].append(each.rule)
    assert by_severity == {
        "error": ["V06", "V13", "V13", "V19", "V19", "V27", "V29", "V30", "V31"],
        "warning": ["V07", "V21", "V22", "V26", "V31", "V32"],
        "information": [],
    }
    open_rules = {each.rule for each in checked().select(OPEN) if each.rule.startswith("V")}
    assert open_rules == {"V02", "V04", "V05", "V08", "V15", "V20"}


def test_what_is_missing_is_named():
    states = {cell["code"]: cell["state"] for cell in of("V15.a").cells}
    assert states == {"4.1.2.a": "missing", "4.1.2": "reported"}
    before = [cell for cell in of("V08").cells if cell["state"] != "reported"]
    assert [cell["reference"] for cell in before] == ["[3.1 @ previous]"]


@pytest.mark.parametrize(
    ("part", "figures"),
    [
        ("V13.a", {"note.3.3.1.resolved": "16183", "3.3": "16181"}),
        ("V13.b", {"3.3.received": "16183", "3.1": "127"}),
        ("V19.a", {"4.2.5": "10", "4.2.1": "40"}),
        ("V11.b", {"3.3.received": "16183", "3.3": "16181", "note.3.3.pending": "2"}),
        ("V18.c", {"text.4.quota": "55", "4.2.1": "40", "4.3.1": "15"}),
        ("V29", {"report.window.first_day_off": "1", "report.window.last_day_off": "8"}),
        ("V31.b", {"report.documents.sudden_numbers": "1"}),
    ],
)
def test_the_cells_hold_the_figures_compared(part, figures):
    cells = {cell["code"]: cell for cell in of(part).cells}
    assert {code: str(cells[code]["value"]) for code in figures} == figures


def test_evidence_quotes_what_is_printed():
    texts = {line.place: line.text for line in of("V13.a").evidence}
    assert texts == {"679-689": "16.183 TTHC đã giải quyết", "669-677": "16.181 /16.183"}
    notes = [line.note_en for line in of("V31.b").evidence]
    assert "381 numbers in 6 days" in notes[0]
    assert "151 numbers in 83 days" in notes[0]


def test_questions_ask_and_never_accuse():
    for each in checked().questions:
        assert each.message_vi.endswith("?"), each.part
        assert each.message_en.endswith("?"), each.part
        for word in ("sai phạm", "gian", "khai man", "cố ý", "false", "wrong", "cheat"):
            assert word not in each.message_vi + each.message_en, each.part


def test_json_is_one_entry_for_each_rule_and_instance():
    entries = json.loads(checked().to_json())
    assert list(entries) == ["verdicts"]
    assert len(entries["verdicts"]) == len(checked().verdicts)
    for entry in entries["verdicts"]:
        assert list(entry) == [
            "rule", "verdict", "severity", "unit", "period", "cells", "evidence", "message_vi",
            "message_en",
        ]  # fmt: skip
        assert entry["unit"] == "Sở Công Thương Hà Nam"
        assert entry["period"] == "2024-H1"
        assert entry["message_vi"]
        assert entry["message_en"]
    failing = [entry["rule"] for entry in entries["verdicts"] if entry["verdict"] == FAILS]
    assert failing.count("V13") == failing.count("V19") == 2


def test_repairs_begin_with_what_mends_errors_and_leave_counts_of_documents_alone():
    repairs = cchc.check(REPORT).findings.repairs
    first = [(edit.indicator, edit.old, edit.new) for edit in repairs[0].edits]
    assert ("2.1", "0", "1") in first  # V06: the text names one document issued
    edited = {edit.indicator for repair in repairs for edit in repair.edits}
    assert not any(code.startswith("report.") for code in edited)
    # V26 is a warning, and its 3 is no misprint of 30; text.2.1 counts documents of the text.
    assert edited.isdisjoint({"1.1.3", "text.2.1", "text.1.1.3"})
