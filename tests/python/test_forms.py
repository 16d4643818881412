"""Forms that a user fills as a table, readers of further files, resolvers of unit names."""

import codecs
import json

import pytest

import cchc
from cchc import samples
from cchc.forms import form_text, known_catalogue

ROWS = [
    {"code": "1", "label": "Công tác một cửa"},
    {"code": "1.1", "label": "Số lượt người dân đến giao dịch", "unit of measure": "Lượt"},
    {"code": "1.2", "label": "Số TTHC thực hiện tại sở", "unit of measure": "Thủ tục", "indicator": "3.1"},
    {"code": "1.3", "label": "Tỷ lệ hài lòng tại quầy", "unit of measure": "%"},
]  # fmt: skip

TEXT = """SỞ THỬ NGHIỆM
BÁO CÁO
Công tác cải cách hành chính 6 tháng đầu năm 2024

Biểu HN1
BIỂU SỐ LIỆU MỘT CỬA

STT    Chỉ tiêu thống kê                      Đơn vị tính   Số liệu   Ghi chú
1      Công tác một cửa
1.1    Số lượt người dân đến giao dịch        Lượt          1.204
1.2    Số TTHC thực hiện tại sở               Thủ tục       127
1.3    Tỷ lệ hài lòng tại quầy                %             98,5
"""


@pytest.fixture(autouse=True)
def scope():
    with cchc.extensions():
        yield


def register(rows=ROWS, **more):
    named = {"id": "HN1", "title_vi": "Biểu số liệu một cửa",
             "titles": ("Biểu HN1", "BIỂU SỐ LIỆU MỘT CỬA")}  # fmt: skip
    return cchc.form(rows, **{**named, **more})


def test_a_report_on_a_users_form_is_read_and_becomes_a_cube():
    register()
    report = cchc.read(TEXT)
    cube = cchc.build(
        report, hierarchy=[{"id": "so", "name": "Sở Thử nghiệm"}], units={report.agency: "so"},
        period="2024-H1",
    )  # fmt: skip
    assert cube.issues == []
    assert cube.figure("HN1:1.1", "so", "2024-H1").text == "1204"
    assert cube.figure("3.1", "so", "2024-H1").text == "127"
    assert cube.figure("HN1:1.3", "so", "2024-H1").text == "98.5"
    assert cube["HN1:1.1"].indicator["unit_of_measure"] == "lượt"


def test_without_the_form_the_report_is_not_known():
    report = cchc.read(TEXT)
    assert [row for row in report.rows if row.value] == []


def test_codes_of_the_form_stand_in_formulas():
    register()
    cchc.indicator(
        "visits_per_procedure",
        formula="[1.1] / [1.2]",
        form="HN1",
        unit_of_measure={"id": "lượt / procedure", "label_vi": "lượt/thủ tục", "label_en": "x"},
    )
    report = cchc.read(TEXT)
    cube = cchc.build(report, hierarchy=[{"id": "so", "name": "Sở"}], units={report.agency: "so"},
                      period="2024-H1")  # fmt: skip
    figure = cchc.derive(cube, "visits_per_procedure").figure(
        "visits_per_procedure", "so", "2024-H1"
    )
    assert figure.value == 1204 / 127


def test_a_table_may_be_a_csv_file_that_the_template_began(tmp_path):
    path = cchc.form_template(tmp_path / "form.csv")
    form = cchc.form(path, id="HN2", title_vi="Biểu hai")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["code"] for row in form.definition.form["rows"]] == ["1", "1.1", "1.2"]
    assert form.definition.indicators[0]["code"] == "HN2:1.1"


def test_a_table_may_be_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Mã", "Tên chỉ tiêu", "Đơn vị tính", "Chỉ tiêu"])
    for row in ROWS:
        book.active.append(
            [row.get(key, "") for key in ("code", "label", "unit of measure", "indicator")]
        )
    book.save(tmp_path / "form.xlsx")
    form = register(tmp_path / "form.xlsx")
    assert [row["code"] for row in form.definition.form["rows"]] == ["1", "1.1", "1.2", "1.3"]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([{"code": "", "label": "x"}], "row 1 needs a code"),
        ([{"code": "1", "label": ""}], "row 1 needs a code"),
        ([{"code": "1", "label": "x", "indicator": "9.9.9"}], "9.9.9"),
        ([{"code": "1", "label": "x", "unit of measure": "%", "kind": "odd"}], "kind 'odd'"),
        (
            [{"code": "1", "label": "x", "unit of measure": "%"},
             {"code": "1", "label": "y", "indicator": "3.1"}],
            "1",
        ),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused_with_its_row(rows, fault):
    with pytest.raises(cchc.ExtensionError, match="E1403") as caught:
        register(rows)
    assert fault in caught.value.message_en
    assert caught.value.message_vi != caught.value.message_en
    assert cchc.list_extensions("form") == []


@pytest.mark.parametrize("name", ["PL1", "BM3", "a b", "số", ""])
def test_an_id_that_is_taken_or_no_identifier_is_refused(name):
    with pytest.raises(cchc.ExtensionError, match="E1403"):
        register(id=name)


def test_the_shipped_catalogue_stays_as_it_is():
    register()
    assert known_catalogue().find("HN1:1.1") is not None
    assert cchc.catalogue().find("HN1:1.1") is None
    assert len(cchc.catalogue()) < len(known_catalogue())


def test_texts_of_forms_are_found_by_id():
    register()
    assert json.loads(form_text("BM3"))["form"] == "BM3"
    assert json.loads(form_text("HN1"))["form"] == "HN1"
    with pytest.raises(cchc.ExtensionError, match=r"E1402.*PL1, BM3, HN1"):
        form_text("HN9")


def test_a_reader_turns_another_kind_of_file_into_a_report(tmp_path):
    calls = []

    @cchc.reader(suffixes=".rot13")
    def turned(data, file):
        calls.append(file)
        return codecs.decode(data.decode(), "rot13")

    plain = samples.real_report_text()
    path = tmp_path / "report.rot13"
    path.write_text(codecs.encode(plain, "rot13"), encoding="utf-8")
    report = cchc.read(path)
    assert report.agency == cchc.read(plain).agency
    assert [row.value for row in report.rows] == [row.value for row in cchc.read(plain).rows]
    assert calls == [str(path)]
    assert cchc.read(path.read_bytes(), file="x.rot13").agency == report.agency
    assert len(cchc.read_all(path)) == 1


@pytest.mark.parametrize(
    ("function", "code"),
    [(lambda data, file: 3, "E1408"), (lambda data, file: None, "E1408"),
     (lambda data, file: 1 / 0, "E1407"), (lambda data: "", "E1407")],
)  # fmt: skip
def test_a_broken_reader_is_refused(tmp_path, function, code):
    cchc.reader("broken", suffixes=".odd")(function)
    (tmp_path / "a.odd").write_bytes(b"x")
    with pytest.raises(cchc.ExtensionError, match=code):
        cchc.read(tmp_path / "a.odd")


def test_a_missing_file_is_an_input_error_for_readers_too(tmp_path):
    cchc.reader("odd", suffixes=".odd")(lambda data, file: "")
    with pytest.raises(cchc.InputError):
        cchc.read(tmp_path / "none.odd")


def test_a_resolver_finds_the_unit_of_an_agency_in_one_call_for_all():
    asked = []

    @cchc.unit_resolver()
    def by_initials(names, hierarchy):
        asked.append(names)
        return {name: "sct" for name in names if "Công Thương" in name or "Công thương" in name}

    report = cchc.read(samples.real_report_text())
    units = [{"id": "sct", "name": "Sở số một"}, {"id": "other", "name": "Sở khác"}]
    cube = cchc.build([report, report], hierarchy=units, period="2024-H1")
    assert len(asked) == 1
    assert report.agency in asked[0]
    assert cube.figure("3.3", "sct", "2024-H1").value == 16181


@pytest.mark.parametrize(
    ("function", "code"),
    [(lambda names, tree: ["so"], "E1408"), (lambda names, tree: {names[0]: 3}, "E1408"),
     (lambda names, tree: {names[0]: "nowhere"}, "E1415"), (lambda names, tree: 1 / 0, "E1407")],
)  # fmt: skip
def test_a_broken_resolver_is_refused(function, code):
    cchc.unit_resolver("broken")(function)
    report = cchc.read(samples.real_report_text())
    with pytest.raises(cchc.ExtensionError, match=code):
        cchc.build(report, hierarchy=[{"id": "so", "name": "Sở số một"}], period="2024-H1")


def agencies():
    """A report of an agency, and one of another that nobody knows."""
    text = samples.real_report_text()
    other = text.replace("Công Thương", "Lạ Hoắc").replace("CÔNG THƯƠNG", "LẠ HOẮC")
    return cchc.read(text), cchc.read(other)


def units_with_figures(cube):
    return [unit for unit in cube.unit_ids if cube.figure("3.3", unit, "2024-H1").value is not None]


def test_a_resolver_changes_no_name_that_is_given():
    known, unknown = agencies()
    cchc.unit_resolver("table")(lambda names, tree: {known.agency: "other"})
    units = [{"id": "sct", "name": "Sở số một"}, {"id": "other", "name": "Sở khác"}]
    given = {known.agency: "sct"}
    cube = cchc.build([known, unknown], hierarchy=units, period="2024-H1", units=given)
    assert units_with_figures(cube) == ["sct"]


def test_a_resolver_changes_no_name_that_the_hierarchy_has():
    known, unknown = agencies()
    cchc.unit_resolver("table")(lambda names, tree: dict.fromkeys([*names, known.agency], "other"))
    units = [{"id": "sct", "name": known.agency}, {"id": "other", "name": "Sở khác"}]
    cube = cchc.build([known, unknown], hierarchy=units, period="2024-H1")
    assert units_with_figures(cube) == ["sct", "other"]


def test_the_first_resolver_that_knows_a_name_decides():
    known, _ = agencies()
    cchc.unit_resolver("first")(lambda names, tree: {known.agency: "sct"})
    cchc.unit_resolver("second")(lambda names, tree: {known.agency: "other"})
    units = [{"id": "sct", "name": "Sở số một"}, {"id": "other", "name": "Sở khác"}]
    assert units_with_figures(cchc.build(known, hierarchy=units, period="2024-H1")) == ["sct"]
