"""Letters that send findings back to a unit: they thank, ask, and leave room for the reply."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from cchc._arguments import as_period, known_words
from cchc._core import Catalogue
from cchc._save import save_whole
from cchc.check import Checked, CheckedVerdict
from cchc.present.letter_items import LetterItem, blank_rows, letter_items
from cchc.present.letter_words import STYLE, WORDS
from cchc.validate import Findings

__all__ = ["Letter", "hang_letters", "letters"]

_WIDTH = 88
_BLANK = "." * 60
_SHARES = (5, 17, 26, 30, 22)  # of the columns of the table, in percent


@dataclass(frozen=True)
class Letter:
    """A letter to one unit, as text and as an HTML page that needs nothing else.

    ``questions`` counts what is asked; a letter is written only when there is something to ask.
    ``stem`` is the name of its files: the unit's id with ``-`` for signs that are no letters or
    digits, numbered where an earlier letter of the same set has that name.
    """

    unit: str
    name: str
    questions: int
    text: str
    html: str
    stem: str = "unit"

    def save(self, folder: str | Path) -> tuple[Path, Path]:
        """Write both forms into a folder, which is made when it is not there; return their paths.

        Files of the same names are replaced.
        """
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        text, html = place / f"{self.stem}.txt", place / f"{self.stem}.html"
        save_whole(text, self.text.encode())
        save_whole(html, self.html.encode())
        return text, html


@dataclass(frozen=True)
class _Part:
    """The questions on one report: its period in words, and rows left blank."""

    period: str
    items: Sequence[LetterItem]
    blank: Sequence[str]
    asked: Sequence[str] = ()


def letters(
    verdicts: Iterable[CheckedVerdict],
    catalogue: Catalogue,
    names: Mapping[str, str],
    *,
    lang: str = "vi",
    sender: str = "",
    reply_by: str = "",
    asked: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> tuple[Letter, ...]:
    """Return one letter for each unit that there is something to ask.

    Parameters
    ----------
    verdicts
        Of any number of units and periods.
    catalogue
        With the labels of rows and evidence.
    names
        Name of a unit by its id.
    lang
        ``vi`` or ``en``.
    sender
        Who signs; left open with dots when not given.
    reply_by
        Day by which an answer is asked for, in words; left open when not given.
    asked
        Further questions by unit and period, such as on files that were sent, in the language of
        the letters.

    Raises
    ------
    SelectionError
        When the language is not known.
    """
    known_words([lang], WORDS, "lang")
    by_unit: dict[str, dict[str, list[CheckedVerdict]]] = {}
    for verdict in verdicts:
        by_unit.setdefault(verdict.unit, {}).setdefault(verdict.period, []).append(verdict)
    further = asked or {}
    for unit, questions in further.items():
        for period in questions:
            by_unit.setdefault(unit, {}).setdefault(period, [])
    written = []
    taken: set[str] = set()
    for unit, periods in by_unit.items():
        own = further.get(unit, {})
        parts = [
            _part(found, period, catalogue, lang, own.get(period, ()))
            for period, found in periods.items()
        ]
        parts = [part for part in parts if part.items or part.asked]
        if parts:
            head = _head(names.get(unit, unit), parts, lang, sender, reply_by)
            count = sum(len(part.items) + len(part.asked) for part in parts)
            text, html = _text(head, parts), _html(head, parts, lang)
            stem = _free_stem(unit, taken)
            written.append(Letter(unit, names.get(unit, unit), count, text, html, stem))
    return tuple(written)


def _free_stem(unit: str, taken: set[str]) -> str:
    """The name of a unit's files, added to those taken; file systems may ignore the case."""
    wanted = "".join(sign if sign.isalnum() else "-" for sign in unit).strip("-") or "unit"
    stem, number = wanted, 1
    while stem.casefold() in taken:
        number += 1
        stem = f"{wanted}-{number}"
    taken.add(stem.casefold())
    return stem


def _part(
    verdicts: Sequence[CheckedVerdict],
    period: str,
    catalogue: Catalogue,
    lang: str,
    asked: Sequence[str] = (),
) -> _Part:
    label = as_period(period).label_vi if lang == "vi" else as_period(period).label_en
    items = letter_items(verdicts, catalogue, lang)
    return _Part(label, items, blank_rows(verdicts, catalogue, lang), asked)


def _head(
    name: str, parts: Sequence[_Part], lang: str, sender: str, reply_by: str
) -> dict[str, str]:
    """Everything of the letter that is not a question."""
    words = WORDS[lang]
    filled = {
        "name": name,
        "periods": ", ".join(part.period for part in parts),
        "sender": sender or _BLANK[:40],
        "reply_by": reply_by or _BLANK[:20],
        "count": sum(len(part.items) + len(part.asked) for part in parts),
    }
    return {key: text.format(**filled) for key, text in words.items()}


def _wrapped(text: str, indent: str = "", hanging: str | None = None) -> list[str]:
    later = indent if hanging is None else hanging
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=later, break_on_hyphens=False
    )


def _text(head: Mapping[str, str], parts: Sequence[_Part]) -> str:
    lines = [head["sender"], head["date"].rjust(_WIDTH), "", head["subject"], "", head["to"], ""]
    for key in ("thanks", "request"):
        lines += [*_wrapped(head[key]), ""]
    for part in parts:
        if len(parts) > 1:
            lines += [part.period.upper(), ""]
        for number, item in enumerate(part.items, start=1):
            lines += [*_item_text(number, item, head), ""]
        if part.asked:
            lines += [*_wrapped(head["asked"]), *_list(part.asked), f"   {_BLANK}", ""]
        if part.blank:
            lines += [*_wrapped(head["blank"]), *_list(part.blank), ""]
    lines += [*_wrapped(head["close"]), "", head["signature"].rjust(_WIDTH)]
    lines += ["", head["reply_title"], head["reply_who"], head["reply_more"]]
    return "\n".join(lines) + "\n"


def _list(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in _wrapped(f"- {text}", "   ", "     ")]


def _item_text(number: int, item: LetterItem, head: Mapping[str, str]) -> list[str]:
    lines = _wrapped(f"{number}. [{head[item.weight]}] {item.question}", "", "   ")
    if item.rows:
        lines += _wrapped(f"{head['rows']}: {'; '.join(item.rows)}", "   ", "     ")
    if item.printed:
        lines += [f"   {head['printed']}:", *_list(item.printed)]
    lines += _wrapped(f"{head['rule']}: {item.rule}", "   ", "     ")
    lines += [f"   {head['reply']}: {head['reply_choices']}", f"   {_BLANK}"]
    return lines


def _html(head: Mapping[str, str], parts: Sequence[_Part], lang: str) -> str:
    body = [
        f'<p class="from">{escape(head["sender"])}</p>',
        f'<p class="date">{escape(head["date"])}</p>',
        f"<h1>{escape(head['subject'])}</h1>",
        f'<p class="to">{escape(head["to"])}</p>',
        f"<p>{escape(head['thanks'])}</p><p>{escape(head['request'])}</p>",
    ]
    for part in parts:
        if len(parts) > 1:
            body.append(f"<h2>{escape(part.period)}</h2>")
        if part.items:
            body.append(_table(part, head))
        if part.asked:
            rows = "".join(f"<li>{escape(each)}</li>" for each in part.asked)
            body.append(f"<p>{escape(head['asked'])}</p><ul>{rows}</ul>")
        if part.blank:
            rows = "".join(f"<li>{escape(row)}</li>" for row in part.blank)
            body.append(f"<p>{escape(head['blank'])}</p><ul>{rows}</ul>")
    body.append(f"<p>{escape(head['close'])}</p>")
    body.append(f'<p class="closing">{escape(head["signature"])}</p>')
    body.append(f"<h2>{escape(head['reply_title'])}</h2><p>{escape(head['reply_who'])}</p>")
    body.append(f"<p>{escape(head['reply_more'])}</p>")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(head['subject'])}</title><style>{STYLE}</style></head>\n"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _table(part: _Part, head: Mapping[str, str]) -> str:
    titles = (head["number"], head["rows"], head["printed"], head["question"], head["reply"])
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = "".join(_row(number, item, head) for number, item in enumerate(part.items, start=1))
    columns = "".join(f'<col width="{share}%">' for share in _SHARES)
    return (
        f'<table border="1" cellpadding="4" cellspacing="0" width="100%"><colgroup>{columns}'
        f"</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(number: int, item: LetterItem, head: Mapping[str, str]) -> str:
    cells = (
        str(number),
        "<br>".join(escape(row) for row in item.rows),
        "<br>".join(escape(text) for text in item.printed),
        f"{escape(item.question)}<br><small>{escape(head[item.weight])}; "
        f"{escape(head['rule'])}: {escape(item.rule)}</small>",
        "&nbsp;",
    )
    return f'<tr valign="top">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _letters_of_checked(
    checked: Checked, *, lang: str = "vi", sender: str = "", reply_by: str = ""
) -> tuple[Letter, ...]:
    """Return a letter for each unit that there is something to ask; see `cchc.present.letters`."""
    cube = checked.findings.cube
    names = {unit: cube.hierarchy.unit(cube.hierarchy.at(unit))["name"] for unit in cube.unit_ids}
    verdicts = checked.select("fails", "undecidable")
    return letters(verdicts, cube.catalogue, names, lang=lang, sender=sender, reply_by=reply_by)


def _letters_of_findings(
    findings: Findings, *, lang: str = "vi", sender: str = "", reply_by: str = ""
) -> tuple[Letter, ...]:
    """Return a letter for each unit that there is something to ask; see `cchc.present.letters`."""
    return _letters_of_checked(
        Checked(findings, {}, (), ()), lang=lang, sender=sender, reply_by=reply_by
    )


def hang_letters() -> None:
    """Give findings, and checks of files, their letters."""
    Checked.letters = _letters_of_checked  # type: ignore[attr-defined]
    Findings.letters = _letters_of_findings  # type: ignore[attr-defined]
