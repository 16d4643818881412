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

from collections.abc import Callable, Iterable, Mapping
from typing import Any, overload

from cchc._arguments import as_list, known_words
from cchc._registry import Extension, extensions
from cchc.definition_checks import refuse_no_texts
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
    rule_side,
    wrong_definition,
)
from cchc.registering import Function, add, checked_name, decorator

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


@overload
def indicator(
    name: str,
    *,
    formula: str,
    unit_of_measure: str | Mapping[str, Any] = ...,
    code: str = ...,
    label_vi: str = ...,
    label_en: str = ...,
    kind: str = ...,
    over_units: str = ...,
    over_periods: str = ...,
    form: str = ...,
    replace: bool = ...,
) -> Extension: ...
@overload
def indicator(
    name: str | None = ...,
    *,
    inputs: str | Iterable[str],
    unit_of_measure: str | Mapping[str, Any] = ...,
    code: str = ...,
    label_vi: str = ...,
    label_en: str = ...,
    kind: str = ...,
    over_units: str = ...,
    over_periods: str = ...,
    form: str = ...,
    from_nothing: bool = ...,
    replace: bool = ...,
) -> Callable[[Function], Function]: ...
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
) -> Extension | Callable[[Function], Function]:
    """Register a derived indicator, by formula or, as a decorator, by function.

    Parameters
    ----------
    name
        Python identifier; the function's own name when not given.
    formula
        Text over codes or names, such as ``100 * [3.3.resolved_on_time] / [3.3]``; see the page
        on formulas. With ``inputs`` instead the call gives a decorator.
    inputs
        Codes or names of the indicators that the function takes, in order of its parameters.
    unit_of_measure
        Id of a unit of measure of the catalogue, a quotient of two (``case file (hồ sơ) / person``),
        or a new one: a mapping with ``id``, ``label_vi``, ``label_en``, and ``whole`` or ``percent``.
        A formula must count the same.
    code
        Code in the catalogue; ``x.`` and the name when not given. Both may stand in formulas. It does
        not begin with a word that means something there (``sum:``, ``rule:``).
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
        CCHC-E1401 for a name that is taken, CCHC-E1403 for a wrong definition, naming the argument.
        Which indicators and units of measure there are, only a cube's catalogue knows; see `derive`.
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
    shown = name if isinstance(name, str) else "?"
    measure = dict(unit_of_measure) if isinstance(unit_of_measure, Mapping) else None
    measure_id: Any = unit_of_measure if measure is None else measure.get("id", "")
    refuse_no_texts("indicator", shown, {"unit_of_measure": measure_id, "formula": formula or ""})
    percent = measure_id == "percent" or bool(measure and measure.get("percent"))
    if not formula and not inputs:
        raise wrong_definition(
            "indicator",
            shown,
            "needs a formula, or inputs for a function: inputs=('3.3', '3.1')",
            "cần công thức (formula), hoặc đầu vào cho một hàm: inputs=('3.3', '3.1')",
        )

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
        return decorator("indicator", name, label_en, replace, define)
    checked = checked_name("indicator", name or "")
    if inputs:
        raise wrong_definition(
            "indicator",
            checked,
            "has a formula: it needs no inputs",
            "đã có công thức, không cần inputs",
        )
    return add("indicator", checked, label_en or formula, define(checked, None), "formula", replace)


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
    return decorator(
        "aggregation",
        name,
        label,
        replace,
        lambda _, function: AggregationDefinition(function, wanted, allowed),
    )


@overload
def rule(
    name: str,
    *,
    left: str | float,
    operator: str,
    right: str | float | Iterable[str | float],
    severity: str = ...,
    missing: str = ...,
    question_vi: str = ...,
    question_en: str = ...,
    replace: bool = ...,
    **options: Any,
) -> Extension: ...
@overload
def rule(
    name: str | None = ...,
    *,
    inputs: str | Iterable[str],
    severity: str = ...,
    missing: str = ...,
    question_vi: str = ...,
    question_en: str = ...,
    replace: bool = ...,
    **options: Any,
) -> Callable[[Function], Function]: ...
def rule(
    name: str | None = None,
    *,
    severity: str = "warning",
    inputs: str | Iterable[str] = (),
    left: str | float = "",
    operator: str = "",
    right: str | float | Iterable[str | float] = "",
    missing: str = "undecidable",
    question_vi: str = "",
    question_en: str = "",
    replace: bool = False,
    **options: Any,
) -> Extension | Callable[[Function], Function]:
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
        right="[1.1.1]"``; runs in C++. With the operator ``in`` the right side is a list of numbers,
        ``right=[0, 1, 2]``. Both sides count the same unit of measure, unless
        ``unlike_measures=True`` says that they are unlike on purpose.
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
        Further members of a rule file's rule: ``when``, ``tolerance``, ``previous``,
        ``unlike_measures``, ``unit_types``, ``periods``, ``source``.

    Returns
    -------
    Extension or decorator
        The function takes one read-only float64 array (units, periods) for each input and returns a
        bool array of the same shape, True where the rule is violated; called once per cube.

    Raises
    ------
    ExtensionError
        CCHC-E1401 for a name that is taken, by a rule that ships with the package too; CCHC-E1403 for
        a wrong definition, naming the argument. What does not fit a cube's catalogue is told by
        `validate`.
    FormulaError
        When a side does not compile, with position and caret.

    Examples
    --------
    >>> import cchc
    >>> with cchc.extensions():
    ...     @cchc.rule(severity="warning", inputs=("3.3.received", "3.3"))
    ...     def more_resolved_than_received(received, resolved):
    ...         return resolved > received
    """
    known_words([severity], SEVERITIES, "severity")
    sides = rule_side(left), rule_side(right)
    known_words([missing], MISSING_EXPRESSION if sides[0] else MISSING_FUNCTION, "missing")
    if not sides[0] and not inputs:
        raise wrong_definition(
            "rule",
            name if isinstance(name, str) else "?",
            "needs left, operator and right, or inputs for a function: inputs=('3.3', '3.1')",
            "cần left, operator và right, hoặc đầu vào cho một hàm: inputs=('3.3', '3.1')",
        )
    lists: dict[str, Any] = {
        key: as_list(options[key]) for key in ("unit_types", "periods") if key in options
    }

    def define(found: str, function: Any) -> RuleDefinition:
        return RuleDefinition(
            severity,
            question_vi or question_en or found,
            question_en or question_vi or found,
            function,
            tuple(as_list(inputs)),
            sides[0],
            operator,
            sides[1],
            missing,
            {**options, **lists},
        )

    if not sides[0]:
        return decorator("rule", name, question_en, replace, define)
    known_words([operator], OPERATORS, "operator")
    checked = checked_name("rule", name or "")
    if inputs:
        raise wrong_definition(
            "rule", checked, "has two sides: it needs no inputs", "đã có hai vế, không cần inputs"
        )
    summary = question_en or f"{left} {operator} {right}"
    return add("rule", checked, summary, define(checked, None), "expression", replace)


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
    return decorator("baseline", name, label, replace, lambda _, function: function)


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
        CCHC-E1401 for a name that is taken, or a suffix that another reader takes, unless
        ``replace=True``; CCHC-E1403 for a wrong suffix.
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
    return decorator(
        "reader", name, label, replace, lambda _, function: ReaderDefinition(function, found)
    )


def unit_resolver(
    name: str | None = None, *, label: str = "", replace: bool = False
) -> Callable[[Function], Function]:
    """Register a resolver of unit names that the hierarchy does not know.

    The function takes the list of all such names (agencies and file names) and the hierarchy, and
    returns a mapping from names to ids of units; names it leaves out stay unknown. Called once for
    each `build` of reports, and by `merge` for each report whose names it does not know; units of
    observations (`from_rows`, `from_frame`) are never asked about. Resolvers are asked in order of
    registration.
    """
    return decorator("unit_resolver", name, label, replace, lambda _, function: function)
