"""Findings of a validation as a table."""

from __future__ import annotations

from itertools import islice

from cchc.present.number import format_number
from cchc.present.table import Column, Table
from cchc.present.words import rows_left_out
from cchc.validate import Finding, Findings

__all__ = ["findings_table"]

_SEVERITIES = {
    "vi": {"error": "Lỗi", "warning": "Cảnh báo", "information": "Lưu ý"},
    "en": {"error": "Error", "warning": "Warning", "information": "Information"},
}


def findings_table(findings: Findings, *, lang: str = "vi", limit: int = 100) -> Table:
    """Return the rules that fail, one row each, with the question to ask the unit."""
    titles = {
        "vi": ("Quy tắc", "Mức độ", "Đơn vị", "Kỳ", "Số liệu đã in", "Cần là", "Câu hỏi"),
        "en": ("Rule", "Severity", "Unit", "Period", "Printed", "Expected", "Question"),
    }[lang]
    rows = [_row(findings, finding, lang) for finding in islice(findings, limit)]
    title = {"vi": "Kết quả kiểm tra", "en": "Findings"}[lang]
    notes = [_counts(findings, lang), *rows_left_out(len(findings) - limit, lang)]
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
        _SEVERITIES[lang][finding.severity],
        str(hierarchy.unit(hierarchy.at(finding.unit))["name"]),
        str(finding.period),
        printed,
        finding.expected_vi if vi else finding.expected_en,
        finding.question_vi if vi else finding.question_en,
    ]


def _counts(findings: Findings, lang: str) -> str:
    counts = findings.counts()
    return {
        "vi": (
            f"{counts['holds']} lượt đạt, {counts['fails']} không đạt, "
            f"{counts['undecidable']} chưa kết luận được, {counts['not_applicable']} không áp dụng."
        ),
        "en": (
            f"{counts['holds']} hold, {counts['fails']} fail, "
            f"{counts['undecidable']} undecidable, {counts['not_applicable']} not applicable."
        ),
    }[lang]
