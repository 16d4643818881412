"""Questions that a reading leaves open, and the answers that people gave to them before.

A row whose evidence does not settle which row of the form it is becomes a `Question`. Its answer
is kept in a `Review`, a small JSON file, and used whenever the same printed row comes again.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from cchc._files import file_text, not_opened, refusal
from cchc._save import save_whole
from cchc.read.fold import squash
from cchc.read.strict_json import strict_json

__all__ = ["Answer", "Question", "Review", "review_key"]

_FIELDS = ("form", "code_printed", "label", "unit", "row")


@dataclass(frozen=True, slots=True)
class Question:
    """A printed row that may be one of several rows of a form, the likeliest first.

    `scores` are those of the candidates, from 0 to 1; `value` is the text of its value cell.
    """

    form: str
    code_printed: str
    label: str
    unit: str
    value: str
    candidates: tuple[str, ...]
    scores: tuple[float, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Which row of the form a printed row is; None says that it is none of them."""

    form: str
    code_printed: str
    label: str
    unit: str
    row: str | None


class Review:
    """Answers by the printed row they are for; tones, spaces and signs of it do not matter."""

    def __init__(self, answers: tuple[Answer, ...] = ()) -> None:
        self._answers = {review_key(a.form, a.code_printed, a.label, a.unit): a for a in answers}

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers in the order given."""
        return tuple(self._answers.values())

    def answer(self, question: Question, row: str | None) -> None:
        """Remember that the question's row is `row` of its form (None: none of them)."""
        answer = Answer(question.form, question.code_printed, question.label, question.unit, row)
        key = review_key(answer.form, answer.code_printed, answer.label, answer.unit)
        self._answers[key] = answer

    def find(self, form: str, code_printed: str, label: str, unit: str) -> Answer | None:
        """Return the answer for a printed row, None when nobody was asked yet."""
        return self._answers.get(review_key(form, code_printed, label, unit))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the answers to a file; what stood there before is replaced whole or not at all."""
        content = {"cchc_review": 1, "answers": [asdict(answer) for answer in self.answers]}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        save_whole(path, text.encode())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Review:
        """Return the answers of a file; a file that is not there yet has none.

        Raises
        ------
        InputError
            When the file is no review file.
        """
        file = os.fspath(path)
        try:
            there = Path(path).exists()
        except (OSError, ValueError) as error:
            raise not_opened(error, file) from error
        if not there:
            return cls()
        content = strict_json(file_text(path), file)
        if not isinstance(content, dict) or content.get("cchc_review") != 1:
            raise refusal("not_a_review", file)
        answers = content.get("answers")
        if not isinstance(answers, list) or not all(_is_answer(entry) for entry in answers):
            raise refusal("not_a_review", file)
        return cls(tuple(Answer(**entry) for entry in answers))


def _is_answer(entry: object) -> bool:
    if not isinstance(entry, dict) or set(entry) != set(_FIELDS):
        return False
    texts = all(isinstance(entry[name], str) for name in _FIELDS[:-1])
    return texts and (entry["row"] is None or isinstance(entry["row"], str))


def review_key(form: str, code: str, label: str, unit: str) -> tuple[str, str, str, str]:
    """Return what two printed rows share that one answer is for."""
    return form, squash(code), squash(label), squash(unit, keep="%=")
