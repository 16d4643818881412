"""Lines on files and reports, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cchc._core import Period
from cchc.present.place_words import place_words
from cchc.read import FileOutcome
from cchc.store import UnitInDoubt

__all__ = [
    "Line",
    "assumed",
    "differ_by_tones",
    "filled_by_column",
    "left_blank",
    "left_out",
    "may_be_several",
    "named_by_file",
    "not_listed",
    "other_window",
    "refused",
    "refused_more",
    "same_content",
    "side_column",
    "superseded",
    "two_tables",
    "type_unknown",
    "unit_by_name_differs",
    "unit_in_doubt",
    "unknown_body",
    "unknown_unit",
    "unlike_column",
    "unlike_parts",
    "unread",
    "window_by_name_differs",
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


def unknown_unit(outcome: FileOutcome) -> Line:
    """Nothing tells whose report it is."""
    name = _name(outcome)
    return (
        f"{name}: không biết là báo cáo của đơn vị nào; hãy ghi tên đơn vị vào tên tệp",
        f"{name}: whose report it is is not known; put the unit's name into the file's",
    )


def unknown_body(outcome: FileOutcome, printed: str, named: str) -> Line:
    """The words name a body that is no unit of the list; `named` is the unit of the file's name."""
    name = _name(outcome)
    more_vi, more_en = "", ""
    if named:
        more_vi = f" Tên tệp nêu “{named}”."
        more_en = f" The file's name tells “{named}”."
    return (
        f"{name}: không biết là báo cáo của đơn vị nào nên chưa dùng: không có đơn vị nào tên "
        f"“{printed}”.{more_vi} Hãy thêm tên vào danh sách đơn vị hoặc nêu bằng names",
        f"{name}: whose report it is is not known, so it was not used: no unit is named "
        f"“{printed}”.{more_en} Add the name to the list of units, or say it by names",
    )


def unit_by_name_differs(outcome: FileOutcome, printed: str, told: str, named: str) -> Line:
    """The words tell one unit, the name of the file another one."""
    name = _name(outcome)
    return (
        f"{name}: báo cáo ghi “{printed}” ({told}), tên tệp lại nêu “{named}”, nên chưa dùng. Là báo "
        "cáo của đơn vị nào? Hãy sửa tên tệp hoặc nêu bằng names theo tên tệp",
        f"{name}: the report says “{printed}” ({told}), the file's name “{named}”, so it was not "
        "used. Whose report is it? Rename the file, or say it by names with the file's name",
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


def of_provinces(names: Sequence[str]) -> Line:
    """Reports that print one name are of several provinces."""
    told = ", ".join(f"“{name}”" for name in names)
    return (
        f"Các báo cáo ghi cùng tên nhưng thuộc các tỉnh khác nhau, đang tính là các đơn vị riêng: {told}. "
        "Có đúng không?",
        f"Reports that print one name are of several provinces and count as units of their own: {told}. "
        "Are they?",
    )


def may_be_several(doubt: UnitInDoubt, files: Sequence[str]) -> Line:
    """A name that two units can have, with the files that came under it."""
    vi, en = _rows(files)
    return f"{vi}: {doubt.vi}", f"{en}: {doubt.en}"


def type_unknown(units: Sequence[str], codes: Sequence[str]) -> Line:
    """Units of no known type whose list of procedures may be that of others too."""
    (vi, en), (rows_vi, rows_en) = _rows([f"“{unit}”" for unit in units]), _rows(codes)
    return (
        f"{vi}: không biết loại đơn vị (sở, huyện, xã …) nên số ở {rows_vi} đang cộng thêm như danh mục "
        "riêng; danh mục chung của các xã chỉ tính một lần. Là loại nào? Hãy nêu type trong danh sách "
        "đơn vị",
        f"{en}: the type of unit (department, district, commune …) is not known, so {rows_en} are added "
        "as lists of their own; a list that communes share counts once. Which type is it? Give type "
        "in the list of units",
    )


def named_by_file(outcome: FileOutcome, unit: str) -> Line:
    """The name of the file tells the unit."""
    name = _name(outcome)
    return (
        f"{name}: báo cáo không ghi tên cơ quan, lấy theo tên tệp: {unit}",
        f"{name}: the report names no agency; by the file's name it is {unit}",
    )


def assumed(outcome: FileOutcome, window: Period) -> Line:
    """No window could be read, in the words or in the file's name."""
    return (
        f"{_name(outcome)}: không đọc được kỳ báo cáo trong tệp và tên tệp, đang tính là "
        f"{window.label_vi} theo kỳ được tổng hợp. Có đúng là số liệu của kỳ này không?",
        f"{_name(outcome)}: no period could be read in the file or its name; it is counted as "
        f"{window.label_en}, the period asked for. Are the figures of this period?",
    )


def window_by_name_differs(outcome: FileOutcome, told: Period, named: Period) -> Line:
    """The words tell one window, the name of the file another one; the words are followed."""
    return (
        f"{_name(outcome)}: báo cáo ghi {told.label_vi}, tên tệp lại ghi {named.label_vi}; đang tính "
        f"là {told.label_vi}. Kỳ nào đúng?",
        f"{_name(outcome)}: the report says {told.label_en}, the file's name {named.label_en}; it is "
        f"counted as {told.label_en}. Which is right?",
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


def side_column(outcome: FileOutcome, told: Period) -> Line:
    """A column of another window beside the reported one."""
    return (
        f"{_name(outcome)}: cột số liệu của {told.label_vi} chỉ dùng để so sánh, và chỉ nơi báo cáo của "
        "kỳ đó không có số",
        f"{_name(outcome)}: the column of {told.label_en} is used for comparison only, and only where "
        "no report for that period has a figure",
    )


def unlike_column(
    column: str, report: str, window: Period, figures: Sequence[tuple[str, str, str]]
) -> Line:
    """A column of a window tells it otherwise than the report of it: code, its figure, the report's."""
    shown = [f"{code}: {one} ≠ {other}" for code, one, other in figures]
    vi, en = _rows(shown)
    return (
        f"{column}: cột số liệu của {window.label_vi} khác báo cáo của kỳ đó, {report}, ở {vi}; đang dùng "
        f"số của {report}. Số nào đúng?",
        f"{column}: the column of {window.label_en} differs from the report for it, {report}, in {en}; "
        f"the figures of {report} are used. Which are right?",
    )


def filled_by_column(
    column: str, report: str, window: Period, figures: Sequence[tuple[str, str, str]]
) -> Line:
    """A column of a window has figures that the report of it left blank."""
    vi, en = _rows([f"{code}: {one}" for code, one, _ in figures])
    return (
        f"{report}: để trống hoặc không đọc được dòng mà cột số liệu của {window.label_vi} trong {column} "
        f"có số: {vi}; đang dùng số của cột này. Có đúng không?",
        f"{report}: blank or unreadable where the column of {window.label_en} in {column} has figures: "
        f"{en}; those of the column are used. Are they right?",
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


def unread(name: str, rows: Sequence[tuple[str, str, str]], reason: Line) -> Line:
    """Figures that could not be read or were not taken, for one reason.

    `rows` are code, printed text and place; the first ones are told in full, the others by code.
    """
    told: list[str] = []
    for at in (0, 1):
        shown = [f"{code} “{raw}”{_at(place)[at]}" for code, raw, place in rows[:_MOST]]
        shown += [code for code, _, _ in rows[_MOST:]]
        told.append(", ".join(shown))
    why_vi, why_en = (f" ({text})" if text else "" for text in reason)
    count = len(rows)
    number_en = "a figure was" if count == 1 else f"{count} figures were"
    return (
        f"{name}: {count} số liệu không đọc được nên chưa dùng: {told[0]}{why_vi}. Số đúng là bao "
        "nhiêu?",
        f"{name}: {number_en} not read and not used: {told[1]}{why_en}. What are the right figures?",
    )


def refused(name: str, vi: str, en: str, place: str) -> Line:
    """Something in a file that was not taken, in the words of its issue."""
    at_vi, at_en = _at(place)
    return f"{name}{at_vi}: {vi}", f"{name}{at_en}: {en}"


def refused_more(name: str, places: Sequence[str]) -> Line:
    """Further places of the same doubt."""
    at = [_at(place) for place in places]
    vi, en = ("".join(each[side] for each in at) for side in (0, 1))
    return f"{name}: cũng vậy ở {len(at)} chỗ khác{vi}", f"{name}: likewise in {len(at)} places{en}"


def _at(place: str) -> Line:
    """A place in brackets, such as ``table 2 row 5``, in both languages."""
    return (f" [{place_words(place)}]", f" [{place}]") if place else ("", "")
