"""What was found, beside the bank as it is: rows that a person can look at before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any

from django.db import transaction

from questions.bankfile.comparing import RowKey, compare
from questions.bankfile.datatypes import RETIRED, Bank, Fault, QuestionEntry, TopicEntry
from questions.bankfile.edits import rows_edited_here
from questions.bankfile.fromdatabase import stored_questions, stored_topics
from questions.bankfile.importing.drafting import (
    Vocabulary,
    draft,
    numbered,
    slug_of,
    with_suggestions,
)
from questions.bankfile.importing.found_json import to_json
from questions.bankfile.importing.likeness import KnownQuestions
from questions.bankfile.importing.topics import ImportedTopics
from questions.bankfile.intake.gathering import Found
from questions.bankfile.layouts.found import FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import plain
from questions.bankfile.records import digest, topic_record
from questions.bankfile.validation import find_all_question_errors
from questions.models import Decision, Import, ImportItem, Outcome, Question

BATCH = 200
ORIGIN = ("source", "licence", "attribution")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Wishes:
    """What whoever imports wants for all questions. The last three go where a document states none."""

    suggests_key_points: bool = True
    creates_topics: bool = True
    source: str = ""
    licence: str = ""
    attribution: str = ""


DEFAULTS = Wishes()


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


def preview(
    found: Found, wishes: Wishes = DEFAULTS, *, user: Any = None, progress: Progress = no_progress
) -> Import:
    """Keep what was ``found`` as an import that waits for a person. The bank stays as it is."""
    return keep(*compare_with_bank(found, wishes, user=user, progress=progress))


def compare_with_bank(
    found: Found, wishes: Wishes = DEFAULTS, *, user: Any = None, progress: Progress = no_progress
) -> tuple[Import, list[ImportItem]]:
    """Return the import that ``found`` makes, and its items. Nothing is written, so nobody waits."""
    there = {topic.slug: topic for topic in stored_topics()}
    topics = ImportedTopics(found, there.values(), creates=wishes.creates_topics)
    imported = Import(
        user=user,
        sources=[asdict(document) for document in found.documents],
        faults=[asdict(fault) for fault in found.faults],
        repairs=[asdict(repair) for repair in found.repairs],
    )
    previewer = Previewer(imported, wishes, topics)
    imported.topics = list(previewer.topic_records(there))
    items = previewer.all_items(found.questions, progress)
    imported.faults += [asdict(fault) for fault in previewer.faults]
    return imported, items


@transaction.atomic
def keep(imported: Import, items: Sequence[ImportItem]) -> Import:
    """Write an import that was compared, with its items."""
    imported.save()
    ImportItem.objects.bulk_create(items, batch_size=BATCH)
    return imported


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


@dataclass
class Previewer:
    """Compares found questions with the bank, one batch after another. ``faults`` are of the whole."""

    imported: Import
    wishes: Wishes
    topics: ImportedTopics
    known: KnownQuestions = field(default_factory=KnownQuestions)
    number: int = 0
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = Question.objects.order_by("position", "slug").values_list(
            "slug", "prompt", "sample_answer"
        )
        self.titles: dict[str, str] = {}
        self.slugs: set[str] = set()
        for slug, prompt, answer in rows.iterator():
            self.known.add(slug, prompt, answer)
            self.slugs.add(slug)
        self.stored = frozenset(self.slugs)
        self.matched: set[str] = set()

    def all_items(
        self, questions: Sequence[FoundQuestion], progress: Progress = no_progress
    ) -> list[ImportItem]:
        """Return an item for each of ``questions``; nothing is written."""
        # An address that a document states is not given to a question before it.
        self.slugs |= {slug_of(one.slug.text.strip()) for one in questions if one.slug}
        items: list[ImportItem] = []
        for batch in batches(questions, BATCH):
            items += self._items(batch)
            progress(len(items), len(questions))
        return items

    def topic_records(self, there: Mapping[str, TopicEntry]) -> Iterator[dict[str, Any]]:
        """Yield the topics to be written, without those that somebody edited in admin."""
        for topic in list(self.topics.wanted):
            before = there.get(topic.slug)
            if before and (TopicEntry, "", topic.path) in self._edits:
                self.topics.keep(topic.slug)
                message = f"the topic {before.name!r} was edited here: it stays as it is"
                self.faults.append(Fault("", 0, "", topic.path, message))
                continue
            yield topic_record(topic) | {
                "is_described": topic.slug in self.topics.described,
                "there": topic_record(before) if before else None,
            }

    def _items(self, questions: list[FoundQuestion]) -> list[ImportItem]:
        targets = [self._slug_for(one) for one in questions]
        slugs = {slug for slug, _ in targets}
        stored = {
            one.slug: one for one in stored_questions(Question.objects.filter(slug__in=slugs))
        }
        return [
            self._item(found, slug, error, stored.get(slug))
            for found, (slug, error) in zip(questions, targets, strict=True)
        ]

    def _slug_for(self, found: FoundQuestion) -> tuple[str, str]:
        """Return the address of ``found``, and what is wrong with it."""
        if found.slug is not None:
            slug = slug_of(found.slug.text.strip())
            error = f"the address {slug!r} is used twice here" if slug in self.matched else ""
        else:
            asked = self.known.with_prompt(found.prompt.text)
            same = (name for name in asked if name in self.stored and name not in self.matched)
            slug, error = next(same, "") or self._new_slug(found), ""
        self.matched.add(slug)
        self.slugs.add(slug)
        return slug, error

    def _new_slug(self, found: FoundQuestion) -> str:
        title = found.title.text if found.title else plain(found.prompt.text)
        return numbered(slug_of(title.lower(), 60) or "question", self.slugs)

    def _item(
        self, found: FoundQuestion, slug: str, error: str, stored: QuestionEntry | None
    ) -> ImportItem:
        found = self._completed(found, stored)
        wanted = draft(found, slug, stored, Vocabulary(self.topics.slugs, self.slugs))
        self.number += 1
        self._report_strays(found, wanted)
        item = ImportItem(
            imported=self.imported,
            number=self.number,
            found=to_json(found),
            prompt=found.prompt.text,
            slug=slug,
            outcome=outcome_of(stored, wanted),
            errors=[error] if error else errors_of(stored, wanted),
            is_retired=stored is not None and stored.status == wanted.status == RETIRED,
            seen=digest(stored),
        )
        if stored is None:
            item.duplicates = self._duplicates(found, wanted)
            self.known.add(slug, wanted.prompt, wanted.sample_answer)
            self.titles[slug] = wanted.title
        elif item.outcome == Outcome.CHANGED:
            item.is_edited_here = slug in self._edited_slugs
        item.decision = first_decision(item)
        return item

    def _completed(self, found: FoundQuestion, stored: QuestionEntry | None) -> FoundQuestion:
        """Add what is wished for all, where neither the document nor the bank says it, and name
        topics by their slugs.
        """
        wished = {
            name: Passage(text, 0)
            for name in ORIGIN
            if (text := getattr(self.wishes, name)) and not _has_origin(found, stored)
        }
        topics = tuple(
            Passage(slug, topic.line)
            for topic in found.topics
            if (slug := self.topics.slug_of(topic.text))
        )
        found = replace(found, topics=topics, **wished)  # type: ignore[arg-type]
        return with_suggestions(found) if self._suggests(found, stored) else found

    def _suggests(self, found: FoundQuestion, stored: QuestionEntry | None) -> bool:
        """To a new question, and to one whose points were suggested from an answer that changes."""
        if not self.wishes.suggests_key_points or stored is None:
            return self.wishes.suggests_key_points
        answer = found.sample_answer
        is_new = answer is not None and answer.text.strip() != stored.sample_answer
        points = stored.key_points
        return is_new and bool(points) and all(point.is_suggestion for point in points)

    def _report_strays(self, found: FoundQuestion, wanted: QuestionEntry) -> None:
        for related in found.related:
            if related.text not in wanted.related:
                message = f"no question has the address {related.text[:80]!r}: left out"
                self.faults.append(Fault(found.file, related.line, wanted.slug, "related", message))

    def _duplicates(self, found: FoundQuestion, wanted: QuestionEntry) -> list[dict[str, str]]:
        like = self.known.like(wanted.prompt, wanted.sample_answer)
        missing = [one.slug for one in like if one.slug not in self.titles]
        titles = Question.objects.filter(slug__in=missing).values_list("slug", "title")
        self.titles.update(titles if missing else ())
        return [
            {"slug": one.slug, "title": self.titles[one.slug], "reason": one.reason} for one in like
        ]

    @cached_property
    def _edits(self) -> set[RowKey]:
        return rows_edited_here(imports_are_edits=False)

    @cached_property
    def _edited_slugs(self) -> set[str]:
        return {slug for _, slug, _ in self._edits}


def errors_of(stored: QuestionEntry | None, wanted: QuestionEntry) -> list[str]:
    """Return what keeps ``wanted`` from being written, but for what the bank has let pass already."""
    if stored == wanted:
        return []
    errors = [f"{fault.field}: {fault.message}" for fault in find_all_question_errors(wanted)]
    if not errors or stored is None:
        return errors
    known = {f"{fault.field}: {fault.message}" for fault in find_all_question_errors(stored)}
    return [error for error in errors if error not in known]


def _has_origin(found: FoundQuestion, stored: QuestionEntry | None) -> bool:
    """What says where a question is from belongs together: it is taken from one place, or another."""
    return any(getattr(found, name) or getattr(stored, name, "") for name in ORIGIN)


def outcome_of(stored: QuestionEntry | None, wanted: QuestionEntry) -> Outcome:
    if stored is None:
        return Outcome.NEW
    differs = compare(Bank((), (stored,)), Bank((), (wanted,)))
    return Outcome.CHANGED if differs else Outcome.UNCHANGED


def first_decision(item: ImportItem) -> str:
    """Return what becomes of ``item`` unless a person says otherwise; empty where one must."""
    if item.errors or item.outcome == Outcome.UNCHANGED:
        return Decision.SKIP
    if item.duplicates or item.is_edited_here or item.is_retired:
        return ""
    return Decision.ADD if item.outcome == Outcome.NEW else Decision.UPDATE
