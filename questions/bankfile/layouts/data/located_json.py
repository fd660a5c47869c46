"""JSON -> nodes with their lines. Strings are read by Python's own scanner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

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

_SPACES = frozenset(" \t\n\r")
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])")
_WORD = re.compile(r"[^\s,:\]\}\[\{\"]{1,20}")
_WORDS = {"true": BOOLEAN, "false": BOOLEAN, "null": NULL}
_LINE_END = re.compile(r"\r\n?|\n")
_LINE_END_OR_END = re.compile(r"\r\n?|\n|\Z")
_UNSTORABLE_ESCAPE = re.compile(r"\\u(?:0000|d[89a-f])", re.IGNORECASE)


def tops(text: str, progress: Progress = unseen) -> Iterator[Top]:
    """Yield what stands below the root: see ``located.tops``."""
    reader = _Reader(text.removeprefix("\ufeff"), progress)
    yield from reader.root()
    reader.end()


def tops_of_lines(text: str, progress: Progress = unseen) -> Iterator[Top]:
    """Yield a list without a name, then the object on each line as an item: see ``located.tops``."""
    text = text.removeprefix("\ufeff")
    reader, at = _Reader(text, progress), 0
    yield Top("", Node(1, LIST, []))
    for count, line_end in enumerate(_LINE_END_OR_END.finditer(text)):
        if count % ITEMS_BETWEEN_PROGRESS == 0:
            progress(at / max(len(text), 1))
        reader.text, reader.at, reader.line = text[at : line_end.start()], 0, count + 1
        if reader.text.strip(" \t"):
            yield Top("", reader.object_on_line(), is_item=True)
        at = line_end.end()


class _Reader:
    """Stands at a place of a text. Every method leaves it behind what it has read."""

    def __init__(self, text: str, progress: Progress) -> None:
        self.text, self.at, self.line = text, 0, 1
        self.progress, self.values = progress, 0
        self.may_be_unstorable = bool(_UNSTORABLE_ESCAPE.search(text) or UNSTORABLE.search(text))
        self._names: dict[str, str] = {}

    def root(self) -> Iterator[Top]:
        line, sign = self._line(), self._next()
        if sign == "[":
            yield from self._list_tops("", line, 2)
        elif sign == "{":
            for name in self._names_of_object():
                line = self._line()
                if self._next() == "[":
                    yield from self._list_tops(name, line, 3)
                else:
                    yield Top(name, self._entry(2))
        else:
            yield Top("", self._entry(1))

    def object_on_line(self) -> Node:
        if self._next() != "{":
            raise self._broken("an object in braces is wanted on each line")
        node = self._entry(2)
        self.end()
        return node

    def end(self) -> None:
        self._skip_space()
        if self.at < len(self.text):
            raise self._broken("more stands here, after the end of the JSON")

    def _list_tops(self, name: str, line: int, depth: int) -> Iterator[Top]:
        yield Top(name, Node(line, LIST, []))
        for count, _ in enumerate(self._places_of_list()):
            if count % ITEMS_BETWEEN_PROGRESS == 0:
                self.progress(self.at / len(self.text))
            yield Top(name, self._entry(depth), is_item=True)

    def _entry(self, depth: int) -> Node:
        self.values = 0
        return self._value(depth)

    def _value(self, depth: int) -> Node:
        line, sign = self._line(), self._next()
        self.values += 1
        if self.values > MAX_VALUES:
            raise self._broken(TOO_MANY_VALUES)
        if sign == '"':
            return Node(line, TEXT, self._string())
        if sign in {"{", "["} and depth > MAX_DEPTH:
            raise self._broken(f"the nesting is deeper than {MAX_DEPTH} levels")
        if sign == "{":
            return Node(
                line, OBJECT, {name: self._value(depth + 1) for name in self._names_of_object()}
            )
        if sign == "[":
            return Node(line, LIST, [self._value(depth + 1) for _ in self._places_of_list()])
        return self._scalar(line)

    def _names_of_object(self) -> Iterator[str]:
        """Stand at each value of an object in turn, and say its name."""
        seen: set[str] = set()
        for _ in self._places("}", "a name in quotation marks"):
            if self._next() != '"':
                raise self._broken("a name in quotation marks is wanted here")
            name = self._string()
            name = self._names.setdefault(name, name)
            if name in seen:
                raise self._broken(f"the name {name[:60]!r} stands here twice")
            seen.add(name)
            if max(len(seen), len(self._names)) > MAX_NAMES:
                raise self._broken(TOO_MANY_NAMES)
            if self._next() != ":":
                raise self._broken(f"a colon is wanted after {name[:60]!r}")
            self.at += 1
            yield name

    def _places_of_list(self) -> Iterator[None]:
        return self._places("]", "a value")

    def _places(self, closing: str, what: str) -> Iterator[None]:
        """Stand at each member of a list or an object, which must be read before the next."""
        opened = self._line()
        self.at += 1
        if self._next() == closing:
            self.at += 1
            return
        while True:
            yield
            sign = self._next()
            if sign == closing:
                self.at += 1
                return
            if not sign:
                raise BrokenDocumentError(opened, f"is never closed: {closing} is missing")
            if sign != ",":
                raise self._broken(f"a comma or {closing} is wanted here")
            self.at += 1
            if self._next() == closing:
                raise self._broken(f"{what} is wanted after the comma")

    def _string(self) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            reason = error.msg.removesuffix(" at").removesuffix(" starting")
            raise self._broken(f"the text in quotation marks is broken: {reason}") from None
        if self.may_be_unstorable and UNSTORABLE.search(text):
            raise self._broken(UNSTORABLE_MESSAGE)
        return str(text)

    def _scalar(self, line: int) -> Node:
        if number := _NUMBER.match(self.text, self.at):
            if number.end() - self.at > MAX_NUMBER or abs(float(number[0])) > 1e300:
                raise self._broken("this number is too long")
            self.at = number.end()
            return Node(line, NUMBER, number[0])
        word = _WORD.match(self.text, self.at)
        if word and word[0] in _WORDS:
            self.at = word.end()
            return Node(line, _WORDS[word[0]], word[0])
        shown = repr(word[0]) if word else "nothing" if self.at == len(self.text) else "this sign"
        raise self._broken(f"a value is wanted here, and {shown} is none")

    def _line(self) -> int:
        self._skip_space()
        return self.line

    def _next(self) -> str:
        self._skip_space()
        return self.text[self.at : self.at + 1]

    def _skip_space(self) -> None:
        if self.text[self.at : self.at + 1] not in _SPACES:
            return
        space = _SPACE.match(self.text, self.at)
        if space:
            self.line += len(_LINE_END.findall(space[0]))
            self.at = space.end()

    def _broken(self, message: str) -> BrokenDocumentError:
        return BrokenDocumentError(self.line, message)
