"""What a folder of reports came to: file by file, and as reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cchc.errors import Error
from cchc.read.report import Report

__all__ = ["FileOutcome", "Folder", "Progress", "Status"]

Progress = Callable[[int, int, "FileOutcome"], None]
Status = Literal["read", "with_issues", "refused", "same"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What reading one file came to.

    Attributes
    ----------
    file
        Its path.
    status
        ``read``, ``with_issues``, ``refused`` (``error`` says why), or ``same``: its content is
        that of the file ``same_as``, and it was counted once.
    reports
        What was read; several where a file holds several.
    error
        Why it was refused.
    received
        Day that the file's name tells, or on which the file was last changed, ISO.
    order
        Sorts files by when they came in: by that day, then corrections after what they correct,
        then by the time of the last change.
    """

    file: str
    status: Status
    reports: tuple[Report, ...] = ()
    error: Error | None = None
    same_as: str = ""
    received: str = ""
    order: tuple[str, int, float, str] = ("", 0, 0.0, "")

    def line(self, lang: str = "vi") -> str:
        """Return one line for people: the file, how it went, and why it was refused."""
        name = Path(self.file).name
        issues = sum(len(report.issues) for report in self.reports)
        if lang == "vi":
            words = {
                "read": "đã đọc", "with_issues": f"đã đọc, {issues} vấn đề",
                "same": f"trùng nội dung với {Path(self.same_as).name}, tính một lần",
                "refused": f"không đọc được: {self.error.message_vi if self.error else ''}",
            }  # fmt: skip
        else:
            words = {
                "read": "read", "with_issues": f"read, {issues} issues",
                "same": f"same content as {Path(self.same_as).name}, counted once",
                "refused": f"refused: {self.error.message_en if self.error else ''}",
            }  # fmt: skip
        return f"{name}: {words[self.status]}"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: iterating gives its reports, so `cchc.build` takes it as it is.

    Attributes
    ----------
    reports
        In the order in which their files came in, so that a correction follows what it corrects.
    refused
        One InputError for each file that could not be read, in order of file names; each has its
        ``file``, its ``code`` and both messages. Empty when every file was read.
    files
        What each file came to, in order of file names.
    """

    reports: tuple[Report, ...]
    refused: tuple[Error, ...] = ()
    files: tuple[FileOutcome, ...] = ()

    def __iter__(self) -> Iterator[Report]:
        """Iterate over the reports."""
        return iter(self.reports)

    def __len__(self) -> int:
        """Return how many reports were read."""
        return len(self.reports)
