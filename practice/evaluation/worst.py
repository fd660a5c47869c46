"""The judgements in which engine and reader differ most, written out for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from practice.evaluation.figures import RANKS
from practice.evaluation.judging import Judged
from practice.matching import Verdict

SHOWN = 20

_MARKUP = re.compile(r"[\\`*_<>#\[\]|&~]")


def worst(judged: Iterable[Judged], number: int = SHOWN) -> list[Judged]:
    """The judgements whose score is farthest from the label, the farthest first."""
    return sorted(judged, key=lambda each: (-_distance(each), each.draft.id, each.index))[:number]


def _distance(each: Judged) -> float:
    """Between 0 and 1, for a label is worth 0, a half or 1."""
    return abs(each.found.score - RANKS[each.judgement.label] / RANKS[Verdict.COVERED])


def worst_page(engine: str, judged: Sequence[Judged]) -> str:
    """A Markdown page of ``judged``, in that order."""
    entries = (_entry(position, each) for position, each in enumerate(judged, start=1))
    return f"# Where {engine} and the reader differ most\n\n" + "\n".join(entries)


def _entry(position: int, each: Judged) -> str:
    draft, found = each.draft, each.found
    label = draft.labels[each.index]
    return "\n".join(
        [
            f"## {position}. {draft.id}",
            "",
            f"- Drafts: {draft.kind}",
            f"- Question: {_plain(draft.question.prompt)}",
            f"- Point: {_plain(found.point.text)}",
            f"- Label: {label.verdict}",
            f"- Verdict: {found.verdict}",
            f"- Score: {found.score:.2f}",
            f"- The reader's evidence: {_quoted(label.evidence)}",
            f"- The engine's evidence: {_quoted([found.evidence_text])}",
            "",
            *(f"> {_plain(line)}".rstrip() for line in draft.text.splitlines()),
            "",
        ]
    )


def _quoted(texts: Iterable[str]) -> str:
    quotes = [f'"{_plain(" ".join(text.split()))}"' for text in texts if text]
    return "; ".join(quotes) or "none"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
