"""Styles of an OpenDocument spreadsheet: how the text of a cell looks, and whether its number is scaled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cchc.read.blocks import Look
from cchc.read.scale import scale_word

__all__ = ["OdsStyles"]


_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_LONGEST_CHAIN = 20  # styles based on styles


class OdsStyles:
    """Styles by name: those of the document, and those that its content makes by itself."""

    def __init__(self, shared: Iterable[Any], content: Any) -> None:
        self._looks: dict[str, Look] = {}
        self._parents: dict[str, str] = {}
        self._formats: dict[str, str] = {}
        self._scaled: set[str] = set()
        for root in (*shared, content):
            self._read(root)

    def look(self, style: str) -> Look:
        """Return how the text of a style looks."""
        for _ in range(_LONGEST_CHAIN):
            if not style or style in self._looks:
                break
            style = self._parents.get(style, "")
        return self._looks.get(style, "")

    def scales(self, style: str) -> bool:
        """Return whether the number format of a cell style shows thousands or millions."""
        for _ in range(_LONGEST_CHAIN):
            if not style or style in self._formats:
                break
            style = self._parents.get(style, "")
        return self._formats.get(style, "") in self._scaled

    def _read(self, root: Any) -> None:
        for style in root.iter(f"{_STYLE}style"):
            name = str(style.get(f"{_STYLE}name", ""))
            self._parents[name] = str(style.get(f"{_STYLE}parent-style-name", ""))
            data = style.get(f"{_STYLE}data-style-name")
            if data:
                self._formats[name] = str(data)
            for properties in style.iterchildren(f"{_STYLE}text-properties"):
                look = _look(properties)
                if look:
                    self._looks[name] = look
        kinds = ("number-style", "percentage-style", "currency-style")
        for style in root.iter(*(f"{_NUMBER}{kind}" for kind in kinds)):
            if _is_scaled(style):
                self._scaled.add(str(style.get(f"{_STYLE}name", "")))


def _look(properties: Any) -> Look:
    line = properties.get(f"{_STYLE}text-line-through-style")
    kind = properties.get(f"{_STYLE}text-line-through-type")
    if (line or kind) and "none" not in (line, kind):
        return "removed"
    if properties.get(f"{_TEXT}display") == "none":
        return "removed"
    height = str(properties.get(f"{_STYLE}text-position", "")).split(" ")[0]
    if height == "super" or (height[:1].isdecimal() and height not in ("0", "0%")):
        return "raised"
    return "lowered" if height == "sub" or height.startswith("-") else ""


def _is_scaled(style: Any) -> bool:
    factors = [each.get(f"{_NUMBER}display-factor", "1") for each in style.iter(f"{_NUMBER}number")]
    words = "".join("".join(each.itertext()) for each in style.iter(f"{_NUMBER}text"))
    return any(factor != "1" for factor in factors) or bool(
        scale_word(words) or scale_word(f"0{words}", after_figure=True)
    )
