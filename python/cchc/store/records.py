"""What a register tells: a report it knows, what adding one came to, and a figure that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Added", "CellChange", "KnownReport", "Standing", "UnitInDoubt"]


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report of the register.

    Attributes
    ----------
    id
        Number of the report in the register, counted up in order of adding.
    sha256
        Of the content.
    submission
        1 for the first time that this content came in. Above 1 it was sent again after a different
        one, and takes its place.
    reading
        1 for the first reading of that submission, 2 when it was read again, and so on; the last
        one counts.
    file, agency
        As named when it was read.
    unit, period
        Whose figures, and for which window; empty where the report has several.
    received
        Day on which it came in, ISO; empty when not known. A later one supersedes; without a day
        a report ranks behind everything that was added before it.
    window_first, window_last
        Days that the report says it covers, ISO; empty when it does not say.
    form_version, rule
        Forms that it holds, and what read it.
    synthetic
        Whether the figures are made up.
    side_column
        Whether it is a column of another window that a report has beside its own. Reports of that
        window count before it, whatever day they came.
    observations, issues
        How many of each.
    """

    id: int
    sha256: str
    submission: int
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
    side_column: bool
    observations: int
    issues: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to.

    Attributes
    ----------
    status
        ``added``: nothing of the same unit, window and rows was there. ``correction``: it takes the
        place of the reports in ``earlier``, which stay. ``older``: it was kept, but those in
        ``later`` came in after it and count. ``same``: this content is in the register already,
        and nothing was written. ``reread``: the content is there, but reads otherwise now, since an
        answer was given or the reader changed; the new reading takes the place of the old one.
        ``beside``: it is a column of another window beside the reported one, and those in ``later``
        are reports of that window, which count whatever day they came.
    id
        The report's number.
    earlier, later
        Numbers of the other reports of the same unit and window that share a row with it and rank
        before or behind it, the one that counted before it last.
    beside
        Numbers of such columns of other reports that this report counts before, the last one last.
    unlike
        Figures that this report and the one it stands beside, the last of ``beside`` or ``later``,
        tell differently: first that of the column, then that of the report.
    blank, absent
        Indicators for which the report gives no figure (the row is blank or unreadable) or has no
        row, so that a figure of an earlier report stands. Somebody should be asked.
    in_doubt
        Names that may be of several units: that of the report, or one that was taken for one unit
        until this report came of another one that it can be as well.
    """

    status: Literal["added", "correction", "older", "same", "reread", "beside"]
    id: int
    earlier: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    blank: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    in_doubt: tuple[UnitInDoubt, ...] = ()
    beside: tuple[int, ...] = ()
    unlike: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitInDoubt:
    """A name that may be of more than one unit of a register, so that it counts as one of its own.

    ``may_be`` are those units, ``reports`` the numbers of the reports that came under the name.
    """

    name: str
    may_be: tuple[str, ...]
    reports: tuple[int, ...]

    @property
    def vi(self) -> str:
        """The question in Vietnamese."""
        names = ", ".join(f"“{each}”" for each in self.may_be)
        return (
            f"“{self.name}” có thể là {names} nên đang tính là một đơn vị riêng, không thay số của đơn "
            "vị nào. Là báo cáo của đơn vị nào? Hãy ghi tên đầy đủ của đơn vị"
        )

    @property
    def en(self) -> str:
        """The question in English."""
        names = ", ".join(f"“{each}”" for each in self.may_be)
        return (
            f"“{self.name}” may be {names}: it counts as a unit of its own and replaces no unit's "
            "figures. Whose report is it? Give the unit's full name"
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands among those of its unit and window.

    ``report`` is the number of its last reading, ``replaced`` those of the earlier ones that share
    a row with it, the last one last. ``side_column`` as in `KnownReport`.
    """

    report: int
    file: str
    received: str
    replaced: tuple[int, ...] = ()
    side_column: bool = False


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
