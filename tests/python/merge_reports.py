"""Reports of made-up units as texts, for tests of folders."""

from cchc import samples
from cchc._samples.report_text import report_text

UNITS = [
    {"id": "*", "name": "Tỉnh Hà Nam", "type": "province", "reports": False},
    {"id": "sct", "name": "Sở Công Thương", "parent": "*", "type": "department"},
    {"id": "syt", "name": "Sở Y tế", "parent": "*", "type": "department"},
    {"id": "snv", "name": "Sở Nội vụ", "parent": "*", "type": "department"},
]
PERIOD = "2024-H1"
LABELS = {"2024-H1": "6 tháng đầu năm 2024", "2023-H1": "6 tháng đầu năm 2023"}


def report(agency, period=PERIOD, **figures):
    """A report as text, with the figures of the real one but for those given, as x_y_z for x.y.z."""
    changed = {name.strip("_").replace("_", "."): str(value) for name, value in figures.items()}
    rows = [
        {**row, "raw": changed.get(row["code"], row["raw"])}
        for row in samples.ha_nam_2024_h1()["rows"]
    ]
    year = int(period[:4])
    return report_text(agency, LABELS[period], (f"{year - 1}-12-15", f"{year}-06-14"), rows)


def figure(found, code, unit="*", period=PERIOD):
    return found.totals.figure(code, unit, period).text


def lines(found):
    return [line for line, _ in found.unused]
