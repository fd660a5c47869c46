"""The text of one part of a page: prose as it is, a list as its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.pages.page_lines import (
    LISTS,
    Heading,
    bullet_of,
    is_footer,
    is_placeholder,
    is_rule,
)
from questions.bankfile.layouts.sectioned.section_names import part_of

_MARKDOWN_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]")
_HEADING = re.compile(r"#{1,6}[ \t].*|(\*\*|__)[^*_]+\1:?|[A-Z][^.!?:]{0,60}:")
_SHOWN = 60
_DOT = re.compile(r"^([ \t]*)\u2022[ \t]*", re.MULTILINE)
_LEAD = (
    r"(?i:(?:(?:(?:I|you|we)(?:['\u2019](?:d|ll)| would| will| can| could| should| might)? )?"
    r"(?:use|using|leverage|leveraging|apply|applying|follow|following|adopt|adopting) )?(?:the |an? )?)"
)
_CAPITALISED = r"[A-Z0-9][\w'\u2019+&/-]*"
_FRAMEWORK = re.compile(
    rf"[*_]{{0,3}}(?P<lead>{_LEAD})[*_]{{0,3}}"
    rf"(?:(?P<name>{_CAPITALISED}(?: (?:and )?{_CAPITALISED}){{0,3}}?)[*_]{{0,3}}[ -]"
    r"(?P<kind>(?i:method|framework|technique))\b"
    r"|(?P<known>STARR?|CARL?|PAR|SOAR|CIRCLES|PREP|SBI|OODA|RED|USE|5 Whys)"
    r"(?=[*_]{0,3}(?:$|\s*[:(,.\u2013\u2014-]|\s+(?:approach|model|format|answer|structure)\b)))"
)
_NO_NAMES = ("this", "that", "your", "my", "our", "any", "one", "some", "no", "each")


@dataclass(frozen=True, slots=True)
class Part:
    """``passages`` is one for prose, one an item for a list; ``notes`` is what is neither."""

    line: int
    passages: tuple[Passage, ...] = ()
    notes: tuple[Passage, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


def joined(passages: Sequence[Passage]) -> Passage | None:
    """Return ``passages`` as one text, None if there are none."""
    text = "\n\n".join(passage.text for passage in passages)
    return Passage(text, passages[0].line) if text else None


def read_part(lines: list[str], at: int, end: int, heading: Heading) -> Part:
    """Read the part whose heading stands at line ``at`` (from 0) and which ends before ``end``."""
    texts = [(at, heading.rest)] if heading.rest else []
    body, rest = _own(lines, at + 1, end, heading)
    texts += [(number, lines[number]) for number in body]
    notes = _passage([(number, lines[number]) for number in rest])
    if not (whole := _passage(texts)):
        message = "this part has a heading and no text"
        return Part(at + 1, notes=notes, faults=((at + 1, message),))
    if is_placeholder(whole[0].text):
        message = f"this part is yet to be written: {whole[0].text}"
        return Part(at + 1, notes=notes, faults=((whole[0].line, message),))
    if heading.part not in LISTS:
        return Part(at + 1, whole, notes)
    items = _Items(texts)
    return Part(at + 1, items.passages, (*items.notes, *notes), items.faults)


def framework_of(structure: Passage) -> Passage | None:
    """Return the name of the framework with which ``structure`` begins, if it begins with one."""
    match = _FRAMEWORK.match(structure.text[:200])
    if not match:
        return None
    name = match["known"] or match["name"]
    is_sure = match["known"] or _is_name(name, match["lead"], match["kind"])
    return Passage(name, structure.line) if is_sure else None


def _is_name(words: str, lead: str, kind: str) -> bool:
    """Tell a name from a word that is a capital one only because a sentence begins with it."""
    capitals = sum(sign.isupper() or sign.isdigit() for sign in words)
    return words.lower() not in _NO_NAMES and bool(lead or kind[0].isupper() or capitals > 1)


def _own(lines: list[str], start: int, end: int, heading: Heading) -> tuple[range, range]:
    """Split off what a Markdown heading of the same rank or a higher one begins, and a last rule."""
    while end > start and (not lines[end - 1].strip() or is_rule(lines[end - 1])):
        end -= 1
    fences = Fences()
    for number in range(start, end):
        match = None if fences.takes(lines[number]) else _MARKDOWN_HEADING.match(lines[number])
        if match and len(match[1]) <= heading.level:
            return range(start, number), range(number, end)
    return range(start, end), range(end, end)


def _passage(texts: list[tuple[int, str]]) -> tuple[Passage, ...]:
    """Return the lines as one text, without empty ones around it; nothing if they are all empty."""
    written = [place for place, (_, text) in enumerate(texts) if text.strip()]
    if not written:
        return ()
    texts = texts[written[0] : written[-1] + 1]
    text = dedent("\n".join(text for _, text in texts)).rstrip()
    return (Passage(_DOT.sub(r"\1- ", text), texts[0][0] + 1),)


@dataclass
class _Items:
    """Follows the lines of a list: what belongs to which item, and what to none."""

    texts: list[tuple[int, str]]
    faults: tuple[tuple[int, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Passage, ...] = ()
    _items: list[tuple[int, list[str]]] = field(default_factory=list)
    _others: list[tuple[int, str]] = field(default_factory=list)
    _indent: int | None = None
    _is_over: bool = False

    def __post_init__(self) -> None:
        has_bullets = any(bullet_of(text) for _, text in self.texts)
        is_behind_gap = False
        for number, text in self.texts:
            if text.strip():
                self._take(number, text, has_bullets=has_bullets, is_behind_gap=is_behind_gap)
            is_behind_gap = not text.strip()
        if not has_bullets and len(self._items) > 1:
            message = "this list has no bullets: every line was taken as an item"
            self.faults += ((self._items[0][0], message),)
        self.passages = tuple(self._finished())
        self.notes = _passage(self._others)
        for note in self.notes:
            words = note.text.split("\n")[0][:_SHOWN]
            message = f"this is no item of the list and was put among the notes: {words}"
            self.faults += ((note.line, message),)

    def _take(self, number: int, text: str, *, has_bullets: bool, is_behind_gap: bool) -> None:
        self._is_over = self._is_over or bool(self._items and _ends_list(text))
        if self._is_over:
            self._others.append((number, text))
            return
        bullet = bullet_of(text) if has_bullets else (0, text.strip())
        indent = len(text) - len(text.lstrip())
        if bullet and (self._indent is None or bullet[0] <= self._indent + 1):
            self._indent = bullet[0] if self._indent is None else self._indent
            self._items.append((number + 1, [bullet[1]]))
        elif bullet and self._items:
            self._items[-1][1].append(f"\n  - {bullet[1]}")
        elif self._items and (indent > (self._indent or 0) or not is_behind_gap):
            self._items[-1][1].append(f" {text.strip()}")
        else:
            self._others.append((number, text))

    def _finished(self) -> list[Passage]:
        found = [Passage("".join(texts).strip(), line) for line, texts in self._items]
        missing = [item for item in found if not item.text or is_placeholder(item.text)]
        self.faults += tuple((item.line, "this item has no text") for item in missing)
        return [item for item in found if item not in missing]


def _ends_list(line: str) -> bool:
    """Does a heading, or a site's footer, stand on a line below a list?"""
    if line[:1] in " \t" or bullet_of(line):
        return False
    is_heading = _HEADING.fullmatch(line.strip()) is not None or part_of(line.strip()) is not None
    return is_heading or is_footer(line)
