"""What a register tells: a report it knows, what adding one came to, and a figure that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Added", "CellChange", "KnownReport"]


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report of the register.

    Attributes
    ----------
    id
        Number of the report in the register, counted up in order of adding.
    sha256
        Of the content; the same content is held once.
    reading
        1 for the first reading of that content, 2 when it was read again, and so on; the last one
        counts.
    file, agency
        As named when it was read.
    unit, period
        Whose figures, and for which window; empty where the report has several.
    received
        Day on which it came in, ISO; empty when not known. A later one supersedes.
    window_first, window_last
        Days that the report says it covers, ISO; empty when it does not say.
    form_version, rule
        Forms that it holds, and what read it.
    synthetic
        Whether the figures are made up.
    observations, issues
        How many of each.
    """

    id: int
    sha256: str
    reading: int
    file: str
    agency: str
    unit: str
    period: str
    received: str
    window_first: str
    window_last: str
    form_version: str
    rule: str
    synthetic: bool
    observations: int
    issues: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to.

    ``status`` is ``added``, ``correction`` (the unit had reported for that window before: the one
    received later counts, the other stays), or ``same`` (this content is in the register
    already: nothing was written). ``id`` is the report's number, ``earlier`` the numbers of the
    other reports of the same unit and window.
    """

    status: Literal["added", "correction", "same"]
    id: int
    earlier: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CellChange:
    """One figure that differs between two reports, or between two days.

    Figures are exact decimal texts, a pair as ``16181/16183``; None where there is none, and then
    the state says why. A state is None where the row is absent.
    """

    indicator: str
    unit: str
    period: str
    before: str | None
    after: str | None
    state_before: str | None
    state_after: str | None
