"""Cubes, figures and comparisons as tables: pure functions of results, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from cchc.compare import Change, Comparison, Reason
from cchc.cube import Cube, Figure
from cchc.present.number import format_number, format_percent, format_signed
from cchc.present.table import Column, Table
from cchc.present.words import (
    COMPARABILITY_WORDS,
    HEADINGS,
    MARK_WORDS,
    STATE_WORDS,
    rows_left_out,
    withheld_notes,
)

__all__ = ["change_table", "comparison_table", "cube_table", "figure_text"]


def figure_text(
    figure: Figure, *, lang: str = "vi", kind: str = "flow", percent: bool = False
) -> str:
    """Return a figure as one cell: number, marks and coverage, or why there is no number.

    A total that its missing policy withholds is shown as a lower bound (``≥``) where it is a sum,
    and as provisional where it is a rate. ``percent`` says that it is measured in per cent.
    """
    write = format_percent if percent else format_number
    coverage = ""
    if figure.expected is not None and figure.reported != figure.expected:
        coverage = f" ({figure.reported}/{figure.expected})"
    if figure.answers is not None and figure.reported:
        given = " · ".join(f"{label}: {count}" for label, count in figure.answers[lang].items())
        return given + coverage
    if figure.value is None:
        if figure.so_far is not None:
            provisional = "tạm " if lang == "vi" else "so far "
            bound = provisional if kind == "ratio" else "≥ "
            return f"{bound}{write(figure.so_far, lang=lang)}{coverage}"
        return f"[{STATE_WORDS[lang][figure.state]}]{coverage}"
    words = MARK_WORDS[lang]
    marks = "".join(f" [{words.get(mark, mark)}]" for mark in figure.marks)
    number = figure.value if len(figure.text) > 16 else figure.text
    return write(number, lang=lang) + marks + coverage


def _percent(definition: Mapping[str, Any]) -> bool:
    return bool(definition["unit_of_measure"] == "percent")


def _title(cube: Cube, lang: str) -> str:
    periods = ", ".join(str(period) for period in cube.periods)
    name = cube.hierarchy.unit(cube.units[0])["name"] if len(cube.units) == 1 else ""
    return f"{name or HEADINGS[lang]['figures']}: {periods}"


def cube_table(cube: Cube, *, lang: str = "vi", limit: int = 60, period_limit: int = 8) -> Table:
    """Return a cube as a table: a row for each indicator and unit, a column for each period.

    At most ``limit`` rows and the last ``period_limit`` periods are shown; notes say what is not.
    """
    if len(cube.periods) > period_limit:
        latest = cube.sel(periods=cube.periods[-period_limit:])
        table = cube_table(latest, lang=lang, limit=limit, period_limit=period_limit)
        earlier = ", ".join(str(period) for period in cube.periods[:-period_limit])
        note = f"Chưa hiện các kỳ: {earlier}." if lang == "vi" else f"Periods not shown: {earlier}."
        return Table(table.title, table.columns, table.rows, [*table.notes, note])
    heading = HEADINGS[lang]
    several = len(cube.units) != 1
    columns = [Column(heading["code"]), Column(heading["indicator"])]
    columns += [Column(heading["unit"])] if several else []
    columns += [Column(str(period), number=True) for period in cube.periods]
    rows: list[list[str]] = []
    figures = cube.figures()
    for code in cube.indicators:
        definition = cube.catalogue.indicator(cube.catalogue.at(code))
        for unit in cube.units:
            if len(rows) == limit:
                break
            cells = [
                figure_text(
                    figure, lang=lang, kind=definition["kind"], percent=_percent(definition)
                )
                for figure in islice(figures, len(cube.periods))
            ]
            name = [cube.hierarchy.unit(unit)["name"]] if several else []
            rows.append([code, definition[f"label_{lang}"], *name, *cells])
    left_out = len(cube.indicators) * len(cube.units) - len(rows)
    notes = withheld_notes(rows, lang) + rows_left_out(left_out, lang)
    return Table(_title(cube, lang), columns, rows, notes)


def change_table(changes: Iterable[Change], comparison: Comparison, *, lang: str = "vi") -> Table:
    """Return changes as a table with comparability and reasons beside every number."""
    cube = comparison.cube
    names = ["code", "indicator", "unit", "periods", "value", "baseline", "change", "relative"]
    numbers = {"value", "baseline", "change", "relative"}
    # What is the same in every row stands in the title.
    in_title = {"unit"} if len(cube.units) == 1 else set()
    in_title |= {"periods"} if len(comparison.pairs) == 1 else set()
    shown = [name for name in [*names, "comparability", "reasons"] if name not in in_title]
    columns = [Column(HEADINGS[lang][name], number=name in numbers) for name in shown]
    rows: list[list[str]] = []
    used: dict[str, Reason] = {}
    for change in changes:
        definition = cube.catalogue.indicator(cube.catalogue.at(change.indicator))
        used |= {reason.code: reason for reason in change.reasons}
        write = format_percent if _percent(definition) else format_number
        cells = {
            "code": change.indicator,
            "indicator": definition[f"label_{lang}"],
            "unit": cube.hierarchy.unit(cube.hierarchy.at(change.unit))["name"],
            "periods": f"{change.period} / {change.baseline_period or comparison.baseline}",
            "value": write(change.value, lang=lang),
            "baseline": write(change.baseline, lang=lang),
            "change": _change_text(change, lang),
            "relative": format_percent(change.relative_change, lang=lang, signed=True),
            "comparability": COMPARABILITY_WORDS[lang].get(
                change.comparability, change.comparability
            ),
            "reasons": " ".join(reason.code for reason in change.reasons),
        }
        rows.append([cells[name] for name in shown])
    notes = [
        f"{code}: {getattr(reason, f'message_{lang}')}; {getattr(reason, f'remedy_{lang}')}."
        for code, reason in used.items()
    ]
    return Table(_comparison_title(comparison, lang), columns, rows, notes)


_BASELINE_WORDS = {"vi": {"another cube": "lần tổng hợp khác"}, "en": {}}


def _comparison_title(comparison: Comparison, lang: str) -> str:
    cube = comparison.cube
    name = f"{cube.hierarchy.unit(cube.units[0])['name']}: " if len(cube.units) == 1 else ""
    versus = "so với" if lang == "vi" else "against"
    other = _BASELINE_WORDS[lang].get(comparison.baseline, comparison.baseline)
    pairs = [
        f"{current} {versus} {other or baseline}" for current, baseline in comparison.pairs[:4]
    ]
    return name + "; ".join(pairs) + ("; …" if len(comparison.pairs) > 4 else "")


def _change_text(change: Change, lang: str) -> str:
    if change.point_change is not None:
        return f"{format_signed(change.point_change, lang=lang)} {HEADINGS[lang]['points']}"
    return format_signed(change.change, lang=lang)


def comparison_table(comparison: Comparison, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return a comparison as a table of at most ``limit`` rows."""
    table = change_table(islice(comparison.changes(), limit), comparison, lang=lang)
    cube = comparison.cube
    total = len(cube.planes) * len(cube.units) * len(comparison.pairs)
    notes = [*table.notes, *rows_left_out(total - len(table.rows), lang)]
    return Table(table.title, table.columns, table.rows, notes)
