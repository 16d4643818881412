"""The real report's figures, alone and inside the synthetic province."""

from __future__ import annotations

import csv
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from cchc.samples import SampleProvince, SampleReport, ha_nam_2024_h1, synthetic_province

REAL = ("so-cong-thuong", "2024-H1")
STATES = {
    "value": "reported",
    "zero": "reported",
    "missing": "missing",
    "missing_optional": "optional",
    "not_applicable": "not_applicable",
}


@lru_cache(maxsize=2)
def province(with_real_report: bool) -> SampleProvince:
    return synthetic_province(with_real_report=with_real_report)


def figures(report: SampleReport) -> dict[str, str]:
    return {row["code"]: row["value"] for row in report.rows if row["value"] is not None}


def catalog() -> list[dict[str, str]]:
    """Rows of the transcription that the figures were taken from, if it lies beside the project."""
    for folder in Path(__file__).resolve().parents:
        file = folder / "shared" / "catalog.csv"
        if file.is_file():
            with file.open(encoding="utf-8", newline="") as lines:
                return [row for row in csv.DictReader(lines) if row["row_type"] != "header"]
    pytest.skip("the transcription of the report is not beside the project")


def test_the_real_figures_are_those_of_the_transcription() -> None:
    wanted = [
        {
            "form": row["form"],
            "code": row["canonical_code"],
            "name": row["name_en"],
            "state": STATES[row["missing_status"]],
            "value": row["parsed_value"] or None,
            "second_value": row["parsed_denominator"] or None,
            "raw": row["value_printed"],
            "note": row["note_printed"],
            "place": f"line {row['seed_line']}",
        }
        for row in catalog()
    ]
    told = [{key: row[key] for key in wanted[0]} for row in ha_nam_2024_h1()["rows"]]
    assert told == wanted


def test_there_are_63_rows_27_values_27_zeros_and_9_blanks() -> None:
    rows = ha_nam_2024_h1()["rows"]
    assert len(rows) == 63
    states = Counter(row["state"] for row in rows)
    assert states == {"reported": 54, "missing": 5, "optional": 2, "not_applicable": 2}
    assert sum(row["value"] == "0" for row in rows) == 27


def test_the_real_report_states_agency_period_window_and_source() -> None:
    real = ha_nam_2024_h1()
    assert real["agency"] == "Sở Công Thương Hà Nam"
    assert real["period"] == "2024-H1"
    assert real["window"] == ["2023-12-16", "2024-06-06"]
    assert real["synthetic"] is False
    assert "Sở Công Thương Hà Nam" in real["source"]["vi"]


def test_the_real_figures_keep_their_printed_shape() -> None:
    rows = {(row["form"], row["code"]): row for row in ha_nam_2024_h1()["rows"]}
    pair = rows["PL1", "3.3"]
    assert (pair["raw"], pair["value"], pair["second_value"]) == (
        "16.181 /16.183", "16181", "16183",
    )  # fmt: skip
    assert rows["PL1", "4.2.5"]["raw"] == "10%"
    assert rows["PL1", "3.1.1"]["raw"] == "07"
    assert rows["BM3", "3.2.1"]["note"] == "127/127"


def test_the_real_report_stands_in_the_province_with_its_own_window_and_rows() -> None:
    report = province(True).latest()[REAL]
    real = ha_nam_2024_h1()
    assert report.synthetic is False
    assert report.agency == "Sở Công Thương Hà Nam"
    assert (report.window_first, report.window_last) == ("2023-12-16", "2024-06-06")
    assert report.rows[:63] == real["rows"]
    assert [row["form"] for row in report.rows[63:]] == ["PARTS", "PARTS"]


def test_the_real_report_changes_no_other_department() -> None:
    plain, real = province(False), province(True)
    for own, other in zip(
        *([report for report in sample.reports if report.unit != REAL[0]]
          for sample in (plain, real)),
        strict=True,
    ):  # fmt: skip
        assert own == other


def test_the_windows_around_the_real_report_fit_it() -> None:
    sample = province(True)
    latest = sample.latest()
    q1, h1, year = (figures(latest[REAL[0], period]) for period in ("2024-Q1", "2024-H1", "2024"))
    for code in ("1.1.2", "1.1.3", "1.3.1", "2.1", "3.1.1", "3.3", "4.2.4", "5.2.1", "5.4"):
        assert int(q1[code]) <= int(h1[code]) <= int(year[code]), code
    assert int(q1["3.1"]) + int(h1["3.1.1"]) - int(q1["3.1.1"]) == int(h1["3.1"]) == 127
    assert q1["4.2.1"] == h1["4.2.1"] == "40"
    assert q1["4.3.1"] == h1["4.3.1"] == "15"


def test_the_key_lists_where_the_real_report_differs_from_the_model() -> None:
    entries = [entry for entry in province(True).departures if entry["kind"] == "real_report"]
    assert len(entries) == 1
    assert entries[0]["received_is_assumed"] is True
    blank = {change["code"] for change in entries[0]["changes"] if change["after"] is None}
    wrong = {change["code"] for change in entries[0]["changes"] if change["after"] is not None}
    assert wrong == {"4.2.5", "4.3.4"}
    assert blank <= {"1.2.1", "1.2.3", "1.2.4", "1.4.1", "1.4.2", "1.5", "4.1.2.a"}


def test_the_name_of_the_department_says_which_figures_are_real() -> None:
    sample = province(True)
    unit = next(unit for unit in sample.units if unit["id"] == REAL[0])
    assert "Sở Công Thương Hà Nam" in unit["name"]
    assert "chỉ 2024-H1 là số liệu thật" in unit["name"]
    others = [report for report in sample.reports if report.unit == REAL[0] and report.synthetic]
    assert len(others) == 13
