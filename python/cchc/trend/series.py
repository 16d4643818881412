"""Exact statistics of plain numbers: lines, moments, tests of single series."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from numbers import Real

from cchc import _core
from cchc._answers import answered
from cchc._arguments import number_or_none, unknown_argument

__all__ = [
    "Kendall",
    "Line",
    "Shift",
    "ShiftSearch",
    "Summary",
    "find_shift",
    "level_shift",
    "line",
    "mann_kendall",
    "seasonal_mann_kendall",
    "summary",
    "wilson",
]

Number = str | int | float | Decimal


def as_text(number: Number) -> str:
    """Return a number as plain decimal text; a float as the shortest text that reads back."""
    if isinstance(number, str):
        return number
    # The text of a NumPy number is its shortest, too, and that of a float32 shorter than a double's.
    text = repr(float(number)) if type(number) is float else str(number)
    try:
        return format(Decimal(text), "f")
    except InvalidOperation:
        raise _no_number(number) from None


def as_gaps(figures: Iterable[float | None]) -> list[float]:
    """Return figures as floats with NaN for None.

    Raises
    ------
    TrendError
        For what is no number, or an infinite one.
    """
    found = []
    for figure in figures:
        try:
            number = float("nan") if figure is None else float(figure)
        except (TypeError, ValueError):
            raise _no_number(figure) from None
        if math.isinf(number):
            from cchc.errors import TrendError, new_error

            raise new_error(
                TrendError,
                "CCHC-E1505",
                "an infinite number is no figure",
                "số vô hạn không là số liệu",
            )
        found.append(number)
    return found


def _no_number(figure: object) -> Exception:
    from cchc.errors import TrendError, new_error

    return new_error(
        TrendError,
        "CCHC-E1521",
        f"a figure must be a number, or None where there is none, not {figure!a:.60}",
        f"số liệu phải là số, hoặc None nếu không có, không phải {figure!a:.60}",
    )


@dataclass(frozen=True)
class Summary:
    """Mean, sample standard deviation and lag-1 autocorrelation; None where there is no value."""

    count: int
    mean: float | None
    standard_deviation: float | None
    autocorrelation: float | None


@answered
def summary(figures: Iterable[Number]) -> Summary:
    """Return mean and spread of decimals: exact sums, every result rounded once.

    Parameters
    ----------
    figures
        Decimals as texts, numbers or `decimal.Decimal`; a float means its shortest decimal.

    Raises
    ------
    NumberError
        For a text that is no plain decimal of at most 18 places.
    TrendError
        For anything else that is no number.

    Examples
    --------
    >>> summary(["10000000.1", "10000000.2", "10000000.3"]).standard_deviation
    0.1
    """
    found = _core.moments([as_text(figure) for figure in figures])
    return Summary(
        count=found.pop("count"), **{name: number_or_none(each) for name, each in found.items()}
    )


@dataclass(frozen=True)
class Line:
    """A least-squares line with standard errors; None where there is no value."""

    count: int
    freedom: int
    slope: float | None
    intercept: float | None
    slope_error: float | None
    intercept_error: float | None
    residual_deviation: float | None


@answered
def line(
    x: Iterable[Number], y: Iterable[Number], *, through_origin: bool = False, degree: int = 1
) -> Line:
    """Fit a straight line through points given as decimals; every result is rounded once.

    Parameters
    ----------
    x, y
        As in `summary`, equally many.
    through_origin
        Without an intercept.
    degree
        Only 1 is offered.

    Raises
    ------
    TrendError
        For another degree (a polynomial), or unlike numbers of x and y.

    Examples
    --------
    >>> line([1, 2, 3], ["0.1", "0.2", "0.3"]).slope
    0.1
    """
    found = _core.fit_line(
        [as_text(each) for each in x],
        [as_text(each) for each in y],
        through_origin=through_origin,
        degree=degree,
    )
    count, freedom = found.pop("count"), found.pop("freedom")
    numbers = {name: number_or_none(each) for name, each in found.items()}
    return Line(count=count, freedom=freedom, **numbers)


@dataclass(frozen=True)
class Kendall:
    """Mann and Kendall's test.

    ``s`` counts rising pairs less falling ones; ``variance`` is that of S under chance, ties
    counted (18 times it is a whole number). ``p`` is two-sided, ``rule`` says how it was found
    (exact up to 60 figures, with ties too; normal beyond; or none with fewer than two figures), and
    ``smallest_p`` is the least p that any order of these figures could reach.
    """

    count: int
    s: int
    variance: float
    p: float | None
    smallest_p: float | None
    rule: str


def _kendall(found: dict[str, float | int | str]) -> Kendall:
    return Kendall(
        count=int(found["count"]),
        s=int(found["s"]),
        variance=int(found["variance_18"]) / 18,
        p=number_or_none(float(found["p"])),
        smallest_p=number_or_none(float(found["smallest_p"])),
        rule=str(found["rule"]),
    )


@answered
def mann_kendall(figures: Iterable[float | None]) -> Kendall:
    """Test figures in order of time for a monotone trend; None and NaN are gaps.

    Exact for up to 60 different figures and for up to 20 with ties, by counting arrangements;
    beyond, normal with Kendall's variance and continuity correction.

    Examples
    --------
    >>> mann_kendall([1, 2, 3, 4]).p
    0.08333333333333333
    """
    return _kendall(_core.mann_kendall(as_gaps(figures)))


@answered
def seasonal_mann_kendall(
    figures: Iterable[float | None],
    seasons: Iterable[int],
    years: Iterable[int] | None = None,
) -> Kendall:
    """Test figures season by season, so that a busy fourth quarter is no trend.

    Parameters
    ----------
    figures
        In order of time; None and NaN are gaps.
    seasons
        The season of each, such as the number of the quarter.
    years
        The year of each. Then chance orders whole years, as in `trend`, and nothing is assumed about
        what the seasons of one year have in common. Without them the seasons are taken to be
        independent of one another: a figure that stands in all four quarters counts four times.

    Raises
    ------
    TrendError
        When they have different lengths.
    SelectionError
        When a season or year is no whole number.
    """
    known = as_gaps(figures)
    numbers = _wholes(seasons, "seasons")
    if years is None:
        return _kendall(_core.seasonal_mann_kendall(known, numbers))
    return _kendall(_core.seasonal_mann_kendall(known, numbers, _wholes(years, "years")))


def _wholes(given: Iterable[object], name: str) -> list[int]:
    """Whole numbers as such, also those of a float column; a fraction is never cut off."""
    found: list[int] = []
    for each in given:
        number = math.nan if isinstance(each, bool) or not isinstance(each, Real) else float(each)
        if not number.is_integer() or abs(number) >= 2**31:
            raise unknown_argument(name, each, ["whole numbers"])
        found.append(int(number))
    return found


@dataclass(frozen=True)
class Shift:
    """A break at a known place: medians on both sides and the p of the rank-sum test."""

    before: int
    after: int
    median_before: float | None
    median_after: float | None
    p: float | None
    smallest_p: float | None
    rule: str


@answered
def level_shift(figures: Iterable[float | None], first_after: int) -> Shift:
    """Test whether figures lie higher or lower from a known position on.

    Parameters
    ----------
    figures
        In order of time; None and NaN are gaps.
    first_after
        Position of the first figure after the break, from 0.

    Raises
    ------
    TrendError
        When there is no such position.
    """
    found = _core.level_shift(as_gaps(figures), first_after)
    before, after, rule = found.pop("before"), found.pop("after"), found.pop("rule")
    numbers = {name: number_or_none(each) for name, each in found.items()}
    return Shift(before=before, after=after, rule=rule, **numbers)


@dataclass(frozen=True)
class ShiftSearch:
    """The likeliest break when none was named.

    ``p`` pays for having looked everywhere; ``p_alone`` is what the position would have been worth
    had it been named beforehand. ``first_after`` is None when there are too few figures.
    """

    first_after: int | None
    p: float | None
    p_alone: float | None
    smallest_p: float | None
    enumerated: bool
    orders: int


@answered
def find_shift(
    figures: Iterable[float | None], *, orders: int = 9999, seed: int = 20150415
) -> ShiftSearch:
    """Search all positions for a break, at the cost of having looked at all of them.

    Parameters
    ----------
    figures
        In order of time; None and NaN are gaps.
    orders
        Random orders drawn where there are more than 8 figures; all orders are tried with fewer.
    seed
        Of the drawing; the same seed gives the same p everywhere.
    """
    found = _core.find_shift(as_gaps(figures), orders=orders, seed=seed)
    place = found["first_after"]
    numbers = {name: number_or_none(found[name]) for name in ("p", "p_alone", "smallest_p")}
    return ShiftSearch(
        first_after=None if place < 0 else place,
        enumerated=found["enumerated"],
        orders=found["orders"],
        **numbers,
    )


@answered
def wilson(
    successes: float, trials: float, *, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Return Wilson's interval of a rate, as shares of 1; None without trials.

    Raises
    ------
    TrendError
        For a confidence that is not between 0 and 1 (95 % is 0.95), or successes beyond trials.

    Examples
    --------
    >>> low, high = wilson(0, 10)
    >>> round(low, 3), round(high, 3)
    (0.0, 0.278)
    """
    low, high = _core.wilson_interval(successes, trials, confidence)
    if low == low:
        return low, high
    if trials == 0 and successes == 0:
        return None
    from cchc.errors import TrendError, new_error

    raise new_error(
        TrendError,
        "CCHC-E1513",
        f"a rate needs 0 <= successes <= trials, not {successes} of {trials}",
        f"tỷ lệ cần 0 <= số đạt <= tổng số, không phải {successes} trên {trials}",
    )
