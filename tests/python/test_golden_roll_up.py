"""The golden roll-ups of tests/data/roll_up, through the package; see the README there."""

import json
from pathlib import Path

import pytest

import cchc

FOLDER = Path(__file__).parents[1] / "data" / "roll_up"
CASES = sorted(path.parent for path in FOLDER.glob("*/expected.json"))


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def observations(case):
    """One table of all sources of a case, in order."""
    table = cchc.Observations()
    for position, source in enumerate(case["sources"]):
        rows = [row for row in case["observations"] if row.get("source", 0) == position]
        table.append_all(cchc.from_rows([row | {"source": None} for row in rows], **source))
    return table


@pytest.fixture(scope="module")
def catalogue():
    return cchc.load_catalogue(FOLDER / "catalogue.json")


def runs():
    """Every run of every case with its cube, by the name of the case and the run's position."""
    for folder in CASES:
        for number, run in enumerate(load(folder / "expected.json")["runs"]):
            yield pytest.param(load(folder / "cube.json"), run, id=f"{folder.name}-{number}")


def built(case, run, catalogue):
    return cchc.build(
        observations(case),
        hierarchy=case["units"],
        catalogue=catalogue,
        as_known=run.get("as_known"),
    )


def rolled_up(cube, options):
    return cchc.roll_up(
        cube, **{key: float(value) if key == "minimum_coverage" else value
                 for key, value in options.items()}
    )  # fmt: skip


def found(cube, rolled, expected):
    """What the package says, for every member that the expectation asks for."""
    indicator, unit, period = (expected[key] for key in ("indicator", "unit", "period"))
    figure = rolled.figure(indicator, unit, period)
    row, column = rolled.hierarchy.at(unit), rolled.core.at_period(cchc.Period(period))
    plane = rolled[indicator]
    own = cube.figure(indicator, unit, period)

    def at(array):
        number = array[row, column]
        return None if number != number else number

    says = {
        "figure": lambda: figure.text or None,
        "state": lambda: figure.state,
        "so_far": lambda: at(plane.so_far),
        "own": lambda: own.text or None,
        "coverage": lambda: f"{at(plane.reported)}/{at(plane.expected)}",
        "not_applicable": lambda: int(at(plane.not_applicable)),
        "absentees": lambda: rolled.absentees(indicator, unit, period),
        "marks": lambda: sorted(figure.marks),
        "numerator": lambda: at(plane.numerator),
        "denominator": lambda: at(plane.denominator),
        "answers": lambda: {str(code): int(at(n)) for code, n in plane.answers.items()},
    }
    return {key: say() for key, say in says.items() if key in expected}


def as_said(key, value):
    """An expected member as the package says it: the parts of rates are float64 arrays."""
    floats = {"so_far", "numerator", "denominator"}
    return float(value) if key in floats and value is not None else value


def test_there_are_cases():
    assert len(CASES) >= 10


@pytest.mark.parametrize(("case", "run"), list(runs()))
def test_a_golden_roll_up_gives_the_expected_figures(case, run, catalogue):
    cube = built(case, run, catalogue)
    if "issues" in run:
        assert sorted(issue["code"] for issue in cube.issues) == run["issues"]
    if "error" in run:
        with pytest.raises(cchc.Error) as caught:
            rolled_up(cube, run["options"])
        assert caught.value.code == run["error"]
        assert caught.value.message_vi != caught.value.message_en
        return
    rolled = rolled_up(cube, run["options"])
    for expected in run["figures"]:
        says = found(cube, rolled, expected)
        wanted = {key: as_said(key, expected[key]) for key in says}
        assert says == wanted, (expected["indicator"], expected["unit"], expected["period"])
        assert expected["source"]
