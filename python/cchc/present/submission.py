"""Who sent what and when: the list of late, missing and corrected reports, with coverage."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cchc._core import Period
from cchc.present.page import BLANK, Cell, Chart, Head, Page, number_cell, text_cell

__all__ = ["Submission", "submission_page"]

Status = Literal["received", "late", "missing", "not_due"]


@dataclass(frozen=True, slots=True)
class Submission:
    """What one unit sent for one window.

    Attributes
    ----------
    unit, name
        Id and name.
    status
        ``received``, ``late``, ``missing``, or ``not_due`` for a unit that owes none.
    file
        The report that counts.
    received
        Its day of receipt, ISO; empty when not known.
    days_late
        Days after the day on which it was due; 0 when in time or not known. The first version of
        the report counts here: a correction makes nobody late.
    version
        How many reports came in for the window, the one that counts included; above 1 it was
        corrected.
    earlier
        Files of the earlier versions.
    figures, blanks, unreadable
        How many rows have a figure, are blank though due, could not be read.
    issues
        How many doubts reading it met.
    """

    unit: str
    name: str
    status: Status
    file: str = ""
    received: str = ""
    days_late: int = 0
    version: int = 0
    earlier: tuple[str, ...] = ()
    figures: int = 0
    blanks: int = 0
    unreadable: int = 0
    issues: int = 0


_WORDS = {
    "vi": {
        "name": "Tình hình gửi", "title": "Tình hình gửi báo cáo",
        "received": "đã gửi", "late": "chậm", "missing": "CHƯA GỬI", "not_due": "không phải gửi",
        "corrected": "có sửa", "day": "ngày", "chart": "Số chỉ tiêu có số liệu",
        "coverage": "Đã có {have}/{due} đơn vị phải báo cáo; chậm {late}, chưa gửi {missing}, có bản "
        "sửa {corrected}.",
        "due": "Hạn gửi: {due}.",
        "unused": "Tệp không dùng, hoặc dùng có lưu ý:", "asked": "Cần hỏi lại đơn vị:",
    },
    "en": {
        "name": "Submissions", "title": "Who sent a report, and when",
        "received": "received", "late": "late", "missing": "MISSING", "not_due": "owes none",
        "corrected": "corrected", "day": "days", "chart": "Indicators with a figure",
        "coverage": "{have} of {due} units that owe a report; {late} late, {missing} missing, "
        "{corrected} corrected.",
        "due": "Due on {due}.",
        "unused": "Files not used, or used with a remark:", "asked": "To be asked:",
    },
}  # fmt: skip

_HEADS = {
    "vi": (
        Head("TT", 5), Head("Đơn vị", 34), Head("Tình trạng", 15), Head("Nhận ngày", 12),
        Head("Bản", 6), Head("Tệp", 34), Head("Có số liệu", 9), Head("Để trống", 9),
        Head("Không đọc được", 10), Head("Vấn đề", 8),
    ),
    "en": (
        Head("No.", 5), Head("Unit", 34), Head("Status", 15), Head("Received", 12),
        Head("Version", 8), Head("File", 34), Head("Figures", 9), Head("Blank", 9),
        Head("Unreadable", 11), Head("Issues", 8),
    ),
}  # fmt: skip

_ORDER = ("missing", "late", "received", "not_due")


def submission_page(
    submissions: Sequence[Submission],
    period: Period,
    *,
    due: str | dt.date | None = None,
    unused: Sequence[str] = (),
    asked: Sequence[str] = (),
    lang: str = "vi",
) -> Page:
    """Return the list of who sent what: missing units first, then late ones.

    Parameters
    ----------
    submissions
        One for each unit.
    period
        Which window.
    due
        Day on which reports were due; without it none is late.
    unused
        Lines on files that were not used: refused, sent twice, of another window.
    asked
        Questions that are open, such as rows that a correction left blank.
    lang
        ``vi`` or ``en``.
    """
    words = _WORDS[lang]
    ordered = sorted(submissions, key=lambda each: _ORDER.index(each.status))
    rows = [_row(at, each, words) for at, each in enumerate(ordered, start=1)]
    window = period.label_vi if lang == "vi" else period.label_en
    last = sum(each.status in ("late", "received") for each in ordered)
    first = sum(each.status == "missing" for each in ordered)
    drawn = (first, first + last - 1)
    return Page(
        name=words["name"],
        title=[words["title"], window],
        heads=_HEADS[lang],
        rows=rows,
        notes=[
            *_counts(submissions, due, words),
            *([words["asked"]] if asked else []),
            *asked,
            *([words["unused"]] if unused else []),
            *unused,
        ],
        lang=lang,
        landscape=True,
        charts=(Chart(words["chart"], "bar", 1, (6,), drawn),) if last > 1 else (),
    )


def _row(at: int, each: Submission, words: dict[str, str]) -> list[Cell]:
    if each.version > 1:
        status, shade = f"{words[each.status]}, {words['corrected']}", "corrected"
    else:
        status, shade = (
            words[each.status],
            each.status if each.status in ("late", "missing") else "",
        )
    if each.days_late:
        status += f" ({each.days_late} {words['day']})"
    start = [number_cell(str(at)), text_cell(each.name)]
    if not each.file:
        return [*start, Cell(text=status, shade=shade), *[BLANK] * 7]  # type: ignore[arg-type]
    numbers = (each.figures, each.blanks, each.unreadable, each.issues)
    return [
        *start,
        Cell(text=status, shade=shade),  # type: ignore[arg-type]
        text_cell(_day(each.received)),
        number_cell(str(each.version)),
        text_cell(each.file),
        *(number_cell(str(number)) for number in numbers),
    ]


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _counts(
    submissions: Sequence[Submission], due: str | dt.date | None, words: dict[str, str]
) -> list[str]:
    counted = Counter(each.status for each in submissions)
    owing = len(submissions) - counted["not_due"]
    told = words["coverage"].format(
        have=counted["received"] + counted["late"],
        due=owing,
        late=counted["late"],
        missing=counted["missing"],
        corrected=sum(each.version > 1 for each in submissions),
    )
    return [told, *([words["due"].format(due=_day(str(due)))] if due else [])]
