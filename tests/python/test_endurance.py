"""What holds when memory is short, a process is killed, or work goes on for long.

CCHC_SAVE_KILLS and CCHC_SOAK_CYCLES set how many kills and cycles are tried.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_province import UNITS, rows, small_cube

import cchc
from cchc._save import save_whole

HERE = Path(__file__).parent
KILLS = int(os.environ.get("CCHC_SAVE_KILLS", "40"))
CYCLES = int(os.environ.get("CCHC_SOAK_CYCLES", "20"))


#: The most memory a program held, in MiB; getrusage() would count that of its parent too.
PEAK = """
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
"""


def child(program: str) -> dict[str, Any]:
    """What a Python program of its own prints as JSON."""
    setup = f"import json, resource, sys\nsys.path.insert(0, {str(HERE)!r})\nimport cchc\n{PEAK}"
    # Large blocks go back to the system at once, so that what is measured is what is held.
    surroundings = {**os.environ, "MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_ARENA_MAX": "1"}
    run = subprocess.run(
        [sys.executable, "-c", setup + program],
        capture_output=True, text=True, timeout=300, env=surroundings,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


# --- arrays -----------------------------------------------------------------------------------------


def arrays_of(cube: cchc.Cube) -> dict[str, np.ndarray]:
    """Every array that results hand out, by name."""
    totals = cchc.roll_up(cube, missing="skip_missing")
    found = {}
    for name, each in (("own", cube), ("totals", totals)):
        for code in each.indicators:
            plane = each[code]
            found |= {f"{name} {code} {key}": value for key, value in vars(plane).items()}
            found |= {f"{name} {code} answer {key}": value for key, value in plane.answers.items()}
    compared = cchc.compare(totals, "2024-H1", "2023-H1")
    found |= {f"change {key}": value for key, value in compared.core.plane(0).items()}
    found["children"] = totals.children("3.3")
    trend = cchc.trend(cube, window="H1")
    found |= {f"trend {key}": value for key, value in trend.core.plane(0).items()}
    findings = cchc.validate(cube)
    found["verdicts"] = findings.core.verdicts(0)
    return {key: value for key, value in found.items() if isinstance(value, np.ndarray)}


def test_arrays_are_read_only_and_outlive_what_they_came_from() -> None:
    arrays = arrays_of(small_cube())
    kept = {name: array.copy() for name, array in arrays.items()}
    assert len(arrays) > 100
    gc.collect()
    [small_cube() for _ in range(20)]  # takes the memory again that was let go
    for name, array in arrays.items():
        assert not array.flags.writeable, name
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
        assert np.array_equal(array, kept[name], equal_nan=array.dtype.kind == "f"), name


# --- memory -----------------------------------------------------------------------------------------

MANY_CELLS = """
units = [{"id": "r", "name": "r", "reports": False}]
units += [{"id": f"u{i}", "name": f"u{i}", "parent": "r"} for i in range(11367)]
every = json.loads(cchc.catalogue().to_json())["indicators"]
plain = [each for each in every if each["kind"] in ("stock", "flow") and each["over_units"] == "sum"]
codes = [each["code"] for each in plain if not (each.get("formula") or each.get("second_value"))]
codes = codes[:22]
periods = [f"{2015 + at // 4}-Q{1 + at % 4}" for at in range(40)]
rows = [{"indicator": c, "unit": f"u{at}", "period": p, "value": 1}
        for c in codes for at, p in enumerate(periods)]
table = cchc.from_rows(rows)
tree = cchc.hierarchy(units)
import numpy
before = peak()
cube = cchc.build(table, hierarchy=tree)
own = peak()
totals = cchc.roll_up(cube)
after = peak()
cells = len(cube.indicators) * len(cube.unit_ids) * len(cube.periods)
print(json.dumps({"cells": cells, "before": before, "own": own, "all": after}))
"""


def test_ten_million_cells_stay_below_512_mib() -> None:
    found = child(MANY_CELLS)
    assert found["cells"] >= 10_000_000, found
    assert found["all"] < 512, found
    print(found)  # noqa: T201


SHORT_OF_MEMORY = """
from small_province import UNITS, rows
units = [{"id": "r", "name": "r", "reports": False}]
units += [{"id": f"u{i}", "name": f"u{i}", "parent": "r"} for i in range(8000)]
periods = [f"{2015 + at // 4}-Q{1 + at % 4}" for at in range(40)]
table = cchc.from_rows([{"indicator": c, "unit": f"u{i}", "period": p, "value": i}
                        for c in ("3.3", "2.1") for i, p in enumerate(periods)])
cube = cchc.build(table, hierarchy=units)
expected = cchc.roll_up(cube).fingerprint()
pages = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
verbs = {
    "roll_up": lambda: cchc.roll_up(cube, threads=1),
    "resample": lambda: cchc.resample(cube, "year", threads=1),
    "like_for_like": lambda: cchc.like_for_like(cube, "2024-Q1", "2023-Q1"),
    "derive": lambda: cchc.derive(cube, []),
    "compare": lambda: cchc.compare(cube, baseline="previous_period", threads=1),
    "build": lambda: cchc.build(table, hierarchy=cube.hierarchy),
}
said = {name: [] for name in verbs}
soft, hard = resource.getrlimit(resource.RLIMIT_AS)
for room in (0, 2, 4, 8, 64):
    for name, verb in verbs.items():
        resource.setrlimit(resource.RLIMIT_AS, (pages + room * 2**20, hard))
        try:
            verb()
            outcome = "made"
        except MemoryError:
            outcome = "MemoryError"
        except BaseException as error:
            outcome = type(error).__name__
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        said[name].append(outcome)
same = cchc.roll_up(cube).fingerprint() == expected
print(json.dumps({"said": said, "same": same}))
"""


def test_without_memory_a_verb_raises_and_the_cube_goes_on() -> None:
    found = child(SHORT_OF_MEMORY)
    assert found["same"]
    outcomes = {each for said in found["said"].values() for each in said}
    assert outcomes <= {"made", "MemoryError"}, found
    assert "MemoryError" in found["said"]["roll_up"], found


SOAK = """
from small_province import UNITS, rows
from pathlib import Path
import pickle, tempfile
folder = Path(tempfile.mkdtemp())
def cycle():
    cube = cchc.build(cchc.from_rows(rows(), received="2024-06-20"), hierarchy=UNITS)
    totals = cchc.roll_up(cube, missing="skip_missing")
    cchc.compare(totals, "2024-H1", "2023-H1").fingerprint()
    cchc.contribution(cube, "3.3", "tinh", "2024-H1", "2023-H1")
    pickle.loads(pickle.dumps(cchc.derive(totals)))
    totals.to_html(folder / "a.html")
def size():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 2**20
for _ in range({first}): cycle()
before = size()
for _ in range({cycles}): cycle()
print(json.dumps({"before": before, "after": size()}))
"""


def test_cycles_of_load_aggregate_and_save_do_not_grow() -> None:
    found = child(SOAK.replace("{first}", str(CYCLES)).replace("{cycles}", str(CYCLES)))
    assert found["after"] < 1.02 * found["before"], found


# --- files ------------------------------------------------------------------------------------------


def test_a_killed_save_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "save_killer.py"), str(tmp_path), str(KILLS)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    found = json.loads(run.stdout)
    assert found["other"] == 0, found
    assert found["old"] + found["new"] == KILLS


def test_a_file_is_synced_before_it_takes_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(number: int) -> None:
        said.append("folder" if Path(f"/proc/self/fd/{number}").resolve().is_dir() else "file")
        sync(number)

    def replaced(path: Path, target: Path) -> Path:
        said.append("name")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    save_whole(tmp_path / "a", b"x")
    assert said == ["file", "name", "folder"]
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    cube = small_cube()
    letter = cchc.validate(cube).letters()[0]
    writers = {
        "a.xlsx": cube.to_excel, "a.docx": cube.to_word, "a.html": cube.to_html,
        "t.xlsx": lambda path: cchc.write_template(path, unit="Sở A", period="2024-H1"),
        "p.xlsx": lambda path: cchc.write_appendix(cube, path, unit="so-a", period="2024-H1"),
        "f.csv": cchc.form_template,
        f"{letter.stem}.txt": lambda path: letter.save(path.parent),
    }  # fmt: skip
    for name, write in writers.items():
        (tmp_path / name).write_bytes(b"old")
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(cchc.InputError):
                write(tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"old", name
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(writers)


# --- one unit, two spellings ------------------------------------------------------------------------

FORMS = ("NFC", "NFD")
NAMED = [
    {"id": "tỉnh", "name": "Tỉnh Hà Nam", "level": "tỉnh", "reports": False},
    {"id": "sở-nội-vụ", "name": "Sở Nội vụ", "parent": "tỉnh", "level": "sở"},
]


def spelled(value: Any, form: str) -> Any:
    return unicodedata.normalize(form, value) if isinstance(value, str) else value


@pytest.mark.parametrize("units", FORMS)
@pytest.mark.parametrize("given", FORMS)
@pytest.mark.parametrize("asked", FORMS)
def test_composed_and_decomposed_names_are_one_unit(units: str, given: str, asked: str) -> None:
    tree = [{key: spelled(value, units) for key, value in unit.items()} for unit in NAMED]
    row = {"indicator": "2.1", "unit": spelled("sở-nội-vụ", given), "period": "2024-H1", "value": 3}
    cube = cchc.build(cchc.from_rows([row]), hierarchy=tree)
    assert cube.issues == []
    for name in ("sở-nội-vụ", "Sở Nội vụ"):
        assert cube.figure("2.1", spelled(name, asked), "2024-H1").text == "3"
        assert cube.sel(unit=spelled(name, asked)).unit_ids == ["sở-nội-vụ"]
    assert cube.sel(level=spelled("sở", asked)).unit_ids == ["sở-nội-vụ"]
    totals = cchc.roll_up(cube, spelled("tỉnh", asked))
    assert totals.figure("2.1", spelled("Tỉnh Hà Nam", asked), "2024-H1").text == "3"
    event = {"kind": "rename", "date": "2024-01-01", "from": [spelled("sở-nội-vụ", asked)],
             "to": [spelled("sở-nội-vụ", given)]}  # fmt: skip
    assert len(cchc.lineage([event], cube.hierarchy)) == 1


def test_a_unit_in_two_spellings_is_one_unit_given_twice() -> None:
    twice = [{"id": spelled("sở-a", form), "name": form} for form in FORMS]
    with pytest.raises(cchc.HierarchyError, match="twice"):
        cchc.hierarchy(twice)


def test_raw_texts_keep_their_spelling() -> None:
    raw = spelled("mười hai", "NFD")
    row = {"indicator": "2.1", "unit": "a", "period": "2024-H1", "value": 12, "raw": raw}
    assert cchc.from_rows([row]).row(0)["raw"] == raw


# --- what others open -------------------------------------------------------------------------------

FORMULA_STARTS = ("=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "'=1", "=cmd|' /C calc'!A0", "-2+3")


def test_no_text_of_a_report_runs_as_a_formula_in_html_excel_or_word(tmp_path: Path) -> None:
    import zipfile

    units = [{**UNITS[0]}, *(
        {"id": f"u{at}", "name": start, "parent": "tinh", "level": "department"}
        for at, start in enumerate(FORMULA_STARTS)
    )]  # fmt: skip
    table = [{**row, "unit": "u0", "note": "=1+1", "raw": "=1+1"} for row in rows()[:3]]
    cube = cchc.build(cchc.from_rows(table, file="=1+1"), hierarchy=units)
    cube.to_excel(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheets = [name for name in book.namelist() if "worksheets/sheet" in name]
        assert sheets
        for name in sheets:
            assert b"<f>" not in book.read(name)
            assert b"<f " not in book.read(name)
        cells = book.read("xl/sharedStrings.xml").decode()
    for start in FORMULA_STARTS:
        shown = start.strip().replace("'", "&apos;")
        assert shown in cells or start.strip() in cells, start


# --- what files may hold ----------------------------------------------------------------------------

BROKEN_JSON = (
    b"[\xc3\xa5]", b"\xe2\x81\xa0[]", b'{"a": 1, "a": 2}', b"[NaN]", b"[1e400]", b"123\x00", b"[1] x",
    b'["\\ud800"]', b"[" * 100_000, b"[18446744073709551616]", b'{"a": tru\xc3\xa9}', b"", b"[\xff]",
)  # fmt: skip


@pytest.mark.parametrize("data", BROKEN_JSON, ids=repr)
def test_broken_json_is_an_input_error_wherever_a_file_is_read(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(data)
    cube = small_cube()
    for read in (
        cchc.load_catalogue, cchc.hierarchy, lambda path: cchc.lineage(path, cube.hierarchy),
        lambda path: cchc.validate(cube, path), cchc.read,
    ):  # fmt: skip
        with pytest.raises(cchc.Error) as caught:
            read(tmp_path / "a.json")
        assert str(caught.value)
        assert isinstance(caught.value, ValueError)


BIG_CSV = """
from pathlib import Path
path = Path({path!r})
before = peak()
rows = len(cchc.read_csv(path))
print(json.dumps({"rows": rows, "before": before,
                  "peak": peak()}))
"""


def test_a_large_csv_file_is_read_within_six_times_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    lines = (f"2.1,u{at % 9000},2024-Q{1 + at % 4},{at}\n" for at in range(100_000))
    path.write_text("indicator,unit,period,value\n" + "".join(lines), encoding="utf-8")
    found = child(BIG_CSV.replace("{path!r}", repr(str(path))))
    assert found["rows"] == 100_000
    assert found["peak"] <= 64 + 6 * path.stat().st_size / 2**20, found
