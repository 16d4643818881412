"""Corrections: the last submission counts, and what it leaves blank or out is asked about."""

import datetime as dt
import os

import pytest
from click.testing import CliRunner
from merge_reports import PERIOD, UNITS, figure, lines, report
from office_files import HEADER, ROWS, docx, filled, opening, paragraph, table

import cchc
from cchc.cli import cli
from cchc.read import Review

OPEN = ("", "Số người được giao trong năm của đơn vị", "Người", "40", "")
DOUBTFUL = docx(
    paragraph(opening()) + paragraph("Phụ lục I")
    + table([*filled(ROWS[:4]), OPEN, *filled(ROWS[5:])])
)  # fmt: skip


def asked(found, at="vi"):
    return [getattr(each, at) for each in found.asked]


def last(found):
    return found.pages()[-1]


def test_the_first_version_sent_again_after_a_second_one_counts(folder, tmp_path):
    first, second = report("Sở Y tế", _4_2_1=60), report("Sở Y tế", _4_2_1=70)
    path = folder(**{
        "2024-06-10_syt__txt": first, "2024-06-12_syt__txt": second, "2024-06-20_syt__txt": first,
    })  # fmt: skip
    found = cchc.merge(path, PERIOD)
    assert figure(found, "4.2.1") == "60"
    (sent,) = found.submissions
    assert (sent.version, sent.file, sent.received) == (3, "2024-06-20_syt.txt", "2024-06-20")
    assert sent.earlier == ("2024-06-10_syt.txt", "2024-06-12_syt.txt")
    with cchc.Register(tmp_path / "r.sqlite") as register:
        for _ in range(2):
            again = cchc.merge(path, PERIOD, register=register)
            assert (figure(again, "4.2.1"), len(register)) == ("60", 3)


def test_versions_sent_in_turns_are_told_apart(folder):
    first, second = report("Sở Y tế", _4_2_1=60), report("Sở Y tế", _4_2_1=70)
    days = ("10", "12", "14", "16")
    path = folder(**{
        f"2024-06-{day}_syt__txt": (first, second)[at % 2] for at, day in enumerate(days)
    })  # fmt: skip
    found = cchc.merge(path, PERIOD)
    assert (figure(found, "4.2.1"), found.submissions[0].version) == ("70", 4)


def test_a_copy_beside_the_report_is_no_version(folder):
    text = report("Sở Y tế")
    path = folder(**{"2024-06-10_syt__txt": text, "2024-06-12_syt__txt": text})
    found = cchc.merge(path, PERIOD)
    assert found.submissions[0].received == "2024-06-10"
    assert lines(found) == [
        "2024-06-12_syt.txt: trùng nội dung với 2024-06-10_syt.txt, tính một lần"
    ]


def test_rows_that_a_correction_leaves_blank_unreadable_or_out_are_asked_about(folder, tmp_path):
    rest = report("Sở Y tế", _4_2_1="", _4_2_2="?x")
    at = rest.index("4.2.3")
    path = folder(**{
        "2024-06-10_syt__txt": report("Sở Y tế", _4_2_1=60),
        "2024-06-20_syt__txt": rest[:at] + rest[rest.index("4.2.4") :],
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, units=UNITS)
    assert figure(found, "4.2.1", "syt") == "60"
    told = asked(found)
    assert any("để trống ở 4.2.1; đang dùng số của 2024-06-10_syt.txt" in each for each in told)
    assert any("không đọc được ở 4.2.2" in each for each in told)
    assert any("không có dòng 4.2.3" in each for each in told)
    assert any("is blank in 4.2.1" in each for each in asked(found, "en"))
    assert {each.unit for each in found.asked} == {"syt"}
    notes = [str(note) for note in last(found).notes]
    assert "Cần hỏi lại đơn vị:" in notes
    assert set(told) <= set(notes)
    with cchc.Register(tmp_path / "r.sqlite") as register:
        for _ in range(2):
            assert asked(cchc.merge(path, PERIOD, units=UNITS, register=register)) == told


def test_a_correction_in_the_register_that_came_in_later_counts(folder, tmp_path):
    with cchc.Register(tmp_path / "r.sqlite") as register:
        later = cchc.read(report("Sở Y tế", _4_2_1=70), file="sửa.txt", received="2024-06-20")
        register.add(later, unit="syt")
        path = folder(**{"2024-06-10_syt__txt": report("Sở Y tế", _4_2_1=60)})
        found = cchc.merge(path, PERIOD, units=UNITS, register=register, due="2024-06-17")
    assert figure(found, "4.2.1") == "70"
    sent = next(each for each in found.submissions if each.unit == "syt")
    assert (sent.file, sent.status, sent.version) == ("sửa.txt", "received", 2)
    assert lines(found) == ["2024-06-10_syt.txt: bản cũ, đã thay bằng sửa.txt"]


def test_a_late_correction_of_a_report_in_time_is_not_late(folder):
    path = folder(**{
        "2024-06-10_syt__txt": report("Sở Y tế", _4_2_1=60),
        "2024-06-20_syt__txt": report("Sở Y tế", _4_2_1=61),
        "2024-06-19_snv__txt": report("Sở Nội vụ"),
        "2024-06-21_snv__txt": report("Sở Nội vụ", _4_2_1=61),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, due="2024-06-17")
    by_name = {each.name: each for each in found.submissions}
    kept = {name: (each.status, each.days_late, each.received) for name, each in by_name.items()}
    assert kept == {
        "Sở Y tế": ("received", 0, "2024-06-20"), "Sở Nội vụ": ("late", 2, "2024-06-21"),
    }  # fmt: skip


def test_parts_that_tell_one_indicator_differently_are_asked_about(folder):
    text, other = report("Sở Y tế"), report("Sở Y tế", _3_2_1=70, _2_4=70)
    start = text.index("Biểu mẫu 3")
    head = text[: text.index("Phụ lục I")]
    path = folder(a__txt=text[:start], b__txt=head + other[other.index("Biểu mẫu 3") :])
    found = cchc.merge(path, PERIOD)
    assert any("khác nhau ở 3.2.1" in each for each in asked(found))
    assert any("unlike in 3.2.1" in each for each in asked(found, "en"))


def test_an_answer_given_after_the_first_run_is_used_by_the_second(folder, tmp_path):
    path = folder(a__docx=DOUBTFUL)
    review = tmp_path / "ra-soat.json"
    with cchc.Register(tmp_path / "r.sqlite") as register:
        first = cchc.merge(path, PERIOD, register=register, review=review)
        (question,) = [each for one in first.folder for each in one.questions]
        assert "4.2.1" not in first.totals
        answers = Review.load(review)
        answers.answer(question, "4.2.1")
        answers.save(review)
        second = cchc.merge(path, PERIOD, register=register, review=review)
        assert figure(second, "4.2.1") == "40"
        assert [each.reading for each in register.reports()] == [1, 2]
        # The register remembers: a run that forgets the file reads as the one that had it.
        third = cchc.merge(path, PERIOD, register=register)
        assert (figure(third, "4.2.1"), len(register)) == ("40", 2)
        answers.answer(question, None)
        fourth = cchc.merge(path, PERIOD, register=register, review=answers)
        assert "4.2.1" not in fourth.totals or figure(fourth, "4.2.1") == ""


def test_the_commands_use_an_answer_given_since(folder, tmp_path):
    path, held = folder(a__docx=DOUBTFUL), tmp_path / "r.sqlite"
    review, out = tmp_path / "ra-soat.json", tmp_path / "o.html"

    def run(*arguments):
        return CliRunner().invoke(cli, [str(each) for each in arguments])

    merge = ("merge", path, "--period", PERIOD, "-o", out, "--register", held)
    assert run(*merge).exit_code == 1
    answers = Review()
    (question,) = cchc.read(path / "a.docx").questions
    answers.answer(question, "4.2.1")
    answers.save(review)
    added = run("register", "add", held, path / "a.docx", "--review", review)
    assert "nay đọc ra khác nên ghi lần đọc mới" in added.output
    run(*merge)
    with cchc.Register(held) as register:
        unit = register.reports()[0].unit
        assert register.cube().figure("4.2.1", unit, PERIOD).text == "40"
        assert [each.reading for each in register.reports()] == [1, 2]


def test_two_tables_of_one_unit_and_window_in_a_file_are_asked_about(folder):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for at, value in enumerate(("40", "41")):
        sheet = book.active if at == 0 else book.create_sheet()
        for row in ([opening()], ["Phụ lục I"], HEADER, *filled(ROWS)):
            sheet.append([value if cell == "40" else cell for cell in row])
    path = folder(b__txt=report("Sở Nội vụ"))
    book.save(path / "a.xlsx")
    found = cchc.merge(path, PERIOD)
    (told,) = [line for line in lines(found) if line.startswith("a.xlsx: tệp có hai bảng")]
    assert "4.2.1" in told
    assert [each.name for each in found.submissions] == ["Sở Nội vụ"]


def test_the_day_of_receipt_is_that_of_the_option_or_file_never_of_the_data(folder, tmp_path):
    name = "SYT 15.12.2023-14.6.2024.txt"
    path = folder(**{name: report("Sở Y tế")})
    os.utime(path / name, (1718900000, 1718900000))
    (sent,) = cchc.merge(path, PERIOD, due="2024-06-17").submissions
    assert (sent.received, sent.status) == ("2024-06-20", "late")
    held = tmp_path / "r.sqlite"
    CliRunner().invoke(cli, ["register", "add", str(held), str(path / name)])
    with cchc.Register(held) as register:
        assert [each.received for each in register.reports()] == [dt.date.today().isoformat()]


def test_a_correction_added_by_the_command_without_a_day_takes_the_place(folder, tmp_path):
    path = folder(a__txt=report("Sở Y tế"), b__txt=report("Sở Y tế", _4_2_1=60))
    held = str(tmp_path / "r.sqlite")
    add = ["register", "add", held]
    CliRunner().invoke(cli, [*add, str(path / "a.txt"), "--received", "2024-06-10"])
    said = CliRunner().invoke(cli, [*add, str(path / "b.txt")])
    assert said.output.endswith("đã ghi, thay bản 1\n")
    older = CliRunner().invoke(
        cli, [*add, str(path / "a.txt"), "--received", "2024-06-01", "--lang", "en"]
    )
    assert older.output.endswith("there already, no. 1\n")
    with cchc.Register(held) as register:
        assert register.cube().figure("4.2.1", register.reports()[0].unit, PERIOD).text == "60"


def test_letters_ask_each_unit_about_its_own_corrections(folder):
    path = folder(**{
        "2024-06-10_syt__txt": report("Sở Y tế", _4_2_1=60),
        "2024-06-20_syt__txt": report("Sở Y tế", _4_2_1=""),
        "2024-06-19_snv__txt": report("Sở Nội vụ"),
    })  # fmt: skip
    found = cchc.merge(path, PERIOD, units=UNITS)
    by_unit = {each.unit: each for each in found.letters(sender="Văn phòng", reply_by="20/7/2024")}
    text = " ".join(by_unit["syt"].text.split())
    assert "bản sửa để trống ở 4.2.1; đang dùng số của 2024-06-10_syt.txt" in text
    assert "bản sửa để trống ở 4.2.1" in by_unit["syt"].html
    assert "để trống ở 4.2.1" not in (by_unit["snv"].text if "snv" in by_unit else "")
    english = {each.unit: each for each in found.letters(lang="en")}
    assert "is blank in 4.2.1" in " ".join(english["syt"].text.split())


def test_figures_that_an_indicator_cannot_hold_are_asked_about(folder):
    found = cchc.merge(folder(a__txt=report("Sở Y tế", _4_2_5="120,5")), PERIOD, units=UNITS)
    (told,) = [each for each in found.asked if each.vi.startswith("a.txt")]
    assert told.unit == "syt"
    assert "4.2.5" in told.vi


def test_units_of_the_register_that_are_not_listed_are_said(folder, tmp_path):
    with cchc.Register(tmp_path / "r.sqlite") as register:
        for name in ("Sở Y tế", "Sở Tài chính"):
            register.add(cchc.read(report(name), received="2024-06-10"))
        path = folder(a__txt=report("Sở Nội vụ"))
        found = cchc.merge(path, PERIOD, units=UNITS, register=register)
    by_unit = {each.unit: each.status for each in found.submissions}
    assert by_unit == {"sct": "missing", "syt": "received", "snv": "received"}
    assert figure(found, "4.2.1") == "80"
    assert any("“Sở Tài chính” không có trong danh sách" in line for line in lines(found))
