"""Why a value cell that shows something holds no figure, in both languages."""

PROBLEMS: dict[str, tuple[str, str]] = {
    "date": (
        "Ô chứa ngày tháng, không phải số; phần mềm bảng tính có thể đã tự đổi.",
        "The cell holds a date, not a figure; the spreadsheet may have changed it by itself.",
    ),
    "error": (
        "Ô báo lỗi công thức.",
        "The cell holds an error value.",
    ),
    "formula": (
        "Ô có công thức chưa được tính. Hãy mở tệp, tính lại rồi lưu.",
        "The cell holds a formula that was never calculated. Open the file, recalculate and save.",
    ),
    "boolean": (
        "Ô chứa giá trị đúng/sai, không phải số.",
        "The cell holds a true/false value, not a figure.",
    ),
    "merged": (
        "Ô số liệu gộp cho nhiều dòng nên chưa rõ là số của dòng nào.",
        "One value cell is merged over several rows, so whose figure it is is not clear.",
    ),
    "columns": (
        "Có nhiều cột số liệu và chưa rõ cột nào là số của báo cáo này.",
        "There are several value columns, and which one this report's is is not clear.",
    ),
    "scaled": (
        "Định dạng của ô thu nhỏ số (nghìn, triệu) nên số lưu khác số nhìn thấy.",
        "The cell's format scales its number (thousands, millions), so it stores another one than "
        "it shows.",
    ),
    "many_lines": (
        "Ô có nhiều dòng số.",
        "The cell holds several lines of figures.",
    ),
}
