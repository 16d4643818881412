"""Whether the words over the figures of a text head one column, or several run together.

Text has no cells, so the headings of two columns become one line: `Trong kỳ Lũy kế`. It is of several
columns when a capital begins a new one, when it says what one column cannot be (two windows, the
period and a running total, a count and a share), or when the rows show two figures each.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc.read.fold import composed, fold
from cchc.read.rows import TableRow

__all__ = ["is_heading_line", "show_two_figures", "tells_several_columns", "without_known_headings"]

_WINDOW = (
    r"(?:\d{1,2}\s*(?:thang|t(?!\w))(?:\s*(?:dau|cuoi))?(?:\s*(?:nam|ky)(?!\w))?|"
    r"quy\s*(?:iv|i{1,3}|[1-4])(?!\w)|thang\s*\d{1,2}(?!\d)|ca nam|nam\s*(?:19|20)\d\d|(?:19|20)\d\d|"
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d)"
)
_YEAR = r"(?:\s*[/.,-]?\s*(?:nam\s*)?(?:19|20)\d\d(?!\d))?"
_JOINT = r"\s*(?:,|(?<!\w)va(?!\w)|-|–|\+|&|(?<!\w)den(?: ngay| het)?(?!\w))\s*"
_PHRASES = re.compile(
    rf"(?<!\w)(?:(?P<window>{_WINDOW}{_YEAR}(?:{_JOINT}(?:{_WINDOW}|(?:iv|i{{1,3}})(?!\w)){_YEAR})*)|"
    r"(?P<running>luy (?:ke|tien)(?: (?:tu )?dau (?:nam|ky))?)|"
    r"(?P<period>trong (?:ky|quy|thang|nam)|(?:ky|quy|thang|nam) nay)|"
    r"(?P<total>tong(?: so| cong)?)|(?P<share>t[yi] le(?: \(?%\)?)?)|"
    r"(?P<other>ke hoach|uoc(?: thuc hien)?|cung ky|(?:ky|nam|quy|thang) truoc|chenh lech|so sanh|so voi|"
    r"tang|giam|nam|nu)|"
    r"(?P<figures>(?:so lieu|ket qua)(?: (?:thuc hien|bao cao|thong ke))?|so luong|gia tri|thuc hien)|"
    r"(?P<body>van phong(?: so)?|chi cuc|trung tam|benh vien|thanh tra|ubnd|so(?= \w))|"
    r"(?P<word>[^\W\d_]+))(?!\w)|(?P<sign>%)"
)
_KNOWN = re.compile(r"(?<!\w)(?:ghi chu|giai trinh|don vi tinh|dvt)(?!\w)")
# Behind these words capitals are those of a name.
_BEFORE_NAMES = frozenset({"cua", "tai", "thuoc", "tinh", "huyen", "xa", "phuong", "do", "cap"})
_LOWER_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}")
_TWO_FIGURES = re.compile(r"\d[\d.,]*%?(?: \d[\d.,]*%?)+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")


class _Phrase(NamedTuple):
    """Words of one sort; `begins`: with a capital that no name explains."""

    sort: str
    begins: bool


def tells_several_columns(heading: str) -> bool:
    """Whether the words over the figures of a text are the headings of several columns."""
    text = without_known_headings(heading)
    phrases = list(_phrases(text))
    if len(phrases) < 2:
        return False
    sorts = [phrase.sort for phrase in phrases]
    kinds = set(sorts)
    if any(sorts.count(sort) > 1 for sort in ("window", "body", "total", "running", "period")):
        return True
    if "share" in kinds or ("running" in kinds and kinds & {"period", "total"}):
        return True
    if not any(word[0].islower() for word in _LOWER_WORD.findall(text)):
        # Written in capitals alone, which begin nothing.
        return sorts[0] in ("window", "total") and bool(
            kinds & {"running", "word", "other", "body"}
        )
    return any(phrase.begins for phrase in phrases[1:])


def is_heading_line(line: str) -> bool:
    """Whether a line below a column header holds nothing but words that head columns."""
    return all(
        phrase.sort not in ("word", "body") for phrase in _phrases(without_known_headings(line))
    )


def show_two_figures(rows: Sequence[TableRow], *, sure: bool) -> bool:
    """Whether the rows of a table show that it has several columns of figures.

    Where the heading is `sure` to be of one column, figures that blanks may group (`16 183`) do not
    show it by themselves.
    """
    printed = [f"{row.value} {row.note}".strip() for row in rows if row.value[:1].isdigit()]
    several = [text for text in printed if _TWO_FIGURES.fullmatch(text)]
    if sure and (len(several) < 2 or all(_GROUPED.fullmatch(text) for text in several)):
        return False
    return bool(several) and 2 * len(several) >= len(printed)


def without_known_headings(text: str) -> str:
    """The text without the headings of other columns, as long as before."""
    text = composed(text)
    for known in _KNOWN.finditer(fold(text)):
        text = text[: known.start()] + " " * len(known[0]) + text[known.end() :]
    return text


def _phrases(text: str) -> Iterator[_Phrase]:
    before, in_name = "", False
    for found in _PHRASES.finditer(fold(text)):
        sort = "share" if found["sign"] else str(found.lastgroup)
        printed = text[found.start() : found.end()]
        if printed.lower() == "số" or (found[0] == "nam" and in_name):
            sort = "word"  # no "Sở", and no men in "Hà Nam"
        last = before.rsplit(" ", 1)[-1]
        in_name = sort == "body" or (sort == "word" and (in_name or last in _BEFORE_NAMES))
        capital = printed[:1].isupper() and printed[1:2].islower()
        of_figures = sort == "window" and before in ("thuc hien", "ket qua", "so lieu")
        named = in_name and (sort == "word" or last in _BEFORE_NAMES)
        yield _Phrase(sort, capital and not named and not of_figures)
        before = found[0]
