"""Prints a form with values as extracted text: wrapped cells, blank lines, repeated headers."""

import textwrap
from dataclasses import dataclass, field
from itertools import cycle

HEADERS = {
    "PL1": (
        " STT Chỉ tiêu thống kê ",
        "(Sử dụng trong kỳ báo cáo hàng quý, năm ",
        "2024) ",
        "Kết quả thống kê Ghi chú ",
        "Đơn vị tính Số liệu  ",
    ),
    "BM3": (
        "STT Chỉ tiêu thống kê ",
        "(Sử dụng trong kỳ báo cáo hàng quý, 9 ",
        "tháng, năm) ",
        "Kết quả thống kê Ghi chú ",
        "Đơn vị ",
        "tính ",
        "Số liệu  ",
    ),
}
OPENING = (
    "Sở Công Thương báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính ",
    "6 tháng đầu năm 2024 trên địa bàn tỉnh Hà Nam. ",
)


@dataclass(frozen=True)
class PrintedCells:
    """What stands in value and note of a row."""

    value: str = ""
    note: str = ""


@dataclass(frozen=True)
class Layout:
    """How a table is wrapped.

    `widths`: of label, unit, value and note, in signs. `glued`: whether a cell goes on in the last
    line of the cell before when that one was wrapped; read in turn. `header_every`: lines between
    repeated headers, counted in the running text. `cut_rows`: row positions whose cells are cut by
    a page break after so many lines of each cell.
    """

    widths: tuple[int, int, int, int] = (44, 14, 14, 12)
    glued: tuple[bool, ...] = (False,)
    blank_between: bool = True
    header_every: int | None = None
    cut_rows: dict[int, int] = field(default_factory=dict)


def printed_report(forms, cells, layout):
    """Text of a report: opening words and every form with its title."""
    lines = [*OPENING, ""]
    for form in forms:
        lines += [f" {form.title_phrases[0]} ", f"{form.title_phrases[1]} 6 THÁNG ĐẦU NĂM 2024", ""]
        table = printed_table(form, cells[form.form], layout)
        lines += [
            line for text in table for line in ((text, "") if layout.blank_between else (text,))
        ]
    return "\n".join(lines)


def printed_table(form, cells, layout):
    """Lines of one table, its header first."""
    header = HEADERS[form.form]
    glued = cycle(layout.glued)
    body = []
    for row in form.rows:
        body += _row_lines(row, cells[row.position], layout, glued, header)
    if layout.header_every is None:
        return [*header, *body]
    lines = list(header)
    for start in range(0, len(body), layout.header_every):
        lines += body[start : start + layout.header_every]
        if start + layout.header_every < len(body):
            lines += header
    return lines


def _row_lines(row, cells, layout, glued, header):
    wrapped = [
        _wrapped(text, width)
        for text, width in zip(
            (row.label, row.unit_printed, cells.value, cells.note), layout.widths, strict=True
        )
    ]
    code = _code_cell(row)
    kept = layout.cut_rows.get(row.position)
    if kept is None or all(len(cell) <= kept for cell in wrapped):
        return _cell_lines(code, wrapped, glued)
    first = _cell_lines(code, [cell[:kept] for cell in wrapped], glued)
    return [*first, *header, *_cell_lines("", [cell[kept:] for cell in wrapped], glued)]


def _code_cell(row):
    if row.uncoded:
        return "Trong đó" if row.form_code.endswith(".a") else ""
    return row.code_printed


def _cell_lines(code, cells, glued):
    """Cells one after another; a cell goes on in the line of a cell that was not wrapped."""
    lines, open_line = [code] if code else [], bool(code)
    for cell in cells:
        if not cell:
            continue
        if open_line and lines:
            lines[-1] = f"{lines[-1]} {cell[0]}"
            lines += cell[1:]
        else:
            lines += cell
        open_line = len(cell) == 1 or next(glued)
    return lines


def _wrapped(text, width):
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
