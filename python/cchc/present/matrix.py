"""The matrix of units and indicators, each column headed by the file and the version it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc._core import Period
from cchc.cube import Cube, Figure
from cchc.present.drawn_rows import indicator_charts
from cchc.present.footnotes import Footnotes
from cchc.present.measures import measure_label
from cchc.present.number import format_number
from cchc.present.page import BLANK, Cell, Chart, Head, Page, number_cell, text_cell
from cchc.present.submission import Submission

__all__ = ["matrix_page"]

_WORDS = {
    "vi": {
        "name": "Ma trận", "title": "Số liệu theo đơn vị và chỉ tiêu", "code": "Mã",
        "indicator": "Chỉ tiêu", "measure": "Đơn vị tính", "file": "Tệp nguồn", "version": "Bản",
        "received": "Nhận ngày", "total": "{name}: tổng hợp",
    },
    "en": {
        "name": "Matrix", "title": "Figures by unit and indicator", "code": "Code",
        "indicator": "Indicator", "measure": "Unit of measure", "file": "Source file",
        "version": "Version", "received": "Received", "total": "{name}: total",
    },
}  # fmt: skip


def matrix_page(
    cube: Cube,
    period: Period,
    *,
    sources: Mapping[str, Submission] | None = None,
    lang: str = "vi",
) -> Page:
    """Return the figures of one window: indicators down, units across, totals first.

    A unit with others below it has its total in a column of its own, and beside it, where it owes
    or sent a report, the figures that it gave itself.

    Parameters
    ----------
    cube
        Consolidated figures, or units' own.
    period
        Which window.
    sources
        By unit (id): the report that its figures come from; its file, version and day of receipt
        head the column.
    lang
        ``vi`` or ``en``.
    """
    words = _WORDS[lang]
    columns = _columns(cube, period, sources or {})
    heads = [Head(words["code"], 12), Head(words["indicator"], 38), Head(words["measure"], 14)]
    heads += [Head(each.head(words), 14) for each in columns]
    rows = _source_rows(["" if each.total else each.unit for each in columns], sources or {}, words)
    before = len(rows)
    notes = Footnotes(cube, lang)
    measures = []
    for code in cube.indicators:
        definition = cube.catalogue.indicator(cube.catalogue.at(code))
        cells = [_cell(each.figure(code, period), notes, lang) for each in columns]
        label = definition[f"label_{lang}"]
        measure = measure_label(cube.catalogue, definition["unit_of_measure"], lang)
        measures.append(measure)
        rows.append([text_cell(code), text_cell(label), text_cell(measure), *cells])
    charts = _charts(measures, rows, before, lang) if len(columns) > 1 else ()
    window = period.label_vi if lang == "vi" else period.label_en
    return Page(
        name=words["name"],
        title=[words["title"], window],
        heads=heads,
        rows=rows,
        notes=notes.lines(),
        lang=lang,
        landscape=True,
        charts=charts,
        fixed=3,
        blocks=True,
    )


@dataclass(frozen=True)
class _Column:
    """A unit's figures in a cube: the total with the units below it, or what it gave itself."""

    unit: str
    name: str
    cube: Cube
    total: bool = False

    def head(self, words: Mapping[str, str]) -> str:
        return words["total"].format(name=self.name) if self.total else self.name

    def figure(self, code: str, period: Period) -> Figure | None:
        return self.cube.figure(code, self.unit, period) if code in self.cube else None


def _columns(cube: Cube, period: Period, sources: Mapping[str, Submission]) -> list[_Column]:
    """The columns in order of the units, of one with units below it the total first."""
    found = []
    given = Cube(cube.own, cube.catalogue, cube.hierarchy)
    rolled_up = cube.own is not cube.core
    for row in cube.units:
        unit = cube.hierarchy.unit(row)
        place = (unit["id"], unit["name"])
        if not rolled_up or cube.hierarchy.end(row) == row + 1:
            found.append(_Column(*place, cube))
            continue
        found.append(_Column(*place, cube, total=True))
        own = _Column(*place, given)
        figures = (own.figure(code, period) for code in cube.indicators)
        if (
            unit["reports"]
            or unit["id"] in sources
            or any(each and each.value is not None for each in figures)
        ):
            found.append(own)
    return found


def _source_rows(
    ids: Sequence[str], sources: Mapping[str, Submission], words: Mapping[str, str]
) -> list[list[Cell]]:
    if not sources:
        return []
    found = [sources.get(each) for each in ids]
    lines = (
        ("file", [each.file if each else "" for each in found]),
        ("version", [str(each.version) if each and each.version else "" for each in found]),
        ("received", [each.received if each else "" for each in found]),
    )
    return [
        [BLANK, text_cell(words[name], bold=True), BLANK, *(text_cell(text) for text in texts)]
        for name, texts in lines
    ]


def _cell(figure: Figure | None, notes: Footnotes, lang: str) -> Cell:
    if figure is None:
        return BLANK  # what is computed from totals is nobody's own
    if figure.answers and figure.reported:
        given = figure.answers[lang].items()
        return text_cell(", ".join(f"{label}: {count}" for label, count in given))
    if figure.value is not None:
        return number_cell(figure.text if 0 < len(figure.text) <= 18 else figure.value)
    if figure.state == "missing" and figure.expected is None:
        return BLANK  # a unit's own blank is a blank; only totals say why
    if figure.so_far is not None:
        return text_cell(f"≥ {format_number(figure.so_far, lang=lang)} {notes.of(figure)[-1]}")
    return text_cell(notes.of(figure)[-1], right=True)


def _charts(
    measures: Sequence[str], rows: Sequence[Sequence[Cell]], before: int, lang: str
) -> tuple[Chart, ...]:
    """Indicators in one unit of measure, as bars of the first unit; none where nothing is to be seen."""
    title = {"vi": "Tổng hợp theo chỉ tiêu", "en": "Totals by indicator"}[lang]
    return indicator_charts(title, measures, rows, before, (3,))
