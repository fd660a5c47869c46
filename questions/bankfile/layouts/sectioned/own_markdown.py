"""A question as PrepBank itself writes it to Markdown: front matter and sections of fixed names.

Its texts are taken as they are written, since nothing needs to be guessed: a non-breaking space in
them is meant. What breaks the format is said, and nothing of that file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, FoundTopic, Passage
from questions.bankfile.markdown_format import (
    FENCE,
    HEADING,
    LISTS,
    NUMBERS,
    QUESTION_FORMAT,
    SECTIONS,
    SLUGS,
    TEXTS,
    TOPICS_FORMAT,
    unescaped,
)
from questions.bankfile.part_lists import read_list, read_steps
from questions.bankfile.yaml_nodes import UNPRINTABLE, WrongValueError, compose, line_of, read_value

name = "prepbank-markdown"
reads_as_written = True

_MOST_FRONT_LINES = 200
_NAMED_LINE = re.compile(r"format:[ \t]*[\"']?(prepbank-(?:question|topics)/[0-9]+)[\"']?[ \t]*")
_LINE_END = re.compile(r"\r\n?")
# What the parts of an entry are called in a ``FoundQuestion``, where that differs.
_FOUND_AS = {
    "structure_steps": "steps",
    "target_min_seconds": "min_seconds",
    "target_max_seconds": "max_seconds",
}


class _BrokenError(Exception):
    """Where and how a document breaks the format."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def likelihood(document: Document) -> float:
    """Return 1 where the front matter names the format, and 0 where it does not."""
    start = document.as_written.lstrip("\ufeff")[:20_000]
    lines = _LINE_END.sub("\n", start).split("\n")
    return 1.0 if lines[0].rstrip() == FENCE and _named_format(lines) else 0.0


def read(document: Document) -> Finding:
    """Return the question, or the topics, that the document states."""
    lines = _LINE_END.sub("\n", document.as_written.lstrip("\ufeff")).split("\n")
    try:
        return _read(document, lines)
    except _BrokenError as error:
        return Finding(faults=(document.refusal(error.line, str(error)),))


def _read(document: Document, lines: list[str]) -> Finding:
    end = _end_of_front_matter(lines)
    front = _FrontMatter(_front_nodes(lines[1:end]))
    match front.format:
        case "prepbank-question/1":
            return Finding((_question(document, front, _sections(lines, end + 1)),))
        case "prepbank-topics/1":
            return Finding(topics=tuple(_topics(lines, end + 1)))
    known = f"{QUESTION_FORMAT} and {TOPICS_FORMAT}"
    raise _BrokenError(front.line("format"), f"the format is not one of {known}")


def _named_format(lines: list[str]) -> bool:
    for line in lines[1:_MOST_FRONT_LINES]:
        if line.rstrip() == FENCE:
            return False
        if _NAMED_LINE.fullmatch(line):
            return True
    return False


# --- Front matter -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _FrontMatter:
    """The values of the front matter, each with its line."""

    nodes: dict[str, Node]

    @property
    def format(self) -> str:
        node = self.nodes.get("format")
        return str(node.value) if isinstance(node, ScalarNode) else ""

    def line(self, name: str) -> int:
        return line_of(self.nodes[name]) + 1 if name in self.nodes else 1

    def values(self) -> Iterator[tuple[str, Any]]:
        """Yield the name and the value of each field, in the order of the file."""
        for name_, node in self.nodes.items():
            if name_ != "format":
                yield name_, self._value(name_, node)

    def _value(self, name_: str, node: Node) -> Any:
        is_null = isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"
        try:
            if is_null:
                return None
            if name_ in SLUGS:
                return tuple(Passage(text, line_of(each) + 1) for text, each in _slugs(node))
            return read_value(name_, node)
        except WrongValueError as error:
            raise _BrokenError(line_of(node) + 1, f"{name_}: {error}") from error


def _slugs(node: Node) -> Iterator[tuple[str, Node]]:
    if not isinstance(node, SequenceNode):
        raise WrongValueError("a list is wanted, such as [a-slug, another]")
    for each in node.value:
        yield str(read_value("slug", each)), each


def _end_of_front_matter(lines: list[str]) -> int:
    if lines[0].rstrip() != FENCE:
        raise _BrokenError(1, f"the front matter does not begin: {FENCE} is wanted")
    for number, line in enumerate(lines[1:_MOST_FRONT_LINES], start=1):
        if line.rstrip() == FENCE:
            return number
    raise _BrokenError(1, f"the front matter does not end: {FENCE} is wanted after it")


def _front_nodes(lines: list[str]) -> dict[str, Node]:
    text = "\n".join(lines)
    if odd := UNPRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 2
        raise _BrokenError(line, f"the control character {odd[0]!a} may not stand there")
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _BrokenError(mark.line + 2 if mark else 1, str(error.problem)) from error
    if not isinstance(root, MappingNode):
        raise _BrokenError(1, "the front matter names no values")
    return _named_nodes(root)


def _named_nodes(root: MappingNode) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for key, value in root.value:
        shown = str(key.value)[:60] if isinstance(key, ScalarNode) else "a list"
        if shown not in {"format", *TEXTS, *NUMBERS, *SLUGS}:
            raise _BrokenError(line_of(key) + 1, f"{shown}: unknown field")
        if shown in nodes:
            raise _BrokenError(line_of(key) + 1, f"{shown} stands here twice")
        nodes[shown] = value
    return nodes


# --- Sections -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Section:
    heading: str
    line: int
    lines: list[str] = field(default_factory=list)


def _sections(lines: list[str], start: int) -> list[_Section]:
    sections: list[_Section] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        if heading := HEADING.fullmatch(line):
            if any(section.heading == heading[1] for section in sections):
                raise _BrokenError(number, f"there are two sections {heading[1]!r}")
            sections.append(_Section(heading[1], number))
        elif sections:
            sections[-1].lines.append(line)
        elif line.strip():
            raise _BrokenError(number, "text before the first section, such as '## Prompt'")
    return sections


def _question(document: Document, front: _FrontMatter, sections: list[_Section]) -> FoundQuestion:
    values: dict[str, Any] = {}
    empty: set[str] = set()
    stated = [(*pair, front.line(pair[0])) for pair in front.values()]
    stated += [(SECTIONS[section.heading], *_content(section)) for section in sections]
    for entry_name, value, line in stated:
        own = _FOUND_AS.get(entry_name, entry_name)
        if value in ("", (), None):
            empty.add(own)
        elif isinstance(value, str):
            values[own] = Passage(value, line)
        else:
            values[own] = value
    if "prompt" not in values:
        raise _BrokenError(1, "there is no prompt: a section '## Prompt' is wanted")
    seconds = (front.line(name_) for name_ in NUMBERS[1:] if name_ in front.nodes)
    values["seconds_line"] = next(seconds, None)
    return FoundQuestion(file=document.name, line=1, states_empty=frozenset(empty), **values)


def _content(section: _Section) -> tuple[Any, int]:
    """Return what stands in a section, and the line on which it begins."""
    text, line = _stripped(section.lines, section.line + 1)
    entry_name = SECTIONS[section.heading]
    if entry_name == "structure_steps":
        return read_steps(text, line), line
    return (read_list(text, line) if entry_name in LISTS else unescaped(text)), line


def _topics(lines: list[str], start: int) -> Iterator[FoundTopic]:
    for topic in read_steps(*_stripped(lines[start:], start + 1)):
        if not topic.key:
            message = "a topic without an address: '- Its name {#its-slug}' is wanted"
            raise _BrokenError(topic.line, message)
        yield FoundTopic(topic.key, topic.line, topic.label, topic.text)


def _stripped(lines: list[str], first_line: int) -> tuple[str, int]:
    """Return the text of ``lines`` without space around it, and the line on which it begins."""
    text = "\n".join(lines)
    start = len(text) - len(text.lstrip())
    return text.strip(), first_line + text.count("\n", 0, start)
