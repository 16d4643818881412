"""`cchc template`: an Excel template for a unit to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.present.template import write_template

__all__ = ["template"]


@click.command()
@click.option(
    "--form", "forms", multiple=True, default=("PL1-2024", "BM3-2024"), show_default=True,
    help="Form and version; several times for several. | Biểu mẫu và phiên bản.",
)  # fmt: skip
@click.option("--unit", required=True, help="Name of the unit. | Tên đơn vị.")
@click.option("--period", required=True, help="Window, such as 2024-Q3. | Kỳ, ví dụ 2024-Q3.")
@click.option("--unit-type", help="Type of the unit, when its name does not tell. | Loại đơn vị.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="FILE.xlsx | Tệp Excel."
)
def template(
    *, forms: tuple[str, ...], unit: str, period: str, unit_type: str | None, output: Path
) -> None:
    """Write an Excel template: locked labels, lists for coded answers, read back exactly.

    Tạo biểu mẫu Excel: khóa tên chỉ tiêu, chọn câu trả lời trong danh sách, đọc lại chính xác.
    """
    write_template(output, form=forms, unit=unit, period=period, unit_type=unit_type)
    click.echo(str(output))
