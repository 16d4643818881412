"""Templates and appendices made by cchc, read back cell by cell."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from cchc._arguments import optional_module
from cchc._core import find_period_in
from cchc._files import refusal
from cchc.read.archive import Archive, refuse_doctype
from cchc.read.decode import SourceText
from cchc.read.evidence import similarity
from cchc.read.figure import read_figure
from cchc.read.fold import composed, squash
from cchc.read.form_sheet import (
    EXACT,
    HEADINGS,
    IDENTITY_SHEET,
    KEY_HEADING,
    SCHEMAS,
    fingerprint,
    row_key,
)
from cchc.read.form_sheet_issues import sheet_issue
from cchc.read.forms import FormRow, FormTable, shipped_forms
from cchc.read.header import Header, unit_type
from cchc.read.issue import Issue
from cchc.read.matched import MatchedRow, TableReading, ValueState
from cchc.read.reading import Reading
from cchc.read.rows import Place
from cchc.read.typed_cell import TypedCell, TypedValue, read_typed

__all__ = ["read_form_workbook"]

_LARGEST = 8 * 1024 * 1024  # bytes of all parts; a form with a matrix of 60 units is under 1 MB
_SAME_LABEL = 0.97  # below, a label was changed and not merely tidied


def read_form_workbook(data: bytes, file: str, *, of_type: str | None = None) -> Reading | None:
    """Read a workbook that cchc made; None for any other workbook.

    Parameters
    ----------
    data
        Bytes of an .xlsx file.
    file
        Name for places and issues.
    of_type
        Type of the unit, where its name does not tell.

    Raises
    ------
    InputError
        When the workbook cannot be opened, or is larger unpacked than any report.
    ImportError
        When openpyxl is not installed (extra ``excel``).
    """
    if not _has_identity(data, file):
        return None
    openpyxl = optional_module("openpyxl", "excel", "read()")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise refusal("archive_broken", file, reason=f"{type(error).__name__}: {error}") from error
    identity = _identity(book)
    if identity.get("schema") not in SCHEMAS:
        return None
    kind = of_type or unit_type(identity.get("agency", ""))
    readings, issues = [], []
    results = _Results(data, openpyxl)
    for form in shipped_forms():
        if f"{form.form}-{form.version}" not in _forms(identity):
            continue
        if form.form not in book.sheetnames:
            issues.append(sheet_issue("sheet_deleted", file=file, cell=form.form, form=form.form))
            continue
        sheet = _Sheet(book[form.form], form, file, kind, identity, results)
        readings.append(sheet.reading())
    issues += [found for reading in readings for found in reading.issues]
    return _report(identity, readings, issues, file)


def _has_identity(data: bytes, file: str) -> bool:
    """Whether the hidden sheet is named in the workbook; looked up before anything is parsed.

    The parser comes with no guards of its own: entities are refused before it sees the workbook, and
    what is larger than any form is left to the reader of any workbook.
    """
    archive = Archive(data, file)
    named = f'name="{IDENTITY_SHEET}"'.encode()
    if not archive.has("xl/workbook.xml") or named not in archive.part("xl/workbook.xml"):
        return False
    size = 0
    for name in archive.names():
        if name.endswith((".xml", ".rels")):
            part = archive.part(name)
            refuse_doctype(part, name, file)
            size += len(part)
    return size <= _LARGEST


def _identity(book: Any) -> dict[str, str]:
    rows = book[IDENTITY_SHEET].iter_rows(max_col=2, values_only=True)
    return {str(row[0]): str(row[1]) for row in rows if row[0] is not None and row[1] is not None}


def _forms(identity: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in identity.get("form", "").split(",")]


@dataclass
class _Results:
    """Stored results of formulas: the workbook is parsed a second time only when there are some."""

    data: bytes
    openpyxl: Any
    book: Any = None

    def of(self, sheet: str, row: int, column: int) -> Any:
        if self.book is None:
            self.book = self.openpyxl.load_workbook(io.BytesIO(self.data), data_only=True)
        return self.book[sheet].cell(row, column).value


@dataclass
class _Sheet:
    """One form of a workbook, read in one pass over its rows."""

    sheet: Any
    form: FormTable
    file: str
    kind: str | None
    identity: Mapping[str, str]
    results: _Results
    issues: list[Issue] = field(default_factory=list)
    taken: dict[str, MatchedRow] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def reading(self) -> TableReading:
        name = f"{self.form.form}-{self.form.version}"
        if self.identity.get(f"sha256:{name}", "") != fingerprint(self.form):
            self._say("identity_changed", IDENTITY_SHEET, form=name)
        by_key = {row_key(self.form, row): row for row in self.form.rows}
        head = self._find_columns()
        last = 0
        for at, key in self._keys(head):
            if key in by_key:
                self._take(at, by_key[key])
                last = at
            else:
                self._added(at)
        for key, row in by_key.items():
            if key not in self.taken:
                details = {"code": row.form_code, "label": row.label}
                self._say("row_deleted", self._name("code", last), **details)
        rows = sorted(self.taken.values(), key=lambda found: found.row.position)
        place = Place(self.file, where=self.form.form)
        return TableReading(self.form, tuple(rows), tuple(self.issues), place=place)

    def _find_columns(self) -> int:
        """Remember where each heading stands, in case columns were added; return the row of headings."""
        names = {squash(heading): heading for heading in (*HEADINGS, KEY_HEADING)}
        for at, row in enumerate(self.sheet.iter_rows(max_row=40, values_only=True), start=1):
            for column, text in enumerate(row, start=1):
                heading = names.get(squash(str(text))) if text is not None else None
                if heading:
                    self.columns.setdefault(heading, column)
            if KEY_HEADING in self.columns:
                return at
        self.columns = {heading: at for at, heading in enumerate((*HEADINGS, KEY_HEADING), start=1)}
        return 0

    def _column(self, name: str) -> int:
        order = ("code", "label", "unit", "value", "note", "key")
        heading = (*HEADINGS, KEY_HEADING)[order.index(name)]
        at_key = self.columns[KEY_HEADING]
        return self.columns.get(heading, at_key - 5 + order.index(name))

    def _keys(self, head: int) -> Iterator[tuple[int, str]]:
        """Rows of the table with their keys, empty for a row that has none; notes below are left."""
        column = self._column("key")
        rows = range(head + 1, (self.sheet.max_row or 0) + 1)
        keys = {at: _text(self.sheet.cell(at, column).value) for at in rows}
        last = max((at for at, key in keys.items() if key), default=0)
        yield from ((at, key) for at, key in keys.items() if at <= last)

    def _take(self, at: int, row: FormRow) -> None:
        key = row_key(self.form, row)
        if key in self.taken:
            first = self.taken[key].place.where
            self._say("row_copied", self._name("code", at), code=row.form_code, first=first)
            return
        cell = self._typed(at)
        found = self._reading(at, cell, row)
        doubtful = self._remark_words(at, row)
        state = "unreadable" if doubtful and not found.is_blank else self._state(row, found)
        reported = state == "reported"
        note = _text(self.sheet.cell(at, self._column("note")).value)
        self.taken[key] = MatchedRow(
            form=self.form.form,
            row=row,
            code_printed=self._shown("code", at),
            label_printed=self._shown("label", at),
            unit_printed=self._shown("unit", at),
            state=None if row.row_type == "header" else state,
            value=found.value if reported else None,
            second_value=found.second_value if reported else None,
            raw=cell.text,
            note=note,
            note_pair=_note_pair(note, row),
            place=Place(self.file, where=self._name("value", at)),
            score=1.0,
            margin=1.0,
        )

    def _typed(self, at: int) -> TypedCell:
        column = self._column("value")
        cell = self.sheet.cell(at, column)
        if cell.data_type != "f":
            return TypedCell(cell.value, cell.number_format, is_error=cell.data_type == "e")
        result = self.results.of(self.form.form, at, column)
        is_error = isinstance(result, str) and result.startswith("#")
        formula = str(getattr(cell.value, "text", cell.value))
        return TypedCell(result, cell.number_format, formula, is_error)

    def _reading(self, at: int, cell: TypedCell, row: FormRow) -> TypedValue:
        if row.row_type == "header":
            if cell.text:
                name = self._name("value", at)
                self._say("header_with_value", name, raw=cell.text, code=row.form_code)
            return TypedValue()
        found = self._exact(cell, row) or read_typed(cell, row)
        kind = found.problem or found.remark
        if kind:
            raw = cell.formula or cell.text
            self._say(kind, self._name("value", at), raw=raw, code=row.form_code,
                      **dict(found.details))  # fmt: skip
        return found

    def _exact(self, cell: TypedCell, row: FormRow) -> TypedValue | None:
        """The figure of an appendix to its last digit; a cell keeps 16 digits of it."""
        exact = self.identity.get(f"{EXACT}{row_key(self.form, row)}")
        if exact is None or not isinstance(cell.value, (int, float)) or cell.formula:
            return None
        same = float(f"{float(exact):.16G}") == float(cell.value)
        return TypedValue(Decimal(exact)) if same else None

    def _remark_words(self, at: int, row: FormRow) -> bool:
        """Say what of code, label and unit was changed; True when the row may be another one."""
        code, label, unit = (self._shown(name, at) for name in ("code", "label", "unit"))
        name = self._name("label", at)
        other = self._bearer(label, row)
        if other:
            self._say("label_of_another", name, raw=label, code=row.form_code, other=other)
            return True
        renamed = similarity(squash(label), row.squashed_label) < _SAME_LABEL
        if renamed or squash(code) != squash(row.code_printed):
            words = label if renamed else code
            self._say("label_changed", name, raw=words, code=row.form_code)
        if squash(unit, keep="%=") != row.squashed_unit:
            details = {"code": row.form_code, "expected": row.unit_printed}
            self._say("unit_changed", self._name("unit", at), raw=unit, **details)
        return False

    def _bearer(self, label: str, row: FormRow) -> str:
        """Code of another row that has exactly this label; empty when there is none."""
        text = squash(label)
        if text == row.squashed_label:
            return ""
        return next((each.form_code for each in self.form.rows if each.squashed_label == text), "")

    def _state(self, row: FormRow, found: TypedValue) -> ValueState:
        if found.problem:
            return "unreadable"
        if found.value is not None:
            return "reported"
        if row.applies_to and self.kind and self.kind not in row.applies_to:
            return "not_applicable"
        return "optional" if row.optional else "missing"

    def _added(self, at: int) -> None:
        names = ("code", "label", "unit", "value", "note")
        shown = " ".join(filter(None, (self._shown(name, at) for name in names)))
        if shown:
            self._say("row_added", self._name("code", at), raw=shown)

    def _shown(self, name: str, at: int) -> str:
        return _text(self.sheet.cell(at, self._column(name)).value)

    def _name(self, name: str, at: int) -> str:
        coordinate = self.sheet.cell(max(at, 1), self._column(name)).coordinate
        return f"{self.form.form}!{coordinate}"

    def _say(self, kind: str, cell: str, raw: str = "", **details: object) -> None:
        self.issues.append(sheet_issue(kind, file=self.file, cell=cell, raw=raw, **details))


def _text(value: Any) -> str:
    return "" if value is None else composed(str(value)).strip()


def _note_pair(note: str, row: FormRow) -> tuple[Decimal, Decimal] | None:
    """The pair of figures in a note, where the form says the note holds one."""
    if not row.note_pair or not note:
        return None
    figure = read_figure(note, "count")
    if figure.status != "pair" or figure.value is None or figure.second_value is None:
        return None
    return figure.value, figure.second_value


def _report(
    identity: Mapping[str, str], tables: Sequence[TableReading], issues: list[Issue], file: str
) -> Reading:
    period = find_period_in(identity.get("period", ""))
    agency = identity.get("agency", "")
    words = "" if period is None else period.label_vi
    header = Header(agency, "", unit_type(agency), words, "", _window(identity))
    # What the hash is taken of: whose figures they are and every cell that was read.
    about = (f"{key}: {text}" for key, text in identity.items() if not key.startswith(EXACT))
    cells = (
        "\t".join((row.form, row.row.form_code, row.label_printed, row.raw, row.note))
        for table in tables
        for row in table.rows
    )
    lines = (*about, *cells)
    return Reading(
        header,
        tuple(tables),
        (),
        (),
        tuple(issues),
        SourceText(file, "xlsx", lines, lines),
        "excel",
        identity={key: text for key, text in identity.items() if not key.startswith(EXACT)},
        content_hash=hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest(),
    )


def _window(identity: Mapping[str, str]) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(identity[f"window_{end}"]) for end in ("first", "last"))
    except (KeyError, ValueError):
        return None
    return first, last
