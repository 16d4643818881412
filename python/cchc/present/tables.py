"""Cubes, figures and comparisons as tables: pure functions of results, in either language."""

from __future__ import annotations

from collections.abc import Iterable

from cchc.compare import Change, Comparison
from cchc.cube import Cube, Figure
from cchc.present.number import format_number, format_percent, format_signed
from cchc.present.table import Column, Table

__all__ = ["change_table", "comparison_table", "cube_table", "figure_text"]

_STATE_WORDS = {
    "vi": {
        "missing": "thiếu",
        "optional": "(nếu có)",
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

_MARK_WORDS = {
    "vi": {
        "estimated": "ước tính",
        "rebuilt": "dựng lại",
        "correction": "điều chỉnh",
        "span": "nhiều kỳ gộp",
        "conflict": "mâu thuẫn",
    },
    "en": {},
}

_COMPARABILITY = {
    "vi": {
        "comparable": "so sánh được",
        "rebuilt": "dựng lại",
        "break": "gián đoạn",
        "impossible": "không so được",
    },
    "en": {},
}

_HEADINGS = {
    "vi": {
        "code": "Mã",
        "indicator": "Chỉ tiêu",
        "unit": "Đơn vị",
        "value": "Kỳ này",
        "baseline": "Kỳ gốc",
        "change": "Tăng, giảm",
        "relative": "Tỷ lệ",
        "comparability": "So sánh",
        "reasons": "Lý do",
        "points": "điểm %",
    },
    "en": {
        "code": "Code",
        "indicator": "Indicator",
        "unit": "Unit",
        "value": "Value",
        "baseline": "Baseline",
        "change": "Change",
        "relative": "Relative",
        "comparability": "Comparability",
        "reasons": "Reasons",
        "points": "points",
    },
}


def figure_text(figure: Figure, *, lang: str = "vi") -> str:
    """Return a figure as one cell: number, marks and coverage, or why there is no number."""
    coverage = ""
    if figure.expected is not None and figure.reported != figure.expected:
        coverage = f" ({figure.reported}/{figure.expected})"
    if figure.value is None:
        if figure.so_far is not None:
            return f"≥ {format_number(figure.so_far, lang=lang)}{coverage}"
        return _STATE_WORDS[lang][figure.state] + coverage
    words = _MARK_WORDS[lang]
    marks = "".join(f" [{words.get(mark, mark)}]" for mark in figure.marks if mark != "withheld")
    number = figure.value if len(figure.text) > 16 else figure.text
    return format_number(number, lang=lang) + marks + coverage


def _withheld_note(lang: str) -> str:
    return {
        "vi": "≥ là tổng của các đơn vị đã có số liệu (đã có/phải có); chưa đủ để thành số chính thức.",
        "en": "≥ is the total of the units that reported (reported/expected); not yet a figure.",
    }[lang]


def cube_table(cube: Cube, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return a cube as a table: a row for each indicator and unit, a column for each period."""
    heading = _HEADINGS[lang]
    columns = [Column(heading["code"]), Column(heading["indicator"]), Column(heading["unit"])]
    columns += [Column(str(period), number=True) for period in cube.periods]
    rows = []
    names = {each: cube.hierarchy.unit(each)["name"] for each in cube.units}
    figures = cube.figures()
    for code in cube.indicators:
        label = cube.catalogue.indicator(cube.catalogue.at(code))[f"label_{lang}"]
        for unit in cube.units:
            cells = [figure_text(next(figures), lang=lang) for _ in cube.periods]
            if len(rows) <= limit:
                rows.append([code, label, names[unit], *cells])
    notes = [_withheld_note(lang)] if any("≥" in cell for row in rows for cell in row) else []
    total = len(cube.indicators) * len(cube.units)
    if total > limit:
        rows = rows[:limit]
        notes.append(f"… {total - limit} dòng khác" if lang == "vi" else f"… {total - limit} more rows")
    return Table(f"{len(cube.indicators)} × {len(cube.units)} × {len(cube.periods)}", columns, rows, notes)


def change_table(changes: Iterable[Change], comparison: Comparison, *, lang: str = "vi") -> Table:
    """Return changes as a table with comparability and reasons beside every number."""
    heading = _HEADINGS[lang]
    columns = [
        Column(heading["code"]),
        Column(heading["indicator"]),
        Column(heading["unit"]),
        Column(heading["value"], number=True),
        Column(heading["baseline"], number=True),
        Column(heading["change"], number=True),
        Column(heading["relative"], number=True),
        Column(heading["comparability"]),
        Column(heading["reasons"]),
    ]
    cube = comparison.cube
    rows, used = [], {}
    for change in changes:
        definition = cube.catalogue.indicator(cube.catalogue.at(change.indicator))
        used |= {reason.code: reason for reason in change.reasons}
        rows.append(
            [
                change.indicator,
                definition[f"label_{lang}"],
                cube.hierarchy.unit(cube.hierarchy.at(change.unit))["name"],
                format_number(change.value, lang=lang),
                format_number(change.baseline, lang=lang),
                _change_text(change, lang),
                format_percent(change.relative_change, lang=lang, signed=True),
                _COMPARABILITY[lang].get(change.comparability, change.comparability),
                " ".join(reason.code for reason in change.reasons),
            ]
        )
    current, baseline = comparison.pairs[0]
    title = f"{current} ↔ {baseline}" if len(comparison.pairs) == 1 else f"{len(comparison.pairs)} ↔"
    notes = [
        f"{code}: {getattr(reason, f'message_{lang}')}; {getattr(reason, f'remedy_{lang}')}."
        for code, reason in used.items()
    ]
    return Table(title, columns, rows, notes)


def _change_text(change: Change, lang: str) -> str:
    if change.point_change is not None:
        return f"{format_signed(change.point_change, lang=lang)} {_HEADINGS[lang]['points']}"
    return format_signed(change.change, lang=lang)


def comparison_table(comparison: Comparison, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return a comparison as a table of at most ``limit`` rows."""
    changes = []
    total = 0
    for change in comparison.changes():
        total += 1
        if total <= limit:
            changes.append(change)
    table = change_table(changes, comparison, lang=lang)
    if total <= limit:
        return table
    more = f"… {total - limit} dòng khác" if lang == "vi" else f"… {total - limit} more rows"
    return Table(table.title, table.columns, table.rows, [*table.notes, more])
