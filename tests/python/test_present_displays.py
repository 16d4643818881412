"""How results look in a terminal and in a notebook, held as golden files."""

from html.parser import HTMLParser

import golden_display
import pytest
from small_province import small_cube

import cchc
from cchc import samples
from cchc.present.displays import table_of
from cchc.present.html import explanation_html, table_html
from cchc.present.table import Column, Table
from cchc.present.text import table_text

VOID = {"br", "img", "hr", "meta", "link", "input"}


@pytest.fixture(scope="module")
def results():
    cube = small_cube()
    rolled = cchc.roll_up(cube)
    return {
        "cube": rolled.sel(indicator=["1.5", "3.3", "3.3.1", "4.2.1"]),
        "comparison": cchc.compare(
            rolled.sel(indicator=["1.5", "3.3", "3.3.1", "4.2.1"]), "2024-H1", "2023-H1"
        ),
        "staffing": cchc.staffing(cube, period="2024-H1"),
        "procedures": cchc.procedures(cube, periods="2024-H1"),
        "staffing_difference": cchc.staffing(cube, period="2024-H1").difference(
            "tinh", "civil_servants"
        ),
        "staffing_targets": cchc.staffing_targets(),
        **moved_results(),
        "case_files": cchc.case_files(
            cchc.read_case_files(case_file_rows(), period="2024-H1", file="ho-so.csv")
        ),
        "report": cchc.read(samples.real_report_text(), file=samples.REAL_FILE),
    }


def moved_results():
    """Results over the synthetic history of quotas, of the units that something happened to."""
    history = samples.staffing_history(copied_target="so-y-te")
    cube = cchc.build(samples.staffing_observations(history), hierarchy=history.units)
    lineage = cchc.lineage(history.events, cube.hierarchy)
    units = ["province", "so-lao-dong", "so-y-te", "so-xay-dung", "so-xay-dung-va-giao-thong"]
    part = cube.sel(unit=units)
    return {
        "staffing_moved": cchc.staffing(part, lineage=lineage, population="civil_servants"),
        "staffing_flows": cchc.staffing_flows(part, lineage=lineage, periods=["2023", "2024"]),
        "staffing_years": cchc.staffing_years(
            cube, "province", "public_service_staff", lineage=lineage
        ),
        "staffing_progress": cchc.staffing_progress(part, 2026, lineage=lineage, carry_over=True),
    }


def case_file_rows():
    """Two fields: one that agrees with itself, one with a wrong total and a blank."""
    right = dict(zip(map(str, range(3, 14)), (12, 8, 3, 1, 10, 6, 3, 1, 2, 1, 1), strict=True))
    return [{"field": "Tư pháp", **right}, {"field": "Đất đai", **right, "3": 15, "12": ""}]


class Page(HTMLParser):
    """The tags of a page with their attributes, its text, and whether tags close in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.opened, self.balanced = [], [], [], True
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag):
        self.balanced &= bool(self.opened) and self.opened.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def explanations(results):
    rolled = results["cube"]
    return {
        "explain_withheld": cchc.explain(rolled, "4.2.1", "tinh", "2024-H1"),
        "explain_rate": cchc.explain(rolled, "3.3.1", "tinh", "2024-H1"),
        "explain_change": cchc.explain(results["comparison"], "3.3", "tinh"),
    }


KINDS = [
    "cube", "comparison", "staffing", "procedures", "report", "staffing_difference",
    "staffing_moved", "staffing_flows", "staffing_progress", "staffing_targets", "case_files",
    "staffing_years",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_of_a_result_is_as_agreed(results, kind, lang):
    golden_display.check(f"{kind}_{lang}.txt", table_text(table_of(results[kind], lang=lang)))


@pytest.mark.parametrize("kind", KINDS)
def test_html_of_a_result_is_as_agreed(results, kind):
    golden_display.check(f"{kind}.html", results[kind]._repr_html_())


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["explain_withheld", "explain_rate", "explain_change"])
def test_explanations_are_as_agreed(results, name, lang):
    told = explanations(results)[name]
    golden_display.check(f"{name}_{lang}.txt", told.to_text(lang=lang))
    golden_display.check(f"{name}_{lang}.html", told.to_html(lang=lang))


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_shows_itself_in_vietnamese(results, kind):
    assert repr(results[kind]) == table_text(table_of(results[kind], lang="vi"))
    assert results[kind]._repr_html_() == table_html(table_of(results[kind], lang="vi"))


@pytest.mark.parametrize("kind", KINDS)
def test_html_names_its_columns_and_carries_no_script_and_nothing_from_outside(results, kind):
    page = Page(results[kind]._repr_html_())
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert page.balanced
    assert not page.opened
    assert len(heads) == len(table_of(results[kind]).columns)
    assert all(attributes["scope"] == "col" for attributes in heads)
    assert [tag for tag, _ in page.tags].count("caption") == 1
    for tag, attributes in page.tags:
        assert tag in {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
        assert set(attributes) <= {"class", "style", "scope"}
        assert "url(" not in attributes.get("style", "")


def test_html_escapes_text(results):
    html = results["cube"]._repr_html_()
    assert "Sở C &lt;b&gt;&amp;" in html
    assert "<b>" not in html


def test_every_part_of_a_table_is_escaped():
    bad = "<script>alert('x')</script>"
    html = table_html(Table(bad, [Column(bad)], [[bad]], [bad]))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4


def test_an_explanation_is_escaped_and_folds_without_script(results):
    tree = cchc.explain(results["cube"], "4.2.1", "tinh", "2024-H1").tree
    tree["parts"][0]["origin"]["raw"] = "<img src=x onerror=alert(1)>"
    page = Page(explanation_html(tree))
    assert page.balanced
    assert {tag for tag, _ in page.tags} == {"div", "details", "summary", "br", "small"}


# Text tables ----------------------------------------------------------------------------------------


def test_no_word_of_a_table_is_ever_cut():
    columns = [Column("Mã"), *(Column(f"2024-{month:02d}", number=True) for month in range(1, 13))]
    row = ["3.3.resolved_on_time", *["1.234.567.890"] * 12]
    text = table_text(Table("Bảng", columns, [row]), width=80)
    assert text.count("1.234.567.890") == 12
    assert "3.3.resolved_on_time" in text
    assert "…" not in text


def test_long_texts_wrap_within_the_width():
    table = Table("Bảng", [Column("Chỉ tiêu"), Column("Số")], [["từ " * 80, "1"]])
    lines = table_text(table, width=60).splitlines()
    assert max(len(line) for line in lines) <= 60
    assert sum(line.count("từ") for line in lines) == 80


def test_a_table_without_rows_still_has_its_headings():
    assert "Chỉ tiêu" in table_text(Table("Bảng", [Column("Chỉ tiêu")], []))


def test_text_that_looks_like_markup_is_shown_as_it_is():
    text = table_text(Table("[bold]x[/bold]", [Column("[red]a")], [["[link=http://x]b"]]))
    assert "[bold]x[/bold]" in text
    assert "[red]a" in text
    assert "[link=http://x]b" in text
