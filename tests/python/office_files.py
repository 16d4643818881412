"""Office files made by hand, sound and harmful, for the readers to meet."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ROWS = (
    ("1.1.1.", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "39"),
    ("1.1.2.", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "19"),
    ("1.1.3.", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", "3"),
    ("3.3.", "Kết quả giải quyết TTHC", "TTHC", "16.181/16.183"),
    ("4.2.1.", "Tổng số biên chế được giao trong năm", "Người", "40"),
    ("4.2.5.", "Tỷ lệ phần trăm biên chế đã tinh giản so với năm 2015", "%", "10"),
)
HEADER = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def docx(body, **parts):
    """A Word document of a body in XML; keyword parts are named with __ for / and _ for a dot."""
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    )
    return archive({"word/document.xml": document} | parts)


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text, properties="", run=""):
    fonts = f"<w:rPr>{run}</w:rPr>" if run else ""
    run_xml = f'<w:r>{fonts}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run_xml}</w:p></w:tc>"


def line(cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows, header=HEADER):
    lines = [line([cell(text) for text in header])] if header else []
    lines += [row if isinstance(row, str) else line([cell(text) for text in row]) for row in rows]
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def opening(agency="Sở Y tế Nam Định", period="6 tháng đầu năm 2024"):
    return f"{agency} báo cáo kết quả cải cách hành chính {period}."


def filled(rows=ROWS):
    return [(*row, "") if len(row) == 4 else row for row in rows]


def xlsx(sheets, *, states=(), strings=None, extra=None, styles=None):
    """A workbook of sheet XML by name."""
    entries, relations, parts = [], [], {}
    for number, (name, xml) in enumerate(sheets.items(), start=1):
        state = f' state="{states[number - 1]}"' if len(states) >= number else ""
        entries.append(f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>')
        relations.append(
            f'<Relationship Id="r{number}" Type="{R}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = xml
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{"".join(entries)}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{''.join(relations)}</Relationships>"
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings
    if styles is not None:
        parts["xl/styles.xml"] = styles
    return archive(parts | (extra or {}))


def sheet(rows, tail=""):
    """Sheet XML of rows of texts, or of XML where an entry begins with `<`."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            text.replace("<c", f'<c r="{chr(64 + column)}{number}"', 1)
            if text.startswith("<c")
            else f'<c r="{chr(64 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in enumerate(row, start=1)
            if text
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{S}"><sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'


def report_rows(rows=ROWS):
    return [[opening()], ["Phụ lục I"], list(HEADER), *[list(row) for row in rows]]
