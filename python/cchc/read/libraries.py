"""Libraries that readers of single kinds of files need, imported on use."""

from __future__ import annotations

import importlib
from types import ModuleType

from cchc._files import refusal

# Library by import name: its name at the package index, and the extra that brings it.
_EXTRAS = {
    "lxml.etree": ("lxml", "word"),
    "lxml.html": ("lxml", "html"),
    "pdfplumber": ("pdfplumber", "pdf"),
    "python_calamine": ("python-calamine", "excel"),
}


def library(module: str, file: str, file_format: str, extra: str = "") -> ModuleType:
    """Return a library; without it InputError says in both languages what to install."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name, own = _EXTRAS[module]
        wanted = extra or own
        raise refusal(
            "library_missing", file, library=name, format=file_format, extra=wanted
        ) from error
