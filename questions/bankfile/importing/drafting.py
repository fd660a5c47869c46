"""A found question -> an entry of the bank: what it states laid over what the bank has.

What the document does not state is left as it is, and in a new question left out: nothing is made up
but a title, an address and keys, which are taken from the question's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, TypeVar

from questions.bankfile.datatypes import (
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    PartEntry,
    QuestionEntry,
    StructureStepEntry,
)
from questions.bankfile.importing.suggesting import suggest_key_points
from questions.bankfile.layouts.found import FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import plain
from questions.bankfile.part_lists import read_steps

SLUG_LENGTH, KEY_LENGTH, TITLE_LENGTH = 80, 60, 120
DRAFT = "draft"
_TEXTS = (
    "title",
    "status",
    "prompt",
    "category",
    "difficulty",
    "round",
    "framework",
    "sample_answer",
    "notes",
    "source",
    "licence",
    "attribution",
)
_SECONDS = {"min_seconds": "target_min_seconds", "max_seconds": "target_max_seconds"}
_SIGN = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")

PartT = TypeVar("PartT", bound=PartEntry)


@dataclass(frozen=True)
class Vocabulary:
    """The slugs that a question can refer to."""

    topics: Container[str]
    questions: Container[str]


def draft(
    found: FoundQuestion, slug: str, stored: QuestionEntry | None, vocabulary: Vocabulary
) -> QuestionEntry:
    """Return the question called ``slug`` as it would stand in the bank.

    A new one has no position: where it comes in the bank's order is for whoever writes it.
    """
    title = shortened(plain(found.prompt.text), TITLE_LENGTH)
    base = stored or QuestionEntry(
        slug=slug, position=0, status=DRAFT, title=title, prompt=_clean(found.prompt.text)
    )
    return replace(base, **_own_values(found, base, vocabulary), **_parts(found, base))


def with_suggestions(found: FoundQuestion) -> FoundQuestion:
    """Return ``found`` with key points that its answer suggests, where it states none."""
    answer = found.sample_answer
    if answer is None or found.key_points or "key_points" in found.states_empty:
        return found
    points = (
        FoundPart(text, answer.line, is_suggestion=True) for text in suggest_key_points(answer.text)
    )
    return replace(found, key_points=tuple(points))


def slug_of(text: str, length: int = SLUG_LENGTH) -> str:
    """Return ``text`` if it is an address, or one made of it: ASCII letters, digits and hyphens."""
    if _SLUG.fullmatch(text) and len(text) <= length:
        return text
    ascii_text = (
        unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    )
    slug = _SIGN.sub("-", ascii_text.lower()).strip("-")
    if len(slug) > length:
        cut = slug[: length + 1].rpartition("-")[0] or slug[:length]
        slug = cut.strip("-")
    return slug


def numbered(stem: str, taken: Container[str], length: int = SLUG_LENGTH) -> str:
    """Return ``stem``, or the first of ``stem-2``, ``stem-3`` ... that is not ``taken``."""
    if stem not in taken:
        return stem
    room = stem[: length - 7].strip("-")
    return next(name for number in count(2) if (name := f"{room}-{number}") not in taken)


def shortened(text: str, length: int) -> str:
    """Return ``text``, or where it is longer one line of it, cut between words, with "..."."""
    text = text.strip()
    if len(text) <= length:
        return text
    line = " ".join(text.split())
    cut = line[: length - 2].rpartition(" ")[0] or line[: length - 3]
    return cut[: length - 3].rstrip(" ,;:-") + "..."


# --- Its own fields -----------------------------------------------------------------------------


def _own_values(
    found: FoundQuestion, base: QuestionEntry, vocabulary: Vocabulary
) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: _clean(passage.text)
        for name in _TEXTS
        if (passage := getattr(found, name)) is not None
    }
    values |= dict.fromkeys(found.states_empty & set(_TEXTS), "")
    if "title" in values:
        values["title"] = shortened(values["title"], TITLE_LENGTH)
    if found.position is not None:
        values["position"] = found.position
    return values | _seconds(found, base) | _links(found, vocabulary)


def _clean(text: str) -> str:
    """Return ``text`` as the bank keeps it, so that it is the same when it is read from there."""
    return text.replace("\r\n", "\n").strip()


def _seconds(found: FoundQuestion, base: QuestionEntry) -> dict[str, int | None]:
    """An end that is not stated stays, unless the stated one leaves no room for it."""
    stated: dict[str, int | None] = {
        own: getattr(found, name)
        for name, own in _SECONDS.items()
        if getattr(found, name) is not None or name in found.states_empty
    }
    shortest = stated.get("target_min_seconds", base.target_min_seconds)
    longest = stated.get("target_max_seconds", base.target_max_seconds)
    if shortest and longest and shortest > longest and len(stated) == 1:
        stated |= {own: None for own in _SECONDS.values() if own not in stated}
    return stated


def _links(found: FoundQuestion, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """What refers to nothing is left out."""
    known = {"topics": vocabulary.topics, "related": vocabulary.questions}
    return {
        name: tuple(sorted({one.text for one in getattr(found, name) if one.text in slugs}))
        for name, slugs in known.items()
        if getattr(found, name) or name in found.states_empty
    }


# --- Its parts ----------------------------------------------------------------------------------


def _parts(found: FoundQuestion, base: QuestionEntry) -> dict[str, Any]:
    groups: dict[str, Any] = {
        "structure_steps": (_steps(found), StructureStepEntry, _step_values),
        "key_points": (_points(found, base), KeyPointEntry, _point_values),
        "mistakes": (found.mistakes, MistakeEntry, _text_values),
        "follow_ups": (found.follow_ups, FollowUpEntry, _text_values),
    }
    names = {"structure_steps": "steps"}
    return {
        group: _group(parts, part_type, values, base)
        for group, (parts, part_type, values) in groups.items()
        if parts or names.get(group, group) in found.states_empty
    }


def _points(found: FoundQuestion, base: QuestionEntry) -> tuple[FoundPart, ...]:
    """What a tool suggested never takes the place of points that are there."""
    are_suggested = all(point.is_suggestion and not point.key for point in found.key_points)
    are_there = any(not point.is_suggestion for point in base.key_points)
    return () if are_suggested and are_there else found.key_points


def _steps(found: FoundQuestion) -> tuple[FoundPart, ...]:
    """Prose is one step, unless it is a list: then each item is one."""
    if found.steps or found.structure is None:
        return found.steps
    steps = read_steps(found.structure.text, found.structure.line)
    if len(steps) > 1 and _is_list(found.structure):
        return tuple(
            replace(step, label=step.label or f"Step {place}")
            for place, step in enumerate(steps, start=1)
        )
    label = found.framework.text if found.framework else "How to answer"
    return (FoundPart(found.structure.text, found.structure.line, label=label),)


def _is_list(passage: Passage) -> bool:
    lines = [line for line in passage.text.split("\n") if line.strip()]
    return all(re.match(r"\s*(?:[-*+\u2022]|[0-9]+[.)])\s|\s+", line) for line in lines)


def _group(
    parts: Iterable[FoundPart],
    part_type: type[PartT],
    values: Callable[[FoundPart, PartT | None], dict[str, Any]],
    base: QuestionEntry,
) -> tuple[PartT, ...]:
    """Return the found parts as rows; one that is there in the same words keeps its key."""
    there: dict[str, list[PartT]] = defaultdict(list)
    for row in reversed(getattr(base, part_type.GROUP)):
        there[_words(row)].append(row)
    pairs = [(part, None if part.key else _next(there[_found_words(part)])) for part in parts]
    keys = _free_keys(part.key or (same.key if same else "") for part, same in pairs)
    stated = {part.position for part, _ in pairs}
    places = (place for place in count(1) if place not in stated)
    rows = []
    for part, same in pairs:
        key = part.key or (same.key if same else keys(part.label or part.text))
        place = next(places) if part.position is None else part.position
        rows.append(part_type(question=base.slug, key=key, position=place, **values(part, same)))
    return tuple(sorted(rows, key=lambda row: row.position))


def _next(rows: list[PartT]) -> PartT | None:
    return rows.pop() if rows else None


def _free_keys(taken: Iterable[str]) -> Callable[[str], str]:
    """Return a function that makes a key of a text, another one each time."""
    used = {key.casefold() for key in taken}

    def key_of(text: str) -> str:
        stem = slug_of(plain(text).lower(), KEY_LENGTH - 10) or "part"
        used.add(key := numbered(stem, used, KEY_LENGTH))
        return key

    return key_of


def _step_values(part: FoundPart, same: StructureStepEntry | None) -> dict[str, Any]:
    return {"label": shortened(part.label, KEY_LENGTH), "guidance": _clean(part.text) or part.label}


def _point_values(part: FoundPart, same: KeyPointEntry | None) -> dict[str, Any]:
    """A document that does not know keys does not know the other ways of saying it, either."""
    stated = (line.strip() for alias in part.aliases for line in alias.splitlines())
    aliases = tuple(filter(None, stated)) or (same.aliases if same else ())
    is_suggestion = part.is_suggestion or bool(same and same.is_suggestion)
    return {"text": _clean(part.text), "aliases": aliases, "is_suggestion": is_suggestion}


def _text_values(part: FoundPart, same: PartEntry | None) -> dict[str, Any]:
    return {"text": _clean(part.text)}


def _words(part: PartEntry) -> str:
    values = part.values
    return "\n".join(str(values.get(name, "")) for name in ("label", "guidance", "text")).strip()


def _found_words(part: FoundPart) -> str:
    if part.label:
        guidance = _clean(part.text) or part.label
        return f"{shortened(part.label, KEY_LENGTH)}\n{guidance}".strip()
    return _clean(part.text)
