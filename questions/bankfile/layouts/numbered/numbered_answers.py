"""Numbered questions, each with its answer below the word ``Answer:``, as chats write them."""

from __future__ import annotations

from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import cut
from questions.bankfile.layouts.numbered.answer_labels import Label
from questions.bankfile.layouts.numbered.answered import find, stated
from questions.bankfile.layouts.numbered.numbered_questions import Asked, Asking, sample_asking

LONE = 0.8
WITHOUT_NUMBER = 0.6
WITHOUT_MARKS = 0.3

name = "numbered answers"
reads_as_written = False


def likelihood(document: Document) -> float:
    """Return the share of the document's questions whose answers are marked, and not as spoken ones."""
    asked = sample_asking(document.text).asked
    if not asked:
        return 0.0
    marked = [one for one in asked if one.label is not None]
    if not marked:
        return WITHOUT_MARKS
    weights = (1.0 if one.is_numbered else WITHOUT_NUMBER for one in marked if not _is_timed(one))
    return sum(weights) / len(asked) * (1.0 if len(asked) > 1 else LONE)


def read(document: Document) -> Finding:
    """Return the questions with their answers; what stands between the two becomes notes."""
    return find(document, _question)


def _is_timed(asked: Asked) -> bool:
    return asked.label is not None and asked.label.is_timed


def _question(document: Document, asking: Asking, asked: Asked) -> FoundQuestion:
    answer, context = asked.answer, asked.context
    if asked.label is None:
        answer, context = context, ()
    label, line = asked.label or Label(), asked.head.start + 1
    return FoundQuestion(
        file=document.name,
        line=line,
        prompt=Passage(asked.prompt, line),
        sample_answer=stated(cut(asking.lines, answer)),
        notes=cut(asking.lines, context),
        min_seconds=label.min_seconds,
        max_seconds=label.max_seconds,
        seconds_line=asked.label_line if label.is_timed else None,
    )
