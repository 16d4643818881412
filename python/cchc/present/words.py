"""Words of the displays in both languages, each in one place."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "CAUSE_WORDS",
    "COMPARABILITY_WORDS",
    "HEADINGS",
    "MARK_WORDS",
    "RULE_WORDS",
    "SEVERITY_WORDS",
    "STATE_WORDS",
    "VERDICT_WORDS",
    "rows_left_out",
    "verdict_counts",
    "withheld_notes",
]

STATE_WORDS = {
    "vi": {
        "missing": "thiếu",
        "optional": "nếu có",
        "not_applicable": "không áp dụng",
        "unreadable": "không đọc được",
    },
    "en": {
        "missing": "missing",
        "optional": "optional",
        "not_applicable": "not applicable",
        "unreadable": "unreadable",
    },
}

MARK_WORDS = {
    "vi": {
        "estimated": "ước tính",
        "rebuilt": "dựng lại",
        "correction": "điều chỉnh",
        "span": "nhiều kỳ gộp",
        "withheld": "chưa đủ số liệu",
        "conflict": "mâu thuẫn",
        "excluded": "không tính",
    },
    "en": {},
}

CAUSE_WORDS = {
    "vi": {
        "real": "thực tế",
        "perimeter": "phạm vi",
        "data": "số liệu",
        "mixed": "nhiều lý do",
    },
    "en": {},
}

COMPARABILITY_WORDS = {
    "vi": {
        "comparable": "so sánh được",
        "rebuilt": "dựng lại",
        "break": "gián đoạn",
        "impossible": "không so được",
    },
    "en": {},
}

HEADINGS = {
    "vi": {
        "code": "Mã",
        "indicator": "Chỉ tiêu",
        "unit": "Đơn vị",
        "periods": "Kỳ / kỳ gốc",
        "value": "Kỳ này",
        "baseline": "Kỳ gốc",
        "change": "Tăng, giảm",
        "relative": "Tỷ lệ",
        "comparability": "So sánh",
        "reasons": "Lý do",
        "points": "điểm %",
        "figures": "Số liệu",
    },
    "en": {
        "code": "Code",
        "indicator": "Indicator",
        "unit": "Unit",
        "periods": "Period / baseline",
        "value": "Value",
        "baseline": "Baseline",
        "change": "Change",
        "relative": "Relative",
        "comparability": "Comparability",
        "reasons": "Reasons",
        "points": "points",
        "figures": "Figures",
    },
}


# What rules say is a question to the unit, so that no word of these accuses.
SEVERITY_WORDS = {
    "vi": {
        "error": "kiểm tra",
        "warning": "làm rõ",
        "information": "tham khảo",
        "form": "biểu mẫu",
    },
    "en": {
        "error": "please check",
        "warning": "please explain",
        "information": "for information",
        "form": "form",
    },
}

VERDICT_WORDS = {
    "vi": {
        "holds": "khớp",
        "fails": "cần hỏi",
        "undecidable": "chưa đủ số liệu",
        "not_applicable": "không áp dụng",
    },
    "en": {
        "holds": "agree",
        "fails": "to ask",
        "undecidable": "undecidable",
        "not_applicable": "not applicable",
    },
}

RULE_WORDS = {
    "vi": {"text table grammar": "bộ đọc bảng trong văn bản", "sample data": "dữ liệu mẫu"},
    "en": {},
}


def verdict_counts(counts: Mapping[str, int], lang: str) -> str:
    """Return how many verdicts fell which way, as one line."""
    return "; ".join(f"{word}: {counts[verdict]}" for verdict, word in VERDICT_WORDS[lang].items())


def rows_left_out(count: int, lang: str) -> list[str]:
    """Return a note that so many rows are not shown; no note when none is left out."""
    if count <= 0:
        return []
    return [f"… {count} dòng khác" if lang == "vi" else f"… {count} more rows"]


def withheld_notes(rows: list[list[str]], lang: str) -> list[str]:
    """Return the note on ``≥`` and provisional figures, where the rows hold any."""
    cells = [cell for row in rows for cell in row]
    if not any(cell.startswith(("≥ ", "tạm ", "so far ")) for cell in cells):
        return []
    return {
        "vi": [
            "≥, tạm: tính trên các đơn vị đã có số liệu (đã có/phải có), chưa đủ để thành số chính thức."
        ],
        "en": ["≥, so far: from the units that reported (reported/expected); not yet a figure."],
    }[lang]
