"""Validation of 1,000,000 cells against the same rules written in vectorised pandas.

Run: python benchmarks/bench_validate.py [pairs]. Both sides judge the same figures in the same
process, turn about; the medians and the median of the ratios of pairs are printed. Shipped rules
take part when a pandas expression can say them: operators < <= == != >= > and in, sums of cells of
the report's own period. The verdicts of both sides are compared before anything is timed.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

import cchc
from cchc import rules as cchc_rules

UNITS = 1042
PERIODS = [f"{year}-Q{quarter}" for year in range(2017, 2025) for quarter in range(1, 5)]
INDICATORS = 30


def cells_of(formula: str) -> list[str]:
    return [part.split("]")[0] for part in formula.split("[")[1:]]


def expressible(rule: cchc_rules.Rule) -> bool:
    sides = f"{rule.left} {rule.right if isinstance(rule.right, str) else ''} {rule.when}"
    plain = rule.operator in ("<", "<=", "==", "!=", ">=", ">", "in") and "@" not in sides
    return plain and not any(word in sides for word in ("if(", "coalesce(", "min(", "max(", "abs("))


def known(rule: cchc_rules.Rule, catalogue: cchc.Catalogue) -> bool:
    sides = f"{rule.left} {rule.right if isinstance(rule.right, str) else ''} {rule.when}"
    return all(catalogue.find(code) is not None for code in cells_of(sides))


def chosen_rules() -> cchc_rules.Rules:
    catalogue = cchc.catalogue()
    shipped = cchc_rules.shipped()
    return shipped.select(
        *[rule.id for rule in shipped if expressible(rule) and known(rule, catalogue)]
    )


def figures(codes: list[str], seed: int = 7) -> pd.DataFrame:
    """Long table of random counts, a tenth of them blank."""
    random = np.random.default_rng(seed)
    units = [f"u{number:04d}" for number in range(UNITS)]
    index = pd.MultiIndex.from_product(
        [codes, units, PERIODS], names=["indicator", "unit", "period"]
    )
    values = random.integers(0, 50, len(index)).astype(float)
    values[random.random(len(index)) < 0.1] = np.nan
    return pd.DataFrame({"value": values}, index=index).reset_index()


def cube_of(table: pd.DataFrame) -> cchc.Cube:
    units = [{"id": unit, "name": unit, "type": "department"} for unit in table["unit"].unique()]
    return cchc.build(cchc.from_frame(table), hierarchy=units)


class PandasRules:
    """The same rules over a wide frame: rows are reports, columns are indicators."""

    def __init__(self, rules: cchc_rules.Rules, wide: pd.DataFrame, half: dict[str, float]) -> None:
        self.wide = wide
        self.half = half
        self.rules = [self._compiled(rule) for rule in rules]

    def _compiled(self, rule: cchc_rules.Rule) -> tuple:
        def code(formula: str) -> object:
            text = formula
            for cell in sorted(set(cells_of(formula)), key=len, reverse=True):
                text = text.replace(f"[{cell}]", f"w[{cell!r}]")
            return compile(text, rule.id, "eval")

        right = rule.right if isinstance(rule.right, str) else ""
        cells = cells_of(f"{rule.left} {right}")
        tolerance = sum(self.half[cell] for cell in cells) if rule.tolerance == "printed" else 0.0
        if rule.tolerance not in ("printed", "exact"):
            tolerance = float(rule.tolerance)
        listed = [] if isinstance(rule.right, str) else [float(number) for number in rule.right]
        return (
            rule,
            code(rule.left),
            code(right or "0"),
            code(rule.when) if rule.when else None,
            tolerance,
            listed,
        )

    def verdicts(self) -> list[np.ndarray]:
        """Judge every rule: 0 holds, 1 fails, 2 undecidable, 3 not applicable."""
        return [self._verdict(*each) for each in self.rules]

    def _verdict(
        self,
        rule: cchc_rules.Rule,
        left: object,
        right: object,
        when: object,
        tolerance: float,
        listed: list[float],
    ) -> np.ndarray:
        space = {"w": self.wide.fillna(0) if rule.missing == "zero" else self.wide}
        off = eval(left, space) - eval(right, space)
        blank = off.isna()
        if rule.operator == "in":
            held = np.logical_or.reduce([(off - number).abs() <= tolerance for number in listed])
        else:
            held = {
                "<": lambda: off < (tolerance or 0),
                "<=": lambda: off <= tolerance,
                "==": lambda: off.abs() <= tolerance,
                "!=": lambda: off != 0,
                ">=": lambda: -off <= tolerance,
                ">": lambda: -off < (tolerance or 0),
            }[rule.operator]()
        verdict = np.where(held, 0, 1).astype(np.uint8)
        verdict[blank.to_numpy()] = 3 if rule.missing == "not_applicable" else 2
        if when is not None:
            condition = eval(when, space)
            verdict[(condition == 0).to_numpy()] = 3
            missing = condition.isna().to_numpy()
            verdict[missing] = 3 if rule.missing == "not_applicable" else 2
        return verdict


def codes_for(rules: cchc_rules.Rules) -> list[str]:
    """The cells of the rules, filled up with other indicators that are counted."""
    wanted = []
    for rule in rules:
        right = rule.right if isinstance(rule.right, str) else ""
        wanted += cells_of(f"{rule.left} {right} {rule.when}")
    catalogue = cchc.catalogue()
    all_codes = [catalogue.indicator(at) for at in range(len(catalogue))]
    spare = [each["code"] for each in all_codes if each["kind"] in ("flow", "stock")]
    codes = list(dict.fromkeys(catalogue.indicator(catalogue.at(code))["code"] for code in wanted))
    return (codes + [code for code in spare if code not in codes])[: max(INDICATORS, len(codes))]


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
    rules = chosen_rules()
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
