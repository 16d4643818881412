"""The rows of the two printed forms, joined with what the catalogue says about them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).resolve().parent.parent / "catalogues"


@dataclass(frozen=True)
class FormRow:
    """A row that a report fills in.

    Parameters
    ----------
    form, code_printed, code
        Form, code as printed there, canonical code.
    indicator, name
        Code and English name in the catalogue.
    percent
        True when the value is a percentage.
    coded
        True when the value is a coded answer.
    over_periods
        How windows of the indicator combine, in the catalogue's words.
    optional
        True when the row is left blank by right.
    department
        True when the row applies to departments.
    """

    form: str
    code_printed: str
    code: str
    indicator: str
    name: str
    percent: bool
    coded: bool
    over_periods: str
    optional: bool
    department: bool


def load(file: str) -> dict[str, Any]:
    """Return a JSON file of the shipped catalogues as it is."""
    result: dict[str, Any] = json.loads((CATALOGUES / file).read_text(encoding="utf-8"))
    return result


def _row(form: str, printed: str, code: str, indicator: dict[str, Any]) -> FormRow:
    return FormRow(
        form=form,
        code_printed=printed,
        code=code,
        indicator=indicator["code"],
        name=indicator["name"],
        percent=indicator["unit_of_measure"] == "percent",
        coded=indicator["kind"] == "coded",
        over_periods=indicator["over_periods"],
        optional=bool(indicator.get("optional", False)),
        department="department" in indicator.get("applies_to", ["department"]),
    )


def indicators() -> dict[str, dict[str, Any]]:
    """Return the catalogue's indicators by code."""
    return {entry["code"]: entry for entry in load("catalogue.json")["indicators"]}


def form_rows() -> list[FormRow]:
    """Return the rows with a value of Phụ lục I and Biểu mẫu 3, in printed order (63 rows).

    The canonical code is the indicator's: row 2.4 of Biểu mẫu 3 is 3.2.1.
    """
    by_code = indicators()
    return [
        _row(form["form"], row["code_printed"], row["indicator"], by_code[row["indicator"]])
        for form in (load("form_pl1_2024.json"), load("form_bm3_2024.json"))
        for row in form["rows"]
        if row["row_type"] != "header"
    ]


def unprinted_rows(form: str, codes: tuple[str, ...]) -> list[FormRow]:
    """Return rows for indicators that stand in no printed form, under a form name of our own."""
    by_code = indicators()
    return [_row(form, "", code, by_code[code]) for code in codes]
