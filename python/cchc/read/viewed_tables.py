"""The tables of a form by the reports that their value columns hold.

Each row is read under the header it was printed under: a later header of other columns begins views
of its own, and one that swaps the columns is followed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cchc._core import Period
from cchc.read.columns import Columns
from cchc.read.fold import squash
from cchc.read.forms import FormTable
from cchc.read.grid_rows import table_rows
from cchc.read.grid_tables import BodyRow, GridTable
from cchc.read.issue import Issue, issue
from cchc.read.reading import FoundTable
from cchc.read.rows import Place
from cchc.read.scale import stated_scale
from cchc.read.value_columns import View, Views, is_same_agency, views_of


class Whose(NamedTuple):
    """What tells a report of a document from the others; `OWN` is the one its words speak of."""

    agency: str
    period: str


OWN = Whose("", "")


@dataclass(frozen=True, slots=True)
class ViewedTables:
    """Rows of a form by report, in order, and what is to be said about their columns."""

    reports: Mapping[Whose, tuple[View, FoundTable]]
    issues: Sequence[Issue]


def viewed(
    tables: Sequence[GridTable], form: FormTable, file: str, own: Period | None, agency: str
) -> ViewedTables:
    """Rows of the tables of one form by the report they are of.

    `own` and `agency` are what the words around the tables say.
    """
    first = tables[0]
    body = [entry for table in tables for entry in table.body]
    title_scale = stated_scale(first.title)
    by_report: dict[Whose, dict[Columns, View]] = {}
    said: dict[str, Issue] = {}
    for columns, rows in _by_header(body).items():
        views = views_of(columns.values, _filled(columns, rows), own, agency)
        scaled = views.scaled or title_scale or columns.scale
        where = first.where if columns == body[0].columns else rows[0].row.where
        for each in _column_issues(views, scaled, file, where):
            said.setdefault(each.message_en, each)
        for view in views.views:
            problem = view.problem or ("scaled_heading" if scaled else "")
            whose = _whose(view, own, agency)
            by_report.setdefault(whose, {})[columns] = replace(view, problem=problem)
    if not by_report:
        by_report[OWN] = {}
    _ask_nameless(by_report, own, agency)
    return ViewedTables(
        {
            whose: (_named(views.values()), _table(tables, form, file, views))
            for whose, views in by_report.items()
        },
        tuple(said.values()),
    )


def _by_header(body: Sequence[BodyRow]) -> dict[Columns, list[BodyRow]]:
    found: dict[Columns, list[BodyRow]] = {}
    for entry in body:
        found.setdefault(entry.columns, []).append(entry)
    return found


def _filled(columns: Columns, rows: Sequence[BodyRow]) -> frozenset[int]:
    cells = ((v.column, entry.row.cell(v.column)) for v in columns.values for entry in rows)
    return frozenset(column for column, cell in cells if cell.text or cell.problem)


def _whose(view: View, own: Period | None, agency: str) -> Whose:
    own_agency = not view.agency or is_same_agency(view.agency, agency)
    name = "" if own_agency else squash(view.agency)
    if view.period is None or view.period == own:
        return Whose(name, "")
    return Whose(name, str(view.period))


def _named(views: Iterable[View]) -> View:
    """The view whose heading names the report, where one does."""
    known = list(views)
    return next((view for view in known if view.names_report), known[0] if known else View(None))


def _ask_nameless(
    by_report: dict[Whose, dict[Columns, View]], own: Period | None, agency: str
) -> None:
    """Ask rows under a heading that names no report where other headings of the form name theirs.

    The words of the document may tell whose they are; otherwise they may be any one's.
    """
    nameless = by_report.get(OWN, {})
    others = [view for whose in by_report if whose != OWN for view in by_report[whose].values()]
    told = all((agency or not view.agency) and (own or not view.period) for view in others)
    if told or _named(nameless.values()).names_report:
        return
    for columns, view in nameless.items():
        nameless[columns] = replace(view, problem=view.problem or "columns")


def _table(
    tables: Sequence[GridTable], form: FormTable, file: str, views: Mapping[Columns, View]
) -> FoundTable:
    first = tables[0]
    rows = table_rows([entry for table in tables for entry in table.body], form, file, views)
    return FoundTable(form, rows, first.title, first.remark, Place(file, where=first.where))


def _column_issues(views: Views, scaled: str, file: str, where: str) -> list[Issue]:
    """What is to be said about the value columns under a header."""
    found = []
    for kind, headings in (
        ("columns_left_out", views.left_out),
        ("columns_unclear", views.unclear),
    ):
        if headings:
            named = ", ".join(f"“{heading}”" for heading in headings)
            found.append(issue(kind, file=file, line=None, where=where, columns=named))
    for kind, heading in (
        ("column_doubtful", views.doubtful),
        ("column_scaled", scaled),
        ("column_strange", views.strange),
    ):
        if heading:
            found.append(issue(kind, file=file, line=None, where=where, heading=heading))
    return found
