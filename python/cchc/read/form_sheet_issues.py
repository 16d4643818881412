"""What was broken in a sheet that cchc made, named by its cell."""

from __future__ import annotations

from cchc.read.issue import Issue, Severity

__all__ = ["sheet_issue", "sheet_issue_code"]

_KINDS: dict[str, tuple[str, Severity, str, str]] = {
    "row_deleted": (
        "CCHC-I1401", "warning",
        "dòng {code} “{label}” đã bị xóa. Đề nghị khôi phục dòng, kể cả khi để trống.",
        "row {code} “{label}” was deleted. Please put it back, even if left blank.",
    ),
    "row_added": (
        "CCHC-I1402", "warning",
        "dòng “{raw}” không có trong biểu mẫu nên không được nhận. Số liệu thuộc chỉ tiêu nào?",
        "the row “{raw}” is not in the form and was not taken. Which indicator is it for?",
    ),
    "row_copied": (
        "CCHC-I1403", "warning",
        "dòng {code} xuất hiện lần thứ hai (lần đầu ở {first}); chỉ nhận lần đầu. Dòng nào đúng?",
        "row {code} appears a second time (first at {first}); the first is kept. Which is right?",
    ),
    "label_changed": (
        "CCHC-I1404", "warning",
        "tên hoặc mã của chỉ tiêu {code} đã bị sửa thành “{raw}”. Số liệu có đúng chỉ tiêu này không?",
        "the label or code of indicator {code} was changed to “{raw}”. Is the figure for it?",
    ),
    "label_of_another": (
        "CCHC-I1405", "error",
        "dòng của chỉ tiêu {code} mang tên của chỉ tiêu {other} nên số liệu chưa được nhận. Số liệu "
        "thuộc chỉ tiêu nào?",
        "the row of indicator {code} bears the label of {other}, so its figure was not taken. Which "
        "one is it for?",
    ),
    "unit_changed": (
        "CCHC-I1406", "warning",
        "đơn vị tính của chỉ tiêu {code} đã bị sửa thành “{raw}” (biểu mẫu: “{expected}”). Số liệu "
        "có cùng đơn vị tính không?",
        "the unit of measure of indicator {code} was changed to “{raw}” (form: “{expected}”). Is the "
        "figure in the form's unit?",
    ),
    "text_for_figure": (
        "CCHC-I1407", "error",
        "chỉ tiêu {code}: không đọc được số liệu “{raw}”. {why_vi}",
        "indicator {code}: the value “{raw}” cannot be read. {why_en}",
    ),
    "percent_unclear": (
        "CCHC-I1408", "error",
        "chỉ tiêu {code}: “{raw}” là {small} % hay {large} %? Đề nghị ghi cả dấu %, ví dụ “{small} %”.",
        "indicator {code}: is “{raw}” {small} % or {large} %? Please write the sign, such as "
        "“{small} %”.",
    ),
    "percent_format": (
        "CCHC-I1409", "note",
        "chỉ tiêu {code}: ô định dạng phần trăm, “{raw}” được đọc là {value} %.",
        "indicator {code}: the cell is formatted as per cent, “{raw}” was read as {value} %.",
    ),
    "date_for_figure": (
        "CCHC-I1410", "error",
        "chỉ tiêu {code}: ô chứa ngày tháng ({raw}), có thể do gõ dạng 1/3. Số liệu là bao nhiêu?",
        "indicator {code}: the cell holds a date ({raw}), perhaps typed as 1/3. What is the figure?",
    ),
    "not_whole": (
        "CCHC-I1411", "error",
        "chỉ tiêu {code}: “{raw}” không phải số nguyên không âm. Số liệu đúng là bao nhiêu?",
        "indicator {code}: “{raw}” is no whole number of 0 or more. What is the right figure?",
    ),
    "percent_in_count": (
        "CCHC-I1412", "error",
        "chỉ tiêu {code} đếm số lượng nhưng ô ghi phần trăm ({raw}). Số liệu là bao nhiêu?",
        "indicator {code} is a count, but the cell holds per cent ({raw}). What is the figure?",
    ),
    "formula": (
        "CCHC-I1413", "note",
        "chỉ tiêu {code}: ô là công thức {raw}; đã nhận kết quả {value} lưu trong tệp.",
        "indicator {code}: the cell is the formula {raw}; its stored result {value} was taken.",
    ),
    "formula_without_result": (
        "CCHC-I1414", "error",
        "chỉ tiêu {code}: ô là công thức {raw} chưa có kết quả trong tệp. Hãy mở tệp bằng Excel, lưu "
        "lại rồi gửi.",
        "indicator {code}: the cell is the formula {raw} without a stored result. Open the file in "
        "Excel, save it and send it again.",
    ),
    "error_cell": (
        "CCHC-I1415", "error",
        "chỉ tiêu {code}: ô báo lỗi {raw}. Số liệu là bao nhiêu?",
        "indicator {code}: the cell shows the error {raw}. What is the figure?",
    ),
    "answer_unknown": (
        "CCHC-I1416", "error",
        "chỉ tiêu {code}: “{raw}” không có trong các câu trả lời {answers}. Đề nghị chọn lại.",
        "indicator {code}: “{raw}” is none of the answers {answers}. Please choose one.",
    ),
    "unexpected_pair": (
        "CCHC-I1417", "warning",
        "chỉ tiêu {code} chỉ có một số liệu nhưng ghi “{raw}”. Số nào là kết quả?",
        "indicator {code} takes one figure but shows “{raw}”. Which is the result?",
    ),
    "pair_incomplete": (
        "CCHC-I1418", "warning",
        "chỉ tiêu {code}: “{raw}” mới có số đã giải quyết, thiếu số tiếp nhận. Đề nghị ghi đủ hai số, "
        "ví dụ “16.181/16.183”.",
        "indicator {code}: “{raw}” has the resolved but not the received. Please give both, such as "
        "“16.181/16.183”.",
    ),
    "sheet_deleted": (
        "CCHC-I1419", "error",
        "trang {form} đã bị xóa hoặc đổi tên. Đề nghị gửi lại tệp đủ các trang.",
        "sheet {form} was deleted or renamed. Please send the file with all its sheets.",
    ),
    "identity_changed": (
        "CCHC-I1420", "warning",
        "biểu {form} trong tệp khác biểu mẫu hiện hành; các dòng được nhận theo mã. Tệp có phải do "
        "bản cũ tạo ra không?",
        "form {form} of the file is not the present one; rows were taken by their keys. Was the file "
        "made by another release?",
    ),
    "shown_otherwise": (
        "CCHC-I1424", "error",
        "chỉ tiêu {code}: định dạng ô “{format}” làm số hiện ra khác số lưu ({stored}). Số liệu là bao "
        "nhiêu? Đề nghị ghi đủ chữ số.",
        "indicator {code}: the number format “{format}” shows another number than is stored "
        "({stored}). What is the figure? Please write it in full.",
    ),
    "period_differs": (
        "CCHC-I1423", "error",
        "tiêu đề ghi “{raw}” nhưng trang ẩn của biểu mẫu ghi kỳ {expected}, nên chưa nhận kỳ nào. Số "
        "liệu là của kỳ nào? Đề nghị dùng biểu mẫu tạo cho đúng kỳ.",
        "the title says “{raw}”, but the hidden sheet of the template says {expected}, so neither "
        "period was taken. Which is it? Please use the template made for the period.",
    ),
    "agency_differs": (
        "CCHC-I1425", "error",
        "tiêu đề ghi “{raw}” nhưng trang ẩn của biểu mẫu ghi đơn vị “{expected}”, nên chưa nhận đơn vị "
        "nào. Số liệu là của đơn vị nào? Đề nghị dùng biểu mẫu tạo cho đúng đơn vị.",
        "the title says “{raw}”, but the hidden sheet of the template names the unit “{expected}”, so "
        "neither was taken. Whose figures are they? Please use the template made for the unit.",
    ),
    "period_unseen": (
        "CCHC-I1426", "warning",
        "tiêu đề không còn ghi kỳ báo cáo; lấy theo trang ẩn của biểu mẫu: {expected}. Có đúng không?",
        "the title no longer says the period; by the hidden sheet it is {expected}. Is that right?",
    ),
    "title_deleted": (
        "CCHC-I1427", "warning",
        "tiêu đề đã bị xóa; đơn vị và kỳ lấy theo trang ẩn của biểu mẫu. Có đúng không?",
        "the title was deleted; unit and period are those of the hidden sheet. Is that right?",
    ),
    "days_changed": (
        "CCHC-I1428", "warning",
        "khoảng ngày của số liệu đã bị sửa thành “{raw}”; lấy theo tiêu đề. Có đúng không?",
        "the days that the figures cover were changed to “{raw}”; the title is followed. Is that "
        "right?",
    ),
    "identity_deleted": (
        "CCHC-I1429", "error",
        "trang ẩn nhận dạng biểu mẫu đã bị xóa hoặc hỏng; theo tiêu đề là {agency}, {period}. Có đúng "
        "không? Đề nghị tạo lại biểu mẫu và không xóa trang ẩn.",
        "the hidden sheet that says what the template is was deleted or damaged; by the title it is "
        "{agency}, {period}. Is that right? Please make the template anew and leave the sheet there.",
    ),
    "form_not_named": (
        "CCHC-I1430", "error",
        "trang này là biểu {form} nhưng trang ẩn của tệp không ghi biểu đó, có thể được chép từ tệp "
        "khác. Số liệu có đúng của đơn vị và kỳ này không?",
        "this sheet is form {form}, which the hidden sheet does not name; it may come from another "
        "file. Are its figures of this unit and period?",
    ),
    "sheet_renamed": (
        "CCHC-I1431", "warning",
        "trang của biểu {form} đã bị đổi tên; các dòng được nhận theo mã. Đề nghị giữ tên trang.",
        "the sheet of form {form} was renamed; its rows were taken by their keys. Please keep its "
        "name.",
    ),
    "sheet_copied": (
        "CCHC-I1432", "warning",
        "biểu {form} có hai trang, trang kia là “{raw}”. Trang nào đúng? Đề nghị chỉ để một trang; ô "
        "khác nhau chưa được nhận.",
        "form {form} stands on two sheets, the other is “{raw}”. Which is right? Please leave one; "
        "cells that differ were not taken.",
    ),
    "copy_differs": (
        "CCHC-I1433", "error",
        "chỉ tiêu {code}: ô này ghi “{raw}”, ô {other} ghi “{told}”, nên chưa nhận. Số liệu nào đúng?",
        "indicator {code}: this cell says “{raw}”, {other} says “{told}”, so neither was taken. Which "
        "is right?",
    ),
    "sheet_unread": (
        "CCHC-I1434", "warning",
        "trang này không thuộc biểu mẫu nên không được đọc. Có số liệu báo cáo trong đó không?",
        "this sheet is not of the template and was not read. Are there figures to report in it?",
    ),
    "keys_deleted": (
        "CCHC-I1435", "error",
        "cột mã ẩn của biểu mẫu đã bị xóa; dòng nào đúng cả số thứ tự và tên mới được nhận. Đề nghị "
        "chép số liệu vào biểu mẫu mới.",
        "the hidden column of keys was deleted; only rows whose code and label are both right were "
        "taken. Please copy the figures into a new template.",
    ),
    "figures_deleted": (
        "CCHC-I1436", "error",
        "không thấy cột “{raw}” (bị xóa hoặc đổi tên), nên không nhận số liệu nào của trang. Đề nghị "
        "khôi phục cột và tiêu đề cột.",
        "there is no column “{raw}” (deleted or renamed), so no figure of the sheet was taken. Please "
        "put the column and its heading back.",
    ),
    "column_deleted": (
        "CCHC-I1437", "warning",
        "không thấy cột “{raw}” (bị xóa hoặc đổi tên) nên không kiểm tra được. Đề nghị khôi phục.",
        "there is no column “{raw}” (deleted or renamed), so it could not be checked. Please put it "
        "back.",
    ),
    "column_added": (
        "CCHC-I1438", "warning",
        "cột thêm vào, bắt đầu bằng “{raw}”, không được đọc. Có số liệu báo cáo trong đó không?",
        "a column that was added, beginning with “{raw}”, was not read. Are there figures in it?",
    ),
    "cells_merged": (
        "CCHC-I1439", "error",
        "các ô số liệu đã bị gộp, nên không biết số thuộc dòng nào hay cột nào. Đề nghị bỏ gộp ô và ghi "
        "lại từng số.",
        "cells of figures were merged, so whose figure it is is not known. Please split them and write "
        "each figure again.",
    ),
    "header_with_value": (
        "CCHC-I1421", "warning",
        "dòng tiêu đề {code} có ghi “{raw}” ở cột số liệu; số này không được nhận. Thuộc dòng nào?",
        "heading row {code} shows “{raw}” as a value; it was not taken. Which row is it for?",
    ),
}  # fmt: skip


def sheet_issue(kind: str, *, file: str, cell: str, raw: str = "", **details: object) -> Issue:
    """Issue of the named kind; its messages open with the sheet and cell."""
    code, severity, vi, en = _KINDS[kind]
    filled = {"raw": raw} | details
    return Issue(
        code,
        severity,
        f"Ô {cell}: {vi.format(**filled)}",
        f"Cell {cell}: {en.format(**filled)}",
        file,
        None,
        raw,
        cell,
    )


def sheet_issue_code(kind: str) -> str:
    """Stable code of the named kind of issue."""
    return _KINDS[kind][0]
