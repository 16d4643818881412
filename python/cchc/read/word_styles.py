"""How a run of a Word document looks: its font, whether it is struck out or hidden, how high it stands.

A run's own properties count first, then those of its character style, of its paragraph's style, and
of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cchc.read.blocks import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_CHAIN = 20  # styles based on styles
_REMOVED = tuple(f"{W}{name}" for name in ("strike", "dstrike", "vanish"))
_PROPERTIES, _BASED_ON = f"{W}rPr", f"{W}basedOn"
_FONTS, _STYLE = f"{W}rFonts", f"{W}rStyle"
_HEIGHT, _POSITION = f"{W}vertAlign", f"{W}position"
_OFF = frozenset({"0", "false", "off"})
_LEAST_LIFT = 4  # half points by which a run must be moved to count as raised or lowered


@dataclass(frozen=True, slots=True)
class _Said:
    """What properties say of themselves; None where they say nothing."""

    font: str | None = None
    removed: bool | None = None
    height: Look | None = None

    def over(self, other: _Said) -> _Said:
        """What it says, with the other where it says nothing."""
        return _Said(
            self.font or other.font,
            other.removed if self.removed is None else self.removed,
            other.height if self.height is None else self.height,
        )


_NOTHING = _Said()


class RunStyles:
    """Looks by style id, from the styles part (None when the file has none)."""

    def __init__(self, styles: Any | None) -> None:
        self._own: dict[str, _Said] = {}
        self._based_on: dict[str, str] = {}
        self._whole: dict[str, _Said] = {}
        self._looks = False  # whether any style says more than a font
        self._default = ""
        self._default_paragraph = ""
        if styles is not None:
            self._read(styles)

    def font_of(self, properties: Any | None, paragraph_style: str) -> str:
        """Return the font of a run in a paragraph of a style; empty when nothing names one."""
        return self._said(properties, paragraph_style).font or self._default

    def look_of(self, properties: Any | None, paragraph_style: str) -> Look:
        """Return whether the text of a run is removed (struck out or hidden), raised or lowered."""
        if not self._looks and (properties is None or len(properties) == 0):
            return ""
        said = self._said(properties, paragraph_style)
        return "removed" if said.removed else said.height or ""

    def _said(self, properties: Any | None, paragraph_style: str) -> _Said:
        of_paragraph = self._of_style(paragraph_style or self._default_paragraph)
        if properties is None:
            return of_paragraph
        own, style = _own(properties)
        return own.over(self._of_style(style) if style else _NOTHING).over(of_paragraph)

    def _of_style(self, style: str) -> _Said:
        known = self._whole.get(style)
        if known is None:
            known, base = _NOTHING, style
            for _ in range(_LONGEST_CHAIN):
                if not base:
                    break
                known = known.over(self._own.get(base, _NOTHING))
                base = self._based_on.get(base, "")
            self._whole[style] = known
        return known

    def _read(self, styles: Any) -> None:
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._default = _own(defaults)[0].font or ""
        for style in styles.iterchildren(f"{W}style"):
            name, said = style.get(f"{W}styleId", ""), _NOTHING
            for child in style.iterchildren(_PROPERTIES, _BASED_ON):
                if child.tag == _PROPERTIES:
                    said = _own(child)[0]
                else:
                    self._based_on[name] = child.get(f"{W}val", "")
            if said != _NOTHING:
                self._own[name] = said
                self._looks = self._looks or said.removed is not None or said.height is not None
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default_paragraph = name


def _own(properties: Any) -> tuple[_Said, str]:
    """What run properties say, and the character style that they name."""
    font, style = None, ""
    removed: bool | None = None
    height: Look | None = None
    for child in properties.iterchildren():
        tag = child.tag
        if tag == _FONTS:
            font = str(child.get(f"{W}ascii") or child.get(f"{W}hAnsi") or "") or None
        elif tag == _STYLE:
            style = str(child.get(f"{W}val", ""))
        elif tag in _REMOVED:
            removed = removed or child.get(f"{W}val", "1") not in _OFF
        elif tag == _HEIGHT:
            height = _height(str(child.get(f"{W}val", "")))
        elif tag == _POSITION:
            height = height or _lift(str(child.get(f"{W}val", "")))
    return _Said(font, removed, height), style


def _height(name: str) -> Look:
    if name == "superscript":
        return "raised"
    return "lowered" if name == "subscript" else ""


def _lift(half_points: str) -> Look | None:
    digits = half_points.removeprefix("-")
    if not digits.isdecimal() or int(digits) < _LEAST_LIFT:
        return None
    return "lowered" if half_points.startswith("-") else "raised"
