"""Which agencies of reports are one unit, however each report writes its name.

The same means as in a merge and a register (`cchc.read.spellings`, `cchc.read.unit_names`): capitals,
lost tones and the province behind the name make no other unit; another province does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc._core import Hierarchy
from cchc.read import Report
from cchc.read.spellings import Spellings, is_province, needs_place
from cchc.read.unit_names import bare, has_tones, match_name, name_words, plain_words, provinces_of

__all__ = ["one_name", "units_by_name"]

Words = tuple[str, ...]


def one_name(reports: Iterable[Report], units: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for the unit of each agency that reports.

    That is the id that `units` gives any spelling of its name; else the name itself, a whole one
    before one in capitals or without tones, whatever the order of the reports.
    """
    several = [report for report in reports if report.agency]
    told = {name_words(each.province) for each in several if each.province}
    parted = {each.agency: _parted(each, told) for each in several}
    provinces: dict[str, set[str]] = {}
    for words, province in parted.values():
        if province:
            provinces.setdefault(_letters(words), set()).add(_letters(province))
    spelled = {
        agency: _spelled(agency, words, province, len(provinces.get(_letters(words), ())))
        for agency, (words, province) in parted.items()
    }
    alike = Spellings(sorted(spelled.values()))
    printed = {each.agency: each.agency_printed or each.agency for each in several}
    order = sorted(spelled, key=lambda name: (*_roughness(printed[name]), name))
    first: dict[str, str] = {}
    for agency in sorted(order, key=lambda name: not units.get(name)):  # what is given comes first
        first.setdefault(alike.first(spelled[agency]), units.get(agency) or agency)
    return {agency: first[alike.first(spelled[agency])] for agency in order}


def units_by_name(reports: Iterable[Report], tree: Hierarchy) -> dict[str, str]:
    """Return the ids of the units of a hierarchy that agencies are by their names' words.

    Agencies whose name is that of a unit need none of it. What is only like a unit's name, or like
    those of several, is none of them.
    """
    rows = [tree.unit(row) for row in range(len(tree))]
    names = {row["id"]: row["name"] for row in rows}
    listed = provinces_of(names.values())
    found: dict[str, str] = {}
    for report in reports:
        if tree.find(report.agency) is not None:
            continue
        places = listed | _own_province(report, listed)
        unit = match_name(report.agency, names, places).unit
        if unit is not None:
            found[report.agency] = unit
    return found


def _own_province(report: Report, listed: frozenset[Words]) -> frozenset[Words]:
    """The province a report tells; where the units are of one, another one's are not theirs."""
    of_one = any(is_province(" ".join(each)) for each in listed)
    if not report.province or (of_one and is_province(report.province)):
        return frozenset()
    return frozenset([name_words(report.province)])


def _parted(report: Report, told: Iterable[Words]) -> tuple[Words, Words]:
    """Words of an agency without its province, and that: as told, else one that others tell."""
    own = name_words(report.agency)
    province = name_words(report.province)
    for each in [province] if province else sorted(told):
        less = bare(own, [each])
        if less != own and not needs_place(less):
            return less, each
    return own, province


def _spelled(agency: str, words: Words, province: Words, provinces: int) -> str:
    """The name to compare; a province that no list holds tells nothing where it is the only one."""
    if provinces > 1 or not province or is_province(" ".join(province)):
        return agency
    return " ".join(words)


def _roughness(printed: str) -> tuple[bool, bool]:
    """How a name as printed falls short of a whole one: its tones lost, all in capitals."""
    return not has_tones(printed), printed.isupper()


def _letters(words: Words) -> str:
    return "".join(plain_words(words))
