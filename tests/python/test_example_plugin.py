"""The example of a plug-in works after `pip install`, with no change in cchc."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import cchc

EXAMPLE = Path(__file__).parents[2] / "examples" / "cchc-ha-nam"


def run(*command, **environment):
    return subprocess.run(
        [sys.executable, *map(str, command)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_the_example_is_installed_and_passes_its_own_tests(tmp_path):
    # A copy, because building writes beside the sources; a folder of its own, because a plug-in
    # that is installed is there for every other test as well.
    source, target = tmp_path / "source", tmp_path / "installed"
    shutil.copytree(EXAMPLE, source)
    quiet = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation")
    made = run("-m", "pip", "install", *quiet, "--no-index", "--target", target, source)
    assert made.returncode == 0, made.stderr
    package = Path(cchc.__file__).parents[1]
    paths = os.pathsep.join(map(str, (target, package)))
    tests = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "--rootdir", source)
    done = run(*tests, source / "tests", PYTHONPATH=paths)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout


def test_the_example_is_not_installed_for_other_tests():
    assert "ha_nam" not in repr(cchc.show_extensions())
