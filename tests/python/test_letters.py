"""Letters ask politely, show what is printed, and leave room for the reply."""

import re
from html.parser import HTMLParser

import pytest
from real_report import REPORT, needs_report

import cchc
from cchc import samples
from cchc.errors import SelectionError


@pytest.fixture(scope="module")
def letter():
    (written,) = cchc.check(REPORT).letters(sender="Sở Nội vụ", reply_by="20/7/2024")
    return written


def findings():
    units = [{"id": "a", "name": "Sở A"}, {"id": "b", "name": "Sở B"}, {"id": "c", "name": "Sở C"}]
    rows = [
        {"indicator": code, "unit": unit, "period": period, "value": value, "place": "line 7"}
        for unit, period, present in (
            ("a", "2024-Q1", "12"), ("a", "2024-H1", "11"), ("b", "2024-H1", "9"),
            ("c", "2024-H1", "<b>"),
        )
        for code, value in (("4.2.1", "10"), ("4.2.2", present))
    ]  # fmt: skip
    return cchc.validate(cchc.build(cchc.from_rows(rows), hierarchy=units))


@needs_report
def test_the_letter_names_row_figure_rule_question_and_room_for_the_reply(letter):
    assert letter.name == "Sở Công Thương Hà Nam"
    assert letter.questions == 15
    for part in (
        "Kính gửi: Sở Công Thương Hà Nam",
        "trước ngày 20/7/2024",
        "3.3 Kết quả giải quyết TTHC",
        "16.183 [dòng 679-689 của tệp]",
        "V13.a – Ghi chú dòng 3.3.1",
        "[ ] sửa thành:",
        "PHẦN TRẢ LỜI CỦA ĐƠN VỊ",
    ):
        assert part in letter.text, part
    assert letter.text.count("Ý kiến của đơn vị:") == letter.questions
    assert letter.html.count('<tr valign="top">') == letter.questions


@needs_report
def test_the_weightiest_come_first_and_the_form_last(letter):
    weights = re.findall(r"^\d+\. \[([^\]]+)\]", " ".join(letter.text.split("\n   ")), re.MULTILINE)
    order = ["đề nghị kiểm tra", "đề nghị cho ý kiến thêm"]
    places = [order.index(weight) if weight in order else 2 for weight in weights]
    assert places == sorted(places)
    assert places.count(2) == 2  # V13.b and V30


@needs_report
def test_blank_rows_are_asked_for_and_optional_ones_are_not(letter):
    blank = letter.text.split("để trống")[-1]
    assert "- 1.2.3 " in blank
    assert "- 1.5 " in blank
    assert "- 1.4.2" not in blank


@needs_report
def test_in_english_on_request():
    (written,) = cchc.check(REPORT).letters(lang="en")
    assert "To: Sở Công Thương Hà Nam" in written.text
    assert "Thank you" in written.text
    assert "đề nghị" not in written.text
    assert written.questions == 15


def test_one_letter_for_each_unit_that_is_asked():
    letters = findings().letters()
    assert [(each.unit, each.name, each.questions) for each in letters] == [("a", "Sở A", 2)]
    text = letters[0].text
    assert "QUÝ I NĂM 2024" in text
    assert "6 THÁNG ĐẦU NĂM 2024" in text
    assert "12" in text.split("6 THÁNG")[0].split("QUÝ I")[1]


def test_nothing_to_ask_gives_no_letter():
    cube = cchc.build(
        cchc.from_rows([{"indicator": "4.2.1", "unit": "a", "period": "2024-H1", "value": "10"}]),
        hierarchy=[{"id": "a", "name": "Sở A"}],
    )
    assert cchc.validate(cube).letters() == ()


def test_an_unknown_language_is_refused():
    with pytest.raises(SelectionError, match="fr"):
        findings().letters(lang="fr")


class _Tags(HTMLParser):
    """Refuses HTML whose tags do not close in order."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in {"meta", "br", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_is_whole_and_escapes_what_is_printed():
    units = [{"id": "a", "name": "Sở <A> & B"}]
    rows = [
        {"indicator": code, "unit": "a", "period": "2024-H1", "value": value, "raw": raw}
        for code, value, raw in (("4.2.1", "10", "10<script>"), ("4.2.2", "12", "12 & more"))
    ]
    cube = cchc.build(cchc.from_rows(rows), hierarchy=units)
    (written,) = cchc.validate(cube).letters()
    tags = _Tags()
    tags.feed(written.html)
    assert tags.open == []
    assert {"table", "thead", "th"} <= tags.seen
    assert "script" not in tags.seen
    assert "Sở &lt;A&gt; &amp; B" in written.html
    assert "Sở <A> & B" in written.text
    assert "http" not in written.html


def test_letters_are_saved_under_the_name_of_the_unit(tmp_path):
    (written,) = findings().letters()
    text, html = written.save(tmp_path / "thư")
    assert (text.name, html.name) == ("a.txt", "a.html")
    assert text.read_text(encoding="utf-8") == written.text
    assert html.read_text(encoding="utf-8") == written.html


def test_a_province_gets_letters_for_spoilt_reports_alone():
    province = samples.synthetic_province(2024, errors={"present_above_quota": 3})
    cube = cchc.build(samples.observations(province), hierarchy=province.units)
    findings = cchc.validate(cube, cchc.rules.shipped().select(severity="error"))
    assert {each.unit for each in findings.letters()} == {e["unit"] for e in province.errors}


def test_units_whose_ids_look_alike_in_a_file_name_keep_their_letters(tmp_path):
    units = [{"id": unit, "name": unit} for unit in ("so.a", "so-a", "SO a", "sở b")]
    rows = [
        {"indicator": code, "unit": unit["id"], "period": "2024-H1", "value": value}
        for unit in units
        for code, value in (("4.2.1", "10"), ("4.2.2", "12"))
    ]
    written = cchc.validate(cchc.build(cchc.from_rows(rows), hierarchy=units)).letters()
    paths = [letter.save(tmp_path)[0] for letter in written]
    assert [path.stem for path in paths] == ["so-a", "so-a-2", "SO-a-3", "sở-b"]
    assert [path.read_text(encoding="utf-8") for path in paths] == [each.text for each in written]
