"""Validation of 1,000,000 cells against the same rules written in vectorised pandas.

Run: python benchmarks/bench_validate.py [pairs [rules.json]]. Both sides judge the same figures in
the same process, turn about; the medians and the median of the ratios of pairs are printed. Shipped
rules take part when they compare figures of the forms: sums, quotients, conditions, the report's
own period and earlier ones. Left out are whole-number feasibility, copied reports, base years, and
rules that read the narrative, which such a table has not. The verdicts of both sides are compared
before anything is timed.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from types import CodeType

import numpy as np
import pandas as pd

import cchc
from cchc import rules as cchc_rules

PERIODS = [f"{year}-Q{quarter}" for year in range(2017, 2025) for quarter in range(1, 5)]
INDICATORS = 30
CELLS = 1_000_000


CELL = re.compile(r"\[([^\]@ ]+)(?: @ (\w+))?\]")
# A comparison with NaN is false in pandas and missing in a rule, so the cell comes along.
CONDITION = re.compile(r"if\((\[[^\]]+\]) ")
# How many quarters back a cell lies.
BACK = {"": 0, "previous": 1, "same_period_last_year": 4}


def cells_of(formula: str) -> list[tuple[str, str]]:
    """Return code and time of each cell."""
    return CELL.findall(formula)


def sides_of(rule: cchc_rules.Rule) -> str:
    return f"{rule.left} {rule.right if isinstance(rule.right, str) else ''}"


def is_owed_by_all(code: str, catalogue: cchc.Catalogue) -> bool:
    position = catalogue.find(code)
    return position is not None and not catalogue.indicator(position)["applies_to"]


def expressible(rule: cchc_rules.Rule, catalogue: cchc.Catalogue) -> bool:
    """Whether pandas can say it over figures that all units owe: no evidence, no base years."""
    cells = cells_of(f"{sides_of(rule)} {rule.when}")
    return (
        rule.operator in ("<", "<=", "==", "!=", ">=", ">", "in")
        and rule.previous in ("window", "report")
        and all(time in BACK and is_owed_by_all(code, catalogue) for code, time in cells)
    )


def chosen_rules(path: str | None) -> cchc_rules.Rules:
    catalogue = cchc.catalogue()
    rules = cchc_rules.shipped() if path is None else cchc_rules.load(path)
    return rules.select(*[rule.id for rule in rules if expressible(rule, catalogue)])


def figures(codes: list[str], seed: int = 7) -> pd.DataFrame:
    """Return a long table of random counts and answers, a tenth of them blank."""
    catalogue = cchc.catalogue()
    random = np.random.default_rng(seed)
    units = [f"u{number:04d}" for number in range(-(-CELLS // (len(codes) * len(PERIODS))))]
    index = pd.MultiIndex.from_product(
        [codes, units, PERIODS], names=["indicator", "unit", "period"]
    )
    values = random.integers(0, 50, len(index)).astype(float)
    for code in codes:
        answers = [each[0] for each in catalogue.indicator(catalogue.at(code))["answers"]]
        if answers:
            asked = index.get_level_values(0) == code
            values[asked] = random.choice(answers, int(asked.sum()))
    values[random.random(len(index)) < 0.1] = np.nan
    return pd.DataFrame({"value": values}, index=index).reset_index()


def cube_of(table: pd.DataFrame) -> cchc.Cube:
    units = [{"id": unit, "name": unit, "type": "department"} for unit in table["unit"].unique()]
    return cchc.build(cchc.from_frame(table), hierarchy=units)


Space = dict[tuple[str, str], pd.Series]


def coalesce(value: pd.Series, other: object) -> pd.Series:
    return value.where(value.notna(), other)


def choose(cell: pd.Series, held: pd.Series, yes: float, no: float) -> pd.Series:
    return pd.Series(np.where(held, yes, no), index=cell.index).where(cell.notna())


class PandasRules:
    """The same rules over a wide frame: rows are reports, columns are indicators."""

    def __init__(self, rules: cchc_rules.Rules, wide: pd.DataFrame, half: dict[str, float]) -> None:
        self.wide = wide
        self.half = half
        self.rules = [(rule, *self._compiled(rule)) for rule in rules]

    def _compiled(self, rule: cchc_rules.Rule) -> tuple[CodeType | None, ...]:
        def code(formula: str) -> CodeType | None:
            text = CONDITION.sub(r"choose(\1, \1 ", formula)
            text = CELL.sub(lambda cell: f"w[{cell[1]!r}, {cell[2] or ''!r}]", text)
            return compile(text, rule.id, "eval") if text else None

        return (
            code(rule.left),
            code(rule.right if isinstance(rule.right, str) else "0"),
            code(rule.when),
        )

    def verdicts(self) -> list[np.ndarray]:
        """Judge every rule: 0 holds, 1 fails, 2 undecidable, 3 not applicable."""
        return [self._verdict(*each) for each in self.rules]

    def _cells(self, rule: cchc_rules.Rule, formula: str) -> Space:
        space = {}
        for code, when in set(cells_of(formula)):
            column = self.wide[code]
            if when:
                column = column.groupby(level=0, sort=False).shift(BACK[when])
            space[code, when] = column.fillna(0) if rule.missing == "zero" else column
        return space

    def _off(self, left: CodeType, right: CodeType, space: Space) -> pd.Series:
        names = {"w": space, "coalesce": coalesce, "choose": choose}
        off = eval(left, names) - eval(right, names)
        return off.replace([np.inf, -np.inf], np.nan)

    def _tolerance(
        self, rule: cchc_rules.Rule, left: CodeType, right: CodeType, space: Space
    ) -> pd.Series | float:
        if rule.tolerance == "exact":
            return 0.0
        if rule.tolerance != "printed":
            return float(rule.tolerance)
        reach: pd.Series | float = 0.0
        for cell, column in space.items():
            half = self.half[cell[0]]
            if half:
                up = self._off(left, right, space | {cell: column + half})
                down = self._off(left, right, space | {cell: column - half})
                reach = reach + ((up - down).abs() / 2).fillna(0)
        return reach

    def _verdict(
        self, rule: cchc_rules.Rule, left: CodeType, right: CodeType, when: CodeType | None
    ) -> np.ndarray:
        space = self._cells(rule, sides_of(rule))
        off = self._off(left, right, space)
        tolerance = self._tolerance(rule, left, right, space)
        slack = 1e-9 if "/" in sides_of(rule) else 0.0
        if rule.operator == "in":
            held = np.logical_or.reduce(
                [(off - float(number)).abs() <= tolerance for number in rule.right]
            )
        else:
            held = {
                "<": lambda: (off < tolerance) | (off < 0),
                "<=": lambda: off <= tolerance + slack,
                "==": lambda: off.abs() <= tolerance + slack,
                "!=": lambda: off != 0,
                ">=": lambda: -off <= tolerance + slack,
                ">": lambda: (-off < tolerance) | (off > 0),
            }[rule.operator]()
        verdict = np.where(held, 0, 1).astype(np.uint8)
        self._mark_blanks(verdict, rule, off, space)
        if when is not None:
            asked = self._cells(rule, rule.when)
            names = {"w": asked, "coalesce": coalesce, "choose": choose}
            condition = eval(when, names)
            present = np.logical_and.reduce([column.notna() for column in asked.values()])
            zero = (condition == 0) & (present if "coalesce" not in rule.when else True)
            verdict[np.asarray(zero, dtype=bool)] = 3
            if "coalesce" not in rule.when:
                self._mark_blanks(verdict, rule, condition.where(present), asked)
        return verdict

    def _mark_blanks(
        self, verdict: np.ndarray, rule: cchc_rules.Rule, value: pd.Series, space: Space
    ) -> None:
        blank = value.isna().to_numpy()
        missing = np.logical_or.reduce([column.isna().to_numpy() for column in space.values()])
        verdict[blank] = 3
        if rule.missing != "not_applicable":
            verdict[blank & missing] = 2


def codes_for(rules: cchc_rules.Rules) -> list[str]:
    """Return the indicators that the rules read, filled up with others that are counted."""
    catalogue = cchc.catalogue()
    wanted = [code for rule in rules for code, _ in cells_of(f"{sides_of(rule)} {rule.when}")]
    definitions = [catalogue.indicator(at) for at in range(len(catalogue))]
    spare = [each["code"] for each in definitions if each["kind"] in ("flow", "stock")]
    return list(dict.fromkeys(wanted + spare))[: max(INDICATORS, len(set(wanted)))]


def half_units(codes: list[str]) -> dict[str, float]:
    """Half a unit of the last printed digit: figures here are whole, so it is 0 or 0.5."""
    catalogue = cchc.catalogue()
    definition = json.loads(catalogue.to_json())
    whole = {unit["id"]: unit["whole"] for unit in definition["units_of_measure"]}
    return {
        code: 0.0 if whole[catalogue.indicator(catalogue.at(code))["unit_of_measure"]] else 0.5
        for code in codes
    }


def seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    rules = chosen_rules(sys.argv[2] if len(sys.argv) > 2 else None)
    codes = codes_for(rules)
    table = figures(codes)
    cube = cube_of(table)
    wide = table.pivot(index=["unit", "period"], columns="indicator", values="value")
    order = [str(period) for period in cube.periods]
    wide = wide.reindex(pd.MultiIndex.from_product([cube.unit_ids, order]))
    peer = PandasRules(rules, wide, half_units(codes))
    findings = cchc.validate(cube, rules)
    agreed = sum(
        int((findings.core.verdicts(at).ravel() == verdict).sum())
        for at, verdict in enumerate(peer.verdicts())
    )
    total = len(rules) * len(wide)
    print(f"cells {len(table):,}; rules {len(rules)}; verdicts {total:,}, equal {agreed:,}")
    ours, theirs = [], []
    for _ in range(pairs):
        ours.append(seconds(lambda: cchc.validate(cube, rules)))
        theirs.append(seconds(peer.verdicts))
    alone = [seconds(lambda: cchc.validate(cube, rules, threads=1)) for _ in range(pairs)]
    ratio = statistics.median(peer / own for own, peer in zip(ours, theirs, strict=True))
    print(
        f"cchc {statistics.median(ours) * 1e3:.1f} ms, one thread {statistics.median(alone) * 1e3:.1f} ms"
    )
    print(
        f"pandas {statistics.median(theirs) * 1e3:.1f} ms; ratio {ratio:.1f} (median of {pairs} pairs)"
    )
    if agreed != total:
        raise SystemExit("the verdicts differ")


if __name__ == "__main__":
    main()
