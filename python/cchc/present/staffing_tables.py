"""Staffing, its flows, its targets and the way to them as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc.present.number import format_number, format_percent, format_signed
from cchc.present.staffing_words import (
    POPULATION_WORDS,
    REMARK_WORDS,
    ended_in_progress,
    sent_to_nobody,
    staffing_remarks,
    unit_name,
    year_notes,
)
from cchc.present.table import Column, Table
from cchc.present.words import rows_left_out
from cchc.staffing import (
    DifferenceSplit,
    StaffingFlow,
    StaffingFlows,
    StaffingProgress,
    StaffingProgressRow,
    StaffingRow,
    StaffingTable,
    StaffingTargets,
    StaffingYears,
)

__all__ = [
    "difference_table",
    "flow_table",
    "progress_table",
    "staffing_table",
    "target_table",
    "year_table",
]


def _columns(titles: Sequence[str], texts: int, last_is_text: bool = True) -> list[Column]:
    last = len(titles) - 1 if last_is_text else len(titles)
    return [Column(title, number=texts <= at < last) for at, title in enumerate(titles)]


def _without(titles: Sequence[str], rows: list[list[str]], dropped: Iterable[int]) -> list[str]:
    """The titles less some columns, which the rows lose as well."""
    for at in sorted(dropped, reverse=True):
        for cells in rows:
            del cells[at]
    return [title for at, title in enumerate(titles) if at not in set(dropped)]


def _one_population(rows: Iterable[StaffingRow | StaffingFlow | StaffingProgressRow]) -> str:
    """The population of all rows where it is one, so that the title can say it once."""
    found = {row.population for row in rows}
    return found.pop() if len(found) == 1 else ""


def _about(title: str, population: str, lang: str) -> str:
    return f"{title}: {POPULATION_WORDS[lang][population]}" if population else title


def staffing_table(table: StaffingTable, *, lang: str = "vi", limit: int = 90) -> Table:
    """Return staffing against the base year, the recomputed cut beside the reported one."""
    base = table.base_year
    moved = table.observed is not None
    titles = {
        "vi": [
            "Đơn vị", "Đối tượng", f"Giao {base}", "Chuyển đến, đi", "Giao kỳ này", "Có mặt",
            "Còn thiếu", "Giảm tính lại", "Giảm báo cáo", "Chênh (điểm %)", "Đủ số liệu", "Ghi chú",
        ],
        "en": [
            "Unit", "Population", f"Quota {base}", "Moved in, out", "Quota now", "Present",
            "Vacancy", "Cut recomputed", "Cut reported", "Difference (points)", "Coverage",
            "Remarks",
        ],
    }[lang]  # fmt: skip
    rows = []
    for row in table.rows[:limit]:
        reported = format_percent(row.cut_reported, lang=lang)
        cells = [
            unit_name(table.cube, row.unit),
            POPULATION_WORDS[lang][row.population],
            format_number(row.baseline, lang=lang),
            format_signed(row.moved, lang=lang),
            format_number(row.quota, lang=lang),
            format_number(row.present, lang=lang),
            format_number(row.vacancy, lang=lang),
            format_percent(row.cut_recomputed, lang=lang),
            f"({reported})" if row.reported_from == "units" else reported,
            format_signed(row.difference, lang=lang),
            f"{row.reported}/{row.expected}",
            staffing_remarks(table, row, lang),
        ]
        rows.append(cells)
    only = _one_population(table.rows)
    dropped = [at for at, is_empty in ((1, only), (3, not moved)) if is_empty]
    columns = _columns(_without(titles, rows, dropped), 1 if only else 2)
    title = {
        "vi": f"Biên chế {table.period} so với số giao năm {base}",
        "en": f"Staffing {table.period} against the quotas of {base}",
    }[lang]
    notes = _staffing_notes(table, lang) + rows_left_out(len(table) - limit, lang)
    return Table(_about(title, only, lang), columns, rows, notes)


def _staffing_notes(table: StaffingTable, lang: str) -> list[str]:
    base = table.base_year
    notes = {
        "vi": [
            "Dòng của nhóm đơn vị chỉ gồm các đơn vị có đủ hai số giao. Giảm tính lại = (tổng giao "
            "kỳ gốc - tổng giao kỳ này) / tổng giao kỳ gốc; không lấy trung bình các tỷ lệ.",
            "Tỷ lệ trong ngoặc: nhóm không in tỷ lệ, gộp từ tỷ lệ các đơn vị đã in theo số giao gốc.",
        ],
        "en": [
            "The row of a group holds the units that have both quotas. Cut recomputed = (sum of "
            "base quotas - sum of quotas now) / sum of base quotas; rates are never averaged.",
            "In brackets: the group printed no rate; its units' printed rates, weighted by base quotas.",
        ],
    }[lang]
    if any(row.moved for row in table.rows):
        notes += {
            "vi": [f"Giao {base} đã tính số chuyển đến, đi; số giảm không gồm phần này."],
            "en": [f"The quota of {base} is moved along; the cut does not hold what moved."],
        }[lang]
    if any(row.ended for row in table.rows):
        notes.append(_ended_note(base, lang, table.observed is not None))
    return notes


def _ended_note(base: int, lang: str, has_lineage: bool) -> str:
    """Why the base lacks units that ended, and what has become of their posts."""
    if has_lineage:
        return {
            "vi": f"Giao {base} không gồm đơn vị đã chấm dứt mà không có đơn vị kế thừa: số đó không "
            "chuyển đi đâu, cũng không do đơn vị còn lại giảm; tên và số ở cột Ghi chú.",
            "en": f"The quota of {base} is without units that ended and left their posts to nobody: "
            "these have not moved, and no unit that goes on has cut them; named in the remarks.",
        }[lang]
    return {
        "vi": f"Giao {base} của nhóm không gồm đơn vị đã chấm dứt: không có lịch sử sắp xếp nên chưa "
        "rõ số đó đi đâu; tên và số ở cột Ghi chú.",
        "en": f"The quota of {base} of a group is without units that ended: without lineage nobody "
        "knows where their posts are; named in the remarks.",
    }[lang]


def difference_table(split: DifferenceSplit, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return which units the difference of reported and recomputed cut comes from."""
    titles = {
        "vi": ("Đơn vị", "Giao kỳ gốc", "Giảm báo cáo", "Giảm tính lại", "Đóng góp (điểm %)"),
        "en": ("Unit", "Base quota", "Cut reported", "Cut recomputed", "Contribution (points)"),
    }[lang]
    rows = [
        [
            part.name,
            format_number(part.baseline, lang=lang),
            format_percent(part.cut_reported, lang=lang),
            format_percent(part.cut_recomputed, lang=lang),
            format_signed(part.contribution, lang=lang, decimals=4),
        ]
        for part in split.parts[:limit]
    ]
    if split.rest:
        rest = "Phần không do các đơn vị" if lang == "vi" else "Not from the units"
        rows.append([rest, "", "", "", format_signed(float(split.rest), lang=lang, decimals=4)])
    total = "Tổng" if lang == "vi" else "Total"
    numbers = (split.reported, split.recomputed)
    rows.append(
        [
            total,
            "",
            *(format_percent(float(each), lang=lang) for each in numbers),
            format_signed(float(split.difference), lang=lang, decimals=4),
        ]
    )
    words = POPULATION_WORDS[lang][split.population]
    title = {"vi": f"{words}: chênh lệch do đâu", "en": f"{words}: where the difference comes from"}
    notes = rows_left_out(len(split) - limit, lang)
    return Table(title[lang], _columns(titles, 1, last_is_text=False), rows, notes)


def flow_table(flows: StaffingFlows, *, lang: str = "vi", limit: int = 90) -> Table:
    """Return quotas as flows; units that had nothing in a window are left out."""
    titles = {
        "vi": (
            "Đơn vị", "Đối tượng", "Kỳ", "Đầu kỳ", "+ Đến", "- Đi", "- Tinh giản", "= Cuối kỳ",
            "Chênh", "Đủ số liệu", "Ghi chú",
        ),
        "en": (
            "Unit", "Population", "Period", "Opening", "+ In", "- Out", "- Cut", "= Closing",
            "Residual", "Coverage", "Remarks",
        ),
    }[lang]  # fmt: skip
    shown = [row for row in flows.rows if row.expected]
    rows = [_flow_cells(flows, row, lang) for row in shown[:limit]]
    only = _one_population(shown)
    columns = _columns(_without(titles, rows, [1] if only else []), 2 if only else 3)
    title = {"vi": "Đối chiếu biên chế trong kỳ", "en": "Quotas reconciled"}[lang]
    notes = {
        "vi": [
            "Chênh = đầu kỳ + đến - đi - tinh giản - cuối kỳ; thiếu một số thì để trống, không coi là 0."
        ],
        "en": ["Residual = opening + in - out - cut - closing; blank where a term is missing."],
    }[lang]
    notes += rows_left_out(len(shown) - limit, lang)
    return Table(_about(title, only, lang), columns, rows, notes)


def _flow_cells(flows: StaffingFlows, row: StaffingFlow, lang: str) -> list[str]:
    numbers = (row.opening, row.moved_in, row.moved_out, row.cut, row.closing)
    return [
        unit_name(flows.cube, row.unit),
        POPULATION_WORDS[lang][row.population],
        str(row.period),
        *(format_number(each, lang=lang) for each in numbers),
        format_signed(row.residual, lang=lang),
        f"{row.reported}/{row.expected}",
        "; ".join(filter(None, (REMARK_WORDS[lang].get(row.remark), sent_to_nobody(row, lang)))),
    ]


def progress_table(progress: StaffingProgress, *, lang: str = "vi", limit: int = 90) -> Table:
    """Return how far each unit is from its target, in whole posts."""
    titles = {
        "vi": (
            "Đơn vị", "Đối tượng", "Giao kỳ gốc", "Giao kỳ này", "Được giao tối đa", "Đã giảm",
            "Phải giảm", "Còn phải giảm", "Mỗi năm cần", "Xếp hạng", "Đơn vị chưa đạt",
        ),
        "en": (
            "Unit", "Population", "Base quota", "Quota now", "Limit", "Cut so far", "To cut in all",
            "Still to cut", "Needed a year", "Rank", "Units short",
        ),
    }[lang]  # fmt: skip
    rows = []
    for row in progress.rows[:limit]:
        numbers = (row.baseline, row.quota, row.limit, row.cut_done, row.cut_asked, row.distance)
        rows.append(
            [
                unit_name(progress.cube, row.unit),
                POPULATION_WORDS[lang][row.population],
                *(format_number(each, lang=lang) for each in numbers),
                format_number(row.needed_per_year, lang=lang),
                format_number(row.rank, lang=lang),
                f"{row.units_short} ({row.posts_short})",
            ]
        )
    only = _one_population(progress.rows)
    shown = _without(titles, rows, [1] if only else [])
    columns = _columns(shown, 1 if only else 2, last_is_text=False)
    year = progress.milestones[0].year
    title = {
        "vi": f"Biên chế {progress.period} trước mục tiêu năm {year}",
        "en": f"Staffing {progress.period} before the target of {year}",
    }[lang]
    ended = [ended_in_progress(progress, row, lang) for row in progress.rows[:limit]]
    notes = _target_notes(progress, lang) + [note for note in ended if note]
    notes += rows_left_out(len(progress) - limit, lang)
    return Table(_about(title, only, lang), columns, rows, notes)


def _target_notes(progress: StaffingProgress, lang: str) -> list[str]:
    """What each target asks for, how its steps chain, and whether it is verified."""
    notes = []
    for each in progress.milestones:
        chain = " → ".join(
            f"{step.document} {format_percent(str(step.percent), lang=lang)}" for step in each.steps
        )
        mark = {"vi": " [chưa kiểm chứng]", "en": " [not verified]"}[lang]
        versus = "so với" if lang == "vi" else "against"
        notes.append(
            f"{POPULATION_WORDS[lang][each.population]}: {chain} = "
            f"{format_percent(str(each.percent), lang=lang)} {versus} {each.base_year}"
            f"{'' if each.verified else mark}."
        )
    if progress.with_carry_over:
        notes.append(
            {
                "vi": "Có bù trừ: mỗi bước tính trên số giao thực tế của năm gốc (40-KL/TW).",
                "en": "With carry-over: each step is of the quota really assigned in its base year.",
            }[lang]
        )
    return notes


def target_table(targets: StaffingTargets, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return what the documents ask for, with what is not verified."""
    titles = {
        "vi": ("Văn bản", "Đối tượng", "Giảm", "So với", "Đến", "Kiểm chứng", "Ghi chú"),
        "en": ("Document", "Population", "Cut", "Against", "By", "Verified", "Note"),
    }[lang]
    words = {"vi": ("có", "chưa", "tối thiểu "), "en": ("yes", "no", "at least ")}[lang]
    rows = [
        [
            each.document,
            POPULATION_WORDS[lang][each.population],
            (words[2] if each.at_least else "") + format_percent(str(each.percent), lang=lang),
            "?" if each.base_year is None else str(each.base_year),
            str(each.due_year),
            words[0] if each.verified else words[1],
            each.note_vi if lang == "vi" else each.note_en,
        ]
        for each in targets.targets[:limit]
    ]
    title = {"vi": "Mục tiêu tinh giản biên chế", "en": "Targets of staff reduction"}[lang]
    chained = [
        f"{POPULATION_WORDS[lang][each.population]}, {each.year}: "
        f"{format_percent(str(each.percent), lang=lang)} / {each.base_year}"
        for each in targets.milestones
    ]
    columns = [Column(name) for name in titles]
    return Table(title, columns, rows, chained + rows_left_out(len(targets) - limit, lang))


def year_table(years: StaffingYears, *, lang: str = "vi", limit: int = 60) -> Table:
    """Return one unit year by year: reconciled, cut against the base year, held to the targets."""
    base = years.base_year
    titles = {
        "vi": (
            "Kỳ", "Đầu kỳ", "+ Đến", "- Đi", "- Tinh giản", "= Cuối kỳ", "Chênh",
            f"Giao {base}", f"Giảm so với {base}", "Mục tiêu", "Được giao tối đa", "Còn phải giảm",
        ),
        "en": (
            "Period", "Opening", "+ In", "- Out", "- Cut", "= Closing", "Residual",
            f"Quota {base}", f"Cut against {base}", "Target", "Limit", "Still to cut",
        ),
    }[lang]  # fmt: skip
    rows = [
        [
            str(row.period),
            *(
                format_number(each, lang=lang)
                for each in (row.opening, row.moved_in, row.moved_out, row.cut, row.closing)
            ),
            format_signed(row.residual, lang=lang),
            format_number(row.baseline, lang=lang),
            format_percent(row.cut_since_base, lang=lang),
            format_percent(None if row.target is None else str(row.target), lang=lang),
            format_number(row.limit, lang=lang),
            format_number(row.distance, lang=lang),
        ]
        for row in years.rows[:limit]
    ]
    words = POPULATION_WORDS[lang][years.population]
    title = f"{unit_name(years.cube, years.unit)}: {words}"
    told = (year_notes(years.cube, row, lang, years.has_lineage) for row in years.rows[:limit])
    notes = [note for note in told if note] + rows_left_out(len(years) - limit, lang)
    return Table(title, _columns(titles, 1, last_is_text=False), rows, notes)
