"""`cchc check` and `cchc.check`: exit codes, several files, rules of one's own, what is left out."""

import json

import pytest
from click.testing import CliRunner
from real_report import REPORT, needs_report

import cchc
from cchc import samples
from cchc._samples.report_text import report_text
from cchc.cli import cli
from cchc.errors import InputError

MORE_RULES = {
    "rules": "own",
    "version": "1",
    "catalogue": "cchc",
    "items": [
        {
            "id": "M01",
            "title_vi": "Có TTHC",
            "title_en": "There are procedures",
            "severity": "error",
            "left": "[3.1]",
            "operator": ">",
            "right": "1000000",
            "question_vi": "Số TTHC {left} có đúng không?",
            "question_en": "Is the number of procedures {left} right?",
        }
    ],
}


def run(*arguments):
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def printed(report, name, folder):
    window = (report.window_first, report.window_last)
    period = cchc.Period(report.period).label_vi
    path = folder / name
    path.write_text(report_text(report.agency, period, window, report.rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """All reports of one department in print, one of which copies the report before it."""
    folder = tmp_path_factory.mktemp("year")
    province = samples.synthetic_province(2024, errors={"copied_previous_window": 1})
    unit = province.errors[0]["unit"]
    latest = province.latest()
    reports = [report for (owner, _), report in sorted(latest.items()) if owner == unit]
    paths = [printed(r, r.file, folder) for r in reports if r.period > "2021-12"]
    return province.errors[0], paths


@needs_report
def test_json_holds_every_verdict_and_findings_give_exit_code_1():
    result = run(REPORT, "--json")
    assert result.exit_code == 1
    entries = json.loads(result.stdout)["verdicts"]
    assert len(entries) == len(cchc.rules.shipped())
    assert {entry["verdict"] for entry in entries} == {
        "holds", "fails", "undecidable", "not_applicable",
    }  # fmt: skip


@needs_report
@pytest.mark.parametrize(("lang", "word"), [("vi", "cần hỏi: 15"), ("en", "to ask: 15")])
def test_the_table_lists_questions_and_counts_the_rest(lang, word):
    result = run(REPORT, "--lang", lang)
    assert result.exit_code == 1
    assert "V13.a" in result.stdout
    assert "679-689" in result.stdout
    assert word in result.stdout


@needs_report
def test_letters_are_written_into_a_folder(tmp_path):
    result = run(REPORT, "--letters", tmp_path / "out", "--sender", "Sở Nội vụ")
    assert result.exit_code == 1
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".txt"]


def test_nothing_to_ask_gives_exit_code_0(tmp_path):
    path = tmp_path / "r.txt"
    rule = {**MORE_RULES["items"][0], "operator": "<"}
    path.write_text(samples.real_report_text(), encoding="utf-8")
    checked = cchc.check(path, rules=[rule])
    assert [each.verdict for each in checked.verdicts] == ["holds"]
    quiet = tmp_path / "quiet.txt"
    opening = "Sở Công Thương báo cáo kết quả cải cách hành chính 6 tháng đầu năm 2024."
    quiet.write_text(f"{opening}\nI. KẾT QUẢ ĐẠT ĐƯỢC\nBình thường.\n", encoding="utf-8")
    assert run(quiet).exit_code == 0


def test_a_file_that_is_no_report_gives_exit_code_2(tmp_path):
    with pytest.raises(InputError):
        cchc.check(tmp_path / "none.txt")
    assert isinstance(run(tmp_path / "none.txt").exception, InputError)  # main() exits with 2
    path = tmp_path / "no-period.txt"
    path.write_text("Sở Công Thương báo cáo.\nI. KẾT QUẢ ĐẠT ĐƯỢC\nBình thường.\n", "utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert "CCHC-I1602" in result.stderr
    assert run(path, "--period", "2024-H1").exit_code == 0


def test_several_reports_of_a_unit_decide_the_rules_between_periods(year):
    error, paths = year
    together = cchc.check(paths, units={path.name: "Sở giả lập" for path in paths})
    assert {each.unit for each in together.verdicts} == {"Sở giả lập"}
    (copied,) = [each for each in together.of("X01") if each.period == error["period"]]
    assert copied.verdict == "fails"
    assert {each.of("X01")[0].verdict for each in map(cchc.check, paths)} <= {
        "undecidable",
        "not_applicable",
    }
    named = run(*paths, "--unit", "Sở giả lập", "--json")
    found = [entry for entry in json.loads(named.stdout)["verdicts"] if entry["rule"] == "X01"]
    assert "fails" in {entry["verdict"] for entry in found}
    assert {each.verdict for each in together.of("V08")} >= {"holds"}


def test_every_report_of_a_file_is_checked(year, tmp_path):
    _, paths = year
    both = tmp_path / "both.txt"
    both.write_text("".join(path.read_text("utf-8") for path in paths[:2]), encoding="utf-8")
    entries = json.loads(run(both, "--unit", "Sở giả lập", "--json").stdout)["verdicts"]
    assert {entry["period"] for entry in entries} == {"2022", "2022-H1"}
    assert len(entries) == 2 * len(cchc.rules.shipped())
    checked = cchc.check(both)
    assert {each.period for each in checked.verdicts} == {"2022", "2022-H1"}
    assert len(checked.verdicts) == len(entries)


def test_rules_of_ones_own_are_added(tmp_path):
    path, rules = tmp_path / "r.txt", tmp_path / "more.json"
    path.write_text(samples.real_report_text(), encoding="utf-8")
    rules.write_text(json.dumps(MORE_RULES), encoding="utf-8")
    result = run(path, "--rules", rules, "--lang", "en")
    assert "Is the number of procedures 127 right?" in " ".join(result.stdout.split())


def test_units_of_a_hierarchy_are_named_by_agency_or_by_hand():
    text = samples.real_report_text()
    agency = cchc.read(text).agency
    tree = [{"id": "p", "name": "Tỉnh"}, {"id": "sct", "name": agency, "parent": "p"}]
    assert {each.unit for each in cchc.check(text, hierarchy=tree).verdicts} == {"sct"}
    other = [{"id": "p", "name": "Tỉnh"}, {"id": "x", "name": "Sở khác", "parent": "p"}]
    left_out = cchc.check(text, hierarchy=other)
    assert left_out.verdicts == ()
    assert [issue["code"] for issue in left_out.issues] == ["CCHC-I1601"]
    named = cchc.check(text, hierarchy=other, units={agency: "x"})
    assert {each.unit for each in named.verdicts} == {"x"}


def test_verdicts_are_selected_and_framed():
    checked = cchc.check(samples.real_report_text())
    assert {each.verdict for each in checked.select("holds", "fails")} == {"holds", "fails"}
    assert [each.part for each in checked.of("V13")] == ["V13.a", "V13.b"]
    assert [each.part for each in checked.of("V13.b")] == ["V13.b"]
    frame = checked.to_frame()
    assert len(frame) == len(checked.verdicts)
    assert set(frame["verdict"]) <= {"holds", "fails", "undecidable", "not_applicable"}
    assert "V13.a" in repr(checked)
    assert "<table" in checked._repr_html_()
