"""Staffing against a base year: pooled, like with like, and never added over populations."""

from fractions import Fraction

import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc import _core
from cchc.staffing.difference import pooled_difference


@pytest.fixture(scope="module")
def cube():
    return small_cube()


@pytest.fixture(scope="module")
def table(cube):
    return cchc.staffing(cube, period="2024-H1")


def test_a_unit_shows_quotas_people_vacancy_and_cut(table):
    row = table.row("so-b", "civil_servants")
    assert (row.baseline, row.quota, row.present, row.vacancy) == (35.0, 30.0, 29.0, 1.0)
    assert row.cut_recomputed == pytest.approx(100 * 5 / 35)
    assert row.cut_reported == 15.0
    assert row.difference == pytest.approx(15 - 100 * 5 / 35)


def test_a_group_is_pooled_over_the_units_that_have_both_quotas(table):
    row = table.row("tinh", "civil_servants")
    # C has no quota now: its 25 posts of 2015 and its 20 people stay out of the group's row.
    assert (row.baseline, row.quota, row.present, row.vacancy) == (85.0, 75.0, 73.0, 2.0)
    assert row.cut_recomputed == pytest.approx(100 * (row.baseline - row.quota) / row.baseline)
    assert (row.reported, row.expected) == (2, 3)
    assert row.cut_recomputed != pytest.approx((10 + 100 * 5 / 35) / 2)


def test_a_unit_with_one_quota_only_shows_it_and_no_cut(table):
    row = table.row("so-c", "civil_servants")
    assert (row.baseline, row.quota, row.present) == (25.0, None, 20.0)
    assert (row.vacancy, row.cut_recomputed, row.reported) == (None, None, 0)


def test_a_vacancy_leaves_out_units_that_did_not_say_who_is_present():
    silent = [row for row in rows() if row["place"] != "line 11"]  # B's people present
    row = cchc.staffing(cchc.build(cchc.from_rows(silent), hierarchy=UNITS), period="2024-H1").row(
        "tinh", "civil_servants"
    )
    assert (row.quota, row.present, row.vacancy) == (75.0, 44.0, 1.0)


def test_the_reported_cut_stands_beside_2015_only():
    shifted = [row | {"period": row["period"].replace("2015", "2021")} for row in rows()]
    cube = cchc.build(cchc.from_rows(shifted), hierarchy=UNITS)
    row = cchc.staffing(cube, baseline=2021, period="2024-H1").row("so-a", "civil_servants")
    assert row.cut_recomputed == 10.0
    assert (row.cut_reported, row.difference) == (None, None)


def test_populations_without_figures_are_left_out(table):
    assert {row.population for row in table} == {"civil_servants"}
    assert len(table) == 4


def test_the_last_period_is_looked_at_when_none_is_given(cube, table):
    assert cchc.staffing(cube).rows == table.rows


def test_a_row_is_found_by_name_as_well(table):
    assert table.row("Sở A", "civil_servants") is table.row("so-a", "civil_servants")


@pytest.mark.parametrize(
    ("options", "code"), [({"period": "2031"}, "CCHC-E0904"), ({"baseline": 2021}, "CCHC-E0904")]
)
def test_refuses_a_window_that_the_cube_lacks(cube, options, code):
    with pytest.raises(cchc.SelectionError, match=code):
        cchc.staffing(cube, **options)


def test_refuses_a_population_that_is_not_there(table):
    with pytest.raises(cchc.SelectionError, match="known: civil_servants"):
        table.row("so-a", "soldiers")


def test_the_frame_has_a_row_for_each_unit_and_nan_for_a_blank(table):
    frame = table.to_frame().set_index("unit")
    assert frame.loc["so-a", "quota"] == 45
    assert frame["quota"].isna().to_dict() == {
        "tinh": False, "so-a": False, "so-b": False, "so-c": True,
    }  # fmt: skip


def with_rows(*more):
    """The small province with further rows of 2024-H1, or rows in the place of its own."""
    names = ("indicator", "unit", "period", "value")
    new = [dict(zip(names, (*row[:2], "2024-H1", row[2]), strict=True)) for row in more]
    taken = {(row["indicator"], row["unit"]) for row in new}
    kept = [
        row for row in rows()
        if (row["indicator"], row["unit"]) not in taken or row["period"] != "2024-H1"
    ]  # fmt: skip
    return cchc.build(cchc.from_rows(kept + new), hierarchy=UNITS)


def test_the_difference_of_a_group_is_split_exactly_over_its_units(table):
    row = table.row("tinh", "civil_servants")
    split = table.difference("tinh", "civil_servants")
    # A: (10 - 10) 50/85, B: (15 - 100 x 5/35) 35/85.
    assert [(part.unit, part.exact) for part in split] == [
        ("so-b", Fraction(35, 85) * (15 - Fraction(500, 35))),
        ("so-a", Fraction(0)),
    ]
    assert sum((part.exact for part in split), Fraction(0)) == split.difference
    assert split.difference == Fraction(50 * 10 + 35 * 15, 85) - Fraction(1000, 85)
    assert (row.difference, row.caused_by) == (float(split.difference), ("so-b",))
    assert (row.cut_reported, row.reported_from) == (float(Fraction(1025, 85)), "units")


def test_a_rate_printed_by_the_group_leaves_a_rest_that_its_units_do_not_explain():
    table = cchc.staffing(with_rows(("4.2.5", "tinh", "20")), period="2024-H1")
    row, split = table.row("tinh", "civil_servants"), table.difference("tinh", "civil_servants")
    assert (row.cut_reported, row.reported_from) == (20.0, "own")
    assert split.rest == 20 - Fraction(1025, 85)
    assert sum((part.exact for part in split), split.rest) == split.difference
    assert row.difference == pytest.approx(20 - row.cut_recomputed)


def test_rates_that_all_agree_have_no_cause():
    table = cchc.staffing(with_rows(("4.2.5", "so-b", None)), period="2024-H1")
    row = table.row("tinh", "civil_servants")
    assert (row.difference, row.caused_by) == (0.0, ())
    assert table.row("so-b", "civil_servants").cut_reported is None


def test_nobody_who_printed_a_rate_gives_no_difference():
    cube = with_rows(("4.2.5", "so-a", None), ("4.2.5", "so-b", None))
    table = cchc.staffing(cube, period="2024-H1")
    assert table.difference("tinh", "civil_servants") is None
    assert table.row("tinh", "civil_servants").cut_reported is None


def test_the_frame_of_a_difference_holds_every_unit(table):
    frame = table.difference("tinh", "civil_servants").to_frame()
    assert list(frame["unit"]) == ["so-b", "so-a"]
    assert frame["contribution"].sum() == pytest.approx(
        table.row("tinh", "civil_servants").difference
    )


def test_more_people_than_posts_is_a_remark_and_a_negative_vacancy():
    row = cchc.staffing(with_rows(("4.2.2", "so-b", "33")), period="2024-H1").row(
        "so-b", "civil_servants"
    )
    assert (row.vacancy, row.remarks) == (-3.0, ("over_assigned", "infeasible_rate"))


def test_a_printed_rate_is_held_against_every_whole_baseline(table):
    # 45 posts: only 50 gives 10 %; 30 posts: 35 gives 14.29, which is never printed as 15.
    assert table.row("so-a", "civil_servants").feasible_baselines == (50, 50)
    row = table.row("so-b", "civil_servants")
    assert (row.feasible, row.feasible_baselines) == (False, None)
    assert row.remarks == ("infeasible_rate",)
    assert table.row("tinh", "civil_servants").feasible is None


def test_feasible_baselines_equal_a_search_through_all_of_them():
    """Quotas 1 to 40 without decimals; the C++ tests cover 0 to 500 with up to two decimals."""
    for quota in range(1, 41):
        found = {}
        for base in range(quota, 2 * quota * 100 + 3):
            rate = Fraction(100 * (base - quota), base)
            whole, rest = divmod(rate, 1)
            up = whole + (rest >= Fraction(1, 2))
            even = whole + (rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1))
            for printed in {up, even, whole}:
                found.setdefault(int(printed), set()).add(base)
        for rate in range(1, 100):
            bases = found.get(rate)
            expected = None if bases is None else (min(bases), max(bases))
            got = _core.feasible_baselines(str(rate), quota)["any"]
            assert got == expected or (rate == 99 and got[0] == expected[0]), (quota, rate)


def test_an_explanation_names_both_quotas_of_every_unit_that_has_them(table):
    tree = table.explain("tinh", "4.2.5")
    assert [(part["unit"], part["period"], part["coefficient"]) for part in tree["parts"]] == [
        ("so-a", "2015", "1"), ("so-a", "2024-H1", "-1"),
        ("so-b", "2015", "1"), ("so-b", "2024-H1", "-1"),
    ]  # fmt: skip
    assert {part["origin"]["file"] for part in tree["parts"]} == {"thu.txt"}
    assert "100 x (85 - 75) / 85" in tree["rule_en"]
    assert "in là '45'" in cchc.explain(table, "civil_servants", "so-a").to_text()


def test_an_explanation_of_a_cut_that_nobody_knows_says_so(table):
    tree = table.explain("so-c", "civil_servants")
    assert (tree["state"], tree["figure"], tree["parts"]) == ("missing", "", [])
    with pytest.raises(cchc.SelectionError, match="CCHC-E0921"):
        table.explain("so-a", "3.1")


def test_the_two_groups_of_the_real_report_have_infeasible_rates():
    rates = [("4.2.1", 40, "4.2.5"), ("4.3.1", 15, "4.3.4")]
    figures = [
        {"indicator": code, "unit": "so-a", "period": "2024-H1", "value": value}
        for quota, posts, rate in rates
        for code, value in ((quota, posts), (rate, 10))
    ]
    figures += [{"indicator": "4.2.1", "unit": "so-b", "period": "2015", "value": 1}]
    table = cchc.staffing(cchc.build(cchc.from_rows(figures), hierarchy=UNITS), period="2024-H1")
    for population in ("civil_servants", "public_service_staff"):
        row = table.row("so-a", population)
        assert (row.cut_reported, row.feasible) == (10.0, False)
        assert row.remarks == ("no_baseline", "infeasible_rate")


def test_progress_of_units_without_quotas_is_missing_and_they_are_not_short():
    progress = cchc.staffing_progress(small_cube(), 2026, period="2024-H1")
    row = progress.row("so-c", "civil_servants")
    assert (row.baseline, row.limit, row.distance, row.rank) == (None, None, None, None)
    whole = progress.row("tinh", "civil_servants")
    # 85 posts less 14.5 % are 72.675: 72 whole ones may be left.
    assert (whole.limit, whole.distance, whole.reported) == (72, 3, 2)
    # A: 50 -> 42, three over; B: 35 -> 29, one over.
    assert [(each.unit, each.distance, each.rank) for each in progress.short("civil_servants")] == [
        ("so-a", 3, 1), ("so-b", 1, 2),
    ]  # fmt: skip
    assert (whole.units_short, whole.posts_short) == (2, 4)
    assert whole.needed_per_year == 3 / 2.5


def test_a_target_that_is_due_or_reached_needs_no_pace():
    progress = cchc.staffing_progress(with_rows(("4.2.1", "so-b", "29")), 2026, period="2024-H1")
    row = progress.row("so-b", "civil_servants")
    assert (row.distance, row.needed_per_year, row.rank) == (0, 0.0, None)
    due = cchc.staffing_progress(small_cube(), 2021, period="2024-H1")
    assert due.row("so-a", "civil_servants").needed_per_year is None
    assert due.row("so-a", "civil_servants").distance == 0


def test_refuses_a_year_that_no_population_has_a_target_for():
    with pytest.raises(cchc.SelectionError, match="CCHC-E1202"):
        cchc.staffing_progress(small_cube(), 2027, period="2024-H1")
    with pytest.raises(cchc.SelectionError, match="CCHC-E0904"):
        cchc.staffing_progress(small_cube(), 2026, period="2024-H1", carry_over=True)


def test_the_frame_of_progress_has_a_row_for_each_unit():
    frame = cchc.staffing_progress(small_cube(), 2026, period="2024-H1").to_frame()
    assert frame.set_index("unit")["distance"].isna().to_dict() == {
        "tinh": False, "so-a": False, "so-b": False, "so-c": True,
    }  # fmt: skip


def with_cut(quota, rate):
    """The row of unit A with another quota and printed rate."""
    cube = with_rows(("4.2.1", "so-a", quota), ("4.2.5", "so-a", rate))
    return cchc.staffing(cube, period="2024-H1").row("so-a", "civil_servants")


def test_a_unit_that_never_had_a_post_is_not_impossible():
    row = with_cut("0", "0")
    assert (row.feasible, row.feasible_baselines) == (None, None)
    assert "infeasible_rate" not in row.remarks
    assert with_cut("0", "10").feasible is False
    assert with_cut("0", "100").feasible_baselines == (1, None)


@pytest.mark.parametrize("printed", ["10", "10.0", "9.8", "9.84", "9.80", "0.0", "14.29"])
@pytest.mark.parametrize("quota", ["0", "40", "55"])
def test_staffing_and_rule_v19_give_one_answer(quota, printed):
    cube = with_rows(("4.2.1", "so-a", quota), ("4.2.5", "so-a", printed))
    row = cchc.staffing(cube, period="2024-H1").row("so-a", "civil_servants")
    rules = cchc.rules.shipped().select("V19.a")
    verdict = cchc.validate(cube, rules).evidence("V19.a", "so-a", "2024-H1").verdict
    assert verdict == {True: "holds", False: "fails", None: "not_applicable"}[row.feasible]


def test_a_printed_zero_is_a_digit_of_the_rate():
    # 55 posts: 61 before gives 9.836, printed 10 but never 10.0.
    assert with_cut("55", "10").feasible is True
    assert with_cut("55", "10.0").feasible is False


def test_a_quota_beyond_all_measure_stops_no_other_row():
    cube = with_rows(("4.2.1", "so-a", "1000000000000000"), ("4.2.5", "so-a", "99.99"))
    table = cchc.staffing(cube, period="2024-H1")
    assert table.row("so-a", "civil_servants").feasible is None
    assert table.row("so-b", "civil_servants").feasible is False


def test_the_difference_of_one_unit_looks_at_no_other(table, monkeypatch):
    from cchc.staffing import table as module

    asked = []

    def counted(unit, *rest):
        asked.append(unit)
        return pooled_difference(unit, *rest)

    monkeypatch.setattr(module, "pooled_difference", counted)
    split = table.difference("so-b", "civil_servants")
    assert asked == ["so-b"]
    assert split.difference == 15 - Fraction(500, 35)
