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
    "registered",
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


@dataclass(frozen=True, eq=False)
class Extension:
    """One extension; each registration is one of its own, whatever it says.

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


#: Seconds that a look-up waits for another thread which loads the plug-ins. Their code may wait for
#: this very thread (by an import, or by joining it), so nobody waits for ever.
_PATIENCE = 2.0

_Scope = dict[tuple[str, str], Extension]


@dataclass(frozen=True)
class _Plugin:
    """A plug-in that is being loaded: what it registers is held back until it has come through."""

    name: str
    draft: _Scope


_lock = threading.RLock()
_plugin_lock = threading.Lock()
_everywhere: _Scope = {}
_scopes: ContextVar[tuple[_Scope, ...]] = ContextVar("cchc_scopes", default=())
_running: ContextVar[tuple[str, ...]] = ContextVar("cchc_running", default=())
_loading: ContextVar[_Plugin | None] = ContextVar("cchc_loading", default=None)
_calls: dict[int, list[str]] = {}  # by id of a scope: the extensions that run and see it
_plugins: dict[str, str] = {}  # name -> what is wrong with it, empty when nothing is
_loaded = threading.Event()


def register(extension: Extension, *, replace: bool = False) -> Extension:
    """Add an extension to the innermost scope; one of a plug-in goes to the outermost.

    Raises
    ------
    ExtensionError
        CCHC-E1401 when the name is taken in any visible scope and ``replace`` is False; CCHC-E1412
        while an extension runs that sees the scope, in this thread or another one, because results
        would then depend on the order of calls.
    """
    key = extension.kind, extension.name
    with _lock:
        scopes = _visible()
        target = scopes[0]
        _refuse_while_running(extension.name, target)
        known = next((scope[key] for scope in scopes if key in scope), None)
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
        target[key] = extension
    return extension


def unregister(kind: str, name: str) -> None:
    """Take an extension out of the innermost scope that has it; nothing happens without one.

    Raises
    ------
    ExtensionError
        CCHC-E1412 as `register`.
    """
    with _lock:
        for scope in _visible():
            if (kind, name) in scope:
                _refuse_while_running(name, scope)
                del scope[kind, name]
                return


def _outermost() -> _Scope:
    """The scope of everybody; for a plug-in that is being loaded its draft of it."""
    plugin = _loading.get()
    return _everywhere if plugin is None else plugin.draft


def _visible() -> tuple[_Scope, ...]:
    """The scopes that this context sees, the innermost first."""
    return (*reversed(_scopes.get()), _outermost())


def _refuse_while_running(name: str, scope: _Scope) -> None:
    """Refuse to change a scope that a running extension sees.

    A thread that an extension starts has a context of its own and does not know who started it, so
    the calls are counted by scope, for all threads together.
    """
    runs = [*_running.get(), *_calls.get(id(scope), ())]
    if runs:
        raise new_error(
            ExtensionError,
            "CCHC-E1412",
            f"'{name}' cannot be registered or unregistered while extension '{runs[-1]}' runs; do "
            "so before the call, or in a scope of its own: with cchc.extensions()",
            f"không đăng ký hoặc hủy đăng ký được '{name}' khi phần mở rộng '{runs[-1]}' đang chạy; "
            "hãy làm trước khi gọi, hoặc trong phạm vi riêng: with cchc.extensions()",
        )


@contextmanager
def extensions() -> Iterator[None]:
    """Open a scope: what is registered inside is gone at its end, what it replaced is back.

    Scopes nest, and one may end before another that was opened later. A scope belongs to the thread
    (or asyncio task) that opened it; a thread started inside does not see it unless it runs in a
    copy of the context (``contextvars.copy_context().run``).

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
    scope: _Scope = {}
    _scopes.set((*_scopes.get(), scope))
    try:
        yield
    finally:
        # By itself, not by its place: a generator may close its scope after those opened since.
        _scopes.set(tuple(each for each in _scopes.get() if each is not scope))


def find(kind: str, name: str) -> Extension | None:
    """Return an extension, the innermost scope first; plug-ins are loaded when nobody else has it."""
    key = kind, name
    for scope in _visible():
        found = scope.get(key)
        if found is not None:
            return found
    load_plugins()
    return _outermost().get(key)


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
    return _merged()


def registered(kind: str) -> list[Extension]:
    """Return the visible extensions of a kind that are there already; no plug-in is loaded."""
    return [each for each in _merged() if each.kind == kind]


def _merged() -> list[Extension]:
    merged: _Scope = {}
    with _lock:
        for scope in reversed(_visible()):
            merged.update(scope)
    return list(merged.values())


def broken_plugins() -> dict[str, str]:
    """Return the plug-ins that did not load, each with the reason."""
    load_plugins()
    return {name: why for name, why in _plugins.items() if why}


def load_plugins(*, again: bool = False) -> None:
    """Load the entry points of the group ``cchc.plugins``, once; one that fails stops no other.

    A thread that asks while another one loads them waits a moment, and after that sees what is there.
    """
    if _loading.get() is not None or (_loaded.is_set() and not again):
        return  # a plug-in that looks something up while it is loaded sees what is there so far
    import importlib.metadata  # on use only: it costs as much as the rest of the package

    if not _plugin_lock.acquire(timeout=_PATIENCE):
        return
    try:
        if again:
            _plugins.clear()
        if again or not _loaded.is_set():
            for point in importlib.metadata.entry_points(group=GROUP):
                if point.name not in _plugins:  # else it came through before an interrupt
                    _plugins[point.name] = _load(point.name, point.load)
            _loaded.set()
    finally:
        _plugin_lock.release()


def _load(name: str, load: Callable[[], Any]) -> str:
    """Load one plug-in: a module that registers when imported, or a function that registers.

    All that it registers is there afterwards, or nothing when it fails on the way. It sees no scope
    of whoever looked something up first, and one that it opens ends with it.
    """
    with _lock:
        before = dict(_everywhere)
    plugin = _Plugin(name, dict(before))
    token, outside, scopes = _loading.set(plugin), _running.set(()), _scopes.set(())
    try:
        loaded = load()
        if callable(loaded):
            loaded()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # sys.exit() too is a fault of this plug-in alone
        return f"{type(error).__name__}: {error}"
    finally:
        _scopes.reset(scopes)
        _loading.reset(token)
        _running.reset(outside)
    return _taken_over(before, plugin.draft)


def _taken_over(before: _Scope, draft: _Scope) -> str:
    """Put what a plug-in changed into the outermost scope, all at once; say what is in the way."""
    changed = [key for key in {**before, **draft} if draft.get(key) is not before.get(key)]
    with _lock:
        for kind, name in changed:
            if _everywhere.get((kind, name)) is not before.get((kind, name)):
                return f"{kind} '{name}' was registered by somebody else meanwhile"
        for key in changed:
            if key in draft:
                _everywhere[key] = draft[key]
            else:
                del _everywhere[key]
    return ""


def source_of(module: str) -> str:
    """Return who registers: the plug-in that is being loaded, else the module."""
    plugin = _loading.get()
    return module if plugin is None else f"plug-in {plugin.name}"


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
    seen = (*_scopes.get(), _everywhere)
    with _lock:
        for scope in seen:
            _calls.setdefault(id(scope), []).append(label)
    try:
        yield
    finally:
        _running.reset(token)
        with _lock:
            for scope in seen:
                _calls[id(scope)].remove(label)
                if not _calls[id(scope)]:
                    del _calls[id(scope)]
