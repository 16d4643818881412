"""Many reports and tables as one table of observations, each report on the unit its agency is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from cchc._core import Hierarchy, Period
from cchc.observations import Observations
from cchc.read.plugged import resolved_units
from cchc.read.report import Report

__all__ = ["observations_of", "unit_of"]


def observations_of(
    reports: Iterable[Report | Observations],
    tree: Hierarchy,
    units: Mapping[str, str],
    period: Period | None,
    issues: list[dict[str, str]],
) -> Observations:
    """Return all reports as one table; a report without a unit or a period becomes an issue.

    Parameters
    ----------
    reports
        And tables of observations, in any order; the day of receipt decides which of two supersedes,
        on one day the later in this order.
    tree
        The units; an agency is found by its name, with or without its province.
    units
        Unit (id) by agency or file name, for the others.
    period
        Period of reports that do not say it themselves.
    issues
        Where issues are added: I0906 no unit, I0907 no period.
    """
    table = Observations()
    given = list(reports)
    unknown = [
        report
        for report in given
        if not isinstance(report, Observations) and unit_of(report, tree, units) is None
    ]
    names = [name for each in unknown for name in (each.agency, Path(each.file).name)]
    resolved = resolved_units(names, tree, units) if names else units
    for report in given:
        if isinstance(report, Observations):
            table.append_all(report)
            continue
        position = unit_of(report, tree, units)
        if position is None:
            position = unit_of(report, tree, resolved)
        if position is None:
            issues.append(_left_out(report, "CCHC-I0906", "unit", "đơn vị", "units="))
        elif report.period is None and period is None:
            issues.append(_left_out(report, "CCHC-I0907", "period", "kỳ báo cáo", "period="))
        else:
            report.append_to(table, tree.unit(position)["id"], report.period or period)
    return table


def unit_of(report: Report, tree: Hierarchy, units: Mapping[str, str]) -> int | None:
    """Return the unit that a report is of: by `units`, else by the agency's name; None if unknown."""
    given = units.get(report.agency) or units.get(Path(report.file).name)
    if given:
        return tree.find(given)
    found = tree.find(report.agency)
    return tree.find(report.agency_printed) if found is None else found


def _left_out(report: Report, code: str, what: str, what_vi: str, how: str) -> dict[str, str]:
    return {
        "code": code,
        "message_en": f"the report of '{report.agency}' is left out: its {what} is not known; "
        f"give it by {how}",
        "message_vi": f"chưa dùng báo cáo của '{report.agency}': không xác định được {what_vi}; "
        f"hãy nêu bằng {how}",
        "place": report.file,
    }
