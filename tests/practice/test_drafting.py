import pytest

from practice.drafting import (
    Edit,
    append_text,
    choose_text,
    new_writer,
    save_edit,
    start_afresh,
)
from practice.models import Attempt, Draft, KeptText, Reveal, Rung


@pytest.fixture
def save(candidate, question):
    def save(text, base=0, writer="page-a", sequence=1):
        return save_edit(candidate, question, Edit(text, base, writer, sequence))

    return save


def test_each_save_is_the_next_version(save):
    save("One")
    draft, kept = save("Two", base=1, sequence=2)
    assert (draft.text, draft.version, kept) == ("Two", 2, None)
    assert draft.saved_at


def test_an_unchanged_text_is_no_new_version(save):
    first, _ = save("One")
    again, kept = save("One", base=1, sequence=2)
    assert (again.version, again.saved_at, kept) == (1, first.saved_at, None)


def test_a_page_that_never_heard_back_does_not_conflict_with_itself(save):
    save("One")
    draft, kept = save("One two", base=0, sequence=2)
    assert (draft.text, kept) == ("One two", None)


def test_a_late_copy_of_an_older_save_changes_nothing(save):
    save("Older", sequence=1)
    save("Newer", base=1, sequence=5)
    draft, kept = save("Older", base=0, sequence=1)
    assert (draft.text, kept) == ("Newer", None)


def test_two_pages_keep_both_texts(save):
    save("From the start")
    save("First page", base=1, sequence=2)
    draft, kept = save("Second page", base=1, writer="page-b")
    assert draft.text == "First page"
    assert kept.text == "Second page"


def test_the_losing_page_goes_on_updating_its_one_kept_text(save):
    save("First page")
    save("Second", writer="page-b")
    save("Second page", writer="page-b", sequence=2)
    assert [kept.text for kept in KeptText.objects.all()] == ["Second page"]


def test_three_pages_keep_three_texts(save):
    save("One")
    save("Two", writer="page-b")
    save("Three", writer="page-c")
    assert {kept.text for kept in KeptText.objects.all()} == {"Two", "Three"}


@pytest.mark.parametrize(
    ("choice", "text"),
    [("saved", "Mine"), ("kept", "Other"), ("both", "Mine\n\nOther")],
)
def test_the_candidate_chooses_which_text_goes_on(save, choice, text):
    save("Mine")
    _, kept = save("Other", writer="page-b")
    draft = choose_text(kept, choice)
    assert draft.text == text
    assert not KeptText.objects.exists()


def test_after_a_choice_both_pages_are_out_of_date(save):
    save("Mine")
    _, kept = save("Other", writer="page-b")
    choose_text(kept, "kept")
    draft, kept = save("Mine, typed on", base=1, sequence=2)
    assert draft.text == "Other"
    assert kept.text == "Mine, typed on"


def test_a_text_that_came_to_be_the_draft_is_kept_no_longer(save):
    save("Mine")
    save("Other", writer="page-b")
    save("Other", base=1, sequence=2)
    assert not KeptText.objects.exists()


def test_an_outline_goes_below_what_is_there(save):
    draft, _ = save("Mine  \n")
    assert append_text(draft, "Situation:\n").text == "Mine\n\nSituation:\n"


def test_an_outline_starts_an_empty_draft(save):
    draft, _ = save("")
    assert append_text(draft, "Situation:\n").text == "Situation:\n"


def test_a_fresh_start_keeps_text_that_no_attempt_holds(save):
    draft, _ = save("Not compared")
    Reveal.objects.create(draft=draft, rung=Rung.STRUCTURE)
    draft = start_afresh(draft)
    assert draft.text == ""
    assert not draft.reveals.exists()
    assert [kept.text for kept in draft.kept_texts.all()] == ["Not compared"]


def test_a_fresh_start_after_comparing_leaves_nothing_aside(save, candidate, question):
    draft, _ = save("Compared")
    Attempt.objects.create(candidate=candidate, question=question, number=1, text="Compared")
    assert not start_afresh(draft).kept_texts.exists()


def test_drafts_of_others_are_not_touched(save, question):
    save("Mine")
    assert Draft.objects.count() == 1
    assert new_writer() != new_writer()


def test_an_empty_draft_gives_way_to_words_from_anywhere(save):
    save("One")
    save("", base=1, sequence=2)
    draft, kept = save("From another page", base=0, writer="page-b")
    assert (draft.text, kept) == ("From another page", None)
