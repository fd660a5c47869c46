r"""Lists of a question's parts as Markdown: in our own Markdown files, and in the cells of tables.

    - Text of the point, first line {#its-key}
      further lines are indented by two spaces (empty lines stay empty)
      - also: another way of saying it

The braces close the first line, as Pandoc has them: ``#key``, ``position=7`` where that is not its
place in the list, ``.suggestion``. Of a step, the first line is its label and the rest its guidance
(``label-lines=2`` where the label has two). A further line that reads as ``- also:`` has a backslash
before it, and one that has backslashes there one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from textwrap import dedent

from questions.bankfile.datatypes import KeyPointEntry, PartEntry, StructureStepEntry
from questions.bankfile.layouts.found import FoundPart

LABEL_LENGTH = 60
_ALSO = "- also:"
_WRITTEN_ALSO = re.compile(r"\A([ \t]*)(\\*[-*+] also:)", re.IGNORECASE)
_ESCAPED_ALSO = re.compile(r"\A([ \t]*)\\(\\*[-*+] also:)", re.IGNORECASE)
_READ_ALSO = re.compile(r"[ \t]*[-*+] also:(.*)", re.IGNORECASE | re.DOTALL)
_MARKER = re.compile(r"(?:[-*+\u2022]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_BRACES = re.compile(r"(?:^|[ ])\{([^{}]*)\}[ \t]*$")
_ATTRIBUTE = re.compile(r"#[^\s{}]+|position=[0-9]{1,9}|label-lines=[0-9]{1,3}|\.suggestion")
_BOLD_LABEL = re.compile(r"(\*\*|__)(.+?)(:?)\1\s*(?::|[-\u2013\u2014]\s)?\s*(.*)", re.DOTALL)
_PLAIN_LABEL = re.compile(r"([^:.?!]+?)(?::|\s+[-\u2013\u2014])\s+(.*)", re.DOTALL)


def write_list(parts: Iterable[PartEntry]) -> str:
    """Return the list of ``parts``, ``\\n`` between its lines and none after the last; "" for none."""
    return "\n".join(line for place, part in enumerate(parts, 1) for line in _lines(place, part))


def read_list(text: str, line: int) -> tuple[FoundPart, ...]:
    """Return the parts that ``text`` lists, which begins on ``line`` of its document.

    What ``write_list`` wrote comes back as it was. A list without attributes, with other markers or
    with none at all, gives parts without keys and positions.
    """
    return tuple(_part(place, item) for place, item in enumerate(_items(text, line), 1))


def read_steps(text: str, line: int) -> tuple[FoundPart, ...]:
    """Return the steps that ``text`` lists: ``label`` is what each is called, ``text`` its guidance.

    Hand-made steps are cut too: ``**Label**: guidance``, ``Label: guidance``, ``Label - guidance``.
    """
    return tuple(_step(place, item) for place, item in enumerate(_items(text, line), 1))


# --- Writing ------------------------------------------------------------------------------------


def _lines(place: int, part: PartEntry) -> Iterator[str]:
    first, *rest = _text(part).split("\n")
    yield " ".join(filter(None, ["-", first, _attributes(place, part)]))
    for line in rest:
        yield "  " + _WRITTEN_ALSO.sub(r"\1\\\2", line) if line else ""
    for alias in part.aliases if isinstance(part, KeyPointEntry) else ():
        yield f"  {_ALSO} {alias}"


def _text(part: PartEntry) -> str:
    if isinstance(part, StructureStepEntry):
        return f"{part.label}\n{part.guidance}" if part.guidance else part.label
    return str(part.values["text"])


def _attributes(place: int, part: PartEntry) -> str:
    named = [f"#{part.key}"] if part.key else []
    if part.position != place:
        named.append(f"position={part.position}")
    if isinstance(part, KeyPointEntry) and part.is_suggestion:
        named.append(".suggestion")
    if isinstance(part, StructureStepEntry) and "\n" in part.label:
        named.append(f"label-lines={part.label.count(chr(10)) + 1}")
    return f"{{{' '.join(named)}}}"


# --- Reading ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Item:
    """An item as far as it was read. ``attributes`` is None where the item has none."""

    line: int
    width: int
    lines: list[str]
    attributes: list[str] | None = None
    aliases: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Add a further line of the item: of its text, or another way of saying it."""
        if also := _READ_ALSO.fullmatch(line):
            self.aliases.append(also[1].strip())
        elif not self.aliases:
            self.lines.append(_ESCAPED_ALSO.sub(r"\1\2", self._unindented(line)))
        elif line.strip():
            self.aliases[-1] = f"{self.aliases[-1]} {line.strip()}".strip()

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def number(self, name: str) -> int | None:
        values = (value for value in self.attributes or () if value.startswith(f"{name}="))
        return next((int(value.partition("=")[2]) for value in values), None)

    def _unindented(self, line: str) -> str:
        indent = len(line) - len(line.lstrip(" "))
        return line[min(indent, self.width) :] if indent else line.removeprefix("\t")


def _items(text: str, line: int) -> list[_Item]:
    lines = text.split("\n")
    if not any(map(_MARKER.match, lines)):
        lines = dedent(text).split("\n")
    if any(map(_MARKER.match, lines)):
        items = _marked_items(lines, line)
    else:
        items = [_item(number, one) for number, one in enumerate(lines, line)]
    return [item for item in items if item.text or item.attributes is not None or item.aliases]


def _marked_items(lines: list[str], line: int) -> list[_Item]:
    items: list[_Item] = []
    for number, one in enumerate(lines, line):
        is_further = not one or one[0] in " \t"
        if items and (is_further or not (_MARKER.match(one) or _ends_paragraph(items[-1]))):
            items[-1].take(one)
        else:
            items.append(_item(number, one))
    return items


def _ends_paragraph(item: _Item) -> bool:
    return not item.lines[-1]


def _item(number: int, line: str) -> _Item:
    marker = _MARKER.match(line)
    first = line[marker.end() :].lstrip(" \t") if marker else line.strip()
    item = _Item(number, width=marker.end() if marker else 0, lines=[first])
    braces = _BRACES.search(first)
    if braces and all(_ATTRIBUTE.fullmatch(value) for value in braces[1].split()):
        item.lines, item.attributes = [first[: braces.start()]], braces[1].split()
    return item


def _part(place: int, item: _Item) -> FoundPart:
    named = item.attributes
    part = FoundPart(item.text, item.line, aliases=tuple(filter(None, item.aliases)))
    if named is None:
        return part
    return replace(
        part,
        key=next((value[1:] for value in named if value.startswith("#")), ""),
        position=place if (stated := item.number("position")) is None else stated,
        is_suggestion=".suggestion" in named,
    )


def _step(place: int, item: _Item) -> FoundPart:
    part = _part(place, item)
    if item.attributes is None:
        label, guidance = _split_step(part.text)
    else:
        count = item.number("label-lines") or 1
        label, guidance = "\n".join(item.lines[:count]), "\n".join(item.lines[count:])
    return replace(part, label=label.strip(), text=guidance.strip())


def _split_step(text: str) -> tuple[str, str]:
    """Cut a hand-made step. One that names no label is guidance alone if it is too long for one."""
    if bold := _BOLD_LABEL.fullmatch(text):
        return bold[2], bold[4]
    first, _, rest = text.partition("\n")
    if (plain := _PLAIN_LABEL.fullmatch(text)) and len(plain[1]) <= LABEL_LENGTH:
        return plain[1], plain[2]
    return (first, rest) if rest or len(first) <= LABEL_LENGTH else ("", first)
