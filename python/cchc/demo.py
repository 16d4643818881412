"""The demonstration behind `cchc demo`: the main job on the sample data, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cchc import samples
from cchc.aggregate import like_for_like, roll_up
from cchc.compare import compare
from cchc.cube import Cube, build
from cchc.present.displays import table_of
from cchc.present.explain import explain
from cchc.present.text import table_text
from cchc.procedures import procedures
from cchc.read import Report, read
from cchc.staffing import StaffingTable, staffing

__all__ = ["demo_lines", "demo_cube"]

_SHOWN = ["1.1.2", "2.1", "3.1", "3.1.1", "3.3", "3.3.received", "3.3.1", "4.2.1", "4.3.1", "1.5"]

_STEPS = {
    "vi": (
        "1. Đọc báo cáo (mặc định: số liệu thật 6 tháng đầu năm 2024 của Sở Công Thương Hà Nam, in lại)",
        "2. Tổng hợp toàn tỉnh (các đơn vị khác là SỐ LIỆU GIẢ LẬP)",
        "3. So với cùng kỳ năm trước, trên các đơn vị có số liệu ở cả hai kỳ",
        "4. Biên chế so với số giao năm 2015 (mọi số giao năm 2015 ở đây là GIẢ LẬP)",
        "5. Thủ tục hành chính",
        "6. Con số này từ đâu ra?",
    ),
    "en": (
        "1. Read a report (by default the real figures of Sở Công Thương Hà Nam, first half of 2024)",
        "2. Consolidate the province (all other units are SYNTHETIC)",
        "3. Compare with the same period last year, over the units that reported in both",
        "4. Staffing against the quotas of 2015 (every quota of 2015 here is SYNTHETIC)",
        "5. Administrative procedures",
        "6. Where does this figure come from?",
    ),
}


def demo_cube(report: Report) -> Cube:
    """Return the sample province with a real report in the place of one department's."""
    province = samples.synthetic_province(with_real_report=True)
    observations = samples.observations(province, without=(samples.REAL_UNIT, "2024-H1"))
    report.append_to(observations, samples.REAL_UNIT)
    return build(observations, hierarchy=province.units)


def demo_lines(lang: str = "vi", path: Path | None = None) -> Iterator[str]:
    """Yield the demonstration as text, a step at a time.

    Parameters
    ----------
    lang
        ``vi`` or ``en``.
    path
        A report on the first half of 2024 to read; the sample when not given.
    """
    titles = iter(_STEPS[lang])
    report = _sample_report() if path is None else read(path)
    yield from _step(next(titles), table_text(table_of(report, lang=lang)))
    cube = demo_cube(report)
    province = cube.hierarchy.unit(0)["level"]
    rolled = roll_up(cube, province).sel(
        indicator=_SHOWN, periods=["2023-H1", "2023", "2024-Q1", "2024-H1", "2024-Q3", "2024"]
    )
    yield from _step(next(titles), table_text(table_of(rolled, lang=lang)))
    matched = roll_up(like_for_like(cube, "2024-H1", "2023-H1"), province)
    changes = compare(matched.sel(indicator=_SHOWN), "2024-H1", "2023-H1")
    yield from _step(next(titles), table_text(table_of(changes, lang=lang)))
    yield from _step(next(titles), table_text(table_of(_staffing(cube), lang=lang), width=150))
    table = procedures(cube, periods=["2023-H1", "2024-H1", "2024"], level=province)
    yield from _step(next(titles), table_text(table_of(table, lang=lang), width=150))
    told = explain(roll_up(cube), "3.3", cube.hierarchy.unit(0)["id"], "2024-H1", lang=lang)
    yield from _step(next(titles), told.to_text())


def _sample_report() -> Report:
    return read(samples.real_report_text(), file=samples.REAL_FILE)


def _staffing(cube: Cube) -> StaffingTable:
    table = staffing(cube, baseline=2015, period="2024-H1")
    shown = {cube.hierarchy.unit(0)["id"], samples.REAL_UNIT}
    rows = tuple(row for row in table.rows if row.unit in shown)
    return StaffingTable(table.cube, table.period, table.base_year, rows)


def _step(title: str, text: str) -> Iterator[str]:
    yield f"\n=== {title}\n"
    yield text
