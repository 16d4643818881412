"""Why a figure is not there, or is not the whole truth: short words beside it, reasons below."""

from __future__ import annotations

from collections.abc import Sequence

from cchc.cube import STATES, Cube, Figure
from cchc.present.number import format_number, format_percent

__all__ = ["Footnotes"]

_NAMED = 6  # units that a reason names; the others are counted

_REASONS = {
    "vi": {
        "missing": "Chưa có số liệu",
        "missing_all": "Chưa có đơn vị nào báo cáo chỉ tiêu này",
        "unpooled": "Không gộp được: báo cáo chỉ có tỷ lệ, thiếu tử số, mẫu số hoặc số gốc; không lấy "
        "trung bình các tỷ lệ",
        "optional": "Chỉ báo cáo nếu có; không có",
        "not_applicable": "Không áp dụng đối với đơn vị này",
        "unreadable": "Số liệu gửi đến không đọc được, cần hỏi lại đơn vị",
        "coded": "Câu trả lời theo mã không cộng được; ghi số đơn vị chọn từng câu trả lời",
        "withheld": "Chưa đủ số liệu nên để trống; ≥ là tổng của các đơn vị đã báo cáo",
        "partial": "Mới tính trên các đơn vị đã báo cáo (đã có/phải có)",
        "estimated": "Số ước tính",
        "rebuilt": "Số dựng lại theo tổ chức hiện nay",
        "correction": "Có điều chỉnh của kỳ khác",
        "span": "Tính gộp nhiều kỳ",
        "conflict": "Hai cách tính cho kết quả khác nhau",
        "excluded": "Không tính vào kỳ so sánh",
        "missing_read": "Chưa có số liệu đọc được",
        "absent": "; chưa có: {names}",
        "unread": "; không đọc được: {names}",
        "more": " và {count} đơn vị khác",
    },
    "en": {
        "missing": "Not reported",
        "missing_all": "No unit reported this indicator",
        "unpooled": "Cannot be pooled: only rates were reported, without their parts or their base; "
        "rates are never averaged",
        "optional": "Reported only where there is any; there is none",
        "not_applicable": "Does not apply to this unit",
        "unreadable": "The figure sent cannot be read; ask the unit",
        "coded": "Coded answers do not add up; how many units gave each answer",
        "withheld": "Left blank because not everybody reported; ≥ is the total of those who did",
        "partial": "From the units that reported (reported/expected)",
        "estimated": "Estimate",
        "rebuilt": "Rebuilt for the present units",
        "correction": "Includes corrections of another window",
        "span": "Covers several windows together",
        "conflict": "Two ways to derive it disagree",
        "excluded": "Left out of the comparison",
        "missing_read": "No figure that can be read",
        "absent": "; not in it: {names}",
        "unread": "; cannot be read: {names}",
        "more": " and {count} more",
    },
}


class Footnotes:
    """Reasons in the order in which they are first met, each with a number."""

    def __init__(self, cube: Cube, lang: str) -> None:
        self._cube = cube
        self._lang = lang
        self._words = _REASONS[lang]
        self._numbers: dict[str, int] = {}

    def of(self, figure: Figure | None, *, percent: bool = False) -> list[str]:
        """Return the words to put beside a figure; none for one that is whole."""
        if figure is None:
            return [self._mark(self._words["missing"])]
        found = []
        is_total = figure.expected is not None
        partial = is_total and figure.reported != figure.expected
        coverage = f"({figure.reported}/{figure.expected})" if partial else ""
        if figure.so_far is not None:
            write = format_percent if percent else format_number
            sign = "≈" if percent else "≥"
            found.append(f"{sign} {write(figure.so_far, lang=self._lang)} {coverage}".rstrip())
        elif coverage and figure.reported:
            found.append(coverage)
        found += [self._mark(reason) for reason in self._reasons(figure, partial=partial)]
        return found

    def lines(self) -> list[str]:
        """Return the reasons, one line each."""
        return [f"({number}) {reason}." for reason, number in self._numbers.items()]

    def _mark(self, reason: str) -> str:
        return f"({self._numbers.setdefault(reason, len(self._numbers) + 1)})"

    def _reasons(self, figure: Figure, *, partial: bool) -> list[str]:
        words, found = self._words, []
        if figure.value is None:
            found.append(self._blank(figure))
        elif partial:
            found.append(words["partial"] + self._absent(figure))
        found += [words[mark] for mark in figure.marks if mark in words and mark != "withheld"]
        return found

    def _blank(self, figure: Figure) -> str:
        words = self._words
        if "withheld" in figure.marks:
            return words["withheld"] + self._absent(figure)
        if figure.answers is not None and figure.reported:
            return words["coded"] + self._absent(figure)
        if figure.state == "missing" and figure.expected:
            if self._states_below(figure, "reported"):
                return words["unpooled"]
            if self._states_below(figure, "unreadable"):  # sent, so nobody says that it was not
                return words["missing_read"] + self._absent(figure)
            return words["missing_all"]
        return words.get(figure.state, words["missing"])

    def _states_below(self, figure: Figure, state: str) -> set[int]:
        """Rows of the units, the one asked and those below it, whose own figure has a state."""
        own, units = self._cube.own, self._cube.hierarchy
        plane = own.find(figure.indicator)
        if plane is None:
            return set()
        first = units.at(figure.unit)
        states = own.plane(plane)["states"][first : units.end(first), own.at_period(figure.period)]
        found = (states == STATES.index(state)).nonzero()[0]
        return {first + int(row) for row in found}

    def _absent(self, figure: Figure) -> str:
        """The units that gave no figure, and those whose figure cannot be read, by name."""
        units = self._cube.hierarchy
        ids = self._cube.absentees(figure.indicator, figure.unit, figure.period)
        unread = self._states_below(figure, "unreadable")
        absent = [each for each in map(units.at, ids) if each not in unread]
        return self._named("unread", sorted(unread)) + self._named("absent", absent)

    def _named(self, kind: str, rows: Sequence[int]) -> str:
        """The first units by name; the others are counted."""
        if not rows:
            return ""
        names = ", ".join(self._cube.hierarchy.unit(each)["name"] for each in rows[:_NAMED])
        more = len(rows) - _NAMED
        names += self._words["more"].format(count=more) if more > 0 else ""
        return self._words[kind].format(names=names)
