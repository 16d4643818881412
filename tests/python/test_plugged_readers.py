"""Readers that users register and that return rows of cells."""

import json

import pytest
from office_files import HEADER, ROWS, opening

import cchc


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def rows_of(report_rows):
    """A heading, the title of a form and its table, as a program would export them."""
    return [[line] for line in opening().splitlines()] + [["Phụ lục I"], [*HEADER], *report_rows]


def test_a_reader_may_return_rows_of_cells(tmp_path):
    cchc.reader("exported", suffixes=".rows")(lambda data, file: json.loads(data))
    path = tmp_path / "report.rows"
    path.write_text(json.dumps(rows_of(ROWS), ensure_ascii=False), encoding="utf-8")
    report = cchc.read(path)
    delimited = "\n".join([opening(), "Phụ lục I", *(";".join(row) for row in [HEADER, *ROWS])])
    same = cchc.read(delimited + "\n", file="f.csv")
    assert report.kind == "reader"
    assert (report.agency, report.period) == (same.agency, same.period)
    assert [(row.code, row.value, row.raw) for row in report.observations] == [
        (row.code, row.value, row.raw) for row in same.observations
    ]
    places = [row.place.where for row in report.observations if row.value is not None]
    header = len(rows_of([]))
    assert places[0] == f"row {header + 1} column 4"
    assert len(cchc.read_all(path)) == 1


def test_numbers_and_nothing_in_rows_are_cells_as_a_workbook_stores_them(tmp_path):
    rows = [list(row) for row in ROWS]
    taken = {row[0].rstrip("."): int(row[3]) for row in rows if row[3].isdecimal()}
    for row in rows:
        row[3] = float(row[3]) if row[3].isdecimal() else None
    cchc.reader("exported", suffixes=".rows")(lambda data, file: rows_of(rows))
    (tmp_path / "a.rows").write_bytes(b"x")
    report = cchc.read(tmp_path / "a.rows")
    found = {row.code: row for row in report.observations}
    assert taken
    for code, figure in taken.items():
        assert found[code].value == figure
    blanks = [row for row in report.observations if row.value is None]
    assert all(row.state != "reported" for row in blanks)


@pytest.mark.parametrize(
    "cells", [[["a", True]], [["a", float("nan")]], [["a", b"b"]], [["a"], "b"], [{"a": 1}], {}]
)
def test_rows_of_something_else_are_refused_with_their_place(tmp_path, cells):
    cchc.reader("exported", suffixes=".rows")(lambda data, file: cells)
    (tmp_path / "a.rows").write_bytes(b"x")
    with pytest.raises(cchc.ExtensionError, match=r"E1408.*rows of cells"):
        cchc.read(tmp_path / "a.rows")


def test_rows_without_a_report_are_refused_like_any_file(tmp_path):
    cchc.reader("exported", suffixes=".rows")(lambda data, file: [])
    (tmp_path / "a.rows").write_bytes(b"x")
    with pytest.raises(cchc.InputError):
        cchc.read(tmp_path / "a.rows")


@pytest.mark.parametrize("given", ["\ud800", [["1", "a \udc80"]]])
def test_half_a_character_is_refused_like_any_other_wrong_return(tmp_path, given):
    cchc.reader("stray", suffixes=".se")(lambda data, file: given)
    path = tmp_path / "report.se"
    path.write_bytes(b"\x80")
    with pytest.raises(cchc.ExtensionError, match=r"E1408.*half a character") as caught:
        cchc.read(path)
    assert "stray" in caught.value.message_vi
