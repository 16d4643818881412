"""The rule engine against its slow twin, on random reports and rules."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slow_rules import Twin, text_of

import cchc
from cchc import _core
from cchc.validate import Findings

EXAMPLES = int(os.environ.get("CCHC_RULE_EXAMPLES", "150"))

UNITS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "a", "name": "A", "parent": "p", "type": "department"},
    {"id": "b", "name": "B", "parent": "p", "type": "department"},
]
PERIODS = ["2023", "2023-H2", "2024-H1", "2024-H2"]
WHOLE = ("4.2.1", "4.2.2")  # people: levels
RATES = ("4.2.5", "4.3.4")  # per cent: printed with decimals
LEVELS = {*WHOLE, *RATES}
CODES = (*WHOLE, *RATES)


@st.composite
def reports(draw):
    cells = {}
    for unit in ("a", "b"):
        for period in PERIODS:
            if draw(st.integers(0, 4)) == 0:
                continue  # no report at all
            for code in CODES:
                state = draw(st.sampled_from(["reported"] * 6 + ["missing", "not_applicable"]))
                if state != "reported":
                    cells[code, unit, period] = (state, None)
                elif code in WHOLE:
                    cells[code, unit, period] = (state, str(draw(st.integers(0, 4))))
                else:
                    decimals = draw(st.integers(0, 2))
                    mantissa = draw(st.integers(0, 4 * 10**decimals))
                    text = f"{mantissa / 10**decimals:.{decimals}f}"
                    cells[code, unit, period] = (state, text)
    return cells


cells = st.tuples(
    st.just("cell"),
    st.sampled_from(CODES),
    st.sampled_from(["same", "same", "same", "previous", "same_period_last_year"]),
)
numbers = st.tuples(st.just("number"), st.sampled_from(["0", "1", "2", "0.5"]))
terms = cells | st.tuples(st.just("*"), numbers, cells)
sums = st.recursive(terms | numbers, lambda inner: st.tuples(st.sampled_from("+-"), inner, inner),
                    max_leaves=4)  # fmt: skip


@st.composite
def rules(draw):
    rule = {
        "left": draw(sums),
        "operator": draw(st.sampled_from(["<", "<=", "==", "!=", ">=", ">"])),
        "right": draw(sums),
        "missing": draw(st.sampled_from(["undecidable", "zero", "not_applicable"])),
        "tolerance": draw(st.sampled_from(["printed", "exact", "0.25"])),
    }
    if draw(st.booleans()):
        rule["when"] = draw(cells)
    return rule


def built(table):
    rows = [
        {"indicator": code, "unit": unit, "period": period, "state": state}
        | ({} if text is None else {"value": text})
        for (code, unit, period), (state, text) in table.items()
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


def item(rule, number):
    texts = {key: text_of(rule[key]) for key in ("left", "right", "when") if key in rule}
    return {
        **rule,
        **texts,
        "id": f"R{number}",
        "title_vi": "Quy tắc",
        "title_en": "Rule",
        "severity": "error",
        "question_vi": "Vì sao?",
        "question_en": "Why?",
    }


def judged(table, items):
    """What the engine says; random rules mix people and rates, which `validate` would refuse."""
    cube, loaded = built(table), cchc.rules.load(items)
    return Findings(cube, loaded, _core.validate(cube.core, loaded.core))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), st.lists(rules(), min_size=1, max_size=6))
def test_every_verdict_is_that_of_the_slow_twin(table, made):
    twin = Twin(table, WHOLE, LEVELS)
    findings = judged(table, [item(rule, n) for n, rule in enumerate(made)])
    expected = {
        (f"R{number}", unit, period): twin.verdict(rule, unit, period)
        for number, rule in enumerate(made)
        for unit in ("a", "b")
        for period in PERIODS
    }
    found = {(each.rule, each.unit, str(each.period)): each.verdict for each in findings.verdicts}
    assert found == {key: verdict for key, verdict in expected.items() if verdict is not None}


quotients = st.tuples(st.just("/"), cells, cells)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), quotients, st.sampled_from(["<=", "==", "!=", ">="]), terms)
def test_quotients_are_compared_as_fractions_are(table, left, operator, right):
    rule = {"left": left, "operator": operator, "right": right, "missing": "undecidable",
            "tolerance": "exact"}  # fmt: skip
    twin = Twin(table, WHOLE, LEVELS)
    for verdict in judged(table, [item(rule, 0)]).verdicts:
        assert verdict.verdict == twin.verdict(rule, verdict.unit, str(verdict.period))
