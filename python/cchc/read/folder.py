"""The reports of a folder, and the files of it that could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc.errors import Error
from cchc.read.report import Report

__all__ = ["Folder"]


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: iterating gives its reports, so `cchc.build` takes it as it is.

    Attributes
    ----------
    reports
        In order of file names.
    refused
        One InputError for each file that could not be read, in order; each has its ``file``, its
        ``code`` and both messages. Empty when every file was read.
    """

    reports: tuple[Report, ...]
    refused: tuple[Error, ...] = ()

    def __iter__(self) -> Iterator[Report]:
        """Iterate over the reports."""
        return iter(self.reports)

    def __len__(self) -> int:
        """Return how many reports were read."""
        return len(self.reports)
