"""Units that ended and left their posts to nobody: told apart, never moved and never dropped."""

from fractions import Fraction

import pytest

import cchc
from cchc.present.displays import table_of

DAY = "2025-07-01"
UNITS = [
    {"id": "p", "name": "Tỉnh", "type": "province", "reports": False},
    {"id": "a", "name": "Sở A", "type": "department", "parent": "p"},
    {"id": "h", "name": "UBND huyện H", "type": "district", "parent": "p", "valid_to": DAY},
]
ABOLISHED = [{"kind": "abolish", "date": DAY, "from": ["h"], "to": []}]
POSTS = {
    ("a", "2015"): 100, ("h", "2015"): 50, ("a", "2021"): 94, ("h", "2021"): 48,
    ("a", "2024"): 92, ("h", "2024"): 46, ("a", "2025"): 90,
}  # fmt: skip


def province(units, posts, events, cuts=()):
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": value}
        for code, table in (("4.2.1", posts), ("4.2.4", dict(cuts)))
        for (unit, period), value in table.items()
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    return cube, None if events is None else cchc.lineage(events, cube.hierarchy)


@pytest.fixture
def abolished():
    return province(UNITS, POSTS, ABOLISHED, {("a", "2025"): 2})


def row_of(cube, lineage, unit="p", **options):
    options = {"baseline": 2015, "period": "2025"} | options
    table = cchc.staffing(cube, lineage=lineage, population="civil_servants", **options)
    return table.row(unit, "civil_servants")


def test_the_posts_of_an_abolished_unit_are_named_and_both_cuts_are_told(abolished):
    row = row_of(*abolished)
    assert (row.baseline, row.quota, row.cut_recomputed) == (100.0, 90.0, 10.0)
    assert (row.ended, row.ended_units, row.cut_with_ended) == (50.0, ("h",), 40.0)
    assert "without_ended" in row.remarks


def test_posts_that_went_nowhere_have_not_moved(abolished):
    row = row_of(*abolished)
    assert (row.baseline_as_assigned, row.moved) == (150.0, 0.0)
    assert row.baseline_as_assigned + row.moved - row.ended == row.baseline


def test_the_base_is_that_of_the_year_looked_at(abolished):
    row = row_of(*abolished, baseline=2021)
    assert (row.baseline, row.ended) == (94.0, 48.0)
    assert row.cut_with_ended == float(100 * Fraction(142 - 90, 142))


def test_before_its_end_a_unit_is_in_the_base(abolished):
    row = row_of(*abolished, period="2024")
    assert (row.baseline, row.quota, row.ended, row.ended_units) == (150.0, 138.0, None, ())
    assert "without_ended" not in row.remarks


def test_table_years_and_progress_have_one_base(abolished):
    cube, lineage = abolished
    row = row_of(cube, lineage)
    years = {
        str(each.period): each
        for each in cchc.staffing_years(cube, "p", "civil_servants", lineage=lineage)
    }
    assert (years["2015"].baseline, years["2015"].closing) == (150.0, 150.0)
    last = years["2025"]
    assert (last.baseline, last.closing, last.cut_since_base) == (100.0, 90.0, 10.0)
    assert (last.ended, last.ended_units, last.cut_with_ended) == (50.0, ("h",), 40.0)
    progress = cchc.staffing_progress(
        cube, 2026, period="2025", lineage=lineage, population="civil_servants"
    )
    held = progress.row("p", "civil_servants")
    assert (held.baseline, held.limit, held.distance) == (row.baseline, 85, 5)
    # 150 less 14.5 % are 128.25 posts, and 90 are assigned.
    assert (held.ended, held.limit_with_ended, held.distance_with_ended) == (50.0, 128, 0)


def test_carrying_over_takes_the_ended_posts_of_every_base(abolished):
    cube, lineage = abolished
    held = cchc.staffing_progress(
        cube, 2026, period="2025", lineage=lineage, population="civil_servants", carry_over=True
    ).row("p", "civil_servants")
    # 150 - 10 % of 150 - 5 % of 142 = 127.9; 100 - 10 - 5 % of 94 = 85.3.
    assert (held.limit, held.limit_with_ended, held.distance_with_ended) == (85, 127, 0)


def test_a_flow_tells_posts_that_went_to_nobody_from_those_that_moved(abolished):
    cube, lineage = abolished
    flows = cchc.staffing_flows(cube, lineage=lineage, periods="2025", population="4.2.1")
    row = flows.row("p", "civil_servants", "2025")
    assert (row.opening, row.moved_out, row.out_to_nobody, row.cut) == (138.0, 46.0, 46.0, 2.0)
    assert (row.closing, row.residual, row.remark) == (90.0, 0.0, "")
    gone = flows.row("h", "civil_servants", "2025")
    assert (gone.opening, gone.out_to_nobody, gone.remark) == (46.0, 46.0, "ended")


def test_a_group_that_ended_says_so_in_its_flow():
    units = [*UNITS, {"id": "c", "name": "Xã C", "parent": "h", "valid_to": DAY}]
    events = [{"kind": "abolish", "date": DAY, "from": ["h", "c"], "to": []}]
    posts = POSTS | {("c", "2024"): 18}
    cube, lineage = province(units, posts, events, {("a", "2025"): 2})
    row = cchc.staffing_flows(cube, lineage=lineage, periods="2025").row(
        "h", "civil_servants", "2025"
    )
    assert (row.opening, row.out_to_nobody, row.closing, row.remark) == (64.0, 64.0, 0.0, "ended")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", "không gồm 50 của UBND huyện H; tính cả: giảm 40 %"),
        ("en", "without 50 of UBND huyện H; with them: cut 40 %"),
    ],
)
def test_every_rendering_names_the_unit(abolished, lang, words):
    cube, lineage = abolished
    options = {"lineage": lineage, "population": "civil_servants"}
    table = cchc.staffing(cube, baseline=2015, period="2025", **options)
    shown = table_of(table, lang=lang)
    assert words in shown.rows[0][-1]
    assert any("2015" in note and ("chấm dứt" in note or "ended" in note) for note in shown.notes)
    for result in (
        cchc.staffing_years(cube, "p", "civil_servants", lineage=lineage),
        cchc.staffing_progress(cube, 2026, period="2025", **options),
    ):
        notes = table_of(result, lang=lang).notes
        assert sum("UBND huyện H" in note for note in notes) == 1
    tree = table.explain("p", "civil_servants")
    assert "UBND huyện H: 50" in tree[f"rule_{lang}"]


def test_without_lineage_nobody_knows_who_has_the_posts():
    cube, _ = province(UNITS, POSTS, None)
    row = row_of(cube, None)
    assert (row.baseline, row.ended, row.ended_units) == (100.0, 50.0, ("h",))
    assert row.cut_with_ended is None
    assert row_of(cube, None, unit="h").remarks == ("ended",)
    table = cchc.staffing(cube, baseline=2015, period="2025", population="civil_servants")
    assert "không có đơn vị kế thừa" not in table.explain("p", "civil_servants")["rule_vi"]
    held = cchc.staffing_progress(cube, 2026, period="2025").row("p", "civil_servants")
    assert (held.ended, held.distance_with_ended) == (50.0, None)


def test_a_unit_that_ended_without_any_event_is_named_as_well():
    cube, lineage = province(UNITS, POSTS, [])
    assert row_of(cube, lineage).ended_units == ("h",)


def test_posts_of_merged_units_are_not_ended():
    units = [*UNITS, {"id": "x", "name": "Xã X", "parent": "p", "valid_from": DAY}]
    units += [{"id": "c", "name": "Xã C", "parent": "h", "valid_to": DAY}]
    posts = POSTS | {("c", "2015"): 20, ("x", "2025"): 60}
    merged = [{"kind": "merge", "date": DAY, "from": ["h", "c"], "to": ["x"]}]
    row = row_of(*province(units, posts, merged))
    assert (row.baseline, row.moved, row.ended, row.ended_units) == (170.0, 0.0, None, ())


def test_a_unit_under_one_that_ended_belongs_to_what_is_left_above_it():
    units = [*UNITS, {"id": "c", "name": "Xã C", "parent": "h", "valid_to": DAY}]
    events = [{"kind": "abolish", "date": DAY, "from": ["h", "c"], "to": []}]
    row = row_of(*province(units, POSTS | {("c", "2015"): 20}, events))
    assert (row.ended, row.ended_units) == (70.0, ("h", "c"))
    assert row.moved == 0.0


def test_a_unit_that_ended_had_what_others_had_given_it():
    units = [*UNITS, {"id": "c", "name": "Xã C", "parent": "h", "valid_to": "2020-01-01"}]
    events = [
        {"kind": "merge", "date": "2020-01-01", "from": ["h", "c"], "to": ["h"]},
        {"kind": "transfer", "date": "2023-01-01", "from": ["h"],
         "to": [{"unit": "a", "amounts": {"4.2.1": 5}}]},
        *ABOLISHED,
    ]  # fmt: skip
    cube, lineage = province(units, POSTS | {("c", "2015"): 20}, events)
    row = row_of(cube, lineage)
    # 50 + 20 - 5 ended in July 2025; the five are with A since 2023.
    assert (row.baseline, row.ended, row.ended_units) == (105.0, 65.0, ("h",))
    assert (row.baseline_as_assigned, row.moved) == (170.0, 0.0)
    assert row_of(cube, lineage, unit="a").moved == 5.0


def test_a_unit_stands_under_the_province_that_took_the_place_of_its_own():
    units = [
        {"id": "old", "name": "Tỉnh Cũ", "reports": False, "valid_to": DAY},
        {"id": "old2", "name": "Tỉnh Cũ Hai", "reports": False, "valid_to": DAY},
        {"id": "new", "name": "Tỉnh Mới", "reports": False, "valid_from": DAY},
        {"id": "a", "name": "Sở A", "parent": "old", "valid_to": DAY},
        {"id": "a2", "name": "Sở A mới", "parent": "new", "valid_from": DAY},
        {"id": "h", "name": "UBND huyện H", "parent": "old", "valid_to": DAY},
    ]
    events = [
        {"kind": "merge", "date": DAY, "from": ["old", "old2"], "to": ["new"]},
        {"kind": "rename", "date": DAY, "from": ["a"], "to": ["a2"]},
        *ABOLISHED,
    ]
    posts = {("a", "2015"): 100, ("h", "2015"): 50, ("a2", "2025"): 90}
    row = row_of(*province(units, posts, events), unit="new")
    assert (row.baseline, row.quota, row.ended, row.cut_with_ended) == (100.0, 90.0, 50.0, 40.0)
    assert row_of(*province(units, posts, events), unit="a2").ended is None


def test_a_unit_that_ended_without_posts_is_nothing_to_tell():
    row = row_of(*province(UNITS, POSTS | {("h", "2015"): 0}, ABOLISHED))
    assert (row.ended, row.ended_units) == (None, ())


def test_a_year_says_what_its_cut_is_of_where_that_is_not_the_closing_quota():
    units = [*UNITS, {"id": "n", "name": "Sở N", "parent": "p", "valid_from": "2023-01-01"}]
    posts = POSTS | {("n", "2024"): 10, ("n", "2025"): 9}
    cuts = {("a", "2025"): 2, ("n", "2025"): 1}
    cube, lineage = province(units, posts, ABOLISHED, cuts)
    years = cchc.staffing_years(cube, "p", "civil_servants", lineage=lineage)
    last = years.rows[-1]
    # N has no base: its 9 posts are in the closing quota, and in no cut.
    assert (last.opening, last.closing, last.quota) == (148.0, 99.0, 90.0)
    assert (last.cut_since_base, last.reported, last.expected) == (10.0, 1, 2)
    (note,) = (each for each in table_of(years, lang="vi").notes if each.startswith("2025"))
    assert "từ 100 còn 90, của 1/2 đơn vị" in note
    assert "46 chấm dứt theo đơn vị" in note
    assert not any(each.startswith("2021") for each in table_of(years, lang="vi").notes)
    whole = province(UNITS, POSTS, ABOLISHED)
    shown = table_of(cchc.staffing_years(whole[0], "p", "civil_servants", lineage=whole[1]))
    assert not any("hai số giao" in note for note in shown.notes)


#: Two groups side by side: A under G and B under K end, then M takes the place of both.
NESTED = [
    UNITS[0],
    {"id": "g", "name": "Sở G", "parent": "p", "valid_to": "2020-01-01"},
    {"id": "a", "name": "Phòng A", "parent": "g", "valid_to": "2018-01-01"},
    {"id": "k", "name": "Sở K", "parent": "p", "valid_to": "2020-01-01"},
    {"id": "b", "name": "Phòng B", "parent": "k", "valid_to": "2019-01-01"},
    {"id": "n", "name": "Khối N", "parent": "p", "reports": False, "valid_from": "2020-01-01"},
    {"id": "m", "name": "Sở M", "parent": "n", "valid_from": "2020-01-01"},
]
MERGED = [
    {"kind": "abolish", "date": "2018-01-01", "from": ["a"]},
    {"kind": "abolish", "date": "2019-01-01", "from": ["b"]},
    {"kind": "merge", "date": "2020-01-01", "from": ["g", "k"], "to": ["m"]},
]
NESTED_POSTS = {
    ("g", "2015"): 50, ("a", "2015"): 10, ("k", "2015"): 20, ("b", "2015"): 6,
    ("g", "2018"): 50, ("k", "2018"): 20, ("b", "2018"): 6, ("m", "2025"): 63,
}  # fmt: skip


def test_posts_that_ended_in_a_predecessor_never_moved_into_its_successor():
    cube, lineage = province(NESTED, NESTED_POSTS, MERGED)
    for unit in ("m", "n"):
        row = row_of(cube, lineage, unit=unit)
        assert (row.baseline_as_assigned, row.moved, row.baseline) == (0.0, 70.0, 70.0)
        assert (row.ended, row.ended_units) == (16.0, ("a", "b"))
    above = row_of(cube, lineage)
    assert (above.baseline_as_assigned, above.moved, above.ended) == (86.0, 0.0, 16.0)
    assert above.baseline == above.baseline_as_assigned + above.moved - above.ended


def test_before_the_successor_each_group_has_the_posts_that_ended_in_it():
    cube, lineage = province(NESTED, NESTED_POSTS, MERGED)
    row = row_of(cube, lineage, unit="g", period="2018")
    assert (row.baseline_as_assigned, row.moved, row.ended, row.baseline) == (60.0, 0.0, 10.0, 50.0)
    row = row_of(cube, lineage, unit="k", period="2018")
    assert (row.baseline_as_assigned, row.moved, row.ended, row.baseline) == (26.0, 0.0, None, 26.0)


def test_a_unit_that_absorbs_another_has_only_the_posts_that_ended_in_itself():
    units = [
        UNITS[0],
        {"id": "g", "name": "Sở G", "parent": "p", "valid_to": "2020-01-01"},
        {"id": "a", "name": "Phòng A", "parent": "g", "valid_to": "2018-01-01"},
        {"id": "m", "name": "Sở M", "parent": "p"},
        {"id": "b", "name": "Phòng B", "parent": "m", "valid_to": "2019-01-01"},
    ]
    posts = {
        ("g", "2015"): 50, ("a", "2015"): 10, ("m", "2015"): 20, ("b", "2015"): 6, ("m", "2025"): 63,
    }  # fmt: skip
    events = [*MERGED[:2], {**MERGED[2], "from": ["g", "m"]}]
    row = row_of(*province(units, posts, events), unit="m")
    # 26 assigned and 50 of G came; 6 of B ended here, and 10 of A in G.
    assert (row.baseline_as_assigned, row.moved, row.baseline) == (26.0, 50.0, 70.0)
    assert (row.ended, row.ended_units) == (16.0, ("a", "b"))


def test_posts_that_moved_before_they_ended_have_moved():
    units = [
        UNITS[0],
        {"id": "g", "name": "Sở G", "parent": "p"},
        {"id": "a", "name": "Phòng A", "parent": "g", "valid_to": "2017-01-01"},
        {"id": "k", "name": "Sở K", "parent": "p"},
        {"id": "a2", "name": "Phòng A của K", "parent": "k", "valid_from": "2017-01-01",
         "valid_to": "2018-01-01"},
    ]  # fmt: skip
    posts = {
        ("g", "2015"): 50, ("a", "2015"): 10, ("k", "2015"): 20, ("g", "2025"): 45, ("k", "2025"): 18,
    }  # fmt: skip
    events = [
        {"kind": "new_parent", "date": "2017-01-01", "from": ["a"], "to": ["a2"]},
        {"kind": "abolish", "date": "2018-01-01", "from": ["a2"]},
    ]
    cube, lineage = province(units, posts, events)
    found = {unit: row_of(cube, lineage, unit=unit) for unit in ("p", "g", "k")}
    moved = {unit: (row.baseline_as_assigned, row.moved, row.ended) for unit, row in found.items()}
    assert moved == {"p": (80.0, 0.0, 10.0), "g": (60.0, -10.0, None), "k": (20.0, 10.0, 10.0)}


def abolished_among(reporting):
    """Ten units of 100; an eleventh and a twelfth, of 100 and 50, are no more."""
    units = [UNITS[0], *({"id": f"d{at}", "name": f"Sở D{at}", "parent": "p"} for at in range(10))]
    units += [
        {"id": "x", "name": "Sở X", "parent": "p", "valid_to": "2018-01-01"},
        {"id": "y", "name": "Sở Y", "parent": "p", "valid_to": "2019-01-01"},
    ]
    posts = {(f"d{at}", year): 100 for at in range(10) for year in ("2015", "2021")}
    posts |= {("x", "2015"): 100, ("y", "2015"): 50}
    posts |= {(f"d{at}", "2026"): 100 for at in range(reporting)}
    events = [
        {"kind": "abolish", "date": "2018-01-01", "from": ["x"]},
        {"kind": "abolish", "date": "2019-01-01", "from": ["y"]},
    ]
    return province(units, posts, events)


@pytest.mark.parametrize("reporting", [1, 9])
def test_a_base_of_some_units_is_never_put_together_with_all_that_ended(reporting):
    cube, lineage = abolished_among(reporting)
    row = row_of(cube, lineage, period="2026")
    assert (row.reported, row.expected, row.cut_recomputed) == (reporting, 10, 0.0)
    assert (row.ended, row.ended_units, row.cut_with_ended) == (150.0, ("x", "y"), None)
    options = {"period": "2026", "lineage": lineage, "population": "civil_servants"}
    shown = table_of(cchc.staffing(cube, baseline=2015, **options), lang="vi")
    assert shown.rows[0][-1] == "không gồm 150 của Sở X, Sở Y"
    last = cchc.staffing_years(cube, "p", "civil_servants", lineage=lineage).rows[-1]
    assert (last.ended, last.ended_units, last.cut_with_ended) == (150.0, ("x", "y"), None)
    for carry_over in (False, True):
        progress = cchc.staffing_progress(cube, 2026, carry_over=carry_over, **options)
        held = progress.row("p", "civil_servants")
        assert (held.reported, held.ended, held.ended_units) == (reporting, 150.0, ("x", "y"))
        assert (held.limit_with_ended, held.distance_with_ended) == (None, None)
        (note,) = (each for each in table_of(progress, lang="vi").notes if "Sở X" in each)
        assert note.endswith("150 của Sở X, Sở Y (đã chấm dứt, không có đơn vị kế thừa).")


def test_the_base_of_all_units_is_put_together_with_what_ended():
    cube, lineage = abolished_among(10)
    row = row_of(cube, lineage, period="2026")
    assert row.cut_with_ended == float(100 * Fraction(150, 1150))
    last = cchc.staffing_years(cube, "p", "civil_servants", lineage=lineage).rows[-1]
    assert last.cut_with_ended == row.cut_with_ended
    held = cchc.staffing_progress(
        cube, 2026, period="2026", lineage=lineage, population="civil_servants"
    ).row("p", "civil_servants")
    # 1150 less 14.5 % are 983.25 posts, and 1000 are assigned.
    assert (held.distance, held.limit_with_ended, held.distance_with_ended) == (145, 983, 17)


def test_a_complete_group_shows_both_cuts_beside_one_that_is_not():
    units = [
        UNITS[0],
        {"id": "g", "name": "Sở G", "parent": "p"},
        {"id": "c", "name": "Phòng C", "parent": "g"},
        {"id": "x", "name": "Phòng X", "parent": "g", "valid_to": "2018-01-01"},
        {"id": "d", "name": "Sở D", "parent": "p"},
    ]
    posts = {("g", "2015"): 40, ("c", "2015"): 40, ("x", "2015"): 20, ("d", "2015"): 100}
    posts |= {("g", "2025"): 40, ("c", "2025"): 40}
    cube, lineage = province(
        units, posts, [{"kind": "abolish", "date": "2018-01-01", "from": ["x"]}]
    )
    group, above = row_of(cube, lineage, unit="g"), row_of(cube, lineage)
    assert (group.reported, group.expected, group.cut_with_ended) == (2, 2, 20.0)
    assert (above.reported, above.expected, above.cut_with_ended) == (2, 3, None)
    assert (group.ended, above.ended) == (20.0, 20.0)
    progress = cchc.staffing_progress(cube, 2026, period="2025", lineage=lineage)
    held = {unit: progress.row(unit, "civil_servants") for unit in ("g", "p")}
    assert (held["g"].limit_with_ended, held["p"].limit_with_ended) == (85, None)
