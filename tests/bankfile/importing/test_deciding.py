"""What a person decides, after looking, and looking again."""

from typing import Any

import pytest

from questions.bankfile.datatypes import Bank
from questions.bankfile.importing.confirming import Written, confirm
from questions.bankfile.importing.deciding import decide, decide_all, possible_decisions, refresh
from questions.bankfile.importing.showing import Change, shown
from questions.bankfile.layouts.found import Passage
from questions.models import Decision, Import, KeyPoint, Outcome, Question
from tests.bankfile.importing.samples import (
    ANSWER,
    LOST,
    ask,
    edit,
    import_all,
    only_item,
    point,
    previewed,
)
from tests.bankfile.samples import POINTS, make_question

pytestmark = pytest.mark.django_db


def test_a_duplicate_may_change_the_question_that_is_there(bank: Bank) -> None:
    imported = previewed(ask("What do you do first when a table of lost-orders has gone?"))
    item = only_item(imported)
    assert possible_decisions(item) == [Decision.ADD, Decision.UPDATE, Decision.SKIP]
    decide(item, Decision.UPDATE, "lost-orders")
    assert only_item(imported).outcome == Outcome.CHANGED
    assert confirm(imported) == Written(0, 1, 0)
    question = Question.objects.get()
    assert question.prompt == "What do you do first when a table of lost-orders has gone?"
    assert question.key_points.count() == 5


def test_suggestions_never_take_the_place_of_points_that_are_there(bank: Bank) -> None:
    imported = previewed(ask("What do you do first when a table of lost-orders has gone?"))
    decide(only_item(imported), Decision.UPDATE, "lost-orders")
    confirm(imported)
    assert list(KeyPoint.objects.values_list("text", flat=True)) == list(POINTS.values())


def test_two_questions_of_an_import_do_not_change_the_same_one(bank: Bank) -> None:
    imported = previewed(
        ask("What do you do first when a table of lost-orders has gone?"),
        ask("A table of lost-orders has gone: what do you do at first?"),
    )
    one, other = imported.items.all()
    decide(one, Decision.UPDATE, "lost-orders")
    with pytest.raises(ValueError, match="another question of this import changes that one"):
        decide(other, Decision.UPDATE, "lost-orders")


def test_only_a_question_of_the_bank_can_be_changed() -> None:
    imported = previewed(ask("What is a ledger?"), ask("What is a ledger!"))
    with pytest.raises(ValueError, match="choose a question of the bank"):
        decide(imported.items.last(), Decision.UPDATE, "what-is-a-ledger")


def test_a_person_may_change_their_mind(bank: Bank) -> None:
    item = only_item(previewed(ask("What do you do first when a table of lost-orders has gone?")))
    decide(item, Decision.UPDATE, "lost-orders")
    decide(item, Decision.ADD)
    assert (item.target, item.outcome, item.seen) == ("", Outcome.NEW, "")


@pytest.mark.parametrize(
    ("decision", "target"),
    [(Decision.UPDATE, ""), (Decision.UPDATE, "another"), (Decision.ADD, "another")],
)
def test_what_cannot_be_decided(bank: Bank, decision: Decision, target: str) -> None:
    item = only_item(previewed(ask("What do you do first when a table of lost-orders has gone?")))
    with pytest.raises(ValueError, match=r"."):
        decide(item, decision, target)


def test_deciding_for_all_that_wait(bank: Bank) -> None:
    imported = previewed(
        ask("What is a ledger?"), ask("What is a ledger!"), ask("What is a ledger.")
    )
    assert decide_all(imported, Decision.SKIP) == 2
    assert confirm(imported) == Written(1, 0, 2)


def test_adding_all_leaves_alone_what_somebody_edited(bank: Bank) -> None:
    edit(Question.objects.get())
    imported = previewed(ask(LOST), ask("What is a ledger?"), ask("What is a ledger!"))
    assert decide_all(imported, Decision.ADD) == 1
    assert imported.items.get(slug="lost-orders").decision == ""


def test_a_question_with_errors_for_its_target_does_not_change_it(bank: Bank) -> None:
    asked = "What do you do first when a table of lost-orders has gone?"
    item = only_item(previewed(ask(asked, related=(Passage("lost-orders", 1),))))
    with pytest.raises(ValueError, match="may not be related to itself"):
        decide(item, Decision.UPDATE, "lost-orders")
    assert Import.objects.get().items.get().decision == ""


def test_a_duplicate_in_the_same_words_can_be_added_after_all(bank: Bank) -> None:
    item = only_item(previewed(ask("What do you do first when a table of lost-orders has gone?")))
    decide(item, Decision.UPDATE, "lost-orders")
    item.outcome = Outcome.UNCHANGED
    assert Decision.ADD in possible_decisions(item)


def test_nothing_is_decided_about_what_is_imported_already(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    item = only_item(imported)
    confirm(imported)
    for act in (lambda: decide(item, Decision.SKIP), lambda: refresh(imported)):
        with pytest.raises(ValueError, match="imported already"):
            act()


def test_a_question_that_somebody_put_at_its_address_is_another(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    other = Question.objects.get()
    other.pk, other.slug, other.prompt = None, "what-is-a-ledger", "Name a bird."
    other.save()
    refresh(imported)
    item = only_item(imported)
    assert (item.slug, item.outcome, item.decision) == (
        "what-is-a-ledger-2",
        Outcome.NEW,
        Decision.ADD,
    )


def test_a_choice_whose_question_was_edited_is_open_again(bank: Bank) -> None:
    imported = previewed(ask("What do you do first when a table of lost-orders has gone?"))
    decide(only_item(imported), Decision.UPDATE, "lost-orders")
    Question.objects.update(notes="Somebody else's")
    refresh(imported)
    item = only_item(imported)
    assert (item.target, item.decision, item.outcome) == ("", "", Outcome.NEW)
    decide_all(imported, Decision.ADD)
    assert confirm(imported) == Written(1, 0, 0)


def test_decisions_stay_where_nothing_changed(bank: Bank) -> None:
    imported = previewed(
        ask("What is a ledger?"), ask("What do you do first when a table of lost-orders has gone?")
    )
    first, second = imported.items.all()
    decide(first, Decision.SKIP)
    decide(second, Decision.UPDATE, "lost-orders")
    refresh(imported)
    assert [(one.decision, one.target) for one in imported.items.all()] == [
        (Decision.SKIP, ""),
        (Decision.UPDATE, "lost-orders"),
    ]


def test_the_same_question_from_another_import_is_met_again(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?", title=Passage("Ledgers", 1)))
    import_all(ask("What is a ledger?"))
    refresh(imported)
    assert only_item(imported).slug == "what-is-a-ledger"


def test_changes_are_shown_field_by_field(bank: Bank) -> None:
    first = make_question().key_points[0].text
    imported = previewed(
        ask(
            LOST,
            sample_answer=Passage(ANSWER, 5),
            notes=Passage("More.", 7),
            key_points=(point(first), point("New")),
        )
    )
    (one,) = shown(imported.items.all())
    assert one.changes[:3] == (
        Change("Sample answer", make_question().sample_answer.strip(), ANSWER),
        Change("Go deeper", "", "More."),
        Change("Key point 2", None, "New"),
    )
    assert one.changes[3].after is None
    assert one.places["notes"] == "bank.md:7"
    assert "difficulty" in one.missing


def test_what_is_shown_takes_few_queries(bank: Bank, django_assert_num_queries: Any) -> None:
    imported = previewed(*(ask(f"What is ledger {n}?") for n in range(10)))
    items = list(imported.items.select_related("imported"))
    with django_assert_num_queries(2):
        assert len(shown(items)) == 10
