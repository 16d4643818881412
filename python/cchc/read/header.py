"""Who reports and for which period, from the running text and the titles of the tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.read.agency import told_agency, told_province
from cchc.read.contradictions import periods_differ, window_differs
from cchc.read.fold import fold
from cchc.read.issue import Issue, issue
from cchc.read.narrative import Section
from cchc.read.place_names import place_type
from cchc.read.places import CENTRAL_CITIES
from cchc.read.stated_period import period_of_title, periods_in_words
from cchc.read.window import stated_window

_PROVINCE = re.compile(r"(?:tỉnh|thành phố)((?:\s[A-ZĐÀ-Ỹ][^\W\d_]*(?:-[A-ZĐ][^\W\d_]*)*){1,4})")
_UNIT_TYPES = (
    ("department", r"so |ban |thanh tra |van phong |chi cuc "),
    (
        "province",
        r"(?:ubnd|uy ban nhan dan) (?:tinh|(?:thanh pho|tp\.?) (?:"
        + "|".join(CENTRAL_CITIES)
        + "))",
    ),
    ("district", r"(?:ubnd|uy ban nhan dan) (?:huyen|quan|thi xa|thanh pho|tp(?!\w))"),
    ("commune", r"(?:ubnd|uy ban nhan dan) (?:xa|phuong|thi tran|dac khu)"),
    ("public_service_unit", r"trung tam |truong |benh vien "),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What identifies a report; empty text or None where the report does not say.

    `agency` as in the text, `province` its province, `unit_type` one of the catalogue's unit types.
    `period_text` is the reporting period in words (`6 tháng đầu năm 2024`), `title_period` the one
    in the title of the first table. `window` is the stated data window, both days included,
    `window_line` the line that states it.
    """

    agency: str
    province: str
    unit_type: str | None
    period_text: str
    title_period: str
    window: tuple[date, date] | None
    window_line: int | None = None


def read_header(
    parts: Sequence[Section], lines: Sequence[str], titles: Sequence[str], file: str
) -> tuple[Header, list[Issue]]:
    """Header of a report from its sections, all its lines and the titles of its tables."""
    told = told_agency(parts, lines)
    agency = told.name
    title_periods = [period_of_title(title) for title in titles]
    title_period = next(filter(None, title_periods), "")
    text_periods = periods_in_words(parts, lines)
    text_period = next(filter(None, text_periods), "")
    period = title_period or text_period
    window, window_line, issues = stated_window(parts, titles, lines, file)
    issues += periods_differ([*text_periods, *title_periods], file)
    issues += window_differs(window, window_line, period, file)
    if told.other:
        details = {"agency": agency, "other": told.other}
        issues.append(issue("agencies_differ", file=file, line=None, raw=told.other, **details))
    if not agency:
        issues.append(issue("agency_unknown", file=file, line=None))
    if not period:
        issues.append(issue("period_unknown", file=file, line=None))
    named = (agency, told_province(agency, lines) or _province(parts), unit_type(agency))
    return Header(*named, period, title_period, window, window_line), issues


def unit_type(agency: str) -> str | None:
    """Unit type of an agency by its name, or of a place that stands for its committee, else None."""
    name = fold(agency) + " "
    kind = next((kind for kind, start in _UNIT_TYPES if re.match(start, name)), None)
    return kind or place_type(agency)


def unit_types(names: Iterable[str]) -> dict[str, str]:
    """Return the unit types of names that tell one."""
    return {name: kind for name in names if (kind := unit_type(name)) is not None}


def agency_in(parts: Sequence[Section], lines: Sequence[str]) -> str:
    """The agency that reports; empty when nothing names it."""
    return told_agency(parts, lines).name


def _province(parts: Sequence[Section]) -> str:
    """The province that running text names most often."""
    counts: dict[str, int] = {}
    for section in parts:
        for match in _PROVINCE.finditer(section.text):
            name = " ".join(match[1].split()[:3])
            counts[name] = counts.get(name, 0) + 1
    return _shortest_common(counts)


def _shortest_common(counts: dict[str, int]) -> str:
    """The commonest name; longer texts that begin with it (`Hà Nam Sửa`) count for it."""
    totals = {
        name: sum(n for other, n in counts.items() if f"{other} ".startswith(f"{name} "))
        for name in counts
    }
    return max(totals, key=lambda name: (totals[name], -len(name)), default="")
