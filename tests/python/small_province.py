"""A province of three departments, small enough to add up by hand; every name and figure invented.

Rows are (indicator, unit, period, value, raw). A value of None is a blank row of a report that came.
"""

from __future__ import annotations

from typing import Any

import cchc

UNITS = [
    {"id": "tinh", "name": "Tỉnh Thử", "type": "province", "level": "province", "reports": False},
    {"id": "so-a", "name": "Sở A", "parent": "tinh", "type": "department", "level": "department"},
    {"id": "so-b", "name": "Sở B", "parent": "tinh", "type": "department", "level": "department"},
    {"id": "so-c", "name": "Sở C <b>&", "parent": "tinh", "type": "department",
     "level": "department"},
]  # fmt: skip

ROWS = [
    # Quotas and people present: B and C cut posts, C has not reported for 2024-H1.
    ("4.2.1", "so-a", "2015", "50", "50"),
    ("4.2.1", "so-b", "2015", "35", "35"),
    ("4.2.1", "so-c", "2015", "25", "25"),
    ("4.2.1", "so-a", "2023-H1", "46", "46"),
    ("4.2.1", "so-b", "2023-H1", "32", "32"),
    ("4.2.1", "so-c", "2023-H1", "22", "22"),
    ("4.2.1", "so-a", "2024-H1", "45", "45"),
    ("4.2.1", "so-b", "2024-H1", "30", "30"),
    ("4.2.1", "so-c", "2024-H1", None, ""),
    ("4.2.2", "so-a", "2024-H1", "44", "44"),
    ("4.2.2", "so-b", "2024-H1", "29", "29"),
    ("4.2.2", "so-c", "2024-H1", "20", "20"),
    ("4.2.5", "so-a", "2024-H1", "10", "10%"),
    ("4.2.5", "so-b", "2024-H1", "15", "15%"),
    # Case files: everybody reported.
    ("3.3", "so-a", "2023-H1", "900", "900"),
    ("3.3", "so-b", "2023-H1", "100", "100"),
    ("3.3", "so-c", "2023-H1", "0", "0"),
    ("3.3", "so-a", "2024-H1", "16181", "16.181"),
    ("3.3", "so-b", "2024-H1", "100", "100"),
    ("3.3", "so-c", "2024-H1", "0", "0"),
    ("3.3.received", "so-a", "2024-H1", "16183", "16.183"),
    ("3.3.received", "so-b", "2024-H1", "110", "110"),
    ("3.3.received", "so-c", "2024-H1", "0", "0"),
    ("3.3.resolved_on_time", "so-a", "2023-H1", "890", "890"),
    ("3.3.resolved_on_time", "so-b", "2023-H1", "60", "60"),
    ("3.3.resolved_on_time", "so-c", "2023-H1", "0", "0"),
    ("3.3.resolved_on_time", "so-a", "2024-H1", "16081", "16.081"),
    ("3.3.resolved_on_time", "so-b", "2024-H1", "80", "80"),
    ("3.3.resolved_on_time", "so-c", "2024-H1", "0", "0"),
    ("3.3.1", "so-a", "2023-H1", "98.89", "98,89"),
    ("3.3.1", "so-b", "2023-H1", "60", "60"),
    ("3.3.1", "so-a", "2024-H1", "99.38", "99,38"),
    ("3.3.1", "so-b", "2024-H1", "80", "80"),
    # Procedures, fully and partly online.
    ("3.1", "so-a", "2024-H1", "127", "127"),
    ("3.1", "so-b", "2024-H1", "80", "80"),
    ("7.1.1", "so-a", "2024-H1", "26", "26"),
    ("7.1.1", "so-b", "2024-H1", "40", "40"),
    ("7.1.2", "so-a", "2024-H1", "101", "101"),
    # A coded answer: 0 is "no", a blank is no answer at all.
    ("1.5", "so-a", "2024-H1", "0", "0"),
    ("1.5", "so-b", "2024-H1", "1", "1"),
    ("1.5", "so-c", "2024-H1", None, ""),
]


def rows() -> list[dict[str, Any]]:
    names = ("indicator", "unit", "period", "value", "raw")
    return [
        dict(zip(names, row, strict=True)) | {"place": f"line {number}"}
        for number, row in enumerate(ROWS, start=1)
    ]


def small_cube() -> cchc.Cube:
    """The cube of `ROWS`, from one invented file that came in on 20 June 2024."""
    observations = cchc.from_rows(
        rows(), file="thu.txt", received="2024-06-20", window_first="2023-12-16",
        window_last="2024-06-06", rule="by hand", synthetic=True,
    )  # fmt: skip
    return cchc.build(observations, hierarchy=UNITS)
