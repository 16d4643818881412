"""Delimited text, HTML pages and PDF letters."""

import pytest
from office_files import HEADER, ROWS, opening

import cchc
from cchc.errors import InputError
from cchc.read.pdf import _Walk

EXPECTED = {"1.1.1": 39, "1.1.2": 19, "1.1.3": 3, "3.3": 16181, "4.2.1": 40, "4.2.5": 10}


def values(report):
    return {row.code: row.value for row in report.observations if row.value is not None}


def delimited(sign, rows=ROWS):
    lines = [opening(), "Phụ lục I", sign.join(HEADER)]
    lines += [sign.join([f'"{cell}"' for cell in row]) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_column_header_tells_the_delimiter(sign):
    for source in (delimited(sign), delimited(sign).encode("utf-8-sig")):
        report = cchc.read(source, file="f.csv")
        assert report.kind == "csv"
        assert values(report) == EXPECTED
        assert report.observations[0].place.where == "line 4 column 4"


def test_a_quoted_cell_may_go_over_lines_and_an_apostrophe_guard_is_removed():
    text = delimited(",").replace('"Số nhiệm vụ đã hoàn thành"', '"Số nhiệm vụ\nđã hoàn thành"')
    text = text.replace('"39"', "'+39").replace('"3"', "'=1+2")
    report = cchc.read(text, file="f.csv")
    rows = {row.code: row for row in report.observations}
    assert rows["1.1.2"].value == 19
    assert rows["1.1.1"].raw == "+39"
    assert (rows["1.1.3"].raw, rows["1.1.3"].state) == ("=1+2", "unreadable")


def test_running_text_with_commas_is_no_table_of_cells():
    report = cchc.read(opening() + "\nMột, hai, ba.\nSố liệu, ghi chú.\n")
    assert report.kind == "text"


def page(body):
    return f"<html><body><p>{opening()}</p><p>Phụ lục I</p>{body}</body></html>".encode()


def html_table(rows, header=HEADER):
    lines = ["".join(f"<th>{text}</th>" for text in header)] if header else []
    lines += ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_a_page_is_read_and_a_table_inside_a_cell_too():
    inner = html_table(ROWS)
    for body in (inner, f"<table><tr><td>khung {inner}</td></tr></table>"):
        report = cchc.read(page(body), file="f.html")
        assert values(report) == EXPECTED


def test_spans_and_breaks_keep_the_columns():
    rows = [list(row) for row in ROWS]
    rows[0][1] = "Số nhiệm vụ đề ra<br>trong kế hoạch"
    body = html_table(rows).replace("<td>1.1.1.</td>", "<td rowspan=1 colspan=1>1.1.1.</td>")
    assert values(cchc.read(page(body), file="f.html")) == EXPECTED


@pytest.mark.parametrize(
    "mark", ['<font face=".VnTime">{}</font>', "<b style='font-family:.VnTime'>{}</b>"]
)
def test_old_fonts_of_a_page_are_converted(mark):
    rows = [list(row) for row in ROWS]
    rows[2][1] = mark.format("Sè v¨n b¶n chØ ®¹o CCHC ®· ban hµnh")
    report = cchc.read(page(html_table(rows)), file="f.html")
    labels = {row.code: row.label_printed for row in report.observations}
    assert labels["1.1.3"] == "Số văn bản chỉ đạo CCHC đã ban hành"


def test_scripts_are_not_text():
    body = "<script>document.write('1.1.1. 77')</script>" + html_table(ROWS)
    assert values(cchc.read(page(body), file="f.html")) == EXPECTED


def letters(text, font):
    return [{"text": sign, "fontname": font} for sign in text]


@pytest.mark.parametrize("text", ["(cid:12)", "\ufffd", "\ue012"])
def test_letters_that_a_font_does_not_say_are_refused(text):
    with pytest.raises(InputError) as caught:
        _Walk("f")._refuse_unmapped([{"text": text, "fontname": "F"}], 3)
    assert caught.value.code == "CCHC-E1357"


@pytest.mark.parametrize(
    ("stored", "font"),
    [("Tû lÖ c¸n bé", "ABCDEF+.VnTime"), ("Tyû leä caùn boä", "ABCDEF+VNI-Times")],
)
def test_letters_of_a_pdf_in_old_fonts_are_converted(stored, font):
    placed = letters(stored, font)
    _Walk("f")._convert(placed)
    assert "".join(letter["text"] for letter in placed) == "Tỷ lệ cán bộ"
