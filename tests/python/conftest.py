"""Makes the modules that tests share importable, and a folder of files."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def folder(tmp_path):
    """Puts files into a folder; a name is a file's, its day of receipt stands in it."""
    path = tmp_path / "báo cáo"
    path.mkdir()

    def put(**files):
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (path / name.replace("__", ".")).write_bytes(data)
        return path

    return put
