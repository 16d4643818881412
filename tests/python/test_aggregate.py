"""Roll-up and like-for-like as the package offers them; the sums themselves are tested in C++."""

import pytest
from small_province import small_cube

import cchc


@pytest.fixture(scope="module")
def cube():
    return small_cube()


def test_everything_is_consolidated_and_a_level_keeps_part(cube):
    assert cchc.roll_up(cube).unit_ids == cube.unit_ids
    assert cchc.roll_up(cube, "province").unit_ids == ["tinh"]
    assert cchc.roll_up(cube, ["province", "department"]).unit_ids == cube.unit_ids


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({}, None),
        ({"missing": "skip_missing"}, 75.0),
        ({"missing": "minimum_coverage", "minimum_coverage": 0.6}, 75.0),
        ({"missing": "minimum_coverage", "minimum_coverage": 0.7}, None),
    ],
)
def test_the_missing_policy_decides_whether_there_is_a_total(cube, options, value):
    figure = cchc.roll_up(cube, **options).figure("4.2.1", "tinh", "2024-H1")
    assert figure.value == value
    assert (figure.reported, figure.expected) == (2, 3)


def test_a_rate_is_pooled_and_never_averaged(cube):
    figure = cchc.roll_up(cube).figure("3.3.1", "tinh", "2024-H1")
    assert figure.value == 100 * 16161 / 16281
    assert figure.value != pytest.approx((99.38 + 80) / 2, abs=1)


def test_the_number_of_threads_changes_nothing(cube):
    expected = cchc.roll_up(cube, threads=1).to_frame()
    for threads in (0, 2, 8):
        assert cchc.roll_up(cube, threads=threads).to_frame().equals(expected)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"missing": "zero"}, "CCHC-E0920"),
        ({"over_units": "average"}, "CCHC-E0920"),
        ({"over_units": "sum"}, "CCHC-E1001"),
        ({"missing": "minimum_coverage", "minimum_coverage": 0}, "CCHC-E1003"),
        ({"missing": "minimum_coverage", "minimum_coverage": 1.1}, "CCHC-E1003"),
        ({"to_level": "commune"}, "CCHC-E0921"),
    ],
)
def test_refuses_a_wrong_call_in_both_languages(cube, options, code):
    with pytest.raises(cchc.Error, match=code) as caught:
        cchc.roll_up(cube, **options)
    assert caught.value.message_vi
    assert caught.value.message_vi != caught.value.message_en


def test_an_illegal_operation_names_the_nearest_legal_one(cube):
    with pytest.raises(cchc.AggregationError, match="Nearest legal call: over_units=distribution"):
        cchc.roll_up(cube, over_units="sum")


def test_like_for_like_leaves_out_who_gave_one_period_only(cube):
    matched = cchc.like_for_like(cube, "2024-H1", "2023-H1")
    assert matched.figure("4.2.1", "so-c", "2023-H1").marks == ("excluded",)
    rolled = cchc.roll_up(matched)
    then, now = (rolled.figure("4.2.1", "tinh", period) for period in ("2023-H1", "2024-H1"))
    assert (then.value, now.value) == (78.0, 75.0)
    assert (then.expected, now.expected) == (2, 2)
    assert cchc.roll_up(cube).figure("4.2.1", "tinh", "2023-H1").value == 100.0


def test_absentees_of_a_total_are_units_and_never_the_groups_above_them():
    # The province reports a figure of its own; its total is withheld because of B.
    units = [{"id": "p"}, {"id": "a", "parent": "p"}, {"id": "b", "parent": "p"}]
    rows = [
        {"indicator": "4.2.1", "unit": unit, "period": "2024", "value": value}
        for unit, value in (("p", 1), ("a", 2), ("b", None))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    for seen in (cube, cchc.roll_up(cube), cchc.roll_up(cube).sel(unit="p")):
        assert seen.absentees("4.2.1", "p", "2024") == ["b"]


def test_absentees_of_a_pooled_rate_are_those_who_lack_its_parts_and_explain_says_the_same():
    units = [{"id": "p", "name": "P", "reports": False}] + [
        {"id": unit, "name": unit.upper(), "parent": "p"} for unit in "abc"
    ]
    given = {
        ("a", "3.3"): 100,
        ("a", "3.3.resolved_on_time"): 90,
        ("a", "3.3.1"): 90,
        ("b", "3.3.1"): 80,  # the rate alone
        ("c", "3.3.1"): None,
    }
    rows = [
        {"indicator": code, "unit": unit, "period": "2024", "value": value}
        for (unit, code), value in given.items()
    ]
    rolled = cchc.roll_up(cchc.build(cchc.from_rows(rows), hierarchy=units))
    told = rolled.explain("3.3.1", "p", "2024")
    assert rolled.absentees("3.3.1", "p", "2024") == ["b", "c"]
    assert told["absentees"] == ["B", "C"]
    assert told["coverage"] == "1/3"


def test_a_share_of_a_list_held_in_common_is_no_more_than_all_of_it() -> None:
    units = [
        {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
        {"id": "d", "name": "Sở", "type": "department", "parent": "p"},
        {"id": "x", "name": "Xã X", "type": "commune", "parent": "p"},
        {"id": "y", "name": "Xã Y", "type": "commune", "parent": "p"},
    ]
    rows = [
        {"indicator": code, "unit": unit, "period": "2024-H1", "value": value}
        for unit, listed in (("d", "100"), ("x", "140"), ("y", "140"))
        for code, value in (("3.1", listed), ("3.2.1", "100"))
    ]
    totals = cchc.roll_up(cchc.build(cchc.from_rows(rows), hierarchy=units))
    found = totals.figure("3.2.1", "p", "2024-H1")
    assert (found.value, found.marks) == (100, ("estimated",))
    told = cchc.explain(totals, "3.2.1", "p", "2024-H1", lang="vi")
    assert "100 x 240 / 240; danh mục dùng chung chỉ tính một lần" in str(told)


DEPARTMENTS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "a", "name": "Sở A", "type": "department", "parent": "p"},
    {"id": "b", "name": "Sở B", "type": "department", "parent": "p"},
]


def rates_without_parts(periods=("2023-H1", "2024-H1"), units=DEPARTMENTS):
    return cchc.build(
        cchc.from_rows(
            {"indicator": code, "unit": unit, "period": period, "value": value}
            for period in periods
            for unit, count, rate in (("a", "1000", "90"), ("b", "3000", "98"))
            for code, value in (("3.3", count), ("3.3.1", rate), ("3.1", count), ("3.2.1", rate))
        ),
        hierarchy=units,
    )


@pytest.mark.parametrize("code", ["3.3.1", "3.2.1"])
@pytest.mark.parametrize(
    "changed",
    [
        lambda cube: cube,
        lambda cube: cchc.resample(cube, cube.periods),
        lambda cube: cchc.rebuild(cube, cchc.lineage([], cube.hierarchy), as_it_is="2025-07-01"),
        lambda cube: cchc.rebuild(
            cchc.resample(cube, ["2024-H1"]),
            cchc.lineage([], cube.hierarchy),
            as_it_is="2025-07-01",
        ),
    ],
    ids=["plain", "resampled", "rebuilt", "both"],
)
def test_an_estimated_rate_is_the_same_however_its_cube_came_about(changed, code):
    cube = changed(rates_without_parts())
    found = cchc.roll_up(cube).figure(code, "p", "2024-H1")
    assert (found.value, found.marks) == (96, ("estimated",))
    assert (found.reported, found.expected) == (2, 2)
    if code == "3.3.1":
        rows = {row.unit: row for row in cchc.procedures(cube, periods="2024-H1")}
        assert rows["p"].on_time_rate == 96
        assert (rows["p"].estimated, rows["a"].estimated) == ({"on_time_rate"}, frozenset())


def test_an_estimate_stands_beside_windows_that_were_divided():
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": value}
        for period, times in (("2024-Q1", 1), ("2024-H1", 2))
        for unit, count, rate in (("a", 1000, 90), ("b", 3000, 98))
        for code, value in (("3.3", count * times), ("3.3.1", rate))
    ]
    rows += [
        {"indicator": "3.3.resolved_on_time", "unit": "a", "period": period, "value": value}
        for period, value in (("2024-Q1", 900), ("2024-H1", 1700))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=DEPARTMENTS)
    windows = cchc.resample(cube, ["2024-Q1", "2024-Q2", "2024-H1"])
    assert windows.figure("3.3.1", "a", "2024-Q2").value == 80
    assert windows.absentees("3.3.1", "p", "2024-Q1") == []
    assert windows.absentees("3.3.1", "p", "2024-Q2") == ["b"]
    totals = cchc.roll_up(windows)
    assert totals.figure("3.3.1", "p", "2024-Q1").value == 96
    assert totals.figure("3.3.1", "p", "2024-H1").value == 100 * (1700 + 5880) / 8000
    before = cchc.compare(windows, "2024-Q2", baseline="rolling_mean", windows=1)
    assert before.change("3.3.1", "b").baseline == 98


def test_a_rate_of_merged_units_is_weighed_again():
    units = [
        DEPARTMENTS[0],
        *({**unit, "valid_to": "2025-01-01"} for unit in DEPARTMENTS[1:]),
        {**DEPARTMENTS[1], "id": "ab", "name": "Sở AB", "valid_from": "2025-01-01"},
    ]
    cube = rates_without_parts(["2024-H1"], units)
    event = {"kind": "merge", "date": "2025-01-01", "from": ["a", "b"], "to": ["ab"]}
    now = cchc.rebuild(cube, cchc.lineage([event], cube.hierarchy), as_it_is="2025-07-01")
    found = cchc.roll_up(now).figure("3.3.1", "p", "2024-H1")
    assert found.value == 96
    assert "estimated" in found.marks
