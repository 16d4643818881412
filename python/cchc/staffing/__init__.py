"""Staffing: assigned quotas, people present, cuts reported and recomputed, targets, and moves.

What to use when:

- `staffing` : every unit and group against a base year, the cut recomputed beside the reported one;
  ``table.difference(...)`` splits the difference exactly over the units that cause it;
- `staffing_flows` : opening + in - out - cut = closing, window by window;
- `staffing_years` : one unit from the base year on, reconciled and held to the targets;
- `staffing_targets` : what the resolutions ask for, as data with sources and what is unverified;
- `staffing_progress` : how many posts a unit is from a target, the pace it needs, who is short.

Civil servants, budget-paid staff of public service units, and the number of public service units
are three populations and are never added.
"""

from __future__ import annotations

from cchc.staffing.difference import DifferencePart, DifferenceSplit
from cchc.staffing.flows import StaffingFlow, StaffingFlows, staffing_flows
from cchc.staffing.populations import CUT_FLOWS, POPULATIONS
from cchc.staffing.progress import StaffingProgress, StaffingProgressRow, staffing_progress
from cchc.staffing.table import StaffingRow, StaffingTable, staffing
from cchc.staffing.targets import (
    Milestone,
    StaffingTarget,
    StaffingTargets,
    chained_cut,
    staffing_targets,
)
from cchc.staffing.years import StaffingYear, StaffingYears, staffing_years

__all__ = [
    "CUT_FLOWS",
    "POPULATIONS",
    "DifferencePart",
    "DifferenceSplit",
    "Milestone",
    "StaffingFlow",
    "StaffingFlows",
    "StaffingProgress",
    "StaffingProgressRow",
    "StaffingRow",
    "StaffingTable",
    "StaffingTarget",
    "StaffingTargets",
    "StaffingYear",
    "StaffingYears",
    "chained_cut",
    "staffing",
    "staffing_flows",
    "staffing_progress",
    "staffing_targets",
    "staffing_years",
]
