"""Issues: what could not be read, or was read with doubt, and where.

An issue never stops a reading. Its code is stable; its message is in Vietnamese and English, says
what was found and asks for what would settle it.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One doubt of a reading.

    `line` counts from 1 and is None where a place is not a line; then `place` says it in words
    (`Sheet1!D12`). `raw` is the text as found.
    """

    code: str
    severity: Severity
    message_vi: str
    message_en: str
    file: str
    line: int | None
    raw: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    severity: Severity
    vi: str
    en: str


_KINDS: dict[str, _Kind] = {
    "no_table": _Kind(
        "CCHC-I1301",
        "error",
        "Không tìm thấy bảng thống kê chỉ tiêu nào. Văn bản có kèm phụ lục số liệu không?",
        "No table of indicators was found. Does the text include the appendix with figures?",
    ),
    "row_unmatched": _Kind(
        "CCHC-I1302",
        "warning",
        "Dòng “{excerpt}” không khớp chỉ tiêu nào của biểu {form}. Đề nghị kiểm tra mã và tên chỉ "
        "tiêu.",
        "The row “{excerpt}” matches no indicator of form {form}. Please check its code and label.",
    ),
    "row_uncertain": _Kind(
        "CCHC-I1303",
        "warning",
        "Chưa rõ dòng này là chỉ tiêu {first} hay {second} của biểu {form}; số liệu chưa được "
        "nhận. Đề nghị xác nhận.",
        "This row may be indicator {first} or {second} of form {form}; its figure was not taken. "
        "Please confirm which.",
    ),
    "value_unreadable": _Kind(
        "CCHC-I1304",
        "error",
        "Chỉ tiêu {code}: không đọc được số liệu “{raw}”. {why_vi}",
        "Indicator {code}: the value “{raw}” cannot be read. {why_en}",
    ),
    "value_ambiguous": _Kind(
        "CCHC-I1305",
        "error",
        "Chỉ tiêu {code}: số liệu “{raw}” có thể đọc là {readings}. Đề nghị ghi rõ.",
        "Indicator {code}: the value “{raw}” can be read as {readings}. Please say which.",
    ),
    "value_remarked": _Kind(
        "CCHC-I1325",
        "note",
        "Chỉ tiêu {code}: số liệu “{raw}” được đọc là {value}. {why_vi}",
        "Indicator {code}: the value “{raw}” was read as {value}. {why_en}",
    ),
    "malformed_code": _Kind(
        "CCHC-I1306",
        "warning",
        "Số thứ tự “{raw}” viết sai dạng, được đọc là {code}. Đề nghị sửa lại trong biểu.",
        "The code “{raw}” is malformed and was read as {code}. Please correct it in the form.",
    ),
    "code_gap": _Kind(
        "CCHC-I1307",
        "note",
        "Số thứ tự nhảy từ {before} đến {after}; các mã được giữ nguyên. Biểu có thiếu dòng không?",
        "Codes jump from {before} to {after}; they are kept as printed. Is a row missing from the "
        "form?",
    ),
    "code_mismatch": _Kind(
        "CCHC-I1308",
        "warning",
        "Dòng ghi mã “{raw}” nhưng tên là chỉ tiêu {code}; được nhận theo tên. Đề nghị kiểm tra "
        "mã.",
        "The row is coded “{raw}” but labelled as indicator {code}, and was taken by its label. "
        "Please check the code.",
    ),
    "row_absent": _Kind(
        "CCHC-I1309",
        "warning",
        "Không có dòng {code} “{label}” của biểu {form}. Đề nghị bổ sung dòng, kể cả khi để trống.",
        "Row {code} “{label}” of form {form} is absent. Please put it back, even if left blank.",
    ),
    "table_cut": _Kind(
        "CCHC-I1310",
        "error",
        "Bảng {form} dừng ở {last}: thiếu {count} dòng cuối, từ {first}. Văn bản có bị cắt không?",
        "Table {form} stops at {last}: its last {count} rows, from {first} on, are absent. Was the "
        "text cut?",
    ),
    "row_cut": _Kind(
        "CCHC-I1311",
        "error",
        "Dòng {code} bị cắt giữa chừng nên chưa biết số liệu. Đề nghị gửi lại văn bản đầy đủ.",
        "Row {code} is cut in the middle, so its value is not known. Please send the whole text.",
    ),
    "row_repeated": _Kind(
        "CCHC-I1312",
        "warning",
        "Chỉ tiêu {code} xuất hiện lần thứ hai (lần đầu ở {first}); chỉ nhận lần đầu. Dòng nào "
        "đúng?",
        "Indicator {code} appears a second time (first at {first}); the first is kept. Which is "
        "right?",
    ),
    "second_report": _Kind(
        "CCHC-I1313",
        "error",
        "Tệp chứa hơn một báo cáo: báo cáo thứ hai bắt đầu ở {at} và chưa được đọc. Đề nghị "
        "tách thành các tệp riêng.",
        "The file holds more than one report: the second starts at {at} and was not read. "
        "Please split the file.",
    ),
    "table_unknown": _Kind(
        "CCHC-I1314",
        "warning",
        "Bảng này không phải biểu nào đã biết ({known}) nên chưa được đọc.",
        "This table is none of the known forms ({known}) and was not read.",
    ),
    "header_with_value": _Kind(
        "CCHC-I1315",
        "warning",
        "Dòng tiêu đề {code} có ghi “{raw}” ở cột số liệu; số này không được nhận. Thuộc dòng nào?",
        "Heading row {code} shows “{raw}” as a value; it was not taken. Which row is it for?",
    ),
    "answer_outside_key": _Kind(
        "CCHC-I1316",
        "error",
        "Chỉ tiêu {code}: “{raw}” không có trong các mã trả lời {answers} nên chưa được nhận. Đề "
        "nghị chọn lại.",
        "Indicator {code}: “{raw}” is none of the answers {answers} and was not taken. Please "
        "choose one.",
    ),
    "unexpected_pair": _Kind(
        "CCHC-I1317",
        "warning",
        "Chỉ tiêu {code} chỉ có một số liệu nhưng ghi “{raw}”. Đề nghị cho biết số nào là kết quả.",
        "Indicator {code} takes one figure but shows “{raw}”. Please say which is the result.",
    ),
    "pair_incomplete": _Kind(
        "CCHC-I1326",
        "warning",
        "Chỉ tiêu {code}: “{raw}” mới có số đã giải quyết {value}, thiếu số tiếp nhận. Đề nghị ghi "
        "đủ hai số, ví dụ “16.181/16.183”.",
        "Indicator {code}: “{raw}” has the resolved {value} but not the received. Please give both "
        "figures, such as “16.181/16.183”.",
    ),
    "pair_reversed": _Kind(
        "CCHC-I1327",
        "warning",
        "Chỉ tiêu {code}: “{raw}” ghi số đã giải quyết {first} lớn hơn số tiếp nhận {second}. Hai "
        "số có bị đổi chỗ không?",
        "Indicator {code}: “{raw}” has more resolved ({first}) than received ({second}). Were the "
        "two figures swapped?",
    ),
    "window_differs": _Kind(
        "CCHC-I1328",
        "warning",
        "Số liệu ghi từ {first} đến {last}, không khớp kỳ {period} (từ {rule_first} đến "
        "{rule_last}). Kỳ hay khoảng thời gian nào đúng?",
        "The figures are said to run from {first} to {last}, which is not {period} (from "
        "{rule_first} to {rule_last}). Which of the two is right?",
    ),
    "periods_differ": _Kind(
        "CCHC-I1329",
        "warning",
        "Các tiêu đề nêu kỳ khác nhau: {periods}. Báo cáo này của kỳ nào?",
        "The headings name different periods: {periods}. Which one is the report for?",
    ),
    "unit_differs": _Kind(
        "CCHC-I1318",
        "note",
        "Chỉ tiêu {code}: đơn vị tính ghi “{raw}”, biểu mẫu là “{expected}”. Số liệu có cùng đơn "
        "vị tính không?",
        "Indicator {code}: the unit of measure reads “{raw}”, the form says “{expected}”. Is the "
        "figure in the form's unit?",
    ),
    "label_differs": _Kind(
        "CCHC-I1319",
        "note",
        "Chỉ tiêu {code}: tên ghi khác biểu mẫu (“{raw}”). Có phải cùng một chỉ tiêu?",
        "Indicator {code}: the label differs from the form's (“{raw}”). Is it the same indicator?",
    ),
    "windows_differ": _Kind(
        "CCHC-I1349",
        "warning",
        "Số liệu được ghi theo nhiều khoảng thời gian khác nhau: {windows}; chưa nhận khoảng nào. Khoảng "
        "nào đúng?",
        "The figures are said to be of different data windows: {windows}; none was taken. Which is "
        "right?",
    ),
    "window_wrong": _Kind(
        "CCHC-I1320",
        "warning",
        "Khoảng thời gian “{raw}” không phải là hai ngày hợp lệ theo thứ tự. Đề nghị ghi lại.",
        "The data window “{raw}” is not two valid days in order. Please correct it.",
    ),
    "period_unknown": _Kind(
        "CCHC-I1321",
        "warning",
        "Không tìm thấy kỳ báo cáo (ví dụ “6 tháng đầu năm 2024”). Báo cáo của kỳ nào?",
        "No reporting period was found (such as “6 tháng đầu năm 2024”). Which period is it for?",
    ),
    "agency_unknown": _Kind(
        "CCHC-I1322",
        "warning",
        "Không tìm thấy tên cơ quan báo cáo. Báo cáo của cơ quan nào?",
        "The name of the reporting agency was not found. Which agency is it from?",
    ),
    "agencies_differ": _Kind(
        "CCHC-I1346",
        "warning",
        "Tiêu đề ghi cơ quan báo cáo là “{agency}” nhưng lời văn ghi “{other}” báo cáo; được nhận theo "
        "tiêu đề. Báo cáo của cơ quan nào?",
        "The letterhead names “{agency}”, but a sentence says that “{other}” reports; the letterhead was "
        "followed. Which agency is the report of?",
    ),
    "title_missing": _Kind(
        "CCHC-I1323",
        "note",
        "Bảng không có tên biểu; được đọc theo biểu {form} vì khớp nhiều dòng nhất. Có đúng không?",
        "The table has no title; it was read as form {form}, which most rows match. Is that right?",
    ),
    "cell_unreadable": _Kind(
        "CCHC-I1330",
        "error",
        "Chỉ tiêu {code}: không nhận số liệu “{raw}”. {why_vi}",
        "Indicator {code}: the value “{raw}” was not taken. {why_en}",
    ),
    "hidden_sheet": _Kind(
        "CCHC-I1331",
        "warning",
        "Trang “{sheet}” bị ẩn nên không được đọc. Có cần trang này không?",
        "The sheet “{sheet}” is hidden and was not read. Is it needed?",
    ),
    "hidden_rows": _Kind(
        "CCHC-I1332",
        "warning",
        "Có {count} dòng bị ẩn, đầu tiên là {first}; các dòng này vẫn được đọc. Có đúng ý không?",
        "{count} rows are hidden, the first at {first}; they were read all the same. Is that meant?",
    ),
    "hidden_columns": _Kind(
        "CCHC-I1333",
        "warning",
        "Cột bị ẩn ({columns}) không được đọc. Có cần các cột này không?",
        "Hidden columns ({columns}) were not read. Are they needed?",
    ),
    "text_removed": _Kind(
        "CCHC-I1340",
        "note",
        "Có {count} chỗ chữ bị gạch bỏ, ẩn hoặc xóa, đầu tiên là {first} (“{excerpt}”); các chữ này "
        "không được đọc.",
        "Text that is struck out, hidden or deleted was not read; places: {count}, the first at "
        "{first} (“{excerpt}”).",
    ),
    "value_removed": _Kind(
        "CCHC-I1341",
        "warning",
        "Chỉ tiêu {code}: trong ô số liệu có “{removed}” bị gạch bỏ, ẩn hoặc xóa; chỉ nhận “{raw}”. "
        "Có đúng không?",
        "Indicator {code}: the value cell also holds “{removed}”, struck out, hidden or deleted; only "
        "“{raw}” was taken. Is that right?",
    ),
    "label_means_other": _Kind(
        "CCHC-I1342",
        "warning",
        "Dòng “{raw}” gần giống chỉ tiêu {code} nhưng có “{word}” làm đổi nghĩa; số liệu chưa được "
        "nhận. Đây là chỉ tiêu nào?",
        "The row “{raw}” is near indicator {code}, but its “{word}” changes the meaning; its figure "
        "was not taken. Which indicator is it?",
    ),
    "label_lacks": _Kind(
        "CCHC-I1347",
        "warning",
        "Dòng “{raw}” gần giống chỉ tiêu {code} nhưng thiếu “{word}”; số liệu chưa được nhận. Đây là chỉ "
        "tiêu nào?",
        "The row “{raw}” is near indicator {code} but lacks its “{word}”; its figure was not taken. Which "
        "indicator is it?",
    ),
    "codes_absent": _Kind(
        "CCHC-I1348",
        "note",
        "Bảng {form} không ghi mã chỉ tiêu; {count} dòng được nhận theo tên. Đề nghị ghi mã.",
        "Table {form} prints no codes; {count} rows were taken by their labels. Please print the codes.",
    ),
    "columns_left_out": _Kind(
        "CCHC-I1334",
        "note",
        "Các cột {columns} không phải số liệu của kỳ báo cáo nên không được nhận.",
        "The columns {columns} are not figures of the period reported and were not taken.",
    ),
    "columns_unclear": _Kind(
        "CCHC-I1335",
        "error",
        "Có nhiều cột số liệu ({columns}). Cột nào là số liệu của báo cáo này?",
        "There are several value columns ({columns}). Which one holds this report's figures?",
    ),
    "column_doubtful": _Kind(
        "CCHC-I1343",
        "error",
        "Cột số liệu có tiêu đề “{heading}” nên có thể không phải số liệu của kỳ báo cáo; số liệu chưa "
        "được nhận. Đây có phải số liệu của báo cáo này không?",
        "The value column is headed “{heading}”, so its figures may not be of the period reported; "
        "they were not taken. Are they this report's?",
    ),
    "column_strange": _Kind(
        "CCHC-I1345",
        "warning",
        "Tiêu đề “{heading}” của cột số liệu không cho biết là số liệu gì; cột duy nhất này đã được nhận "
        "là số liệu của kỳ báo cáo.",
        "The heading “{heading}” of the value column does not tell what it holds; being the only one, "
        "it was taken as the figures of the period reported.",
    ),
    "column_scaled": _Kind(
        "CCHC-I1344",
        "error",
        "Số liệu được ghi theo đơn vị “{heading}”; số liệu chưa được nhận. Đề nghị ghi số đầy đủ.",
        "The figures are given in “{heading}”; they were not taken. Please give them in full.",
    ),
    "legacy_font": _Kind(
        "CCHC-I1336",
        "note",
        "Chữ phông cũ ({fonts}) đã được chuyển sang Unicode. Đề nghị dùng phông Unicode.",
        "Text in old fonts ({fonts}) was converted to Unicode. Please use a Unicode font.",
    ),
    "page_unread": _Kind(
        "CCHC-I1337",
        "error",
        "Trang {page} chỉ có ảnh, không có lớp chữ nên không được đọc. Đề nghị gửi bản có chữ.",
        "Page {page} is a picture without text and was not read. Please send a version with text.",
    ),
    "other_extension": _Kind(
        "CCHC-I1338",
        "note",
        "Tên tệp có đuôi {suffix} nhưng nội dung là {format}; được đọc theo nội dung.",
        "The file is named {suffix} but holds {format}; it was read by its content.",
    ),
    "external_formula": _Kind(
        "CCHC-I1339",
        "warning",
        "Ô {cells} lấy số từ tệp khác; số đã lưu được dùng, tệp kia không được mở. Số còn đúng không?",
        "The cells {cells} take their figures from another file; the stored figures were used and "
        "that file was not opened. Are they current?",
    ),
    "name_differs": _Kind(
        "CCHC-I1422",
        "warning",
        "Tên tệp ghi kỳ {named} nhưng báo cáo ghi kỳ {period}; được nhận theo báo cáo. Kỳ nào đúng?",
        "The file's name says {named}, the report says {period}; the report was followed. Which is "
        "right?",
    ),
    "date_wrong": _Kind(
        "CCHC-I1324",
        "note",
        "Ngày “{raw}” của văn bản không có trong lịch. Đề nghị kiểm tra.",
        "The date “{raw}” of a document is not in the calendar. Please check it.",
    ),
}


def issue(
    kind: str, *, file: str, line: int | None, raw: str = "", where: str = "", **details: object
) -> Issue:
    """Issue of the named kind, its messages filled with `raw`, place and `details`.

    `where` says the place in words when it is not a line.
    """
    wording = _KINDS[kind]
    at_vi, at_en = (where, where) if line is None else (f"dòng {line}", f"line {line}")
    filled = {"raw": raw, "line": line, "at": at_en} | details
    return Issue(
        wording.code,
        wording.severity,
        wording.vi.format(**filled | {"at": at_vi}),
        wording.en.format(**filled),
        file,
        line,
        raw,
        where if line is None else "",
    )


def issue_code(kind: str) -> str:
    """Stable code of the named kind of issue."""
    return _KINDS[kind].code
