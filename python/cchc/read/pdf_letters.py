"""How the letters of a page look: raised or lowered by their size and height, struck out by a line.

A PDF says neither; both are seen from where letters and lines stand. Letters are changed in place:
raised and lowered ones become such signs on the line of the letter beside them, struck ones carry
U+0336, the stroke that Unicode has for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cchc.read.raised import lowered, raised

__all__ = ["mark_letters", "without_struck"]

_STROKE = "\u0336"
_SMALLER = 0.82  # size of a raised letter over that of its neighbour, at most
_LIFT = 0.12  # how far its foot must stand off its neighbour's, in sizes of the neighbour
_DROP = 0.08
_DESCENT = 0.21  # depth below the foot of a letter, in its size; about that of common fonts
_NEAR = 0.4  # gap to the neighbour, in sizes of the neighbour
_CELL = 12.0  # points; letters are looked up in squares of this size
_THINNEST = 2.0  # points; a strike is no thicker
_ENDS = 2.5  # points by which a strike may miss the ends of the letters it strikes


def mark_letters(letters: Sequence[Any], lines: Iterable[Any]) -> None:
    """Mark the raised, lowered and struck letters of a page; `lines` are its lines and boxes."""
    shown = [letter for letter in letters if letter["text"].strip()]
    _strike(shown, lines)
    if len({round(letter["size"], 1) for letter in shown}) > 1:
        _raise(shown)


def without_struck(text: str) -> tuple[str, str]:
    """Return a text without its struck letters, and those letters."""
    if _STROKE not in text:
        return text, ""
    shown, removed = "", ""
    for index, sign in enumerate(text):
        if text[index + 1 : index + 2] == _STROKE:
            removed += sign
        elif sign != _STROKE:
            shown += sign
            removed += " " if sign.isspace() else ""
    return shown.strip(), " ".join(removed.split())


def _raise(letters: list[Any]) -> None:
    squares: dict[tuple[int, int], list[Any]] = {}
    for letter in letters:
        squares.setdefault(_square(letter["x0"], letter), []).append(letter)
    largest = max(letter["size"] for letter in letters)
    bases: dict[int, Any] = {}  # letters found raised or lowered -> the letter they stand beside
    small = [letter for letter in letters if letter["size"] <= _SMALLER * largest]
    for ahead in (False, True):  # marks behind a figure first, then those before one
        for letter in sorted(small, key=lambda each: each["x0"], reverse=ahead):
            if id(letter) not in bases:
                base = _base(letter, squares, bases, ahead=ahead)
                if base is not None:
                    bases[id(letter)] = base
    for letter in small:
        base = bases.get(id(letter))
        if base is not None:
            signs = raised if _lift(letter, base) > 0 else lowered
            letter["text"] = signs(letter["text"])
            for edge in ("top", "bottom", "doctop"):
                letter[edge] = base[edge]


def _base(
    letter: Any, squares: dict[tuple[int, int], list[Any]], bases: dict[int, Any], *, ahead: bool
) -> Any | None:
    """The larger letter that a letter stands beside, above or below its foot; None for none."""
    column, line = _square(letter["x0"], letter)
    for other in (
        each
        for right in (-2, -1, 0, 1, 2)
        for down in (-1, 0, 1)
        for each in squares.get((column + right, line + down), ())
    ):
        if other is letter:
            continue
        base = bases.get(id(other), other)
        size = base["size"]
        gap = other["x0"] - letter["x1"] if ahead else letter["x0"] - other["x1"]
        if letter["size"] > _SMALLER * size or not -0.2 * size <= gap <= _NEAR * size:
            continue
        lift = _lift(letter, base) / size
        if _LIFT <= lift <= 0.9 or -0.6 <= lift <= -_DROP:
            return base
    return None


def _lift(letter: Any, base: Any) -> float:
    """How far the foot of a letter stands above that of another one, in points."""
    return float(_foot(base) - _foot(letter))


def _foot(letter: Any) -> float:
    return float(letter["bottom"] - _DESCENT * letter["size"])


def _square(x: float, letter: Any) -> tuple[int, int]:
    return int(x // _CELL), int(letter["bottom"] // _CELL)


def _strike(letters: list[Any], lines: Iterable[Any]) -> None:
    """Mark the letters that a thin level line runs through from end to end."""
    levels: dict[int, list[Any]] = {}
    for letter in letters:
        levels.setdefault(int(letter["bottom"] // _CELL), []).append(letter)
    for line in lines:
        if line["bottom"] - line["top"] > _THINNEST or line["x1"] - line["x0"] < _THINNEST:
            continue
        height = (line["top"] + line["bottom"]) / 2
        level = int(height // _CELL)
        near = (letter for down in (0, 1, 2) for letter in levels.get(level + down, ()))
        crossed = [letter for letter in near if _crosses(line, height, letter)]
        if crossed and _ends_with(line, crossed):
            for letter in crossed:
                letter["text"] += _STROKE


def _crosses(line: Any, height: float, letter: Any) -> bool:
    middle = (letter["x0"] + letter["x1"]) / 2
    foot, size = _foot(letter), letter["size"]
    return bool(
        line["x0"] <= middle <= line["x1"] and foot - 0.65 * size <= height <= foot - 0.12 * size
    )


def _ends_with(line: Any, crossed: list[Any]) -> bool:
    first = min(letter["x0"] for letter in crossed)
    last = max(letter["x1"] for letter in crossed)
    return bool(abs(line["x0"] - first) <= _ENDS and abs(line["x1"] - last) <= _ENDS)
