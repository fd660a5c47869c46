"""Figures stated: times, shares, money, counts."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.reading import ReadTelling
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import counted, opened

_SHORTEST = 25
"""Words of a telling that has room for a figure."""


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    figures = [figure for figure in telling.figures if figure.is_weighty]
    if figures:
        yield Remark(
            "numbers",
            Tone.GOOD,
            f"{opened(counted(len(figures), 'figure'))} stated",
            "Figures let a listener judge the size of things. Be ready to say how each was "
            "measured, and say that you estimate where you do.",
            tuple(figure.span for figure in figures),
        )
    elif len(telling.words) >= _SHORTEST:
        yield Remark(
            "numbers",
            Tone.NOTE,
            "Found no times, shares, amounts or larger counts",
            "Say how many were affected, how long it took or by how much it changed, if you know; "
            "a rough figure, named as rough, is better than none.",
        )
