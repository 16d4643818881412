"""Numbers of documents against their dates: a register is numbered in the order of its days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cchc.check.sighting import Sighting, lines
from cchc.read import Report
from cchc.read.documents import Document

__all__ = ["numbers_out_of_order", "sudden_numbers"]

# A stretch is sudden when it runs this many times faster than the one before it …
_TIMES_FASTER = 10
# … over at least this many numbers, after a stretch of at least this many days.
_LEAST_NUMBERS = 50
_LEAST_DAYS = 14


def _series(report: Report) -> list[list[Document]]:
    """Dated documents of one register and year, in order of dates; fewer than two say nothing.

    A register is a symbol such as ``KH-SCT``. Should an agency number all its documents in one
    register, the numbers under each symbol rise all the same.
    """
    registers: dict[tuple[str, bool, int], dict[tuple[int, date], Document]] = {}
    for document in report.documents:
        if document.date is not None:
            key = (document.symbol, document.number_year is None, document.date.year)
            same = registers.setdefault(key, {})
            same.setdefault((document.number, document.date), document)
    ordered = [
        sorted(register.values(), key=lambda each: (each.date, each.number))
        for register in registers.values()
    ]
    return [register for register in ordered if len(register) > 1]


def _rising(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest run of numbers that never falls."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        place = bisect_right(tails, number)
        before.append(ends[place - 1] if place else -1)
        tails[place:] = [number, *tails[place + 1 :]]
        ends[place:] = [position, *ends[place + 1 :]]
    kept: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept


def numbers_out_of_order(report: Report) -> list[Sighting] | None:
    """Return the documents whose number does not rise with the date, as few as explain it."""
    series = _series(report)
    return [sighting for each in series for sighting in _fallen(each)] if series else None


def _fallen(register: Sequence[Document]) -> Iterator[Sighting]:
    kept = _rising([document.number for document in register])
    for position, document in enumerate(register):
        if position in kept:
            continue
        others = [register[index] for index in kept]
        beside = [each for each in others if _contradicts(each, document)]
        other = min(
            beside,
            key=lambda each: (abs(_day(each) - _day(document)), -each.number),
            default=others[0],
        )
        yield Sighting(
            "; ".join(dict.fromkeys((lines(document.line), lines(other.line)))),
            f"{_named(document)}; {_named(other)}",
            f"{_named(document)} không theo thứ tự so với {_named(other)}.",
            f"{_named(document, 'of')} is not in order with {_named(other, 'of')}.",
        )


def _contradicts(one: Document, other: Document) -> bool:
    return (one.number - other.number) * (_day(one) - _day(other)) < 0


def _day(document: Document) -> int:
    assert document.date is not None  # series hold dated documents only
    return document.date.toordinal()


def _named(document: Document, of: str = "ngày") -> str:
    day = date.fromordinal(_day(document))
    return f"{document.designation} {of} {day.day:02d}/{day.month:02d}/{day.year}"


def sudden_numbers(report: Report) -> list[Sighting] | None:
    """Return stretches of a register that run much faster than the stretch before."""
    long = [register for register in _series(report) if len(register) > 2]
    return [sighting for each in long for sighting in _sudden(each)] if long else None


def _sudden(register: Sequence[Document]) -> Iterable[Sighting]:
    for first, middle, last in zip(register, register[1:], register[2:], strict=False):
        days, days_before = _day(last) - _day(middle), _day(middle) - _day(first)
        numbers, numbers_before = last.number - middle.number, middle.number - first.number
        if numbers < _LEAST_NUMBERS or days_before < _LEAST_DAYS or numbers_before < 1:
            continue
        if numbers * days_before > _TIMES_FASTER * numbers_before * max(days, 1):
            yield Sighting(
                "; ".join(lines(each.line) for each in (first, middle, last)),
                f"{_named(middle)}; {_named(last)}",
                f"Từ {_named(middle)} đến {_named(last)}: {numbers} số trong {days} ngày; trước đó "
                f"(từ {_named(first)}) {numbers_before} số trong {days_before} ngày.",
                f"From {_named(middle, 'of')} to {_named(last, 'of')}: {numbers} numbers in {days} "
                f"days; before that (from {_named(first, 'of')}) {numbers_before} numbers in "
                f"{days_before} days.",
            )
