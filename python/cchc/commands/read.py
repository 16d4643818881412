"""`cchc read`: one report as a table, JSON or CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import cchc
from cchc.commands.exit_codes import CLEAN, WITH_ISSUES
from cchc.present.displays import table_of
from cchc.present.text import table_text
from cchc.read import Report

__all__ = ["read"]


@click.command()
@click.argument("file")
@click.option(
    "--json", "as_json", is_flag=True, help="Everything as JSON. | Xuất toàn bộ dạng JSON."
)
@click.option("--csv", "as_csv", is_flag=True, help="Observations as CSV. | Xuất số liệu dạng CSV.")
@click.option("--unit-type", help="Type of the unit, when its name does not tell. | Loại đơn vị.")
@click.option(
    "--review",
    type=click.Path(dir_okay=False),
    help="File of answers to open rows. | Tệp câu trả lời cho các dòng chưa rõ.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def read(
    file: str,
    *,
    as_json: bool,
    as_csv: bool,
    unit_type: str | None,
    review: str | None,
    lang: str,
) -> None:
    """Read one report FILE and show what it says.

    Exit codes: 0 clean, 1 read with issues, 2 not readable.

    Đọc một báo cáo. Mã thoát: 0 đọc trọn vẹn, 1 có vấn đề khi đọc, 2 không đọc được.
    """
    if as_json and as_csv:
        raise click.UsageError(
            "give --json or --csv, not both. | Chỉ nêu một trong hai: --json hoặc --csv."
        )
    # A name with a line end is a name here; the empty one is refused as such.
    report = cchc.read(Path(file) if file else file, unit_type=unit_type, review=review)
    if as_json:
        click.echo(report.to_json())
    elif as_csv:
        click.echo(report.to_csv(), nl=False)
    else:
        click.echo(table_text(table_of(report, lang=lang)))
    _tell_issues(report, lang)
    sys.exit(WITH_ISSUES if report.issues else CLEAN)


def _tell_issues(report: Report, lang: str) -> None:
    """Issues go to the other stream, so that JSON and CSV stay clean."""
    for issue in report.issues:
        place = f"{issue.file}:{issue.line}" if issue.line else issue.file
        place = f"{place}: {issue.place}" if issue.place else place
        message = issue.message_vi if lang == "vi" else issue.message_en
        click.echo(f"{place}: {issue.code}: {message}", err=True)
