"""Findings of a validation as a table."""

from __future__ import annotations

from itertools import islice

from cchc.present.number import format_number
from cchc.present.table import Column, Table
from cchc.present.words import SEVERITY_WORDS, rows_left_out, verdict_counts
from cchc.validate import Finding, Findings

__all__ = ["findings_table"]


def findings_table(findings: Findings, *, lang: str = "vi", limit: int = 100) -> Table:
    """Return the rules that fail, one row each, with the question to ask the unit."""
    titles = {
        "vi": ("Quy tắc", "Mức độ", "Đơn vị", "Kỳ", "Số liệu đã in", "Cần là", "Câu hỏi"),
        "en": ("Rule", "Severity", "Unit", "Period", "Printed", "Expected", "Question"),
    }[lang]
    rows = [_row(findings, finding, lang) for finding in islice(findings, limit)]
    title = {"vi": "Kết quả kiểm tra", "en": "Findings"}[lang]
    notes = [verdict_counts(findings.counts(), lang), *rows_left_out(len(findings) - limit, lang)]
    return Table(title, [Column(each, number=False) for each in titles], rows, notes)


def _row(findings: Findings, finding: Finding, lang: str) -> list[str]:
    hierarchy = findings.cube.hierarchy
    printed = "; ".join(
        f"{cell.reference.strip('[]')} = {cell.printed or format_number(cell.value, lang=lang)}"
        for cell in finding.cells
    )
    vi = lang == "vi"
    return [
        finding.rule.id,
        SEVERITY_WORDS[lang][finding.severity],
        str(hierarchy.unit(hierarchy.at(finding.unit))["name"]),
        str(finding.period),
        printed,
        finding.expected_vi if vi else finding.expected_en,
        finding.question_vi if vi else finding.question_en,
    ]
