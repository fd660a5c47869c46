"""The bank as Django fixtures in YAML, as they stand in the repository: a file a question, and topics.

Written again they are the same, byte for byte. What nobody stated is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from questions.bankfile.datatypes import Bank, Entry, PartEntry, QuestionEntry, Value
from questions.bankfile.writers.file_names import question_files
from questions.bankfile.writers.yaml_scalars import folded, literal, scalar, word

TOPICS = "topics.yaml"
_ABOUT_TOPICS = (
    "# The vocabulary that questions are filed under. Small on purpose: add a topic only when several\n"
    "# questions need it.\n"
)
_INDENT = 6
_MODELS = {
    "structure_steps": ("questions.structurestep", "Structure"),
    "key_points": ("questions.keypoint", "Key points"),
    "mistakes": ("questions.mistake", "Common mistakes"),
    "follow_ups": ("questions.followup", "Follow-ups"),
}
_folded = partial(folded, indent=_INDENT)
_literal = partial(literal, indent=_INDENT)
_WRITERS: dict[str, Callable[[str], str]] = {
    "prompt": _folded,
    "description": _folded,
    "guidance": _folded,
    "text": _folded,
    "sample_answer": _literal,
    "notes": _literal,
    "aliases": _literal,
}
_SLUGS = frozenset({"topics", "related"})
# These stand there even where they are empty.
_ALWAYS = frozenset(
    {"slug", "key", "title", "name", "prompt", "framework", "label", "guidance", "text"}
)


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield ``questions/<slug>.yaml`` and ``topics.yaml``, each file in one piece."""
    for path, question in question_files(bank.questions, ".yaml"):
        yield path, "\n".join(_sections(question)).encode()
    if bank.topics:
        rows = "".join(_row("questions.topic", topic) for topic in bank.topics)
        yield TOPICS, f"{_ABOUT_TOPICS}{rows}".encode()


def _sections(question: QuestionEntry) -> Iterator[str]:
    yield _row("questions.question", question)
    for group, (model, heading) in _MODELS.items():
        if parts := getattr(question, group):
            yield f"# {heading}\n{''.join(_row(model, part) for part in parts)}"


def _row(model: str, entry: Entry) -> str:
    fields = entry.values
    if isinstance(entry, PartEntry):
        fields = {"question": (entry.question,), **fields}
    lines = [f"    {line}\n" for name in fields for line in _field(name, fields[name])]
    return f"- model: {model}\n  fields:\n{''.join(lines)}"


def _field(name: str, value: Value) -> Iterator[str]:
    if name == "question" and isinstance(value, tuple):
        yield f"question: [{word(value[0])}]"
    elif name in _SLUGS and isinstance(value, tuple):
        yield from _slugs(name, value)
    elif isinstance(value, tuple):
        yield from _text(name, "\n".join(value))
    elif isinstance(value, str):
        yield from _text(name, value)
    elif value is True:
        yield f"{name}: true"
    elif value is not None and value is not False:
        yield f"{name}: {value}"


def _slugs(name: str, slugs: tuple[str, ...]) -> Iterator[str]:
    if slugs:
        yield f"{name}:"
        yield from (f"  - [{word(slug)}]" for slug in slugs)


def _text(name: str, text: str) -> Iterator[str]:
    if text or name in _ALWAYS:
        yield f"{name}: {_WRITERS.get(name, scalar)(text)}"
