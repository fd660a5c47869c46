"""The rules of a bank that concern more than one value, one function each.

Errors keep a bank from being loaded; editorial faults are what is poor about one that could be.
What a single field may hold (choices, lengths, slugs) the models know: see ``validation``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from questions.bankfile.datatypes import (
    EMPTY,
    RETIRED,
    Bank,
    Entry,
    Fault,
    PartEntry,
    QuestionEntry,
    TopicEntry,
)
from questions.bankfile.sentences import count_sentences, is_near_duplicate
from questions.bankfile.spoiled_text import blemishes
from questions.speaking import WORDS_PER_MINUTE, spoken_seconds

Faults = Iterator[Fault]
QuestionRule = Callable[[QuestionEntry], Faults]
WANTED_FIELDS = (
    "category",
    "difficulty",
    "round",
    "target_min_seconds",
    "target_max_seconds",
    "sample_answer",
)


def find_errors(bank: Bank, known: Bank = EMPTY) -> list[Fault]:
    """Return what keeps ``bank`` from being loaded beside ``known``, the rows already there."""
    return sorted(
        chain(
            _repeats(bank.topics, "slug"),
            _repeats([*_only_in(known, bank), *bank.topics], "name"),
            _repeats(bank.questions, "slug"),
            _unknown_references(bank, known),
            _apply(QUESTION_ERRORS, bank.questions),
        )
    )


def find_question_errors(question: QuestionEntry) -> list[Fault]:
    """Return what keeps ``question`` from any bank, whatever else is in it."""
    return list(_apply(QUESTION_ERRORS, [question]))


def find_editorial_faults(bank: Bank) -> list[Fault]:
    """Return what a careful editor would mend. Retired questions are left in peace."""
    shown = [question for question in bank.questions if question.status != RETIRED]
    return sorted(
        chain(
            _repeats(shown, "title"),
            _repeats(shown, "prompt"),
            _apply(EDITORIAL_RULES, shown),
            *map(_spoiled_texts, bank.topics),
        )
    )


def _apply(rules: Iterable[QuestionRule], questions: Iterable[QuestionEntry]) -> Faults:
    return (fault for question in questions for rule in rules for fault in rule(question))


# --- Errors -------------------------------------------------------------------------------------


def _repeats(entries: Iterable[Entry], field: str) -> Faults:
    """No two may have the same, whatever the case and the spacing."""
    first: dict[str, Entry] = {}
    for entry in entries:
        value = " ".join(str(entry.values[field]).casefold().split())
        earlier = first.setdefault(value, entry)
        if value and earlier is not entry:
            yield entry.fault(field, f"is the same as {_place(earlier, field)}")


def _only_in(known: Bank, bank: Bank) -> Iterable[TopicEntry]:
    listed = {topic.slug for topic in bank.topics}
    return (topic for topic in known.topics if topic.slug not in listed)


def _place(entry: Entry, field: str) -> str:
    place = entry.place
    name = entry.path or entry.question_slug
    return f"{place.file}:{place.line_of(field)}" if place.file else f"that of {name}"


def _unknown_references(bank: Bank, known: Bank) -> Faults:
    topics = {topic.slug for topic in (*bank.topics, *known.topics)}
    questions = bank.slugs | known.slugs
    for question in bank.questions:
        for slug in sorted(set(question.topics) - topics):
            yield question.fault("topics", f"there is no topic {slug!r}")
        for slug in sorted(set(question.related) - questions):
            yield question.fault("related", f"there is no question {slug!r}")


def relates_to_itself(question: QuestionEntry) -> Faults:
    if question.slug in question.related:
        yield question.fault("related", "a question may not be related to itself")


def lists_a_name_twice(field: str, question: QuestionEntry) -> Faults:
    slugs = list(getattr(question, field))
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        yield question.fault(field, f"{slug!r} stands there twice")


def target_is_no_range(question: QuestionEntry) -> Faults:
    shortest, longest = question.target_min_seconds, question.target_max_seconds
    if shortest is not None and longest is not None and longest < shortest:
        yield question.fault("target_max_seconds", "is shorter than target_min_seconds")


def parts_have_no_key(question: QuestionEntry) -> Faults:
    for part in question.parts:
        if not part.key:
            yield part.fault("key", "is missing: what candidates do with the row hangs on it")


def repeats_keys(question: QuestionEntry) -> Faults:
    for group in _groups(question):
        yield from _repeats(group, "key")


def repeats_positions(question: QuestionEntry) -> Faults:
    for group in _groups(question):
        yield from _repeats(group, "position")


def _groups(question: QuestionEntry) -> Iterable[Iterable[PartEntry]]:
    groups: dict[str, list[PartEntry]] = defaultdict(list)
    for part in question.parts:
        groups[part.GROUP].append(part)
    return groups.values()


# --- Editorial faults ---------------------------------------------------------------------------


def _count_outside(question: QuestionEntry, field: str, fewest: int, most: int) -> Faults:
    count = len(getattr(question, field))
    if not fewest <= count <= most:
        yield question.fault(field, f"{fewest} to {most} are wanted, and there are {count}")


def leaves_fields_empty(question: QuestionEntry) -> Faults:
    for name in WANTED_FIELDS:
        if not getattr(question, name):
            yield question.fault(name, "is not given")


def has_suggestions(question: QuestionEntry) -> Faults:
    for point in question.key_points:
        if point.is_suggestion:
            yield point.fault("is_suggestion", "was suggested by a tool: approve or reword it")


def has_no_structure(question: QuestionEntry) -> Faults:
    if not question.structure_steps:
        yield question.fault("structure_steps", "there are none")


def prompt_is_long(question: QuestionEntry) -> Faults:
    count = count_sentences(question.prompt)
    if count > 3:
        yield question.fault("prompt", f"has {count} sentences: three is the most")


def sample_answer_misses_its_target(question: QuestionEntry) -> Faults:
    seconds = spoken_seconds(question.sample_answer)
    if question.target_min_seconds is None or question.target_max_seconds is None:
        return
    if not question.target_min_seconds <= seconds <= question.target_max_seconds:
        target = f"{question.target_min_seconds} to {question.target_max_seconds} s"
        pace = f"at {WORDS_PER_MINUTE} words a minute"
        yield question.fault("sample_answer", f"lasts {seconds} s {pace}: the target is {target}")


def points_are_near_duplicates(question: QuestionEntry) -> Faults:
    for index, point in enumerate(question.key_points):
        for earlier in question.key_points[:index]:
            if is_near_duplicate(point.text, earlier.text):
                yield point.fault("text", f"says nearly the same as {earlier.path}")


def points_have_no_aliases(question: QuestionEntry) -> Faults:
    for point in question.key_points:
        if not point.aliases:
            yield point.fault("aliases", "there are no other ways of saying it")


def texts_are_spoiled(question: QuestionEntry) -> Faults:
    for entry in (question, *question.parts):
        yield from _spoiled_texts(entry)


def _spoiled_texts(entry: Entry) -> Faults:
    for name, value in entry.values.items():
        text = "\n".join(value) if isinstance(value, tuple) else str(value)
        for blemish in blemishes(text):
            yield entry.fault(name, blemish)


QUESTION_ERRORS: tuple[QuestionRule, ...] = (
    partial(lists_a_name_twice, "topics"),
    partial(lists_a_name_twice, "related"),
    relates_to_itself,
    target_is_no_range,
    parts_have_no_key,
    repeats_keys,
    repeats_positions,
)

EDITORIAL_RULES: tuple[QuestionRule, ...] = (
    leaves_fields_empty,
    has_suggestions,
    lambda question: _count_outside(question, "topics", 1, 4),
    has_no_structure,
    lambda question: _count_outside(question, "key_points", 5, 8),
    lambda question: _count_outside(question, "mistakes", 3, 6),
    lambda question: _count_outside(question, "follow_ups", 2, 4),
    prompt_is_long,
    sample_answer_misses_its_target,
    points_are_near_duplicates,
    points_have_no_aliases,
    texts_are_spoiled,
)
