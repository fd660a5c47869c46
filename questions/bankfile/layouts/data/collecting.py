"""Entries of other people's documents, as nodes -> questions, as far as their names can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.intake.limits import MAX_FAULTS, MAX_QUESTIONS
from questions.bankfile.layouts.data.field_names import (
    MAX_SECONDS,
    MIN_SECONDS,
    PROMPT,
    TIME,
    TITLE,
    TYPE,
    WEAK_PROMPT,
    Named,
    by_field,
    unit_of,
)
from questions.bankfile.layouts.data.located import NUMBER, TEXT, Node
from questions.bankfile.layouts.data.stated_fields import FieldReader, has_words
from questions.bankfile.layouts.data.stated_values import (
    SECONDS,
    category_of,
    difficulty_of,
    grade_of,
    round_of,
    seconds_of,
)
from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import unwrapped
from questions.bankfile.layouts.numbered.answer_labels import is_placeholder, split_number

_NO_QUESTION = "no question stands in this entry: left out"
_LISTS = ("steps", "key_points", "mistakes", "follow_ups")
_ORIGINS = ("source", "licence", "attribution")

Fields = dict[str, list[Named]]


class TooManyQuestionsError(Exception):
    """The document holds more questions than one may; ``line`` is that of the first too many."""

    def __init__(self, line: int) -> None:
        super().__init__(f"more than {MAX_QUESTIONS:,} questions: split the file")
        self.line = line


@dataclass
class Collecting:
    """The questions of a document so far. ``grades`` are difficulties by number, for the end to tell.

    ``heading_line`` is that of the names of all fields, where entries do not repeat them.
    """

    document: Document
    spans: bool = False
    questions: list[FoundQuestion] = field(default_factory=list)
    grades: dict[int, Passage] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    heading_line: int | None = None

    def __post_init__(self) -> None:
        self.reader = FieldReader(self.document, self.spans)

    def take(self, entry: Node, topics: Iterable[Passage] = ()) -> None:
        """Take the question of ``entry``, filed under ``topics`` as well as its own."""
        fields = by_field(entry.fields)
        prompt, spare = self._prompt(fields)
        if prompt is None:
            self.reader.fault(entry.line, _NO_QUESTION, "prompt")
            return
        if len(self.questions) >= MAX_QUESTIONS:
            raise TooManyQuestionsError(entry.line)
        for named in fields.get("", []):
            if not named.value.is_empty:
                self.unknown.setdefault(named.name, self.heading_line or named.value.line)
        self.questions.append(self._question(entry, fields, prompt, [*topics], spare))

    def finding(self, origins: Fields | None = None) -> Finding:
        """Return all that was taken. ``origins`` are what the document says of all its questions."""
        self._grade()
        questions = self._with_origins(origins or {})
        for name, line in self.unknown.items():
            shown = " ".join(name.split())[:60]
            message = f"the field {shown!r} is none that PrepBank knows: left out throughout"
            self.reader.fault(line, message)
        faults = sorted(self.reader.faults[:MAX_FAULTS])
        if (more := len(self.reader.faults) - MAX_FAULTS) > 0:
            faults.append(self.document.fault(0, f"{more:,} more faults are not listed"))
        return Finding(tuple(questions), tuple(faults))

    def _question(
        self,
        entry: Node,
        fields: Fields,
        prompt: Passage,
        topics: list[Passage],
        spare: list[Named],
    ) -> FoundQuestion:
        category = self._category(fields, topics)
        topics += (one for named in fields.get("topics", []) for one in self.reader.topics(named))
        shortest, longest, seconds_line = self._seconds(fields)
        parts = {name: self._parts(fields, name) for name in _LISTS}
        structure, steps = self._structure(fields)
        return FoundQuestion(
            file=self.document.name,
            line=entry.line,
            prompt=prompt,
            title=self._title(fields, prompt),
            structure=structure,
            steps=parts["steps"] or steps,
            framework=self._first(fields, "framework"),
            sample_answer=self._answer(fields),
            key_points=parts["key_points"],
            mistakes=parts["mistakes"],
            follow_ups=parts["follow_ups"],
            notes=self._notes(fields, spare),
            category=category,
            difficulty=self._difficulty(fields),
            round=self._choice(fields, "round"),
            min_seconds=shortest,
            max_seconds=longest,
            seconds_line=seconds_line,
            topics=tuple({topic.text.casefold(): topic for topic in reversed(topics)}.values())[
                ::-1
            ],
            related=tuple(
                one for named in fields.get("related", []) for one in self.reader.topics(named)
            ),
            **{name: self._origin(fields, name) for name in _ORIGINS},  # type: ignore[arg-type]
        )

    # --- The question, its title, its answer, and what else is said of it ---------------------------

    def _prompt(self, fields: Fields) -> tuple[Passage | None, list[Named]]:
        """Return the question, and what could have been it."""
        named = [one for name in (PROMPT, WEAK_PROMPT, TITLE) for one in fields.get(name, [])]
        for at, one in enumerate(named):
            passage = self.reader.text(one, "prompt")
            if passage and has_words(passage.text) and not is_placeholder(passage.text):
                rest = [other for other in named[at + 1 :] if other not in fields.get(TITLE, [])]
                return _asked(passage), rest
        return None, []

    def _title(self, fields: Fields, prompt: Passage) -> Passage | None:
        title = self._first(fields, TITLE)
        return None if title is None or _asked(title).text == prompt.text else title

    def _answer(self, fields: Fields) -> Passage | None:
        named = fields.get("sample_answer", [])
        if not named:
            return None
        answer = self.reader.prose(named[0], "sample_answer")
        if answer is None or is_placeholder(answer.text):
            if named[0].value.kind not in {NUMBER, "boolean"}:
                self.reader.fault(named[0].value.line, "the answer is empty", "sample_answer")
            return None
        return answer

    def _notes(self, fields: Fields, spare: Sequence[Named]) -> Passage | None:
        """Return what is said beyond the named parts, each under its name where there are several."""
        named = [*spare, *fields.get("sample_answer", [])[1:], *fields.get("notes", [])]
        read = ((one.name, self.reader.prose(one, "notes")) for one in named)
        stated = [(name, note) for name, note in read if note]
        if len(stated) < 2:
            return stated[0][1] if stated else None
        texts = (f"**{' '.join(name.split())}:** {note.text}" for name, note in stated)
        return Passage("\n\n".join(texts), stated[0][1].line)

    def _structure(self, fields: Fields) -> tuple[Passage | None, tuple[FoundPart, ...]]:
        for named in fields.get("structure", []):
            if named.value.kind == TEXT:
                return self.reader.text(named, "structure"), ()
            return None, self.reader.parts(named, "steps")
        return None, ()

    # --- What it is filed under ---------------------------------------------------------------------

    def _category(self, fields: Fields, topics: list[Passage]) -> Passage | None:
        """Return the category; one of other people's becomes a topic."""
        found: Passage | None = None
        for named in (*fields.get("category", []), *fields.get(TYPE, [])):
            for stated in self.reader.topics(named):
                if value := category_of(stated.text):
                    found = found or Passage(value, stated.line)
                elif named in fields.get("category", []):
                    topics.append(stated)
                else:
                    self._unknown_value(stated, "category")
        return found

    def _difficulty(self, fields: Fields) -> Passage | None:
        stated = self._first_scalar(fields, "difficulty")
        if stated is None:
            return None
        if grade_of(stated.text):
            self.grades[len(self.questions)] = stated
            return None
        return self._known(stated, difficulty_of(stated.text), "difficulty")

    def _grade(self) -> None:
        """Tell the difficulties that are numbers, now that the highest of them is known."""
        highest = max((grade_of(grade.text) for grade in self.grades.values()), default=0)
        for at, grade in self.grades.items():
            value = difficulty_of(grade.text, max(highest, 3))
            known = self._known(grade, value, "difficulty")
            self.questions[at] = replace(self.questions[at], difficulty=known)

    def _choice(self, fields: Fields, name: str) -> Passage | None:
        stated = self._first_scalar(fields, name)
        return stated and self._known(stated, round_of(stated.text), name)

    def _known(self, stated: Passage, value: str | None, name: str) -> Passage | None:
        if value is None:
            self._unknown_value(stated, name)
            return None
        return Passage(value, stated.line)

    def _unknown_value(self, stated: Passage, name: str) -> None:
        message = f"{stated.text[:60]!r} is none that PrepBank knows for certain: left out"
        self.reader.fault(stated.line, message, name)

    def _seconds(self, fields: Fields) -> tuple[int | None, int | None, int | None]:
        shortest, _, first_line = self._time(fields, MIN_SECONDS)
        longest, _, last_line = self._time(fields, MAX_SECONDS)
        if shortest or longest:
            return shortest, longest, first_line or last_line
        most, least, line = self._time(fields, TIME)
        return least, most, line

    def _time(self, fields: Fields, name: str) -> tuple[int | None, int | None, int | None]:
        """Return the longest and the shortest time that is stated, and where."""
        stated = self._first_scalar(fields, name)
        if stated is None:
            return None, None, None
        unit = SECONDS if name in {MIN_SECONDS, MAX_SECONDS} else unit_of(fields[name][0].name)
        seconds = seconds_of(stated.text, unit)
        if seconds is None:
            self._unknown_value(stated, "seconds")
            return None, None, None
        return seconds[1], seconds[0], stated.line

    # --- Where it is from ---------------------------------------------------------------------------

    def _origin(self, fields: Fields, name: str) -> Passage | None:
        """Return the names of an origin, such as those of several authors, in one line."""
        stated: dict[str, Passage] = {}
        for named in fields.get(name, []):
            for item in named.value.items or [named.value]:
                passage = self.reader.text(Named(named.name, item), name)
                if passage:
                    stated.setdefault(passage.text, passage)
        lines = list(stated.values())
        return Passage(", ".join(stated), lines[0].line) if lines else None

    def _with_origins(self, origins: Fields) -> list[FoundQuestion]:
        stated = {name: self._origin(origins, name) for name in _ORIGINS}
        if not any(stated.values()):
            return self.questions
        return [
            replace(one, **{name: getattr(one, name) or stated[name] for name in _ORIGINS})  # type: ignore[arg-type]
            for one in self.questions
        ]

    # --- Values -------------------------------------------------------------------------------------

    def _first(self, fields: Fields, name: str) -> Passage | None:
        named = fields.get(name, [])
        return self.reader.text(named[0], name) if named else None

    def _first_scalar(self, fields: Fields, name: str) -> Passage | None:
        """Return a short value, which may be a number."""
        for named in fields.get(name, []):
            if named.value.kind == NUMBER:
                return Passage(named.value.text, named.value.line)
            if passage := self.reader.text(named, name):
                return passage
        return None

    def _parts(self, fields: Fields, name: str) -> tuple[FoundPart, ...]:
        return tuple(
            part for named in fields.get(name, []) for part in self.reader.parts(named, name)
        )


def _asked(passage: Passage) -> Passage:
    """Take off the number with which a question begins, and the marks of one that is all bold."""
    if "\n" in passage.text:
        return passage
    text = split_number(passage.text) or passage.text
    return Passage(unwrapped(text, "strong") or text, passage.line)
