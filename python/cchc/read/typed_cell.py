"""A cell of a sheet that cchc made to a figure: what was typed decides, nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from cchc.read.answers import answer_in
from cchc.read.excel_styles import Shown, shown_as
from cchc.read.figure import read_figure
from cchc.read.fold import composed, fold
from cchc.read.form_sheet import answer_text
from cchc.read.forms import FormRow

__all__ = ["TypedCell", "TypedValue", "read_typed"]

_LITERAL = re.compile(r'"([^"]*)"|\\\\(.)')
_PLAIN = frozenset({"General", "0", "0.0", "0.00", "0.0#", "#,##0", "#,##0.0#", "#,##0.00", "@"})
_CONDITION = re.compile(r"\[\s*[<>=]")
_SECTION = re.compile(r'(?:"[^"]*"|\\\\.|[^;"])*')
_FRACTION = re.compile(r"[0#?]\s*/\s*[0-9#?]")
_DIGIT_PLACE = re.compile(r"[0#?]|general|@", re.IGNORECASE)
# Words that make a figure larger than its digits, without tones; a letter alone too: "1,2k".
_SCALE_WORD = re.compile(
    r"(?<![a-z])(?:nghin|ngan|trieu|tr|ty|ti|tram|chuc|k|m|thousand|million|‰)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell: its value as stored, its number format, its formula when it is one."""

    value: Any
    number_format: str = "General"
    formula: str = ""
    is_error: bool = False

    @property
    def text(self) -> str:
        """What the cell shows, as far as it matters; empty for a blank."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, (int, float)):
            shown = _exact(self.value) * (100 if self.is_percent else 1)
            return _plain(shown) + (" %" if self.is_percent else "")
        if isinstance(self.value, dt.datetime):
            return f"{self.value:%d/%m/%Y}"
        return composed(str(self.value)).strip()

    @property
    def is_percent(self) -> bool:
        """Whether a number in it is shown a hundred times larger, with the sign."""
        return self.shown == "percent"

    @property
    def shown(self) -> Shown:
        """How its number format shows a number."""
        return _shown(self.number_format)

    @property
    def has_written_sign(self) -> bool:
        """Whether a per cent sign is written behind a number that is shown as it is stored."""
        return not self.is_percent and "%" in _literals(self.number_format)

    def is_shown_otherwise(self) -> bool:
        """Whether the number format hides the number, or shows another one than is stored."""
        if self.number_format in _PLAIN:
            return False
        sections = [found for found in _SECTION.findall(self.number_format) if found]
        first = "" if self.number_format.startswith(";") else (sections or ["General"])[0]
        whole = isinstance(self.value, int) or float(self.value).is_integer()
        written = fold(_literals(self.number_format))
        several = sections if _CONDITION.search(self.number_format) else [first]
        return (
            any(shown_as(0, each) == "scaled" for each in several if each)
            or not _DIGIT_PLACE.search(_LITERAL.sub("", first))
            or any(map(str.isdigit, written))
            or _SCALE_WORD.search(written) is not None
            or (not whole and _FRACTION.search(_LITERAL.sub("", first)) is not None)
        )


@cache
def _shown(number_format: str) -> Shown:
    return shown_as(0, number_format)


def _literals(number_format: str) -> str:
    """Texts that a number format writes as they are."""
    return " ".join(quoted or escaped for quoted, escaped in _LITERAL.findall(number_format))


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What a cell says: `value` None when blank or when `problem` names why it is not taken.

    `remark` names a kind of issue beside a value that was taken; `details` fills its words.
    """

    value: Decimal | None = None
    second_value: Decimal | None = None
    problem: str = ""
    remark: str = ""
    details: tuple[tuple[str, object], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in the cell."""
        return self.value is None and not self.problem


def read_typed(cell: TypedCell, row: FormRow) -> TypedValue:
    """Read the value cell of a row."""
    if cell.is_error:
        return TypedValue(problem="error_cell")
    if cell.formula and cell.value is None:
        return TypedValue(problem="formula_without_result")
    reading = _by_type(cell, row)
    if cell.formula and reading.value is not None and not reading.remark:
        return TypedValue(
            reading.value, reading.second_value, "", "formula", _with(value=cell.text)
        )
    return reading


def _by_type(cell: TypedCell, row: FormRow) -> TypedValue:
    value = cell.value
    if not cell.text and not isinstance(value, (bool, int, float)):
        return TypedValue()
    if isinstance(value, bool):
        return TypedValue(problem="text_for_figure", details=_why("Ô chứa giá trị đúng/sai.",
                                                               "The cell is a truth value."))  # fmt: skip
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return TypedValue(problem="date_for_figure")
    if isinstance(value, (int, float)):
        return _number(cell, row)
    return _answer(cell.text, row) if row.answers else _text(cell.text, row)


def _number(cell: TypedCell, row: FormRow) -> TypedValue:
    if cell.shown == "date":
        return TypedValue(problem="date_for_figure")
    if cell.is_shown_otherwise():
        details = _with(format=cell.number_format, stored=_plain(_exact(cell.value)))
        return TypedValue(problem="shown_otherwise", details=details)
    exact = _exact(cell.value)
    if row.expectation == "percent":
        if cell.is_percent:
            return TypedValue(
                exact * 100, remark="percent_format", details=_with(value=_plain(exact * 100))
            )
        return _unclear(exact) or TypedValue(exact)
    if cell.is_percent or cell.has_written_sign:
        return TypedValue(problem="percent_in_count")
    if exact != exact.to_integral_value() or exact < 0:
        return TypedValue(problem="not_whole")
    if row.answers:
        return _answer(_plain(exact), row)
    if row.takes_pair:
        return TypedValue(exact, remark="pair_incomplete")
    return TypedValue(exact)


def _unclear(percent: Decimal) -> TypedValue | None:
    """0.1 in a column of per cent: one tenth of a per cent, or ten per cent in another writing."""
    if not 0 < percent <= 1:
        return None
    small, large = _plain(percent), _plain(percent * 100)
    return TypedValue(problem="percent_unclear", details=_with(small=small, large=large))


def _answer(text: str, row: FormRow) -> TypedValue:
    """A coded answer: its code, its words, or both as the list offers them; nothing else."""
    code = answer_in(text, row)
    if code is not None:
        return TypedValue(Decimal(code))
    first = dict(reversed(row.answer_words))  # of each code the words that the list offers
    answers = ", ".join(answer_text(code, first.get(code, "?")) for code in row.answers)
    return TypedValue(problem="answer_unknown", details=_with(answers=answers))


def _text(text: str, row: FormRow) -> TypedValue:
    figure = read_figure(text.rstrip("/ ") if row.takes_pair else text, row.expectation)
    if figure.status == "blank":
        return TypedValue()
    if figure.status in ("ambiguous", "unreadable"):
        several = " / ".join(str(each) for each in figure.readings)
        vi = figure.why_vi or f"Có thể đọc là {several}."
        en = figure.why_en or f"It can be read as {several}."
        return TypedValue(problem="text_for_figure", details=_why(vi, en))
    if figure.status == "pair" and not row.takes_pair:
        return TypedValue(problem="unexpected_pair")
    value = figure.value
    if value is not None and row.expectation == "percent" and "%" not in text:
        unclear = _unclear(value)
        if unclear:
            return unclear
    if value is not None and row.expectation == "count" and value < 0:
        return TypedValue(problem="not_whole")
    incomplete = row.takes_pair and figure.second_value is None
    return TypedValue(value, figure.second_value, remark="pair_incomplete" if incomplete else "")


def _exact(number: float) -> Decimal:
    return Decimal(repr(number))


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _why(vi: str, en: str) -> tuple[tuple[str, object], ...]:
    return _with(why_vi=vi, why_en=en)


def _with(**details: object) -> tuple[tuple[str, object], ...]:
    return tuple(details.items())
