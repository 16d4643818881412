"""Explanations that can be read: text, HTML and JSON of one tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cchc._arguments import PeriodLike, as_period, known_words, unknown_argument
from cchc.compare import Comparison, Contribution
from cchc.cube import Cube
from cchc.present.html import explanation_html
from cchc.present.text import explanation_text

if TYPE_CHECKING:
    from cchc.staffing import StaffingTable

__all__ = ["Explanation", "explain"]


class Explanation:
    """Where a figure comes from, from the figure itself down to file, place and raw text."""

    def __init__(self, tree: dict[str, Any], lang: str = "vi") -> None:
        self.tree = tree
        self.lang = _known(lang)

    def to_text(self, *, lang: str | None = None) -> str:
        """Return the tree as indented lines, in Vietnamese (``vi``) or English (``en``)."""
        return explanation_text(self.tree, lang=_known(lang or self.lang))

    def to_html(self, *, lang: str | None = None) -> str:
        """Return the tree as foldable HTML that works offline."""
        return explanation_html(self.tree, lang=_known(lang or self.lang))

    def to_json(self) -> str:
        """Return the tree as JSON text."""
        return json.dumps(self.tree, ensure_ascii=False, indent=2)

    def __repr__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()


def _known(lang: str) -> str:
    known_words([lang], ("vi", "en"), "lang")
    return lang


def explain(
    result: Cube | Comparison | Contribution | StaffingTable,
    indicator: str | None = None,
    unit: str | None = None,
    period: PeriodLike | None = None,
    *,
    lang: str = "vi",
) -> Explanation:
    """Explain one figure of a cube, one change, the split of a change, or one cut of staffing.

    Parameters
    ----------
    result
        A cube (reported, consolidated or otherwise derived), a comparison, a contribution, or a
        staffing table.
    indicator, unit
        Which figure; a contribution is of one already; for a staffing table the population, or one of
        its indicators.
    period
        Which period of a cube; for a comparison the period looked at, the first when not given.
    lang
        ``vi`` or ``en``.

    Returns
    -------
    Explanation
        For a missing figure it lists the cells that would be needed.

    Raises
    ------
    SelectionError
        When there is no such indicator, unit, period or language.

    Examples
    --------
    >>> import cchc
    >>> report = cchc.from_rows(
    ...     [{"indicator": "4.2.1", "unit": "a", "period": "2024-H1", "value": 40, "raw": "40"}],
    ...     file="a.txt")
    >>> cube = cchc.build(report, hierarchy=[{"id": "a", "name": "Sở A"}])
    >>> print(explain(cube, "4.2.1", "a", "2024-H1", lang="en"))
    4.2.1 | Sở A | 2024-H1 = 40 ← as reported
        file a.txt; printed '40'
    """
    if isinstance(result, Contribution):
        if result.core is None or (indicator, unit, period) != (None, None, None):
            raise unknown_argument("result", "contribution", ["explain(contribution)"])
        return Explanation(json.loads(result.core.explain()), lang)
    if indicator is None or unit is None:
        raise unknown_argument("indicator, unit", None, ["both, for a cube or a comparison"])
    if isinstance(result, Comparison):
        return Explanation(result.explain(indicator, unit, _pair(result, period)), lang)
    if not isinstance(result, Cube):
        return Explanation(result.explain(unit, indicator), lang)
    window = result.last_period() if period is None else period
    return Explanation(result.explain(indicator, unit, window), lang)


def _pair(comparison: Comparison, period: PeriodLike | None) -> int:
    """Position of a period among those compared."""
    compared = [current for current, _ in comparison.pairs]
    if period is None:
        return 0
    if as_period(period) not in compared:
        raise unknown_argument("period", str(period), map(str, compared))
    return compared.index(as_period(period))
