"""The shipped catalogue and forms agree with the transcription of the printed table.

The transcription is a table of 80 rows outside of the project; without it these tests are skipped.
"""

import csv
import json
import os
import unicodedata
from pathlib import Path

import pytest

import cchc

PROJECT = Path(__file__).resolve().parents[2]
CATALOGUES = PROJECT / "python" / "cchc" / "catalogues"
TRANSCRIPTION = Path(os.environ.get("CCHC_SHARED", PROJECT.parent / "shared")) / "catalog.csv"

# Numerators, denominators and derived indicators that no printed row or column holds.
NOT_IN_A_COLUMN = {"3.2.1.approved", "3.2.2.digitised", "7.1.1.share", "7.1.2.share"}

COLUMN_FORMS = (
    "form_06_vpcp_2020.json", "form_07a_btp_2026.json", "form_ha_noi_merged.json",
    "form_ii06a_vpcp.json", "form_ii07b_vpcp.json",
)  # fmt: skip

# Misprints and missing codes of one report; the form itself has these codes.
PRINTED_IN_FORM = {"4.3. 4": "4.3.", "Trong đó": ""}


def load(name: str) -> dict:
    return json.loads((CATALOGUES / name).read_text(encoding="utf-8"))


def column_forms() -> list[dict]:
    return [load(name) for name in COLUMN_FORMS]


@pytest.fixture(scope="module")
def printed() -> list[dict[str, str]]:
    """The rows of the transcription, in printed order."""
    if not TRANSCRIPTION.is_file():
        pytest.skip(f"{TRANSCRIPTION} is not there; set CCHC_SHARED to the folder that holds it")
    with TRANSCRIPTION.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def indicators() -> dict[str, dict]:
    return {indicator["code"]: indicator for indicator in load("catalogue.json")["indicators"]}


@pytest.fixture(scope="module")
def forms() -> dict[str, list[dict]]:
    return {
        form["form"]: form["rows"]
        for form in (load("form_pl1_2024.json"), load("form_bm3_2024.json"))
    }


@pytest.fixture(scope="module")
def pairs(printed, forms) -> list[tuple[dict, dict]]:
    """Each transcribed row with its form row: both lists are in printed order."""
    rows = [row for form in ("PL1", "BM3") for row in forms[form]]
    assert len(printed) == len(rows) == 80
    return list(zip(printed, rows, strict=True))


def label(row: dict[str, str]) -> str:
    return unicodedata.normalize("NFC", row["label_vi"])


def test_catalogue_has_the_transcribed_indicators(printed, indicators):
    for row in printed:
        indicator = indicators[row["canonical_code"]]
        assert indicator["label_vi"] == label(row)
        assert indicator["name"] == row["name_en"]
        assert indicator.get("unit_of_measure", "") == row["unit_canonical"]
        assert indicator["kind"] == {"ytd": "cumulative"}.get(row["kind"], row["kind"])
        assert indicator.get("parent", "") == row["parent"]


def test_catalogue_adds_only_components_and_derived_indicators(printed, indicators):
    added = set(indicators) - {row["canonical_code"] for row in printed}
    of_columns = {
        row["indicator"] for form in column_forms() for row in form["rows"] if "indicator" in row
    }
    parents = {indicators[code]["parent"] for code in of_columns} & added
    assert added - of_columns - parents <= NOT_IN_A_COLUMN
    assert added >= NOT_IN_A_COLUMN


def test_every_part_of_the_case_files_stands_below_the_figure_it_is_part_of(indicators):
    for code, indicator in indicators.items():
        if code.startswith("3.3."):
            assert indicator["parent"] in indicators
            assert indicator["parent"] == "3.3" or code.startswith("3.3.")


def test_form_rows_stand_in_printed_order_with_printed_texts(pairs):
    for row, form_row in pairs:
        code = row["code_printed"]
        expected = "" if row["canonical_code"].startswith("4.1.2.") else code
        assert form_row["code_printed"] == PRINTED_IN_FORM.get(code, expected)
        assert form_row["label_vi"] == label(row)
        assert form_row.get("unit_printed", "") == row["unit_printed"]
        assert form_row["row_type"] == row["row_type"]


def test_form_rows_report_the_transcribed_indicators(pairs):
    for row, form_row in pairs:
        header = row["row_type"] == "header"
        assert form_row.get("indicator", "") == ("" if header else row["canonical_code"])
        own_code = "2.4" if row["form"] == "BM3" else row["canonical_code"]
        assert form_row["code"] == own_code
        assert form_row.get("parent", "") == ("" if row["form"] == "BM3" else row["parent"])


# How the words of the transcription begin, and what the catalogue calls it.
OVER_UNITS = {
    "sum across departments": "shared_list",
    "as 3.1": "shared_list",
    "sum": "sum",
    "recompute": "ratio_of_sums",
    "distribution": "distribution",
    "share of answering units": "distribution",
    "none": "none",
}
OVER_PERIODS = {
    "last": "last",
    "sum": "sum",
    "1 if any": "any",
    "recompute": "ratio_of_sums",
    "none": "none",
}


def word_for(text: str, words: dict[str, str]) -> str:
    return next(word for beginning, word in words.items() if text.startswith(beginning))


def test_indicators_combine_as_the_transcription_says(printed, indicators):
    for row in printed:
        indicator = indicators[row["canonical_code"]]
        assert indicator.get("over_units", "none") == word_for(row["agg_across_units"], OVER_UNITS)
        assert indicator.get("over_periods", "none") == word_for(row["agg_over_time"], OVER_PERIODS)


def test_ratios_name_numerator_and_denominator(indicators):
    ratios = [one for one in indicators.values() if one["kind"] == "ratio"]
    assert len(ratios) == 8
    assert all(one["numerator"] and one["denominator"] for one in ratios)
    assert indicators["3.3.1"]["denominator"] == "[3.3]"
    for code, quota in (("4.1.2.r", "4.1.2"), ("4.2.5", "4.2.1"), ("4.3.4", "4.3.1")):
        assert indicators[code]["numerator"] == f"[{quota} @ 2015] - [{quota}]"
        assert indicators[code]["denominator"] == f"[{quota} @ 2015]"


def test_answers_repeat_the_printed_key(pairs, indicators):
    for row, _ in pairs:
        if row["kind"] == "coded":
            answers = indicators[row["canonical_code"]]["answers"]
            key = " ".join(f"{answer['label_vi']} = {answer['code']}" for answer in answers)
            assert key == row["unit_printed"]


def test_optional_and_dying_rows_are_marked(printed, indicators):
    for row in printed:
        indicator = indicators[row["canonical_code"]]
        optional = row["missing_status"] == "missing_optional" or row["note_printed"] == "(nếu có)"
        assert indicator.get("optional", False) == optional
        district_only = row["missing_status"] == "not_applicable"
        assert indicator.get("applies_to", []) == (["district"] if district_only else [])
        assert indicator.get("valid_to", "") == ("2025-07-01" if district_only else "")


@pytest.mark.parametrize(
    "name", ["catalogue.json", "form_pl1_2024.json", "form_bm3_2024.json", *COLUMN_FORMS]
)
def test_files_are_composed_unicode_with_unix_line_ends(name):
    text = (CATALOGUES / name).read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("}\n")


def test_every_indicator_has_a_short_english_label(indicators):
    for indicator in indicators.values():
        assert 0 < len(indicator["label_en"]) <= 60
        assert indicator["label_en"].isascii()


@pytest.mark.parametrize("name", COLUMN_FORMS)
def test_forms_in_columns_fit_the_catalogue_and_say_what_is_not_verified(name):
    text = (CATALOGUES / name).read_text(encoding="utf-8")
    form = json.loads(text)
    assert cchc.catalogue().check_form(text) == form["form"]
    assert form["layout"] == "columns"
    assert form["source"]
    assert form["unverified_vi"]
    assert form["unverified_en"]
    assert [row["code"] for row in form["rows"]] == [
        str(number) for number in range(1, len(form["rows"]) + 1)
    ]


def test_the_shifted_form_is_the_thirteen_columns_one_further_on():
    plain, shifted = (load(name)["rows"] for name in COLUMN_FORMS[:2])
    assert len(plain) == 13
    assert [row.get("indicator") for row in shifted[1:]] == [row.get("indicator") for row in plain]
    assert [int(row["code"]) for row in shifted[1:]] == [int(row["code"]) + 1 for row in plain]


def test_no_indicator_is_left_out_of_the_thirteen_columns():
    codes = [row["indicator"] for row in load(COLUMN_FORMS[0])["rows"] if "indicator" in row]
    assert codes == [
        "3.3.received", "3.3.received_online", "3.3.received_direct", "3.3.carried_over",
        "3.3", "3.3.resolved_early", "3.3.resolved_when_due", "3.3.resolved_late",
        "3.3.pending", "3.3.pending_in_time", "3.3.pending_late",
    ]  # fmt: skip
