"""The words of letters in both languages, and the look of their HTML."""

from __future__ import annotations

__all__ = ["STYLE", "WORDS"]

WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "sender": "{sender}",
        "date": "........, ngày ..... tháng ..... năm 20.....",
        "subject": "V/v đề nghị làm rõ số liệu báo cáo cải cách hành chính {periods}",
        "to": "Kính gửi: {name}",
        "thanks": "Trân trọng cảm ơn quý đơn vị đã gửi báo cáo cải cách hành chính {periods}.",
        "request": "Khi đối chiếu số liệu trong báo cáo, chúng tôi thấy {count} nội dung cần quý "
        "đơn vị giúp làm rõ. Các câu hỏi dưới đây được đặt ra từ việc đối chiếu số liệu với nhau, "
        "không phải là kết luận về báo cáo. Kính đề nghị quý đơn vị xem lại và cho ý kiến vào phần "
        "để trống, trước ngày {reply_by}.",
        "number": "TT",
        "rows": "Dòng, chỉ tiêu",
        "printed": "Số liệu, nội dung in trong báo cáo",
        "rule": "Quy tắc đối chiếu",
        "question": "Nội dung đề nghị làm rõ",
        "reply": "Ý kiến của đơn vị",
        "reply_choices": "[ ] giữ nguyên, vì:    [ ] sửa thành:",
        "error": "đề nghị kiểm tra",
        "warning": "đề nghị cho ý kiến thêm",
        "information": "để tham khảo",
        "form": "về biểu mẫu in sẵn, đơn vị không phải sửa số liệu",
        "asked": "Về các tệp đã nhận, đề nghị cho biết:",
        "blank": "Một số nội dung chưa đối chiếu được vì các dòng sau để trống. Nếu trong kỳ không "
        "phát sinh, đề nghị ghi 0 hoặc câu trả lời theo biểu; nếu không thuộc phạm vi của đơn vị, "
        "đề nghị ghi rõ:",
        "close": "Rất mong nhận được sự phối hợp của quý đơn vị. Trân trọng cảm ơn./.",
        "signature": "{sender}",
        "reply_title": "PHẦN TRẢ LỜI CỦA ĐƠN VỊ",
        "reply_who": "Người trả lời: ............................  Điện thoại: ................  "
        "Ngày: ..............",
        "reply_more": "Ý kiến khác: ...............................................................",
    },
    "en": {
        "sender": "{sender}",
        "date": "........, ..... ..... 20.....",
        "subject": "Questions on the administrative reform report for {periods}",
        "to": "To: {name}",
        "thanks": "Thank you for your administrative reform report for {periods}.",
        "request": "While comparing the figures of the report we met {count} points on which we "
        "would ask for your help. The questions come from comparing figures with each other; they "
        "are no judgement of the report. Please look at them again and write your answer in the "
        "room left for it, by {reply_by}.",
        "number": "No.",
        "rows": "Row, indicator",
        "printed": "Printed in the report",
        "rule": "Rule",
        "question": "Question",
        "reply": "Answer of the unit",
        "reply_choices": "[ ] stays, because:    [ ] becomes:",
        "error": "please check",
        "warning": "please comment",
        "information": "for information",
        "form": "on the printed form, no figure needs a change",
        "asked": "On the files that were received, please tell us:",
        "blank": "Some points could not be compared because these rows are blank. Where nothing "
        "happened in the period, please write 0 or the form's answer; where a row does not apply, "
        "please say so:",
        "close": "We are grateful for your cooperation.",
        "signature": "{sender}",
        "reply_title": "REPLY OF THE UNIT",
        "reply_who": "Name: ............................  Telephone: ................  "
        "Date: ..............",
        "reply_more": "Other remarks: ..........................................................",
    },
}

# Word and LibreOffice open these letters too, so that the look rests on plain rules and on the
# attributes of the table (border, padding, widths) rather than on what browsers alone know.
STYLE = (
    'body{font-family:"Times New Roman",Times,serif;font-size:12pt;max-width:190mm}'
    "h1{font-size:13pt;text-align:center}h2{font-size:12pt}"
    "p.date,p.closing{text-align:right;font-style:italic}p.to{font-weight:bold}"
    "table{border-collapse:collapse;width:100%;font-size:10.5pt}"
    "th,td{border:1px solid #444;padding:4px;vertical-align:top;text-align:left}"
    "th{background:#eee}"
)
