"""Documents named in the running text: number, symbol, date, title, and their role."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from cchc.read.dates import day
from cchc.read.fold import fold
from cchc.read.issue import Issue, issue
from cchc.read.narrative import Section
from cchc.read.phrases import DAY, phrase

Role = Literal["issued", "advised", "repealed", "cited"]

_KINDS = {
    "ke hoach": "plan",
    "quyet dinh": "decision",
    "nghi dinh": "decree",
    "nghi quyet": "resolution",
    "thong tu": "circular",
    "thong bao": "notice",
    "chi thi": "directive",
    "cong van": "letter",
    "van ban": "letter",
    "to trinh": "submission",
    "bao cao": "report",
    "huong dan": "guidance",
}
_SYMBOL_KINDS = {
    "KH": "plan",
    "QĐ": "decision",
    "NĐ": "decree",
    "NQ": "resolution",
    "TT": "circular",
    "TB": "notice",
    "CT": "directive",
    "TTR": "submission",
    "BC": "report",
    "HD": "guidance",
}
_HIGHER = frozenset({"UBND", "HĐND", "CP", "TTG", "QH", "TU", "TW", "BCĐ"})
_PROVINCE = frozenset({"UBND", "HĐND"})

_PART = r"[A-ZĐ][A-ZĐa-z]{0,9}\d?(?!\w)"
_NUMBER = re.compile(rf"(?<![\d/])(\d{{1,5}})(?:/((?:19|20)\d\d))?/({_PART}(?:\s?-\s?{_PART})*)")
_DATE = re.compile(rf"[,\s]*ngay\s*({DAY})")
_KIND_WORDS = "|".join(kind.replace(" ", r"\s*") for kind in _KINDS)
_KIND_WORD = re.compile(rf"(?<!\w)({_KIND_WORDS})(?!\w)")
_NO_SENTENCE_END = re.compile(r"[^.;:()\n]*")
_NUMBER_WORD_AT_END = re.compile(r"\s*số\s*$")
_ITEM_START = re.compile(
    rf"(?:^|[;.:\n])\s*(?:[-–+•*]\s*(?:\w+\s+)?)?({_KIND_WORDS})[\w\s]{{0,20}}$"
)
_TITLE_END = re.compile(r"[;\n()]|\.(?!\d)|$")
# "đến năm 2030" is the horizon of a strategy, not the year of a plan.
_TITLE_YEAR = re.compile(r"(?<!den )(?<!\w)nam\s*((?:19|20)\d\d)(?!\d)")
_ADVISED = phrase(r"tham muu…ban hanh…(?:van ban|quyet dinh)[^.;\n]{0,120}:")
_ADVISED_END = phrase(r"dang tham muu|trong do da cong bo")
_REPEALS = phrase(r"bai bo (?:toan bo |mot phan )?(?:cac )?(?:quyet dinh|nghi quyet)[\s\w]{0,10}$")
_LONGEST_TITLE = 200
_REACH = 120  # characters between the kind of a document and its number


@dataclass(frozen=True, slots=True)
class Document:
    """A document named in a report.

    `number` 5, `number_year` 2024 and `symbol` `QĐ-UBND` for 05/2024/QĐ-UBND; `number_year` is None
    for documents that are not normative. `role`: issued by the agency, advised (issued by
    the province on the agency's draft), repealed (proposed for repeal), cited. `title_year` is the
    year the title speaks of. Places are offsets into the section's text.
    """

    kind: str
    number: int
    number_year: int | None
    symbol: str
    issuer: str
    date: date | None
    title: str
    title_year: int | None
    role: Role
    section: str
    line: int
    start: int
    end: int

    @property
    def designation(self) -> str:
        """Number and symbol as one text: `1995/KH-SCT`."""
        year = f"/{self.number_year}" if self.number_year else ""
        width = 2 if self.number < 10 else 1
        return f"{self.number:0{width}d}{year}/{self.symbol}"

    @property
    def normative(self) -> bool:
        """Whether its number has the form of a legal normative document of a province."""
        return self.number_year is not None and self.issuer in _PROVINCE


def named_documents(
    parts: Sequence[Section], file: str, agency: str
) -> tuple[list[Document], list[Issue]]:
    """Documents of the sections in order, with an issue for each date that is in no calendar.

    `agency` is the name of the reporting agency, whose own documents are the issued ones.
    """
    found: list[Document] = []
    issues: list[Issue] = []
    for section in parts:
        matches = list(_NUMBER.finditer(section.text))
        for index, match in enumerate(matches):
            stop = matches[index + 1].start() if index + 1 < len(matches) else len(section.text)
            begin = matches[index - 1].end() if index else 0
            document, wrong_date = _document(section, match, begin, stop)
            found.append(document)
            if wrong_date:
                line = document.line
                issues.append(issue("date_wrong", file=file, line=line, raw=wrong_date))
    return _with_roles(found, parts, _own_issuer(found, agency)), issues


def _document(
    section: Section, match: re.Match[str], begin: int, stop: int
) -> tuple[Document, str]:
    symbol = re.sub(r"\s", "", match[3])
    dated = _DATE.match(section.folded, match.end())
    end = dated.end() if dated else match.end()
    kind_word = _kind_word(section, begin, match.start())
    before = section.text[kind_word.end() : match.start()] if kind_word else ""
    next_word = _kind_word(section, end, stop)
    title = _title(section, end, next_word.start() if next_word else stop, before)
    years = _TITLE_YEAR.findall(fold(title))
    issuer = _issuer(symbol)
    written = dated[1] if dated else ""
    document = Document(
        _kind(symbol, kind_word[0] if kind_word else ""),
        int(match[1]),
        int(match[2]) if match[2] else None,
        symbol,
        issuer,
        day(written) if written else None,
        title,
        int(years[-1]) if years else None,
        "cited",
        section.name,
        section.line_at(match.start()),
        match.start(),
        end,
    )
    return document, written if written and document.date is None else ""


def _kind_word(section: Section, begin: int, number: int) -> re.Match[str] | None:
    """The word for the kind of document before its number, in the same sentence."""
    found = None
    for word in _KIND_WORD.finditer(section.folded, max(begin, number - _REACH), number):
        if _NO_SENTENCE_END.fullmatch(section.folded, word.end(), number):
            found = word
    return found


def _title(section: Section, start: int, stop: int, before: str) -> str:
    """Words after the date up to the end of the sentence, or the words before the number."""
    end = _TITLE_END.search(section.text, start)
    limit = min(end.start() if end else stop, stop, start + _LONGEST_TITLE)
    after = section.text[start:limit].strip(" ,:")
    earlier = _NUMBER_WORD_AT_END.sub("", before).strip()
    return " ".join(f"{earlier} {after}".split())


def _kind(symbol: str, word: str) -> str:
    by_symbol = _SYMBOL_KINDS.get(symbol.split("-")[0].upper())
    spelled = next((kind for text, kind in _KINDS.items() if text.split() == word.split()), "")
    return by_symbol or spelled or "letter"


def _issuer(symbol: str) -> str:
    parts = symbol.split("-")
    known = _SYMBOL_KINDS.get(parts[0].upper())
    return parts[-1] if known else parts[0]


def _with_roles(documents: list[Document], parts: Sequence[Section], own: str) -> list[Document]:
    by_section: dict[str, list[Document]] = {}
    for document in documents:
        by_section.setdefault(document.section, []).append(document)
    return [
        replace(document, role=role)
        for section in parts
        for document, role in _roles(section, by_section.get(section.name, []), own)
    ]


def _own_issuer(documents: list[Document], agency: str) -> str:
    """The agency's abbreviation: its initials, else the commonest with the same first letter."""
    initials = "".join(word[0] for word in re.findall(r"\w+", agency)).upper()
    counts = Counter(d.issuer for d in documents if d.issuer.upper() not in _HIGHER)
    if initials in counts:
        return initials
    alike = {issuer: n for issuer, n in counts.items() if issuer[:1] == initials[:1]} or counts
    return max(alike, key=lambda issuer: alike[issuer], default="")


def _roles(section: Section, documents: list[Document], own: str) -> list[tuple[Document, Role]]:
    found: list[tuple[Document, Role]] = []
    openings = [opening.end() for opening in _ADVISED.finditer(section.folded)]
    for document in documents:
        previous = found[-1] if found else None
        if document.issuer == own:
            found.append((document, "issued"))
        elif document.issuer in _PROVINCE and _is_repealed(section, document, previous):
            found.append((document, "repealed"))
        elif document.issuer in _PROVINCE and _is_advised(section, document, openings):
            found.append((document, "advised"))
        else:
            found.append((document, "cited"))
    return found


def _is_repealed(
    section: Section, document: Document, previous: tuple[Document, Role] | None
) -> bool:
    before = section.folded[max(0, document.start - 60) : document.start]
    if _REPEALS.search(before):
        return True
    if not previous or previous[1] != "repealed":
        return False
    between = section.folded[previous[0].end : document.start]
    return (
        re.fullmatch(r"\s*(?:[;,]|va)\s*(?:quyet\s*dinh|nghi\s*quyet)?\s*(?:so)?\s*", between)
        is not None
    )


def _is_advised(section: Section, document: Document, openings: Sequence[int]) -> bool:
    """Whether the document opens an item of a list of documents that the agency drafted.

    `openings` are the offsets behind the words that open such lists.
    """
    index = bisect_right(openings, document.start) - 1
    if index < 0 or _ADVISED_END.search(section.folded, openings[index], document.start):
        return False
    before = section.folded[max(openings[index] - 1, document.start - 80) : document.start]
    return _ITEM_START.search(before) is not None
