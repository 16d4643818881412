"""What is registered, as a list and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc import _registry
from cchc._arguments import known_words
from cchc._registry import KINDS, Extension

__all__ = ["ExtensionList", "list_extensions", "show_extensions"]


def list_extensions(kind: str | None = None) -> list[Extension]:
    """Return the visible extensions, those of installed plug-ins included, of one kind or all."""
    if kind is None:
        return _registry.all_extensions()
    known_words([kind], KINDS, "kind")
    return _registry.of_kind(kind)


@dataclass(frozen=True)
class ExtensionList:
    """The visible extensions as a table, and the plug-ins that did not load."""

    extensions: tuple[Extension, ...]
    broken: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.extensions)

    def __repr__(self) -> str:
        rows = [(each.kind, each.name, each.summary, each.source) for each in self.extensions]
        rows = [("kind", "name", "summary", "source"), *rows]
        widths = [min(60, max(len(row[column]) for row in rows)) for column in range(4)]
        lines = [
            "  ".join(
                cell[:60].ljust(width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
            for row in rows
        ]
        lines += [f"plug-in {name} did not load: {why}" for name, why in self.broken.items()]
        return "\n".join(lines)


def show_extensions(kind: str | None = None) -> ExtensionList:
    """Return a table of the visible extensions: kind, name, one line, and where each comes from."""
    return ExtensionList(tuple(list_extensions(kind)), _registry.broken_plugins())
