"""Wording and figures that stand in the sample answer too."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.figures import Figure, find_figures
from practice.delivery.reading import ReadTelling
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import counted, opened
from practice.matching.report import Span
from practice.matching.words import tokenise

_RUN = 7
"""Words in a row that two people seldom choose alike."""

_COMMON_TIMES = frozenset(
    [*range(61)]
    + [60 * minutes for minutes in (*range(11), 12, *range(15, 65, 5), 90)]
    + [3600 * hours for hours in (*range(13), 18, 24, 36, 48, 72)]
    + [86_400 * days for days in (*range(11), 14, 21, 28, 30, 60, 90)]
)
"""Seconds that stand in anybody's story."""
_COMMON_COUNTS = frozenset([*range(51), 60, 64, 70, 80, 90, 128, 256, 365, 512, 1024])
_COMMON_SHARES = frozenset([*range(11), 99, *range(0, 105, 5)])


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    sample = telling.telling.sample_answer
    if not sample.strip():
        return
    runs = _lifted_runs(telling, sample)
    if runs:
        yield Remark(
            "borrowed",
            Tone.WARN,
            f"{opened(counted(len(runs), 'passage'))} word for word from the sample answer",
            f"{_RUN} or more words in a row are the same. Interviewers may know the sample, and "
            "your own words are easier to say: tell it as it was for you.",
            runs,
        )
    figures = _lifted_figures(telling, sample, runs)
    if figures:
        yield Remark(
            "borrowed",
            Tone.WARN,
            f"{opened(counted(len(figures), 'figure'))} also in the sample answer",
            "If it is chance, keep what is yours; otherwise use figures of your own, "
            "for you may be asked where they come from.",
            tuple(figure.span for figure in figures),
        )


def _lifted_runs(telling: ReadTelling, sample: str) -> tuple[Span, ...]:
    """The runs of words that the sample has too, each as long as it goes."""
    known = set(_runs([word.text for word in tokenise(sample)]))
    own = _runs([word.text for word in telling.words])
    stretches: list[tuple[int, int]] = []
    for place, run in enumerate(own):
        if run not in known:
            continue
        if stretches and place < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], place + _RUN)
        else:
            stretches.append((place, place + _RUN))
    return tuple(telling.span(first, after) for first, after in stretches)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(_RUN)), strict=False)


def _lifted_figures(telling: ReadTelling, sample: str, runs: tuple[Span, ...]) -> list[Figure]:
    """Distinctive figures that the sample states too, and that stand in none of ``runs``."""
    known = {figure.value for figure in find_figures(sample)}
    found = [figure for figure in telling.figures if figure.value in known]
    covered = _Covered(runs)
    return [figure for figure in found if _is_distinctive(figure) and figure.span not in covered]


class _Covered:
    """Spans, sorted and apart, asked in order whether they hold another."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = list(reversed(spans))

    def __contains__(self, span: Span) -> bool:
        while self._spans and self._spans[-1].end <= span.start:
            self._spans.pop()
        return bool(self._spans) and self._spans[-1].start <= span.start


def _is_distinctive(figure: Figure) -> bool:
    """Whether it is a figure that another story would hardly hold by chance."""
    amount, digits = figure.amount, str(figure.amount.numerator).rstrip("0")
    match figure.unit:
        case "s":
            return amount not in _COMMON_TIMES
        case "%":
            return amount not in _COMMON_SHARES and amount < 99
        case "clock":
            return not figure.value.endswith((":00", ":15", ":30", ":45"))
        case "part" | "x" | "month" | "year":
            return False
        case "":
            return amount not in _COMMON_COUNTS and len(digits) > 1
        case _:
            return len(digits) > 1
