"""Extend the engine without touching it: indicators, aggregations, rules, baselines, readers.

What to use when:

- `indicator` with ``formula=`` : a figure made of others by arithmetic; runs in C++;
- `@indicator` : the same by a function of whole planes (units x periods);
- `@aggregation` with ``moments=`` : a total made of sums, counts, squares, extremes of the units below;
- `@aggregation` without : a total that needs every figure at once, such as a median;
- `rule` with ``left=``, ``operator=``, ``right=`` : a check by formula; `@rule` : a check by function;
- `@baseline` : something to compare figures with;
- `@reader` : a further kind of file; `form` : a printed form, from a table that the user fills;
- `@unit_resolver` : which unit a name stands for.

Every function is called once per plane (or once per plane and level, per file, per list of names) and
never per cell. Its arrays are read-only. What it returns is checked; see `ExtensionError`.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from cchc import _core, _registry
from cchc._arguments import as_list, known_words
from cchc._registry import Extension, extensions
from cchc.definitions import (
    MISSING_EXPRESSION,
    MISSING_FUNCTION,
    MOMENTS,
    OPERATORS,
    SEVERITIES,
    AggregationDefinition,
    IndicatorDefinition,
    ReaderDefinition,
    RuleDefinition,
    check_definition,
    refuse_built_in,
    wrong_definition,
)

__all__ = [
    "Extension",
    "aggregation",
    "baseline",
    "extensions",
    "indicator",
    "reader",
    "rule",
    "unit_resolver",
]

Function = TypeVar("Function", bound=Callable[..., Any])


def _checked_name(kind: str, name: Any) -> str:
    if not (isinstance(name, str) and name.isidentifier() and name.isascii()):
        raise wrong_definition(
            kind,
            str(name),
            "a name has the letters a to z, digits and _, and does not begin with a digit",
            "tên chỉ gồm chữ a đến z, chữ số và _, không bắt đầu bằng chữ số",
        )
    if keyword.iskeyword(name):
        raise wrong_definition(
            kind, name, "a word of Python cannot be a name", "tên không được là từ khóa của Python"
        )
    return name


def _checked_function(kind: str, name: str, function: Any) -> Any:
    if not callable(function):
        raise wrong_definition(
            kind,
            name,
            f"needs a function, not {type(function).__name__}",
            f"cần một hàm, không phải {type(function).__name__}",
        )
    return function


def _summary(function: Any, label: str) -> str:
    text = label or (getattr(function, "__doc__", "") or "").strip()
    return text.splitlines()[0] if text else ""


def _add(
    kind: str, name: str, summary: str, definition: Any, module: str, replace: bool
) -> Extension:
    refuse_built_in(kind, name, getattr(definition, "suffixes", ()))
    check_definition(name, definition)
    source = _registry.source_of(module)
    return _registry.register(Extension(kind, name, summary, source, definition), replace=replace)


def _name_of(kind: str, name: str | None, function: Any) -> str:
    return _checked_name(kind, name or getattr(function, "__name__", ""))


def _decorator(
    kind: str,
    name: str | None,
    label: str,
    replace: bool,
    define: Callable[[str, Any], Any],
) -> Callable[[Function], Function]:
    """A decorator that registers a function and gives it back as it is."""

    def decorate(function: Function) -> Function:
        found = _name_of(kind, name, function)
        _checked_function(kind, found, function)
        module = getattr(function, "__module__", "") or "?"
        _add(kind, found, _summary(function, label), define(found, function), module, replace)
        return function

    return decorate


def indicator(
    name: str | None = None,
    *,
    formula: str = "",
    inputs: str | Iterable[str] = (),
    unit_of_measure: str | Mapping[str, Any] = "percent",
    code: str = "",
    label_vi: str = "",
    label_en: str = "",
    kind: str = "",
    over_units: str = "none",
    over_periods: str = "none",
    form: str = "",
    from_nothing: bool = False,
    replace: bool = False,
) -> Any:
    """Register a derived indicator, by formula or, as a decorator, by function.

    Parameters
    ----------
    name
        Python identifier; the function's own name when not given.
    formula
        Text over codes or names, such as ``100 * [3.3.resolved_on_time] / [3.3]``; see the page
        on formulas. Without it the call gives a decorator.
    inputs
        Codes or names of the indicators that the function takes, in order of its parameters.
    unit_of_measure
        Id of a unit of measure of the catalogue, or a new one: a mapping with ``id``,
        ``label_vi``, ``label_en``, and ``whole`` or ``percent``. A formula must count the same.
    code
        Code in the catalogue; ``x.`` and the name when not given. Both may stand in formulas.
    label_vi, label_en
        What tables print; the name when not given.
    kind, over_units, over_periods
        As in the catalogue. By default ``ratio`` for percents and for quotients of two units of
        measure (``case file (hồ sơ) / person``), ``stock`` for others, and
        no aggregation: derive from consolidated figures instead of adding up derived ones.
    form
        Id of a form (``BM3``): codes in the formula and inputs are then first those of the form.
    from_nothing
        Whether the function may give a figure where every input is missing. By default that is an
        error, because missing is not zero.
    replace
        Take the place of an indicator of the same name.

    Returns
    -------
    Extension or decorator
        The function takes one read-only float64 array (units, periods) for each input, with NaN
        where there is no figure, and returns one of the same shape, called once per cube.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for a name that is taken, CCHC-E1403 for a wrong definition.
    FormulaError
        When the formula does not compile, with position and caret.

    Examples
    --------
    >>> import cchc
    >>> with cchc.extensions():
    ...     @cchc.indicator(inputs=("3.3.received", "3.3"), unit_of_measure="case file (hồ sơ)")
    ...     def backlog(received, resolved):
    ...         return received - resolved
    """
    measure = None if isinstance(unit_of_measure, str) else dict(unit_of_measure)
    measure_id = unit_of_measure if measure is None else str(measure.get("id", ""))
    percent = measure_id == "percent" or bool(measure and measure.get("percent"))

    def define(found: str, function: Any) -> IndicatorDefinition:
        row = {
            "code": code or f"x.{found}",
            "name": found,
            "label_vi": label_vi or found,
            "label_en": label_en or found,
            "kind": kind or ("ratio" if percent or " / " in measure_id else "stock"),
            "unit_of_measure": measure_id,
            "over_units": over_units,
            "over_periods": over_periods,
        }
        return IndicatorDefinition(
            row, formula, function, tuple(as_list(inputs)), from_nothing, form, measure
        )

    if not formula:
        return _function_indicator(name, label_en, replace, define)
    _core.Formula(formula)
    checked = _checked_name("indicator", name or "")
    if inputs:
        raise wrong_definition(
            "indicator",
            checked,
            "has a formula: it needs no inputs",
            "đã có công thức, không cần inputs",
        )
    return _add(
        "indicator", checked, label_en or formula, define(checked, None), "formula", replace
    )


def _function_indicator(
    name: str | None, label: str, replace: bool, define: Callable[[str, Any], IndicatorDefinition]
) -> Callable[[Function], Function]:
    def defined(found: str, function: Any) -> IndicatorDefinition:
        definition = define(found, function)
        if not definition.inputs:
            raise wrong_definition(
                "indicator",
                found,
                "name its inputs: inputs=('3.3', '3.1')",
                "hãy nêu đầu vào: inputs=('3.3', '3.1')",
            )
        return definition

    return _decorator("indicator", name, label, replace, defined)


def aggregation(
    name: str | None = None,
    *,
    moments: str | Iterable[str] = (),
    kinds: str | Iterable[str] = ("stock", "flow", "cumulative"),
    label: str = "",
    replace: bool = False,
) -> Callable[[Function], Function]:
    """Register an aggregation over units; use it as ``roll_up(cube, over_units=name)``.

    Parameters
    ----------
    name
        Python identifier; the function's own name when not given.
    moments
        Any of ``count``, ``sum``, ``sum_of_squares``, ``minimum``, ``maximum``. The function then takes
        one read-only float64 array (units, periods) for each, over the figures that each unit's
        subtree reported, exact and rounded once, and returns one of the same shape; called once per
        plane. NaN (count 0) where nothing was reported.

        Without moments it takes ``values``, all figures with those of a group side by side, and
        ``offsets`` (int64, groups + 1): group g is ``values[offsets[g]:offsets[g + 1]]``, a unit at
        a period; it returns one figure for each group and is called once per plane and level.
    kinds
        Kinds of indicators that it has a meaning for. Rates are left out unless named: a mean of
        rates is not the rate of the whole.
    label
        One line for `show_extensions`; by default the first line of the docstring.
    replace
        Take the place of an aggregation of the same name.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for a name that is taken, CCHC-E1403 for a wrong definition.

    Examples
    --------
    >>> import cchc
    >>> with cchc.extensions():
    ...     @cchc.aggregation(moments=("sum", "count"))
    ...     def mean_of_units(total, count):
    ...         return total / count
    """
    wanted = tuple(as_list(moments))
    known_words(wanted, MOMENTS, "moments")
    allowed = tuple(as_list(kinds))
    known_words(allowed, ("stock", "flow", "cumulative", "ratio"), "kinds")
    return _decorator(
        "aggregation",
        name,
        label,
        replace,
        lambda _, function: AggregationDefinition(function, wanted, allowed),
    )


def rule(
    name: str | None = None,
    *,
    severity: str = "warning",
    inputs: str | Iterable[str] = (),
    left: str = "",
    operator: str = "",
    right: str | float = "",
    missing: str = "undecidable",
    question_vi: str = "",
    question_en: str = "",
    replace: bool = False,
    **options: Any,
) -> Any:
    """Register a check of figures, by expression or, as a decorator, by function.

    Parameters
    ----------
    name
        Python identifier; the function's own name when not given.
    severity
        ``error``, ``warning`` or ``information``.
    inputs
        Codes or names of the indicators that the function takes, in order of its parameters.
    left, operator, right
        An expression that holds when all is well, such as ``left="[1.1.2]", operator="<=",
        right="[1.1.1]"``; runs in C++. Without them the call gives a decorator.
    missing
        What it says where a figure that it reads is missing: ``undecidable``, or ``not_applicable``.
        An expression may take blanks of reports that came for ``zero``. With ``pass`` the function
        decides itself, seeing NaN, wherever at least one of its inputs is there.
    question_vi, question_en
        What to ask the unit; may hold ``{unit}``, ``{period}``, and for expressions ``{left}`` and
        ``{right}``.
    replace
        Take the place of a rule of the same name.
    **options
        Further members of a rule file's rule: ``when``, ``tolerance``, ``unit_types``,
        ``periods``, ``source``.

    Returns
    -------
    Extension or decorator
        The function takes one read-only float64 array (units, periods) for each input and returns a
        bool array of the same shape, True where the rule is violated; called once per cube.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for a name that is taken, by a rule that ships with the package too; CCHC-E1403 for
        a wrong definition.

    Examples
    --------
    >>> import cchc
    >>> with cchc.extensions():
    ...     @cchc.rule(severity="warning", inputs=("3.3.received", "3.3"))
    ...     def more_resolved_than_received(received, resolved):
    ...         return resolved > received
    """
    known_words([severity], SEVERITIES, "severity")
    known_words([missing], MISSING_EXPRESSION if left else MISSING_FUNCTION, "missing")

    def define(found: str, function: Any) -> RuleDefinition:
        if function is not None and not inputs:
            raise wrong_definition(
                "rule",
                found,
                "name its inputs: inputs=('3.3', '3.1')",
                "hãy nêu đầu vào: inputs=('3.3', '3.1')",
            )
        return RuleDefinition(
            severity,
            question_vi or question_en or found,
            question_en or question_vi or found,
            function,
            tuple(as_list(inputs)),
            left,
            operator,
            str(right),
            missing,
            options,
        )

    if not left:
        return _decorator("rule", name, question_en, replace, define)
    known_words([operator], OPERATORS, "operator")
    checked = _checked_name("rule", name or "")
    summary = question_en or f"{left} {operator} {right}"
    return _add("rule", checked, summary, define(checked, None), "expression", replace)


def baseline(
    name: str | None = None, *, label: str = "", replace: bool = False
) -> Callable[[Function], Function]:
    """Register a baseline; use it as ``compare(cube, baseline=name)``.

    The function takes one read-only float64 array (units, periods) and the list of periods of its
    columns, and returns what each cell is to be compared with, NaN for nothing; called once per
    plane. Words that `compare` has itself, such as ``previous_period``, are refused (CCHC-E1401).

    Examples
    --------
    >>> import cchc, numpy
    >>> with cchc.extensions():
    ...     @cchc.baseline()
    ...     def mean_of_all_periods(plane, periods):
    ...         return numpy.broadcast_to(plane.mean(axis=1, keepdims=True), plane.shape)
    """
    return _decorator("baseline", name, label, replace, lambda _, function: function)


def reader(
    name: str | None = None,
    *,
    suffixes: str | Iterable[str],
    label: str = "",
    replace: bool = False,
) -> Callable[[Function], Function]:
    """Register a reader of files with certain suffixes, such as ``.dbf``; `cchc.read` then takes them.

    The function takes the bytes of the file and its name, and returns the text of the report, or
    its rows: a list of lists of cells, each a text, a number or None. Text goes through the same
    grammar as every other, rows through that of tables; called once per file.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for a name that is taken, CCHC-E1403 for a wrong suffix.
    """
    found = tuple(each.lower() for each in as_list(suffixes))
    wrong = [each for each in found if not each.startswith(".")]
    if wrong or not found:
        raise wrong_definition(
            "reader",
            name or "?",
            "a suffix begins with a dot: suffixes='.dbf'",
            "phần đuôi tệp bắt đầu bằng dấu chấm: suffixes='.dbf'",
        )
    return _decorator(
        "reader", name, label, replace, lambda _, function: ReaderDefinition(function, found)
    )


def unit_resolver(
    name: str | None = None, *, label: str = "", replace: bool = False
) -> Callable[[Function], Function]:
    """Register a resolver of unit names that the hierarchy does not know.

    The function takes the list of all such names (agencies and file names) and the hierarchy, and
    returns a mapping from names to ids of units; names it leaves out stay unknown. Called once for
    each `build`, and by `merge` for each report whose names it does not know. Resolvers are asked
    in order of registration.
    """
    return _decorator("unit_resolver", name, label, replace, lambda _, function: function)
