import pytest
from django.urls import reverse

from practice.claiming import claim
from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.models import Attempt, Draft, KeptText, Reveal, Rung
from prepbank.accounts.models import Candidate
from tests.factories import make_question

PASSWORD = "correct-horse-battery"


def write(candidate, question, text, writer="page"):
    return save_edit(candidate, question, Edit(text, 0, writer, 1))[0]


@pytest.fixture
def holder(user):
    return Candidate.objects.create(user=user)


def test_a_new_account_takes_the_visitor_as_they_are(candidate, user, question):
    draft = write(candidate, question, "Mine")
    assert claim(candidate, user) == candidate
    draft.refresh_from_db()
    assert draft.candidate.user == user


def test_an_account_gains_what_it_did_not_have(candidate, holder, user, question):
    other = make_question()
    write(holder, other, "Of the account")
    write(candidate, question, "Of the visit")
    claim(candidate, user)
    assert {draft.text for draft in holder.drafts.all()} == {"Of the account", "Of the visit"}
    assert list(Candidate.objects.all()) == [holder]


def test_two_texts_for_one_question_are_both_kept(candidate, holder, user, question):
    write(holder, question, "Of the account")
    write(candidate, question, "Of the visit", "visit")
    claim(candidate, user)
    assert Draft.objects.get().text == "Of the account"
    assert KeptText.objects.get().text == "Of the visit"


@pytest.mark.parametrize("same", ["The same", ""])
def test_nothing_is_kept_aside_without_need(candidate, holder, user, question, same):
    write(holder, question, "The same")
    write(candidate, question, same, "visit")
    claim(candidate, user)
    assert Draft.objects.get().text == "The same"
    assert not KeptText.objects.exists()


def test_an_empty_draft_of_the_account_gives_way(candidate, holder, user, question):
    write(holder, question, "")
    write(candidate, question, "Of the visit")
    claim(candidate, user)
    assert Draft.objects.get().text == "Of the visit"


def test_texts_kept_from_a_conflict_come_along(candidate, holder, user, question):
    write(holder, question, "Of the account")
    write(candidate, question, "Of the visit", "one")
    write(candidate, question, "Of another tab", "two")
    claim(candidate, user)
    assert {kept.text for kept in KeptText.objects.all()} == {"Of the visit", "Of another tab"}


def test_a_page_that_lost_its_session_keeps_both_of_its_texts(candidate, holder, user, question):
    """The same page wrote the account's kept text and, signed out, the visitor's draft."""
    write(holder, question, "Of the account", "other")
    write(holder, question, "Of this page", "page")
    write(candidate, question, "Of this page, and more", "page")
    claim(candidate, user)
    assert Draft.objects.get().text == "Of the account"
    texts = {kept.text for kept in KeptText.objects.all()}
    assert texts == {"Of this page", "Of this page, and more"}


def test_two_kept_texts_of_one_page_are_both_kept(candidate, holder, user, question):
    for person, text in ((holder, "Earlier"), (candidate, "Later")):
        write(person, question, f"Saved by {person.pk}", "other")
        write(person, question, text, "page")
    claim(candidate, user)
    texts = {kept.text for kept in KeptText.objects.all()}
    assert {"Earlier", "Later"} <= texts
    assert Draft.objects.count() == 1


def test_hints_seen_in_either_place_stay_seen(candidate, holder, user, question):
    for person, rungs in ((holder, [Rung.STRUCTURE]), (candidate, [Rung.STRUCTURE, Rung.MISTAKES])):
        draft = write(person, question, "Text")
        for rung in rungs:
            Reveal.objects.create(draft=draft, rung=rung)
    claim(candidate, user)
    assert sorted(Draft.objects.get().reveals.values_list("rung", flat=True)) == [
        "mistakes",
        "structure",
    ]


def test_attempts_are_numbered_on(candidate, holder, user, question):
    for person, text in ((holder, "Rolled back"), (candidate, "Rolled it back at once")):
        compare_draft(write(person, question, text))
    claim(candidate, user)
    numbered = Attempt.objects.order_by("number").values_list("number", "text")
    assert list(numbered) == [(1, "Rolled back"), (2, "Rolled it back at once")]


@pytest.mark.parametrize("way", ["account_login", "account_signup"])
def test_signing_up_and_in_claims_the_visit(visitor, candidate, question, user, way):
    write(candidate, question, "Of the visit")
    forms = {
        "account_login": {"login": "ada", "password": PASSWORD},
        "account_signup": {"username": "grace", "password1": PASSWORD, "password2": PASSWORD},
    }
    response = visitor.post(reverse(way), forms[way])
    assert response.status_code == 302
    assert Draft.objects.get().candidate.user.username in ("ada", "grace")
    workspace = visitor.get(reverse("practice:workspace", args=[question.slug]))
    assert "Of the visit" in workspace.content.decode()


def test_after_logging_out_nothing_of_the_account_is_shown(visitor, candidate, question, user):
    write(candidate, question, "Of the visit")
    visitor.post(reverse("account_login"), {"login": "ada", "password": PASSWORD})
    visitor.post(reverse("account_logout"))
    workspace = visitor.get(reverse("practice:workspace", args=[question.slug]))
    assert "Of the visit" not in workspace.content.decode()
