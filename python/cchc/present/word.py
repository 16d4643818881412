"""Pages as a Word document: real tables, headings repeated on every page, A4."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from typing import Any

from cchc._arguments import optional_module
from cchc._save import save_whole
from cchc.present.column_room import LARGEST, column_room
from cchc.present.page import Cell, Head, Page

__all__ = ["word_bytes", "write_word"]

_FONT = "Times New Roman"
_SHADES = {
    "late": "FFE699", "missing": "F8CBAD", "corrected": "DDEBF7", "warning": "FFF2CC",
}  # fmt: skip
# Signs that XML 1.0 cannot hold; a figure's text never has them, a file name may.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_word(path: str | os.PathLike[str], pages: Sequence[Page]) -> None:
    """Write pages as a Word document, each on a page of its own.

    Raises
    ------
    ImportError
        When python-docx is not installed (extra ``word``).
    """
    save_whole(path, word_bytes(pages))


def word_bytes(pages: Sequence[Page]) -> bytes:
    """Return the contents of the document that `write_word` writes."""
    docx = optional_module("docx", "word", "to_word()")
    document = docx.Document()
    _set_font(document)
    for at, page in enumerate(pages):
        section = document.sections[0] if at == 0 else document.add_section()
        _set_paper(section, page.landscape)
        for number, line in enumerate(page.title):
            bold = number < max(1, len(page.title) - 1)
            _paragraph(document, line, bold=bold, italic=not bold, centred=True)
        _write_table(document, page, section)
        for number, note in enumerate(page.notes):
            _paragraph(document, note, size=11, before=6 if number == 0 else 0)
    if not pages:
        _set_paper(document.sections[0], landscape=False)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_font(document: Any) -> None:
    shared = optional_module("docx.shared", "word", "to_word()")
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, shared.Pt(12)
    fonts = style.element.rPr.rFonts
    ns = optional_module("docx.oxml.ns", "word", "to_word()")
    # Vietnamese letters count as "high ANSI" in Word; every kind of letter gets the same font.
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(ns.qn(f"w:{kind}"), _FONT)


def _set_paper(section: Any, landscape: bool) -> None:
    shared = optional_module("docx.shared", "word", "to_word()")
    sizes = (shared.Mm(297), shared.Mm(210)) if landscape else (shared.Mm(210), shared.Mm(297))
    section.page_width, section.page_height = sizes
    section.orientation = 1 if landscape else 0
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, shared.Mm(15))


def _paragraph(
    holder: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    size: int = 12,
    before: int = 0,
) -> None:
    shared = optional_module("docx.shared", "word", "to_word()")
    paragraph = holder.add_paragraph()
    paragraph.paragraph_format.space_before = shared.Pt(before)
    paragraph.paragraph_format.space_after = shared.Pt(2)
    paragraph.alignment = 1 if centred else None
    run = paragraph.add_run(_clean(text))
    run.bold, run.italic, run.font.size = bold, italic, shared.Pt(size)


def _write_table(document: Any, page: Page, section: Any) -> None:
    """The table as XML: python-docx looks the whole grid up again for every cell that is asked for."""
    oxml = optional_module("docx.oxml", "word", "to_word()")
    room = (section.page_width - section.left_margin - section.right_margin) / 12700  # points
    points, size = column_room(page, room)
    widths = [int(20 * each) for each in points]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = _head_rows(page.heads, widths, size)
    rows += ["".join(_cell(c, w, page.lang, size) for c, w in zip(row, widths, strict=True))
             for row in page.rows]  # fmt: skip
    repeated = 2 if any(head.above for head in page.heads) else 1
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if at < repeated else ''}</w:trPr>{row}</w:tr>"
        for at, row in enumerate(rows)
    )
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="444444"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    table = oxml.parse_xml(
        f'<w:tbl xmlns:w="{namespace}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, table)


def _head_rows(heads: Sequence[Head], widths: Sequence[int], size: float) -> list[str]:
    if not any(head.above for head in heads):
        return ["".join(_head_cell(h.title, w, size) for h, w in zip(heads, widths, strict=True))]
    first, second, at = "", "", 0
    while at < len(heads):
        head = heads[at]
        if not head.above:
            first += _head_cell(head.title, widths[at], size, merge='<w:vMerge w:val="restart"/>')
            second += _head_cell("", widths[at], size, merge="<w:vMerge/>")
            at += 1
            continue
        span = 1
        while at + span < len(heads) and heads[at + span].above == head.above:
            span += 1
        first += _head_cell(
            head.above, sum(widths[at : at + span]), size, merge=f'<w:gridSpan w:val="{span}"/>'
        )
        for each in range(at, at + span):
            second += _head_cell(heads[each].title, widths[each], size)
        at += span
    return [first, second]


def _head_cell(text: str, width: int, size: float, *, merge: str = "") -> str:
    look = merge + '<w:shd w:val="clear" w:fill="F2F2F2"/>'
    return _cell_xml(text, width, look, "center", True, size)


def _cell(cell: Cell, width: int, lang: str, size: float) -> str:
    shade = f'<w:shd w:val="clear" w:fill="{_SHADES[cell.shade]}"/>' if cell.shade else ""
    side = "right" if cell.exact or cell.right else "left"
    return _cell_xml(cell.shown(lang), width, shade, side, cell.bold, size)


def _cell_xml(text: str, width: int, look: str, side: str, bold: bool, size: float) -> str:
    from xml.sax.saxutils import escape

    marks = "<w:b/>" if bold else ""
    if size != LARGEST:
        marks += f'<w:sz w:val="{int(2 * size)}"/>'  # in half points
    letters = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in _clean(text).split("\n")
    )
    run = f"<w:r>{letters}{lines}</w:r>" if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="{side}"/>{letters}</w:pPr>{run}</w:p></w:tc>'
    )


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
