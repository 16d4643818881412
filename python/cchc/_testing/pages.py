"""A report as PDF (by reportlab), HTML, delimited text, and as text extracted from pages."""

from __future__ import annotations

import csv
import html
import io
import textwrap
from typing import Any

from cchc.read.raised import raised

from .columns import cells, headings, pieces, value_headings
from .printed import HEADINGS, Layout, Printed, PrintedRow, PrintedTable, Shown

_FONT = "DejaVuSans"
_FONT_FILE = "DejaVuSans.ttf"


def html_bytes(printed: Printed) -> bytes:
    """Return the bytes of a page."""
    lines = ["<!DOCTYPE html><html><head><meta charset='utf-8'>"]
    lines.append("<title>Tài liệu giả lập (synthetic)</title></head><body>")
    lines += [f"<p>{html.escape(line)}</p>" for line in printed.opening()]
    for table in printed.tables:
        lines += [f"<p>{html.escape(table.title)}</p>", f"<h2>{html.escape(table.subtitle)}</h2>"]
        lines += ["<table border=1>", *_html_header(table, printed.layout)]
        lines += _html_rows(table, printed.layout)
        lines.append("</table>")
    return "\n".join([*lines, "</body></html>"]).encode()


def _html_header(table: PrintedTable, layout: Layout) -> list[str]:
    if layout.one_header or layout.second:
        line = "".join(f"<th>{html.escape(t)}</th>" for t in headings(layout, table.remark))
        return [f"<tr>{line}</tr>"]
    code, label, unit, _, note = HEADINGS
    front = [f"{label}<br>({html.escape(table.remark)})"]
    front = front if layout.code_in_label else [code, *front]
    values = value_headings(layout)
    top = "".join(f"<th rowspan=2>{text}</th>" for text in front)
    wide = f"<th colspan={1 + len(values)}>Kết quả thống kê</th><th rowspan=2>{note}</th>"
    low = "".join(f"<th>{html.escape(text)}</th>" for text in (unit, *values))
    return [f"<tr>{top}{wide}</tr><tr>{low}</tr>"]


def _html_rows(table: PrintedTable, layout: Layout) -> list[str]:
    found, covered = [], 0
    for row in table.rows:
        front, values, note = cells(row, layout)
        tds = [f"<td>{html.escape(text)}</td>" for text in front]
        if row.group and not layout.code_in_label:
            tds[0], covered = f"<td rowspan={row.group}>{html.escape(front[0])}</td>", row.group
        elif covered > 1:
            tds, covered = tds[1:], covered - 1
        tds += [f"<td>{_html_value(value)}</td>" for value in values]
        tds.append(f"<td>{html.escape(note)}</td>")
        found.append(f"<tr>{''.join(tds)}</tr>")
    return found


def _html_value(value: Shown) -> str:
    struck = f"<s>{html.escape(value.struck)}</s>" if value.struck else ""
    hidden = (
        f'<span style="display:none">{html.escape(value.hidden)}</span>' if value.hidden else ""
    )
    mark = f"<sup>{html.escape(value.mark)}</sup>" if value.mark else ""
    return f"{struck}{hidden}{html.escape(value.text)}{mark}"


def csv_bytes(printed: Printed, delimiter: str) -> bytes:
    """Return delimited text in UTF-8 with its mark, as spreadsheets export it."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    for line in printed.opening():
        writer.writerow([line])
    for table in printed.tables:
        writer.writerow([table.title])
        writer.writerow([table.subtitle])
        writer.writerow(headings(printed.layout, table.remark))
        for row in table.rows:
            front, values, note = cells(row, printed.layout)
            writer.writerow([*front, *(_with_mark(value) for value in values), note])
    return stream.getvalue().encode("utf-8-sig")


def text_bytes(printed: Printed) -> bytes:
    """Return the text that a PDF would give: cells wrapped, headers repeated."""
    lines = [*printed.opening(), ""]
    for number, table in enumerate(printed.tables):
        lines += [table.title, table.subtitle, ""]
        for rows, _ in pieces(table, printed.layout, first=number == 0):
            lines += ["STT Chỉ tiêu thống kê", f"({table.remark})"]
            lines += ["Kết quả thống kê Ghi chú", f"Đơn vị tính {printed.layout.own_heading}", ""]
            for row in rows:
                lines += _text_row(row, printed.layout.width)
    return ("\n".join(lines) + "\n").encode()


def _text_row(row: PrintedRow, width: int) -> list[str]:
    label = textwrap.wrap(row.label, width, break_on_hyphens=False)
    lines = [f"{row.code} {label[0]}".strip(), *label[1:]]
    parts = (lines[-1], row.unit, _with_mark(row.value), row.note)
    lines[-1] = " ".join(part for part in parts if part)
    return lines


def _with_mark(value: Shown) -> str:
    """The text with its mark in raised signs, as plain text has it."""
    return f"{value.text}{raised(value.mark)}"


def pdf_bytes(printed: Printed) -> bytes:
    """Return the bytes of a PDF with ruled tables; raises ImportError without reportlab."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = _style()
    story: list[Any] = [Paragraph(html.escape(line), style) for line in printed.opening()]
    for number, table in enumerate(printed.tables):
        story += [Paragraph(html.escape(t), style) for t in (table.title, table.subtitle)]
        story.append(_pdf_table(table, printed.layout, style, first=number == 0))
    stream = io.BytesIO()
    title = "Tài liệu giả lập (synthetic)"
    SimpleDocTemplate(stream, pagesize=A4, title=title, invariant=1).build(
        story, onFirstPage=_page_number, onLaterPages=_page_number
    )
    return stream.getvalue()


def _page_number(canvas: Any, document: Any) -> None:
    canvas.setFont(_FONT, 8)
    canvas.drawCentredString(300, 30, str(document.page))


def _style() -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, _FONT_FILE))
    return ParagraphStyle("cell", fontName=_FONT, fontSize=8, leading=10)


def _pdf_table(table: PrintedTable, layout: Layout, style: Any, *, first: bool) -> Any:
    from reportlab.platypus import Paragraph, Table

    two = not (layout.one_header or layout.second)
    top = _pdf_header(table, layout) if two else [headings(layout, table.remark)]
    rows = [[html.escape(text) for text in line] for line in top]
    commands = _pdf_spans(layout) if two else []
    for row in table.rows:
        front, values, note = cells(row, layout)
        if row.group and not layout.code_in_label:
            commands.append(("SPAN", (0, len(rows)), (0, len(rows) + row.group - 1)))
        cells_of_row = [*(html.escape(text) for text in front), *map(_pdf_value, values)]
        rows.append([*cells_of_row, html.escape(note)])
    data = [[Paragraph(text, style) if text else "" for text in row] for row in rows]
    widths = [36, 190, 80, *[60] * len(value_headings(layout)), 90]
    if layout.code_in_label:
        widths = [226, *widths[2:]]
    commands += [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    repeat = (2 if two else 1) if layout.repeat and first else 0
    split = 1 if layout.cut else 0
    return Table(data, colWidths=widths, repeatRows=repeat, style=commands, splitInRow=split)


def _pdf_value(value: Shown) -> str:
    struck = f"<strike>{html.escape(value.struck)}</strike><br/>" if value.struck else ""
    mark = f"<super>{html.escape(value.mark)}</super>" if value.mark else ""
    return f"{struck}{html.escape(value.text)}{mark}"


def _pdf_header(table: PrintedTable, layout: Layout) -> list[list[str]]:
    code, label, unit, _, note = HEADINGS
    values = value_headings(layout)
    front = [f"{label} ({table.remark})"]
    front = front if layout.code_in_label else [code, *front]
    top = [*front, "Kết quả thống kê", *[""] * len(values), note]
    return [top, [*[""] * len(front), unit, *values, ""]]


def _pdf_spans(layout: Layout) -> list[Any]:
    front = 1 if layout.code_in_label else 2
    last = front + 1 + len(value_headings(layout))
    spans = [("SPAN", (column, 0), (column, 1)) for column in (*range(front), last)]
    return [*spans, ("SPAN", (front, 0), (last - 1, 0))]
