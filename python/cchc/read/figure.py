"""Figures of a report through the one number grammar of the engine."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from cchc._core import read_number

Status = Literal["blank", "number", "pair", "ambiguous", "unreadable"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One reading: `value` and `second_value` exact, `readings` all when ambiguous, `reason` an id."""

    status: Status
    value: Decimal | None
    second_value: Decimal | None
    readings: tuple[Decimal, ...]
    reason: str
    raw: str


def read_figure(text: str, expectation: str) -> Figure:
    """Read a figure; `expectation` is count, percent, code or any."""
    reading = read_number(text, expectation)
    return Figure(
        cast(Status, reading.status),
        None if reading.value is None else Decimal(reading.value),
        None if reading.second_value is None else Decimal(reading.second_value),
        tuple(Decimal(each) for each in reading.readings),
        reading.reason,
        text,
    )
