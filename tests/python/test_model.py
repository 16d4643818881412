"""Catalogue, hierarchy and periods as the package hands them out."""

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
