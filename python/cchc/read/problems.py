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
    "moved": (
        "Dòng có nhiều ô hơn tiêu đề, hoặc dấu phẩy tách một số thành hai ô (16,183), nên chưa rõ "
        "số liệu.",
        "The row has more cells than its header, or a comma parted a number into two cells "
        "(16,183), so the figure is not clear.",
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
    "struck": (
        "Số liệu bị gạch bỏ, ẩn hoặc xóa và không có số nào thay thế.",
        "The figure is struck out, hidden or deleted, and no other stands in its place.",
    ),
    "struck_row": (
        "Tên chỉ tiêu bị gạch bỏ, ẩn hoặc xóa nên chưa rõ dòng này còn được báo cáo không.",
        "The label is struck out, hidden or deleted, so whether the row is still reported is not "
        "clear.",
    ),
    "raised": (
        "Ô chỉ có chữ nâng lên (chỉ số trên), giống số hiệu chú thích.",
        "The cell holds raised letters alone, as the number of a footnote.",
    ),
    "hidden": (
        "Định dạng của ô không cho hiện số nên người đọc không thấy số này.",
        "The cell's format shows nothing, so whoever reads it does not see this number.",
    ),
    "added_up": (
        "Cột tổng cộng dồn các kỳ, mà số của chỉ tiêu này không cộng theo kỳ và khác số của kỳ cuối.",
        "The column adds windows up, and figures of this row do not add up over windows; it differs "
        "from that of the last window.",
    ),
    "other_column": (
        "Tiêu đề cột số liệu cho thấy đây có thể không phải số của kỳ báo cáo.",
        "By the heading of its column this may not be a figure of the period reported.",
    ),
    "scaled_heading": (
        "Tiêu đề cột ghi đơn vị nghìn, triệu … nên chưa rõ số thực tế.",
        "The heading of the column speaks of thousands or millions, so the figure itself is not "
        "clear.",
    ),
    "scaled_unit": (
        "Đơn vị tính ghi nghìn, triệu … nên chưa rõ số thực tế.",
        "The unit of measure speaks of thousands or millions, so the figure itself is not clear.",
    ),
    "scaled_value": (
        "Số liệu ghi kèm nghìn, triệu … nên chưa rõ số thực tế.",
        "The figure is followed by thousands or millions, so the figure itself is not clear.",
    ),
    "other_unit": (
        "Đơn vị tính là % ở một bên và số lượng ở bên kia.",
        "The unit of measure is % where the form counts, or counts where the form says %.",
    ),
    "unparted": (
        "Chưa tách được số liệu khỏi tên chỉ tiêu và đơn vị tính của dòng này.",
        "The figure of this row could not be told from its label and unit of measure.",
    ),
    "unreadable_before": (
        "Tệp ghi rằng số này đã không đọc được ở báo cáo gốc.",
        "The file says that this figure could not be read in the report it comes from.",
    ),
    "negative": (
        "Số đếm không thể âm.",
        "A count cannot be negative.",
    ),
}
