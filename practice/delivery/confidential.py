"""What one's own stories mark confidential, where the text states it all the same."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.figures import Figure, find_figures
from practice.delivery.reading import ReadTelling, merged
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import listed, quoted
from practice.matching.report import Span
from practice.matching.words import Word, tokenise

_NEAR = 4
"""Words after a small count within which its noun is looked for: "two of our regions"."""
_SMALL = 13
"""Counts below it say nothing without their noun."""


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    stated: dict[str, list[Span]] = {}
    for secret in dict.fromkeys(telling.telling.confidential):
        spans = list(stated_spans(telling, secret))
        if spans:
            stated[secret] = spans
    if not stated:
        return
    yield Remark(
        "confidential",
        Tone.WARN,
        "You say something that your story marks confidential",
        f"Your story marks {listed([quoted(secret) for secret in stated])} confidential. Leave "
        "it out, or say it in terms that give nothing away, such as a share or a range.",
        merged(span for spans in stated.values() for span in spans),
    )


def stated_spans(telling: ReadTelling, secret: str) -> Iterator[Span]:
    """Where the text states ``secret``, however it writes it."""
    figures = find_figures(secret)
    if not figures:
        yield from _phrase(telling, [word.text for word in tokenise(secret)])
        return
    nouns = {word.text for word in tokenise(secret) if word.text.isalpha()}
    for figure in figures:
        yield from _figure(telling, figure, nouns)


def _figure(telling: ReadTelling, secret: Figure, nouns: set[str]) -> Iterator[Span]:
    for figure in telling.figures:
        if figure.value != secret.value:
            continue
        if secret.unit or secret.amount >= _SMALL or _is_followed(telling, figure, nouns):
            yield figure.span


def _is_followed(telling: ReadTelling, figure: Figure, nouns: set[str]) -> bool:
    """Whether one of ``nouns`` comes soon after a count that is small."""
    near = tokenise(telling.text[figure.span.end : figure.span.end + 80])[:_NEAR]
    return any(word.text in nouns for word in near)


def _phrase(telling: ReadTelling, secret: list[str]) -> Iterator[Span]:
    """Where the words of ``secret`` stand in a row."""
    if not secret:
        return
    words: tuple[Word, ...] = telling.words
    for place in telling.places.get(secret[0], ()):
        if [word.text for word in words[place : place + len(secret)]] == secret:
            yield telling.span(place, place + len(secret))
