"""What every layout of marked answers says of its questions: where one lacks something or is doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.answer_labels import is_placeholder
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import TOO_LONG, plain
from questions.bankfile.layouts.numbered_questions import Asked, Asking, read_asking

Answering = Callable[[Document, Asking, Asked], FoundQuestion]


def find(document: Document, answering: Answering) -> Finding:
    """Return the questions of ``document``, each made by ``answering``, and what is wrong with them."""
    asking = read_asking(document.text)
    if not asking.is_whole:
        return Finding(faults=(document.fault(0, TOO_LONG),))
    pairs = [(asked, answering(document, asking, asked)) for asked in asking.asked if asked.prompt]
    questions = tuple(question for _, question in pairs)
    faults = [
        *(fault for asked, question in pairs for fault in _faults(document, asked, question)),
        *_doubled(document, questions),
        *_nameless(document, asking),
        *_open_fence(document, asking),
        *(
            document.fault(line, "this text belongs to no question and is left out")
            for line in asking.strays
        ),
    ]
    return Finding(questions, tuple(sorted(faults)))


def stated(passage: Passage | None) -> Passage | None:
    """Return ``passage`` unless it only says that something is still to be written."""
    return None if passage is None or is_placeholder(passage.text) else passage


def _faults(document: Document, asked: Asked, question: FoundQuestion) -> Iterator[Fault]:
    if question.sample_answer is None:
        yield document.fault(asked.label_line, "the answer is empty", "sample_answer")
    for line in asked.more_labels:
        yield document.fault(line, "a second answer to the same question", "sample_answer")


def _doubled(document: Document, questions: Sequence[FoundQuestion]) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for question in questions:
        words = plain(question.prompt.text).casefold()
        line = lines.setdefault(words, question.line)
        if line != question.line:
            yield document.fault(
                question.line, f"the same question as on line {line}", field="prompt"
            )


def _open_fence(document: Document, asking: Asking) -> Iterator[Fault]:
    if asking.open_fence:
        message = "a code fence that is never closed: what follows is read as code"
        yield document.fault(asking.open_fence, message)


def _nameless(document: Document, asking: Asking) -> Iterator[Fault]:
    for asked in asking.asked:
        if not asked.prompt:
            yield document.fault(
                asked.head.start + 1, "a number without a question: left out", "prompt"
            )
