"""Forms laid out in columns: a column is an indicator, a row is a unit or a field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cchc._arguments import unknown_argument

__all__ = ["FormColumn", "column_forms", "form_columns"]


@dataclass(frozen=True)
class FormColumn:
    """One printed column: its number in the form, its heading, and the indicator it reports.

    ``indicator`` is empty for columns that hold no figure, such as the number of the line.
    """

    number: str
    heading: str
    indicator: str


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    folder = resources.files("cchc.catalogues")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("form_"))
    loaded = [json.loads((folder / name).read_text(encoding="utf-8")) for name in names]
    return {form["form"]: form for form in loaded if form.get("layout") == "columns"}


def column_forms() -> tuple[str, ...]:
    """Return the ids of the shipped forms in columns."""
    return tuple(_shipped())


def form_columns(form: str = "06/VPCP") -> tuple[FormColumn, ...]:
    """Return the columns of a shipped form, in printed order.

    Parameters
    ----------
    form
        ``06/VPCP`` (the 13 columns of Thông tư 01/2020/TT-VPCP), ``II.06a/VPCP`` (one provincial
        print of it), ``07a/BTP`` (an empty first column shifts it by one), ``Hà Nội`` (a merged
        table), ``II.07b/VPCP`` (numbers of procedures). What is not verified about a form stands in
        its file.

    Raises
    ------
    SelectionError
        When there is no such form.

    Examples
    --------
    >>> form_columns("07a/BTP")[3]
    FormColumn(number='4', heading='Tổng số', indicator='3.3.received')
    """
    if form not in _shipped():
        raise unknown_argument("form", form, _shipped())
    return tuple(
        FormColumn(row["code"], row["label_vi"], row.get("indicator", ""))
        for row in _shipped()[form]["rows"]
    )
