"""What a person wants to become of the questions that an import found."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from questions.bankfile.datatypes import QuestionEntry
from questions.bankfile.fromdatabase import stored_questions, stored_topics
from questions.bankfile.importing.drafting import Vocabulary, draft
from questions.bankfile.importing.found_json import from_json
from questions.bankfile.importing.previewing import (
    BATCH,
    Previewer,
    Wishes,
    errors_of,
    outcome_of,
)
from questions.bankfile.importing.topics import ImportedTopics
from questions.bankfile.intake.gathering import Found
from questions.bankfile.records import digest, topic_of
from questions.models import Decision, Import, ImportItem, ImportStatus, Outcome, Question, Topic

NOTHING_WISHED = Wishes(suggests_key_points=False, creates_topics=False)
_COMPARED = ("slug", "outcome", "errors", "duplicates", "is_edited_here", "is_retired", "seen")


def possible_decisions(item: ImportItem) -> list[Decision]:
    """Return what a person may choose for ``item``; a duplicate that it may change counts once."""
    if item.errors:
        return [Decision.SKIP]
    if item.duplicates:
        return [Decision.ADD, Decision.UPDATE, Decision.SKIP]
    if item.outcome == Outcome.UNCHANGED:
        return [Decision.SKIP]
    usual = Decision.ADD if item.outcome == Outcome.NEW else Decision.UPDATE
    return [usual, Decision.SKIP]


@transaction.atomic
def decide(item: ImportItem, decision: Decision, target: str = "") -> None:
    """Note what shall become of ``item``. To change a duplicate, ``target`` is its slug.

    Raise ``ValueError`` for what cannot become of it; its text is for whoever chose it.
    """
    item.imported = _open(item.imported)
    is_duplicate = target in {one["slug"] for one in item.duplicates}
    if decision not in possible_decisions(item) or (target and not is_duplicate):
        raise ValueError(f"{decision} is not possible for this question")
    if item.duplicates and decision == Decision.UPDATE:
        _check_target(item, target)
    item.target = target if decision == Decision.UPDATE else ""
    item.decision = decision
    ((_, stored, wanted),) = wanted_entries([item])
    if decision == Decision.UPDATE and (errors := errors_of(stored, wanted)):
        raise ValueError(f"that question cannot be changed so: {'; '.join(errors)}")
    item.outcome, item.seen = outcome_of(stored, wanted), digest(stored)
    item.save(update_fields=["target", "decision", "outcome", "seen"])


def _open(imported: Import) -> Import:
    """Return the import, held so that nobody confirms it meanwhile."""
    imported = Import.objects.select_for_update().get(pk=imported.pk)
    if imported.status != ImportStatus.PREVIEWED:
        raise ValueError(f"it is {imported.get_status_display().lower()} already")
    return imported


def _check_target(item: ImportItem, target: str) -> None:
    if not Question.objects.filter(slug=target).exists():
        raise ValueError("choose a question of the bank that it shall change")
    others = item.imported.items.exclude(pk=item.pk).filter(
        Q(target=target) | Q(target="", slug=target), decision=Decision.UPDATE
    )
    if others.exists():
        raise ValueError("another question of this import changes that one already")


@transaction.atomic
def decide_all(imported: Import, decision: Decision) -> int:
    """Add or leave out every question that waits, and return how many these were.

    What somebody edited here, or retired, cannot be added: to add leaves it waiting.
    """
    waiting = list(_open(imported).items.filter(decision=""))
    decided = [item for item in waiting if decision in possible_decisions(item)]
    for item in decided:
        item.decision = decision
    ImportItem.objects.bulk_update(decided, ["decision"], batch_size=BATCH)
    return len(decided)


@transaction.atomic
def refresh(imported: Import) -> None:
    """Compare every question with the bank as it is now. A decision stays where nothing changed."""
    imported = _open(imported)
    new_topics = map(topic_of, imported.topics)
    topics = ImportedTopics(Found(), [*stored_topics(), *new_topics], creates=False)
    items = list(imported.items.order_by("number"))
    now = Previewer(imported, NOTHING_WISHED, topics).all_items(
        [from_json(item.found) for item in items]
    )
    targets = Question.objects.filter(slug__in=[item.target for item in items if item.target])
    digests = {one.slug: digest(one) for one in stored_questions(targets)}
    for item, compared in zip(items, now, strict=True):
        _take_over(item, compared, digests)
    fields = (*_COMPARED, "decision", "target")
    ImportItem.objects.bulk_update(items, fields, batch_size=BATCH)


def _take_over(item: ImportItem, compared: ImportItem, digests: dict[str, str]) -> None:
    """Make ``item`` what it is beside the bank now; a choice whose question is another now, none."""
    if item.target and digests.get(item.target) == item.seen:
        return
    is_same = not item.target and (item.slug, item.seen) == (compared.slug, compared.seen)
    was_decided, was_there = item.decision, bool(item.seen)
    for name in _COMPARED:
        setattr(item, name, getattr(compared, name))
    item.target = ""
    if is_same and was_decided in possible_decisions(item):
        item.decision = was_decided
    elif compared.decision == Decision.UPDATE and not is_same:
        item.decision = ""
        item.is_edited_here = item.is_edited_here or was_there
    else:
        item.decision = compared.decision


def wanted_entries(
    items: Iterable[ImportItem],
) -> list[tuple[ImportItem, QuestionEntry | None, QuestionEntry]]:
    """Return each item with the question that is there, and with what would become of it."""
    items = list(items)
    slugs = {item.question_slug for item in items}
    stored = {one.slug: one for one in stored_questions(Question.objects.filter(slug__in=slugs))}
    found = {item.pk: from_json(item.found) for item in items}
    topics = {topic["slug"] for item in items[:1] for topic in item.imported.topics}
    related = {one.text for question in found.values() for one in question.related}
    vocabulary = Vocabulary(
        topics | set(Topic.objects.values_list("slug", flat=True)),
        _addresses(items, related) if related else (),
    )
    return [
        (item, there, draft(found[item.pk], item.question_slug, there, vocabulary))
        for item in items
        for there in [stored.get(item.question_slug)]
    ]


def _addresses(items: list[ImportItem], related: set[str]) -> set[str]:
    """Return those of ``related`` that lead to a question, of the bank or of the same import."""
    here = Question.objects.filter(slug__in=related).values_list("slug", flat=True)
    coming = items[0].imported.items.filter(slug__in=related).values_list("slug", flat=True)
    return {*here, *coming}
