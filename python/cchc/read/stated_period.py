"""The reporting period as titles and sentences state it.

A title may name two windows of one report, `quý II và 6 tháng đầu năm 2024`: forms are filled since
January, so the longest window since January that ends with the same month is the report's. What
follows `phương hướng`, `nhiệm vụ` or `kế hoạch` is the next period, never the one reported.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc._core import Period, find_period_in
from cchc.read.fold import fold
from cchc.read.narrative import Section
from cchc.read.window_words import MENTION, window_of

__all__ = ["period_in_words", "period_of_title", "periods_in_words"]

_YEAR_ALONE = re.compile(r"(?:ca\s*)?nam\s*(?P<year>(?:19|20)\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_YEAR = re.compile(
    r"(?<!\w)nam\s*((?:19|20)\d\d)(?=\s*$|\s*[,;:(-]?\s*(?:va\s*)?(?:phuong\s*huong|nhiem\s*vu|ke\s*hoach|"
    r"so\s*(?:sanh\s*)?voi|uoc)(?!\w))"
)
_YEAR = re.compile(r"nam\s*((?:19|20)\d\d)(?!\d)")
_JOINS = re.compile(
    r"\s*(?:va|,|;|/|&|\+|-|\()?\s*(?:luy\s*ke\s*|so\s*lieu\s*|ket\s*qua\s*|tinh\s*)?"
)
# What is planned next; "thực hiện kế hoạch" is what is reported.
_NEXT = re.compile(
    r"(?<!\w)(?<!thuc hien )(?:phuong\s*huong|nhiem\s*vu|ke\s*hoach(?!\s*va\s*dau)|muc\s*tieu|giai\s*phap|"
    r"trong\s*tam|du\s*kien|chuong\s*trinh|uoc)(?!\w)"
)
# A title of what is planned: its window is none that figures are of. `Kế hoạch và kết quả` is.
_PLANNED = re.compile(
    r"\W*(?:(?:phu\s*luc|bieu(?:\s*mau)?|bang)(?:\s*(?:so\s*)?[\divx]+)?\W*)?"
    r"(?:ke\s*hoach(?!\s*va\s*dau)|phuong\s*huong|"
    r"du\s*kien|chuong\s*trinh)(?!\w)(?!.*(?<!\w)(?:ket\s*qua|tinh\s*hinh|bao\s*cao)(?!\w))"
)
_ESTIMATED = re.compile(r"(?<!\w)uoc(?!\w)")
_ONLY_NEXT = re.compile(
    r"phuong\s*huong\s*,?\s*(?:va\s*)?(?:nhiem\s*vu\s*)?(?:trong\s*tam\s*)?(?:trong\s*|cua\s*)?$"
)
# Before a window: it is a window that figures are compared with, or estimated for.
_BESIDE = re.compile(
    r"(?<!\w)(?:so\s*(?:sanh\s*)?voi|cung\s*ky|uoc(?:\s*(?:thuc\s*hien|tinh|dat))?)"
    r"(?:\s*(?:ca|cua|trong|ket\s*qua))*\s*$"
)
# Before or behind a window: only the one end of it is told.
_BOUND_BEFORE = re.compile(
    r"(?<!\w)(?:(?<!dau )tu|den|toi|truoc|ke\s*tu)(?:\s*(?:het|cuoi|dau|trong|giua))*\s*$"
)
_BOUND_BEHIND = re.compile(
    r"\s*(?:cho\s*)?(?:den|toi)\s*(?:nay|het|cuoi|thoi|ngay|thang|quy|nam|\d)"
)
_DAY_BEFORE = re.compile(r"(?:ngay|(?<!\d)\d\d?)[\s._/-]*$")
# What a form prints for the sender to choose from: `quý, 6 tháng, 9 tháng, năm`, `[ ]`.
_CHOICE_BEFORE = re.compile(r"(?<!\w)(?:quy|thang|tuan)\s*(?:[,/;]|hoac)\s*$")
_BOXES = re.compile(r"\[\s*x?\s*\]|\(\s*x?\s*\)|[☐☑☒□■▢▣◻◼]", re.IGNORECASE)
# Words of windows that are no mention; a year beside them is not reported as a whole.
_OTHER_WINDOW = re.compile(
    r"(?<!\w)(?:thang(?!\s*diem)|quy(?!\s*(?:che|dinh|hoach|trinh|mo|uoc|luat|tac))|ban\s*nien|nua|dot|"
    r"h[12]|hk\s?[12i]+|q\s?(?:[1-4]|iv|i{1,3})|\d{1,2}\s?t|t\.?\s?\d{1,2})(?!\w)"
)
_YEAR_BESIDE = re.compile(
    r"(?<!\w)(?:so\s*(?:sanh\s*)?voi|cung\s*ky|ky\s*truoc|(?<!dau )tu|den|toi|het|truoc|sau|uoc|dau|cuoi|"
    r"giua|nam\s*(?:19|20)\d\d\s*(?:va|,|-|–|/|&))(?:\s*(?:thuc\s*hien|tinh|dat|ca|cua|ket\s*qua|het|cuoi|dau))*\s*$"
)
# Between a window and its year: words of the work that is reported, and the name of a body.
_FILLING = re.compile(
    r"ban|bao|ben|ca|cac|cach|cai|cchc|chinh|cho|chu|chuong|co|cong|cua|cuoi|dao|dau|dia|dieu|du|dung|"
    r"dvc|giai|giam|han|hanh|hien|hoach|hop|huong|ke|kem|ket|khai|kiem|kien|kstthc|ky|lieu|linh|luy|mau|"
    r"muc|nam|nhiem|nhung|phap|phieu|phuc|phuong|qua|quan|ra|sat|so|soat|tac|tai|tam|tap|thong|thu|thuc|"
    r"tich|tieu|tinh|tong|trach|tren|trien|trinh|trong|trung|tthc|tuc|tung|uoc|va|ve|viec|vien|vu|vuc|y|"
    r"yeu"
)
_BODY = re.compile(
    r"(?<!\w)(?:so|ubnd|uy|ban|huyen|quan|thi|thanh|tinh|xa|phuong|chi|van|thanh|trung|truong|benh|"
    r"don|nganh|co|dac)(?!\w)"
)
_ANOTHER = re.compile(
    r"(?<!\w)(?:so\s*(?:sanh\s*)?voi|cung\s*ky|ky\s*truoc|nam\s*truoc|theo(?!\s*doi)|can\s*cu|ngay|"
    r"quyet\s*dinh|cong\s*van|nghi\s*quyet|nghi\s*dinh|thong\s*tu|chi\s*thi|huong\s*dan|ban\s*hanh|"
    r"(?<!dau )tu(?!\s*phap)|den|toi|giai\s*doan|quy|thang)(?!\w)|\d|[./;\n\[\]]"
)
_REPORTS = re.compile(r"bao\s*cao\s*(?:ket\s*qua|tinh\s*hinh|so\s*ket|tong\s*ket|cong\s*tac)")
_SAID = re.compile(r"\s*(?:ky|thoi\s*(?:ky|gian|diem))\s*(?:bao\s*cao|so\s*lieu)?\s*:\s*")
# How the title of a sheet or a list begins.
_HEADLINE = re.compile(
    r"\s*(?:phu\s*luc\s*\w*[.:\s-]*)?(?:bieu|bang|tong\s*hop|ket\s*qua|so\s*lieu|tinh\s*hinh|bao\s*cao|thong\s*ke|"
    r"cong\s*tac|cai\s*cach|phu\s*luc)(?!\w)"
)
_ROMAN_LOWER = re.compile(r"(?<=quý )(i{1,3}|iv)(?!\w)")
_NEAR = 40  # characters before a window that say which one it is
_REACH = 200  # characters behind "báo cáo kết quả"
_HEAD = 20  # filled lines at the top in which titles stand
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class _Mention:
    """A window named at a place of a text, and its words; None without a year."""

    start: int
    end: int
    window: Period | None
    words: str


def period_of_title(title: str) -> str:
    """Return the period that a title names, in words; empty when it names none for sure."""
    folded = fold(title)
    if _BOXES.search(title) or _PLANNED.match(folded):
        return ""  # which box is crossed need not show
    return _stated(title, folded, 0, len(title)) or _year_of_title(title)


def periods_in_words(parts: Sequence[Section], lines: Sequence[str]) -> list[str]:
    """Return the periods that the words of a report name, the one that is followed first.

    That is a line `Kỳ báo cáo: …`, what stands behind `báo cáo kết quả`, and a title among the first
    lines that has no such words. Empty texts stand for those that name none.
    """
    head = [line for line in lines if line.strip()][:_HEAD]
    said = [_behind(line) for line in head]
    found = [*filter(None, said), _of_sentences(parts)]
    return found if any(found) else [*found, _of_headlines(head)]


def period_in_words(parts: Sequence[Section], lines: Sequence[str]) -> str:
    """Return the first of `periods_in_words` that names one; empty when none does."""
    return next(filter(None, periods_in_words(parts, lines)), "")


def _behind(line: str) -> str:
    """The period of a line that says `Kỳ báo cáo:`."""
    found = _SAID.match(fold(line))
    return period_of_title(line[found.end() :]) if found else ""


def _of_sentences(parts: Sequence[Section]) -> str:
    """The period behind `báo cáo kết quả`, never the one the next tasks are planned for."""
    for section in parts:
        for reported in _REPORTS.finditer(section.folded):
            stop = min(len(section.text), reported.end() + _REACH)
            found = _stated(section.text, section.folded, reported.end(), stop)
            if found:
                return found
    return ""


def _of_headlines(head: Sequence[str]) -> str:
    """The period of a title that does not say `báo cáo kết quả`; it may go on in the next line."""
    for at, line in enumerate(head):
        if not _HEADLINE.match(fold(line)) or len(line) > _LONGEST_TITLE:
            continue
        further = [each for each in head[at + 1 : at + 3] if len(each) <= _LONGEST_TITLE]
        for text in (line, *(" ".join([line, *further[:n]]) for n in range(1, len(further) + 1))):
            found = period_of_title(" ".join(text.split()))
            if found:
                return found
    return ""


def _year_of_title(title: str) -> str:
    folded = fold(title)
    if MENTION.search(folded) or _OTHER_WINDOW.search(folded):
        return ""  # windows that do not agree, or that nothing tells
    found = _WHOLE_YEAR.search(folded)
    beside = found and _YEAR_BESIDE.search(folded, 0, found.start())
    return f"năm {found[1]}" if found and not beside else ""


def _stated(text: str, folded: str, start: int, stop: int) -> str:
    """The window that a range of a text states: of joined ones the longest since January."""
    joined: list[_Mention] = []
    at = start
    while found := MENTION.search(folded, at, stop):
        at = found.end()
        before = folded[max(0, found.start() - _NEAR) : found.start()]
        if _is_day(before, found):
            continue
        if not joined and (_ONLY_NEXT.search(before) or _BESIDE.search(before)):
            continue
        if not joined and _CHOICE_BEFORE.search(before):
            return ""
        if joined and not _JOINS.fullmatch(folded, joined[-1].end, found.start()):
            break
        joined.append(_mention(text, folded, found))
    if joined:
        year = _JOINS.match(folded, joined[-1].end)
        alone = _YEAR_ALONE.match(folded, year.end()) if year else None
        if alone and year and year.end() > joined[-1].end and not _NEXT.search(year[0]):
            words = f"năm {alone['year']}"
            joined.append(_Mention(alone.start(), alone.end(), find_period_in(words), words))
    return _agreed(joined)


def _agreed(joined: Sequence[_Mention]) -> str:
    """The words of the one window that joined mentions tell; empty when they tell several."""
    known = [each for each in joined if each.window is not None]
    if not known or len(known) < len(joined):
        return ""
    windows = [each.window for each in known if each.window is not None]
    longest = max(windows, key=lambda window: window.length)
    if any(window.end_month != longest.end_month for window in windows):
        return ""
    if len(set(windows)) > 1 and longest.first_month % 12 != 0:
        return ""
    return next(each.words for each in known if each.window == longest)


def _mention(text: str, folded: str, found: re.Match[str]) -> _Mention:
    """A window with its year, which may be printed further on."""
    year = found["year"]
    words = " ".join(text[found.start() : found.end()].lower().split())
    if not year:
        later = _YEAR.search(folded, found.end(), found.end() + 120)
        if not later or not _carries(folded, found, later) or _is_of_next(folded, found, later):
            return _Mention(found.start(), found.end(), None, words)
        year = later[1]
        words += f" {year}" if words.endswith("năm") else f" năm {year}"
    window = None if _is_bound(folded, found) else window_of(found, int(year))
    words = _ROMAN_LOWER.sub(lambda numeral: numeral[1].upper(), words)
    if window is not None and find_period_in(words) != window:
        words = window.label_vi
    return _Mention(found.start(), found.end(), window, words)


def _is_day(before: str, found: re.Match[str]) -> bool:
    """Whether a match is part of a day: `ngày 14 tháng 6 năm 2024`, `ngày … tháng 6`."""
    day = _DAY_BEFORE.search(before)
    return bool(day and (found["alone"] or day[0].startswith("ngay")))


def _is_bound(folded: str, found: re.Match[str]) -> bool:
    """Whether a window is only an end of the one that is told: `đến hết tháng 6 năm 2024`."""
    before = folded[max(0, found.start() - _NEAR) : found.start()]
    return bool(_BOUND_BEFORE.search(before) or _BOUND_BEHIND.match(folded, found.end()))


def _carries(folded: str, found: re.Match[str], year: re.Match[str]) -> bool:
    """Whether the words between a window and a year leave the year to it.

    In `quý II, so với cùng kỳ năm 2023` and `theo Quyết định … năm 2023` they do not.
    """
    between = _YEAR.sub(" ", MENTION.sub(" ", folded[found.end() : year.end()]))
    if _ANOTHER.search(between):
        return False
    body = _BODY.search(between)
    own = between[: body.start()] if body else between
    return all(_FILLING.fullmatch(word) for word in _WORD.findall(own))


def _is_of_next(folded: str, found: re.Match[str], year: re.Match[str]) -> bool:
    """Whether a year behind a window may be that of the next tasks: `quý IV, nhiệm vụ năm 2025`.

    What is estimated, `6 tháng, ước cả năm 2024`, is the year itself.
    """
    planned = _NEXT.search(folded, found.end(), year.start())
    if not planned:
        return False
    own = window_of(found, int(year[1]))
    following = MENTION.search(folded, found.end(), year.end())
    after = window_of(following, int(year[1])) if following else None
    if _ESTIMATED.fullmatch(planned[0]) and own and (after is None or after.contains(own)):
        return False
    return own is None or after is None or after.first_month != own.end_month
