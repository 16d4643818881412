"""References over other units: policies, coverage, nested levels, explanations; beside a slow twin."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_references import FOLDS, Twin, Unit
from small_province import small_cube

import cchc

EXAMPLES = int(os.environ.get("CCHC_EXAMPLES", "80"))
LEVELS = ("province", "district", "ward")
POLICIES = [("complete", 1.0), ("minimum_coverage", 0.5), ("skip_missing", 1.0)]
PEOPLE = ("4.2.1", "4.2.2")
PERIOD = "2024-H1"


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


@st.composite
def twins(draw):
    """Trees in which any level may stand inside any other, and cells with gaps."""
    size = draw(st.integers(1, 8))
    units = [
        Unit(
            draw(st.sampled_from(LEVELS)),
            -1 if at == 0 else draw(st.integers(0, at - 1)),
            draw(st.booleans()),
        )
        for at in range(size)
    ]
    cells = {
        code: draw(st.dictionaries(st.integers(0, size - 1), st.integers(0, 99))) for code in PEOPLE
    }
    return Twin(units, cells)


def cube_of(twin):
    rows = [
        {"indicator": code, "unit": f"u{unit}", "period": PERIOD, "value": value}
        for code, cells in twin.cells.items()
        for unit, value in cells.items()
    ]
    # The indicators and the period are there even where nobody gave a figure.
    rows += [{"indicator": code, "unit": "u0", "period": "2023-H1", "value": 1} for code in PEOPLE]
    rows.append({"indicator": "3.3", "unit": "u0", "period": PERIOD, "value": 1})
    tree = [
        {
            "id": f"u{at}",
            "name": f"Đơn vị {at}",
            "level": each.level,
            "reports": each.reports,
            **({"parent": f"u{each.parent}"} if each.parent >= 0 else {}),
        }
        for at, each in enumerate(twin.units)
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=tree)


def operand_of(tree, code):
    return next(each for each in tree["parts"] if each["indicator"] == code)


def level_there(twin, level, rolled):
    """The level if the tree has it; else none, or that of the root where one must be named."""
    if level in [each.level for each in twin.units]:
        return level
    return twin.units[0].level if rolled else ""


def check_unit(twin, cube, unit, reference, policy, rolled):
    word, code, level = reference
    read = twin.read(code, level, unit, rolled=rolled)
    figure = cube.figure("read", f"u{unit}", PERIOD)
    if word == "count":
        assert figure.value == len(read.figures)
    elif twin.stands(read, unit, policy):
        assert figure.value == float(FOLDS[word](read.figures))
        assert figure.marks == ()
    else:
        assert figure.value is None
        assert ("withheld" in figure.marks) == bool(read.figures)
        assert (figure.state == "missing") == twin.has_any(level, unit)
    if len(twin.below(unit)) > 1:
        assert (figure.reported, figure.expected) == (len(read.reported), len(read.expected))
    named = ":".join(each for each in reference if each)
    operand = operand_of(cube.explain("read", f"u{unit}", PERIOD), named)
    entered = [each["unit"] for each in operand["parts"]]
    assert entered == [f"u{each}" for each in sorted_by_tree(cube, read.entered)]
    if len(twin.below(unit)) > 1:
        absent = {f"Đơn vị {each}" for each in read.expected - read.reported}
        told = set(operand["absentees"])
        # Of totals the uppermost units with gaps are named; their own explanations go further.
        assert told == absent if not rolled else bool(told) == bool(absent)


def sorted_by_tree(cube, units):
    return sorted(units, key=lambda each: cube.hierarchy.at(f"u{each}"))


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    twin=twins(),
    word=st.sampled_from([*FOLDS, "count"]),
    level=st.sampled_from(("", *LEVELS)),
    policy=st.sampled_from(POLICIES),
    rolled=st.booleans(),
)
def test_a_reference_reads_what_the_slow_twin_reads(twin, word, level, policy, rolled):
    level = level_there(twin, level, rolled)
    cube = cube_of(twin)
    if rolled:
        cube = cchc.roll_up(cube, missing=policy[0], minimum_coverage=policy[1])
    code = PEOPLE[0]
    named = ":".join(each for each in (word, code, level) if each)
    with cchc.extensions():
        measure = "percent" if word == "count" else "person"
        cchc.indicator("read", formula=f"[{named}]", unit_of_measure=measure)
        given_policy = {} if rolled else {"missing": policy[0], "minimum_coverage": policy[1]}
        derived = cchc.derive(cube, "read", **given_policy)
    for unit in range(len(twin.units)):
        check_unit(twin, derived, unit, (word, code, level), policy, rolled)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    twin=twins(),
    levels=st.tuples(*[st.sampled_from(("", *LEVELS))] * 2),
    policy=st.sampled_from(POLICIES),
    rolled=st.booleans(),
)
def test_a_rate_is_of_the_same_units_or_there_is_none(twin, levels, policy, rolled):
    levels = [level_there(twin, each, rolled) for each in levels]
    cube = cube_of(twin)
    if rolled:
        cube = cchc.roll_up(cube, missing=policy[0], minimum_coverage=policy[1])
    names = [f"sum:{code}:{level}".rstrip(":") for code, level in zip(PEOPLE, levels, strict=True)]
    with cchc.extensions():
        cchc.indicator("rate", formula="[{}] / [{}]".format(*names))
        derived = cchc.derive(cube, "rate", missing=policy[0], minimum_coverage=policy[1])
    for unit in range(len(twin.units)):
        above, under = (
            twin.read(code, level, unit, rolled=rolled)
            for code, level in zip(PEOPLE, levels, strict=True)
        )
        both = all(twin.stands(each, unit, policy) for each in (above, under))
        complete = all(each.reported == each.expected for each in (above, under))
        alike = complete or above.reported == under.reported
        figure = derived.figure("rate", f"u{unit}", PERIOD)
        if both and alike and sum(under.figures):
            assert figure.value == sum(above.figures) / sum(under.figures)
        else:
            assert figure.value is None


def derived_rate(formula, **options):
    cchc.indicator("rate", formula=formula)
    return cchc.derive(small_cube(), "rate", **options)


def test_a_sum_that_lacks_a_unit_gives_no_rate_and_says_why():
    cube = derived_rate("100 * [sum:4.2.2] / [sum:4.2.1]")
    figure = cube.figure("rate", "tinh", PERIOD)
    assert (figure.value, figure.expected, figure.reported) == (None, 3, 2)
    loose = cchc.derive(small_cube(), "rate", missing="skip_missing")
    assert loose.figure("rate", "tinh", PERIOD).value is None
    told = loose.explain("rate", "tinh", PERIOD)
    assert "unlike units" in told["rule_en"]
    above, under = told["parts"]
    assert above["absentees"] == []
    assert under["absentees"] == ["Sở C <b>&"]
    assert [each["unit"] for each in under["parts"]] == ["so-a", "so-b"]
    assert [each["origin"]["raw"] for each in under["parts"]] == ["45", "30"]


def test_a_rate_of_the_same_units_stands_with_its_coverage_where_the_policy_lets_it():
    formula = "100 * [maximum:4.2.1] / [sum:4.2.1]"
    strict = derived_rate(formula).figure("rate", "tinh", PERIOD)
    assert (strict.value, strict.marks, strict.so_far) == (None, ("withheld",), 60)
    loose = cchc.derive(small_cube(), "rate", missing="minimum_coverage", minimum_coverage=0.6)
    figure = loose.figure("rate", "tinh", PERIOD)
    assert (figure.value, figure.expected, figure.reported) == (60, 3, 2)


def test_a_cube_that_is_rolled_up_lends_its_policy():
    cchc.indicator("read", formula="[sum:4.2.1:department]", unit_of_measure="person")
    loose = cchc.roll_up(small_cube(), missing="skip_missing")
    assert cchc.derive(loose, "read").figure("read", "tinh", PERIOD).value == 75
    strict = cchc.derive(loose, "read", missing="complete").figure("read", "tinh", PERIOD)
    assert (strict.value, strict.so_far) == (None, 75)
    assert cchc.derive(cchc.roll_up(small_cube()).sel(level="province"), "read").figure(
        "read", "tinh", PERIOD
    ).marks == ("withheld",)


def test_windows_of_a_reference_are_told():
    cchc.indicator("cut", formula="[sum:4.2.1 @ 2015] - [sum:4.2.1]", unit_of_measure="person")
    cube = cchc.derive(small_cube(), "cut", missing="skip_missing")
    assert cube.figure("cut", "tinh", PERIOD).value is None  # three units against two
    windows = [each["period"] for each in cube.explain("cut", "tinh", PERIOD)["parts"]]
    assert windows == ["2015", PERIOD]
    assert cube.figure("cut", "tinh", "2023-H1").text == "10"


def test_a_reference_may_read_what_is_derived_in_the_same_call():
    cchc.indicator("gap", formula="[4.2.1] - [4.2.2]", unit_of_measure="person")
    cchc.indicator("all_gaps", formula="[sum:gap]", unit_of_measure="person")
    cube = cchc.derive(small_cube(), "all_gaps", missing="skip_missing")
    assert cube.figure("all_gaps", "tinh", PERIOD).text == "2"


def test_a_derived_cube_may_be_rolled_up_and_keeps_such_totals():
    cchc.indicator("read", formula="[sum:3.3]", unit_of_measure="case file (hồ sơ)")
    whole = cchc.roll_up(cchc.derive(small_cube(), "read"))
    assert whole.figure("read", "tinh", PERIOD).text == whole.figure("3.3", "tinh", PERIOD).text
    assert whole.explain("read", "tinh", PERIOD)["parts"][0]["coverage"] == "3/3"


def test_an_unknown_policy_is_refused():
    cchc.indicator("read", formula="[sum:3.3]", unit_of_measure="case file (hồ sơ)")
    with pytest.raises(cchc.SelectionError, match="E0920"):
        cchc.derive(small_cube(), "read", missing="sometimes")
    with pytest.raises(cchc.AggregationError, match="E1003"):
        cchc.derive(small_cube(), "read", missing="minimum_coverage", minimum_coverage=0)
