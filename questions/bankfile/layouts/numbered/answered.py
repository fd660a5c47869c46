"""What every layout of marked answers says of its questions: where one lacks something or is doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import TOO_MANY
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.left_out import left_out
from questions.bankfile.layouts.markdown_blocks import TOO_LONG, cut, plain
from questions.bankfile.layouts.numbered.answer_labels import is_placeholder
from questions.bankfile.layouts.numbered.answer_lists import with_lists
from questions.bankfile.layouts.numbered.numbered_questions import Asked, Asking, read_asking

Answering = Callable[[Document, Asking, Asked], FoundQuestion]


def find(document: Document, answering: Answering) -> Finding:
    """Return the questions of ``document``, each made by ``answering``, and what is wrong with them."""
    asking = read_asking(document.text, document.progress)
    if asking.too_long:
        return Finding(faults=(document.refusal(asking.too_long, TOO_LONG),))
    if asking.too_many:
        return Finding(faults=(document.refusal(asking.too_many, TOO_MANY),))
    pairs, faults = [], []
    for asked in asking.asked:
        if asked.prompt:
            question, odd = with_lists(document, answering(document, asking, asked))
            pairs.append((asked, question))
            faults += odd
    questions = tuple(question for _, question in pairs)
    faults += [
        *(
            fault
            for asked, question in pairs
            for fault in _faults(document, asking, asked, question)
        ),
        *_doubled(document, questions),
        *_nameless(document, asking),
        *_open_fence(document, asking),
        *_left_out(document, asking),
    ]
    return Finding(questions, tuple(sorted(faults)))


def stated(passage: Passage | None) -> Passage | None:
    """Return ``passage`` unless it only says that something is still to be written."""
    return None if passage is None or is_placeholder(passage.text) else passage


def _faults(
    document: Document, asking: Asking, asked: Asked, question: FoundQuestion
) -> Iterator[Fault]:
    if question.sample_answer is None:
        blocks = asked.context if asked.label is None else asked.answer
        written = cut(asking.lines, blocks[:1])
        is_promised = written is not None and is_placeholder(written.text)
        message = "the answer is yet to be written" if is_promised else "the answer is empty"
        yield document.fault(asked.label_line, message, "sample_answer")
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


def _left_out(document: Document, asking: Asking) -> Iterator[Fault]:
    said = [*asking.chatter, *(block for asked in asking.asked for block in asked.said)]
    yield from left_out(document, asking.lines, said, "chat filler was left out")
    yield from left_out(document, asking.lines, asking.strays)


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
