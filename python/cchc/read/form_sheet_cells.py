"""One sheet that cchc made, read back cell by cell; what was broken in it is named by its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cchc.read.evidence import similarity
from cchc.read.fold import composed, squash
from cchc.read.form_sheet import EXACT, HEADINGS, KEY_HEADING, row_key
from cchc.read.form_sheet_issues import sheet_issue
from cchc.read.forms import FormRow, FormTable
from cchc.read.issue import Issue
from cchc.read.matched import MatchedRow, TableReading, ValueState
from cchc.read.rows import Place
from cchc.read.sheet_xml import SheetCell, XmlSheet, column_name
from cchc.read.typed_cell import TypedCell, TypedValue, read_typed
from cchc.read.values import note_pair

__all__ = ["FormSheet", "SheetCells"]

_SAME_LABEL = 0.97  # below, a label was changed and not merely tidied
_HEAD_WITHIN = 40  # rows in which the headings of a table stand
_LEAST_HEADINGS = 3  # of a table whose column of keys is gone
_NAMES = ("code", "label", "unit", "value", "note", "key")
_BY_HEADING = dict(zip((*HEADINGS, KEY_HEADING), _NAMES, strict=True))
_HEADING = {name: heading for heading, name in _BY_HEADING.items()}


class SheetCells:
    """The cells of a sheet that are there, by row and column, and where its headings stand.

    `columns` maps code, label, unit, value, note and key to the columns that are still there;
    `head` is the row of the last heading, 0 when there is none; `form` is named by the keys.
    """

    def __init__(self, sheet: XmlSheet) -> None:
        self.name, self.merged = sheet.name, sheet.merged
        self.rows = dict(sorted(sheet.rows.items()))
        self.columns: dict[str, int] = {}
        self.head = 0
        self._find_columns()
        keys = [self.text(at, "key").partition(":")[0] for at in self.rows if at > self.head]
        counted = Counter(filter(None, keys)) if "key" in self.columns else Counter()
        self.form = counted.most_common(1)[0][0] if counted else ""

    def _find_columns(self) -> None:
        names = {squash(heading): name for heading, name in _BY_HEADING.items()}
        for at, cells in self.rows.items():
            if at > _HEAD_WITHIN:
                break
            for column, cell in cells.items():
                name = names.get(squash(str(cell.value)))
                if name and name not in self.columns:
                    self.columns[name], self.head = column, at
            if "key" in self.columns:
                break

    @property
    def is_table(self) -> bool:
        """Whether it is the table of a form: it has keys, or most of the headings."""
        return "key" in self.columns or len(self.columns) >= _LEAST_HEADINGS

    def at(self, row: int, column: int) -> SheetCell | None:
        """Return a cell; None for an empty one."""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, name: str) -> str:
        """Return the text of a column in a row; empty when either is not there."""
        cell = self.at(row, self.columns[name]) if name in self.columns else None
        return "" if cell is None or cell.value is None else composed(str(cell.value)).strip()

    def title(self) -> list[tuple[str, str]]:
        """Return the texts above the table with their cells."""
        return [
            (f"{self.name}!{cell.coordinate}", composed(str(cell.value)).strip())
            for at, cells in self.rows.items()
            if at < self.head
            for cell in cells.values()
            if isinstance(cell.value, str) and cell.value.strip()
        ]


@dataclass
class FormSheet:
    """One form of a workbook, read in one pass over its rows."""

    cells: SheetCells
    form: FormTable
    file: str
    kind: str | None
    identity: Mapping[str, str]
    is_template: bool = True
    issues: list[Issue] = field(default_factory=list)
    taken: dict[str, MatchedRow] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    merged: dict[int, str] = field(default_factory=dict)

    def reading(self) -> TableReading:
        """Return the rows of the form; those that are no longer there are said."""
        self._say_columns()
        placed = dict(self._placed())
        last = max(placed, default=self.cells.head)
        self._find_merged(last)
        for at in self.cells.rows:
            if at in placed:
                self._take(at, placed[at])
            elif self.cells.head < at <= last or (at > last and self._is_figure_below(at)):
                self._added(at)
        self._say_added_columns(last)
        for row in self.form.rows:
            if row_key(self.form, row) not in self.taken:
                details = {"code": row.form_code, "label": row.label}
                self.say("row_deleted", self._name("code", last), **details)
        return self.table()

    def table(self) -> TableReading:
        """Return the rows taken so far, in the order of the form."""
        rows = sorted(self.taken.values(), key=lambda found: found.row.position)
        place = Place(self.file, where=self.cells.name)
        return TableReading(self.form, tuple(rows), tuple(self.issues), place=place)

    def differ(self, copy: FormSheet) -> None:
        """Leave out what a copy of the sheet tells differently: nobody knows which one is right."""
        self.say("sheet_copied", self.cells.name, raw=copy.cells.name, form=self.form.form)
        for key, other in copy.taken.items():
            own = self.taken.get(key)
            if own is None or (own.raw, own.note) != (other.raw, other.note):
                found = own or other
                self.taken[key] = replace(
                    found, state=found.state and "unreadable", value=None, second_value=None,
                    note_pair=None,
                )  # fmt: skip
                place = other.place.where if own is None else own.place.where
                self.say(
                    "copy_differs", place, raw="" if own is None else own.raw or own.note,
                    code=other.row.form_code, other=other.place.where,
                    told=other.raw or other.note,
                )  # fmt: skip

    def _say_columns(self) -> None:
        for name in _NAMES:
            if name not in self.cells.columns:
                kind = {"key": "keys_deleted", "value": "figures_deleted"}.get(
                    name, "column_deleted"
                )
                self.say(kind, self.cells.name, raw=_HEADING[name])

    def _placed(self) -> Iterator[tuple[int, FormRow]]:
        """Rows of the sheet with the rows of the form that they are, by key or else by their words."""
        by_key = {row_key(self.form, row): row for row in self.form.rows}
        words: dict[tuple[str, str], list[FormRow]] = {}
        for row in self.form.rows:
            words.setdefault((squash(row.code_printed), row.squashed_label), []).append(row)
        for at in self.cells.rows:
            if at <= self.cells.head:
                continue
            if "key" in self.cells.columns:
                found = by_key.get(self.cells.text(at, "key"))
            else:
                shown = (squash(self._shown("code", at)), squash(self._shown("label", at)))
                named = words.get(shown, [])
                found = named[0] if len(named) == 1 else None
            if found is not None:
                yield at, found

    def _find_merged(self, last: int) -> None:
        """Say which merged cells reach over figures; over several rows nobody knows whose they are."""
        column = self.cells.columns.get("value", 0)
        for area in self.cells.merged:
            inside = area.min_row <= last and area.max_row > self.cells.head
            if inside and area.min_col <= column <= area.max_col:
                self.say("cells_merged", f"{self.cells.name}!{area.coord}")
                if area.max_row > area.min_row or area.min_col < column:
                    self.merged |= dict.fromkeys(
                        range(area.min_row, area.max_row + 1), str(area.coord)
                    )

    def _is_figure_below(self, at: int) -> bool:
        """Whether a row below the table may hold a figure; notes of an appendix stand there too."""
        names = _NAMES[:5] if self.is_template else ("value",)
        return any(self.cells.text(at, name) for name in names)

    def _say_added_columns(self, last: int) -> None:
        own = set(self.cells.columns.values())
        if "value" not in self.cells.columns:
            return
        seen = set()
        for at, cells in self.cells.rows.items():
            if self.cells.head <= at <= last:
                for column, cell in cells.items():
                    text = "" if cell.value is None else str(cell.value).strip()
                    if column not in own and column not in seen and (text or cell.formula):
                        seen.add(column)
                        where = f"{self.cells.name}!{cell.coordinate}"
                        self.say("column_added", where, raw=text or cell.formula)

    def _take(self, at: int, row: FormRow) -> None:
        key = row_key(self.form, row)
        if key in self.taken:
            first = self.taken[key].place.where
            where, shown = self._name("code", at), self._shown_row(at)
            self.say("row_copied", where, raw=shown, code=row.form_code, first=first)
            return
        cell = self._typed(at)
        found = self._reading(at, cell, row)
        doubtful = self._remark_words(at, row)
        known = "value" in self.cells.columns and at not in self.merged and not doubtful
        state = self._state(row, found) if known or self._is_sure_blank(found) else "unreadable"
        reported = state == "reported"
        note = self.cells.text(at, "note")
        self.rows[key] = at
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
            note_pair=note_pair(note, row),
            place=Place(self.file, where=self._name("value", at)),
            score=1.0,
            margin=1.0,
        )

    def _is_sure_blank(self, found: TypedValue) -> bool:
        return found.is_blank and "value" in self.cells.columns

    def _typed(self, at: int) -> TypedCell:
        cell = self.cells.at(at, self.cells.columns.get("value", 0))
        if cell is None:
            return TypedCell(None)
        return TypedCell(cell.value, cell.number_format, cell.formula, cell.is_error)

    def _reading(self, at: int, cell: TypedCell, row: FormRow) -> TypedValue:
        if row.row_type == "header":
            if cell.text:
                name = self._name("value", at)
                self.say("header_with_value", name, raw=cell.text, code=row.form_code)
            return TypedValue()
        found = self._exact(cell, row) or read_typed(cell, row)
        kind = found.problem or found.remark
        if kind:
            raw = cell.formula or cell.text
            self.say(kind, self._name("value", at), raw=raw, code=row.form_code,
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
        columns = self.cells.columns
        code, label, unit = (self._shown(name, at) for name in ("code", "label", "unit"))
        name = self._name("label", at)
        other = self._bearer(label, row) if "label" in columns else ""
        if other:
            self.say("label_of_another", name, raw=label, code=row.form_code, other=other)
            return True
        renamed = "label" in columns and (
            similarity(squash(label), row.squashed_label) < _SAME_LABEL
        )
        recoded = "code" in columns and squash(code) != squash(row.code_printed)
        if renamed or recoded:
            words = label if renamed else code
            self.say("label_changed", name, raw=words, code=row.form_code)
        if "unit" in columns and squash(unit, keep="%=") != row.squashed_unit:
            details = {"code": row.form_code, "expected": row.unit_printed}
            self.say("unit_changed", self._name("unit", at), raw=unit, **details)
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
        shown = self._shown_row(at)
        if shown:
            self.say("row_added", self._name("code", at), raw=shown)

    def _shown_row(self, at: int) -> str:
        names = ("code", "label", "unit", "value", "note")
        return " ".join(filter(None, (self.cells.text(at, name) for name in names)))

    def _shown(self, name: str, at: int) -> str:
        return self.cells.text(at, name)

    def _name(self, name: str, at: int) -> str:
        column = column_name(self.cells.columns.get(name, 1))
        return f"{self.cells.name}!{column}{max(at, 1)}"

    def say(self, kind: str, cell: str, raw: str = "", **details: object) -> None:
        """Add an issue about a cell, or about the sheet by its name."""
        self.issues.append(sheet_issue(kind, file=self.file, cell=cell, raw=raw, **details))
