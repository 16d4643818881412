"""The matrix: a unit's own column holds what its file prints, its total stands in another one."""

import pytest
from merge_reports import PERIOD, report

import cchc
from cchc.present.matrix import matrix_page

UNITS = [
    {"id": "*", "name": "Tỉnh Hà Nam", "type": "province", "reports": False},
    {"id": "kb", "name": "UBND huyện Kim Bảng", "parent": "*", "type": "district"},
    {"id": "x", "name": "UBND xã Thi Sơn", "parent": "kb", "type": "commune"},
    {"id": "syt", "name": "Sở Y tế", "parent": "*", "type": "department"},
]
DISTRICT, TOTAL = "UBND huyện Kim Bảng", "UBND huyện Kim Bảng: tổng hợp"


def matrix(found, lang="vi"):
    """Texts of the matrix by heading and code, those above the figures by their label."""
    page = next(each for each in found.pages(lang=lang) if each.name in ("Ma trận", "Matrix"))
    heads = [head.title for head in page.heads]
    return {
        head: {row[0].text or row[1].text: row[at].exact or row[at].text for row in page.rows}
        for at, head in enumerate(heads)
    }


@pytest.fixture
def found(folder):
    path = folder(**{
        "2024-06-14_kb__txt": report(DISTRICT, _4_2_1=45, _4_2_5="10,5"),
        "2024-06-14_x__txt": report("UBND xã Thi Sơn", _4_2_1=25, _4_2_5=0),
        "2024-06-14_y__txt": report("Sở Y tế", _4_2_1=60),
    })  # fmt: skip
    return cchc.merge(path, PERIOD, units=UNITS, processes=1)


def test_a_units_column_holds_its_own_figures_and_file(found):
    own = matrix(found)[DISTRICT]
    assert (own["4.2.1"], own["4.2.5"], own["Tệp nguồn"]) == ("45", "10.5", "2024-06-14_kb.txt")


def test_its_total_stands_apart_without_a_file(found):
    columns = matrix(found)
    assert (columns[TOTAL]["4.2.1"], columns[TOTAL]["Tệp nguồn"]) == ("70", "")
    assert columns["Tỉnh Hà Nam: tổng hợp"]["4.2.1"] == "130"
    assert "Tỉnh Hà Nam" not in columns  # it owes no report


def test_own_columns_add_up_to_the_total_of_all(found):
    columns = matrix(found)
    own = sum(int(columns[unit["name"]]["4.2.1"]) for unit in UNITS[1:])
    assert str(own) == columns["Tỉnh Hà Nam: tổng hợp"]["4.2.1"]


def test_the_columns_are_named_in_english_too(found):
    assert matrix(found, "en")["UBND huyện Kim Bảng: total"]["4.2.1"] == "70"


def test_a_unit_that_sent_nothing_has_a_blank_column_of_its_own(folder):
    path = folder(a__txt=report("UBND xã Thi Sơn", _4_2_1=25))
    columns = matrix(cchc.merge(path, PERIOD, units=UNITS, processes=1))
    assert set(columns[DISTRICT].values()) == {""}
    assert columns[TOTAL]["4.2.1"] == "25"


def test_a_unit_above_others_that_sent_a_report_it_does_not_owe_has_its_column(folder):
    units = [{**unit, "reports": unit["id"] not in ("*", "kb")} for unit in UNITS]
    path = folder(a__txt=report(DISTRICT, _4_2_1=45), b__txt=report("UBND xã Thi Sơn"))
    columns = matrix(cchc.merge(path, PERIOD, units=units, processes=1))
    assert (columns[DISTRICT]["4.2.1"], columns[TOTAL]["4.2.1"]) == ("45", "85")


def test_figures_that_were_not_rolled_up_are_nobodys_total(found):
    page = matrix_page(found.cube.sel(periods=PERIOD), cchc.Period(PERIOD))
    assert [head.title for head in page.heads[3:]] == [unit["name"] for unit in UNITS]
