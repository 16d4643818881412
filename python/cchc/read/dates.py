"""Dates as reports print them: `06/6/2024` and `15 tháng 4 năm 2022`."""

import re
from datetime import date

_NUMBERS = re.compile(r"\d+")


def day(text: str) -> date | None:
    """The date in a text of day, month and year in this order; None when no calendar has it."""
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    if len(numbers) != 3:
        return None
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None
