"""Whose figures a sheet holds and for which window: its hidden identity beside its visible title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cchc._core import Period, find_period_in
from cchc.errors import PeriodError
from cchc.read.dates import day
from cchc.read.fold import fold
from cchc.read.form_sheet import EXACT, IDENTITY_SHEET
from cchc.read.form_sheet_cells import SheetCells
from cchc.read.form_sheet_issues import sheet_issue
from cchc.read.issue import Issue
from cchc.read.phrases import DAY
from cchc.read.unit_names import name_words, same_name

__all__ = ["Told", "told_by"]

_WINDOW = re.compile(rf"tu\s*(?:ngay\s*)?({DAY})\s*(?:den|[-–])\s*(?:het\s*)?(?:ngay\s*)?({DAY})")


@dataclass(frozen=True, slots=True)
class Told:
    """What is sure: empty or None where title and identity contradict each other."""

    agency: str
    period: Period | None
    window: tuple[date, date] | None
    identity: dict[str, str]


def told_by(
    identity: Mapping[str, str], sheets: Sequence[SheetCells], file: str
) -> tuple[Told, list[Issue]]:
    """Return what the identity and the titles of the sheets agree on, and issues where they do not.

    Parameters
    ----------
    identity
        The hidden sheet; empty when it is gone, and then the title of the first sheet tells.
    sheets
        One for each form.
    file
        Name for issues.
    """
    issues: list[Issue] = []
    plain = {key: text for key, text in identity.items() if not key.startswith(EXACT)}
    if not identity:
        agency, period, window = _of_titles(sheets)
        words = "?" if period is None else period.label_vi
        issues.append(
            sheet_issue(
                "identity_deleted",
                file=file,
                cell=IDENTITY_SHEET,
                agency=agency or "?",
                period=words,
            )
        )
        return Told(agency, period, window, {}), issues
    agency = identity.get("agency", "")
    period = _period(identity)
    window = _stated(identity)
    for sheet in sheets:
        title = sheet.title()
        if not title:
            issues.append(sheet_issue("title_deleted", file=file, cell=sheet.name))
            continue
        found = _contradictions(title, agency, period)
        for kind, cell, text in found:
            expected = agency if kind == "agency_differs" else identity.get("period", "")
            issues.append(sheet_issue(kind, file=file, cell=cell, raw=text, expected=expected))
        kinds = {kind for kind, _, _ in found}
        if "agency_differs" in kinds:
            plain = {key: text for key, text in plain.items() if key not in ("agency", "unit")}
        if "period_differs" in kinds:
            plain = {key: text for key, text in plain.items() if key != "period"}
    window = _stated_days(sheets, window, file, issues)
    agency = plain.get("agency", "")
    period = period if "period" in plain else None
    return Told(agency, period, window, plain), issues


def _contradictions(
    title: Sequence[tuple[str, str]], agency: str, period: Period | None
) -> list[tuple[str, str, str]]:
    """Kind, cell and text of what a title tells otherwise than the identity."""
    found = []
    wanted = name_words(agency)
    if wanted and not any(same_name(name_words(text), wanted) for _, text in title):
        found.append(("agency_differs", *title[0]))
    told = [(cell, text, find_period_in(text)) for cell, text in _behind_agency(title)]
    others = [(cell, text) for cell, text, window in told if window and window != period]
    if others:
        found.append(("period_differs", *others[0]))
    elif not any(window == period for _, _, window in told):
        found.append(("period_unseen", title[-1][0], ""))
    return found


def _behind_agency(title: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The title without its first line, which names the unit."""
    return title[1:]


def _stated_days(
    sheets: Sequence[SheetCells], window: tuple[date, date] | None, file: str, issues: list[Issue]
) -> tuple[date, date] | None:
    """The days that the titles tell: whoever changed them told which days the figures cover."""
    changed = set()
    for sheet in sheets:
        for cell, text in sheet.title():
            days = _days(text)
            if days is not None and window is not None and days != window:
                issues.append(sheet_issue("days_changed", file=file, cell=cell, raw=text))
                changed.add(days)
    return changed.pop() if len(changed) == 1 else window


def _of_titles(
    sheets: Sequence[SheetCells],
) -> tuple[str, Period | None, tuple[date, date] | None]:
    """Unit, window and days by the title of the first sheet that has one."""
    title = next(filter(None, (sheet.title() for sheet in sheets)), [])
    if not title:
        return "", None, None
    periods = {find_period_in(text) for _, text in _behind_agency(title)} - {None}
    days = next(filter(None, (_days(text) for _, text in title)), None)
    return title[0][1], periods.pop() if len(periods) == 1 else None, days


def _days(text: str) -> tuple[date, date] | None:
    found = _WINDOW.search(fold(text))
    if found is None:
        return None
    first, last = day(found[1]), day(found[2])
    return (first, last) if first and last and first <= last else None


def _period(identity: Mapping[str, str]) -> Period | None:
    """The window by its own text, such as ``2024``, which running words do not tell."""
    try:
        return Period(identity.get("period", ""))
    except PeriodError:
        return None


def _stated(identity: Mapping[str, str]) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(identity[f"window_{end}"]) for end in ("first", "last"))
    except (KeyError, ValueError):
        return None
    return first, last
