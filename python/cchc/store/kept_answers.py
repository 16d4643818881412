"""Answers to printed rows as a register keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from cchc.read.review import Answer, Review, review_key

__all__ = ["kept_answers", "review_of"]


def kept_answers(review: Review) -> dict[str, str]:
    """Return the answers of a review by what was asked, both as texts."""
    return {
        _question(each): json.dumps(asdict(each), ensure_ascii=False) for each in review.answers
    }


def review_of(answers: Mapping[str, str]) -> Review:
    """Return the answers to printed rows among those kept."""
    found = (_answer(*each) for each in answers.items())
    return Review(tuple(each for each in found if each is not None))


def _question(answer: Answer) -> str:
    """What was asked, as the key of an answer: tones, spaces and signs of it do not matter."""
    key = ["row", *review_key(answer.form, answer.code_printed, answer.label, answer.unit)]
    return json.dumps(key, ensure_ascii=False)


def _answer(question: str, text: str) -> Answer | None:
    """An answer about a printed row; None for one about anything else."""
    if not question.startswith('["row"'):
        return None
    try:
        return Answer(**json.loads(text))
    except (ValueError, TypeError):
        return None
