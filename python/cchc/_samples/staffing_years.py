"""Quotas of the synthetic departments year by year from 2015, through a transfer and a merger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .departments import SYNTHETIC_MARK
from .figures import percent
from .province import SampleProvince, SampleUnit

FIRST = 2015
LAST = 2024
# Quota: posts cut in the year, people present, printed cut against 2015.
ROWS: dict[str, tuple[str, str, str]] = {
    "4.2.1": ("4.2.4", "4.2.2", "4.2.5"),
    "4.3.1": ("4.3.3", "4.3.2", "4.3.4"),
    "4.1.2": ("", "", "4.1.2.r"),
}


@dataclass(frozen=True)
class YearSteps:
    """One year of one quota: ``opening + moved_in - moved_out - cut = closing``."""

    year: int
    opening: int
    moved_in: int
    moved_out: int
    cut: int
    closing: int


@dataclass(frozen=True)
class StaffingHistory:
    """Quotas of a synthetic province by year, with the truth they were drawn from.

    Parameters
    ----------
    name
        Says that the data are synthetic.
    units
        The province first, then its departments.
    events
        One transfer of posts and one merger, as `cchc.lineage` takes them.
    rows
        By unit and year: rows of observations.
    years
        The truth: by unit and quota, one entry a year.
    copied_target
        Unit whose printed cut of the last year is a copied 10 %; empty for none.
    """

    name: str
    units: list[SampleUnit]
    events: list[dict[str, Any]]
    rows: dict[tuple[str, int], list[dict[str, Any]]]
    years: dict[str, dict[str, list[YearSteps]]]
    copied_target: str


def history_of(province: SampleProvince, copied_target: str) -> StaffingHistory:
    """Return the years of a province drawn with its reorganisations."""
    truths = province.truth["units"]
    years = {
        unit: _years(truth["chains"], truth["not_applicable"]) for unit, truth in truths.items()
    }
    rows = {}
    for unit, truth in truths.items():
        for year in range(FIRST, LAST + 1):
            made = _rows(unit, year, truth, years[unit], unit == copied_target)
            if made:
                rows[unit, year] = made
    events = [
        {key: value for key, value in event.items() if key != "synthetic"}
        | {"note": SYNTHETIC_MARK}
        for event in province.events
    ]
    return StaffingHistory(province.name, province.units, events, rows, years, copied_target)


def _years(
    chains: Mapping[str, list[dict[str, Any]]], not_applicable: tuple[str, ...]
) -> dict[str, list[YearSteps]]:
    """Each quota's steps summed by year; 2015 is where the first step opens."""
    result = {}
    for quota, chain in chains.items():
        if quota in not_applicable:
            continue
        by_year: dict[int, list[dict[str, Any]]] = {}
        for step in chain:
            by_year.setdefault(int(step["step"][:4]), []).append(step)
        result[quota] = [_year(year, steps) for year, steps in sorted(by_year.items())]
    return result


def _year(year: int, steps: list[dict[str, Any]]) -> YearSteps:
    moved_in, moved_out, cut = (
        sum(step[name] for step in steps) for name in ("moved_in", "moved_out", "cut")
    )
    return YearSteps(year, steps[0]["opening"], moved_in, moved_out, cut, steps[-1]["closing"])


def _rows(
    unit: str,
    year: int,
    truth: Mapping[str, Any],
    years: Mapping[str, list[YearSteps]],
    is_copied: bool,
) -> list[dict[str, Any]]:
    """What the unit reports for a year; nothing for a year at whose end it does not exist."""
    rows: list[dict[str, Any]] = []

    def add(code: str, value: int | str, raw: str = "") -> None:
        place = f"row {len(rows) + 1}"
        rows.append(
            {
                "indicator": code,
                "unit": unit,
                "period": str(year),
                "value": str(value),
                "raw": raw or f"{int(value):,}".replace(",", "."),
                "note": SYNTHETIC_MARK,
                "place": place,
            }
        )

    absent = [
        code for quota in ROWS if quota not in years for code in (quota, *ROWS[quota]) if code
    ]
    rows += [
        {"indicator": code, "unit": unit, "period": str(year), "state": "not_applicable"}
        for code in absent
    ]
    for quota, steps in years.items():
        flow, present, cut = ROWS[quota]
        step = next((each for each in steps if each.year == year), None)
        if year == FIRST and steps[0].year == FIRST + 1:
            add(quota, steps[0].opening)
        elif step is not None and (step.closing or not step.moved_out):
            add(quota, step.closing)
            if flow:
                add(flow, step.cut)
            people = truth["quarters"].get(present, [])[-1 - 4 * (LAST - year) :][:1]
            if people and people[0] is not None:
                add(present, people[0])
            base = _base(truth["moved_2015"][quota], steps, year)
            if base:
                rate = percent(base - step.closing, base, 2)
                copied = is_copied and year == LAST and quota == "4.2.1"
                printed = "10" if copied else rate
                add(cut, printed, printed.replace(".", ",") + "%")
    return rows


def _base(moved_2015: int, steps: list[YearSteps], year: int) -> int:
    """The quota of 2015 moved along with what moved until the end of the year."""
    later = [step for step in steps if step.year > year]
    return moved_2015 - sum(step.moved_in - step.moved_out for step in later)
