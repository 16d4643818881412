"""Rules as data: which figures must agree, what to ask when they do not.

What to use when:

- `shipped` : the rules that come with the package;
- `load` : rules of your own, from a JSON file, a dictionary or a list of rules.

A rule compares two formulas over indicators, other periods and evidence such as figures of the
narrative. docs/rules.md describes the format; `cchc.validate` applies rules to a cube.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from cchc import _core
from cchc._arguments import unknown_argument
from cchc._files import file_text

__all__ = ["Evidence", "Rule", "Rules", "RulesLike", "load", "shipped"]

SEVERITIES = ("error", "warning", "information")


@dataclass(frozen=True)
class Rule:
    """One rule as a file says it; see docs/rules.md for the meaning of each member.

    ``right`` is a formula text, or the tuple of listed numbers of the operator ``in``.
    """

    id: str
    title_vi: str
    title_en: str
    severity: str
    operator: str
    question_vi: str
    question_en: str
    right: str | tuple[str, ...]
    left: str = ""
    when: str = ""
    missing: str = "undecidable"
    tolerance: str = "printed"
    previous: str = "window"
    unlike_measures: bool = False
    unit_types: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    source: str = ""

    @property
    def family(self) -> str:
        """The id up to its first dot: ``V13.b`` belongs to ``V13``."""
        return self.id.split(".", maxsplit=1)[0]


@dataclass(frozen=True)
class Evidence:
    """An indicator outside the printed forms that rules may read, such as ``text.3.3``."""

    code: str
    label_vi: str
    label_en: str
    unit_of_measure: str = ""


class Rules(Sequence[Rule]):
    """An immutable, checked set of rules in the order of their file.

    ``rules["V01"]`` is a rule by id, ``rules[0]`` by position, ``rules + more`` both sets together.
    """

    def __init__(self, core: _core.RuleSet) -> None:
        self.core = core
        self._definition: dict[str, Any] = json.loads(core.to_json())
        self._rules = tuple(_rule(item) for item in self._definition["items"])
        self.evidence = tuple(Evidence(**row) for row in self._definition.get("evidence", []))

    def __len__(self) -> int:
        return len(self._rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __getitem__(self, rule: Any) -> Any:
        """Return a rule by id or position, or several by a slice of positions.

        Raises
        ------
        SelectionError
            For an id that is not there, with the nearest ones.
        """
        return self._rules[self.core.at(rule) if isinstance(rule, str) else rule]

    def __contains__(self, rule: object) -> bool:
        return any(rule in (each, each.id) for each in self._rules)

    def __add__(self, other: RulesLike) -> Rules:
        more = load(other)._definition
        mine = self._definition
        known = {row["code"] for row in mine.get("evidence", [])}
        added = [row for row in more.get("evidence", []) if row["code"] not in known]
        return _compiled(
            {
                **mine,
                "evidence": [*mine.get("evidence", []), *added],
                "items": [*mine["items"], *more["items"]],
            }
        )

    def select(self, *rules: str, severity: str | None = None) -> Rules:
        """Return some of the rules, in their order.

        Parameters
        ----------
        rules
            Ids (``V13.b``) or families (``V13``); all when none is given.
        severity
            Only rules of this severity: error, warning or information.

        Raises
        ------
        SelectionError
            For an id, family or severity that is not there.
        """
        if severity is not None and severity not in SEVERITIES:
            raise unknown_argument("severity", severity, SEVERITIES)
        families = {rule.family for rule in self}
        wanted = {self[name].id if name not in families else name for name in rules}
        kept = [
            item
            for item, rule in zip(self._definition["items"], self, strict=True)
            if (not rules or rule.id in wanted or rule.family in wanted)
            and severity in (None, rule.severity)
        ]
        return _compiled({**self._definition, "items": kept})

    def to_json(self) -> str:
        """Return the text of a rule file with these rules."""
        return self.core.to_json()


RulesLike: TypeAlias = (
    Rules | str | Path | Mapping[str, Any] | Sequence[Mapping[str, Any]] | Sequence[Rule]
)


def _rule(item: Mapping[str, Any]) -> Rule:
    lists = {key: tuple(value) for key, value in item.items() if isinstance(value, list)}
    return Rule(**{**item, **lists})


def _item(rule: Any) -> Any:
    if not isinstance(rule, Rule):
        return rule
    members = {
        key: list(value) if isinstance(value, tuple) else value for key, value in vars(rule).items()
    }
    return {key: value for key, value in members.items() if value not in ("", [], False)}


def _compiled(definition: Mapping[str, Any]) -> Rules:
    return Rules(_core.RuleSet.from_json(json.dumps(definition, ensure_ascii=False)))


def load(rules: RulesLike) -> Rules:
    """Return rules that were written down in one of several ways.

    Parameters
    ----------
    rules
        The path of a JSON file, a dictionary of the same shape, a list of rules alone (dictionaries
        or `Rule`), or rules already loaded.

    Raises
    ------
    CatalogueError
        CCHC-E0103 when something is wrong; ``faults`` lists every fault with its JSON path.
    InputError
        When the file cannot be read, or is not JSON.
    """
    if isinstance(rules, Rules):
        return rules
    if isinstance(rules, (str, Path)):
        return Rules(_core.RuleSet.from_json(file_text(rules)))
    if isinstance(rules, Mapping):
        return _compiled(rules)
    items = [_item(rule) for rule in rules]
    return _compiled({"rules": "user", "version": "1", "catalogue": "cchc", "items": items})


@cache
def shipped() -> Rules:
    """Return the rules that come with the package."""
    text = resources.files("cchc").joinpath("catalogues/rules.json").read_text(encoding="utf-8")
    return Rules(_core.RuleSet.from_json(text))
