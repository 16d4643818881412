"""Figures of a report through the one number grammar of the engine."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from cchc._core import read_number

Status = Literal["blank", "number", "pair", "ambiguous", "unreadable"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One reading: `value` and `second_value` exact, `readings` all when ambiguous.

    `reason` is a stable id, empty for a plain reading; `why_vi` and `why_en` say it in a sentence.
    """

    status: Status
    value: Decimal | None
    second_value: Decimal | None
    readings: tuple[Decimal, ...]
    reason: str
    why_vi: str
    why_en: str
    raw: str


def read_figure(text: str, expectation: str) -> Figure:
    """Read a figure; `expectation` is count, percent, code or any.

    Figures cross the border as plain decimal text, so nothing is rounded.
    """
    reading = read_number(text, expectation)
    return Figure(
        cast(Status, reading.status),
        _exact(reading.value),
        _exact(reading.second_value),
        tuple(Decimal(value) for value in reading.readings),
        reading.reason,
        reading.message_vi,
        reading.message_en,
        text,
    )


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
