"""contribution(): baselines of other cubes, revisions, shared lists, and the explanation."""

from __future__ import annotations

import pytest

import cchc
from cchc.compare import Contribution

UNITS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "x", "name": "Xã X", "parent": "p", "type": "commune"},
    {"id": "y", "name": "Xã Y", "parent": "p", "type": "commune"},
]
Cell = tuple[str, str, str, float]


def cube_of(*cells: Cell) -> cchc.Cube:
    rows = [{"indicator": i, "unit": u, "period": p, "value": v} for i, u, p, v in cells]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


@pytest.fixture
def then() -> cchc.Cube:
    return cube_of(("4.2.1", "x", "2023-H1", 40), ("4.2.1", "y", "2023-H1", 12))


@pytest.fixture
def now() -> cchc.Cube:
    return cube_of(
        ("4.2.1", "x", "2023-H1", 38),
        ("4.2.1", "y", "2023-H1", 12),
        ("4.2.1", "x", "2024-H1", 45),
        ("4.2.1", "y", "2024-H1", 10),
    )


def test_a_window_of_another_cube_can_be_the_baseline(now: cchc.Cube, then: cchc.Cube) -> None:
    split = cchc.contribution(now, "4.2.1", "p", "2024-H1", "2023-H1", baseline=then)
    assert (split.then, split.now, split.change) == ("52", "55", "3")
    change = cchc.compare(
        cchc.roll_up(now), "2024-H1", "2023-H1", baseline=cchc.roll_up(then)
    ).change("4.2.1", "p")
    assert (change.baseline, change.change) == (52.0, 3.0)
    assert str(change.baseline_period) == "2023-H1"


def test_a_revised_baseline_is_split_into_the_revision_and_the_rest(
    now: cchc.Cube, then: cchc.Cube
) -> None:
    made = cchc.contribution_with_revision(now, "4.2.1", "p", "2024-H1", "2023-H1", known_then=then)
    assert made.change == "3"
    assert [(part.unit, part.group, part.change) for part in made.revision.parts] == [
        ("x", "revised", "-2")
    ]
    assert made.since.change == "5"
    assert made.rounding == "0"
    assert str(made.revision.period) == str(made.since.baseline_period) == "2023-H1"


def test_options_reach_both_halves_of_a_revised_change(now: cchc.Cube, then: cchc.Cube) -> None:
    made = cchc.contribution_with_revision(
        now, "4.2.1", "p", "2024-H1", "2023-H1", known_then=then, merged=[["x", "y"]]
    )
    assert [part.group for part in made.since.parts] == ["merged"]
    assert [part.group for part in made.revision.parts] == ["merged"]


def test_units_that_share_a_list_are_one_part() -> None:
    cube = cube_of(
        ("7.1", "x", "2023-H1", 100),
        ("7.1", "y", "2023-H1", 90),
        ("7.1", "x", "2024-H1", 110),
        ("7.1", "y", "2024-H1", 120),
    )
    split = cchc.contribution(cube, "7.1", "p", "2024-H1", "2023-H1")
    assert [(part.group, part.members, part.change) for part in split.parts] == [
        ("shared_list", ("x", "y"), "20")
    ]
    change = cchc.compare(cchc.roll_up(cube), "2024-H1", "2023-H1").change("7.1", "p")
    assert change.change == 20.0


def test_explain_shows_the_parts_and_their_figures_on_both_sides(now: cchc.Cube) -> None:
    split = cchc.contribution(now, "4.2.1", "p", "2024-H1", "2023-H1")
    told = cchc.explain(split, lang="en")
    assert told.tree["figure"] == "5"
    assert [part["figure"] for part in told.tree["parts"]] == ["7", "-2"]
    assert [cell["figure"] for cell in told.tree["parts"][0]["parts"]] == ["45", "38"]
    text = told.to_text()
    assert "now: 4.2.1 | Xã X | 2024-H1 = 45" in text
    assert "reported in both periods" in text
    assert "thực tế" in told.to_text(lang="vi")
    assert "<" in told.to_html()


def test_explain_takes_no_further_words_for_a_contribution(now: cchc.Cube) -> None:
    split = cchc.contribution(now, "4.2.1", "p", "2024-H1", "2023-H1")
    with pytest.raises(cchc.SelectionError):
        cchc.explain(split, "4.2.1")
    with pytest.raises(cchc.SelectionError):
        cchc.explain(now)
    revised = cchc.contribution_with_revision(
        now, "4.2.1", "p", "2024-H1", "2023-H1", known_then=now
    )
    assert isinstance(revised.revision, Contribution)
    with pytest.raises(cchc.SelectionError):
        cchc.explain(revised.revision, "4.2.1")


def test_explain_shows_a_revision_and_what_came_after(now: cchc.Cube, then: cchc.Cube) -> None:
    revised = cchc.contribution_with_revision(
        now, "4.2.1", "p", "2024-H1", "2023-H1", known_then=then
    )
    told = cchc.explain(revised, lang="en").tree
    assert told["figure"] == revised.change
    assert [part["role_en"] for part in told["parts"]] == [
        "revision of the baseline",
        "change since",
    ]
    figures = [part["figure"] for part in told["parts"]]
    assert figures == [revised.revision.change, revised.since.change]
    assert sum(map(int, figures)) == int(told["figure"])
    assert cchc.explain(revised.revision).tree["figure"] == revised.revision.change


def test_explain_shows_as_much_as_is_asked_for(now: cchc.Cube) -> None:
    split = cchc.contribution(now, "4.2.1", "p", "2024-H1", "2023-H1")
    assert len(cchc.explain(split, parts=1).tree["parts"]) == 1
    assert cchc.explain(split, depth=0).tree["parts_left_out"] == 2
    rolled = cchc.roll_up(now)
    told = cchc.explain(rolled, "4.2.1", "p", "2024-H1", parts=1)
    assert (len(told.tree["parts"]), told.tree["parts_left_out"]) == (1, 1)
    with pytest.raises(cchc.SelectionError, match="parts"):
        cchc.explain(rolled, "4.2.1", "p", "2024-H1", parts=-1)


def test_what_cannot_be_split_names_the_call_that_is_legal(now: cchc.Cube) -> None:
    cube = cube_of(("1.5", "x", "2023-H1", 1), ("1.5", "x", "2024-H1", 2))
    with pytest.raises(cchc.ComparisonError) as refused:
        cchc.contribution(cube, "1.5", "p", "2024-H1", "2023-H1")
    assert refused.value.code == "CCHC-E1103"
    assert "compare(roll_up(cube)" in str(refused.value)
