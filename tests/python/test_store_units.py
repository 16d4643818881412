"""Spellings of units in a register: one name is one unit, two names are two."""

import unicodedata

import pytest
from click.testing import CliRunner
from merge_reports import PERIOD, report

import cchc
from cchc.cli import cli
from cchc.store.unit_spellings import UnitSpellings


def spellings(tmp_path, *names):
    register = cchc.Register(tmp_path / "u.sqlite")
    for at, name in enumerate(names):
        rows = [{"indicator": "2.1", "unit": name, "period": PERIOD, "value": at}]
        register.add(cchc.from_rows(rows, file=f"{at}.txt"))
    return register


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SỞ Y TẾ", "Sở Y tế", True),
        ("Sở Y tế", "SO Y TE", True),
        ("SO Y TE HA NAM", "Sở Y tế tỉnh Hà Nam", True),
        ("SỞ Y TẾ", "Sở Y tế Nam Định", True),
        ("Sở Y tế Nam Định", "Sở Y tế", True),
        ("Sở Y tế Hà Nam", "Sở Y tế Nam Định", False),
        ("Sở Nội vụ", "Sở Nội vũ", False),
        ("UBND tỉnh Nam Định", "UBND thành phố Nam Định", False),
        ("UBND", "UBND tỉnh Nam Định", False),
        ("Chi cục Dân số - Sở Y tế", "Sở Y tế", False),
        ("Công an tỉnh Nam Định", "Công an thành phố Nam Định", False),
        ("Cục Thuế thành phố Hà Nội", "Cục Thuế Hà Nội", True),
        ("xa-1-1", "xa-11", False),
        ("A", "a", False),
    ],
)
def test_two_spellings_are_one_unit_or_two(tmp_path, one, other, same):
    for first, second in ((one, other), (other, one)):
        (tmp_path / "u.sqlite").unlink(missing_ok=True)
        with spellings(tmp_path, first, second) as register:
            assert (register.unit_of(second) == first) is same
            assert len(register.reports(unit=first)) == (2 if same else 1)
            units = len(register.cube().hierarchy) - 1
            assert units == (1 if same else 2)


def test_a_name_that_two_units_can_be_is_a_unit_of_its_own(tmp_path):
    with spellings(tmp_path, "Sở Y tế Hà Nam", "Sở Y tế Nam Định", "SỞ Y TẾ") as register:
        assert register.unit_of("SỞ Y TẾ") == "SỞ Y TẾ"


def test_an_id_that_was_given_stands_for_a_name():
    names = UnitSpellings()
    names.give({"SỞ Y TẾ": "syt"})
    assert (names.of("SỞ Y TẾ"), names.of("syt")) == ("syt", "syt")


def run(*arguments):
    return CliRunner().invoke(cli, ["register", *map(str, arguments)])


def test_a_correction_in_another_spelling_takes_the_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a long path would leave no room for the columns
    files = {"a.txt": report("Sở Y tế", _4_2_1=40), "b.txt": report("Sở Y tế", _4_2_1=41, _2_1="")}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    kept = "so.sqlite"
    first = run("add", kept, "a.txt", "--received", "2024-06-10", "--unit", "SỞ Y TẾ")
    assert "1: " in first.output
    told = run("add", kept, "b.txt", "--received", "2024-06-12").output
    assert "thay bản 1" in told
    with cchc.Register(kept) as register:
        cube = register.cube()
        assert cube.hierarchy.at("SỞ Y TẾ") == len(cube.hierarchy) - 1 == 1
        assert cube.figure("4.2.1", "SỞ Y TẾ", PERIOD).text == "41"
        apart = unicodedata.normalize("NFD", "Sở Y tế")
        assert [each.id for each in register.reports(unit=apart)] == [1, 2]
        tables = [register.observations(report=number) for number in (1, 2)]
    states = [[table.row(at)["state"] for at in range(len(table))] for table in tables]
    listed = [line.split() for line in run("list", kept).output.splitlines() if ".txt" in line]
    assert [line[-2] for line in listed] == [str(each.count("reported")) for each in states]
    assert all(each.count("reported") < len(each) for each in states)
    assert "[thiếu]" in run("diff", kept, 1, 2).output
    assert "[missing]" in run("diff", kept, 1, 2, "--lang", "en").output


def test_an_empty_register_says_that_it_holds_no_report(tmp_path):
    with (
        cchc.Register(tmp_path / "so.sqlite") as register,
        pytest.raises(cchc.SelectionError) as told,
    ):
        register.report(3)
    assert "the register holds no report" in str(told.value)
    assert "None" not in str(told.value)


def test_a_path_with_nul_is_refused_in_words():
    with pytest.raises(cchc.InputError, match="CCHC-E1705"):
        cchc.Register("a\0b")


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_an_export_that_fails_leaves_the_old_one(tmp_path, monkeypatch, to):
    if to == "parquet":
        pytest.importorskip("pyarrow")
    with spellings(tmp_path, "Sở Y tế") as register:
        cchc.store.export_register(register, tmp_path / "out", to=to)
        before = (tmp_path / "out" / f"report.{to}").read_bytes()

        def fails(number):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", fails)
        with pytest.raises(cchc.InputError):
            cchc.store.export_register(register, tmp_path / "out", to=to)
    assert (tmp_path / "out" / f"report.{to}").read_bytes() == before
