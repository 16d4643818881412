"""Facts are read by their phrases: other figures and another agency read as well."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_report import REPORT, needs_report

from cchc.read.text import read_text

OPENING = "Sở Y tế báo cáo kết quả cải cách hành chính quý I năm 2025.\n"


def told(text):
    """Figures by kind and name of a running text."""
    report = read_text(OPENING + text)
    return {(fact.kind, f.name): f.value for fact in report.facts for f in fact.figures}


def issued(text):
    return read_text(OPENING + text).documents


counts = st.integers(0, 99_999)


def dotted(value):
    return f"{value:,}".replace(",", ".")


@settings(max_examples=60, deadline=None)
@given(counts, counts, counts, st.sampled_from([dotted, str]))
def test_case_files_of_any_size(received, resolved, pending, style):
    text = (
        f"Từ 15/12/2024 đến 14/3/2025, Sở đã tiếp nhận {style(received)} hồ sơ. Đã thụ lý, giải "
        f"quyết và trả kết quả {style(resolved)} hồ sơ, {style(pending)} hồ sơ đang thụ lý, chưa "
        "đến hạn; không có hồ sơ trả chậm kết quả."
    )
    assert told(text) == {
        ("case_files", "received"): received,
        ("case_files", "resolved"): resolved,
        ("case_files", "pending"): pending,
        ("case_files", "late"): 0,
    }


def test_case_files_late_and_online_are_counted_when_told():
    text = (
        "Trung tâm tiếp nhận được 1.200 hồ sơ, đã giải quyết xong 1.150 hồ sơ, trong đó 900 hồ sơ "
        "trực tuyến; 07 hồ sơ quá hạn."
    )
    assert told(text) == {
        ("case_files", "received"): 1200,
        ("case_files", "resolved"): 1150,
        ("case_files", "online"): 900,
        ("case_files", "late"): 7,
    }


def test_the_window_of_the_files_goes_with_them():
    text = "Từ ngày 15/12/2024 đến ngày 14/3/2025, Sở đã tiếp nhận 12 hồ sơ."
    report = read_text(OPENING + text)
    assert report.facts[0].window == report.header.window == (date(2024, 12, 15), date(2025, 3, 14))


@pytest.mark.parametrize(
    ("window", "valid"),
    [("31/02/2025 đến 14/3/2025", False), ("14/3/2025 đến 15/12/2024", False)],
)
def test_a_window_of_impossible_days_is_remarked(window, valid):
    report = read_text(OPENING + f"Từ {window}, Sở đã tiếp nhận 12 hồ sơ.")
    assert (report.header.window is not None) == valid
    assert [found.code for found in report.issues if found.line == 2] == ["CCHC-I1320"]


@settings(max_examples=30, deadline=None)
@given(counts, counts, counts)
def test_quota_is_told_with_its_parts(total, civil, service):
    text = (
        f"với tổng số biên chế là {total} người ({civil} biên chế công chức, {service} biên chế "
        "người làm việc hưởng lương từ ngân sách nhà nước)."
    )
    assert told(text) == {
        ("quota_total", "total"): total,
        ("quota_total", "civil_servants"): civil,
        ("quota_total", "public_service"): service,
    }


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 999), st.integers(0, 1000), st.integers(0, 999), st.integers(0, 1000))
def test_online_services_are_told_with_their_shares(full, full_share, partial, partial_share):
    def share(tenths):
        return f"{tenths // 10},{tenths % 10}%"

    text = (
        f"số TTHC được thực hiện toàn trình là {full} TTHC (đạt {share(full_share)}); thực hiện "
        f"dịch vụ công một phần có {partial} TTHC (chiếm {share(partial_share)})."
    )
    assert told(text) == {
        ("procedures_online_full", "procedures"): full,
        ("procedures_online_full", "share"): Decimal(full_share) / 10,
        ("procedures_online_partial", "procedures"): partial,
        ("procedures_online_partial", "share"): Decimal(partial_share) / 10,
    }


@pytest.mark.parametrize(
    ("text", "kind", "name", "value"),
    [
        ("đăng tải 135 tin, bài lên trang thông tin điện tử", "news_items", "items", 135),
        ("đã tiến hành 02 lần rà soát TTHC", "procedures_reviewed_rounds", "rounds", 2),
        ("Số TTHC công bố mới trong kỳ: 12", "procedures_new", "procedures", 12),
        ("Số lượng TTHC sửa đổi, bổ sung: 31", "procedures_amended", "procedures", 31),
        ("Số lượng thủ tục hành chính bãi bỏ: 4", "procedures_abolished", "procedures", 4),
        ("Sở tiếp nhận 15 phản ánh, kiến nghị", "petitions_received", "petitions", 15),
        ("sử dụng 05 lao động theo hợp đồng", "contract_positions", "positions", 5),
        ("đã phê duyệt 46 vị trí việc làm", "approved_positions", "positions", 46),
        ("chỉ đạo 14 đơn vị sự nghiệp công lập", "service_units", "units", 14),
        ("98,5% cán bộ, công chức sử dụng máy tính", "staff_using_computers", "share", None),
        ("Bộ TTHC của Sở hiện có 1.027 thủtục", "procedures_total", "procedures", 1027),
    ],
)
def test_each_phrase_is_read_with_other_figures(text, kind, name, value):
    expected = Decimal("98.5") if value is None else value
    assert told(text) == {(kind, name): expected}


def test_a_phrase_may_be_wrapped_anywhere():
    words = ["Sở", "đã", "tiến", "hành", "04", "đợt", "rà", "soát", "TTHC", "trong", "kỳ"]
    for cut in range(1, len(words)):
        text = " ".join(words[:cut]) + "\n\n" + " ".join(words[cut:])
        assert told(text) == {("procedures_reviewed_rounds", "rounds"): 4}, cut


def test_figures_of_other_things_are_no_facts():
    text = "Tiêu chuẩn ISO 9001:2015; năm 2024 có 3 xe ô tô; Nghị định số 61/2018/NĐ-CP."
    assert told(text) == {}


def test_plans_of_the_agency_are_told_by_what_they_are_about():
    text = (
        "Sở Y tế đã ban hành Kế hoạch số 77/KH-SYT ngày 02/01/2025 thực hiện cải cách hành chính "
        "năm 2025. Kế hoạch số 80/KH-SYT ngày 05/01/2025 về việc kiểm tra cải cách hành chính năm "
        "2025. Kế hoạch số 90/KH-SYT ngày 06/01/2025 về phòng chống dịch."
    )
    report = read_text(OPENING + text)
    assert [(fact.kind, fact.documents) for fact in report.facts] == [
        ("plan_issued", ("77/KH-SYT",)),
        ("inspection_plan_issued", ("80/KH-SYT",)),
    ]
    assert {found.role for found in report.documents} == {"issued"}


def test_a_plan_of_the_province_is_no_plan_of_the_agency():
    text = "Thực hiện Kế hoạch số 9/KH-UBND ngày 02/01/2025 về cải cách hành chính năm 2025."
    assert told(text) == {}
    assert [found.role for found in issued(text)] == ["cited"]


def test_repealed_documents_are_counted_over_their_list():
    text = (
        "1. Thể chế\nĐang tham mưu trình UBND tỉnh ban hành:\n- Quyết định bãi bỏ Quyết định số "
        "01/2011/QĐ-UBND ngày 1/4/2011; Quyết định số 02/2012/QĐ-UBND ngày 2/6/2012 và Quyết định "
        "số 03/2013/QĐ-UBND ngày 3/7/2013 của UBND tỉnh."
    )
    assert told(text) == {("documents_proposed_for_repeal", "documents"): 3}


def test_documents_advised_are_the_heads_of_a_list():
    text = (
        "Sở đã tham mưu cho UBND tỉnh ban hành các văn bản:\n"
        "- Quyết định số 11/2025/QĐ-UBND ngày 4/1/2025 sửa đổi Quyết định số 10/2020/QĐ-UBND;\n"
        "- Quyết định số 12/2025/QĐ-UBND ngày 5/1/2025 về giá;\n"
        "- Kế hoạch số 7/KH-UBND ngày 6/1/2025;\n"
        "- Quyết định thành lập Hội đồng;\n"
    )
    assert told(text) == {
        ("documents_advised", "normative"): 2,
        ("documents_advised", "other_numbered"): 1,
        ("documents_advised", "without_number"): 1,
    }


@pytest.mark.parametrize(
    ("text", "number", "number_year", "symbol", "kind", "day"),
    [
        ("Kế hoạch số 09/KH-\nSCT ngày 06/3/2024", 9, None, "KH-SCT", "plan", date(2024, 3, 6)),
        (
            "Quyết định số 06/2022/QĐ-UBND ngày 15 tháng 4  năm\n2022",
            6,
            2022,
            "QĐ-UBND",
            "decision",
            date(2022, 4, 15),
        ),
        (
            "Văn bản số 488/UBND-KT ngày 25/3/2024",
            488,
            None,
            "UBND-KT",
            "letter",
            date(2024, 3, 25),
        ),
        ("Chỉ thị số 43/CT-TTg", 43, None, "CT-TTg", "directive", None),
        ("Công văn số 12/SYT-VP ngày 2/2/2024", 12, None, "SYT-VP", "letter", date(2024, 2, 2)),
    ],
)
def test_documents_in_their_printed_forms(text, number, number_year, symbol, kind, day):
    (found,) = issued(text)
    assert (found.number, found.number_year, found.symbol, found.kind, found.date) == (
        number,
        number_year,
        symbol,
        kind,
        day,
    )


def test_a_date_that_no_calendar_has_is_remarked():
    report = read_text(OPENING + "Quyết định số 12/QĐ-SYT ngày 30/02/2024 về giá.")
    assert report.documents[0].date is None
    assert [(found.code, found.raw) for found in report.issues if found.line] == [
        ("CCHC-I1324", "30/02/2024")
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Sở Y tế báo cáo kết quả CCHC 9 tháng đầu năm 2025", "9 tháng đầu năm 2025"),
        ("Sở Y tế báo cáo tình hình CCHC Quý III năm 2025", "quý III năm 2025"),
        ("Sở Y tế báo cáo kết quả CCHC quý I/2025", "quý I/2025"),
        (
            "Sở Y tế báo cáo kết quả CCHC 6 tháng đầu năm và phương hướng nhiệm vụ quý III "
            "năm 2025",
            "6 tháng đầu năm 2025",
        ),
        ("Sở Y tế báo cáo kết quả CCHC, phương hướng nhiệm vụ quý III năm 2025", ""),
    ],
)
def test_the_period_is_the_one_reported_and_not_the_one_planned(text, period):
    report = read_text(text + "\nSở đã tiến hành 04 đợt rà soát TTHC.\n")
    assert report.header.period_text == period


@pytest.mark.parametrize(
    ("agency", "unit_type"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", "department"),
        ("Ban Quản lý các khu công nghiệp", "department"),
        ("UBND huyện Kim Bảng", "district"),
        ("Ủy ban nhân dân xã Thanh Hà", "commune"),
        ("UBND tỉnh Hà Nam", "province"),
        ("UBND thành phố Hà Nội", "province"),
        ("UBND thành phố Phủ Lý", "district"),
        ("Trung tâm Khuyến công", "public_service_unit"),
    ],
)
def test_agencies_and_their_unit_types(agency, unit_type):
    text = f"Thực hiện kế hoạch của tỉnh, {agency} báo cáo kết quả năm 2024.\n"
    header = read_text(text).header
    assert (header.agency, header.unit_type) == (agency, unit_type)


def test_sections_follow_the_numbers_of_headings():
    text = (
        "I. CHỈ ĐẠO\n1. Kế hoạch\nSở đã tiến hành 04 đợt rà soát TTHC.\nII. KẾT QUẢ\n1. Thể chế\n"
        "7. dòng này không phải mục\n2. Thủ tục\nđăng tải 20 tin bài\n"
    )
    report = read_text(OPENING + text)
    assert [(fact.section, fact.first_line) for fact in report.facts] == [("I.1", 4), ("II.2", 9)]


@needs_report
def test_the_real_report_with_other_figures_tells_those():
    text = REPORT.read_text(encoding="utf-8")
    for old, new in [
        ("04 đợt", "06 đợt"),
        ("đăng tải 20", "đăng tải 35"),
        ("16.183 hồ sơ thuộc", "2.345 hồ sơ thuộc"),
        ("16.181 hồ sơ, 02", "2.300 hồ sơ, 45"),
        ("55  người", "60  người"),
        ("26 TTHC (đạt 20,5%)", "30 TTHC (đạt 23,6%)"),
    ]:
        assert old in text
        text = text.replace(old, new)
    values = {(fact.kind, f.name): f.value for fact in read_text(text).facts for f in fact.figures}
    assert values["procedures_reviewed_rounds", "rounds"] == 6
    assert values["news_items", "items"] == 35
    assert values["case_files", "received"] == 2345
    assert values["case_files", "resolved"] == 2300
    assert values["case_files", "pending"] == 45
    assert values["quota_total", "total"] == 60
    assert values["procedures_online_full", "share"] == Decimal("23.6")
