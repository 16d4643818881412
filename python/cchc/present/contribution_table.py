"""The split of a change as a table."""

from __future__ import annotations

from cchc.compare import Contribution
from cchc.present.number import format_number
from cchc.present.table import Column, Table
from cchc.present.words import CAUSE_WORDS, rows_left_out

__all__ = ["contribution_table"]

_TITLES = {
    "vi": ("Đơn vị", "Diễn biến", "Do", "Kỳ gốc", "Kỳ này", "Đóng góp"),
    "en": ("Unit", "What happened", "Cause", "Baseline", "Now", "Contribution"),
}
_RATIO_TITLES = {"vi": ("Do tỷ lệ", "Do cơ cấu"), "en": ("Rate effect", "Mix effect")}


def contribution_table(split: Contribution, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return the parts of a change; they add up to the total in the last row to the last digit."""
    units = split.cube.hierarchy
    titles = _TITLES[lang] + (_RATIO_TITLES[lang] if split.is_ratio else ())
    rows = []
    for part in split.parts[:limit]:
        name = units.unit(units.at(part.unit))["name"] if part.unit else _members(part.members)
        numbers = [part.then, part.now, part.change]
        numbers += [part.rate_effect, part.mix_effect] if split.is_ratio else []
        cells = [format_number(number, lang=lang, decimals=6) for number in numbers]
        message = part.message_vi if lang == "vi" else part.message_en
        rows.append([name, message, CAUSE_WORDS[lang].get(part.cause, part.cause), *cells])
    totals = [format_number(each, lang=lang, decimals=6) for each in (split.then, split.now)]
    change = format_number(split.change, lang=lang, decimals=6)
    rows.append(["Tổng" if lang == "vi" else "Total", "", "", *totals, change])
    rows[-1] += [""] * (len(titles) - len(rows[-1]))
    columns = [Column(title, number=at > 2) for at, title in enumerate(titles)]
    versus = "so với" if lang == "vi" else "against"
    unit = units.unit(units.at(split.unit))["name"]
    title = f"{split.indicator}, {unit}: {split.period} {versus} {split.baseline_period}"
    notes = rows_left_out(len(split.parts) - limit, lang)
    if split.rounding not in ("0", ""):
        word = "Làm tròn" if lang == "vi" else "Rounding"
        notes.append(f"{word}: {format_number(split.rounding, lang=lang, decimals=6)}")
    return Table(title, columns, rows, notes)


def _members(members: tuple[str, ...], shown: int = 8) -> str:
    """The ids of units taken together; of the hundreds that share a list the first few."""
    more = f" + {len(members) - shown}" if len(members) > shown else ""
    return ", ".join(members[:shown]) + more
