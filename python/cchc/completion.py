"""Completion by the tab key: codes, units and periods of a cube, each in brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cchc.cube import Cube

__all__ = ["Choice", "hang_completion"]


@dataclass(frozen=True, repr=False)
class Choice:
    """Part of a cube in brackets, with completion: ``cube.unit["so-a"]``, ``cube.period["2024-H1"]``."""

    keys: Callable[[], list[str]]
    choose: Callable[[str], Cube]

    def __getitem__(self, key: str) -> Cube:
        """Return the part of the cube; SelectionError for what it does not hold."""
        return self.choose(key)

    def __repr__(self) -> str:
        keys = self.keys()
        return ", ".join(keys[:20]) + (", ..." if len(keys) > 20 else "")

    def _ipython_key_completions_(self) -> list[str]:
        return self.keys()


def _unit(cube: Cube) -> Choice:
    """Units by id or name: ``cube.unit["so-a"]``."""
    return Choice(lambda: cube.unit_ids, lambda key: cube.sel(unit=key))


def _period(cube: Cube) -> Choice:
    """Periods: ``cube.period["2024-H1"]``."""
    return Choice(
        lambda: [str(period) for period in cube.periods], lambda key: cube.sel(periods=key)
    )


def hang_completion() -> None:
    """Give cubes the members ``unit`` and ``period``."""
    Cube.unit = property(_unit)  # type: ignore[attr-defined]
    Cube.period = property(_period)  # type: ignore[attr-defined]
