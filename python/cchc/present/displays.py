"""How results show themselves in a terminal and in a notebook; hung on their types from above."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cchc._arguments import known_words
from cchc.present.html import table_html
from cchc.present.table import Table
from cchc.present.text import table_text

if TYPE_CHECKING:
    from types import ModuleType

    from cchc.present.page import Page

__all__ = ["hang_displays", "hang_displays_of", "table_of"]

#: Files hold every row; only what is shown on a screen is cut short.
_NO_LIMIT = 10**9

#: Type of a result -> the module of `cchc.present`, and the function in it that makes the table. They are
#: imported when a result is first shown.
_TABLES = {
    "Cube": ("tables", "cube_table"),
    "Comparison": ("tables", "comparison_table"),
    "Contribution": ("contribution_table", "contribution_table"),
    "Report": ("result_tables", "report_table"),
    "StaffingTable": ("staffing_tables", "staffing_table"),
    "DifferenceSplit": ("staffing_tables", "difference_table"),
    "StaffingFlows": ("staffing_tables", "flow_table"),
    "StaffingProgress": ("staffing_tables", "progress_table"),
    "StaffingTargets": ("staffing_tables", "target_table"),
    "StaffingYears": ("staffing_tables", "year_table"),
    "ProcedureTable": ("result_tables", "procedure_table"),
    "CaseFileTable": ("case_file_table", "case_file_table"),
    "Checked": ("check_table", "check_table"),
    "Findings": ("findings_table", "findings_table"),
    "Trend": ("trend_table", "trend_table"),
}

#: Module of a verb -> the results that it brings.
_RESULTS = {
    "check": ("Checked",),
    "procedures": ("ProcedureTable", "CaseFileTable"),
    "staffing": (
        "StaffingTable",
        "DifferenceSplit",
        "StaffingFlows",
        "StaffingProgress",
        "StaffingTargets",
        "StaffingYears",
    ),
    "trend": ("Trend",),
    "validate": ("Findings",),
}


def _maker(result: Any) -> Callable[..., Table]:
    module, name = _TABLES[type(result).__name__]
    found: Callable[..., Table] = getattr(import_module(f"cchc.present.{module}"), name)
    return found


def table_of(result: Any, *, lang: str = "vi") -> Table:
    """Return any result of cchc as a table."""
    return _maker(result)(result, lang=lang)


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
    return table_page(_maker(result)(result, lang=lang, limit=_NO_LIMIT), lang=lang)


def hang_displays(*kinds: type) -> None:
    """Give types of results their text and HTML displays, and their files."""
    for kind in kinds:
        kind.__repr__ = _text  # type: ignore[assignment]
        kind._repr_html_ = _html  # type: ignore[attr-defined]
        for write in (to_excel, to_word, to_html):
            setattr(kind, write.__name__, write)


# Looked up when called: the modules of the words import the results they speak of, and may be the
# very ones that are being imported while displays are hung.
def _sentence(trend: Any, indicator: str, unit: str, lang: str = "vi") -> str:
    """Return one series as a sentence, with what to bear in mind beside it."""
    sentence: str = import_module("cchc.present.trend_words").trend_sentence(
        trend, indicator, unit, lang
    )
    return sentence


def _plot(trend: Any, indicator: str, unit: str, lang: str = "vi") -> Any:
    """Return an Altair chart of one series; see `cchc.present.trend_plot`."""
    return import_module("cchc.present.trend_plot").trend_plot(trend, indicator, unit, lang)


def hang_displays_of(verb: str, module: ModuleType) -> None:
    """Give the results of a verb's module their displays, letters, sentences and charts."""
    hang_displays(*(getattr(module, name) for name in _RESULTS.get(verb, ())))
    if verb == "trend":
        module.Trend.sentence = _sentence
        module.Trend.plot = _plot
    elif verb == "validate":
        import_module("cchc.check")  # letters are of findings too, and know both
    elif verb == "check":
        import_module("cchc.present.letters").hang_letters()
