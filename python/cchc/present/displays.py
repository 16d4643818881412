"""How results show themselves in a terminal and in a notebook; hung on their types from above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cchc.compare import Comparison, Contribution
from cchc.cube import Cube
from cchc.present.contribution_table import contribution_table
from cchc.present.findings_table import findings_table
from cchc.present.html import table_html
from cchc.present.result_tables import procedure_table, report_table, staffing_table
from cchc.present.table import Table
from cchc.present.tables import comparison_table, cube_table
from cchc.present.text import table_text
from cchc.procedures import ProcedureTable
from cchc.read import Report
from cchc.staffing import StaffingTable
from cchc.validate import Findings

__all__ = ["TABLES", "hang_displays", "table_of"]

TABLES: dict[type, Callable[..., Table]] = {
    Cube: cube_table,
    Comparison: comparison_table,
    Contribution: contribution_table,
    Report: report_table,
    StaffingTable: staffing_table,
    ProcedureTable: procedure_table,
    Findings: findings_table,
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
