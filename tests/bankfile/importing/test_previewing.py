"""What a preview says, and leaves as it is."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from questions.bankfile.datatypes import Bank
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.importing.confirming import ImportRefusedError, confirm
from questions.bankfile.importing.deciding import decide
from questions.bankfile.importing.previewing import preview
from questions.bankfile.layouts.found import FoundTopic, Passage
from questions.models import Decision, ImportStatus, KeyPoint, Outcome, Question, Topic
from tests.bankfile.importing.samples import (
    LOST,
    ask,
    edit,
    found,
    import_all,
    only_item,
    point,
    previewed,
)

pytestmark = pytest.mark.django_db


def test_a_preview_leaves_the_bank_as_it_is(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"), ask(LOST, sample_answer=Passage("Other.", 5)))
    assert stored_bank() == bank
    assert imported.status == ImportStatus.PREVIEWED
    assert [(item.slug, item.outcome, item.decision) for item in imported.items.all()] == [
        ("what-is-a-ledger", Outcome.NEW, Decision.ADD),
        ("lost-orders", Outcome.CHANGED, Decision.UPDATE),
    ]


def test_what_the_bank_says_already_is_unchanged(bank: Bank) -> None:
    item = only_item(previewed(ask(LOST, sample_answer=None)))
    assert (item.outcome, item.decision) == (Outcome.UNCHANGED, Decision.SKIP)


def test_a_likely_duplicate_waits_for_a_person(bank: Bank) -> None:
    item = only_item(previewed(ask("What do you do first when a table of lost-orders has gone?")))
    assert (item.outcome, item.decision) == (Outcome.NEW, "")
    (duplicate,) = item.duplicates
    assert (duplicate["slug"], duplicate["title"]) == ("lost-orders", "Restoring lost-orders")
    assert "telling words" in duplicate["reason"]


def test_a_question_that_stands_twice_in_the_documents_waits_too() -> None:
    first, second = previewed(ask("What is a ledger?"), ask("What is a **ledger**?")).items.all()
    assert (first.decision, second.decision) == (Decision.ADD, "")
    assert second.duplicates == [
        {
            "slug": first.slug,
            "title": "What is a ledger?",
            "reason": "all telling words are the same",
        }
    ]
    assert second.slug == "what-is-a-ledger-2"


def test_an_edited_question_waits_for_a_person(bank: Bank) -> None:
    edit(Question.objects.get())
    item = only_item(previewed(ask(LOST)))
    assert (item.outcome, item.is_edited_here, item.decision) == (Outcome.CHANGED, True, "")


def test_what_an_editor_imported_does_not_count_as_edited(bank: Bank, rf: Any) -> None:
    import_all(ask("What is a ledger?"))
    assert not only_item(previewed(ask("What is a ledger?", notes=Passage("n", 1)))).is_edited_here


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"difficulty": Passage("brutal", 1)}, "difficulty: Value 'brutal' is not a valid choice."),
        ({"min_seconds": 90, "max_seconds": 60}, "target_max_seconds: is shorter"),
        ({"min_seconds": 5, "max_seconds": 60}, "greater than or equal to 10"),
        ({"source": Passage("x" * 301, 1)}, "source: Ensure this value has at most 300"),
        ({"key_points": (point("a", key="k"), point("b", key="k"))}, "is the same as"),
        ({"key_points": (point("a", key="no slug"),)}, "valid"),
    ],
)
def test_what_cannot_be_written_says_why(changes: dict[str, Any], error: str) -> None:
    item = only_item(previewed(ask(**changes)))
    assert error in " ".join(item.errors)
    assert item.decision == Decision.SKIP


def test_one_address_is_used_once() -> None:
    one, other = previewed(
        ask("What is a ledger?", slug=Passage("ledger", 1)),
        ask("Where is the runbook?", slug=Passage("ledger", 1)),
    ).items.all()
    assert (one.errors, other.errors) == ([], ["the address 'ledger' is used twice here"])


def test_wishes_stand_where_no_document_says_it(bank: Bank) -> None:
    wishes = {"source": "A book", "licence": "MIT", "attribution": "Ada"}
    import_all(ask("What is a ledger?"), **wishes)
    question = Question.objects.get(slug="what-is-a-ledger")
    assert (question.source, question.licence, question.attribution) == ("A book", "MIT", "Ada")


def test_what_says_where_a_question_is_from_stays_together() -> None:
    import_all(
        ask("What is a ledger?", licence=Passage("CC0", 1)), source="A book", attribution="Ada"
    )
    question = Question.objects.get()
    assert (question.source, question.licence, question.attribution) == ("", "CC0", "")


def test_suggestions_follow_the_answer_that_they_are_from() -> None:
    import_all(ask("What is a ledger?"))
    import_all(ask("What is a ledger?", sample_answer=Passage("A ledger lists every payment.", 5)))
    assert list(KeyPoint.objects.values_list("text", "is_suggestion")) == [
        ("A ledger lists every payment.", True)
    ]


def test_suggestions_are_marked_and_can_be_left_out() -> None:
    import_all(ask("What is a ledger?"))
    assert KeyPoint.objects.exists()
    assert all(KeyPoint.objects.values_list("is_suggestion", flat=True))
    import_all(ask("What is a runbook for a service?"), suggests_key_points=False)
    assert not KeyPoint.objects.filter(question__slug__startswith="what-is-a-runbook").exists()


def test_topics_are_found_by_name_and_made_where_they_are_new(bank: Bank) -> None:
    import_all(
        ask("What is a ledger?", topics=(Passage("BACKUPS", 1), Passage("Money matters", 1)))
    )
    question = Question.objects.get(slug="what-is-a-ledger")
    assert sorted(question.topics.values_list("slug", "name")) == [
        ("backups", "Backups"),
        ("money-matters", "Money matters"),
    ]


def test_topics_may_be_kept_as_they_are(bank: Bank) -> None:
    topics = (Passage("backups", 1), Passage("Money", 1))
    import_all(ask("What is a ledger?", topics=topics), creates_topics=False)
    assert [topic.slug for topic in Topic.objects.all()] == ["backups"]


def test_described_topics_are_written(bank: Bank) -> None:
    described = (
        FoundTopic("backups", 1, "Backups", "Copies."),
        FoundTopic("money", 2, "Money"),
    )
    confirm(preview(found(topics=described)))
    assert list(Topic.objects.values_list("slug", "description")) == [
        ("backups", "Copies."),
        ("money", ""),
    ]


def test_a_topic_that_somebody_edited_stays(bank: Bank) -> None:
    topic = Topic.objects.get()
    topic.description = "Mine."
    topic._history_user = get_user_model().objects.create_user("ada", password="x")
    topic.save()
    imported = preview(found(topics=(FoundTopic("backups", 1, "Backups", "Theirs."),)))
    assert "the topic 'Backups' was edited here" in imported.faults[0]["message"]
    confirm(imported)
    assert Topic.objects.get().description == "Mine."


def test_a_topic_that_changed_since_the_preview_stops_all(bank: Bank) -> None:
    imported = preview(found(topics=(FoundTopic("backups", 1, "Backups", "Theirs."),)))
    Topic.objects.update(description="Mine.")
    with pytest.raises(ImportRefusedError, match="topic “Backups” was edited since"):
        confirm(imported)


def test_topics_of_questions_that_are_left_out_are_not_made() -> None:
    imported = previewed(ask("What is a ledger?", topics=(Passage("Money", 1),)))
    decide(only_item(imported), Decision.SKIP)
    confirm(imported)
    assert not Topic.objects.exists()


def test_spellings_of_a_name_are_one_topic(bank: Bank) -> None:
    topics = (Passage("incident_response", 1), Passage("Incident  Response", 2))
    import_all(ask("What is a ledger?", topics=topics))
    assert Topic.objects.exclude(slug="backups").count() == 1


def test_what_relates_to_nothing_is_said(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?", related=(Passage("nowhere", 7),)))
    (fault,) = imported.faults
    assert (fault["line"], fault["message"]) == (
        7,
        "no question has the address 'nowhere': left out",
    )


def test_an_address_that_is_stated_is_not_given_away() -> None:
    one, other = previewed(
        ask("What is a ledger?"), ask("Where is it?", slug=Passage("what-is-a-ledger", 1))
    ).items.all()
    assert (one.slug, other.slug, other.errors) == ("what-is-a-ledger-2", "what-is-a-ledger", [])


def test_what_the_bank_has_let_pass_is_no_error(bank: Bank) -> None:
    KeyPoint.objects.update(position=1)
    assert only_item(previewed(ask(LOST, notes=Passage("n", 1)))).errors == []
