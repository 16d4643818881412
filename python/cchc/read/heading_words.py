"""Words of headings that make no name of a place: of the forms, of other figures, of other bodies.

In capitals, or in a heading of which each word begins with one, no letter tells a name: `XÃ TIẾP
NHẬN` looks as `XÃ TÂN HÒA` does. A name has none of the pairs of words of the forms' labels, nor of
those that headings use, and no abbreviation.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from cchc.read.column_meaning import ColumnMeaning, meaning_of
from cchc.read.fold import composed, fold
from cchc.read.forms import shipped_forms

__all__ = ["says_more_than_a_name", "words_on_figures"]

_Pair = tuple[str, str]

#: Pairs beside those of the forms, one after the other.
_PAIRS = """
phát sinh, công khai, đạt chuẩn, trước hạn, sau hạn, mức độ, thanh toán, số hóa, số hoá, ngân sách,
sáp nhập, quản lý, tuyên truyền, nâng cao, điểm số, xuất sắc, hỗ trợ, niêm yết, năm trước, kỳ trước,
quý trước, tháng trước, cùng kỳ, kỳ này, năm nay, đầu kỳ, cuối kỳ, đầu năm, cuối năm, tổng cộng,
tổng hợp, thí điểm, thông tin, minh bạch, còn lại, chuyển đổi, trung bình, đánh giá, xếp loại,
xếp hạng, phối hợp, tham gia, đăng ký, chỉ tiêu, số liệu, số lượng, tỷ trọng, tỉ trọng, tỉ lệ,
kinh phí, lũy kế, luỹ kế, bình quân, so sánh, so với, thẩm định, phê duyệt, tham mưu, đề xuất,
đề án, triển khai, rà soát, cải cách, chính quyền, điện tử, công dân, người dân, doanh nghiệp,
viên chức, dân số, diện tích, hộ nghèo, nông thôn, đô thị, khu vực, miền núi, biên giới, hải đảo,
nghìn đồng, triệu đồng, tỷ đồng, nghìn người, dự kiến, dự toán, mục tiêu, nhu cầu, phấn đấu,
nhiệm vụ, nhiệm kỳ, giai đoạn, tiếp công, khiếu nại, tố cáo, phản ánh, kiến nghị, đề nghị, trả lời,
nộp hồ, bổ sung, từ chối, chậm trễ, quá trình, ghi chú, nội dung, tiêu chí, văn bản, nghị quyết,
quyết định, chỉ thị, thông báo, hội nghị, tập huấn, đào tạo, bồi dưỡng, tuyển dụng, bổ nhiệm,
kỷ luật, hợp nhất, giải thể, sắp xếp, phân cấp, ủy quyền, uỷ quyền, tự chủ, một cửa, mở rộng,
thành lập
"""
_NAMES = frozenset({("thành", "công")})  # of the forms, and names as well
# Words that stand in no name, wherever they are.
_NO_WORDS = frozenset(
    {"ủy", "uỷ", "của", "các", "những", "theo", "được", "không", "chưa", "đã", "bị", "đến"}
    | {"trong", "trước", "và", "hoặc", "nếu", "tại", "cho", "ubnd", "ocop", "iso"}
)
_VOWEL = re.compile(r"[aeiouy]")
_ABBREVIATION = re.compile(r"[^\W\d_]{2,}")
_OWN_WORD = re.compile(r"(?:giao|tang)\s+")  # `Giao Thủy`, `Tăng Tiến`


def says_more_than_a_name(name: str) -> bool:
    """Whether words with capitals hold what no name of a place does; `name` without its level."""
    text = composed(name)
    words = re.split(r"[\s–-]+", text.lower())
    if any(_ABBREVIATION.fullmatch(word) and not _VOWEL.search(fold(word)) for word in words):
        return True
    toneless = name.isascii()
    pairs = set(pairwise(words))
    if pairs & (_plain_pairs() if toneless else _pairs()) or not _NO_WORDS.isdisjoint(words):
        return True
    return text.isupper() and words_on_figures(name) in ("other", "scaled")


def words_on_figures(name: str) -> ColumnMeaning:
    """What words with capitals say of the figures below them, but for a first word of names."""
    return meaning_of(_OWN_WORD.sub("", fold(name)), None)


@cache
def _pairs() -> frozenset[_Pair]:
    labels = [row.label for form in shipped_forms() for row in form.rows]
    found: set[_Pair] = set()
    for part in re.split(r"[^\w\s]|_", composed("; ".join([*labels, _PAIRS])).lower()):
        words = part.split()
        found.update(pairwise(words))
    return frozenset(found - _NAMES)


@cache
def _plain_pairs() -> frozenset[_Pair]:
    return frozenset((fold(one), fold(other)) for one, other in _pairs())
