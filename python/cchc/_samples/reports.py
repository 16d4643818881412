"""Reports as they would come in if every unit answered correctly and in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .draws import Draws
from .figures import PARTS, PENDING, RECEIVED, Style, grouped, printed, window_figures
from .forms import FormRow, form_rows, unprinted_rows
from .province import SampleReport, SampleRow
from .truth import QUOTAS, UnitTruth
from .windows import Window, baseline_windows, windows


@dataclass(frozen=True)
class Layout:
    """The rows that reports are made of.

    Parameters
    ----------
    printed
        63 rows of the two printed forms.
    parts
        Numerators and denominators that no form prints.
    quotas
        Quotas assigned in a baseline year.
    """

    printed: list[FormRow]
    parts: list[FormRow]
    quotas: list[FormRow]


def layout() -> Layout:
    """Return the rows of forms and catalogue."""
    return Layout(form_rows(), unprinted_rows("PARTS", PARTS), unprinted_rows("QUOTA", QUOTAS))


def day_after(iso: str, days: int) -> str:
    """Return the ISO date ``days`` after another."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def file_name(unit: str, period: str, version: int = 1) -> str:
    """Return the file name of a synthetic report; it says ``gia-lap`` (synthetic)."""
    suffix = "" if version == 1 else f"_lan-{version}"
    return f"{unit}_{period}_gia-lap{suffix}.txt"


def _note(row: FormRow, figures: dict[str, str | None]) -> str:
    if row.form == "BM3":
        return f"{grouped(figures['3.2.1.approved'] or '0')}/{grouped(figures['3.1'] or '0')}"
    pending = figures.get(PENDING)
    if row.code == "3.3" and pending is not None:
        return f"{grouped(pending).zfill(2)} hồ sơ đang giải quyết"
    return ""


def _state(row: FormRow, figures: dict[str, str | None]) -> str:
    if not row.department or row.indicator not in figures:
        return "not_applicable"
    if figures[row.indicator] is not None:
        return "reported"
    return "optional" if row.optional else "not_applicable"


def sample_row(row: FormRow, line: int, figures: dict[str, str | None], style: Style) -> SampleRow:
    """Return a filled row; ``line`` is its place, counted from 1 over the whole report."""
    state = _state(row, figures)
    value = figures[row.indicator] if state == "reported" else None
    second = figures.get(RECEIVED) if row.code == "3.3" and value is not None else None
    return SampleRow(
        form=row.form,
        code_printed=row.code_printed,
        code=row.code,
        indicator=row.indicator,
        name=row.name,
        state=state,
        value=value,
        second_value=second,
        raw="" if value is None else printed(row, value, second, style),
        note=_note(row, figures) if value is not None else "",
        place=f"row {line}",
    )


def window_report(
    truth: UnitTruth,
    agency: str,
    window: Window,
    rows: list[FormRow],
    figures: dict[str, str | None],
    style: Style,
    received: str,
) -> SampleReport:
    """Return a unit's report for a window from its figures."""
    return SampleReport(
        unit=truth.unit,
        agency=agency,
        period=window.period,
        window_first=window.first,
        window_last=window.last,
        due=window.due,
        received=received,
        file=file_name(truth.unit, window.period),
        synthetic=True,
        rows=[sample_row(row, line, figures, style) for line, row in enumerate(rows, start=1)],
    )


def baseline_reports(
    truth: UnitTruth, agency: str, shape: Layout, style: Style
) -> list[SampleReport]:
    """Return the quotas assigned to a unit in 2015 and 2021, one report a year.

    A unit that was created by a merger has none of its own.
    """
    result = []
    for window in baseline_windows():
        quotas = truth.baselines.get(window.period)
        if quotas is None:
            continue
        figures: dict[str, str | None] = {
            code: str(posts) for code, posts in quotas.items() if code not in truth.not_applicable
        }
        received = day_after(window.last, 1)
        result.append(window_report(truth, agency, window, shape.quotas, figures, style, received))
    return result


def true_figures(truth: UnitTruth, shape: Layout, style: Style) -> dict[str, dict[str, str | None]]:
    """Return the true figures of every window in which the unit reports, by period and code."""
    rows = shape.printed + shape.parts
    return {
        window.period: window_figures(truth, window, rows, style.decimals)
        for window in windows()
        if truth.first <= window.quarters[0] and window.quarters[-1] < truth.end
    }


def true_reports(
    truth: UnitTruth,
    agency: str,
    shape: Layout,
    style: Style,
    figures: dict[str, dict[str, str | None]],
    draws: Draws,
) -> list[SampleReport]:
    """Return a unit's reports for all its windows, correct and received in time."""
    rows = shape.printed + shape.parts
    result = []
    for window in windows():
        received = day_after(window.last, draws.between(1, 3))
        if window.period in figures:
            result.append(
                window_report(truth, agency, window, rows, figures[window.period], style, received)
            )
    return result
