"""A report as the package hands it out, on the sample and on the real text."""

import csv
import io
import json
import os
from decimal import Decimal

import pytest
from real_report import REPORT, needs_report, transcription

import cchc
from cchc import samples

# Value state of a row by how the transcription calls it.
STATES = {
    "value": "reported",
    "zero": "reported",
    "missing": "missing",
    "missing_optional": "optional",
    "not_applicable": "not_applicable",
}

# Figures that the running text tells: kind of statement -> figures by name.
FACTS = {
    "plan_issued": {"plans": 1},
    "inspection_plan_issued": {"plans": 1},
    "news_items": {"items": 20},
    "documents_advised": {"normative": 1, "other_numbered": 5, "without_number": 1},
    "documents_proposed_for_repeal": {"documents": 2},
    "procedures_reviewed_rounds": {"rounds": 4},
    "procedure_decisions_published": {"decisions": 4},
    "procedures_new": {"procedures": 7},
    "procedures_amended": {"procedures": 3},
    "procedures_abolished": {"procedures": 0},
    "petitions_received": {"petitions": 1},
    "case_files": {"received": 16183, "resolved": 16181, "pending": 2, "late": 0},
    "quota_total": {"total": 55, "civil_servants": 40, "public_service": 15},
    "contract_positions": {"positions": 3},
    "approved_positions": {"positions": 11},
    "service_units": {"units": 2},
    "staff_using_computers": {"share": 100},
    "procedures_total": {"procedures": 127},
    "procedures_online_full": {"procedures": 26, "share": 20.5},
    "procedures_online_partial": {"procedures": 101, "share": 79.5},
}


@pytest.fixture(scope="module")
def report():
    return cchc.read(samples.real_report_text(), file=samples.REAL_FILE, received="2024-06-07")


@pytest.fixture(scope="module")
def real():
    return cchc.read(REPORT)


def test_the_head_of_a_report_is_read(report):
    assert report.agency == "Sở Công Thương Hà Nam"
    assert report.unit_type == "department"
    assert str(report.period) == "2024-H1"
    assert report.window == ("2023-12-16", "2024-06-06")
    assert report.file == samples.REAL_FILE
    assert report.received == "2024-06-07"


def test_rows_are_counted_by_state_with_zeros_apart(report):
    assert report.counts() == {
        "rows": 80, "observations": 63, "value": 27, "zero": 27, "missing": 5, "optional": 2,
        "not_applicable": 2, "unreadable": 0,
    }  # fmt: skip


def test_the_frame_keeps_blanks_as_nan_and_zeros_as_zero(report):
    frame = report.to_frame()
    assert frame.shape == (63, 11)
    assert frame["value"].dtype == "float64"
    assert int((frame["value"] == 0).sum()) == 27
    assert int(frame["value"].isna().sum()) == 9
    resolved = frame[frame["code"] == "3.3"].iloc[0]
    assert (resolved["value"], resolved["second_value"]) == (16181, 16183)


def test_json_and_dict_say_the_same(report):
    assert json.loads(report.to_json()) == json.loads(json.dumps(report.to_dict()))


def test_csv_keeps_text_from_running_as_a_formula():
    text = samples.real_report_text().replace(
        "16.181 /16.183 02 hồ sơ đang giải quyết", "16.181 /16.183 =SUM(A1:A9)"
    )
    report = cchc.read(text)
    assert next(row.note for row in report.observations if row.code == "3.3") == "=SUM(A1:A9)"
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(report.to_csv()))}
    assert rows["3.3"]["note"] == "'=SUM(A1:A9)"
    assert rows["3.3"]["value"] == "16181"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_every_sign_that_opens_a_formula_is_guarded(first):
    from cchc.read.report import _guarded

    assert _guarded(first + "1") == "'" + first + "1"
    assert _guarded("1" + first) == "1" + first
    assert _guarded(-1) == -1  # a number is a number
    assert _guarded(None) is None


def test_a_report_becomes_the_figures_of_a_unit(report):
    units = [{"id": "sct", "name": "Sở Công Thương Hà Nam", "type": "department"}]
    cube = cchc.build(report, hierarchy=units)
    assert cube.issues == []
    assert cube.figure("3.3", "sct", "2024-H1").text == "16181"
    assert cube.figure("3.3.received", "sct", "2024-H1").text == "16183"
    assert cube.figure("3.2.1.approved", "sct", "2024-H1").text == "127"
    assert cube.figure("1.2.1", "sct", "2024-H1").state == "missing"
    origin = cchc.explain(cube, "3.3", "sct", "2024-H1").tree["origin"]
    assert origin["raw"] == "16.181 /16.183"
    assert samples.REAL_FILE in origin["file"]


def test_a_report_of_an_unknown_unit_is_an_issue_and_can_be_placed(report):
    units = [{"id": "x", "name": "Sở X"}]
    left_out = cchc.build([report], hierarchy=units)
    assert [issue["code"] for issue in left_out.issues] == ["CCHC-I0906"]
    assert "units=" in left_out.issues[0]["message_vi"]
    placed = cchc.build([report], hierarchy=units, units={report.agency: "x"})
    assert placed.figure("4.2.1", "x", "2024-H1").value == 40


def test_a_report_without_a_period_is_an_issue_and_can_be_given_one():
    text = (
        samples.real_report_text()
        .replace("6 tháng đầu năm 2024", "")
        .replace("6 THÁNG ĐẦU NĂM 2024", "")
    )
    report = cchc.read(text)
    assert report.period is None
    assert "CCHC-I1321" in {issue.code for issue in report.issues}
    units = [{"id": "sct", "name": report.agency}]
    assert [issue["code"] for issue in cchc.build([report], hierarchy=units).issues] == [
        "CCHC-I0907"
    ]
    given = cchc.build([report], hierarchy=units, period="2024-H1")
    assert given.figure("4.2.1", "sct", "2024-H1").value == 40


def test_a_folder_is_read_in_the_order_in_which_its_files_came_in(tmp_path):
    real = samples.real_report_text()
    for day, (name, text) in enumerate(
        {"b.txt": real, "a.txt": real + "\n.", "c.txt": real}.items()
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (86400 * (9000 - day),) * 2)
    folder = cchc.read_folder(tmp_path)
    # The first version came in again after another one, so that it is a version of its own.
    names = ("c.txt", "a.txt", "b.txt")
    assert [report.file for report in folder] == [str(tmp_path / name) for name in names]
    (tmp_path / "d.txt").write_text(real, encoding="utf-8")
    assert [each.status == "same" for each in cchc.read_folder(tmp_path).files] == [
        False, False, False, True,
    ]  # fmt: skip
    assert cchc.read_folder(tmp_path, pattern="b*").files[0].file == str(tmp_path / "b.txt")


def test_the_number_of_a_correction_counts_before_the_clock_of_its_file(tmp_path):
    real = samples.real_report_text()
    names = ("bc.txt", "bc lần 2.txt", "bc lần 3.txt", "bc lần 10.txt")
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"{real}\n{'.' * number}", encoding="utf-8")
        os.utime(tmp_path / name, (86400 * 9000 + 9 - number,) * 2)  # the later one by its number
    read = [report.file for report in cchc.read_folder(tmp_path, processes=1)]
    assert read == [str(tmp_path / name) for name in names]


def test_a_file_that_cannot_be_read_does_not_stop_the_others_of_its_folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"{\\rtf1 x}\n")
    (tmp_path / "b.txt").write_text(samples.real_report_text(), encoding="utf-8")
    (tmp_path / "c.txt").mkdir()
    folder = cchc.read_folder(tmp_path)
    assert [report.file for report in folder.reports] == [str(tmp_path / "b.txt")]
    assert [(error.code, error.file) for error in folder.refused] == [
        ("CCHC-E1302", str(tmp_path / "a.txt")),
    ]
    assert all(isinstance(error, cchc.errors.InputError) for error in folder.refused)


def test_what_is_no_folder_is_refused(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    for path, words in (
        (tmp_path / "absent", "không có tệp hay thư mục này"),
        (file, "đây không phải thư mục"),
        ("a\x00b", "không tệp nào có tên như vậy"),
    ):
        with pytest.raises(cchc.errors.InputError) as caught:
            cchc.read_folder(path)
        assert caught.value.code == "CCHC-E1310"
        assert words in caught.value.message_vi
    with pytest.raises(cchc.errors.InputError) as caught:
        cchc.read_folder("")
    assert caught.value.code == "CCHC-E1311"


def test_every_report_of_a_file_is_delivered_with_the_lines_of_the_file():
    opening, tables = samples.real_report_text().split("\n\n", 1)
    text = f"{opening}\nI. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH\n\n{tables}"
    lines = len(text.split("\n"))
    alone = cchc.read(text)
    first, second, third = cchc.read_all("\n".join([text] * 3))
    for number, report in enumerate((first, second, third)):
        assert report.counts() == alone.counts()
        assert [(found.code, found.line) for found in report.issues] == [
            (found.code, found.line + number * lines) for found in alone.issues
        ]
        shifted = alone.rows[0].place.first_line + number * lines
        assert report.rows[0].place.first_line == shifted
    assert [report.to_dict() for report in cchc.read_all(text)] == [alone.to_dict()]


def test_the_first_of_two_reports_is_delivered_and_the_second_named():
    text = samples.real_report_text()
    issues = cchc.read(f"{text}\n{text}").issues
    line = next(found.line for found in issues if found.code == "CCHC-I1313")
    assert line > len(text.split("\n"))


# The real report against its transcription ----------------------------------------------------------


@pytest.fixture(scope="module")
def pairs(real):
    rows = [row for row in transcription() if row["row_type"] != "header"]
    read = json.loads(real.to_json())["observations"]
    assert len(rows) == len(read) == 63
    return list(zip(rows, read, strict=True))


@needs_report
def test_every_row_of_the_real_report_is_as_transcribed(pairs):
    fields = {
        "form": lambda row: row["form"],
        "code": lambda row: row["canonical_code"],
        "value": lambda row: number(row["parsed_value"]),
        "second_value": lambda row: (
            number(row["parsed_denominator"]) if "/" in row["value_printed"] else None
        ),
        "raw": lambda row: row["value_printed"],
        "note": lambda row: row["note_printed"],
        "state": lambda row: STATES[row["missing_status"]],
        "unit_of_measure": lambda row: row["unit_canonical"],
    }
    wrong = [
        (expected["canonical_code"], name, read[name], take(expected))
        for expected, read in pairs
        for name, take in fields.items()
        if read[name] != take(expected)
    ]
    assert wrong == []


def number(text):
    return None if text == "" else float(Decimal(text))


@needs_report
def test_every_label_and_english_name_of_the_real_report_is_as_transcribed(pairs):
    names = cchc.catalogue()
    for expected, read in pairs:
        squashed = "".join(read["label"].split())
        assert squashed == "".join(expected["label_vi"].split()), expected["canonical_code"]
        indicator = names.indicator(names.at(read["code"]))
        assert indicator["name"] == read["indicator"]


@needs_report
def test_the_real_report_has_80_rows_and_its_head(real):
    assert real.counts() == {
        "rows": 80, "observations": 63, "value": 27, "zero": 27, "missing": 5, "optional": 2,
        "not_applicable": 2, "unreadable": 0,
    }  # fmt: skip
    assert real.agency == "Sở Công Thương Hà Nam"
    assert str(real.period) == "2024-H1"
    assert real.window == ("2023-12-16", "2024-06-06")


@needs_report
def test_the_sample_has_the_figures_of_the_real_report(real, report):
    columns = ["form", "code", "value", "second_value", "state", "raw", "note"]
    assert real.to_frame()[columns].equals(report.to_frame()[columns])


@needs_report
def test_facts_of_the_real_text_are_plain_values_with_their_place(real):
    facts = json.loads(real.to_json())["facts"]
    told = {
        fact["kind"]: {figure["name"]: figure["value"] for figure in fact["figures"]}
        for fact in facts
    }
    assert told == FACTS
    assert len(facts) == len(FACTS)
    assert all(fact["first_line"] <= fact["last_line"] for fact in facts)
    files = next(fact for fact in facts if fact["kind"] == "case_files")
    assert files["window"] == ["2023-12-16", "2024-06-06"]
