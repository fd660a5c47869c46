"""Questions that nothing but their own words marks: headings, bold lines and items of lists that ask.

Which of them are the questions, the document itself shows: those of one kind, most of which ask.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from questions.bankfile.intake.limits import TooManyError
from questions.bankfile.layouts.data.stated_fields import MAX_TOPIC
from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.markdown_blocks import marked_lead, plain, unwrapped
from questions.bankfile.layouts.markdown_pieces import read_pieces
from questions.bankfile.layouts.sectioned.section_names import part_of
from questions.bankfile.layouts.unmarked.asking_words import (
    asks,
    clean_prompt,
    is_q,
    is_told,
    split_mark,
)
from questions.bankfile.layouts.written_lines import Line

LEAST = 2
HEADING, LISTED_HEADING, BOLD, LISTED_BOLD, NAMED, LISTED, TITLED = range(7)
# More words below a title are a text, whatever they end in.
_LONGEST_ASKED = 600


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a question, from line ``place`` up to ``end`` (from 0), of one kind and level.

    What is titled asks below its heading: ``asked`` is the place of the words, ``title`` the heading's.
    ``margin`` is how far the text of a list's item is indented, ``last`` where that item ends.
    """

    kind: int
    level: int
    place: int
    end: int
    words: str
    margin: int = 0
    last: int = 0
    is_item: bool = False
    title: str = ""
    asked: int = 0

    @property
    def has_mark(self) -> bool:
        return self.is_item or split_mark(self.words) is not None

    @property
    def group(self) -> tuple[int, int, bool]:
        """What the questions of a document have in common; those marked by a Q are of any level."""
        if self.kind == LISTED:
            return LISTED, 0, False
        if self.kind == TITLED:
            return TITLED, self.level, False
        return self.kind, 0 if is_q(self.words) else self.level, self.has_mark

    @property
    def is_asking(self) -> bool:
        words = clean_prompt(self.words)
        if self.kind == TITLED:
            is_sure = "?" in words or is_told(words)
            return is_sure and len(words) <= _LONGEST_ASKED and asks(words)
        return is_q(self.words) or asks(words)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A question: its words, on line ``number`` (from 1), what stands below it, and its topic."""

    words: str
    number: int
    lines: Sequence[Line]
    topic: Passage | None = None
    title: Passage | None = None


def read_unmarked(
    lines: Sequence[Line], most: int = sys.maxsize
) -> tuple[list[Unmarked], list[int]]:
    """Return the questions, and the lines (from 1) of what looks like them and does not ask.

    Raise TooLongError or TooManyError, with the place from 1, where that is so.
    """
    found = list(_heads([line.text for line in lines]))
    heads = _asking(found)
    if len(heads) > most:
        raise TooManyError(lines[heads[most].place].number)
    chosen = {head.place for head in heads}
    headings = [head for head in found if head.kind == HEADING and head.place not in chosen]
    topics = dict(_topics(headings, heads, lines)) if heads else {}
    is_lone = len(heads) == 1
    asked, at = [], 0
    starts = [*(head.place for head in heads[1:]), len(lines)]
    for head, limit in zip(heads, starts[: len(heads)], strict=True):
        while at < len(headings) and headings[at].place < head.end:
            at += 1
        while at < len(headings) and headings[at].place < limit and not is_lone:
            if _ends(headings[at], head):
                break
            at += 1
        is_ended = at < len(headings) and not is_lone
        end = min(limit, headings[at].place) if is_ended else limit
        below, topic = _below(lines, head, end), topics.get(head.place)
        line = lines[head.place].number
        title = Passage(plain(clean_prompt(head.title)), line) if head.title else None
        number = lines[head.asked].number if title else line
        asked.append(Unmarked(head.words, number, below, topic, title))
    return asked, [lines[head.place].number for head in _left(found, heads)]


def _left(found: Sequence[Head], heads: Sequence[Head]) -> Iterator[Head]:
    """Yield what looks like the questions below the first of them, and does not ask."""
    chosen = {head.place for head in heads}
    groups = {head.group for head in heads} if len(heads) > 1 else set()
    for head in found:
        is_below = heads and head.place > heads[0].place
        if is_below and head.place not in chosen and head.group in groups:
            yield head


def _topics(
    headings: Sequence[Head], heads: Sequence[Head], lines: Sequence[Line]
) -> Iterator[tuple[int, Passage]]:
    """Yield the place of each question that stands below a heading of a higher level, and that heading."""
    questions = {head.place: head for head in heads}
    is_titled = sum(head.level == 1 for head in (*headings, *heads)) == 1
    above: list[Head] = []
    asked: Head | None = None
    for head in sorted((*headings, *heads), key=lambda head: head.place):
        if head.place in questions:
            asked = head
            higher = [one for one in above if not head.level or one.level < head.level]
            if higher:
                topic = Passage(_topic_words(higher[-1]), lines[higher[-1].place].number)
                yield head.place, topic
        elif asked is None or _ends(head, asked):
            above = [one for one in above if one.level < head.level]
            is_title = is_titled and head.level == 1
            if not is_title and part_of(head.words) is None and _topic_words(head):
                above.append(head)


def _topic_words(heading: Head) -> str:
    """Return the words of a heading; none where they are no name but a sentence."""
    words = plain(clean_prompt(heading.words)).rstrip(": ")
    return words if len(words) <= MAX_TOPIC and any(map(str.isalnum, words)) else ""


def _ends(heading: Head, head: Head) -> bool:
    return head.kind not in {HEADING, TITLED} or heading.level <= head.level


def _below(lines: Sequence[Line], head: Head, limit: int) -> list[Line]:
    """Return what stands below a question; within an item of a list it is indented no more."""
    below = list(lines[head.end : limit])
    if not head.margin:
        return below
    within = max(min(head.last, limit) - head.end, 0)
    return [*(_shifted(line, head.margin) for line in below[:within]), *below[within:]]


def _shifted(line: Line, width: int) -> Line:
    margin = len(line.text) - len(line.text.lstrip(" "))
    return replace(line, text=line.text[min(margin, width) :])


def _asking(found: Sequence[Head]) -> list[Head]:
    """Return those of the one kind and level that asks most, the surest kind first."""
    groups: dict[tuple[int, int, bool], list[Head]] = {}
    for head in found:
        groups.setdefault(head.group, []).append(head)
    for kind in range(LISTED + 1):
        of_kind = [heads for key, heads in groups.items() if min(key[0], LISTED) == kind]
        asking = [heads for heads in of_kind if _is_asking(heads)]
        if asking:
            best = max(asking, key=lambda heads: sum(head.is_asking for head in heads))
            is_sure = best[0].has_mark and kind < LISTED
            return best if is_sure else [head for head in best if head.is_asking]
    return _lone(found)


def _lone(found: Sequence[Head]) -> list[Head]:
    """A file of one question begins with it."""
    first = found[0] if found else None
    is_title = first is not None and first.kind == HEADING and first.place == 0
    return [first] if first and is_title and first.words.endswith("?") else []


def _is_asking(heads: Sequence[Head]) -> bool:
    asking = sum(head.is_asking for head in heads)
    is_bold = heads[0].kind == BOLD and not heads[0].has_mark
    return asking >= LEAST and (is_bold or 2 * asking > len(heads))


# --- What may be a question ---------------------------------------------------------------------------


def _heads(texts: Sequence[str]) -> Iterator[Head]:
    title: Head | None = None
    for piece in read_pieces(texts):
        tokens = piece.tokens
        for at, token in enumerate(tokens):
            if title and token.level == 0 and token.nesting >= 0 and token.map:
                yield _titled(title, token, tokens[at + 1 : at + 2])
                title = None
            if token.level == 0 and token.type == "heading_open" and token.map:
                title = _heading(token, tokens[at + 1].content)
                yield title
            elif token.level == 0 and token.type == "paragraph_open" and token.map:
                yield from _paragraph(token, tokens[at + 1].content)
            elif token.level == 1 and token.type == "list_item_open":
                yield from _item(token, tokens[at + 1 : at + 3], texts)


def _heading(token: Token, words: str) -> Head:
    start, end = token.map or [0, 0]
    level = int(token.tag[1:])
    return Head(HEADING, level, start, end, " ".join(words.split()))


def _titled(heading: Head, token: Token, inner: Sequence[Token]) -> Head:
    """Return what stands right below a heading as the question of which that is the title."""
    start, end = token.map or [0, 0]
    text = inner[0].content if token.type == "paragraph_open" and inner else ""
    is_other = not text or any(_paragraph(token, text))
    words = "" if is_other else " ".join(text.split())
    title, level = heading.words, heading.level
    return Head(TITLED, level, heading.place, end, words, title=title, asked=start)


def _paragraph(token: Token, text: str) -> Iterator[Head]:
    """A line that asks begins a question also where no blank line stands above it."""
    start = (token.map or [0])[0]
    for at, line in enumerate(text.split("\n")):
        words = line.strip().rstrip("\\").strip()
        if words[:1] in {"*", "_"} and (asked := _bold(words)):
            yield Head(BOLD, 0, start + at, start + at + 1, asked)
        elif words[:1] in {"Q", "q"} and is_q(words):
            yield Head(NAMED, 0, start + at, start + at + 1, words)


def _bold(line: str) -> str | None:
    """Return a line that is all bold, or of which a bold mark or number begins the question."""
    if whole := unwrapped(line, "strong"):
        return None if part_of(whole) else whole
    lead = marked_lead(line)
    if lead is None:
        return None
    words = f"{lead[0].strip()} {lead[1].strip()}"
    is_mark = split_mark(f"{lead[0].strip()} x") == "x"
    return words if is_mark and lead[1].strip() else (lead[0] if _only_signs(lead[1]) else None)


def _only_signs(text: str) -> bool:
    return not any(map(str.isalnum, text)) and not text.strip().startswith(":")


def _item(token: Token, inner: Sequence[Token], texts: Sequence[str]) -> Iterator[Head]:
    if len(inner) < 2 or inner[0].map is None or token.map is None:
        return
    start, (first, last), text = token.map[0], inner[0].map, inner[1].content
    margin = len(texts[start]) - len(texts[start].lstrip()) + len(token.info + token.markup)
    margin += len(texts[start][margin:]) - len(texts[start][margin:].lstrip())
    if inner[0].type == "heading_open" and token.info:
        level = int(inner[0].tag[1:])
        yield Head(LISTED_HEADING, level, start, last, text, margin, token.map[1], is_item=True)
    elif inner[0].type == "paragraph_open":
        line, _, more = text.partition("\n")
        bold = unwrapped(line.strip(), "strong") if line[:1] in {"*", "_"} else None
        kind = LISTED_BOLD if bold and token.info else LISTED
        is_one = bool(bold) or line.rstrip().endswith("?")
        words, end = (line, first + 1) if is_one or not more else (" ".join(text.split()), last)
        if kind == LISTED_BOLD or not _is_link(words):
            yield Head(kind, 0, start, end, words.strip(), margin, token.map[1], bool(token.info))


def _is_link(words: str) -> bool:
    return (
        words.startswith("[")
        and "](" in words
        and words.rstrip().endswith(")")
        and bool(plain(words))
    )
