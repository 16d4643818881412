"""The reporting windows of the sample: Q1, H1, Q3 and the year, and the years of the baselines.

The windows are those asked for by the home-affairs ministry (581/BNV-CCHC): they run from the 15th
to the 14th, the third quarter stands alone, and there is no report for Q2, Q4 or nine months.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST_YEAR = 2022
LAST_YEAR = 2024
BASELINE_YEARS = (2015, 2021)
QUARTERS = tuple(
    f"{year}-Q{quarter}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for quarter in range(1, 5)
)
# Steps of the quota chains: whole years up to the second baseline, quarters after it.
CHAIN_STEPS = tuple(str(year) for year in range(2016, FIRST_YEAR)) + QUARTERS


@dataclass(frozen=True)
class Window:
    """One reporting window.

    Parameters
    ----------
    period
        ``2024-Q1``, ``2024-H1``, ``2024-Q3`` or ``2024``.
    first, last
        First and last day of the data window, ISO, both included.
    due
        Last day on which a department's report is in time, ISO. Made up for the sample: the 17th of
        the last month, three days before the province's own deadline of the 20th.
    quarters
        Positions in `QUARTERS` that the window covers; empty for the years of the baselines.
    """

    period: str
    first: str
    last: str
    due: str
    quarters: tuple[int, ...]

    @property
    def year_to_date(self) -> tuple[int, ...]:
        """Positions of the quarters from the start of the year to the end of the window."""
        end = self.quarters[-1]
        return tuple(range(end - end % 4, end + 1))


def _window(period: str, year: int, months: tuple[int, int], quarters: tuple[int, ...]) -> Window:
    before, last = months[0] - 1, months[1]
    first = f"{year - 1}-12-15" if before == 0 else f"{year}-{before:02d}-15"
    return Window(period, first, f"{year}-{last:02d}-14", f"{year}-{last:02d}-17", quarters)


def windows() -> list[Window]:
    """Return the twelve reporting windows of 2022 to 2024, in order of their last day."""
    result = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        start = 4 * (year - FIRST_YEAR)
        result += [
            _window(f"{year}-Q1", year, (1, 3), (start,)),
            _window(f"{year}-H1", year, (1, 6), (start, start + 1)),
            _window(f"{year}-Q3", year, (7, 9), (start + 2,)),
            _window(f"{year}", year, (1, 12), tuple(range(start, start + 4))),
        ]
    return result


def baseline_windows() -> list[Window]:
    """Return the years whose assigned quotas serve as baselines: 2015 and 2021."""
    return [_window(str(year), year, (1, 12), ()) for year in BASELINE_YEARS]
