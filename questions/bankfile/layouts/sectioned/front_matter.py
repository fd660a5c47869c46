"""The front matter of a Markdown file: YAML between ``---`` lines; and comments that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from questions.bankfile.layouts.sectioned.metadata import FIELD_OF, UNUSED, Metadata, listed
from questions.bankfile.yaml_nodes import UNPRINTABLE, compose, line_of

MAX_LINES = 200
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_FORMAT = re.compile(r"prepbank-[a-z]+/[0-9]+")
_COMMENT = re.compile(r"\s*([A-Za-z][A-Za-z _-]{0,30}?)\s*:\s*(\([^()]*\)|[^\n]*)\s*")
# Fields that may hold several values, with commas between them.
_SEVERAL = frozenset({"topics", "category", "expertise", "difficulty", "level"})
_OF_ONE_QUESTION = frozenset({"title", "prompt", "slug"})
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``end`` is the number of lines that it takes; 0 where there is none."""

    metadata: Metadata
    end: int = 0
    is_ours: bool = False


def read_front_matter(text: str) -> FrontMatter:
    """Return what stands between the first line, if it is ``---``, and the next such line."""
    metadata = Metadata()
    lines = text.split("\n", MAX_LINES)[:MAX_LINES]
    if lines[0].rstrip() != "---":
        return FrontMatter(metadata)
    end = next((at for at, line in enumerate(lines) if at and _END.fullmatch(line)), 0)
    if not end:
        return FrontMatter(metadata)
    root = _composed("\n".join(lines[1:end]), metadata)
    if not isinstance(root, MappingNode):
        return FrontMatter(metadata, end + 1 if root is None else 0)
    is_ours = _take(root, metadata)
    return FrontMatter(metadata, end + 1, is_ours)


def of_several(front: FrontMatter) -> Metadata:
    """Return what ``front`` says of each of several questions, without its faults."""
    values = front.metadata.values.items()
    return Metadata({name: list(found) for name, found in values if name not in _OF_ONE_QUESTION})


def take_comments(comments: Iterable[tuple[int, str]], metadata: Metadata) -> None:
    """Add comments such as ``tags: (javascript)`` to ``metadata``; others say nothing of a question."""
    for line, comment in comments:
        if match := _COMMENT.fullmatch(comment):
            metadata.add(match[1], _values(match[1], match[2], is_quoted=False), line)


def _composed(text: str, metadata: Metadata) -> Node | None:
    try:
        if unprintable := UNPRINTABLE.search(text):
            line = text.count("\n", 0, unprintable.start()) + 2
            metadata.faults.append((line, "a control character in the front matter", ""))
            return None
        return compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = ", ".join(filter(None, [error.context, error.problem]))
        line = mark.line + 2 if mark else 1
        metadata.faults.append((line, f"the front matter is no YAML: {message}", ""))
        return None


def _take(root: MappingNode, metadata: Metadata) -> bool:
    """Take every pair of names and values, and say whether they are those of our own files."""
    seen: set[str] = set()
    others: list[tuple[int, str]] = []
    for key, value in root.value:
        name, line = str(key.value)[:60] if isinstance(key, ScalarNode) else "?", line_of(key) + 1
        if name in seen:
            metadata.faults.append((line, f"{name} stands here twice", ""))
        seen.add(name)
        if name == "format" and isinstance(value, ScalarNode) and _FORMAT.fullmatch(value.value):
            return True
        if not metadata.add(name, _texts(name, value, metadata), line) and name not in UNUSED:
            others.append((line, name))
    if others:
        names = ", ".join(name for _, name in others[:10])
        metadata.faults.append((others[0][0], f"not read from the front matter: {names}", ""))
    return False


def _texts(name: str, node: Node, metadata: Metadata) -> list[str]:
    if isinstance(node, ScalarNode):
        is_null = node.tag == _NULL and not node.style
        return [] if is_null else _values(name, str(node.value), is_quoted=bool(node.style))
    if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.value):
        return [str(item.value) for item in node.value if item.tag != _NULL]
    if name in FIELD_OF:
        message = "a text or a list of texts is wanted"
        metadata.faults.append((line_of(node) + 1, message, FIELD_OF[name]))
    return []


def _values(name: str, text: str, *, is_quoted: bool) -> list[str]:
    field_name = FIELD_OF.get(name.strip().lower(), "")
    return listed(text) if field_name in _SEVERAL and not is_quoted else [text]
