"""Errors planted on purpose, so that validation can be measured against an answer key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .departures import Key, changes
from .draws import Draws
from .figures import Style, percent, printed
from .forms import FormRow
from .province import SampleReport, SampleRow
from .windows import windows

_PERIODS = [window.period for window in windows()]
_MOST_BASELINE_FACTOR = 4


@dataclass(frozen=True)
class Scene:
    """What a planter may look at.

    Parameters
    ----------
    report
        The correct report that is to be spoilt.
    form
        Rows of the forms by catalogue code.
    style
        Printing habits of the unit.
    previous, last_year
        The unit's reports for the window before and the same window a year ago; None when there
        is none or when it departs in some way itself.
    """

    report: SampleReport
    form: dict[str, FormRow]
    style: Style
    previous: SampleReport | None
    last_year: SampleReport | None

    def value(self, code: str) -> int | None:
        """Return a whole figure of the report, None when the row holds none."""
        for row in self.report.rows:
            if row["code"] == code and row["value"] is not None and "." not in row["value"]:
                return int(row["value"])
        return None

    def text(self, code: str) -> str | None:
        """Return a figure of the report as machine text."""
        return next((row["value"] for row in self.report.rows if row["code"] == code), None)


# A planter returns the new texts: catalogue code to (value, second value or None to keep it), or
# whole rows to copy, or None when the report gives no room for the error.
Spoilt = dict[str, tuple[str, str | None]] | list[SampleRow] | None
Planter = Callable[[Scene, Draws], Spoilt]


def _copied(source: SampleReport | None) -> Spoilt:
    return None if source is None else [dict_copy(row) for row in source.rows]


def dict_copy(row: SampleRow) -> SampleRow:
    """Return a row of its own with the same texts."""
    return {**row}


def _copied_previous(scene: Scene, _draws: Draws) -> Spoilt:
    return _copied(scene.previous)


def _copied_last_year(scene: Scene, _draws: Draws) -> Spoilt:
    return _copied(scene.last_year)


def _rate_against_parts(scene: Scene, draws: Draws) -> Spoilt:
    done, on_time = scene.value("3.3"), scene.value("3.3.resolved_on_time")
    if not done or on_time is None:
        return None
    lower = on_time - done * draws.between(3, 9) // 100
    wrong = percent(max(lower, 0), done, scene.style.decimals)
    return None if wrong == scene.text("3.3.1") else {"3.3.1": (wrong, None)}


def _sum_of_parts(scene: Scene, draws: Draws) -> Spoilt:
    code = draws.pick(("5.4", "6.4", "7.1.2"))
    value = scene.value(code)
    if value is None:
        return None
    return {code: (str(value + draws.between(1, 3)), None)}


def _above_quota(scene: Scene, draws: Draws) -> Spoilt:
    quota, present = draws.pick((("4.2.1", "4.2.2"), ("4.3.1", "4.3.2")))
    posts = scene.value(quota)
    if posts is None or scene.value(present) is None:
        return None
    return {present: (str(posts + draws.between(1, 4)), None)}


def _files_unbalanced(scene: Scene, draws: Draws) -> Spoilt:
    row = next(row for row in scene.report.rows if row["code"] == "3.3")
    if row["value"] is None or row["second_value"] is None:
        return None
    received = int(row["second_value"]) + draws.between(1, 40)
    return {"3.3": (row["value"], str(received))}


def _cumulative_falls(scene: Scene, draws: Draws) -> Spoilt:
    if scene.previous is None or scene.report.period.endswith("Q1"):
        return None
    before = next(row["value"] for row in scene.previous.rows if row["code"] == "1.1.2")
    if before is None or int(before) < 2 or scene.value("1.1.2") is None:
        return None
    return {"1.1.2": (str(int(before) - draws.between(1, 2)), None)}


def is_feasible(rate: str, quota: int, decimals: int) -> bool:
    """Tell whether some whole baseline gives the rate of cut, by trying them all.

    Parameters
    ----------
    rate
        Machine text of the rate, at most ``decimals`` decimals.
    quota
        Posts now, > 0.
    decimals
        Decimals the rate is printed with.

    Notes
    -----
    Cuts up to three quarters are tried, more than any policy asks for.
    """
    bases = range(quota, _MOST_BASELINE_FACTOR * quota + 1)
    return any(percent(base - quota, base, decimals) == rate for base in bases)


def _infeasible_rate(scene: Scene, draws: Draws) -> Spoilt:
    quota_code, rate_code = draws.pick((("4.2.1", "4.2.5"), ("4.3.1", "4.3.4")))
    quota = scene.value(quota_code)
    if not quota or scene.text(rate_code) is None:
        return None
    for rate in draws.shuffled(("5", "8", "10", "12", "15")):
        # The sign of a copied target: printed without decimals whatever the unit's habit.
        if not is_feasible(rate, quota, 0):
            return {rate_code: (rate, None)}
    return None


def _transposed(scene: Scene, draws: Draws) -> Spoilt:
    code = draws.pick(("3.1", "4.3.1", "3.3"))
    value = scene.text(code)
    if value is None:
        return None
    places = [
        place
        for place in range(len(value) - 1)
        if value[place] != value[place + 1] and (place or value[1] != "0")
    ]
    if not places:
        return None
    place = draws.pick(places)
    swapped = value[:place] + value[place + 1] + value[place] + value[place + 2 :]
    return {code: (swapped, None)}


def _thousand_dot_lost(scene: Scene, _draws: Draws) -> Spoilt:
    row = next(row for row in scene.report.rows if row["code"] == "3.3")
    if row["value"] is None or row["second_value"] is None or int(row["value"]) < 2000:
        return None
    return {"3.3": (str(int(row["value"]) // 1000), str(int(row["second_value"]) // 1000))}


PLANTERS: Mapping[str, Planter] = {
    "copied_previous_window": _copied_previous,
    "copied_last_year": _copied_last_year,
    "rate_not_of_parts": _rate_against_parts,
    "parts_do_not_sum": _sum_of_parts,
    "present_above_quota": _above_quota,
    "files_do_not_balance": _files_unbalanced,
    "cumulative_falls": _cumulative_falls,
    "infeasible_rate": _infeasible_rate,
    "digits_transposed": _transposed,
    "thousand_dot_as_decimal": _thousand_dot_lost,
}


def _spoilt_rows(scene: Scene, spoilt: dict[str, tuple[str, str | None]]) -> list[SampleRow]:
    rows: list[SampleRow] = []
    for row in scene.report.rows:
        if row["code"] in spoilt and row["form"] != "BM3":
            value, second = spoilt[row["code"]]
            second = row["second_value"] if second is None else second
            raw = printed(scene.form[row["indicator"]], value, second, scene.style)
            row = {**row, "value": value, "second_value": second, "raw": raw}
        rows.append(row)
    return rows


def spoil(kind: str, scene: Scene, draws: Draws) -> tuple[SampleReport, dict[str, Any]] | None:
    """Plant one error of a kind.

    Returns
    -------
    The spoilt report and the entry of the answer key with every changed cell, or None when the
    report gives no room for it.
    """
    spoilt = PLANTERS[kind](scene, draws)
    if spoilt is None:
        return None
    rows = spoilt if isinstance(spoilt, list) else _spoilt_rows(scene, spoilt)
    report = replace(scene.report, rows=rows)
    cells = changes(scene.report.rows, rows)
    if not cells:
        return None
    entry = {
        "kind": kind,
        "unit": report.unit,
        "period": report.period,
        "file": report.file,
        "cells": [
            {"form": cell["form"], "code": cell["code"],
             "truthful": cell["before"], "planted": cell["after"]}
            for cell in cells
        ],
        "synthetic": True,
    }  # fmt: skip
    return report, entry


def neighbours(key: Key) -> tuple[Key | None, Key | None]:
    """Return the keys of the window before and of the same window a year ago."""
    position = _PERIODS.index(key[1])
    before = (key[0], _PERIODS[position - 1]) if position >= 1 else None
    year_ago = (key[0], _PERIODS[position - 4]) if position >= 4 else None
    return before, year_ago


def plant(
    seed: int,
    clean: dict[Key, SampleReport],
    wanted: Mapping[str, int],
    form: dict[str, FormRow],
    styles: Mapping[str, Style],
) -> Iterator[tuple[SampleReport, dict[str, Any]]]:
    """Plant the wanted number of errors of each kind, one in a report at most.

    Parameters
    ----------
    seed
        Seed of the sample.
    clean
        Reports that depart in no way, by (unit, period).
    wanted
        Number of errors by kind, a key of `PLANTERS`.
    form
        Rows of the forms by catalogue code.
    styles
        Printing habits by unit.

    Yields
    ------
    Spoilt reports with their entry; the windows they are to be compared with stay clean. Fewer than
    wanted when the reports give no more room.
    """
    free = dict(clean)
    reserved: set[Key] = set()
    for kind, count in wanted.items():
        draws = Draws(seed, "errors", kind)
        left = count
        for key in draws.shuffled(sorted(free)):
            if left == 0:
                break
            around = [free.get(near) if near else None for near in neighbours(key)]
            if key in reserved:
                continue
            scene = Scene(free[key], form, styles[key[0]], around[0], around[1])
            planted = spoil(kind, scene, draws)
            if planted is not None:
                left -= 1
                del free[key]
                reserved.update(near for near in neighbours(key) if near in free)
                yield planted
