"""Reports out of a document's grids: which tables belong together, and which columns are whose.

A table of a form that was there before begins another report when its rows begin again; so do
units or periods side by side. Everything then goes the way of every reader: `reading.assembled`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cchc._core import Period, find_period_in
from cchc._files import refusal
from cchc.errors import InputError
from cchc.read.blocks import Document, Grid
from cchc.read.codes import printed_code
from cchc.read.decode import SourceText
from cchc.read.evidence import best_match
from cchc.read.fold import composed, squash
from cchc.read.forms import FormTable, shipped_forms
from cchc.read.grid_rows import table_rows
from cchc.read.grid_tables import GridTable, Line, grid_tables
from cchc.read.header import agency_in
from cchc.read.issue import Issue, issue
from cchc.read.narrative import sections
from cchc.read.reading import FoundTable, KnownHeader, Reading, ReportSource, assembled
from cchc.read.review import Review
from cchc.read.stated_period import period_in_words, period_of_title
from cchc.read.text import read_lines
from cchc.read.value_columns import View
from cchc.read.viewed_tables import OWN, Whose, viewed


@dataclass(slots=True)
class _Part:
    """Tables and running text of one report."""

    lines: list[Line] = field(default_factory=list)
    tables: dict[str, list[GridTable]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def read_document(
    document: Document,
    *,
    unit_type: str | None = None,
    review: Review | None = None,
    content: bytes = b"",
) -> list[Reading]:
    """Every report of a document, in order, at least one.

    `unit_type` overrides what the agency's name tells; `content` is what the hash is taken of.
    Raises InputError when nothing in the document is of a report.
    """
    forms = shipped_forms()
    found = grid_tables(document, forms)
    issues = [
        _remark_issue(document, remark.kind, remark.where, remark.details)
        for remark in document.remarks
    ]
    if not found.tables:
        return [_from_lines(document, found.lines, issues, unit_type, review, content)]
    parts = _parts(found.lines, found.tables, document, forms)
    parts[0].issues[:0] = issues
    sources = [each for part in parts for each in _sources(part, document, forms, content)]
    readings: list[Reading] = []
    for source in sources:
        try:
            readings.append(assembled(source, of_type=unit_type, review=review))
        except InputError:
            if not readings and source is sources[-1]:
                raise
    return readings


def first_of(readings: Sequence[Reading]) -> Reading:
    """The first reading, with an issue for each further one, which is left out."""
    first, rest = readings[0], readings[1:]
    told = []
    for other in rest:
        place = other.tables[0].place if other.tables else None
        where = place.where if place else ""
        raw = other.header.agency or other.header.period_text
        told.append(issue("second_report", file=first.source.file, line=None, raw=raw, where=where))
    return replace(first, issues=(*first.issues, *told))


def _remark_issue(document: Document, kind: str, where: str, details: object) -> Issue:
    return issue(kind, file=document.file, line=None, where=where, **dict(details))  # type: ignore[call-overload]


def _from_lines(
    document: Document,
    lines: Sequence[Line],
    issues: Sequence[Issue],
    unit_type: str | None,
    review: Review | None,
    content: bytes,
) -> Reading:
    """A document without any table of cells, read by the text grammar."""
    text = _source_text(document, lines)
    places = [line.where for line in lines]
    return read_lines(
        text,
        document.kind,
        places,
        unit_type=unit_type,
        review=review,
        issues=issues,
        content=content,
    )


def _source_text(document: Document, lines: Sequence[Line]) -> SourceText:
    raw = tuple(line.text for line in lines)
    if not raw and document.kind != "json":
        raise refusal("not_a_report", document.file)
    return SourceText(document.file, document.kind, tuple(composed(text) for text in raw), raw)


def _parts(
    lines: Sequence[Line],
    tables: Sequence[GridTable],
    document: Document,
    forms: Sequence[FormTable],
) -> list[_Part]:
    """Reports of the document: a new one where a form's rows begin again."""
    parts, taken = [_Part()], 0
    for table in tables:
        form = _form_of(table, document, forms)
        if form is None:
            known = ", ".join(each.title_phrases[0] for each in forms)
            told = issue(
                "table_unknown", file=document.file, line=None, where=table.where, known=known
            )
            parts[-1].issues.append(told)
            continue
        earlier = parts[-1].tables.get(form.form)
        if earlier and _begins_again(earlier, table, form):
            parts.append(_Part())
            earlier = None
        parts[-1].lines += lines[taken : table.start]
        taken = max(taken, table.start)
        if earlier:
            earlier.append(table)
            continue
        parts[-1].tables[form.form] = [table]
        if (
            table.form is None
            and len(parts[-1].tables) == 1
            and not _names_form(table, document, form)
        ):
            told = issue(
                "title_missing", file=document.file, line=None, where=table.where, form=form.form
            )
            parts[-1].issues.append(told)
    parts[-1].lines += lines[taken:]
    return parts


def _form_of(table: GridTable, document: Document, forms: Sequence[FormTable]) -> FormTable | None:
    if table.form is not None:
        return table.form
    named = next((form for form in forms if _names_form(table, document, form)), None)
    if named or table.title_found:
        return named
    counts = [(len(_positions(table, form)), form) for form in forms]
    most, form = max(counts, key=lambda entry: entry[0])
    return form if most else None


def _names_form(table: GridTable, document: Document, form: FormTable) -> bool:
    """Whether the sheet of a table is named after a form."""
    grid = document.blocks[table.sheet]
    name = squash(grid.name) if isinstance(grid, Grid) else ""
    return bool(name) and name in (squash(form.form), squash(form.title_phrases[0]))


def _positions(table: GridTable, form: FormTable) -> list[int]:
    found = []
    for row in table_rows(table.body, form, ""):
        match = best_match(printed_code(row.code), row.label, row.unit, form, after=-1)
        if match and match.accepted:
            found.append(match.row.position)
    return found


def _begins_again(earlier: Sequence[GridTable], table: GridTable, form: FormTable) -> bool:
    """Whether a table repeats the rows of those before instead of going on with them."""
    before = {position for each in earlier for position in _positions(each, form)}
    again = before.intersection(_positions(table, form))
    return len(again) > 1 or (bool(again) and len(form.rows) < 3)


def _sources(
    part: _Part, document: Document, forms: Sequence[FormTable], content: bytes
) -> list[ReportSource]:
    """One source for each report that the value columns of a part hold."""
    by_name = {form.form: form for form in forms}
    text = SourceText(
        document.file,
        document.kind,
        tuple(composed(line.text) for line in part.lines),
        tuple(line.text for line in part.lines),
    )
    running = list(enumerate(text.lines, start=1))
    known, issues = _identity_header(document), list(part.issues)
    own = _own_period(part, known, text)
    agency = known.agency or agency_in(sections(running), text.lines)
    reports: dict[Whose, tuple[View, list[FoundTable]]] = {}
    for name, tables in part.tables.items():
        read = viewed(tables, by_name[name], document.file, own, agency)
        issues += read.issues
        for whose, (view, found) in read.reports.items():
            first = reports.get(whose)
            named = view if first is None or not first[0].names_report else first[0]
            reports[whose] = (named, [*(first[1] if first else []), found])
    if len(reports) > 1 and OWN in reports and not reports[OWN][0].names_report:
        # A table with one value column beside one with several is the first report's.
        _, alone = reports.pop(OWN)
        next(iter(reports.values()))[1].extend(alone)
    return [
        ReportSource(
            document.kind,
            text,
            found,
            running,
            issues if number == 0 else (),
            [line.where for line in part.lines],
            _with_view(known, view, own),
            document.identity,
            content,
        )
        for number, (_, (view, found)) in enumerate(
            sorted(reports.items(), key=lambda entry: entry[0] != OWN)
        )
    ]


def _own_period(part: _Part, known: KnownHeader, text: SourceText) -> Period | None:
    titles = [table.title for tables in part.tables.values() for table in tables]
    for words in (known.period_text, *map(period_of_title, titles)):
        found = find_period_in(words) if words else None
        if found is not None:
            return found
    words = period_in_words(sections(enumerate(text.lines, start=1)), text.lines)
    return find_period_in(words) if words else None


def _identity_header(document: Document) -> KnownHeader:
    identity = document.identity
    days = [identity.get(name, "") for name in ("window_first", "window_last")]
    try:
        window = (date.fromisoformat(days[0]), date.fromisoformat(days[1])) if all(days) else None
    except ValueError:
        window = None
    aside = identity.get("side_column") == "true"
    return KnownHeader(identity.get("agency", ""), identity.get("period", ""), window, aside)


def _with_view(known: KnownHeader, view: View, own: Period | None) -> KnownHeader:
    if view.agency:
        known = replace(known, agency=view.agency)
    if not view.period_text:
        return known
    aside = own is not None and view.period not in (None, own)
    return replace(known, period_text=view.period_text, side_column=aside)
