"""What a report shows outside its own cells: one figure, with the lines it stands on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Evidence", "Place", "Sighting", "lines"]

#: Where evidence belongs: unit, period, code of the evidence catalogue, file.
Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Sighting:
    """One place that supports a figure.

    Parameters
    ----------
    place
        Lines of the file, ``255-263``, or the words of a cell's place.
    raw
        Text as found there.
    note_vi, note_en
        What it shows, in a short sentence; empty where the raw text says it all.
    of_form
        Whether the form itself, as issued, is so: nothing the reporting unit could mend.
    """

    place: str
    raw: str
    note_vi: str = ""
    note_en: str = ""
    of_form: bool = False


@dataclass(frozen=True)
class Evidence:
    """A figure told by the running text, by a note, by another form, or found by a document check.

    Parameters
    ----------
    code
        Code in the evidence catalogue, such as ``text.3.3``.
    value
        Plain decimal text.
    raw
        Text as printed; for a count of places, the texts found there.
    sightings
        Where it stands; for a count of places one for each, in order of lines. Empty when nothing
        of the kind was found, with the value 0.
    """

    code: str
    value: str
    raw: str
    sightings: tuple[Sighting, ...] = ()

    @property
    def place(self) -> str:
        """Places of all sightings as one text."""
        return "; ".join(dict.fromkeys(each.place for each in self.sightings if each.place))


def lines(first: int | None, last: int | None = None) -> str:
    """Return a place of lines as text; empty when it has no line."""
    if first is None:
        return ""
    return str(first) if last is None or last == first else f"{first}-{last}"
