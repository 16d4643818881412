"""Tables as HTML that works offline: no script, no outside file, readable by screen readers."""

from __future__ import annotations

from html import escape
from typing import Any

from cchc.present.table import Table
from cchc.present.text import explanation_text

__all__ = ["explanation_html", "table_html"]

# Colours come from the notebook's own theme, so that a dark one stays readable.
_STYLE = "border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:0.9em;margin:0.5em 0"
_CELL = "padding:0.25em 0.6em;border-bottom:1px solid rgba(128,128,128,0.35);vertical-align:top"


def _align(number: bool) -> str:
    return f"{_CELL};text-align:{'right' if number else 'left'}"


def table_html(table: Table) -> str:
    """Return a table as an HTML fragment with a caption, column headings and notes."""
    head = "".join(
        f'<th scope="col" style="{_align(column.number)};border-bottom-width:2px">'
        f"{escape(column.title)}</th>"
        for column in table.columns
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_align(column.number)}">{escape(cell)}</td>'
            for column, cell in zip(table.columns, row, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    notes = "".join(f'<p style="margin:0.2em 0">{escape(note)}</p>' for note in table.notes)
    return (
        f'<div class="cchc"><table style="{_STYLE}">'
        f'<caption style="text-align:left;font-weight:bold">{escape(table.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}</div>"
    )


def explanation_html(tree: dict[str, Any], *, lang: str = "vi") -> str:
    """Return an explanation tree as nested, foldable HTML lists."""
    return f'<div class="cchc">{_node(tree, lang, opened=True)}</div>'


def _node(node: dict[str, Any], lang: str, *, opened: bool) -> str:
    alone = {**node, "parts": [], "parts_left_out": 0}
    lines = [line.strip() for line in explanation_text(alone, lang=lang).splitlines()]
    title, rest = (
        escape(lines[0]),
        "".join(f"<br><small>{escape(line)}</small>" for line in lines[1:]),
    )
    if not node["parts"]:
        return f'<div style="margin-left:1.2em">{title}{rest}</div>'
    inner = "".join(_node(part, lang, opened=False) for part in node["parts"])
    if node["parts_left_out"]:
        inner += f'<div style="margin-left:1.2em">… {node["parts_left_out"]}</div>'
    state = " open" if opened else ""
    return f'<details{state} style="margin-left:1.2em"><summary>{title}{rest}</summary>{inner}</details>'
