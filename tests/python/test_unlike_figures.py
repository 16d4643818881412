"""Figures that are not of one sort are neither compared, nor taken apart, nor split."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterable
from typing import Any

import pytest

import cchc
from cchc.errors import ComparisonError, Error

UNITS: list[dict[str, Any]] = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "a", "name": "Sở A", "parent": "p", "type": "department"},
    {"id": "b", "name": "Sở B", "parent": "p", "type": "department"},
    {"id": "c", "name": "Sở C", "parent": "p", "type": "department"},
]

Cell = tuple[str, str, str, float]


def reports(*cells: Cell, **words: Any) -> cchc.Observations:
    names = ("indicator", "unit", "period", "value")
    return cchc.from_rows([dict(zip(names, cell, strict=True)) for cell in cells], **words)


def cube_of(*cells: Cell, units: Iterable[dict[str, Any]] = UNITS) -> cchc.Cube:
    return cchc.build(reports(*cells), hierarchy=list(units))


def codes(result: Any) -> set[str]:
    return {reason.code for reason in result.reasons}


def refused(change: Any) -> bool:
    return bool(change.change is None and change.point_change is None)


def rate(unit: str, period: str, value: float) -> Cell:
    return ("3.3.1", unit, period, value)


def parts(unit: str, period: str, on_time: float, resolved: float) -> list[Cell]:
    return [("3.3", unit, period, resolved), ("3.3.resolved_on_time", unit, period, on_time)]


def test_pooled_rates_of_different_units_lack_coverage() -> None:
    cube = cube_of(
        *parts("a", "2024-H1", 50, 100),
        rate("a", "2024-H1", 50),
        rate("b", "2024-H1", 90),
        *parts("b", "2023-H1", 90, 100),
        rate("b", "2023-H1", 90),
        rate("a", "2023-H1", 50),
        units=UNITS[:3],
    )
    rolled = cchc.roll_up(cube, missing="skip_missing")
    change = cchc.compare(rolled, "2024-H1", "2023-H1").change("3.3.1", "p")
    assert (change.value, change.baseline) == (50, 90)
    assert refused(change)
    assert "COVERAGE" in codes(change)
    leaf = cchc.compare(rolled, "2024-H1", "2023-H1").change("3.3.1", "a")
    assert leaf.point_change == 0  # a rate of its own needs nobody's coverage


class TestTotalsThatAreNoSums:
    def test_are_not_taken_apart_over_windows(self) -> None:
        cube = cube_of(
            ("4.2.1", "a", "2024-Q1", 30),
            ("4.2.1", "b", "2024-Q1", 5),
            ("3.3.received", "a", "2024-Q1", 30),
            ("3.3.received", "b", "2024-Q1", 5),
            ("3.3.received", "a", "2024-H1", 31),
            ("3.3.received", "b", "2024-H1", 50),
            ("1.2.1", "a", "2024-Q1", 3),
            ("1.2.1", "a", "2024-H1", 7),
            ("1.2.1", "b", "2024-Q1", 1),
            ("1.2.1", "b", "2024-H1", 9),
            units=UNITS[:3],
        )
        largest = cchc.roll_up(cube, over_units="maximum")
        quarter = cchc.resample(largest, "2024-Q2")
        assert quarter.figure("1.2.1", "p", "2024-Q2").state == "missing"
        assert quarter.figure("1.2.1", "b", "2024-Q2").value == 8  # one unit's own
        finding = next(each for each in quarter.findings if each["unit"] == "p")
        assert finding["kind"] == "no_sum"
        assert "no sums" in str(cchc.explain(quarter, "1.2.1", "p", "2024-Q2", lang="en"))
        assert cchc.resample(largest, "2024-H1").figure("1.2.1", "p", "2024-H1").value == 9

    def test_of_windows_are_not_taken_apart_either(self) -> None:
        cube = cube_of(
            ("1.2.1", "a", "2024-Q1", 3), ("1.2.1", "a", "2024-Q2", 4), ("1.2.1", "a", "2024-Q3", 9),
            units=UNITS[:2],
        )  # fmt: skip
        largest = cchc.resample(cube, ["2024-Q1", "2024-H1"], over_periods="maximum")
        assert largest.figure("1.2.1", "a", "2024-H1").value == 4
        quarter = cchc.resample(largest, "2024-Q2")
        assert quarter.figure("1.2.1", "a", "2024-Q2").state == "missing"
        told = str(cchc.explain(quarter, "1.2.1", "a", "2024-Q2", lang="en"))
        assert "combined by 'maximum'" in told
        same = cchc.resample(largest, "2024-H1", over_periods="maximum")
        assert same.figure("1.2.1", "a", "2024-H1").value == 4

    def test_have_no_differences_by_formula(self) -> None:
        cube = cube_of(
            ("3.3.received", "a", "2024-H1", 40),
            ("3.3.received", "b", "2024-H1", 30),
            ("3.3", "a", "2024-H1", 10),
            ("3.3", "b", "2024-H1", 29),
            units=UNITS[:3],
        )
        derived = cchc.derive(cchc.roll_up(cube, over_units="maximum"))
        assert derived.figure("3.3.pending", "p", "2024-H1").state == "missing"
        assert derived.figure("3.3.pending", "a", "2024-H1").value == 30
        told = str(cchc.explain(derived, "3.3.pending", "p", "2024-H1", lang="en"))
        assert "derive first, then roll up" in told
        right = cchc.roll_up(cchc.derive(cube), over_units="maximum")
        assert right.figure("3.3.pending", "p", "2024-H1").value == 30


class TestFlowsOfCumulativeFigures:
    CUBE = cube_of(
        *(
            ("1.1.2", "a", period, value)
            for period, value in (
                ("2024-Q1", 3), ("2024-H1", 10), ("2024-9M", 12), ("2024", 20),
                ("2024-Q2", 10),
            )
        ),
        units=UNITS[:2],
    )  # fmt: skip

    def test_add_up_again(self) -> None:
        quarters = cchc.resample(self.CUBE, "quarter", flows_of_cumulative=True)
        year = cchc.resample(quarters, ["2024", "2024-H1"])
        assert year.figure("1.1.2", "a", "2024").value == 20
        assert year.figure("1.1.2", "a", "2024-H1").value == 10
        assert cchc.resample(year, "2024").figure("1.1.2", "a", "2024").value == 20

    def test_do_not_compare_with_figures_since_january(self) -> None:
        flows = cchc.resample(self.CUBE, ["2024-Q2"], flows_of_cumulative=True)
        since_january = cchc.resample(self.CUBE, "2024-Q2")
        change = cchc.compare(flows, "2024-Q2", baseline=since_january).change("1.1.2", "a")
        assert (change.value, change.baseline) == (7, 10)
        assert refused(change)
        assert codes(change) == {"KIND"}
        with pytest.raises(ComparisonError, match="KIND"):
            cchc.contribution(flows, "1.1.2", "p", "2024-Q2", baseline=since_january)


class TestSortsOfFigures:
    CUBE = cube_of(
        *(("4.2.1", unit, "2024-H1", 10) for unit in "pab"),
        *(("1.2.1", unit, "2024-Q1", 4) for unit in "pab"),
        *(("1.2.1", unit, "2024-Q2", 9) for unit in "pab"),
        units=UNITS[:3],
    )

    def test_an_own_figure_is_no_total(self) -> None:
        rolled = cchc.roll_up(self.CUBE)
        comparison = cchc.compare(rolled, "2024-H1", baseline=self.CUBE)
        assert "KIND" in codes(comparison.change("4.2.1", "p"))
        assert refused(comparison.change("4.2.1", "p"))
        assert comparison.change("4.2.1", "a").change == 0  # the same figure of one unit

    def test_a_largest_figure_is_no_sum(self) -> None:
        largest = cchc.roll_up(self.CUBE, over_units="maximum")
        comparison = cchc.compare(cchc.roll_up(self.CUBE), "2024-H1", baseline=largest)
        assert refused(comparison.change("4.2.1", "p"))
        assert "KIND" in codes(comparison.change("4.2.1", "p"))

    def test_a_largest_window_is_no_sum_of_windows(self) -> None:
        largest = cchc.resample(self.CUBE, "2024-H1", over_periods="maximum")
        summed = cchc.resample(self.CUBE, "2024-H1")
        comparison = cchc.compare(summed, "2024-H1", baseline=largest)
        assert refused(comparison.change("1.2.1", "a"))
        rolled = cchc.compare(cchc.roll_up(summed), "2024-H1", baseline=cchc.roll_up(largest))
        assert "KIND" in codes(rolled.change("1.2.1", "p"))


class TestContributionsRefuseWhatComparisonsRefuse:
    def test_unlike_versions_of_the_form(self) -> None:
        observations = reports(
            ("4.2.1", "a", "2024-H1", 10), ("4.2.1", "b", "2024-H1", 20),
            file="n", form_version="PL1-2024",
        )  # fmt: skip
        observations.append_all(
            reports(
                ("4.2.1", "a", "2023-H1", 9), ("4.2.1", "b", "2023-H1", 9),
                file="o", form_version="PL1-2020",
            )
        )  # fmt: skip
        cube = cchc.build(observations, hierarchy=UNITS[:3])
        asked = (cube, "4.2.1", "p", "2024-H1", "2023-H1")
        with pytest.raises(ComparisonError, match="FORM_VERSION"):
            cchc.contribution(*asked)
        split = cchc.contribution(*asked, permissive="FORM_VERSION")
        assert split.change == "12"
        assert "FORM_VERSION" in codes(split)

    def test_nobody_reported_the_baseline(self) -> None:
        cube = cube_of(
            ("4.2.1", "a", "2024-H1", 10), ("4.2.1", "b", "2024-H1", 20),
            ("4.2.2", "a", "2023-H1", 10), units=UNITS[:3],
        )  # fmt: skip
        split = cchc.contribution(cube, "4.2.1", "p", "2024-H1", "2023-H1")
        assert (split.now, split.then, split.change) == ("30", None, None)
        assert "BASE_MISSING" in codes(split)
        told = cchc.explain(split, lang="en").to_text()
        assert told.startswith("4.2.1 | Tỉnh | 2024-H1 = [")

    def test_never_give_a_number_where_a_comparison_gives_none(self) -> None:
        draw = random.Random(7)
        both = 0
        for _ in range(150):
            cells: list[Cell] = []
            for period in ("2024-H1", "2023-H1"):
                for unit in "abc":
                    if draw.random() < 0.85:
                        resolved = draw.choice([0, 3, 50, 10**9 + 7])
                        cells += [("3.3", unit, period, resolved)]
                        if draw.random() < 0.85:
                            on_time = draw.randint(0, resolved)
                            cells += [("3.3.resolved_on_time", unit, period, on_time)]
            cube = cube_of(*cells, rate("a", "2022-H1", 5), ("3.3", "a", "2022-H1", 1))
            rolled = cchc.roll_up(cube, missing="skip_missing")
            comparison = cchc.compare(rolled, "2024-H1", "2023-H1")
            for indicator in ("3.3", "3.3.1"):
                both += agree(cube, comparison, indicator)
        assert both > 50


def agree(cube: cchc.Cube, comparison: Any, indicator: str) -> bool:
    """Whether compare and contribution both give a number, which then is one."""
    change = comparison.change(indicator, "p")
    split = None
    with contextlib.suppress(Error):
        split = cchc.contribution(cube, indicator, "p", "2024-H1", "2023-H1")
    if split is None:
        assert refused(change), indicator
        return False
    if refused(change):
        moved = {part.cause for part in split.parts} & {"data", "perimeter"}
        missing = codes(split) & {"VALUE_MISSING", "BASE_MISSING"}
        assert moved or missing, (indicator, codes(change))
        return False
    found = change.point_change if change.change is None else change.change
    assert split.change is not None
    assert round(float(found), 6) == float(split.change)
    return True


class TestUnitsLostWithoutSuccessor:
    @staticmethod
    def rebuilt(fillers: int) -> cchc.Cube:
        fill = [
            {"id": f"f{i}", "name": f"F{i}", "parent": "p", "reports": False}
            for i in range(fillers)
        ]
        hierarchy = cchc.hierarchy(
            [
                {"id": "p", "name": "P", "reports": False},
                {"id": "x1", "name": "X1", "parent": "p", "valid_from": "2020-01-01",
                 "valid_to": "2024-01-01"},
                *fill,
                {"id": "x2", "name": "X2", "parent": "p", "valid_from": "2024-01-01",
                 "valid_to": "2025-01-01"},
                {"id": "z", "name": "Z", "parent": "p"},
            ]
        )  # fmt: skip
        lineage = cchc.lineage(
            [
                {"kind": "abolish", "date": "2024-01-01", "from": ["x1"]},
                {"kind": "create", "date": "2024-01-01", "to": ["x2"]},
                {"kind": "abolish", "date": "2025-01-01", "from": ["x2"]},
            ],
            hierarchy,
        )
        cube = cchc.build(
            reports(
                ("4.2.1", "x1", "2023-H1", 30), ("4.2.1", "z", "2023-H1", 10),
                ("4.2.1", "x2", "2024-H1", 3), ("4.2.1", "z", "2024-H1", 37),
            ),
            hierarchy=hierarchy,
        )  # fmt: skip
        return cchc.rebuild(cube, lineage, as_it_is="2025-02-01")

    @pytest.mark.parametrize("fillers", range(11))
    def test_are_told_apart_wherever_they_stand(self, fillers: int) -> None:
        rebuilt = self.rebuilt(fillers)
        change = cchc.compare(cchc.roll_up(rebuilt), "2024-H1", "2023-H1").change("4.2.1", "p")
        assert refused(change)
        assert "PERIMETER" in codes(change)
        with pytest.raises(ComparisonError, match="PERIMETER"):
            cchc.contribution(rebuilt, "4.2.1", "p", "2024-H1", "2023-H1")

    def test_are_named_and_survive_resampling(self) -> None:
        rebuilt = self.rebuilt(1)
        told = str(cchc.explain(cchc.roll_up(rebuilt), "4.2.1", "p", "2023-H1", lang="en"))
        assert "without the figures of X1" in told
        later = cchc.roll_up(cchc.resample(rebuilt, ["2023-H1", "2024-H1"]))
        change = cchc.compare(later, "2024-H1", "2023-H1").change("4.2.1", "p")
        assert "PERIMETER" in codes(change)


def test_a_pooled_rate_names_the_cells_that_entered_it() -> None:
    cube = cube_of(
        *parts("a", "2024-H1", 50, 100),
        rate("a", "2024-H1", 60),
        *parts("b", "2024-H1", 300, 300),
        rate("c", "2024-H1", 10),
    )
    rolled = cchc.roll_up(cube, missing="skip_missing")
    told = cchc.explain(rolled, "3.3.1", "p", "2024-H1", lang="en").tree
    named = [(part["unit"], part["role_en"], part["figure"]) for part in told["parts"]]
    assert named == [
        ("a", "numerator", "50"),
        ("a", "denominator", "100"),
        ("b", "numerator", "300"),
        ("b", "denominator", "300"),
        ("c", "rate without its parts, left out", "10"),
    ]


def test_a_formula_gives_the_total_that_one_unit_alone_reported() -> None:
    cube = cube_of(
        *(("3.3.received", unit, "2024-H1", 40) for unit in "ab"),
        *(("3.3", unit, "2024-H1", 30) for unit in "ab"),
        ("3.3.pending", "b", "2024-H1", 9),
        units=UNITS[:3],
    )
    rolled = cchc.roll_up(cube)
    assert rolled.figure("3.3.pending", "p", "2024-H1").state == "missing"
    derived = cchc.derive(rolled)
    figure = derived.figure("3.3.pending", "p", "2024-H1")
    assert (figure.value, figure.state) == (20, "reported")
    assert (figure.reported, figure.expected) == (2, 2)
    assert derived.figure("3.3.pending", "b", "2024-H1").value == 9
    told = str(cchc.explain(derived, "3.3.pending", "p", "2024-H1", lang="en"))
    assert "formula [3.3.received] - [3.3]" in told
