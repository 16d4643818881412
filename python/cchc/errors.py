"""The errors of cchc.

Wrong definitions and wrong calls raise one of these; wrong data comes back as issues and findings
beside the value. Every error has a stable ``code``, a message in both languages (``message_vi``,
``message_en``) that says what, where and how to fix, and ``faults`` when several were collected.
"""

from __future__ import annotations

from cchc._core import (
    AggregationError,
    CatalogueError,
    ComparisonError,
    Error,
    ExtensionError,
    FormulaError,
    HierarchyError,
    InputError,
    LineageError,
    NumberError,
    ObservationError,
    PeriodError,
    SelectionError,
    TrendError,
)

__all__ = [
    "AggregationError",
    "ArgumentError",
    "CatalogueError",
    "ComparisonError",
    "Error",
    "ExtensionError",
    "FormulaError",
    "HierarchyError",
    "InputError",
    "LineageError",
    "NumberError",
    "ObservationError",
    "PeriodError",
    "SelectionError",
    "TrendError",
    "new_error",
]


class ArgumentError(Error, TypeError):
    """An argument of a call is of the wrong kind; the message names it."""


def new_error(kind: type[Error], code: str, message_en: str, message_vi: str) -> Error:
    """Return an error with its code and both messages set, ready to be raised.

    Parameters
    ----------
    kind
        The class of the error.
    code
        Stable code of its topic, such as ``CCHC-E1301``.
    message_en, message_vi
        What is wrong, where, and how to fix it.
    """
    error = kind(f"[{code}] {message_en} | {message_vi}")
    error.code = code
    error.message_en = message_en
    error.message_vi = message_vi
    return error
