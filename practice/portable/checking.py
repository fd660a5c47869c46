"""What a document that keeps to the schema must keep to besides: what refers to what, and only once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any
from zoneinfo import available_timezones

from practice.portable.columns import moment
from practice.portable.errors import BrokenFileError

Row = dict[str, Any]
Problem = tuple[str, str]
"""A place in the document, and what is wrong there."""

MOST_ROWS = 25_000


def check_references(document: Row) -> None:
    """Raise BrokenFileError with the first problem in a ``document`` that keeps to the schema."""
    checks = (
        *(_too_much, _bad_days, _bad_preferences, _bad_stories),
        *(_bad_drafts, _bad_attempts, _bad_plans),
    )
    for where, problem in chain.from_iterable(check(document) for check in checks):
        raise BrokenFileError(f"{where}: {problem}")


def _too_much(document: Row) -> Iterator[Problem]:
    """More rows than can be written at once without everybody else waiting."""
    drafts = [*document["drafts"], *_turn_drafts(document)]
    rows = sum(len(document[kind]) for kind in ("stories", "attempts", "mock_interviews"))
    rows += sum(1 + len(draft["reveals"]) + len(draft["kept_texts"]) for draft in drafts)
    rows += sum(len(interview["turns"]) for interview in document["mock_interviews"])
    rows += sum(len(attempt["second_opinions"]) for attempt in document["attempts"])
    if rows > MOST_ROWS:
        yield "The file", f"it holds {rows:,} things, and up to {MOST_ROWS:,} can be imported."


def _turn_drafts(document: Row) -> Iterator[Row]:
    for interview in document["mock_interviews"]:
        yield from (turn["draft"] for turn in interview["turns"] if turn["draft"])


def _bad_days(document: Any) -> Iterator[Problem]:
    """Days that no calendar has, such as 30 February; the schema knows only how one is written."""
    waiting: list[tuple[str, Row]] = [("", document)]
    while waiting:
        where, row = waiting.pop()
        for name, value in row.items():
            here = f"{where}.{name}".removeprefix(".")
            if isinstance(value, dict):
                waiting.append((here, value))
            elif isinstance(value, list):
                rows = ((f"{here}[{index}]", each) for index, each in enumerate(value))
                waiting += [(there, each) for there, each in rows if isinstance(each, dict)]
            elif isinstance(value, str) and name.endswith("_at"):
                yield from _no_such_day(here, value, moment)
            elif isinstance(value, str) and name.endswith("_on"):
                yield from _no_such_day(here, value, date.fromisoformat)


def _no_such_day(where: str, value: str, parse: Callable[[str], object]) -> Iterator[Problem]:
    try:
        parse(value)
    except ValueError:
        yield where, f"there is no {value}."


def _bad_preferences(document: Row) -> Iterator[Problem]:
    zone = document["preferences"]["time_zone"]
    if zone and zone not in available_timezones():
        yield "preferences.time_zone", f'this server knows no time zone "{zone}".'


def _bad_stories(document: Row) -> Iterator[Problem]:
    yield from _repeated("stories", document["stories"], "id")


def _bad_drafts(document: Row) -> Iterator[Problem]:
    stories = {story["id"] for story in document["stories"]}
    yield from _repeated("drafts", document["drafts"], "question")
    for index, draft in enumerate(document["drafts"]):
        yield from _bad_draft(f"drafts[{index}]", draft, stories)


def _bad_draft(where: str, draft: Row, stories: set[str]) -> Iterator[Problem]:
    yield from _unknown(f"{where}.story", draft["story"], stories, "story")
    yield from _repeated(f"{where}.reveals", draft["reveals"], "rung", "key")
    yield from _repeated(f"{where}.kept_texts", draft["kept_texts"], "writer")


def _bad_attempts(document: Row) -> Iterator[Problem]:
    attempts = document["attempts"]
    stories = {story["id"] for story in document["stories"]}
    yield from _repeated("attempts", attempts, "id")
    yield from _repeated("attempts", attempts, "question", "number")
    for index, attempt in enumerate(attempts):
        where = f"attempts[{index}]"
        yield from _unknown(f"{where}.story", attempt["story"], stories, "story")
        yield from _bad_points(where, attempt)
        yield from _bad_opinions(where, attempt)


def _bad_points(where: str, attempt: Row) -> Iterator[Problem]:
    points = attempt["points"]
    yield from _repeated(f"{where}.points", points, "key")
    yield from _repeated(f"{where}.points", points, "position")
    for index, point in enumerate(points):
        yield from _outside(f"{where}.points[{index}]", point, "evidence", attempt["text"])


def _bad_opinions(where: str, attempt: Row) -> Iterator[Problem]:
    keys = {point["key"] for point in attempt["points"]}
    judged: set[str] = set()
    for index, opinion in enumerate(attempt["second_opinions"]):
        for number, verdict in enumerate(opinion["verdicts"]):
            here = f"{where}.second_opinions[{index}].verdicts[{number}]"
            yield from _unknown(f"{here}.point", verdict["point"], keys, "point of this attempt")
            yield from _outside(here, verdict, "quote", attempt["text"])
            if verdict["point"] in judged:
                yield f"{here}.point", f'"{verdict["point"]}" has a second verdict already.'
            judged.add(verdict["point"])


def _bad_plans(document: Row) -> Iterator[Problem]:
    yield from _repeated("review_cards", document["review_cards"], "question")
    stories = {story["id"] for story in document["stories"]}
    attempts = {attempt["id"] for attempt in document["attempts"]}
    for index, interview in enumerate(document["mock_interviews"]):
        where = f"mock_interviews[{index}].turns"
        yield from _repeated(where, interview["turns"], "position")
        positions = {turn["position"] for turn in interview["turns"] if turn["kind"] == "question"}
        for number, turn in enumerate(interview["turns"]):
            here = f"{where}[{number}]"
            yield from _bad_turn(here, turn, positions)
            yield from _unknown(
                f"{here}.attempt", turn["attempt"], attempts, "attempt that is free"
            )
            attempts.discard(turn["attempt"])
            if turn["draft"]:
                yield from _bad_draft(f"{here}.draft", turn["draft"], stories)


def _bad_turn(where: str, turn: Row, questions: set[int]) -> Iterator[Problem]:
    if turn["target_max_seconds"] < turn["target_min_seconds"]:
        yield f"{where}.target_max_seconds", "it is less than target_min_seconds."
    if turn["draft"] and turn["draft"]["question"] != turn["question"]:
        yield f"{where}.draft.question", "it is not the question of its turn."
    for name in ("interrupts", "interrupts_after"):
        if (turn["kind"] == "interruption") != (turn[name] is not None):
            yield f"{where}.{name}", "an interruption has it, and nothing else has."
    yield from _unknown(f"{where}.interrupts", turn["interrupts"], questions, "question's turn")


def _repeated(where: str, rows: Iterable[Row], *names: str) -> Iterator[Problem]:
    """Rows that have the same ``names`` as an earlier one."""
    seen: set[Hashable] = set()
    for index, row in enumerate(rows):
        identity = tuple(row[name] for name in names)
        if identity in seen:
            shown = ", ".join(f"{each}" for each in identity)
            yield (
                f"{where}[{index}].{names[-1]}",
                f"{' and '.join(names)} {shown} are there already.",
            )
        seen.add(identity)


def _unknown(where: str, name: Any, known: set[Any], kind: str) -> Iterator[Problem]:
    if name is not None and name not in known:
        yield where, f'"{name}" is no {kind}.'


def _outside(where: str, row: Row, name: str, text: str) -> Iterator[Problem]:
    """Offsets that come without each other, the wrong way round, or from beyond ``text``."""
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    if start is None and end is None:
        return
    if start is None or end is None:
        yield f"{where}.{name}_start", f"it goes with {name}_end: both or neither."
    elif not start <= end <= len(text):
        yield (
            f"{where}.{name}_end",
            f"{start} to {end} is no passage of a text of {len(text)} characters.",
        )
