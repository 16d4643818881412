"""The consolidated appendix in the printed layout of its form: blanks kept blank, reasons below."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cchc._arguments import PeriodLike, as_list, as_period, known_words, unknown_argument
from cchc._core import Period
from cchc.cube import Cube, Figure
from cchc.present.footnotes import Footnotes
from cchc.present.number import format_number
from cchc.present.page import BLANK, Cell, Head, Page, number_cell, text_cell
from cchc.present.printed_form import PrintedForm, printed_forms
from cchc.present.write import write_pages
from cchc.read.form_sheet import EXACT, SCHEMA_VERSION, SCHEMAS, fingerprint, row_key
from cchc.read.forms import FormRow

__all__ = ["appendix_identity", "appendix_pages", "write_appendix"]

_HEADS = {
    "vi": (
        Head("STT", 9),
        Head("Chỉ tiêu thống kê", 40),
        Head("Đơn vị tính", 15, "Kết quả thống kê"),
        Head("Số liệu", 16, "Kết quả thống kê"),
        Head("Ghi chú", 22),
    ),
    "en": (
        Head("No.", 9),
        Head("Indicator", 40),
        Head("Unit of measure", 15, "Result"),
        Head("Figure", 16, "Result"),
        Head("Note", 22),
    ),
}


#: What the figures are: one unit's own, or of all units below it.
_ABOUT = {
    "vi": ("(Số liệu của đơn vị)", "(Tổng hợp từ báo cáo của các đơn vị)"),
    "en": ("(Figures of the unit)", "(Consolidated from the reports of the units)"),
}


def write_appendix(
    cube: Cube,
    path: str | os.PathLike[str],
    *,
    unit: str | None = None,
    period: PeriodLike | None = None,
    forms: str | Iterable[str] = ("PL1-2024", "BM3-2024"),
    lang: str = "vi",
) -> None:
    """Write the figures of a unit as the printed form: .xlsx, .docx or .html by the path.

    Parameters
    ----------
    cube
        Consolidated figures, or a unit's own.
    path
        The file; its ending says which kind.
    unit
        Whose figures; the first unit of the cube, which stands above the others, when not given.
    period
        Which window; the last when not given.
    forms
        Forms by name and version.
    lang
        ``vi``, or ``en`` for English labels.

    Raises
    ------
    SelectionError
        When the cube has no such unit or period, there is no such form, or the ending is not known.
    ImportError
        When XlsxWriter (extra ``excel``) or python-docx (extra ``word``) is not installed.

    Notes
    -----
    A figure that is not there stays blank; the note beside it points to the reason below the table.
    `cchc.read` reads the Vietnamese .xlsx back to the last digit.
    """
    window = cube.last_period() if period is None else as_period(period)
    row = cube.units[0] if unit is None else cube.hierarchy.at(unit)
    pages = appendix_pages(cube, row, window, forms=forms, lang=lang)
    identity = appendix_identity(cube, row, window, forms=forms) if lang == "vi" else None
    write_pages(Path(path), pages, identity=identity)


def appendix_identity(
    cube: Cube, unit: int, period: Period, *, forms: str | Iterable[str]
) -> dict[str, str]:
    """Return what the hidden sheet of an appendix says; ``unit`` is a row of the hierarchy."""
    chosen = _forms(forms)
    about = cube.hierarchy.unit(unit)
    identity = {
        "schema": SCHEMAS[1],
        "schema_version": SCHEMA_VERSION,
        "form": ", ".join(form.name for form in chosen),
        "agency": about["name"],
        "unit": about["id"],
        "period": str(period),
    }
    return identity | {f"sha256:{form.name}": fingerprint(form.table) for form in chosen}


def appendix_pages(
    cube: Cube, unit: int, period: Period, *, forms: str | Iterable[str], lang: str = "vi"
) -> list[Page]:
    """Return one page for each form; ``unit`` is a row of the hierarchy."""
    known_words([lang], _HEADS, "lang")
    return [_Appendix(cube, unit, period, form, lang).page() for form in _forms(forms)]


def _forms(names: str | Iterable[str]) -> list[PrintedForm]:
    known = printed_forms()
    for name in as_list(names):
        if name not in known:
            raise unknown_argument("forms", name, known)
    return [known[name] for name in as_list(names)]


class _Appendix:
    """One form filled with the figures of one unit and window."""

    def __init__(self, cube: Cube, unit: int, period: Period, form: PrintedForm, lang: str) -> None:
        self._cube, self._unit, self._period = cube, unit, period
        self._form, self._lang = form, lang
        self._id = cube.hierarchy.unit(unit)["id"]
        self._notes = Footnotes(cube, lang)
        self._exact: dict[str, str] = {}

    def page(self) -> Page:
        rows = [self._row(row) for row in self._form.table.rows]
        name = self._cube.hierarchy.unit(self._unit)["name"]
        return Page(
            name=self._form.table.form,
            title=self._title(name),
            heads=_HEADS[self._lang],
            rows=rows,
            notes=self._notes.lines(),
            lang=self._lang,
            keys=[row_key(self._form.table, row) for row in self._form.table.rows]
            if self._lang == "vi"
            else (),
            exact=self._exact,
        )

    def _title(self, name: str) -> list[str]:
        is_total = self._cube.hierarchy.end(self._unit) > self._unit + 1
        about = _ABOUT[self._lang][is_total]
        if self._lang == "en":
            heading = f"{self._form.title_en}, {self._period.label_en}"
            return [name.upper(), self._form.table.form, heading, about]
        titles = self._form.titles
        return [name.upper(), titles[0], f"{titles[1]} {self._period.label_vi.upper()}", about]

    def _row(self, row: FormRow) -> list[Cell]:
        bold = row.row_type != "indicator"
        words = [text_cell(row.code_printed, bold=bold), text_cell(self._label(row), bold=bold)]
        if row.row_type == "header":
            return [*words, BLANK, BLANK, BLANK]
        unit = text_cell(self._unit_of_measure(row))
        figure = self._figure(row.code)
        value, note = self._value(row, figure), self._note(row, figure)
        if value.exact:
            self._exact[f"{EXACT}{row_key(self._form.table, row)}"] = value.exact
        return [*words, unit, value, text_cell(note)]

    def _label(self, row: FormRow) -> str:
        if self._lang == "vi":
            return row.label
        found = self._definition(row.code)
        return str(found["label_en"]) if found else row.label

    def _definition(self, code: str) -> dict[str, Any] | None:
        at = self._cube.catalogue.find(code)
        return None if at is None else self._cube.catalogue.indicator(at)

    def _unit_of_measure(self, row: FormRow) -> str:
        return row.unit_printed if self._lang == "vi" else row.unit_of_measure

    def _figure(self, code: str) -> Figure | None:
        if code not in self._cube or self._period not in self._cube.periods:
            return None
        return self._cube.figure(code, self._id, self._period)

    def _value(self, row: FormRow, figure: Figure | None) -> Cell:
        if figure is None or figure.value is None:
            return BLANK
        exact = _exact(figure)
        if not row.takes_pair:
            return number_cell(exact)
        definition = self._definition(row.code) or {}
        second = self._figure(str(definition.get("second_value", "")))
        received = "" if second is None or second.value is None else _exact(second)
        shown = [format_number(each, lang=self._lang) for each in (exact, received)]
        return text_cell("/".join(shown), right=True)

    def _note(self, row: FormRow, figure: Figure | None) -> str:
        parts = []
        pair = [self._figure(code) for code in row.note_pair]
        if pair and all(each is not None and each.value is not None for each in pair):
            shown = (format_number(_exact(each), lang=self._lang) for each in pair if each)
            parts.append("/".join(shown))
        if figure is not None and figure.answers and figure.reported:
            given = figure.answers[self._lang].items()
            parts.append(", ".join(f"{label}: {count}" for label, count in given))
        parts += self._notes.of(figure, percent=row.expectation == "percent")
        return "; ".join(parts)


def _exact(figure: Figure) -> str:
    """The figure as exact decimal text: a rate that does not end is its float64, to the last digit."""
    cell = number_cell(figure.value)
    return figure.text if figure.text and len(figure.text) <= 18 else cell.exact
