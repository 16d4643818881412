"""Pickles and copies: equal objects, typed errors for damage. CCHC_PICKLE_BYTES=all tries every byte."""

from __future__ import annotations

import copy
import io
import json
import multiprocessing
import os
import pickle
import random
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from small_province import UNITS, rows, small_cube

import cchc
from cchc import _core, samples
from cchc._pickles import VERSION, restored

PROTOCOLS = (2, 3, 4, 5)


def explanations(cube: cchc.Cube, at_most: int = 40) -> list[str]:
    """Explanations of cells all over a cube, as texts."""
    cells = [
        (code, unit, period)
        for code in cube.indicators
        for unit in cube.unit_ids
        for period in cube.periods
    ]
    step = max(1, len(cells) // at_most)
    return [json.dumps(cube.explain(*cell), sort_keys=True) for cell in cells[::step]]


def copies(thing: Any) -> list[Any]:
    """The thing through every protocol of pickles, copy and deepcopy."""
    pickled = [pickle.loads(pickle.dumps(thing, protocol)) for protocol in PROTOCOLS]
    return [*pickled, copy.copy(thing), copy.deepcopy(thing)]


def same_cubes(one: cchc.Cube, other: cchc.Cube) -> None:
    assert other == one
    assert hash(other) == hash(one)
    assert other.fingerprint() == one.fingerprint()
    assert list(other.figures()) == list(one.figures())
    assert (other.issues, other.findings) == (one.issues, one.findings)
    assert (other.own is other.core) == (one.own is one.core)
    assert explanations(other) == explanations(one)
    for code in one.indicators:
        assert other[code] == one[code]


@pytest.fixture(scope="module")
def cube() -> cchc.Cube:
    return small_cube()


def vintages() -> cchc.Observations:
    """A table with all that a row and a source can hold, and a correction that came later."""
    table = cchc.from_rows(
        [
            {"indicator": "3.3", "unit": "so-a", "period": "2024-H1", "value": "20",
             "second_value": "21", "raw": "20/21", "note": "ghi chú", "place": "dòng 3"},
            {"indicator": "1.5", "unit": "so-a", "period": "2024-H1", "state": "optional"},
            {"indicator": "3.1", "unit": "so-b", "period": "2024-H1", "value": "mười hai"},
        ],
        file="một.txt", hash="ab" * 32, agency="Sở A", window_first="2023-12-15",
        window_last="2024-06-14", received="2024-06-20", form_version="PL1-2024", rule="tay",
        synthetic=True,
    )  # fmt: skip
    later = [{"indicator": "3.3", "unit": "so-a", "period": "2024-H1", "value": "22"}]
    table.append_all(cchc.from_rows(later, received="2024-07-01"))
    return table


def test_observations_come_back_row_by_row_with_their_sources() -> None:
    before = vintages()
    for after in copies(before):
        assert after == before
        assert after is not before
        assert [after.row(at) for at in range(4)] == [before.row(at) for at in range(4)]
        assert after.sources() == before.sources()
    grown = copy.deepcopy(before)
    grown.append_all(before)
    assert len(before) == 4
    assert grown != before
    assert before != "another thing"
    with pytest.raises(TypeError, match="unhashable"):
        hash(before)


def test_definitions_come_back_equal() -> None:
    units, lineage = cchc.provinces_2025()
    for thing in (cchc.catalogue(), units, lineage, cchc.Period("2024-02..2024-06")):
        for after in copies(thing):
            assert after == thing
            assert hash(after) == hash(thing)
    assert cchc.hierarchy(UNITS) == cchc.hierarchy(UNITS)
    assert cchc.hierarchy(UNITS) != cchc.hierarchy(UNITS[:2])
    assert cchc.catalogue() != units
    assert pickle.loads(pickle.dumps(lineage)).events() == lineage.events()


def test_what_was_known_on_a_day_and_what_came_later_come_back(cube: cchc.Cube) -> None:
    then = cchc.build(vintages(), hierarchy=UNITS, as_known="2024-06-25")
    now = cchc.build(vintages(), hierarchy=UNITS)
    assert then.figure("3.3", "so-a", "2024-H1").text == "20"
    assert then != now
    for made in (then, now):
        for after in copies(made):
            same_cubes(made, after)


def function_of_two(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return a / b


def derived_by_function(cube: cchc.Cube) -> cchc.Cube:
    with cchc.extensions():
        cchc.indicator(
            "share_present", inputs=["4.2.2", "4.2.1"], unit_of_measure="percent",
            label_vi="tỷ lệ", label_en="share", replace=True,
        )(function_of_two)  # fmt: skip
        return cchc.derive(cube, ["share_present"])


VERBS = {
    "sel_unit": lambda cube: cube.sel(unit=["so-b", "tinh"]),
    "sel_level": lambda cube: cube.sel(level="department"),
    "sel_periods": lambda cube: cube.sel(periods="2024-H1"),
    "sel_indicator": lambda cube: cube.sel(indicator=["3.3", "4.2.1"]),
    "roll_up": cchc.roll_up,
    "roll_up_skipping": lambda cube: cchc.roll_up(cube, "province", missing="skip_missing"),
    "roll_up_maximum": lambda cube: cchc.roll_up(
        cube.sel(indicator=["4.2.1"]), over_units="median", missing="skip_missing"
    ),
    "resample": lambda cube: cchc.resample(cube, "half"),
    "resample_last": lambda cube: cchc.resample(cube, ["2024-Q2", "2024-H1", "2023-H1"]),
    "like_for_like": lambda cube: cchc.like_for_like(cube, "2024-H1", "2023-H1"),
    "derive": cchc.derive,
    "derive_function": derived_by_function,
    "rebuild": lambda cube: cchc.rebuild(cube, merger(cube), as_it_is="2024-06-14"),
    "constant_perimeter": lambda cube: cchc.rebuild(
        cube, merger(cube), constant_perimeter=("2023-06-14", "2024-06-14")
    ),
}


def merger(cube: cchc.Cube) -> cchc.Lineage:
    event = {"kind": "transfer", "date": "2024-01-01", "from": ["so-a"],
             "to": [{"unit": "so-b", "share": "0.25"}]}  # fmt: skip
    return cchc.lineage([event], cube.hierarchy)


def applied(cube: cchc.Cube, verbs: list[str]) -> cchc.Cube:
    """The cube after those of the verbs that it allows, one after another."""
    for name in verbs:
        try:
            cube = VERBS[name](cube)
        except cchc.Error:
            continue
    return cube


@pytest.mark.parametrize("verb", VERBS)
def test_a_cube_of_each_verb_comes_back(cube: cchc.Cube, verb: str) -> None:
    made = VERBS[verb](cube)
    for after in copies(made):
        same_cubes(made, after)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=4), protocol=st.sampled_from(PROTOCOLS)
)
def test_a_cube_of_any_verbs_comes_back(verbs: list[str], protocol: int) -> None:
    made = applied(small_cube(), verbs)
    after = pickle.loads(pickle.dumps(made, protocol))
    same_cubes(made, after)
    if len(made.periods) > 1:
        comparison = cchc.compare(made, made.periods[1], made.periods[0])
        again = pickle.loads(pickle.dumps(comparison, protocol))
        assert again == comparison
        assert list(again.changes()) == list(comparison.changes())


def test_verbs_go_on_after_loading(cube: cchc.Cube) -> None:
    after = pickle.loads(pickle.dumps(cube))
    assert cchc.roll_up(after) == cchc.roll_up(cube)
    assert cchc.compare(cchc.roll_up(after), "2024-H1", "2023-H1") == cchc.compare(
        cchc.roll_up(cube), "2024-H1", "2023-H1"
    )


@pytest.mark.parametrize("baseline", ["2023-H1", "rolling_mean", "cube", "registered"])
def test_a_comparison_comes_back(cube: cchc.Cube, baseline: str) -> None:
    totals = cchc.roll_up(cube, missing="skip_missing")
    if baseline == "cube":
        made = cchc.compare(totals, "2024-H1", baseline=cchc.roll_up(cube))
    elif baseline == "rolling_mean":
        made = cchc.compare(cube, "2024-H1", baseline="rolling_mean")
    elif baseline == "registered":
        with cchc.extensions():
            cchc.baseline("half_of_it")(lambda plane, periods: plane / 2)
            made = cchc.compare(cube, "2024-H1", baseline="half_of_it")
    else:
        made = cchc.compare(totals, "2024-H1", "2023-H1", permissive="COVERAGE")
    for after in copies(made):
        assert after == made
        assert hash(after) == hash(made)
        assert list(after.changes()) == list(made.changes())
        assert after.explain("3.3", "so-a") == made.explain("3.3", "so-a")
    assert made != cchc.compare(totals, "2024-H1", "2015")


def test_a_contribution_comes_back_and_explains_itself(cube: cchc.Cube) -> None:
    split = cchc.contribution(cube, "3.3", "tinh", "2024-H1", "2023-H1", by_child=True)
    revised = cchc.contribution_with_revision(
        cube, "3.3", "tinh", "2024-H1", "2023-H1", known_then=cube
    )
    for after in copies(split):
        assert after == split
        assert str(cchc.explain(after)) == str(cchc.explain(split))
    for after in copies(revised):
        assert after == revised


def test_other_results_come_back(cube: cchc.Cube) -> None:
    findings = cchc.validate(cube)
    for after in copies(findings):
        assert list(after) == list(findings)
    trend = cchc.trend(cube, "3.3", window="H1")
    for after in copies(trend):
        assert after.to_frame().equals(trend.to_frame())
    table = cchc.staffing(cube, baseline=2015)
    for after in copies(table):
        assert after.to_frame().equals(table.to_frame())
    pace = cchc.pace(cube, "3.3", "so-a", "2024-H1", start="2023-12-15", due="2024-12-15", target=9)
    assert copies(pace) == [pace] * 6
    assert copies(cube.figure("3.3", "so-a", "2024-H1"))[0].text == "16181"
    report = samples.ha_nam_2024_h1()
    for after in copies(report):
        assert after == report


def test_an_error_comes_back_with_its_code() -> None:
    with pytest.raises(cchc.PeriodError) as caught:
        cchc.Period("no period")
    after = pickle.loads(pickle.dumps(caught.value))
    assert (after.code, after.message_vi) == (caught.value.code, caught.value.message_vi)


def test_cubes_pickled_together_share_what_they_are_made_of(cube: cchc.Cube) -> None:
    alone = len(pickle.dumps(cube))
    together = pickle.loads(pickle.dumps([cube, cchc.roll_up(cube), cube.sel(unit="so-a")]))
    assert together[0].core is together[2].core
    assert len(pickle.dumps([cube.sel(unit="so-a") for _ in range(20)])) < 1.5 * alone


def test_many_verbs_do_not_nest_a_pickle_deeper(cube: cchc.Cube) -> None:
    for _ in range(300):
        cube = cchc.like_for_like(cube, "2024-H1", "2023-H1")
    assert pickle.loads(pickle.dumps(cube)) == cube


def total_of(cube: cchc.Cube) -> tuple[str, str]:
    totals = cchc.roll_up(cube)
    return totals.figure("3.3", "tinh", "2024-H1").text, totals.fingerprint()


def test_another_process_rolls_a_cube_up(cube: cchc.Cube) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (found,) = pool.map(total_of, [cube])
    assert found == total_of(cube)


# --- damage ---------------------------------------------------------------------------------------


def test_another_version_is_refused_in_both_languages(cube: cchc.Cube) -> None:
    _, (version, *rest) = reduced(cube)
    assert version == VERSION
    with pytest.raises(cchc.InputError, match="another version") as caught:
        restored(VERSION + 1, *rest)
    assert caught.value.code == "CCHC-E1320"
    assert "phiên bản" in caught.value.message_vi


def reduced(thing: Any) -> tuple[Any, Any]:
    import copyreg

    return copyreg.dispatch_table[type(thing)](thing)


def test_state_that_is_cut_or_swapped_is_refused(cube: cchc.Cube) -> None:
    totals = cchc.roll_up(cube)
    for thing in (cube, totals, cube.core, cube.catalogue, cube.hierarchy, vintages(),
                  cchc.compare(totals, "2024-H1", "2023-H1"), cchc.Period("2024-H1")):  # fmt: skip
        _, (version, name, state, expected) = reduced(thing)
        wrong = [state[:-1], (), (*state, 1), tuple(reversed(state)), None, state[:1] * len(state)]
        for other in wrong:
            if other == state:
                continue
            with pytest.raises(cchc.InputError) as caught:
                restored(version, name, other, expected)
            assert caught.value.code == "CCHC-E1321"
        for name_or_digest in ((f"{name}x", expected), (name, expected[:-1]), ([], None)):
            with pytest.raises(cchc.InputError):
                restored(version, name_or_digest[0], state, name_or_digest[1])


class Careful(pickle.Unpickler):
    """Loads only what pickles of cchc name."""

    named: set[str]

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("cchc._pickles", "restored"):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def test_a_pickle_names_one_function_only(cube: cchc.Cube) -> None:
    split = cchc.contribution(cube, "3.3", "tinh", "2024-H1", "2023-H1")
    comparison = cchc.compare(derived_by_function(cube), "2024-H1", "2023-H1")
    for thing in (VERBS["derive_function"](cube), comparison, split, VERBS["rebuild"](cube)):
        assert Careful(io.BytesIO(pickle.dumps(thing))).load() == thing


#: What unpickling itself raises for bytes that are no pickle.
OF_PICKLE = (
    pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, KeyError,
    TypeError, ValueError, OverflowError, MemoryError,
)  # fmt: skip


def outcomes(thing: Any, positions: list[int], data: bytes) -> dict[str, int]:
    """What loading gives when one byte is another: equal, an error of cchc or pickle, or unlike."""
    found = {"equal": 0, "typed": 0, "pickle": 0, "no object": 0, "unlike": 0}
    draws = random.Random(17)
    for at in positions:
        changed = bytearray(data)
        changed[at] ^= draws.randrange(1, 256)
        try:
            after = Careful(io.BytesIO(bytes(changed))).load()
        except cchc.Error:
            found["typed"] += 1
        except OF_PICKLE:
            found["pickle"] += 1
        else:
            # A changed opcode can leave something else on the stack of pickle, such as a tuple.
            kind = "no object" if type(after) is not type(thing) else "unlike"
            found["equal" if kind == "unlike" and after == thing else kind] += 1
    return found


@pytest.mark.parametrize("name", ["cube", "totals", "observations", "comparison", "contribution"])
def test_a_changed_byte_never_gives_another_object(cube: cchc.Cube, name: str) -> None:
    small = cchc.build(cchc.from_rows(rows()[:12]), hierarchy=UNITS, catalogue=two_indicators())
    thing = {
        "cube": lambda: small,
        "totals": lambda: cchc.roll_up(small).sel(level="province"),
        "observations": vintages,
        "comparison": lambda: cchc.compare(small, "2024-H1", "2023-H1"),
        "contribution": lambda: cchc.contribution(small, "4.2.1", "tinh", "2023-H1", "2015"),
    }[name]()
    data = pickle.dumps(thing, 4)
    every = os.environ.get("CCHC_PICKLE_BYTES", "") == "all"
    positions = list(range(len(data)))
    found = outcomes(thing, positions if every else positions[:: len(data) // 150 or 1], data)
    assert found["unlike"] == 0, found
    assert found["typed"] > 0, found
    print(name, len(data), found)  # noqa: T201


def two_indicators() -> cchc.Catalogue:
    """The shipped catalogue cut to what a few rows need, so that its pickle is small."""
    definition = json.loads(cchc.catalogue().to_json())
    kept = ("4.2.1", "4.2.2")
    plain = {"parent": "", "numerator": "", "denominator": "", "formula": "", "weight": "",
             "second_value": ""}  # fmt: skip
    definition["indicators"] = [
        {key: value for key, value in each.items() if key not in plain}
        for each in definition["indicators"]
        if each["code"] in kept
    ]
    used = {each["unit_of_measure"] for each in definition["indicators"]}
    definition["units_of_measure"] = [
        each for each in definition["units_of_measure"] if each["id"] in used
    ]
    return _core.Catalogue.from_json(json.dumps(definition))
