"""A folder in one go: units and windows found, nothing counted twice, no file stops the others."""

import datetime as dt
import io
import os
import pickle
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from merge_reports import PERIOD, UNITS, figure, lines, report

import cchc
from cchc import samples
from cchc.cli import cli
from cchc.present.template import template_bytes
from cchc.read import file_name, pool

REAL = samples.real_report_text()


def test_reports_are_added_up_and_nobody_is_missing_without_a_list(folder):
    path = folder(a__txt=report("Sở Công Thương"), b__txt=report("Sở Y tế", _4_2_1=60))
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "100"
    assert [(each.name, each.status) for each in found.submissions] == [
        ("Sở Công Thương", "received"),
        ("Sở Y tế", "received"),
    ]
    assert found.unused == ()


def test_a_list_of_units_tells_who_is_missing_and_late(folder):
    path = folder(**{
        "2024-06-10_a__txt": report("Sở Công Thương"),
        "2024-06-20_b__txt": report("Sở Y Tế"),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, units=UNITS, due="2024-06-17")
    by_unit = {each.unit: each for each in found.submissions}
    assert {unit: each.status for unit, each in by_unit.items()} == {
        "sct": "received", "syt": "late", "snv": "missing",
    }  # fmt: skip
    assert by_unit["syt"].days_late == 3
    total = found.totals.figure("4.2.1", "*", PERIOD)
    assert (total.text, total.reported, total.expected) == ("80", 2, 3)


@pytest.mark.parametrize("due", ["17/06/2024", "17/6/2024", "17.6.2024", dt.date(2024, 6, 17)])
def test_the_day_due_may_be_written_as_days_are(folder, due):
    path = folder(**{
        "2024-06-17_a__txt": report("Sở Công Thương"), "2024-06-20_b__txt": report("Sở Y Tế"),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, units=UNITS, due=due)
    late = {each.unit: each.days_late for each in found.submissions if each.status == "late"}
    assert (found.due, late) == ("2024-06-17", {"syt": 3})


@pytest.mark.parametrize("due", ["30/02/2024", "mai", "2024-06", 20240617])
def test_a_day_due_that_is_none_is_refused_before_anything_is_read(tmp_path, due):
    with pytest.raises(cchc.PeriodError):
        cchc.merge(tmp_path / "không có", PERIOD, due=due)


def test_the_command_refuses_a_day_that_is_none_in_words(folder, tmp_path):
    path = folder(a__txt=report("Sở Y tế"))
    command = ["merge", str(path), "--period", PERIOD, "-o", str(tmp_path / "o.html"), "--due"]
    assert isinstance(CliRunner().invoke(cli, [*command, "mai"]).exception, cchc.PeriodError)
    assert "Traceback" not in CliRunner().invoke(cli, [*command, "17/6/2024"]).output


def test_a_total_can_be_asked_for_only_when_everybody_reported(folder):
    path = folder(a__txt=report("Sở Công Thương"))
    found = cchc.merge(path, PERIOD, units=UNITS, missing="complete")
    assert figure(found, "4.2.1") == ""


def test_the_same_file_counts_once_whatever_it_is_called(folder):
    text = report("Sở Y tế")
    path = folder(a__txt=text, bản_sao__txt=text, c__txt="\ufeff" + text)
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "40"
    assert [each.status for each in found.folder.files] == ["with_issues", "same", "same"]
    assert found.submissions[0].version == 1
    assert len(lines(found)) == 2


def test_a_correction_takes_the_place_of_the_report_and_both_are_listed(folder):
    path = folder(**{
        "2024-06-20_syt__txt": report("Sở Y tế", _4_2_1=70),
        "2024-06-10_syt__txt": report("Sở Y tế", _4_2_1=60),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "70"
    (sent,) = found.submissions
    assert (sent.version, sent.file, sent.earlier) == (
        2, "2024-06-20_syt.txt", ("2024-06-10_syt.txt",),
    )  # fmt: skip
    assert lines(found) == ["2024-06-10_syt.txt: bản cũ, đã thay bằng 2024-06-20_syt.txt"]


def test_words_for_a_correction_decide_between_files_of_one_day(folder):
    path = folder(**{
        "2024-06-10_syt_đính chính__txt": report("Sở Y tế", _4_2_1=70),
        "2024-06-10_syt_z__txt": report("Sở Y tế", _4_2_1=60),
    })  # fmt: skip
    assert figure(cchc.merge(path, PERIOD), "4.2.1") == "70"


def test_two_files_of_one_unit_for_two_forms_are_one_version(folder):
    text = report("Sở Y tế")
    start = text.index("Biểu mẫu 3")
    head = text[: text.index("Phụ lục I")]
    path = folder(a__txt=text[:start], b__txt=head + text[start:])
    (sent,) = cchc.merge(path, PERIOD).submissions
    assert (sent.version, sent.file) == (1, "a.txt, b.txt")


def test_what_the_report_does_not_say_is_taken_from_the_name_of_its_file(folder):
    table = REAL[REAL.index("Phụ lục I") :].replace(" 6 THÁNG ĐẦU NĂM 2024", "")
    path = folder(**{
        "So-Y-te_6T-2024__txt": table,
        "snv_H1-2023__txt": table.replace("Nhiệm vụ 39", "Nhiệm vụ 41"),
        "sct__txt": table.replace("Nhiệm vụ 39", "Nhiệm vụ 42"),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, units=UNITS)
    by_unit = {each.unit: each.status for each in found.submissions}
    assert by_unit == {"sct": "received", "syt": "received", "snv": "missing"}
    assert figure(found, "1.1.1") == "81"
    assert sum("không ghi tên cơ quan" in line for line in lines(found)) == 3
    (asked,) = [each for each in found.asked if "không đọc được kỳ báo cáo" in each.vi]
    assert (asked.unit, asked.vi[:8]) == ("sct", "sct.txt:")
    assert "đang tính là 6 tháng đầu năm 2024" in asked.vi
    assert cchc.merge(path, PERIOD).submissions[0].name in ("so y te", "sct")


def test_a_name_that_differs_from_the_report_is_asked_about_and_the_report_followed(folder):
    path = folder(**{"so-y-te_quy-3-2024__txt": report("Sở Y tế")})
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "40"
    codes = [each.code for each in found.folder.reports[0].issues]
    assert "CCHC-I1422" in codes
    (asked,) = found.asked
    assert asked.unit == "Sở Y tế"
    assert "ghi 6 tháng đầu năm 2024, tên tệp lại ghi quý III năm 2024" in asked.vi
    other = folder(**{"so-y-te_6T2024__txt": report("Sở Y tế", "2023-H1")})
    (other / "so-y-te_quy-3-2024.txt").unlink()
    assert "tên tệp lại ghi 6 tháng đầu năm 2024" in cchc.merge(other, "2023-H1").asked[0].vi


def test_earlier_windows_serve_for_comparison_only(folder):
    path = folder(a__txt=report("Sở Y tế"), b__txt=report("Sở Y tế", "2023-H1", _4_2_1=44))
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "40"
    (page,) = [page for page in found.pages() if page.name == "So cùng kỳ"]
    row = next(row for row in page.rows if row[0].text == "4.2.1")
    assert (row[3].exact, row[4].exact, row[5].exact) == ("40.0", "44.0", "-4")
    assert "chỉ dùng để so sánh" in lines(found)[0]


def test_bad_files_are_refused_and_the_others_read(folder):
    path = folder(
        a__txt=report("Sở Y tế"),
        b__docx=b"",
        c__xlsx=b"PK\x03\x04 cut",
        d__pdf=b"%PDF-1.4 nothing",
        e__txt=b"\xff\xff\xff",
        f__jpg=b"\xff\xd8\xff\xe0\x00\x10JFIF",
    )
    (path / "thư mục").mkdir()
    (path / "~$a.docx").write_bytes(b"x")
    (path / ".ẩn").write_bytes(b"x")
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "40"
    refused = [each for each in found.folder.files if each.status == "refused"]
    assert [Path(each.file).name for each in refused] == [
        "b.docx", "c.xlsx", "d.pdf", "e.txt", "f.jpg",
    ]  # fmt: skip
    for each in refused:
        assert each.error.code.startswith("CCHC-E")
        assert each.error.message_vi in each.line("vi")
        assert each.error.message_en in each.line("en")


def test_a_folder_without_a_report_of_the_window_is_refused(folder):
    with pytest.raises(cchc.InputError, match="CCHC-E1805"):
        cchc.merge(folder(a__txt=report("Sở Y tế")), "2024-Q3")
    with pytest.raises(cchc.InputError, match="CCHC-E1310"):
        cchc.merge("không có thư mục", PERIOD)
    with pytest.raises(cchc.PeriodError):
        cchc.merge(folder(), "hôm qua")


def test_processes_read_what_this_process_reads(folder):
    path = folder(
        a__txt=report("Sở Y tế"), b__txt=report("Sở Nội vụ"), c__txt=report("Sở Công Thương"),
        d__xlsx=template_bytes(form="PL1-2024", unit="Sở X", period=PERIOD), e__docx=b"",
    )  # fmt: skip
    seen = []
    several = cchc.read_folder(
        path, processes=2, progress=lambda done, total, each: seen.append((done, total, each.file))
    )
    alone = cchc.read_folder(path, processes=1)
    assert [each.to_dict() for each in several] == [each.to_dict() for each in alone]
    assert [each.line() for each in several.files] == [each.line() for each in alone.files]
    assert [each.code for each in several.refused] == ["CCHC-E1301"]
    assert [done for done, _, _ in seen] == [1, 2, 3, 4, 5]
    assert {total for _, total, _ in seen} == {5}
    assert {Path(file).name for _, _, file in seen} == {each.name for each in path.iterdir()}


HARM = """
import os, sys, time
from cchc.read import pool
real = pool.read_job
def harmed(job):
    name = os.path.basename(job.file)
    if name.startswith("dies"):
        os._exit(9)
    if name.startswith("hangs"):
        time.sleep(600)
    if name.startswith("eats"):
        raise MemoryError
    if name.startswith("prints"):
        print("noise" * 10000)
    return real(job)
pool.read_job = harmed
pool.serve()
"""


def test_a_file_that_brings_its_reader_down_costs_only_itself(folder, monkeypatch):
    names = ("dies", "hangs", "prints", "well")
    path = folder(**{f"{name}__txt": report(f"Sở {name}") for name in names})
    monkeypatch.setattr(pool, "_PROGRAM", HARM)
    monkeypatch.setattr(pool, "TIME_LIMIT", 4.0)
    found = cchc.read_folder(path, processes=2)
    status = {Path(each.file).stem: each.error and each.error.code for each in found.files}
    assert status == {
        "dies": "CCHC-E1803", "hangs": "CCHC-E1801", "prints": None, "well": None,
    }  # fmt: skip


def test_a_mistake_of_a_reader_costs_only_its_file(folder, monkeypatch):
    path = folder(a__txt=report("Sở Y tế"), b__txt=report("Sở Nội vụ"), c__txt=report("Sở X"))
    real = cchc.read_all

    def harmed(source, **options):
        if source.name == "a.txt":
            raise ZeroDivisionError("oops")
        if source.name == "b.txt":
            raise MemoryError
        return real(source, **options)

    monkeypatch.setattr(sys.modules["cchc.read"], "read_all", harmed)
    found = cchc.read_folder(path, processes=1)
    assert [each.code for each in found.refused] == ["CCHC-E1804", "CCHC-E1802"]
    assert "ZeroDivisionError: oops" in found.refused[0].message_en
    assert len(found) == 1


def test_errors_and_reports_come_whole_out_of_another_process(tmp_path):
    (tmp_path / "a.txt").write_text(REAL, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    reports = pickle.loads(pickle.dumps(pool.read_job(pool.Job(str(tmp_path / "a.txt")))))
    assert reports[0].to_dict()["report"]["agency"] == "Sở Công Thương Hà Nam"
    error = pickle.loads(pickle.dumps(pool.read_job(pool.Job(str(tmp_path / "b.txt")))))
    assert (type(error), error.code) == (cchc.InputError, "CCHC-E1301")
    assert error.message_vi
    assert error.file == str(tmp_path / "b.txt")


def test_a_register_keeps_the_reports_and_fills_in_those_sent_before(folder, tmp_path):
    path = folder(a__txt=report("Sở Công Thương"))
    with cchc.Register(tmp_path / "sổ.sqlite") as register:
        cchc.merge(path, PERIOD, units=UNITS, register=register)
        (path / "a.txt").unlink()
        folder(b__txt=report("Sở Y tế", _4_2_1=60))
        found = cchc.merge(path, PERIOD, units=UNITS, register=register)
        assert len(register) == 2
        cchc.merge(path, PERIOD, units=UNITS, register=register)
        assert len(register) == 2
    assert figure(found, "4.2.1") == "100"
    assert {each.unit: each.status for each in found.submissions} == {
        "sct": "received", "syt": "received", "snv": "missing",
    }  # fmt: skip


def test_the_workbook_has_every_sheet_and_its_appendix_is_read_back(folder, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    path = folder(a__txt=report("Sở Y tế"), b__txt=report("Sở Y tế", "2023-H1", _4_2_1=44))
    cchc.merge(path, PERIOD).write(tmp_path / "OUT.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "OUT.xlsx").read_bytes()))
    assert book.sheetnames == [
        "PL1", "BM3", "Ma trận", "So cùng kỳ", "So kế hoạch", "Tình hình gửi", "Biểu đồ", "_cchc",
    ]  # fmt: skip
    again = cchc.read(tmp_path / "OUT.xlsx")
    assert next(row.value for row in again.observations if row.code == "4.2.1") == 40
    assert again.agency == "Tổng hợp"


def run(*arguments):
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def test_the_command_merges_and_says_one_line_a_file(folder, tmp_path):
    path = folder(a__txt=report("Sở Y tế"), b__docx=b"")
    found = run("merge", path, "--period", PERIOD, "-o", tmp_path / "OUT.html")
    assert found.exit_code == 1
    told = found.output.splitlines()
    assert told[0].startswith("a.txt: đã đọc")
    assert told[1].startswith("b.docx: không đọc được: ")
    assert told[2] == f"6 tháng đầu năm 2024: 1/1 đơn vị đã gửi → {tmp_path / 'OUT.html'}"
    assert "Tình hình gửi báo cáo" in (tmp_path / "OUT.html").read_text("utf-8")
    english = run("merge", path, "--period", PERIOD, "-o", tmp_path / "E.html", "--lang", "en")
    assert "refused: " in english.output


def test_the_commands_of_the_register_add_list_show_and_compare(folder, tmp_path):
    path = folder(a__txt=report("Sở Y tế"), b__txt=report("Sở Y tế", _4_2_1=60), c__txt=b"")
    held = tmp_path / "sổ.sqlite"
    assert run("register", "list", held).exception is not None
    files = [path / name for name in ("a.txt", "b.txt", "b.txt", "a.txt")]
    added = run("register", "add", held, *files)
    assert added.exit_code == 0
    assert [line.rpartition(": ")[2] for line in added.output.splitlines()] == [
        "đã ghi", "đã ghi, thay bản 1", "đã có, số 2", "đã ghi, thay bản 2",
    ]  # fmt: skip
    assert run("register", "add", held, path / "c.txt").exit_code == 2
    assert "2024-H1" in run("register", "list", held, "--unit", "Sở Y tế").output
    assert "16.181" in run("register", "show", held, 1).output
    difference = run("register", "diff", held, 1, 2).output
    assert "4.2.1" in difference
    assert "60" in difference
    assert run("register", "export", held, tmp_path / "x").exit_code == 0
    assert run("register", "import", tmp_path / "mới.sqlite", tmp_path / "x").output == "3\n"


def test_the_command_writes_a_template(tmp_path):
    pytest.importorskip("xlsxwriter")
    out = tmp_path / "mẫu.xlsx"
    found = run(
        "template", "--form", "PL1-2024", "--unit", "Sở Y tế", "--period", "2024-Q3", "-o", out
    )
    assert (found.exit_code, found.output) == (0, f"{out}\n")
    assert str(cchc.read(out).period) == "2024-Q3"


NAMES = [
    ("BC-CCHC_So-Y-te_6T.2024_ban-2.docx", "2024-H1", "", True, "syt"),
    ("Báo cáo quý III năm 2024 Sở Nội vụ.docx", "2024-Q3", "", False, "snv"),
    ("Q3-2024.xlsx", "2024-Q3", "", False, None),
    ("2024_quy_3.pdf", "2024-Q3", "", False, None),
    ("bc 9 thang nam 2024.doc", "2024-9M", "", False, None),
    ("SYT_9T2024.txt", "2024-9M", "", False, None),
    ("bao cao nam 2024.txt", "2024", "", False, None),
    ("CCHC 6 tháng đầu năm 2024 (đính chính) 15.6.2024.docx", "2024-H1", "2024-06-15", True, None),
    ("20240615_so-y-te.txt", None, "2024-06-15", False, "syt"),
    ("2024-06-31.txt", None, "", False, None),
    ("2024-H1_SO Y TE.txt", "2024-H1", "", False, "syt"),
    ("Sở Y tế, Sở Nội vụ.txt", None, "", False, None),
    ("so-noi-vu-so-y-te.txt", None, "", False, None),
    ("Chi cục ATTP - Sở Y tế 6T2024.docx", "2024-H1", "", False, None),
    ("Trung tam thuoc So Y te.txt", None, "", False, None),
    ("Sở Nội vũ.txt", None, "", False, None),
    ("SoYTe2024.txt", None, "", False, "syt"),
    ("so y te hai phong.txt", None, "", False, "syt"),
    ("BC từ 15.12.2023 đến 14.6.2024 Sở Y tế.docx", None, "", False, "syt"),
    ("so-y-te_15.12.2023-14.6.2024_2024-06-18.docx", None, "2024-06-18", False, "syt"),
    ("2024-06-10 2024-06-12 a.txt", None, "", False, None),
    ("quyetdinh123.docx", None, "", False, None),
]


@pytest.mark.parametrize(("name", "period", "day", "corrects", "unit"), NAMES)
def test_a_file_name_tells_window_day_correction_and_unit(name, period, day, corrects, unit):
    units = {row["id"]: row["name"] for row in UNITS}
    found = file_name.period_in_name(name)
    assert (found and str(found)) == period
    assert file_name.day_in_name(name) == day
    assert (file_name.correction_in_name(name) > 0) == corrects
    assert file_name.unit_in_name(name, units) == unit


def test_the_number_of_a_correction_is_read_from_its_name():
    names = ["so-y-te lần 2.txt", "so-y-te lần 3.txt", "so-y-te lần 10.txt"]
    assert [file_name.correction_in_name(name) for name in names] == [2, 3, 10]
    assert file_name.correction_in_name("so-y-te_v2.txt") < file_name.correction_in_name("a_v3.txt")
    assert file_name.correction_in_name("so-y-te đính chính.txt") == 2
    assert file_name.correction_in_name("so-y-te lần 1.txt") == 0


def test_a_folder_of_a_script_without_a_main_guard_is_read(folder, tmp_path):
    import subprocess

    path = folder(**{f"{at}__txt": report(f"Sở {at}") for at in "ABC"})
    script = tmp_path / "script.py"
    script.write_text(f"import cchc\nprint(len(cchc.read_folder({str(path)!r}, processes=2)))\n")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment
    )
    assert (found.stdout, found.stderr) == ("3\n", "")


def test_a_rate_without_its_parts_is_an_estimate_by_weight_as_in_the_table_of_procedures(tmp_path):
    given = (("Sở Công Thương", 1000, 90), ("Sở Y tế", 3000, 98), ("Sở Nội vụ", 2000, 99))
    for agency, resolved, rate in given:
        text = report(agency, _3_3=resolved, _3_3_1=rate)
        (tmp_path / f"{agency}.txt").write_text(text, encoding="utf-8")
    found = cchc.merge(tmp_path, PERIOD, units=UNITS)
    total = found.totals.figure("3.3.1", "*", PERIOD)
    assert (total.value, total.marks) == (97, ("estimated",))
    assert (total.reported, total.expected) == (3, 3)
    rows = {row.unit: row for row in cchc.procedures(found.cube, periods=PERIOD)}
    assert rows["*"].on_time_rate == 97
