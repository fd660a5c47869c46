"""The published format of a bank: what its JSON Schema finds wrong with a record, and on which line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.data.located import NUMBER, SHOWN_KINDS, Node, plain_value
from questions.bankfile.layouts.found import Document

PATH = Path(__file__).parents[2] / "bank.schema.json"
FORMAT = "prepbank-bank"
VERSION = 1
MAX_FAULTS = 20
_LONGEST = 200
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "array": "a list",
    "object": "an object of names and values",
    "boolean": "true or false",
    "null": "nothing",
}
_NO_NAME = "must be letters, digits, hyphens and underscores, and not too many of them"


@cache
def schema() -> dict[str, Any]:
    """Return the published schema."""
    return dict(json.loads(PATH.read_text("utf-8")))


@cache
def _validator(name: str) -> jsonschema_rs.Validator:
    whole = schema()
    return jsonschema_rs.validator_for(
        {"$schema": whole["$schema"], "$ref": f"#/$defs/{name}", "$defs": whole["$defs"]}
    )


def violations(document: Document, name: str, node: Node) -> list[Fault]:
    """Return why ``document`` is refused: what breaks the rules of a ``name``, "question" or "topic"."""
    validator, value = _validator(name), plain_value(node)
    if validator.is_valid(value):
        return []
    errors = islice(validator.iter_errors(value), MAX_FAULTS)
    return [fault for error in errors for fault in _faults(document, node, error)]


def _faults(
    document: Document, node: Node, error: jsonschema_rs.ValidationError
) -> Iterator[Fault]:
    steps: list[str | int] = list(error.instance_path)
    rule = error.kind.as_dict()
    for name in rule.get("unexpected", [""]):
        path = [*steps, name] if name else steps
        here = _at(node, path)
        yield document.fault(
            here.line, _message(error, rule, here), _shown_path(path), refuses=True
        )


def _at(node: Node, path: list[str | int]) -> Node:
    for step in path:
        node = node.items[step] if isinstance(step, int) else node.fields[step]
    return node


def _message(error: jsonschema_rs.ValidationError, rule: dict[str, Any], here: Node) -> str:
    name = error.kind.name
    if name == "type":
        return _type_message(rule, here)
    if name == "enum":
        return f"must be one of {', '.join(filter(None, rule['options']))}"
    if name == "required":
        return f"{rule['property']} is missing"
    if name == "pattern":
        return "is empty" if rule["pattern"] == r"\S" else _NO_NAME
    return "unknown field" if name == "additionalProperties" else _shortened(error.message)


def _type_message(rule: dict[str, Any], here: Node) -> str:
    wanted = " or ".join(word for kind, word in _TYPES.items() if kind in rule["types"])
    shown = f" ({here.text})" if here.kind == NUMBER else ""
    return f"{wanted} is wanted, and this is {SHOWN_KINDS[here.kind]}{shown}"


def _shown_path(path: list[str | int]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return _shortened("".join(steps).removeprefix("."))


def _shortened(text: str) -> str:
    """``text`` without its middle where it repeats what somebody wrote at length."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} ... {text[-half:]}"
