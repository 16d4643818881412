"""A report as a Word document, by python-docx with tables of raw XML."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from .columns import cells, cut_in_two, headings, pieces, value_headings
from .old_fonts import encoded
from .printed import HEADINGS, Layout, Printed, PrintedRow, PrintedTable, Shown

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_bytes(printed: Printed) -> bytes:
    """Return the bytes of a .docx; raises ImportError without python-docx."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    document.core_properties.title = "Tài liệu giả lập (synthetic)"
    for line in printed.opening():
        document.add_paragraph(line)
    body = document.element.body
    end = body[-1]  # the section's properties stay last
    for number, table in enumerate(printed.tables):
        end.addprevious(parse_xml(_paragraph(table.title)))
        end.addprevious(parse_xml(_paragraph(table.subtitle)))
        for xml in _tables(table, printed.layout, first=number == 0):
            end.addprevious(parse_xml(xml))
            end.addprevious(parse_xml(_paragraph("")))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p {_NS}><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _tables(table: PrintedTable, layout: Layout, *, first: bool) -> list[str]:
    found = []
    carried: PrintedRow | None = None
    parts = list(pieces(table, layout, first=first))
    for index, (rows, with_header) in enumerate(parts):
        own = ([carried] if carried else []) + list(rows)
        carried = None
        if layout.cut and index + 1 < len(parts):
            halves = cut_in_two(own[-1])
            if halves:
                own[-1], carried = halves
        header = _header(table, layout) if with_header else ""
        rows_xml = "".join(_row(own, i, layout) for i in range(len(own)))
        xml = f"<w:tbl {_NS}><w:tblPr/>{header}{rows_xml}</w:tbl>"
        found.append(_nested(xml) if layout.nested and index == 0 and first else xml)
    return found


def _nested(xml: str) -> str:
    """The table inside the cell of another one, as letter layouts have it."""
    cell = f"<w:tc><w:p/>{xml}<w:p/></w:tc>"
    return f"<w:tbl {_NS}><w:tblPr/><w:tr>{cell}</w:tr></w:tbl>"


def _header(table: PrintedTable, layout: Layout) -> str:
    if layout.one_header or layout.second:
        return _tr([_tc(text) for text in headings(layout, table.remark)])
    code, label, unit, _, note = HEADINGS
    values = value_headings(layout)
    label = f"{label} ({table.remark})"
    front = [code, label] if not layout.code_in_label else [label]
    top = [*(_tc(text, merge="restart") for text in front)]
    top += [_tc("Kết quả thống kê", span=1 + len(values)), _tc(note, merge="restart")]
    low = [_tc("", merge="continue") for _ in front]
    low += [_tc(unit), *(_tc(text) for text in values), _tc("", merge="continue")]
    return _tr(top) + _tr(low)


def _row(rows: list[PrintedRow], index: int, layout: Layout) -> str:
    row = rows[index]
    front, values, note = cells(row, layout)
    if row.heading and layout.merged_headings and not layout.code_in_label:
        return _tr([_tc(front[0]), _tc(front[1], span=2 + len(values) + 1, font=layout.font)])
    merge = ""
    if not layout.code_in_label:
        merge = "restart" if row.group else _continues(rows, index)
    found = []
    for number, text in enumerate(front):
        if number == 0 and merge:
            found.append(_tc(text if merge == "restart" else "", merge=merge, font=layout.font))
        else:
            found.append(_tc(text, font=layout.font))
    found += [_value_tc(value) for value in values]
    found.append(_tc(note, font=layout.font))
    if not front[0] and not merge and len(found) > 1:
        return _tr(found[1:], before=1)
    return _tr(found)


def _continues(rows: list[PrintedRow], index: int) -> str:
    """Whether a merged `Trong đó` cell of a row above reaches down to this one."""
    for back in range(1, 3):
        if index >= back and rows[index - back].group > back and not rows[index].code:
            return "continue"
    return ""


def _value_tc(value: Shown) -> str:
    looks = ((value.struck, "<w:strike/>"), (value.hidden, "<w:vanish/>"), (value.text, ""))
    raised = (value.mark, '<w:vertAlign w:val="superscript"/>')
    runs = "".join(
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{escape(text)}</w:t></w:r>"
        for text, look in (*looks, raised)
        if text
    )
    return f"<w:tc><w:tcPr/><w:p>{runs}</w:p></w:tc>"


def _tr(cells: list[str], before: int = 0) -> str:
    properties = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _tc(text: str, *, span: int = 1, merge: str = "", font: str = "") -> str:
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        value = f' w:val="{merge}"' if merge == "restart" else ""
        properties += f"<w:vMerge{value}/>"
    stored = encoded(text, font) if font else None
    fonts = ""
    if stored is not None:
        text = stored
        fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    run = f'<w:r>{fonts}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run}</w:p></w:tc>"
