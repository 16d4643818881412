"""The files of a folder, read side by side; none of them stops the others."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cchc import _registry
from cchc._files import not_opened, refusal
from cchc.errors import Error
from cchc.read.file_name import correction_in_name, day_in_name, period_in_name, unit_words
from cchc.read.folder import FileOutcome, Folder, Progress, Status
from cchc.read.pool import Job, read_files
from cchc.read.report import Report
from cchc.read.review import Review
from cchc.read.unit_names import name_words, plain_words

__all__ = ["read_files_of"]

#: Files that programs leave beside documents; they are nobody's report.
_LEFT_BEHIND = ("~$", ".~lock", ".")
_NO_REPORTS = ("thumbs.db", "desktop.ini")


def read_files_of(
    folder: str | os.PathLike[str],
    pattern: str,
    processes: int | None,
    review: str | os.PathLike[str] | Review | None,
    progress: Progress | None,
) -> Folder:
    """Read every report of a folder; the parameters are those of `cchc.read_folder`."""
    answers = review if isinstance(review, Review) or review is None else Review.load(review)
    if processes is None and any(_registry.of_kind(kind) for kind in ("reader", "form")):
        processes = 1  # what a user registered lives in this process
    paths = _files(folder, pattern)
    outcomes: dict[Path, FileOutcome] = {}
    first, copies = _by_content(paths)

    def finish(path: Path, outcome: FileOutcome) -> None:
        outcomes[path] = outcome
        if progress is not None:
            progress(len(outcomes), len(paths), outcome)

    for path, result in read_files({path: Job(str(path), answers) for path in first}, processes):
        finish(path, _read_outcome(path, result))
    sent_again = _sent_again(paths, copies, outcomes)
    for path, original in copies.items():
        if path not in sent_again:
            finish(path, _outcome(path, "same", same_as=str(original)))
    jobs = {path: Job(str(path), answers) for path in sent_again}
    for path, result in read_files(jobs, processes):
        finish(path, _read_outcome(path, result))
    return _folder([outcomes[path] for path in paths])


def _by_content(paths: Sequence[Path]) -> tuple[list[Path], dict[Path, Path]]:
    """Files to read, of equal ones the one that came in first; the others with the one they equal."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(_digest(path) or str(path), []).append(path)
    copies: dict[Path, Path] = {}
    for group in groups.values():
        original, *others = sorted(group, key=lambda path: _outcome(path, "same").order)
        copies |= dict.fromkeys(others, original)
    return [path for path in paths if path not in copies], copies


def _sent_again(
    paths: Sequence[Path], copies: Mapping[Path, Path], outcomes: Mapping[Path, FileOutcome]
) -> list[Path]:
    """Copies that came in after another version of their report, so that they are meant anew."""
    last: dict[tuple[str, str], str] = {}
    again = []
    for path in sorted(paths, key=lambda path: _outcome(path, "same").order):
        outcome = outcomes[copies.get(path, path)]
        hashes = {_whose(each, outcome): each.content_hash for each in outcome.reports}
        if path in copies and any(last[whose] != hashed for whose, hashed in hashes.items()):
            again.append(path)
        last |= hashes
    return again


def _whose(report: Report, outcome: FileOutcome) -> tuple[str, str]:
    """Whose report it is and for which window, as far as it can be told without the list of units."""
    window = report.period or period_in_name(outcome.file)
    words = name_words(report.agency or unit_words(outcome.file))
    return "".join(plain_words(words)), str(window)


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
    order = (day, correction_in_name(path.name), changed, path.name)
    return FileOutcome(str(path), status, received=day, order=order, **members)  # type: ignore[arg-type]


def _read_outcome(path: Path, result: list[Report] | Error) -> FileOutcome:
    if isinstance(result, Error):
        return _outcome(path, "refused", error=result)
    reports = tuple(result)
    status: Status = "with_issues" if any(report.issues for report in reports) else "read"
    return _outcome(path, status, reports=reports)


def _folder(outcomes: Sequence[FileOutcome]) -> Folder:
    """Outcomes in order of receipt, with contents that several kinds of files share counted once.

    A content that comes again after another version of the report is a version of its own.
    """
    counted: dict[tuple[str, str, str], str] = {}
    last: dict[tuple[str, str], str] = {}
    final = []
    for outcome in sorted(outcomes, key=lambda each: each.order):
        hashes = {_whose(each, outcome): each.content_hash for each in outcome.reports}
        keys = [(each.content_hash, each.agency, str(each.period)) for each in outcome.reports]
        same = [counted[key] for key in keys if key in counted]
        stands = all(last.get(whose, hashed) == hashed for whose, hashed in hashes.items())
        if keys and len(same) == len(keys) and stands:
            outcome = replace(outcome, status="same", same_as=same[0], reports=())
        else:
            last |= hashes
        for key in keys:
            counted.setdefault(key, outcome.file)
        final.append(outcome)
    named = sorted(final, key=lambda each: Path(each.file).name)
    return Folder(
        tuple(report for outcome in final for report in outcome.reports),
        tuple(outcome.error for outcome in named if outcome.error is not None),
        tuple(named),
    )
