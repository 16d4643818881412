"""What the order of matched rows tells: rows that are absent, and codes that jump."""

from collections.abc import Iterable, Mapping

from cchc.read.codes import last_part, parent_code
from cchc.read.forms import FormTable
from cchc.read.issue import Issue, issue
from cchc.read.matched import MatchedRow
from cchc.read.rows import Place


def absent_rows(
    form: FormTable, taken: Mapping[int, MatchedRow], file: str, end: Place | None
) -> Iterable[Issue]:
    """Rows missing inside the table one by one, and those after its last row as one cut.

    `taken` is sorted by position in the form; `end` is the place of its last row.
    """
    last = max(taken, default=-1)
    for row in form.rows[: max(last, 0)]:
        if row.position not in taken:
            following = next(found for position, found in taken.items() if position > row.position)
            yield issue(
                "row_absent",
                file=file,
                line=following.place.first_line,
                where=following.place.where,
                form=form.form,
                code=row.form_code,
                label=row.label,
            )
    absent = form.rows[last + 1 :]
    if absent:
        yield issue(
            "table_cut",
            file=file,
            line=end.last_line if end else None,
            where=end.where if end else "",
            form=form.form,
            first=absent[0].form_code,
            last=form.rows[last].form_code if taken else "—",
            count=len(absent),
        )


def code_gaps(form: FormTable, taken: Mapping[int, MatchedRow], file: str) -> Iterable[Issue]:
    """Jumps of printed codes that the form itself has; codes are kept, never closed up."""
    previous: dict[str, str] = {}
    for found in taken.values():
        if found.row.uncoded:
            continue
        code = found.row.form_code
        before = previous.get(parent_code(code))
        if before and _jumps(form, before, code):
            yield issue(
                "code_gap",
                file=file,
                line=found.place.first_line,
                where=found.place.where,
                raw=found.code_printed,
                before=before,
                after=code,
            )
        previous[parent_code(code)] = code


def _jumps(form: FormTable, before: str, code: str) -> bool:
    parent = parent_code(code)
    between = range(last_part(before) + 1, last_part(code))
    inside = (f"{parent}.{number}" if parent else str(number) for number in between)
    return bool(between) and not any(each in form.by_form_code for each in inside)
