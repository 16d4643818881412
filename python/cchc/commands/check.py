"""`cchc check`: what there is to ask about one report or several."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import cchc
from cchc.check import Checked
from cchc.commands.exit_codes import CLEAN, NOT_READABLE, WITH_ISSUES
from cchc.present.displays import table_of
from cchc.present.text import table_text

__all__ = ["check"]


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--json", "as_json", is_flag=True, help="Every verdict as JSON. | Mọi kết luận dạng JSON."
)
@click.option(
    "--letters",
    type=click.Path(path_type=Path),
    help="Folder for a letter to each unit, text and HTML. | Thư mục ghi thư gửi từng đơn vị.",
)
@click.option("--sender", default="", help="Who signs the letters. | Đơn vị ký thư.")
@click.option("--reply-by", default="", help="Day to answer by. | Hạn trả lời.")
@click.option("--rules", type=click.Path(path_type=Path), help="More rules. | Thêm tệp quy tắc.")
@click.option("--period", help="Period of reports that do not say it. | Kỳ, nếu báo cáo không nêu.")
@click.option(
    "--unit", help="Unit of reports that name no agency. | Đơn vị, nếu báo cáo không nêu."
)
@click.option("--unit-type", help="Type of the unit, when its name does not tell. | Loại đơn vị.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def check(
    files: tuple[str, ...],
    *,
    as_json: bool,
    letters: Path | None,
    sender: str,
    reply_by: str,
    rules: Path | None,
    period: str | None,
    unit: str | None,
    unit_type: str | None,
    lang: str,
) -> None:
    """Check the reports in FILES and list what there is to ask.

    Several reports of one unit make the rules between periods decidable. Exit codes: 0 nothing
    to ask, 1 something to ask, 2 not readable.

    Đối chiếu các báo cáo và liệt kê nội dung cần hỏi; nhiều báo cáo của một đơn vị thì quy tắc
    giữa các kỳ mới kết luận được. Mã thoát: 0 không có gì để hỏi, 1 có nội dung cần hỏi, 2 không
    đọc được.
    """
    # A name with a line end is a name here; the empty one is refused as such.
    paths = [Path(file) if file else file for file in files]
    reports = [report for path in paths for report in cchc.read_all(path, unit_type=unit_type)]
    chosen = cchc.rules.shipped()
    if rules is not None:
        chosen = chosen + cchc.rules.load(rules)
    nameless = [Path(report.file).name for report in reports if not report.agency]
    units = {} if unit is None else dict.fromkeys(nameless, unit)
    checked = cchc.check(reports, rules=chosen, units=units, period=period)
    click.echo(checked.to_json() if as_json else table_text(table_of(checked, lang=lang)))
    if letters is not None:
        _write(checked, letters, lang, sender, reply_by)
    for issue in checked.issues:
        click.echo(f"{issue['place']}: {issue['code']}: {issue[f'message_{lang}']}", err=True)
    sys.exit(_exit_code(checked))


def _write(checked: Checked, folder: Path, lang: str, sender: str, reply_by: str) -> None:
    for letter in checked.letters(lang=lang, sender=sender, reply_by=reply_by):  # type: ignore[attr-defined]
        for path in letter.save(folder):
            click.echo(str(path), err=True)


def _exit_code(checked: Checked) -> int:
    if checked.issues:
        return NOT_READABLE
    return WITH_ISSUES if checked.questions else CLEAN
