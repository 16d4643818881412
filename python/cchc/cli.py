"""The command line: `cchc read`, `cchc demo`.

Exit codes: 0 clean, 1 read with issues, 2 not readable (or a wrong call).
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

import cchc
from cchc.demo import demo_lines
from cchc.present.displays import table_of
from cchc.present.text import table_text
from cchc.read import Report

__all__ = ["main"]

CLEAN, WITH_ISSUES, NOT_READABLE = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(cchc.__version__, prog_name="cchc")
def cli() -> None:
    r"""Administrative-reform (cải cách hành chính) statistics: read, consolidate, compare, explain.

    \b
    Số liệu cải cách hành chính: đọc báo cáo, tổng hợp, so sánh, giải trình từng con số.
    """


@cli.command()
@click.argument("file")
@click.option(
    "--json", "as_json", is_flag=True, help="Everything as JSON. | Xuất toàn bộ dạng JSON."
)
@click.option("--csv", "as_csv", is_flag=True, help="Observations as CSV. | Xuất số liệu dạng CSV.")
@click.option("--unit-type", help="Type of the unit, when its name does not tell. | Loại đơn vị.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def read(file: str, *, as_json: bool, as_csv: bool, unit_type: str | None, lang: str) -> None:
    r"""Read one report FILE and show what it says.

    \b
    Đọc một báo cáo. Mã thoát: 0 đọc trọn vẹn, 1 có vấn đề khi đọc, 2 không đọc được.
    Exit codes: 0 clean, 1 read with issues, 2 not readable.
    """
    if as_json and as_csv:
        raise click.UsageError(
            "give --json or --csv, not both. | Chỉ nêu một trong hai: --json hoặc --csv."
        )
    # A name with a line end is a name here; the empty one is refused as such.
    report = cchc.read(Path(file) if file else file, unit_type=unit_type)
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
        message = issue.message_vi if lang == "vi" else issue.message_en
        click.echo(f"{place}: {issue.code}: {message}", err=True)


@cli.command()
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="A report on the first half of 2024 in the sample's place. | Báo cáo khác thay báo cáo mẫu.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def demo(*, report: Path | None, lang: str) -> None:
    r"""Read a real report, consolidate it in a synthetic province, compare and explain.

    \b
    Đọc báo cáo thật, tổng hợp trong một tỉnh giả lập, so sánh và giải trình một con số.
    """
    for line in demo_lines(lang, report):
        click.echo(line)


def main() -> None:
    """Run the command line; an error of cchc ends with code 2 and its message in both languages."""
    try:
        cli()
    except cchc.Error as error:
        click.echo(f"cchc: {error}", err=True)
        sys.exit(NOT_READABLE)
