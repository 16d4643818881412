"""Explanations that can be read: text, HTML and JSON of one tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cchc._arguments import PeriodLike, as_period, as_whole, known_words, unknown_argument
from cchc.compare import Comparison, Contribution, RevisedContribution
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
    result: Cube | Comparison | Contribution | RevisedContribution | StaffingTable,
    indicator: str | None = None,
    unit: str | None = None,
    period: PeriodLike | None = None,
    *,
    lang: str = "vi",
    depth: int = 16,
    parts: int = 100,
) -> Explanation:
    """Explain one figure of a cube, one change, the split of a change, or one cut of staffing.

    Parameters
    ----------
    result
        A cube (reported, consolidated or otherwise derived), a comparison, a contribution (also one
        with its revision), or a staffing table.
    indicator, unit
        Which figure; a contribution is of one already; for a staffing table the population, or one of
        its indicators.
    period
        Which period of a cube; for a comparison the period looked at, the first when not given.
    lang
        ``vi`` or ``en``.
    depth, parts
        How many levels are shown, and how many parts of one figure; what is left out is counted.
        A staffing table has one level and shows all.

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
    limits = {"depth": as_whole(depth, "depth"), "parts": as_whole(parts, "parts")}
    if isinstance(result, Contribution | RevisedContribution):
        given = {"indicator": indicator, "unit": unit, "period": period}
        for name, value in given.items():
            if value is not None:
                raise unknown_argument(name, str(value), ["no further word for a contribution"])
        if isinstance(result, Contribution):
            return Explanation(_split(result, limits), lang)
        return Explanation(_revised(result, limits), lang)
    if indicator is None or unit is None:
        raise unknown_argument("indicator, unit", None, ["both, for a cube or a comparison"])
    if isinstance(result, Comparison):
        pair = _pair(result, period)
        return Explanation(result.explain(indicator, unit, pair, **limits), lang)
    if not isinstance(result, Cube):
        return Explanation(result.explain(unit, indicator), lang)
    window = result.last_period() if period is None else period
    return Explanation(result.explain(indicator, unit, window, **limits), lang)


def _split(result: Contribution, limits: dict[str, int]) -> dict[str, Any]:
    if result.core is None:
        raise unknown_argument("result", "contribution", ["one that contribution() gave"])
    tree: dict[str, Any] = json.loads(result.core.explain(**limits))
    return tree


def _revised(result: RevisedContribution, limits: dict[str, int]) -> dict[str, Any]:
    """Both splits under the change that they add up to."""
    since = _split(result.since, limits)
    revision = _split(result.revision, limits)
    roles = [
        (revision, "revision of the baseline", "điều chỉnh số kỳ gốc"),
        (since, "change since", "thay đổi sau đó"),
    ]
    below = [{**tree, "coefficient": "1", "role_en": en, "role_vi": vi} for tree, en, vi in roles]
    if result.rounding not in ("0", None):
        words = {"role_en": "rounding", "role_vi": "làm tròn", "rule_en": "", "rule_vi": ""}
        below.append({**below[1], **words, "figure": result.rounding, "marks": [], "parts": []})
    return {
        **since,
        "figure": result.change or "",
        "rule_en": "the revision of the baseline and the change since",
        "rule_vi": "gồm phần điều chỉnh số kỳ gốc và phần thay đổi sau đó",
        "parts": below,
        "parts_left_out": 0,
    }


def _pair(comparison: Comparison, period: PeriodLike | None) -> int:
    """Position of a period among those compared."""
    compared = [current for current, _ in comparison.pairs]
    if period is None:
        return 0
    if as_period(period) not in compared:
        raise unknown_argument("period", str(period), map(str, compared))
    return compared.index(as_period(period))
