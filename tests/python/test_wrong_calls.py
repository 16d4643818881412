"""Ordinary mistakes in calls are answered with errors of cchc, in both languages."""

import re

import pytest
from small_province import UNITS, small_cube

import cchc


def empty_cube():
    return cchc.build(cchc.from_rows([]), hierarchy=UNITS)


CUBE = small_cube()
COMPARED = cchc.compare(CUBE, "2024-H1", "2023-H1")

CALLS = {
    "pair": lambda: COMPARED.change("4.2.1", "so-a", pair=5),
    "a pair to explain": lambda: COMPARED.explain("4.2.1", "so-a", pair=-1),
    "language": lambda: cchc.explain(CUBE, "4.2.1", "so-a", "2024-H1", lang="fr"),
    "language of a text": lambda: cchc.explain(CUBE, "4.2.1", "so-a").to_text(lang="fr"),
    "truth as a baseline": lambda: cchc.compare(CUBE, "2024-H1", baseline=True),
    "unknown baseline": lambda: cchc.compare(CUBE, "2024-H1", baseline="last"),
    "unknown reason": lambda: cchc.compare(CUBE, "2024-H1", "2023-H1", permissive="COVER"),
    "windows of nothing": lambda: cchc.resample(empty_cube(), "quarter"),
    "staffing of nothing": lambda: cchc.staffing(empty_cube()),
    "explaining nothing": lambda: cchc.explain(empty_cube(), "4.2.1", "so-a"),
    "day as a number": lambda: cchc.build(cchc.from_rows([]), hierarchy=UNITS, as_known=2024),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call_is_answered_in_both_languages(name):
    with pytest.raises(cchc.Error) as caught:
        CALLS[name]()
    assert re.fullmatch(r"CCHC-E\d{4}", caught.value.code)
    assert caught.value.message_en
    assert caught.value.message_vi not in ("", caught.value.message_en)


def test_one_permitted_reason_may_be_given_as_a_text():
    for permissive in ("COVERAGE", ["COVERAGE"]):
        rolled = cchc.roll_up(CUBE, missing="skip_missing")
        change = cchc.compare(rolled, "2024-H1", "2023-H1", permissive=permissive).change(
            "4.2.1", "tinh"
        )
        assert change.change is not None
        assert "COVERAGE" in [reason.code for reason in change.reasons]


def test_a_number_that_is_held_nowhere_is_named_shortly():
    for start_value in ("9" * 500, "1\x00"):
        with pytest.raises(cchc.NumberError, match="CCHC-E0710") as caught:
            cchc.pace(CUBE, "4.2.1", "so-a", "2024-H1", start="2024-01-01", due="2024-12-31",
                      target=1, start_value=start_value)  # fmt: skip
        assert "9223372036854775807" in caught.value.message_en
        assert len(caught.value.message_en) < 400
        assert "\x00" not in caught.value.message_vi
