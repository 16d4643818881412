"""The files of a folder, read side by side: what each came to, and which could not be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from cchc._files import not_opened, refusal
from cchc.errors import Error
from cchc.read.file_name import day_in_name, is_correction, period_in_name
from cchc.read.issue import issue
from cchc.read.pool import Job, read_files
from cchc.read.report import Report
from cchc.read.review import Review

__all__ = ["FileOutcome", "Folder", "read_folder"]

Progress = Callable[[int, int, "FileOutcome"], None]
Status = Literal["read", "with_issues", "refused", "same"]

#: Files that programs leave beside documents; they are nobody's report.
_LEFT_BEHIND = ("~$", ".~lock", ".")
_NO_REPORTS = ("thumbs.db", "desktop.ini")


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
    order: tuple[str, bool, float, str] = ("", False, 0.0, "")

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


def read_folder(
    folder: str | os.PathLike[str],
    *,
    pattern: str = "*",
    processes: int | None = None,
    review: str | os.PathLike[str] | Review | None = None,
    progress: Progress | None = None,
) -> Folder:
    """Read every report of a folder; a file that cannot be read never stops the others.

    Parameters
    ----------
    folder
        Path of the folder; folders inside it are not entered.
    pattern
        Which files are read, such as ``*.docx``; all but hidden ones and those that Office leaves
        behind when not given.
    processes
        How many files are read at a time; by the size of the folder and the machine when not
        given. 1 reads all of them in this process.
    review
        Answers to rows that could not be matched for sure; see `cchc.read`.
    progress
        Called after each file with how many are done, how many there are, and the outcome.

    Returns
    -------
    Folder
        Its ``reports``, over which it iterates; ``files`` with what each file came to; ``refused``
        with one InputError for each file that could not be read. A file whose content is that of
        another counts once. Of a file with several reports all are read.

    Raises
    ------
    InputError
        When the folder is not there, is a file, or may not be read.

    Notes
    -----
    Files are read in processes of their own, with a limit of time and memory for each: a file that
    brings its reader down is refused, and the others are read all the same.
    """
    answers = review if isinstance(review, Review) or review is None else Review.load(review)
    paths = _files(folder, pattern)
    outcomes: dict[Path, FileOutcome] = {}
    jobs: dict[Path, Job] = {}
    first: dict[str, Path] = {}

    def finish(path: Path, outcome: FileOutcome) -> None:
        outcomes[path] = outcome
        if progress is not None:
            progress(len(outcomes), len(paths), outcome)

    for path in paths:
        digest = _digest(path)
        if digest and digest in first:
            finish(path, _outcome(path, "same", same_as=str(first[digest])))
        else:
            first[digest or str(path)] = path
            jobs[path] = Job(str(path), answers)
    for path, result in read_files(jobs, processes):
        finish(path, _read_outcome(path, result))
    return _folder([outcomes[path] for path in paths])


def _files(folder: str | os.PathLike[str], pattern: str) -> list[Path]:
    """Files of a folder that match; a missing folder is refused, which a pattern alone is not."""
    if not os.fspath(folder):
        raise refusal("no_path", "''")
    try:
        os.scandir(folder).close()
        found = sorted(Path(folder).glob(pattern))
        return [path for path in found if path.is_file() and not _is_left_behind(path.name)]
    except (OSError, ValueError) as error:
        raise not_opened(error, str(folder), kind="folder_not_opened") from error


def _is_left_behind(name: str) -> bool:
    return name.startswith(_LEFT_BEHIND) or name.lower() in _NO_REPORTS


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty when it cannot be opened, which its reader will say."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _outcome(path: Path, status: Status, **members: object) -> FileOutcome:
    try:
        changed = path.stat().st_mtime
    except OSError:
        changed = 0.0
    day = day_in_name(path.name) or datetime.fromtimestamp(changed).date().isoformat()
    order = (day, is_correction(path.name), changed, path.name)
    return FileOutcome(str(path), status, received=day, order=order, **members)  # type: ignore[arg-type]


def _read_outcome(path: Path, result: list[Report] | Error) -> FileOutcome:
    if isinstance(result, Error):
        return _outcome(path, "refused", error=result)
    reports = tuple(_named(report, path) for report in result)
    status: Status = "with_issues" if any(report.issues for report in reports) else "read"
    return _outcome(path, status, reports=reports)


def _named(report: Report, path: Path) -> Report:
    """The report, asked about its window when its file's name tells another one."""
    named = period_in_name(path.name)
    if named is None or report.period is None or named == report.period:
        return report
    found = issue(
        "name_differs",
        file=report.file,
        line=None,
        raw=path.name,
        where=path.name,
        named=str(named),
        period=str(report.period),
    )
    return report.with_issue(found)


def _folder(outcomes: Sequence[FileOutcome]) -> Folder:
    """Outcomes with contents that several kinds of files share counted once."""
    counted: dict[tuple[str, str, str], str] = {}
    final = []
    for outcome in outcomes:
        keys = [(each.content_hash, each.agency, str(each.period)) for each in outcome.reports]
        same = [counted[key] for key in keys if key in counted]
        if keys and len(same) == len(keys):
            outcome = replace(outcome, status="same", same_as=same[0], reports=())
        for key in keys:
            counted.setdefault(key, outcome.file)
        final.append(outcome)
    ordered = sorted(final, key=lambda each: each.order)
    return Folder(
        tuple(report for outcome in ordered for report in outcome.reports),
        tuple(outcome.error for outcome in final if outcome.error is not None),
        tuple(final),
    )
