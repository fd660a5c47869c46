"""What was exported comes back exactly, all of it or nothing."""

import json
from copy import deepcopy

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings

from practice.models import AttemptPoint, Draft, ReviewCard, Story
from practice.portable import restoring
from practice.portable.collecting import collect
from practice.portable.errors import (
    AlreadyPractisedError,
    BrokenFileError,
    MissingQuestionsError,
    NotImportedError,
)
from practice.portable.fitting import fit
from practice.portable.inventory import inventory_of
from practice.portable.reading import read
from practice.portable.restoring import restore
from prepbank.accounts.models import Candidate
from questions.models import Question, Topic
from tests.practice.portable.documents import documents, spoiled_documents

pytestmark = pytest.mark.django_db

ALL_OF_IT = {"drafts": 2, "attempts": 3, "stories": 2, "mock_interviews": 2, "review_cards": 1}
MANY = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def bring_back(document, candidate, *, replace=False, skip_missing=False):
    content = json.dumps(document).encode()
    return restore(fit(read(content), skip_missing=skip_missing), candidate, replace=replace)


def is_empty(candidate):
    return not any(inventory_of(candidate).values())


# --- The same state -------------------------------------------------------------------------------


def test_everything_comes_back_exactly(everything, bob):
    restored = bring_back(everything, bob)
    assert collect(bob) == everything
    assert restored.counts == ALL_OF_IT
    assert not restored.missing
    assert not restored.left_out


def test_it_comes_back_in_place_of_itself(everything, ada):
    bring_back(everything, ada, replace=True)
    assert collect(ada) == everything


def test_nothing_comes_back_as_nothing(bob):
    empty = collect(bob)
    carol = Candidate.objects.create()
    bring_back(empty, carol)
    assert collect(carol) == empty


def test_it_comes_back_where_the_keys_are_others(everything, ada, bob, outage, rollback):
    ada.user.delete()
    for question in (outage, rollback):
        slug, topics = question.slug, list(question.topics.all())
        question.delete()
        question.pk = None
        question.slug = slug
        question.save()
        question.topics.set(topics)
    bring_back(everything, bob)
    assert collect(bob) == everything


def test_an_older_file_that_does_not_say_what_was_suggested_comes_back(everything, bob):
    points = [point for attempt in everything["attempts"] for point in attempt["points"]]
    assert points
    older = deepcopy(everything)
    for attempt in older["attempts"]:
        for point in attempt["points"]:
            del point["is_suggestion"]
    bring_back(older, bob)
    assert collect(bob) == everything


def test_the_candidate_in_hand_knows_the_new_preferences(everything, bob):
    bring_back(everything, bob)
    assert bob.time_zone == "Asia/Tokyo"
    assert bob.shares_texts


@MANY
@given(document=documents())
def test_any_document_that_we_could_write_comes_back_exactly(outage, rollback, bob, document):
    for slug in ("on-call", "alerting"):
        Topic.objects.get_or_create(slug=slug, defaults={"name": slug})
    bring_back(document, bob, replace=True)
    assert collect(bob) == document


@settings(MANY, max_examples=50)
@given(spoil=spoiled_documents())
def test_a_spoiled_file_is_refused_or_comes_back_but_never_breaks(everything, bob, spoil):
    before = collect(bob)
    try:
        bring_back(spoil(everything), bob, replace=True, skip_missing=True)
    except NotImportedError:
        assert collect(bob) == before
    else:
        kept = collect(bob)
        bring_back(kept, bob, replace=True)
        assert collect(bob) == kept


# --- What is there already ------------------------------------------------------------------------


def test_practice_that_is_there_is_not_overwritten_unasked(everything, ada):
    Story.objects.filter(candidate=ada).update(title="Changed since")
    now = collect(ada)
    with pytest.raises(AlreadyPractisedError, match="only if you say so"):
        bring_back(everything, ada)
    assert collect(ada) == now


@pytest.mark.parametrize("kind", ["draft", "story"])
def test_anything_counts_as_practice(everything, bob, outage, kind):
    if kind == "draft":
        Draft.objects.create(candidate=bob, question=outage)
    else:
        Story.objects.create(candidate=bob, title="Mine")
    with pytest.raises(AlreadyPractisedError):
        bring_back(everything, bob)


def test_to_replace_is_to_have_what_is_in_the_file_and_no_more(everything, ada, bob):
    bring_back(everything, bob)
    theirs = collect(ada)
    bring_back(everything | {"attempts": [], "mock_interviews": []}, bob, replace=True)
    assert inventory_of(bob) == ALL_OF_IT | {"attempts": 0, "mock_interviews": 0}
    assert AttemptPoint.objects.filter(attempt__candidate=bob).count() == 0
    assert collect(ada) == theirs, "someone else's stays"


@pytest.mark.parametrize("has_something", [False, True])
def test_a_failure_halfway_leaves_everything_as_it_was(
    everything, ada, bob, monkeypatch, has_something
):
    candidate = ada if has_something else bob
    before = collect(candidate)

    def fail(*args):
        raise IntegrityError("a constraint that nobody thought of")

    monkeypatch.setattr(restoring, "_restore_interview", fail)
    with pytest.raises(BrokenFileError, match="The database refused"):
        bring_back(everything, candidate, replace=has_something)
    assert collect(candidate) == before


# --- What this bank lacks -------------------------------------------------------------------------


@pytest.fixture
def elsewhere(everything, ada, rollback):
    """The document, in a bank without the question ``rollback`` and the topic ``alerting``."""
    ada.user.delete()
    rollback.delete()
    Topic.objects.filter(slug="alerting").delete()
    return everything


def test_missing_questions_are_all_named(elsewhere, bob):
    with pytest.raises(MissingQuestionsError) as caught:
        bring_back(elsewhere, bob)
    assert caught.value.missing == ["rollback", "topic alerting"]
    assert str(caught.value) == "These are not in this bank: rollback, topic alerting."
    assert is_empty(bob)


def test_what_hangs_on_a_missing_question_may_be_left_out(elsewhere, bob):
    restored = bring_back(elsewhere, bob, skip_missing=True)
    assert restored.missing == ["rollback", "topic alerting"]
    assert restored.left_out == {"drafts": 1, "attempts": 1, "mock_interviews": 2}
    assert inventory_of(bob) == ALL_OF_IT | {"drafts": 1, "attempts": 2, "mock_interviews": 0}
    assert bob.stories.get(title__startswith="The day").questions.get().slug == "outage"


def test_a_topic_alone_is_left_out_of_its_interview(everything, bob):
    Topic.objects.filter(slug="alerting").delete()
    restored = bring_back(everything, bob, skip_missing=True)
    assert not restored.left_out
    first = bob.mock_interviews.last()
    assert [topic.slug for topic in first.topics.all()] == ["on-call"]


def test_retired_questions_are_in_the_bank(everything, bob):
    Question.objects.update(status="retired")
    bring_back(everything, bob)
    assert collect(bob) == everything


def test_a_large_file_comes_back_in_a_bounded_number_of_queries_a_row(
    everything, bob, django_assert_max_num_queries
):
    """One query a row where the time of the row is set by the model, and hardly more."""
    (attempt, *_) = everything["attempts"]
    copies = [
        attempt | {"id": f"a{number}", "number": number, "second_opinions": []}
        for number in range(1, 301)
    ]
    document = everything | {"attempts": copies, "mock_interviews": []}
    with django_assert_max_num_queries(340):
        bring_back(document, bob)
    assert collect(bob) == document
    assert ReviewCard.objects.filter(candidate=bob).count() == 1
