"""The demonstration: six steps, real figures where they are real, and synthetic ones labelled."""

import pytest

from cchc.demo import demo_lines


@pytest.fixture(scope="module", params=["vi", "en"])
def shown(request):
    return request.param, "\n".join(demo_lines(request.param))


KEY_LINES = {
    "vi": [
        "80 dòng; 63 chỉ tiêu: 27 có số liệu, 27 bằng 0, 5 để trống, 2 (nếu có), 2 không áp dụng",
        "Số liệu từ 2023-12-16 – 2024-06-06.",
        "16.181 / 16.183",
        "số liệu thật 6 tháng đầu năm 2024",
        "SỐ LIỆU GIẢ LẬP",
        "điểm %",
    ],
    "en": [
        "80 rows; 63 indicators: 27 values, 27 zeros, 5 missing, 2 optional, 2 not applicable",
        "Data window 2023-12-16 – 2024-06-06.",
        "16,181 / 16,183",
        "the real figures of",
        "SYNTHETIC",
        "points",
    ],
}


def test_there_are_six_steps(shown):
    _, text = shown
    titles = [line for line in text.splitlines() if line.startswith("=== ")]
    assert [title[4] for title in titles] == list("123456")


def test_the_key_lines_are_there(shown):
    lang, text = shown
    assert [line for line in KEY_LINES[lang] if line not in text] == []


def test_the_real_report_keeps_its_figures_inside_the_province(shown):
    lang, text = shown
    last = text[text.index("=== 6.") :]
    printed, figure = ("in là", "16.181") if lang == "vi" else ("printed", "16,181")
    line = next(line for line in last.splitlines() if "Sở Công Thương Hà Nam" in line)
    assert f"= {figure}" in line
    source = last.splitlines()[last.splitlines().index(line) + 1]
    assert f"{printed} '16.181 /16.183'" in source
    assert "2023-12-16..2024-06-06" in source
    assert "SYNTHETIC" not in source
    assert "GIẢ LẬP" not in source


def test_every_other_source_says_that_it_is_synthetic(shown):
    lang, text = shown
    sources = [line for line in text.splitlines() if "gia-lap" in line]
    mark = "SỐ LIỆU GIẢ LẬP" if lang == "vi" else "SYNTHETIC"
    assert len(sources) > 10
    assert all(line.endswith(mark) for line in sources)


def test_no_word_is_cut_and_no_foreign_word_is_left(shown):
    lang, text = shown
    cut = [line for line in text.splitlines() if "…" in line]
    assert cut == []
    if lang == "vi":
        for word in ("missing", "withheld", "so far", "impossible", "printed", "points"):
            assert word not in text
