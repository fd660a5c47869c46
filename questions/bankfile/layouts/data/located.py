"""JSON and YAML as nodes that know their lines, one entry of a list after another.

Nothing in a document is constructed or run, scalars keep their written text, and whoever reads entry
by entry never holds more than one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from questions.bankfile.layouts.found import Document

MAX_DEPTH = 12
MAX_NUMBER = 40
# Of an entry, or of the root: what is held at once.
MAX_VALUES = 1_000_000
MAX_NAMES = 100_000
TOO_MANY_VALUES = f"more than {MAX_VALUES:,} values in one entry"
TOO_MANY_NAMES = f"more than {MAX_NAMES:,} names"
ITEMS_BETWEEN_PROGRESS = 100
TEXT, NUMBER, BOOLEAN, NULL, LIST, OBJECT = "text", "number", "boolean", "null", "list", "object"
SHOWN_KINDS = {
    TEXT: "a text",
    NUMBER: "a number",
    BOOLEAN: "true or false",
    NULL: "nothing at all",
    LIST: "a list",
    OBJECT: "an object of names and values",
}
# The database holds no NUL, and no file half of a character.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
UNSTORABLE_MESSAGE = "a NUL, or half of a character, stands in this text"


class Node(NamedTuple):
    """A value and the line (from 1) on which it begins. A scalar's value is its written text."""

    line: int
    kind: str
    value: Any

    @property
    def text(self) -> str:
        """What a scalar says, without what stands around it; empty for null, lists and objects."""
        return self.value.strip() if self.kind in {TEXT, NUMBER, BOOLEAN} else ""

    @property
    def items(self) -> list[Node]:
        return self.value if self.kind == LIST else []

    @property
    def fields(self) -> dict[str, Node]:
        return self.value if self.kind == OBJECT else {}

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.items or self.fields)


class Top(NamedTuple):
    """A value below the root, or an item of a list there.

    ``name`` is the value's name in the root, empty where the root has none. A list comes empty, and
    after it its items one by one.
    """

    name: str
    node: Node
    is_item: bool = False


class BrokenDocumentError(Exception):
    """The document cannot be read on from ``line``."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def plain_value(node: Node) -> Any:
    """Return ``node`` as the plain value that JSON would be read as; texts without space around them."""
    if node.kind == OBJECT:
        return {name: plain_value(value) for name, value in node.value.items()}
    if node.kind == LIST:
        return [plain_value(item) for item in node.value]
    if node.kind == NUMBER:
        return number_of(node)
    return {NULL: None, BOOLEAN: node.value.lower() == "true"}.get(node.kind, node.value.strip())


def number_of(node: Node) -> int | float:
    """Return the number that ``node`` writes; a whole one as such, however it is written."""
    number = float(node.value)
    if re.fullmatch("-?[0-9]{1,18}", node.value):
        return int(node.value)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def tops(document: Document, text: str) -> Iterator[Top]:
    """Yield what stands below the root of ``text``, the JSON or YAML of ``document``.

    JSON Lines come as a list without a name, one item a line.

    Raises ``BrokenDocumentError`` where the text is neither, or holds what no bank needs.
    """
    from questions.bankfile.layouts.data import located_json, located_yaml

    if document.name.lower().endswith(_JSON_LINES_NAMES):
        return located_json.tops_of_lines(text, document.progress)
    reader = located_json if is_json(document.name, text) else located_yaml
    return reader.tops(text, document.progress)


_JSON_START = re.compile(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[\[{\"]|\[\s*\]\s*\Z)")
_JSON_LINES_NAMES = (".jsonl", ".ndjson")
_JSON_NAMES = (".json", *_JSON_LINES_NAMES)
_YAML_NAMES = (".yaml", ".yml")


def is_json(name: str, text: str) -> bool:
    """Is the document JSON, by its name or by how it begins?"""
    if name.lower().endswith(_YAML_NAMES):
        return False
    return name.lower().endswith(_JSON_NAMES) or _JSON_START.match(text) is not None


def is_yaml(name: str) -> bool:
    return name.lower().endswith(_YAML_NAMES)
