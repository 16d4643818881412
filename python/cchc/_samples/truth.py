"""The truth of one department, quarter by quarter, from which all its reports derive.

Every identity that a correct report must satisfy is built in here: files received are files
resolved and pending, procedures are those before plus new minus abolished, a quota is the one
before plus posts in minus posts out minus posts cut, parts never exceed their whole. All of them
are linear, so they also hold for sums of quarters and for the sum of two departments.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .departments import Department
from .draws import Draws
from .windows import BASELINE_YEARS, CHAIN_STEPS, QUARTERS

NEW_FILES = "new_files"
# Quota, posts cut in the period, staff present; units are counted like posts.
CUT_FLOWS = {"4.2.1": "4.2.4", "4.3.1": "4.3.3"}
PRESENT = {"4.2.1": "4.2.2", "4.3.1": "4.3.2"}
QUOTAS = ("4.2.1", "4.3.1", "4.1.2")
CUT_RATES = {"4.2.1": "4.2.5", "4.3.1": "4.3.4", "4.1.2": "4.1.2.r"}
# Rows about public service units: they do not apply to a department that has none.
SERVICE_UNIT_ROWS = (
    "4.1.2.a", "4.1.2.r", "4.3.1", "4.3.2", "4.3.3", "4.3.4", "5.1.2", "5.2.3", "5.2.4", "5.4.3",
    "6.1", "6.2", "6.3", "6.4", "6.5",
)  # fmt: skip
# Cut against 2015 by 2021 and against 2021 by 2024, in percent, both ends included.
CUT_RANGES = {
    "4.2.1": ((8, 12), (1, 5)),
    "4.3.1": ((8, 12), (3, 9)),
    "4.1.2": ((5, 15), (0, 8)),
}
_COUNT = len(QUARTERS)


@dataclass
class ChainStep:
    """One step of a quota: ``opening + moved_in - moved_out - cut = closing``."""

    step: str
    opening: int
    moved_in: int
    moved_out: int
    cut: int
    closing: int


@dataclass
class UnitTruth:
    """The truth of one department.

    Parameters
    ----------
    unit
        Id of the unit.
    first, end
        Quarters in which it reports: positions in `QUARTERS`, the end excluded.
    quarters
        For each code twelve figures: flows of the quarter, stocks at its end. None where a coded
        answer or a survey was not given.
    baselines
        Assigned quotas of 2015 and 2021, by year and code, as assigned then.
    moved_2015
        Quotas of 2015 moved along transfers and mergers: the base of the reported cuts.
    chains
        For each quota its steps since 2015.
    not_applicable
        Codes of rows that do not apply to it.
    """

    unit: str
    first: int = 0
    end: int = _COUNT
    quarters: dict[str, list[int | None]] = field(default_factory=dict)
    baselines: dict[str, dict[str, int]] = field(default_factory=dict)
    moved_2015: dict[str, int] = field(default_factory=dict)
    chains: dict[str, list[ChainStep]] = field(default_factory=dict)
    not_applicable: tuple[str, ...] = ()

    def counts(self, code: str) -> list[int]:
        """Return the twelve figures of a code; a quarter without an answer counts 0."""
        return [figure or 0 for figure in self.quarters[code]]

    def put(self, code: str, figures: list[int]) -> None:
        """Set the twelve figures of a code."""
        self.quarters[code] = list(figures)


def chain_of(opening: int, cuts: list[int]) -> list[ChainStep]:
    """Return a quota chain from the quota of 2015 and the cuts of each step of `CHAIN_STEPS`."""
    result = []
    for step, cut in zip(CHAIN_STEPS, cuts, strict=True):
        result.append(ChainStep(step, opening, 0, 0, cut, opening - cut))
        opening -= cut
    return result


def set_chain(truth: UnitTruth, code: str, chain: list[ChainStep]) -> None:
    """Set a quota chain with everything that follows from it: baselines, quotas, posts cut."""
    closing = {step.step: step.closing for step in chain}
    truth.chains[code] = chain
    truth.moved_2015[code] = chain[0].opening
    for year in BASELINE_YEARS:
        base = chain[0].opening if str(year) not in closing else closing[str(year)]
        truth.baselines.setdefault(str(year), {})[code] = base
    truth.put(code, [closing[quarter] for quarter in QUARTERS])
    if code in CUT_FLOWS:
        truth.put(CUT_FLOWS[code], [step.cut for step in chain[-_COUNT:]])


def running(opening: int, gains: list[int], losses: list[int]) -> list[int]:
    """Return the stock at the end of each quarter from its opening, gains and losses."""
    result = []
    for gain, loss in zip(gains, losses, strict=True):
        opening += gain - loss
        result.append(opening)
    return result


def _each(draws: Draws, low: int, high: int) -> list[int]:
    return [draws.between(low, high) for _ in range(_COUNT)]


def _parts_of(draws: Draws, totals: list[int]) -> list[int]:
    return [draws.between(0, total) for total in totals]


def _add_quotas(truth: UnitTruth, department: Department, draws: Draws) -> None:
    sizes = {
        "4.2.1": department.civil_quota,
        "4.3.1": department.staff_quota,
        "4.1.2": department.service_units,
    }
    for code, size in sizes.items():
        before, after = CUT_RANGES[code]
        opening = size if code == "4.1.2" else size + size * draws.between(-8, 8) // 100
        early = opening * draws.between(*before) // 100
        late = (opening - early) * draws.between(*after) // 100
        cuts = draws.spread(early, len(CHAIN_STEPS) - _COUNT) + draws.spread(late, _COUNT)
        set_chain(truth, code, chain_of(opening, cuts))
    for code, present in PRESENT.items():
        quota = truth.counts(code)
        vacant = draws.between(0, quota[0] // 16)
        truth.put(present, [max(0, posts - vacant - draws.between(0, 2)) for posts in quota])


def add_service_units(truth: UnitTruth, divisor: int) -> None:
    """Split the public service units over the four groups of autonomy.

    The fourth group keeps at least one unit as long as there is any, for somebody must pay the
    budget-paid staff.
    """
    totals = truth.counts("4.1.2")
    first = [total // 12 for total in totals]
    second = [total // divisor for total in totals]
    third = [total // 3 for total in totals]
    truth.put("4.1.2.a", totals)
    truth.put("6.1", first)
    truth.put("6.2", second)
    truth.put("6.3", third)
    spent = zip(totals, first, second, third, strict=True)
    truth.put("6.4", [total - one - two - three for total, one, two, three in spent])


def add_procedures(truth: UnitTruth, opening: int, new: list[int], abolished: list[int]) -> None:
    """Set the stock of procedures and what follows from its changes."""
    stock = running(opening, new, abolished)
    truth.put("3.1.1", new)
    truth.put("3.1.2", abolished)
    truth.put("3.1", stock)
    truth.put("7.1", stock)


def _add_procedures(truth: UnitTruth, department: Department, draws: Draws) -> None:
    size = department.procedures
    new = [draws.between(0, size // 24 + 1) for _ in range(_COUNT)]
    abolished = [draws.between(0, size // 30) for _ in range(_COUNT)]
    add_procedures(truth, size + draws.between(0, size // 12), new, abolished)
    stock = truth.counts("3.1")
    approved = [total - draws.between(0, total // 40) for total in stock]
    start, pace = draws.between(8, 25), draws.between(1, 4)
    full = [total * (start + pace * quarter) // 100 for quarter, total in enumerate(stock)]
    truth.put("3.2.1.approved", approved)
    truth.put("3.2.2.approved", approved)
    truth.put("3.2.2.digitised", [part * draws.between(70, 100) // 100 for part in approved])
    truth.put("7.1.1", full)
    truth.put("7.1.2", [total - part for total, part in zip(stock, full, strict=True)])


def add_files(
    truth: UnitTruth, opening: int, new: list[int], pending: list[int], late: list[int]
) -> None:
    """Set the case files of each quarter from new files and files pending at its end.

    Parameters
    ----------
    opening
        Files pending before the first quarter.
    new, pending, late
        Twelve figures each: files that came in, files open at the end, files resolved late.
    """
    before = [opening, *pending[:-1]]
    flow = zip(before, new, pending, strict=True)
    resolved = [carried + came - left for carried, came, left in flow]
    truth.put(NEW_FILES, new)
    truth.put("3.3.pending", pending)
    truth.put("3.3", resolved)
    truth.put("3.3.carried_over", before)
    on_time = [total - part for total, part in zip(resolved, late, strict=True)]
    truth.put("3.3.resolved_on_time", on_time)


def _add_files(truth: UnitTruth, department: Department, draws: Draws) -> None:
    size = department.files
    growth = draws.between(0, 4)
    new = [
        size * (draws.between(82, 118) + growth * quarter) // 100 + 1 for quarter in range(_COUNT)
    ]
    pending = [draws.between(0, came * 3 // 100 + 1) for came in new]
    slow = draws.between(0, 25)
    late = [came * draws.between(0, slow) // 1000 for came in new]
    add_files(truth, draws.between(0, size * 3 // 100 + 1), new, pending, late)


def _add_steering(truth: UnitTruth, department: Department, draws: Draws) -> None:
    tasks: list[int] = []
    done: list[int] = []
    for _ in range(_COUNT // 4):
        planned = draws.between(18, 46)
        share = planned * draws.between(20, 24) // 100
        last = min(planned - 3 * share, share + draws.between(0, 3))
        tasks += [planned] * 4
        done += [share, share, share, last]
    truth.put("1.1", [1] * _COUNT)
    truth.put("1.1.1", tasks)
    truth.put("1.1.2", done)
    truth.put("1.1.3", _each(draws, 0, 5))
    inspected = [draws.between(0, 2) for _ in range(_COUNT)]
    found = [draws.between(0, 3 * units) for units in inspected]
    truth.put("1.2.1", inspected)
    truth.put("1.2.3", found)
    truth.put("1.2.4", _parts_of(draws, found))
    given = _each(draws, 1, department.divisions + 4)
    on_time = [total - draws.between(0, total // 4) for total in given]
    truth.put("1.3.1", given)
    truth.put("1.3.2", on_time)
    late = _parts_of(draws, [total - part for total, part in zip(given, on_time, strict=True)])
    truth.put("1.3.3", late)


def _add_answers(truth: UnitTruth, draws: Draws) -> None:
    mode = draws.between(0, 2)
    held = [draws.chance(35) for _ in range(_COUNT)]
    truth.quarters["1.4.1"] = [draws.between(40, 400) if yes else None for yes in held]
    truth.quarters["1.4.2"] = [mode if yes else None for yes in held]
    truth.put("1.5", [int(draws.chance(30)) for _ in range(_COUNT)])
    truth.put("5.3.1", [int(draws.chance(15)) for _ in range(_COUNT)])


def _add_institutions(truth: UnitTruth, draws: Draws) -> None:
    checked, reviewed = _each(draws, 0, 4), _each(draws, 0, 6)
    flagged = _parts_of(draws, [a + b for a, b in zip(checked, reviewed, strict=True)])
    truth.put("2.1", _each(draws, 0, 3))
    truth.put("2.2", checked)
    truth.put("2.3", reviewed)
    truth.put("2.4", flagged)
    truth.put("2.5", _parts_of(draws, flagged))


def _add_people(truth: UnitTruth, department: Department, draws: Draws) -> None:
    truth.put("4.1.1", [department.divisions] * _COUNT)
    truth.put("4.2.3", [draws.between(2, 6)] * _COUNT)
    truth.put("5.1.1", [department.divisions] * _COUNT)
    truth.put("5.1.2", [draws.between(0, truth.counts("4.1.2")[-1])] * _COUNT)
    truth.put("5.1.3", [int(draws.chance(4)) for _ in range(_COUNT)])
    truth.put("5.2.1", _each(draws, 0, department.civil_quota // 24))
    truth.put("5.2.2", [int(draws.chance(5)) for _ in range(_COUNT)])
    truth.put("5.2.3", _each(draws, 0, department.staff_quota // 40))
    truth.put("5.2.4", [int(draws.chance(5)) for _ in range(_COUNT)])
    truth.put("5.3.2", [int(draws.chance(12)) for _ in range(_COUNT)])
    truth.put("5.3.3", _each(draws, 0, 2))
    cases = [[int(draws.chance(6)) for _ in range(_COUNT)] for _ in range(3)]
    for code, row in zip(("5.4.1", "5.4.2", "5.4.3"), cases, strict=True):
        truth.put(code, row if code != "5.4.3" or department.service_units else [0] * _COUNT)
    parts = zip(*(truth.counts(code) for code in ("5.4.1", "5.4.2", "5.4.3")), strict=True)
    truth.put("5.4", [sum(part) for part in parts])
    truth.put("6.5", [int(department.service_units > 4)] * _COUNT)


def unit_truth(seed: int, department: Department) -> UnitTruth:
    """Draw the truth of a department; each topic has a stream of its own."""
    truth = UnitTruth(department.id)

    def stream(topic: str) -> Draws:
        return Draws(seed, department.id, topic)

    _add_quotas(truth, department, stream("quotas"))
    add_service_units(truth, stream("autonomy").between(2, 6))
    _add_procedures(truth, department, stream("procedures"))
    _add_files(truth, department, stream("files"))
    _add_steering(truth, department, stream("steering"))
    _add_answers(truth, stream("answers"))
    _add_institutions(truth, stream("institutions"))
    _add_people(truth, department, stream("people"))
    if department.service_units == 0:
        truth.not_applicable = SERVICE_UNIT_ROWS
    return truth
