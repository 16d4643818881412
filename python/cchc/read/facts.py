"""Figures told in the running text, with the rows they belong to.

Each kind of fact is a phrase, not a place: another report with other figures in the same words is
read as well. Documents are counted from `documents`, since a count of them is printed nowhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc.read.documents import Document
from cchc.read.fact import Fact, FactFigure
from cchc.read.fact_phrases import (
    FACTS,
    LISTED_DOCUMENTS,
    LISTED_DOCUMENTS_END,
    FactPhrase,
    FigurePhrase,
)
from cchc.read.figure import read_figure
from cchc.read.fold import fold
from cchc.read.narrative import Section
from cchc.read.window import window_before

_REFORM = re.compile(r"cai\s*cach\s*hanh\s*chinh|cchc")
_INSPECTION = re.compile(r"(?<!\w)kiem\s*t(?:r)?a(?!\w)")
_OTHER_PLAN = re.compile(r"tuyen\s*truyen|thi\s*dua|boi\s*duong|dao\s*tao|tap\s*huan")
_PROCEDURE_LIST = re.compile(r"cong\s*bo\s*(?:danh\s*muc\s*)?(?:cac\s*)?(?:thu\s*tuc|tthc)")
_ITEM = re.compile(r"\n[-–+•*]\s")


def told_facts(parts: Sequence[Section], documents: Sequence[Document]) -> list[Fact]:
    """Facts of the sections in order of their lines."""
    found: list[Fact] = []
    for section in parts:
        own = [document for document in documents if document.section == section.name]
        found += _plans(section, own)
        found += _listed_documents(section, own)
        found += _counted(section, own)
        found += [fact for known in FACTS for fact in _phrased(section, known)]
    return sorted(found, key=lambda fact: (fact.first_line, fact.last_line))


def _phrased(section: Section, known: FactPhrase) -> Iterable[Fact]:
    """Facts of one kind: its first figure opens it, further figures follow within reach."""
    taken_to = 0
    for opening in known.opening.pattern.finditer(section.folded):
        if opening.start() < taken_to:
            continue
        spans, figures = [opening.span()], _figures(section, opening, known.opening)
        for further in known.further:
            match = further.pattern.search(
                section.folded, opening.start(), opening.end() + known.reach
            )
            if match:
                spans.append(match.span())
                figures += _figures(section, match, further)
        if not figures:
            continue
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        taken_to = end
        fact = _fact(known.kind, section, figures, (), start, end)
        yield replace(fact, window=window_before(section, opening.start()))


def _figures(section: Section, match: re.Match[str], known: FigurePhrase) -> list[FactFigure]:
    found = []
    for expected in known.figures:
        name, unit, rows = expected.name, expected.unit_of_measure, expected.rows
        if expected.value is not None:
            found.append(FactFigure(name, expected.value, "", unit, rows))
            continue
        start, end = match.span(expected.name)
        if start < 0:
            continue
        raw = section.text[start:end]
        expectation = "percent" if expected.unit_of_measure == "percent" else "count"
        figure = read_figure(raw.strip(), expectation)
        if figure.status == "number" and figure.value is not None:
            found.append(FactFigure(name, figure.value, raw, unit, rows))
    return found


def _fact(
    kind: str,
    section: Section,
    figures: Sequence[FactFigure],
    documents: Sequence[Document],
    start: int,
    end: int,
) -> Fact:
    return Fact(
        kind,
        section.name,
        tuple(figures),
        tuple(document.designation for document in documents),
        section.line_at(start),
        section.line_at(max(start, end - 1)),
        section.excerpt(start, end),
    )


def _count(name: str, documents: Sequence[object], unit: str, *rows: str) -> FactFigure:
    return FactFigure(name, Decimal(len(documents)), "", unit, rows)


def _over_documents(
    kind: str, section: Section, figures: Sequence[FactFigure], documents: Sequence[Document]
) -> Fact:
    start, end = documents[0].start, documents[-1].end + len(documents[-1].title) + 1
    return _fact(kind, section, figures, documents, start, min(end, len(section.text)))


def _plans(section: Section, documents: Sequence[Document]) -> list[Fact]:
    """Plans of the agency about administrative reform itself, and about inspecting it."""
    found = []
    for document in documents:
        title = fold(document.title)
        if document.role != "issued" or document.kind != "plan" or not _REFORM.search(title):
            continue
        if _INSPECTION.search(title):
            figure = _count("plans", [document], "plan", "1.2.1")
            found.append(_over_documents("inspection_plan_issued", section, [figure], [document]))
        elif not _OTHER_PLAN.search(title):
            figure = _count("plans", [document], "plan", "1.1")
            found.append(_over_documents("plan_issued", section, [figure], [document]))
    return found


def _listed_documents(section: Section, documents: Sequence[Document]) -> list[Fact]:
    """The list of documents that the province issued on the agency's draft."""
    found = []
    for opening in LISTED_DOCUMENTS.finditer(section.folded):
        end = LISTED_DOCUMENTS_END.search(section.folded, opening.end())
        stop = end.start() if end else len(section.text)
        inside = [d for d in documents if opening.end() <= d.start < stop and d.role == "advised"]
        items = len(_ITEM.findall(section.text[opening.end() - 1 : stop]))
        normative = [document for document in inside if document.normative]
        unnumbered = max(items - len(inside), 0)
        figures = [
            _count("normative", normative, "document", "2.1"),
            _count("other_numbered", inside[len(normative) :], "document"),
            _count("without_number", range(unnumbered), "document"),
        ]
        if inside or unnumbered:
            found.append(
                _fact("documents_advised", section, figures, inside, opening.start(), stop)
            )
    return found


def _counted(section: Section, documents: Sequence[Document]) -> list[Fact]:
    """Facts that are a number of documents of one role."""
    found = []
    repealed = [document for document in documents if document.role == "repealed"]
    if repealed:
        figure = _count("documents", repealed, "document", "2.3", "2.4")
        found.append(_over_documents("documents_proposed_for_repeal", section, [figure], repealed))
    published = [
        document
        for document in documents
        if document.role == "advised" and _PROCEDURE_LIST.search(fold(document.title))
    ]
    if published:
        figure = _count("decisions", published, "document")
        found.append(_over_documents("procedure_decisions_published", section, [figure], published))
    return found
