"""Texts become periods, lists and dates at the edge; what is missing or unknown is said."""

import datetime as dt

import pytest

import cchc
from cchc import samples
from cchc._arguments import (
    as_date_text,
    as_list,
    as_period,
    as_periods,
    data_frame,
    optional_module,
    unknown_argument,
)


@pytest.mark.parametrize("text", ["2024-H1", "6 tháng đầu năm 2024", "first half of 2024"])
def test_a_period_is_taken_as_text_in_either_language(text):
    assert str(as_period(text)) == "2024-H1"


def test_a_period_stays_the_one_it_is():
    period = cchc.Period("2024-Q3")
    assert as_period(period) is period


def test_one_period_and_several_become_a_list():
    one = cchc.Period("2024-Q1")
    assert as_periods("2024-Q1") == as_periods(one) == [one]
    assert as_periods(["2024-Q1", cchc.Period("2024")]) == [one, cchc.Period("2024")]


def test_refuses_a_text_that_is_no_period():
    with pytest.raises(cchc.PeriodError, match="CCHC-E0301"):
        as_period("mùa xuân")


def test_one_text_is_not_taken_apart_into_letters():
    assert as_list("4.2.1") == ["4.2.1"]
    assert as_list(("a", "b")) == ["a", "b"]


def test_a_date_becomes_iso_text():
    assert as_date_text(dt.date(2024, 6, 6)) == "2024-06-06"
    assert as_date_text("2024-06-06") == "2024-06-06"
    assert as_date_text(None) is None


def test_a_missing_library_is_named_with_the_extra_that_brings_it():
    with pytest.raises(ImportError, match=r"pip install 'cchc\[plot\]'") as caught:
        optional_module("no_such_library", "plot", "plot()")
    assert "Cần thư viện no_such_library" in str(caught.value)
    assert isinstance(caught.value.__cause__, ImportError)


def test_an_unknown_word_is_answered_with_the_known_ones_in_both_languages():
    error = unknown_argument("level", "huyen", ["province", "department"])
    assert isinstance(error, cchc.SelectionError)
    assert error.code == "CCHC-E0921"
    assert "level='huyen' is not known; known: province, department" in error.message_en
    assert "không có; các giá trị có: province, department" in error.message_vi


def test_a_table_without_rows_keeps_its_columns_and_none_is_not_zero():
    assert list(data_frame([], columns=["a", "b"]).columns) == ["a", "b"]
    frame = data_frame([{"a": None}, {"a": 0}], numbers=["a"])
    assert frame["a"].isna().tolist() == [True, False]
    assert frame["a"].dtype == "float64"


def test_refuses_a_day_with_half_a_character():
    for call in (
        lambda: cchc.read(samples.real_report_text().encode(), received="2024\ud800"),
        lambda: cchc.build(cchc.from_rows([]), hierarchy=[{"id": "a"}], as_known="\ud800"),
        lambda: cchc.from_rows([], received="\ud800"),
    ):
        with pytest.raises(cchc.Error, match=r"CCHC-E0[38]"):
            call()


def test_names_of_a_list_are_composed():
    assert as_list("so\u031b\u0309") == as_list(["sở"]) == ["sở"]
