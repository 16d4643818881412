"""The departments of the synthetic province.

The names are those every province knew before 2025; the sizes are made up, round numbers of a
plausible magnitude, and belong to no province.
"""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE_ID = "province"
PROVINCE_NAME = "Tỉnh Mẫu (dữ liệu giả lập)"
SYNTHETIC_MARK = "(số liệu giả lập)"
REAL_UNIT = "so-cong-thuong"
REAL_AGENCY = "Sở Công Thương Hà Nam"


@dataclass(frozen=True)
class Department:
    """Rough size of a department; the generator varies it.

    Parameters
    ----------
    id, title
        Id of the unit and its name without the mark.
    procedures
        Administrative procedures in 2022.
    files
        New case files in a quarter.
    civil_quota, staff_quota
        Posts assigned in 2015: civil servants, and budget-paid staff of public service units.
    service_units
        Public service units in 2015; 0 means that the rows about them do not apply.
    divisions
        Subordinate divisions.
    """

    id: str
    title: str
    procedures: int
    files: int
    civil_quota: int
    staff_quota: int
    service_units: int
    divisions: int

    @property
    def name(self) -> str:
        """Name with the mark that says the figures are synthetic."""
        return f"{self.title} {SYNTHETIC_MARK}"


DEPARTMENTS = (
    Department("van-phong-ubnd-tinh", "Văn phòng UBND tỉnh", 24, 90, 72, 38, 2, 9),
    Department("so-noi-vu", "Sở Nội vụ", 96, 420, 78, 22, 1, 8),
    Department("so-tu-phap", "Sở Tư pháp", 132, 3100, 38, 24, 3, 6),
    Department("so-tai-chinh", "Sở Tài chính", 58, 260, 66, 12, 1, 8),
    Department("so-ke-hoach-va-dau-tu", "Sở Kế hoạch và Đầu tư", 118, 1900, 54, 14, 1, 8),
    Department(REAL_UNIT, "Sở Công Thương", 124, 7900, 46, 17, 2, 9),
    Department(
        "so-nong-nghiep", "Sở Nông nghiệp và Phát triển nông thôn", 138, 1250, 210, 165, 9, 14
    ),
    Department("so-giao-thong-van-tai", "Sở Giao thông vận tải", 108, 4200, 62, 46, 3, 8),
    Department("so-xay-dung", "Sở Xây dựng", 64, 780, 48, 28, 2, 7),
    Department(
        "so-tai-nguyen-va-moi-truong", "Sở Tài nguyên và Môi trường", 112, 5200, 74, 120, 5, 10
    ),
    Department(
        "so-thong-tin-va-truyen-thong", "Sở Thông tin và Truyền thông", 42, 140, 36, 18, 1, 6
    ),
    Department(
        "so-lao-dong",
        "Sở Lao động - Thương binh và Xã hội",
        128,
        2400,
        64,
        196,
        8,
        9,
    ),
    Department("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch", 126, 310, 60, 184, 8, 9),
    Department("so-khoa-hoc-va-cong-nghe", "Sở Khoa học và Công nghệ", 54, 95, 40, 26, 2, 6),
    Department("so-giao-duc", "Sở Giáo dục và Đào tạo", 82, 1450, 52, 2140, 32, 9),
    Department("so-y-te", "Sở Y tế", 144, 1680, 82, 2680, 24, 9),
    Department("thanh-tra-tinh", "Thanh tra tỉnh", 12, 45, 42, 0, 0, 6),
    Department("ban-dan-toc", "Ban Dân tộc", 6, 18, 20, 0, 0, 3),
    Department(
        "ban-quan-ly-khu-cong-nghiep", "Ban Quản lý các khu công nghiệp", 46, 520, 34, 15, 1, 6
    ),
    Department("so-ngoai-vu", "Sở Ngoại vụ", 22, 110, 24, 8, 1, 4),
)

# Made up: the dates, the posts moved and the new name are the sample's own.
MERGED_FROM = ("so-giao-thong-van-tai", "so-xay-dung")
MERGED_INTO = "so-xay-dung-va-giao-thong"
MERGED_TITLE = "Sở Xây dựng và Giao thông"
MERGER_DATE = "2024-03-01"
TRANSFER_FROM = "so-lao-dong"
TRANSFER_TO = "so-y-te"
TRANSFER_DATE = "2023-07-01"
TRANSFER_POSTS = {"4.2.1": 4, "4.3.1": 18}
