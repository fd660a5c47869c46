"""What admin says once it moved questions or approved their key points: some lines, however many they are."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.contrib import messages
from django.utils.text import get_text_list

from questions.models import PublicationStatus, Question
from questions.publishing import Moved, shortcomings

MOST_LINES = 20
Message = tuple[int, str]
"""One of Django's message levels, and the text."""


def after_moving(moved: Moved, status: PublicationStatus, done: str) -> Iterator[Message]:
    """Say what became of the questions that were to get ``status``; ``done`` is what that is called."""
    if moved.changed:
        yield messages.SUCCESS, f"{questions_in_words(moved.changed)} {done}."
    if moved.unchanged:
        already = f"{questions_in_words(moved.unchanged)} already {status.label.lower()}."
        yield messages.INFO, already
    if status == PublicationStatus.PUBLISHED:
        yield from _first(messages.WARNING, map(unfinished, moved.changed))
    refusals = (
        f"“{question}” was not published: it has {no(lacking)}."
        for question, lacking in moved.refused
    )
    yield from _first(messages.ERROR, refusals)


def _first(level: int, lines: Iterator[str]) -> Iterator[Message]:
    told = filter(None, lines)
    for line in islice(told, MOST_LINES):
        yield level, line
    if more := sum(1 for _ in told):
        yield level, f"The same goes, each in its own way, for {more} more."


def unfinished(question: Question) -> str:
    """Warn of what candidates see to be unfinished in a published question; empty where nothing is."""
    found = shortcomings(question)
    return f"“{question}” is published {get_text_list(found, 'and')}." if found else ""


def after_approving(approved: Mapping[Question, int]) -> Message:
    total = sum(approved.values())
    if not total:
        return messages.INFO, "There was no suggested key point to approve."
    points = "1 suggested key point" if total == 1 else f"{total} suggested key points"
    return messages.SUCCESS, f"{points} of {questions_in_words(list(approved))} approved."


def no(names: list[str]) -> str:
    return get_text_list([f"no {name}" for name in names], "and")


def questions_in_words(questions: list[Question]) -> str:
    return "1 question" if len(questions) == 1 else f"{len(questions)} questions"
