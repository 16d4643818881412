"""The real report's figures, retyped as every kind of file, read as they do from text."""

import io

import pytest
from real_report import REPORT, needs_report

import cchc
from cchc import samples
from cchc.testing import KINDS, clean_report

WINDOW = ("16/12/2023", "06/6/2024")
PERIOD = "6 tháng đầu năm 2024"


def retyped(report, kind):
    """The printed cells of a report as another kind of file."""
    cells = {(row.form, row.row.form_code): (row.raw, row.note) for row in report.observations}
    agency = report.agency_printed
    return clean_report(cells, kind, agency=agency, period=PERIOD, window=WINDOW)


def observed(report):
    return [
        (
            row.form,
            row.code,
            row.state,
            row.value,
            row.second_value,
            row.raw,
            row.note,
            row.note_pair,
        )
        for row in report.observations
    ]


@pytest.fixture(scope="module")
def reprinted():
    return cchc.read(samples.real_report_text(), file="in-lai.txt")


@pytest.mark.parametrize("kind", KINDS)
def test_the_reprinted_figures_read_alike_from_every_kind(reprinted, kind):
    report = cchc.read(retyped(reprinted, kind), file=f"go-lai{KINDS[kind]}")
    assert len(report.observations) == 63
    assert observed(report) == observed(reprinted)
    assert report.kind == kind
    assert (str(report.period), report.window) == ("2024-H1", ("2023-12-16", "2024-06-06"))
    assert report.agency_printed == reprinted.agency_printed


@needs_report
@pytest.mark.parametrize("kind", ["word", "excel", "pdf", "csv", "html"])
def test_the_real_report_retyped_gives_the_same_observations_as_its_text(kind):
    text = cchc.read(REPORT)
    report = cchc.read(retyped(text, kind), file=f"go-lai{KINDS[kind]}")
    assert len(report.observations) == 63
    assert observed(report) == observed(text)


@pytest.mark.parametrize("kind", ["word", "excel", "pdf", "csv", "html"])
def test_each_row_tells_its_place_in_words(reprinted, kind):
    report = cchc.read(retyped(reprinted, kind), file="f")
    first = report.observations[0].place
    expected = {
        "word": "table 1 row 4",
        "excel": "Phụ lục I!D8",
        "pdf": "page 1 row 4",
        "csv": "line 7 column 4",
        "html": "table 1 row 4",
    }
    assert (first.first_line, first.where) == (None, expected[kind])
    assert str(first) == f"f: {expected[kind]}"


def test_json_that_cchc_wrote_reads_back_to_the_same_observations(reprinted):
    again = cchc.read(reprinted.to_json().encode(), file="bao-cao.json")
    assert again.kind == "json"
    assert observed(again) == observed(reprinted)
    assert (again.agency, again.period, again.window) == (
        reprinted.agency,
        reprinted.period,
        reprinted.window,
    )


@pytest.mark.parametrize("kind", ["word", "excel", "pdf", "html"])
def test_the_content_tells_the_kind_and_a_wrong_name_is_remarked(reprinted, kind, tmp_path):
    path = tmp_path / "bao-cao.xls"
    path.write_bytes(retyped(reprinted, kind))
    report = cchc.read(path)
    assert report.kind == kind
    assert report.issues[0].code == "CCHC-I1338"
    assert len(report.observations) == 63


def test_a_pdf_without_ruled_lines_goes_to_the_text_grammar(reprinted):
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    pages = pytest.importorskip("cchc._testing.pages")
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    pages._style()
    lines = samples.real_report_text().split("\n")
    for start in range(0, len(lines), 60):
        page.setFont("DejaVuSans", 7)
        for number, line in enumerate(lines[start : start + 60]):
            page.drawString(40, 800 - 12 * number, line)
        page.showPage()
    page.save()
    report = cchc.read(stream.getvalue(), file="f.pdf")
    assert report.kind == "pdf"
    assert observed(report) == observed(reprinted)
    assert report.observations[0].place.where.startswith("page 1 line ")


def test_a_page_that_is_a_picture_is_said_and_the_others_are_read(reprinted):
    image = pytest.importorskip("PIL.Image")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    utils = pytest.importorskip("reportlab.lib.utils")
    pypdfium2 = pytest.importorskip("pypdfium2")
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.drawImage(utils.ImageReader(image.new("RGB", (20, 20))), 10, 10)
    page.showPage()
    page.save()
    scanned = stream.getvalue()
    with pytest.raises(cchc.InputError) as caught:
        cchc.read(scanned, file="f.pdf")
    assert caught.value.code == "CCHC-E1356"
    book = pypdfium2.PdfDocument(retyped(reprinted, "pdf"))
    other = pypdfium2.PdfDocument(scanned)
    book.import_pages(other)
    whole = io.BytesIO()
    book.save(whole)
    count = len(book)
    book.close()
    other.close()
    report = cchc.read(whole.getvalue(), file="f.pdf")
    assert observed(report) == observed(reprinted)
    assert [issue.place for issue in report.issues if issue.code == "CCHC-I1337"] == [
        f"page {count}"
    ]
