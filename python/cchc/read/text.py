"""Reports as extracted text: header, tables, facts of the running text, issues.

The text may come with any wrapping, line ends and composition; it is decoded strictly, its tables
are joined through the row model and read by the table grammar that all readers share.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchc._core import Period, find_period_in
from cchc.errors import InputError
from cchc.read.blocks import FileKind
from cchc.read.codes import canonical_code, printed_code
from cchc.read.column_meaning import meaning_of
from cchc.read.decode import SourceText, source_text
from cchc.read.evidence import best_match
from cchc.read.fold import fold, words
from cchc.read.forms import FormTable, shipped_forms
from cchc.read.issue import Issue, issue, issue_code
from cchc.read.narrative import sections
from cchc.read.reading import FoundTable, Reading, ReportSource, assembled
from cchc.read.review import Review
from cchc.read.rows import Place, TableRow
from cchc.read.scale import scale_word, stated_scale
from cchc.read.stated_period import period_in_words, period_of_title
from cchc.read.table_blocks import TableBlock, table_blocks, table_fragments
from cchc.read.text_heading import (
    show_two_figures,
    tells_several_columns,
    without_known_headings,
)
from cchc.read.wrapped_rows import wrapped_rows

_FIRST_HEADING = re.compile(r"\s*I\.\s+(\S.*)")
_COLUMN_HEADER = re.compile(r"s?tt\s*(?:noi dung|chi tieu|$)")
_OPENINGS = (
    "cong hoa",
    "uy ban nhan dan",
    "ubnd",
    "so ",
    "bao cao",
    "thuc hien",
    "can cu",
    "kinh gui",
)
_LEAST_ROWS = 3  # rows that must match before a text without title and column header is a table


@dataclass
class _Tables:
    """Joined rows by form, with the block each table began with."""

    rows: dict[str, list[TableRow]]
    blocks: dict[str, TableBlock]
    issues: list[Issue]
    stop: int  # first line that belongs to a second report
    lines: Sequence[str]


def read_text(
    source: str | bytes | os.PathLike[str] | SourceText,
    *,
    file: str | None = None,
    forms: Sequence[FormTable] | None = None,
    unit_type: str | None = None,
    review: Review | None = None,
) -> Reading:
    """Read the first report of a text.

    `source` is a path, the bytes of a file, the text itself, or a text decoded before. `unit_type`
    overrides what the agency's name tells; it decides which blank rows are not applicable. Raises
    InputError when the source is not text or has nothing of a report.
    """
    text = source if isinstance(source, SourceText) else source_text(source, file=file)
    return assembled(_found(text, forms), of_type=unit_type, review=review)


def read_lines(
    text: SourceText,
    kind: FileKind,
    places: Sequence[str],
    *,
    unit_type: str | None = None,
    review: Review | None = None,
    issues: Sequence[Issue] = (),
    content: bytes = b"",
) -> Reading:
    """Read the first report of lines that another reader took out of its file.

    `places` says where each line stands in words; everything that tells a line tells its place.
    """
    found = _found(text, None)
    tables = [
        replace(
            table,
            rows=[replace(row, place=_in_words(row.place, places)) for row in table.rows],
            place=_in_words(table.place, places),
        )
        for table in found.tables
    ]
    told = [
        each if each.line is None else replace(each, line=None, place=places[each.line - 1])
        for each in found.issues
    ]
    placed = replace(
        found,
        kind=kind,
        tables=tables,
        issues=[*issues, *told],
        places=places,
        content=content,
    )
    return assembled(placed, of_type=unit_type, review=review)


def _in_words(place: Place, places: Sequence[str]) -> Place:
    if place.first_line is None:
        return place
    last = place.last_line or place.first_line
    first_words, last_words = places[place.first_line - 1], places[last - 1]
    where = first_words if first_words == last_words else f"{first_words} - {last_words}"
    return Place(place.file, where=where)


def _found(text: SourceText, forms: Sequence[FormTable] | None) -> ReportSource:
    known = tuple(forms) if forms is not None else shipped_forms()
    tables = _first_tables(text, known)
    by_name = {form.form: form for form in known}
    found = [
        FoundTable(
            by_name[name],
            rows,
            tables.blocks[name].title,
            tables.blocks[name].stated_periods,
            Place(text.file, tables.blocks[name].first_line, tables.blocks[name].last_line),
        )
        for name, rows in tables.rows.items()
    ]
    return ReportSource("text", text, found, _running_lines(text, tables), tables.issues)


def read_texts(
    source: str | bytes | os.PathLike[str] | SourceText,
    *,
    file: str | None = None,
    unit_type: str | None = None,
    review: Review | None = None,
) -> list[Reading]:
    """Read every report of a text, in order; lines count from the start of the file.

    Raises InputError as `read_text`. What follows the last report that could be read stays named
    in the issue of that report.
    """
    text = source if isinstance(source, SourceText) else source_text(source, file=file)
    found = [read_text(text, unit_type=unit_type, review=review)]
    while (line := _second_report_line(found[-1])) is not None:
        # Blank lines stand for the reports before, so that lines keep their numbers.
        rest = "\n" * (line - 1) + "\n".join(text.raw_lines[line - 1 :]) + "\n"
        try:
            following = read_text(rest, file=text.file, unit_type=unit_type, review=review)
        except InputError:
            break
        named = issue_code("second_report")
        kept = tuple(each for each in found[-1].issues if each.code != named)
        found[-1] = replace(found[-1], issues=kept)
        found.append(following)
    return found


def _second_report_line(report: Reading) -> int | None:
    named = issue_code("second_report")
    return next((each.line for each in report.issues if each.code == named), None)


def _first_tables(text: SourceText, forms: Sequence[FormTable]) -> _Tables:
    """Tables of the first report of a text."""
    restarts = _restarts(text.lines)
    second = _second_opening(text.lines, restarts)
    tables = _Tables({}, {}, [], second or len(text.lines) + 1, text.lines)
    blocks = table_blocks(text.lines, forms, restarts) or _untitled(text, forms)
    for block in blocks:
        if block.first_line >= tables.stop:
            break
        _take_block(block, forms, text.file, tables)
    if tables.stop <= len(text.lines):
        raw = " ".join(text.lines[tables.stop - 1].split())
        found = issue("second_report", file=text.file, line=tables.stop, raw=raw)
        tables.issues.append(found)
    return tables


def _asked_by_heading(
    rows: list[TableRow], block: TableBlock, file: str, tables: _Tables
) -> list[TableRow]:
    """The rows, their figures asked where the column header says that they may be others."""
    scaled = stated_scale(block.title) or (block.heading if scale_word(block.heading) else "")
    own = _own_period(block, tables)
    heading = without_known_headings(block.heading).strip()
    meaning = meaning_of(heading, own) if heading else "own"
    headings = [block.figures_heading, *block.later_headings]
    several = any(tells_several_columns(each) for each in headings)
    # A later header of another meaning: which rows stood under which cannot be told.
    differ = any(meaning_of(each, own) != meaning for each in filter(None, block.later_headings))
    if not scaled and (several or differ or show_two_figures(rows, sure=meaning == "own")):
        named = ", ".join(f"“{each}”" for each in dict.fromkeys(headings) if each) or "?"
        tables.issues.append(
            issue("columns_unclear", file=file, line=block.first_line, columns=named)
        )
        return _with_problem(rows, "columns")
    if not scaled and meaning == "own":
        return rows
    scaled = scaled or (block.heading if meaning == "scaled" else "")
    kind = "column_strange" if meaning == "unknown" else "column_doubtful"
    kind, said = ("column_scaled", scaled) if scaled else (kind, block.heading)
    tables.issues.append(issue(kind, file=file, line=block.first_line, heading=said))
    if kind == "column_strange":
        return rows
    problem = "scaled_heading" if scaled else "other_column"
    return _with_problem(rows, problem)


def _with_problem(rows: Sequence[TableRow], problem: str) -> list[TableRow]:
    return [replace(row, problem=row.problem or problem) if row.value else row for row in rows]


def _own_period(block: TableBlock, tables: _Tables) -> Period | None:
    """The period that the title of a table names, or else the running text."""
    title = period_of_title(block.title)
    titled = find_period_in(title) if title else None
    words = (
        "" if titled else period_in_words(sections(enumerate(tables.lines, start=1)), tables.lines)
    )
    return titled or (find_period_in(words) if words else None)


def _take_block(block: TableBlock, forms: Sequence[FormTable], file: str, tables: _Tables) -> None:
    form = block.form or _likeliest_form(block, forms, file)
    if form is None or (block.form is None and block.title_found):
        known = ", ".join(known.title_phrases[0] for known in forms)
        found = issue("table_unknown", file=file, line=block.first_line, known=known)
        tables.issues.append(found)
        return
    rows = _asked_by_heading(wrapped_rows(block.body, form, file), block, file, tables)
    earlier = tables.rows.get(form.form)
    if earlier is None:
        tables.rows[form.form], tables.blocks[form.form] = rows, block
    elif _begins_again(earlier, rows, form):
        tables.stop = block.first_line
        return
    else:
        # The table goes on, so its last row so far was not cut.
        earlier[-1:] = [replace(row, cut=False) for row in earlier[-1:]]
        earlier += rows
    if block.form is None:
        found = issue("title_missing", file=file, line=block.first_line, form=form.form)
        tables.issues.append(found)


def _positions(rows: Sequence[TableRow], form: FormTable) -> list[int]:
    found = []
    for row in rows:
        match = best_match(printed_code(row.code), row.label, row.unit, form, after=-1)
        if match and match.accepted:
            found.append(match.row.position)
    return found


def _begins_again(earlier: Sequence[TableRow], rows: Sequence[TableRow], form: FormTable) -> bool:
    """Whether rows repeat those of a table instead of going on with it."""
    before, after = _positions(earlier, form), _positions(rows, form)
    return bool(before and after) and min(after) <= max(before)


def _likeliest_form(block: TableBlock, forms: Sequence[FormTable], file: str) -> FormTable | None:
    """The form that most rows of a table without a title match."""
    counts = [(len(_positions(wrapped_rows(block.body, form, file), form)), form) for form in forms]
    most, form = max(counts, key=lambda entry: entry[0], default=(0, None))
    return form if most else None


def _untitled(text: SourceText, forms: Sequence[FormTable]) -> list[TableBlock]:
    """The rows of a text that has neither title nor column header, such as a pasted part."""
    fragments = table_fragments(text.lines)
    for form in forms:
        rows = wrapped_rows(fragments, form, text.file)
        valued = [
            row
            for row in rows
            if any(form.rows[p].row_type != "header" for p in _positions([row], form))
        ]
        if len(valued) >= _LEAST_ROWS:
            first = _run_start(rows, valued[0])
            body = tuple(fragment for fragment in fragments if fragment.line >= first)
            return [TableBlock(None, False, "", "", first, body[-1].line, body)]
    return []


def _run_start(rows: Sequence[TableRow], first_valued: TableRow) -> int:
    """Line of the first row with a value, or of the headings right above it."""
    index = rows.index(first_valued)
    while index and rows[index - 1].place.last_line == _line_above(rows[index]):
        index -= 1
    return rows[index].place.first_line or 1


def _line_above(row: TableRow) -> int:
    return (row.place.first_line or 1) - 1


def _running_lines(text: SourceText, tables: _Tables) -> list[tuple[int, str]]:
    """Lines of the first report outside its tables."""
    spans = [(block.first_line, block.last_line) for block in tables.blocks.values()]
    return [
        (number, line)
        for number, line in enumerate(text.lines, start=1)
        if number < tables.stop and not any(first <= number <= last for first, last in spans)
    ]


def _restarts(lines: Sequence[str]) -> list[int]:
    """Lines behind a table where running text opens with a section I again."""
    headers = [n for n, line in enumerate(lines, 1) if _COLUMN_HEADER.match(fold(line).strip())]
    headings = [n for n, line in enumerate(lines, 1) if _is_first_heading(line)]
    return [_opening(lines, n) for n in headings if headers and headers[0] < n]


def _second_opening(lines: Sequence[str], restarts: Sequence[int]) -> int | None:
    """Line where a second report opens: a restart when there was a section I before it."""
    headings = [n for n, line in enumerate(lines, 1) if _is_first_heading(line)]
    repeated = [n for n in restarts if headings[0] < n]
    return repeated[0] if repeated else None


def _is_first_heading(line: str) -> bool:
    """A heading numbered I in capitals."""
    heading = _FIRST_HEADING.match(line)
    if not heading:
        return False
    letters = [sign for sign in heading[1] if sign.isalpha()]
    return len(letters) > 5 and 2 * sum(sign.isupper() for sign in letters) > len(letters)


def _opening(lines: Sequence[str], heading: int) -> int:
    """First line of the opening words above a heading."""
    opening = heading
    for number in range(heading - 1, 0, -1):
        line_words = words(lines[number - 1])
        if line_words and (len(line_words) < 3 or canonical_code(line_words[0])):
            break
        text = fold(" ".join(line_words))
        if text.startswith(_OPENINGS):
            opening = number
    return opening
