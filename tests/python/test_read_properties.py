"""The layout of a text never changes what is read from it."""

import textwrap
import unicodedata
from dataclasses import replace
from decimal import Decimal

from form_printing import HEADERS, Layout, PrintedCells, printed_report
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.read.forms import shipped_forms
from cchc.read.text import read_text

FORMS = shipped_forms()
UNIT_TYPE = "department"
NOTES_BEHIND_A_VALUE = (
    "",
    "02 hồ sơ đang giải quyết",
    "16.183 TTHC đã giải quyết",
    "Đang thực hiện",
    "tăng 5% so với năm 2023",
)
NOTES_ALONE = ("", "(nếu có)", "(chưa có số liệu)")


def whole_figures():
    return st.one_of(st.integers(0, 12), st.integers(0, 99_999), st.integers(0, 9_999_999))


def print_whole(value, style):
    if style == "zeros" and value < 10:
        return f"0{value}"
    return f"{value:,}".replace(",", ".") if style == "dots" else str(value)


STYLES = st.sampled_from(["plain", "dots", "zeros"])


@st.composite
def reported_cells(draw, row):
    """(cells, value, second value) of a filled row."""
    if row.answers:
        value = draw(st.sampled_from(row.answers))
        return str(value), Decimal(value), None
    if row.expectation == "percent":
        tenths = draw(st.integers(0, 1000))
        text = f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
        # 0,5 without a sign may be a half as spreadsheets store it, and is asked about.
        signs = ["%", " %"] if 0 < tenths < 10 else ["", "%", " %"]
        return text + draw(st.sampled_from(signs)), Decimal(tenths) / 10, None
    if row.takes_pair and draw(st.booleans()):
        # Small first figures are left out: 4/1945 may be a month, and is asked about.
        value = draw(st.integers(32, 9_999_999))
        text = print_whole(value, draw(STYLES))
        second = value + draw(whole_figures())
        slash = draw(st.sampled_from(["/", " /", "/ ", " / "]))
        return text + slash + print_whole(second, draw(STYLES)), Decimal(value), Decimal(second)
    value = draw(whole_figures())
    text = print_whole(value, draw(STYLES))
    return text, Decimal(value), None


def blank_state(row):
    if row.applies_to and UNIT_TYPE not in row.applies_to:
        return "not_applicable"
    return "optional" if row.optional else "missing"


@st.composite
def filled_forms(draw):
    """(cells by form and position, expected observations in printed order)."""
    cells, expected = {}, []
    for form in FORMS:
        cells[form.form] = []
        for row in form.rows:
            if row.row_type == "header":
                cells[form.form].append(PrintedCells(note=draw(st.sampled_from(NOTES_ALONE))))
            elif draw(st.integers(0, 4)) == 0:
                note = draw(st.sampled_from(NOTES_ALONE))
                cells[form.form].append(PrintedCells(note=note))
                expected.append((form.form, row.code, blank_state(row), None, None, "", note))
            else:
                text, value, second = draw(reported_cells(row))
                notes = (*NOTES_BEHIND_A_VALUE, *(("127/127",) if row.note_pair else ()))
                note = draw(st.sampled_from(notes))
                cells[form.form].append(PrintedCells(text, note))
                expected.append((form.form, row.code, "reported", value, second, text, note))
    return cells, expected


def layouts(**fixed):
    drawn = {
        "widths": st.tuples(
            st.integers(20, 200), st.integers(10, 60), st.integers(8, 40), st.integers(9, 60)
        ),
        "glued": st.lists(st.booleans(), min_size=1, max_size=7).map(tuple),
        "blank_between": st.booleans(),
    }
    return st.builds(Layout, **(drawn | fixed))


def observed(report):
    return [
        (row.form, row.code, row.state, row.value, row.second_value, row.raw, row.note)
        for row in report.observations
    ]


def read(text):
    return observed(read_text(text.encode(), file="printed"))


@settings(max_examples=40, deadline=None)
@given(filled_forms(), layouts())
def test_any_figures_come_back_from_any_wrapping(filled, layout):
    cells, expected = filled
    assert read(printed_report(FORMS, cells, layout)) == expected
    assert len(expected) == 63


@settings(max_examples=40, deadline=None)
@given(filled_forms(), layouts(header_every=st.integers(6, 30)))
def test_headers_repeated_in_the_running_text_change_nothing(filled, layout):
    cells, expected = filled
    assert read(printed_report(FORMS, cells, layout)) == expected


@settings(max_examples=40, deadline=None)
@given(
    filled_forms(),
    layouts(
        widths=st.tuples(
            st.integers(24, 60), st.integers(12, 30), st.integers(10, 20), st.integers(9, 30)
        ),
        cut_rows=st.dictionaries(st.integers(0, 78), st.integers(1, 2), max_size=6),
    ),
)
def test_page_breaks_inside_cells_change_nothing(filled, layout):
    cells, expected = filled
    # A note that goes on behind the break is not told apart from the rest of the label and unit.
    noted = {i for rows in cells.values() for i, row in enumerate(rows) if row.note}
    cuts = {row: count for row, count in layout.cut_rows.items() if row not in noted}
    layout = replace(layout, cut_rows=cuts)
    assert read(printed_report(FORMS, cells, layout)) == expected


@settings(max_examples=25, deadline=None)
@given(filled_forms(), layouts(), st.sampled_from(["NFD", "NFC"]), st.sampled_from(["\r\n", "\r"]))
def test_composition_and_line_ends_change_nothing(filled, layout, form, line_end):
    cells, expected = filled
    text = printed_report(FORMS, cells, layout)
    changed = unicodedata.normalize(form, text).replace("\n", line_end)
    assert read(changed) == expected


@settings(max_examples=25, deadline=None)
@given(filled_forms(), st.integers(20, 200))
def test_rows_filled_as_one_paragraph_come_back(filled, width):
    cells, expected = filled
    lines = printed_report(FORMS, cells, Layout((999, 999, 999, 999), blank_between=False))
    wrapped = [
        part
        for line in lines.split("\n")
        for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    ]
    assert read("\n".join(wrapped)) == expected


@settings(max_examples=25, deadline=None)
@given(filled_forms(), layouts(), st.sampled_from(["utf-16", "utf-8-sig"]))
def test_marked_encodings_read_alike(filled, layout, encoding):
    cells, expected = filled
    data = printed_report(FORMS, cells, layout).encode(encoding)
    assert observed(read_text(data, file="printed")) == expected


def test_the_printed_header_is_one_that_the_forms_name():
    for form in FORMS:
        assert "Chỉ tiêu thống kê" in " ".join(HEADERS[form.form])
