"""The font of a run of a Word document: its own, that of its styles, or the document's."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LONGEST_CHAIN = 20  # styles based on styles


class Fonts:
    """Fonts by style id, from the styles part (None when the file has none)."""

    def __init__(self, styles: Any | None) -> None:
        self._own: dict[str, str] = {}
        self._based_on: dict[str, str] = {}
        self._default = ""
        self._default_paragraph = ""
        if styles is not None:
            self._read(styles)

    def of_run(self, run: Any, paragraph_style: str) -> str:
        """Return the font of a run in a paragraph of a style; empty when nothing names one."""
        properties = run.find(f"{W}rPr")
        if properties is not None:
            own = font_name(properties)
            if own:
                return own
            style = properties.find(f"{W}rStyle")
            named = self._of_style(style.get(f"{W}val", "")) if style is not None else ""
            if named:
                return named
        return self._of_style(paragraph_style or self._default_paragraph) or self._default

    def _of_style(self, style: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            if not style or style in self._own:
                break
            style = self._based_on.get(style, "")
        return self._own.get(style, "")

    def _read(self, styles: Any) -> None:
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._default = font_name(defaults)
        for style in styles.iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            properties = style.find(f"{W}rPr")
            font = font_name(properties) if properties is not None else ""
            if font:
                self._own[name] = font
            based = style.find(f"{W}basedOn")
            if based is not None:
                self._based_on[name] = based.get(f"{W}val", "")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default_paragraph = name


def font_name(properties: Any) -> str:
    """Return the font that run properties name for Latin text; empty when they name none."""
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        return ""
    return str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")


def transitional(data: bytes) -> bytes:
    """Return a part of the strict variety with the names of the common one."""
    return data.replace(_STRICT_W[1:-1].encode(), W[1:-1].encode())
