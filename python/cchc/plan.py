"""A figure against a plan: how much should be reached by now, how far off, what is still needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cchc import _core
from cchc._arguments import PeriodLike, as_date_text, as_period
from cchc.cube import Cube
from cchc.errors import ComparisonError, new_error

__all__ = ["Pace", "pace"]


@dataclass(frozen=True)
class Pace:
    """How a figure stands to its plan at the close of the last day of its window.

    ``expected`` is what the plan asks for by then, ``distance`` the figure less that,
    ``done_percent`` how much of the way is done (None when there is no way to go), ``verdict`` is
    behind, on_pace, ahead or reached, in the direction of the plan. ``needed_per_month`` is what
    each remaining month must bring; None from the due date on.
    """

    expected: float
    distance: float
    done_percent: float | None
    verdict: str
    needed_per_month: float | None


def pace(
    cube: Cube,
    indicator: str,
    unit: str,
    period: PeriodLike,
    *,
    start: str | dt.date,
    due: str | dt.date,
    target: str | float | Decimal | None = None,
    target_indicator: str = "",
    start_value: str | float | Decimal = 0,
    pro_rata: str = "days",
) -> Pace | None:
    """Hold a figure against a plan that runs straight from its start to its due date.

    Both days count, as in a data window: the plan begins in the morning of ``start`` and ends at the
    close of ``due``, and a figure is one of the close of the last day of its window. Of a plan from
    2023-12-15 to 2024-12-14, 366 days, half is expected at the end of 2024-H1, the 183rd day.

    Parameters
    ----------
    cube, indicator, unit, period
        Which figure; reported or consolidated.
    start, due
        First day of the plan, and the day by whose close the target is to be reached; for a
        reporting year ``Period("2024").rule_window``.
    target
        What is to be reached; below ``start_value`` for a reduction. Either this or
        ``target_indicator`` must be given.
    target_indicator
        The indicator whose figure in the same cell is the target, such as tasks planned.
    start_value
        Where the plan starts.
    pro_rata
        ``days``, or ``months`` for completed months.

    Returns
    -------
    Pace or None
        None when the figure or its target is missing. Nothing guesses whether the plan will be met.

    Raises
    ------
    ComparisonError
        When the plan ends before it starts, or the two indicators count different things.
        CCHC-E1112 unless exactly one target is given: a plan without one is no plan for zero.

    Examples
    --------
    >>> import cchc
    >>> rows = [{"indicator": "1.1.2", "unit": "a", "period": "2024-H1", "value": 19}]
    >>> cube = cchc.build(cchc.from_rows(rows), hierarchy=[{"id": "a", "name": "Sở A"}])
    >>> pace(cube, "1.1.2", "a", "2024-H1", start="2023-12-15", due="2024-12-14", target=39,
    ...      pro_rata="months").verdict
    'behind'
    """
    if (target is None) == (not target_indicator):
        raise new_error(
            ComparisonError,
            "CCHC-E1112",
            "give either target= or target_indicator=, not neither and not both",
            "phải nêu đúng một trong hai: target= hoặc target_indicator=",
        )
    found = _core.pace(
        cube.core,
        cube.core.at(indicator),
        cube.hierarchy.at(unit),
        cube.core.at_period(as_period(period)),
        start=str(as_date_text(start)),
        due=str(as_date_text(due)),
        start_value=_text(start_value),
        target=_text(0 if target is None else target),
        pro_rata=pro_rata,
        target_indicator=target_indicator,
    )
    if found is None:
        return None
    done = found.pop("done_percent")
    return Pace(done_percent=None if done != done else done, **found)


def _text(number: str | float | Decimal) -> str:
    if isinstance(number, str):
        return number
    return format(Decimal(repr(number)) if isinstance(number, float) else Decimal(number), "f")
