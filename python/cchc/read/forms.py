"""Forms as the readers need them: rows in printed order with label and unit of measure."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from cchc.forms import known_catalogue, registered_forms
from cchc.read.abbreviations import shortened
from cchc.read.fold import squash

RowType = Literal["header", "group_with_value", "indicator"]
Expectation = Literal["count", "percent", "code"]


@dataclass(frozen=True)
class FormRow:
    """One printed row of a form.

    `form_code` is the code inside the form, `code` the code of the catalogue's indicator (of the
    form for a header). `applies_to` names unit types, empty for all. `answers` are the codes of a
    coded answer, `answer_words` what each means, in both languages. `takes_pair` is true where two
    figures are printed, `note_pair` where the note holds them; `adds_up` where figures of windows
    that follow each other may be summed.
    """

    position: int
    code_printed: str
    form_code: str
    code: str
    row_type: RowType
    label: str
    unit_printed: str = ""
    unit_of_measure: str = ""
    expectation: Expectation = "count"
    parent: str = ""
    group_label: str = ""
    uncoded: bool = False
    optional: bool = False
    applies_to: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()
    answer_words: tuple[tuple[int, str], ...] = ()
    takes_pair: bool = False
    note_pair: tuple[str, ...] = ()
    adds_up: bool = True

    @cached_property
    def squashed_label(self) -> str:
        """Letters and digits of the label, for comparison."""
        return squash(self.label)

    @cached_property
    def shortened_label(self) -> str:
        """The same letters with the words that have an abbreviation shortened."""
        return shortened(self.squashed_label)

    @cached_property
    def squashed_unit(self) -> str:
        """Letters, digits, `%` and `=` of the printed unit, for comparison."""
        return squash(self.unit_printed, keep="%=")


@dataclass(frozen=True)
class FormTable:
    """A printed form: `title_phrases[0]` is the short title that stands alone on a line.

    `units_printed` pairs each spelling of the catalogue with the id of its unit of measure.
    """

    form: str
    version: str
    title_phrases: tuple[str, ...]
    rows: tuple[FormRow, ...]
    units_printed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_form_code(self) -> dict[str, FormRow]:
        """Coded rows by the code inside the form."""
        return {row.form_code: row for row in self.rows if not row.uncoded}

    @cached_property
    def label_likeness(self) -> dict[str, tuple[float, ...]]:
        """Where the matching keeps how near a squashed label is to each row; grows as it is used."""
        return {}

    @cached_property
    def matches(self) -> dict[object, object]:
        """Where the matching keeps the best row for printed evidence; grows as it is used."""
        return {}

    @cached_property
    def begun_by_letters(self) -> dict[str, tuple[FormRow, ...]]:
        """Where the reader keeps the rows whose label begins like some letters; grows."""
        return {}

    @cached_property
    def units_by_spelling(self) -> dict[str, frozenset[str]]:
        """Squashed spelling to the units of measure it may stand for."""
        found: dict[str, frozenset[str]] = {}
        for spelling, unit in self.units_printed:
            key = squash(spelling, keep="%=")
            found[key] = found.get(key, frozenset()) | {unit}
        return found


def form_table(form: dict[str, Any], catalogue: dict[str, Any]) -> FormTable:
    """Form from the contents of a form file and of its catalogue file."""
    indicators = {indicator["code"]: indicator for indicator in catalogue["indicators"]}
    units = {unit["id"]: unit for unit in catalogue["units_of_measure"]}
    rows = tuple(
        _form_row(position, row, indicators.get(row.get("indicator", ""), {}), units)
        for position, row in enumerate(form["rows"])
    )
    spellings = tuple((text, unit["id"]) for unit in units.values() for text in unit["printed"])
    return FormTable(form["form"], form["version"], tuple(form["title_phrases"]), rows, spellings)


def shipped_forms() -> tuple[FormTable, ...]:
    """The forms in rows that come with the package and those that were registered, the longest first."""
    registered = registered_forms()
    tables = list(_tables_of_the_package())
    if registered:
        whole = json.loads(known_catalogue().to_json())
        tables += [form_table({**each.form}, whole) for each in registered]
    return tuple(sorted(tables, key=lambda table: -len(table.rows)))


@cache
def _tables_of_the_package() -> tuple[FormTable, ...]:
    folder = resources.files("cchc.catalogues")
    catalogue = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("form_"))
    loaded = [json.loads((folder / name).read_text(encoding="utf-8")) for name in names]
    return tuple(form_table(form, catalogue) for form in loaded if form.get("layout") != "columns")


def _form_row(
    position: int, row: dict[str, Any], indicator: dict[str, Any], units: dict[str, Any]
) -> FormRow:
    unit_id = indicator.get("unit_of_measure", "")
    return FormRow(
        position=position,
        code_printed=row["code_printed"],
        form_code=row["code"],
        code=row.get("indicator", row["code"]),
        row_type=row["row_type"],
        label=row["label_vi"],
        unit_printed=row.get("unit_printed", ""),
        unit_of_measure=unit_id,
        expectation=_expectation(indicator, units.get(unit_id, {})),
        parent=row.get("parent", ""),
        group_label=row.get("group_label", ""),
        uncoded=row.get("uncoded", False),
        optional=row.get("optional", False) or indicator.get("optional", False),
        applies_to=tuple(indicator.get("applies_to", ())),
        answers=tuple(answer["code"] for answer in indicator.get("answers", ())),
        answer_words=tuple(
            (answer["code"], answer[name])
            for answer in indicator.get("answers", ())
            for name in ("label_vi", "label_en")
            if answer.get(name)
        ),
        takes_pair=bool(indicator.get("second_value")),
        note_pair=tuple(row.get("note_pair", ())),
        adds_up=indicator.get("over_periods") == "sum",
    )


def _expectation(indicator: dict[str, Any], unit: dict[str, Any]) -> Expectation:
    if indicator.get("kind") == "coded":
        return "code"
    return "percent" if unit.get("percent") else "count"
