"""Many reports and tables as one table of observations, each report on the unit its agency is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cchc._core import Hierarchy, Period
from cchc.observations import Observations
from cchc.read.matched import MatchedRow
from cchc.read.plugged import resolved_units
from cchc.read.report import Report

__all__ = ["observations_of", "outranked_rows", "unit_of"]


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
        Where issues are added: I0906 no unit, I0907 no period, I0914 a side column tells a figure
        otherwise than a report of its window, which counts.
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
    placed: dict[int, tuple[Report, str, Period]] = {}
    for at, report in enumerate(given):
        if isinstance(report, Observations):
            continue
        position = unit_of(report, tree, units)
        if position is None:
            position = unit_of(report, tree, resolved)
        if position is None:
            issues.append(_left_out(report, "CCHC-I0906", "unit", "đơn vị", "units="))
        elif (window := report.period or period) is None:
            issues.append(_left_out(report, "CCHC-I0907", "period", "kỳ báo cáo", "period="))
        else:
            placed[at] = (report, str(tree.unit(position)["id"]), window)
    cells = [*placed.values()]
    issues += [each for cell in cells for each in _unlike(*cell, cells)]
    _append_all(table, given, placed)
    return table


def _append_all(
    table: Observations,
    given: Sequence[Report | Observations],
    placed: Mapping[int, tuple[Report, str, Period]],
) -> None:
    """Append tables and reports in their order, but side columns before tables, and as of no day.

    What a table tells then counts before a side column, whatever day this came.
    """
    tables = [at for at, each in enumerate(given) if isinstance(each, Observations)]
    sides = [at for at, cell in placed.items() if cell[0].side_column] if tables else []
    others = sorted({*tables, *placed} - {*sides})
    cells = [*placed.values()]
    for at in [*sorted(sides, key=lambda at: placed[at][0].received), *others]:
        each = given[at]
        if isinstance(each, Observations):
            table.append_all(each)
            continue
        report, unit, window = placed[at]
        but = outranked_rows(report, unit, window, cells)
        received = "" if at in sides else report.received
        report.append_to(table, unit, window, but=but, received=received)


def outranked_rows(
    column: Report, unit: str, window: Period, placed: Sequence[tuple[Report, str, Period]]
) -> frozenset[str]:
    """Return rows of a side column that reports of its window give and that so do not count.

    None of a report that is no side column. A report that comes later than the column takes its place
    by its day.
    """
    return frozenset(
        row.code
        for report in _of_the_window(column, unit, window, placed)
        if report.received <= column.received
        for row in report.observations
        if row.value is not None
    )


def _of_the_window(
    column: Report, unit: str, window: Period, placed: Sequence[tuple[Report, str, Period]]
) -> list[Report]:
    """Reports of the unit and window of a side column; none of other reports."""
    if not column.side_column:
        return []
    return [report for report, *cell in placed if not report.side_column and cell == [unit, window]]


def _unlike(
    column: Report, unit: str, window: Period, placed: Sequence[tuple[Report, str, Period]]
) -> list[dict[str, str]]:
    """An issue for each figure that a side column tells otherwise than a report of its window."""
    figures = {row.code: row for row in column.observations if row.value is not None}
    found = []
    for report in _of_the_window(column, unit, window, placed):
        for row in report.observations:
            own = figures.get(row.code)
            same = own and (own.value, own.second_value) == (row.value, row.second_value)
            if own is not None and row.value is not None and not same:
                found.append(_differs(column, report, window, own, row))
    return found


def _differs(
    column: Report, report: Report, window: Period, own: MatchedRow, row: MatchedRow
) -> dict[str, str]:
    files = Path(column.file).name, Path(report.file).name
    return {
        "code": "CCHC-I0914",
        "message_en": f"{row.code}: the column of {window.label_en} in {files[0]} says {own.raw}, the "
        f"report for it, {files[1]}, {row.raw}, which counts",
        "message_vi": f"{row.code}: cột số liệu của {window.label_vi} trong {files[0]} ghi {own.raw}, báo "
        f"cáo của kỳ đó, {files[1]}, ghi {row.raw}; đang dùng số của báo cáo",
        "place": column.file,
    }


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
