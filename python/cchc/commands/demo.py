"""`cchc demo`: the main job on a real report inside a synthetic province."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.demo import demo_lines

__all__ = ["demo"]


@click.command()
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="A report on the first half of 2024 in the sample's place. | Báo cáo khác thay báo cáo mẫu.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def demo(*, report: Path | None, lang: str) -> None:
    """Read a real report, consolidate it in a synthetic province, compare and explain.

    Đọc báo cáo thật, tổng hợp trong một tỉnh giả lập, so sánh và giải trình một con số.
    """
    for line in demo_lines(lang, report):
        click.echo(line)
