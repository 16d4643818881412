"""Time of `import cchc` in a fresh interpreter, beside an interpreter that imports nothing.

The budget is 150 ms (median). Files are in the operating system's cache: the first run is not
counted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15


def milliseconds(code: str) -> float:
    """Median wall time of a fresh interpreter that runs `code`."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def main() -> None:
    empty = milliseconds("pass")
    numpy = milliseconds("import numpy")
    cchc = milliseconds("import cchc")
    print(f"import cchc: {cchc - empty:.0f} ms, of which numpy {numpy - empty:.0f} ms")


if __name__ == "__main__":
    main()
