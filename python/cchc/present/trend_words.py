"""Trends, breaks and projections in plain sentences, each with its caveat."""

from __future__ import annotations

import math

from cchc.present.number import format_number, format_signed
from cchc.trend import Projection, Trend, TrendRow
from cchc.trend.target import CAVEATS, REASONS, VERDICTS

__all__ = [
    "STEP_WORDS",
    "format_p",
    "projection_sentence",
    "slope_decimals",
    "trend_sentence",
    "verdict_text",
]

#: One step of time, by its months.
STEP_WORDS = {
    "vi": {1: "tháng", 3: "quý", 6: "6 tháng", 12: "năm"},
    "en": {1: "month", 3: "quarter", 6: "half-year", 12: "year"},
}

_VERDICTS = {
    "vi": {
        "rising": "có xu hướng tăng",
        "falling": "có xu hướng giảm",
        "none_seen": "chưa thấy xu hướng",
        "no_variation": "không thay đổi",
        "too_few": "quá ít kỳ để kết luận",
    },
    "en": {
        "rising": "rising",
        "falling": "falling",
        "none_seen": "no trend seen",
        "no_variation": "no change",
        "too_few": "too few to say",
    },
}

_NEARLY_EQUAL = {
    "vi": "hầu hết số liệu bằng nhau nên chưa kết luận được",
    "en": "nearly all figures are equal, so nothing can be said",
}

_RULES = {
    "vi": {"exact": "tính chính xác", "normal": "xấp xỉ chuẩn", "none": ""},
    "en": {"exact": "exact", "normal": "normal approximation", "none": ""},
}


_METHODS = {
    "vi": {
        "plain": "",
        "seasonal": ", chỉ so các kỳ cùng vị trí trong năm, coi các năm độc lập với nhau",
    },
    "en": {
        "plain": "",
        "seasonal": ", comparing only windows of the same position in the year, years taken as "
        "independent of one another",
    },
}


def verdict_text(row: TrendRow, lang: str) -> str:
    """Return what is to be said of a series, in words."""
    if row.verdict == "too_few" and any(each.code == "nearly_equal" for each in row.caveats):
        return _NEARLY_EQUAL[lang]
    return _VERDICTS[lang][row.verdict]


def format_p(p: float | None, lang: str) -> str:
    """Return a probability; never 0, as nothing observed is impossible."""
    if p is None:
        return ""
    if p < 0.001:
        return "< 0,001" if lang == "vi" else "< 0.001"
    return format_number(p, lang=lang, decimals=3)


def _step(months: int, lang: str) -> str:
    words = STEP_WORDS[lang]
    return words.get(months) or (f"{months} tháng" if lang == "vi" else f"{months} months")


def slope_decimals(row: TrendRow) -> int:
    """Return two decimals, or as many as show two digits of the smallest slope that is not 0."""
    sizes = [abs(each) for each in (row.slope, row.low, row.high) if each]
    return max(2, 1 - math.floor(math.log10(min(sizes)))) if sizes else 2


def _slope(row: TrendRow, confidence: float, lang: str) -> str:
    per = _step(row.step_months, lang)
    decimals = slope_decimals(row)
    number = format_signed(row.slope, lang=lang, decimals=decimals)
    median = {
        "vi": f"mức thay đổi trung vị {number} mỗi {per}",
        "en": f"median change {number} a {per}",
    }[lang] + _METHODS[lang][row.method]
    level = format_number(100 * confidence, lang=lang)
    if row.low is None or row.high is None:
        return (
            median
            + {
                "vi": f" (không đủ cho khoảng tin cậy {level} %)",
                "en": f" (too little for a {level} % interval)",
            }[lang]
        )
    low, high = (format_number(end, lang=lang, decimals=decimals) for end in (row.low, row.high))
    return (
        median
        + {
            "vi": f" (khoảng tin cậy {level} %: {low} đến {high})",
            "en": f" ({level} % interval {low} to {high})",
        }[lang]
    )


def _probability(row: TrendRow, lang: str) -> str:
    if row.p is None or row.verdict == "no_variation":
        return ""
    smallest = format_p(row.smallest_p, lang)
    if row.verdict == "too_few":
        return {
            "vi": f"; p nhỏ nhất có thể đạt là {smallest}",
            "en": f": smallest reachable p is {smallest}",
        }[lang]
    p = format_p(row.p, lang)
    return f"; p {p if p.startswith('<') else '= ' + p} ({_RULES[lang][row.rule]})"


def trend_sentence(trend: Trend, indicator: str, unit: str, lang: str = "vi") -> str:
    """Return one series as a sentence, with what to bear in mind beside it."""
    row = trend.row(indicator, unit)
    definition = trend.cube.catalogue.indicator(trend.cube.catalogue.at(row.indicator))
    name = trend.cube.hierarchy.unit(trend.cube.hierarchy.at(row.unit))["name"]
    windows = {
        "vi": f"{trend.basis('vi')}, {row.first} – {row.last}, {row.count}/{row.windows} kỳ có số liệu",
        "en": f"{trend.basis('en')}, {row.first} – {row.last}, figures for {row.count} of "
        f"{row.windows} windows",
    }[lang]
    head = f"{name}, {definition[f'label_{lang}']} ({windows}): {verdict_text(row, lang)}"
    parts = [head + _probability(row, lang)]
    if row.slope is not None and row.verdict != "no_variation":
        parts.append(_slope(row, trend.confidence, lang))
    told = [
        getattr(caveat, f"message_{lang}")
        for caveat in row.caveats
        if caveat.code not in ("too_few", "no_variation", "no_interval", "nearly_equal")
    ]
    if told:
        parts.append(("lưu ý: " if lang == "vi" else "note: ") + ", ".join(told))
    return "; ".join(parts) + "." + _shown_breaks(trend, indicator, unit, lang)


def _shown_breaks(trend: Trend, indicator: str, unit: str, lang: str) -> str:
    known, _ = trend.breaks(indicator, unit)
    shown = [
        f"{each.day.isoformat()} ({each.name})" if each.name else each.day.isoformat()
        for each in known
        if each.shift.p is not None and each.shift.p <= trend.significance
    ]
    if not shown:
        return ""
    days = ", ".join(shown)
    return {
        "vi": f" Mức số liệu trước và sau {days} khác nhau; chưa phân biệt được bước nhảy với xu hướng.",
        "en": f" Figures differ before and after {days}; a step there and a steady trend cannot be "
        "told apart.",
    }[lang]


def projection_sentence(projection: Projection, *, lang: str = "vi") -> str:
    """Return a projection as a sentence: verdict, reason, numbers, and what it assumes."""
    write = {
        name: format_number(getattr(projection, name), lang=lang)
        for name in ("target", "value", "low", "high")
    }
    verdict = VERDICTS[lang][projection.verdict]
    reason = REASONS[lang][projection.reason]
    level = format_number(100 * projection.confidence, lang=lang)
    side = {
        "vi": {"at_most": "không quá", "at_least": "ít nhất"},
        "en": {"at_most": "at most", "at_least": "at least"},
    }[lang][projection.side]
    if projection.reason == "known":
        numbers = {
            "vi": f" Số đã báo cáo là {write['value']}, không phải dự báo.",
            "en": f" The reported figure is {write['value']}; this is no forecast.",
        }[lang]
    elif projection.low is None:
        numbers = ""
    elif lang == "vi":
        numbers = (
            f" Nếu giữ đà hiện nay: {write['value']} (khoảng dự báo {level} %: {write['low']} đến "
            f"{write['high']}, từ {projection.count} kỳ)."
        )
    else:
        numbers = (
            f" If nothing changes: {write['value']} ({level} % interval {write['low']} to "
            f"{write['high']}, from {projection.count} windows)."
        )
    label = projection.due.label_vi if lang == "vi" else projection.due.label_en
    goal = "Mục tiêu" if lang == "vi" else "Target"
    told = "; ".join(CAVEATS[lang][code] for code in projection.caveats)
    note = {"vi": f" Lưu ý: {told}.", "en": f" Note: {told}."}[lang] if told else ""
    if projection.reason in ("known", "passed"):
        note = ""
    return f"{goal} {side} {write['target']}, {label}: {verdict}, {reason}.{numbers}{note}"
