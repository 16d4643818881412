"""The columns of a grid: found by their headings, by those of the table before, or by content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cchc.read.blocks import GridRow
from cchc.read.codes import canonical_code
from cchc.read.evidence import similarity
from cchc.read.fold import fold, squash
from cchc.read.forms import FormTable
from cchc.read.raised import without_marks_of_words
from cchc.read.scale import scale_word

Role = Literal["code", "label", "unit", "value", "note"]

_HEADINGS: dict[Role, tuple[str, ...]] = {
    "code": ("stt", "tt", "sott", "sothutu", "maso", "machitieu", "muc"),
    "label": (
        "chitieuthongke",
        "chitieu",
        "tenchitieu",
        "noidung",
        "noidungchitieu",
        "noidungthongke",
        "noidungbaocao",
    ),
    "unit": ("donvitinh", "dvt", "dvtinh", "donvido"),
    "value": (
        "solieu",
        "ketqua",
        "ketquathongke",
        "ketquathuchien",
        "solieubaocao",
        "solieuthongke",
        "solieukynay",
        "kynay",
        "thuchien",
        "giatri",
        "soluong",
    ),
    "note": ("ghichu", "giaitrinh", "chuthich"),
}
_REMARK = re.compile(r"\((?:su|ap) dung[^)]*\)|\(dung (?:cho|trong)[^)]*\)")
_UNIT_SAID = re.compile(r"\s*(?:don vi(?: tinh)?|dvt)\s*[:(]")  # and which: "ĐVT: nghìn người"
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-dA-D])\)?")
_FIGURE = re.compile(r"[+\-−]?\d[\d.,\s]*%?(?:\s?/\s?\d[\d.,]*)?")
_NEAR = 0.85  # likeness of a heading with a typing error
_SHORTEST_FUZZY = 5  # letters; shorter headings must be exact
_SAMPLE = 60  # rows looked at to tell columns without headings
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column that may hold figures, with its heading; `named` when the heading says so.

    `levels` are the headings over it from the top, where there are several.
    """

    column: int
    heading: str
    named: bool
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table from 0, None where it has none, and what its header says in brackets.

    `scale` is what the heading of the units or of the labels says of thousands, empty if nothing.
    """

    code: int | None
    label: int
    unit: int | None
    values: tuple[ValueColumn, ...]
    note: int | None
    width: int
    remark: str = ""
    scale: str = ""


def header_at(rows: Sequence[GridRow], start: int) -> tuple[Columns, int] | None:
    """Columns of the header that starts at a row, and the row behind it; None when none does."""
    if len(_roles(rows[start])) < 2:
        return None
    end = start + 1
    while end < len(rows) and _goes_on(rows, start, end):
        end += 1
    columns = _columns(rows[start:end])
    if columns is None:
        return None
    if end < len(rows) and _is_numbering(rows[end]):
        end += 1
    return columns, end


def columns_by_content(rows: Sequence[GridRow], form: FormTable) -> Columns | None:
    """Columns of a table without headings, by what stands in them; None when it is no table."""
    width = max((len(row.cells) for row in rows), default=0)
    texts = [[row.cell(c).text for row in rows[:_SAMPLE]] for c in range(width)]
    label = max(range(width), key=lambda c: _known_labels(texts[c], form), default=None)
    if label is None or _known_labels(texts[label], form) < _LEAST_ROWS:
        return None
    code = max(range(label), key=lambda c: _count(texts[c], _is_code), default=None)
    behind = range(label + 1, width)
    unit = max(behind, key=lambda c: _count(texts[c], lambda t: _is_unit(t, form)), default=None)
    if unit is not None and not _count(texts[unit], lambda t: _is_unit(t, form)):
        unit = None
    rest = [c for c in behind if c != unit and (unit is None or c > unit)]
    figures = [c for c in rest if _count(texts[c], _is_figure) * 2 > _count(texts[c], bool)]
    others = [c for c in rest if c not in figures and _count(texts[c], bool)]
    values = tuple(ValueColumn(c, "", named=False) for c in figures)
    return Columns(code, label, unit, values, others[-1] if others else None, width)


@lru_cache(maxsize=20_000)
def role_of(text: str) -> Role | None:
    """What a heading stands for, None when it is none of the known ones."""
    letters = squash(_REMARK.sub("", fold(" ".join(without_marks_of_words(text).split()))))
    if not letters or len(letters) > 40:
        return None
    if _UNIT_SAID.match(fold(text)):
        return "unit"
    for role, headings in _HEADINGS.items():
        if letters in headings:
            return role
    for role, headings in _HEADINGS.items():
        for heading in headings:
            long = len(heading) >= _SHORTEST_FUZZY
            if long and similarity(letters, heading) >= _NEAR:
                return role
    return None


def _roles(row: GridRow) -> set[Role]:
    return {role for cell in row.cells if cell.text and (role := role_of(cell.text))}


def _goes_on(rows: Sequence[GridRow], start: int, end: int) -> bool:
    """Whether a row still belongs to the header: under a wide heading, and no row of its own."""
    row = rows[end]
    if end - start > 2 or not row.filled():
        return False
    reaches = [
        (c, cell)
        for above in rows[start:end]
        for c, cell in enumerate(above.cells)
        if cell.columns > 1 and not cell.covered and cell.text
    ]
    under = {c + i for c, cell in reaches for i in range(cell.columns)}
    filled = [c for c, cell in enumerate(row.cells) if cell.text]
    if under and all(c in under for c in filled):
        return True
    label = _columns_of(rows[start:end]).get("label")
    no_label = not label or not row.cell(label[0]).text
    return no_label and bool(_roles(row)) and len(_roles(row)) * 2 >= len(filled)


def _columns_of(header: Sequence[GridRow]) -> dict[Role, list[int]]:
    """Columns by role: the lowest heading over a column decides."""
    found: dict[Role, list[int]] = {}
    for c, headings in enumerate(_headings(header)):
        roles = [role for heading in headings if (role := role_of(heading))]
        if roles:
            found.setdefault(roles[-1], []).append(c)
    return found


def _headings(header: Sequence[GridRow]) -> list[list[str]]:
    """Headings over each column from the top, wide ones spread over all their columns."""
    width = max(len(row.cells) for row in header)
    found: list[list[str]] = [[] for _ in range(width)]
    for row in header:
        for c, cell in enumerate(row.cells):
            if cell.text and not cell.covered:
                for column in range(c, min(c + cell.columns, width)):
                    found[column].append(without_marks_of_words(" ".join(cell.text.split())))
    return found


def _columns(header: Sequence[GridRow]) -> Columns | None:
    by_role, headings = _columns_of(header), _headings(header)
    if "label" not in by_role:
        return None
    label = by_role["label"][0]
    note = by_role.get("note", [None])[-1]
    unit, *more_units = by_role.get("unit", [None])
    named = by_role.get("value", [])
    values = [
        _value_column(c, headings[c])
        for c in range(label + 1, len(headings))
        if headings[c]
        and c not in (unit, note)
        and (c in named or c in more_units or role_of(headings[c][-1]) is None)
    ]
    remarks = (found[0] for text in headings[label] if (found := _printed_remark(text)))
    code = by_role.get("code", [None])[0]
    width = len(headings)
    remark = next(remarks, "").strip("() ")
    beside = [text for c in (label, unit) if c is not None for text in headings[c]]
    scale = next((text for text in beside if scale_word(text)), "")
    return Columns(code, label, unit, tuple(values), note, width, remark, scale)


def _value_column(column: int, headings: list[str]) -> ValueColumn:
    """A value column by its own words: those that only say that figures follow are left out."""
    own = [text for text in headings if role_of(text) != "value"]
    levels = tuple(own) if len(own) > 1 else ()
    return ValueColumn(column, " ".join(own or headings[-1:]), not own, levels)


def _printed_remark(text: str) -> tuple[str] | None:
    match = _REMARK.search(fold(text))
    return (text[match.start() : match.end()],) if match else None


def _is_numbering(row: GridRow) -> bool:
    """Whether a row only numbers the columns: `(1) (2) (3)` or `A B 1 2`."""
    filled = [cell.text.strip() for cell in row.filled()]
    if len(filled) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in filled):
        return False
    numbers = [int(text.strip("()")) for text in filled if text.strip("()").isdecimal()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _known_labels(texts: Sequence[str], form: FormTable) -> int:
    known = {row.squashed_label for row in form.rows}
    return sum(squash(text) in known for text in texts)


def _count(texts: Sequence[str], test: object) -> int:
    return sum(bool(text) and bool(test(text)) for text in texts)  # type: ignore[operator]


def _is_code(text: str) -> bool:
    return "." in text and canonical_code(text.split()[0]) is not None


def _is_unit(text: str, form: FormTable) -> bool:
    return squash(text, keep="%=") in form.units_by_spelling


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text.strip()) is not None
