"""What users and plug-ins add to the engine: extensions by kind and name, in scopes that nest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from cchc.errors import ExtensionError, new_error

__all__ = [
    "GROUP",
    "KINDS",
    "Extension",
    "all_extensions",
    "broken_plugins",
    "extensions",
    "find",
    "get",
    "of_kind",
    "register",
    "running",
    "unregister",
]

#: Group of entry points that plug-ins announce themselves in.
GROUP = "cchc.plugins"

#: Kinds of extensions and what each is called in Vietnamese.
KINDS = {
    "indicator": "chỉ tiêu dẫn xuất",
    "aggregation": "phép gộp",
    "rule": "quy tắc kiểm tra",
    "baseline": "kỳ gốc so sánh",
    "reader": "bộ đọc tệp",
    "form": "biểu mẫu",
    "unit_resolver": "bộ nhận tên đơn vị",
}


@dataclass(frozen=True)
class Extension:
    """One extension.

    Parameters
    ----------
    kind, name
        Together they are unique in a scope.
    summary
        One line: the first line of the function's docstring, or the label.
    source
        Module that registered it, or ``plug-in <name>``.
    definition
        What its kind needs; see `cchc.definitions`.
    """

    kind: str
    name: str
    summary: str
    source: str
    definition: Any


_Scope = dict[tuple[str, str], Extension]

_lock = threading.RLock()
_plugin_lock = threading.RLock()
_everywhere: _Scope = {}
_scopes: ContextVar[tuple[_Scope, ...]] = ContextVar("cchc_scopes", default=())
_running: ContextVar[tuple[str, ...]] = ContextVar("cchc_running", default=())
_loading: ContextVar[str] = ContextVar("cchc_loading", default="")
_plugins: dict[str, str] = {}  # name -> what is wrong with it, empty when nothing is
_loaded = threading.Event()


def register(extension: Extension, *, replace: bool = False) -> Extension:
    """Add an extension to the innermost scope; one of a plug-in goes to the outermost.

    Raises
    ------
    ExtensionError
        CCHC-E1401 when the name is taken in any visible scope and ``replace`` is False; CCHC-E1412
        while an extension runs, because results would then depend on the order of calls.
    """
    if _running.get():
        runs = _running.get()[-1]
        raise new_error(
            ExtensionError,
            "CCHC-E1412",
            f"'{extension.name}' cannot be registered while extension '{runs}' runs; "
            "register before the call",
            f"không đăng ký được '{extension.name}' khi phần mở rộng '{runs}' đang chạy; "
            "hãy đăng ký trước khi gọi",
        )
    key = extension.kind, extension.name
    scopes = () if _loading.get() else _scopes.get()
    with _lock:
        known = next((scope[key] for scope in (*scopes, _everywhere) if key in scope), None)
        if known is not None and not replace:
            kind_vi = KINDS[extension.kind]
            raise new_error(
                ExtensionError,
                "CCHC-E1401",
                f"{extension.kind} '{extension.name}' is registered already by {known.source}; "
                "choose another name or pass replace=True",
                f"{kind_vi} '{extension.name}' đã được đăng ký bởi {known.source}; "
                "hãy đặt tên khác hoặc dùng replace=True",
            )
        (scopes[-1] if scopes else _everywhere)[key] = extension
    return extension


def unregister(kind: str, name: str) -> None:
    """Take an extension out of the innermost scope that has it; nothing happens without one."""
    with _lock:
        for scope in (*reversed(_scopes.get()), _everywhere):
            if scope.pop((kind, name), None) is not None:
                return


@contextmanager
def extensions() -> Iterator[None]:
    """Open a scope: what is registered inside is gone at its end, what it replaced is back.

    Scopes nest. A scope belongs to the thread (or asyncio task) that opened it; a thread started
    inside does not see it unless it runs in a copy of the context
    (``contextvars.copy_context().run``).

    Examples
    --------
    >>> import cchc
    >>> with cchc.extensions():
    ...     _ = cchc.indicator("open_files", formula="[3.3.received] - [3.3]",
    ...                        unit_of_measure="case file (hồ sơ)")
    ...     "open_files" in [each.name for each in cchc.list_extensions("indicator")]
    True
    >>> "open_files" in [each.name for each in cchc.list_extensions("indicator")]
    False
    """
    token = _scopes.set((*_scopes.get(), {}))
    try:
        yield
    finally:
        _scopes.reset(token)


def find(kind: str, name: str) -> Extension | None:
    """Return an extension, the innermost scope first; plug-ins are loaded when nobody else has it."""
    key = kind, name
    for scope in (*reversed(_scopes.get()), _everywhere):
        if key in scope:
            return scope[key]
    load_plugins()
    return _everywhere.get(key)


def get(kind: str, name: str) -> Extension:
    """Return an extension.

    Raises
    ------
    ExtensionError
        CCHC-E1402, listing the known ones and the plug-ins that did not load.
    """
    found = find(kind, name)
    if found is not None:
        return found
    known = ", ".join(each.name for each in of_kind(kind)) or "-"
    broken = "".join(f"; plug-in {name}: {why}" for name, why in broken_plugins().items())
    raise new_error(
        ExtensionError,
        "CCHC-E1402",
        f"no {kind} is called '{name}'; known: {known}{broken}",
        f"không có {KINDS[kind]} tên '{name}'; đã có: {known}{broken}",
    )


def of_kind(kind: str) -> list[Extension]:
    """Return the visible extensions of a kind, in order of registration."""
    return [each for each in all_extensions() if each.kind == kind]


def all_extensions() -> list[Extension]:
    """Return all visible extensions, those of plug-ins included; inner scopes hide outer ones."""
    load_plugins()
    merged: _Scope = {}
    with _lock:
        for scope in (_everywhere, *_scopes.get()):
            merged.update(scope)
    return list(merged.values())


def broken_plugins() -> dict[str, str]:
    """Return the plug-ins that did not load, each with the reason."""
    load_plugins()
    return {name: why for name, why in _plugins.items() if why}


def load_plugins(*, again: bool = False) -> None:
    """Load the entry points of the group ``cchc.plugins``, once; one that fails stops no other."""
    if _loading.get() or (_loaded.is_set() and not again):
        return  # a plug-in that looks something up while it is loaded sees what is there so far
    import importlib.metadata  # on use only: it costs as much as the rest of the package

    with _plugin_lock:
        if again or not _loaded.is_set():
            _plugins.clear()
            for point in importlib.metadata.entry_points(group=GROUP):
                _plugins[point.name] = _load(point.name, point.load)
            _loaded.set()


def _load(name: str, load: Callable[[], Any]) -> str:
    """Load one plug-in: a module that registers when imported, or a function that registers."""
    token, outside = _loading.set(name), _running.set(())
    try:
        loaded = load()
        if callable(loaded):
            loaded()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        _loading.reset(token)
        _running.reset(outside)
    return ""


def source_of(module: str) -> str:
    """Return who registers: the plug-in that is being loaded, else the module."""
    plugin = _loading.get()
    return f"plug-in {plugin}" if plugin else module


@contextmanager
def running(kind: str, name: str) -> Iterator[None]:
    """Mark an extension as running, so that it can neither call itself nor register others.

    Raises
    ------
    ExtensionError
        CCHC-E1409 when it runs already: it would never end.
    """
    label = f"{kind} {name}"
    active = _running.get()
    if label in active:
        raise new_error(
            ExtensionError,
            "CCHC-E1409",
            f"{kind} '{name}' calls itself through the engine: {' > '.join((*active, label))}",
            f"{KINDS[kind]} '{name}' tự gọi lại chính nó: {' > '.join((*active, label))}",
        )
    token = _running.set((*active, label))
    try:
        yield
    finally:
        _running.reset(token)
