"""Derived figures on rebuilt units: computed of what was carried, never carried where that differs."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

import cchc

UNITS = [
    {"id": "p", "name": "P", "type": "province", "level": "province", "reports": False},
    *(
        {"id": u, "name": u, "parent": "p", "type": "commune", "level": "commune"}
        for u in ("a1", "a2", "a3")
    ),
    {
        "id": "m",
        "name": "M",
        "parent": "p",
        "type": "commune",
        "level": "commune",
        "valid_from": "2024-07-01",
    },
]
MERGE = {"kind": "merge", "date": "2024-07-01", "from": ["a1", "a2"], "to": ["m"]}
SHARES = {
    "kind": "transfer",
    "date": "2024-07-01",
    "from": ["a1"],
    "to": [{"unit": "a2", "share": "0.25"}],
}
AMOUNTS = {
    "kind": "transfer",
    "date": "2024-07-01",
    "from": ["a1"],
    "to": [{"unit": "a2", "amounts": {"3.3": 2}}],
}
FORMULAS = {
    "less": "[3.3.received] - [3.3]",
    "lists": "[3.1] - [7.1.1]",
    "twice": "2 * [3.1]",
    "rounded": "round([3.3] / 3)",
    "larger": "max([3.3], [3.3.received])",
    "over_a_year": "[3.3] - [3.3 @ same_period_last_year]",
    "spread": "2 * [over_a_year]",
}
MEASURES = {"lists": "procedure", "twice": "procedure"}
EARLIER = {
    "kind": "transfer",
    "date": "2024-01-01",
    "from": ["a1"],
    "to": [{"unit": "a3", "share": "0.5"}],
}
STATES = ("missing", "optional", "not_applicable")
CODES = ("3.1", "7.1.1", "3.3", "3.3.received")


def units(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The units, of which the merged ones end."""
    if event is not MERGE:
        return [row for row in UNITS if row["id"] != "m"]
    return [
        {**row, "valid_to": "2024-07-01"} if row["id"] in ("a1", "a2") else row for row in UNITS
    ]


def cell(draw: random.Random) -> dict[str, Any]:
    """A figure, or now and then a blank of some sort."""
    if draw.random() < 0.85:
        return {"value": draw.randrange(3, 40)}
    return {"value": None, "state": draw.choice(STATES)}


def reported(seed: int, event: dict[str, Any]) -> cchc.Cube:
    draw = random.Random(seed)
    rows = [
        {"indicator": code, "unit": unit, "period": period, **cell(draw)}
        for code in CODES
        for unit in ("a1", "a2", "a3")
        for period in ("2023-H1", "2024-H1")
        if draw.random() < 0.9
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=units(event))


#: Case files, whose figures add up over units and windows.
ADDS_UP = {
    "unit_of_measure": "case file (hồ sơ)",
    "kind": "flow",
    "over_units": "sum",
    "over_periods": "sum",
}


def register() -> None:
    for name, formula in FORMULAS.items():
        measure = MEASURES.get(name, "case file (hồ sơ)")
        cchc.indicator(name, formula=formula, unit_of_measure=measure, over_units="sum")


EVENTS = {"merge": MERGE, "shares": SHARES, "amounts": AMOUNTS, "earlier": EARLIER}
VIEWS = {
    "day": {"as_it_is": "2024-08-01"},
    "groups": {"constant_perimeter": ("2023-01-01", "2024-08-01")},
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
@pytest.mark.parametrize("event", EVENTS.values(), ids=list(EVENTS))
def test_deriving_and_rebuilding_may_change_places(
    event: dict[str, Any], view: dict[str, Any]
) -> None:
    figures = 0
    with cchc.extensions():
        register()
        for seed in range(60):
            cube = reported(seed, event)
            try:
                first = cchc.derive(cube)
            except cchc.SelectionError:
                continue
            lineage = cchc.lineage([event], cube.hierarchy)
            carried = cchc.rebuild(first, lineage, **view)
            anew = cchc.derive(cchc.rebuild(cube, lineage, **view))
            for name in set(first.indicators) - set(cube.indicators):
                for unit in carried.unit_ids:
                    found = carried.figure(name, unit, "2024-H1")
                    wanted = anew.figure(name, unit, "2024-H1")
                    for told in ("text", "state", "marks", "so_far"):
                        same = getattr(found, told) == getattr(wanted, told)
                        assert same, (seed, name, unit, told)
                    figures += found.state == "reported"
    assert figures > 300


def test_a_list_held_in_common_is_not_added_up_by_a_formula_of_it() -> None:
    rows = [
        {"indicator": code, "unit": unit, "period": "2024-H1", "value": value}
        for code, unit, value in (
            ("3.1", "a1", 100),
            ("3.1", "a2", 100),
            ("7.1.1", "a1", 40),
            ("7.1.1", "a2", 30),
        )
    ]
    with cchc.extensions():
        register()
        cube = cchc.derive(cchc.build(cchc.from_rows(rows), hierarchy=units(MERGE)), "lists")
        lineage = cchc.lineage([MERGE], cube.hierarchy)
        found = cchc.rebuild(cube, lineage, as_it_is="2024-08-01").figure("lists", "m", "2024-H1")
    assert (found.text, set(found.marks)) == ("60", {"estimated", "rebuilt"})


def test_what_a_function_makes_of_moved_amounts_is_not_known() -> None:
    with cchc.extensions():
        cchc.indicator("own", inputs=("3.3",), **ADDS_UP)(lambda a: a)
        rows = [
            {"indicator": "3.3", "unit": unit, "period": "2024-H1", "value": 10}
            for unit in ("a1", "a2", "a3")
        ]
        cube = cchc.derive(cchc.build(cchc.from_rows(rows), hierarchy=units(AMOUNTS)))
        lineage = cchc.lineage([AMOUNTS], cube.hierarchy)
        rebuilt = cchc.rebuild(cube, lineage, as_it_is="2024-08-01")
    states = [rebuilt.figure("own", unit, "2024-H1").state for unit in ("a1", "a2", "a3")]
    assert states == ["missing", "missing", "reported"]
    assert [issue["place"] for issue in rebuilt.issues if issue["code"] == "CCHC-I1003"] == [
        "x.own"
    ]


def gaps(left: object, right: object) -> cchc.Cube:
    """Two departments: the first with the given value or state of 3.3 and of a part of it."""
    part = "3.3.resolved_on_time"
    cells = {("3.3", "a1"): left, (part, "a1"): right, ("3.3", "a2"): 4, (part, "a2"): 2}
    rows = [
        {
            "indicator": code,
            "unit": unit,
            "period": "2024-H1",
            **({"state": cell, "value": None} if isinstance(cell, str) else {"value": cell}),
        }
        for (code, unit), cell in cells.items()
    ]
    tree = [
        {"id": "a", "name": "A", "level": "district", "reports": False},
        *({"id": u, "name": u, "parent": "a", "level": "commune"} for u in ("a1", "a2")),
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=tree)


@pytest.mark.parametrize("left", [*STATES, 3])
@pytest.mark.parametrize("right", [*STATES, 3])
def test_a_function_leaves_the_gaps_that_a_formula_leaves(left: object, right: object) -> None:
    with cchc.extensions():
        cchc.indicator("f", formula="[3.3] + [3.3.resolved_on_time]", **ADDS_UP)
        cchc.indicator("g", inputs=("3.3", "3.3.resolved_on_time"), **ADDS_UP)(lambda a, b: a + b)
        cube = cchc.derive(gaps(left, right), ["f", "g"])
        totals = cchc.roll_up(cube)
    states = [cube.figure(name, "a1", "2024-H1").state for name in ("f", "g")]
    assert states[0] == states[1]
    found = [totals.figure(name, "a", "2024-H1") for name in ("f", "g")]
    assert (found[0].text, found[0].state) == (found[1].text, found[1].state)


def test_the_declared_total_of_a_function_stands_whatever_is_derived_next() -> None:
    with cchc.extensions():
        cchc.indicator("fu", inputs=("3.3", "3.3.resolved_on_time"), **ADDS_UP)(np.maximum)
        cchc.indicator("twice", formula="2 * [fu]", **ADDS_UP)
        cube = cchc.derive(gaps(1, 9), "fu")
        totals = cchc.roll_up(cube)
        assert totals.figure("fu", "a", "2024-H1").text == "13"
        again = cchc.derive(totals)
        assert again.figure("fu", "a", "2024-H1").text == "13"
        assert again.figure("twice", "a", "2024-H1").text == "26"
        assert "4" in str(cchc.explain(again, "fu", "a", "2024-H1", depth=5))
        years = cchc.derive(cchc.resample(cube, "half"), "twice")
        assert years.figure("fu", "a1", "2024-H1").text == "9"


@pytest.mark.parametrize(("figure", "text"), [(0.5, "4.5"), (0.125, "4.125"), (2.0, "6")])
def test_a_sum_of_decimals_does_not_depend_on_the_figures_being_whole(
    figure: float, text: str
) -> None:
    with cchc.extensions():
        cchc.indicator("part", inputs=("3.3",), **ADDS_UP)(lambda a: np.where(a == 3, figure, a))
        totals = cchc.roll_up(cchc.derive(gaps(3, 3), "part"))
    assert totals.figure("part", "a", "2024-H1").text == text


def test_quotients_of_a_function_are_refused_by_what_they_are() -> None:
    with cchc.extensions():
        cchc.indicator("third", inputs=("3.3",), **ADDS_UP)(lambda a: a / 3)
        with pytest.raises(cchc.AggregationError, match=r"E1032.*function.*9 decimals"):
            cchc.roll_up(cchc.derive(gaps(4, 3), "third"))


KEPT = {
    "unit_of_measure": "case file (hồ sơ)",
    "kind": "flow",
    "over_units": "sum",
    "over_periods": "sum",
}


def test_totals_of_what_came_in_know_what_a_rebuild_withheld_of_a_formula() -> None:
    rows = [
        {"indicator": "3.3", "unit": unit, "period": "2024-H1", "value": value}
        for unit, value in (("a1", 10), ("a2", None), ("a3", 5))
    ]
    with cchc.extensions():
        cchc.indicator("two", formula="2 * [3.3]", **KEPT)
        cube = cchc.build(cchc.from_rows(rows), hierarchy=units(MERGE))
        lineage = cchc.lineage([MERGE], cube.hierarchy)
        found = cchc.derive(cchc.rebuild(cube, lineage, as_it_is="2024-08-01"))
        assert "withheld" in found.figure("two", "m", "2024-H1").marks
        totals = cchc.roll_up(found)
        so_far = [totals.figure(code, "p", "2024-H1").so_far for code in ("3.3", "two")]
    assert so_far[1] == 2 * so_far[0] == 30


def test_a_function_leaves_out_the_units_that_like_for_like_left_out() -> None:
    rows = [
        {"indicator": "3.3", "unit": unit, "period": period, "value": value}
        for unit, period, value in (
            ("a1", "2023-H1", 10),
            ("a2", "2023-H1", 7),
            ("a1", "2024-H1", 12),
        )
    ]
    with cchc.extensions():
        cchc.indicator("f", formula="2 * [3.3]", **KEPT)
        cchc.indicator("g", inputs=("3.3",), **KEPT)(lambda a: 2 * a)
        cube = cchc.build(cchc.from_rows(rows), hierarchy=units(AMOUNTS))
        matched = cchc.like_for_like(cube, "2024-H1", "2023-H1")
        totals = cchc.roll_up(cchc.derive(matched))
        found = [totals.figure(name, "p", "2023-H1") for name in ("f", "g")]
    assert [(each.text, each.reported, each.expected) for each in found] == [("20", 1, 1)] * 2


def test_a_total_that_is_blank_by_right_is_no_gap_to_fill() -> None:
    part = "3.3.resolved_on_time"
    rows = [
        {"indicator": code, "unit": unit, "period": "2024-H1", "state": "not_applicable"}
        if value is None
        else {"indicator": code, "unit": unit, "period": "2024-H1", "value": value}
        for code, unit, value in (
            ("3.3", "a1", 20),
            (part, "a1", None),
            ("3.3", "a2", None),
            (part, "a2", 26),
        )
    ]
    with cchc.extensions():
        cchc.indicator("both", formula=f"[3.3] + [{part}]", **KEPT)
        own = [row for row in UNITS if row["id"] in ("p", "a1", "a2")]
        totals = cchc.roll_up(cchc.derive(cchc.build(cchc.from_rows(rows), hierarchy=own)))
        before = totals.figure("both", "p", "2024-H1")
        after = cchc.derive(totals).figure("both", "p", "2024-H1")
    assert (before.text, before.state) == (after.text, after.state)
