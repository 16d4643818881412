"""Statistics against public certified and exact values; skipped where they are not at hand."""

import csv
import gzip
import json
import math
import os
from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cchc import TrendError, _core
from cchc.trend import line, summary

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = Path(os.environ.get("CCHC_SHARED", PROJECT.parent / "shared")) / "reference"


def lre(found: float, certified: float) -> float:
    """Digits that agree, at most 15."""
    if found == certified:
        return 15.0
    error = abs(found - certified) / abs(certified) if certified else abs(found)
    return min(15.0, -math.log10(error))


@cache
def datasets(name: str) -> dict[str, dict]:
    path = REFERENCE / "nist" / f"{name}.json"
    if not path.is_file():
        return {}
    return {each["name"]: each for each in json.loads(path.read_text("utf-8"))["datasets"]}


def dataset(kind: str, name: str) -> dict:
    found = datasets(kind).get(name)
    if found is None:
        pytest.skip(
            "the certified data are not here; set CCHC_SHARED to the folder that holds them"
        )
    return found


UNIVARIATE = (
    "PiDigits", "Lottery", "Lew", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4",
)  # fmt: skip


@pytest.mark.parametrize("name", UNIVARIATE)
def test_mean_and_deviation_are_certified(name):
    data = dataset("univariate", name)
    found = summary(data["data_text"])
    certified = {key: float(data["certified"][f"{key}_text"]) for key in (
        "mean", "std_dev", "autocorrelation")}  # fmt: skip
    assert lre(found.mean, certified["mean"]) == 15
    assert lre(found.standard_deviation, certified["std_dev"]) >= 14
    assert lre(found.autocorrelation, certified["autocorrelation"]) >= 14


@pytest.mark.parametrize("name", UNIVARIATE)
def test_the_mean_is_the_nearest_double_to_the_exact_one(name):
    figures = [Fraction(text) for text in dataset("univariate", name)["data_text"]]
    found = summary(dataset("univariate", name)["data_text"])
    assert found.mean == float(sum(figures) / len(figures))


@pytest.mark.parametrize("name", UNIVARIATE)
def test_certified_texts_are_what_the_results_round_to(name):
    data = dataset("univariate", name)
    found = summary(data["data_text"])
    digits = len(data["certified"]["mean_text"].lstrip("-0.").replace(".", ""))
    assert float(f"{found.mean:.{digits - 1}e}") == float(data["certified"]["mean_text"])


@pytest.mark.parametrize("name", UNIVARIATE)
def test_floats_are_read_as_the_decimals_they_were_written_as(name):
    data = dataset("univariate", name)
    assert summary(map(float, data["data_text"])) == summary(data["data_text"])


@pytest.mark.parametrize("name", ["Norris", "NoInt1", "NoInt2"])
def test_lines_are_certified(name):
    data = dataset("linear", name)
    y, x = zip(*data["data_text"], strict=True)
    found = line(x, y, through_origin=not data["intercept"])
    names = ["intercept", "slope"] if data["intercept"] else ["slope"]
    for term, parameter in zip(names, data["certified"]["parameters"], strict=True):
        assert lre(getattr(found, term), float(parameter["estimate_text"])) >= 13
        assert lre(getattr(found, f"{term}_error"), float(parameter["std_dev_text"])) >= 13
    assert lre(found.residual_deviation, data["certified"]["residual_std_dev"]) >= 13


@pytest.mark.parametrize(("name", "degree"), [("Pontius", 2), ("Wampler1", 5), ("Filip", 10)])
def test_polynomials_are_refused(name, degree):
    data = dataset("linear", name)
    y, x = zip(*data["data_text"], strict=True)
    with pytest.raises(TrendError, match="E1502") as caught:
        line(x, y, degree=degree)
    assert "degree 1" in caught.value.message_en


@cache
def panel() -> dict[tuple[str, str], list[tuple[int, str]]]:
    series = defaultdict(list)
    with gzip.open(REFERENCE / "gapminder_sg" / "panel_long.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            series[row["indicator"], row["unit"]].append((int(row["year"]), row["value"]))
    return series


def exact_rows() -> list[dict[str, str]]:
    path = REFERENCE / "gapminder_sg" / "exact_trends.csv"
    if not path.is_file():
        pytest.skip("the exact trends are not here; set CCHC_SHARED to the folder that holds them")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def points_of(row: dict[str, str]) -> list[tuple[int, str]]:
    points = sorted(panel()[row["indicator"], row["unit"]])
    assert len(points) == int(row["n"])
    return points


def exact_whole(text: str, scale: int) -> float:
    """A decimal as an exact plane holds it: value x 10^scale, a whole number."""
    whole = Fraction(text) * 10**scale
    assert whole.denominator == 1
    assert abs(whole) < 2**53
    return float(whole)


def decimals(texts: list[str]) -> int:
    return max(len(text.partition(".")[2]) for text in texts)


def trends_of(rows: list[dict[str, str]], scale: int) -> dict[str, np.ndarray]:
    """All series in one call: a column for each year, gaps where a series has no figure."""
    years = range(1776, 2030)
    figures = np.full((len(rows), len(years)), np.nan)
    for at, row in enumerate(rows):
        for year, text in points_of(row):
            value = float(text) if scale < 0 else exact_whole(text, scale)
            figures[at, year - years.start] = value
    return _core.series_trends(figures, list(years), scale=scale)


def test_real_series_are_exact_and_rounded_once():
    by_scale = defaultdict(list)
    for row in exact_rows():
        by_scale[decimals([text for _, text in points_of(row)])].append(row)
    assert sum(map(len, by_scale.values())) == 2018
    for scale, rows in by_scale.items():
        found = trends_of(rows, scale)
        for at, row in enumerate(rows):
            assert found["s"][at] == int(row["mann_kendall_s"])
            variance = Fraction(int(found["variance_18"][at]), 18)
            assert variance == Fraction(row["mann_kendall_var_s"])
            assert found["slope"][at] == float.fromhex(row["ols_slope_hex"])
            assert found["intercept"][at] == float.fromhex(row["ols_intercept_hex"])
            assert found["sen_slope"][at] == float.fromhex(row["theil_sen_slope_hex"])


def test_real_series_as_plain_doubles_keep_their_digits():
    rows = exact_rows()
    found = trends_of(rows, -1)
    for at, row in enumerate(rows):
        assert found["s"][at] == int(row["mann_kendall_s"])
        assert lre(found["slope"][at], float.fromhex(row["ols_slope_hex"])) >= 13
        assert lre(found["sen_slope"][at], float.fromhex(row["theil_sen_slope_hex"])) >= 11
