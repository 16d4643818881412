"""Comparisons as pages: value, baseline, change and comparability beside every number."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

from cchc._arguments import known_words
from cchc._core import Period
from cchc.aggregate import like_for_like, roll_up
from cchc.compare import Change, Comparison, Reason, compare
from cchc.cube import Cube
from cchc.present.drawn_rows import indicator_charts
from cchc.present.measures import measure_label
from cchc.present.number import format_signed
from cchc.present.page import Cell, Head, Page, number_cell, text_cell
from cchc.present.words import COMPARABILITY_WORDS
from cchc.present.write import write_pages

__all__ = ["comparison_page", "comparison_pages", "write_comparison"]

#: Name of the sheet and title of the page, by kind of baseline.
_TITLES = {
    "vi": {
        "previous_period": ("So kỳ trước", "So với kỳ trước"),
        "same_period_last_year": ("So cùng kỳ", "So với cùng kỳ năm trước"),
        "year": ("So với {year}", "So với năm {year}"),
        "other": ("So sánh", "So sánh"),
    },
    "en": {
        "previous_period": ("Previous", "Against the previous period"),
        "same_period_last_year": ("Last year", "Against the same period last year"),
        "year": ("Since {year}", "Against {year}"),
        "other": ("Comparison", "Comparison"),
    },
}

_WORDS = {
    "vi": {
        "versus": "so với", "chart": "Kỳ này và kỳ gốc",
        "points": "điểm %",
        "alike": "Chỉ tính các đơn vị có số liệu ở cả hai kỳ.",
        "left_out": "Không nêu {count} chỉ tiêu thiếu số liệu ở một trong hai kỳ.",
    },
    "en": {
        "versus": "against", "chart": "Now and baseline",
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
_WIDTHS = (12, 44, 15, 12, 12, 14, 10, 20)


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
        if before is not None and before in cube.periods:
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
    year = "" if baseline is None else baseline.year
    name, title = (text.format(year=year) for text in _TITLES[lang][kind])
    other = comparison.baseline if baseline is None else _label(baseline, lang)
    versus = f"{about['name']}: {_label(current, lang)} {words['versus']} {other}"
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
        charts=indicator_charts(words["chart"], measures, rows, 0, (3, 4)),
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
