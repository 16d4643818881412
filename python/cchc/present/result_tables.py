"""Reports and procedures as tables."""

from __future__ import annotations

from collections.abc import Sequence

from cchc.present.number import format_number, format_percent, format_signed
from cchc.present.table import Column, Table
from cchc.present.words import STATE_WORDS, rows_left_out, withheld_notes
from cchc.procedures import ProcedureRow, ProcedureTable
from cchc.read import Report

__all__ = ["procedure_table", "report_table"]


def _columns(titles: Sequence[str], texts: int) -> list[Column]:
    """The first so many columns hold text, the others numbers."""
    return [Column(title, number=at >= texts) for at, title in enumerate(titles)]


def report_table(report: Report, *, lang: str = "vi", limit: int = 100) -> Table:
    """Return a report as read: every row that is not a header, blanks kept blank."""
    titles = {
        "vi": ("Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "In là", "Ghi chú"),
        "en": ("Code", "Indicator", "Unit of measure", "Value", "Printed", "Note"),
    }[lang]
    rows = []
    for row in report.observations[:limit]:
        value = format_number(None if row.value is None else str(row.value), lang=lang)
        if row.second_value is not None:
            value += f" / {format_number(str(row.second_value), lang=lang)}"
        state = str(row.state)
        shown = value if state == "reported" else f"[{STATE_WORDS[lang][state]}]"
        measure = row.row.unit_printed if lang == "vi" else row.row.unit_of_measure
        rows.append([row.code, row.row.label, measure, shown, row.raw, row.note])
    period = report.period
    label = "" if period is None else period.label_vi if lang == "vi" else period.label_en
    columns = [Column(title, number=at == 3) for at, title in enumerate(titles)]
    return Table(f"{report.agency}, {label}", columns, rows, _report_notes(report, lang, limit))


def _report_notes(report: Report, lang: str, limit: int) -> list[str]:
    counts = report.counts()
    window = " – ".join(report.window) if report.window else "?"
    notes = {
        "vi": [
            f"{counts['rows']} dòng; {counts['observations']} chỉ tiêu: {counts['value']} có số liệu, "
            f"{counts['zero']} bằng 0, {counts['missing']} để trống, {counts['optional']} (nếu có), "
            f"{counts['not_applicable']} không áp dụng, {counts['unreadable']} không đọc được.",
            f"Số liệu từ {window}. {len(report.facts)} thông tin trong lời văn, "
            f"{len(report.issues)} vấn đề khi đọc.",
        ],
        "en": [
            f"{counts['rows']} rows; {counts['observations']} indicators: {counts['value']} values, "
            f"{counts['zero']} zeros, {counts['missing']} missing, {counts['optional']} optional, "
            f"{counts['not_applicable']} not applicable, {counts['unreadable']} unreadable.",
            f"Data window {window}. {len(report.facts)} facts in the text, "
            f"{len(report.issues)} issues of reading.",
        ],
    }[lang]
    return notes + rows_left_out(len(report.observations) - limit, lang)


def procedure_table(table: ProcedureTable, *, lang: str = "vi", limit: int = 90) -> Table:
    """Return procedures and case files, with the denominator of every rate in its heading."""
    titles = {
        "vi": (
            "Đơn vị",
            "Kỳ",
            "TTHC",
            "Lệch tồn",
            "Toàn trình",
            "% TTHC",
            "Một phần",
            "% TTHC",
            "Tiếp nhận",
            "Đã giải quyết",
            "Đang giải quyết",
            "Đúng hạn / đã giải quyết",
            "Đúng hạn / tiếp nhận",
            "Đơn vị có số đã giải quyết",
        ),
        "en": (
            "Unit",
            "Period",
            "Procedures",
            "Stock gap",
            "Fully online",
            "% of procedures",
            "Partly online",
            "% of procedures",
            "Received",
            "Resolved",
            "Pending",
            "On time, of resolved",
            "On time, of received",
            "Units that gave resolved",
        ),
    }[lang]
    rows = []
    for row in table.rows[:limit]:
        unit = table.cube.hierarchy.unit(table.cube.hierarchy.at(row.unit))
        cells = [_procedure_cell(row, name, lang) for name in _PROCEDURE_COLUMNS]
        coverage = "" if row.expected is None else f"{row.reported}/{row.expected}"
        rows.append([unit["name"], str(row.period), *cells, coverage])
    title = {"vi": "Thủ tục hành chính (TTHC)", "en": "Administrative procedures (TTHC)"}[lang]
    notes = {
        "vi": ["Lệch tồn = TTHC - (kỳ trước + công bố mới - bãi bỏ, thay thế); đúng thì bằng 0."],
        "en": ["Stock gap = procedures - (previous + new - abolished); 0 where the figures agree."],
    }[lang]
    notes += withheld_notes(rows, lang) + rows_left_out(len(table) - limit, lang)
    return Table(title, _columns(titles, 2), rows, notes)


#: Columns of the table of procedures, in its order; rates are in per cent.
_PROCEDURE_COLUMNS = (
    "procedures",
    "stock_gap",
    "online_full",
    "online_full_share",
    "online_partial",
    "online_partial_share",
    "received",
    "resolved",
    "pending",
    "on_time_rate",
    "on_time_of_received",
)


def _procedure_cell(row: ProcedureRow, name: str, lang: str) -> str:
    """A figure; an estimate, a lower bound or a provisional rate where a unit owes its figure."""
    value = getattr(row, name)
    rate = name.endswith(("share", "rate", "of_received"))
    if name == "stock_gap":
        return format_signed(value, lang=lang)
    shown = format_percent(value, lang=lang) if rate else format_number(value, lang=lang)
    # Pending files are a difference: more reports may move it either way.
    provisional = rate or name == "pending"
    if shown and name in row.estimated:
        shown = ("ước tính " if lang == "vi" else "estimate ") + shown
    if not shown or name not in row.incomplete:
        return shown
    bound = ("tạm " if lang == "vi" else "so far ") if provisional else "≥ "
    return bound + shown
