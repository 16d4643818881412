"""`cchc register`: the register of reports from the command line."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path

import click

import cchc
from cchc.commands.exit_codes import CLEAN, NOT_READABLE
from cchc.present.table import Column, Table
from cchc.present.text import table_text
from cchc.present.words import STATE_WORDS
from cchc.read import Review
from cchc.read.file_name import day_in_name
from cchc.store import Added, KnownReport, Register, UnitInDoubt, export_register, import_register

__all__ = ["register"]

_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)


@click.group()
def register() -> None:
    """Keep every report that came in: add, list, show, compare, export, import.

    Sổ báo cáo: ghi, liệt kê, xem, so sánh hai bản, xuất và nhập.
    """


@register.command()
@click.argument("path")
@click.argument("files", nargs=-1, required=True)
@click.option("--unit", help="Unit, when the report does not say. | Đơn vị.")
@click.option("--period", help="Window, when the report does not say. | Kỳ.")
@click.option(
    "--received",
    help="Day of receipt, such as 2024-06-14; the day in the file's name, else today, when not "
    "given. | Ngày nhận; không nêu thì lấy ngày trong tên tệp, nếu không có thì là hôm nay.",
)
@click.option("--review", type=click.Path(path_type=Path), help="Review file. | Tệp trả lời.")
@_LANG
def add(
    path: str,
    files: tuple[str, ...],
    *,
    unit: str | None,
    period: str | None,
    received: str | None,
    review: Path | None,
    lang: str,
) -> None:
    """Add FILES to the register PATH; the same content counts once.

    Ghi các báo cáo vào sổ; cùng nội dung chỉ tính một lần, bản sửa thay bản cũ mà không xóa.
    Of one unit and window the report received last counts; of one day, the one added last.
    """
    refused = False
    with Register(path) as held:
        if review is not None:
            held.keep_review(Review.load(review))
        for file in files:
            day = received or day_in_name(Path(file).name) or dt.date.today().isoformat()
            try:
                for report in cchc.read_all(Path(file), received=day, review=held.review()):
                    found = held.add(report, unit=unit, period=period)
                    click.echo(f"{found.id}: {file}: {_came_to(found, held, lang)}")
                    _tell_doubts(found.in_doubt, lang)
            except cchc.Error as error:
                refused = True
                click.echo(f"{file}: {error}", err=True)
    sys.exit(NOT_READABLE if refused else CLEAN)


_WORDS = {
    "vi": {
        "added": "đã ghi", "correction": "đã ghi, thay bản {earlier}",
        "older": "đã ghi, nhưng nhận trước bản {later}; bản {later} vẫn được dùng",
        "beside": "đã ghi, là cột của kỳ khác trong báo cáo; báo cáo {later} của kỳ đó vẫn được dùng",
        "same": "đã có, số {id}", "reread": "đã có, nay đọc ra khác nên ghi lần đọc mới",
        "blank": "để trống hoặc không đọc được, đang dùng số bản cũ: {rows}",
        "absent": "không có dòng, đang dùng số bản cũ: {rows}",
        "before": "được dùng thay cột của kỳ này trong bản {beside}",
        "unlike": "khác bản {file}, số nào đúng? (cột ≠ báo cáo) {rows}", "no_figure": "để trống",
    },
    "en": {
        "added": "added", "correction": "added, supersedes {earlier}",
        "older": "added, but it came in before {later}, which still counts",
        "beside": "added, a column of another window; report {later} for that window still counts",
        "same": "there already, no. {id}",
        "reread": "there already, reads otherwise now: the new reading counts",
        "blank": "blank or unreadable, the earlier figure stands: {rows}",
        "absent": "without the row, the earlier figure stands: {rows}",
        "before": "counts before the column of this window in {beside}",
        "unlike": "differs from {file}, which is right? (column ≠ report) {rows}",
        "no_figure": "blank",
    },
}  # fmt: skip


def _came_to(found: Added, held: Register, lang: str) -> str:
    """What adding came to, in words; rows for which an earlier figure stands are named."""
    words = _WORDS[lang]
    numbers = {
        "id": found.id,
        "earlier": found.earlier[-1] if found.earlier else "",
        "later": found.later[-1] if found.later else "",
    }
    told = [words[found.status].format(**numbers)]
    for kind in ("blank", "absent"):
        rows = getattr(found, kind)
        if rows:
            told.append(words[kind].format(rows=", ".join(rows)))
    if found.beside:
        told.append(words["before"].format(beside=found.beside[-1]))
    if found.unlike:
        # The other file: that of the column for a report, that of the report for a column.
        number = found.beside[-1] if found.beside else found.later[-1]
        rows = [
            f"{each.indicator}: {each.before} ≠ {each.after or words['no_figure']}"
            for each in found.unlike
        ]
        file = Path(held.report(number).file.replace("\\", "/")).name
        told.append(words["unlike"].format(file=f"{number} ({file})", rows=", ".join(rows)))
    return "; ".join(told)


def _tell_doubts(doubts: Iterable[UnitInDoubt], lang: str) -> None:
    """Say which names may be of several units, and which reports came under them."""
    for each in doubts:
        reports = ", ".join(map(str, each.reports))
        click.echo(
            f"? {each.vi} (số {reports})" if lang == "vi" else f"? {each.en} (no. {reports})"
        )


@register.command("list")
@click.argument("path")
@click.option("--unit", help="Only this unit. | Chỉ đơn vị này.")
@click.option("--period", help="Only this window. | Chỉ kỳ này.")
@_LANG
def list_reports(path: str, *, unit: str | None, period: str | None, lang: str) -> None:
    """List the reports of the register PATH.

    Liệt kê báo cáo trong sổ.
    """
    titles = {
        "vi": ("Số", "Đơn vị", "Kỳ", "Nhận ngày", "Tệp", "Số liệu", "Vấn đề"),
        "en": ("No.", "Unit", "Period", "Received", "File", "Figures", "Issues"),
    }[lang]
    with Register(path, create=False) as held:
        known = held.reports(unit=unit, period=period)
        rows = [_row(each, held) for each in known]
        numbers = {each.id for each in known}
        doubts = [each for each in held.units_in_doubt() if numbers.intersection(each.reports)]
    columns = [Column(title, number=at in (0, 5, 6)) for at, title in enumerate(titles)]
    click.echo(table_text(Table(path, columns, rows)))
    _tell_doubts(doubts, lang)


def _row(each: KnownReport, held: Register) -> list[str]:
    table = held.observations(report=each.id)
    figures = sum(table.row(at)["state"] == "reported" for at in range(len(table)))
    numbers = (str(figures), str(each.issues))
    return [str(each.id), each.unit, each.period, each.received, each.file, *numbers]


@register.command()
@click.argument("path")
@click.argument("number", type=int)
@_LANG
def show(path: str, number: int, *, lang: str) -> None:
    """Show report NUMBER of the register PATH: its figures, then its issues.

    Xem một báo cáo: số liệu, rồi các vấn đề khi đọc.
    """
    titles = {
        "vi": ("Chỉ tiêu", "Số liệu", "Trạng thái", "In là", "Ghi chú", "Vị trí"),
        "en": ("Indicator", "Value", "State", "Printed", "Note", "Place"),
    }[lang]
    with Register(path, create=False) as held:
        known, table, issues = (
            held.report(number),
            held.observations(report=number),
            held.issues(number),
        )
    rows, states = (
        [],
        STATE_WORDS[lang] | {"reported": {"vi": "có số liệu", "en": "reported"}[lang]},
    )
    for at in range(len(table)):
        row = table.row(at)
        value = "/".join(filter(None, (row["value"], row["second_value"])))
        rows.append(
            [row["indicator"], value, states[row["state"]], row["raw"], row["note"], row["place"]]
        )
    columns = [Column(title, number=at == 1) for at, title in enumerate(titles)]
    click.echo(table_text(Table(f"{known.unit}, {known.period} ({known.file})", columns, rows)))
    for found in issues:
        click.echo(f"{found['code']}: {found[f'message_{lang}']}")


@register.command()
@click.argument("path")
@click.argument("before", type=int)
@click.argument("after", type=int)
@_LANG
def diff(path: str, before: int, after: int, *, lang: str) -> None:
    """Show the figures that differ between reports BEFORE and AFTER.

    So sánh hai bản báo cáo trong sổ, từng số liệu khác nhau.
    """
    titles = {"vi": ("Chỉ tiêu", "Trước", "Sau"), "en": ("Indicator", "Before", "After")}[lang]
    with Register(path, create=False) as held:
        changes = held.diff(before, after)
    rows = [
        [
            each.indicator,
            _told(each.before, each.state_before, lang),
            _told(each.after, each.state_after, lang),
        ]
        for each in changes
    ]
    columns = [Column(title, number=at > 0) for at, title in enumerate(titles)]
    click.echo(table_text(Table(f"{before} → {after}", columns, rows)))


def _told(figure: str | None, state: str | None, lang: str) -> str:
    return figure if figure is not None else f"[{STATE_WORDS[lang].get(state or '', state or '–')}]"


@register.command("export")
@click.argument("path")
@click.argument("folder")
@click.option("--to", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
def export_tables(path: str, folder: str, *, to: str) -> None:
    """Write the register PATH to FOLDER, one file a table.

    Xuất sổ ra thư mục, mỗi bảng một tệp.
    """
    with Register(path, create=False) as held:
        export_register(held, folder, to=to)
    click.echo(folder)


@register.command("import")
@click.argument("path")
@click.argument("folder")
def import_tables(path: str, folder: str) -> None:
    """Add the reports exported to FOLDER to the register PATH.

    Nhập các báo cáo đã xuất vào sổ.
    """
    with Register(path) as held:
        click.echo(str(import_register(held, folder)))
