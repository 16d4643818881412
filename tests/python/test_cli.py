"""The command line: exit codes 0, 1 and 2, clean JSON and CSV, messages in both languages."""

import csv
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cchc import __version__, samples
from cchc.cli import cli

REAL = samples.real_report_text()
HEAD = "Sở Công Thương Hà Nam báo cáo kết quả cải cách hành chính 6 tháng đầu năm 2024.\n"
# Its own codes jump from 1.2.1 to 1.2.3, so the real form is never read without that one note.
CLEAN = HEAD + "Số liệu từ 16/12/2023 đến 06/06/2024.\n\n" + REAL[REAL.index("Biểu mẫu 3") :]

NOT_READABLE = {
    "empty": (b"", "CCHC-E1301", "tệp rỗng", "the file is empty"),
    "spaces": (b" \r\n\n", "CCHC-E1301", "tệp rỗng", "the file is empty"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "CCHC-E1359", "không mở được như tệp PDF", "not open as PDF"),
    "rtf": (b"{\\rtf1 x}", "CCHC-E1302", "đây là tệp RTF", "this is a RTF file"),
    "binary": (b"\x00\x01\xff" * 99, "CCHC-E1303", "dữ liệu nhị phân", "binary data"),
    "utf16": (REAL.encode("utf-16-le"), "CCHC-E1304", "UTF-16 không có dấu", "UTF-16 without"),
    "broken_utf8": (
        REAL.encode()[:300] + b"\xc3\x28" + REAL.encode()[300:],
        "CCHC-E1306", "không phải UTF-8 hợp lệ: byte 300", "not valid UTF-8: byte 300",
    ),
    "no_report": (
        b"Xin ch\xc3\xa0o.\nTr\xe1\xbb\x9di \xc4\x91\xe1\xba\xb9p.\n",
        "CCHC-E1307", "Có đúng tệp", "Is it the right file?",
    ),
}  # fmt: skip

WITH_ISSUES = {
    "no_table": (HEAD + "Đã làm nhiều việc.\n", "CCHC-I1301", 0, "Không tìm thấy bảng", "No table"),
    "unknown_row": (
        REAL.replace("3.1.2. Số TTHC bãi bỏ", "9.9.9. Số con mèo trong nhà\n3.1.2. Số TTHC bãi bỏ"),
        "CCHC-I1302", 63, "không khớp chỉ tiêu nào", "matches no indicator",
    ),
    "abc": (
        REAL.replace("đề ra trong kế hoạch Nhiệm vụ 39", "đề ra trong kế hoạch Nhiệm vụ abc"),
        "CCHC-I1304", 63, "Chỉ tiêu 1.1.1: không đọc được số liệu “abc”",
        "Indicator 1.1.1: the value “abc” cannot be read",
    ),
    "cut": (REAL[: len(REAL) // 2], "CCHC-I1310", 35, "có bị cắt không", "Was the text cut?"),
    "two_reports": (
        REAL + "\n" + REAL, "CCHC-I1313", 63, "hơn một báo cáo", "more than one report",
    ),
}  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a process of its own."""
    command = [sys.executable, "-c", "from cchc.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def inside(*arguments: str):
    """The command in this process, which is much faster; exit codes of errors are main()'s."""
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def write(tmp_path):
    def written(content: str | bytes, name: str = "báo cáo.txt") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return written


def test_a_clean_report_ends_with_0_and_says_nothing_beside_it(write):
    found = run("read", write(CLEAN))
    assert (found.returncode, found.stderr) == (0, "")
    assert "Sở Công Thương Hà Nam, 6 tháng đầu năm 2024" in found.stdout


@pytest.mark.parametrize("name", NOT_READABLE)
def test_what_is_no_readable_report_ends_with_2_and_both_languages(write, name):
    content, code, vietnamese, english = NOT_READABLE[name]
    path = write(content)
    found = run("read", path, "--json")
    assert (found.returncode, found.stdout) == (2, "")
    for part in (f"[{code}]", path, vietnamese, english):
        assert part in found.stderr
    assert "Traceback" not in found.stderr


def test_a_file_that_is_not_there_ends_with_2(tmp_path):
    found = run("read", str(tmp_path / "không có.txt"))
    assert found.returncode == 2
    assert "CCHC-E1308" in found.stderr
    assert "No such file" in found.stderr
    assert "không có tệp hay thư mục này" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_folder_is_no_report(tmp_path):
    found = run("read", str(tmp_path))
    assert found.returncode == 2
    assert "CCHC-E1308" in found.stderr
    assert "đây là thư mục" in found.stderr


def test_an_empty_name_is_no_report():
    found = run("read", "")
    assert (found.returncode, found.stdout) == (2, "")
    assert "CCHC-E1311" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("name", WITH_ISSUES)
def test_a_report_with_issues_ends_with_1_and_still_gives_every_readable_row(write, name):
    content, code, rows, vietnamese, english = WITH_ISSUES[name]
    path = write(content)
    for lang, words in (("vi", vietnamese), ("en", english)):
        found = inside("read", path, "--json", "--lang", lang)
        assert found.exit_code == 1
        told = [line for line in found.stderr.splitlines() if code in line]
        assert len(told) == 1
        assert told[0].startswith(path)
        assert words in told[0]
    read = json.loads(found.stdout)
    assert len(read["observations"]) == rows
    issue = next(each for each in read["issues"] if each["code"] == code)
    assert vietnamese in issue["message_vi"]
    assert english in issue["message_en"]
    assert name == "no_table" or issue["line"] > 0


def test_an_unreadable_value_is_neither_zero_nor_missing(write):
    found = inside("read", write(WITH_ISSUES["abc"][0]), "--json")
    rows = {row["code"]: row for row in json.loads(found.stdout)["observations"]}
    assert (rows["1.1.1"]["state"], rows["1.1.1"]["value"]) == ("unreadable", None)
    assert rows["1.1.1"]["raw"] == "abc"
    assert rows["1.1.2"]["value"] == 19


def test_utf16_with_its_mark_is_read(write):
    found = inside("read", write(REAL.encode("utf-16")), "--json")
    assert len(json.loads(found.stdout)["observations"]) == 63


def test_json_has_the_agreed_shape(write):
    path = write(REAL)
    found = inside("read", path, "--json")
    read = json.loads(found.stdout)
    assert {"report", "observations", "facts", "issues"} <= set(read)
    assert read["report"]["agency"] == "Sở Công Thương Hà Nam"
    assert read["report"]["period"] == "2024-H1"
    assert read["report"]["window"] == ["2023-12-16", "2024-06-06"]
    assert read["report"]["file"] == path
    keys = {"form", "code", "indicator", "label", "unit_of_measure", "state", "value",
            "second_value", "raw", "note", "place"}  # fmt: skip
    assert all(set(row) == keys for row in read["observations"])
    assert "\\u" not in found.stdout  # Vietnamese stays readable


def test_csv_has_a_line_for_each_row_and_blanks_stay_blank(write):
    found = inside("read", write(REAL), "--csv")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert len(rows) == 63
    by_code = {(row["form"], row["code"]): row for row in rows}
    resolved = by_code["PL1", "3.3"]
    assert (resolved["value"], resolved["second_value"]) == ("16181", "16183")
    assert resolved["raw"] == "16.181 /16.183"
    assert (by_code["PL1", "1.2.1"]["value"], by_code["PL1", "1.2.1"]["state"]) == ("", "missing")
    assert by_code["PL1", "2.1"]["value"] == "0"


def test_the_table_is_shown_in_either_language(write):
    path = write(REAL)
    assert "27 có số liệu, 27 bằng 0, 5 để trống" in inside("read", path).stdout
    english = inside("read", path, "--lang", "en").stdout
    assert "27 values, 27 zeros, 5 missing, 2 optional, 2 not applicable" in english


def test_a_unit_type_decides_what_is_not_applicable(write):
    path = write(REAL)
    rows = json.loads(inside("read", path, "--json", "--unit-type", "district").stdout)
    states = {row["code"]: row["state"] for row in rows["observations"]}
    assert states["4.1.2.b"] == "missing"


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["read", "x", "--json", "--csv"], ["read", "x", "--lang", "fr"], ["write"]],
)
def test_refuses_a_wrong_call_with_2(arguments):
    assert inside(*arguments).exit_code == 2


def every_command(command, words=()):
    yield words
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(below, (*words, name))


@pytest.mark.parametrize("words", list(every_command(cli)), ids=" ".join)
def test_help_speaks_both_languages_and_shows_no_mark_up(words):
    shown = inside(*words, "--help").stdout
    assert set("ảạấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựọỏịỉụủđơư") & set(shown)
    assert "\\" not in shown
    assert "\b" not in shown


def test_version_and_exit_codes_are_told():
    assert __version__ in inside("--version").stdout
    assert "Exit codes: 0 clean, 1 read with issues, 2 not readable." in inside("read", "-h").stdout


def test_the_package_runs_as_a_module():
    run = subprocess.run(
        [sys.executable, "-m", "cchc", "--version"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, f"cchc, version {__version__}")
