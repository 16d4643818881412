"""Whose report each file holds and for which window: told, taken from the file's name, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc._arguments import composed
from cchc._core import Hierarchy, Period
from cchc.merging import words
from cchc.merging.words import Line
from cchc.read import FileOutcome, Folder, Report
from cchc.read.file_name import period_in_name, unit_in_name, unit_words, windows_of
from cchc.read.form_sheet_issues import sheet_issue_code
from cchc.read.plugged import resolved_units
from cchc.read.spellings import Spellings, differ_by_tones, is_province
from cchc.read.unit_names import (
    NameMatch,
    bare,
    has_tones,
    match_name,
    name_words,
    plain_words,
    provinces_of,
)

__all__ = ["Asked", "Placed", "Placing"]

# A template whose visible title tells another window than its hidden sheet: neither is assumed.
_WINDOW_IN_DOUBT = sheet_issue_code("period_differs")

# Behind these words of a file's name stands who it was sent to: ``BC CCHC gửi Sở Nội vụ``, but not
# in ``gửi lại``, sent again.
_SENT_TO = re.compile(
    r"(?:^|[\W_])(?:kính[\W_]*)?(?:gửi|gui)(?![\W_]*l[aạ]i)(?=[\W_]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a unit, in both languages; `unit` is empty when it is not known which one."""

    unit: str
    vi: str
    en: str


@dataclass(frozen=True)
class Placed:
    """A report with whose it is, for which window, and what file it comes from.

    `filed` is the spelling of the unit under which it is kept.
    """

    report: Report
    unit: str
    period: Period
    outcome: FileOutcome
    filed: str

    @property
    def name(self) -> str:
        """Name of its file."""
        return Path(self.outcome.file).name

    def figures(self) -> dict[tuple[str, str], tuple[object, ...]]:
        """State and value by form and code."""
        return {
            (row.form, row.row.form_code): (str(row.state), row.value, row.second_value)
            for row in self.report.observations
        }


class Placing:
    """Places the reports of a folder; what was not used, and what is to be asked, is kept.

    Parameters
    ----------
    folder
        As read.
    window
        The window asked for.
    tree
        The units; None when only those that sent a report are known.
    names
        Units by the names that the caller gave.
    known
        Names of units that a register holds, for reports without a list of units.
    """

    def __init__(
        self,
        folder: Folder,
        window: Period,
        tree: Hierarchy | None,
        names: Mapping[str, str],
        known: Iterable[str] = (),
    ) -> None:
        self._window, self._tree, self._given = window, tree, names
        self._spellings = Spellings(each for each in known if each)
        self._apart: dict[str, list[str]] = {}
        self.unused: list[Line] = []
        self.asked: list[Asked] = []
        if tree is None:
            self._units = self._units_of(folder)
        else:
            rows = map(tree.unit, range(len(tree)))
            self._units = {row["id"]: row["name"] for row in rows}
        self._provinces = provinces_of(self._units.values())
        self._places = self._with_told(report.province for report in folder)
        found = [each for outcome in _in_order(folder) for each in self._of_file(outcome)]
        self.placed = self._without_contradictions(found)

    def _units_of(self, folder: Folder) -> dict[str, str]:
        """One name for the spellings of each unit; names alike but for tones are asked about."""
        self._apart = _of_several_provinces(folder)
        self.asked += [Asked("", *words.of_provinces(names)) for names in self._apart.values()]
        printed = {self._told(report): None for report in folder}
        # Whole names first: one of them stands for a unit that the register does not hold.
        order = sorted(
            filter(None, printed), key=lambda name: (not has_tones(name), name.isupper(), name)
        )
        held = set(self._spellings)
        self._spellings.add(order)
        units: dict[str, str] = {}
        for name in map(self._spellings.first, self._spellings):
            if name in units:
                continue
            for other in self._spellings.like([name]):
                if other in units and not {name, other} <= held and differ_by_tones(name, other):
                    self.asked.append(Asked("", *words.differ_by_tones(name, other)))
            units[name] = name
        return units

    def _with_told(self, provinces: Iterable[str]) -> frozenset[tuple[str, ...]]:
        """Provinces that may stand behind a name: of the list, and those that reports tell.

        Where the list is of a province, the departments of another one are not its own.
        """
        told = provinces_of(f"tỉnh {each}" for each in provinces if each)
        if any(is_province(" ".join(each)) for each in self._provinces):
            told = frozenset(each for each in told if not is_province(" ".join(each)))
        return self._provinces | told

    def _told(self, report: Report) -> str:
        """The agency's name; a province of its own that no list holds is none of its words.

        Of a name that bodies of several provinces have, the province told beside it is one.
        """
        if _letters(report) in self._apart:
            return report.agency
        printed = report.agency_printed or report.agency
        province = name_words(report.province)
        if not province or is_province(report.province):
            return printed
        own = name_words(printed)
        less = bare(own, [province])
        return printed if less == own else " ".join(less)

    def ids(self, known: Iterable[str]) -> dict[str, str]:
        """Return the ids of the units that names of a register stand for; none without a list."""
        if self._tree is None:
            return {}
        found = {}
        for name in known:
            given = self._given.get(name)
            unit = self._id(given) if given else match_name(name, self._units, self._places).unit
            if unit is not None and name not in self._units:
                found[name] = unit
        return found

    def _of_file(self, outcome: FileOutcome) -> list[Placed]:
        if outcome.status in ("refused", "same"):
            self.unused.append((outcome.line("vi"), outcome.line("en")))
        placed = []
        for report in outcome.reports:
            unit = self._unit_of(report, outcome)
            window = None if unit is None else self._window_of(report, unit, outcome)
            if unit is not None and window is not None:
                report.received = outcome.received
                placed.append(Placed(report, unit, window, outcome, self._filed(report, unit)))
        return placed

    def _filed(self, report: Report, unit: str) -> str:
        """The name to keep a report under: as printed, since later reports may tell names apart."""
        told = self._told(report)
        kept = self._tree is None and told in self._spellings
        return told if kept and self._spellings.first(told) == unit else unit

    def _window_of(self, report: Report, unit: str, outcome: FileOutcome) -> Period | None:
        """The window of a report: as it says, else by the file's name; what is in doubt is asked."""
        named = period_in_name(outcome.file)
        told = report.period or named
        if told is None and any(each.code == _WINDOW_IN_DOUBT for each in report.issues):
            self.unused.append(words.window_in_doubt(outcome))
            return None
        if told is None:
            self.asked.append(Asked(unit, *words.assumed(outcome, self._window)))
            return self._window
        if named is not None and named not in windows_of(outcome.reports, report):
            self.asked.append(Asked(unit, *words.window_by_name_differs(outcome, told, named)))
        if told != self._window:
            say = words.side_column if report.side_column else words.other_window
            self.unused.append(say(outcome, told))
        return told

    def _unit_of(self, report: Report, outcome: FileOutcome) -> str | None:
        """Id of the unit that a report is of: by its words, else by the name of its file."""
        printed = report.agency_printed or report.agency
        names = [each for each in (printed, report.agency, Path(outcome.file).name) if each]
        given = next((self._given[name] for name in names if name in self._given), None)
        if given is not None:
            return self._id(given)
        match = self._by_words(report)
        if match.unit is not None:
            return self._agreed(match.unit, printed, outcome)
        resolved = self._resolved(names)
        if resolved is not None:
            return resolved
        if match.likeness:
            name = self._units[match.alike]
            self.unused.append(words.unit_in_doubt(outcome, printed, name, match.likeness))
            return None
        if printed:
            # The words name a body, the head of a column for instance: the name of the file, which
            # may be that of who sent it on, does not make it another one.
            named = self._named(outcome)
            about = "" if named is None else self._units[named]
            self.asked.append(Asked("", *words.unknown_body(outcome, printed, about)))
            return None
        unit = self._by_file(outcome)
        if unit is None:
            self.unused.append(words.unknown_unit(outcome))
        else:
            self.unused.append(words.named_by_file(outcome, self._units.get(unit, unit)))
        return unit

    def _agreed(self, unit: str, printed: str, outcome: FileOutcome) -> str | None:
        """The unit that the words tell, unless the name of the file tells another one: then none."""
        named = self._named(outcome)
        if len(outcome.reports) > 1 or named is None or named == unit:
            return unit
        names = self._units[unit], self._units[named]
        self.asked.append(Asked("", *words.unit_by_name_differs(outcome, printed, *names)))
        return None

    def _named(self, outcome: FileOutcome) -> str | None:
        """The one unit that owes a report and that the file's name tells, not as who it is sent to."""
        owing = self._units
        if self._tree is not None:
            rows = map(self._tree.unit, range(len(self._tree)))
            owing = {row["id"]: row["name"] for row in rows if row["reports"]}
        return _in_name(_SENT_TO.split(composed(Path(outcome.file).stem))[0], owing)

    def _by_words(self, report: Report) -> NameMatch:
        printed = report.agency_printed or report.agency
        if self._tree is None:
            return NameMatch(self._spellings.first(self._told(report))) if printed else NameMatch()
        at = self._tree.find(report.identity.get("unit", "") or "\0")
        if at is not None:
            return NameMatch(str(self._tree.unit(at)["id"]))
        provinces = self._with_told([report.province])
        first = match_name(printed, self._units, provinces)
        return first if first.unit else match_name(report.agency, self._units, provinces)

    def _resolved(self, names: Sequence[str]) -> str | None:
        """What a registered resolver says of the names."""
        if self._tree is None:
            return None
        found = resolved_units(names, self._tree, {})
        return next((self._id(found[name]) for name in names if name in found), None)

    def _id(self, unit: str) -> str:
        """Id of a unit that was named by its id or its name."""
        return unit if self._tree is None else str(self._tree.unit(self._tree.at(unit))["id"])

    def _by_file(self, outcome: FileOutcome) -> str | None:
        found = _in_name(Path(outcome.file).stem, self._units)
        if found is None and self._tree is None:
            found = unit_words(outcome.file) or None
            if found is not None:
                self._units[found] = found
        return found

    def _without_contradictions(self, found: list[Placed]) -> list[Placed]:
        """Reports, but for those of one file, unit and window that tell a row differently."""
        by_place: dict[tuple[str, str, str], list[Placed]] = {}
        for each in found:
            by_place.setdefault((each.outcome.file, each.unit, str(each.period)), []).append(each)
        left_out: list[Placed] = []
        for several in by_place.values():
            for at, one in enumerate(several):
                for other in several[at + 1 :]:
                    left_out += self._contradiction(one, other)
        return [each for each in found if not any(each is other for other in left_out)]

    def _contradiction(self, one: Placed, other: Placed) -> list[Placed]:
        first, second = one.figures(), other.figures()
        shared = [key for key in first if key in second]
        unlike = [code for (form, code) in shared if first[form, code] != second[form, code]]
        if unlike:
            self.unused.append(words.two_tables(one.outcome, unlike))
            return [one, other]
        return [other] if shared and len(shared) == len(second) else []


def _in_name(stem: str, units: Mapping[str, str]) -> str | None:
    """The unit whose name, or else whose id, stands in the name of a file without its ending."""
    ids = {each: each for each in units}
    return unit_in_name(f"{stem}.", units) or unit_in_name(f"{stem}.", ids)


def _in_order(folder: Folder) -> list[FileOutcome]:
    return sorted(folder.files, key=lambda each: each.order)


def _of_several_provinces(folder: Folder) -> dict[str, list[str]]:
    """Names with their provinces, by the letters of a name that reports of several provinces have."""
    found: dict[str, dict[str, str]] = {}
    for report in folder:
        if report.agency and is_province(report.province):
            province = "".join(plain_words(name_words(report.province)))
            found.setdefault(_letters(report), {}).setdefault(province, report.agency)
    return {letters: [*names.values()] for letters, names in found.items() if len(names) > 1}


def _letters(report: Report) -> str:
    """Letters of an agency's name without the province that the report is of."""
    own = plain_words(name_words(report.agency_printed or report.agency))
    return "".join(bare(own, [plain_words(name_words(report.province))]))
