"""Tables and explanations as plain text, for terminals and notebooks without HTML."""

from __future__ import annotations

import io
import re
from typing import Any, Literal

from cchc.present.number import format_number, format_percent, format_signed
from cchc.present.place_words import place_words
from cchc.present.table import Table
from cchc.present.words import COMPARABILITY_WORDS, HEADINGS, MARK_WORDS, RULE_WORDS, STATE_WORDS

__all__ = ["explanation_text", "table_text"]


def table_text(table: Table, *, width: int = 120) -> str:
    """Return a table as text of at most ``width`` columns; long cells wrap between words.

    No figure, code or word is ever cut: where the longest ones need more, the text is wider.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(title=Text(table.title), box=box.SIMPLE_HEAD, title_justify="left")
    least = _least_widths(table)
    for column, words_width in zip(table.columns, least, strict=True):
        justify: Literal["left", "right"] = "right" if column.number else "left"
        drawn.add_column(Text(column.title), justify=justify, min_width=words_width)
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    needed = sum(least) + 3 * len(least) + 1
    console = Console(
        file=stream,
        width=max(width, needed),
        color_system=None,
        legacy_windows=False,
        force_jupyter=False,  # else a notebook gets the table at once and the stream gets nothing
    )
    console.print(drawn)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    return "\n".join([*lines, *table.notes]).strip("\n")


def _least_widths(table: Table) -> list[int]:
    """Width of the longest word of each column, below which a cell would be cut."""
    from rich.cells import cell_len

    columns = zip(*([column.title for column in table.columns], *table.rows), strict=True)
    return [
        max((cell_len(word) for cell in column for word in cell.split()), default=1)
        for column in columns
    ]


def explanation_text(tree: dict[str, Any], *, lang: str = "vi") -> str:
    """Return an explanation tree as indented lines, the deepest one naming file and raw text."""
    return "\n".join(_lines(tree, lang, 0))


def _lines(node: dict[str, Any], lang: str, depth: int) -> list[str]:
    indent = "  " * depth
    lines = [indent + _headline(node, lang)]
    if node["origin"] and (line := _origin_line(node["origin"], node["state"], lang)):
        lines.append(f"{indent}    {line}")
    if node["absentees"]:
        lines.append(f"{indent}    {_lacking(node, lang)}: {', '.join(node['absentees'])}")
    for part in node["parts"]:
        lines.extend(_lines(part, lang, depth + 1))
    if node["parts_left_out"]:
        more = "thành phần khác" if lang == "vi" else "more parts"
        lines.append(f"{indent}  … {node['parts_left_out']} {more}")
    return lines


def _lacking(node: dict[str, Any], lang: str) -> str:
    """What the absentees did not give: of a pooled rate its parts, whatever rate they gave."""
    if node["rule_en"].startswith("ratio_of_sums"):
        return "chưa có tử số và mẫu số" if lang == "vi" else "no numerator and denominator from"
    return "chưa có số liệu" if lang == "vi" else "no figure from"


def _headline(node: dict[str, Any], lang: str) -> str:
    role = f"{node[f'role_{lang}']}: " if node[f"role_{lang}"] else ""
    sign = {"1": "+ ", "-1": "- ", "": ""}.get(node["coefficient"], node["coefficient"] + " × ")
    shown = _figure_text(node, lang) if node["figure"] else _without_figure(node, lang)
    where = f"{node['indicator']} | {node['unit_name']} | {node['period']}"
    rule = f" ← {node[f'rule_{lang}']}" if node[f"rule_{lang}"] else ""
    coverage = f" ({node['coverage']} {'đơn vị' if lang == 'vi' else 'units'})"
    words = [MARK_WORDS[lang].get(mark, mark) for mark in node["marks"]]
    marks = f" [{', '.join(words)}]" if words else ""
    return f"{sign}{role}{where} = {shown}{coverage if node['coverage'] else ''}{marks}{rule}"


# A change as the engine writes it: "31 (1.5 %)", "31", "-0.3 percentage points".
_CHANGE = re.compile(r"(?P<change>-?[\d.]+)(?: \((?P<relative>-?[\d.]+) %\)| percentage points)?")


def _figure_text(node: dict[str, Any], lang: str) -> str:
    """The figure of a node as people read it: signed where it is a change."""
    figure, percent = node["figure"], node["unit_of_measure"] == "percent"
    change = _CHANGE.fullmatch(figure)
    if change is None:
        return str(figure)
    if node["state"] not in COMPARABILITY_WORDS["vi"]:
        return (format_percent if percent else format_number)(figure, lang=lang)
    shown = format_signed(change["change"], lang=lang)
    if percent:
        return f"{shown} {HEADINGS[lang]['points']}"
    if change["relative"] is None:
        return shown
    return f"{shown} ({format_percent(change['relative'], lang=lang, signed=True)})"


def _without_figure(node: dict[str, Any], lang: str) -> str:
    known = STATE_WORDS[lang] | COMPARABILITY_WORDS[lang]
    state = known.get(node["state"], node["state"])
    if not node["so_far"]:
        return f"[{state}]"
    so_far = format_number(node["so_far"], lang=lang)
    return f"[{state}; {'đã có' if lang == 'vi' else 'so far'}: {so_far}]"


def _printed(raw: str, state: str, words: tuple[str, ...]) -> list[str]:
    """What the report printed; a figure that was handed over without text printed nothing."""
    if raw.strip():
        return [f"{words[1]} {raw!r}"]
    return [] if state == "reported" else [words[6]]


def _origin_line(origin: dict[str, Any], state: str, lang: str) -> str:
    words = {
        "vi": ("tệp", "in là", "ghi chú", "số liệu từ", "đọc bằng", "SỐ LIỆU GIẢ LẬP", "để trống"),
        "en": ("file", "printed", "note", "data window", "read by", "SYNTHETIC", "left blank"),
    }[lang]
    place = f":{place_words(origin['place'], lang)}" if origin["place"] else ""
    file = f"{origin['file']}{place}"
    parts = [f"{words[0]} {file}"] if file else []
    parts += _printed(origin["raw"], state, words)
    if origin["note"]:
        parts.append(f"{words[2]} {origin['note']!r}")
    if origin["window"]:
        parts.append(f"{words[3]} {origin['window']}")
    if origin["rule"]:
        parts.append(f"{words[4]} {RULE_WORDS[lang].get(origin['rule'], origin['rule'])}")
    if origin["synthetic"]:
        parts.append(words[5])
    return "; ".join(parts)
