"""What tests of readers look at: the fields that a question states, without where they stand."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, Layout

PLACES = frozenset({"file", "line", "seconds_line"})


def stated(question: FoundQuestion) -> dict[str, Any]:
    """Return what ``question`` states: texts as such, parts as texts or as (label, text)."""
    values = ((item.name, getattr(question, item.name)) for item in fields(question))
    return {name: _plain(value) for name, value in values if value and name not in PLACES}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, FoundPart) and value.label:
        return (value.label, value.text)
    return getattr(value, "text", value)


def read(layout: Layout, name: str, text: str) -> Finding:
    return layout.read(Document(name, text))


def faults(finding: Finding) -> list[str]:
    return [str(fault) for fault in finding.faults]
