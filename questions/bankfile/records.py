"""Entries as plain values that JSON can hold, field by field, and back: the format of JSON and YAML."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

from questions.bankfile.datatypes import PART_TYPES, PartEntry, QuestionEntry, TopicEntry

Record = dict[str, Any]
_GROUPS = tuple(part.GROUP for part in PART_TYPES)


def topic_record(topic: TopicEntry) -> Record:
    return dict(topic.values)


def question_record(question: QuestionEntry) -> Record:
    """Return every field in the order of ``QuestionEntry``, lists as lists, parts as objects."""
    record = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in question.values.items()
    }
    parts = {name: [_part_record(part) for part in getattr(question, name)] for name in _GROUPS}
    return record | parts


def _part_record(part: PartEntry) -> Record:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in part.values.items()
    }


def question_of(record: Record) -> QuestionEntry:
    """Return the question that ``question_record`` made ``record`` of."""
    own = {name: _frozen(value) for name, value in record.items() if name not in _GROUPS}
    parts: dict[str, Any] = {
        part.GROUP: tuple(
            part(question=record["slug"], **{name: _frozen(value) for name, value in row.items()})
            for row in record[part.GROUP]
        )
        for part in PART_TYPES
    }
    return replace(QuestionEntry(**own), **parts)


def digest(question: QuestionEntry | None) -> str:
    """Return what two questions share that say the same, published or not; "" for none."""
    if question is None:
        return ""
    text = json.dumps(question_record(question) | {"status": ""}, sort_keys=True)
    return sha256(text.encode()).hexdigest()


def topic_of(record: Record) -> TopicEntry:
    return TopicEntry(**{name: record[name] for name in ("slug", "name", "description")})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
