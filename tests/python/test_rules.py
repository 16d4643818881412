"""Rules in Python: loading, selecting, faults, and the page that documents them."""

import json
import re
from pathlib import Path

import pytest

import cchc
from cchc import rules as cchc_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"

ITEM = {
    "id": "A01",
    "title_vi": "Một",
    "title_en": "One",
    "severity": "error",
    "left": "[1.1.2]",
    "operator": "<=",
    "right": "[1.1.1]",
    "question_vi": "Vì sao {left}?",
    "question_en": "Why {left}?",
}


def test_the_shipped_rules_are_there_and_speak_both_languages():
    shipped = cchc_rules.shipped()
    assert {"V01", "V03", "V14", "V16"} <= {rule.family for rule in shipped}
    for rule in shipped:
        assert rule.question_vi.rstrip().endswith("?"), rule.id
        assert rule.question_en.rstrip().endswith("?"), rule.id
        assert rule.question_vi != rule.question_en
        assert rule.title_vi != rule.title_en


def test_the_shipped_rules_know_the_shipped_catalogue():
    cube = cchc.build(
        cchc.from_rows([{"indicator": "3.1", "unit": "a", "period": "2024-H1", "value": "1"}]),
        hierarchy=[{"id": "a", "name": "A", "type": "department"}],
    )
    findings = cchc.validate(cube)
    assert len(findings.verdicts) == len(findings.rules)


def test_rules_load_from_a_file_a_dictionary_a_list_and_themselves(tmp_path):
    definition = {"rules": "mine", "version": "1", "catalogue": "cchc", "items": [ITEM]}
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(definition), encoding="utf-8")
    by_file, by_path = cchc_rules.load(str(path)), cchc_rules.load(path)
    by_mapping, by_list = cchc_rules.load(definition), cchc_rules.load([ITEM])
    by_rules = cchc_rules.load(list(by_list))
    assert by_file["A01"] == by_path["A01"] == by_mapping["A01"] == by_list["A01"] == by_rules[0]
    assert cchc_rules.load(by_list) is by_list


def test_a_written_file_reads_back_to_the_same_rules(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(cchc_rules.shipped().to_json(), encoding="utf-8")
    assert list(cchc_rules.load(path)) == list(cchc_rules.shipped())


def test_rules_are_found_by_id_position_and_family():
    rules = cchc_rules.load([ITEM | {"id": "A01.a"}, ITEM | {"id": "A01.b"}, ITEM | {"id": "B"}])
    assert rules["B"].id == rules[2].id == rules[-1].id
    assert [rule.id for rule in rules[:2]] == ["A01.a", "A01.b"]
    assert [rule.id for rule in rules.select("A01")] == ["A01.a", "A01.b"]
    assert [rule.id for rule in rules.select("B", "A01.b")] == ["A01.b", "B"]
    assert "B" in rules
    assert "C" not in rules


def test_rules_are_chosen_by_severity():
    rules = cchc_rules.load([ITEM, ITEM | {"id": "W", "severity": "warning"}])
    assert [rule.id for rule in rules.select(severity="warning")] == ["W"]
    with pytest.raises(cchc.SelectionError, match="E0921"):
        rules.select(severity="bad")


def test_two_sets_together_keep_the_evidence_of_both():
    row = {"code": "text.1", "label_vi": "Chữ", "label_en": "Text"}
    head = {"rules": "mine", "version": "1", "catalogue": "cchc"}
    one = cchc_rules.load(head | {"evidence": [row], "items": [ITEM]})
    other = head | {"evidence": [row, row | {"code": "text.2"}], "items": [ITEM | {"id": "B"}]}
    both = one + other
    assert [rule.id for rule in both] == ["A01", "B"]
    assert [each.code for each in both.evidence] == ["text.1", "text.2"]


def test_the_same_id_twice_is_refused_when_sets_are_joined():
    rules = cchc_rules.load([ITEM])
    with pytest.raises(cchc.CatalogueError, match="E0103"):
        rules + rules


def test_every_fault_of_a_file_is_told_with_its_path():
    wrong = {key: value for key, value in ITEM.items() if key != "title_en"}
    wrong |= {"operator": "=<", "left": "[1.1.2"}
    with pytest.raises(cchc.CatalogueError) as caught:
        cchc_rules.load([ITEM, wrong | {"id": "B"}])
    assert caught.value.code == "CCHC-E0103"
    places = {fault["where"] for fault in caught.value.faults}
    assert places == {"$.items[1].title_en", "$.items[1].operator", "$.items[1].left"}


def test_a_near_code_is_named_for_one_that_is_unknown(cube):
    with pytest.raises(cchc.CatalogueError, match=r"(?s)E0104.*\"1\.1\.1\"") as caught:
        cchc.validate(cube, [ITEM | {"right": "[1.1.11]"}])
    assert caught.value.faults[0]["where"] == "$.items[0].right"


def test_what_is_no_rule_file_is_refused(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text("[", encoding="utf-8")
    with pytest.raises(cchc.InputError):
        cchc_rules.load(path)
    with pytest.raises(cchc.InputError, match="nowhere"):
        cchc_rules.load(tmp_path / "nowhere.json")


def test_the_example_of_the_page_runs():
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), {})


@pytest.fixture(scope="module")
def cube():
    rows = [{"indicator": "1.1.1", "unit": "a", "period": "2024-H1", "value": "1"}]
    return cchc.build(
        cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "A", "type": "department"}]
    )


@pytest.mark.parametrize(
    ("rate", "quota", "any_baseline"),
    [("10", 40, None), ("10", 15, None), ("10", 39, None), ("10", 11, None), ("10", 55, (61, 61))],
)
def test_feasible_baselines_are_those_worked_out_by_hand(rate, quota, any_baseline):
    assert cchc._core.feasible_baselines(rate, quota)["any"] == any_baseline


def test_feasible_baselines_are_told_by_rounding():
    found = cchc._core.feasible_baselines("0", 199)
    assert found["half_even"] == (199, 200)
    assert found["half_up"][1] == 199
    assert cchc._core.feasible_baselines("100", 0)["any"] == (1, None)
