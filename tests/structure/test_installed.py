"""What is tested is what is installed: the wheel holds every file of the package, and as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cchc

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "python" / "cchc"
INSTALLED = Path(cchc.__file__).parent

# Imported when they are used and not before, so that `import cchc` stays quick.
ON_USE = [
    "pandas", "polars", "pyarrow", "altair", "duckdb", "dask", "openpyxl", "docx", "pdfplumber",
    "IPython", "matplotlib", "click", "rich",
]  # fmt: skip


def package_files(package: Path) -> set[Path]:
    return {
        path.relative_to(package)
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".so"}
    }


def differences(source: Path, installed: Path) -> list[str]:
    wanted, got = package_files(source), package_files(installed)
    return [
        *(f"{path}: not installed" for path in sorted(wanted - got)),
        *(f"{path}: installed, not in the source" for path in sorted(got - wanted)),
        *(
            f"{path}: installed and source differ"
            for path in sorted(wanted & got)
            if (source / path).read_bytes() != (installed / path).read_bytes()
        ),
    ]


def test_every_file_of_the_package_is_installed_as_it_is() -> None:
    assert differences(SOURCE, INSTALLED) == []


def test_the_wheel_says_it_is_typed() -> None:
    assert {Path("py.typed"), Path("_core.pyi")} <= package_files(INSTALLED)


def test_optional_libraries_wait_until_they_are_used() -> None:
    code = f"import cchc, sys; print(*sorted(set({ON_USE!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_planted_difference_is_found(tmp_path: Path) -> None:
    source, installed = tmp_path / "source", tmp_path / "installed"
    for package in (source, installed):
        (package / "catalogues").mkdir(parents=True)
        (package / "catalogues" / "catalogue.json").write_text("{}", encoding="utf-8")
    assert differences(source, installed) == []
    (source / "catalogues" / "form.json").write_text("{}", encoding="utf-8")
    (installed / "old.py").write_text("", encoding="utf-8")
    (installed / "catalogues" / "catalogue.json").write_text("[]", encoding="utf-8")
    assert differences(source, installed) == [
        "catalogues/form.json: not installed",
        "old.py: installed, not in the source",
        "catalogues/catalogue.json: installed and source differ",
    ]
