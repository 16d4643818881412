"""Sample data: a real report's figures, and a synthetic province with its answer key.

What to use when:

- `ha_nam_2024_h1` : the figures of one real report, to read, show or put beside synthetic ones;
- `synthetic_province` : some twenty departments over the windows Q1, H1, Q3 and the year of 2022 to
  2024, with late and missing units, blanks and corrections, all of them listed. Ask it for
  ``errors`` to measure validation, for ``reorganisations`` to try lineage;
- `staffing_history` : the departments' quotas year by year from 2015 to 2024, through one transfer
  and one merger, with the posts cut in each year.

Everything synthetic says so: in names, in file names (``gia-lap``) and in fields (``synthetic``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from cchc.observations import Observations, append_rows

from ._samples.anchor import anchor
from ._samples.departments import (
    DEPARTMENTS,
    MERGED_FROM,
    MERGED_INTO,
    MERGED_TITLE,
    MERGER_DATE,
    PROVINCE_ID,
    PROVINCE_NAME,
    REAL_AGENCY,
    REAL_UNIT,
    SYNTHETIC_MARK,
)
from ._samples.departures import REAL_PERIOD, DeparturePlan, Key, changes, deal, depart
from ._samples.draws import Draws
from ._samples.figures import Style, style_of
from ._samples.forms import load
from ._samples.merger import merger_rows
from ._samples.planted import PLANTERS, plant
from ._samples.province import SampleProvince, SampleReport, SampleRow, SampleUnit
from ._samples.reorganise import reorganise
from ._samples.report_text import report_text
from ._samples.reports import (
    Layout,
    baseline_reports,
    day_after,
    layout,
    true_figures,
    true_reports,
)
from ._samples.staffing_years import StaffingHistory, history_of
from ._samples.truth import UnitTruth, unit_truth
from ._samples.windows import QUARTERS, windows

__all__ = [
    "ERROR_KINDS",
    "REAL_FILE",
    "REAL_UNIT",
    "DeparturePlan",
    "SampleProvince",
    "SampleReport",
    "SampleRow",
    "SampleUnit",
    "StaffingHistory",
    "ha_nam_2024_h1",
    "merged_provinces",
    "observations",
    "real_report_text",
    "staffing_history",
    "staffing_observations",
    "synthetic_province",
]

ERROR_KINDS = tuple(PLANTERS)

#: Name of the reprint of the real report that `real_report_text` makes; its lines are its own.
REAL_FILE = "so-cong-thuong-ha-nam-2024-h1_in-lai-tu-so-lieu.txt"


def ha_nam_2024_h1() -> dict[str, Any]:
    """Return the figures of the real report of Sở Công Thương Hà Nam, first half of 2024.

    Returns
    -------
    The shipped file as it is: agency, period, data window, source and ``rows``, 63 of them in
    printed order (62 of Phụ lục I, 1 of Biểu mẫu 3). A row has the keys of `SampleRow`; figures are
    as printed, also where they contradict each other. ``parts`` holds two figures that stand
    outside the tables.
    """
    return load("ha_nam_2024_h1.json")


def merged_provinces() -> Observations:
    """Return synthetic figures of Hà Nam, Nam Định and Ninh Bình before and after their merger.

    The third quarter of 2024 is reported by the three, that of 2025 by the one; units and mergers
    are those of `cchc.provinces_2025`.
    """
    table = Observations()
    source = {"file": "ba-tinh_gia-lap.csv", "rule": "sample data", "synthetic": True}
    append_rows(table, source, merger_rows())
    return table


def real_report_text() -> str:
    """Return heading and tables of the real report as text, made from its figures."""
    real = ha_nam_2024_h1()
    window = (real["window"][0], real["window"][1])
    return report_text(real["agency"], "6 tháng đầu năm 2024", window, real["rows"])


def observations(
    province: SampleProvince,
    *,
    without: tuple[str, str] | None = None,
    evidence: bool = False,
) -> Observations:
    """Return the reports of a sample province as one table of observations.

    Parameters
    ----------
    province
        From `synthetic_province`.
    without
        Unit and period whose reports are left out, to put another report in their place.
    evidence
        Also give what notes and the second form say, under the codes of the evidence catalogue
        (``note.3.3.pending``, ``BM3:2.4``), for rules that compare them with the cells.
    """
    table = Observations()
    for report in province.reports:
        if (report.unit, report.period) != without:
            source = {
                "file": report.file,
                "agency": report.agency,
                "window_first": report.window_first,
                "window_last": report.window_last,
                "received": report.received,
                "rule": "sample data",
                "synthetic": report.synthetic,
            }
            told: list[Mapping[str, Any]] = _told_beside(report) if evidence else []
            rows = [
                {**row, "unit": report.unit, "period": report.period}
                for row in (*report.rows, *told)
            ]
            append_rows(table, source, rows)
    return table


def staffing_history(seed: int = 2024, *, copied_target: str = "") -> StaffingHistory:
    """Return synthetic quotas of 2015 to 2024, year by year, through one transfer and one merger.

    Parameters
    ----------
    seed
        As in `synthetic_province`; the quotas are the same as there with reorganisations.
    copied_target
        A unit that prints the policy target, 10 %, as its cut of civil servants in the last year.
    """
    return history_of(synthetic_province(seed, reorganisations=True), copied_target)


def staffing_observations(history: StaffingHistory) -> Observations:
    """Return a staffing history as one table of observations, a source for each unit and year."""
    table = Observations()
    for (unit, year), rows in history.rows.items():
        source = {
            "file": f"{unit}_{year}_bien-che_gia-lap.csv",
            "received": f"{year}-12-16",
            "rule": "sample data",
            "synthetic": True,
        }
        append_rows(table, source, rows)
    return table


def _told_beside(report: SampleReport) -> list[Mapping[str, Any]]:
    """What notes and the second form of a report say, as rows of the evidence catalogue."""
    from cchc.check.noted import noted_figures  # its patterns are read on use only

    found: list[Mapping[str, Any]] = []
    for row in report.rows:
        if row["form"] == "BM3" and row["value"] is not None:
            code = f"{row['form']}:{row['code_printed']}"
            found.append({**row, "indicator": code, "note": ""})
        found += [
            {"indicator": noted.code, "value": noted.value, "raw": noted.raw, "place": noted.place}
            for noted in noted_figures(row["indicator"], row["note"], row["place"])
        ]
    return found


def _real_report() -> SampleReport:
    real = ha_nam_2024_h1()
    return SampleReport(
        unit=REAL_UNIT,
        agency=real["agency"],
        period=real["period"],
        window_first=real["window"][0],
        window_last=real["window"][1],
        due=next(window.due for window in windows() if window.period == real["period"]),
        received=day_after(real["window"][1], 1),
        file=real["source"]["file"],
        synthetic=False,
        rows=[*real["rows"], *real["parts"]],
    )


def _unit(number: int, unit: str, name: str, span: tuple[str | None, str | None]) -> SampleUnit:
    is_province = unit == PROVINCE_ID
    return SampleUnit(
        id=unit,
        name=name,
        parent="" if is_province else PROVINCE_ID,
        type="province" if is_province else "department",
        level="province" if is_province else "department",
        code=f"GL{number:02d}",
        valid_from=span[0],
        valid_to=span[1],
        reports=not is_province,
    )


def _units(names: Mapping[str, str], is_reorganised: bool) -> list[SampleUnit]:
    result = [_unit(0, PROVINCE_ID, PROVINCE_NAME, (None, None))]
    for number, (unit, name) in enumerate(names.items(), start=1):
        begins = MERGER_DATE if unit == MERGED_INTO else None
        ends = MERGER_DATE if is_reorganised and unit in MERGED_FROM else None
        result.append(_unit(number, unit, name, (begins, ends)))
    return result


def _names(with_real_report: bool, is_reorganised: bool) -> dict[str, str]:
    names = {department.id: department.name for department in DEPARTMENTS}
    if with_real_report:
        names[REAL_UNIT] = f"{REAL_AGENCY} (chỉ {REAL_PERIOD} là số liệu thật, còn lại giả lập)"
    if is_reorganised:
        names[MERGED_INTO] = f"{MERGED_TITLE} {SYNTHETIC_MARK}"
    return names


def _agencies(names: Mapping[str, str], with_real_report: bool) -> dict[str, str]:
    agencies = dict(names)
    if with_real_report:
        agencies[REAL_UNIT] = f"{REAL_AGENCY} {SYNTHETIC_MARK}"
    return agencies


def _wanted(errors: int | Mapping[str, int] | None) -> dict[str, int]:
    wanted = dict.fromkeys(ERROR_KINDS, errors) if isinstance(errors, int) else dict(errors or {})
    unknown = sorted(set(wanted) - set(ERROR_KINDS))
    if unknown:
        raise ValueError(
            f"unknown kinds of errors {unknown}; known are {', '.join(ERROR_KINDS)}"
            f" / loại lỗi không có: {unknown}; các loại có: {', '.join(ERROR_KINDS)}"
        )
    negative = sorted(kind for kind, count in wanted.items() if count < 0)
    if negative:
        raise ValueError(
            f"the number of errors is below 0 for {', '.join(negative)}; ask for 0 or more"
            f" / số lỗi âm: {', '.join(negative)}; hãy cho số từ 0 trở lên"
        )
    return wanted


def _truth_dict(
    truths: Mapping[str, UnitTruth], figures: Mapping[str, dict[str, dict[str, str | None]]]
) -> dict[str, Any]:
    return {
        "synthetic": True,
        "quarters": list(QUARTERS),
        "due": {window.period: window.due for window in windows()},
        "units": {unit: asdict(truth) for unit, truth in truths.items()},
        "windows": dict(figures),
    }


def _not_applicable(truth: UnitTruth, shape: Layout) -> dict[str, Any]:
    codes = [
        row.code for row in shape.printed if not row.department or row.code in truth.not_applicable
    ]
    return {"kind": "not_applicable", "unit": truth.unit, "period": "", "codes": codes}


def _apply_departures(
    seed: int, reports: list[SampleReport], styles: Mapping[str, Style], plan: DeparturePlan
) -> tuple[list[SampleReport], dict[Key, SampleReport], list[dict[str, Any]]]:
    """Return what came in, the reports among it that depart in no way, and the answer key."""
    kinds = deal(seed, reports, plan)
    received: list[SampleReport] = []
    clean: dict[Key, SampleReport] = {}
    key_entries: list[dict[str, Any]] = []
    for report in reports:
        key = (report.unit, report.period)
        if key not in kinds:
            received.append(report)
            clean[key] = report
            continue
        draws = Draws(seed, *key, "departure")
        sent, entry = depart(report, kinds[key], styles[report.unit], draws)
        received += sent
        key_entries.append(entry)
    return received, clean, key_entries


def _ideal(
    seed: int,
    truths: Mapping[str, UnitTruth],
    agencies: Mapping[str, str],
    shape: Layout,
    figures: Mapping[str, dict[str, dict[str, str | None]]],
) -> tuple[list[SampleReport], list[SampleReport]]:
    """Return the quotas of the baseline years and the reports as they should be."""
    baselines: list[SampleReport] = []
    reports: list[SampleReport] = []
    for unit, truth in truths.items():
        style, draws = style_of(seed, unit), Draws(seed, unit, "receipt")
        baselines += baseline_reports(truth, agencies[unit], shape, style)
        reports += true_reports(truth, agencies[unit], shape, style, figures[unit], draws)
    return baselines, reports


def _with_errors(
    received: list[SampleReport], planted: Iterable[tuple[SampleReport, dict[str, Any]]]
) -> tuple[list[SampleReport], list[dict[str, Any]]]:
    """Return the reports with the spoilt ones in their places, and the answer key."""
    entries: list[dict[str, Any]] = []
    spoilt: dict[Key, SampleReport] = {}
    for report, entry in planted:
        spoilt[report.unit, report.period] = report
        entries.append(entry)
    return [spoilt.get((report.unit, report.period), report) for report in received], entries


def _put_real(reports: list[SampleReport], real: SampleReport) -> dict[str, Any]:
    """Put the real report in its place; return how it differs from the synthetic truth."""
    position = next(
        position
        for position, report in enumerate(reports)
        if (report.unit, report.period) == (real.unit, real.period)
    )
    model = {(row["form"], row["code"]): row for row in reports[position].rows}
    own = [model[(row["form"], row["code"])] for row in real.rows]
    reports[position] = real
    return {
        "kind": "real_report",
        "unit": real.unit,
        "period": real.period,
        "received": real.received,
        "received_is_assumed": True,
        "changes": changes(own, real.rows),
    }


def synthetic_province(
    seed: int = 2024,
    *,
    with_real_report: bool = False,
    reorganisations: bool = False,
    departures: DeparturePlan | None = None,
    errors: int | Mapping[str, int] | None = None,
) -> SampleProvince:
    """Draw a synthetic province of twenty departments with its answer key.

    Parameters
    ----------
    seed
        The same seed gives the same province on every machine.
    with_real_report
        Put the real report of Sở Công Thương Hà Nam in the place of the department
        ``so-cong-thuong`` for 2024-H1. The department's other windows stay synthetic, but are drawn
        so that they fit it. The reports of the other departments stay the same, unless errors are
        planted.
    reorganisations
        Let two departments merge on 2024-03-01 and posts move between two others on 2023-07-01. Off
        by default, so that a first comparison meets one and the same set of units.
    departures
        How many reports are late, missing, corrected or blank in some rows; None for the usual
        number of each.
    errors
        Errors to plant: none, a number of each of `ERROR_KINDS`, or a number by kind. They go into
        reports that depart in no other way, one in a report at most.

    Returns
    -------
    Units, reports in order of receipt, lineage events, and the answer key: ``truth`` (figures by
    quarter and by window), ``departures`` and ``errors``. In ``departures`` an entry has ``kind``
    (``late``, ``missing_report``, ``blank``, ``correction``, ``not_applicable``, ``real_report``),
    ``unit``, ``period`` (empty: all) and what belongs to the kind.

    Raises
    ------
    ValueError
        Unknown kind of error, or a number of errors below 0.

    Notes
    -----
    Windows are those of the ministry; the years 2015 and 2021 hold the assigned quotas only, and
    a department created by a merger has none of its own. The reported cuts against 2015 use the
    quotas of 2015 moved along with transferred and merged posts.
    """
    wanted = _wanted(errors)
    shape = layout()
    truths = {department.id: unit_truth(seed, department) for department in DEPARTMENTS}
    real = _real_report() if with_real_report else None
    if real is not None:
        anchor(truths[REAL_UNIT], real, shape.printed)
    events = reorganise(truths) if reorganisations else []
    names = _names(with_real_report, reorganisations)
    styles = {unit: style_of(seed, unit) for unit in truths}
    figures = {unit: true_figures(truths[unit], shape, styles[unit]) for unit in truths}
    agencies = _agencies(names, with_real_report)
    baselines, ideal = _ideal(seed, truths, agencies, shape, figures)
    plan = departures or DeparturePlan()
    received, clean, key = _apply_departures(seed, ideal, styles, plan)
    key += [_not_applicable(truth, shape) for truth in truths.values()]
    if real is not None:
        key.append(_put_real(received, real))
    clean.pop((REAL_UNIT, REAL_PERIOD))
    form = {row.indicator: row for row in shape.printed}
    received, entries = _with_errors(received, plant(seed, clean, wanted, form, styles))
    return SampleProvince(
        name=PROVINCE_NAME,
        seed=seed,
        units=_units(names, reorganisations),
        reports=sorted(baselines + received, key=lambda report: (report.received, report.file)),
        events=events,
        truth=_truth_dict(truths, figures),
        departures=key,
        errors=entries,
    )
