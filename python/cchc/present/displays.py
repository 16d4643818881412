"""How results show themselves in a terminal and in a notebook; hung on their types from above."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cchc._arguments import known_words
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

if TYPE_CHECKING:
    from cchc.present.page import Page

__all__ = ["TABLES", "hang_displays", "table_of"]

#: Files hold every row; only what is shown on a screen is cut short.
_NO_LIMIT = 10**9

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


def to_excel(result: Any, path: str | os.PathLike[str], *, lang: str = "vi") -> None:
    """Write the result as an Excel sheet (extra ``excel``): typed numbers, A4, headings repeated."""
    from cchc.present.excel import write_excel

    write_excel(path, [_page(result, lang)])


def to_word(result: Any, path: str | os.PathLike[str], *, lang: str = "vi") -> None:
    """Write the result as a table in a Word document (extra ``word``)."""
    from cchc.present.word import write_word

    write_word(path, [_page(result, lang)])


def to_html(result: Any, path: str | os.PathLike[str], *, lang: str = "vi") -> None:
    """Write the result as an HTML file that works offline and prints on A4."""
    from cchc.present.page_html import write_html

    write_html(path, [_page(result, lang)])


def _page(result: Any, lang: str) -> Page:
    from cchc.present.table_page import table_page

    known_words([lang], ("vi", "en"), "lang")
    return table_page(TABLES[type(result)](result, lang=lang, limit=_NO_LIMIT), lang=lang)


def hang_displays() -> None:
    """Give every result type its text and HTML displays, and its files."""
    for kind in TABLES:
        kind.__repr__ = _text  # type: ignore[assignment]
        kind._repr_html_ = _html  # type: ignore[attr-defined]
        for write in (to_excel, to_word, to_html):
            setattr(kind, write.__name__, write)
    Trend.sentence = trend_sentence
    Trend.plot = trend_plot
