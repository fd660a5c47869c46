"""JSON and YAML of other people: objects whose names tell what they hold, or ask; grouped or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import MAX_FAULTS
from questions.bankfile.layouts.data.collecting import Collecting, TooManyQuestionsError
from questions.bankfile.layouts.data.field_names import Named, asks, by_field, field_of, is_prompt
from questions.bankfile.layouts.data.located import (
    LIST,
    NULL,
    OBJECT,
    TEXT,
    BrokenDocumentError,
    Node,
    Top,
    is_json,
    is_yaml,
    tops,
)
from questions.bankfile.layouts.data.stated_fields import MAX_TOPIC
from questions.bankfile.layouts.found import Document, Finding, Passage
from questions.bankfile.layouts.unmarked import asking_words

name = "records"
reads_as_written = False

MAX_ENTRIES = 100_000
# Of a list that is no list of questions: more of them than that are nobody's key points.
MAX_KEPT = 1_000
_BEGINNING = 200_000
_IN_JSON = re.compile(
    r'"(?:questions?|prompt|q|title|question[_ ]?text|interview[_ ]?question|text)"\s*:',
    re.IGNORECASE,
)
_IN_YAML = re.compile(
    r"^[ \t]*(?:- )?[ \t]*[\"']?(?:questions?|prompt|q|title|question[_ ]?text)[\"']?[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_SURE, _BY_NAME = 0.9, 0.5
_LEAST_PAIRS = 2
_NOT_ASKED = "this asks nothing, although it stands among questions: left out"
# What groups of questions are called, and the names of lists that are no topics.
_GROUP_NAMES = ("topic", "category", "section", "name", "title", "tags", "topics")
_WRAPPERS = frozenset(
    {"", "questions", "items", "data", "results", "entries", "records", "list", "faq", "sections"}
)


def likelihood(document: Document) -> float:
    """Return how sure it is that ``document`` is JSON or YAML, and names questions."""
    beginning = document.text[:_BEGINNING]
    if is_yaml(document.name):
        return _SURE if _IN_YAML.search(beginning) else _BY_NAME
    if not is_json(document.name, beginning):
        return 0.0
    if _IN_JSON.search(beginning):
        return _SURE
    return _BY_NAME if is_json(document.name, "") else 0.0


def read(document: Document) -> Finding:
    """Return the questions, and a fault for each entry that holds none."""
    reading = _Reading(document)
    try:
        for count, top in enumerate(tops(document, document.text)):
            if count > MAX_ENTRIES:
                raise BrokenDocumentError(
                    top.node.line, f"more than {MAX_ENTRIES:,} entries: split the file"
                )
            reading.take(top)
    except (BrokenDocumentError, TooManyQuestionsError) as error:
        return Finding(faults=(document.refusal(error.line, str(error)),))
    return reading.finding()


@dataclass
class _Reading:
    document: Document
    root: dict[str, Node] = field(default_factory=dict)
    lacking: dict[str, list[Fault]] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    """The names of the lists in which questions stand."""

    def __post_init__(self) -> None:
        self.collecting = Collecting(self.document)

    def take(self, top: Top) -> None:
        is_field = top.name and field_of(top.name) and not is_prompt(top.name)
        if top.is_item and is_field and not (_holds(top.name) and _may_ask(top.node)):
            self._keep(top)
        elif top.is_item:
            self._take_item(top)
        elif top.node.kind == OBJECT and not is_field:
            self._take_entries(top.node, _topic_named(top.name, top.node.line), top.name)
        else:
            self.root[top.name] = top.node

    def _keep(self, top: Top) -> None:
        items = self.root[top.name].items
        if len(items) < MAX_KEPT:
            items.append(top.node)

    def finding(self) -> Finding:
        self._take_pairs(self.root, self._topics_of_all())
        is_one = not self.collecting.questions and asks(self.root)
        if is_one:
            self.collecting.take(Node(1, OBJECT, self.root))
        elif not self.collecting.questions:
            return Finding(
                faults=(*self._faults(), self.document.fault(0, "no questions stand here"))
            )
        self.collecting.reader.faults += self._faults()
        origins = {} if is_one else by_field(self.root)
        return self.collecting.finding(origins)

    def _take_item(self, top: Top) -> None:
        topics = [*_topic_named(top.name, top.node.line), *self._topics_of_all()]
        if top.node.kind == TEXT and is_prompt(top.name):
            self._take_question(
                Node(top.node.line, OBJECT, {"question": top.node}), topics, top.name
            )
        else:
            self._take_entries(top.node, topics, top.name)

    def _take_entries(self, node: Node, topics: list[Passage], list_name: str) -> None:
        """Take the question that ``node`` is, or those of the groups in it."""
        groups = [(name, value) for name, value in node.fields.items() if _is_group(name, value)]
        if node.kind == TEXT and is_prompt(list_name):
            self._take_question(Node(node.line, OBJECT, {"question": node}), topics, list_name)
        elif groups:
            topics = topics + _topics_of_group(self.document, node)
            for group_name, group in groups:
                inner = topics + (
                    [] if asks(group.fields) else _topic_named(group_name, group.line)
                )
                for entry in group.items or [group]:
                    is_text = entry.kind == TEXT
                    self._take_entries(entry, inner, group_name if is_text else list_name)
        elif asks(node.fields):
            self._take_question(node, topics, list_name)
        elif _pairs(node.fields):
            self.lists.add(list_name)
            self._take_pairs(node.fields, topics)
        else:
            faults = self.lacking.setdefault(list_name, [])
            if len(faults) < MAX_FAULTS:
                message = "no question stands in this entry: left out"
                faults.append(self.document.fault(node.line, message, "prompt"))

    def _take_question(self, node: Node, topics: list[Passage], list_name: str) -> None:
        self.lists.add(list_name)
        self.collecting.take(node, topics)

    def _take_pairs(self, fields: dict[str, Node], topics: list[Passage]) -> None:
        """Take the questions that are names, with the answers under them."""
        for words, answer in _pairs(fields).items():
            if asking_words.asks(words):
                question = {"question": Node(answer.line, TEXT, words), "answer": answer}
                self.collecting.take(Node(answer.line, OBJECT, question), topics)
            else:
                self.collecting.reader.fault(answer.line, _NOT_ASKED, "prompt")

    def _topics_of_all(self) -> list[Passage]:
        fields = by_field({name: node for name, node in self.root.items() if node.kind == TEXT})
        named = [*fields.get("topics", []), *fields.get("category", [])]
        return [topic for one in named for topic in self.collecting.reader.topics(one)]

    def _faults(self) -> list[Fault]:
        """What lists hold beside questions is odd; lists of other things are none of our business."""
        return [
            fault
            for list_name, faults in self.lacking.items()
            if list_name in self.lists or list_name.casefold() in _WRAPPERS
            for fault in faults
        ]


def _is_group(field_name: str, node: Node) -> bool:
    if field_of(field_name) and not is_prompt(field_name) and not _holds(field_name):
        return False
    entries = node.items if node.kind == LIST else [node]
    if is_prompt(field_name) and field_name.casefold().endswith("questions"):
        return bool(node.items) and all(entry.kind in {TEXT, OBJECT} for entry in entries)
    return any(entry.kind == OBJECT and _may_ask(entry) for entry in entries)


def _holds(field_name: str) -> bool:
    """Can a list called so be one of groups of questions?"""
    return field_of(field_name) in {"topics", "category"}


def _may_ask(node: Node) -> bool:
    """Does an object hold a question, or groups of questions?"""
    fields = node.fields
    is_asking = asks(fields) or bool(_pairs(fields))
    return is_asking or any(_is_group(name, value) for name, value in fields.items())


def _pairs(fields: dict[str, Node]) -> dict[str, Node]:
    """Return the texts under names that nobody knows, where most of these names ask."""
    pairs = {
        words: value
        for words, value in fields.items()
        if value.kind in {TEXT, NULL} and not field_of(words)
    }
    marked = sum(words.rstrip().endswith("?") for words in pairs)
    asking = sum(map(asking_words.asks, pairs))
    return pairs if marked >= _LEAST_PAIRS and 2 * asking > len(pairs) else {}


def _topic_named(list_name: str, line: int) -> list[Passage]:
    words = " ".join(list_name.replace("_", " ").split())
    is_wrapper = words.casefold() in _WRAPPERS or "question" in words.casefold()
    is_topic = not (is_wrapper or field_of(list_name) or words.isdigit() or len(words) > MAX_TOPIC)
    return [Passage(words, line)] if is_topic else []


def _topics_of_group(document: Document, node: Node) -> list[Passage]:
    fields = {name.casefold(): value for name, value in node.fields.items()}
    named = (Named(name, fields[name]) for name in _GROUP_NAMES if name in fields)
    reader = Collecting(document).reader
    return [topic for one in named if one.value.kind == TEXT for topic in reader.topics(one)][:1]
