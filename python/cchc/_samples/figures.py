"""From the truth of quarters to the figures of a window, and to printed text."""

from __future__ import annotations

from dataclasses import dataclass

from .draws import Draws
from .forms import FormRow
from .truth import CUT_RATES, NEW_FILES, QUOTAS, UnitTruth
from .windows import Window

PARTS = ("3.2.1.approved", "3.2.2.approved", "3.2.2.digitised", "3.3.resolved_on_time")
RECEIVED = "3.3.received"
PENDING = "3.3.pending"


@dataclass(frozen=True)
class Style:
    """How a unit prints: habits differ, the figures do not.

    Parameters
    ----------
    leading_zero
        Prints 7 as 07.
    percent_sign
        Repeats the sign inside the value.
    decimals
        Most decimals of a percentage.
    slash
        What stands between the two figures of a pair.
    """

    leading_zero: bool
    percent_sign: bool
    decimals: int
    slash: str


def style_of(seed: int, unit: str) -> Style:
    """Return the printing habits of a unit."""
    draws = Draws(seed, unit, "style")
    return Style(
        leading_zero=draws.chance(60),
        percent_sign=draws.chance(40),
        decimals=draws.between(0, 2),
        slash=draws.pick(("/", " /", "/ ", " / ")),
    )


def percent(numerator: int, denominator: int, decimals: int) -> str:
    """Return ``100 * numerator / denominator`` as machine text, rounded half away from zero.

    Zeros at the end of the decimals are left out: 12.50 is ``"12.5"``. ``denominator`` > 0.
    """
    scale: int = 10**decimals
    sign = "-" if numerator < 0 else ""
    whole = (200 * abs(numerator) * scale + denominator) // (2 * denominator)
    text = f"{whole // scale}.{whole % scale:0{decimals}d}" if decimals else str(whole)
    return sign + (text.rstrip("0").rstrip(".") if decimals else text)


def grouped(whole: str) -> str:
    """Return a whole number >= 0 with Vietnamese thousand dots: ``"16183"`` is ``"16.183"``."""
    return f"{int(whole):,}".replace(",", ".")


def printed_count(value: str, style: Style) -> str:
    """Return a count as the unit prints it: thousand dots, for some a leading zero."""
    text = grouped(value)
    return f"0{text}" if style.leading_zero and len(text) == 1 and text != "0" else text


def printed(row: FormRow, value: str, second: str | None, style: Style) -> str:
    """Return the printed text of a value, with decimal comma, sign or second figure."""
    if row.percent:
        return value.replace(".", ",") + ("%" if style.percent_sign else "")
    if row.coded:
        return value
    if second is not None:
        return printed_count(value, style) + style.slash + printed_count(second, style)
    return printed_count(value, style)


def _over_window(truth: UnitTruth, row: FormRow, window: Window) -> str | None:
    positions = window.year_to_date if row.indicator == "1.1.2" else window.quarters
    known = [truth.quarters[row.indicator][position] for position in positions]
    answers = [figure for figure in known if figure is not None]
    if not answers:
        return None
    if row.over_periods == "sum" or row.indicator == "1.1.2":
        return str(sum(answers))
    return str(max(answers) if row.over_periods == "any" else answers[-1])


def _add_rates(figures: dict[str, str | None], truth: UnitTruth, decimals: int) -> None:
    whole = {code: int(text) for code, text in figures.items() if text is not None}
    parts = {
        "3.2.1": ("3.2.1.approved", "3.1"),
        "3.2.2": ("3.2.2.digitised", "3.2.2.approved"),
        "3.3.1": ("3.3.resolved_on_time", "3.3"),
    }
    for rate, (part, total) in parts.items():
        figures[rate] = percent(whole[part], whole[total], decimals) if whole[total] else None
    for quota in QUOTAS:
        base = truth.moved_2015[quota]
        cut = percent(base - whole[quota], base, decimals) if base else None
        figures[CUT_RATES[quota]] = cut


def window_figures(
    truth: UnitTruth, window: Window, rows: list[FormRow], decimals: int
) -> dict[str, str | None]:
    """Return what a window's report would say: machine text by code, None where there is nothing.

    Flows are summed over the window's quarters, stocks and answers are the last, the cumulative
    figure counts from the start of the year. Files received are those carried over at the start of
    the window and the new ones. Rates are computed from their parts at the printed decimals. Rows
    that do not apply to the unit are left out.
    """
    inside = window.quarters
    figures = {
        row.indicator: _over_window(truth, row, window)
        for row in rows
        if row.indicator in truth.quarters
    }
    carried = truth.counts("3.3.carried_over")[inside[0]]
    new = truth.counts(NEW_FILES)
    figures[RECEIVED] = str(carried + sum(new[position] for position in inside))
    figures[PENDING] = str(truth.counts(PENDING)[inside[-1]])
    _add_rates(figures, truth, decimals)
    return {code: text for code, text in figures.items() if code not in truth.not_applicable}
