"""The sheet for the day: short, one's own, and without a confidential figure."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.models import Story, StoryFigure
from practice.portable.sheet import MISSED, STORIES, WEAKEST, sheet_for
from prepbank.accounts.models import Candidate
from questions.models import Question
from tests.factories import make_question
from tests.practice.portable.conftest import at, make_attempt

pytestmark = pytest.mark.django_db
PAGE = reverse("practice:sheet")


def test_a_story_is_a_line_with_the_figures_that_may_be_said(ada):
    full, bare = sheet_for(ada).stories
    assert full.title == "The day of the *full* disk"
    assert full.figures == (
        "Time to mitigate 14 minutes (measured); Time to detect 2 minutes (estimated)"
    )
    assert bare.figures == ""


def test_a_confidential_figure_is_never_on_it(client, ada):
    client.force_login(ada.user)
    page = client.get(PAGE).content.decode()
    assert "14 minutes" in page
    assert "1,234" not in page
    assert "Orders lost" not in page


@pytest.mark.parametrize(
    ("zone", "day", "left"),
    [
        ("UTC", 9, 0),
        ("UTC", 10, 1),
        ("UTC", 8, None),
        ("Pacific/Kiritimati", 10, 0),
        ("Pacific/Kiritimati", 9, None),
        ("Pacific/Honolulu", 9, 0),
    ],
)
def test_the_interview_is_shown_until_its_day_is_over_there(bob, monkeypatch, zone, day, left):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 3, 9, 12, tzinfo=UTC))
    bob.time_zone, bob.interview_on = zone, date(2025, 3, day)
    sheet = sheet_for(bob)
    assert sheet.days_left == left
    assert sheet.interview_on == (None if left is None else bob.interview_on)


def test_what_is_missed_most_and_the_weakest_questions_are_on_it(ada, outage, rollback):
    sheet = sheet_for(ada)
    assert sheet.missed
    assert {question.slug for question in sheet.weakest} <= {"outage", "rollback"}
    Question.objects.update(status="retired")
    assert sheet_for(ada).weakest == []


def test_a_sealed_attempt_gives_nothing_away(bob, outage):
    make_attempt(bob, outage, 1, at(1), is_sealed=True)
    sheet = sheet_for(bob)
    assert (sheet.missed, sheet.weakest) == ([], [])


def test_there_is_never_more_than_fits(bob):
    for number in range(12):
        make_attempt(bob, make_question(), 1, at(number))
        Story.objects.create(candidate=bob, title=f"Story {number}")
    sheet = sheet_for(bob)
    assert (len(sheet.stories), len(sheet.missed), len(sheet.weakest)) == (STORIES, MISSED, WEAKEST)


@pytest.mark.parametrize("size", [1, 8])
def test_any_size_takes_as_many_queries(bob, size, django_assert_max_num_queries):
    for number in range(size):
        make_attempt(bob, make_question(), 1, at(number))
        story = Story.objects.create(candidate=bob, title=f"Story {number}")
        StoryFigure.objects.create(story=story, position=1, kind="detect", value="1 minute")
    with django_assert_max_num_queries(6):
        sheet_for(bob)


def test_who_has_nothing_sees_the_structures(client, db):
    page = client.get(PAGE).content.decode()
    assert "situation, task, action, result" in page
    assert "mitigate, communicate, diagnose, prevent" in page
    assert not Candidate.objects.exists()
