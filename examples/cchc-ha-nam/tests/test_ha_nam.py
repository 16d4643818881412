"""The plug-in is found when it is installed, and does what its README says."""

import cchc

UNITS = [
    {"id": "tinh", "name": "Tỉnh", "level": "province", "reports": False},
    {"id": "a", "name": "Sở A", "parent": "tinh", "level": "department"},
    {"id": "b", "name": "Sở B", "parent": "tinh", "level": "department"},
    {"id": "c", "name": "Sở C", "parent": "tinh", "level": "department"},
]
FIGURES = {
    "3.3": (100, 40, 10),
    "3.3.received": (110, 40, 9),
    "3.3.resolved_on_time": (99, 30, 10),
    "4.2.2": (10, 20, 5),
    "3.1": (50, 0, 20),
    "7.1.1": (10, 0, 5),
    "7.1.2": (15, 0, 5),
}


def cube():
    rows = [
        {"indicator": code, "unit": unit, "period": "2024-H1", "value": value}
        for code, values in FIGURES.items()
        for unit, value in zip("abc", values, strict=True)
    ]
    return cchc.build(cchc.from_rows(rows), hierarchy=UNITS)


def test_it_is_found_without_an_import():
    found = {(each.kind, each.name) for each in cchc.list_extensions()}
    assert found == {
        ("form", "HN1"),
        ("indicator", "files_per_official"),
        ("indicator", "share_resolved_late"),
        ("indicator", "online_share_of_procedures"),
        ("aggregation", "median_of_units"),
        ("rule", "late_files_few"),
        ("rule", "resolved_without_receiving"),
    }
    assert {each.source for each in cchc.list_extensions()} == {"plug-in ha_nam"}
    assert "plug-in ha_nam" in repr(cchc.show_extensions())


def test_indicators_are_derived_of_consolidated_figures():
    whole = cchc.derive(cchc.roll_up(cube()))
    assert whole.figure("files_per_official", "tinh", "2024-H1").value == 150 / 35
    assert whole.figure("share_resolved_late", "tinh", "2024-H1").value == 100 * 11 / 150
    assert whole.figure("online_share_of_procedures", "tinh", "2024-H1").value == 50
    assert whole.figure("online_share_of_procedures", "b", "2024-H1").value is None


def test_the_median_is_the_unit_in_the_middle():
    rolled = cchc.roll_up(cube(), over_units="median_of_units")
    assert rolled.figure("3.3", "tinh", "2024-H1").value == 40


def test_rules_find_who_breaks_them():
    findings = cchc.validate(cube(), ["late_files_few", "resolved_without_receiving"])
    found = sorted((each.rule.id, each.unit) for each in findings)
    assert found == [("late_files_few", "b"), ("resolved_without_receiving", "c")]


def test_a_report_on_the_form_is_read():
    text = """SỞ A
BÁO CÁO
Công tác cải cách hành chính 6 tháng đầu năm 2024

Biểu HN1
BIỂU SỐ LIỆU MỘT CỬA TỈNH HÀ NAM

STT    Chỉ tiêu thống kê                      Đơn vị tính   Số liệu   Ghi chú
1      Công tác một cửa
1.1    Số lượt người dân đến giao dịch        Lượt          1.204
1.2    Số hồ sơ TTHC đã giải quyết            Hồ sơ         127
1.3    Tỷ lệ người dân hài lòng tại quầy      %             98,5
"""
    report = cchc.read(text)
    made = cchc.build(report, hierarchy=UNITS, units={report.agency: "a"}, period="2024-H1")
    assert made.figure("HN1:1.1", "a", "2024-H1").text == "1204"
    assert made.figure("3.3", "a", "2024-H1").text == "127"
    assert made.figure("HN1:1.3", "a", "2024-H1").text == "98.5"
