"""Catalogue, hierarchy and periods as the package hands them out."""

import datetime as dt
import json

import pytest
from small_province import UNITS

import cchc
from cchc.model import shipped_text


def test_the_shipped_catalogue_is_read_once():
    assert cchc.catalogue() is cchc.catalogue()
    assert cchc.catalogue().id == "cchc"


@pytest.mark.parametrize(
    ("name", "code"), [("3.3.resolved", "3.3"), ("share_files_resolved_on_time", "3.3.1")]
)
def test_an_indicator_is_found_by_alias_and_by_english_name(name, code):
    catalogue = cchc.catalogue()
    assert catalogue.indicator(catalogue.at(name))["code"] == code


def test_a_catalogue_is_loaded_from_a_file(tmp_path):
    path = tmp_path / "danh-mục.json"
    path.write_text(shipped_text("catalogue.json"), encoding="utf-8")
    assert len(cchc.load_catalogue(path)) == len(cchc.catalogue())


def test_refuses_a_catalogue_file_that_is_not_json(tmp_path):
    path = tmp_path / "catalogue.json"
    path.write_text("mã;tên\n", encoding="utf-8")
    with pytest.raises(cchc.Error) as caught:
        cchc.load_catalogue(path)
    assert caught.value.code.startswith("CCHC-E")
    assert caught.value.message_vi != caught.value.message_en


def test_a_hierarchy_is_made_of_rows_or_of_a_file(tmp_path):
    path = tmp_path / "units.json"
    path.write_text(json.dumps({"units": UNITS}), encoding="utf-8")
    for tree in (cchc.hierarchy(UNITS), cchc.hierarchy(path), cchc.hierarchy(str(path))):
        assert [tree.unit(row)["id"] for row in range(len(tree))] == [
            "tinh",
            "so-a",
            "so-b",
            "so-c",
        ]
        assert tree.levels() == ["province", "department"]
        assert tree.end(tree.at("tinh")) == 4


def test_units_come_in_pre_order_whatever_the_order_given():
    tree = cchc.hierarchy(reversed(UNITS))
    assert tree.unit(0)["id"] == "tinh"
    assert tree.end(0) == 4


@pytest.mark.parametrize(
    ("units", "words"),
    [
        ([{"id": "a"}, {"id": "a"}], "given twice"),
        ([{"id": "a", "parent": "z"}], "not among the units"),
        ([{"name": "a"}], "no id"),
        ([{"id": "a", "parent": "b"}, {"id": "b", "parent": "a"}], "a"),
    ],
)
def test_refuses_units_that_form_no_tree(units, words):
    with pytest.raises(cchc.HierarchyError, match=words) as caught:
        cchc.hierarchy(units)
    assert caught.value.code == "CCHC-E0401"
    assert caught.value.faults
    assert "cây tổ chức" in caught.value.message_vi


def test_every_wrong_key_and_value_of_units_is_listed():
    rows = [{"id": "a", "nmae": "A"}, {"id": 3}, {"id": "b", "reports": "no"}]
    with pytest.raises(cchc.HierarchyError, match="CCHC-E0410") as caught:
        cchc.hierarchy(rows)
    assert [fault["where"] for fault in caught.value.faults] == ["unit 0", "unit 1", "unit 2"]
    assert "unknown key 'nmae'; 'name'?" in caught.value.message_en
    assert "id phải là văn bản" in caught.value.message_vi


def test_days_of_units_and_events_may_be_dates():
    day = dt.date(2025, 7, 1)
    tree = cchc.hierarchy(
        [
            {"id": "a", "name": "A", "valid_to": day},
            {"id": "b", "name": "B", "valid_from": day},
        ]
    )
    assert tree.unit(tree.at("a"))["valid_to"] == "2025-07-01"
    events = [{"kind": "rename", "date": day, "from": ["a"], "to": ["b"]}]
    assert len(cchc.lineage(events, tree)) == 1


@pytest.mark.parametrize("rows", [["a"], [1], None, 3])
def test_refuses_units_and_events_that_are_no_mappings(rows):
    with pytest.raises(cchc.HierarchyError, match="CCHC-E0823"):
        cchc.hierarchy(rows)
    with pytest.raises(cchc.LineageError, match="CCHC-E0823"):
        cchc.lineage(rows, cchc.hierarchy([{"id": "a"}]))


@pytest.mark.parametrize(
    "door",
    [
        cchc.hierarchy,
        cchc.load_catalogue,
        cchc.read_csv,
        lambda path: cchc.lineage(path, cchc.hierarchy([{"id": "a"}])),
    ],
)
def test_every_door_refuses_what_is_no_text_file(door, tmp_path):
    broken = tmp_path / "broken"
    broken.write_bytes("Sở".encode("utf-16-le") + b"\xff\x81")
    latin = tmp_path / "latin"
    latin.write_bytes(b"S\xe9")
    for path in (tmp_path / "none", tmp_path, broken, latin):
        with pytest.raises(cchc.InputError, match="CCHC-E13") as caught:
            door(path)
        assert str(path) in caught.value.message_en
        assert caught.value.message_vi != caught.value.message_en
