"""One document after another -> all that was found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake import limits
from questions.bankfile.intake.decoding import read_text
from questions.bankfile.intake.mending import Mended
from questions.bankfile.intake.naming import is_spreadsheet
from questions.bankfile.intake.sources import Source
from questions.bankfile.layouts.found import (
    Document,
    Finding,
    FoundQuestion,
    FoundTopic,
    Layout,
    Progress,
)
from questions.bankfile.layouts.recognising import AUTO, UNRECOGNISED, choose, name_of
from questions.bankfile.sentences import same_words


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that could be read as text. ``layout`` is empty where none was recognised."""

    name: str
    layout: str
    questions: int


@dataclass(frozen=True, slots=True)
class Found:
    """What all documents hold, in their order."""

    questions: tuple[FoundQuestion, ...] = ()
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Fault, ...] = ()
    documents: tuple[ReadDocument, ...] = ()
    topics: tuple[FoundTopic, ...] = ()


@dataclass
class Reading:
    """What the documents read so far hold. ``is_full``: one more would be too much."""

    layout: str = AUTO
    faults: list[Fault] = field(default_factory=list)
    questions: list[FoundQuestion] = field(default_factory=list)
    repairs: list[Fault] = field(default_factory=list)
    documents: list[ReadDocument] = field(default_factory=list)
    is_full: bool = False
    _has_explained: bool = False
    _prompts: dict[str, FoundQuestion] = field(default_factory=dict)
    _topics: dict[str, tuple[str, FoundTopic]] = field(default_factory=dict)

    def read(self, source: Source, progress: Progress) -> None:
        """Read one more document."""
        mended = _mended(source)
        if isinstance(mended, Fault):
            self.faults.append(mended)
            return
        mended = replace(mended, document=replace(mended.document, progress=progress))
        try:
            layout = choose(mended.document, self.layout)
            if isinstance(layout, Fault):
                self._take_unknown(source, layout)
                return
            # What nobody reads is let go before the reading takes memory of its own.
            mended = mended.as_read_by(layout)
            finding = layout.read(mended.document)
        except RecursionError:
            self.faults.append(source.fault("is nested too deeply to be read", refuses=True))
            return
        self._take(source.name, layout, finding, mended.repairs)

    def found(self) -> Found:
        return Found(
            tuple(self.questions),
            tuple(self.faults),
            tuple(self.repairs),
            tuple(self.documents),
            tuple(topic for _, topic in self._topics.values()),
        )

    def _take(self, name: str, layout: Layout, finding: Finding, repairs: Sequence[Fault]) -> None:
        if len(self.questions) + len(finding.questions) > limits.MAX_QUESTIONS:
            self._refuse(name, len(finding.questions))
            return
        self.repairs.extend(repairs)
        self.faults.extend(_first_faults(name, finding))
        for topic in finding.topics:
            self._take_topic(name, topic)
        for question in finding.questions:
            self._take_question(question)
        self.documents.append(ReadDocument(name, name_of(layout), len(finding.questions)))

    def _take_unknown(self, source: Source, fault: Fault) -> None:
        if fault.message.startswith(UNRECOGNISED):
            fault = replace(fault, message=UNRECOGNISED) if self._has_explained else fault
            self._has_explained = True
        self.faults.append(replace(fault, refuses=fault.refuses or source.is_named))
        self.documents.append(ReadDocument(source.name, "", 0))

    def _refuse(self, name: str, count: int) -> None:
        self.is_full = True
        message = (
            f"its {count:,} questions are too many: an import holds up to {limits.MAX_QUESTIONS:,}, "
            "so neither this nor what follows is read; split it into several imports"
        )
        self.faults.append(Document(name, "").refusal(0, message))

    def _take_question(self, question: FoundQuestion) -> None:
        words = same_words(question.prompt.text)
        first = self._prompts.setdefault(words, question) if words else question
        if first is not question:
            message = f"the same question stands at {first.file}:{first.line}; both are kept"
            self.faults.append(Fault(question.file, question.line, "", "prompt", message))
        self.questions.append(question)

    def _take_topic(self, file: str, topic: FoundTopic) -> None:
        first_file, first = self._topics.setdefault(topic.slug, (file, topic))
        if _contradicts(first.name or None, topic.name or None) or _contradicts(
            first.description, topic.description
        ):
            message = (
                f"this topic is stated differently at {first_file}:{first.line}, which is taken"
            )
            self.faults.append(
                Document(file, "").fault(topic.line, message, f"topics.{topic.slug}")
            )
            return
        description = topic.description if first.description is None else first.description
        whole = replace(first, name=first.name or topic.name, description=description)
        self._topics[topic.slug] = (first_file, whole)


def _mended(source: Source) -> Mended | Fault:
    content = source.read()
    if isinstance(content, Fault):
        return content
    if not is_spreadsheet(source.name):
        return read_text(source.name, content)
    from questions.bankfile.intake.spreadsheets import read_rows

    document = read_rows(source.name, content)
    return document if isinstance(document, Fault) else Mended(document)


def _first_faults(name: str, finding: Finding) -> tuple[Fault, ...]:
    """Return the faults, as many of them as somebody can read, and all that refuse; there is always one
    where nothing was found."""
    if not (finding.questions or finding.topics or finding.faults):
        return (Document(name, "").fault(0, "no question was found in this document"),)
    first, others = finding.faults[: limits.MAX_FAULTS], finding.faults[limits.MAX_FAULTS :]
    if not others:
        return first
    message = f"{len(others):,} more faults in this document are not listed"
    refusing = tuple(fault for fault in others if fault.refuses)
    return (*first, *refusing, Document(name, "").fault(0, message))


def _contradicts(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
