"""Records of the published format, as nodes -> what they state. Their rules are in ``bank_schema``."""

from __future__ import annotations

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.data.bank_schema import violations
from questions.bankfile.layouts.data.located import NUMBER, TEXT, Node, number_of
from questions.bankfile.layouts.found import (
    Document,
    FoundPart,
    FoundQuestion,
    FoundTopic,
    Passage,
)

# The fields of a found question that records call otherwise.
NAMES = {
    "structure_steps": "steps",
    "target_min_seconds": "min_seconds",
    "target_max_seconds": "max_seconds",
}
_TEXTS = (
    *("slug", "title", "status", "structure", "framework", "sample_answer", "notes", "category"),
    *("difficulty", "round", "source", "licence", "attribution"),
)
_PARTS = ("structure_steps", "key_points", "mistakes", "follow_ups")
_SLUGS = ("topics", "related")


def question_of(document: Document, node: Node) -> FoundQuestion | list[Fault]:
    """Return the question that a record states, or why it refuses the document."""
    return violations(document, "question", node) or _question(document, node)


def topic_of(document: Document, node: Node) -> FoundTopic | list[Fault]:
    """Return the topic that a record states, or why it refuses the document."""
    faults = violations(document, "topic", node)
    if faults:
        return faults
    fields = node.fields
    description = fields.get("description")
    return FoundTopic(
        fields["slug"].text,
        node.line,
        fields["name"].text if "name" in fields else "",
        None if description is None else description.text,
    )


def _question(document: Document, node: Node) -> FoundQuestion:
    fields = node.fields
    shortest, longest = fields.get("target_min_seconds"), fields.get("target_max_seconds")
    return FoundQuestion(
        file=document.name,
        line=node.line,
        prompt=Passage(fields["prompt"].text, fields["prompt"].line),
        position=_number(fields.get("position")),
        min_seconds=_number(shortest),
        max_seconds=_number(longest),
        seconds_line=(shortest or longest or node).line if shortest or longest else None,
        states_empty=frozenset(
            NAMES.get(name, name) for name, value in fields.items() if value.is_empty
        ),
        **{name: _passage(fields.get(name)) for name in _TEXTS},  # type: ignore[arg-type]
        **{NAMES.get(name, name): _parts(fields.get(name)) for name in _PARTS},  # type: ignore[arg-type]
        **{name: _slugs(fields.get(name)) for name in _SLUGS},  # type: ignore[arg-type]
    )


def _passage(node: Node | None) -> Passage | None:
    return Passage(node.text, node.line) if node and node.text else None


def _number(node: Node | None) -> int | None:
    return int(number_of(node)) if node and node.kind == NUMBER else None


def _slugs(node: Node | None) -> tuple[Passage, ...]:
    return tuple(Passage(item.text, item.line) for item in (node.items if node else []))


def _parts(node: Node | None) -> tuple[FoundPart, ...]:
    return tuple(map(_part, node.items if node else []))


def _part(node: Node) -> FoundPart:
    if node.kind == TEXT:
        return FoundPart(node.text, node.line)
    fields = node.fields
    text, label, key = fields.get("text") or fields.get("guidance"), "label", "key"
    aliases = fields["aliases"].items if "aliases" in fields else []
    return FoundPart(
        text.text if text else "",
        text.line if text else node.line,
        label=fields[label].text if label in fields else "",
        key=fields[key].text if key in fields else "",
        position=_number(fields.get("position")),
        aliases=tuple(filter(None, (alias.text for alias in aliases))),
        is_suggestion="is_suggestion" in fields and fields["is_suggestion"].text.lower() == "true",
    )
