"""Planted errors are found, by kind; clean reports raise no question.

CCHC_PLANTED_SEEDS runs more provinces than one and CCHC_PLANTED_ERRORS more errors of each kind.
"""

import os
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from planted_recall import ASKED, VIEWS, asked, cube_of, measure, merged, table

import cchc
from cchc import samples
from cchc._samples.report_text import report_text

ROOT = Path(__file__).parents[2]
SEEDS = int(os.environ.get("CCHC_PLANTED_SEEDS", "1"))
ERRORS = int(os.environ.get("CCHC_PLANTED_ERRORS", "3"))
ALONE, PRINTED, KNOWN = VIEWS

# Least share found in the own report, by kind. What a view cannot know it cannot find: a copy or a
# fall needs another report, a rate against its parts needs parts that no form prints.
LEAST = {
    ALONE: {
        "copied_previous_window": 0.0,
        "copied_last_year": 0.0,
        "rate_not_of_parts": 0.0,
        "parts_do_not_sum": 1.0,
        "present_above_quota": 1.0,
        "files_do_not_balance": 1.0,
        "cumulative_falls": 0.0,
        "infeasible_rate": 0.3,
        "digits_transposed": 0.6,
        "thousand_dot_as_decimal": 0.6,
    },
    PRINTED: dict.fromkeys(samples.ERROR_KINDS, 0.8) | {"rate_not_of_parts": 0.0},
    KNOWN: dict.fromkeys(samples.ERROR_KINDS, 0.8),
}


@lru_cache(maxsize=1)
def measured():
    return [measure(2024 + seed, ERRORS) for seed in range(SEEDS)]


def test_the_table_is_shown(record_property):
    lines = table(merged(measured()))
    record_property("planted_errors", "\n".join(lines))
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert len(lines) == 2 + len(samples.ERROR_KINDS)
    if (SEEDS, ERRORS) == (3, 5):  # what the documentation shows
        assert "\n".join(lines) in (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", samples.ERROR_KINDS)
def test_recall_by_kind(view, kind):
    recall = merged(measured())[view][kind]
    assert recall.planted == ERRORS * SEEDS
    assert recall.own >= LEAST[view][kind] * recall.planted


@pytest.mark.parametrize("kind", ["copied_previous_window", "copied_last_year", "cumulative_falls"])
def test_one_report_alone_cannot_show_what_needs_another(kind):
    assert merged(measured())[ALONE][kind].own == 0


def test_a_rate_cannot_be_held_against_parts_that_are_not_printed():
    assert merged(measured())[PRINTED]["rate_not_of_parts"].own == 0
    assert merged(measured())[KNOWN]["rate_not_of_parts"].own == ERRORS * SEEDS


@pytest.mark.parametrize("view", [PRINTED, KNOWN])
def test_every_question_reads_a_spoilt_report(view):
    for _, stray in measured():
        assert stray[view, "all"] > 0
        assert stray[view] == []


def test_a_clean_province_raises_no_question_but_for_information():
    findings = cchc.validate(cube_of(samples.synthetic_province(2024)))
    assert sum(row.judged for row in findings.coverage) > 7000
    assert {each.rule.id for each in findings if each.severity in ASKED} == set()
    assert {each.rule.id for each in findings} == {"V14", "V23"}


def test_a_transfer_of_posts_is_asked_about_at_the_two_units_alone():
    province = samples.synthetic_province(2024, reorganisations=True)
    transfer = next(event for event in province.events if event["kind"] == "transfer")
    found = asked(province)
    assert {unit for _, unit, _ in found} == {*transfer["from"], *transfer["to"]}
    assert {rule.split(".")[0] for rule, _, _ in found} == {"V20", "X05"}


@pytest.mark.parametrize("position", [30, 120, 200])
def test_a_clean_report_in_print_has_questions_on_the_form_alone(position):
    reports = samples.synthetic_province(2024).reports
    report = [each for each in reports if each.period > "2021-12"][position]
    period = cchc.Period(report.period).label_vi
    text = report_text(
        report.agency, period, (report.window_first, report.window_last), report.rows
    )
    checked = cchc.check(text, period=report.period)
    asked_about = [each for each in checked.questions if each.severity in ASKED]
    assert asked_about
    assert all(each.about_form for each in asked_about)
