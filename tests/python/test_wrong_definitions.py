"""Wrong definitions are refused where they are registered; the rest is left out and named."""

import pickle
import typing

import numpy as np
import pytest
from small_province import small_cube

import cchc
import cchc.extend
from cchc import _core

FILES = "case file (hồ sơ)"


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def refused(call, *words, code="E1403", error=cchc.ExtensionError):
    """The error of a call, which names all these words in both languages."""
    with pytest.raises(error, match=code) as caught:
        call()
    for word in words:
        assert word in caught.value.message_en, caught.value.message_en
        assert word in caught.value.message_vi, caught.value.message_vi
    assert caught.value.message_vi != caught.value.message_en
    return caught.value


def left_out(cube):
    """Issue texts by the name of the extension that they are about."""
    issues = [each["message_en"] for each in cube.issues if each["code"] == "CCHC-I0913"]
    return {text.split()[1]: text for text in issues}


# --- indicators -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "members",
    [
        {"kind": "foo"},
        {"over_units": "median"},
        {"over_periods": "sum"},  # a rate is not added up
        {"code": "a b"},
        {"code": 5},
        {"code": "sum:4.2.1"},
        {"code": "top:x"},
        {"code": "rule:x"},
        {"label_vi": 5},
        {"label_en": "\ud800"},
        {"form": 3},
        {"unit_of_measure": 3},
        {"unit_of_measure": None},
        {"unit_of_measure": {"label_vi": "điểm"}},
        {"unit_of_measure": {"id": "point", "label": "điểm"}},
        {"unit_of_measure": {"id": "point", "whole": "no"}},
        {"kind": "stock"},  # of a percentage
    ],
    ids=str,
)
@pytest.mark.parametrize("by_function", [False, True])
def test_an_indicator_that_no_catalogue_would_take_is_refused(members, by_function):
    argument = next(iter(members)) if members != {"kind": "stock"} else "unit_of_measure"

    def register():
        if by_function:
            cchc.indicator("wrong", inputs="3.3", **members)(lambda plane: plane)
        else:
            cchc.indicator("wrong", formula="100 * [3.3] / [3.3.received]", **members)

    refused(register, "wrong", argument)
    assert cchc.list_extensions("indicator") == []


@pytest.mark.parametrize(
    "members",
    [{}, {"formula": ""}, {"formula": None}, {"inputs": ()}, {"formula": "", "inputs": []}],
    ids=str,
)
def test_an_indicator_of_nothing_is_refused_and_not_a_decorator(members):
    refused(lambda: cchc.indicator("empty", **members), "empty", "formula", "inputs")


@pytest.mark.parametrize("members", [{}, {"left": ""}, {"operator": "<", "right": 3}], ids=str)
def test_a_rule_of_nothing_is_refused_and_not_a_decorator(members):
    refused(lambda: cchc.rule("empty", **members), "empty", "left", "inputs")


def test_inputs_are_texts_and_a_formula_is_told_with_its_indicator():
    refused(lambda: cchc.indicator("f", inputs=(5,))(lambda plane: plane), "f", "inputs")
    refused(lambda: cchc.indicator("f", formula=5), "formula")
    refused(
        lambda: cchc.indicator("late", formula="[3.3] +"),
        "late",
        "formula",
        code="E0601",
        error=cchc.FormulaError,
    )


def test_a_name_in_capitals_is_refused_where_it_is_given():
    refused(lambda: cchc.indicator("Late", formula="[3.3] / [3.1]"), "Late", "name")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"unit_of_measure": "persons"}, "unit_of_measure"),
        ({"unit_of_measure": f"{FILES} / persons"}, "unit_of_measure"),
        ({"form": "NOPE"}, "NOPE"),
        ({"formula": "[3.33] + [3.3]", "unit_of_measure": FILES}, "3.33"),
    ],
)
def test_what_the_catalogue_does_not_have_leaves_out_that_indicator_alone(members, said):
    cchc.indicator("bad", **{"formula": "2 * [3.3]", **members})
    cchc.indicator("made_of_it", formula="[bad] + [3.3]", unit_of_measure=FILES)
    cchc.indicator("good", formula="2 * [3.3]", unit_of_measure=FILES)
    derived = cchc.derive(small_cube())
    assert derived.figure("good", "so-b", "2024-H1").text == "200"
    issues = left_out(derived)
    assert set(issues) == {"bad", "made_of_it"}
    assert said in issues["bad"]
    with pytest.raises(cchc.Error) as caught:
        cchc.derive(small_cube(), "bad")
    assert said in str(caught.value)
    assert not isinstance(caught.value, cchc.CatalogueError)


def test_a_function_of_a_word_nobody_knows_is_named_too():
    cchc.indicator("typo", inputs=("3.3", "nope"))(lambda one, other: one)
    cchc.indicator("both", formula="[nope] + [1.1.1]", unit_of_measure="task")  # and no figures
    issues = left_out(cchc.derive(small_cube()))
    assert set(issues) == {"typo", "both"}
    assert all("nope" in text for text in issues.values())


def test_no_figures_in_this_cube_is_not_a_fault():
    assert small_cube().catalogue.find("1.1.1") is not None
    cchc.indicator("elsewhere", formula="2 * [1.1.1]", unit_of_measure="task")
    cchc.indicator("made_of_it", formula="2 * [elsewhere]", unit_of_measure="task")
    derived = cchc.derive(small_cube())
    assert "elsewhere" not in derived
    assert left_out(derived) == {}


def test_a_quotient_is_declared_by_its_text():
    cchc.indicator("load", formula="[3.3] / [4.2.2]", unit_of_measure=f"{FILES} / person")
    cchc.indicator("twice", formula="2 * [load]", unit_of_measure=f"{FILES} / person")
    derived = cchc.derive(small_cube())
    assert derived.figure("load", "so-b", "2024-H1").value == pytest.approx(100 / 29)
    assert derived.figure("twice", "so-b", "2024-H1").value == pytest.approx(200 / 29)
    row = derived.catalogue.indicator(derived.catalogue.at("load"))
    assert (row["kind"], row["unit_of_measure"]) == ("ratio", f"{FILES} / person")
    cchc.indicator("upside_down", formula="[4.2.2] / [3.3]", unit_of_measure=f"{FILES} / person")
    with pytest.raises(cchc.FormulaError, match="E0623"):
        cchc.derive(small_cube(), "upside_down")


def test_a_reference_over_other_units_may_be_written_with_blanks():
    cchc.indicator("all", formula="[ sum : 4.2.1 ]", unit_of_measure="person")
    cchc.indicator("same", formula="[sum:4.2.1]", unit_of_measure="person")
    derived = cchc.derive(small_cube(), ["all", "same"])
    for unit in ("so-a", "tinh"):
        figures = [derived.figure(name, unit, "2023-H1").text for name in ("all", "same")]
        assert figures[0] == figures[1] != ""


# --- rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "members",
    [
        {"right": ""},
        {"right": None},
        {"right": True},
        {"right": [1, 2]},
        {"operator": "in", "right": "1,2"},
        {"operator": "in", "right": []},
        {"operator": "in", "right": ["x"]},
        {"tolerance": "abc"},
        {"tolerance": -1},
        {"tolerance": float("inf")},
        {"tolerance": float("nan")},
        {"periods": "foo"},
        {"previous": "x"},
        {"unlike_measures": "x"},
        {"question_en": "{foo}"},
        {"question_vi": 5},
        {"question_en": "{[3.1]}"},
    ],
    ids=str,
)
def test_a_rule_that_the_engine_would_refuse_is_refused(members):
    argument = next(each for each in reversed(members))
    given = {"left": "[3.3]", "operator": "<", "right": "5", **members}
    refused(lambda: cchc.rule("wrong", **given), "wrong", argument)
    assert cchc.list_extensions("rule") == []


def test_a_rule_by_function_is_checked_as_well():
    register = cchc.rule("wrong", inputs="3.3", previous="x")
    refused(lambda: register(lambda plane: plane > 0), "wrong", "previous")
    refused(lambda: cchc.rule("f", left="[3.3]", operator="<", right=1, inputs="3.3"), "inputs")


def test_types_of_units_and_periods_may_be_one_word():
    cchc.rule("few", left="[3.3]", operator="<", right=50, unit_types="department", periods="half")
    cchc.rule("none", left="[3.3]", operator="<", right=50, unit_types=["commune"])
    findings = cchc.validate(small_cube(), ["few", "none"])
    assert {each.rule.id for each in findings} == {"few"}


@pytest.mark.parametrize("listed", [[0, 100], (0, "100"), np.array([0, 100]), range(0, 101, 100)])
def test_a_rule_may_list_the_numbers_that_are_meant(listed):
    cchc.rule("round", left="[3.3]", operator="in", right=listed)
    for rules in (None, "round"):
        findings = cchc.validate(small_cube().sel(periods="2024-H1"), rules)
        assert [each.unit for each in findings if each.rule.id == "round"] == ["so-a"]


def test_a_rule_of_a_word_nobody_knows_is_named_and_stops_no_other():
    cchc.rule("typo", left="[nope]", operator="<", right="[1.1.1]")
    cchc.rule("typo_too", inputs=("3.3", "nope"))(lambda one, other: one > other)
    cchc.rule("elsewhere", left="[1.1.1]", operator="<", right=1)
    cchc.rule("of_the_text", left="[text.3.3]", operator="==", right="[3.3]")
    cchc.rule("good", left="[3.3]", operator="<", right=1)
    findings = cchc.validate(small_cube())
    issues = left_out(findings.cube)
    assert set(issues) == {"typo", "typo_too"}
    assert all('"nope"' in text for text in issues.values())
    own = {"typo", "typo_too", "elsewhere", "of_the_text", "good"}
    assert own & {each.id for each in findings.rules} == {"good"}
    refused(lambda: cchc.validate(small_cube(), "typo"), "typo", "left", '"nope"')
    verdicts = cchc.validate(small_cube(), "of_the_text").verdicts
    assert {each.verdict for each in verdicts} == {"undecidable"}
    refused(lambda: cchc.validate(small_cube(), "typo_too"), "typo_too", "inputs", '"nope"')


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"left": "[3.3]", "right": "[4.2.1]"}, ("right", FILES, "person")),
        ({"left": "[3.3] + [4.2.1]", "right": "9"}, ("left", FILES, "person")),
        ({"left": "[3.3]", "right": "9", "when": "[3.3] > [4.2.1]"}, ("when",)),
        ({"left": "[1.5] + 1", "right": "9"}, ("left",)),
    ],
)
def test_people_and_case_files_do_not_compare(members, said):
    cchc.rule("mixed", operator="<", **members)
    cube = cchc.build(cchc.from_rows([
        {"indicator": code, "unit": "a", "period": "2024-H1", "value": value}
        for code, value in (("3.3", 5), ("4.2.1", 7), ("1.5", 1))
    ]), hierarchy=[{"id": "a", "name": "A"}])  # fmt: skip
    refused(lambda: cchc.validate(cube, "mixed"), "mixed", *said)
    findings = cchc.validate(cube)
    assert set(left_out(findings.cube)) == {"mixed"}
    assert "mixed" not in {each.id for each in findings.rules}


def test_a_rule_may_say_that_its_sides_are_unlike_on_purpose():
    cchc.rule("meant", left="[3.3]", operator=">", right="[4.2.1]", unlike_measures=True)
    assert "meant" in {each.id for each in cchc.validate(small_cube()).rules}


def test_loaded_rules_are_held_to_units_of_measure_with_every_place():
    texts = {"title_vi": "-", "title_en": "-", "question_vi": "?", "question_en": "?"}
    items = [
        {"id": "M1", **texts, "severity": "error", "operator": "<", "left": "[3.3]", "right": right}
        for right in ("[4.2.1]", "[3.3.received]", "[4.2.1] + [3.1]")
    ]
    items = [{**item, "id": f"M{number}"} for number, item in enumerate(items)]
    with pytest.raises(cchc.CatalogueError, match="E0105") as caught:
        cchc.validate(small_cube(), items)
    places = [each["where"] for each in caught.value.faults]
    assert places == ["$.items[0].right", "$.items[2].right"]
    assert cchc.validate(small_cube(), items[1:2]).rules["M1"]


def test_shipped_rules_fit_the_shipped_catalogue_and_two_are_unlike_on_purpose():
    shipped = cchc.rules.shipped()
    shipped.core.check(small_cube().core)
    assert [each.id for each in shipped if each.unlike_measures] == ["V13.b", "V23"]
    again = cchc.rules.load([*shipped])
    assert [each.unlike_measures for each in again] == [each.unlike_measures for each in shipped]


def test_a_rule_by_function_may_have_capitals():
    cchc.rule("TooMany", inputs="3.3")(lambda plane: plane > 1000)
    assert {each.unit for each in cchc.validate(small_cube(), "TooMany")} == {"so-a"}


# --- other kinds ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["sum", "count", "mean", "median", "parent", "top", "rule"])
def test_a_form_is_not_called_by_a_word_of_formulas(word):
    rows = [{"code": "1.1", "label": "Số", "unit of measure": "Hồ sơ"}]
    refused(lambda: cchc.form(rows, id=word, title_vi="Biểu"), word)


def form(rows):
    return cchc.form(rows, id="HN", title_vi="Biểu")


@pytest.mark.parametrize(
    ("codes", "said"),
    [(("1.1", "1.2", "1.1"), "1.1"), (("1.1.", "1.1"), "1.1"), (("1.1", "1-1"), "1-1"), ((), "")],
)
def test_a_form_with_a_repeated_code_is_refused_with_its_row(codes, said):
    rows = [{"code": code, "label": "Số", "unit of measure": "Hồ sơ"} for code in codes]
    error = refused(lambda: form(rows), "HN", said)
    assert "$" not in error.message_en
    if "1.2" in codes:
        assert "row 3: code '1.1' stands in row 1" in error.message_en


def test_forms_whose_indicators_would_share_a_name_are_refused():
    rows = [{"code": "1.1", "label": "Số", "unit of measure": "Hồ sơ"}]
    form(rows)
    refused(lambda: cchc.form(rows, id="hn", title_vi="Biểu"), "hn", "1.1")
    cchc.form(rows, id="HN", title_vi="Biểu", replace=True)


def test_two_readers_of_one_suffix_are_told():
    cchc.reader("one", suffixes=(".se", ".sf"))(lambda data, file: "")
    other = cchc.reader("other", suffixes=(".sg", ".SE"))
    refused(lambda: other(lambda data, file: ""), "other", "one", ".se", code="E1401")
    cchc.reader("other", suffixes=".se", replace=True)(lambda data, file: "")
    cchc.reader("one", suffixes=".sf", replace=True)(lambda data, file: "")
    assert [each.name for each in cchc.list_extensions("reader")] == ["one", "other"]


@pytest.mark.parametrize("probability", ["a", 1.5, -0.1, float("nan"), None, True])
def test_a_quantile_is_asked_for_by_a_probability(probability):
    call = lambda: cchc.quantile(probability)  # noqa: E731
    refused(call, code="E1041", error=cchc.AggregationError)


@pytest.mark.parametrize("aggregation", [cchc.median, cchc.quantile(0.25)])
def test_quantiles_can_be_pickled(aggregation):
    again = pickle.loads(pickle.dumps(aggregation))
    cube = small_cube().sel(indicator="3.3")
    totals = [
        cchc.roll_up(cube, over_units=each, missing="skip_missing") for each in (aggregation, again)
    ]
    figures = [each.figure("3.3", "tinh", "2023-H1").text for each in totals]
    assert figures[0] == figures[1] != ""


def test_labels_are_texts():
    for decorator in (
        cchc.aggregation("x", label=5),
        cchc.baseline("x", label=5),
        cchc.reader("x", suffixes=".se", label=5),
        cchc.unit_resolver("x", label=5),
    ):
        refused(lambda: decorator(lambda *given: None), "x", "label")  # noqa: B023


def test_words_before_a_colon_are_those_of_the_engine():
    for word in ("sum", "count", "mean", "minimum", "maximum", "median", "parent", "top"):
        assert _core.modified_reference(f"{word}:") is not None


@pytest.mark.parametrize("register", [cchc.extend.indicator, cchc.extend.rule])
def test_type_checkers_see_an_extension_or_a_decorator(register):
    results = [each.__annotations__["return"] for each in typing.get_overloads(register)]
    assert results == ["Extension", "Callable[[Function], Function]"]


def test_an_indicator_that_takes_the_code_of_what_it_reads_is_told_so():
    cchc.indicator("files", formula="[3.3] * 2", code="3.3", unit_of_measure=FILES, kind="flow")
    refused(lambda: cchc.derive(small_cube(), "files"), "'3.3'", code="E1414")
