"""The phrases of the facts, in folded words; see `phrases` for how they are written."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cchc.read.phrases import phrase

_PROCEDURES = r"(?:tthc|thu tuc hanh chinh|thu tuc)"
_FILES = r"(?:ho so|tthc)"
_LATE = r"(?:tra (?:ket qua )?cham|cham tra|tre han|tre hen|qua han)"


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A figure of a phrase by the name of its placeholder; `value` is set where words state it.

    `rows` are catalogue codes the figure can be held against.
    """

    name: str
    unit_of_measure: str
    rows: tuple[str, ...] = ()
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FigurePhrase:
    """A phrase and the figures it tells."""

    pattern: re.Pattern[str]
    figures: tuple[ExpectedFigure, ...]


@dataclass(frozen=True, slots=True)
class FactPhrase:
    """A fact: the phrase that opens it and phrases within `reach` characters behind it."""

    kind: str
    opening: FigurePhrase
    further: tuple[FigurePhrase, ...] = ()
    reach: int = 0


def _told(text: str, *figures: ExpectedFigure) -> FigurePhrase:
    return FigurePhrase(phrase(text), figures)


def _one(kind: str, text: str, name: str, unit: str, *rows: str) -> FactPhrase:
    return FactPhrase(kind, _told(text, ExpectedFigure(name, unit, rows)))


def _online(kind: str, words: str, row: str) -> FactPhrase:
    return FactPhrase(
        kind,
        _told(
            rf"{words} (?:la|co|gom|:)? {{procedures}} (?:{_PROCEDURES}|dich vu(?: cong)?)"
            r"(?: ?\( ?(?:dat|chiem|ty le)?:? {share%} ?\))?",
            ExpectedFigure("procedures", "procedure", (row,)),
            ExpectedFigure("share", "percent", (row,)),
        ),
    )


_CASE_FILES = FactPhrase(
    "case_files",
    _told(
        rf"tiep nhan(?: duoc)?(?: tong so)? {{received}} {_FILES}",
        ExpectedFigure("received", "case file (hồ sơ)", ("3.3.received",)),
    ),
    (
        _told(
            rf"giai quyet…{{resolved}} {_FILES}",
            ExpectedFigure("resolved", "case file (hồ sơ)", ("3.3",)),
        ),
        _told(
            rf"{{pending}} {_FILES} (?:dang|con dang|chua den han)",
            ExpectedFigure("pending", "case file (hồ sơ)", ("3.3.pending",)),
        ),
        _told(
            rf"khong co {_FILES}(?: nao)?(?: bi)? {_LATE}",
            ExpectedFigure("late", "case file (hồ sơ)", ("3.3.1",), Decimal(0)),
        ),
        _told(
            rf"{{late}} {_FILES}(?: bi)?(?: giai quyet)? {_LATE}",
            ExpectedFigure("late", "case file (hồ sơ)", ("3.3.1",)),
        ),
        _told(
            rf"{{online}} {_FILES} (?:nop |tiep nhan )?truc tuyen",
            ExpectedFigure("online", "case file (hồ sơ)"),
        ),
    ),
    reach=700,
)

_QUOTA = FactPhrase(
    "quota_total",
    _told(
        r"tong so bien che…(?:la|:|duoc giao) {total} (?:nguoi|bien che|chi tieu)",
        ExpectedFigure("total", "person"),
    ),
    (
        _told(
            r"{civil_servants} (?:bien che )?(?:cong chuc|hanh chinh)",
            ExpectedFigure("civil_servants", "person", ("4.2.1",)),
        ),
        _told(
            r"{public_service} (?:bien che )?(?:nguoi lam viec|vien chuc|su nghiep)",
            ExpectedFigure("public_service", "person", ("4.3.1",)),
        ),
    ),
    reach=200,
)

FACTS: tuple[FactPhrase, ...] = (
    _one("news_items", r"(?:dang|phat)(?: tai)?…{items} (?:tin|bai)", "items", "news item"),
    _one(
        "procedures_reviewed_rounds",
        rf"{{rounds}} (?:dot|lan|cuoc) ra soat…{_PROCEDURES}",
        "rounds",
        "round",
    ),
    _one(
        "procedures_new",
        rf"so(?: luong)? {_PROCEDURES} (?:cong bo )?moi…: {{procedures}}",
        "procedures",
        "procedure",
        "3.1.1",
    ),
    _one(
        "procedures_amended",
        rf"so(?: luong)? {_PROCEDURES} (?:sdbs|sua doi ?, ?bo sung|sua doi)…: {{procedures}}",
        "procedures",
        "procedure",
    ),
    _one(
        "procedures_abolished",
        rf"so(?: luong)? {_PROCEDURES} (?:bi )?bai bo…: {{procedures}}",
        "procedures",
        "procedure",
        "3.1.2",
    ),
    _one(
        "petitions_received",
        r"nhan(?: duoc)? {petitions} (?:luot )?(?:y kien )?phan anh",
        "petitions",
        "petition",
    ),
    _CASE_FILES,
    _QUOTA,
    _one(
        "contract_positions",
        r"{positions} (?:vi tri viec lam|nguoi lao dong|lao dong|nguoi)…hop dong",
        "positions",
        "position",
        "4.2.3",
    ),
    _one(
        "approved_positions",
        r"phe duyet {positions} vi tri viec lam",
        "positions",
        "position",
        "5.1.2",
    ),
    _one(
        "service_units",
        r"{units} don vi (?:su nghiep|\( ?trung tam)",
        "units",
        "unit",
        "4.1.2",
    ),
    _one(
        "staff_using_computers",
        r"{share%}(?: so)? (?:can bo|cbcc|cong chuc)…may tinh",
        "share",
        "percent",
    ),
    _one(
        "procedures_total",
        rf"(?:bo|danh muc) {_PROCEDURES}…co {{procedures}} {_PROCEDURES}",
        "procedures",
        "procedure",
        "3.1",
        "7.1",
    ),
    _online("procedures_online_full", "toan trinh", "7.1.1"),
    _online("procedures_online_partial", "mot phan", "7.1.2"),
)

LISTED_DOCUMENTS = phrase(r"tham muu…ban hanh (?:cac )?van ban…:")
LISTED_DOCUMENTS_END = phrase(r"(?:dang|tiep tuc) tham muu|trong do da cong bo")
