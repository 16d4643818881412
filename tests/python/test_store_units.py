"""Spellings of units in a register: one name is one unit, two names are two."""

import unicodedata
from itertools import chain, combinations, permutations

import pytest
from click.testing import CliRunner
from merge_reports import PERIOD, report

import cchc
from cchc.cli import cli
from cchc.read.spellings import Spellings
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


HA_NAM, NAM_DINH = "Sở Y tế tỉnh Hà Nam", "Sở Y tế tỉnh Nam Định"
HOA, HOA_SHARP = "UBND xã Tân Hòa", "UBND xã Tân Hóa"

# names: (those that are one unit, the names that may be of several with what they may be)
GROUPS = {
    ("Sở Y tế", HA_NAM, NAM_DINH): ([], {"Sở Y tế": {HA_NAM, NAM_DINH}}),
    ("UBND XA TAN HOA", HOA, HOA_SHARP): ([], {"UBND XA TAN HOA": {HOA, HOA_SHARP}}),
    ("Sở Y tế", "SỞ Y TẾ", HA_NAM): ([{"Sở Y tế", "SỞ Y TẾ", HA_NAM}], {}),
    ("SO Y TE HA NAM", "Sở Y tế", HA_NAM): ([{"SO Y TE HA NAM", "Sở Y tế", HA_NAM}], {}),
    ("SO Y TE HA NAM", HA_NAM, "SỞ Y TẾ", NAM_DINH): (
        [{"SO Y TE HA NAM", HA_NAM}],
        {"SỞ Y TẾ": {HA_NAM, NAM_DINH}},
    ),
    ("SO Y TE", "Sở Y tế", HA_NAM, NAM_DINH): (
        [{"SO Y TE", "Sở Y tế"}],
        {"Sở Y tế": {HA_NAM, NAM_DINH}},
    ),
    ("SO Y TE", "Sở Y tế", HA_NAM, "Sở Ý tế"): (
        [{"Sở Y tế", HA_NAM}],
        {"SO Y TE": {HA_NAM, "Sở Ý tế"}},
    ),
    ("UBND XA TAN HOA HA NAM", HOA, HOA_SHARP, f"{HOA}, tỉnh Hà Nam"): (
        [{HOA, f"{HOA}, tỉnh Hà Nam"}],
        {"UBND XA TAN HOA HA NAM": {HOA, HOA_SHARP}},
    ),
    ("Sở Ý tế", "Sở Y tế", "SO Y TE HA NAM", "SO Y TE NAM DINH"): (
        [],
        {
            name: {"SO Y TE HA NAM", "SO Y TE NAM DINH"} for name in ("Sở Ý tế", "Sở Y tế")
        } | {name: {"Sở Ý tế", "Sở Y tế"} for name in ("SO Y TE HA NAM", "SO Y TE NAM DINH")},
    ),
    ("UBND XA HOA BINH", "UBND xã Hòa Bình", "UBND xã Hóa Bình"): (
        [],
        {"UBND XA HOA BINH": {"UBND xã Hòa Bình", "UBND xã Hóa Bình"}},
    ),
    ("UY BAN NHAN DAN TINH HA NAM", "UBND TINH HA NAM", "UBND tỉnh Hà Nam"): (
        [{"UY BAN NHAN DAN TINH HA NAM", "UBND TINH HA NAM", "UBND tỉnh Hà Nam"}],
        {},
    ),
    ("SO Y TE TP HA NOI", "Sở Y tế Hà Nội", "Sở Y tế thành phố Hà Nội"): (
        [{"SO Y TE TP HA NOI", "Sở Y tế Hà Nội", "Sở Y tế thành phố Hà Nội"}],
        {},
    ),
}  # fmt: skip


def grouped(register, names):
    units = {name: register.unit_of(name) for name in names}
    return {frozenset(each for each in names if units[each] == unit) for unit in units.values()}


@pytest.mark.parametrize("names", GROUPS, ids=" | ".join)
def test_units_of_a_register_do_not_depend_on_the_order_of_reports(tmp_path, names):
    together, doubts = GROUPS[names]
    alone = set(names) - set(chain(*together))
    expected = {frozenset(each) for each in [*together, *({each} for each in alone)]}
    for order in permutations(names):
        (tmp_path / "u.sqlite").unlink(missing_ok=True)
        with spellings(tmp_path, *order) as register:
            first = {register.unit_of(name): name for name in names}
            told = {each.name: set(each.may_be) for each in register.units_in_doubt()}
            assert grouped(register, names) == expected, order
            assert told == {
                register.unit_of(name): {register.unit_of(each) for each in may_be}
                for name, may_be in doubts.items()
            }, order
            assert len(register.cube().hierarchy) - 1 == len(first) == len(expected)


# names of the same letters: (which tones, which province), None where the name does not say
TOLD = {
    "Sở Y tế": ("ế", None), "SO Y TE": (None, None), "Sở Ý tế": ("Ý", None),
    HA_NAM: ("ế", "Hà Nam"), "SO Y TE HA NAM": (None, "Hà Nam"), "Sở Ý tế Hà Nam": ("Ý", "Hà Nam"),
    NAM_DINH: ("ế", "Nam Định"), "SO Y TE NAM DINH": (None, "Nam Định"),
}  # fmt: skip


def can_be_one(one, other):
    return all(
        first is None or second is None or first == second
        for first, second in zip(TOLD[one], TOLD[other], strict=True)
    )


@pytest.mark.parametrize("names", [*combinations(TOLD, 3), *combinations(TOLD, 4)], ids=" | ".join)
def test_names_are_one_unit_where_each_can_be_what_the_other_can_be(names):
    fits = {one: {other for other in names if can_be_one(one, other)} for one in names}
    expected = {frozenset(each for each in names if fits[each] == fits[one]) for one in names}
    for order in permutations(names):
        groups = Spellings(order)
        assert {frozenset(groups.group(name)) for name in names} == expected, order
        for name in names:
            sure = all(can_be_one(*pair) for pair in combinations(fits[name], 2))
            others = {groups.first(each) for each in fits[name]} - {groups.first(name)}
            assert set(groups.may_be(name)) == (set() if sure else others), order
            new = Spellings(each for each in order if each != name)
            rest = [each for each in names if each != name and fits[each] == fits[name]]
            assert new.first(name) == min(rest, key=order.index, default=name), order


def test_figures_of_a_name_that_two_units_can_be_correct_neither(tmp_path):
    days = iter(("2024-06-10", "2024-06-11", "2024-06-12", "2024-06-13"))
    with cchc.Register(tmp_path / "u.sqlite") as register:

        def add(unit, value):
            rows = [{"indicator": "2.1", "unit": unit, "period": PERIOD, "value": value}]
            return register.add(cchc.from_rows(rows, file=f"{value}.txt"), received=next(days))

        assert (add("Sở Y tế", 1).status, add(HA_NAM, 2).earlier) == ("added", (1,))
        said = add(NAM_DINH, 3)
        assert (said.status, said.earlier) == ("added", ())
        (doubt,) = said.in_doubt
        assert (doubt.name, doubt.may_be, doubt.reports) == ("Sở Y tế", (HA_NAM, NAM_DINH), (1,))
        assert "may be" in doubt.en
        assert "có thể là" in doubt.vi
        shown = {
            unit: register.cube().figure("2.1", unit, PERIOD).text
            for unit in ("Sở Y tế", HA_NAM, NAM_DINH)
        }
        assert shown == {"Sở Y tế": "1", HA_NAM: "2", NAM_DINH: "3"}
        later = add("SỞ Y TẾ", 4)
        assert (later.earlier, [each.reports for each in later.in_doubt]) == ((1,), [(1, 4)])
        assert register.units_in_doubt() == list(later.in_doubt)


def test_only_the_report_that_raises_a_doubt_or_is_in_it_tells_it(tmp_path):
    with spellings(tmp_path, "Sở Y tế", HA_NAM, NAM_DINH) as register:
        rows = [{"indicator": "2.1", "unit": HA_NAM, "period": PERIOD, "value": 9}]
        assert register.add(cchc.from_rows(rows, file="9.txt")).in_doubt == ()
        assert [each.name for each in register.units_in_doubt()] == ["Sở Y tế"]
        register.name_units({"Sở Y tế": "syt"})
        assert register.units_in_doubt() == []


def test_what_was_not_written_leaves_no_spelling(tmp_path):
    with spellings(tmp_path, "Sở Y tế", HA_NAM) as register:
        rows = [{"indicator": "2.1", "unit": NAM_DINH, "period": PERIOD, "value": 9}]
        table = cchc.from_rows(rows, file="9.txt")
        register.connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON observation WHEN NEW.value = '9' "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        with pytest.raises(cchc.InputError):
            register.add(table)
        assert register.unit_of("Sở Y tế") == register.unit_of(HA_NAM) == "Sở Y tế"
        assert register.units_in_doubt() == []


def test_the_command_says_which_names_are_in_doubt(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number, unit in enumerate(("Sở Y tế", HA_NAM, NAM_DINH)):
        (tmp_path / "a.txt").write_text(report("Sở Y tế", _4_2_1=number), "utf-8")
        told = run("add", "so.sqlite", "a.txt", "--unit", unit).output
    assert f"? “Sở Y tế” có thể là “{HA_NAM}”, “{NAM_DINH}”" in told
    assert "(no. 1)" in run("list", "so.sqlite", "--lang", "en").output
    assert "?" not in run("list", "so.sqlite", "--unit", HA_NAM).output


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
