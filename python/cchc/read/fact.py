"""What the running text tells in figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FactFigure:
    """One figure of a fact; `rows` are the catalogue codes it can be held against.

    `raw` is empty where the figure is a count of documents or is said in words.
    """

    name: str
    value: Decimal
    raw: str
    unit_of_measure: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with figures: its kind, section (`II.2`), lines and a short excerpt.

    `documents` are designations of the documents it counts; `window` are first and last day, where
    the statement gives them.
    """

    kind: str
    section: str
    figures: tuple[FactFigure, ...]
    documents: tuple[str, ...]
    first_line: int
    last_line: int
    text: str
    window: tuple[date, date] | None = None
