"""An answer -> key points that it may be meant to make, for an editor to approve.

Only words of the answer: the items of its list where it has one, else the sentences that say most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from questions.bankfile.layouts.markdown_blocks import block_tokens, plain
from questions.bankfile.sentences import content_stems

MOST = 6
MAX_ANSWER = 20_000
_FEWEST_ITEMS = 2
_LONGEST = 240
_LEAST_STEMS = 3
_LEAST_STEMS_OF_ITEM = 2
# How deep markdown-it says that the words of an item of an outermost list stand.
_IN_ITEM = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(]?[A-Z0-9])")


def suggest_key_points(answer: str) -> tuple[str, ...]:
    """Return up to ``MOST`` statements of ``answer`` in its order; none for one too short or too long."""
    if len(answer) > MAX_ANSWER:
        return ()
    tokens = block_tokens(answer)
    texts = [token.content for token in tokens if token.type == "inline"]
    items = [
        token.content
        for opening, token in pairwise(tokens)
        if token.type == "inline" and opening.type == "paragraph_open" and token.level == _IN_ITEM
    ]
    said = _sayable(map(plain, items), _LEAST_STEMS_OF_ITEM)
    if len(said) >= _FEWEST_ITEMS:
        return tuple(said[:MOST])
    sentences = [one for text in texts for one in _SENTENCE_END.split(plain(text))]
    return tuple(_most_telling(_sayable(sentences, _LEAST_STEMS)))


def _sayable(texts: Iterable[str], least: int) -> list[str]:
    """Leave out what is no statement, and what was said before."""
    shortened = (text.strip().rstrip(":") for text in texts)
    fitting = [
        text
        for text in shortened
        if len(text) <= _LONGEST and not text.endswith("?") and "<" not in text
    ]
    return [text for text in dict.fromkeys(fitting) if len(content_stems(text)) >= least]


def _most_telling(sentences: list[str]) -> list[str]:
    """The sentences whose words the answer comes back to most, in their order."""
    stems = [content_stems(sentence) for sentence in sentences]
    counts = Counter(stem for group in stems for stem in group)
    weights = [sum(counts[stem] for stem in group) / len(group) ** 0.5 for group in stems]
    best = sorted(range(len(sentences)), key=lambda place: -weights[place])[:MOST]
    return [sentences[place] for place in sorted(best)]
