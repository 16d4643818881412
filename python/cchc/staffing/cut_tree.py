"""The explanation tree of a pooled cut: from the rate down to the cells of its quotas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cchc import _core
from cchc._core import Period
from cchc.cube import Cube
from cchc.staffing.ended import EndedUnit

__all__ = ["cut_tree"]

#: Cells shown of one cut; the rest is counted.
MOST_PARTS = 100


def cut_tree(
    cube: Cube,
    unit: str,
    quota: str,
    cut: str,
    period: Period,
    base: Period,
    ended: Sequence[EndedUnit] = (),
) -> dict[str, Any]:
    """Return the tree of a unit's or group's cut, in the shape of `Cube.explain`.

    Parts are two cells for each unit with both quotas: what it had in the base period, which enters
    with 1, and what it has now, with -1. The rule names the posts of units that ended and left
    them to nobody.
    """
    row = cube.hierarchy.at(unit)
    now, then = cube.core.at_period(period), cube.core.at_period(base)
    plane = cube.core.at(quota)
    pooled = _core.pooled_cut(cube.core, plane, now, then)
    figures = cube[quota].values
    cells = [
        (at, window, sign)
        for at in range(row, cube.hierarchy.end(row))
        if not (figures[at, then] != figures[at, then] or figures[at, now] != figures[at, now])
        for window, sign in ((base, "1"), (period, "-1"))
    ]
    parts = [
        cube.explain(quota, cube.hierarchy.unit(at)["id"], window)
        | {
            "coefficient": sign,
            "role_en": "base quota" if window == base else "quota now",
            "role_vi": "số giao kỳ gốc" if window == base else "số giao kỳ này",
        }
        for at, window, sign in cells[:MOST_PARTS]
    ]
    rate = float(pooled.rate[row, 0])
    definition = cube.catalogue.indicator(cube.catalogue.at(cut))
    known = rate == rate
    base_sum, sum_now = (_whole(each[row, 0]) for each in (pooled.base, pooled.current))
    left_out = _left_out(ended)
    return {
        "role_en": "",
        "role_vi": "",
        "coefficient": "",
        "indicator": definition["code"],
        "label_vi": definition["label_vi"],
        "label_en": definition["label_en"],
        "unit_of_measure": "percent",
        "unit": cube.hierarchy.unit(row)["id"],
        "unit_name": cube.hierarchy.unit(row)["name"],
        "period": str(period),
        "state": "reported" if known else "missing",
        "figure": repr(rate) if known else "",
        "so_far": "",
        "marks": [],
        "rule_en": f"pooled cut: 100 x ({base_sum} - {sum_now}) / {base_sum}{left_out[0]}",
        "rule_vi": f"tỷ lệ giảm gộp: 100 x ({base_sum} - {sum_now}) / {base_sum}{left_out[1]}",
        "coverage": "",
        "absentees": [],
        "origin": None,
        "parts": parts,
        "parts_left_out": len(cells) - len(parts),
    }


def _left_out(ended: Sequence[EndedUnit]) -> tuple[str, str]:
    """What the base lacks, in English and Vietnamese; empty where no unit ended."""
    if not ended:
        return "", ""
    posts = "; ".join(f"{each.name}: {_whole(float(each.posts[0] or 0))}" for each in ended)
    known = all(each.without_successor for each in ended)
    whose = ("and left them to nobody", "mà không có đơn vị kế thừa")
    if not known:
        whose = ("with successors not known", "mà chưa rõ đơn vị kế thừa")
    return (
        f"; without the base posts of units that ended {whose[0]} ({posts})",
        f"; không tính số giao kỳ gốc của đơn vị đã chấm dứt {whose[1]} ({posts})",
    )


def _whole(figure: float) -> str:
    if figure != figure:
        return "?"
    return str(int(figure)) if figure == int(figure) else repr(float(figure))
