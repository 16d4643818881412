"""Which of several reports counts: what adding says is what the register shows."""

import csv
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cchc
from cchc import samples
from cchc.read.review import Answer, Review
from cchc.store import Register, export_register, import_register

UNIT, WINDOW = "so-y-te", "2024-H1"


def version(value, *, code="4.2.1", unit=UNIT, **others):
    """A report of one figure (and others, as c4_2_2=7 for 4.2.2), known by its figures."""
    rows = {code: value} | {
        name[1:].replace("_", "."): figure for name, figure in others.items() if name[0] == "c"
    }
    hashed = f"{sorted(rows.items())}{unit}"
    return cchc.from_rows(
        [
            {"indicator": name, "unit": unit, "period": WINDOW, "value": figure}
            for name, figure in rows.items()
        ],
        file=others.get("file", f"{value}.txt"), hash=hashed,
    )  # fmt: skip


def shown(register, code="4.2.1", unit=UNIT, as_known=None):
    return register.cube(as_known=as_known).figure(code, unit, WINDOW).text


DAYS = (None, "2024-06-10", "2024-06-12", "2024-06-20")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(DAYS)), min_size=1, max_size=7))
def test_what_adding_says_is_what_the_register_shows(sequence):
    with Register(":memory:") as register:
        before = ""
        for value, day in sequence:
            said = register.add(version(value), received=day)
            now = shown(register)
            if said.status in ("added", "correction"):
                assert now == str(value)
            elif said.status == "older":
                assert now == before
                last = max(said.later, key=lambda number: register.report(number).received)
                assert register.report(last).received > day
            else:
                assert said.status == "same"
                assert now == before
            assert (
                (said.status == "correction") == bool(said.earlier)
                or said.later
                or (said.status == "same")
            )
            before = now


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=7))
def test_without_days_the_last_addition_counts(values):
    with Register(":memory:") as register:
        for value in values:
            register.add(version(value))
            assert shown(register) == str(value)


def test_a_correction_without_a_day_takes_the_place_of_a_report_with_one():
    with Register(":memory:") as register:
        register.add(version(1), received="2024-06-10")
        added = register.add(version(2))
        assert (added.status, added.earlier, shown(register)) == ("correction", (1,), "2")
        assert register.report(2).received == ""
        assert shown(register, as_known="2024-06-10") == "2"
        assert register.add(version(3), received="2024-06-09").status == "older"
        assert shown(register) == "2"
        assert register.add(version(4), received="2024-06-11").status == "correction"
        assert shown(register) == "4"


def test_a_report_that_came_in_before_the_one_that_counts_says_so():
    with Register(":memory:") as register:
        register.add(version(2), received="2024-06-20")
        added = register.add(version(1), received="2024-06-10")
        assert (added.status, added.earlier, added.later) == ("older", (), (1,))
        assert shown(register) == "2"
        assert shown(register, as_known="2024-06-12") == "1"


def test_a_day_of_receipt_ranks_as_the_day_that_it_is_however_written():
    with Register(":memory:") as register:
        register.add(version(1), received="30/06/2024")
        assert register.add(version(2), received="2024-07-01").earlier == (1,)
        older = register.add(version(3), received="1.6.2024")
        assert (older.status, shown(register)) == ("older", "2")
        assert [each.received for each in register.reports()] == [
            "2024-06-30", "2024-07-01", "2024-06-01",
        ]  # fmt: skip
        assert shown(register, as_known="30/06/2024") == "1"


def test_the_first_version_sent_again_after_a_second_one_counts():
    with Register(":memory:") as register:
        for value, day in ((1, "2024-06-10"), (2, "2024-06-12")):
            register.add(version(value), received=day)
        again = register.add(version(1), received="2024-06-20")
        assert (again.status, again.id, again.earlier) == ("correction", 3, (1, 2))
        assert (shown(register), register.report(3).submission) == ("1", 2)
        assert shown(register, as_known="2024-06-12") == "2"
        assert register.add(version(1), received="2024-06-25").status == "same"
        assert register.add(version(2), received="2024-06-15").status == "same"
        assert len(register) == 3


def test_a_folder_gone_through_again_adds_nothing():
    files = [(1, "2024-06-10"), (2, "2024-06-10"), (1, "2024-06-20")]
    with Register(":memory:") as register:
        for _ in range(2):
            for number, (value, day) in enumerate(files):
                register.add(version(value, file=f"{number}.txt"), received=day, once=True)
        assert (len(register), shown(register)) == (3, "1")


def test_reports_that_share_no_row_are_parts_and_not_corrections():
    with Register(":memory:") as register:
        register.add(version(1))
        assert register.add(version(2, code="4.2.2")).status == "added"
        assert (shown(register), shown(register, "4.2.2")) == ("1", "2")


def test_rows_that_a_correction_leaves_blank_or_out_are_named():
    with Register(":memory:") as register:
        register.add(version(1, c4_2_2=7, c4_2_3=8))
        said = register.add(version(None, c4_2_2=9))
        assert (said.status, said.blank, said.absent) == ("correction", ("4.2.1",), ("4.2.3",))
        assert [shown(register, code) for code in ("4.2.1", "4.2.2", "4.2.3")] == ["1", "9", "8"]


def test_a_table_of_several_units_ranks_in_each_of_them_by_itself():
    rows = [
        {"indicator": "4.2.1", "unit": unit, "period": WINDOW, "value": 5} for unit in ("a", "b")
    ]
    with Register(":memory:") as register:
        register.add(version(1, unit="a"), received="2024-06-20")
        said = register.add(cchc.from_rows(rows, file="bảng.csv"))
        assert (said.status, said.earlier) == ("correction", (1,))
        late = register.add(version(2, unit="b"), received="2024-06-10")
        assert (late.status, late.earlier) == ("correction", (2,))
        assert [shown(register, unit=unit) for unit in ("a", "b")] == ["5", "2"]
        older = register.add(version(3, unit="a"), received="2024-06-15")
        assert (older.status, older.later) == ("older", (1, 2))


def test_a_second_reading_ranks_where_the_first_one_did():
    def read(value):
        row = {"indicator": "4.2.1", "unit": UNIT, "period": WINDOW, "value": value}
        return cchc.from_rows([row], file="a.txt", hash="a")

    with Register(":memory:") as register:
        register.add(read(1), received="2024-06-10")
        register.add(version(7), received="2024-06-10")
        said = register.add(read(2), received="2024-06-10", once=True)
        assert (said.status, said.later, shown(register)) == ("reread", (2,), "7")
        (first, second) = [each for each in register.reports() if each.sha256 == "a"]
        assert [(each.submission, each.reading) for each in (first, second)] == [(1, 1), (1, 2)]


def test_a_reading_that_an_answer_changed_is_kept_without_being_asked():
    text = samples.real_report_text()
    first = cchc.read(text, received="2024-06-10")
    with Register(":memory:") as register:
        register.add(first)
        assert register.add(cchc.read(text, received="2024-06-10")).status == "same"
        damaged = register.connection
        damaged.execute("UPDATE observation SET value = '41' WHERE indicator = '4.2.1'")
        said = register.add(first)
        assert (said.status, said.id) == ("reread", 2)
        assert register.cube().figure("4.2.1", first.agency, WINDOW).text == "40"


def test_answers_to_printed_rows_are_given_back_as_a_review():
    answers = (
        Answer("PL1", "2.1", "Số =văn bản", "%", "2.2"),
        Answer("PL1", "9", "khác", "", None),
    )
    with Register(":memory:") as register:
        register.remember("một câu hỏi khác", "3.1")
        register.remember('["row", 1]', "[]")
        register.keep_review(Review(answers))
        assert sorted(register.review().answers, key=str) == sorted(answers, key=str)
        register.keep_review(Review((Answer("PL1", "9.", "khác", "", "2.1"),)))
        assert register.review().find("PL1", "9", "khác", "").row == "2.1"


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_an_export_of_version_2_is_imported(tmp_path, to):
    if to == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
    with Register(":memory:") as register:
        register.add(version(1), received="2024-06-10")
        export_register(register, tmp_path, to=to)
    path = tmp_path / f"report.{to}"
    if to == "csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
        at = lines[0].index("submission")
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(line[:at] + line[at + 1 :] for line in lines)
    else:
        parquet.write_table(parquet.read_table(path).drop(["submission"]), path)
    with Register(":memory:") as other:
        assert import_register(other, tmp_path) == 1
        assert (shown(other), other.report(1).submission) == ("1", 1)


def test_submissions_and_readings_survive_export_and_import(tmp_path):
    with Register(":memory:") as register, Register(":memory:") as other:
        for value, day in ((1, None), (2, "2024-06-12"), (1, "2024-06-20"), (3, None), (1, None)):
            register.add(version(value), received=day)
        register.add(version(1), again=True)
        export_register(register, tmp_path)
        import_register(other, tmp_path)
        assert other.reports() == register.reports()
        assert shown(other) == shown(register) == "1"


@pytest.mark.parametrize("day", ["2024-06-10", dt.date(2024, 6, 10)])
def test_days_are_texts_or_dates(day):
    with Register(":memory:") as register:
        register.add(version(1), received=day)
        assert register.report(1).received == "2024-06-10"
