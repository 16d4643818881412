"""The command line `cchc`: a list of commands, each in its own module.

Exit codes: 0 clean, 1 read with issues, 2 not readable (or a wrong call).
"""

from __future__ import annotations

import sys

import click

import cchc
from cchc.commands.check import check
from cchc.commands.demo import demo
from cchc.commands.exit_codes import NOT_READABLE
from cchc.commands.merge import merge
from cchc.commands.read import read
from cchc.commands.register import register
from cchc.commands.template import template

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(cchc.__version__, prog_name="cchc")
def cli() -> None:
    """Administrative-reform (cải cách hành chính) statistics: read, consolidate, compare, explain.

    Số liệu cải cách hành chính: đọc báo cáo, tổng hợp, so sánh, giải trình từng con số.
    """


for command in (read, check, merge, register, template, demo):
    cli.add_command(command)


def main() -> None:
    """Run the command line; an error of cchc ends with code 2 and its message in both languages."""
    try:
        cli()
    except cchc.Error as error:
        click.echo(f"cchc: {error}", err=True)
        sys.exit(NOT_READABLE)
