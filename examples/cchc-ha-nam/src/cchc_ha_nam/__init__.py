"""What Hà Nam adds to cchc: registered once, when cchc loads its plug-ins."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import cchc

if TYPE_CHECKING:
    import numpy as np

__all__ = ["register"]


def register() -> None:
    """Register everything; the entry point of the plug-in."""
    _form()
    _indicators()
    _aggregation()
    _rules()


def _form() -> None:
    table = resources.files(__package__) / "form_hn1.csv"
    with resources.as_file(table) as path:
        cchc.form(
            path,
            id="HN1",
            title_vi="Biểu số liệu một cửa tỉnh Hà Nam",
            title_en="One-stop shop figures of Hà Nam",
            titles=("Biểu HN1", "BIỂU SỐ LIỆU MỘT CỬA TỈNH HÀ NAM"),
        )


def _indicators() -> None:
    cchc.indicator(
        "files_per_official",
        formula="[3.3] / [4.2.2]",
        unit_of_measure={
            "id": "case file (hồ sơ) / person",
            "label_vi": "hồ sơ/người",
            "label_en": "case files per person",
        },
        label_vi="Số hồ sơ giải quyết bình quân một công chức",
        label_en="Case files resolved per official",
    )
    cchc.indicator(
        "share_resolved_late",
        formula="100 * ([3.3] - [3.3.resolved_on_time]) / [3.3]",
        label_vi="Tỷ lệ hồ sơ giải quyết quá hạn",
        label_en="Share of case files resolved late",
    )

    @cchc.indicator(
        inputs=("7.1.1", "7.1.2", "3.1"),
        label_vi="Tỷ lệ TTHC cung cấp trực tuyến",
        label_en="Share of procedures offered online",
    )
    def online_share_of_procedures(
        fully: np.ndarray, partly: np.ndarray, procedures: np.ndarray
    ) -> np.ndarray:
        import numpy as np

        share = np.full(fully.shape, np.nan)
        np.divide(100 * (fully + partly), procedures, out=share, where=procedures > 0)
        return share


def _aggregation() -> None:
    @cchc.aggregation(kinds=("stock", "flow", "cumulative", "ratio"))
    def median_of_units(values: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """The unit in the middle: half of the units have more, half have less."""
        return cchc.group_quantiles(values, offsets, 0.5)


def _rules() -> None:
    cchc.rule(
        "late_files_few",
        severity="warning",
        left="[3.3] - [3.3.resolved_on_time]",
        operator="<=",
        right="0.1 * [3.3]",
        question_vi="{unit} có {left} hồ sơ quá hạn trong {period}; vì sao?",
        question_en="{unit} resolved {left} case files late in {period}; why?",
    )

    @cchc.rule(
        severity="error",
        inputs=("3.3", "3.3.received"),
        question_vi="{unit} giải quyết nhiều hồ sơ hơn số tiếp nhận trong {period}",
        question_en="{unit} resolved more case files than it received in {period}",
    )
    def resolved_without_receiving(resolved: np.ndarray, received: np.ndarray) -> np.ndarray:
        return resolved > received
