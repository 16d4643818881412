"""Three provinces that became one on 1 July 2025, with synthetic figures before and after."""

from __future__ import annotations

from .departments import SYNTHETIC_MARK

#: Ids in the shipped table of provinces: the three before, and the one after.
BEFORE = ("province-35-ha-nam", "province-36-nam-dinh", "province-37-ninh-binh")
AFTER = "province-37-ninh-binh-2025"

# (received, resolved, on time, quota, procedures) by unit; a third quarter each.
_FIGURES = {
    ("2024-Q3", BEFORE[0]): (41_250, 40_980, 40_371, 1_284, 1_702),
    ("2024-Q3", BEFORE[1]): (58_417, 57_902, 57_005, 1_655, 1_744),
    ("2024-Q3", BEFORE[2]): (39_806, 39_655, 39_230, 1_391, 1_716),
    ("2025-Q3", AFTER): (151_332, 149_876, 148_025, 4_105, 2_087),
}


def merger_rows() -> list[dict[str, str]]:
    """Return the synthetic figures as rows of observations, one per unit, period and indicator."""
    rows = []
    for (period, unit), (received, resolved, on_time, quota, procedures) in _FIGURES.items():
        for indicator, value, second in (
            ("3.3", resolved, received),
            ("3.3.resolved_on_time", on_time, None),
            ("4.2.1", quota, None),
            ("3.1", procedures, None),
        ):
            rows.append(_row(period, unit, indicator, value, second))
        rows.append(_rate_row(period, unit, on_time, resolved))
    return rows


def _row(period: str, unit: str, indicator: str, value: int, second: int | None) -> dict[str, str]:
    raw = f"{value:,}".replace(",", ".")
    row = {"indicator": indicator, "unit": unit, "period": period, "value": str(value), "raw": raw}
    if second is not None:
        row["second_value"] = str(second)
        row["raw"] = f"{raw}/{second:,}".replace(",", ".")
    return {**row, "note": SYNTHETIC_MARK, "place": f"{unit} {indicator}"}


def _rate_row(period: str, unit: str, on_time: int, resolved: int) -> dict[str, str]:
    tenths = round(1000 * on_time / resolved)
    printed = f"{tenths // 10},{tenths % 10}"
    return {
        "indicator": "3.3.1",
        "unit": unit,
        "period": period,
        "value": f"{tenths // 10}.{tenths % 10}",
        "raw": printed,
        "note": SYNTHETIC_MARK,
        "place": f"{unit} 3.3.1",
    }
