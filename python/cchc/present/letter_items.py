"""What a letter asks, item by item: row, printed figures, rule and question, as plain texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import cache
from typing import Any

from cchc._arguments import as_period
from cchc._core import Catalogue
from cchc.check import CheckedVerdict, EvidenceLine
from cchc.present.number import format_number
from cchc.present.place_words import place_words
from cchc.present.words import STATE_WORDS
from cchc.read.forms import FormRow, shipped_forms

__all__ = ["LetterItem", "blank_rows", "letter_items"]

_STATES = {
    lang: words | {"missing": {"vi": "để trống", "en": "blank"}[lang]}
    for lang, words in STATE_WORDS.items()
}
_ORDER = ("error", "warning", "information")


@dataclass(frozen=True)
class LetterItem:
    """One question of a letter.

    ``weight`` is the severity, or ``form`` for what the issuer of the form alone can mend.
    ``rows`` names the rows of the form, ``printed`` holds what stands there, one text for each
    place; ``rule`` is the rule in words, ``question`` what is asked.
    """

    weight: str
    rows: tuple[str, ...]
    printed: tuple[str, ...]
    rule: str
    question: str


def letter_items(
    verdicts: Iterable[CheckedVerdict], catalogue: Catalogue, lang: str
) -> list[LetterItem]:
    """Return the questions of verdicts that fail: the weightiest first, those on the form last."""
    asked = [each for each in verdicts if each.verdict == "fails"]
    asked.sort(key=lambda each: (each.about_form, _ORDER.index(each.severity)))
    return [_item(each, catalogue, lang) for each in asked]


def _item(verdict: CheckedVerdict, catalogue: Catalogue, lang: str) -> LetterItem:
    vi = lang == "vi"
    title = verdict.title_vi if vi else verdict.title_en
    shown = [cell for cell in verdict.cells if _is_shown(cell, verdict)]
    rows = dict.fromkeys(_row_name(cell["code"], catalogue, lang) for cell in shown)
    printed = [text for cell in shown for text in _printed(cell, verdict, catalogue, lang)]
    return LetterItem(
        "form" if verdict.about_form else verdict.severity,
        tuple(name for name in rows if name),
        tuple(dict.fromkeys(printed)),
        f"{verdict.part} – {title}",
        verdict.message_vi if vi else verdict.message_en,
    )


def _is_shown(cell: Mapping[str, Any], verdict: CheckedVerdict) -> bool:
    """A count of places that found none says nothing; the figure of a check needs its places."""
    return not (str(cell["code"]).startswith("report.") and not _lines(cell, verdict))


def _lines(cell: Mapping[str, Any], verdict: CheckedVerdict) -> list[EvidenceLine]:
    return [
        line
        for line in verdict.evidence
        if (line.code, line.file) == (cell["code"], cell["file"]) and (line.text or line.note_vi)
    ]


def _is_row(code: str) -> bool:
    """Whether a code is that of a row of a form, not of evidence."""
    return code[:1].isdigit()


@cache
def _form_rows() -> dict[str, FormRow]:
    """The row that prints an indicator, of the shipped forms; none for those that no form prints."""
    return {row.code: row for form in shipped_forms() for row in form.rows}


def _row_name(code: str, catalogue: Catalogue, lang: str) -> str:
    if not _is_row(code):
        return ""
    label = catalogue.indicator(catalogue.at(code))[f"label_{lang}"]
    return _printed_code(code, lang, label)


def _printed_code(code: str, lang: str, label: str = "") -> str:
    """The code as the form prints it, and the label: 3.3 for its second figure 3.3.received.

    A row without a code of its own is named by its label below the row that it belongs to.
    """
    row = _form_rows().get(code)
    match = re.match(r"\d+(?:\.\d+)*", code)
    number = match[0] if match else code
    if row is None or not row.uncoded:
        return f"{row.code_printed.rstrip('.') if row else number} {label}".rstrip()
    below = {"vi": "dòng con", "en": "row below it"}[lang]
    return f"{row.parent}, {below} “{label or row.label}”"


def _printed(
    cell: Mapping[str, Any], verdict: CheckedVerdict, catalogue: Catalogue, lang: str
) -> list[str]:
    lines, code = _lines(cell, verdict), str(cell["code"])
    notes = [line for line in lines if line.note_vi]
    if notes:
        return [
            f"{line.note_vi if lang == 'vi' else line.note_en}{_place(line.place, lang)}"
            for line in notes
        ]
    if cell.get("sources"):
        return _quoted(cell, verdict, lang)
    label = (
        _printed_code(code, lang)
        if _is_row(code)
        else catalogue.indicator(catalogue.at(code))[f"label_{lang}"]
    )
    value = cell["printed"] or _number(cell["value"], lang)
    value = value or _STATES[lang].get(str(cell["state"]), str(cell["state"]))
    when = "" if cell["period"] == verdict.period else f" ({_period(cell['period'], lang)})"
    return [f"{label}{when}: {value}{_place(cell['place'], lang)}"]


def _quoted(cell: Mapping[str, Any], verdict: CheckedVerdict, lang: str) -> list[str]:
    """What reports print; a figure that none prints is told with those it is worked out of."""
    sources = cell["sources"]
    own = [each for each in sources if each["code"] == cell["code"]]
    if len(sources) == 1 and own and own[0]["printed"]:
        return [_of_report(own[0], verdict.period, lang)]
    told = "; ".join(_of_report(each, "", lang) for each in sources if each["printed"])
    if not told:
        state = _STATES[lang].get(str(cell["state"]), str(cell["state"]))
        return [_of_report({**sources[0], "printed": state}, verdict.period, lang)]
    when = _period(cell["period"], lang)
    value = _number(cell["value"], lang) or _STATES[lang].get(str(cell["state"]), "–")
    words = {"vi": "tính ra từ", "en": "worked out of"}[lang]
    return [f"{_printed_code(str(cell['code']), lang)} ({when}): {value}, {words}: {told}"]


def _of_report(source: Mapping[str, str], period: str, lang: str) -> str:
    """A figure as a report prints it, with the window where that is not `period`, file and place."""
    when = "" if source["period"] == period else f" ({_period(source['period'], lang)})"
    code = _printed_code(source["code"], lang)
    place = _place(source["place"], lang)[2:-1]
    where = ", ".join(filter(None, (source["file"], place)))
    return f"{code}{when}: {source['printed']} [{where}]"


def _number(value: Any, lang: str) -> str:
    """An exact figure as people read it; anything else as it is."""
    try:
        return format_number(str(value), lang=lang, decimals=9) if value else str(value or "")
    except InvalidOperation:
        return str(value)


def _place(place: str, lang: str) -> str:
    if not place:
        return ""
    if not place[0].isdigit():
        return f" [{place_words(place, lang)}]"
    return f" [dòng {place} của tệp]" if lang == "vi" else f" [line {place} of the file]"


def _period(text: str, lang: str) -> str:
    period = as_period(text)
    return period.label_vi if lang == "vi" else period.label_en


def blank_rows(verdicts: Sequence[CheckedVerdict], catalogue: Catalogue, lang: str) -> list[str]:
    """Return the rows whose blank left a rule undecided, in the order of the catalogue.

    Only rows that a form prints: nobody can fill in an indicator that is worked out of others.
    """
    blank = {
        cell["code"]
        for verdict in verdicts
        if verdict.verdict == "undecidable"
        for cell in verdict.cells
        if cell["state"] == "missing" and cell["period"] == verdict.period
    }
    ordered = sorted((code for code in blank if code in _form_rows()), key=catalogue.at)
    return [_row_name(code, catalogue, lang) for code in ordered]
