"""Case files by unit or field as a table, with identities and named denominators."""

from __future__ import annotations

from cchc.present.number import format_number, format_percent, format_signed
from cchc.present.table import Column, Table
from cchc.present.words import rows_left_out
from cchc.procedures import CaseFileRow, CaseFileTable

__all__ = ["case_file_table"]

_NUMBERS = (
    "received", "online", "direct", "carried_over", "resolved", "on_time", "late", "pending",
    "pending_late",
)  # fmt: skip
# A rate, and in brackets the same with the other denominator.
_RATES = (
    ("on_time_rate", "on_time_of_received"),
    ("online_rate", "online_rate_with_carry_over"),
)
_TITLES = {
    "vi": (
        "Đơn vị, lĩnh vực", "Kỳ", "Tiếp nhận", "Trực tuyến", "Trực tiếp", "Kỳ trước", "Đã giải quyết",
        "Trước, đúng hạn", "Quá hạn", "Đang giải quyết", "Đã quá hạn",
        "Đúng hạn / đã giải quyết (/ tiếp nhận)", "Trực tuyến / hồ sơ mới (/ tiếp nhận)",
        "Đẳng thức",
    ),
    "en": (
        "Unit, field", "Period", "Received", "Online", "Direct", "Carried over", "Resolved",
        "Early, on time", "Late", "Pending", "Overdue", "On time, of resolved (of received)",
        "Online, of new files (of received)", "Identities",
    ),
}  # fmt: skip


def case_file_table(table: CaseFileTable, *, lang: str = "vi", limit: int = 90) -> Table:
    """Return case files with the four identities; a blank stays blank."""
    rows = []
    for row in table.rows[:limit]:
        hierarchy = table.cube.hierarchy
        rows.append(
            [
                hierarchy.unit(hierarchy.at(row.unit))["name"],
                str(row.period),
                *(format_number(getattr(row, name), lang=lang) for name in _NUMBERS),
                *(_rates(row, *names, lang) for names in _RATES),
                _identities(row, lang),
            ]
        )
    columns = [
        Column(title, number=1 < at < len(_TITLES[lang]) - 1)
        for at, title in enumerate(_TITLES[lang])
    ]
    title = {
        "vi": "Tiếp nhận và giải quyết hồ sơ TTHC",
        "en": "Case files received and resolved",
    }[lang]
    periods = {row.period for row in table.rows}
    if len(periods) == 1:
        title += f", {periods.pop()}"
        columns = columns[:1] + columns[2:]
        rows = [cells[:1] + cells[2:] for cells in rows]
    notes = {
        "vi": [
            "CT1: tiếp nhận = trực tuyến + trực tiếp + kỳ trước; CT2: đã giải quyết = trước, đúng hạn "
            "+ quá hạn; CT3: đang giải quyết = trong hạn + quá hạn; CT4: tiếp nhận = đã giải quyết + "
            "đang giải quyết. KT: kỳ trước chuyển sang = đang giải quyết cuối kỳ trước."
        ],
        "en": [
            "CT1: received = online + direct + carried over; CT2: resolved = early, on time + late; "
            "CT3: pending = in time + overdue; CT4: received = resolved + pending. KT: carried over = "
            "pending at the end of the window before."
        ],
    }[lang]
    return Table(title, columns, rows, notes + rows_left_out(len(table) - limit, lang))


def _rates(row: CaseFileRow, name: str, beside: str, lang: str) -> str:
    first, second = (format_percent(getattr(row, each), lang=lang) for each in (name, beside))
    return f"{first} ({second})" if second else first


def _identities(row: CaseFileRow, lang: str) -> str:
    """What fails and by how much; what cannot be judged; or that all hold."""
    failing = [
        f"{name} {format_signed(row.residuals[name], lang=lang) or '0'}" for name in row.failing
    ]
    if row.carry_over_gap:
        failing.append(f"KT {format_signed(row.carry_over_gap, lang=lang)}")
    unknown = [name for name, residual in row.residuals.items() if residual is None]
    found = [", ".join(failing)] if failing else []
    if unknown:
        found.append(("chưa xét: " if lang == "vi" else "open: ") + " ".join(unknown))
    return "; ".join(found) or ("đúng" if lang == "vi" else "hold")
