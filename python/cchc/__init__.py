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
- `derive` : further indicators; `indicator`, `aggregation`, `rule`, `baseline`, `reader`, `form`,
  `unit_resolver` : your own extensions, listed by `show_extensions`;
- `validate` : rules over every report, with findings and questions; `rules` : rules of your own;
- `explain` : where a figure comes from, down to file, place and raw text;
- `samples` : a real report's figures, and a synthetic province.

Nothing is fetched at run time; NumPy, pandas and other libraries are imported only when used.
"""

from __future__ import annotations

from cchc import _core, rules
from cchc._core import Catalogue, Hierarchy, Lineage, Observations, Period
from cchc._registry import Extension, extensions
from cchc.aggregate import like_for_like, rebuild, resample, roll_up
from cchc.aggregations import group_quantiles, median, quantile
from cchc.compare import Change, Comparison, Contribution, Reason, compare, contribution
from cchc.completion import hang_completion
from cchc.cube import Cube, Figure, Plane, build
from cchc.derived import derive
from cchc.errors import (
    AggregationError,
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
)
from cchc.extend import (
    aggregation,
    baseline,
    indicator,
    reader,
    rule,
    unit_resolver,
)
from cchc.forms import form, form_template
from cchc.listing import list_extensions, show_extensions
from cchc.model import catalogue, hierarchy, lineage, load_catalogue, provinces_2025
from cchc.observations import from_frame, from_rows, read_csv
from cchc.plan import Pace, pace
from cchc.present.displays import hang_displays
from cchc.present.explain import Explanation, explain
from cchc.procedures import ProcedureTable, procedures
from cchc.read import Folder, Report, read, read_all, read_folder
from cchc.staffing import StaffingTable, staffing
from cchc.validate import Finding, Findings, validate

__all__ = [
    "AggregationError",
    "Catalogue",
    "CatalogueError",
    "Change",
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
    "NumberError",
    "ObservationError",
    "Observations",
    "Pace",
    "Period",
    "PeriodError",
    "Plane",
    "ProcedureTable",
    "Reason",
    "Report",
    "SelectionError",
    "StaffingTable",
    "__version__",
    "aggregation",
    "baseline",
    "build",
    "catalogue",
    "compare",
    "contribution",
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
    "median",
    "pace",
    "procedures",
    "provinces_2025",
    "quantile",
    "read",
    "read_csv",
    "read_all",
    "read_folder",
    "reader",
    "rebuild",
    "resample",
    "roll_up",
    "rule",
    "rules",
    "show_extensions",
    "staffing",
    "unit_resolver",
    "validate",
]

__version__: str = _core.__version__

hang_displays()
hang_completion()
