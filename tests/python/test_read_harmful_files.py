"""Files that harm or cannot be read are refused with a typed error, in bounded time and memory."""

import io
import json
import resource
import subprocess
import sys
import time
import zipfile

import pytest
from office_files import (
    ROWS,
    archive,
    docx,
    filled,
    opening,
    paragraph,
    report_rows,
    sheet,
    table,
    xlsx,
)

import cchc
from cchc.errors import InputError
from cchc.read import libraries
from cchc.testing import messy_report

LAUGHS = "".join(
    f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
)
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
WORD_BODY = paragraph(opening()) + paragraph("Phụ lục I") + table(filled())


def refused(data, file="f"):
    begun = time.perf_counter()
    with pytest.raises(InputError) as caught:
        cchc.read(data, file=file)
    assert time.perf_counter() - begun < 20
    assert caught.value.message_vi
    assert caught.value.message_en
    return caught.value.code


def test_the_files_these_tests_damage_are_sound_before():
    for data in (docx(WORD_BODY), xlsx({"A": sheet(report_rows())})):
        assert len(cchc.read(data, file="f").observations) == len(ROWS)


def test_zero_bytes_are_refused():
    assert refused(b"") == "CCHC-E1301"


@pytest.mark.parametrize("kind", ["word", "excel"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_office_file_is_refused(kind, kept):
    data = messy_report(1, kind).data
    assert refused(data[: int(len(data) * kept)]) == "CCHC-E1338"


@pytest.mark.parametrize("kept", [0.002, 0.3])
def test_a_truncated_pdf_is_refused_or_read_without_a_wrong_figure(kept):
    data = messy_report(1, "pdf").data
    assert refused(data[: int(len(data) * kept)]) in ("CCHC-E1359", "CCHC-E1356")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("prolog", [BILLION, OUTSIDE])
def test_a_workbook_with_entities_is_refused(part, prolog):
    data = xlsx({"A": sheet(report_rows())}, styles='<styleSheet xmlns="x"/>')
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: source.read(name).decode() for name in source.namelist()}
    assert refused(archive(parts | {part: prolog + parts[part]})) == "CCHC-E1351"


@pytest.mark.parametrize("prolog", [BILLION, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_with_entities_is_refused_whatever_its_encoding(prolog, encoding):
    text = prolog.replace('version="1.0"', f'version="1.0" encoding="{encoding}"') + "<x>&l9;</x>"
    parts = {"word/document.xml": text.encode(encoding)}
    assert refused(archive(parts)) == "CCHC-E1351"


def test_an_archive_that_expands_too_far_is_refused_before_it_is_expanded():
    assert refused(archive({"word/document.xml": b"0" * 30_000_000})) == "CCHC-E1339"


def test_an_archive_of_too_many_parts_is_refused():
    parts = {f"word/{number}.xml": b"x" for number in range(1_001)}
    assert refused(archive(parts | {"word/document.xml": b"x"})) == "CCHC-E1339"


def test_an_archive_that_expands_beyond_the_limit_in_all_is_refused():
    block = bytes(range(256)) * 4_000
    noise = b"".join(bytes([n]) + block for n in range(30))
    parts = {f"word/{n}.xml": noise for n in range(10)}
    stored = archive(parts, zipfile.ZIP_STORED)
    assert refused(stored) in ("CCHC-E1309", "CCHC-E1339")


def test_an_archive_that_lies_about_its_sizes_gives_no_more_than_it_says():
    data = bytearray(archive({"word/document.xml": b"0" * 50_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    assert refused(bytes(data)) in ("CCHC-E1338", "CCHC-E1339", "CCHC-E1352")


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/vbaProject.bin"])
def test_a_file_with_macros_is_refused(name):
    source = docx(WORD_BODY) if name.startswith("word") else xlsx({"A": sheet(report_rows())})
    parts = zipfile.ZipFile(io.BytesIO(source))
    whole = {each: parts.read(each) for each in parts.namelist()} | {name: b"macro"}
    assert refused(archive(whole), "f.docm") == "CCHC-E1337"


def test_a_sheet_of_a_million_rows_is_refused_early():
    row = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
    body = "".join(row.format(number * 7919 % 1_000_003) for number in range(1_000_000))
    xml = sheet(report_rows()).replace("</sheetData>", body + "</sheetData>")
    data = xlsx({"A": xml})
    assert refused(data) == "CCHC-E1353"


def test_a_password_is_said():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refused(ole) == "CCHC-E1336"


def test_a_pdf_with_a_password_is_said():
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    stream = io.BytesIO()
    page = canvas.Canvas(stream, encrypt=encryption.StandardEncryption("secret", strength=40))
    page.drawString(100, 100, "x")
    page.save()
    assert refused(stream.getvalue()) == "CCHC-E1336"


def test_a_pdf_of_pictures_is_refused_with_the_pages():
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.rect(10, 10, 100, 100)
    page.showPage()
    page.save()
    assert refused(stream.getvalue()) == "CCHC-E1356"


def test_a_pdf_that_expands_too_far_is_refused():
    import zlib

    packed = zlib.compress(b"0" * 280_000_000, 9)
    data = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream\n"
    assert refused(data) == "CCHC-E1339"


def test_an_old_word_file_is_refused_with_what_to_do():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    assert refused(ole) == "CCHC-E1355"


def test_an_archive_of_other_things_is_refused():
    assert refused(archive({"a.txt": "x"})) == "CCHC-E1350"
    assert refused(archive({"inner.zip": archive({"word/document.xml": "x"})})) == "CCHC-E1350"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"report": {}, "report": {}}', "CCHC-E1332"),
        ('{"report": NaN}', "CCHC-E1331"),
        ('{"report": {}} x', "CCHC-E1331"),
        ('{"report": {}}\x00', "CCHC-E1303"),
        ('{"report": {}}', "CCHC-E1334"),
        ('{"report": {}, "observations": [1]}', "CCHC-E1334"),
        ("[" * 65 + "]" * 65, "CCHC-E1333"),
        ("[" * 1_000_000, "CCHC-E1333"),
        ('{"a": "' + "[" * 100 + '"}', "CCHC-E1334"),
    ],
)
def test_harmful_json_is_refused(text, code):
    assert refused(text.encode(), "f.json") == code


def test_json_at_the_depth_limit_is_read_as_json():
    assert refused(("[" * 64 + "]" * 64).encode(), "f.json") == "CCHC-E1334"


def test_a_page_that_is_nested_deeply_is_refused_or_read_in_bounds():
    assert refused(b"<html>" + b"<div>" * 100_000 + b"x") in ("CCHC-E1307", "CCHC-E1359")


def test_text_in_an_old_encoding_without_fonts_is_refused_as_such():
    text = "Së C«ng Th­¬ng b¸o c¸o kÕt qu¶ c¶i c¸ch hµnh chÝnh\nQuý I n¨m 2024\n"
    assert refused(text) == "CCHC-E1358"


@pytest.mark.parametrize("module", ["lxml.etree", "lxml.html", "pdfplumber", "python_calamine"])
def test_a_missing_library_is_one_sentence_in_both_languages(module, monkeypatch):
    def gone(name):
        raise ImportError(name)

    monkeypatch.setattr(libraries.importlib, "import_module", gone)
    with pytest.raises(InputError) as caught:
        libraries.library(module, "f", "Word")
    assert caught.value.code == "CCHC-E1335"
    assert "pip install 'cchc[" in caught.value.message_vi
    assert "pip install 'cchc[" in caught.value.message_en


WATCH = """
import json, sys
import cchc
from cchc.read import sources, archive, word, excel, ods, pdf, html_page, old_excel, grids
import lxml.etree, lxml.html, pdfplumber, pdfminer.cmapdb, python_calamine, rapidfuzz.distance
from cchc.testing import messy_report
cchc.read(sys.argv[1]); cchc.read(sys.argv[1])
seen = []
def look(event, args):
    if event == "open" or event.startswith("socket") or event.startswith("subprocess"):
        seen.append([event, str(args[0])])
sys.addaudithook(look)
cchc.read(sys.argv[1])
print(json.dumps(seen))
"""


@pytest.mark.parametrize("kind", ["word", "excel", "pdf", "html"])
def test_nothing_but_the_file_given_is_opened_and_no_network_is_asked(kind, tmp_path):
    report = messy_report(3, kind)
    data = report.data
    if kind == "html":
        links = b"<img src='http://127.0.0.1:9/x.png'><link rel=stylesheet href='/etc/hostname'>"
        data = data.replace(b"<body>", b"<body>" + links)
    path = tmp_path / report.name
    path.write_bytes(data)
    told = subprocess.run(
        [sys.executable, "-c", WATCH, str(path)], capture_output=True, text=True, check=True
    )
    opened = [name for event, name in json.loads(told.stdout)]
    assert set(opened) == {str(path)}


BOUND = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
import cchc
try:
    cchc.read(sys.argv[1])
except cchc.Error as error:
    print(error.code)
"""


def test_a_bomb_is_refused_within_a_bound_on_memory(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b"0" * 1_000_000)
    told = subprocess.run(
        [sys.executable, "-c", BOUND, str(path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "CCHC-E1339"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_500_000
