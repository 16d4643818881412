"""What differs between two reports, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cchc.store.records import CellChange

__all__ = ["differences", "told_otherwise", "unlike_figures"]

_Row = Mapping[str, Any]


def differences(before: Iterable[_Row], after: Iterable[_Row]) -> list[CellChange]:
    """Return the rows that differ, in the order of the first report, new rows last."""
    old, new = _by_indicator(before), _by_indicator(after)
    found = []
    for indicator in [*old, *(each for each in new if each not in old)]:
        then, now = old.get(indicator), new.get(indicator)
        if _figure(then) != _figure(now):
            found.append(_change(indicator, then, now))
    return found


def unlike_figures(column: Iterable[_Row], report: Iterable[_Row]) -> list[CellChange]:
    """Return the figures of a column that a report of its window tells otherwise, or leaves blank.

    Rows that the report does not have are none of them.
    """
    return told_otherwise(differences(column, report))


def told_otherwise(changes: Iterable[CellChange]) -> list[CellChange]:
    """Return those of the changes from a column to a report that are figures told otherwise or not."""
    return [each for each in changes if each.before is not None and each.state_after is not None]


def _by_indicator(rows: Iterable[_Row]) -> dict[str, _Row]:
    """The first row of each indicator: one printed in two forms stands in both."""
    found: dict[str, _Row] = {}
    for row in rows:
        found.setdefault(row["indicator"], row)
    return found


def _figure(row: _Row | None) -> tuple[str, Decimal | None, Decimal | None] | None:
    if row is None:
        return None
    return row["state"], _decimal(row["value"]), _decimal(row["second_value"])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _change(indicator: str, then: _Row | None, now: _Row | None) -> CellChange:
    either = now or then or {}
    return CellChange(
        indicator,
        either["unit"],
        either["period"],
        _text(then),
        _text(now),
        None if then is None else then["state"],
        None if now is None else now["state"],
    )


def _text(row: _Row | None) -> str | None:
    if row is None or row["value"] is None:
        return None
    second = row["second_value"]
    return str(row["value"]) if second is None else f"{row['value']}/{second}"
