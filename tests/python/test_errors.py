"""Errors carry a stable code and say in both languages what is wrong."""

import pytest

import cchc
from cchc import errors
from cchc.errors import new_error

KINDS = [name for name in errors.__all__ if name.endswith("Error")]


@pytest.mark.parametrize("name", KINDS)
def test_every_error_is_an_error_of_cchc_and_reachable_from_the_facade(name):
    kind = getattr(errors, name)
    assert issubclass(kind, cchc.Error)
    assert getattr(cchc, name) is kind


def test_a_new_error_holds_code_and_both_messages():
    error = new_error(errors.InputError, "CCHC-E1399", "no rain", "không mưa")
    assert isinstance(error, ValueError)
    assert (error.code, error.message_en, error.message_vi) == (
        "CCHC-E1399",
        "no rain",
        "không mưa",
    )
    assert str(error) == "[CCHC-E1399] no rain | không mưa"


def test_a_missing_name_is_a_lookup_error_as_well():
    with pytest.raises(LookupError, match="CCHC-E0910"):
        cchc.catalogue().at("9.9.9")


def test_a_wrong_catalogue_lists_every_fault_with_its_path():
    with pytest.raises(cchc.CatalogueError) as caught:
        cchc.Catalogue.from_json('{"catalogue": "x", "version": 1, "indicators": [{"code": 2}]}')
    faults = caught.value.faults
    assert len(faults) > 2
    assert all({"where", "message_en", "message_vi"} <= set(fault) for fault in faults)
    assert any("$.indicators[0]" in fault["where"] for fault in faults)
