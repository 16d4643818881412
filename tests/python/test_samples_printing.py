"""How the sample prints figures and computes rates, against slow and obvious twins."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc._samples.draws import Draws
from cchc._samples.figures import Style, grouped, percent, printed, printed_count
from cchc._samples.forms import FormRow, form_rows
from cchc._samples.planted import is_feasible
from cchc.samples import DeparturePlan, SampleProvince, SampleReport, synthetic_province

PLAIN = Style(leading_zero=False, percent_sign=False, decimals=2, slash="/")
ZEROS = Style(leading_zero=True, percent_sign=True, decimals=1, slash=" / ")
RATES = {
    "3.2.1": ("3.2.1.approved", "3.1"),
    "3.2.2": ("3.2.2.digitised", "3.2.2.approved"),
    "3.3.1": ("3.3.resolved_on_time", "3.3"),
}
CUTS = {"4.2.5": "4.2.1", "4.3.4": "4.3.1", "4.1.2.r": "4.1.2"}


@lru_cache(maxsize=1)
def ideal() -> SampleProvince:
    return synthetic_province(2024, departures=DeparturePlan(0, 0, 0, 0))


def rate_twin(numerator: int, denominator: int, decimals: int) -> Decimal:
    """Quotient of whole numbers in percent, rounded half away from zero by the decimal module."""
    share = Fraction(100 * numerator, denominator)
    with_room = Decimal(share.numerator * 10**decimals) / Decimal(share.denominator)
    return with_room.quantize(Decimal(1), rounding=ROUND_HALF_UP).scaleb(-decimals)


def row_of(code: str) -> FormRow:
    return next(row for row in form_rows() if row.code == code)


def text_of(report: SampleReport, code: str) -> str | None:
    return next((row["value"] for row in report.rows if row["code"] == code), None)


@given(
    numerator=st.integers(-5_000, 5_000),
    denominator=st.integers(1, 5_000),
    decimals=st.integers(0, 2),
)
def test_a_percentage_is_rounded_once_half_away_from_zero(
    numerator: int, denominator: int, decimals: int
) -> None:
    text = percent(numerator, denominator, decimals)
    assert Decimal(text) == rate_twin(numerator, denominator, decimals)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "text"),
    [(26, 127, 2, "20.47"), (101, 127, 1, "79.5"), (1, 8, 2, "12.5"), (16181, 16183, 2, "99.99"),
     (1, 200, 0, "1"), (-1, 8, 1, "-12.5"), (0, 3, 2, "0"), (10, 10, 2, "100")],
)  # fmt: skip
def test_known_percentages(numerator: int, denominator: int, decimals: int, text: str) -> None:
    assert percent(numerator, denominator, decimals) == text


def test_dots_group_by_three() -> None:
    assert [grouped(value) for value in ("0", "999", "1000", "16183", "1234567")] == [
        "0", "999", "1.000", "16.183", "1.234.567",
    ]  # fmt: skip


def test_a_leading_zero_stands_before_one_digit_but_not_before_zero() -> None:
    assert [printed_count(value, ZEROS) for value in ("0", "7", "12")] == ["0", "07", "12"]
    assert printed_count("7", PLAIN) == "7"


def test_values_are_printed_by_their_unit_of_measure() -> None:
    assert printed(row_of("3.3.1"), "20.5", None, ZEROS) == "20,5%"
    assert printed(row_of("3.3.1"), "20.5", None, PLAIN) == "20,5"
    assert printed(row_of("3.3"), "16181", "16183", ZEROS) == "16.181 / 16.183"
    assert printed(row_of("1.4.2"), "2", None, ZEROS) == "2"


def read_twin(raw: str, is_percent: bool) -> tuple[str, str | None]:
    """Read a printed text back: strip signs, dots and zeros; a comma is a decimal point."""
    if is_percent:
        return raw.removesuffix("%").replace(",", "."), None
    figures = [str(int(part.strip().replace(".", ""))) for part in raw.split("/")]
    return figures[0], figures[1] if len(figures) == 2 else None


def test_every_printed_text_reads_back_to_its_figures() -> None:
    percents = {row.indicator for row in form_rows() if row.percent}
    count = 0
    for report in ideal().reports:
        for row in report.rows:
            if row["state"] == "reported":
                count += 1
                told = read_twin(row["raw"], row["indicator"] in percents)
                assert told == (row["value"], row["second_value"])
    assert count > 10_000


def test_every_habit_of_printing_occurs() -> None:
    raws = [row["raw"] for report in ideal().reports for row in report.rows]
    for pattern in (r"0\d", r"\d", r"\d\.\d{3}", r"\d+,\d\d%?", r"\d+%", r"[\d.]+/[\d.]+",
                    r"[\d.]+ / [\d.]+"):  # fmt: skip
        assert any(re.fullmatch(pattern, raw) for raw in raws), pattern


def decimals_of(text: str) -> int:
    return len(text.partition(".")[2])


def test_rates_follow_from_their_parts_at_the_printed_decimals() -> None:
    for report in ideal().reports:
        for rate, (part, whole) in RATES.items():
            told = text_of(report, rate)
            if told is None:
                continue
            numerator, denominator = text_of(report, part), text_of(report, whole)
            assert numerator is not None
            assert denominator is not None
            exact = Fraction(100 * int(numerator), int(denominator))
            # Cut zeros hide decimals: the unit's own number of them is among 0, 1 and 2.
            rounded = {rate_twin(int(numerator), int(denominator), size) for size in (0, 1, 2)}
            assert Decimal(told) in rounded
            assert abs(Fraction(told) - exact) <= Fraction(1, 2)


def test_cuts_against_2015_follow_from_the_quotas_assigned_then() -> None:
    latest = ideal().latest()
    seen = 0
    for (unit, _), report in latest.items():
        for rate, quota in CUTS.items():
            told = text_of(report, rate)
            if told is None:
                continue
            base = int(text_of(latest[unit, "2015"], quota) or 0)
            now = int(text_of(report, quota) or 0)
            assert Decimal(told) in {rate_twin(base - now, base, size) for size in (0, 1, 2)}
            assert is_feasible(told, now, 2) or is_feasible(told, now, 1) or decimals_of(told) == 0
            seen += 1
    assert seen > 600


def test_both_forms_print_the_same_share_and_the_note_its_parts() -> None:
    for report in ideal().reports:
        rows = [row for row in report.rows if row["code"] == "3.2.1"]
        if not rows:
            continue
        assert [row["form"] for row in rows] == ["PL1", "BM3"]
        assert rows[0]["raw"] == rows[1]["raw"]
        assert rows[1]["code_printed"] == "2.4"
        approved, whole = rows[1]["note"].split("/")
        assert approved.replace(".", "") == text_of(report, "3.2.1.approved")
        assert whole.replace(".", "") == text_of(report, "3.1")


@pytest.mark.parametrize(
    ("rate", "quota", "decimals", "feasible"),
    [("10", 40, 0, False), ("10", 15, 0, False), ("10", 39, 0, False), ("10", 11, 0, False),
     ("10", 55, 0, True), ("9.09", 40, 2, True), ("11.11", 40, 2, True), ("10", 9, 2, True)],
)  # fmt: skip
def test_a_rate_is_feasible_when_a_whole_baseline_gives_it(
    rate: str, quota: int, decimals: int, feasible: bool
) -> None:
    assert is_feasible(rate, quota, decimals) is feasible


def test_streams_of_draws_are_named_and_repeat() -> None:
    first = [Draws(1, "a").between(0, 10**9) for _ in range(2)]
    assert first[0] == first[1] == 831236032
    assert Draws(1, "b").between(0, 10**9) != first[0]


@given(seed=st.integers(0, 2**32), total=st.integers(0, 10_000), parts=st.integers(1, 20))
def test_a_total_is_spread_without_loss(seed: int, total: int, parts: int) -> None:
    spread = Draws(seed, "spread").spread(total, parts)
    assert len(spread) == parts
    assert sum(spread) == total
    assert min(spread) >= 0


@given(seed=st.integers(0, 2**32), low=st.integers(-50, 50), width=st.integers(0, 50))
def test_draws_stay_between_their_ends(seed: int, low: int, width: int) -> None:
    draws = Draws(seed, "ends")
    assert all(low <= draws.between(low, low + width) <= low + width for _ in range(20))


def test_both_ends_are_drawn_and_a_shuffle_keeps_the_items() -> None:
    draws = Draws(5, "dice")
    assert {draws.between(1, 6) for _ in range(200)} == {1, 2, 3, 4, 5, 6}
    items = list(range(30))
    shuffled = draws.shuffled(items)
    assert shuffled != items
    assert sorted(shuffled) == items == list(range(30))
