"""Where the tables of a text are: titles, column headers (also the repeated ones) and bodies.

Column headers are found by their words, however wrapped, never by form feeds: extracted text often
has none. Headers are taken out before any row is joined, because a page break may stand inside a
row. What follows a repeated header is marked, so that cut cells can be put together.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchc.read.fold import fold, squash, words
from cchc.read.forms import FormTable
from cchc.read.raised import without_marks_of_words
from cchc.read.rows import Fragment
from cchc.read.text_heading import is_heading_line

_HEADER_START = ("stt", "tt")
_HEADER_PHRASES = (
    "chitieuthongke",
    "chitieu",
    "noidungthongke",
    "ketquathongke",
    "ghichu",
    "donvitinh",
    "dvt",
    "solieu",
)
_ANY_TITLE = re.compile(r"(?:phu luc|bieu mau|bieu so|mau so|bieu)(?: so)?\s*[\divx]+[a-z]?\.?")
_REMARK = re.compile(r"(?:su|ap)dung|dungcho|dungtrong")
# A code or a figure, and no year, day or number of months.
_FIRST_ROW = re.compile(
    r"(?<!\S)(?!\d{1,2}\s+th[aá]ng)(?!(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d\b)\d", re.IGNORECASE
)
_LAST_HEADINGS = ("ghichu", "giaitrinh")
_TITLE_REACH = 8  # filled lines between a title and its column header
_LONGEST_HEADER = 80  # words, with its remark
_LONGEST_HEADING = 16  # words of a header that are not known
_LONGEST_REMARK = 40  # words in brackets inside a column header
_TABLE_END = ("noi nhan", "nguoi lap", "giam doc", "kt. giam doc", "thu truong", "chu tich")


@dataclass(frozen=True, slots=True)
class TableBlock:
    """One table: its title as printed, what its header says in brackets, its words without headers.

    Lines count from 1; `first_line` is the title or column header, `last_line` the last filled one.
    `form` is None when no known title was found; `title_found` tells an unknown title from none.
    `heading` are the words of its first header that are none of those that headers are known by,
    `figures_heading` the same behind the known one of the figures, `later_headings` those of later
    headers that say another thing.
    """

    form: FormTable | None
    title_found: bool
    title: str
    stated_periods: str
    first_line: int
    last_line: int
    body: tuple[Fragment, ...]
    heading: str = ""
    figures_heading: str = ""
    later_headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    """A column header with the title above it; word range [start, end)."""

    start: int
    end: int
    remark: str
    title_line: int | None
    title: str
    form: FormTable | None


def table_fragments(lines: Sequence[str], first_line: int = 1) -> list[Fragment]:
    """All words of the lines with their line numbers."""
    return [
        Fragment(word, number, starts_line=index == 0)
        for number, line in enumerate(lines, start=first_line)
        for index, word in enumerate(words(line))
    ]


def table_blocks(
    lines: Sequence[str], forms: Sequence[FormTable], ends: Sequence[int] = ()
) -> list[TableBlock]:
    """Tables of a text in order; `ends` are lines where running text begins again."""
    fragments = table_fragments(lines)
    headers = _column_headers(fragments, lines, forms)
    groups: list[list[_Header]] = []
    for header in headers:
        line = fragments[header.start].line
        crossed = groups and any(fragments[groups[-1][-1].start].line < end <= line for end in ends)
        if not groups or header.title_line is not None or crossed:
            groups.append([header])
        else:
            groups[-1].append(header)
    if not groups:
        return []
    stops = [fragments[group[0].start].line for group in groups[1:]] + [len(lines) + 1]
    return [
        _block(group, fragments, min([stop, *(e for e in ends if e > _line(group, fragments))]))
        for group, stop in zip(groups, stops, strict=True)
    ]


def _first_of_line(fragments: list[Fragment], line: int) -> int:
    """Number of the first word of a line or of one behind it."""
    return bisect_left(fragments, line, key=lambda fragment: fragment.line)


def _line(group: list[_Header], fragments: list[Fragment]) -> int:
    return fragments[group[0].start].line


def _block(group: list[_Header], fragments: list[Fragment], stop: int) -> TableBlock:
    dropped = _page_numbers(group, fragments)
    first = group[0]
    heading, figures_heading = _headings_of(first, fragments)
    later: list[str] = []
    body: list[Fragment] = []
    for index, header in enumerate(group):
        end = group[index + 1].start if index + 1 < len(group) else len(fragments)
        end = min(end, _first_of_line(fragments, stop))
        piece = [fragments[i] for i in range(header.end, end) if i not in dropped]
        again = [fragment.text for fragment in piece[: len(heading)]]
        if index and heading and again == heading:
            piece = piece[len(heading) :]
        elif index:
            other, whole = _headings_of(header, fragments, same_line=True)
            piece = piece[len(other) :]
            later += [whole] if other or whole != figures_heading else []
        if index and piece:
            piece[0] = replace(piece[0], after_break=True)
        body += piece
    body = _without_signatures(body)
    last_line = body[-1].line if body else fragments[first.end - 1].line
    return TableBlock(
        first.form,
        first.title_line is not None,
        first.title,
        first.remark,
        first.title_line or fragments[first.start].line,
        last_line,
        tuple(body),
        " ".join(heading),
        figures_heading,
        tuple(later),
    )


def _headings_of(
    header: _Header, fragments: list[Fragment], *, same_line: bool = False
) -> tuple[list[str], str]:
    """The words of a header that it is not known by, and the whole heading of its figures.

    With `same_line` only words that head columns, in the last line of the header, are its own.
    """
    known = _known_words(fragments[header.start : header.end])
    last = fragments[header.end - 1]
    behind = fragments[header.end : header.end + _LONGEST_HEADING]
    if same_line:
        behind = [fragment for fragment in behind if fragment.line == last.line]
    heading = _other_heading(behind, last, known)
    if same_line and not is_heading_line(heading):
        heading = ""
    return heading.split(), f"{_figures_phrase(known)} {heading}".strip()


def _known_words(header: list[Fragment]) -> list[str]:
    """The words of a header that it is known by, without the title above it."""
    found = [fragment.text for fragment in header]
    starts = [i for i, text in enumerate(found) if squash(text) in _HEADER_START]
    return found[starts[-1] :] if starts else found


def _figures_phrase(known: list[str]) -> str:
    """The words of a header that are known to head figures."""
    letters = squash(" ".join(known))
    return "Kết quả" if "ketqua" in letters else "Số liệu" if "solieu" in letters else ""


def _other_heading(behind: list[Fragment], last: Fragment, known: list[str]) -> str:
    """Words of a header behind those that are known, up to the first row.

    They stand in its last line, and in the lines below it that hold nothing but headings, unless
    the notes, which come last, were named already.
    """
    lines: dict[int, list[str]] = {last.line: []}
    for fragment in behind:
        lines.setdefault(fragment.line, []).append(fragment.text)
    found: list[str] = []
    for number, texts in lines.items():
        line = " ".join(texts)
        row = _FIRST_ROW.search(line)
        words_of_line = line[: row.start()].strip() if row else line
        ended = squash(" ".join([*known, *found])).endswith(_LAST_HEADINGS)
        if number > last.line and (ended or not is_heading_line(words_of_line)):
            break
        found.append(words_of_line)
        if row:
            break
    return " ".join(filter(None, found))


def _without_signatures(body: list[Fragment]) -> list[Fragment]:
    """Body up to the signatures that may stand under a table."""
    for i, fragment in enumerate(body):
        if i and fragment.starts_line:
            line = [other.text for other in body[i : i + 8] if other.line == fragment.line]
            text = fold(" ".join(line))
            if any(text == end or text.startswith(f"{end}:") for end in _TABLE_END):
                return body[:i]
    return body


def _page_numbers(group: list[_Header], fragments: list[Fragment]) -> set[int]:
    """Words that are page numbers: alone on the line beside every repeated header, counting up."""
    repeated = group[1:]
    if len(repeated) < 2:
        return set()
    for offset in (-1, 0):
        found = [_lone_number(fragments, h.start - 1 if offset else h.end) for h in repeated]
        values = [int(fragments[i].text) for i in found if i is not None]
        if len(values) == len(repeated) and values == list(
            range(values[0], values[0] + len(values))
        ):
            return {i for i in found if i is not None}
    return set()


def _lone_number(fragments: list[Fragment], i: int) -> int | None:
    if not 0 <= i < len(fragments) or not fragments[i].text.isdecimal():
        return None
    alone = fragments[i].starts_line and (
        i + 1 == len(fragments) or fragments[i + 1].line != fragments[i].line
    )
    return i if alone else None


def _column_headers(
    fragments: list[Fragment], lines: Sequence[str], forms: Sequence[FormTable]
) -> list[_Header]:
    found: list[_Header] = []
    for first, end, remark in _header_spans(fragments):
        reach = fragments[found[-1].end - 1].line if found else 0
        start, title_line, title, form = _title_above(fragments, first, reach, lines, forms)
        found.append(_Header(start, end, remark, title_line, title, form))
    return found


def _header_spans(fragments: list[Fragment]) -> list[tuple[int, int, str]]:
    """Word ranges of the column headers in order, with their remarks.

    Read from the end, so that a header printed inside another one is taken out first.
    """
    behind: list[int] = []  # words that no header took, the last one of the text first
    spans: list[tuple[int, int, str]] = []  # the last one first
    for start in reversed(range(len(fragments))):
        behind.append(start)
        if not fragments[start].starts_line or squash(fragments[start].text) not in _HEADER_START:
            continue
        ahead = behind[: -_LONGEST_HEADER - 1 : -1]
        length, remark = _header_length([fragments[i] for i in ahead])
        if length:
            end = ahead[length - 1] + 1
            while spans and spans[-1][0] < end:
                spans.pop()
            spans.append((start, end, remark))
            del behind[-length:]
    return spans[::-1]


def _header_length(ahead: list[Fragment]) -> tuple[int, str]:
    """Number of words of the column header at the first word, and its remark; 0 if none.

    Each phrase counts once: the first cell behind a header may begin with the words of one.
    """
    i, remark = 1, ""
    phrases: list[str] = []
    while i < len(ahead):
        closed = _remark_end(ahead, i) if len(phrases) == 1 and not remark else None
        if closed is not None:
            remark = " ".join(fragment.text for fragment in ahead[i:closed]).strip("()")
            i = closed
            continue
        found, end = _longest_phrase(ahead, i)
        if not found or found in phrases:
            break
        i, phrases = end, [*phrases, found]
    return (i, remark) if phrases else (0, "")


def _remark_end(fragments: list[Fragment], start: int) -> int | None:
    """End of a bracketed remark on the use of the form; other brackets belong to rows."""
    if not fragments[start].text.startswith("("):
        return None
    text = ""
    for i in range(start, min(start + _LONGEST_REMARK, len(fragments))):
        text += squash(fragments[i].text)
        if fragments[i].text.endswith(")"):
            return i + 1 if _REMARK.match(text) else None
    return None


def _longest_phrase(fragments: list[Fragment], start: int) -> tuple[str, int]:
    """The longest header phrase at a word and its end; an empty text if none."""
    text, best = "", ("", start)
    for i in range(start, min(start + 5, len(fragments))):
        letters = squash(fragments[i].text)
        text += letters
        if letters and text in _HEADER_PHRASES:
            best = (text, i + 1)
    return best


def _title_above(
    fragments: list[Fragment],
    header: int,
    reach: int,
    lines: Sequence[str],
    forms: Sequence[FormTable],
) -> tuple[int, int | None, str, FormTable | None]:
    """(first word, title line, title, form) of the title over a column header."""
    number, filled = fragments[header].line - 1, 0
    while number > reach and filled <= _TITLE_REACH:
        text = lines[number - 1]
        filled += bool(text.strip())
        form = _form_titled(text, forms)
        if form or _ANY_TITLE.fullmatch(fold(" ".join(words(text)))):
            start = _first_of_line(fragments, number)
            between = [word.text for word in fragments[start:header] if word.line > number]
            return start, number, without_marks_of_words(" ".join(between)), form
        number -= 1
    return header, None, "", None


def _form_titled(line: str, forms: Sequence[FormTable]) -> FormTable | None:
    text = squash(without_marks_of_words(line))
    return next((form for form in forms if squash(form.title_phrases[0]) == text), None)
