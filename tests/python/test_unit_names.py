"""Names of units: the whole name decides; what is only alike is asked about."""

import json
import os
from itertools import permutations

import pytest
from click.testing import CliRunner
from merge_reports import PERIOD, UNITS, figure, lines, report

import cchc
from cchc.cli import cli
from cchc.present.template import template_bytes
from cchc.read.unit_names import match_name, provinces_of

NAMES = {each["id"]: each["name"] for each in UNITS}
PROVINCES = provinces_of(NAMES.values())

# printed name: (unit or None, the one it is like, how)
CASES = {
    "Sở Y tế": ("syt", "", ""),
    "SỞ Y TẾ": ("syt", "", ""),
    "So Y te": ("syt", "", ""),
    "SỞY TẾ": ("syt", "", ""),
    "Sở Y tế tỉnh Hà Nam": ("syt", "", ""),
    "SO Y TE HA NAM": ("syt", "", ""),
    "Sở Y tế Nam Định": (None, "syt", "part"),
    "Trung tâm Kiểm soát bệnh tật thuộc Sở Y tế": (None, "syt", "part"),
    "Chi cục Dân số - Sở Y tế": (None, "syt", "part"),
    "Bệnh viện trực thuộc Sở Y tế tỉnh Hà Nam": (None, "syt", "part"),
    "Sở Nội vũ": (None, "snv", "tones"),
    "Sở Nội vu": (None, "snv", "tones"),
    "Sở": (None, "", ""),
    "Sở Tài chính": (None, "", ""),
    "": (None, "", ""),
}  # fmt: skip


def letterhead(*names, **figures):
    """A report that names its agency in its letterhead alone."""
    text = report("Sở X", **figures)
    rest = text[text.index("Số liệu từ") :]
    title = "BÁO CÁO\nKết quả công tác cải cách hành chính 6 tháng đầu năm 2024\n"
    return "\n".join((*names, "", title, rest))


@pytest.mark.parametrize("printed", CASES)
def test_a_name_is_matched_whole_or_asked_about(printed):
    found = match_name(printed, NAMES, PROVINCES)
    assert (found.unit, found.alike, found.likeness) == CASES[printed]


def test_where_a_tone_mark_stands_in_its_word_does_not_matter():
    assert match_name("Uỷ ban nhân dân xã Hoà An", {"a": "UBND xã Hòa An"}).unit == "a"


def test_a_name_without_tones_that_two_units_can_be_is_asked_about():
    units = {"a": "Sở Nội vụ", "b": "Sở Nội vũ"}
    assert match_name("So Noi vu", units).likeness == "several"
    assert match_name("Sở Nội vũ", units).unit == "b"


def test_a_unit_below_a_department_is_not_the_department(folder):
    path = folder(
        a__txt=report("Sở Y tế", _4_2_1=60),
        tt__txt=report("Trung tâm Kiểm soát bệnh tật thuộc Sở Y tế", _4_2_1=7),
    )
    found = cchc.merge(path, PERIOD, units=UNITS)
    assert figure(found, "4.2.1", "syt") == "60"
    (told,) = [line for line in lines(found) if line.startswith("tt.txt")]
    assert "không trùng tên với “Sở Y tế”" in told
    below = [*UNITS, {"id": "cdc", "name": "Trung tâm Kiểm soát bệnh tật", "parent": "syt"}]
    again = cchc.merge(path, PERIOD, units=below)
    assert any(line.startswith("tt.txt") for line in lines(again))
    named = cchc.merge(
        path, PERIOD, units=below,
        names={"Trung tâm Kiểm soát bệnh tật thuộc Sở Y tế": "cdc"},
    )  # fmt: skip
    assert named.cube.figure("4.2.1", "cdc", PERIOD).text == "7"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (report("Chi cục Dân số trực thuộc Sở Y tế"), "Chi cục Dân số trực thuộc Sở Y tế"),
        (report("Trường Trung cấp - Sở Y tế"), "Trường Trung cấp - Sở Y tế"),
        (letterhead("SỞ Y TẾ"), "SỞ Y TẾ"),
        (letterhead("SỞ Y TẾ", "TRUNG TÂM PHÁP Y"), "TRUNG TÂM PHÁP Y - SỞ Y TẾ"),
    ],
)
def test_the_agency_is_the_one_that_reports_and_not_the_one_above_it(text, agency):
    assert cchc.read(text).agency_printed == agency


def test_names_that_differ_by_a_tone_are_two_units_and_asked_about(folder):
    path = folder(a__txt=report("Sở Nội vụ", _4_2_1=60), b__txt=report("Sở Nội vũ", _4_2_1=7))
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "67"
    (asked,) = found.asked
    assert "chỉ khác dấu" in asked.vi
    assert "differ only by tones" in asked.en
    listed = cchc.merge(path, PERIOD, units=UNITS)
    assert figure(listed, "4.2.1") == "60"
    assert any("b.txt: “Sở Nội vũ” chỉ khác dấu với “Sở Nội vụ”" in line for line in lines(listed))


def test_spellings_of_one_name_are_one_unit_without_a_list(folder):
    path = folder(**{
        "2024-06-10_a__txt": report("Sở Nội vụ", _4_2_1=60),
        "2024-06-12_b__txt": letterhead("SỞ NỘI VỤ", _4_2_1=61),
        "2024-06-14_c__xlsx": template_bytes(form="PL1-2024", unit="So Noi vu", period=PERIOD),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD)
    assert [(each.name, each.version) for each in found.submissions] == [("Sở Nội vụ", 3)]
    assert figure(found, "4.2.1") == "61"
    assert not any("chỉ khác dấu" in each.vi for each in found.asked)


def test_a_register_without_a_list_of_units_keeps_the_names_that_it_has(folder, tmp_path):
    with cchc.Register(tmp_path / "r.sqlite") as register:
        cchc.merge(folder(a__txt=report("Sở Nội vụ", _4_2_1=60)), PERIOD, register=register)
        path = folder(b__txt=letterhead("SỞ NỘI VỤ", _4_2_1=61))
        (path / "a.txt").unlink()
        found = cchc.merge(path, PERIOD, register=register)
    assert [each.name for each in found.submissions] == ["Sở Nội vụ"]
    assert figure(found, "4.2.1") == "61"


TRIPLES = [
    ("Sở Y tế", "Sở Y tế tỉnh Hà Tĩnh", "Sở Y tế tỉnh Nam Định"),
    ("UBND XA TAN HOA", "UBND xã Tân Hòa", "UBND xã Tân Hóa"),
]


@pytest.mark.parametrize("names", TRIPLES)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_name_that_two_units_can_be_is_none_of_them_whichever_came_first(
    folder, tmp_path, names, order
):
    together = {f"2024-06-1{at}_{at}__txt": headed(names[at], _4_2_1=10**at) for at in order}
    expected = {name: str(10**at) for at, name in enumerate(names)}
    found = [cchc.merge(folder(**together), PERIOD)]
    with cchc.Register(tmp_path / "r.sqlite") as register:
        for at in order:
            (path := tmp_path / str(at)).mkdir()
            (path / f"{at}.txt").write_text(headed(names[at], _4_2_1=10**at), "utf-8")
            last = cchc.merge(path, PERIOD, register=register)
        found.append(last)
    for each in found:
        tree = each.cube.hierarchy
        units = [tree.unit(at)["name"] for at in range(1, len(tree))]
        assert sorted(units) == sorted(names)
        assert {name: figure(each, "4.2.1", name) for name in names} == expected
        assert not any("superseded" in line for _, line in each.unused)
        (asked,) = [one for one in each.asked if "có thể là" in one.vi]
        assert all(name in asked.vi for name in names)
        assert asked.unit == tree.unit(tree.at(names[0]))["id"]


def test_names_filed_before_a_second_unit_came_stay_with_their_own_unit(folder, tmp_path):
    files = {
        "1__txt": headed("Sở Y tế", _4_2_1=1), "2__txt": headed("Sở Y tế tỉnh Hà Tĩnh", _4_2_1=2),
    }  # fmt: skip
    with cchc.Register(tmp_path / "r.sqlite") as register:
        path = folder(**files)
        (first,) = cchc.merge(path, PERIOD, register=register).submissions
        assert first.version == 2
        path = folder(**files, **{"3__txt": headed("Sở Y tế tỉnh Nam Định", _4_2_1=4)})
        found = cchc.merge(path, PERIOD, register=register)
    assert len(register_files(found)) == 3
    assert figure(found, "4.2.1") == "7"


def headed(name, **figures):
    """A report that names its agency in a line of its own, and no province."""
    text = report("Sở X", **figures)
    title = "BÁO CÁO\nKết quả công tác cải cách hành chính 6 tháng đầu năm 2024\n"
    rest = text[text.index("Số liệu từ") :].replace("tỉnh Hà Nam", "tỉnh")
    return "\n".join((f"Đơn vị báo cáo: {name}", "", title, rest))


def register_files(found):
    return {each.name: each.file for each in found.submissions}


def test_a_department_of_another_province_is_not_that_of_the_list(folder):
    other = report("Sở Y tế tỉnh Nam Định", _4_2_1=7).replace("tỉnh Hà Nam", "tỉnh Nam Định")
    path = folder(a__txt=other, b__txt=report("Sở Nội vụ tỉnh Hà Nam", _4_2_1=60))
    found = cchc.merge(path, PERIOD, units=UNITS)
    assert (figure(found, "4.2.1"), figure(found, "4.2.1", "syt")) == ("60", "")
    (told,) = [line for line in lines(found) if line.startswith("a.txt")]
    assert "“Sở Y tế tỉnh Nam Định” không trùng tên với “Sở Y tế”" in told
    unnamed = [each | {"name": each["name"].replace("Tỉnh Hà Nam", "Tổng hợp")} for each in UNITS]
    taken = cchc.merge(path, PERIOD, units=unnamed)
    assert figure(taken, "4.2.1") == "67"


def test_a_register_of_two_provinces_serves_the_list_of_one(folder, tmp_path):
    with cchc.Register(tmp_path / "r.sqlite") as register:
        for at, unit in enumerate(("Sở Y tế tỉnh Nam Định", "Sở Y tế tỉnh Hà Nam")):
            rows = [{"indicator": "4.2.1", "unit": unit, "period": PERIOD, "value": at + 1}]
            register.add(cchc.from_rows(rows, file=f"{at}.csv"), received="2024-06-10")
        path = folder(b__txt=report("Sở Nội vụ tỉnh Hà Nam", _4_2_1=60).replace(
            "Công Thương tỉnh Hà Nam", "tỉnh Nam Định"))  # fmt: skip
        found = cchc.merge(path, PERIOD, units=UNITS, register=register)
    assert figure(found, "4.2.1", "syt") == "2"
    assert any("“Sở Y tế tỉnh Nam Định” không có trong danh sách" in line for line in lines(found))


def test_a_registered_resolver_is_asked_for_names_that_are_not_known(folder):
    path = folder(a__txt=report("Sở Sức khỏe", _4_2_1=60))
    with cchc.extensions():

        @cchc.unit_resolver("renamed")
        def renamed(names, tree):
            return {name: "syt" for name in names if name == "Sở Sức khỏe"}

        found = cchc.merge(path, PERIOD, units=UNITS)
    assert figure(found, "4.2.1", "syt") == "60"


def test_names_given_by_the_caller_win_with_and_without_a_list(folder):
    path = folder(a__txt=report("Sở Sức khỏe", _4_2_1=60), b__txt=report("Sở Y tế", _4_2_1=61))
    os.utime(path / "a.txt", (1718000000, 1718000000))
    for units in (None, UNITS):
        given = {"Sở Sức khỏe": "Sở Y tế"}
        found = cchc.merge(path, PERIOD, units=units, names=given)
        (sent,) = [each for each in found.submissions if each.name == "Sở Y tế"]
        assert (sent.version, figure(found, "4.2.1")) == (2, "61")
    with pytest.raises(cchc.SelectionError, match="CCHC-E0902"):
        cchc.merge(path, PERIOD, units=UNITS, names={"Sở Sức khỏe": "xyz"})


def test_the_command_takes_names_from_a_file(folder, tmp_path):
    path = folder(a__txt=report("Sở Sức khỏe", _4_2_1=60), b__txt=report("Sở Nội vụ"))
    units, names, out = tmp_path / "u.json", tmp_path / "n.json", tmp_path / "o.html"
    units.write_text(json.dumps({"units": UNITS}), "utf-8")
    command = ["merge", str(path), "--period", PERIOD, "-o", str(out), "--units", str(units)]
    assert "a.txt: không biết là báo cáo" in CliRunner().invoke(cli, command).output
    names.write_text('{"Sở Sức khỏe": "syt"}', "utf-8")
    told = CliRunner().invoke(cli, [*command, "--names", str(names)]).output
    assert "2/3 đơn vị đã gửi" in told
    names.write_text("[1]", "utf-8")
    refused = CliRunner().invoke(cli, [*command, "--names", str(names)])
    assert "CCHC-E1806" in str(refused.exception)
