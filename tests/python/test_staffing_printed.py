"""A printed rate is held against the posts that it is of: the unit's own, or its group's."""

from fractions import Fraction

import pytest

import cchc
from cchc.present.displays import table_of

UNITS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "h", "name": "UBND huyện H", "type": "district", "parent": "p"},
    {"id": "x", "name": "UBND xã X", "type": "commune", "parent": "h"},
]


def staffing_of(figures):
    """Unit: (quota 2015, quota now, printed rate); None is blank."""
    rows = []
    for unit, (base, now, rate) in figures.items():
        for code, period, value in (
            ("4.2.1", "2015", base), ("4.2.1", "2024-H1", now), ("4.2.5", "2024-H1", rate),
        ):  # fmt: skip
            if value is not None:
                rows.append({"indicator": code, "unit": unit, "period": period, "value": value})
    cube = cchc.build(cchc.from_rows(rows), hierarchy=UNITS)
    return cchc.staffing(cube, baseline=2015, period="2024-H1", population="civil_servants")


def row(table, unit):
    return table.row(unit, "civil_servants")


@pytest.fixture
def own():
    return staffing_of({"h": (50, 45, "10"), "x": (35, 32, "8.57")})


def test_a_rate_of_the_units_own_posts_is_held_against_them(own):
    found = row(own, "h")
    assert (found.baseline, found.quota) == (85.0, 77.0)
    assert found.cut_recomputed == pytest.approx(100 * 8 / 85)
    assert (found.cut_reported, found.reported_from, found.held_against) == (10.0, "own", "own")
    assert (found.difference, found.caused_by) == (0.0, ())
    assert (found.own_baseline, found.own_quota) == (50.0, 45.0)
    assert (found.feasible, found.feasible_baselines) == (True, (50, 50))
    assert found.remarks == ("rate_of_own_posts",)


def test_a_rate_of_own_posts_enters_the_group_above_as_one_unit(own):
    split = own.difference("p", "civil_servants")
    assert {part.unit: part.exact for part in split} == {
        "h": 0, "x": Fraction(35, 85) * (Fraction("8.57") - Fraction(300, 35)),
    }  # fmt: skip
    assert [part.unit for part in own.difference("h", "civil_servants")] == ["h"]


def test_the_table_says_what_the_rate_is_of(own):
    for lang, words in (("vi", "riêng đơn vị (50 → 45)"), ("en", "own posts (50 → 45)")):
        assert words in table_of(own, lang=lang).rows[1][-1]


@pytest.mark.parametrize("rate", ["9.41", "9.4", "9"])
def test_a_rate_that_fits_the_group_alone_is_the_groups(rate):
    table = staffing_of({"h": (50, 45, rate), "x": (35, 32, "8.57")})
    found = row(table, "h")
    assert (found.held_against, found.remarks) == ("group", ("rate_of_group",))
    assert found.difference == pytest.approx(float(rate) - 100 * 8 / 85)
    assert found.feasible is True
    # It is no unit's rate: what the province's units printed is X's alone.
    assert [part.unit for part in table.difference("p", "civil_servants")] == ["x"]


def test_a_rate_that_fits_neither_is_held_against_the_units_own_posts():
    found = row(staffing_of({"h": (50, 45, "12.0"), "x": (35, 32, "20")}), "h")
    assert (found.held_against, found.difference, found.caused_by) == ("own", 2.0, ())
    assert found.remarks == ("infeasible_rate", "rate_of_own_posts")


def test_a_rate_that_fits_both_needs_no_word():
    found = row(staffing_of({"h": (50, 45, "10"), "x": (40, 36, "10")}), "h")
    assert (found.held_against, found.difference, found.remarks) == ("own", 0.0, ())


def test_a_unit_that_lacks_its_own_base_is_not_held_against_its_communes():
    found = row(staffing_of({"h": (None, 45, "10"), "x": (35, 32, "8.57")}), "h")
    assert (found.held_against, found.cut_reported, found.difference) == ("own", 10.0, None)
    assert found.caused_by == ()
    assert found.feasible_baselines == (50, 50)


def test_a_group_without_posts_of_its_own_can_only_print_the_groups_rate():
    table = staffing_of({"p": (None, None, "9"), "h": (50, 45, "10"), "x": (35, 32, "8.57")})
    found = row(table, "p")
    assert (found.held_against, found.own_baseline) == ("group", None)
    assert found.difference == pytest.approx(9 - 100 * 8 / 85)
    assert found.caused_by == ()  # the rest is larger than what any unit is off by


def test_a_rate_of_a_group_is_held_against_all_of_its_units():
    # Only X printed a rate; the province's rate is of both units all the same.
    table = staffing_of({"p": (None, None, "20"), "h": (50, 45, None), "x": (35, 32, "20")})
    found, split = row(table, "p"), table.difference("p", "civil_servants")
    assert found.difference == float(20 - Fraction(800, 85))
    assert [part.exact for part in split] == [Fraction(35, 85) * (20 - Fraction(300, 35))]
    assert sum((part.exact for part in split), split.rest) == split.difference
    silent = staffing_of({"p": (None, None, "20"), "h": (50, 45, None), "x": (35, 32, None)})
    assert row(silent, "p").difference == found.difference


def test_a_group_that_lacks_units_is_not_called_impossible():
    # 77 posts never give 10.00; but with the quota of X missing nobody knows how many there are.
    whole = staffing_of({"p": (None, None, "10.00"), "h": (50, 45, None), "x": (35, 32, None)})
    assert row(whole, "p").feasible is False
    partly = staffing_of({"p": (None, None, "10.00"), "h": (50, 44, None), "x": (35, None, None)})
    assert row(partly, "p").feasible is None


@pytest.mark.parametrize("rate", ["-4", "-4.0"])
def test_a_rise_is_printed_with_its_sign(rate):
    found = row(staffing_of({"h": (50, 52, rate), "x": (35, 32, "8.57")}), "h")
    assert (found.held_against, found.difference) == ("own", 0.0)
