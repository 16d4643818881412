"""Struck out, hidden, raised and lowered text never becomes part of a figure, whatever the file."""

import io

import pytest
from office_files import (
    HEADER,
    ROWS,
    S,
    archive,
    cell,
    docx,
    filled,
    line,
    opening,
    paragraph,
    report_rows,
    sheet,
    table,
    xlsx,
)

import cchc
from cchc.read.raised import lowered, raised, without_marks, without_marks_of_words

EXPECTED = {"1.1.1": 39, "1.1.2": 19, "1.1.3": 3, "3.3": 16181, "4.2.1": 40, "4.2.5": 10}
REMOVED, RAISED, LOWERED = "removed", "raised", "lowered"
WORD = {
    REMOVED: "<w:strike/>",
    RAISED: '<w:vertAlign w:val="superscript"/>',
    LOWERED: '<w:vertAlign w:val="subscript"/>',
}
EXCEL = {
    REMOVED: "<strike/>",
    RAISED: '<vertAlign val="superscript"/>',
    LOWERED: '<vertAlign val="subscript"/>',
}
HTML = {REMOVED: "s", RAISED: "sup", LOWERED: "sub"}
PDF = {REMOVED: "strike", RAISED: "super", LOWERED: "sub"}


def word(pieces, label=ROWS[0][1]):
    runs = "".join(
        f"<w:r><w:rPr>{WORD.get(look, look)}</w:rPr><w:t>{text}</w:t></w:r>"
        for text, look in pieces
    )
    value = f"<w:tc><w:p>{runs}</w:p></w:tc>"
    first = line([cell("1.1.1."), cell(label), cell("Nhiệm vụ"), value, cell("")])
    return docx(paragraph(opening()) + paragraph("Phụ lục I") + table([first, *filled(ROWS[1:])]))


def excel(pieces):
    runs = "".join(
        f"<r><rPr>{EXCEL.get(look, look)}</rPr><t>{text}</t></r>" for text, look in pieces
    )
    rows = report_rows()
    rows[3][3] = f'<c t="inlineStr"><is>{runs}</is></c>'
    return xlsx({"A": sheet(rows)})


def page(value, head="", row=""):
    rows = "".join(
        f"<tr{row if code == '1.1.1.' else ''}><td>{code}</td><td>{label}</td><td>{unit}</td>"
        f"<td>{value if code == '1.1.1.' else figure}</td><td></td></tr>"
        for code, label, unit, figure in ROWS
    )
    headings = "".join(f"<th>{heading}</th>" for heading in HEADER)
    return (
        f"<html><head>{head}</head><body><p>{opening()}</p><p>Phụ lục I</p>"
        f"<table><tr>{headings}</tr>{rows}</table></body></html>"
    ).encode()


def html(pieces):
    tags = ((text, HTML.get(look, "")) for text, look in pieces)
    return page("".join(f"<{tag}>{text}</{tag}>" if tag else text for text, tag in tags))


def pdf(pieces):
    platypus = pytest.importorskip("reportlab.platypus")
    from cchc._testing.pages import _style

    style = _style()
    tags = ((text, PDF.get(look, "")) for text, look in pieces)
    value = "".join(f"<{tag}>{text}</{tag}>" if tag else text for text, tag in tags)
    rows = [list(HEADER)]
    rows += [[*row[:3], value if row == ROWS[0] else row[3], ""] for row in ROWS]
    cells = [[platypus.Paragraph(text, style) for text in row] for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]
    stream = io.BytesIO()
    above = [platypus.Paragraph(text, style) for text in (opening(), "Phụ lục I")]
    placed = platypus.Table(cells, colWidths=[40, 180, 80, 80, 60], style=grid)
    platypus.SimpleDocTemplate(stream).build([*above, placed])
    return stream.getvalue()


ODS = {
    REMOVED: 'style:text-line-through-style="solid"',
    RAISED: 'style:text-position="super 58%"',
    LOWERED: 'style:text-position="sub 58%"',
}
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)


def ods(pieces, value="", columns="", styles=""):
    styles += "".join(
        f'<style:style style:name="{name}"><style:text-properties {look}/></style:style>'
        for name, look in ODS.items()
    )
    spans = "".join(
        f'<text:span text:style-name="{look}">{text}</text:span>' for text, look in pieces
    )
    own = (
        value
        or f'<table:table-cell office:value-type="string"><text:p>{spans}</text:p></table:table-cell>'
    )
    lines = []
    for number, row in enumerate(report_rows()):
        cells = [
            own
            if (number, column) == (3, 3)
            else f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for column, text in enumerate(row)
        ]
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="A">'
        f"{columns}{''.join(lines)}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


KINDS = {"docx": word, "xlsx": excel, "html": html, "pdf": pdf, "ods": ods}


def read(data):
    return cchc.read(data, file="f")


def values(report):
    return {row.code: row.value for row in report.observations if row.value is not None}


def codes(report):
    return {issue.code for issue in report.issues}


def first(report):
    return next(row for row in report.observations if row.code == "1.1.1")


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_struck_out_beside_another_is_left_out_and_said(kind):
    report = read(KINDS[kind]([("38", REMOVED), ("39", "")]))
    assert values(report) == EXPECTED
    assert first(report).raw == "39"
    assert "38" in first(report).note
    assert {"CCHC-I1340", "CCHC-I1341"} <= codes(report)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_struck_out_alone_is_asked(kind):
    report = read(KINDS[kind]([("39", REMOVED)]))
    assert set(values(report)) == set(EXPECTED) - {"1.1.1"}
    assert first(report).state == "unreadable"
    assert any(issue.code == "CCHC-I1330" and "39" in issue.message_en for issue in report.issues)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("mark", "note"), [("1", "¹"), ("12", "¹²"), ("a", "⁽a⁾"), ("*", "⁽*⁾")])
def test_the_mark_of_a_footnote_goes_to_the_note(kind, mark, note):
    report = read(KINDS[kind]([("39", ""), (mark, RAISED)]))
    assert values(report) == EXPECTED
    assert (first(report).raw, first(report).note) == ("39", note)


@pytest.mark.parametrize("kind", KINDS)
def test_a_lowered_digit_is_asked(kind):
    report = read(KINDS[kind]([("39", ""), ("1", LOWERED)]))
    assert set(values(report)) == set(EXPECTED) - {"1.1.1"}
    assert first(report).state == "unreadable"


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "ods"])
def test_raised_letters_alone_are_asked(kind):
    report = read(KINDS[kind]([("39", RAISED)]))
    assert "1.1.1" not in values(report)
    assert first(report).state == "unreadable"


@pytest.mark.parametrize("look", ["<w:vanish/>", "<w:dstrike/>", '<w:strike w:val="true"/>'])
def test_hidden_runs_of_word_are_left_out(look):
    assert values(read(word([("7", look), ("39", "")]))) == EXPECTED


def test_a_run_that_says_that_it_is_not_struck_is_read():
    assert values(read(word([("39", '<w:strike w:val="0"/>')]))) == EXPECTED


def test_a_run_that_is_moved_up_is_raised():
    report = read(word([("39", ""), ("1", '<w:position w:val="8"/>')]))
    assert (values(report), first(report).note) == (EXPECTED, "¹")
    assert values(read(word([("39", '<w:position w:val="1"/>')]))) == EXPECTED


def test_looks_of_styles_count():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = (
        f"<w:styles {w}>"
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Mark"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
    )
    runs = [("7", '<w:rStyle w:val="Gone"/>'), ("39", ""), ("1", '<w:rStyle w:val="Mark"/>')]
    parts = "".join(f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>" for text, look in runs)
    row = line([*map(cell, ROWS[0][:3]), f"<w:tc><w:p>{parts}</w:p></w:tc>", cell("")])
    body = paragraph(opening()) + paragraph("Phụ lục I") + table([row, *filled(ROWS[1:])])
    report = read(docx(body, **{"word/styles.xml": styles}))
    assert values(report) == EXPECTED
    assert first(report).note.startswith("¹")


def test_deletions_under_tracked_changes_are_said():
    tracked = (
        "<w:del><w:r><w:delText>38</w:delText></w:r></w:del><w:ins><w:r><w:t>39</w:t></w:r></w:ins>"
    )
    row = line([*map(cell, ROWS[0][:3]), f"<w:tc><w:p>{tracked}</w:p></w:tc>", cell("")])
    body = paragraph(opening()) + paragraph("Phụ lục I") + table([row, *filled(ROWS[1:])])
    report = read(docx(body))
    assert values(report) == EXPECTED
    assert "CCHC-I1341" in codes(report)


def struck_row(values_of_row):
    return line([cell(text, run="<w:strike/>") for text in (*values_of_row, "")])


def test_a_row_struck_out_is_asked_and_does_not_fill_the_row_above():
    rows = [line([*map(cell, ROWS[0][:3]), cell(""), cell("")]), struck_row(ROWS[1])]
    body = paragraph(opening()) + paragraph("Phụ lục I") + table([*rows, *filled(ROWS[2:])])
    report = read(docx(body))
    assert set(values(report)) == set(EXPECTED) - {"1.1.1", "1.1.2"}
    states = {row.code: row.state for row in report.observations}
    assert (states["1.1.1"], states["1.1.2"]) == ("missing", "unreadable")


@pytest.mark.parametrize("below", [False, True])
def test_a_row_struck_out_gives_way_to_the_one_that_replaces_it(below):
    pair = [struck_row((*ROWS[0][:3], "38")), line([*map(cell, ROWS[0]), cell("")])]
    rows = pair if below else pair[::-1]
    body = paragraph(opening()) + paragraph("Phụ lục I") + table([*rows, *filled(ROWS[1:])])
    report = read(docx(body))
    assert values(report) == EXPECTED
    assert "CCHC-I1312" in codes(report)


def test_hidden_rows_of_word_are_said_and_read():
    row = line([*map(cell, ROWS[0]), cell("")], "<w:hidden/>")
    body = paragraph(opening()) + paragraph("Phụ lục I") + table([row, *filled(ROWS[1:])])
    report = read(docx(body))
    assert values(report) == EXPECTED
    assert "CCHC-I1332" in codes(report)


@pytest.mark.parametrize(
    "value",
    [
        "<span style='display:none'>7</span>39",
        "<span class=gone>7</span>39",
        "<i class=gone>7</i>39",
        "<span hidden>7</span>39",
        "<span style='visibility: hidden'>7</span>39",
        "<span style='text-decoration: line-through'>7</span>39",
        "<del>7</del><ins>39</ins>",
        "<span style='font-size:0'>7</span>39",
    ],
)
def test_what_a_page_hides_or_strikes_is_left_out(value):
    head = "<style>/* x */ .gone, .other { display: none }</style>"
    report = read(page(value, head))
    assert values(report) == EXPECTED
    assert "CCHC-I1340" in codes(report)


def test_raised_by_style_is_raised():
    report = read(page("39<span style='vertical-align:super'>1</span>"))
    assert (values(report), first(report).note) == (EXPECTED, "¹")


def test_a_hidden_row_of_a_page_is_said_and_read_and_a_hidden_cell_takes_no_room():
    report = read(page("39", row=" style='display:none'"))
    assert values(report) == EXPECTED
    assert "CCHC-I1332" in codes(report)
    shifted = read(page("39</td><td style='display:none'>7"))
    assert values(shifted) == EXPECTED


def styled_sheet(value, font, number_format=""):
    code = f'<numFmts><numFmt numFmtId="200" formatCode="{number_format}"/></numFmts>'
    number = ' numFmtId="200"' if number_format else ""
    styles = (
        f'<styleSheet xmlns="{S}">{code if number_format else ""}<fonts><font/><font>{font}</font>'
        f'</fonts><cellXfs><xf fontId="0"/><xf fontId="1"{number}/></cellXfs></styleSheet>'
    )
    rows = report_rows()
    rows[3][3] = value
    return xlsx({"A": sheet(rows)}, styles=styles)


@pytest.mark.parametrize(
    "value", ['<c s="1"><v>39</v></c>', '<c s="1" t="inlineStr"><is><t>39</t></is></c>']
)
def test_a_cell_in_a_struck_font_is_asked(value):
    report = read(styled_sheet(value, "<strike/>"))
    assert set(values(report)) == set(EXPECTED) - {"1.1.1"}
    assert first(report).state == "unreadable"
    assert values(read(styled_sheet(value, '<strike val="0"/>'))) == EXPECTED


def test_a_run_of_its_own_look_is_read_in_a_struck_cell():
    value = '<c s="1" t="inlineStr"><is><r><t>38</t></r><r><rPr/><t>39</t></r></is></c>'
    assert values(read(styled_sheet(value, "<strike/>"))) == EXPECTED


def test_columns_without_width_are_hidden_columns():
    rows = [[*row, *([""] * (5 - len(row))), "9"] for row in report_rows()]
    wide = sheet(rows).replace(
        "<sheetData>", '<cols><col min="4" max="4" width="0"/></cols><sheetData>'
    )
    report = read(xlsx({"A": wide}))
    assert "CCHC-I1333" in codes(report)
    assert "1.1.1" not in values(report)


def test_hidden_columns_and_scaled_formats_of_open_document_sheets_are_seen():
    hidden = '<table:table-column table:number-columns-repeated="3"/>'
    hidden += '<table:table-column table:visibility="collapse"/>'
    report = read(ods([("39", "")], columns=hidden))
    assert "CCHC-I1333" in codes(report)
    assert "1.1.1" not in values(report)
    styles = (
        '<number:number-style style:name="N1"><number:number number:display-factor="1000"/>'
        '</number:number-style><style:style style:name="c" style:data-style-name="N1"/>'
    )
    value = (
        '<table:table-cell table:style-name="c" office:value-type="float" office:value="39000">'
        "<text:p>39</text:p></table:table-cell>"
    )
    assert first(read(ods([], value=value, styles=styles))).state == "unreadable"


def test_underlined_figures_of_a_pdf_are_read():
    assert values(read(pdf([("<u>39</u>", "")]))) == EXPECTED


def test_marks_in_plain_text_are_no_digits():
    lines = [opening(), "Phụ lục I", "STT Chỉ tiêu thống kê Đơn vị tính Số liệu"]
    lines += [" ".join(row) + ("¹" if row == ROWS[0] else "") for row in ROWS]
    report = cchc.read("\n".join(lines) + "\n")
    assert (values(report), first(report).note) == (EXPECTED, "¹")


@pytest.mark.parametrize(
    "label", ["Số nhiệm vụ đề ra trong kế hoạch¹", "Số nhiệm vụ⁽²⁾ đề ra trong kế hoạch"]
)
def test_marks_in_a_label_do_not_hide_it(label):
    report = read(word([("39", "")], label))
    assert values(report) == EXPECTED
    assert first(report).label_printed == ROWS[0][1]


def test_marks_in_headings_titles_and_running_text_do_not_hide_them():
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    above = f"<w:p><w:r><w:t>{opening()[:-1]}</w:t></w:r>{mark}</w:p>"
    above += f"<w:p><w:r><w:t>Phụ lục I</w:t></w:r>{mark}</w:p>"
    headings = [
        f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r>{mark}</w:p></w:tc>"
        for text in (*HEADER[:3], "Thực hiện 6 tháng đầu năm 2024", HEADER[4])
    ]
    report = read(docx(above + table([line(headings), *filled()], header=())))
    assert values(report) == EXPECTED
    assert str(report.period) == "2024-H1"
    assert "CCHC-I1323" not in codes(report)


def test_raised_signs_are_written_and_taken_off():
    assert (raised("12"), raised("(1)"), raised("ab"), raised(" ")) == ("¹²", "⁽¹⁾", "⁽ab⁾", " ")
    assert (lowered("2"), lowered("x")) == ("₂", "₍x₎")
    assert without_marks("39¹") == ("39", "¹")
    assert without_marks("¹39 ⁽a⁾") == ("39", "¹⁽a⁾")
    assert without_marks("39") == ("39", "")
    assert without_marks_of_words("Diện tích (m²)") == "Diện tích (m²)"
    assert without_marks_of_words("Diện tích km² sàn³") == "Diện tích km² sàn"
