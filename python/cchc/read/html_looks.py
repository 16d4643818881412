"""How the text of an element of a page looks: struck out or hidden, raised or lowered, and its font.

Read from the elements made for it, from style attributes, and from the plain rules of the page's own
style sheets (an element, a class, or both), which programs that export tables write.
"""

from __future__ import annotations

import re
from typing import Any

from cchc.read.blocks import Look

__all__ = ["Looks"]


_BY_ELEMENT: dict[str, Look] = {
    "s": "removed",
    "strike": "removed",
    "del": "removed",
    "sup": "raised",
    "sub": "lowered",
}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?\.[\w-]+", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_STRUCK = re.compile(
    r"text-(?:decoration(?:-line)?|line-through)\s*:[^;]*(?:line-through|single)", re.IGNORECASE
)
_NO_ROOM = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_UNSEEN = re.compile(
    r"visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_HEIGHT = re.compile(r"vertical-align\s*:\s*(super|sub)(?![\w-])", re.IGNORECASE)


class Looks:
    """Looks of the elements of a page, whose root element is given."""

    def __init__(self, root: Any) -> None:
        self._rules: dict[str, str] = {}
        for sheet in root.iter("style"):
            text = _COMMENT.sub("", sheet.text or "")
            for selectors, declarations in _RULE.findall(text):
                for selector in selectors.split(","):
                    name = selector.strip().lower()
                    if _SELECTOR.fullmatch(name):
                        self._rules[name] = f"{self._rules.get(name, '')};{declarations}"

    def of(self, element: Any) -> Look:
        """Return the look that an element gives its text; empty when it says nothing."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if self.hides(element):
            return "removed"
        declared = self._declared(element)
        if declared and _STRUCK.search(declared):
            return "removed"
        height = _HEIGHT.findall(declared) if declared else []
        if height:
            return "raised" if height[-1].lower() == "super" else "lowered"
        return _BY_ELEMENT.get(tag, "")

    def font(self, element: Any) -> str:
        """Return the font that an element names; empty when it names none."""
        families = _FAMILY.findall(self._declared(element))
        name = families[-1] if families else element.get("face", "")
        return str(name).split(",")[0].strip().strip("'\"")

    def hides(self, element: Any) -> bool:
        """Return whether an element keeps its text from being seen."""
        declared = self._declared(element)
        return self.takes_no_room(element) or bool(declared and _UNSEEN.search(declared))

    def takes_no_room(self, element: Any) -> bool:
        """Return whether an element is left out of the page, so that its neighbours close up."""
        if element.get("hidden") is not None:
            return True
        declared = self._declared(element)
        return bool(declared) and _NO_ROOM.search(declared) is not None

    def _declared(self, element: Any) -> str:
        """What the rules and the element itself declare, the element last."""
        own = str(element.get("style") or "")
        if not self._rules:
            return own
        tag = element.tag if isinstance(element.tag, str) else ""
        classes = str(element.get("class") or "").lower().split()
        names = [tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)]
        return ";".join([*(self._rules[name] for name in names if name in self._rules), own])
