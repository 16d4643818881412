"""Figures through reorganisations: the shipped provinces, a merger, a transfer, both views."""

from typing import Any, ClassVar

import pytest

import cchc
from cchc import samples

NINH_BINH = "province-37-ninh-binh-2025"


@pytest.fixture(scope="module")
def provinces():
    units, lineage = cchc.provinces_2025()
    return cchc.build(samples.merged_provinces(), hierarchy=units), lineage


def test_three_provinces_add_up_to_the_one_they_became(provinces):
    cube, lineage = provinces
    now = cchc.rebuild(cube, lineage, as_it_is="2025-07-01")
    figure = now.figure("3.3", NINH_BINH, "2024-Q3")
    assert figure.text == str(40_980 + 57_902 + 39_655)
    assert figure.marks == ("rebuilt",)
    assert now.figure("3.3", NINH_BINH, "2025-Q3").marks == ()


def test_a_list_in_common_is_not_added_up(provinces):
    cube, lineage = provinces
    now = cchc.rebuild(cube, lineage, as_it_is="2025-07-01")
    figure = now.figure("3.1", NINH_BINH, "2024-Q3")
    assert figure.text == "1744"
    assert figure.marks == ("estimated", "rebuilt")


def test_the_comparison_through_the_merger_is_rebuilt_and_not_broken(provinces):
    cube, lineage = provinces
    now = cchc.rebuild(cube, lineage, as_it_is="2025-07-01")
    change = cchc.compare(now, "2025-Q3", "2024-Q3").change("3.3", NINH_BINH)
    assert change.comparability == "rebuilt"
    assert change.change == 149_876 - 138_537


def test_as_it_was_the_new_province_has_no_earlier_figure(provinces):
    cube, _ = provinces
    change = cchc.compare(cube, "2025-Q3", "2024-Q3").change("3.3", NINH_BINH)
    assert change.comparability == "impossible"
    assert change.change is None


def test_a_constant_perimeter_says_the_same(provinces):
    cube, lineage = provinces
    groups = cchc.rebuild(cube, lineage, constant_perimeter=("2024-09-14", "2025-09-14"))
    group = next(unit for unit in groups.unit_ids if "ha-nam" in unit)
    assert groups.figure("3.3", group, "2024-Q3").text == "138537"
    assert groups.figure("3.3", group, "2025-Q3").text == "149876"


def test_a_missing_predecessor_leaves_the_successor_missing(provinces):
    _, lineage = provinces
    units, _ = cchc.provinces_2025()
    rows = [
        {"indicator": "4.2.1", "unit": "province-35-ha-nam", "period": "2024-Q3", "value": 5},
        {"indicator": "4.2.1", "unit": "province-36-nam-dinh", "period": "2024-Q3", "value": 6},
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    now = cchc.rebuild(cube, lineage, as_it_is="2025-07-01")
    assert now.figure("4.2.1", NINH_BINH, "2024-Q3").state == "missing"


def test_a_transfer_of_posts_moves_the_base_and_nothing_else():
    units = cchc.hierarchy(
        [{"id": "p", "name": "Tỉnh", "reports": False}]
        + [{"id": each, "name": each, "parent": "p"} for each in ("a", "b")]
    )
    events = [
        {
            "kind": "transfer",
            "date": "2023-07-01",
            "from": ["a"],
            "to": ["b"],
            "amounts": {"4.2.1": 4},
        }
    ]
    rows = [
        {"indicator": code, "unit": unit, "period": "2015", "value": value}
        for code, unit, value in (
            ("4.2.1", "a", 50),
            ("4.2.1", "b", 20),
            ("4.3.1", "a", 9),
            ("1.5", "a", 1),
        )
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    now = cchc.rebuild(cube, cchc.lineage(events, units), as_it_is="2024-01-01")
    assert now.figure("4.2.1", "a", "2015").text == "46"
    assert now.figure("4.2.1", "b", "2015").text == "24"
    assert now.figure("4.3.1", "a", "2015").marks == ()
    assert now.figure("1.5", "a", "2015").text == "1"


def test_refuses_no_view_and_two_views(provinces):
    cube, lineage = provinces
    with pytest.raises(cchc.SelectionError, match="CCHC-E0922"):
        cchc.rebuild(cube, lineage)


def test_events_say_what_each_receiver_gets():
    units = [
        {"id": "a", "name": "A", "valid_to": "2024-03-01"},
        {"id": "b", "name": "B", "valid_from": "2024-03-01"},
        {"id": "c", "name": "C"},
    ]
    events = [
        {"kind": "split", "date": "2024-03-01", "from": ["a"],
         "to": [{"unit": "b", "share": "0.75"}, {"unit": "c", "share": "0.25"}]},
        {"kind": "transfer", "date": "2024-05-01", "from": ["b"],
         "to": [{"unit": "c", "amounts": {"4.2.1": 4}}]},
    ]  # fmt: skip
    split, transfer = cchc.lineage(events, cchc.hierarchy(units)).events()
    assert split["to"] == ["b", "c"]
    assert [(each["unit"], each["share"], each["amounts"]) for each in split["receivers"]] == [
        ("b", "0.75", {}),
        ("c", "0.25", {}),
    ]
    assert transfer["receivers"] == [{"unit": "c", "share": None, "amounts": {"4.2.1": "4"}}]


class TestWhatARebuildCannotGive:
    """Figures that no one can give are missing or not applicable, and an issue says so."""

    OLD: ClassVar[dict[str, str]] = {"valid_to": "2024-01-01"}
    NEW: ClassVar[dict[str, str]] = {"valid_from": "2024-01-01"}

    @staticmethod
    def rebuilt(
        units: dict[str, dict[str, str]], event: dict[str, Any], *rows: Any, **view: Any
    ) -> cchc.Cube:
        below = [{"id": each, "name": each, "parent": "p", **more} for each, more in units.items()]
        hierarchy = cchc.hierarchy([{"id": "p", "name": "P", "reports": False}, *below])
        names = ("indicator", "unit", "period", "value")
        observations = cchc.from_rows([dict(zip(names, row, strict=True)) for row in rows])
        cube = cchc.build(observations, hierarchy=hierarchy)
        lineage = cchc.lineage([{"date": "2024-01-01", **event}], hierarchy)
        return cchc.rebuild(cube, lineage, **(view or {"as_it_is": "2024-06-01"}))

    def test_more_transferred_than_there_was(self) -> None:
        moved = {"kind": "transfer", "from": ["a"], "to": ["b"], "amounts": {"4.2.1": 4}}
        rows = [("4.2.1", "a", "2023-H1", 3), ("4.2.1", "b", "2023-H1", 10)]
        cube = self.rebuilt({"a": {}, "b": {}}, moved, *rows)
        assert cube.figure("4.2.1", "a", "2023-H1").state == "missing"
        assert cube.figure("4.2.1", "b", "2023-H1").value == 14
        assert [issue["code"] for issue in cube.issues] == ["CCHC-I1005"]
        rows[0] = ("4.2.1", "a", "2023-H1", 4)
        cube = self.rebuilt({"a": {}, "b": {}}, moved, *rows)
        assert cube.figure("4.2.1", "a", "2023-H1").value == 0
        assert not cube.issues

    def test_rates_without_their_parts(self) -> None:
        merged = {"kind": "merge", "from": ["a", "b"], "to": ["m"]}
        units = {"a": self.OLD, "b": self.OLD, "m": self.NEW}
        rates = [("3.3.1", "a", "2023-H1", 90), ("3.3.1", "b", "2023-H1", 50)]
        cube = self.rebuilt(units, merged, *rates)
        assert cube.figure("3.3.1", "m", "2023-H1").state == "missing"
        assert [issue["code"] for issue in cube.issues] == ["CCHC-I1003"]
        parts = [
            (code, unit, "2023-H1", 100)
            for code in ("3.3", "3.3.resolved_on_time")
            for unit in "ab"
        ]
        cube = self.rebuilt(units, merged, *rates, *parts)
        assert cube.figure("3.3.1", "m", "2023-H1").value == 100
        assert not cube.issues

    def test_a_group_that_ended_owes_nothing(self) -> None:
        cube = self.rebuilt(
            {"a": self.OLD, "z": {}},
            {"kind": "abolish", "from": ["a"]},
            ("4.2.1", "a", "2023-H1", 3),
            ("4.2.1", "z", "2023-H1", 10),
            ("4.2.1", "z", "2024-H1", 11),
            constant_perimeter=("2023-06-01", "2024-06-30"),
        )
        assert cube.figure("4.2.1", "a", "2024-H1").state == "not_applicable"
        assert [issue["code"] for issue in cube.issues] == ["CCHC-I1002"]
        total = cchc.roll_up(cube).figure("4.2.1", "p", "2024-H1")
        assert (total.value, total.reported, total.expected) == (11, 1, 1)

    def test_what_came_in_of_a_merger_is_part_of_the_lower_bound(self) -> None:
        cube = self.rebuilt(
            {"a": self.OLD, "b": self.OLD, "m": self.NEW, "z": {}},
            {"kind": "merge", "from": ["a", "b"], "to": ["m"]},
            ("4.2.1", "a", "2023-H1", 3),
            ("4.2.1", "z", "2023-H1", 10),
            ("4.2.1", "m", "2024-H1", 8),
        )
        assert cube.figure("4.2.1", "m", "2023-H1").so_far == 3
        total = cchc.roll_up(cube).figure("4.2.1", "p", "2023-H1")
        assert (total.state, total.so_far) == ("missing", 13)
        assert (total.reported, total.expected) == (1, 2)
