"""How results show themselves in a terminal and in a notebook; hung on their types from above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cchc.check import Checked
from cchc.compare import Comparison, Contribution
from cchc.cube import Cube
from cchc.present.case_file_table import case_file_table
from cchc.present.check_table import check_table
from cchc.present.contribution_table import contribution_table
from cchc.present.findings_table import findings_table
from cchc.present.html import table_html
from cchc.present.result_tables import procedure_table, report_table
from cchc.present.staffing_tables import (
    difference_table,
    flow_table,
    progress_table,
    staffing_table,
    target_table,
    year_table,
)
from cchc.present.table import Table
from cchc.present.tables import comparison_table, cube_table
from cchc.present.text import table_text
from cchc.present.trend_plot import trend_plot
from cchc.present.trend_table import trend_table
from cchc.present.trend_words import trend_sentence
from cchc.procedures import CaseFileTable, ProcedureTable
from cchc.read import Report
from cchc.staffing import (
    DifferenceSplit,
    StaffingFlows,
    StaffingProgress,
    StaffingTable,
    StaffingTargets,
    StaffingYears,
)
from cchc.trend import Trend
from cchc.validate import Findings

__all__ = ["TABLES", "hang_displays", "table_of"]

TABLES: dict[type, Callable[..., Table]] = {
    Cube: cube_table,
    Comparison: comparison_table,
    Contribution: contribution_table,
    Report: report_table,
    StaffingTable: staffing_table,
    DifferenceSplit: difference_table,
    StaffingFlows: flow_table,
    StaffingProgress: progress_table,
    StaffingTargets: target_table,
    StaffingYears: year_table,
    ProcedureTable: procedure_table,
    CaseFileTable: case_file_table,
    Checked: check_table,
    Findings: findings_table,
    Trend: trend_table,
}


def table_of(result: Any, *, lang: str = "vi") -> Table:
    """Return any result of cchc as a table."""
    return TABLES[type(result)](result, lang=lang)


def _text(result: Any) -> str:
    return table_text(table_of(result))


def _html(result: Any) -> str:
    return table_html(table_of(result))


def hang_displays() -> None:
    """Give every result type its text and HTML displays."""
    for kind in TABLES:
        kind.__repr__ = _text  # type: ignore[assignment]
        kind._repr_html_ = _html  # type: ignore[attr-defined]
    Trend.sentence = trend_sentence
    Trend.plot = trend_plot
