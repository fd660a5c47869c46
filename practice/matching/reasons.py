"""Why a point got its verdict, in plain words for the candidate."""

from __future__ import annotations

from collections.abc import Sequence

from practice.matching.report import Verdict

MOST_QUOTED = 5


def nothing_found(*, is_comparable: bool) -> str:
    if not is_comparable:
        return "This key point has no words that can be compared."
    return "Nothing in your draft speaks of this."


def not_done(matched: Sequence[str]) -> str:
    return f"Your draft mentions this ({_quoted(matched)}), but as something that was not done."


def done_after_all(matched: Sequence[str]) -> str:
    return (
        f"Your draft speaks of this ({_quoted(matched)}), but the key point is that it is not so."
    )


def found(
    verdict: Verdict, matched: Sequence[str], unheard: Sequence[str], alias: str | None
) -> str:
    """``unheard`` are words of the point that the draft did not bring, ``alias`` what came closest."""
    match verdict:
        case Verdict.COVERED:
            closest = f" This is close to: {_shortened(alias)}" if alias else ""
            return f"You said it with {_quoted(matched)}.{closest}"
        case Verdict.PARTLY:
            return f"You touched on it with {_quoted(matched)}. {_not_heard(unheard)}"
        case Verdict.MISSING:
            return f"Only {_quoted(matched)} points this way, which is too little."


def read(verdict: Verdict, matched: Sequence[str], sentence: str) -> str:
    """For the ``sentence`` that shows a point best; ``matched`` are the point's words in it."""
    named = f" with {_quoted(matched)}" if matched else " in other words"
    match verdict:
        case Verdict.COVERED:
            return f"You said it{named}."
        case Verdict.PARTLY if matched:
            return f"You named it{named}, but not all of it, or not what you did about it."
        case Verdict.PARTLY:
            return "You came near it in other words, but a part of it is not there."
        case Verdict.MISSING:
            return f"What comes nearest does not make the point: {_shortened(sentence)}"


def _not_heard(unheard: Sequence[str]) -> str:
    if not unheard:
        return "Say it more fully, in one place."
    return f"Not heard nearby: {_quoted(unheard)}."


def _quoted(words: Sequence[str]) -> str:
    """The first few distinct words, in quotes, on one line."""
    distinct = list(dict.fromkeys(" ".join(word.split()) for word in words))
    return ", ".join(f"\u201c{word}\u201d" for word in distinct[:MOST_QUOTED])


def _shortened(text: str, longest: int = 120) -> str:
    line = " ".join(text.split())
    return f"\u201c{line if len(line) <= longest else line[: longest - 1] + chr(0x2026)}\u201d"
