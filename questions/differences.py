"""A readable difference between two texts: sentences first, then words inside those that changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECES = re.compile(r"[^.!?\n]*(?:[.!?]+\s*|\n+|$)")
TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
LEAST_SHARED_WORDS = 0.4
# Above this many pairs of sentences or tokens a rewritten passage is shown whole, old then new: it is then
# the more readable answer too, and the time stays bounded.
MOST_PAIRS = 250_000


@dataclass(frozen=True)
class Change:
    """A run of text that is ``kept``, ``removed`` or ``added``."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Change]:
    """Return the runs that turn ``before`` into ``after``.

    The kept and removed runs join to ``before``; the kept and added ones to ``after``.
    """
    return list(_joined(_by_sentence(before, after)))


def _by_sentence(before: str, after: str) -> Iterator[Change]:
    old, new = _pieces(before), _pieces(after)
    if before == after:
        yield Change("kept", before)
        return
    if len(old) * len(new) > MOST_PAIRS:
        yield from (Change("removed", before), Change("added", after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            yield from _by_word("".join(old[a:b]), "".join(new[c:d]))
        else:
            yield Change("kept" if tag == "equal" else "removed", "".join(old[a:b]))
            yield Change("added", "" if tag == "equal" else "".join(new[c:d]))


def _by_word(before: str, after: str) -> Iterator[Change]:
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    if len(old) * len(new) > MOST_PAIRS or _is_rewritten(old, new):
        yield from (Change("removed", before), Change("added", after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Change("kept" if tag == "equal" else "removed", "".join(old[a:b]))
        yield Change("added", "" if tag == "equal" else "".join(new[c:d]))


def _is_rewritten(old: list[str], new: list[str]) -> bool:
    """Whether too few words stayed for marks between them to be readable."""
    old_words, new_words = ([t for t in tokens if t.isalnum()] for tokens in (old, new))
    shared = SequenceMatcher(None, old_words, new_words, autojunk=False).ratio()
    return shared < LEAST_SHARED_WORDS


def _pieces(text: str) -> list[str]:
    return [piece for piece in PIECES.findall(text) if piece]


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Put neighbouring runs of one kind together and leave out the empty ones."""
    last: Change | None = None
    for change in changes:
        if not change.text:
            continue
        if last and last.kind == change.kind:
            last = Change(last.kind, last.text + change.text)
        else:
            if last:
                yield last
            last = change
    if last:
        yield last
