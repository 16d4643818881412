"""Lists that units hold in common count once for each type of unit; an obvious twin in Python."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc

ROOT = {"id": "p", "name": "Tỉnh Mẫu", "level": "province", "reports": False}
TYPES = ("department", "district", "commune", "public_service_unit")
SHARING = ("district", "commune")


def units(types):
    return [
        ROOT,
        *(
            {"id": f"u{at}", "name": f"Đơn vị {at}", "parent": "p", "type": kind, "level": "unit"}
            for at, kind in enumerate(types)
        ),
    ]


def cube_of(types, *windows, extra=()):
    rows = [
        {"indicator": "3.1", "unit": f"u{at}", "period": period, "value": value}
        for period, values in windows
        for at, value in enumerate(values)
    ]
    return cchc.build(cchc.from_rows([*rows, *extra]), hierarchy=units(types))


def once(types, values):
    """The twin: what is no list adds up, of each list the longest counts."""
    alone = sum(value for kind, value in zip(types, values, strict=True) if kind not in SHARING)
    lists = {
        kind: [value for each, value in zip(types, values, strict=True) if each == kind]
        for kind in SHARING
    }
    return alone + sum(max(held, default=0) for held in lists.values())


UNITS = st.lists(
    st.tuples(st.sampled_from(TYPES), st.integers(0, 300), st.integers(0, 300)),
    min_size=1,
    max_size=8,
)


def test_the_lists_of_districts_and_of_communes_are_two():
    types = ("department", "department", "district", "district", "commune", "commune")
    cube = cube_of(types, ("2024-H1", (100, 50, 250, 249, 140, 138)))
    assert cchc.roll_up(cube).figure("3.1", "p", "2024-H1").text == "540"  # 150 + 250 + 140


@given(UNITS)
def test_a_total_is_that_of_the_twin(given_units):
    types, now, _ = zip(*given_units, strict=True)
    total = cchc.roll_up(cube_of(types, ("2024-H1", now))).figure("3.1", "p", "2024-H1")
    assert total.value == once(types, now)


@given(UNITS)
def test_a_change_is_split_into_parts_that_close_with_a_part_for_each_list(given_units):
    types, now, then = zip(*given_units, strict=True)
    cube = cube_of(types, ("2024-H1", now), ("2023-H1", then))
    change = cchc.contribution(cube, "3.1", "p", "2024-H1", "2023-H1")
    assert int(change.change) == once(types, now) - once(types, then)
    assert sum(int(part.change) for part in change.parts) == int(change.change)
    lists = [part for part in change.parts if part.group == "shared_list"]
    assert len(lists) == sum(types.count(kind) > 1 for kind in SHARING)
    kind_of = {f"u{at}": kind for at, kind in enumerate(types)}
    for part in lists:
        assert len({kind_of[member] for member in part.members}) == 1


@given(UNITS, st.data())
def test_a_percentage_of_lists_lies_between_those_of_its_units(given_units, data):
    types = [kind for kind, whole, _ in given_units if whole]
    wholes = [whole for _, whole, _ in given_units if whole]
    if not types:
        return
    parts = [data.draw(st.integers(0, whole)) for whole in wholes]
    extra = [
        {"indicator": "3.2.1.approved", "unit": f"u{at}", "period": "2024-H1", "value": part}
        for at, part in enumerate(parts)
    ] + [
        {"indicator": "3.2.1", "unit": f"u{at}", "period": "2024-H1", "value": 1}
        for at in range(len(parts))
    ]
    cube = cube_of(types, ("2024-H1", wholes), extra=extra)
    rate = cchc.roll_up(cube).figure("3.2.1", "p", "2024-H1").value
    rates = [Fraction(100 * part, whole) for part, whole in zip(parts, wholes, strict=True)]
    assert float(min(rates)) - 1e-9 <= rate <= float(max(rates)) + 1e-9
    assert rate == pytest.approx(100 * once(types, parts) / once(types, wholes))


def test_a_merger_of_a_district_and_communes_keeps_both_lists():
    tree = units(("district", "commune", "commune"))
    for ended in (1, 3):
        tree[ended]["valid_to"] = "2025-07-01"
    rows = [
        {"indicator": "3.1", "unit": unit, "period": "2024-H1", "value": value}
        for unit, value in (("u0", 250), ("u1", 140), ("u2", 138))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=tree)
    merged = {"kind": "merge", "date": "2025-07-01", "from": ["u0", "u1", "u2"], "to": ["u1"]}
    rebuilt = cchc.rebuild(cube, cchc.lineage([merged], cube.hierarchy), as_it_is="2025-07-01")
    assert rebuilt.figure("3.1", "u1", "2024-H1").text == "390"
