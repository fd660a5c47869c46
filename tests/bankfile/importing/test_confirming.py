"""What is confirmed is written: all of it, or nothing."""

from typing import Any

import pytest
from django.db import DatabaseError

from questions.bankfile.datatypes import Bank
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.importing import confirming
from questions.bankfile.importing.confirming import ImportRefusedError, Written, confirm
from questions.bankfile.importing.deciding import decide, decide_all, refresh
from questions.bankfile.layouts.found import Passage
from questions.models import Decision, Import, ImportStatus, KeyPoint, Outcome, Question
from tests.bankfile.importing.samples import LOST, ask, import_all, point, previewed

pytestmark = pytest.mark.django_db


def test_new_questions_are_drafts_at_the_end_of_the_bank(bank: Bank) -> None:
    written = import_all(ask("What is a ledger?"), ask("Who holds the pager?"))
    assert written == Written(created=2, changed=0, left=0)
    new = Question.objects.exclude(slug="lost-orders")
    assert list(new.values_list("position", "status")) == [(20, "draft"), (30, "draft")]


def test_importing_twice_changes_nothing(bank: Bank) -> None:
    questions = (
        ask("What is a ledger?", topics=(Passage("Money", 1),), structure=Passage("- A: b", 2)),
        ask(LOST, notes=Passage("More.", 1)),
        ask("What is a ledger?"),
        ask("Who?", related=(Passage("lost-orders", 1),), slug=Passage("who", 1)),
    )
    import_all(*questions)
    after = stored_bank()
    history = Question.history.count(), KeyPoint.history.count()
    imported = previewed(*questions)
    assert {item.outcome for item in imported.items.all()} == {Outcome.UNCHANGED}
    assert confirm(imported) == Written(0, 0, 4)
    assert stored_bank() == after
    assert (Question.history.count(), KeyPoint.history.count()) == history


def test_relations_to_questions_that_come_later() -> None:
    import_all(
        ask("What is a ledger?", slug=Passage("ledger", 1), related=(Passage("pager", 1),)),
        ask("Who holds the pager?", slug=Passage("pager", 1), related=(Passage("ledger", 1),)),
    )
    assert [one.related for one in stored_bank().questions] == [("pager",), ("ledger",)]


def test_nothing_is_written_while_a_decision_waits(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"), ask("What is a ledger!"))
    with pytest.raises(ImportRefusedError, match="1 question waits for your decision"):
        confirm(imported)
    assert stored_bank() == bank


def test_nothing_is_written_when_the_bank_has_changed_since(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"), ask(LOST, notes=Passage("More.", 1)))
    Question.objects.update(notes="Somebody else's")
    with pytest.raises(ImportRefusedError, match="was edited since this preview"):
        confirm(imported)
    assert Question.objects.count() == 1
    refresh(imported)
    item = imported.items.get(slug="lost-orders")
    assert (item.decision, item.is_edited_here) == ("", True)
    decide(item, Decision.UPDATE)
    assert confirm(imported) == Written(1, 1, 0)


def test_nothing_is_written_when_a_question_came_meanwhile(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    import_all(ask("What is a ledger?", notes=Passage("Another's", 1)))
    with pytest.raises(ImportRefusedError):
        confirm(imported)


def test_a_failure_half_way_leaves_nothing(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = previewed(ask("What is a ledger?", topics=(Passage("Money", 1),)))

    def fail(*arguments: Any, **options: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(confirming.ImportItem.objects, "bulk_update", fail)
    with pytest.raises(DatabaseError):
        confirm(imported)
    assert stored_bank() == bank
    assert Import.objects.get().status == ImportStatus.PREVIEWED


def test_an_import_is_confirmed_once(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    confirm(imported)
    with pytest.raises(ImportRefusedError, match="imported already"):
        confirm(imported)


def test_the_number_of_queries_grows_with_batches_only(
    bank: Bank, django_assert_max_num_queries: Any
) -> None:
    questions = [
        ask(f"What is ledger {n} of {n * n}?", key_points=(point("a"),)) for n in range(60)
    ]
    imported = previewed(*questions)
    decide_all(imported, Decision.ADD)
    with django_assert_max_num_queries(40):
        confirm(imported)
