"""Which of several value columns hold a report's figures: units or periods side by side."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cchc._core import Period, find_period_in
from cchc.read.column_meaning import ColumnMeaning, meaning_of, names_own_window
from cchc.read.column_window import window_of
from cchc.read.columns import ValueColumn, role_of
from cchc.read.fold import composed, fold, squash
from cchc.read.header import unit_type
from cchc.read.place_names import committee_of, is_place, names_place_above
from cchc.read.unit_names import has_tones, name_words, same_plain_name

_TOTALS = re.compile(
    r"(?<!\w)tong(?: cong| so)?(?!\w)|cong(?: chung)?$|"
    r"(?:so lieu )?(?:toan|chung) (?:tinh|thanh pho|huyen|nganh|so|don vi)$"
)
_PARTS_OF_BODIES = re.compile(
    r"(?:van phong|chi cuc|trung tam|benh vien|truong|phong|thanh tra so|khoi|ban quan ly du an|tram)(?!\w)"
)
# Words that begin as the name of a unit does. "Số" and "so" are not "Sở", though all fold to "so".
_NO_UNIT = re.compile(r"so (?:lieu|luong|thuc|sanh|voi|nay|da)|ban (?:hanh|giao)|truong hop")
_BRACKETED = re.compile(r"(?P<name>.*\S)\s*\((?P<words>[^()]*)\)\s*$", re.DOTALL)
_NOT_SO = re.compile(r"số(?!\w)|so(?!\w)(?=.*[^\x00-\x7f])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """One report among side by side columns: `agency` or `period` as its heading names it.

    `added` are the columns in order of time whose windows the figures of this one add up.
    `problem` is the stable id of why figures under this heading are asked and not taken, see
    `problems`; empty when they are this report's.
    """

    column: int | None
    agency: str = ""
    period_text: str = ""
    period: Period | None = None
    problem: str = ""
    added: tuple[int, ...] = ()

    @property
    def names_report(self) -> bool:
        """Whether its heading tells it from other reports."""
        return bool(self.agency or self.period_text)


@dataclass(frozen=True, slots=True)
class Views:
    """Reports that the value columns hold.

    `left_out` are headings of columns that hold other figures. When `unclear`, nothing tells which
    of the columns is meant; `doubtful` is the heading of an only column that may hold others,
    `scaled` of one that speaks of thousands, `strange` of one whose figures are taken though its
    words do not tell.
    """

    views: tuple[View, ...]
    left_out: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    doubtful: str = ""
    scaled: str = ""
    strange: str = ""


def views_of(
    values: Sequence[ValueColumn], filled: frozenset[int], own: Period | None, agency: str = ""
) -> Views:
    """Views of the value columns of a table.

    `filled` are columns that hold anything; `own` is the period that the report says it is of,
    `agency` the agency.
    """
    values = [_parted(value) for value in values]
    if len(values) < 2:
        value = values[0] if values else None
        return _only(value, (), own, agency) if value and filled else _alone(value)
    plain = [value for value in values if _meaning(value, own) != "other"]
    others = [v for v in values if v not in plain]
    if not plain:
        return Views((View(values[0].column, problem="columns"),), (), _named(values))
    if not filled:
        return _alone(values[0])
    grouped = _of_units(plain, filled, own)
    if grouped is not None and not grouped:
        return _unclear(plain, others, filled)
    chosen = grouped or _total_of(plain, own, agency) or _side_by_side(plain, own, agency)
    if not chosen and len(plain) == 1:
        return _only(plain[0], _named(others, filled), own, agency, alone=False)
    if not chosen:
        value = _own_column(plain, filled, own)
        chosen = (View(value.column, added=_added(value, plain, own) or ()),) if value else ()
    if not chosen:
        return _unclear(plain, others, filled)
    taken = {view.column for view in chosen}
    return Views(chosen, _named((v for v in values if v.column not in taken), filled))


def _unclear(
    plain: Sequence[ValueColumn], others: Sequence[ValueColumn], filled: frozenset[int]
) -> Views:
    """Columns that nothing tells apart, so that no figure is taken."""
    live = [value for value in plain if value.column in filled]
    first = View((live or plain)[0].column, problem="columns")
    return Views((first,), _named(others, filled), _named(plain))


def _alone(value: ValueColumn | None) -> Views:
    return Views((View(value.column if value else None),))


def _meaning(value: ValueColumn, own: Period | None) -> ColumnMeaning:
    """What the heading of a column says; one that only says that figures follow is the report's."""
    if role_of(value.heading) == "value" or not value.heading:
        return "own"
    rest = _behind_unit(value)
    if rest is None and is_place(value.heading):
        return "unknown"  # whatever its words are: `Xã Giao Thủy`
    return meaning_of(value.heading if rest is None else rest, own)


def _parted(value: ValueColumn) -> ValueColumn:
    """A column with words in brackets behind its unit as one with two headings over each other."""
    levels = value.levels or (value.heading,)
    parted = tuple(part for text in levels for part in _parts(text))
    return value if parted == levels else replace(value, levels=parted)


def _parts(text: str) -> tuple[str, ...]:
    """A unit and what stands in brackets behind it, unless that is part of its name.

    That is a place above it, or of a body without a place words with a capital that say nothing of
    the figures: `Sở Nội vụ (SNV)`.
    """
    found = _BRACKETED.fullmatch(text)
    if found is None or not _names_unit(found["name"]) or names_place_above(found["words"]):
        return (text,)
    name, words = found["name"], found["words"].strip()
    told = words[:1].isupper() and meaning_of(words, None) == "unknown"
    if told and not is_place(name):
        return (text,)
    return (*_parts(name), words)


def _unit_level(value: ValueColumn) -> str:
    """The heading of several over a column that names a unit; empty when none does."""
    return next((text for text in value.levels if _is_body(text)), "")


def _behind_unit(value: ValueColumn) -> str | None:
    """What the headings over a column say beside its unit; None when none of several is a unit."""
    unit = _unit_level(value)
    if not unit:
        return None
    at = value.levels.index(unit)
    return " ".join(value.levels[:at] + value.levels[at + 1 :])


def _of_units(
    plain: Sequence[ValueColumn], filled: frozenset[int], own: Period | None
) -> tuple[View, ...] | None:
    """Reports of units that have several columns each: in the period and since January, say.

    None when no unit stands over or under other headings, empty when what is a unit's is not clear.
    """
    rests = {value: _behind_unit(value) for value in plain}
    if all(rest is None for rest in rests.values()):
        return None
    units: dict[str, list[ValueColumn]] = {}
    spelled: dict[tuple[str, ...], str] = {}
    for value, rest in rests.items():
        if rest is not None:
            column = ValueColumn(value.column, rest, role_of(rest) == "value")
            unit = _unit_level(value)
        elif _names_unit(value.heading):
            column, unit = ValueColumn(value.column, "", named=True), value.heading
        elif not any(_is_total_heading(text) for text in (*value.levels, value.heading)):
            return ()
        else:
            continue
        unit = spelled.setdefault(name_words(committee_of(unit)), unit)
        units.setdefault(unit, []).append(column)
    if not _are_several(units):
        return ()
    found: list[View] = []
    for unit, columns in units.items():
        views = views_of(columns, filled.union({columns[0].column}), own, unit)
        if views.strange or any(view.problem or view.agency for view in views.views):
            return ()
        found += [replace(view, agency=committee_of(unit)) for view in views.views]
    return tuple(sorted(found, key=lambda view: view.period not in (None, own)))


def _own_column(
    plain: Sequence[ValueColumn], filled: frozenset[int], own: Period | None
) -> ValueColumn | None:
    """The one column of several that holds the report's figures; None when nothing tells it.

    That is the only one that says that figures follow, or else the only one that names the report's
    window or is the total; the others are its parts, or of other windows.
    """
    owns = [value for value in plain if _meaning(value, own) == "own"]
    live = [value for value in plain if value.column in filled]
    if len(live) == 1 and len(owns) == len(plain):
        return live[0]
    for found in (
        [value for value in owns if value.named],
        [value for value in owns if _is_total(value) or names_own_window(value.heading)],
        owns if all(_meaning(v, own) == "period" for v in plain if v not in owns) else [],
    ):
        if found:
            # Beside a body of its own the total is over bodies, not over parts of this one.
            bodies = not found[0].named and any(_is_body(value.heading) for value in plain)
            sure = len(found) == 1 and not bodies and _added(found[0], plain, own) is not None
            return found[0] if sure else None
    return None


def _total_of(plain: Sequence[ValueColumn], own: Period | None, agency: str) -> tuple[View, ...]:
    """The total over parts of one body, or over parts of its window; empty when there is none."""
    totals = [value for value in plain if _is_total(value) and _meaning(value, own) == "own"]
    rest = [value for value in plain if value not in totals]
    if len(totals) != 1 or not rest:
        return ()
    whole = all(_is_body(value.heading) for value in rest)
    parts = agency and all(_is_part(value.heading) for value in rest)
    windows = [window_of(value.heading) for value in rest]
    over = own is not None and None not in windows and own not in windows
    added = _added(totals[0], plain, own)
    taken = (parts or over) and not whole and added is not None
    return (View(totals[0].column, added=added or ()),) if taken else ()


def _added(
    total: ValueColumn, plain: Sequence[ValueColumn], own: Period | None
) -> tuple[int, ...] | None:
    """Columns in order of time whose windows a total adds up, none where it is over other things.

    None when it adds up windows that are not those of the report's.
    """
    if not _is_total(total):
        return ()
    year = own.year if own else None
    windows = [
        (window, value.column)
        for value in plain
        if value != total and (window := window_of(value.heading, year)) is not None
    ]
    if own is None or not windows:
        return ()
    windows.sort(key=lambda entry: entry[0].first_month)
    if len(windows) == 1:
        # One window adds nothing up: it is a part of the total, or what it is compared with.
        only = windows[0][0]
        return () if own.contains(only) or only == own.same_period_last_year() else None
    begins = [window.first_month for window, _ in windows]
    ends = [window.end_month for window, _ in windows]
    whole = begins == [own.first_month, *ends[:-1]] and ends[-1] == own.end_month
    return tuple(column for _, column in windows) if whole else None


def _side_by_side(
    plain: Sequence[ValueColumn], own: Period | None, agency: str
) -> tuple[View, ...]:
    """Reports of units or of windows beside each other; a total over them is none of them."""
    values = [value for value in plain if not _is_total(value)]
    headings = {squash(value.heading) for value in values}
    if len(values) < 2 or len(headings) != len(values) or "" in headings:
        return ()
    windows = [window_of(value.heading) for value in values]
    if None not in windows:
        whose = own is None or own in windows
        return _by_period(values, own) if whose and len(set(windows)) == len(windows) else ()
    units = all(_names_unit(v.heading) and _meaning(v, own) == "unknown" for v in values)
    if units and _are_several([value.heading for value in values]):
        views = [View(value.column, agency=committee_of(value.heading)) for value in values]
        return tuple(sorted(views, key=lambda view: not is_same_agency(view.agency, agency)))
    return ()


def _are_several(units: Iterable[str]) -> bool:
    """Whether no two headings may name one unit: `TP Phủ Lý` and `UBND thành phố Phủ Lý` do."""
    names = [committee_of(unit) for unit in units]
    return not any(
        same_plain_name(name_words(one), name_words(other))
        and (name_words(one) == name_words(other) or not (has_tones(one) and has_tones(other)))
        for one, other in combinations(names, 2)
    )


def _only(
    value: ValueColumn, out: tuple[str, ...], own: Period | None, agency: str, *, alone: bool = True
) -> Views:
    """The view of the only column that may hold the report's figures.

    Strange words are passed over where it stands `alone`, not where it is what others left.
    """
    meaning = _meaning(value, own)
    unit = _unit_level(value)
    named = committee_of(unit or value.heading)
    other = "" if is_same_agency(named, agency) else named
    if meaning == "own":
        period = window_of(value.heading) if own is None else None
        view = _of_period(value, period) if period else View(value.column)
        return Views((replace(view, agency=other if unit else ""),), out)
    if meaning == "scaled":
        problem = "scaled_heading"
        return Views((View(value.column, problem=problem),), out, scaled=value.heading)
    if meaning == "unknown" and not unit and _names_unit(value.heading):
        return Views((View(value.column, agency=other),), out)
    words = (_behind_unit(value) or "") if unit else value.heading
    strange = meaning == "unknown" and re.search(r"[^\W\d_]|\(\d+\)", words)  # no figure itself
    if alone and strange and not (unit and other):
        return Views((View(value.column),), out, strange=value.heading)
    return Views((View(value.column, problem="other_column"),), out, doubtful=value.heading)


def is_same_agency(heading: str, agency: str) -> bool:
    """Whether a heading names the agency, with or without words behind it."""
    one, other = (" ".join(fold(name).split()) + " " for name in (heading, agency))
    return bool(agency) and (one.startswith(other) or other.startswith(one))


def _is_total(value: ValueColumn) -> bool:
    return _is_total_heading(value.heading)


def _is_total_heading(heading: str) -> bool:
    found = None if is_place(heading) else _TOTALS.search(fold(heading))
    return found is not None and (found.start() == 0 or found[0].startswith("tong"))


def _names_unit(heading: str) -> bool:
    no_unit = _NO_UNIT.match(fold(heading)) or _NOT_SO.match(composed(heading))
    return unit_type(heading) is not None and no_unit is None


def _is_body(heading: str) -> bool:
    """Whether a heading names a body that reports for itself."""
    return _names_unit(heading) and not _is_part(heading)


def _is_part(heading: str) -> bool:
    """Whether a heading names a part of a body: `Văn phòng Sở`, `Chi cục …`, `Phòng …`."""
    return _PARTS_OF_BODIES.match(fold(heading)) is not None


def _by_period(values: Sequence[ValueColumn], own: Period | None) -> tuple[View, ...]:
    """Views by period, the report's own one first."""
    views = [_of_period(value, window_of(value.heading)) for value in values]
    return tuple(sorted(views, key=lambda view: view.period != own))


def _of_period(value: ValueColumn, window: Period | None) -> View:
    read = find_period_in(value.heading) == window
    words = value.heading if read or window is None else window.label_vi
    return View(value.column, period_text=words, period=window)


def _named(values: Iterable[ValueColumn], filled: frozenset[int] | None = None) -> tuple[str, ...]:
    """Headings of columns, those that hold something where `filled` says which."""
    return tuple(
        value.heading or f"#{value.column + 1}"
        for value in values
        if filled is None or value.column in filled
    )
