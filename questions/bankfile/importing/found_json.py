"""Found questions as JSON, in which an import keeps them until a person confirms it, and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from questions.bankfile.layouts.found import FoundPart, FoundQuestion, Passage

_PARTS = ("steps", "key_points", "mistakes", "follow_ups")
_PASSAGES = ("topics", "related")


def to_json(found: FoundQuestion) -> dict[str, Any]:
    """Return what ``found`` states; what it does not state is left out."""
    values = {name: value for name, value in asdict(found).items() if value not in (None, ())}
    return values | {"states_empty": sorted(found.states_empty)}


def from_json(values: dict[str, Any]) -> FoundQuestion:
    """Return the question that ``to_json`` made ``values`` of."""
    read = {name: _read(name, value) for name, value in values.items() if name in _NAMES}
    return FoundQuestion(**read)


_NAMES = {field.name for field in fields(FoundQuestion)}


def _read(name: str, value: Any) -> Any:
    if name in _PARTS:
        return tuple(FoundPart(**{**part, "aliases": tuple(part["aliases"])}) for part in value)
    if name in _PASSAGES:
        return tuple(Passage(**passage) for passage in value)
    if name == "states_empty":
        return frozenset(value)
    return Passage(**value) if isinstance(value, dict) else value
