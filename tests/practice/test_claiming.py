from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from practice import claiming
from practice.claiming import claim
from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.interviews.holding import begin_interview
from practice.models import Attempt, Draft, KeptText, Reveal, Rung, Story
from practice.schedule.cards import rebuild_cards
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


# --- What came with the practice loop -------------------------------------------------------------


def grade(attempt, value):
    attempt.candidate.attempts.filter(pk=attempt.pk).update(grade=value)
    rebuild_cards(attempt.candidate)


def test_stories_and_mock_interviews_come_along(candidate, holder, user, question):
    story = Story.objects.create(candidate=candidate, title="The night of the telethon")
    for _ in range(2):
        make_question()
    interview = begin_interview(candidate, 3)
    turn = interview.turns.first()
    save_edit(candidate, turn.question, Edit("In the interview", 0, "page", 1), turn)
    claim(candidate, user)
    assert list(holder.stories.all()) == [story]
    assert list(holder.mock_interviews.all()) == [interview]
    assert holder.drafts.get(turn=turn).text == "In the interview"


def test_a_draft_brings_its_story_and_its_clock(candidate, holder, user, question):
    story = Story.objects.create(candidate=candidate, title="The telethon")
    draft = write(candidate, question, "Mine")
    now = timezone.now()
    Draft.objects.filter(pk=draft.pk).update(
        story=story, timed_seconds=95, timer_started_at=now, timed_by="page"
    )
    write(holder, question, "")
    claim(candidate, user)
    own = Draft.objects.get()
    assert (own.story, own.timed_seconds) == (story, 95)
    assert (own.timer_started_at, own.timed_by) == (now, "page")


def test_the_schedule_is_made_from_both_ones_grades(candidate, holder, user, question):
    first = compare_draft(write(holder, question, "Of the account"))
    grade(first, 4)
    alone = holder.review_cards.get().due_at
    second = compare_draft(write(candidate, question, "Of the visit", "visit"))
    grade(second, 1)
    claim(candidate, user)
    card = holder.review_cards.get()
    assert card.due_at < alone
    assert holder.attempts.exclude(grade=None).count() == 2


def test_preferences_fill_what_the_account_left_open(candidate, holder, user):
    holder.words_per_minute, holder.time_zone = 150, ""
    holder.save()
    candidate.words_per_minute, candidate.time_zone = 120, "Europe/Prague"
    candidate.interview_on = date(2030, 1, 3)
    candidate.save()
    claim(candidate, user)
    holder.refresh_from_db()
    assert (holder.words_per_minute, holder.time_zone) == (150, "Europe/Prague")
    assert holder.interview_on == date(2030, 1, 3)


def test_a_number_that_was_deleted_is_not_given_again(candidate, holder, user, question):
    for number in range(3):
        attempt = compare_draft(write(holder, question, f"Text {number}", f"page {number}"))
        holder.drafts.all().delete()
    holder.attempts.filter(number=1).delete()
    compare_draft(write(candidate, question, "Of the visit", "visit"))
    claim(candidate, user)
    numbers = holder.attempts.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [2, 3, 4]
    assert attempt.number == 3


def test_a_save_on_its_way_is_not_undone(candidate, holder, user, question, monkeypatch):
    """A draft is moved, and nothing else of it is written."""
    move = claiming._move_draft

    def move_late(draft, holder):
        Draft.objects.update(text="Saved meanwhile")
        move(draft, holder)

    write(candidate, question, "Of the visit")
    monkeypatch.setattr(claiming, "_move_draft", move_late)
    claim(candidate, user)
    draft = Draft.objects.get()
    assert (draft.candidate, draft.text) == (holder, "Saved meanwhile")


@pytest.mark.skipif("not connection.features.has_select_for_update", reason="nothing to lock")
def test_the_visitors_drafts_are_locked_while_they_move(candidate, holder, user, question):
    write(candidate, question, "Of the visit")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        claim(candidate, user)
    drafts = [each["sql"] for each in queries if 'FROM "practice_draft"' in each["sql"]]
    assert "FOR UPDATE" in drafts[0]


def attempted(person, question, number, text, days_ago):
    made = Attempt.objects.create(candidate=person, question=question, number=number, text=text)
    when = timezone.now() - timedelta(days=days_ago)
    Attempt.objects.filter(pk=made.pk).update(created_at=when)
    return made


def numbered(holder, question):
    attempts = holder.attempts.filter(question=question).order_by("number")
    return list(attempts.values_list("number", "text"))


def test_attempts_are_numbered_by_when_they_were_made(candidate, holder, user, question):
    other = make_question()
    attempted(holder, question, 1, "First", 30)
    attempted(candidate, question, 1, "Second", 14)
    attempted(candidate, question, 2, "Fourth", 1)
    latest = attempted(holder, question, 2, "Third", 2)
    attempted(holder, question, 3, "Fifth", 0)
    attempted(holder, other, 7, "Untouched", 30)
    claim(candidate, user)
    assert numbered(holder, question) == list(
        enumerate(["First", "Second", "Third", "Fourth", "Fifth"], 1)
    )
    assert numbered(holder, other) == [(7, "Untouched")]
    latest.refresh_from_db()
    assert latest.number == 3
    last = Attempt.objects.last_of_each().get(question=question)
    assert last.text == "Fifth"


def test_what_the_account_never_answered_keeps_its_numbers(candidate, holder, user, question):
    attempted(candidate, question, 2, "After one that was deleted", 1)
    claim(candidate, user)
    assert numbered(holder, question) == [(2, "After one that was deleted")]


@pytest.mark.parametrize("attempts", [1, 6])
def test_numbering_costs_the_same_for_many(
    candidate, holder, user, question, attempts, django_assert_max_num_queries
):
    for number in range(1, attempts + 1):
        for person in (candidate, holder):
            attempted(person, question, number, f"{number} of {person.pk}", 2 * number)
    with django_assert_max_num_queries(4):
        claiming._move_attempts(candidate, holder)
