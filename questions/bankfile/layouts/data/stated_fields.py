"""Values as other people write them, as nodes -> texts, lists of parts, topics; and what is odd there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.data.field_names import Named, has_commas
from questions.bankfile.layouts.data.located import LIST, NULL, OBJECT, SHOWN_KINDS, TEXT, Node
from questions.bankfile.layouts.found import Document, FoundPart, Passage
from questions.bankfile.part_lists import read_list, read_steps

MAX_TOPIC = 60
_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_BETWEEN_TOPICS = re.compile(r"[,;\n]|<br */?>", re.IGNORECASE)
_NUMBER = re.compile(r"\W*[0-9]+(?:\.[0-9]+)*\W?")
_MARK = re.compile(r"\s*(?:[-*+\u2022]|[0-9]{1,3}[.)])\s")
_TEXT_NAMES = ("text", "point", "value", "description", "guidance", "question", "name", "title")
_LABEL_NAMES = ("label", "step", "name", "title", "heading")


@dataclass
class FieldReader:
    """Reads the values of one document. ``spans``: do the lines of its texts stand on lines of it?"""

    document: Document
    spans: bool = False
    faults: list[Fault] = field(default_factory=list)

    def text(self, named: Named, field_name: str) -> Passage | None:
        """Return a text of one value; a number, a list or an object there is a fault."""
        node = named.value
        if node.kind == TEXT:
            text = _lines(node.text)
            return Passage(text, node.line + self._leading_lines(node)) if text else None
        if node.kind != NULL:
            self._odd(node, "a text", field_name or named.name)
        return None

    def prose(self, named: Named, field_name: str) -> Passage | None:
        """Return a text that may also stand as a list of paragraphs, or as named ones."""
        node = named.value
        if node.kind not in {LIST, OBJECT}:
            return self.text(named, field_name)
        paragraphs = list(self._paragraphs(node, field_name))
        return Passage("\n\n".join(paragraphs), node.line) if paragraphs else None

    def parts(self, named: Named, field_name: str) -> tuple[FoundPart, ...]:
        """Return the parts of a list, or of a text that lists them."""
        node = named.value
        if node.kind == LIST:
            parts = (self._part(item, field_name) for item in node.items)
            return tuple(part for part in parts if part)
        text = self.text(named, field_name)
        if text is None:
            return ()
        read = read_steps if field_name == "steps" else read_list
        listed = [
            part
            for piece in _pieces(text, has_commas(named.name))
            for part in read(piece.text, piece.line)
            if part.text or part.label
        ]
        spans = self.spans and not _BREAK.search(node.value)
        return tuple(part if spans else replace(part, line=text.line) for part in listed)

    def topics(self, named: Named) -> Iterator[Passage]:
        """Yield the names of topics of a list, or of a text with commas or semicolons between them."""
        node = named.value
        for item in node.items if node.kind == LIST else [node]:
            text = self.text(Named(named.name, item), "topics")
            for words in _BETWEEN_TOPICS.split(text.text) if text else []:
                name = " ".join(words.split()).lstrip("#-* ").strip("`")
                if len(name) > MAX_TOPIC:
                    self.fault(
                        item.line, "too long for the name of a topic, and left out", "topics"
                    )
                elif any(sign.isalnum() for sign in name):
                    yield Passage(name, item.line)

    def fault(self, line: int, message: str, field_name: str = "") -> None:
        self.faults.append(self.document.fault(line, message, field_name[:60]))

    def _odd(self, node: Node, wanted: str, field_name: str) -> None:
        shown = f" ({node.text[:40]})" if node.text else ""
        message = f"{wanted} is wanted, and this is {SHOWN_KINDS[node.kind]}{shown}: left out"
        self.fault(node.line, message, field_name)

    def _leading_lines(self, node: Node) -> int:
        value = node.value
        return value[: len(value) - len(value.lstrip())].count("\n") if self.spans else 0

    def _paragraphs(self, node: Node, field_name: str) -> Iterator[str]:
        if node.kind == LIST:
            for item in node.items:
                yield from self._paragraphs(item, field_name)
        elif node.kind == OBJECT:
            for name, value in node.fields.items():
                text = "\n\n".join(self._paragraphs(value, field_name))
                if text:
                    yield f"**{' '.join(name.split())}:** {text}"
        elif text_of := self.text(Named("", node), field_name):
            yield text_of.text

    def _part(self, node: Node, field_name: str) -> FoundPart | None:
        if node.kind != OBJECT:
            passage = self.text(Named("", node), field_name)
            return self._plain_part(passage, field_name) if passage else None
        fields = {name.casefold(): value for name, value in node.fields.items()}
        if lone := _lone_pair(node):
            return self._plain_part(lone, field_name)
        label = _first(fields, _LABEL_NAMES) if field_name == "steps" else None
        names = [name for name in _TEXT_NAMES if not label or fields.get(name) is not label]
        text = _first(fields, names)
        if text is None and label is None:
            self._odd(node, "a text", field_name)
            return None
        line = (text or label or node).line
        return FoundPart(text.text if text else "", line, label=label.text if label else "")

    def _plain_part(self, passage: Passage, field_name: str) -> FoundPart:
        if field_name != "steps":
            return FoundPart(passage.text, passage.line)
        steps = read_steps(passage.text, passage.line)
        if len(steps) == 1:
            return replace(steps[0], line=passage.line)
        return FoundPart(passage.text, passage.line)


def has_words(text: str) -> bool:
    """Can ``text`` ask something? A number alone refers to a question that stands elsewhere."""
    return any(map(str.isalnum, text)) and _NUMBER.fullmatch(text) is None


def _lone_pair(node: Node) -> Passage | None:
    """YAML reads ``- Cause: a full disk`` as a name and a value: here it is a text."""
    name, value = next(iter(node.fields.items()), ("", None))
    if (
        len(node.fields) > 1
        or value is None
        or value.kind != TEXT
        or name.casefold() in _TEXT_NAMES
    ):
        return None
    return Passage(f"{name}: {value.text}", node.line)


def _first(fields: dict[str, Node], names: Sequence[str]) -> Node | None:
    found = (fields[name] for name in names if name in fields)
    return next((node for node in found if node.kind == TEXT and node.text), None)


def _pieces(text: Passage, has_commas_between: bool) -> list[Passage]:
    """Cut a text on one line where signs stand between its parts; longer ones are lists already."""
    if "\n" in text.text or _MARK.match(text.text):
        return [text]
    between = "[;,]" if has_commas_between else ";"
    return [Passage(piece.strip(), text.line) for piece in re.split(between, text.text)]


def _lines(text: str) -> str:
    """Make plain line ends of all kinds of them that cells hold."""
    return _BREAK.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
