"""The module `cchc` itself: names loaded later keep their meaning, and results get their displays.

A verb and the module it lives in may share a name (`cchc.staffing`). Python binds a submodule to its
package when it is first imported; the facade keeps such a name for the verb, and takes the moment to
hang displays on the results that the submodule brings.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

__all__ = ["Facade"]

#: Modules whose name the facade keeps for the verb.
_VERBS = frozenset({"check", "outliers", "procedures", "staffing", "trend", "validate"})


class Facade(ModuleType):
    """The type of the module `cchc`."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _VERBS and isinstance(value, ModuleType):
            importlib.import_module("cchc.present.displays").hang_displays_of(name, value)
            return
        super().__setattr__(name, value)
