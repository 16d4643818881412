"""Prints a sample report as the text that a PDF would give, for the readers to read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from .forms import load

_FORM_FILES = {"PL1": "form_pl1_2024.json", "BM3": "form_bm3_2024.json"}
_WIDTH = 44  # of the label column, in signs


def report_text(
    agency: str, period_vi: str, window: tuple[str, str], rows: Iterable[Mapping[str, Any]]
) -> str:
    """Return heading and tables of a report as text.

    Parameters
    ----------
    agency
        Name of the agency.
    period_vi
        Period in words, such as ``6 tháng đầu năm 2024``.
    window
        First and last day of the figures, ISO.
    rows
        Rows with ``form``, ``code``, ``raw`` and ``note``; headers are printed by themselves.
    """
    cells = {(row["form"], row["code"]): row for row in rows}
    first, last = ("/".join(reversed(day.split("-"))) for day in window)
    lines = [
        f"{agency} báo cáo kết quả cải cách hành chính {period_vi}.",
        f"Số liệu từ {first} đến {last}.",
        "",
    ]
    for name, file in _FORM_FILES.items():
        form = load(file)
        if any(key[0] == name for key in cells):
            lines += _table(form, name, cells, period_vi)
    return "\n".join(lines) + "\n"


def _table(
    form: Mapping[str, Any],
    name: str,
    cells: Mapping[tuple[str, str], Mapping[str, Any]],
    period_vi: str,
) -> list[str]:
    lines = [form["title_phrases"][0], f"{form['title_phrases'][1]} {period_vi.upper()}", ""]
    lines += ["STT Chỉ tiêu thống kê", f"({form['stated_periods_vi']})"]
    lines += ["Kết quả thống kê Ghi chú", "Đơn vị tính Số liệu", ""]
    for row in form["rows"]:
        cell = cells.get((name, row.get("indicator") or row["code"]), {})
        lines += _row(row, str(cell.get("raw", "")), str(cell.get("note", "")))
    return [*lines, ""]


def _row(row: Mapping[str, Any], raw: str, note: str) -> list[str]:
    code = row.get("code_printed") or ""
    if row.get("uncoded"):
        code = row["group_label"] if row["code"].endswith(".a") else ""
    label = textwrap.wrap(row["label_vi"], _WIDTH, break_on_hyphens=False)
    unit = row.get("unit_printed") or ""
    lines = [f"{code} {label[0]}".strip(), *label[1:]]
    lines[-1] = " ".join(part for part in (lines[-1], unit, raw, note) if part)
    return lines
