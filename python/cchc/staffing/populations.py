"""The three populations of staffing figures, which are never added to each other."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cchc._arguments import unknown_argument

__all__ = ["CUT_FLOWS", "POPULATIONS", "exact", "population_of"]

#: Population: (quota, present, cut against 2015 as reported); no one is "present" as a unit.
POPULATIONS: dict[str, tuple[str, str | None, str]] = {
    "civil_servants": ("4.2.1", "4.2.2", "4.2.5"),
    "public_service_staff": ("4.3.1", "4.3.2", "4.3.4"),
    "public_service_units": ("4.1.2", None, "4.1.2.r"),
}

#: Population: posts cut in the period. The forms have no such row for public service units.
CUT_FLOWS = {"civil_servants": "4.2.4", "public_service_staff": "4.3.3"}


def population_of(word: str) -> str:
    """Return the population named by itself or by one of its indicators.

    Raises
    ------
    SelectionError
        For any other word.
    """
    for population, codes in POPULATIONS.items():
        if word == population or word in codes:
            return population
    raise unknown_argument("population", word, POPULATIONS)


def exact(number: float) -> Fraction | None:
    """Return a figure of a plane as the decimal it was written as; None for NaN."""
    return None if number != number else Fraction(repr(float(number)))


def total(numbers: Iterable[Fraction]) -> Fraction:
    """Return an exact sum; 0 of nothing, so ask first whether there is anything."""
    return sum(numbers, Fraction(0))
