"""Pages as one HTML file that works offline and prints on A4."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from cchc._save import save_whole
from cchc.present.page import Cell, Head, Page

__all__ = ["html_text", "write_html"]

_STYLE = """
body { font-family: "Times New Roman", "DejaVu Serif", serif; font-size: 12pt; margin: 1.5em; }
section { margin-bottom: 2em; }
section + section { page-break-before: always; }
h2, p.sub { text-align: center; margin: 0.2em 0; font-size: 1em; }
p.sub { font-style: italic; }
table { border-collapse: collapse; width: 100%; margin: 0.6em 0; }
th, td { border: 1px solid #444; padding: 0.15em 0.35em; vertical-align: middle; }
th { background: #f2f2f2; }
td.n { text-align: right; white-space: nowrap; }
td.b { font-weight: bold; }
td.late { background: #ffe699; } td.missing { background: #f8cbad; }
td.corrected { background: #ddebf7; } td.warning { background: #fff2cc; }
p.note { margin: 0.15em 0; font-size: 0.92em; }
thead { display: table-header-group; }
tr { page-break-inside: avoid; }
@page { size: A4; margin: 15mm 12mm; }
@page wide { size: A4 landscape; }
section.wide { page: wide; }
"""


_DAY = re.compile(r"\d\d/\d\d/\d{4}")  # kept on one line


def write_html(path: str | os.PathLike[str], pages: Sequence[Page]) -> None:
    """Write pages as one HTML file: no script, no other file, headings for screen readers."""
    save_whole(Path(path), html_text(pages).encode("utf-8"))


def html_text(pages: Sequence[Page]) -> str:
    """Return the text of the file that `write_html` writes."""
    lang = pages[0].lang if pages else "vi"
    title = escape(" – ".join(pages[0].title[:2])) if pages else ""
    body = "\n".join(_section(page) for page in pages)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _section(page: Page) -> str:
    wide = ' class="wide"' if page.landscape else ""
    lines = [
        f'<h2 align="center">{escape(line)}</h2>'
        if at < max(1, len(page.title) - 1)
        else _sub(line)
        for at, line in enumerate(page.title)
    ]
    total = sum(head.width for head in page.heads)
    columns = "".join(f'<col style="width:{100 * head.width / total:.1f}%">' for head in page.heads)
    rows = "\n".join(
        "<tr>" + "".join(_cell(cell, page.lang) for cell in row) + "</tr>" for row in page.rows
    )
    notes = "\n".join(f'<p class="note">{escape(note)}</p>' for note in page.notes)
    return (
        f"<section{wide}>\n{''.join(lines)}\n"
        f'<table border="1" cellspacing="0" cellpadding="3">\n<colgroup>{columns}</colgroup>\n'
        f"<thead>{_head(page.heads)}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n{notes}\n</section>"
    )


def _sub(line: str) -> str:
    return f'<p class="sub" align="center">{escape(line)}</p>'


def _head(heads: Sequence[Head]) -> str:
    if not any(head.above for head in heads):
        cells = "".join(f'<th scope="col">{escape(head.title)}</th>' for head in heads)
        return f"<tr>{cells}</tr>"
    first, second = "", ""
    for at, head in enumerate(heads):
        if not head.above:
            first += f'<th scope="col" rowspan="2">{escape(head.title)}</th>'
            continue
        second += f'<th scope="col">{escape(head.title)}</th>'
        if at == 0 or heads[at - 1].above != head.above:
            span = sum(each.above == head.above for each in heads[at:])
            first += f'<th scope="colgroup" colspan="{span}">{escape(head.above)}</th>'
    return f"<tr>{first}</tr><tr>{second}</tr>"


def _cell(cell: Cell, lang: str) -> str:
    names = [
        name
        for name, on in (
            ("n", cell.exact or cell.right),
            ("b", cell.bold),
            (cell.shade, cell.shade),
        )
        if on
    ]
    kind = f' class="{" ".join(names)}"' if names else ""
    # Word processors that open the file know the attribute and the element, not the style sheet.
    side = ' align="right"' if cell.exact or cell.right else ""
    shown = escape(cell.shown(lang)).replace("\n", "<br>")
    if _DAY.fullmatch(shown):
        side += " nowrap"
    return f"<td{kind}{side}>{f'<b>{shown}</b>' if cell.bold and shown else shown}</td>"
