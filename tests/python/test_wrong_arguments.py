"""Every public call is tried with wrong arguments: typed errors, never a crash, never a bare one.

CCHC_WRONG_ARGUMENTS=all tries every kind of wrong value; some of them otherwise.
"""

from __future__ import annotations

import inspect
import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc import samples


class Odd:
    """Something that no call takes."""


WRONG = {
    "None": None, "nan": math.nan, "huge": 10**30, "text": "khong co", "list of None": [None],
    "odd": Odd(), "half a character": "\ud800", "array": np.zeros((2, 3)), "bytes": b"ab",
    "infinite": math.inf, "negative": -1, "fraction": 2.5, "empty": "", "NUL": "a\x00b",
    "long": "x" * 100_000, "list": [], "mapping": {}, "set": {1},
}  # fmt: skip
TRIED = list(WRONG) if os.environ.get("CCHC_WRONG_ARGUMENTS") == "all" else list(WRONG)[:7]

EVENTS = [
    {"kind": "transfer", "date": "2024-01-01", "from": ["so-a"],
     "to": [{"unit": "so-b", "share": "0.25"}]},
]  # fmt: skip


def calls() -> dict[str, tuple[Callable[..., Any], dict[str, Any]]]:
    """Public calls that need no file, each with arguments that work."""
    cube = small_cube()
    totals = cchc.roll_up(cube)
    tree = cube.hierarchy
    lineage = cchc.lineage(EVENTS, tree)
    compared = cchc.compare(totals, "2024-H1", "2023-H1")
    trend = cchc.trend(cube, window="H1")
    text = samples.real_report_text().encode()
    cell = {"indicator": "3.3", "unit": "so-a", "period": "2024-H1"}
    change = {**cell, "unit": "tinh", "baseline_period": "2023-H1"}
    built = cchc.from_rows(rows(), received="2024-06-20")
    return {
        "build": (cchc.build, {"reports": built, "hierarchy": UNITS, "catalogue": None,
                               "as_known": None}),
        "roll_up": (cchc.roll_up, {"cube": cube, "to_level": None, "missing": "complete",
                                   "minimum_coverage": 1.0, "over_units": None, "threads": 0}),
        "resample": (cchc.resample, {"cube": cube, "periods": "half", "over_periods": None,
                                     "flows_of_cumulative": False, "threads": 0}),
        "like_for_like": (cchc.like_for_like, {"cube": cube, "period": "2024-H1",
                                               "baseline_period": "2023-H1"}),
        "rebuild": (cchc.rebuild, {"cube": cube, "lineage": lineage, "as_it_is": "2024-06-14"}),
        "rebuild groups": (cchc.rebuild, {"cube": cube, "lineage": lineage,
                                          "constant_perimeter": ("2023-06-14", "2024-06-14")}),
        "compare": (cchc.compare, {"cube": totals, "period": "2024-H1",
                                   "baseline_period": "2023-H1", "permissive": (), "threads": 0}),
        "compare with": (cchc.compare, {"cube": cube, "period": "2024-H1",
                                        "baseline": "rolling_mean", "windows": 3}),
        "contribution": (cchc.contribution, {"cube": cube, **change, "by_child": False,
                                             "merged": (), "permissive": ()}),
        "revised": (cchc.contribution_with_revision, {"cube": cube, **change, "known_then": cube}),
        "derive": (cchc.derive, {"cube": cube, "indicators": None}),
        "explain": (cchc.explain, {"result": cube, **cell, "lang": "vi", "depth": 16,
                                   "parts": 100}),
        "from_rows": (cchc.from_rows, {"rows": rows(), "received": "2024-06-20",
                                       "window_first": "2024-01-01",
                                       "window_last": "2024-06-14"}),
        "hierarchy": (cchc.hierarchy, {"units": UNITS}),
        "lineage": (cchc.lineage, {"events": EVENTS, "units": tree}),
        "list_extensions": (cchc.list_extensions, {"kind": None}),
        "outliers": (cchc.outliers, {"cube": cube, "indicator": "3.3", "of": None,
                                     "period": None, "windows": "same_length", "alpha": 0.05}),
        "pace": (cchc.pace, {"cube": cube, **cell, "start": "2023-12-15", "due": "2024-12-15",
                             "target": 9, "start_value": 0, "pro_rata": "days"}),
        "procedures": (cchc.procedures, {"cube": cube, "periods": None, "level": None,
                                         "missing": "skip_missing"}),
        "read": (cchc.read, {"source": text, "unit_type": None}),
        "staffing": (cchc.staffing, {"cube": cube, "baseline": 2015, "period": None,
                                     "missing": "skip_missing", "lineage": None}),
        "trend": (cchc.trend, {"cube": cube, "indicator": "3.3", "window": "H1",
                               "confidence": 0.95, "significance": 0.05, "power": 0.8,
                               "threads": 0}),
        "validate": (cchc.validate, {"cube": cube, "rules": None, "threads": 0}),
        "Period": (cchc.Period, {"text": "2024-H1", "default_year": None}),
        "Period.shifted": (cchc.Period("2024-H1").shifted, {"months": 3}),
        "Period.minus": (cchc.Period("2024-H1").minus, {"part": cchc.Period("2024-Q1")}),
        "Catalogue.from_json": (cchc.Catalogue.from_json, {"text": cube.catalogue.to_json()}),
        "Catalogue.at": (cube.catalogue.at, {"code": "3.3"}),
        "Hierarchy.at": (tree.at, {"id_or_name": "so-a"}),
        "Hierarchy.unit": (tree.unit, {"position": 0}),
        "Lineage.from_json": (cchc.Lineage.from_json, {
            "text": '{"hierarchy": "a", "version": "1", "title_vi": "", "title_en": "", '
                    '"units": [], "events": []}', "hierarchy": tree}),
        "Cube.sel": (cube.sel, {"indicator": None, "unit": None, "level": None, "periods": None}),
        "Cube.figure": (cube.figure, cell),
        "Cube[]": (cube.__getitem__, {"indicator": "3.3"}),
        "Cube.explain": (cube.explain, {**cell, "depth": 16, "parts": 100}),
        "Cube.children": (totals.children, {"indicator": "3.3"}),
        "Cube.absentees": (totals.absentees, cell),
        "Cube.total_of": (cube.total_of, {"indicator": "3.3", "units": ["so-a"],
                                          "period": "2024-H1"}),
        "Cube.bounds": (totals.bounds, cell),
        "Cube.per_day_rate": (cube.per_day_rate, cell),
        "Comparison.change": (compared.change, {"indicator": "3.3", "unit": "so-a", "pair": 0}),
        "Trend.row": (trend.row, {"indicator": "3.3", "unit": "so-a"}),
    }  # fmt: skip


CALLS = calls()


def answer(name: str, argument: str, wrong: str) -> str:
    """What a call says to a wrong argument; empty when it takes it."""
    function, arguments = CALLS[name]
    try:
        with cchc.extensions():
            function(**{**arguments, argument: WRONG[wrong]})
    except cchc.Error as error:
        both = error.message_vi not in ("", error.message_en)
        return f"[{error.code}]" if both else "one language only"
    except (TypeError, ValueError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_argument_is_answered_or_taken_and_never_with_a_bare_error(name: str) -> None:
    function, arguments = CALLS[name]
    function(**arguments)
    for argument in arguments:
        for wrong in TRIED:
            said = answer(name, argument, wrong)
            assert said == "" or re.fullmatch(r"\[CCHC-E\d{4}\]", said) or argument in said, (
                argument,
                wrong,
            )
            assert "incompatible" not in said, (argument, wrong, said)


def test_the_argument_is_named_in_both_languages() -> None:
    with pytest.raises(cchc.ArgumentError) as caught:
        cchc.roll_up(small_cube(), threads="four")
    assert caught.value.code == "CCHC-E0923"
    assert caught.value.message_en == "roll_up(): threads must be int, not str ('four')"
    assert caught.value.message_vi == "roll_up(): threads phải là int, không phải str ('four')"
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value.__cause__, TypeError)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cchc.Period(2024), "Period(): text must be str, not int (2024)"),
        (lambda: cchc.Period("2024").shifted(1.5), "Period.shifted(): months must be int, not"),
        (lambda: small_cube().figure("3.3", None, "2024"), "Cube.figure(): unit must be str, not"),
        (lambda: cchc.roll_up(None), "roll_up(): cube must be Cube, not NoneType (None)"),
        (lambda: cchc.resample(small_cube(), [3]), "periods must be "),
        (lambda: cchc.build(None, hierarchy=UNITS), "reports must be Observations | Report | "),
        (
            lambda: cchc.rebuild(small_cube(), None, as_it_is="2024-06-14"),
            "lineage must be Lineage",
        ),
        (lambda: cchc.Catalogue.from_json(None), "Catalogue.from_json(): text must be str, not"),
    ],
)
def test_the_message_says_what_came(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(cchc.ArgumentError, match=re.escape(said)):
        call()


def test_limits_of_an_explanation_that_are_no_numbers_are_refused_at_once() -> None:
    """They used to be searched for among all whole numbers, which took for ever."""
    for wrong in (None, 1.5, "1", -1, True):
        with pytest.raises(cchc.SelectionError, match="depth"):
            cchc.explain(small_cube(), "3.3", "so-a", "2024-H1", depth=wrong)


@pytest.mark.parametrize("alpha", [math.nan, math.inf, 0, 1, -0.05])
def test_a_chance_outside_0_and_1_is_refused(alpha: float) -> None:
    with pytest.raises(cchc.SelectionError, match="alpha"):
        cchc.outliers(small_cube(), "3.3", alpha=alpha)


def test_an_empty_catalogue_argument_is_not_the_shipped_one() -> None:
    for wrong in ("", 0, [], {}):
        with pytest.raises(cchc.ArgumentError, match="catalogue must be Catalogue"):
            cchc.build(cchc.from_rows([]), hierarchy=UNITS, catalogue=wrong)


def test_rules_that_cannot_be_opened_are_an_input_error(tmp_path: Path) -> None:
    for wrong in ("", "nowhere.json", "a\x00b", "x" * 5000, str(tmp_path)):
        with pytest.raises(cchc.InputError):
            cchc.validate(small_cube(), wrong)


def test_errors_of_the_user_s_own_code_stay_what_they_are() -> None:
    class OwnError(TypeError):
        pass

    def broken():
        raise OwnError("mine")
        yield

    with pytest.raises(OwnError):
        cchc.from_rows(broken())


def test_public_calls_keep_their_signature_and_documentation() -> None:
    parameters = inspect.signature(cchc.roll_up).parameters
    assert list(parameters)[:2] == ["cube", "to_level"]
    assert cchc.roll_up.__doc__.startswith("Return consolidated figures")
