"""What a report prints, whatever the kind of file: tables of rows, with how each value is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Shown:
    """A value cell: its text, and the number a spreadsheet would store instead.

    `percent` says that the number is stored as a part of one and shown as a percentage, `scaled`
    that a spreadsheet shows it in thousands. `struck` and `hidden` stand before the text, struck out
    and hidden, `mark` is raised behind it.
    """

    text: str = ""
    number: Decimal | None = None
    percent: bool = False
    scaled: bool = False
    struck: str = ""
    hidden: str = ""
    mark: str = ""


@dataclass(slots=True)
class PrintedRow:
    """A row as printed; `stale` is what the column of the period before shows."""

    code: str
    label: str
    unit: str
    value: Shown = Shown()
    note: str = ""
    heading: bool = False
    group: int = 0  # rows that a merged `Trong đó` cell reaches over, from this one on
    stale: Shown = Shown()
    key: tuple[str, str] | None = None  # form and code inside it; None for what has no key


@dataclass(slots=True)
class PrintedTable:
    """A table under its title; `remark` stands in brackets in the column header."""

    title: str
    subtitle: str
    remark: str
    rows: list[PrintedRow]


@dataclass(slots=True)
class Layout:
    """How a report is laid out; each kind of file uses what it can.

    `breaks`: row numbers before which a page ends; `cut`: whether the row there is cut in two;
    `repeat`: whether the header comes again. `code_in_label`, `merged_headings`: codes inside the
    label cell, headings merged over the row. `second`: heading of a second value column, empty for
    none. `font`: an old font, empty for a Unicode one. `hidden_sheet`: a stale hidden copy.
    """

    breaks: tuple[int, ...] = ()
    cut: bool = False
    repeat: bool = True
    one_header: bool = False
    code_in_label: bool = False
    merged_headings: bool = False
    second: str = ""
    second_first: bool = False
    own_heading: str = "Số liệu"
    font: str = ""
    hidden_sheet: bool = False
    label_over_rows: bool = False
    nested: bool = False
    width: int = 44


@dataclass(slots=True)
class Printed:
    """A whole report."""

    agency: str
    province: str
    period: str
    window: tuple[str, str]
    tables: list[PrintedTable]
    layout: Layout = field(default_factory=Layout)

    def opening(self) -> list[str]:
        """Lines above the tables; they say that the report is synthetic."""
        first, last = self.window
        return [
            f"{self.agency} báo cáo kết quả cải cách hành chính {self.period}.",
            f"Số liệu từ {first} đến {last}. Tài liệu giả lập để kiểm thử, không phải báo cáo thật.",
        ]


HEADINGS = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")
