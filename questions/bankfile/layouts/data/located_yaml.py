"""YAML -> nodes with their lines, from the events of its parser: nothing is constructed.

A plain scalar is a number, true, false or nothing where it is that in JSON too; ``no``, ``1:30`` and
``2024-01-01`` are the texts that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from questions.bankfile.layouts.data.located import (
    BOOLEAN,
    ITEMS_BETWEEN_PROGRESS,
    LIST,
    MAX_DEPTH,
    MAX_NAMES,
    MAX_NUMBER,
    MAX_VALUES,
    NULL,
    NUMBER,
    OBJECT,
    TEXT,
    TOO_MANY_NAMES,
    TOO_MANY_VALUES,
    UNSTORABLE,
    UNSTORABLE_MESSAGE,
    BrokenDocumentError,
    Node,
    Top,
)
from questions.bankfile.layouts.found import Progress, unseen

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+(?:[eE][-+][0-9]+)?)?")
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), BOOLEAN),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), NULL),
}
_BLOCKS = {"|", ">"}
_TAGS = {None, "!", "tag:yaml.org,2002:str"}


def tops(text: str, progress: Progress = unseen) -> Iterator[Top]:
    """Yield what stands below the root: see ``located.tops``."""
    if unprintable := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        raise BrokenDocumentError(
            line, f"the control character {unprintable[0]!a} may not stand in a file"
        )
    try:
        yield from _Reader(text, progress).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(filter(None, [error.context, error.problem]))
        raise BrokenDocumentError(
            mark.line + 1 if mark else 1, f"this is no YAML: {reason}"
        ) from None
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        raise BrokenDocumentError(0, f"this is no YAML: {str(error)[:200]}") from None


class _Reader:
    """Stands at an event. Every method leaves it behind what it has read."""

    def __init__(self, text: str, progress: Progress) -> None:
        self._events, self._progress = _Loader(text), progress
        self._values = 0
        self._lines = text.count("\n") + 1
        self._names: dict[str, str] = {}

    def root(self) -> Iterator[Top]:
        self._events.get_event()
        if isinstance(self._events.peek_event(), yaml.StreamEndEvent):
            return
        self._events.get_event()
        event = self._events.peek_event()
        if isinstance(event, yaml.SequenceStartEvent):
            yield from self._list_tops("", 2)
        elif isinstance(event, yaml.MappingStartEvent):
            self._check(event, 1)
            for name in self._names_of_object():
                if isinstance(self._events.peek_event(), yaml.SequenceStartEvent):
                    yield from self._list_tops(name, 3)
                else:
                    yield Top(name, self._entry(2))
        else:
            yield Top("", self._entry(1))
        self._end()

    def _end(self) -> None:
        self._events.get_event()
        event = self._events.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _broken(event, "a second document begins here: one file holds one")

    def _list_tops(self, name: str, depth: int) -> Iterator[Top]:
        event = self._events.peek_event()
        self._check(event, depth - 1)
        yield Top(name, Node(_line(event), LIST, []))
        for count, _ in enumerate(self._places_of_list()):
            node = self._entry(depth)
            if count % ITEMS_BETWEEN_PROGRESS == 0:
                self._progress(min(1.0, node.line / self._lines))
            yield Top(name, node, is_item=True)

    def _entry(self, depth: int) -> Node:
        self._values = 0
        return self._value(depth)

    def _value(self, depth: int) -> Node:
        event = self._events.peek_event()
        self._check(event, depth)
        self._values += 1
        if self._values > MAX_VALUES:
            raise _broken(event, TOO_MANY_VALUES)
        if isinstance(event, yaml.MappingStartEvent):
            members = {name: self._value(depth + 1) for name in self._names_of_object()}
            return Node(_line(event), OBJECT, members)
        if isinstance(event, yaml.SequenceStartEvent):
            items = [self._value(depth + 1) for _ in self._places_of_list()]
            return Node(_line(event), LIST, items)
        return _scalar(self._events.get_event())

    def _names_of_object(self) -> Iterator[str]:
        """Stand at each value of a mapping in turn, and say its name."""
        seen: set[str] = set()
        self._events.get_event()
        while not isinstance(self._events.peek_event(), yaml.MappingEndEvent):
            event = self._events.get_event()
            if not isinstance(event, yaml.ScalarEvent):
                raise _broken(event, "a name is wanted here, and not a list or an object")
            name = self._names.setdefault(event.value, event.value)
            if name in seen:
                raise _broken(event, f"the name {name[:60]!r} stands here twice")
            seen.add(name)
            if max(len(seen), len(self._names)) > MAX_NAMES:
                raise _broken(event, TOO_MANY_NAMES)
            yield name
        self._events.get_event()

    def _places_of_list(self) -> Iterator[None]:
        self._events.get_event()
        while not isinstance(self._events.peek_event(), yaml.SequenceEndEvent):
            yield
        self._events.get_event()

    def _check(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _broken(event, "aliases (*name) are not allowed")
        if isinstance(event, yaml.CollectionStartEvent) and depth > MAX_DEPTH:
            raise _broken(event, f"the nesting is deeper than {MAX_DEPTH} levels")


def _scalar(event: yaml.ScalarEvent) -> Node:
    line, value = _line(event), event.value
    if event.tag not in _TAGS:
        raise _broken(event, f"the tag {str(event.tag)[:60]!r} is not allowed")
    if UNSTORABLE.search(value):
        raise _broken(event, UNSTORABLE_MESSAGE)
    if event.style or event.tag:
        # The text of a block begins below its mark.
        return Node(line + (event.style in _BLOCKS), TEXT, value)
    if kind := _WORDS.get(value):
        return Node(line, kind, value)
    is_number = len(value) <= MAX_NUMBER and _NUMBER.fullmatch(value)
    return Node(line, NUMBER if is_number else TEXT, value)


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 0


def _broken(event: yaml.Event, message: str) -> BrokenDocumentError:
    return BrokenDocumentError(_line(event), message)
