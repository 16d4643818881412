"""Which agency a report is of: the line that says so, the letterhead, and the sentence that reports.

A sentence may name several bodies beside the one that reports: whom it is sent to, whose letter asked
for it, who is to sum it up. So the line `Đơn vị báo cáo: …` and the letterhead come first, and a
sentence confirms them, gives the proper spelling, or contradicts them, which is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cchc.read.fold import composed, fold
from cchc.read.narrative import Section
from cchc.read.places import CENTRAL_CITIES
from cchc.read.unit_names import name_words, plain_words

__all__ = ["ToldAgency", "told_agency", "told_province"]

_BODIES = (
    "Sở|Ban Quản lý|Ban Dân tộc|Thanh tra tỉnh|Thanh tra thành phố|Văn phòng UBND|"
    "Văn phòng Ủy ban nhân dân|UBND|Ủy ban nhân dân|Trung tâm|Bệnh viện|Trường|Chi cục"
)
_AGENCY = re.compile(
    rf"(?<!\w)((?:{_BODIES})\s(?:(?!(?:{_BODIES})\s)[^.;:()\d\n]){{2,80}}?),?\s+"
    r"(?:trân trọng |kính |xin )?báo\s+cáo(?!\w)"
)
# A body that the agency is above: "Trung tâm … thuộc" before "Sở Y tế". The report is of the one
# below, never of the one above.
_BELOW = re.compile(
    rf"(?<!\w)((?:{_BODIES})\s(?:(?!(?:{_BODIES})\s)[^.;:()\d\n]){{2,80}}?\s"
    r"(?:trực\s+thuộc|thuộc|[-–—])\s+)$"
)
# Before a name: somebody else than the one that reports.
_NOT_REPORTER = re.compile(
    r"(?<!\w)(?:của|gửi|tới|đến|về|cho|phối hợp(?: với)?|cùng|với|và|đề nghị|yêu cầu|giao|trình|để|do|"
    r"theo|tại|nhận|thuộc|từ)[\s:]*$",
    re.IGNORECASE,
)
# Words that no name has. Behind the first ones a name only says how it reports; with the others
# nobody reports.
_TAIL = re.compile(
    r"[\s,]+(?:(?:tổng hợp|xin|kính|trân trọng|nghiêm túc|thực hiện|triển khai|gửi)(?!\w).*|lập|"
    r"xây dựng|và)$"
)
_NO_REPORT = re.compile(
    r"(?<!\w)(?:(?:về|đã|chưa|đang|sẽ|phải|được|để|nêu|này|trên|định kỳ)(?!\w)|(?:[kK]ỳ|yêu cầu|đề nghị|"
    r"chỉ đạo|hướng dẫn|ban hành|nhận|theo|có|phối hợp)$)"
)
_OBJECT = re.compile(
    r"\s*(?:\w+\s+)?(?:kết\s+quả|tình\s+hình|số\s+liệu|sơ\s+kết|tổng\s+kết|công\s+tác|việc|như\s+sau|"
    r"cải\s+cách|CCHC|quý|\d+\s+tháng|năm)(?!\w)",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    r"\s*(?:tên\s+)?(?:đơn\s+vị|cơ\s+quan)(?:\s+(?:gửi|lập|nộp))?(?:\s+báo\s+cáo)?\s*:\s*"
    rf"((?:{_BODIES}|Phòng|Thanh tra|Văn phòng)\s.*)$",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s{3,}|\t|[;.(|]|,?\s+(?:đơn vị|cơ quan|kỳ|ngày|tháng|năm|số|báo cáo|quý)(?:\s|:).*$|\d",
    re.IGNORECASE,
)

_BIG = r"[A-ZĐÀ-Ỹ]"
_CAPITALS = rf"(?:\s{_BIG}[A-ZĐÀ-Ỹ,]*)"
_COMMITTEE = r"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN)"
_TOP = re.compile(
    rf"((?:SỞ|BAN QUẢN LÝ|BAN DÂN TỘC|{_COMMITTEE}|{_COMMITTEE} TP\.){_CAPITALS}{{1,12}}"
    rf"|{_COMMITTEE} (?:QUẬN|PHƯỜNG) \d{{1,2}}"
    r"|BAN DÂN TỘC|THANH TRA (?:TỈNH|THÀNH PHỐ)(?:\s[A-ZĐÀ-Ỹ]+){0,4}"
    r"|VĂN PHÒNG (?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HĐND|ĐOÀN)(?:\s[A-ZĐÀ-Ỹ,]+){1,12})"
)
_BARE_COMMITTEE = re.compile(_COMMITTEE)
_PLACE = re.compile(
    r"(?:TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)(?:\s[A-ZĐÀ-Ỹ-]+|\s\d{1,2}){1,4}"
)
# Committees from above, folded.
_OF_PROVINCE = re.compile(
    r"(?:ubnd|uy ban nhan dan) (?:tinh (?:[a-z-]+ ?){1,6}|(?:thanh pho|tp\.?) (?:"
    + "|".join(CENTRAL_CITIES)
    + "))"
)
_OF_DISTRICT = re.compile(r"(?:ubnd|uy ban nhan dan) (?:huyen|quan|thi xa|thanh pho|tp)[ .]")
_OF_COMMUNE = re.compile(
    r"(?:(?:ubnd|uy ban nhan dan) )?(?:xa|phuong|thi tran|dac khu)(?: [^\W_]+){1,5}"
)
_PROVINCE_TOLD = re.compile(r"(?<!\w)TỈNH((?:\s[A-ZĐÀ-Ỹ]+(?:\s?[-–]\s?[A-ZĐÀ-Ỹ]+)*){1,4})$")
_PROVINCE_WRITTEN = re.compile(
    r"(?<!\w)tỉnh((?:\s[A-ZĐÀ-Ỹ][^\W\d_]*(?:\s?[-–]\s?[A-ZĐÀ-Ỹ][^\W\d_]*)*){1,4})$"
)
_CITY_TOLD = re.compile(
    r"(?<!\w)(?:THÀNH PHỐ|TP\.?)\s(HÀ NỘI|HẢI PHÒNG|ĐÀ NẴNG|CẦN THƠ|HỒ CHÍ MINH|HUẾ)$"
)
# The second line of a letterhead.
_UNDER = re.compile(
    r"((?:TRUNG TÂM|CHI CỤC|BỆNH VIỆN|TRƯỜNG|VĂN PHÒNG|THANH TRA|BAN|PHÒNG|TRẠM)(?:\s[A-ZĐÀ-Ỹ,]+){1,12})"
)
_UNDER_WRITTEN = re.compile(
    r"(?:Trung tâm|Chi cục|Bệnh viện|Trường(?! hợp)|Trạm|Phòng)(?:\s(?!báo|tổng|có|đã|là)[^\W\d_]+,?){1,12}"
)
_GOES_ON = re.compile(r"(?:VÀ|CÁC)(?:\s[A-ZĐÀ-Ỹ,]+){1,8}")
# The state's name and motto, printed to the right of the letterhead.
_MOTTO = re.compile(
    r"\s*(?:CỘNG\s+H[ÒO][ÀA]\s+XÃ|XÃ HỘI CHỦ NGHĨA|Độc\s+lập\s*[-–]|ĐỘC LẬP\s*[-–]).*$"
)
_HEAD = 14  # filled lines at the top in which a letterhead stands
_DECLARED_WITHIN = 30  # and a line that names the agency


@dataclass(frozen=True, slots=True)
class ToldAgency:
    """The agency, empty when nothing names it; `other` is one that a sentence says reports instead."""

    name: str
    other: str = ""


def told_agency(parts: Sequence[Section], lines: Sequence[str]) -> ToldAgency:
    """Return the agency that reports by the running text `parts` and all lines of a report."""
    reporting = list(_reporters(parts))
    printed = _declared(lines) or _letterhead(_head(lines, _HEAD))
    if not printed:
        sure = [name for name, certain in reporting if certain] or [name for name, _ in reporting]
        return ToldAgency(sure[0] if sure else "")
    same = [name for name, _ in reporting if _alike(name, printed)]
    if same:
        return ToldAgency(same[0])
    others = [name for name, certain in reporting if certain]
    return ToldAgency(printed, others[0] if others else "")


def told_province(agency: str, lines: Sequence[str]) -> str:
    """Return the province that the name of an agency or the letterhead in capitals tells, else nothing.

    It is written as a name is: `UBND TỈNH HÀ NAM` tells Hà Nam.
    """
    own = _PROVINCE_WRITTEN.search(composed(agency))
    if own:
        return own[1].strip()
    for line in (agency, *_whole_names(_without_recipients(_without_motto(_head(lines, _HEAD))))):
        found = _PROVINCE_TOLD.search(line) or _CITY_TOLD.search(line)
        if found and (line == agency or _OF_PROVINCE.fullmatch(fold(line))):
            return " ".join(found[1].split()).title()
    return ""


def _reporters(parts: Sequence[Section]) -> Iterator[tuple[str, bool]]:
    """Bodies that a sentence says report, and whether it says what."""
    for section in parts:
        for found in _AGENCY.finditer(section.text):
            start = found.start(1)
            while below := _BELOW.search(section.text[:start]):
                start = below.start(1)
            whole = " ".join(section.text[start : found.end(1)].split())
            name = _TAIL.sub("", whole)
            name = name if " " in name else whole  # "Sở xây dựng" is a name
            before = section.text[max(0, start - 40) : start]
            if _NOT_REPORTER.search(before) or _NO_REPORT.search(name):
                continue
            yield name.rstrip(" ,"), _OBJECT.match(section.text, found.end()) is not None


def _declared(lines: Sequence[str]) -> str:
    """The agency of a line such as `Đơn vị báo cáo: Sở Y tế`."""
    for line in _head(lines, _DECLARED_WITHIN):
        found = _DECLARED.match(composed(line))
        name = _NAME_ENDS.split(found[1])[0].strip(" ,-–") if found else ""
        if name:
            return " ".join(name.split())
    return ""


def _head(lines: Sequence[str], count: int) -> list[str]:
    """The first filled lines."""
    return [line for line in lines if line.strip()][:count]


def _letterhead(lines: Sequence[str]) -> str:
    """The agency that lines in capitals name."""
    clean = _whole_names(_without_recipients(_without_motto(lines)))
    province = False
    for line, following in pairwise([*clean, ""]):
        if not province and line.isupper() and _OF_PROVINCE.fullmatch(fold(line)):
            province = True  # what stands below is the agency, a city too: `THÀNH PHỐ HUẾ`
            if following == "VĂN PHÒNG":
                return f"{following} {line}"
            if _UNDER.fullmatch(following) and not _TOP.fullmatch(following):
                return following
        elif _TOP.fullmatch(line):
            return _with_below(line, following)
    return ""


def _with_below(line: str, following: str) -> str:
    """The agency of a line in capitals and the one below it, which may go on or be a part of it."""
    if _GOES_ON.fullmatch(following):
        return f"{line} {following}"
    if _OF_DISTRICT.match(fold(line)) and _OF_COMMUNE.fullmatch(fold(following)):
        named = fold(following).startswith(("ubnd", "uy ban"))
        return following if named else f"UBND {following}"
    part = _UNDER.fullmatch(following) or _UNDER_WRITTEN.fullmatch(following)
    below = following if part or following == "VĂN PHÒNG" else ""
    return f"{below} - {line}" if below and not _TOP.fullmatch(below) else line


def _without_recipients(lines: Sequence[str]) -> list[str]:
    """Filled lines before `Nơi nhận`, without those to whom a report is sent."""
    kept, addressed = [], False
    for line in lines:
        words = fold(line).strip(" :-–")
        if words.startswith("noi nhan"):
            break
        if words.startswith("kinh gui") or words.endswith("kinh gui"):
            addressed = True
        elif addressed and _TOP.fullmatch(line.strip(" ;,.-–")):
            continue
        elif line:
            addressed = False
            kept.append(line)
    return kept


def _whole_names(lines: Sequence[str]) -> list[str]:
    """Lines with a committee and its place in one: `ỦY BAN NHÂN DÂN` over `HUYỆN HẢI HẬU`."""
    whole: list[str] = []
    for line in lines:
        if whole and _BARE_COMMITTEE.fullmatch(whole[-1]) and _PLACE.fullmatch(line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _without_motto(lines: Sequence[str]) -> list[str]:
    """Lines of the letterhead alone; a motto that broke, `… VIỆT` over `SỞ Y TẾ NAM`, goes too."""
    clean, broken = [], False
    for line in lines:
        text = " ".join(composed(line).split())
        if broken and text.endswith(" NAM"):
            text = text.removesuffix(" NAM")
        broken = text.endswith("VIỆT") and _MOTTO.search(text) is not None
        clean.append(_MOTTO.sub("", text))
    return clean


def _alike(name: str, printed: str) -> bool:
    """Whether one name is the other, or the other with more words behind it, but for tones."""
    one, other = (plain_words(name_words(each)) for each in (name, printed))
    size = min(len(one), len(other))
    return size > 1 and one[:size] == other[:size]
