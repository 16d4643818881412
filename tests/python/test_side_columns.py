"""Columns of another window beside the reported one: compared with, and outranked by its report."""

import itertools
from pathlib import Path

import pytest
from click.testing import CliRunner
from office_files import HEADER, ROWS, docx, opening, paragraph, sheet, table, xlsx

import cchc
from cchc.check.gather import gather
from cchc.cli import cli
from cchc.store import Register, export_register, import_register

AGENCY, NOW, THEN = "Sở Y tế Nam Định", "2024-H1", "2023-H1"
UNITS = [
    {"id": "*", "name": "Tỉnh Nam Định", "type": "province", "reports": False},
    {"id": "syt", "name": "Sở Y tế", "parent": "*", "type": "department"},
]
SIDE = "2024-06-14_syt.xlsx"
OFFICIAL = "2023-06-15_syt.docx"


def then(code, value):
    """Figures of last year: the report of last year but for one row."""
    return [row if row[0] != code else (*row[:3], value) for row in ROWS]


def official(value="45", code="4.2.1.", rows=None):
    body = paragraph(opening(AGENCY, "6 tháng đầu năm 2023")) + paragraph("Phụ lục I")
    return docx(body + table([(*row, "") for row in rows or then(code, value)]))


def with_side_column(value="99", code="4.2.1.", days=""):
    heading = [*HEADER[:3], "Thực hiện 6 tháng đầu năm 2023", "Thực hiện 6 tháng đầu năm 2024"]
    rows = [[*old, row[3]] for old, row in zip(then(code, value), ROWS, strict=True)]
    return xlsx({"A": sheet([[opening(AGENCY)], [days], ["Phụ lục I"], heading, *rows])})


def baseline(cube, code="4.2.1", unit="syt"):
    return cube.figure(code, unit, THEN).text


def asked(found, at="vi"):
    return [getattr(each, at) for each in found.asked]


def test_a_column_of_another_window_says_that_it_is_one():
    now, column = cchc.read_all(with_side_column(), file="a.xlsx")
    assert [(str(each.period), each.side_column) for each in (now, column)] == [
        (NOW, False), (THEN, True),
    ]  # fmt: skip
    assert not cchc.read(official(), file="a.docx").side_column


def test_the_days_that_the_words_tell_are_not_those_of_a_side_column():
    data = with_side_column(days="Số liệu từ ngày 15/12/2023 đến ngày 14/6/2024.")
    now, column = cchc.read_all(data, file="a.xlsx")
    assert (now.window, column.window) == (("2023-12-15", "2024-06-14"), None)
    assert "CCHC-I1328" not in [each.code for each in column.issues]


def test_a_side_column_stays_one_in_json():
    _, column = cchc.read_all(with_side_column(), file="a.xlsx")
    assert cchc.read(column.to_json().encode(), file="a.json").side_column
    assert not cchc.read(
        cchc.read(official(), file="a.docx").to_json().encode(), file="a.json"
    ).side_column


@pytest.mark.parametrize("days", [("2023-06-15", "2024-06-14"), ("2024-07-01", "2024-06-14")])
def test_the_report_of_the_window_is_the_baseline_whatever_day_it_came(folder, days):
    path = folder(**{
        f"{days[0]}_cũ__docx": official(), f"{days[1]}_syt__xlsx": with_side_column(),
    })  # fmt: skip
    found = cchc.merge(path, NOW, units=UNITS, processes=1)
    assert baseline(found.totals) == baseline(found.cube) == "45"
    names = f"{days[1]}_syt.xlsx", f"{days[0]}_cũ.docx"
    (vi,), (en,) = asked(found), asked(found, "en")
    for text in (vi, en):
        assert all(name in text for name in names)
        assert "4.2.1: 99 ≠ 45" in text
    assert vi.endswith("Số nào đúng?")


def test_the_register_holds_the_report_that_outranks_the_column_of_the_folder(folder, tmp_path):
    path = folder(**{SIDE.replace(".", "__"): with_side_column()})
    with Register(tmp_path / "s.sqlite") as register:
        register.add(cchc.read(official(), file=f"cu/{OFFICIAL}"), received="2023-06-15")
        for _ in range(2):
            found = cchc.merge(path, NOW, units=UNITS, register=register, processes=1)
            assert baseline(found.totals) == "45"
            (text,) = asked(found)
            assert SIDE in text
            assert OFFICIAL in text
        assert len(register) == 3
    (letter,) = found.letters(sender="Sở Nội vụ")
    assert "4.2.1: 99 ≠ 45" in " ".join(letter.text.split())


def test_without_a_report_of_the_window_the_column_is_the_baseline(folder):
    found = cchc.merge(folder(a__xlsx=with_side_column()), NOW, units=UNITS, processes=1)
    assert baseline(found.totals) == "99"
    assert asked(found) == []
    ((vi, _),) = found.unused
    assert "chỉ nơi báo cáo của kỳ đó không có số" in vi


def test_a_column_that_agrees_is_not_asked(folder):
    path = folder(a__docx=official("99"), b__xlsx=with_side_column("99"))
    assert asked(cchc.merge(path, NOW, units=UNITS, processes=1)) == []


def test_a_blank_of_the_report_is_filled_by_the_column_and_asked(folder):
    path = folder(a__docx=official(""), b__xlsx=with_side_column())
    found = cchc.merge(path, NOW, units=UNITS, processes=1)
    assert baseline(found.totals) == "99"
    (text,) = asked(found)
    assert text.startswith("a.docx: để trống")
    assert "b.xlsx" in text
    assert "4.2.1: 99" in text


def test_a_row_that_the_report_does_not_have_is_filled_in(folder):
    rows = [row for row in then("1.1.1.", "30") if row[0] != "4.2.1."]
    path = folder(a__docx=official(rows=rows), b__xlsx=with_side_column())
    found = cchc.merge(path, NOW, units=UNITS, processes=1)
    assert (baseline(found.totals), baseline(found.totals, "1.1.1")) == ("99", "30")
    (text,) = asked(found)
    assert "1.1.1: 39 ≠ 30" in text
    assert "4.2.1" not in text


def test_a_side_column_is_no_version_of_the_report_of_its_window(folder):
    path = folder(**{
        OFFICIAL.replace(".", "__"): official(), SIDE.replace(".", "__"): with_side_column(),
    })  # fmt: skip
    found = cchc.merge(path, THEN, units=UNITS, due="2023-06-20", processes=1)
    (sent,) = found.submissions
    assert (sent.file, sent.version, sent.status, sent.earlier) == (OFFICIAL, 1, "received", ())
    assert not any("bản cũ" in line for line, _ in found.unused)


def test_a_later_side_column_takes_the_place_of_an_earlier_one(folder):
    path = folder(**{
        "2024-06-14_a__xlsx": with_side_column(), "2024-06-20_a__xlsx": with_side_column("98"),
    })  # fmt: skip
    assert baseline(cchc.merge(path, NOW, units=UNITS, processes=1).totals) == "98"


DAYS = (None, "2023-06-15", "2024-06-14", "2024-07-01")


@pytest.mark.parametrize(("first", "second"), [*itertools.product(DAYS, DAYS)])
@pytest.mark.parametrize("column_first", [True, False])
def test_a_register_ranks_a_side_column_below_in_every_order(first, second, column_first):
    _, column = cchc.read_all(with_side_column(), file=SIDE)
    report = cchc.read(official(), file=OFFICIAL)
    order = [column, report] if column_first else [report, column]
    with Register(":memory:") as register:
        said = [
            register.add(each, received=day)
            for each, day in zip(order, (first, second), strict=True)
        ]
        assert [each.status for each in said] == ["added", "added" if column_first else "beside"]
        assert (said[1].beside if column_first else said[1].later) == (1,)
        assert said[1].earlier == ()
        ((change,), at) = said[1].unlike, register.cube()
        assert (change.indicator, change.before, change.after) == ("4.2.1", "99", "45")
        assert baseline(at, unit=at.hierarchy.unit(1)["id"]) == "45"
        for each, told in zip(order, said, strict=True):
            assert (register.add(each).status, register.add(each).id) == ("same", told.id)
        assert len(register) == 2


def test_what_was_known_on_a_day_is_the_column_until_the_report_came():
    _, column = cchc.read_all(with_side_column(), file=SIDE)
    with Register(":memory:") as register:
        register.add(column, received="2024-06-14", unit="syt")
        register.add(cchc.read(official()), received="2024-07-01", unit="syt")
        for day, figure in (("2024-06-20", "99"), ("2024-07-02", "45")):
            assert baseline(register.cube(as_known=day)) == figure


def test_reports_built_without_a_register_rank_alike():
    _, column = cchc.read_all(with_side_column(), file=SIDE, received="2024-06-14")
    report = cchc.read(official(), file=OFFICIAL, received="2023-06-15")
    units = {AGENCY: "syt"}
    for reports in ([column, report], [report, column]):
        built = cchc.build(reports, hierarchy=UNITS, units=units)
        assert baseline(built) == "45"
        (said,) = [each for each in built.issues if each["code"] == "CCHC-I0914"]
        for language in ("vi", "en"):
            words = ("4.2.1", "99", "45", SIDE, OFFICIAL)
            assert all(word in said[f"message_{language}"] for word in words)
    built = cchc.build([column], hierarchy=UNITS, units=units)
    assert (baseline(built), built.issues) == ("99", [])


def test_a_check_of_both_takes_the_report_of_the_window():
    readings = [*cchc.read_all(with_side_column("99", "4.2.1."), file=SIDE, received="2024-06-14")]
    readings.append(cchc.read(official(), file=OFFICIAL, received="2023-06-15"))
    tree = cchc.hierarchy(UNITS)
    found = gather(readings, tree, units={AGENCY: "syt"}, period=None, known=frozenset())
    assert baseline(cchc.build(found.observations, hierarchy=tree)) == "45"


def test_a_register_made_before_side_columns_were_told_learns_it_when_they_come_again():
    _, column = cchc.read_all(with_side_column(), file=SIDE)
    with Register(":memory:") as register:
        register.add(cchc.read(official()), received="2023-06-15", unit="syt")
        register.add(column, received="2024-06-14", unit="syt")
        register.connection.execute("UPDATE report SET side_column = 0")
        assert baseline(register.cube()) == "99"
        assert register.add(column, received="2024-06-14", unit="syt").status == "reread"
        assert baseline(register.cube()) == "45"


def test_an_export_keeps_which_reports_are_side_columns(tmp_path):
    _, column = cchc.read_all(with_side_column(), file=SIDE)
    with Register(":memory:") as register, Register(":memory:") as other:
        register.add(cchc.read(official()), received="2023-06-15", unit="syt")
        register.add(column, received="2024-06-14", unit="syt")
        export_register(register, tmp_path)
        import_register(other, tmp_path)
        assert [each.side_column for each in other.reports()] == [False, True]
        assert baseline(other.cube()) == "45"


def test_the_command_says_what_counts_and_what_differs(tmp_path):
    for name, data in ((OFFICIAL, official()), (SIDE, with_side_column())):
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in (OFFICIAL, SIDE)]
    for lang, order in itertools.product(("vi", "en"), (paths, paths[::-1])):
        register = str(tmp_path / f"{lang}{Path(order[0]).name}.sqlite")
        told = CliRunner().invoke(cli, ["register", "add", register, *order, "--lang", lang])
        assert told.exit_code == 0, told.output
        *_, last = told.output.splitlines()
        assert "4.2.1: 99 ≠ 45" in last
        other = OFFICIAL if order == paths else SIDE
        assert f"({other})" in last
        counts = {"vi": "vẫn được dùng", "en": "still counts"}[lang]
        assert (counts in last) == (order == paths)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_table_counts_before_a_side_column_whatever_day_it_came(backwards):
    archive = cchc.from_rows(
        [{"indicator": "4.2.1", "unit": "syt", "period": THEN, "value": 45}], received="2023-06-15"
    )
    now, column = cchc.read_all(with_side_column(), file="a.xlsx", received="2024-06-14")
    given = [archive, now, column]
    units = {now.agency: "syt"}
    cube = cchc.build(given[::-1] if backwards else given, hierarchy=UNITS, units=units)
    assert baseline(cube) == "45"
    assert cube.figure("4.2.1", "syt", NOW).value is not None
    assert baseline(cchc.build([now, column], hierarchy=UNITS, units=units)) == "99"
