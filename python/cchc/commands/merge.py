"""`cchc merge`: a folder of reports to one consolidated workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from cchc._files import file_text, refusal
from cchc.commands.exit_codes import CLEAN, WITH_ISSUES
from cchc.merging import Merged
from cchc.merging import merge as merge_folder
from cchc.read import FileOutcome
from cchc.read.folder import Progress
from cchc.read.strict_json import strict_json
from cchc.store import Register

__all__ = ["merge"]


@click.command()
@click.argument("folder")
@click.option("--period", required=True, help="Window, such as 2024-H1. | Kỳ, ví dụ 2024-H1.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True,
    help="OUT.xlsx, .docx or .html. | Tệp kết quả.",
)  # fmt: skip
@click.option(
    "--units", type=click.Path(path_type=Path),
    help="Units that owe a report (JSON). | Danh sách đơn vị phải báo cáo (JSON).",
)  # fmt: skip
@click.option("--register", "register_path", help="Keep the reports there. | Ghi vào sổ này.")
@click.option("--due", help="Day on which reports were due. | Hạn gửi, ví dụ 2024-06-17.")
@click.option(
    "--missing", type=click.Choice(["skip_missing", "complete"]), default="skip_missing",
    show_default=True,
    help="Totals of those who reported, or only complete ones. | Cộng các đơn vị đã có, hoặc chỉ khi đủ.",
)  # fmt: skip
@click.option("--review", type=click.Path(path_type=Path), help="Review file. | Tệp trả lời.")
@click.option(
    "--names", type=click.Path(path_type=Path),
    help="Units (ids) by names that are not theirs (JSON). | Mã đơn vị theo tên khác (JSON).",
)  # fmt: skip
@click.option("--processes", type=click.IntRange(1, 64), help="Files at a time. | Số tệp cùng lúc.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def merge(
    folder: str,
    *,
    period: str,
    output: Path,
    units: Path | None,
    register_path: str | None,
    due: str | None,
    missing: str,
    review: Path | None,
    names: Path | None,
    processes: int | None,
    lang: str,
) -> None:
    """Consolidate the reports of FOLDER: appendix, matrix, comparisons, who is late or missing.

    Exit codes: 0 clean, 1 with issues, 2 no report.

    Tổng hợp các báo cáo trong thư mục: phụ lục, ma trận, so sánh, danh sách chậm và thiếu. Mã
    thoát: 0 trọn vẹn, 1 có vấn đề, 2 không có báo cáo.
    """
    with ExitStack() as stack:
        register = stack.enter_context(Register(register_path)) if register_path else None
        progress = stack.enter_context(_bar())
        found = merge_folder(
            folder,
            period,
            units=units,
            register=register,
            due=due,
            missing=missing,
            processes=processes,
            review=review,
            names=None if names is None else _names(names),
            progress=progress,
        )
    found.write(output, lang=lang)
    told = [outcome.line(lang) for outcome in found.folder.files]
    others = [line[lang != "vi"] for line in found.unused]
    told += [line for line in others if line not in told]
    told += [f"? {each.vi if lang == 'vi' else each.en}" for each in found.asked]
    for line in told:
        click.echo(line)
    click.echo(_summary(found, output, lang))
    clean = (
        not found.unused
        and not found.asked
        and all(each.status == "read" for each in found.folder.files)
    )
    missing_units = any(each.status == "missing" for each in found.submissions)
    sys.exit(CLEAN if clean and not missing_units else WITH_ISSUES)


def _names(path: Path) -> dict[str, str]:
    """Ids of units by name, from a JSON object of texts."""
    content = strict_json(file_text(path), str(path))
    if not isinstance(content, dict) or not all(isinstance(each, str) for each in content.values()):
        raise refusal("not_names", str(path))
    return content


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar on a terminal; nothing where output is kept."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, outcome: FileOutcome) -> None:
            bar.update(task, completed=done, total=total, description=Path(outcome.file).name[:40])

        yield show


def _summary(found: Merged, output: Path, lang: str) -> str:
    sent = sum(each.status in ("received", "late") for each in found.submissions)
    due = sum(each.status != "not_due" for each in found.submissions)
    if lang == "vi":
        return f"{found.period.label_vi}: {sent}/{due} đơn vị đã gửi → {output}"
    return f"{found.period.label_en}: {sent} of {due} units reported → {output}"
