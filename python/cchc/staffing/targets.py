"""What the resolutions ask for, as data: percent, base year, due year, source, verified or not.

Targets of successive steps chain, because each is of the reduced base: 10 % and then 5 % are
1 - (1 - 0.1)(1 - 0.05) = 14.5 % of the first base, not 15 %.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, Inexact, localcontext
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc._arguments import data_frame, unknown_argument
from cchc._files import file_text
from cchc.errors import Error, InputError, SelectionError, new_error
from cchc.model import shipped_text
from cchc.staffing.populations import POPULATIONS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Milestone", "StaffingTarget", "StaffingTargets", "chained_cut", "staffing_targets"]

KINDS = ("cut", "cut_in_year", "proposal")


@dataclass(frozen=True)
class StaffingTarget:
    """One target of one document for one population.

    ``kind`` is ``cut`` (by the end of the due year, of the quota assigned in the base year),
    ``cut_in_year`` (within the due year) or ``proposal``, whose base year may be None. ``mark`` says
    how the target is known and ``verified`` whether it may be relied on; the notes say why not.
    """

    id: str
    document: str
    document_date: str
    population: str
    kind: str
    percent: Decimal
    at_least: bool
    base_year: int | None
    due_year: int
    source: str
    mark: str
    verified: bool
    note_vi: str = ""
    note_en: str = ""
    nationwide: str = ""


@dataclass(frozen=True)
class Milestone:
    """What is asked for by the end of a year, against the base year of its first step.

    ``percent`` is chained over ``steps``, exact; ``verified`` only when every step is.
    """

    population: str
    year: int
    steps: tuple[StaffingTarget, ...]

    @property
    def base_year(self) -> int:
        """Base year of the first step."""
        year = self.steps[0].base_year
        assert year is not None  # the file's check says so
        return year

    @property
    def percent(self) -> Decimal:
        """Cut against the base year, in per cent."""
        return chained_cut(step.percent for step in self.steps)

    @property
    def verified(self) -> bool:
        """Whether every step is verified."""
        return all(step.verified for step in self.steps)


@dataclass(frozen=True)
class StaffingTargets:
    """All targets, the milestones made of them, and the rule of carrying over."""

    version: str
    targets: tuple[StaffingTarget, ...]
    milestones: tuple[Milestone, ...]
    carry_over: Mapping[str, Any]

    def __iter__(self) -> Iterator[StaffingTarget]:
        return iter(self.targets)

    def __len__(self) -> int:
        return len(self.targets)

    def years(self, population: str) -> tuple[int, ...]:
        """Return the years with a milestone for a population, ascending."""
        return tuple(sorted(each.year for each in self.milestones if each.population == population))

    def milestone(self, population: str, year: int) -> Milestone:
        """Return what is asked of a population by the end of a year.

        Raises
        ------
        SelectionError
            CCHC-E1202, naming the years that have one: none is made up in between.
        """
        if population not in POPULATIONS:
            raise unknown_argument("population", population, POPULATIONS)
        for each in self.milestones:
            if (each.population, each.year) == (population, year):
                return each
        known = ", ".join(map(str, self.years(population))) or "-"
        raise new_error(
            SelectionError,
            "CCHC-E1202",
            f"no target of {population} for {year}; there are some for: {known}",
            f"không có mục tiêu của {population} cho năm {year}; có cho các năm: {known}",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the targets as a pandas data frame; percentages as texts of exact decimals."""
        return data_frame(vars(each) | {"percent": str(each.percent)} for each in self.targets)


def chained_cut(percents: Iterable[Decimal | str | int]) -> Decimal:
    """Return the cut against the first base that successive cuts come to, in per cent, exact.

    Examples
    --------
    >>> chained_cut(["10", "10"]), chained_cut(["10", "5"])
    (Decimal('19'), Decimal('14.5'))
    """
    left = Decimal(1)
    with localcontext() as exact:
        exact.prec = 200
        exact.traps[Inexact] = True
        for percent in percents:
            left *= (100 - Decimal(percent)) / 100
        whole = 100 * (1 - left)
        return (
            whole.to_integral_value() if whole == whole.to_integral_value() else whole.normalize()
        )


def staffing_targets(path: str | Path | None = None) -> StaffingTargets:
    """Return the shipped targets, or those of a JSON file of the same shape.

    Parameters
    ----------
    path
        A file with ``targets``, ``milestones`` (each with ``population``, ``year`` and the ids of
        its steps under ``targets``) and ``carry_over``.

    Raises
    ------
    InputError
        CCHC-E1201 with what is wrong in the file.

    Examples
    --------
    >>> staffing_targets().milestone("civil_servants", 2026).percent
    Decimal('14.5')
    """
    return _shipped() if path is None else _parsed(file_text(path), str(path))


@cache
def _shipped() -> StaffingTargets:
    return _parsed(shipped_text("staffing_targets.json"), "staffing_targets.json")


def _parsed(text: str, file: str) -> StaffingTargets:
    try:
        data = json.loads(text)
        targets = {row["id"]: _target(row, file) for row in data["targets"]}
        milestones = tuple(_milestone(row, targets, file) for row in data["milestones"])
        return StaffingTargets(
            str(data["version"]), tuple(targets.values()), milestones, dict(data["carry_over"])
        )
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        if isinstance(error, Error):
            raise
        raise _wrong(file, f"{type(error).__name__}: {error}") from error


def _target(row: dict[str, Any], file: str) -> StaffingTarget:
    target = StaffingTarget(**{**row, "percent": Decimal(str(row["percent"]))})
    if target.population not in POPULATIONS or target.kind not in KINDS:
        raise _wrong(file, f"{target.id}: {target.population}, {target.kind}")
    if not 0 <= target.percent <= 100:
        raise _wrong(file, f"{target.id}: {target.percent} %")
    return target


def _milestone(row: dict[str, Any], targets: Mapping[str, StaffingTarget], file: str) -> Milestone:
    """A milestone whose steps follow each other: each starts where the one before is due."""
    steps = tuple(targets[name] for name in row["targets"])
    made = Milestone(row["population"], int(row["year"]), steps)
    follows = all(later.base_year == earlier.due_year for earlier, later in pairwise(steps))
    alike = all(step.population == made.population and step.kind == "cut" for step in steps)
    if not steps or not follows or not alike or steps[-1].due_year != made.year:
        raise _wrong(file, f"{made.population} {made.year}: {', '.join(row['targets'])}")
    if steps[0].base_year is None:
        raise _wrong(file, f"{steps[0].id}: base_year")
    return made


def _wrong(file: str, what: str) -> Error:
    return new_error(
        InputError,
        "CCHC-E1201",
        f"{file}: targets are not given rightly ({what})",
        f"{file}: mục tiêu khai chưa đúng ({what})",
    )
