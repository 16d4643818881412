"""Body rows of a grid to rows of the row model, with rows put together that a break cut.

A row that a page break cut, or that somebody typed over two lines, comes in two pieces; the second
has no code. It is joined to the row above when the joined label is nearer to the form's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cchc.read.blocks import Cell
from cchc.read.codes import canonical_code, is_stray
from cchc.read.columns import Columns
from cchc.read.evidence import LEAST_LABEL, LEAST_LABEL_ALONE, label_likeness
from cchc.read.fold import composed, fold, squash
from cchc.read.forms import FormTable
from cchc.read.grid_tables import BodyRow
from cchc.read.rows import Place, TableRow
from cchc.read.value_columns import View

_CODE_BEFORE_LABEL = re.compile(r"\s*(\d{1,2}(?:\s?\.\s?\d{1,2})*\.?)[\s:)\-–]+(?=\D)")
_GROUP = re.compile(r"\s*trong do\s*:?\s*")
_BULLET = re.compile(r"\s*[-–+•*]\s*")
_FIGURE_LINE = re.compile(r"[+\-−]?\d[\d.,]*%?")
_PAIR = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})*\s?/\s?[1-9]\d{0,2}(?:\.\d{3})*")
_BETTER = 0.02  # by how much a joined label must be nearer to the form's


def table_rows(
    body: Sequence[BodyRow],
    form: FormTable,
    file: str,
    views: Mapping[Columns, View] | None = None,
) -> list[TableRow]:
    """Rows of the row model, those under columns that have a view where `views` are given.

    Without them the first value column of each row is its own.
    """
    rows: list[TableRow] = []
    shared = 0  # further rows that the last merged value cell reaches over
    for entry in body:
        view = views.get(entry.columns) if views is not None else _first_column(entry.columns)
        if view is None:
            continue
        value = entry.row.cell(view.column)
        reach = value.rows - 1 if value.text and not value.covered else 0
        row = _table_row(entry, file, view)
        if row is not None and view.problem and row.value:
            row = replace(row, problem=row.problem or view.problem)
        if row is not None and (reach or shared):
            row = replace(row, problem=row.problem or "merged")
        shared = max(reach, shared - 1)
        if row is None:
            continue
        joined = _joined(rows[-1], row, form, entry.after_break) if rows else None
        if joined:
            rows[-1] = joined
        else:
            rows.append(row)
    return rows


def _table_row(entry: BodyRow, file: str, view: View) -> TableRow | None:
    columns, row = entry.columns, entry.row
    value = row.cell(view.column)
    code, label = _code_and_label(row.cell(columns.code), row.cell(columns.label))
    unit, note = _one_line(row.cell(columns.unit)), _one_line(row.cell(columns.note))
    if value.covered and not value.text and unit[:1].isdigit():
        value, unit = row.cell(columns.unit), ""  # one cell over unit and value
    problem = value.problem or ("many_lines" if _is_many(value) else "")
    text = _one_line(_unwrapped(value))
    struck = row.cell(columns.label).removed
    if struck and not label:
        label, problem = struck, "struck_row"  # a row that is taken back must not be lost
    if not (code or label or unit or text or problem or value.removed):
        return None
    return TableRow(
        code,
        label,
        unit,
        text,
        note,
        Place(file, where=value.where or row.where),
        problem=problem or ("struck" if value.removed and not text else ""),
        stored=value.stored,
        removed=value.removed,
        last_added=_one_line(row.cell(view.added[-1])) if view.added else None,
    )


def _first_column(columns: Columns) -> View:
    return View(columns.values[0].column if columns.values else None)


def _code_and_label(code_cell: Cell, label_cell: Cell) -> tuple[str, str]:
    """Code and label; a code may stand in the cell of the label, and `Trong đó` before a label."""
    code, label = _one_line(code_cell), _one_line(label_cell)
    if code_cell.problem:
        code = ""  # such as 1.2.3 that a spreadsheet took for a date
    if code_cell.stored:
        code = code.replace(",", ".")  # 2.4 is a number to a spreadsheet
    if not code:
        found = _CODE_BEFORE_LABEL.match(label)
        if found and canonical_code(found[1].replace(" ", "")):
            code, label = found[1].strip(), label[found.end() :]
    elif not label and code_cell.columns > 1:
        found = _CODE_BEFORE_LABEL.match(code)  # a heading merged over code and label
        if found:
            code, label = found[1].strip(), code[found.end() :]
        elif squash(code) != "trongdo" and not is_stray(code):
            code, label = "", code
    bullet = _BULLET.match(label)
    label = label[bullet.end() :] if bullet else label
    group = _GROUP.match(fold(label))
    if group and group.end() < len(label):
        label = label[group.end() :]
    return code, label


def _one_line(cell: Cell) -> str:
    return " ".join(composed(cell.text).split("\n")).strip()


def _unwrapped(cell: Cell) -> Cell:
    """A value cell whose line broke inside a pair of figures: `8.379/8.38` over `7`.

    The lines are put together only when the first is no whole pair and both together are one.
    """
    first, *rest = (line.strip() for line in cell.text.split("\n"))
    whole = first + "".join(rest)
    if not rest or _PAIR.fullmatch(first) or not _PAIR.fullmatch(whole):
        return cell
    return replace(cell, text=whole) if "/" in first else cell


def _is_many(cell: Cell) -> bool:
    """Whether the lines of a value cell are figures of their own: `39` over `19`."""
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    figures = [line for line in lines if _FIGURE_LINE.fullmatch(line)]
    return len(figures) > 1


def _joined(above: TableRow, row: TableRow, form: FormTable, after_break: bool) -> TableRow | None:
    """The row above with the pieces of a row that goes on from it; None when it is its own row."""
    if row.code or (above.value and row.value and not row.value.startswith("/")):
        return None
    if not row.label:
        goes_on = after_break or row.value.startswith("/") or bool(row.unit or row.note)
        return (
            _merged(above, row)
            if goes_on and not (row.value and above.value)
            else (_merged(above, row) if row.value.startswith("/") else None)
        )
    whole, alone = _fit(f"{above.label} {row.label}", form), _fit(above.label, form)
    words_only = not (row.unit or row.value or row.note or row.problem)
    own = _fit(row.label, form)
    loose = words_only and (whole >= alone or own < LEAST_LABEL)
    better = whole > own and (loose or whole > alone + _BETTER) and whole >= LEAST_LABEL_ALONE
    # Further words, such as another year behind the rest of the label, must be seen with it.
    rest = words_only and own < LEAST_LABEL and _completes(above.label, row.label, form, alone)
    return _merged(above, row) if better or rest else None


def _completes(above: str, label: str, form: FormTable, alone: float) -> bool:
    """Whether the first words of a label, put behind the one above, come nearer to one of the form."""
    words = label.split()
    heads = (" ".join([above, *words[:count]]) for count in range(1, len(words) + 1))
    return any(_fit(head, form) > alone for head in heads)


def _fit(label: str, form: FormTable) -> float:
    """How near a label is to the nearest one of the form."""
    return max(label_likeness(squash(label), form), default=0.0)


def _merged(above: TableRow, row: TableRow) -> TableRow:
    pairs = [
        (above.label, row.label),
        (above.unit, row.unit),
        (above.value, row.value),
        (above.note, row.note),
    ]
    label, unit, value, note = (" ".join(part for part in pair if part) for pair in pairs)
    place = above.place if above.value or not row.value else row.place
    return replace(
        above,
        label=label,
        unit=unit,
        value=value,
        note=note,
        place=place,
        value_doubt=above.value_doubt or row.value_doubt,
        problem=above.problem or row.problem,
        stored=above.stored or row.stored,
        removed=" ".join(part for part in (above.removed, row.removed) if part),
    )
