"""Reports as one table of observations together with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cchc._core import Hierarchy, Period
from cchc.check.agencies import one_name, units_by_name
from cchc.check.inspected import inspected
from cchc.check.noted import noted, other_forms
from cchc.check.sighting import Evidence, Place, Sighting
from cchc.check.told import told
from cchc.model import hierarchy
from cchc.observations import Observations, append_rows
from cchc.read import Report
from cchc.read.fold import fold
from cchc.read.place_names import is_place
from cchc.read.places import CENTRAL_CITIES
from cchc.read.reports import outranked_rows, unit_of

__all__ = ["Gathered", "evidence_of", "gather", "units_of"]


@dataclass
class Gathered:
    """Observations of reports and their evidence, and the places that the evidence stands on."""

    observations: Observations = field(default_factory=Observations)
    sightings: dict[Place, tuple[Sighting, ...]] = field(default_factory=dict)
    issues: list[dict[str, str]] = field(default_factory=list)


def evidence_of(report: Report) -> list[Evidence]:
    """Return what a report says outside its own cells: text, notes, other forms, the document."""
    return [*told(report), *noted(report), *other_forms(report), *inspected(report)]


def units_of(reports: Iterable[Report], units: Mapping[str, str]) -> Hierarchy:
    """Return a hierarchy of the agencies that report, one beside the other.

    The id of a unit is what `units` says of its agency or file name, else the agency's name, else
    the name of the file. Agencies whose names are spelled in several ways are one unit; see
    `one_name`.
    """
    rows: dict[str, dict[str, Any]] = {}
    several = list(reports)
    spelled = one_name(several, units)
    for report in several:
        file = Path(report.file)
        agency = spelled.get(report.agency, report.agency)
        name = units.get(report.agency) or units.get(file.name) or agency or file.stem
        called = _called(report) if name == report.agency else name
        row = rows.setdefault(name, {"id": name, "name": called})
        if report.unit_type:
            row["type"] = report.unit_type
    return hierarchy(list(rows.values()))


def _called(report: Report) -> str:
    """The name of an agency in full: `UBND huyện Kim Bảng, tỉnh Hà Nam`, but `Sở Y tế Hà Nam`."""
    place, province = report.agency_printed, report.province
    if report.agency == place or not is_place(place):
        return report.agency
    kind = "thành phố" if fold(province) in CENTRAL_CITIES else "tỉnh"
    return f"{place}, {kind} {province}"


def gather(
    reports: Iterable[Report],
    tree: Hierarchy,
    *,
    units: Mapping[str, str],
    period: Period | None,
    known: frozenset[str],
) -> Gathered:
    """Return the figures and the evidence of reports.

    Parameters
    ----------
    reports
        In any order.
    tree
        The units; see `units_of`.
    units
        Unit (id) by agency or file name, where neither is the name of a unit.
    period
        Period of reports that do not say it.
    known
        Codes of the evidence that is wanted; other evidence is left out.
    """
    found = Gathered()
    several = list(reports)
    by_name = _by_name(several, tree, units)
    placed: list[tuple[Report, str, Period]] = []
    for report in several:
        window = report.period or period
        position = _position(report, tree, {**_stems(report, tree), **units}, by_name)
        if position is None or window is None:
            found.issues.append(_left_out(report, "unit" if position is None else "period"))
            continue
        placed.append((report, str(tree.unit(position)["id"]), window))
    for report, unit, window in placed:
        but = outranked_rows(report, unit, window, placed)
        report.append_to(found.observations, unit, window, but=but)
        _append_evidence(found, report, unit, window, known)
    return found


def _by_name(reports: list[Report], tree: Hierarchy, units: Mapping[str, str]) -> dict[str, str]:
    """Ids of units by agency: those of other spellings of a name, else of a name with like words."""
    spelled = one_name(reports, units)
    known = {agency: name for agency, name in spelled.items() if tree.find(name) is not None}
    return units_by_name(reports, tree) | known


def _position(
    report: Report, tree: Hierarchy, units: Mapping[str, str], by_name: Mapping[str, str]
) -> int | None:
    """The unit of a report: as given, by the agency's name as it is, else by how it may be spelled."""
    given = units.get(report.agency) or units.get(Path(report.file).name)
    exact = None if given else tree.find(report.agency)
    if exact is None and not given and report.agency in by_name:
        return tree.find(by_name[report.agency])
    return unit_of(report, tree, units) if exact is None else exact


def _stems(report: Report, tree: Hierarchy) -> dict[str, str]:
    """The unit named after the file, for a report that names no agency."""
    stem = Path(report.file).stem
    known = not report.agency and tree.find(stem) is not None
    return {Path(report.file).name: stem} if known else {}


def _append_evidence(
    found: Gathered, report: Report, unit: str, period: Period, known: frozenset[str]
) -> None:
    wanted = [each for each in evidence_of(report) if each.code in known]
    rows = [
        {
            "indicator": each.code,
            "unit": unit,
            "period": period,
            "state": "reported",
            "value": each.value,
            "raw": each.raw,
            "place": each.place,
        }
        for each in wanted
    ]
    source = {
        "file": report.file,
        "agency": report.agency,
        "received": report.received,
        "rule": "evidence of the report",
    }
    append_rows(found.observations, source, rows)
    for each in wanted:
        found.sightings[unit, str(period), each.code, report.file] = each.sightings


def _left_out(report: Report, what: str) -> dict[str, str]:
    code, vi, how = {
        "unit": ("CCHC-I1601", "đơn vị", "units="),
        "period": ("CCHC-I1602", "kỳ báo cáo", "period="),
    }[what]
    return {
        "code": code,
        "message_en": f"the report of '{report.agency}' was not checked: its {what} is not known; "
        f"give it by {how}",
        "message_vi": f"chưa kiểm tra báo cáo của '{report.agency}': không xác định được {vi}; "
        f"hãy nêu bằng {how}",
        "place": report.file,
    }
