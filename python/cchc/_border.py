"""The one place where a user's function is called, and where all that it returns is checked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cchc import _registry
from cchc._registry import KINDS, Extension
from cchc.errors import Error, ExtensionError, new_error

if TYPE_CHECKING:
    import numpy as np

__all__ = ["called", "mask", "refuse", "values"]


def refuse(
    extension: Extension, code: str, en: str, vi: str, *, indicator: str = "", level: str = ""
) -> Error:
    """Return an ExtensionError that names the extension, the indicator and the level."""
    place_en = f", indicator {indicator}" * bool(indicator) + f", level {level}" * bool(level)
    place_vi = f", chỉ tiêu {indicator}" * bool(indicator) + f", cấp {level}" * bool(level)
    error = new_error(
        ExtensionError,
        code,
        f"{extension.kind} '{extension.name}'{place_en}: {en}",
        f"{KINDS[extension.kind]} '{extension.name}'{place_vi}: {vi}",
    )
    error.extension = extension.name  # type: ignore[attr-defined]
    error.indicator = indicator  # type: ignore[attr-defined]
    error.level = level  # type: ignore[attr-defined]
    return error


def called(
    extension: Extension,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    *,
    indicator: str = "",
    level: str = "",
) -> Any:
    """Return what a user's function gives for these arguments.

    Its own exception becomes the cause of an ExtensionError (CCHC-E1407). What is no error but a
    wish to stop (KeyboardInterrupt, SystemExit) goes through untouched.
    """
    with _registry.running(extension.kind, extension.name):
        try:
            return function(*arguments)
        except Exception as cause:
            said = f"{type(cause).__name__}: {cause}"
            raise refuse(
                extension,
                "CCHC-E1407",
                f"raised {said:.300}",
                f"gây lỗi {said:.300}",
                indicator=indicator,
                level=level,
            ) from cause


def values(
    extension: Extension,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    shape: tuple[int, ...],
    *,
    indicator: str = "",
    level: str = "",
) -> np.ndarray:
    """Return the figures that a user's function gives: float64, contiguous, of the wanted shape.

    Whole numbers and shorter floats become float64. NaN says that there is no figure; infinite
    figures are refused where the values enter a cube.

    Raises
    ------
    ExtensionError
        CCHC-E1407 its own exception, CCHC-E1408 no array or one of another kind of values, CCHC-E1404
        another shape.
    """
    import numpy as np

    result = called(extension, function, arguments, indicator=indicator, level=level)
    array = _array(extension, result, "iuf", "float64", indicator, level)
    if not np.can_cast(array.dtype, np.float64, "safe"):
        raise _wrong_kind(extension, str(array.dtype), "float64", indicator, level)
    _check_shape(extension, array, shape, indicator, level)
    return np.ascontiguousarray(array, dtype=np.float64)


def mask(
    extension: Extension,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    shape: tuple[int, ...],
    *,
    indicator: str = "",
) -> np.ndarray:
    """Return the mask that a user's function gives: bool, contiguous, of the wanted shape.

    Raises
    ------
    ExtensionError
        As `values`; only bool is accepted, because a number is no answer to "is it violated?".
    """
    import numpy as np

    result = called(extension, function, arguments, indicator=indicator)
    array = _array(extension, result, "b", "bool", indicator, "")
    _check_shape(extension, array, shape, indicator, "")
    return np.ascontiguousarray(array)


def _array(
    extension: Extension, result: Any, kinds: str, wanted: str, indicator: str, level: str
) -> np.ndarray:
    """The result when it is a plain array of one of the kinds; a mask of numpy.ma would be lost."""
    import numpy as np

    if inspect.iscoroutine(result) or inspect.isgenerator(result):
        result.close()
    plain = isinstance(result, np.ndarray) and not isinstance(result, np.ma.MaskedArray)
    if plain and result.dtype.kind in kinds:
        return np.asarray(result)
    came = f"{type(result).__name__} of {result.dtype}" if plain else type(result).__name__
    raise _wrong_kind(extension, came, wanted, indicator, level)


def _wrong_kind(extension: Extension, came: str, wanted: str, indicator: str, level: str) -> Error:
    return refuse(
        extension,
        "CCHC-E1408",
        f"must return a NumPy array of {wanted}, came {came}",
        f"phải trả về mảng NumPy kiểu {wanted}, nhận được {came}",
        indicator=indicator,
        level=level,
    )


def _check_shape(
    extension: Extension, array: np.ndarray, shape: tuple[int, ...], indicator: str, level: str
) -> None:
    if array.shape != shape:
        raise refuse(
            extension,
            "CCHC-E1404",
            f"must return an array of shape {shape}, came {array.shape}",
            f"phải trả về mảng cỡ {shape}, nhận được {array.shape}",
            indicator=indicator,
            level=level,
        )
