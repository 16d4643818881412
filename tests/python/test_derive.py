"""derive(): the catalogue's formulas as figures, on own figures and on totals."""

from __future__ import annotations

import pytest

import cchc

UNITS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "a", "name": "Sở A", "parent": "p", "type": "department"},
    {"id": "b", "name": "Sở B", "parent": "p", "type": "department"},
]
H1 = "2024-H1"


def cube_of(*cells: tuple[str, str, float | None]) -> cchc.Cube:
    rows = [{"indicator": i, "unit": u, "period": H1, "value": v} for i, u, v in cells]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


@pytest.fixture
def cube() -> cchc.Cube:
    return cube_of(
        ("3.3.received", "a", 40),
        ("3.3", "a", 36),
        ("3.3.received", "b", 10),
        ("3.3", "b", 8),
        ("7.1", "a", 120),
        ("7.1.1", "a", 30),
        ("7.1", "b", 80),
        ("7.1.1", "b", 70),
    )


def test_formulas_of_the_catalogue_become_figures(cube: cchc.Cube) -> None:
    derived = cchc.derive(cube)
    assert derived.figure("3.3.pending", "a", H1).text == "4"
    assert derived.figure("7.1.1.share", "a", H1).value == 25.0
    assert "7.1.2.share" not in derived
    assert "3.3.pending" in derived.indicators
    assert derived.figure("3.3", "a", H1) == cube.figure("3.3", "a", H1)


def test_a_rate_of_totals_is_pooled(cube: cchc.Cube) -> None:
    total = cchc.derive(cchc.roll_up(cube))
    assert total.figure("7.1.1.share", "p", H1).value == 50.0  # 100 of 200, not 25 + 87.5
    pending = total.figure("3.3.pending", "p", H1)
    assert (pending.text, pending.reported, pending.expected) == ("6", 2, 2)
    assert cchc.roll_up(cchc.derive(cube)).figure("7.1.1.share", "p", H1).value == 50.0


def test_the_own_figures_behind_totals_are_derived_too() -> None:
    cube = cube_of(("3.3.received", "a", 40), ("3.3", "a", 36), ("3.3", "b", 8))
    total = cchc.derive(cchc.roll_up(cube))
    assert total.figure("3.3.pending", "p", H1).value is None
    assert total.absentees("3.3.pending", "p", H1) == ["b"]


def test_a_selection_shows_what_was_derived_from_it(cube: cchc.Cube) -> None:
    derived = cchc.derive(cube.sel(indicator=["3.3"]))
    assert derived.indicators == ["3.3", "3.3.pending", "7.1.1.share"]


def test_explain_walks_through_the_formula(cube: cchc.Cube) -> None:
    tree = cchc.derive(cchc.roll_up(cube)).explain("3.3.pending", "p", H1)
    assert tree["rule_en"] == "formula [3.3.received] - [3.3]"
    assert [part["coefficient"] for part in tree["parts"]] == ["1", "-1"]
    assert [part["figure"] for part in tree["parts"]] == ["50", "44"]
    assert len(tree["parts"][0]["parts"]) == 2


def test_what_was_reported_stands(cube: cchc.Cube) -> None:
    cells = (("3.3.received", "a", 40), ("3.3", "a", 36), ("3.3.pending", "a", 5))
    assert cchc.derive(cube_of(*cells)).figure("3.3.pending", "a", H1).text == "5"


def test_the_engine_takes_any_formulas(cube: cchc.Cube) -> None:
    from cchc import _core

    core = _core.derive(cube.core, [("3.3.pending", "2 * [3.3]")])
    assert core.text(core.at("3.3.pending"), 1, 0) == "72"
    with pytest.raises(cchc.FormulaError):
        _core.derive(cube.core, [("3.3.pending", "2 *")])
