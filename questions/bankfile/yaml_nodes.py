"""YAML as nodes that know their lines, and the values that a field may take from one.

Nodes are composed and never constructed: so nothing in a file can run, and a value that YAML takes
for something else (``no``, ``1:30``, ``2024-01-01``) is noticed and not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.nodes import Node, ScalarNode, SequenceNode

from questions.bankfile.datatypes import Value

MAX_DEPTH = 8
UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_KINDS = {
    "bool": "true or false",
    "null": "nothing at all",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "str": "a text",
}


class _Loader(yaml.SafeLoader):
    """Composes nodes, but refuses what makes a small file large: aliases and deep nesting."""

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        mark = self.peek_event().start_mark
        if self.check_event(yaml.AliasEvent):
            raise ComposerError(None, None, "aliases (*name) are not allowed", mark)
        if self.depth == MAX_DEPTH:
            raise ComposerError(None, None, "the nesting is too deep", mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class WrongValueError(ValueError):
    """A value that its field cannot take."""


def compose(text: str) -> Node | None:
    """Return the root node; anything that is not YAML raises ``yaml.MarkedYAMLError``."""
    return _Loader(text).get_single_node()


def line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def scalar_in(node: Node | None) -> str:
    """The text of a scalar, or of a list that holds one: good enough to name a row by."""
    while isinstance(node, SequenceNode) and node.value:
        node = node.value[0]
    return str(node.value).strip()[:80] if isinstance(node, ScalarNode) else ""


def _kind(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return _KINDS.get(str(node.tag).rpartition(":")[2], f"a {node.tag}")
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _text(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise WrongValueError(f"a text is wanted, and this is {_kind(node)}")
    if node.tag != "tag:yaml.org,2002:str":
        shown = node.value[:40] or "an empty value"
        raise WrongValueError(f"YAML reads {shown} as {_kind(node)}: put it in quotes")
    return str(node.value).strip()


def _lines(node: Node) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, _text(node).splitlines())))


def _number(node: Node) -> int:
    plain = isinstance(node, ScalarNode) and not node.style and _NUMBER.fullmatch(node.value)
    if not plain:
        shown = f"{node.value[:40]!r}" if isinstance(node, ScalarNode) else _kind(node)
        raise WrongValueError(f"a whole number is wanted, and this is {shown}")
    return int(node.value)


def _number_or_none(node: Node) -> int | None:
    is_null = isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"
    return None if is_null else _number(node)


def _yes_or_no(node: Node) -> bool:
    if isinstance(node, ScalarNode) and not node.style and node.value in {"true", "false"}:
        return node.value == "true"
    raise WrongValueError(f"true or false is wanted, and this is {_kind(node)}")


def _natural_key(node: Node) -> str:
    if not isinstance(node, SequenceNode) or len(node.value) != 1:
        raise WrongValueError(f"a list of one slug is wanted, such as [a-slug]: {_kind(node)}")
    return _text(node.value[0])


def _natural_keys(node: Node) -> tuple[str, ...]:
    if not isinstance(node, SequenceNode):
        raise WrongValueError(f"a list is wanted, and this is {_kind(node)}")
    return tuple(sorted(map(_natural_key, node.value)))


_VALUE_READERS: dict[str, Callable[[Node], Value]] = {
    "position": _number,
    "target_min_seconds": _number_or_none,
    "target_max_seconds": _number_or_none,
    "is_suggestion": _yes_or_no,
    "question": _natural_key,
    "topics": _natural_keys,
    "related": _natural_keys,
    "aliases": _lines,
}


def read_value(field_name: str, node: Node) -> Value:
    """Return what ``node`` holds for that field, or raise ``WrongValueError``."""
    return _VALUE_READERS.get(field_name, _text)(node)
