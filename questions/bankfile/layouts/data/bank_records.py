"""PrepBank's own JSON and YAML, as ``bank.schema.json`` describes it. Read exactly, or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import MAX_QUESTIONS
from questions.bankfile.layouts.data.bank_schema import FORMAT, MAX_FAULTS, VERSION
from questions.bankfile.layouts.data.located import (
    LIST,
    NULL,
    BrokenDocumentError,
    Node,
    Top,
    is_json,
    number_of,
    tops,
)
from questions.bankfile.layouts.data.recorded import question_of, topic_of
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, FoundTopic

name = "bank records"
reads_as_written = True

_IN_JSON = re.compile(rf'"format"\s*:\s*"{FORMAT}"')
_IN_YAML = re.compile(
    rf"""^(?:format|"format"|'format')[ \t]*:[ \t]*["']?{FORMAT}\b""", re.MULTILINE
)
_HEAD = ("format", "version", "$schema")
_LISTS = ("topics", "questions")


def likelihood(document: Document) -> float:
    """Return whether ``document`` says that it is of this format."""
    text = document.as_written
    mark = _IN_JSON if is_json(document.name, text) else _IN_YAML
    return 1.0 if mark.search(text) else 0.0


def read(document: Document) -> Finding:
    """Return everything that ``document`` states, or only why it is refused."""
    reading = _Reading(document)
    try:
        for top in tops(document, document.as_written):
            reading.take(top)
            if len(reading.faults) >= MAX_FAULTS or reading.is_other:
                break
        else:
            reading.end()
    except BrokenDocumentError as error:
        reading.refuse(error.line, str(error))
    if reading.faults:
        return Finding(faults=tuple(sorted(reading.faults[:MAX_FAULTS])))
    return Finding(tuple(reading.questions), topics=tuple(reading.topics))


@dataclass
class _Reading:
    document: Document
    questions: list[FoundQuestion] = field(default_factory=list)
    topics: list[FoundTopic] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    is_other: bool = False
    """Is it of another format or version, so that none of its other faults means anything?"""

    def take(self, top: Top) -> None:
        if top.is_item and top.name in _LISTS:
            self._take_record(top)
        elif top.name in _HEAD and not top.is_item:
            self._take_head(top)
        elif top.name not in _LISTS and not top.is_item:
            self.refuse(top.node.line, "unknown field", top.name)
        elif top.name in _LISTS and top.node.kind not in {LIST, NULL}:
            self.refuse(top.node.line, "a list is wanted", top.name)

    def end(self) -> None:
        for missing in sorted({"format", "version"} - self.heads):
            self.refuse(1, f"{missing} is missing")

    def refuse(self, line: int, message: str, field_name: str = "") -> None:
        self.faults.append(self.document.fault(line, message, field_name[:60], refuses=True))

    def _take_head(self, top: Top) -> None:
        self.heads.add(top.name)
        if top.name == "format" and top.node.text != FORMAT:
            self._refuse_all(top.node.line, f"must be {FORMAT}", "format")
        if top.name == "version":
            self._check_version(top.node)

    def _check_version(self, node: Node) -> None:
        version = number_of(node) if node.kind == "number" else None
        if version == VERSION:
            return
        if isinstance(version, int) and version > VERSION:
            message = f"{version} is of a newer PrepBank: this one reads up to {VERSION}"
        else:
            message = f"must be {VERSION}"
        self._refuse_all(node.line, message, "version")

    def _refuse_all(self, line: int, message: str, field_name: str) -> None:
        self.faults.clear()
        self.is_other = True
        self.refuse(line, message, field_name)

    def _take_record(self, top: Top) -> None:
        if len(self.questions) + len(self.topics) >= MAX_QUESTIONS:
            self._refuse_all(
                top.node.line, f"more than {MAX_QUESTIONS:,} entries: split the file", top.name
            )
        elif top.name == "topics":
            self._keep(topic_of(self.document, top.node))
        else:
            self._keep(question_of(self.document, top.node))

    def _keep(self, found: FoundQuestion | FoundTopic | list[Fault]) -> None:
        if isinstance(found, FoundQuestion):
            self.questions.append(found)
        elif isinstance(found, FoundTopic):
            self.topics.append(found)
        else:
            self.faults += found
