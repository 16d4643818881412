"""Tables and explanations as plain text, for terminals and notebooks without HTML."""

from __future__ import annotations

import io
from typing import Any

from cchc.present.number import format_number
from cchc.present.table import Table
from cchc.present.words import STATE_WORDS

__all__ = ["explanation_text", "table_text"]


def table_text(table: Table, *, width: int = 120) -> str:
    """Return a table as text of at most ``width`` columns; long cells wrap."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(title=Text(table.title), box=box.SIMPLE_HEAD, title_justify="left")
    for column in table.columns:
        drawn.add_column(Text(column.title), justify="right" if column.number else "left")
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None, legacy_windows=False)
    console.print(drawn)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    return "\n".join([*lines, *table.notes]).strip("\n")


def explanation_text(tree: dict[str, Any], *, lang: str = "vi") -> str:
    """Return an explanation tree as indented lines, the deepest one naming file and raw text."""
    return "\n".join(_lines(tree, lang, 0))


def _lines(node: dict[str, Any], lang: str, depth: int) -> list[str]:
    indent = "  " * depth
    lines = [indent + _headline(node, lang)]
    if node["origin"]:
        lines.append(f"{indent}    {_origin_line(node['origin'], lang)}")
    if node["absentees"]:
        label = "chưa có số liệu: " if lang == "vi" else "no figure from: "
        lines.append(f"{indent}    {label}{', '.join(node['absentees'])}")
    for part in node["parts"]:
        lines.extend(_lines(part, lang, depth + 1))
    if node["parts_left_out"]:
        more = "thành phần khác" if lang == "vi" else "more parts"
        lines.append(f"{indent}  … {node['parts_left_out']} {more}")
    return lines


def _headline(node: dict[str, Any], lang: str) -> str:
    role = f"{node[f'role_{lang}']}: " if node[f"role_{lang}"] else ""
    sign = {"1": "+ ", "-1": "- ", "": ""}.get(node["coefficient"], node["coefficient"] + " × ")
    figure = node["figure"]
    try:
        shown = format_number(figure, lang=lang) if figure else _without_figure(node, lang)
    except ArithmeticError:
        shown = figure
    where = f"{node['indicator']} | {node['unit_name']} | {node['period']}"
    rule = f" ← {node[f'rule_{lang}']}" if node[f"rule_{lang}"] else ""
    coverage = f" ({node['coverage']} {'đơn vị' if lang == 'vi' else 'units'})"
    marks = f" [{', '.join(node['marks'])}]" if node["marks"] else ""
    return f"{sign}{role}{where} = {shown}{coverage if node['coverage'] else ''}{marks}{rule}"


def _without_figure(node: dict[str, Any], lang: str) -> str:
    state = STATE_WORDS[lang].get(node["state"], node["state"])
    if not node["so_far"]:
        return f"[{state}]"
    so_far = format_number(node["so_far"], lang=lang)
    return f"[{state}; {'đã có' if lang == 'vi' else 'so far'}: {so_far}]"


def _origin_line(origin: dict[str, Any], lang: str) -> str:
    words = {
        "vi": ("tệp", "in là", "ghi chú", "số liệu từ", "đọc bằng", "SỐ LIỆU GIẢ LẬP"),
        "en": ("file", "printed", "note", "data window", "read by", "SYNTHETIC"),
    }[lang]
    place = f":{origin['place']}" if origin["place"] else ""
    parts = [f"{words[0]} {origin['file']}{place}", f"{words[1]} {origin['raw']!r}"]
    if origin["note"]:
        parts.append(f"{words[2]} {origin['note']!r}")
    if origin["window"]:
        parts.append(f"{words[3]} {origin['window']}")
    if origin["rule"]:
        parts.append(f"{words[4]} {origin['rule']}")
    if origin["synthetic"]:
        parts.append(words[5])
    return "; ".join(parts)
