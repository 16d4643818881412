"""A slow, obvious twin of the rule engine: one cell at a time, in fractions, for tests."""

from __future__ import annotations

from fractions import Fraction

# Rules of the twin are trees: ("number", x), ("cell", code, time), ("+", a, b), ("-", a, b),
# ("*", a, b), ("/", a, b).


class MissingError(Exception):
    """A figure is not there; holds whether that is because the row does not apply."""

    def __init__(self, *, applies):
        super().__init__()
        self.applies = applies


class NoQuotientError(Exception):
    """A division by zero."""


def text_of(tree):
    kind = tree[0]
    if kind == "number":
        return str(tree[1])
    if kind == "cell":
        return f"[{tree[1]}]" if tree[2] == "same" else f"[{tree[1]} @ {tree[2]}]"
    return f"({text_of(tree[1])} {kind} {text_of(tree[2])})"


def cells_of(tree):
    if tree[0] == "number":
        return []
    return [tree] if tree[0] == "cell" else cells_of(tree[1]) + cells_of(tree[2])


class Twin:
    """Reports as plain dictionaries: (code, unit, period) -> (state, text)."""

    def __init__(self, reports, whole, levels):
        self.reports = reports
        self.whole = whole
        self.levels = levels
        self.periods = {key[2] for key in reports}

    def came(self, unit, period):
        return any(key[1:] == (unit, period) for key in self.reports)

    def read_period(self, cell, period):
        _, code, time = cell
        if time == "same":
            return period
        year, half = int(period[:4]), period[5:]
        if time == "same_period_last_year":
            return f"{year - 1}-{half}"
        before = f"{year}-H1" if half == "H2" else f"{year - 1}-H2"
        if before in self.periods or code not in self.levels:
            return before
        return f"{year - 1}" if half == "H1" else before

    def number(self, cell, unit, period, zero):
        read = self.read_period(cell, period)
        state, text = self.reports.get((cell[1], unit, read), ("missing", None))
        if text is not None:
            return Fraction(text)
        if state == "not_applicable":
            raise MissingError(applies=False)
        if zero and state in ("missing", "optional") and self.came(unit, read):
            return Fraction(0)
        raise MissingError(applies=True)

    def value(self, tree, unit, period, zero):
        if tree[0] == "number":
            return Fraction(str(tree[1]))
        if tree[0] == "cell":
            return self.number(tree, unit, period, zero)
        left = self.value(tree[1], unit, period, zero)
        right = self.value(tree[2], unit, period, zero)
        if tree[0] == "/":
            if right == 0:
                raise NoQuotientError
            return left / right
        return {"+": left + right, "-": left - right, "*": left * right}[tree[0]]

    def blank_verdict(self, trees, unit, period, strategy):
        """What missing figures make of a rule: any that does not apply outweighs the others."""
        missing = False
        for cell in [cell for tree in trees for cell in cells_of(tree)]:
            try:
                self.number(cell, unit, period, strategy == "zero")
            except MissingError as blank:
                if not blank.applies:
                    return "not_applicable"
                missing = True
        return "undecidable" if missing and strategy != "not_applicable" else "not_applicable"

    def tolerance(self, coefficients, unit, period):
        """Sum of |coefficient| x half a unit of the last printed digit."""
        total = Fraction(0)
        for cell, coefficient in coefficients.items():
            _, text = self.reports.get(
                (cell[1], unit, self.read_period(cell, period)), ("missing", None)
            )
            if text is not None and cell[1] not in self.whole:
                decimals = len(text.partition(".")[2])
                total += abs(coefficient) * Fraction(1, 2 * 10**decimals)
        return total

    def verdict(self, rule, unit, period):
        if not self.came(unit, period):
            return None
        strategy = rule["missing"]
        sides = [rule["left"], rule["right"]]
        try:
            if "when" in rule and self.value(rule["when"], unit, period, strategy == "zero") == 0:
                return "not_applicable"
        except (MissingError, NoQuotientError):
            return self.blank_verdict([rule["when"]], unit, period, strategy)
        try:
            values = [self.value(side, unit, period, strategy == "zero") for side in sides]
        except (MissingError, NoQuotientError):
            return self.blank_verdict(sides, unit, period, strategy)
        off = values[0] - values[1]
        tolerance = Fraction(0)
        if rule["tolerance"] == "printed":
            tolerance = self.tolerance(linear(rule["left"], rule["right"]), unit, period)
        elif rule["tolerance"] != "exact":
            tolerance = Fraction(rule["tolerance"])
        held = {
            "<": off < tolerance if tolerance else off < 0,
            "<=": off <= tolerance,
            "==": abs(off) <= tolerance,
            "!=": off != 0,
            ">=": -off <= tolerance,
            ">": -off < tolerance if tolerance else off > 0,
        }[rule["operator"]]
        return "holds" if held else "fails"


def linear(left, right):
    """Coefficients by cell of left - right, for sums and products with a number."""
    found = {}

    def walk(tree, factor):
        if tree[0] == "cell":
            found[tree] = found.get(tree, 0) + factor
        elif tree[0] == "*":
            number, other = (1, 2) if tree[1][0] == "number" else (2, 1)
            walk(tree[other], factor * Fraction(str(tree[number][1])))
        elif tree[0] in "+-":
            walk(tree[1], factor)
            walk(tree[2], factor if tree[0] == "+" else -factor)

    walk(left, Fraction(1))
    walk(right, Fraction(-1))
    return found
