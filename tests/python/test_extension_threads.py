"""Two threads run different extensions at once; CCHC_THREAD_SECONDS sets for how long."""

import contextvars
import faulthandler
import os
import threading
import time

import numpy as np
from small_province import small_cube

import cchc

SECONDS = float(os.environ.get("CCHC_THREAD_SECONDS", "1"))
FILE = "case file (hồ sơ)"


def derive_round(cube):
    derived = cchc.derive(cube, "backlog_share")
    assert derived.figure("backlog_share", "so-b", "2024-H1").value == 100 * 10 / 110
    changed = cchc.compare(cube, "2024-H1", baseline="a_tenth_less").change("3.3", "so-b")
    assert changed.change == 10


def aggregate_round(cube):
    seen = cube.sel(indicator=["3.3", "3.3.received"])
    mean = cchc.roll_up(seen, over_units="mean_of_units", threads=2)
    middle = cchc.roll_up(seen, over_units="middle", threads=2)
    assert mean.figure("3.3", "tinh", "2024-H1").value == 16281 / 3
    assert middle.figure("3.3", "tinh", "2024-H1").value == 100
    with cchc.extensions():
        cchc.indicator("only_here", formula="[3.3]", unit_of_measure=FILE)
        assert "only_here" in [each.name for each in cchc.list_extensions("indicator")]


def test_two_threads_run_different_extensions_without_deadlock_or_mixing():
    with cchc.extensions():
        cchc.indicator("backlog", inputs=("3.3.received", "3.3"), unit_of_measure=FILE)(
            lambda received, resolved: received - resolved
        )
        cchc.indicator("backlog_share", formula="100 * [backlog] / [3.3.received]")
        cchc.aggregation("mean_of_units", moments=("sum", "count"))(lambda s, c: s / c)
        cchc.aggregation("middle")(lambda v, o: cchc.group_quantiles(v, o, 0.5))
        cchc.baseline("a_tenth_less")(lambda plane, _: np.multiply(plane, 0.9))
        cube = small_cube()
        end, rounds, faults = time.monotonic() + SECONDS, [0, 0], []

        def work(number, one_round):
            try:
                while time.monotonic() < end and not faults:
                    one_round(cube)
                    rounds[number] += 1
            except BaseException as error:
                faults.append(error)

        faulthandler.dump_traceback_later(SECONDS + 60, exit=True)
        threads = [
            threading.Thread(target=contextvars.copy_context().run, args=(work, number, one_round))
            for number, one_round in enumerate((derive_round, aggregate_round))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        faulthandler.cancel_dump_traceback_later()
    assert faults == []
    assert min(rounds) >= 1
