"""A report as read from any kind of file, and the one way in which found tables become one.

A reader finds tables and running text; `assembled` does the rest: header, value states, facts,
documents, issues and questions.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cchc._core import find_period_in
from cchc._files import refusal
from cchc.read.blocks import FileKind
from cchc.read.decode import SourceText
from cchc.read.documents import Document, named_documents
from cchc.read.fact import Fact
from cchc.read.facts import told_facts
from cchc.read.forms import FormTable
from cchc.read.grammar import match_rows
from cchc.read.header import Header, read_header, unit_type
from cchc.read.issue import Issue, issue, issue_code
from cchc.read.matched import MatchedRow, TableReading
from cchc.read.narrative import sections
from cchc.read.raised import without_marks_of_words
from cchc.read.review import Question, Review
from cchc.read.rows import Place, TableRow


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Rows of one form as a reader found them, under the title as printed."""

    form: FormTable
    rows: Sequence[TableRow]
    title: str
    stated_periods: str
    place: Place


@dataclass(frozen=True, slots=True)
class KnownHeader:
    """What is known of a report beside its words: from an identity sheet or a column heading.

    `side_column` is true for a column of another window beside those of the one the words speak of.
    """

    agency: str = ""
    period_text: str = ""
    window: tuple[date, date] | None = None
    side_column: bool = False


@dataclass(frozen=True, slots=True)
class ReportSource:
    """One report of a file, before its rows are matched.

    `running` are numbered lines of `text` outside the tables; `places` say where each line of
    `text` stands when lines are not lines of the file; `content` is what the hash is taken of.
    """

    kind: FileKind
    text: SourceText
    tables: Sequence[FoundTable]
    running: Sequence[tuple[int, str]]
    issues: Sequence[Issue] = ()
    places: Sequence[str] = ()
    known: KnownHeader = KnownHeader()
    identity: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read.

    `tables` in printed order; `facts` and `documents` of the running text in order of lines;
    `issues` in order of lines, those without a line first; `questions` are the rows whose match
    was left open. `content_hash` is of the content, so that the same report is known again.
    `side_column` as in `KnownHeader`.
    """

    header: Header
    tables: tuple[TableReading, ...]
    facts: tuple[Fact, ...]
    documents: tuple[Document, ...]
    issues: tuple[Issue, ...]
    source: SourceText
    kind: FileKind = "text"
    questions: tuple[Question, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)
    content_hash: str = ""
    side_column: bool = False

    @property
    def rows(self) -> tuple[MatchedRow, ...]:
        """All rows of all tables, headers included."""
        return tuple(row for table in self.tables for row in table.rows)

    @property
    def observations(self) -> tuple[MatchedRow, ...]:
        """All rows that are not headers."""
        return tuple(row for row in self.rows if row.state is not None)


def assembled(source: ReportSource, *, of_type: str | None, review: Review | None) -> Reading:
    """Read the tables and the running text of one report.

    `of_type` overrides the unit type that the agency's name tells; `review` holds the answers given
    before. Raises InputError when nothing in the source is of a report.
    """
    text = source.text
    parts = sections([(n, without_marks_of_words(line)) for n, line in source.running])
    titles = [table.title for table in source.tables]
    header, header_issues = read_header(parts, text.lines, titles, text.file)
    header, header_issues = _with_known(header, header_issues, source.known)
    kind_of_unit = of_type or header.unit_type
    year = _year_of(header)
    readings = [
        _table_reading(table, text.file, kind_of_unit, review, year) for table in source.tables
    ]
    documents, document_issues = named_documents(parts, text.file, header.agency)
    facts = told_facts(parts, documents)
    if not readings and not facts and not (header.agency or header.period_text):
        raise refusal("not_a_report", text.file)
    issues = [_placed(found, source.places) for found in (*header_issues, *document_issues)]
    issues += source.issues
    issues += [found for reading in readings for found in reading.issues]
    if not readings:
        issues.append(issue("no_table", file=text.file, line=None))
    issues.sort(key=lambda found: found.line or 0)
    return Reading(
        header,
        tuple(readings),
        tuple(facts),
        tuple(documents),
        tuple(issues),
        text,
        source.kind,
        tuple(question for reading in readings for question in reading.questions),
        source.identity,
        hashlib.sha256(source.content or "\n".join(text.lines).encode("utf-8")).hexdigest(),
        source.known.side_column,
    )


def _table_reading(
    table: FoundTable, file: str, of_type: str | None, review: Review | None, year: int | None
) -> TableReading:
    reading = match_rows(
        table.rows, table.form, file=file, unit_type=of_type, review=review, year=year
    )
    return replace(
        reading, title=table.title, stated_periods=table.stated_periods, place=table.place
    )


def _year_of(header: Header) -> int | None:
    period = find_period_in(header.period_text) if header.period_text else None
    return period.year if period else None


def _with_known(
    header: Header, issues: list[Issue], known: KnownHeader
) -> tuple[Header, list[Issue]]:
    """Header with what is known beside the words; what the words lack is then no issue."""
    settled = set()
    if known.agency:
        named = unit_type(known.agency) or header.unit_type
        header = replace(header, agency=known.agency, unit_type=named)
        settled.add(issue_code("agency_unknown"))
    if known.period_text:
        header = replace(header, period_text=known.period_text, title_period="")
        settled |= {issue_code("period_unknown"), issue_code("periods_differ")}
    if known.window:
        header = replace(header, window=known.window)
        settled.add(issue_code("windows_differ"))
    if known.side_column:
        # The days that the words tell are those of the other columns.
        header = replace(header, window=None, window_line=None)
        settled |= {issue_code("window_differs"), issue_code("windows_differ")}
    return header, [found for found in issues if found.code not in settled]


def _placed(found: Issue, places: Sequence[str]) -> Issue:
    """The issue with its place in words, where lines are not lines of the file."""
    if not places or found.line is None:
        return found
    return replace(found, line=None, place=places[found.line - 1])
