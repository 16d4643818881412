"""One unit is one in a check, however its reports spell its name; another province's is not."""

from dataclasses import dataclass
from itertools import permutations

import pytest

import cchc
from cchc.check.agencies import one_name, units_by_name
from cchc.read.fold import fold

FIRST, SECOND = "QUÝ I NĂM 2024", "6 THÁNG ĐẦU NĂM 2024"


def report(agency, period=FIRST, done=19, told=""):
    body = f"{told}\n" if told else ""
    text = f"""UBND TỈNH SÔNG LAM
{agency}
{body}Phụ lục I
KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH {period}
STT Chỉ tiêu thống kê
Kết quả thống kê Ghi chú
Đơn vị tính Số liệu
1.1. Kế hoạch CCHC Kế hoạch 01
1.1.1. Số nhiệm vụ đề ra trong kế hoạch Nhiệm vụ 39
1.1.2. Số nhiệm vụ đã hoàn thành Nhiệm vụ {done}
1.1.3. Số văn bản chỉ đạo CCHC đã ban hành Văn bản {done}
3.1. Thống kê TTHC 127
3.1.1. Số TTHC công bố mới Thủ tục 07
3.1.2. Số TTHC bãi bỏ, thay thế Thủ tục 0
"""
    return cchc.read(text, file=f"{period}.txt")


def units(*reports, **options):
    checked = cchc.check(list(reports), **options)
    assert not checked.issues
    return {each.unit for each in checked.verdicts}


SAID = "Sở Y tế báo cáo kết quả cải cách hành chính 6 tháng đầu năm 2024."


def test_a_letterhead_and_a_sentence_name_one_unit():
    pair = report("SỞ Y TẾ"), report("SỞ Y TẾ", SECOND, 11, SAID)
    assert pair[0].agency != pair[1].agency
    checked = cchc.check(pair)
    assert [each.rule for each in checked.questions] == ["X03"]
    assert [letter.unit for letter in checked.letters()] == ["Sở Y tế Sông Lam"]


@dataclass(frozen=True)
class Told:
    """What a report tells of its agency, as `cchc.read.Report` does."""

    agency_printed: str
    province: str = ""

    @property
    def agency(self):
        beside = self.province and fold(self.province) not in fold(self.agency_printed)
        return f"{self.agency_printed} {self.province}" if beside else self.agency_printed


def names(*told, given=None):
    reports = [Told(*each) for each in told]
    found = one_name(reports, given or {})
    return [found[each.agency] for each in reports]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("SỞ Y TẾ",), ("Sở Y tế",)),
        (("SO Y TE",), ("Sở Y tế",)),
        (("SỞ Y TẾ", "Hà Nam"), ("Sở Y tế",)),
        (("SỞ Y TẾ", "HÀ NAM"), ("Sở Y tế", "Hà Nam")),
        (("SỞ Y TẾ", "Sông Lam"), ("Sở Y tế",)),
        (("SỞ Y TẾ", "Sông Lam"), ("Sở Y tế", "Sông Lam")),
        (("Sở Y tế Sông Lam",), ("SỞ Y TẾ", "Sông Lam")),
        (("UBND XÃ HOÀ BÌNH",), ("UBND xã Hòa Bình",)),
    ],
)
def test_spellings_of_a_name_are_one_unit_in_any_order(one, other):
    found = names(one, other)
    assert found[0] == found[1]
    assert names(other, one) == found
    assert not found[0].isupper()


@pytest.mark.parametrize(
    "told",
    [
        [("SỞ Y TẾ", "Hà Nam"), ("Sở Y tế", "Nam Định")],
        [("SỞ Y TẾ", "Sông Lam"), ("Sở Y tế", "Sông Hồng")],
        [("SỞ Y TẾ", "Sông Lam"), ("Sở Y tế", "Hà Nam")],
        [("SỞ Y TẾ", "Hà Nam"), ("Sở Y tế", "Nam Định"), ("SỞ Y TẾ",)],
        [("SỞ Y TẾ", "Sông Lam"), ("Sở Y tế", "Sông Hồng"), ("SỞ Y TẾ",)],
        [("UBND TỈNH SÔNG LAM", "Sông Lam"), ("UBND thành phố Sông Lam", "Sông Lam")],
        [("UBND xã Sông Lam", "Sông Lam"), ("UBND xã Tân Hòa", "Sông Lam")],
        [("UBND xã Tân Hòa",), ("UBND xã Tân Hoa",)],
        [("Sở Y tế",), ("Sở Nội vụ",)],
    ],
)
def test_names_of_several_units_stay_apart_in_any_order(told):
    for order in permutations(told):
        assert len(set(names(*order))) == len(told)


def test_a_unit_given_for_one_spelling_is_that_of_the_others():
    pair = ("SỞ Y TẾ", "Sông Lam"), ("Sở Y tế",)
    for given in ("SỞ Y TẾ Sông Lam", "Sở Y tế"):
        assert names(*pair, given={given: "syt"}) == ["syt", "syt"]


def test_what_is_given_for_an_agency_or_a_file_comes_first():
    pair = report("SỞ Y TẾ"), report("SỞ Y TẾ", SECOND, 11, SAID)
    assert units(*pair, units={pair[0].agency: "syt"}) == {"syt"}
    assert units(*pair, units={pair[0].file: "x"}) == {"x", "Sở Y tế Sông Lam"}


def test_units_of_a_list_are_found_however_they_are_spelled():
    tree = [
        {"id": "p", "name": "Tỉnh Sông Lam", "reports": False},
        {"id": "syt", "name": "Sở Y tế", "parent": "p"},
        {"id": "snv", "name": "Sở Nội vụ", "parent": "p"},
    ]
    pair = report("SỞ Y TẾ"), report("SỞ Y TẾ", SECOND, 11, SAID)
    assert units(*pair, hierarchy=tree) == {"syt"}
    checked = cchc.check(report("TRUNG TÂM Y TẾ"), hierarchy=tree)
    assert [issue["code"] for issue in checked.issues] == ["CCHC-I1601"]


def test_units_of_a_list_of_another_province_are_not_meant():
    tree = cchc.hierarchy(
        [{"id": "p", "name": "Tỉnh Hà Nam"}, {"id": "syt", "name": "Sở Y tế", "parent": "p"}]
    )
    told = [Told("SỞ Y TẾ", "Hà Nam"), Told("SỞ Y TẾ", "Nam Định"), Told("Sở Y tế tỉnh Hà Nam")]
    assert set(units_by_name(told, tree)) == {"SỞ Y TẾ Hà Nam", "Sở Y tế tỉnh Hà Nam"}
