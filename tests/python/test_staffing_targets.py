"""Targets as data: chains are exact, nothing is made up between the years, and marks are kept."""

import csv
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc
from cchc.model import shipped_text
from cchc.staffing import POPULATIONS, chained_cut

FACTS = Path(os.environ.get("CCHC_SHARED", Path(__file__).parents[3] / "shared")) / "facts"
PERCENTS = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def targets():
    return cchc.staffing_targets()


@pytest.mark.parametrize(
    ("population", "year", "percent", "verified"),
    [
        ("civil_servants", 2021, "10", False),
        ("civil_servants", 2026, "14.5", False),
        ("public_service_staff", 2021, "10", True),
        ("public_service_staff", 2025, "19", True),
        ("public_service_staff", 2026, "19", True),
        ("public_service_staff", 2030, "27.1", True),
        ("public_service_units", 2021, "10", True),
        ("public_service_units", 2025, "19", True),
    ],
)
def test_steps_chain_against_2015_instead_of_adding(targets, population, year, percent, verified):
    milestone = targets.milestone(population, year)
    assert milestone.percent == Decimal(percent)
    assert str(milestone.percent) == percent
    assert (milestone.base_year, milestone.verified) == (2015, verified)
    if len(milestone.steps) > 1:
        assert milestone.percent < sum(step.percent for step in milestone.steps)


def test_all_four_milestone_years_are_there(targets):
    years = {year for population in POPULATIONS for year in targets.years(population)}
    assert years == {2021, 2025, 2026, 2030}


@given(PERCENTS)
def test_a_chain_is_exact_and_does_not_depend_on_the_order(percents):
    whole = chained_cut(percents)
    assert whole == chained_cut(list(reversed(percents)))
    left = Decimal(1)
    for percent in percents:
        left = left * (100 - percent) / 100
    assert abs(whole - 100 * (1 - left)) < Decimal("1e-20")
    assert max(percents) <= whole <= min(Decimal(100), sum(percents))


@pytest.mark.parametrize(
    ("population", "year", "known"),
    [("civil_servants", 2025, "2021, 2026"), ("public_service_units", 2030, "2021, 2025")],
)
def test_refuses_a_year_without_a_target_and_says_which_have_one(targets, population, year, known):
    with pytest.raises(cchc.SelectionError, match="CCHC-E1202") as refused:
        targets.milestone(population, year)
    assert known in refused.value.message_en
    assert known in refused.value.message_vi


def test_refuses_an_unknown_population(targets):
    with pytest.raises(cchc.SelectionError, match="known: civil_servants"):
        targets.milestone("soldiers", 2021)


def test_every_target_names_its_source_and_what_is_not_verified_says_why(targets):
    for target in targets:
        assert target.source.startswith("http")
        assert target.mark in ("found", "memory", "inferred")
        assert target.verified or (target.note_vi and target.note_en)
    assert {each.kind for each in targets} == {"cut", "cut_in_year", "proposal"}
    assert targets.carry_over["document"] == "40-KL/TW"


def test_a_nationwide_number_shows_that_the_second_step_is_of_the_reduced_base(targets):
    by_id = {target.id: target for target in targets}
    first = Decimal(by_id["19-NQ/TW.2021.public_service_staff"].nationwide)
    second = Decimal(by_id["19-NQ/TW.2025.public_service_staff"].nationwide)
    assert round(first * 10 * Decimal("0.9") * Decimal("0.1")) == second
    units = [
        Decimal(by_id[f"08/NQ-CP.{year}.public_service_units"].nationwide) for year in (2021, 2025)
    ]
    assert round(units[0] * 10 * Decimal("0.9") * Decimal("0.1")) == units[1]


def test_targets_agree_with_the_collected_facts(targets):
    """Skipped without the folder of facts, which is not part of the project."""
    path = FACTS / "staffing_targets_and_results.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there; set CCHC_SHARED to the folder that holds it")
    with path.open(encoding="utf-8", newline="") as file:
        facts = [row for row in csv.DictReader(file) if row["kind"] == "target"]
    shipped = {
        (each.document.split("; ")[-1], format(each.percent, "f"), str(each.due_year))
        for each in targets
        if each.kind != "proposal"
    }
    numbers = {each.nationwide for each in targets}
    for row in facts:
        if row["population"] == "mức độ hài lòng":
            continue  # satisfaction is no staffing target
        document = row["document"].split(" (")[0].split("; ")[-1]
        if row["unit"] == "%":
            assert (document, row["value"], row["by"]) in shipped, row
        else:
            assert row["value"] in numbers, row


def test_the_frame_has_a_row_for_each_target(targets):
    frame = targets.to_frame()
    assert len(frame) == len(targets)
    assert "1.7" in set(frame["percent"])


def shipped() -> dict:
    return json.loads(shipped_text("staffing_targets.json"))


def test_a_file_of_ones_own_is_read(tmp_path):
    data = shipped()
    data["targets"][0]["percent"] = "12.5"
    path = tmp_path / "targets.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert cchc.staffing_targets(path).milestone("civil_servants", 2026).percent == Decimal(
        "16.875"
    )


def _without_chain(data):
    data["milestones"][1]["targets"].reverse()


def _other_population(data):
    data["targets"][0]["population"] = "soldiers"


def _too_much(data):
    data["targets"][0]["percent"] = "110"


def _unknown_member(data):
    data["targets"][0]["percentage"] = "10"


def _proposal_as_step(data):
    data["milestones"][0]["targets"] = ["proposal.2026.civil_servants"]


@pytest.mark.parametrize(
    "spoil", [_without_chain, _other_population, _too_much, _unknown_member, _proposal_as_step]
)
def test_refuses_a_file_that_does_not_hold_together(tmp_path, spoil):
    data = shipped()
    spoil(data)
    path = tmp_path / "targets.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(cchc.InputError, match="CCHC-E1201"):
        cchc.staffing_targets(path)


def test_refuses_a_file_that_is_no_json(tmp_path):
    path = tmp_path / "targets.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(cchc.InputError, match="CCHC-E1201"):
        cchc.staffing_targets(path)


def test_a_percentage_that_json_holds_as_a_number_is_the_decimal_written(tmp_path):
    data = json.loads(shipped_text("staffing_targets.json"))
    data["targets"][0]["percent"] = 14.3
    path = tmp_path / "targets.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert cchc.staffing_targets(path).targets[0].percent == Decimal("14.3")
