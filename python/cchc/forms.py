"""Forms: the shipped ones, and those that a user fills in as a table."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc import _registry
from cchc._arguments import as_list, as_rows, optional_module
from cchc._core import Catalogue, modified_reference
from cchc._files import file_text
from cchc._registry import Extension
from cchc._save import save_whole
from cchc.definitions import wrong_definition
from cchc.errors import CatalogueError, ExtensionError, new_error
from cchc.model import catalogue as shipped_catalogue
from cchc.model import shipped_text, with_indicators

__all__ = [
    "FormDefinition",
    "form",
    "form_template",
    "form_text",
    "known_catalogue",
    "registered_forms",
]

#: Columns of the table that a user fills, and the Vietnamese words that are understood as well.
COLUMNS = {
    "code": ("mã", "stt"),
    "label": ("tên chỉ tiêu", "chỉ tiêu thống kê", "nhãn"),
    "unit of measure": ("đơn vị tính",),
    "indicator": ("chỉ tiêu", "mã chỉ tiêu"),
    "kind": ("loại",),
}

#: Shipped forms by id.
_SHIPPED = {"PL1": "form_pl1_2024.json", "BM3": "form_bm3_2024.json"}

#: How indicators that only a form has combine, by kind: over units, over periods.
_PAIRS = {
    "flow": ("sum", "sum"),
    "stock": ("sum", "last"),
    "cumulative": ("sum", "last"),
    "ratio": ("none", "last"),
}


@dataclass(frozen=True)
class FormDefinition:
    """A form as form files hold it, with the indicators that no catalogue has yet."""

    form: Mapping[str, Any]
    indicators: tuple[Mapping[str, Any], ...]
    measures: tuple[Mapping[str, Any], ...]


def form(
    table: str | os.PathLike[str] | Iterable[Mapping[str, Any]],
    *,
    id: str,  # noqa: A002
    title_vi: str,
    title_en: str = "",
    version: str = "1",
    titles: str | Iterable[str] = (),
    replace: bool = False,
) -> Extension:
    """Register a printed form from a table; `cchc.read` then recognises it.

    Parameters
    ----------
    table
        A CSV file (UTF-8) or an Excel workbook (its first sheet; needs openpyxl), as `form_template`
        writes it, or rows with the same columns: ``code`` as printed, ``label`` as printed, ``unit
        of measure`` as printed, ``indicator``: its code in the catalogue, or blank for an indicator
        of this form alone, which is called ``<id>:<code>`` from then on, and ``kind`` of such an
        indicator: flow (when blank), stock, cumulative or ratio. A row without unit of measure and
        indicator is a heading.
    id, version
        What the form is called; a code means something inside one form and version only.
    title_vi, title_en
        Title as printed, and in English.
    titles
        What to look for in a text, in printed order; the id and the Vietnamese title when not given.
    replace
        Take the place of a form with the same id.

    Raises
    ------
    ExtensionError
        CCHC-E1403 with the row and what is wrong with it, CCHC-E1401 for an id that is taken.
    InputError
        When the file cannot be read.
    """
    _check_id(id)
    rows = [_cells(row) for row in _rows(table)]
    definition = _definition(id, version, title_vi, title_en, as_list(titles), rows)
    _refuse_repeated(id, rows)
    others = _catalogue_of(
        [each.definition for each in _registry.registered("form") if each.name != id]
    )
    try:
        catalogue = with_indicators(others, definition.indicators, definition.measures)
        catalogue.check_form(json.dumps(definition.form, ensure_ascii=False))
    except CatalogueError as error:
        raise wrong_definition("form", id, *_told(error, definition, len(others))) from error
    source = _registry.source_of("table" if not isinstance(table, str) else table)
    extension = Extension("form", id, title_en or title_vi, source, definition)
    return _registry.register(extension, replace=replace)


def form_template(path: str | os.PathLike[str]) -> Path:
    """Write an empty table for `form` (CSV with a byte order mark, which Excel opens) and return it."""
    lines = [
        ",".join(COLUMNS),
        "1,Công tác một cửa,,,",
        "1.1,Số lượt người dân đến giao dịch,Người,,flow",
        "1.2,Số TTHC thực hiện tại xã,Thủ tục,3.1,",
    ]
    target = Path(path)
    save_whole(target, ("\n".join(lines) + "\n").encode("utf-8-sig"))
    return target


def _check_id(id: Any) -> None:  # noqa: A002
    """Refuse an id that is no word, or one that means something else before a colon: ``sum:1.1``."""
    word = isinstance(id, str) and id.isascii() and id.isidentifier()
    if not word or id in _SHIPPED or id == "rule" or modified_reference(f"{id}:") is not None:
        raise wrong_definition(
            "form",
            str(id),
            "an id has letters, digits and _, is none of "
            + ", ".join(_SHIPPED)
            + ", and no word that "
            "stands before a colon in formulas, such as sum or top",
            "mã biểu mẫu gồm chữ không dấu, chữ số và _, khác với "
            + ", ".join(_SHIPPED)
            + ", và không "
            "phải từ đứng trước dấu hai chấm trong công thức, ví dụ sum hoặc top",
        )


def _told(error: CatalogueError, definition: FormDefinition, before: int) -> tuple[str, str]:
    """What is wrong, in English and Vietnamese, with the code of the row instead of a position."""
    codes = [each["code"].partition(":")[2] for each in definition.indicators]

    def row(found: re.Match[str]) -> str:
        at = int(found[1]) - before
        return f"({codes[at]}) " if 0 <= at < len(codes) else found[0]

    if not all(each["where"].startswith("$.indicators") for each in error.faults):
        return error.message_en, error.message_vi
    en, vi = (
        "; ".join(
            re.sub(r"\$\.indicators\[(\d+)\]\.?", row, f"{each['where']}: {each[message]}")
            for each in error.faults
        )
        for message in ("message_en", "message_vi")
    )
    return f"row {en}", f"dòng {vi}"


def _refuse_repeated(id: str, rows: list[dict[str, str]]) -> None:  # noqa: A002
    """Refuse a table without a figure, and a code that stands twice; ``1.1.`` is ``1.1``."""
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        code = row["code"].rstrip(".")
        if code and code in seen:
            raise wrong_definition(
                "form",
                id,
                f"row {number}: code '{code}' stands in row {seen[code]} already",
                f"dòng {number}: mã '{code}' đã có ở dòng {seen[code]}",
            )
        seen[code] = number
    if not any(row["unit of measure"] or row["indicator"] for row in rows):
        raise wrong_definition(
            "form",
            id,
            "has no row with a figure: a unit of measure or an indicator",
            "không có dòng nào có số liệu: cần đơn vị tính hoặc chỉ tiêu",
        )


def _rows(table: str | os.PathLike[str] | Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if not isinstance(table, (str, os.PathLike)):
        return as_rows(table, "row", "dòng", ExtensionError)
    path = Path(table)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        book = optional_module("openpyxl", "excel", "form() from a workbook").load_workbook(
            path, read_only=True, data_only=True
        )
        lines = [[*line] for line in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
        head = ["" if cell is None else str(cell) for cell in lines[0]] if lines else []
        return [dict(zip(head, line, strict=False)) for line in lines[1:] if any(line)]
    return list(csv.DictReader(io.StringIO(file_text(path).lstrip("\ufeff"))))


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a row by the names of `COLUMNS`."""
    names = {name: name for name in COLUMNS}
    names |= {word: name for name, words in COLUMNS.items() for word in words}
    found = dict.fromkeys(COLUMNS, "")
    for key, value in row.items():
        name = names.get(str(key).strip().lower())
        if name is not None and value is not None:
            found[name] = str(value).strip()
    return found


def _definition(
    id: str,  # noqa: A002
    version: str,
    title_vi: str,
    title_en: str,
    titles: list[str],
    rows: list[dict[str, str]],
) -> FormDefinition:
    measures: dict[str, dict[str, Any]] = {}
    indicators: list[dict[str, Any]] = []
    printed: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        if not row["code"] or not row["label"]:
            raise wrong_definition(
                "form",
                id,
                f"row {number} needs a code and a label",
                f"dòng {number} cần mã và nhãn",
            )
        line = {
            "code_printed": row["code"],
            "code": row["code"].rstrip("."),
            "label_vi": row["label"],
        }
        if not row["unit of measure"] and not row["indicator"]:
            printed.append({**line, "row_type": "header"})
            continue
        if not row["indicator"]:
            indicators.append(_own_indicator(id, number, row, measures))
        else:
            _note_spelling(row, measures)
        code = row["indicator"] or indicators[-1]["code"]
        unit = row["unit of measure"]
        printed.append(
            {**line, "row_type": "indicator", "indicator": code}
            | ({"unit_printed": unit} if unit else {})
        )
    content = {
        "form": id,
        "version": version,
        "catalogue": shipped_catalogue().id,
        "title_vi": title_vi,
        "title_en": title_en or title_vi,
        "title_phrases": titles or [id, title_vi],
        "column_headers": ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"],
        "rows": printed,
    }
    return FormDefinition(content, tuple(indicators), tuple(measures.values()))


def _note_spelling(row: Mapping[str, str], measures: dict[str, dict[str, Any]]) -> None:
    """Add how the form prints the unit of measure of an indicator of the catalogue."""
    position = shipped_catalogue().find(row["indicator"])
    unit = row["unit of measure"]
    if position is not None and unit:
        measure = shipped_catalogue().indicator(position)["unit_of_measure"]
        _add_spelling(measure, unit, measures)


def _add_spelling(measure: str, printed: str, measures: dict[str, dict[str, Any]]) -> None:
    """Add a spelling to a unit of measure that the catalogue has."""
    held = measures.setdefault(measure, {"id": measure, "printed": []})
    held["printed"] = [*held["printed"], printed]


def _own_indicator(
    id: str,  # noqa: A002
    number: int,
    row: Mapping[str, str],
    measures: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    """An indicator that only this form has."""
    measure = _measure(row["unit of measure"], measures)
    kind = row["kind"] or ("ratio" if measure == "percent" else "flow")
    if kind not in _PAIRS:
        words = ", ".join(_PAIRS)
        raise wrong_definition(
            "form",
            id,
            f"row {number}: kind '{kind}' is none of {words}",
            f"dòng {number}: loại '{kind}' không thuộc {words}",
        )
    over_units, over_periods = _PAIRS[kind]
    code = row["code"].rstrip(".")
    word = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in code).lower()
    return {
        "code": f"{id}:{code}",
        "name": f"{id.lower()}_{word}",
        "label_vi": row["label"],
        "label_en": row["label"],
        "kind": kind,
        "unit_of_measure": measure,
        "over_units": over_units,
        "over_periods": over_periods,
    }


def _measure(printed: str, measures: dict[str, dict[str, Any]]) -> str:
    """The id of the unit of measure that is printed so; a new one when nobody knows it."""
    known = json.loads(shipped_catalogue().to_json())["units_of_measure"]
    wanted = printed.casefold()
    for each in known:
        words = (each["id"], each["label_vi"], each["label_en"], *each.get("printed", ()))
        if wanted in (word.casefold() for word in words):
            _add_spelling(str(each["id"]), printed, measures)
            return str(each["id"])
    measures.setdefault(
        wanted,
        {
            "id": wanted,
            "label_vi": printed,
            "label_en": printed,
            "whole": True,
            "printed": [printed],
        },
    )
    return wanted


def registered_forms() -> list[FormDefinition]:
    """Return the forms that users and plug-ins registered."""
    return [each.definition for each in _registry.of_kind("form")]


def known_catalogue() -> Catalogue:
    """Return the shipped catalogue with the indicators that registered forms add to it."""
    return _catalogue_of(registered_forms())


def _catalogue_of(forms: list[FormDefinition]) -> Catalogue:
    if not forms:
        return shipped_catalogue()
    rows = [row for each in forms for row in each.indicators]
    measures = [row for each in forms for row in each.measures]
    return with_indicators(shipped_catalogue(), rows, measures)


def form_text(id: str) -> str:  # noqa: A002
    """Return the JSON text of a form, shipped or registered.

    Raises
    ------
    ExtensionError
        CCHC-E1402 for an id that nobody knows.
    """
    if id in _SHIPPED:
        return shipped_text(_SHIPPED[id])
    found = _registry.find("form", id)
    if found is None:
        known = ", ".join([*_SHIPPED, *(each.name for each in _registry.of_kind("form"))])
        raise new_error(
            ExtensionError,
            "CCHC-E1402",
            f"no form is called '{id}'; known: {known}",
            f"không có biểu mẫu tên '{id}'; đã có: {known}",
        )
    return json.dumps(found.definition.form, ensure_ascii=False)
