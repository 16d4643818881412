"""Lines on files and reports, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc._core import Period
from cchc.read import FileOutcome

__all__ = [
    "Line",
    "assumed",
    "differ_by_tones",
    "left_blank",
    "left_out",
    "named_by_file",
    "not_listed",
    "other_window",
    "same_content",
    "superseded",
    "two_tables",
    "unit_in_doubt",
    "unknown_unit",
    "unlike_parts",
    "window_in_doubt",
]

#: The same in Vietnamese and in English.
Line = tuple[str, str]

_MOST = 12  # rows named in one line; the others are counted


def _name(outcome: FileOutcome) -> str:
    return Path(outcome.file).name


def _rows(codes: Sequence[str]) -> Line:
    shown, rest = ", ".join(codes[:_MOST]), len(codes) - _MOST
    return (
        shown + (f" và {rest} dòng khác" if rest > 0 else ""),
        shown + (f" and {rest} others" if rest > 0 else ""),
    )


def unknown_unit(outcome: FileOutcome, printed: str) -> Line:
    """Nothing tells whose report it is."""
    name, agency = _name(outcome), printed or "?"
    return (
        f"{name}: không biết là báo cáo của đơn vị nào ({agency}); hãy ghi tên đơn vị vào tên tệp",
        f"{name}: whose report it is is not known ({agency}); put the unit's name into the file's",
    )


def unit_in_doubt(outcome: FileOutcome, printed: str, unit: str, likeness: str) -> Line:
    """The name is like that of a unit, and is not its name."""
    name = _name(outcome)
    why_vi, why_en = {
        "tones": ("chỉ khác dấu với", "differs only by tones from"),
        "part": ("không trùng tên với", "is not the name of"),
        "several": ("có thể là nhiều đơn vị, ví dụ", "may be one of several units, such as"),
    }[likeness]
    return (
        f"{name}: “{printed}” {why_vi} “{unit}” nên chưa dùng. Là đơn vị này, hay một đơn vị khác "
        "(ví dụ đơn vị trực thuộc)? Hãy thêm tên vào danh sách đơn vị hoặc nêu bằng names",
        f"{name}: “{printed}” {why_en} “{unit}”, so it was not used. Is it this unit, or another one "
        "(such as one below it)? Add the name to the list of units, or say it by names",
    )


def differ_by_tones(one: str, other: str) -> Line:
    """Two names that may be one unit."""
    return (
        f"“{one}” và “{other}” chỉ khác dấu, đang tính là hai đơn vị. Có phải một đơn vị không?",
        f"“{one}” and “{other}” differ only by tones and count as two units. Are they one?",
    )


def named_by_file(outcome: FileOutcome, printed: str, unit: str) -> Line:
    """The name of the file tells the unit."""
    name = _name(outcome)
    if printed:
        return (
            f"{name}: không có đơn vị nào tên “{printed}”, lấy theo tên tệp: {unit}",
            f"{name}: no unit is named “{printed}”; by the file's name it is {unit}",
        )
    return (
        f"{name}: báo cáo không ghi tên cơ quan, lấy theo tên tệp: {unit}",
        f"{name}: the report names no agency; by the file's name it is {unit}",
    )


def assumed(outcome: FileOutcome, window: Period) -> Line:
    """Nothing tells the window."""
    return (
        f"{_name(outcome)}: không ghi kỳ, được coi là {window.label_vi}",
        f"{_name(outcome)}: says no period, taken as {window.label_en}",
    )


def window_in_doubt(outcome: FileOutcome) -> Line:
    """A template tells two windows."""
    return (
        f"{_name(outcome)}: tiêu đề và trang ẩn của biểu mẫu ghi hai kỳ khác nhau nên chưa dùng; hãy "
        "hỏi đơn vị, hoặc ghi kỳ vào tên tệp",
        f"{_name(outcome)}: the title and the hidden sheet of the template tell two periods, so it "
        "was not used; ask the unit, or put the period into the file's name",
    )


def other_window(outcome: FileOutcome, told: Period) -> Line:
    """A report for another window."""
    return (
        f"{_name(outcome)}: báo cáo của {told.label_vi}, chỉ dùng để so sánh",
        f"{_name(outcome)}: a report for {told.label_en}, used for comparison only",
    )


def two_tables(outcome: FileOutcome, codes: Sequence[str]) -> Line:
    """One file tells a row twice and differently."""
    vi, en = _rows(codes)
    return (
        f"{_name(outcome)}: tệp có hai bảng của cùng đơn vị và kỳ, số khác nhau ở {vi}; chưa dùng "
        "bảng nào. Bảng nào đúng? Hãy bỏ bảng kia",
        f"{_name(outcome)}: the file has two tables of one unit and period, unlike in {en}; neither "
        "was used. Which is right? Take the other one out",
    )


def same_content(name: str, other: str) -> Line:
    """A report that another file of the folder holds too."""
    return (
        f"{name}: trùng nội dung với {other}, tính một lần",
        f"{name}: same content as {other}, counted once",
    )


def not_listed(unit: str) -> Line:
    """A unit of the register that is not in the list of units."""
    return (
        f"sổ báo cáo: “{unit}” không có trong danh sách đơn vị nên báo cáo của đơn vị này chưa dùng",
        f"register: “{unit}” is not in the list of units, so its reports were not used",
    )


def superseded(name: str, by: str) -> Line:
    """A later report took its place."""
    return f"{name}: bản cũ, đã thay bằng {by}", f"{name}: superseded by {by}"


def left_blank(name: str, earlier: str, codes: Sequence[str], *, unreadable: bool) -> Line:
    """A correction without a figure where an earlier report has one."""
    vi, en = _rows(codes)
    how_vi, how_en = (
        ("không đọc được", "cannot be read") if unreadable else ("để trống", "is blank")
    )
    return (
        f"{name}: bản sửa {how_vi} ở {vi}; đang dùng số của {earlier}. Số cũ còn đúng không?",
        f"{name}: the correction {how_en} in {en}; the figure of {earlier} stands. Is it still right?",
    )


def unlike_parts(name: str, other: str, codes: Sequence[str]) -> Line:
    """Two parts of one report, of a form each, that tell an indicator of both differently."""
    vi, en = _rows(codes)
    return (
        f"{name} và {other}: hai phần của một báo cáo, số khác nhau ở {vi}; đang dùng số của {name}. "
        "Số nào đúng?",
        f"{name} and {other}: two parts of one report, unlike in {en}; the figure of {name} is used. "
        "Which is right?",
    )


def left_out(name: str, earlier: str, codes: Sequence[str]) -> Line:
    """A correction without rows that an earlier report has."""
    vi, en = _rows(codes)
    return (
        f"{name}: bản sửa không có dòng {vi}; đang dùng số của {earlier}. Số cũ còn đúng không?",
        f"{name}: the correction has no row {en}; the figure of {earlier} stands. Is it still right?",
    )
