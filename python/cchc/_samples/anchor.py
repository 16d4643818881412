"""Bend the truth of one department so that its first half of 2024 is the real report's.

Only the real half year is real. The quarters around it stay synthetic, but take its size, so that
differences of windows (Q2 = H1 - Q1) stay believable. The quotas of 2015 of the real department are
not published; the ones set here are synthetic too.
"""

from __future__ import annotations

from .forms import FormRow
from .province import SampleReport
from .truth import (
    NEW_FILES,
    UnitTruth,
    add_files,
    add_procedures,
    chain_of,
    set_chain,
)
from .windows import CHAIN_STEPS, QUARTERS

_Q1, _Q2 = QUARTERS.index("2024-Q1"), QUARTERS.index("2024-Q2")
# Cuts since 2015 that lead to the real quotas of 2024; the years are made up.
_CUTS = {
    "4.2.1": {"2017": 2, "2019": 1, "2021": 1, "2022-Q1": 1},
    "4.3.1": {"2018": 1, "2021": 1},
    "4.1.2": {},
}
_STEADY = ("4.1.1", "4.1.2.a", "4.2.3", "5.1.1", "5.1.2", "6.1", "6.2", "6.3", "6.4", "6.5")
_SEPARATE = ("3.3", "3.1.1", "3.1.2", "4.2.4", "4.3.3")


def _anchor_quotas(truth: UnitTruth, real: dict[str, int]) -> None:
    for code, cuts in _CUTS.items():
        opening = real[code] + sum(cuts.values())
        set_chain(truth, code, chain_of(opening, [cuts.get(step, 0) for step in CHAIN_STEPS]))
    for quota, present in (("4.2.1", "4.2.2"), ("4.3.1", "4.3.2")):
        vacant = real[quota] - real[present]
        truth.put(present, [posts - vacant for posts in truth.counts(quota)])


def _anchor_procedures(truth: UnitTruth, real: dict[str, int]) -> None:
    new, abolished = truth.counts("3.1.1"), truth.counts("3.1.2")
    for figures, code in ((new, "3.1.1"), (abolished, "3.1.2")):
        figures[_Q1] = real[code] // 2
        figures[_Q2] = real[code] - real[code] // 2
    before = sum(new[: _Q2 + 1]) - sum(abolished[: _Q2 + 1])
    add_procedures(truth, real["3.1"] - before, new, abolished)
    stock = truth.counts("3.1")
    for code in ("3.2.1.approved", "3.2.2.approved", "3.2.2.digitised"):
        truth.put(code, stock)
    full = [max(0, real["7.1.1"] + 2 * (quarter - _Q2)) for quarter in range(len(QUARTERS))]
    truth.put("7.1.1", full)
    truth.put("7.1.2", [total - part for total, part in zip(stock, full, strict=True)])


def _anchor_files(truth: UnitTruth, resolved: int, received: int) -> None:
    new, pending = truth.counts(NEW_FILES), truth.counts("3.3.pending")
    done, on_time = truth.counts("3.3"), truth.counts("3.3.resolved_on_time")
    late = [total - part for total, part in zip(done, on_time, strict=True)]
    late[_Q1] = late[_Q2] = 0
    came = received - pending[_Q1 - 1]
    new[_Q1], new[_Q2] = came // 2, came - came // 2
    pending[_Q2] = received - resolved
    add_files(truth, truth.counts("3.3.carried_over")[0], new, pending, late)


def anchor(truth: UnitTruth, report: SampleReport, rows: list[FormRow]) -> None:
    """Change ``truth`` so that its first half of 2024 agrees with a real report where it can.

    Rows that are blank in the report keep the synthetic figures. The rates of cut against 2015 are
    left to the formula: the printed ones follow from no whole number of posts.
    """
    printed = {row["code"]: row for row in report.rows if row["form"] == "PL1"}
    real = {
        code: int(row["value"])
        for code, row in printed.items()
        if row["value"] is not None and "." not in row["value"]
    }
    for row in rows:
        if row.over_periods == "sum" and row.code in real and row.code not in _SEPARATE:
            figures = truth.counts(row.code)
            figures[_Q1] = real[row.code] // 2
            figures[_Q2] = real[row.code] - figures[_Q1]
            truth.put(row.code, figures)
    _anchor_quotas(truth, real)
    for code in _STEADY:
        truth.put(code, [real.get(code, real["4.1.2"])] * len(QUARTERS))
    planned, done = truth.counts("1.1.1"), truth.counts("1.1.2")
    planned[_Q1:] = [real["1.1.1"]] * 4
    done[_Q1:] = [real["1.1.2"] // 2, real["1.1.2"] - real["1.1.2"] // 2, 9, 8]
    truth.put("1.1.1", planned)
    truth.put("1.1.2", done)
    truth.put("5.3.1", [*truth.counts("5.3.1")[:_Q1], 0, 0, *truth.counts("5.3.1")[_Q2 + 1 :]])
    _anchor_procedures(truth, real)
    _anchor_files(truth, real["3.3"], int(printed["3.3"]["second_value"] or 0))
