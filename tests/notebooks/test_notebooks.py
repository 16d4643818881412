"""Every notebook runs from top to bottom, offline, without an error; in git they carry no output."""

from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

# What a kernel runs first: from here on nothing can reach beyond this machine.
OFFLINE = """
import socket

def _offline(self, address, *rest):
    if not isinstance(address, str) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"a notebook must not reach {address[0]}")
    return _connect(self, address, *rest)

_connect, socket.socket.connect = socket.socket.connect, _offline
"""


def ids(paths):
    return [path.stem for path in paths]


@cache
def executed(path):
    """A notebook after it ran; each runs once."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(OFFLINE))
    resources = {"metadata": {"path": str(FOLDER)}}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources)
    client.execute()
    return notebook


def outputs(notebook):
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.get("outputs", [])
    ]


def text_of(notebook):
    """All that a reader sees below the cells, as one text."""
    parts = []
    for output in outputs(notebook):
        parts.append(output.get("text", ""))
        parts += [str(value) for value in output.get("data", {}).values()]
    return "\n".join(parts)


# The kernel's own threads and sockets close late; that is no fault of a notebook.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_there_are_notebooks():
    assert "01_read_a_report" in ids(NOTEBOOKS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids(NOTEBOOKS))
def test_a_notebook_runs_and_shows_something_and_no_error_or_warning(path):
    shown = outputs(executed(path))
    assert len(shown) >= 5
    assert [output for output in shown if output.output_type == "error"] == []
    assert [output["text"] for output in shown if output.get("name") == "stderr"] == []
    # A display that showed itself while its text was made would come twice and leave no text.
    assert [output for output in shown if output.output_type == "display_data"] == []
    results = [output.data for output in shown if output.output_type == "execute_result"]
    assert all(result["text/plain"].strip() for result in results)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids(NOTEBOOKS))
def test_a_notebook_says_what_is_synthetic(path):
    notebook = executed(path)
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "synthetic" in words or "not real data" in words
    if "synthetic_province" in "\n".join(cell.source for cell in notebook.cells):
        assert "giả lập" in text_of(notebook).lower()


def test_reading_a_report_shows_its_table_states_and_origin():
    shown = text_of(executed(FOLDER / "01_read_a_report.ipynb"))
    for part in ("'value': 27", "'zero': 27", "16.181 / 16.183", "[thiếu]", "in là", "để trống",
                 "2023-12-15 đến 2024-06-14", "CCHC-I1307", "CCHC-I1304"):  # fmt: skip
        assert part in shown, part


def test_staffing_reconciles_chains_targets_and_names_the_cause():
    shown = text_of(executed(FOLDER / "04_staffing_vs_2015.ipynb"))
    for part in ("1218 - 9 - 24 - 16 - 25 - 19 - 16 - 3 - 6 - 14 = 1086", "(362, {0.0}, ())",
                 "'civil_servants', 2026, '14.5'", "'public_service_staff', 2025, '19'",
                 "lệch chủ yếu do Sở Y tế", "100 x (79 - 72) / 79", "[chưa kiểm chứng]",
                 "không số giao gốc nguyên nào cho tỷ lệ đã in", "mới thành lập"):  # fmt: skip
        assert part in shown, part


def test_procedures_name_denominators_and_count_open_files_once():
    shown = text_of(executed(FOLDER / "05_procedure_trends.ipynb"))
    for part in ("('Công Thương', '2026-08', 1.0)", "('1171', 1206.0)", "KT +1", "đúng",
                 "89,47 % (85 %)", "online_rate_with_carry_over", "3.3.received_online"):  # fmt: skip
        assert part in shown, part


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids(NOTEBOOKS))
def test_a_notebook_in_git_is_valid_small_and_without_output(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert outputs(notebook) == []
    assert all(cell.get("execution_count") is None for cell in notebook.cells)
    assert path.stat().st_size < 100_000
    assert notebook.metadata["kernelspec"]["name"] == "python3"
