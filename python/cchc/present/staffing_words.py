"""Staffing in words: the populations, and the remarks of a row."""

from __future__ import annotations

from collections.abc import Sequence

from cchc.cube import Cube
from cchc.present.number import format_number, format_percent, format_signed
from cchc.staffing import (
    StaffingFlow,
    StaffingProgress,
    StaffingProgressRow,
    StaffingRow,
    StaffingTable,
    StaffingYear,
)

__all__ = [
    "POPULATION_WORDS",
    "REMARK_WORDS",
    "ended_in_progress",
    "sent_to_nobody",
    "staffing_remarks",
    "unit_name",
    "year_notes",
]

#: Units named in one remark; the others are counted.
MOST_NAMES = 3

POPULATION_WORDS = {
    "vi": {
        "civil_servants": "Biên chế công chức",
        "public_service_staff": "Người làm việc hưởng lương NSNN (ĐVSNCL)",
        "public_service_units": "Đơn vị sự nghiệp công lập",
    },
    "en": {
        "civil_servants": "Civil servants",
        "public_service_staff": "Budget-paid staff of public service units",
        "public_service_units": "Public service units",
    },
}

REMARK_WORDS = {
    "vi": {
        "over_assigned": "có mặt nhiều hơn số giao",
        "no_baseline": "không có số giao kỳ gốc",
        "infeasible_rate": "không số giao gốc nguyên nào cho tỷ lệ đã in",
        "created": "mới thành lập",
        "ended": "đã chấm dứt",
        "caused": "lệch chủ yếu do",
        "rate_of_group": "tỷ lệ báo cáo là của cả các đơn vị bên dưới",
    },
    "en": {
        "over_assigned": "more people than posts",
        "no_baseline": "no base quota",
        "infeasible_rate": "no whole base quota gives the printed rate",
        "created": "created",
        "ended": "ended",
        "caused": "mostly from",
        "rate_of_group": "the printed rate is of all units below as well",
    },
}


def unit_name(cube: Cube, unit: str) -> str:
    """Return the name of a unit by its id."""
    name: str = cube.hierarchy.unit(cube.hierarchy.at(unit))["name"]
    return name


def staffing_remarks(table: StaffingTable, row: StaffingRow, lang: str) -> str:
    """Return all remarks of a row of staffing as one text."""
    words = REMARK_WORDS[lang]
    told = {
        "rate_of_own_posts": lambda: _own_posts(row, lang),
        "without_ended": lambda: _ended_in_row(table, row, lang),
    }
    found = [told[each]() if each in told else words[each] for each in row.remarks]
    shown = row.difference is not None and format_signed(row.difference, lang=lang) != "0"
    if row.caused_by and shown:
        found.append(f"{words['caused']} {_names(table.cube, row.caused_by, lang)}")
    return "; ".join(found)


def year_notes(cube: Cube, row: StaffingYear, lang: str, has_lineage: bool) -> str:
    """Return the note on what a year's cut is of, and on posts that ended; empty without any."""
    found = [_compared(row, lang), sent_to_nobody(row, lang)]
    if row.ended is not None:
        left_out = _left_out(cube, row.ended, row.ended_units, lang, has_lineage)
        base = {"vi": "số giao kỳ gốc", "en": "base quota"}[lang]
        found.append(f"{base} {left_out}{_cut_with(row.cut_with_ended, lang)}")
    told = "; ".join(each for each in found if each)
    return f"{row.period}: {told}." if told else ""


def _compared(row: StaffingYear, lang: str) -> str:
    """Which quotas the cut is of, where that is not the closing one; empty where it is."""
    is_all = row.quota == row.closing and row.reported == row.expected
    if row.cut_since_base is None or is_all:
        return ""
    base, now = (format_number(each, lang=lang) for each in (row.baseline, row.quota))
    return {
        "vi": f"tỷ lệ giảm tính từ {base} còn {now}, của {row.reported}/{row.expected} đơn vị có đủ "
        "hai số giao",
        "en": f"the cut is from {base} to {now}, of the {row.reported}/{row.expected} units that "
        "have both quotas",
    }[lang]


def ended_in_progress(progress: StaffingProgress, row: StaffingProgressRow, lang: str) -> str:
    """Return the note on base posts that ended with their units; empty without any."""
    if row.ended is None:
        return ""
    cube, has_lineage = progress.observed or progress.cube, progress.observed is not None
    name = unit_name(progress.cube, row.unit)
    found = f"{name}: {_left_out(cube, row.ended, row.ended_units, lang, has_lineage)}"
    if row.limit_with_ended is not None:
        limit = format_number(row.limit_with_ended, lang=lang)
        distance = format_number(row.distance_with_ended, lang=lang)
        found += {
            "vi": f"; tính cả: được giao tối đa {limit}, còn phải giảm {distance}",
            "en": f"; with them: limit {limit}, still to cut {distance}",
        }[lang]
    return f"{found}."


def sent_to_nobody(row: StaffingFlow | StaffingYear, lang: str) -> str:
    """Return the remark of a flow or a year on posts that went out to no unit; empty without any."""
    if not row.out_to_nobody:
        return ""
    posts = format_number(row.out_to_nobody, lang=lang)
    return {
        "vi": f"{posts} chấm dứt theo đơn vị, không chuyển đến đơn vị nào",
        "en": f"{posts} ended with their unit and went to no other",
    }[lang]


def _own_posts(row: StaffingRow, lang: str) -> str:
    pair = (format_number(each, lang=lang) or "?" for each in (row.own_baseline, row.own_quota))
    numbers = " → ".join(pair)
    return {
        "vi": f"tỷ lệ báo cáo là của riêng đơn vị ({numbers})",
        "en": f"the printed rate is of the unit's own posts ({numbers})",
    }[lang]


def _ended_in_row(table: StaffingTable, row: StaffingRow, lang: str) -> str:
    """Short, for the notes below the table say what ended means."""
    names = _names(table.observed or table.cube, row.ended_units, lang)
    number = format_number(row.ended, lang=lang)
    found = {"vi": f"không gồm {number} của {names}", "en": f"without {number} of {names}"}[lang]
    return found + _cut_with(row.cut_with_ended, lang)


def _cut_with(cut: float | None, lang: str) -> str:
    if cut is None:
        return ""
    shown = format_percent(cut, lang=lang)
    return {"vi": f"; tính cả: giảm {shown}", "en": f"; with them: cut {shown}"}[lang]


def _left_out(
    cube: Cube, posts: float | None, units: Sequence[str], lang: str, has_lineage: bool
) -> str:
    """Which base posts are left out, and whether anybody has them."""
    number, names = format_number(posts, lang=lang), _names(cube, units, lang)
    whose = {
        "vi": "không có đơn vị kế thừa" if has_lineage else "chưa rõ đơn vị kế thừa",
        "en": "ended without a successor" if has_lineage else "ended, successors not known",
    }[lang]
    return {
        "vi": f"không gồm {number} của {names} (đã chấm dứt, {whose})",
        "en": f"without {number} of {names} ({whose})",
    }[lang]


def _names(cube: Cube, units: Sequence[str], lang: str) -> str:
    named = ", ".join(unit_name(cube, unit) for unit in units[:MOST_NAMES])
    more = len(units) - MOST_NAMES
    if more <= 0:
        return named
    return {"vi": f"{named} và {more} đơn vị khác", "en": f"{named} and {more} more"}[lang]
