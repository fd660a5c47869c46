"""Today: what is due, what is new, what is done, and nothing to feel guilty about."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse

from practice.models import Attempt, AttemptPoint, Draft, Grade, ReviewCard
from practice.schedule.choosing import new_questions
from practice.schedule.today import today_for
from prepbank.accounts.models import Candidate
from tests.factories import make_bare_question

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Grade


@pytest.fixture(autouse=True)
def monday():
    """It is Monday noon. Sessions and cookies keep the real clock."""
    with patch("practice.schedule.upcoming.timezone.now", return_value=NOON):
        yield


def body(response):
    return " ".join(response.content.decode().split())


def show(client):
    response = client.get(reverse("practice:today"))
    assert response.status_code == 200
    return body(response)


def card(candidate, days=0, question=None, **fields):
    question = question or make_bare_question(**fields)
    return ReviewCard.objects.create(
        candidate=candidate,
        question=question,
        stability=3,
        difficulty=5,
        reviewed_at=NOON - DAY,
        due_at=NOON + days * DAY,
    )


def answer(candidate, question, at=NOON, *, grade=None, covered=0, missing=0, **fields):
    made = Attempt.objects.create(
        candidate=candidate,
        question=question,
        number=candidate.attempts.filter(question=question).count() + 1,
        text="Words",
        grade=grade,
        **fields,
    )
    Attempt.objects.filter(pk=made.pk).update(created_at=at)
    verdicts = ["covered"] * covered + ["missing"] * missing
    for position, verdict in enumerate(verdicts, start=1):
        AttemptPoint.objects.create(
            attempt=made, position=position, key=f"k{position}", text="T", verdict=verdict, score=1
        )
    return made


def set_up(candidate, **fields):
    Candidate.objects.filter(pk=candidate.pk).update(**fields)
    candidate.refresh_from_db()


# --- What is due --------------------------------------------------------------------------------


def test_what_is_due_comes_with_its_reason(visitor, candidate):
    due = card(candidate, -3, title="The outage").question
    answer(candidate, due, NOON - 9 * DAY, grade=EASY, covered=4)
    answer(candidate, due, NOON - 3 * DAY, grade=HARD, covered=3, missing=4)
    page = show(visitor)
    assert f'<a href="{reverse("practice:workspace", args=[due.slug])}">The outage</a>' in page
    assert "You found it hard 3 days ago; last time 3 of 7 covered." in page
    assert "overdue" not in page.lower()


@pytest.mark.parametrize(
    ("grade", "ago", "words"),
    [
        (AGAIN, 1, "You could not answer it yesterday"),
        (GOOD, 2, "It went well 2 days ago"),
        (EASY, 30, "It was easy 30 days ago"),
        (None, 2, "You answered it 2 days ago"),
    ],
)
def test_the_reason_says_how_it_went(candidate, grade, ago, words):
    due = card(candidate).question
    answer(candidate, due, NOON - ago * DAY, grade=grade)
    (item,) = today_for(candidate).due
    assert item.reason.startswith(words)


def test_days_ago_are_days_where_the_person_lives(candidate):
    """Sunday 23:30 in Prague was yesterday, though it is not thirteen hours ago."""
    set_up(candidate, time_zone="Europe/Prague")
    due = card(candidate).question
    answer(candidate, due, datetime(2026, 11, 22, 22, 30, tzinfo=UTC), grade=GOOD)
    assert "yesterday" in today_for(candidate).due[0].reason


def test_at_most_as_many_as_asked_for(visitor, candidate):
    set_up(candidate, daily_questions=2)
    for number in range(5):
        card(candidate, -10 + number, title=f"Due {number}")
    today = today_for(candidate)
    assert [item.title for item in today.items] == ["Due 0", "Due 1"]
    assert [(each.label, each.titles) for each in today.ahead] == [
        ("Tomorrow", ["Due 2", "Due 3"]),
        ("Wednesday 25 November", ["Due 4"]),
    ]
    page = show(visitor)
    assert '<time datetime="2026-11-24">Tomorrow</time>: 2' in page
    assert "Due 2 · Due 3" in page


def test_what_comes_much_later_is_only_counted(visitor, candidate):
    card(candidate, 3)
    card(candidate, 40)
    today = today_for(candidate)
    assert (len(today.ahead), today.later) == (1, 1)
    assert "1 more after that" in show(visitor)


def test_retired_questions_drop_out(candidate):
    card(candidate, 0, status="retired")
    card(candidate, 1, status="retired")
    make_bare_question(status="retired")
    make_bare_question(status="draft")
    today = today_for(candidate)
    assert not today.items
    assert not today.ahead
    assert today.more is None


def test_a_card_of_someone_else_is_not_mine(candidate):
    other = card(Candidate.objects.create(), title="Theirs")
    today = today_for(candidate)
    assert today.due == []
    assert [item.slug for item in today.new] == [other.question.slug]


def test_what_is_due_is_answered_on_an_empty_page(visitor, candidate):
    """The editor holds the last answer; whoever reads that is not asked what they remember."""
    due = card(candidate).question
    answer(candidate, due, NOON - DAY, grade=GOOD)
    Draft.objects.create(candidate=candidate, question=due, text="Words")
    new = make_bare_question()
    page = show(visitor)
    afresh = reverse("practice:afresh", args=[due.slug])
    assert f'action="{afresh}"' in page
    assert f'action="{reverse("practice:afresh", args=[new.slug])}"' not in page
    assert visitor.post(afresh)["Location"] == reverse("practice:workspace", args=[due.slug])
    assert Draft.objects.get().text == ""


# --- What is new --------------------------------------------------------------------------------


def test_new_questions_fill_the_day(candidate):
    card(candidate, title="Due")
    for number in range(5):
        make_bare_question(title=f"New {number}", difficulty="easy")
    today = today_for(candidate)
    assert len(today.due) == 1
    assert len(today.new) == 2
    assert today.items[0].title == "Due"
    assert today.new[0].reason == "New to you: easy."


def test_easy_questions_of_many_topics_come_first(candidate):
    for topic in ("alerts", "alerts", "alerts", "rollback"):
        make_bare_question(difficulty="easy", topics=(topic,))
    make_bare_question(difficulty="hard", topics=("databases",))
    chosen = new_questions(candidate, NOON.date(), set(), 5)
    assert [each.difficulty for each in chosen] == ["easy"] * 4 + ["hard"]
    assert {each.topic for each in chosen[:2]} == {"Alerts", "Rollback"}


def test_the_choice_stays_all_day_and_moves_on_as_questions_are_done(candidate):
    for topic in ("alerts", "alerts", "rollback", "rollback", "people", "people") * 3:
        make_bare_question(difficulty="easy", topics=(topic,))
    first, *others = new_questions(candidate, NOON.date(), set(), 3)
    assert new_questions(candidate, NOON.date(), set(), 3) == [first, *others]
    assert new_questions(candidate, NOON.date(), {first.id}, 2) == others
    days = {
        tuple(each.id for each in new_questions(candidate, NOON.date() + n * DAY, set(), 3))
        for n in range(5)
    }
    assert len(days) > 1


def test_what_was_answered_without_a_grade_comes_after_the_new(candidate):
    answered = make_bare_question(difficulty="easy", title="Answered")
    answer(candidate, answered, NOON - 5 * DAY)
    make_bare_question(difficulty="hard", title="New")
    new, again = today_for(candidate).new
    assert (new.title, again.title) == ("New", "Answered")
    assert again.reason == "You answered it before and did not say how it went."


# --- What is done -------------------------------------------------------------------------------


def test_what_is_done_today_counts_against_the_day(visitor, candidate):
    set_up(candidate, daily_questions=2)
    for _ in range(4):
        make_bare_question()
    done = make_bare_question(title="Done")
    answer(candidate, done, NOON - timedelta(hours=3))
    attempt = answer(candidate, done, NOON - timedelta(hours=2))
    today = today_for(candidate)
    assert len(today.new) == 1
    assert [each.pk for each in today.schedule.done] == [attempt.pk]
    page = show(visitor)
    assert f'<a class="small" href="{attempt.get_absolute_url()}#grade">Say how it went' in page
    assert "1 done, 1 more question for today" in page


@pytest.mark.parametrize(
    ("zone", "counts"), [("Europe/Prague", False), ("UTC", False), ("America/New_York", True)]
)
def test_a_day_ends_at_midnight_where_the_person_lives(candidate, zone, counts):
    """At 04:00 UTC on Monday it is still Sunday in New York, and so it is at 23:30 in Prague."""
    set_up(candidate, time_zone=zone)
    answer(candidate, make_bare_question(), datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    with patch(
        "practice.schedule.upcoming.timezone.now",
        return_value=datetime(2026, 11, 23, 4, tzinfo=UTC),
    ):
        assert bool(today_for(candidate).schedule.done) is counts


def test_half_past_eleven_at_night_in_prague_is_that_day(candidate):
    set_up(candidate, time_zone="Europe/Prague")
    answer(candidate, make_bare_question(), datetime(2026, 11, 23, 22, 30, tzinfo=UTC))
    night = datetime(2026, 11, 23, 22, 45, tzinfo=UTC)
    assert len(today_for(candidate, night).schedule.done) == 1
    assert today_for(candidate, night + timedelta(minutes=20)).schedule.done == []


def test_when_all_is_done_the_page_is_calm_and_offers_more(visitor, candidate):
    set_up(candidate, daily_questions=1)
    make_bare_question(title="One more")
    answer(candidate, card(candidate, 2).question, grade=GOOD)
    page = show(visitor)
    assert "That is enough for today" in page
    assert "One more</a></h3>" in page
    assert "New to you: medium." in page
    assert "Good" in page


def test_with_nothing_new_left_the_next_planned_is_offered(candidate):
    answer(candidate, card(candidate, 2, title="Next").question, grade=GOOD)
    more = today_for(candidate).more
    assert (more.title, more.reason) == ("Next", "It would come back on Wednesday 25 November.")


def test_what_was_answered_today_and_not_graded_does_not_come_again_today(candidate):
    due = card(candidate, -1).question
    answer(candidate, due)
    today = today_for(candidate)
    assert today.due == []
    assert [each.label for each in today.ahead] == ["Tomorrow"]


def test_a_sealed_attempt_is_done_and_gives_nothing_away(visitor, candidate):
    answer(candidate, card(candidate).question, NOON - DAY, is_sealed=True, covered=2)
    answer(candidate, make_bare_question(), is_sealed=True)
    page = show(visitor)
    assert "Say how it went" not in page
    assert "last time" not in page


# --- The interview ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Interview today"),
        (1, "Interview tomorrow"),
        (3, 'Interview in 3 days, on <time datetime="2026-11-26">Thursday 26 November 2026</time>'),
        (-1, "No interview date"),
        (None, "No interview date"),
    ],
)
def test_the_days_to_the_interview(visitor, candidate, days, words):
    interview = None if days is None else NOON.date() + days * DAY
    set_up(candidate, interview_on=interview)
    assert words in show(visitor)


def test_the_interview_brings_questions_forward_and_says_so(visitor, candidate):
    set_up(candidate, interview_on=date(2026, 11, 24))
    answer(candidate, card(candidate, 20).question, NOON - 5 * DAY, grade=GOOD, covered=1)
    assert "Before the interview, instead of on Sunday 13 December." in show(visitor)


def test_what_does_not_fit_is_told_without_reproach(visitor, candidate):
    set_up(candidate, interview_on=date(2026, 11, 25), daily_questions=2)
    for days in range(8):
        card(candidate, days)
    page = show(visitor)
    assert "4 questions will not come up again before the interview at 2 a day" in page
    assert "overdue" not in page.lower()


def test_what_was_done_today_is_not_said_to_be_left_out(visitor, candidate):
    set_up(candidate, interview_on=date(2026, 11, 24))
    answer(candidate, card(candidate, 2).question, grade=GOOD)
    assert "will not come up again" not in show(visitor)


# --- Whoever comes ------------------------------------------------------------------------------


def test_a_first_visit_finds_questions_and_how_it_works(client, db):
    for _ in range(5):
        make_bare_question()
    page = show(client)
    assert "3 questions for today" in page
    assert "How it works" in page
    assert not Candidate.objects.exists()
    assert not client.cookies.get("sessionid")


def test_an_empty_bank_is_no_error(client, db):
    assert "Nothing is due today" in show(client)


def test_how_it_works_goes_once_it_is_known(visitor, candidate):
    card(candidate)
    assert "How it works" not in show(visitor)


def test_reading_writes_nothing(visitor, candidate):
    card(candidate)
    make_bare_question()
    show(visitor)
    assert (Attempt.objects.count(), Draft.objects.count()) == (0, 0)
    assert visitor.post(reverse("practice:today")).status_code == 405


def test_an_unknown_zone_falls_back_to_the_servers(visitor, candidate):
    set_up(candidate, time_zone="Mars/Olympus")
    assert "by the clock of UTC" in show(visitor)


@pytest.mark.parametrize("size", [20, 2000])
def test_the_page_costs_the_same_at_every_size(
    visitor, candidate, question, size, django_assert_num_queries
):
    bank = type(question).objects
    fields = {name: getattr(question, name) for name in ("prompt", "category", "round")}
    fields |= {"difficulty": "easy", "status": "published", "sample_answer": "A"}
    fields |= {"target_min_seconds": 60, "target_max_seconds": 90}
    rows = [
        type(question)(slug=f"many-{each}", title=f"Many {each}", **fields)
        for each in range(size + 20)
    ]
    bank.bulk_create(rows)
    questions = list(bank.filter(slug__startswith="many-").order_by("pk"))
    ReviewCard.objects.bulk_create(
        ReviewCard(
            candidate=candidate,
            question=each,
            stability=3,
            difficulty=5,
            reviewed_at=NOON - DAY,
            due_at=NOON + (number // 3 + (number > 0)) * DAY,
        )
        for number, each in enumerate(questions[:size])
    )
    answer(candidate, questions[0], NOON - DAY, grade=GOOD)
    answer(candidate, questions[1], NOON, grade=GOOD)
    with django_assert_num_queries(7):  # session, candidate, and the page's four
        page = show(visitor)
    assert "1 done, 2 more questions" in page
