"""cchc: read, consolidate, compare and explain administrative-reform (CCHC) statistics.

What to use when:

- `read`, `read_all`, `read_folder`, `from_frame`, `read_csv` : figures in;
- `build` : a cube of indicators x units x periods;
- `roll_up` : consolidated figures with coverage; `like_for_like` : the same units in two periods;
- `resample` : other windows, such as quarters out of year-to-date reports;
- `derive` : indicators computed by formula, with their operands behind them;
- `rebuild` : figures on the units after a reorganisation;
- `compare` : change against a period, a base year or another cube, with comparability;
- `contribution` : an exact split of a change; `pace` : a figure against a plan;
- `staffing`, `procedures` : the two tables that are asked for by name;
- `staffing_flows`, `staffing_years`, `staffing_targets`, `staffing_progress` : quotas reconciled post
  by post, targets as data, and how far each unit is from them;
- `read_case_files`, `case_files` : the file-handling form by field, with its identities;
- `derive` : further indicators; `indicator`, `aggregation`, `rule`, `baseline`, `reader`, `form`,
  `unit_resolver` : your own extensions, listed by `show_extensions`;
- `validate` : rules over every report, with findings and questions; `rules` : rules of your own;
- `check` : the same for files, with what their text, notes and documents say, and letters to send;
- `outliers` : a last figure out of line with earlier ones, exactly tested;
- `trend` : slopes, tests, breaks and projections that stay honest on short series;
- `merge` : a folder of reports to one workbook; `Register` : every report kept, none erased;
- `write_template`, `write_appendix` : the form to fill in, and filled with consolidated figures;
- `explain` : where a figure comes from, down to file, place and raw text;
- `samples` : a real report's figures, and a synthetic province.

Nothing is fetched at run time; NumPy, pandas and other libraries are imported only when used.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from typing import TYPE_CHECKING, Any

from cchc import _core
from cchc._answers import answer_calls_of, answered
from cchc._core import Catalogue, Hierarchy, Lineage, Observations, Period
from cchc._facade import Facade
from cchc._pickles import hang_pickles
from cchc._registry import Extension, extensions
from cchc.aggregate import like_for_like, rebuild, resample, roll_up
from cchc.aggregations import group_quantiles, median, quantile
from cchc.compare import (
    Change,
    Comparison,
    Contribution,
    Reason,
    RevisedContribution,
    compare,
    contribution,
    contribution_with_revision,
)
from cchc.completion import hang_completion
from cchc.cube import Cube, Figure, Plane, build
from cchc.errors import (
    AggregationError,
    ArgumentError,
    CatalogueError,
    ComparisonError,
    Error,
    ExtensionError,
    FormulaError,
    HierarchyError,
    InputError,
    LineageError,
    NumberError,
    ObservationError,
    PeriodError,
    SelectionError,
    TrendError,
)
from cchc.forms import form, form_template
from cchc.model import catalogue, hierarchy, lineage, load_catalogue, provinces_2025
from cchc.observations import from_frame, from_rows, read_csv
from cchc.present.displays import hang_displays
from cchc.present.explain import Explanation, explain
from cchc.read import Folder, Report, read, read_all, read_folder

if TYPE_CHECKING:
    from cchc import rules
    from cchc.check import Checked, check
    from cchc.derived import derive
    from cchc.extend import aggregation, baseline, indicator, reader, rule, unit_resolver
    from cchc.listing import list_extensions, show_extensions
    from cchc.merging import Merged, merge
    from cchc.outliers import Outliers, outliers
    from cchc.plan import Pace, pace
    from cchc.present.appendix import write_appendix
    from cchc.present.template import write_template
    from cchc.procedures import ProcedureTable, procedures, read_case_files
    from cchc.procedures.case_files import CaseFileTable, case_files
    from cchc.staffing import (
        StaffingFlows,
        StaffingProgress,
        StaffingTable,
        StaffingTargets,
        StaffingYears,
        staffing,
        staffing_flows,
        staffing_progress,
        staffing_targets,
        staffing_years,
    )
    from cchc.store import Register
    from cchc.trend import Trend, trend
    from cchc.validate import Finding, Findings, validate

__all__ = [
    "AggregationError",
    "ArgumentError",
    "Catalogue",
    "CaseFileTable",
    "CatalogueError",
    "Change",
    "Checked",
    "Comparison",
    "ComparisonError",
    "Contribution",
    "Cube",
    "Error",
    "Explanation",
    "Extension",
    "Folder",
    "ExtensionError",
    "Figure",
    "Finding",
    "Findings",
    "FormulaError",
    "Hierarchy",
    "HierarchyError",
    "InputError",
    "Lineage",
    "LineageError",
    "Merged",
    "NumberError",
    "ObservationError",
    "Observations",
    "Outliers",
    "Pace",
    "Period",
    "PeriodError",
    "Plane",
    "ProcedureTable",
    "Reason",
    "Register",
    "Report",
    "RevisedContribution",
    "SelectionError",
    "StaffingFlows",
    "StaffingProgress",
    "StaffingTable",
    "StaffingTargets",
    "StaffingYears",
    "Trend",
    "TrendError",
    "__version__",
    "aggregation",
    "baseline",
    "build",
    "case_files",
    "catalogue",
    "check",
    "compare",
    "contribution",
    "contribution_with_revision",
    "derive",
    "explain",
    "extensions",
    "form",
    "form_template",
    "from_frame",
    "from_rows",
    "group_quantiles",
    "hierarchy",
    "indicator",
    "like_for_like",
    "lineage",
    "list_extensions",
    "load_catalogue",
    "outliers",
    "merge",
    "median",
    "pace",
    "procedures",
    "provinces_2025",
    "quantile",
    "read",
    "read_csv",
    "read_all",
    "read_case_files",
    "read_folder",
    "reader",
    "rebuild",
    "resample",
    "roll_up",
    "rule",
    "rules",
    "show_extensions",
    "staffing",
    "staffing_flows",
    "staffing_progress",
    "staffing_targets",
    "staffing_years",
    "unit_resolver",
    "validate",
    "trend",
    "write_appendix",
    "write_template",
]

__version__: str = _core.__version__

#: Names that are loaded when they are first used, by module: most sessions need few of them.
_NAMES_LATER = {
    "cchc.check": ("Checked", "check"),
    "cchc.derived": ("derive",),
    "cchc.extend": ("aggregation", "baseline", "indicator", "reader", "rule", "unit_resolver"),
    "cchc.listing": ("list_extensions", "show_extensions"),
    "cchc.merging": ("Merged", "merge"),
    "cchc.outliers": ("Outliers", "outliers"),
    "cchc.plan": ("Pace", "pace"),
    "cchc.present.appendix": ("write_appendix",),
    "cchc.present.template": ("write_template",),
    "cchc.procedures": (
        "CaseFileTable",
        "ProcedureTable",
        "case_files",
        "procedures",
        "read_case_files",
    ),
    "cchc.staffing": (
        "StaffingFlows",
        "StaffingProgress",
        "StaffingTable",
        "StaffingTargets",
        "StaffingYears",
        "staffing",
        "staffing_flows",
        "staffing_progress",
        "staffing_targets",
        "staffing_years",
    ),
    "cchc.store": ("Register",),
    "cchc.trend": ("Trend", "trend"),
    "cchc.validate": ("Finding", "Findings", "validate"),
}
_LATER = {name: module for module, names in _NAMES_LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "rules":
        return importlib.import_module("cchc.rules")
    if name not in _LATER:
        raise AttributeError(f"module 'cchc' has no attribute {name!r}")
    module = importlib.import_module(_LATER[name])
    globals().update(
        {each: _answering(getattr(module, each)) for each in _NAMES_LATER[_LATER[name]]}
    )
    return globals()[name]


def _answering(thing: Any) -> Any:
    """A public function or class, with calls of it that name what is wrong with their arguments."""
    if inspect.isfunction(thing):
        public = answered(thing)
        public.__module__ = __name__  # where pickles of the function find it
        return public
    if inspect.isclass(thing) and not issubclass(thing, (BaseException, tuple)):
        answer_calls_of(thing, ("__init__", "__getitem__", "__contains__"))
    return thing


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER, "rules"})


hang_displays(Cube, Comparison, Contribution, Report)
hang_completion()
hang_pickles()
globals().update({name: _answering(globals()[name]) for name in __all__ if name in globals()})
sys.modules[__name__].__class__ = Facade
