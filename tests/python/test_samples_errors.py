"""Planted errors and reorganisations: what was done is what the answer key says."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc._samples.planted import is_feasible
from cchc.samples import ERROR_KINDS, SampleProvince, SampleReport, synthetic_province

MERGED = ("so-giao-thong-van-tai", "so-xay-dung")
SUCCESSOR = "so-xay-dung-va-giao-thong"
PREVIOUS = {"Q1": None, "H1": "Q1", "Q3": "H1", "": "Q3"}


@lru_cache(maxsize=4)
def province(errors: int = 0, reorganisations: bool = False) -> SampleProvince:
    return synthetic_province(errors=errors, reorganisations=reorganisations)


def cells(report: SampleReport) -> dict[tuple[str, str], str | None]:
    result: dict[tuple[str, str], str | None] = {}
    for row in report.rows:
        result[row["form"], row["code"]] = row["value"]
        if row["code"] == "3.3":
            result[row["form"], "3.3.received"] = row["second_value"]
    return result


def whole(report: SampleReport, code: str) -> int:
    values = cells(report)
    text = values.get(("PL1", code)) or values.get(("PARTS", code)) or values.get(("QUOTA", code))
    return int(text or 0)


def earlier(sample: SampleProvince, entry: dict[str, Any]) -> SampleReport:
    """The unit's report of the window before, inside the same year or the year before."""
    year, _, part = entry["period"].partition("-")
    before = PREVIOUS[part]
    period = f"{year}-{before}" if before else f"{int(year) - 1}"
    return sample.latest()[entry["unit"], period]


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32), reorganisations=st.booleans())
def test_exactly_the_listed_cells_are_changed(seed: int, reorganisations: bool) -> None:
    right = synthetic_province(seed, reorganisations=reorganisations)
    wrong = synthetic_province(seed, reorganisations=reorganisations, errors=2)
    found = {}
    for own, other in zip(right.reports, wrong.reports, strict=True):
        assert (own.unit, own.period, own.file) == (other.unit, other.period, other.file)
        before, after = cells(own), cells(other)
        changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
        if changed:
            found[other.file] = changed
    told = {
        entry["file"]: {
            (cell["form"], cell["code"]): (cell["truthful"], cell["planted"])
            for cell in entry["cells"]
        }
        for entry in wrong.errors
    }
    assert found == told
    assert right.truth == wrong.truth
    assert right.departures == wrong.departures


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_each_kind_is_planted_as_often_as_asked(seed: int) -> None:
    sample = synthetic_province(seed, errors=2)
    kinds = [entry["kind"] for entry in sample.errors]
    assert {kind: kinds.count(kind) for kind in ERROR_KINDS} == dict.fromkeys(ERROR_KINDS, 2)
    departing = {(entry["unit"], entry["period"]) for entry in sample.departures}
    places = [(entry["unit"], entry["period"]) for entry in sample.errors]
    assert len(set(places)) == len(places)
    assert not departing & set(places)


def violated(sample: SampleProvince, entry: dict[str, Any]) -> bool:
    """Whether a planted error can be seen in the figures at all."""
    report = sample.latest()[entry["unit"], entry["period"]]
    kind, codes = entry["kind"], {cell["code"] for cell in entry["cells"]}
    if kind == "copied_previous_window":
        return cells(report) == cells(earlier(sample, entry))
    if kind == "copied_last_year":
        year, dash, part = entry["period"].partition("-")
        old = sample.latest()[entry["unit"], f"{int(year) - 1}{dash}{part}"]
        return cells(report) == cells(old)
    if kind == "rate_not_of_parts":
        told = float(cells(report)["PL1", "3.3.1"] or "nan")
        share = whole(report, "3.3.resolved_on_time") / whole(report, "3.3")
        return abs(told - 100 * share) > 1
    if kind == "parts_do_not_sum":
        sums = (
            whole(report, "5.4") != sum(whole(report, f"5.4.{part}") for part in (1, 2, 3)),
            whole(report, "4.1.2") != sum(whole(report, f"6.{group}") for group in (1, 2, 3, 4)),
            whole(report, "7.1") < whole(report, "7.1.1") + whole(report, "7.1.2"),
        )
        return any(sums)
    if kind == "present_above_quota":
        pairs = (("4.2.2", "4.2.1"), ("4.3.2", "4.3.1"))
        return any(whole(report, present) > whole(report, quota) for present, quota in pairs)
    if kind == "files_do_not_balance":
        row = next(row for row in report.rows if row["code"] == "3.3")
        pending = int(row["note"].split()[0].replace(".", ""))
        return whole(report, "3.3.received") != whole(report, "3.3") + pending
    if kind == "cumulative_falls":
        return whole(report, "1.1.2") < whole(earlier(sample, entry), "1.1.2")
    if kind == "infeasible_rate":
        quota = "4.2.1" if "4.2.5" in codes else "4.3.1"
        return not is_feasible(entry["cells"][0]["planted"], whole(report, quota), 0)
    if kind == "digits_transposed":
        cell = entry["cells"][0]
        return sorted(cell["truthful"]) == sorted(cell["planted"])
    return all(int(cell["truthful"]) // 1000 == int(cell["planted"]) for cell in entry["cells"])


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_every_planted_error_can_be_seen_in_the_figures(kind: str) -> None:
    sample = province(3)
    entries = [entry for entry in sample.errors if entry["kind"] == kind]
    assert len(entries) == 3
    assert all(violated(sample, entry) for entry in entries)


def test_a_spoilt_value_is_printed_as_it_stands() -> None:
    sample = province(3)
    for entry in sample.errors:
        report = sample.latest()[entry["unit"], entry["period"]]
        for row in report.rows:
            if row["code"] == "3.3" and row["value"] and row["second_value"]:
                told = [part.strip().replace(".", "") for part in row["raw"].split("/")]
                assert [int(part) for part in told] == [int(row["value"]), int(row["second_value"])]


def test_errors_can_be_asked_for_by_kind() -> None:
    sample = synthetic_province(errors={"cumulative_falls": 4})
    assert [entry["kind"] for entry in sample.errors] == ["cumulative_falls"] * 4


def test_an_unknown_kind_or_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown kinds of errors \['typo'\].*copied_last_year"):
        synthetic_province(errors={"typo": 1})
    with pytest.raises(ValueError, match="below 0 for digits_transposed"):
        synthetic_province(errors={"digits_transposed": -1})


def test_without_reorganisations_no_unit_begins_or_ends() -> None:
    sample = province()
    assert sample.events == []
    assert {(unit["valid_from"], unit["valid_to"]) for unit in sample.units} == {(None, None)}


def test_the_merger_ends_two_units_on_the_day_the_third_begins() -> None:
    sample = province(0, True)
    units = {unit["id"]: unit for unit in sample.units}
    assert units[SUCCESSOR]["valid_from"] == "2024-03-01"
    assert {units[unit]["valid_to"] for unit in MERGED} == {"2024-03-01"}
    merge = next(event for event in sample.events if event["kind"] == "merge")
    assert (merge["date"], merge["from"], merge["to"]) == ("2024-03-01", [*MERGED], [SUCCESSOR])
    periods = {unit: set(sample.truth["windows"][unit]) for unit in (*MERGED, SUCCESSOR)}
    assert periods[SUCCESSOR] == {"2024-Q1", "2024-H1", "2024-Q3", "2024"}
    assert (
        periods[MERGED[0]]
        == periods[MERGED[1]]
        == {f"{year}{part}" for year in (2022, 2023) for part in ("-Q1", "-H1", "-Q3", "")}
    )


def test_a_successor_reports_what_its_predecessors_would_have() -> None:
    apart, merged = province().truth["windows"], province(0, True).truth["windows"]
    for period, told in merged[SUCCESSOR].items():
        for code in ("3.1", "3.3", "3.3.received", "3.3.pending", "4.2.1", "4.3.1", "4.2.4", "5.4"):
            parts = [int(apart[unit][period][code]) for unit in MERGED]
            assert int(told[code]) == sum(parts), (period, code)
        assert told["1.1"] == "1"


def test_a_transfer_moves_the_posts_and_the_base_of_the_cut() -> None:
    before, after = province().truth["units"], province(0, True).truth["units"]
    event = next(e for e in province(0, True).events if e["kind"] == "transfer")
    for sign, unit in ((-1, event["from"][0]), (1, event["to"][0])):
        for code, posts in event["amounts"].items():
            pairs = zip(before[unit]["quarters"][code], after[unit]["quarters"][code], strict=True)
            moved = [now - then for then, now in pairs]
            assert moved == [0] * 6 + [sign * posts] * 6
            base = after[unit]["moved_2015"][code] - before[unit]["moved_2015"][code]
            assert base == sign * posts
            assert after[unit]["baselines"] == before[unit]["baselines"]


def test_reorganisations_conserve_the_posts_of_the_province() -> None:
    for code in ("4.2.1", "4.3.1", "4.1.2", "3.1", "3.3", "new_files"):
        totals = []
        for sample in (province(), province(0, True)):
            columns = zip(*(unit["quarters"][code] for unit in sample.truth["units"].values()),
                          strict=True)  # fmt: skip
            totals.append([sum(figure or 0 for figure in column) for column in columns])
        assert totals[0] == totals[1], code


def test_the_posts_of_the_province_reconcile_from_2015_to_2024() -> None:
    truth = province(0, True).truth["units"]
    for code in ("4.2.1", "4.3.1", "4.1.2"):
        steps = [step for unit in truth.values() for step in unit["chains"][code]]
        opening = sum(unit["baselines"].get("2015", {}).get(code, 0) for unit in truth.values())
        closing = sum(unit["quarters"][code][-1] or 0 for unit in truth.values())
        assert closing == opening - sum(step["cut"] for step in steps)
        assert sum(step["moved_in"] for step in steps) == sum(step["moved_out"] for step in steps)
        assert sum(unit["moved_2015"][code] for unit in truth.values() if unit["end"] == 12) == (
            opening
        )
