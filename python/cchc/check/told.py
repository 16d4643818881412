"""Evidence of the running text: each figure of a fact under the code it is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc.check.sighting import Evidence, Sighting, lines
from cchc.read import Report
from cchc.read.documents import Document, Role
from cchc.read.fact import Fact
from cchc.read.fold import fold

__all__ = ["told"]

#: Code by kind of fact and name of its figure. Figures of other kinds belong to no row of a form.
CODES = {
    ("plan_issued", "plans"): "text.1.1",
    ("inspection_plan_issued", "plans"): "text.1.2.1",
    ("procedures_total", "procedures"): "text.3.1",
    ("procedures_new", "procedures"): "text.3.1.1",
    ("procedures_abolished", "procedures"): "text.3.1.2",
    ("case_files", "received"): "text.3.3.received",
    ("case_files", "resolved"): "text.3.3",
    ("case_files", "pending"): "text.3.3.pending",
    ("case_files", "late"): "text.3.3.late",
    ("service_units", "units"): "text.4.1.2",
    ("quota_total", "total"): "text.4.quota",
    ("quota_total", "civil_servants"): "text.4.2.1",
    ("quota_total", "public_service"): "text.4.3.1",
    ("contract_positions", "positions"): "text.4.2.3",
    ("approved_positions", "positions"): "text.5.1.positions",
    ("procedures_online_full", "procedures"): "text.7.1.1",
    ("procedures_online_full", "share"): "text.7.1.1.share",
    ("procedures_online_partial", "procedures"): "text.7.1.2",
    ("procedures_online_partial", "share"): "text.7.1.2.share",
}

#: Facts that are counts of documents: several of them add up.
_COUNTED = frozenset({"text.1.1", "text.1.2.1"})

_REFORM = re.compile(r"cai\s*cach\s*hanh\s*chinh|(?<!\w)cchc(?!\w)")


def told(report: Report) -> list[Evidence]:
    """Return what the running text tells in figures.

    A figure that is told several times counts as first told. Documents that are counted add up.
    """
    found: dict[str, Evidence] = {}
    for fact in report.facts:
        for evidence in _figures(fact):
            before = found.get(evidence.code)
            if before is None:
                found[evidence.code] = evidence
            elif evidence.code in _COUNTED:
                found[evidence.code] = _sum(before, evidence)
    return [*found.values(), *_legal_documents(report), *_steering_documents(report)]


def _figures(fact: Fact) -> Iterable[Evidence]:
    for figure in fact.figures:
        code = CODES.get((fact.kind, figure.name))
        if code is not None:
            raw = figure.raw or ", ".join(fact.documents)
            sighting = Sighting(lines(fact.first_line, fact.last_line), fact.text)
            yield Evidence(code, format(figure.value, "f"), raw, (sighting,))


def _sum(left: Evidence, right: Evidence) -> Evidence:
    total = int(left.value) + int(right.value)
    return Evidence(
        left.code, str(total), f"{left.raw}, {right.raw}", left.sightings + right.sightings
    )


def _documents(report: Report, role: Role) -> list[Document]:
    """Documents of a role in order of lines, one for each number."""
    first: dict[str, Document] = {}
    for document in report.documents:
        if document.role == role:
            first.setdefault(document.designation, document)
    return list(first.values())


def _inside(document: Document, window: tuple[str, str] | None) -> bool:
    """Whether a document is dated inside the window; one without a date or a window is taken."""
    if window is None or document.date is None:
        return True
    return window[0] <= document.date.isoformat() <= window[1]


def _legal_documents(report: Report) -> list[Evidence]:
    """Normative documents: those issued on the agency's draft, and those proposed for repeal.

    Nothing is counted in a text without a list of documents: it may be silent for want of space.
    """
    listed = {fact.kind for fact in report.facts}
    found = []
    if "documents_advised" in listed:
        advised = [each for each in _documents(report, "advised") if each.normative]
        inside = [each for each in advised if _inside(each, report.window)]
        found.append(_counted("text.2.1", inside))
    if "documents_proposed_for_repeal" in listed:
        found.append(_counted("text.2.4", _documents(report, "repealed")))
    return found


def _steering_documents(report: Report) -> list[Evidence]:
    """Plans that might be the steering documents of row 1.1.3: those on reform, and all of them."""
    if report.window is None:
        return []
    own = [each for each in _documents(report, "issued") if each.kind == "plan"]
    plans = [each for each in own if each.date and _inside(each, report.window)]
    on_reform = [plan for plan in plans if _REFORM.search(fold(plan.title))]
    kinds = {"text.1.1.3": on_reform, "text.1.1.3.all": plans}
    return [_counted(code, documents) for code, documents in kinds.items() if plans]


def _counted(code: str, documents: list[Document]) -> Evidence:
    sightings = tuple(
        Sighting(lines(each.line), f"{each.designation} {each.title}".strip()) for each in documents
    )
    return Evidence(
        code, str(len(documents)), ", ".join(each.designation for each in documents), sightings
    )
