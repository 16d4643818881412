"""Trends as a table: what was followed, what changes, how sure, and what to bear in mind."""

from __future__ import annotations

from itertools import islice

from cchc.present.number import format_number, format_signed
from cchc.present.table import Column, Table
from cchc.present.trend_words import STEP_WORDS, format_p, slope_decimals, verdict_text
from cchc.present.words import rows_left_out
from cchc.trend import Trend, TrendRow

__all__ = ["trend_table"]

_TITLES = {
    "vi": ("Mã", "Đơn vị", "Số kỳ", "Thay đổi mỗi {step}", "Từ", "Đến", "p", "p nhỏ nhất",
           "Kết luận", "Lưu ý"),
    "en": ("Code", "Unit", "Windows", "Change a {step}", "From", "To", "p", "Smallest p",
           "Verdict", "Notes"),
}  # fmt: skip


def trend_table(trend: Trend, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return trends as a table, with the caveats spelled out below."""
    step = STEP_WORDS[lang].get(trend.core.step, str(trend.core.step))
    titles = [title.format(step=step) for title in _TITLES[lang]]
    shown = list(islice(trend.rows(), limit))
    rows = [_cells(trend, row, lang) for row in shown]
    codes = {caveat.code: caveat for row in shown for caveat in row.caveats}
    notes = [f"{code}: {getattr(each, f'message_{lang}')}." for code, each in codes.items()]
    notes.append(_method(trend, lang))
    notes += _seasonal(shown, lang)
    notes += rows_left_out(len(trend) - len(rows), lang)
    columns = [Column(title, number=2 <= at <= 7) for at, title in enumerate(titles)]
    span = f"{trend.periods[0]} – {trend.periods[-1]}"
    head = "Xu hướng" if lang == "vi" else "Trends"
    return Table(f"{head}: {trend.basis(lang)}, {span}", columns, rows, notes)


def _cells(trend: Trend, row: TrendRow, lang: str) -> list[str]:
    decimals = slope_decimals(row)
    return [
        row.indicator,
        trend.cube.hierarchy.unit(trend.cube.hierarchy.at(row.unit))["name"],
        f"{row.count}/{row.windows}",
        format_signed(row.slope, lang=lang, decimals=decimals),
        format_number(row.low, lang=lang, decimals=decimals),
        format_number(row.high, lang=lang, decimals=decimals),
        format_p(row.p, lang),
        format_p(row.smallest_p, lang),
        verdict_text(row, lang),
        " ".join(caveat.code for caveat in row.caveats),
    ]


def _seasonal(rows: list[TrendRow], lang: str) -> list[str]:
    apart = sum(row.method == "seasonal" for row in rows)
    if apart == 0:
        return []
    return [
        {
            "vi": f"{apart}/{len(rows)} dòng chỉ so các kỳ cùng vị trí trong năm, coi các năm độc lập với "
            "nhau (Mann–Kendall theo mùa).",
            "en": f"{apart} of {len(rows)} rows compare only windows of the same position in the year "
            "and take years as independent of one another (seasonal Mann–Kendall).",
        }[lang]
    ]


def _method(trend: Trend, lang: str) -> str:
    level = format_number(100 * trend.confidence, lang=lang)
    if lang == "vi":
        return (
            f"Thay đổi: trung vị độ dốc của mọi cặp kỳ (Theil–Sen), khoảng tin cậy {level} % của Sen; "
            "p: Mann–Kendall hai phía."
        )
    return (
        f"Change: median slope of all pairs of windows (Theil and Sen) with Sen's {level} % interval; "
        "p: Mann and Kendall, two-sided."
    )
