"""Files a second of the readers on two processes, beside pandas.read_excel of the same files.

1,000 templates, 1,000 other Excel and 200 Word reports are made from 50, 100 and 40 seeds, each copied
under several names.
Both sides read every file from disk in two processes that were started before the clock; pandas
gives cells, cchc gives matched rows with states and issues. Peak memory is of one process that
reads. pandas is asked with the engine it uses today (openpyxl) and the one it will use (calamine).

Usage: python benchmarks/bench_read.py [templates and excel files] [word files]
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cchc
from cchc.present.template import template_bytes
from cchc.testing import messy_report

PROCESSES = 2
SEEDS = {"template": 50, "excel": 100, "word": 40}
CHUNK = 25


def filled_template(seed: int) -> bytes:
    """A template with a figure in every open cell, as a person sends it back."""
    import openpyxl

    draw = random.Random(seed)
    forms = ("PL1-2024", "BM3-2024")
    blank = template_bytes(form=forms, unit=f"Sở {seed}", period="2024-H1")
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for name in ("PL1", "BM3"):
        for row in book[name].iter_rows(min_row=7, min_col=4, max_col=4):
            if not row[0].protection.locked:
                row[0].value = draw.randint(0, 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def made(folder: Path, kind: str, count: int) -> list[Path]:
    """Write the files of a kind and return their paths."""
    seeds = min(SEEDS[kind], count)
    if kind == "template":
        contents = [("mau.xlsx", filled_template(seed)) for seed in range(seeds)]
    else:
        reports = [messy_report(seed, kind) for seed in range(seeds)]
        contents = [(report.name, report.data) for report in reports]
    paths = []
    for number in range(count):
        name, data = contents[number % seeds]
        path = folder / f"{kind}-{number}-{name}"
        path.write_bytes(data)
        paths.append(path)
    return paths


def with_cchc(path: Path) -> tuple[int, float]:
    start = time.process_time()
    rows = len(cchc.read(path).observations)
    return rows, time.process_time() - start


def with_pandas(path: Path, engine: str = "openpyxl") -> tuple[int, float]:
    import pandas as pd

    start = time.process_time()
    sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine=engine)
    return sum(len(frame) for frame in sheets.values()), time.process_time() - start


def with_calamine(path: Path) -> tuple[int, float]:
    return with_pandas(path, "calamine")


def memory(_: int) -> float:
    """Peak memory of this process in MB."""
    time.sleep(0.2)  # so that each process answers once
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(what: str, read: Callable[[Path], tuple[int, float]], paths: list[Path]) -> float:
    """Print and return files a second of processor time, which other load does not change."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(read, paths[: 2 * PROCESSES]))
        start = time.perf_counter()
        found = list(pool.map(read, paths, chunksize=CHUNK))
        seconds = time.perf_counter() - start
        peak = max(pool.map(memory, range(PROCESSES)))
    rows, cpu = sum(each[0] for each in found), sum(each[1] for each in found)
    rate = PROCESSES * len(paths) / cpu
    print(
        f"{what}: {len(paths) / seconds:.0f} files/s by the clock, {rate:.0f} files/s of processor "
        f"time on {PROCESSES} cores, peak {peak:.0f} MB, {rows} rows",
        flush=True,
    )
    return rate


def main() -> None:
    given = [int(text) for text in sys.argv[1:]]
    excel, word = given if len(given) == 2 else (1000, 200)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("template", "excel"):
            paths = made(folder, kind, excel)
            ours = timed(f"cchc.read, {kind}", with_cchc, paths)
            openpyxl = timed("pandas.read_excel, openpyxl", with_pandas, paths)
            calamine = timed("pandas.read_excel, calamine", with_calamine, paths)
            print(f"ratio: {ours / openpyxl:.2f} of openpyxl, {ours / calamine:.2f} of calamine")
        timed("cchc.read, word", with_cchc, made(folder, "word", word))


if __name__ == "__main__":
    main()
