"""Figures against the plan of the year: only units that gave both count, and the others are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc import _core
from cchc._arguments import unknown_argument
from cchc._core import Period
from cchc.cube import STATES, Cube, Figure, build
from cchc.errors import ComparisonError, Error, new_error
from cchc.observations import from_rows
from cchc.plan import Pace, pace
from cchc.present.measures import measure_label
from cchc.present.page import BLANK, Cell, Head, Page, number_cell, text_cell

__all__ = ["PLAN", "plan_page"]

_WORDS = {
    "vi": {
        "name": "So kế hoạch", "title": "So với kế hoạch",
        "behind": "chậm", "on_pace": "đúng tiến độ", "ahead": "vượt tiến độ", "reached": "đã đạt",
        "incomplete": "chưa so được", "in_window": "số của kỳ, không tính tiến độ năm",
        "both": "{code}: chỉ tính {have}/{due} đơn vị có cả số thực hiện và kế hoạch; không tính: "
        "{names}.",
        "none": "{code}: không đơn vị nào có cả số thực hiện và kế hoạch nên không tính tỷ lệ: {names}.",
        "withheld": "{code}: mới có {have}/{due} đơn vị có cả số thực hiện và kế hoạch nên để trống; "
        "thiếu: {names}.",
        "whole": "{code}: kế hoạch là của tất cả, mới có số của {have}/{due} đơn vị nên không tính tỷ "
        "lệ; thiếu: {names}.",
        "no_done": "không có số thực hiện", "no_planned": "không có kế hoạch",
        "neither": "không có cả hai",
        "unread_done": "số thực hiện không đọc được", "unread_planned": "kế hoạch không đọc được",
    },
    "en": {
        "name": "Plan", "title": "Against the plan",
        "behind": "behind", "on_pace": "on pace", "ahead": "ahead", "reached": "reached",
        "incomplete": "not to be compared yet", "in_window": "of the window, no pace of the year",
        "both": "{code}: only {have} of {due} units, with both figure and plan, are counted; left out: "
        "{names}.",
        "none": "{code}: no unit has both figure and plan, so there is no percentage: {names}.",
        "withheld": "{code}: only {have} of {due} units have both figure and plan, so it is left "
        "blank; lacking: {names}.",
        "whole": "{code}: the plan is for all, figures came from {have} of {due} units, so there is no "
        "percentage; lacking: {names}.",
        "no_done": "no figure", "no_planned": "no plan", "neither": "neither",
        "unread_done": "figure cannot be read", "unread_planned": "plan cannot be read",
    },
}  # fmt: skip
_HEADS = {
    "vi": ("Mã", "Chỉ tiêu", "Đơn vị tính", "Thực hiện", "Kế hoạch", "Cần đạt đến nay", "Đã đạt (%)",
           "Tiến độ"),
    "en": ("Code", "Indicator", "Unit of measure", "Done", "Plan", "Expected by now", "Done (%)",
           "Pace"),
}  # fmt: skip
_WIDTHS = (12, 44, 15, 12, 12, 14, 10, 24)
_DECIMALS = 6  # of a quotient; a sheet shows two

#: Indicators whose plan is another indicator of the same report: the tasks of the year's plan, and
#: those given in the window, which are no plan of the year.
PLAN: Mapping[str, str] = {"1.1.2": "1.1.1", "1.3.2": "1.3.1"}


@dataclass(frozen=True)
class _Held:
    """A figure held against its plan, of the same units.

    `have` of `due` units are in both numbers, and `left_out` says by name who is not and why.
    `reason` is why there is no quotient, empty where there is one.
    """

    done: float | None
    planned: float | Decimal | None
    have: int = 0
    due: int = 0
    left_out: tuple[str, ...] = ()
    reason: str = ""


def plan_page(
    cube: Cube,
    unit: int,
    period: Period,
    *,
    plan: Mapping[str, str | float] = PLAN,
    lang: str = "vi",
) -> Page | None:
    """Return figures against the plan of the year; None when none of them has a plan.

    Parameters
    ----------
    cube, unit, period
        Which figures; ``unit`` is a row of the hierarchy. The plan runs from the first to the last
        day of the year of the window, both counted: half of it is due on day 183 of 366. Of a total,
        both numbers are of the units that gave both; coverage stands beside the pace, and a note
        names the units left out. A missing policy that asks for more units than that leaves the row
        blank.
    plan
        By indicator: the target as a number, or the indicator whose figure is the target. A number
        is for all units together: against a total that lacks some there is no percentage. Where
        figure or target is an amount of a window that does not run from January, the figure is a
        share of the target and says nothing of the year's pace; so is every figure against an
        amount that its own window brought, such as tasks done of tasks given.
    lang
        ``vi`` or ``en``.

    Raises
    ------
    SelectionError
        When a target is neither a number nor an indicator.
    ComparisonError
        When figure and target count different things (E1110).
    """
    words = _WORDS[lang]
    about = cube.hierarchy.unit(unit)
    rows: list[list[Cell]] = []
    notes: list[str] = []
    for code, given in plan.items():
        if code not in cube:
            continue
        target = _target(cube, code, given)
        held = _held(cube, code, target, unit, period, words)
        if held is None:
            continue
        definition = cube.catalogue.indicator(cube.catalogue.at(code))
        label = text_cell(definition[f"label_{lang}"])
        measure = text_cell(measure_label(cube.catalogue, definition["unit_of_measure"], lang))
        mark = f" ({len(notes) + 1})" if held.left_out else ""
        cells = _cells(cube, code, held, period, words, mark)
        if _is_of_window(cube, code, target, period) and not held.reason:
            cells = [*cells[:2], BLANK, cells[3], _without_pace(held, words, mark)]
        rows.append([text_cell(code), label, measure, *cells])
        if held.left_out:
            kind, names = held.reason or "both", "; ".join(held.left_out)
            notes.append(words[kind].format(code=code, have=held.have, due=held.due, names=names))
    if not rows:
        return None
    return Page(
        name=words["name"],
        title=[words["title"], f"{about['name']}: {_label(period, lang)}"],
        heads=[Head(title, width) for title, width in zip(_HEADS[lang], _WIDTHS, strict=True)],
        rows=rows,
        notes=[f"({number}) {note}" for number, note in enumerate(notes, start=1)],
        lang=lang,
        landscape=True,
    )


def _label(period: Period, lang: str) -> str:
    return period.label_vi if lang == "vi" else period.label_en


def _target(cube: Cube, code: str, given: object) -> str | Decimal:
    """The code of the indicator that a target names, or its number."""
    other = _definition(cube, given) if isinstance(given, str) else {}
    if other and other["kind"] != "header":  # "1" is a number, though a heading bears it too
        own = _definition(cube, code)
        if own["unit_of_measure"] != other["unit_of_measure"]:
            raise _unlike(own, other)
        return str(other["code"])
    try:
        number = None if isinstance(given, bool) else Decimal(str(given).strip())
    except ArithmeticError:
        number = None
    if number is None or not number.is_finite():
        raise unknown_argument(f"plan[{code!r}]", given, ["a number", "an indicator"])
    return number


def _definition(cube: Cube, code: str) -> Mapping[str, Any]:
    """The definition of an indicator; empty when there is none."""
    at = cube.catalogue.find(code)
    return {} if at is None else cube.catalogue.indicator(at)


def _is_of_window(cube: Cube, code: str, target: str | Decimal, period: Period) -> bool:
    """Whether figure or target is not what the year has brought so far, or is to bring."""
    year = Period(str(period.year))
    if not year.contains(period) or (isinstance(target, str) and _is_flow(cube, target)):
        return True
    return _is_flow(cube, code) and period.first_month != year.first_month


def _is_flow(cube: Cube, code: str) -> bool:
    return bool(_definition(cube, code)["kind"] == "flow")


def _unlike(own: Mapping[str, Any], other: Mapping[str, Any]) -> Error:
    both = ", ".join(f"{each['code']} ({each['unit_of_measure']})" for each in (own, other))
    return new_error(
        ComparisonError, "CCHC-E1110",
        f"a plan is of the figure's unit of measure: {both}; name another indicator or a number",
        f"kế hoạch phải cùng đơn vị tính với số liệu: {both}; hãy nêu chỉ tiêu khác hoặc một số",
    )  # fmt: skip


def _held(
    cube: Cube,
    code: str,
    target: str | Decimal,
    unit: int,
    period: Period,
    words: Mapping[str, str],
) -> _Held | None:
    """The figure and its plan; None where there is neither, or one of them for a single unit."""
    name = cube.hierarchy.unit(unit)["id"]
    figure = cube.figure(code, name, period)
    if not isinstance(target, str):
        return _against_number(cube, figure, target)
    if target not in cube:
        return None
    planned = cube.figure(target, name, period)
    if figure.expected is None and planned.expected is None:
        alone = figure.value is not None and planned.value is not None
        return _Held(figure.value, planned.value) if alone else None
    if not figure.reported and not planned.reported:
        return None
    if any(cube.own.find(each) is None for each in (code, target)):
        return _of_totals(figure, planned)
    return _alike(cube, code, target, unit, period, words)


def _of_totals(figure: Figure, planned: Figure) -> _Held | None:
    """What was computed from totals has no units' own figures to match: both must be of all units."""
    complete = all(
        each.value is not None and each.reported == each.expected for each in (figure, planned)
    )
    return _Held(figure.value, planned.value) if complete else None


def _against_number(cube: Cube, figure: Figure, target: Decimal) -> _Held | None:
    if figure.value is None:
        return None
    absent = cube.absentees(figure.indicator, figure.unit, figure.period)
    if figure.expected is None or not absent:
        return _Held(figure.value, target)
    left_out = tuple(cube.hierarchy.unit(cube.hierarchy.at(each))["name"] for each in absent)
    have = figure.reported or 0
    return _Held(figure.value, target, have, have + len(absent), left_out, "whole")


def _alike(
    cube: Cube, code: str, target: str, unit: int, period: Period, words: Mapping[str, str]
) -> _Held:
    """Both totals over the units that gave both figures; what the missing policy withholds is blank."""
    column = cube.own.at_period(period)
    planes = [(cube.own.at(each), column) for each in (code, target)]
    matched = _core.matched_sums(cube.own, planes)
    have = int(matched.reported[unit, 0])
    left_out = tuple(_left_out(cube, code, target, unit, period, words))
    due = have + len(left_out)
    if not have:
        return _Held(None, None, 0, due, left_out, "none")
    policy, least = cube.policy
    share = {"complete": 1.0, "minimum_coverage": least}.get(policy, 0.0)
    if have < share * due:
        return _Held(None, None, have, due, left_out, "withheld")
    done, planned = (float(each[unit, 0]) for each in matched.sums)
    return _Held(done, planned, have, due, left_out)


def _left_out(
    cube: Cube, code: str, target: str, unit: int, period: Period, words: Mapping[str, str]
) -> Iterable[str]:
    """Units that owed one of the figures, or gave one alone: by name, and what is not there."""
    tree = cube.hierarchy
    name, column = tree.unit(unit)["id"], cube.own.at_period(period)
    absent = {
        tree.at(each)
        for indicator in (code, target)
        for each in cube.absentees(indicator, name, period)
    }
    states = [cube.own.plane(cube.own.at(each))["states"][:, column] for each in (code, target)]
    reported = STATES.index("reported")
    for row in range(unit, tree.end(unit)):
        given = [state[row] == reported for state in states]
        if all(given) or (not any(given) and row not in absent):
            continue
        kinds = [STATES[state[row]] for state in states]
        yield f"{tree.unit(row)['name']} ({_lack(kinds, words)})"


def _lack(kinds: list[str], words: Mapping[str, str]) -> str:
    if "unreadable" not in kinds and "reported" not in kinds:
        return words["neither"]
    told = [
        words[("unread_" if kind == "unreadable" else "no_") + side]
        for kind, side in zip(kinds, ("done", "planned"), strict=True)
        if kind != "reported"
    ]
    return ", ".join(told)


def _cells(
    cube: Cube, code: str, held: _Held, period: Period, words: Mapping[str, Any], mark: str
) -> list[Cell]:
    told = (held.done, held.planned)
    numbers = [BLANK if each is None else number_cell(_exact(each)) for each in told]
    coverage = _coverage(held, mark)
    found = None if held.reason else _pace(cube, code, held, period)
    if found is None:
        return [*numbers, BLANK, BLANK, Cell(text=words["incomplete"] + coverage, shade="warning")]
    done = BLANK if found.done_percent is None else number_cell(_short(found.done_percent))
    shade = "warning" if found.verdict == "behind" or held.left_out else ""
    return [
        *numbers,
        number_cell(_short(found.expected)),
        done,
        Cell(text=words.get(found.verdict, found.verdict) + coverage, shade=shade),  # type: ignore[arg-type]
    ]


def _coverage(held: _Held, mark: str) -> str:
    return f" ({held.have}/{held.due}){mark}" if held.left_out else ""


def _without_pace(held: _Held, words: Mapping[str, Any], mark: str) -> Cell:
    shade = "warning" if held.left_out else ""
    return Cell(text=words["in_window"] + _coverage(held, mark), shade=shade)  # type: ignore[arg-type]


def _exact(number: float | Decimal | None) -> str:
    """A number as plain decimal text."""
    return format(number if isinstance(number, Decimal) else Decimal(repr(number)), "f")


def _short(value: float) -> str:
    """A quotient without the tail of its binary form; a sheet shows two decimals of it."""
    text = format(round(Decimal(repr(value)), _DECIMALS), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _pace(cube: Cube, code: str, held: _Held, period: Period) -> Pace | None:
    """The pace of the figure held against its plan, as that of one unit."""
    start, due = Period(str(period.year)).rule_window
    row = {"indicator": code, "unit": "*", "period": str(period), "value": _exact(held.done)}
    one = build(from_rows([row]), hierarchy=[{"id": "*", "name": "*"}], catalogue=cube.catalogue)
    return pace(one, code, "*", period, start=start, due=due, target=_exact(held.planned))
