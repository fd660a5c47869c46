"""An import is taken back, as far as nobody built on it."""

from dataclasses import replace

import pytest

from prepbank.accounts.models import Candidate
from questions.bankfile.datatypes import Bank
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.importing.confirming import confirm
from questions.bankfile.importing.deciding import decide
from questions.bankfile.importing.previewing import preview
from questions.bankfile.importing.undoing import UndoRefusedError, undo
from questions.bankfile.layouts.found import FoundTopic, Passage
from questions.bankfile.loading import load_bank
from questions.models import Decision, Question, Topic
from tests.bankfile.importing.samples import (
    LOST,
    ask,
    edit,
    found,
    only_item,
    previewed,
)
from tests.bankfile.samples import make_bank, make_question

pytestmark = pytest.mark.django_db


def test_undoing_gives_the_bank_that_was_there(bank: Bank) -> None:
    imported = previewed(
        ask("What is a ledger?", slug=Passage("ledger", 1), topics=(Passage("Money", 1),)),
        ask("Who pays?", related=(Passage("ledger", 1),), slug=Passage("who", 1)),
        ask(LOST, notes=Passage("More.", 1), topics=(Passage("Money", 1),)),
    )
    confirm(imported)
    undone = undo(imported)
    assert (undone.removed, undone.restored, undone.retired, undone.kept) == (
        ["ledger", "who"],
        ["lost-orders"],
        [],
        [],
    )
    assert stored_bank() == bank


def test_what_was_edited_since_is_kept(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"), ask("Who pays?"))
    confirm(imported)
    Question.objects.filter(slug="who-pays").update(notes="Mine")
    undone = undo(imported)
    assert undone.kept == [("who-pays", "somebody edited it since")]
    assert set(Question.objects.values_list("slug", flat=True)) == {"lost-orders", "who-pays"}


def test_publishing_is_no_edit(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    confirm(imported)
    Question.objects.filter(slug="what-is-a-ledger").update(status="published")
    assert undo(imported).removed == ["what-is-a-ledger"]
    assert stored_bank() == bank


def test_what_somebody_practised_is_retired(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    confirm(imported)
    Candidate.objects.create().drafts.create(
        question=Question.objects.get(slug="what-is-a-ledger"), text="Mine"
    )
    assert undo(imported).retired == ["what-is-a-ledger"]
    assert Question.objects.get(slug="what-is-a-ledger").is_retired


def test_what_is_gone_is_said(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    confirm(imported)
    Question.objects.filter(slug="what-is-a-ledger").delete()
    assert undo(imported).kept == [("what-is-a-ledger", "it is no longer there")]


def test_only_what_was_confirmed_is_undone_and_once(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?"))
    with pytest.raises(UndoRefusedError):
        undo(imported)
    confirm(imported)
    undo(imported)
    with pytest.raises(UndoRefusedError):
        undo(imported)


def test_what_was_kept_can_be_taken_back_later(bank: Bank) -> None:
    first = previewed(ask("What is a ledger?"))
    confirm(first)
    second = previewed(ask("What is a ledger?", notes=Passage("More.", 1)))
    confirm(second)
    assert undo(first).kept == [("what-is-a-ledger", "somebody edited it since")]
    undo(second)
    assert undo(first).removed == ["what-is-a-ledger"]
    assert stored_bank() == bank


def test_what_a_question_had_and_is_gone_is_no_obstacle(bank: Bank) -> None:
    imported = previewed(ask(LOST, topics=(Passage("Money", 1),)))
    confirm(imported)
    Topic.objects.get(slug="backups").delete()
    undo(imported)
    assert stored_bank().questions[0].topics == ()


def test_a_load_of_the_files_keeps_what_was_imported(bank: Bank) -> None:
    imported = previewed(ask(LOST, notes=Passage("Imported.", 1)))
    confirm(imported)
    load_bank(make_bank())
    assert Question.objects.get().notes == "Imported."
    undo(imported)
    load_bank(make_bank())
    assert stored_bank() == bank


def test_an_undone_import_leaves_an_edit_protected(bank: Bank) -> None:
    question = Question.objects.get()
    question.notes = "Mine."
    edit(question)
    imported = previewed(ask(LOST, framework=Passage("STAR", 1)))
    decide(only_item(imported), Decision.UPDATE)
    confirm(imported)
    undo(imported)
    load_bank(make_bank())
    assert Question.objects.get().notes == "Mine."


def test_what_an_undo_removed_the_files_bring_back(bank: Bank) -> None:
    Question.objects.all().delete()
    Question.history.all().delete()
    imported = previewed(ask(LOST, slug=Passage("lost-orders", 1)))
    confirm(imported)
    undo(imported)
    load_bank(make_bank())
    assert stored_bank() == bank


def test_a_topic_that_is_in_use_stays(bank: Bank) -> None:
    imported = previewed(ask("What is a ledger?", topics=(Passage("Money", 1),)))
    confirm(imported)
    Question.objects.get(slug="lost-orders").topics.add(Topic.objects.get(slug="money"))
    undo(imported)
    assert Topic.objects.filter(slug="money").exists()


def test_a_described_topic_becomes_what_it_was(bank: Bank) -> None:
    imported = preview(found(topics=(FoundTopic("backups", 1, "Backups", "Copies."),)))
    confirm(imported)
    undo(imported)
    assert Topic.objects.get().description == ""


def test_a_bank_taken_in_exactly_is_equal() -> None:
    """What our own formats state, keys and all, comes back as it was."""
    whole = make_question(notes="n", framework="STAR", related=())
    load_bank(make_bank(whole))
    assert stored_bank().questions[0] == replace(whole, sample_answer=whole.sample_answer.strip())
