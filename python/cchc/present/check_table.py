"""What a check found, as a table: rule, how much it matters, figures, question, lines."""

from __future__ import annotations

from cchc.check import Checked, CheckedVerdict
from cchc.present.place_words import place_words
from cchc.present.table import Column, Table
from cchc.present.words import SEVERITY_WORDS, VERDICT_WORDS, verdict_counts

__all__ = ["check_table"]

_TITLES = {
    "vi": ("Quy tắc", "Mức", "Đơn vị, kỳ", "Nội dung đề nghị làm rõ", "Dòng trong báo cáo"),
    "en": ("Rule", "Severity", "Unit, period", "Question", "Lines of the report"),
}


def check_table(checked: Checked, *, lang: str = "vi", limit: int = 200) -> Table:
    """Return what there is to ask, one row each; how the other verdicts fell is in the notes."""
    columns = [Column(title) for title in _TITLES[lang]]
    rows = [_row(verdict, lang) for verdict in checked.questions[:limit]]
    title = "Nội dung đề nghị làm rõ" if lang == "vi" else "Questions to ask"
    return Table(title, columns, rows, _notes(checked, lang, limit))


def _row(verdict: CheckedVerdict, lang: str) -> list[str]:
    places = dict.fromkeys(line.place for line in verdict.evidence if line.place)
    return [
        verdict.part,
        SEVERITY_WORDS[lang]["form" if verdict.about_form else verdict.severity],
        f"{verdict.unit}, {verdict.period}",
        verdict.message_vi if lang == "vi" else verdict.message_en,
        "; ".join(place_words(place, lang) for place in places),
    ]


def _notes(checked: Checked, lang: str, limit: int) -> list[str]:
    counts = checked.findings.counts()
    words = VERDICT_WORDS[lang]
    notes = [verdict_counts(counts, lang)]
    undecided = dict.fromkeys(each.part for each in checked.select("undecidable"))
    if undecided:
        notes.append(f"{words['undecidable']}: {', '.join(undecided)}")
    left_out = len(checked.questions) - limit
    if left_out > 0:
        notes.append(f"… +{left_out}")
    return notes
