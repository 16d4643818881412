"""The slow and obvious twin of references over other units: one unit, one cell, one list at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

#: What each modifier makes of the figures that entered.
FOLDS = {
    "sum": sum,
    "mean": lambda figures: Fraction(sum(figures), len(figures)),
    "minimum": min,
    "maximum": max,
    "median": lambda figures: median([Fraction(each) for each in figures]),
}


@dataclass
class Unit:
    """A unit: its level, the position of the unit above, and whether it sends reports."""

    level: str
    parent: int
    reports: bool = True


@dataclass
class Read:
    """What a reference reads for one unit."""

    figures: list[int] = field(default_factory=list)
    entered: list[int] = field(default_factory=list)  # whose figures these are
    reported: set[int] = field(default_factory=set)  # who reported something that is in them
    expected: set[int] = field(default_factory=set)


class Twin:
    """Units in any order whose parents come first, and figures by code and unit."""

    def __init__(self, units: list[Unit], cells: dict[str, dict[int, int]]) -> None:
        self.units = units
        self.cells = cells

    def below(self, unit: int) -> list[int]:
        """The unit and all that it holds."""
        children = [at for at, each in enumerate(self.units) if each.parent == unit]
        return [unit, *(each for child in children for each in self.below(child))]

    def uppermost(self, unit: int, level: str) -> list[int]:
        """Units of the level at or below the unit, none of them inside another."""
        if self.units[unit].level == level:
            return [unit]
        children = [at for at, each in enumerate(self.units) if each.parent == unit]
        return [found for child in children for found in self.uppermost(child, level)]

    def read(self, code: str, level: str, unit: int, *, rolled: bool) -> Read:
        """Own figures of the subtree (of its level), or totals of the uppermost of the level."""
        found = Read()
        tops = self.uppermost(unit, level) if rolled else self.below(unit)
        for top in tops:
            if not rolled and level and self.units[top].level != level:
                continue
            members = self.below(top) if rolled else [top]
            given = [each for each in members if each in self.cells[code]]
            found.reported |= set(given)
            found.expected |= {
                each for each in members if each in given or self.units[each].reports
            }
            if given:
                found.figures.append(sum(self.cells[code][each] for each in given))
                found.entered.append(top)
        return found

    def has_any(self, level: str, unit: int) -> bool:
        return not level or any(self.units[each].level == level for each in self.below(unit))

    def stands(self, read: Read, unit: int, policy: tuple[str, float]) -> bool:
        """Whether the policy lets what came in stand; a unit that holds no other is its own."""
        share = Fraction(len(read.reported), max(1, len(read.expected)))
        enough = {
            "complete": share == 1,
            "minimum_coverage": share >= Fraction(policy[1]),
            "skip_missing": True,
        }
        return bool(read.figures) and (len(self.below(unit)) == 1 or enough[policy[0]])
