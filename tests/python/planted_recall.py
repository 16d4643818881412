"""Recall and precision of findings on errors planted in the sample province."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

import cchc
from cchc import samples
from cchc._samples.report_text import report_text
from cchc.check import evidence_catalogue

#: What is known of the reports: one alone as printed, all as printed, or also the parts of rates
#: and the quotas of the baseline years.
VIEWS = ("one report", "all reports", "all reports, parts and baselines")
PRINTED_FORMS = frozenset({"PL1", "BM3"})
#: Severities that go into a letter as something to check or to comment.
ASKED = frozenset({"error", "warning"})


def cube_of(province):
    """The cube of a province with the evidence of its notes."""
    return cchc.build(
        samples.observations(province, evidence=True),
        hierarchy=province.units,
        catalogue=evidence_catalogue(cchc.rules.shipped().evidence),
    )


def as_printed(province):
    """The province without what no form prints: parts of rates, quotas of baseline years."""
    reports = [
        replace(report, rows=[row for row in report.rows if row["form"] in PRINTED_FORMS])
        for report in province.reports
    ]
    return replace(province, reports=[report for report in reports if report.rows])


def asked(province):
    """Findings of the weightier severities, by rule, unit and period."""
    return {
        (each.rule.id, each.unit, str(each.period)): each
        for each in cchc.validate(cube_of(province))
        if each.severity in ASKED
    }


def asked_alone(report):
    """Rules that fail on one report printed as text and read again."""
    period = cchc.Period(report.period).label_vi
    window = (report.window_first, report.window_last)
    text = report_text(report.agency, period, window, report.rows)
    checked = cchc.check(text, period=report.period)
    return {each.part for each in checked.questions if each.severity in ASKED}


@dataclass
class Recall:
    """Planted errors of one kind: how many, found in the own report, found only in another one."""

    planted: int = 0
    own: int = 0
    other: int = 0
    rules: Counter = None

    def __post_init__(self):
        self.rules = Counter()


def reads_cell(finding, entry):
    """Whether a finding reads a cell that was spoilt.

    A rule on copies reads all cells alike, so that it speaks of its own report only.
    """
    if finding.rule.operator == "copied":
        return str(finding.period) == entry["period"]
    spoilt = {cell["code"] for cell in entry["cells"]}
    return any(c.period == entry["period"] and c.indicator in spoilt for c in finding.cells)


def is_stray(finding, errors):
    """Whether a finding reads no cell that was spoilt, of whatever report of its unit."""
    return not any(entry["unit"] == finding.unit and reads_cell(finding, entry) for entry in errors)


def measure(seed, errors):
    """Recall by view and kind; and findings that read no planted error, by view."""
    clean = samples.synthetic_province(seed)
    spoilt = samples.synthetic_province(seed, errors=errors)
    planted = {(entry["unit"], entry["period"]): entry for entry in spoilt.errors}
    recall = {view: defaultdict(Recall) for view in VIEWS}
    stray = {}
    for view, change in ((VIEWS[1], as_printed), (VIEWS[2], lambda province: province)):
        before, after = asked(change(clean)), asked(change(spoilt))
        new = {key: finding for key, finding in after.items() if key not in before}
        stray[view] = [f for f in after.values() if is_stray(f, spoilt.errors)]
        stray[view, "all"] = len(after)
        for (unit, period), entry in planted.items():
            own = {rule for rule, *place in new if place == [unit, period]}
            other = {
                rule
                for (rule, at, when), finding in new.items()
                if at == unit and when != period and reads_cell(finding, entry)
            }
            _count(recall[view][entry["kind"]], own, other)
    _measure_alone(clean, spoilt, planted, recall[VIEWS[0]])
    return recall, stray


def _measure_alone(clean, spoilt, planted, recall):
    right = {(r.unit, r.period): r for r in clean.reports}
    for report in spoilt.reports:
        entry = planted.get((report.unit, report.period))
        if entry is not None:
            found = asked_alone(report) - asked_alone(right[report.unit, report.period])
            _count(recall[entry["kind"]], found, set())


def _count(recall, own, other):
    recall.planted += 1
    recall.own += bool(own)
    recall.other += bool(other and not own)
    recall.rules.update(own)


def table(recall):
    """Recall as lines of a Markdown table, one kind each."""
    lines = [
        f"| Kind | Planted | {' | '.join(VIEWS)} | Rules that found it |",
        "|---|---|---|---|---|---|",
    ]
    for kind in samples.ERROR_KINDS:
        cells = []
        for view in VIEWS:
            each = recall[view][kind]
            later = f" (+{each.other} in another report)" if each.other else ""
            cells.append(f"{each.own}{later}")
        rules = sum((recall[view][kind].rules for view in VIEWS[1:]), Counter())
        often = sorted(rules.items(), key=lambda entry: (-entry[1], entry[0]))
        names = ", ".join(rule for rule, _ in often[:4])
        planted = recall[VIEWS[2]][kind].planted
        lines.append(f"| {kind} | {planted} | {' | '.join(cells)} | {names} |")
    return lines


def merged(measures):
    """Several measures as one."""
    total = {view: defaultdict(Recall) for view in VIEWS}
    for recall, _ in measures:
        for view in VIEWS:
            for kind, each in recall[view].items():
                into = total[view][kind]
                into.planted += each.planted
                into.own += each.own
                into.other += each.other
                into.rules.update(each.rules)
    return total
