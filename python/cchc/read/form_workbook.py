"""Templates and appendices made by cchc, read back cell by cell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from cchc.read.archive import Archive
from cchc.read.decode import SourceText
from cchc.read.form_sheet import EXACT, IDENTITY_SHEET, KEY_HEADING, SCHEMAS, fingerprint
from cchc.read.form_sheet_cells import FormSheet, SheetCells
from cchc.read.form_sheet_issues import sheet_issue
from cchc.read.form_title import Told, told_by
from cchc.read.forms import FormTable, shipped_forms
from cchc.read.header import Header, unit_type
from cchc.read.issue import Issue
from cchc.read.matched import TableReading
from cchc.read.reading import Reading
from cchc.read.sheet_xml import XmlSheet, read_sheets

__all__ = ["read_form_workbook"]

_LARGEST = 8 * 1024 * 1024  # bytes of all parts; a form with a matrix of 60 units is under 1 MB
_LARGEST_PACKED = 2 * 1024 * 1024  # bytes of a workbook in which keys are looked for

_WITH_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")


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
        When the workbook is damaged, or lxml is not installed (extra ``excel``).

    Notes
    -----
    The hidden identity sheet and the visible title must tell the same unit and window. Where they
    do not, neither is taken: a template that was used for another unit or window is asked about.
    Without the identity sheet the title tells, and that is said.
    """
    archive = Archive(data, file)
    if not _is_ours(data, archive):
        return None
    found = read_sheets(archive)
    identity = _identity(found)
    known = identity.get("schema") in SCHEMAS
    sheets = [SheetCells(sheet) for sheet in found if sheet.name != IDENTITY_SHEET]
    if not known and not any("key" in sheet.columns for sheet in sheets):
        return None
    return _Book(file, identity if known else {}, sheets, of_type).reading()


def _is_ours(data: bytes, archive: Archive) -> bool:
    """Whether the workbook names the hidden sheet or has keys; looked up before anything is parsed.

    What is larger than any form is left to the reader of any workbook.
    """
    if not archive.has("xl/workbook.xml"):
        return False
    named = f'name="{IDENTITY_SHEET}"'.encode() in archive.part("xl/workbook.xml")
    if not named and not _has_keys(data, archive):
        return False
    parts = (name for name in archive.names() if name.startswith(_WITH_TEXTS))
    return sum(len(archive.part(name)) for name in parts) <= _LARGEST


def _has_keys(data: bytes, archive: Archive) -> bool:
    """Whether a workbook without the hidden sheet has the heading of the column of keys."""
    if len(data) > _LARGEST_PACKED:
        return False
    texts = [name for name in archive.names() if name.startswith(_WITH_TEXTS)]
    return any(KEY_HEADING.encode() in archive.part(name) for name in texts)


def _identity(sheets: Sequence[XmlSheet]) -> dict[str, str]:
    """Keys and texts of the hidden sheet; empty when it is gone."""
    rows = [row for sheet in sheets if sheet.name == IDENTITY_SHEET for row in sheet.rows.values()]
    return {str(row[1].value): str(row[2].value) for row in rows if 1 in row and 2 in row}


class _Book:
    """The sheets of a workbook, each to the form that its keys name."""

    def __init__(
        self,
        file: str,
        identity: Mapping[str, str],
        sheets: Sequence[SheetCells],
        of_type: str | None,
    ) -> None:
        self._file, self._identity = file, dict(identity)
        self._sheets, self._type = sheets, of_type
        self._is_template = identity.get("schema", SCHEMAS[0]) == SCHEMAS[0]
        self._issues: list[Issue] = []

    def reading(self) -> Reading:
        """Return everything that the sheets say."""
        by_form = {form.form: self._sheets_of(form) for form in shipped_forms()}
        titled = [sheets[0] for sheets in by_form.values() if sheets]
        told, said = told_by(self._identity, titled, self._file)
        self._issues += said
        kind = self._type or unit_type(told.agency)
        tables = []
        for form in shipped_forms():
            named = f"{form.form}-{form.version}" in _forms(self._identity)
            if by_form[form.form]:
                tables.append(self._table(form, by_form[form.form], kind, named=named))
            elif named:
                self._say("sheet_deleted", form.form, form=form.form)
        self._say_others([sheet for sheets in by_form.values() for sheet in sheets])
        issues = [*self._issues, *(found for table in tables for found in table.issues)]
        return _report(self._identity, told, tables, issues, self._file)

    def _sheets_of(self, form: FormTable) -> list[SheetCells]:
        """Sheets of a form, the one of its own name first."""
        found = [sheet for sheet in self._sheets if sheet.form == form.form]
        found += [
            sheet
            for sheet in self._sheets
            if not sheet.form and sheet.name == form.form and sheet.is_table
        ]
        return sorted(found, key=lambda sheet: sheet.name != form.form)

    def _table(
        self, form: FormTable, sheets: Sequence[SheetCells], kind: str | None, *, named: bool
    ) -> TableReading:
        read = [
            FormSheet(sheet, form, self._file, kind, self._identity, self._is_template)
            for sheet in sheets
        ]
        own, *copies = read
        name = f"{form.form}-{form.version}"
        if self._identity and not named:
            own.say("form_not_named", own.cells.name, form=name)
        elif self._identity and self._identity.get(f"sha256:{name}", "") != fingerprint(form):
            own.say("identity_changed", IDENTITY_SHEET, form=name)
        if own.cells.name != form.form:
            own.say("sheet_renamed", own.cells.name, form=form.form)
        own.reading()
        for copy in copies:
            copy.reading()
            own.differ(copy)
        return own.table()

    def _say_others(self, taken: Sequence[SheetCells]) -> None:
        """Say which sheets of a template were not read; an appendix comes with others of its own."""
        for sheet in self._sheets:
            if self._is_template and sheet.rows and not any(sheet is each for each in taken):
                self._say("sheet_unread", sheet.name)

    def _say(self, kind: str, cell: str, **details: str) -> None:
        self._issues.append(sheet_issue(kind, file=self._file, cell=cell, **details))


def _forms(identity: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in identity.get("form", "").split(",")]


def _report(
    identity: Mapping[str, str],
    told: Told,
    tables: Sequence[TableReading],
    issues: list[Issue],
    file: str,
) -> Reading:
    words = "" if told.period is None else told.period.label_vi
    header = Header(told.agency, "", unit_type(told.agency), words, "", told.window)
    # What the hash is taken of: whose figures they are and every cell that was read.
    about = [f"{key}: {text}" for key, text in identity.items() if not key.startswith(EXACT)]
    about += [f"agency: {told.agency}", f"period: {words}"] if not identity else []
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
        identity=told.identity,
        content_hash=hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest(),
    )
