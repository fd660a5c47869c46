"""Django's YAML fixtures -> rows, each fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from questions.bankfile.assembling import Rows
from questions.bankfile.datatypes import (
    PART_TYPES,
    Entry,
    Fault,
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    PartEntry,
    Place,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
    Value,
)
from questions.bankfile.yaml_nodes import (
    UNPRINTABLE,
    WrongValueError,
    compose,
    line_of,
    read_value,
    scalar_in,
)

ENTRY_TYPES: dict[str, type[Entry]] = {
    "questions.topic": TopicEntry,
    "questions.question": QuestionEntry,
    "questions.structurestep": StructureStepEntry,
    "questions.keypoint": KeyPointEntry,
    "questions.mistake": MistakeEntry,
    "questions.followup": FollowUpEntry,
}
_NOT_IN_A_ROW = frozenset({"place", *(part.GROUP for part in PART_TYPES)})


def parse_fixture(file: str, text: str) -> Rows:
    """Read the rows of one fixture. ``file`` is the name that its faults carry."""
    rows = Rows()
    if unprintable := UNPRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        message = f"the control character {unprintable[0]!a} may not stand in a file"
        return Rows(faults=[Fault(file, line, "", "", message)])
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        return Rows(faults=[_syntax_fault(file, error)])
    if not isinstance(root, SequenceNode):
        return Rows(faults=[Fault(file, 1, "", "", "a list of rows is wanted")])
    for node in root.value:
        parse_row(file, node, rows)
    return rows


def parse_row(file: str, node: Node, rows: Rows) -> None:
    """Read one row of a fixture into ``rows``."""
    _RowParser(file, node, rows).parse()


def _syntax_fault(file: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    message = ", ".join(filter(None, [error.context, error.problem]))
    return Fault(file, mark.line + 1 if mark else 1, "", "", message)


class _RowParser:
    """Reads one row into ``rows``; a row with any fault gives faults and no entry."""

    def __init__(self, file: str, node: Node, rows: Rows) -> None:
        self.file, self.node, self.rows = file, node, rows
        self.question = self.path = ""
        self.faults: list[Fault] = []

    def parse(self) -> None:
        row = self._mapping(self.node, "a row")
        if row is not None:
            self._expect_names(row, {"model", "fields"}, {"model", "fields"})
            entry_type = self._entry_type(row.get("model"))
            if entry_type and "fields" in row:
                self._set_place(entry_type, row["fields"])
                self.rows.entries += self._entries(entry_type, row["fields"])
        self.rows.faults += self.faults

    def _entry_type(self, node: Node | None) -> type[Entry] | None:
        model = str(node.value) if node else ""
        if node and model not in ENTRY_TYPES:
            self._fault(node, "model", f"{model[:60]!r} is no model of the bank")
        return ENTRY_TYPES.get(model)

    def _entries(self, entry_type: type[Entry], node: Node) -> list[Entry]:
        """Return the row's entry, or nothing where anything about the row is wrong."""
        nodes = self._mapping(node, "fields")
        if nodes is None:
            return []
        own = [item for item in fields(entry_type) if item.name not in _NOT_IN_A_ROW]
        wanted = {item.name for item in own if item.default is MISSING}
        self._expect_names(nodes, {item.name for item in own}, wanted)
        values = {item.name: self._value(item.name, nodes) for item in own if item.name in nodes}
        lines = {name: line_of(node) for name, node in nodes.items()}
        place = Place(self.file, line_of(self.node), lines)
        return [] if self.faults else [entry_type(place=place, **values)]

    def _set_place(self, entry_type: type[Entry], node: Node) -> None:
        """Find out what the row is about first, so that every fault in it can say so."""
        pairs = node.value if isinstance(node, MappingNode) else []
        nodes = {scalar_in(key): value for key, value in pairs}
        slug = scalar_in(nodes.get("slug"))
        if issubclass(entry_type, PartEntry):
            self.question = scalar_in(nodes.get("question"))
            self.path = f"{entry_type.GROUP}.{scalar_in(nodes.get('key'))}."
        elif entry_type is QuestionEntry:
            self.question = slug
            self.rows.slugs.add(slug)
        else:
            self.path = f"topics.{slug}."

    def _value(self, name: str, nodes: Mapping[str, Node]) -> Value:
        try:
            return read_value(name, nodes[name])
        except WrongValueError as error:
            self._fault(nodes[name], name, str(error))
            return ""

    def _mapping(self, node: Node, name: str) -> dict[str, Node] | None:
        if not isinstance(node, MappingNode):
            self._fault(node, "", f"{name} must be a mapping of names to values")
            return None
        found: dict[str, Node] = {}
        for key, value in node.value:
            field_name = str(key.value)[:60] if isinstance(key, ScalarNode) else "a list"
            if field_name in found:
                self._fault(key, field_name, "stands here twice")
            found[field_name] = value
        return found

    def _expect_names(
        self, nodes: Mapping[str, Node], known: Iterable[str], wanted: Iterable[str]
    ) -> None:
        for name in sorted(set(nodes) - set(known)):
            hint = "rows carry no primary keys" if name in {"pk", "id"} else "unknown field"
            self._fault(nodes[name], name, hint)
        for name in sorted(set(wanted) - set(nodes)):
            self._fault(self.node, name, "is missing")

    def _fault(self, node: Node, name: str, message: str) -> None:
        field_path = f"{self.path}{name}".rstrip(".")
        self.faults.append(Fault(self.file, line_of(node), self.question, field_path, message))
