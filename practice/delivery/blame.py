"""Blame: a person or a team named as at fault."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.phrases import Hit, lexicon
from practice.delivery.reading import ReadTelling
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import counted, opened, quoted

_BLAME = lexicon("blame")


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    hits = [hit for hit in _BLAME.find(telling) if _is_meant(telling, hit)]
    if not hits:
        return
    spans = tuple(hit.span(telling) for hit in hits)
    yield Remark(
        "blame",
        Tone.WARN,
        f"{opened(counted(len(hits), 'place'))} may sound like blame"
        if len(hits) > 1
        else f"{quoted(spans[0].of(telling.text))} may sound like blame",
        "Say what the system allowed instead: which check was missing, which default was unsafe, "
        "why the step looked right at the time. It tells more, and it is what a blameless review "
        "would ask.",
        spans,
    )


def _is_meant(telling: ReadTelling, hit: Hit) -> bool:
    """Whether it is said by the speaker, and not of nobody: "forgot to" negates what follows."""
    return not telling.quoted[hit.first] and not telling.negated[hit.first]
