"""Types of units without a list of units: lists that communes share count once, or it is asked."""

import pytest
from merge_reports import PERIOD, UNITS, figure, report

import cchc
from cchc.store import Register

SHARED = {"a__txt": ("UBND xã Tân Hòa", 141), "b__txt": ("UBND xã Phú Lộc", 140)}


def sent(folder, **others):
    """Two communes with the procedures of one list, and other agencies with theirs."""
    files = SHARED | others
    return folder(**{name: report(agency, _3_1=size) for name, (agency, size) in files.items()})


def asked_types(found):
    return [each for each in found.asked if "loại đơn vị" in each.vi]


def test_a_list_that_communes_share_counts_once_without_a_list_of_units(folder):
    found = cchc.merge(sent(folder, c__txt=("Sở Y tế", 100)), PERIOD, processes=1)
    assert figure(found, "3.1") == "241"
    assert figure(found, "4.2.1") == str(3 * 40)
    assert asked_types(found) == []


def test_with_a_list_it_counts_the_same(folder):
    communes = [
        {"id": name, "name": agency, "type": "commune", "parent": "*"}
        for name, (agency, _) in SHARED.items()
    ]
    path = sent(folder, c__txt=("Sở Y tế", 100))
    found = cchc.merge(path, PERIOD, units=[*UNITS, *communes], processes=1)
    assert figure(found, "3.1") == "241"
    assert asked_types(found) == []


@pytest.mark.parametrize("agency", ["Xã Tân An", "UBND phường Quang Trung", "UBND đặc khu Cô Tô"])
def test_every_commune_shares_the_list_however_it_is_named(folder, agency):
    path = sent(folder, c__txt=(f"Đơn vị báo cáo: {agency}", 139))
    found = cchc.merge(path, PERIOD, names={"c.txt": agency}, processes=1)
    assert figure(found, "3.1") == "141"


def test_the_list_of_a_district_counts_with_a_list_of_units_and_without_alike(folder):
    path = sent(folder, c__txt=("UBND huyện Kim Bảng", 200))
    districts = [
        {"id": name, "name": agency, "type": kind, "parent": "*"}
        for name, agency, kind in (
            ("a", "UBND xã Tân Hòa", "commune"), ("b", "UBND xã Phú Lộc", "commune"),
            ("c", "UBND huyện Kim Bảng", "district"),
        )
    ]  # fmt: skip
    listed = cchc.merge(path, PERIOD, units=[*UNITS, *districts], processes=1)
    assert figure(cchc.merge(path, PERIOD, processes=1), "3.1") == figure(listed, "3.1") == "341"


def test_a_unit_whose_type_is_not_known_is_named_with_the_rows(folder):
    path = sent(folder, c__txt=("Sở Y tế", 100))
    (path / "to cong tac.txt").write_text(
        report("Sở Y tế", _3_1=50).replace("Sở Y tế", "").replace("SỞ Y TẾ", ""), "utf-8"
    )
    found = cchc.merge(path, PERIOD, names={"to cong tac.txt": "Tổ công tác"}, processes=1)
    (asked,) = asked_types(found)
    assert "“Tổ công tác”" in asked.vi
    assert " 3.1" in asked.vi
    assert "type of unit" in asked.en
    assert "Sở Y tế" not in asked.vi


def test_a_list_of_units_without_types_is_asked_about(folder):
    units = [
        {"id": "*", "name": "Tỉnh Hà Nam", "reports": False},
        *({"id": name, "name": agency, "parent": "*"} for name, (agency, _) in SHARED.items()),
    ]
    found = cchc.merge(sent(folder), PERIOD, units=units, processes=1)
    assert figure(found, "3.1") == "281"
    (asked,) = asked_types(found)
    assert all(f"“{agency}”" in asked.vi for agency, _ in SHARED.values())


def test_one_unit_alone_shares_with_nobody(folder):
    units = [{"id": "a", "name": "UBND xã Tân Hòa"}]
    path = folder(a__txt=report("UBND xã Tân Hòa"))
    assert asked_types(cchc.merge(path, PERIOD, units=units, processes=1)) == []


def test_units_that_are_in_the_register_alone_are_typed_too(folder, tmp_path):
    with Register(tmp_path / "s.sqlite") as register:
        register.add(cchc.read(report("UBND xã Tân An", _3_1=139), file="d.txt"))
        found = cchc.merge(sent(folder), PERIOD, register=register, processes=1)
        assert figure(found, "3.1") == "141"
        cube = cchc.roll_up(register.cube())
        assert cube.figure("3.1", "*", PERIOD).text == "141"
