"""Django's fixtures of our models, YAML or JSON: read exactly, or refused. Rows are read by ``parsing``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml
from yaml.error import Mark

from questions.bankfile.assembling import Rows
from questions.bankfile.datatypes import (
    Entry,
    Fault,
    KeyPointEntry,
    PartEntry,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
)
from questions.bankfile.intake.limits import MAX_QUESTIONS
from questions.bankfile.layouts.data.bank_schema import MAX_FAULTS
from questions.bankfile.layouts.data.located import (
    LIST,
    OBJECT,
    TEXT,
    BrokenDocumentError,
    Node,
    is_json,
    tops,
)
from questions.bankfile.layouts.data.recorded import NAMES
from questions.bankfile.layouts.found import (
    Document,
    Finding,
    FoundPart,
    FoundQuestion,
    FoundTopic,
    Passage,
)
from questions.bankfile.parsing import parse_row

MAX_ROWS = 1_000_000
name = "django fixtures"
reads_as_written = True

_BEGINNING = 20_000
_IN_JSON = re.compile(r'"model"\s*:\s*"\w+\.\w+"')
_IN_YAML = re.compile(r"^(?:- |  )model:[ \t]*[\"']?\w+\.\w+[\"']?[ \t]*$", re.MULTILINE)
_TEXTS = (
    *("slug", "title", "status", "framework", "sample_answer", "notes", "category", "difficulty"),
    *("round", "source", "licence", "attribution"),
)
_SLUGS = ("topics", "related")


def likelihood(document: Document) -> float:
    """Return whether ``document`` begins with rows of models."""
    text = document.as_written[:_BEGINNING]
    mark = _IN_JSON if is_json(document.name, text) else _IN_YAML
    return 0.95 if mark.search(text) and "fields" in text else 0.0


def read(document: Document) -> Finding:
    """Return everything that the rows state; one faulty row refuses them all."""
    reading = _Reading(document)
    try:
        for node in _row_nodes(document):
            reading.take(node)
            if len(reading.rows.faults) >= MAX_FAULTS:
                break
    except BrokenDocumentError as error:
        reading.rows.faults.append(document.refusal(error.line, str(error)))
    return reading.finding()


def _row_nodes(document: Document) -> Iterator[Node]:
    for place, top in enumerate(tops(document, document.as_written)):
        if top.name or (not top.is_item and top.node.kind != LIST):
            raise BrokenDocumentError(top.node.line, "a list of rows is wanted")
        if place > MAX_ROWS:
            raise BrokenDocumentError(top.node.line, f"more than {MAX_ROWS:,} rows")
        if top.is_item:
            yield top.node


@dataclass
class _Reading:
    """What the rows read so far hold. Entries are let go of: what they state is smaller."""

    document: Document
    rows: Rows = field(default_factory=Rows)
    questions: dict[str, FoundQuestion] = field(default_factory=dict)
    topics: list[FoundTopic] = field(default_factory=list)
    parts: dict[str, dict[str, list[FoundPart]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    strays: dict[str, Fault] = field(default_factory=dict)

    def take(self, node: Node) -> None:
        parse_row(self.document.name, _yaml_node(node), self.rows)
        for entry in self.rows.entries:
            self._take_entry(entry)
        self.rows.entries.clear()

    def finding(self) -> Finding:
        strays = [stray for slug, stray in self.strays.items() if slug not in self.questions]
        faults = sorted([*self.rows.faults, *strays])[:MAX_FAULTS]
        if faults:
            return Finding(faults=tuple(replace(fault, refuses=True) for fault in faults))
        questions = (self._whole(slug, question) for slug, question in self.questions.items())
        return Finding(tuple(questions), topics=tuple(self.topics))

    def _take_entry(self, entry: Entry) -> None:
        if isinstance(entry, PartEntry):
            self.parts[entry.question][NAMES.get(entry.GROUP, entry.GROUP)].append(_part(entry))
            if entry.question not in self.strays:
                message = "no question of this document has this slug"
                self.strays[entry.question] = entry.fault("question", message)
        elif isinstance(entry, TopicEntry):
            self.topics.append(_topic(entry))
        elif isinstance(entry, QuestionEntry):
            self._take_question(entry)

    def _take_question(self, entry: QuestionEntry) -> None:
        if entry.slug in self.questions:
            first = self.questions[entry.slug].line
            self.rows.faults.append(entry.fault("slug", f"stands on line {first} too"))
        elif len(self.questions) >= MAX_QUESTIONS:
            message = f"more than {MAX_QUESTIONS:,} questions: split the file"
            raise BrokenDocumentError(entry.place.line, message)
        else:
            self.questions[entry.slug] = _question(self.document, entry)

    def _whole(self, slug: str, question: FoundQuestion) -> FoundQuestion:
        """Put in the question's parts. A fixture is whole: what has no rows in it, has none."""
        groups = self.parts.get(slug, {})
        parts = {
            name: tuple(sorted(groups.get(name, ()), key=lambda part: part.position or 0))
            for name in ("steps", "key_points", "mistakes", "follow_ups")
        }
        lacking = {name for name, rows in parts.items() if not rows}
        return replace(question, states_empty=question.states_empty | lacking, **parts)  # type: ignore[arg-type]


def _question(document: Document, entry: QuestionEntry) -> FoundQuestion:
    stated = entry.place.field_lines
    shortest, longest = stated.get("target_min_seconds"), stated.get("target_max_seconds")
    return FoundQuestion(
        file=document.name,
        line=entry.place.line,
        prompt=Passage(entry.prompt, entry.place.line_of("prompt")),
        position=entry.position,
        min_seconds=entry.target_min_seconds,
        max_seconds=entry.target_max_seconds,
        seconds_line=shortest or longest,
        states_empty=frozenset(
            NAMES.get(name, name) for name in stated if getattr(entry, name) in {"", (), None}
        ),
        **{name: _passage(entry, name) for name in _TEXTS},  # type: ignore[arg-type]
        **{  # type: ignore[arg-type]
            name: tuple(Passage(slug, entry.place.line_of(name)) for slug in getattr(entry, name))
            for name in _SLUGS
        },
    )


def _passage(entry: QuestionEntry, field_name: str) -> Passage | None:
    text = getattr(entry, field_name)
    return Passage(text, entry.place.line_of(field_name)) if text else None


def _topic(entry: TopicEntry) -> FoundTopic:
    is_described = "description" in entry.place.field_lines
    return FoundTopic(
        entry.slug, entry.place.line, entry.name, entry.description if is_described else None
    )


def _part(entry: PartEntry) -> FoundPart:
    text_field = "guidance" if isinstance(entry, StructureStepEntry) else "text"
    return FoundPart(
        getattr(entry, text_field),
        entry.place.line_of(text_field),
        label=entry.label if isinstance(entry, StructureStepEntry) else "",
        key=entry.key,
        position=entry.position,
        aliases=entry.aliases if isinstance(entry, KeyPointEntry) else (),
        is_suggestion=isinstance(entry, KeyPointEntry) and entry.is_suggestion,
    )


_TAGS = {
    TEXT: "str",
    "number": "int",
    "boolean": "bool",
    "null": "null",
}


def _yaml_node(node: Node) -> yaml.Node:
    """Return ``node`` as the kind of node that ``parsing`` reads rows from."""
    mark = Mark("", 0, node.line - 1, 0, None, 0)
    if node.kind == OBJECT:
        pairs = [
            (_yaml_node(Node(value.line, TEXT, key)), _yaml_node(value))
            for key, value in node.value.items()
        ]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, mark, mark)
    if node.kind == LIST:
        items = [_yaml_node(item) for item in node.value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, mark, mark)
    style = '"' if node.kind == TEXT else None
    return yaml.ScalarNode(
        f"tag:yaml.org,2002:{_TAGS[node.kind]}", node.value, mark, mark, style=style
    )
