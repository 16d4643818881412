"""Figures as people read them, in Vietnamese and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.present.number import format_number, format_percent, format_signed


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (16183, "16.183", "16,183"),
        (1234567.5, "1.234.567,5", "1,234,567.5"),
        (20.47244, "20,47", "20.47"),
        (79.5, "79,5", "79.5"),
        (99.999, "100", "100"),
        (-0.001, "0", "0"),
        (-1234.5, "-1.234,5", "-1,234.5"),
        ("9007199254740993", "9.007.199.254.740.993", "9,007,199,254,740,993"),
        ("20.50", "20,5", "20.5"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_thousands_and_decimals_follow_the_language(value, vi, en):
    assert format_number(value, lang="vi") == vi
    assert format_number(value, lang="en") == en


def test_halves_round_away_from_zero_on_the_digits_as_written():
    values = (0.125, 0.135, 2.675, -0.125)
    assert [format_number(value, lang="en") for value in values] == [
        "0.13",
        "0.14",
        "2.68",
        "-0.13",
    ]
    assert [format_number(value, decimals=0) for value in (0.5, 1.5, 2.5, -2.5)] == [
        "1",
        "2",
        "3",
        "-3",
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), "NaN", "sNaN"])
def test_what_is_no_number_is_blank(value):
    assert format_number(value) == ""
    assert format_signed(value) == ""
    assert format_percent(value) == ""


def test_the_largest_figures_are_written_out():
    assert format_number(1e300).count(".") == 100


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (99.994, "99,99 %"),
        (99.995, "99,99 %"),
        ("99.99999999999", "99,99 %"),
        (100, "100 %"),
        (100.004, "100 %"),
        (99.5, "99,5 %"),
    ],
)
def test_a_rate_below_100_never_reads_as_100(value, text):
    assert format_percent(value) == text


def test_decimals_can_be_chosen():
    assert format_number(20.47244, decimals=0) == "20"
    assert format_number(20.47244, decimals=4) == "20,4724"


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "+3"), (-3, "-3"), (0, "0"), (-0.001, "0"), (1234, "+1.234"), (None, "")],
)
def test_a_change_has_its_sign(value, text):
    assert format_signed(value) == text


@pytest.mark.parametrize(
    ("value", "signed", "text"),
    [(20.47, False, "20,47 %"), (20.47, True, "+20,47 %"), (-3, True, "-3 %"), (0, True, "0 %"),
     (None, False, ""), (None, True, "")],
)  # fmt: skip
def test_a_rate_has_its_sign_of_per_cent_and_a_blank_has_none(value, signed, text):
    assert format_percent(value, signed=signed) == text


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_back_in_both_languages(number):
    assert int(format_number(number, lang="vi").replace(".", "")) == number
    assert int(format_number(number, lang="en").replace(",", "")) == number


@given(st.floats(-1e9, 1e9))
def test_the_languages_differ_in_marks_only(number):
    swapped = format_number(number, lang="vi").translate(str.maketrans(".,", ",."))
    assert swapped == format_number(number, lang="en")
    assert abs(float(format_number(number, lang="en").replace(",", "")) - number) <= 0.0051
