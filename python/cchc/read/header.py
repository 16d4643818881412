"""Who reports and for which period, from the running text and the titles of the tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.read.contradictions import periods_differ, window_differs
from cchc.read.fold import fold
from cchc.read.issue import Issue, issue
from cchc.read.narrative import Section
from cchc.read.window import stated_window

_BODIES = (
    "Sở|Ban Quản lý|Ban Dân tộc|Thanh tra tỉnh|Thanh tra thành phố|Văn phòng UBND|"
    "Văn phòng Ủy ban nhân dân|UBND|Ủy ban nhân dân|Trung tâm|Bệnh viện|Trường|Chi cục"
)
_AGENCY = re.compile(
    rf"(?<!\w)((?:{_BODIES})\s(?:(?!(?:{_BODIES})\s)[^.;:()\d]){{2,80}}?),?\s+"
    r"(?:trân trọng |kính |xin )?báo\s+cáo(?!\w)"
)
_LETTERHEAD = re.compile(r"\s*((?:SỞ|BAN QUẢN LÝ|UBND|ỦY BAN NHÂN DÂN)(?:\s[A-ZĐÀ-Ỹ,]+){1,10})\s*$")
# A body that the agency is above: "Trung tâm … thuộc" before "Sở Y tế", and the second line of a
# letterhead. The report is of the one below, never of the one above.
_BELOW = re.compile(
    rf"(?<!\w)((?:{_BODIES})\s(?:(?!(?:{_BODIES})\s)[^.;:()\d]){{2,80}}?\s"
    r"(?:trực\s+thuộc|thuộc|[-–—])\s+)$"
)
_LETTERHEAD_BELOW = re.compile(
    r"\s*((?:TRUNG TÂM|CHI CỤC|BỆNH VIỆN|TRƯỜNG|VĂN PHÒNG|THANH TRA|BAN|PHÒNG|TRẠM)"
    r"(?:\s[A-ZĐÀ-Ỹ,]+){1,12})\s*$"
)
_PROVINCE = re.compile(r"(?:tỉnh|thành phố)((?:\s[A-ZĐÀ-Ỹ][^\W\d_]*(?:-[A-ZĐ][^\W\d_]*)*){1,4})")
_PERIOD = re.compile(
    r"(?<![\w/])(?:"
    r"(?:6|sau)\s*thang\s*(?:dau|cuoi)\s*nam|9\s*thang(?:\s*dau\s*nam)?|"
    r"quy\s*(?:i{1,3}|iv|[1-4])(?!\w)|thang\s*\d{1,2}(?=\s*(?:nam|/))|"
    r"bao\s*cao\s*nam(?=\s*\d{4})|ca\s*nam"
    r")(?:\s*[,/]?\s*(?:nam\s*)?((?:19|20)\d\d)(?!\d))?"
)
_WHOLE_YEAR = re.compile(r"(?<!\w)nam\s*((?:19|20)\d\d)\s*$")
_YEAR = re.compile(r"nam\s*((?:19|20)\d\d)(?!\d)")
_NEXT_WORK = re.compile(r"phuong\s*huong\s*,?\s*(?:va\s*)?nhiem\s*vu\s*(?:trong\s*|cua\s*)?$")
_REPORTS = re.compile(r"bao\s*cao\s*(?:ket\s*qua|tinh\s*hinh|so\s*ket|tong\s*ket|cong\s*tac)")
_ROMAN_LOWER = re.compile(r"(?<=quý )(i{1,3}|iv)(?!\w)")
_CENTRAL_CITIES = ("ha noi", "hai phong", "da nang", "can tho", "ho chi minh", "hue")
_UNIT_TYPES = (
    ("department", r"so |ban |thanh tra |van phong |chi cuc "),
    (
        "province",
        r"(?:ubnd|uy ban nhan dan) (?:tinh|thanh pho (?:" + "|".join(_CENTRAL_CITIES) + "))",
    ),
    ("district", r"(?:ubnd|uy ban nhan dan) (?:huyen|quan|thi xa|thanh pho)"),
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
    agency = agency_in(parts, lines)
    title_periods = [_period_in_title(title) for title in titles]
    title_period, text_period = next(filter(None, title_periods), ""), period_in_words(parts)
    period = title_period or text_period
    window, window_line, issues = stated_window(parts, file)
    issues += periods_differ([text_period, *title_periods], file)
    issues += window_differs(window, window_line, period, file)
    if not agency:
        issues.append(issue("agency_unknown", file=file, line=None))
    if not period:
        issues.append(issue("period_unknown", file=file, line=None))
    named = (agency, _province(parts), unit_type(agency))
    return Header(*named, period, title_period, window, window_line), issues


def unit_type(agency: str) -> str | None:
    """Unit type of an agency by its name, None when the name does not tell."""
    name = fold(agency) + " "
    return next((kind for kind, start in _UNIT_TYPES if re.match(start, name)), None)


def agency_in(parts: Sequence[Section], lines: Sequence[str]) -> str:
    """The agency that reports, as the running text or the letterhead names it; empty if neither."""
    for section in parts:
        found = _AGENCY.search(section.text)
        if found:
            start = found.start(1)
            while below := _BELOW.search(section.text[:start]):
                start = below.start(1)
            return " ".join(section.text[start : found.end(1)].split())
    for at, line in enumerate(lines):
        printed = _LETTERHEAD.match(line)
        if printed and "NHÂN DÂN TỈNH" not in printed[1] and "UBND TỈNH" not in printed[1]:
            name = " ".join(printed[1].split())
            following = next((each for each in lines[at + 1 : at + 4] if each.strip()), "")
            below = _LETTERHEAD_BELOW.match(following)
            return f"{' '.join(below[1].split())} - {name}" if below else name
    return ""


def _province(parts: Sequence[Section]) -> str:
    """The province named most often."""
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


def _period_in_title(title: str) -> str:
    folded = fold(title)
    match = _PERIOD.search(folded) or _WHOLE_YEAR.search(folded)
    return _period(title, folded, match) if match else ""


def period_in_words(parts: Sequence[Section]) -> str:
    """The period behind `báo cáo kết quả`, never the one the next tasks are planned for."""
    for section in parts:
        for reported in _REPORTS.finditer(section.folded):
            stop = reported.end() + 200
            for match in _PERIOD.finditer(section.folded, reported.end(), stop):
                before = section.folded[max(0, match.start() - 40) : match.start()]
                if not _NEXT_WORK.search(before):
                    return _period(section.text, section.folded, match)
    return ""


def _period(text: str, folded: str, match: re.Match[str]) -> str:
    """The words of a period with its year, which may be printed further on."""
    words = " ".join(text[match.start() : match.end()].lower().split())
    if not match[1]:
        year = _YEAR.search(folded, match.end(), match.end() + 120)
        if not year:
            return ""
        words += f" {year[1]}" if words.endswith("năm") else f" năm {year[1]}"
    return _ROMAN_LOWER.sub(lambda numeral: numeral[1].upper(), words)
