"""Templates and appendices written and read, and reports added to a register, a second.

Templates hold both forms, 80 rows; one process. Reading is compared with `pandas.read_excel` of the
same files, which gives neither formats nor what was broken.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cchc
from cchc import samples
from cchc.present.appendix import appendix_pages
from cchc.present.excel import excel_bytes
from cchc.present.template import template_bytes
from cchc.present.word import word_bytes
from cchc.store import Register

SECONDS = 3.0
FORMS = ("PL1-2024", "BM3-2024")


def per_second(work: Callable[[int], Any], clock: Callable[[], float] = time.process_time) -> float:
    """Calls a second of processor time; the first one, which loads libraries, is not counted."""
    work(0)
    start, calls = clock(), 0
    while clock() - start < SECONDS:
        calls += 1
        work(calls)
    return calls / (clock() - start)


def pandas_reads(content: bytes, engine: str) -> Callable[[int], Any]:
    import pandas as pd

    return lambda _: pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine=engine)


def template(number: int) -> bytes:
    return template_bytes(form=FORMS, unit=f"Sở {number}", period="2024-H1")


def main() -> None:
    one = template(1)
    own = per_second(lambda number: cchc.read(one, file=f"{number}.xlsx"))
    theirs = [per_second(pandas_reads(one, engine)) for engine in ("openpyxl", "calamine")]
    print("a second of processor time, one core:")
    print(f"templates written  {per_second(template):.0f}")
    print(
        f"templates read     {own:.0f}; pandas with openpyxl {theirs[0]:.0f}, calamine {theirs[1]:.0f}"
    )

    province = samples.synthetic_province()
    cube = cchc.build(samples.observations(province), hierarchy=province.units)
    totals, window = cchc.roll_up(cube, missing="skip_missing"), cchc.Period("2024-H1")
    pages = appendix_pages(totals, 0, window, forms=FORMS)
    print(
        f"appendix built:    {per_second(lambda _: appendix_pages(totals, 0, window, forms=FORMS)):.0f}/s"
    )
    print(f"appendix to Excel: {per_second(lambda _: excel_bytes(pages)):.0f}/s")
    print(f"appendix to Word:  {per_second(lambda _: word_bytes(pages)):.0f}/s")

    with tempfile.TemporaryDirectory() as folder, Register(Path(folder) / "r.sqlite") as register:

        def add(number: int) -> None:
            rows = [
                {"indicator": "4.2.1", "unit": f"u{number}", "period": "2024-H1", "value": at}
                for at in range(63)
            ]
            register.add(cchc.from_rows(rows, file=f"{number}.txt"))

        added = per_second(add, time.perf_counter)
        print(f"register: {added:.0f} reports of 63 rows a second of wall time, each on the disk")


if __name__ == "__main__":
    main()
