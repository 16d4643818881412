"""Quotas as flows: what is missing stays missing, and what moved comes from the lineage."""

import pytest

import cchc

UNITS = [
    {"id": "tinh", "name": "Tỉnh Thử", "type": "province", "level": "province", "reports": False},
    *(
        {"id": unit, "name": unit.upper(), "parent": "tinh", "type": "department",
         "level": "department", **days}
        for unit, days in (
            ("a", {}), ("b", {}),
            ("c", {"valid_to": "2024-03-01"}), ("d", {"valid_to": "2024-03-01"}),
            ("e", {"valid_from": "2024-03-01"}), ("f", {"valid_from": "2024-03-01"}),
        )
    ),
]  # fmt: skip


def flows(figures, events=None, **options):
    """Flows of 4.2.1 and 4.2.4 given as unit: (quota 2023, cut 2024, quota 2024); None is blank."""
    rows = []
    for unit, (opening, cut, closing) in figures.items():
        for indicator, period, value in (
            ("4.2.1", "2023", opening), ("4.2.4", "2024", cut), ("4.2.1", "2024", closing),
        ):  # fmt: skip
            if value is not None:
                rows.append(
                    {"indicator": indicator, "unit": unit, "period": period, "value": value}
                )
    cube = cchc.build(cchc.from_rows(rows), hierarchy=UNITS)
    lineage = None if events is None else cchc.lineage(events, cube.hierarchy)
    return cchc.staffing_flows(cube, lineage=lineage, periods="2024", **options)


def terms(row):
    return (row.opening, row.moved_in, row.moved_out, row.cut, row.closing, row.residual)


def event(kind, giver, receiver, **more):
    return {"kind": kind, "date": "2024-03-01", "from": giver, "to": receiver, **more}


def test_without_lineage_nobody_knows_what_moved_but_what_must_have_is_shown():
    row = flows({"a": (40, 2, 41)}).row("a", "civil_servants", "2024")
    assert terms(row) == (40.0, None, None, 2.0, 41.0, None)
    assert row.implied_moves == 3.0


def test_without_an_event_nothing_moved():
    row = flows({"a": (40, 2, 38)}, []).row("a", "civil_servants", "2024")
    assert terms(row) == (40.0, 0.0, 0.0, 2.0, 38.0, 0.0)


def test_what_is_left_over_is_the_residual():
    made = flows({"a": (40, 2, 37), "b": (20, 1, 19)}, [])
    assert made.row("a", "civil_servants", "2024").residual == 1.0
    assert [row.unit for row in made.open_residuals()] == ["a"]
    assert made.row("tinh", "civil_servants", "2024").residual == 1.0


@pytest.mark.parametrize(
    ("figures", "blank"),
    [((None, 2, 38), 0), ((40, None, 38), 3), ((40, 2, None), 4)],
)
def test_a_missing_term_is_never_zero(figures, blank):
    # b gives every row, so that the cube has both indicators.
    row = flows({"a": figures, "b": (20, 1, 19)}, []).row("a", "civil_servants", "2024")
    assert terms(row)[blank] is None
    assert row.residual is None
    assert row.implied_moves is None


def test_a_group_adds_up_the_units_that_have_every_term():
    made = flows({"a": (40, 2, 38), "b": (20, None, 19)}, [])
    row = made.row("tinh", "civil_servants", "2024")
    assert terms(row) == (40.0, 0.0, 0.0, 2.0, 38.0, 0.0)
    assert (row.reported, row.expected) == (1, 2)


def test_amounts_move_and_stay_in_balance_over_the_group():
    moves = [event("transfer", ["a"], [{"unit": "b", "amounts": {"4.2.1": 3}}])]
    made = flows({"a": (40, 2, 35), "b": (20, 1, 22)}, moves)
    assert terms(made.row("a", "civil_servants", "2024")) == (40.0, 0.0, 3.0, 2.0, 35.0, 0.0)
    assert terms(made.row("b", "civil_servants", "2024")) == (20.0, 3.0, 0.0, 1.0, 22.0, 0.0)
    assert made.row("tinh", "civil_servants", "2024").residual == 0.0


def test_a_share_moves_that_part_of_what_the_unit_has():
    moves = [event("transfer", ["a"], [{"unit": "b", "share": "0.25"}])]
    made = flows({"a": (40, 0, 30), "b": (20, 0, 30)}, moves)
    assert made.row("a", "civil_servants", "2024").moved_out == 10.0
    assert made.row("b", "civil_servants", "2024").residual == 0.0


def test_a_merger_moves_whole_units_and_their_cut_is_the_successors():
    made = flows({"c": (30, None, None), "d": (10, None, None), "e": (None, 2, 38), "a": (5, 0, 5)},
                 [event("merge", ["c", "d"], ["e"])])  # fmt: skip
    assert terms(made.row("c", "civil_servants", "2024")) == (30.0, 0.0, 30.0, 0.0, 0.0, 0.0)
    assert terms(made.row("e", "civil_servants", "2024")) == (0.0, 40.0, 0.0, 2.0, 38.0, 0.0)
    assert made.row("c", "civil_servants", "2024").remark == "ended"
    assert made.row("e", "civil_servants", "2024").remark == "created"


def test_a_unit_gives_to_its_successor_what_a_transfer_on_the_same_day_left():
    moves = [
        event("merge", ["c", "d"], ["e"]),
        event("transfer", ["c"], [{"unit": "a", "amounts": {"4.2.1": 5}}]),
    ]
    made = flows({"c": (30, None, None), "d": (10, None, None), "e": (None, 0, 35),
                  "a": (5, 0, 10)}, moves)  # fmt: skip
    assert made.row("c", "civil_servants", "2024").moved_out == 30.0
    assert made.row("e", "civil_servants", "2024").moved_in == 35.0
    assert made.open_residuals() == ()


def test_a_split_by_shares_reconciles_and_without_shares_nobody_knows():
    split = [{"unit": "e", "share": "0.6"}, {"unit": "f", "share": "0.4"}]
    figures = {"c": (30, None, None), "e": (None, 1, 17), "f": (None, 0, 12)}
    assert flows(figures, [event("split", ["c"], split)]).open_residuals() == ()
    made = flows(figures, [event("split", ["c"], ["e", "f"])])
    for unit in ("c", "e", "f"):
        row = made.row(unit, "civil_servants", "2024")
        assert (row.moved_in, row.moved_out, row.residual) == (None, None, None)


def test_an_abolished_unit_gives_its_posts_to_nobody():
    made = flows({"c": (30, None, None), "a": (5, 0, 5)}, [event("abolish", ["c"], [])])
    assert terms(made.row("c", "civil_servants", "2024"))[2] == 30.0
    assert made.row("tinh", "civil_servants", "2024").moved_in == 0.0


def test_events_outside_of_the_windows_days_move_nothing():
    moves = [event("transfer", ["a"], [{"unit": "b", "amounts": {"4.2.1": 3}}])
             | {"date": "2024-12-15"}]  # fmt: skip
    row = flows({"a": (40, 2, 38), "b": (20, 1, 19)}, moves).row("a", "civil_servants", "2024")
    assert (row.moved_out, row.residual) == (0.0, 0.0)


def test_the_number_of_service_units_has_no_row_of_cuts_and_keeps_that_blank():
    rows = [
        {"indicator": "4.1.2", "unit": "a", "period": period, "value": value}
        for period, value in (("2023", 4), ("2024", 3))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=UNITS)
    made = cchc.staffing_flows(cube, lineage=cchc.lineage([], cube.hierarchy), periods="2024")
    row = made.row("a", "public_service_units", "2024")
    assert (row.opening, row.cut, row.closing, row.residual) == (4.0, None, 3.0, None)


def test_refuses_what_is_not_there():
    made = flows({"a": (40, 2, 38)}, [])
    with pytest.raises(cchc.SelectionError, match="civil_servants 2024"):
        made.row("a", "civil_servants", "2023")
    with pytest.raises(cchc.SelectionError, match="CCHC-E0921"):
        flows({"a": (40, 2, 38)}, [], population="soldiers")


def test_the_frame_has_nan_for_what_is_missing():
    frame = flows({"a": (40, 2, 38)}).to_frame().set_index("unit")
    assert frame.loc["a", "opening"] == 40
    assert frame["moved_in"].isna().all()


def test_without_lineage_a_merger_is_implied_on_both_sides():
    figures = {"c": (30, None, None), "d": (10, None, None), "e": (None, 2, 38), "a": (5, 0, 5)}
    made = flows(figures)
    implied = {row.unit: row.implied_moves for row in made}
    assert (implied["c"], implied["d"], implied["e"], implied["a"]) == (-30.0, -10.0, 40.0, 0.0)
    whole = made.row("tinh", "civil_servants", "2024")
    assert (whole.opening, whole.cut, whole.closing, whole.implied_moves) == (45.0, 2.0, 43.0, 0.0)
    assert (whole.residual, whole.reported, whole.expected) == (None, 4, 4)
