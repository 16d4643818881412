"""The register: what was added stays, whole, through corrections, migrations and killed writers."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import cchc
from cchc import samples
from cchc.cli import cli
from cchc.store import Register, export_register, import_register
from cchc.store.schema import APPLICATION, MIGRATIONS, TABLES, VERSION

HERE = Path(__file__).parent
VERSION_1, VERSION_2 = (
    HERE.parent / "data" / "register" / f"version_{number}.sql" for number in (1, 2)
)
REAL = samples.real_report_text()
CORRECTED = REAL.replace("đề ra trong kế hoạch Nhiệm vụ 39", "đề ra trong kế hoạch Nhiệm vụ 40")
KILLS = int(os.environ.get("CCHC_KILLS", "20"))

WRITER = """
import sys
from cchc import from_rows
from cchc.store import Register
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Register(path) as register:
    for number in range(count):
        rows = [{"indicator": "4.2.1", "unit": name, "period": "2024-H1", "value": number}] * 5
        print(register.add(from_rows(rows, file=f"{name}-{number}")).id, flush=True)
"""


@pytest.fixture
def register(tmp_path):
    with Register(tmp_path / "sổ.sqlite") as opened:
        yield opened


@pytest.fixture
def real():
    return cchc.read(REAL, file="sct.txt", received="2024-06-10")


def rows_of(observations):
    return [observations.row(at) for at in range(len(observations))]


def table_of(register):
    """Everything in a register, table by table."""
    return {
        name: register.connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for name in TABLES
    }


def test_a_report_is_given_back_as_it_was_read(register, real):
    added = register.add(real)
    assert (added.status, added.id, added.earlier) == ("added", 1, ())
    expected = cchc.Observations()
    real.append_to(expected, real.agency)
    assert rows_of(register.observations()) == rows_of(expected)
    assert register.observations().sources() == expected.sources()
    known = register.report(1)
    assert (known.unit, known.period, known.received) == (real.agency, "2024-H1", "2024-06-10")
    assert known.window_first == "2023-12-16"
    assert known.observations == len(expected)
    assert known.issues == len(real.issues)
    assert [each["code"] for each in register.issues(1)] == [each.code for each in real.issues]
    assert repr(register).endswith("1 reports")


def test_the_same_content_counts_once_whatever_its_file_is_called(register, real):
    register.add(real)
    again = register.add(cchc.read(REAL, file="bản sao.txt", received="2024-07-01"))
    assert (again.status, again.id, len(register)) == ("same", 1, 1)


def test_a_correction_supersedes_and_never_erases(register, real):
    register.add(real)
    added = register.add(cchc.read(CORRECTED, file="sct-2.txt"), received="2024-06-12")
    assert (added.status, added.earlier) == ("correction", (1,))

    def planned(day):
        return register.cube(as_known=day).figure("1.1.1", real.agency, "2024-H1").text

    assert (planned("2024-06-11"), planned("2024-06-12"), planned(None)) == ("39", "40", "40")
    (change,) = register.diff(1, 2)
    assert (change.indicator, change.before, change.after) == ("1.1.1", "39", "40")
    assert register.diff(1, 1) == []


def test_a_figure_that_was_taken_out_and_one_that_is_new_are_differences(register):
    first = [("1.1", "1"), ("1.1.1", "07"), ("1.1.2", None)]
    second = [("1.1.1", "7"), ("1.1.2", "5"), ("1.1.3", "2")]
    for figures in (first, second):
        register.add(
            cchc.from_rows(
                {"indicator": code, "unit": "a", "period": "2024-H1", "value": value}
                for code, value in figures
            )
        )
    found = {
        each.indicator: (each.before, each.after, each.state_before, each.state_after)
        for each in register.diff(1, 2)
    }
    assert found == {
        "1.1": ("1", None, "reported", None),
        "1.1.2": (None, "5", "missing", "reported"),
        "1.1.3": (None, "2", None, "reported"),
    }


def test_another_reading_of_one_content_takes_the_place_of_the_first(register, real):
    register.add(real)
    again = register.add(real, again=True)
    assert (again.status, again.id) == ("reread", 2)
    assert [each.reading for each in register.reports()] == [1, 2]
    assert len(register.observations().sources()) == 1
    assert len(register.observations()) == len(register.observations(report=1))


def test_reports_are_listed_by_unit_and_window(register):
    register.add_all(samples.observations(samples.synthetic_province()))
    found = register.reports(unit="so-y-te", period="2024-H1")
    assert {(each.unit, each.period) for each in found} == {("so-y-te", "2024-H1")}
    assert len(register) > len(register.reports(unit="so-y-te")) > len(found) > 0


def test_a_cube_of_the_register_is_the_cube_of_its_observations():
    province = samples.synthetic_province()
    table = samples.observations(province)
    with Register(":memory:") as register:
        register.add_all(table)
        held = register.cube(hierarchy=province.units)
    direct = cchc.build(table, hierarchy=province.units)
    assert list(held.figures()) == list(direct.figures())


def test_units_of_the_register_stand_below_one_root_when_no_hierarchy_is_given(register, real):
    register.add(real)
    rolled = cchc.roll_up(register.cube())
    assert rolled.unit_ids == ["*", real.agency]
    assert rolled.figure("4.2.1", "*", "2024-H1").text == "40"


def test_a_report_without_unit_or_period_is_refused_until_they_are_given(register):
    table = REAL[REAL.index("Phụ lục I") :].replace(" 6 THÁNG ĐẦU NĂM 2024", "")
    report = cchc.read(table, file="không tên.txt")
    assert (report.agency, report.period) == ("", None)
    for given in ({}, {"unit": "a"}, {"period": "2024-H1"}):
        with pytest.raises(cchc.InputError, match="CCHC-E1706"):
            register.add(report, **given)
    assert len(register) == 0
    register.add(report, unit="a", period="2024-H1")
    assert (register.report(1).unit, register.report(1).period) == ("a", "2024-H1")


def test_an_unknown_number_is_refused(register, real):
    register.add(real)
    with pytest.raises(cchc.SelectionError, match="report=9"):
        register.report(9)
    with pytest.raises(cchc.SelectionError, match="report=9"):
        register.diff(1, 9)


def test_answers_and_findings_are_kept(register, real):
    register.add(real)
    register.remember("PL1|số con mèo", "3.1", given="2024-06-11")
    register.remember("PL1|số con mèo", "3.2")
    assert register.answers() == {"PL1|số con mèo": "3.2"}
    finding = {
        "rule": "V13", "severity": "error", "indicator": "3.3",
        "message_vi": "Ghi chú khác số liệu", "message_en": "The note differs",
    }  # fmt: skip
    register.keep_findings(1, [finding, finding])
    register.keep_findings(1, [finding])
    assert register.findings(1) == [finding]
    with pytest.raises(cchc.SelectionError):
        register.keep_findings(2, [finding])


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_an_export_is_imported_as_the_same_register(register, real, tmp_path, to):
    if to == "parquet":
        pytest.importorskip("pyarrow")
    register.add(real)
    nasty = ["=1+1", "+1", "-1", "@A1", "\tx", "'quoted'", "'=x", 'a"b;c', "x\r\ny", "ữ", "-5"]
    register.add(
        cchc.from_rows(
            {"indicator": "1.1", "unit": "a", "period": "2024-H1", "value": -5, "raw": raw}
            for raw in nasty
        )
    )
    register.remember("=câu hỏi", "@trả lời")
    export_register(register, tmp_path / "xuất", to=to)
    with Register(tmp_path / "other.sqlite") as other:
        assert import_register(other, tmp_path / "xuất") == 2
        assert table_of(other) == table_of(register)
        assert import_register(other, tmp_path / "xuất") == 0
        assert table_of(other) == table_of(register)


def test_no_cell_of_an_exported_csv_starts_as_a_formula(register, tmp_path):
    starts = ("=", "+", "-", "@", "\t", "\r")
    rows = [
        {"indicator": "1.1", "unit": "a", "period": "2024-H1", "value": 1, "note": f"{sign}1"}
        for sign in starts
    ]
    register.add(cchc.from_rows(rows, file="=a.txt"))
    export_register(register, tmp_path)
    for path in tmp_path.glob("*.csv"):
        for line in path.read_text("utf-8-sig").replace("\r", "").splitlines():
            assert not line.startswith(starts)
            assert not any(f",{sign}" in line or f',"{sign}' in line for sign in starts), line


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "id\n1\n"])
def test_a_folder_without_an_export_is_refused(register, tmp_path, content):
    (tmp_path / "x").mkdir()
    if content:
        (tmp_path / "x" / "report.csv").write_text(content)
    with pytest.raises(cchc.InputError, match="CCHC-E1707"):
        import_register(register, tmp_path / "x")
    with pytest.raises(cchc.SelectionError, match="parquet"):
        export_register(register, tmp_path, to="xml")


def register_of_version_1(path, script=VERSION_1):
    connection = sqlite3.connect(path)
    connection.executescript(script.read_text("utf-8"))
    connection.close()


def test_a_register_of_version_2_is_opened_with_every_reading_answer_and_finding(tmp_path):
    path = tmp_path / "cũ.sqlite"
    register_of_version_1(path, VERSION_2)
    with Register(path) as register:
        assert register.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        found = [(each.id, each.submission, each.reading) for each in register.reports()]
        assert found == [(1, 1, 1), (7, 1, 1), (9, 1, 2)]
        assert register.answers() == {"hỏi": "đáp"}
        assert [each["rule"] for each in register.findings(7)] == ["V13"]
        # The second reading of the first report ranks as that report: the correction still counts.
        assert register.cube().figure("3.3", "so-y-te", "2024-H1").text == "16182"
        early = register.cube(as_known="2024-06-11")
        assert early.figure("3.3", "so-y-te", "2024-H1").text == "16180"
        assert register.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_register_of_version_1_is_opened_with_everything_in_it(tmp_path):
    path = tmp_path / "cũ.sqlite"
    register_of_version_1(path)
    with Register(path) as register:
        assert register.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        first, second = register.reports()
        assert (first.id, first.file, first.reading, first.synthetic) == (
            1,
            "so-y-te.txt",
            1,
            False,
        )
        assert (second.id, second.received, second.synthetic) == (7, "2024-06-12", True)
        assert (first.observations, first.issues) == (2, 1)
        (change,) = [each for each in register.diff(1, 7) if each.after]
        assert (change.before, change.after) == ("16181/16183", "16182/16183")
        cube = register.cube(as_known="2024-06-11")
        assert cube.figure("3.3", "so-y-te", "2024-H1").text == "16181"
        register.remember("q", "a")
        register.add(cchc.read(REAL))
        assert len(register) == 3
        assert register.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert register.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_migrated_register_has_the_tables_of_a_new_one(tmp_path):
    register_of_version_1(tmp_path / "old.sqlite")
    shapes = []
    for name in ("old.sqlite", "new.sqlite"):
        with Register(tmp_path / name) as register:
            columns = {
                table: tuple(
                    row[1:6] for row in register.connection.execute(f"PRAGMA table_info({table})")
                )
                for table in TABLES
            }
            shapes.append(columns)
            assert {name: tuple(row[0] for row in rows) for name, rows in columns.items()} == TABLES
    assert shapes[0] == shapes[1]


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = tmp_path / "r.sqlite"
    register_of_version_1(path)
    before = path.read_bytes()
    broken = (*MIGRATIONS[:-1], MIGRATIONS[-1] + "INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr("cchc.store.database.MIGRATIONS", broken)
    with pytest.raises(cchc.InputError, match="CCHC-E1705"):
        Register(path)
    assert path.read_bytes() == before


def foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()


def later(path):
    Register(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


def damaged(path):
    with Register(path) as register:
        register.add(cchc.read(REAL))
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b"x" * 5000), "CCHC-E1702"),
        (foreign, "CCHC-E1702"),
        (later, "CCHC-E1703"),
        (damaged, "CCHC-E1705"),
        (lambda path: path.mkdir(), "CCHC-E1705"),
    ],
)
def test_a_file_that_is_no_register_is_refused_and_left_alone(tmp_path, make, code):
    path = tmp_path / "r.sqlite"
    make(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(cchc.InputError, match=code) as refused:
        Register(path)
    assert str(path) in refused.value.message_vi
    assert before is None or path.read_bytes() == before


def test_a_register_that_must_exist_is_not_made(tmp_path):
    with pytest.raises(cchc.InputError, match="CCHC-E1701"):
        Register(tmp_path / "r.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_register_as_it_was(register, real):
    register.add(real)
    before = table_of(register)
    pages = register.connection.execute("PRAGMA page_count").fetchone()[0]
    register.connection.execute(f"PRAGMA max_page_count = {pages}")
    big = cchc.from_rows(
        {"indicator": "1.1", "unit": "a", "period": "2024-H1", "value": 1, "raw": "x" * 1000}
        for _ in range(100)
    )
    with pytest.raises(cchc.InputError, match="CCHC-E1705"):
        register.add(big)
    assert table_of(register) == before
    register.connection.execute("PRAGMA max_page_count = 100000")
    assert register.add(big).status == "added"


def test_a_register_that_another_program_holds_is_refused_in_words(register, real, monkeypatch):
    register.add(real)
    other = Register(register.path)
    other.connection.execute("PRAGMA busy_timeout = 20")
    register.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(cchc.InputError, match="CCHC-E1704"):
        other.add(cchc.read(CORRECTED))
    register.connection.execute("ROLLBACK")
    assert other.add(cchc.read(CORRECTED)).status == "correction"
    other.close()


def test_two_writers_at_once_give_what_one_after_the_other_gives(tmp_path):
    path = tmp_path / "r.sqlite"
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [
        subprocess.Popen([*command, name, "25"], stdout=subprocess.PIPE, text=True)
        for name in ("a", "b")
    ]
    said = [[int(line) for line in writer.communicate()[0].split()] for writer in writers]
    assert all(writer.returncode == 0 for writer in writers)
    assert sorted(said[0] + said[1]) == list(range(1, 51))
    assert all(numbers == sorted(numbers) for numbers in said)
    with Register(path) as register:
        for unit in ("a", "b"):
            files = [each.file for each in register.reports(unit=unit)]
            assert files == [f"{unit}-{number}" for number in range(25)]
        assert {each.observations for each in register.reports()} == {5}
        assert len(register.observations()) == 250


def test_killed_writers_lose_nothing_and_leave_nothing_half_written(tmp_path):
    """20 kills by default; CCHC_KILLS=1000 for the long run."""
    command = [sys.executable, str(HERE / "register_killer.py"), str(tmp_path / "r"), str(KILLS)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert found["kills"] == KILLS
    assert (found["lost"], found["half"], found["orphans"]) == (0, 0, 0)
    assert found["unsaid"] <= KILLS
    assert found["reports"] == found["committed"] + found["unsaid"]
    assert found["check"] == "ok"
    assert found["journals"] > 0  # some were killed in the middle of writing
    assert int.from_bytes(b"cchc", "big") == APPLICATION


@pytest.mark.parametrize("below", [(), ("sub",)])
def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path, below):
    (tmp_path / "tệp").write_text("x", "utf-8")
    target = tmp_path.joinpath("tệp", *below)
    with Register(tmp_path / "r.sqlite") as register:
        for to in ("csv", "parquet"):
            with pytest.raises(cchc.InputError, match="CCHC-E1308"):
                export_register(register, target, to=to)
        with pytest.raises(cchc.InputError, match="CCHC-E1308"):
            export_register(register, "a\0b")
        with pytest.raises(cchc.InputError, match="CCHC-E1308"):
            import_register(register, tmp_path / ("x" * 300))
    assert (tmp_path / "tệp").read_text("utf-8") == "x"
    command = ["register", "export", str(tmp_path / "r.sqlite"), str(target)]
    assert isinstance(CliRunner().invoke(cli, command).exception, cchc.InputError)


def no_tables(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b)")
        connection.execute("DROP TABLE a")


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(b""), no_tables])
@pytest.mark.parametrize("command", ["list", "show", "diff", "export"])
def test_a_command_that_reads_makes_no_register_of_an_empty_file(tmp_path, make, command):
    make(path := tmp_path / "zero.sqlite")
    before, out = path.read_bytes(), tmp_path / "out"
    more = {"list": (), "show": ("1",), "diff": ("1", "2"), "export": (str(out),)}[command]
    told = CliRunner().invoke(cli, ["register", command, str(path), *more]).exception
    assert isinstance(told, cchc.InputError)
    assert (told.code, "trống" in told.message_vi) == ("CCHC-E1702", True)
    assert (path.read_bytes(), out.exists()) == (before, False)
    with Register(path) as register:  # to write into it is allowed
        assert len(register) == 0
