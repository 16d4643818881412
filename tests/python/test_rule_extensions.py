"""Rules that users bring, by expression and by function."""

import numpy as np
import pytest
from small_province import small_cube

import cchc


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def failing(findings):
    return sorted((each.rule.id, each.unit, str(each.period)) for each in findings)


def test_an_expression_is_judged_by_the_engine():
    cchc.rule(
        "few_late",
        left="[3.3] - [3.3.resolved_on_time]",
        operator="<=",
        right="0.1 * [3.3]",
        question_en="{unit} late: {left}",
        question_vi="{unit} trễ: {left}",
    )
    findings = list(cchc.validate(small_cube(), "few_late"))
    assert failing(findings) == [("few_late", "so-b", "2023-H1"), ("few_late", "so-b", "2024-H1")]
    assert findings[1].question_en == "Sở B late: 20"
    assert findings[1].severity == "warning"


def test_a_function_marks_where_it_is_violated():
    seen = []

    @cchc.rule(
        severity="error",
        inputs=("3.3.received", "3.3"),
        question_en="{unit}?",
        question_vi="{unit}!",
    )
    def too_many_open(received, resolved):
        """More than a twentieth is open."""
        seen.append((received.flags.writeable, received.shape))
        return received - resolved > received / 20

    cube = small_cube()
    findings = cchc.validate(cube, "too_many_open")
    assert failing(findings) == [("too_many_open", "so-b", "2024-H1")]
    assert seen == [(False, (4, len(cube.periods)))]
    found = next(iter(findings))
    assert found.question_vi == "Sở B!"
    assert {"110", "100"} <= {cell.value for cell in found.cells}


def test_a_function_is_undecidable_where_nothing_is_known():
    cchc.rule("never", inputs="4.2.1")(lambda plane: np.zeros(plane.shape, bool))
    findings = cchc.validate(small_cube(), ["never"])
    verdicts = {(each.unit, str(each.period)): each.verdict for each in findings.verdicts}
    assert verdicts["so-a", "2024-H1"] == "holds"
    assert verdicts["so-c", "2024-H1"] == "undecidable"


def verdicts_of(findings):
    return {(each.unit, str(each.period)): each.verdict for each in findings.verdicts}


@pytest.mark.parametrize("violated", [True, False])
def test_a_function_is_undecidable_where_one_input_is_missing(violated):
    cchc.rule("said", inputs=("4.2.1", "4.2.2"))(
        lambda quota, present: np.full(quota.shape, violated)
    )
    cchc.rule("expressed", left="[4.2.1] + [4.2.2]", operator="<", right=0)
    said = cchc.validate(small_cube(), ["said"])
    expressed = verdicts_of(cchc.validate(small_cube(), ["expressed"]))
    found = verdicts_of(said)
    assert found["so-c", "2024-H1"] == "undecidable"  # its quota is a blank
    assert found["so-a", "2024-H1"] == ("fails" if violated else "holds")
    for place, verdict in expressed.items():
        assert (found[place] == "undecidable") == (verdict == "undecidable"), place
    assert "4.2.1" in str(said.evidence("said", "so-c", "2024-H1").missing)


def test_a_function_that_asks_for_what_is_missing_decides_itself():
    @cchc.rule(inputs=("4.2.1", "4.2.2"), missing="pass")
    def quota_is_given(quota, present):
        return np.isnan(quota) & (present > 0)

    found = verdicts_of(cchc.validate(small_cube(), "quota_is_given"))
    assert found["so-c", "2024-H1"] == "fails"
    assert found["so-a", "2024-H1"] == "holds"
    assert found["so-a", "2015"] == "holds"


def test_a_function_may_call_what_is_missing_not_applicable():
    cchc.rule("said", inputs=("4.2.1", "4.2.2"), missing="not_applicable")(
        lambda quota, present: quota < present
    )
    assert verdicts_of(cchc.validate(small_cube(), "said"))["so-c", "2024-H1"] == "not_applicable"


@pytest.mark.parametrize("options", [{"missing": "zero"}, {"missing": "pass", "left": "[3.3]"}])
def test_a_word_for_missing_that_means_nothing_there_is_refused(options):
    with pytest.raises(cchc.SelectionError, match="missing"):
        cchc.rule("said", inputs="3.3", operator=">", right=0, **options)


def test_a_rule_may_read_a_derived_indicator():
    cchc.indicator("backlog", formula="[3.3.received] - [3.3]", unit_of_measure="case file (hồ sơ)")
    cchc.rule("small_backlog", left="[backlog]", operator="<", right=5)
    cchc.rule("small_too", inputs="backlog")(lambda plane: plane >= 5)
    findings = cchc.validate(small_cube(), ["small_backlog", "small_too"])
    assert failing(findings) == [
        ("small_backlog", "so-b", "2024-H1"),
        ("small_too", "so-b", "2024-H1"),
    ]


def test_without_names_registered_rules_join_the_shipped_ones():
    cchc.rule("always", inputs="3.3")(lambda plane: plane >= 0)
    cchc.rule("elsewhere", inputs="6.1.1")(lambda plane: plane >= 0)
    ids = [rule.id for rule in cchc.validate(small_cube()).rules]
    assert ids == [*(rule.id for rule in cchc.rules.shipped()), "always"]


def test_names_and_shipped_ids_may_stand_together():
    cchc.rule("always", inputs="3.3")(lambda plane: plane >= 0)
    assert [rule.id for rule in cchc.validate(small_cube(), ["V01", "always"]).rules] == [
        "V01",
        "always",
    ]


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (lambda plane: plane, "E1408"),
        (lambda plane: (plane > 0)[:1], "E1404"),
        (lambda plane: None, "E1408"),
        (lambda plane: [True], "E1408"),
        (lambda plane: 1 / 0, "E1407"),
        (lambda: None, "E1407"),
        (lambda plane: plane.fill(0), "E1407"),
    ],
)
def test_a_broken_function_is_refused(function, code):
    cchc.rule("broken", inputs="3.3")(function)
    with pytest.raises(cchc.ExtensionError, match=code):
        cchc.validate(small_cube(), "broken")
    assert len(cchc.validate(small_cube(), cchc.rules.shipped()).rules) == len(cchc.rules.shipped())


def test_a_selection_of_the_cube_limits_what_is_listed():
    cchc.rule("always", inputs="3.3")(lambda plane: plane >= 0)
    cube = small_cube().sel(unit="so-a", periods="2024-H1")
    assert failing(cchc.validate(cube, "always")) == [("always", "so-a", "2024-H1")]


@pytest.mark.parametrize(
    ("members", "error", "code"),
    [({"right": "0.5 * * [3.1]"}, cchc.FormulaError, "E0601"),
     ({"right": "1", "when": "[3.1] > 3 +"}, cchc.FormulaError, "E0601"),
     ({"right": "1", "tolerence": "exact"}, cchc.SelectionError, "E0921.*tolerance"),
     ({"right": "0.5 * [sum:3.1]"}, cchc.ExtensionError, "E1403.*cchc.indicator")],
)  # fmt: skip
def test_a_wrong_rule_is_refused_when_it_is_registered(members, error, code):
    with pytest.raises(error, match=code):
        cchc.rule("wrong", left="[3.1]", operator=">=", **members)
    assert cchc.list_extensions("rule") == []


def test_a_function_reads_indicators_and_has_no_sides():
    with pytest.raises(cchc.ExtensionError, match="E1403"):
        cchc.rule("wrong", inputs="sum:3.1")(lambda cells: cells > 0)
    with pytest.raises(cchc.ExtensionError, match="E1403"):
        cchc.rule("wrong", inputs="3.1", operator=">", right="3")(lambda cells: cells > 0)
    with pytest.raises(cchc.ExtensionError, match="E1403"):
        cchc.indicator("wrong", inputs="sum:3.1")(lambda cells: cells)


@pytest.mark.parametrize("word", ["doubled", "x.doubled"])
def test_a_rule_reads_a_derived_indicator_by_name_or_code(word):
    cchc.indicator("doubled", formula="2 * [4.2.1]", unit_of_measure="person")
    cchc.rule("enough", left=f"[{word}]", operator=">=", right="1000")
    for rules in (None, ["enough"]):
        found = {each.rule.id for each in cchc.validate(small_cube(), rules)}
        assert "enough" in found


def test_a_rule_that_cannot_be_applied_stops_no_other_and_is_named():
    cchc.indicator("mixed", formula="[4.2.1] + [3.3]", unit_of_measure="person")
    cchc.rule("broken", left="[mixed]", operator=">=", right="1000")
    cchc.rule("enough", left="[4.2.1]", operator=">=", right="1000")
    found = cchc.validate(small_cube())
    assert {"enough"} <= {each.rule.id for each in found}
    assert "broken" not in {each.rule for each in found.coverage}
    left = [issue for issue in found.cube.issues if issue["code"] == "CCHC-I0913"]
    assert [issue["message_en"].split()[:2] for issue in left] == [["rule", "broken"]]
    with pytest.raises(cchc.FormulaError, match="E0620"):
        cchc.validate(small_cube(), ["broken"])
