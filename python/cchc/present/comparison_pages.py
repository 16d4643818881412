"""Comparisons as pages: value, baseline, change and comparability beside every number."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from cchc._arguments import known_words
from cchc._core import Period
from cchc.aggregate import like_for_like, roll_up
from cchc.compare import Change, Comparison, Reason, compare
from cchc.cube import Cube
from cchc.plan import Pace, pace
from cchc.present.matrix import same_measure_run
from cchc.present.measures import measure_label
from cchc.present.number import format_signed
from cchc.present.page import BLANK, Cell, Chart, Head, Page, number_cell, text_cell
from cchc.present.words import COMPARABILITY_WORDS
from cchc.present.write import write_pages

__all__ = ["PLAN", "comparison_page", "comparison_pages", "plan_page", "write_comparison"]

#: Name of the sheet and title of the page, by kind of baseline.
_TITLES = {
    "vi": {
        "previous_period": ("So kỳ trước", "So với kỳ trước"),
        "same_period_last_year": ("So cùng kỳ", "So với cùng kỳ năm trước"),
        "year": ("So với {year}", "So với năm {year}"),
        "other": ("So sánh", "So sánh"),
        "plan": ("So kế hoạch", "So với kế hoạch"),
    },
    "en": {
        "previous_period": ("Previous", "Against the previous period"),
        "same_period_last_year": ("Last year", "Against the same period last year"),
        "year": ("Since {year}", "Against {year}"),
        "other": ("Comparison", "Comparison"),
        "plan": ("Plan", "Against the plan"),
    },
}

_WORDS = {
    "vi": {
        "versus": "so với", "chart": "Kỳ này và kỳ gốc",
        "behind": "chậm", "on_pace": "đúng tiến độ", "ahead": "vượt tiến độ", "reached": "đã đạt",
        "points": "điểm %",
        "alike": "Chỉ tính các đơn vị có số liệu ở cả hai kỳ.",
        "left_out": "Không nêu {count} chỉ tiêu thiếu số liệu ở một trong hai kỳ.",
    },
    "en": {
        "versus": "against", "chart": "Now and baseline",
        "behind": "behind", "on_pace": "on pace", "ahead": "ahead", "reached": "reached",
        "points": "points",
        "alike": "Only units with a figure in both periods are counted.",
        "left_out": "{count} indicators without a figure in one of the periods are left out.",
    },
}  # fmt: skip

_HEADS = {
    "vi": ("Mã", "Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Kỳ gốc", "Tăng, giảm", "Tỷ lệ (%)", "So sánh"),
    "en": ("Code", "Indicator", "Unit of measure", "Value", "Baseline", "Change", "Relative (%)",
           "Comparability"),
}  # fmt: skip
_PLAN_HEADS = {
    "vi": ("Mã", "Chỉ tiêu", "Đơn vị tính", "Thực hiện", "Kế hoạch", "Cần đạt đến nay", "Đã đạt (%)",
           "Tiến độ"),
    "en": ("Code", "Indicator", "Unit of measure", "Done", "Plan", "Expected by now", "Done (%)",
           "Pace"),
}  # fmt: skip
_WIDTHS = (12, 44, 15, 12, 12, 14, 10, 20)

#: Indicators whose plan is another indicator of the same report.
PLAN: Mapping[str, str] = {"1.1.2": "1.1.1", "1.3.2": "1.3.1"}


def write_comparison(
    comparison: Comparison, path: str | os.PathLike[str], *, lang: str = "vi"
) -> None:
    """Write a comparison as .xlsx, .docx or .html, one page for each unit and pair of periods.

    Parameters
    ----------
    comparison
        Of one unit or several, in one pair of periods or several.
    path
        The file; its ending says which kind.
    lang
        ``vi`` or ``en``.

    Raises
    ------
    SelectionError
        When the ending or the language is not known.
    ImportError
        When the library for that kind of file is not installed.
    """
    known_words([lang], _WORDS, "lang")
    pages = [
        comparison_page(comparison, unit, pair, lang=lang)
        for unit in comparison.cube.units
        for pair in range(len(comparison.pairs))
    ]
    write_pages(Path(path), pages)


def comparison_pages(
    cube: Cube, unit: int, period: Period, *, base_year: int = 2015, lang: str = "vi"
) -> list[Page]:
    """Return a page for each baseline that the cube holds: previous, last year, a base year.

    Parameters
    ----------
    cube
        Figures as reported, before `roll_up`: only units that reported in both periods are
        compared, so that a late unit is no decrease.
    unit, period
        Whose figures, a row of the hierarchy, and the window looked at.
    base_year
        Year of the third comparison.
    lang
        ``vi`` or ``en``.
    """
    pages = []
    wanted: tuple[str | int, ...] = ("previous_period", "same_period_last_year", base_year)
    for baseline in wanted:
        before = compare(cube, period, baseline=baseline).pairs[0][1]
        if before in cube.periods:
            alike = roll_up(like_for_like(cube, period, before), missing="skip_missing")
            made = compare(alike, period, before)
            kind = "year" if isinstance(baseline, int) else baseline
            pages.append(comparison_page(made, unit, 0, kind=kind, lang=lang))
    return [page for page in pages if page.rows]


def comparison_page(
    comparison: Comparison, unit: int, pair: int, *, kind: str = "other", lang: str = "vi"
) -> Page:
    """Return one unit's figures beside one baseline; rows without either figure are left out.

    Parameters
    ----------
    comparison
        From `cchc.compare`.
    unit
        Row of the hierarchy.
    pair
        Position in ``comparison.pairs``.
    kind
        ``previous_period``, ``same_period_last_year``, ``year``, or ``other``: what it is called.
    lang
        ``vi`` or ``en``.
    """
    cube, words = comparison.cube, _WORDS[lang]
    current, baseline = comparison.pairs[pair]
    about = cube.hierarchy.unit(unit)
    rows, measures = [], []
    used: dict[Reason, int] = {}
    for code in cube.indicators:
        change = comparison.change(code, about["id"], pair)
        if change.value is None or change.baseline is None:
            continue
        definition = cube.catalogue.indicator(cube.catalogue.at(code))
        measures.append(measure_label(cube.catalogue, definition["unit_of_measure"], lang))
        words_cells = [text_cell(code), text_cell(definition[f"label_{lang}"])]
        rows.append([*words_cells, text_cell(measures[-1]), *_numbers(change, used, lang)])
    name, title = (text.format(year=baseline.year) for text in _TITLES[lang][kind])
    versus = f"{about['name']}: {_label(current, lang)} {words['versus']} {_label(baseline, lang)}"
    notes = [
        f"({number}) {getattr(reason, f'message_{lang}')}; {getattr(reason, f'remedy_{lang}')}."
        for reason, number in used.items()
    ]
    left_out = len(cube.indicators) - len(rows)
    notes += [words["alike"]] if kind != "other" else []
    notes += [words["left_out"].format(count=left_out)] if left_out else []
    return Page(
        name=name,
        title=[title, versus],
        heads=_heads(_HEADS[lang]),
        rows=rows,
        notes=notes,
        lang=lang,
        landscape=True,
        charts=_charts(measures, words["chart"]),
    )


def _heads(titles: tuple[str, ...]) -> list[Head]:
    return [Head(title, width) for title, width in zip(titles, _WIDTHS, strict=True)]


def _label(period: Period, lang: str) -> str:
    return period.label_vi if lang == "vi" else period.label_en


def _numbers(change: Change, used: dict[Reason, int], lang: str) -> list[Cell]:
    if change.point_change is not None:
        points = format_signed(change.point_change, lang=lang)
        moved = text_cell(f"{points} {_WORDS[lang]['points']}", right=True)
    else:
        moved = number_cell(_short(change.change))
    state = COMPARABILITY_WORDS[lang].get(change.comparability, change.comparability)
    marks = " ".join(f"({used.setdefault(each, len(used) + 1)})" for each in change.reasons)
    shade = "" if change.comparability in ("comparable", "rebuilt") else "warning"
    return [
        number_cell(change.value),
        number_cell(change.baseline),
        moved,
        number_cell(_short(change.relative_change)),
        Cell(text=f"{state} {marks}".strip(), shade=shade),  # type: ignore[arg-type]
    ]


def _short(value: float | None) -> str:
    """A change without the tail of its binary form; a sheet shows two decimals of it."""
    if value is None or value != value:
        return ""
    text = format(round(Decimal(repr(value)), 6), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _charts(measures: list[str], title: str) -> tuple[Chart, ...]:
    first, last = same_measure_run(measures)
    if last <= first:
        return ()
    return (Chart(f"{title} ({measures[first]})", "column", 0, (3, 4), (first, last)),)


def plan_page(
    cube: Cube,
    unit: int,
    period: Period,
    *,
    plan: Mapping[str, str | float] = PLAN,
    lang: str = "vi",
) -> Page | None:
    """Return figures against the plan of the year; None when none of them has a plan.

    Parameters
    ----------
    cube, unit, period
        Which figures; ``unit`` is a row of the hierarchy. The plan runs from the first to the last
        day of the year of the window.
    plan
        By indicator: the target as a number, or the indicator whose figure is the target.
    lang
        ``vi`` or ``en``.
    """
    start, due = Period(str(period.year)).rule_window
    about = cube.hierarchy.unit(unit)
    rows = []
    for code, target in plan.items():
        if code not in cube:
            continue
        by_indicator = isinstance(target, str) and target in cube
        found = pace(
            cube, code, about["id"], period, start=start, due=due,
            target=None if by_indicator else target,
            target_indicator=str(target) if by_indicator else "",
        )  # fmt: skip
        if found is not None:
            definition = cube.catalogue.indicator(cube.catalogue.at(code))
            done = cube.figure(code, about["id"], period).value
            planned = (
                cube.figure(str(target), about["id"], period).value if by_indicator else target
            )
            label = text_cell(definition[f"label_{lang}"])
            measure = text_cell(measure_label(cube.catalogue, definition["unit_of_measure"], lang))
            rows.append([text_cell(code), label, measure, number_cell(done),
                         *_plan_cells(planned, found, lang)])  # fmt: skip
    if not rows:
        return None
    return Page(
        name=_TITLES[lang]["plan"][0],
        title=[_TITLES[lang]["plan"][1], f"{about['name']}: {_label(period, lang)}"],
        heads=_heads(_PLAN_HEADS[lang]),
        rows=rows,
        lang=lang,
        landscape=True,
    )


def _plan_cells(planned: str | float | None, found: Pace, lang: str) -> list[Cell]:
    verdict = _WORDS[lang].get(found.verdict, found.verdict)
    done = BLANK if found.done_percent is None else number_cell(_short(found.done_percent))
    shade = "warning" if found.verdict == "behind" else ""
    return [
        number_cell(planned),
        number_cell(_short(found.expected)),
        done,
        Cell(text=str(verdict), shade=shade),  # type: ignore[arg-type]
    ]
