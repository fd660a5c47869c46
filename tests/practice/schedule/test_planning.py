"""The plan keeps its promises for whatever cards, caps, clocks and zones there are."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.schedule.planning import Card, Terms, plan

UTC_ZONE = ZoneInfo("UTC")
# Two that change their clocks, one that once skipped a day, one that is 45 minutes off.
ZONES = [
    ZoneInfo(name)
    for name in (
        *("UTC", "Europe/Prague", "America/New_York", "Pacific/Apia"),
        *("Asia/Kathmandu", "America/St_Johns"),
    )
]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
TODAY = NOON.date()


def day(number):
    return TODAY + timedelta(days=number)


def due_in(*days):
    return [
        Card(number, NOON + timedelta(days=each, minutes=number))
        for number, each in enumerate(days, start=1)
    ]


def terms(**fields):
    return Terms(**{"now": NOON, "zone": UTC_ZONE, "daily": 2, **fields})


def days_of(planned):
    return {(each - TODAY).days: list(ids) for each, ids in planned.days}


def order_of(planned):
    return [each for _, ids in planned.days for each in ids]


# --- By example ---------------------------------------------------------------------------------


def test_each_comes_when_it_is_due_and_what_was_due_earlier_comes_today():
    assert days_of(plan(due_in(-30, 1, 5), terms())) == {0: [1], 1: [2], 5: [3]}


def test_more_than_a_day_holds_comes_on_the_next_ones():
    assert days_of(plan(due_in(-3, -2, -1, 0, 1), terms())) == {0: [1, 2], 1: [3, 4], 2: [5]}


def test_what_is_done_today_takes_room_of_today_alone():
    assert days_of(plan(due_in(0, 0, 0), terms(done_today=1))) == {0: [1], 1: [2, 3]}
    assert days_of(plan(due_in(0, 0, 0), terms(done_today=9))) == {1: [1, 2], 2: [3]}


def test_what_was_seen_today_comes_tomorrow_at_the_earliest():
    planned = plan(due_in(-5, 0), terms(done_today=1, seen_today={1}))
    assert days_of(planned) == {0: [2], 1: [1]}
    last_day = terms(done_today=1, seen_today={1}, interview_on=day(1))
    assert plan(due_in(-5, 0), last_day).left_out == (1,)


def test_what_was_seen_today_does_not_take_todays_place_from_another():
    """Its place would be free, were the days only sorted."""
    late = [Card(each, NOON + timedelta(days=90)) for each in (2, 3)]
    cards = [Card(1, NOON + timedelta(days=1)), *late]
    planned = plan(cards, terms(done_today=1, seen_today={1}, interview_on=day(2)))
    assert days_of(planned) == {0: [2], 1: [1, 3]}


def test_the_interview_pulls_in_what_would_come_after_it_as_late_as_there_is_room():
    planned = plan(due_in(0, 30, 40, 50), terms(interview_on=day(4)))
    assert days_of(planned) == {0: [1], 2: [2], 3: [3, 4]}


def test_what_does_not_fit_before_the_interview_is_what_is_due_last():
    planned = plan(due_in(9, 1, 60, 2, 70), terms(interview_on=day(2)))
    assert planned.left_out == (5,)
    assert days_of(planned) == {0: [2, 4], 1: [1, 3]}


@pytest.mark.parametrize(("interview", "last"), [(-1, None), (0, 0), (1, 0), (2, 1), (None, None)])
def test_the_last_day_is_the_one_before_the_interview(interview, last):
    given_terms = terms(interview_on=None if interview is None else day(interview))
    assert given_terms.last_day == (None if last is None else day(last))


def test_a_day_is_a_day_where_the_person_lives():
    late = [Card(1, datetime(2026, 11, 23, 22, 30, tzinfo=UTC))]  # 23:30 in Prague, 04:15 in Nepal
    for name, number in (("Europe/Prague", 0), ("Asia/Kathmandu", 1)):
        assert days_of(plan(late, terms(zone=ZoneInfo(name)))) == {number: [1]}


def test_a_plan_finds_days_and_cards():
    planned = plan(due_in(0, 1), terms(interview_on=day(9)))
    assert planned.on(day(1)) == (2,)
    assert planned.on(day(7)) == ()
    assert planned.day_of(2) == day(1)
    assert planned.day_of(99) is None


@pytest.mark.parametrize("interview_on", [None, date(2026, 12, 24), date(9999, 1, 1)])
def test_ten_thousand_cards_take_no_time(interview_on):
    cards = [Card(each, NOON + timedelta(minutes=each % 977)) for each in range(10_000)]
    started = perf_counter()
    planned = plan(cards, terms(daily=20, interview_on=interview_on))
    assert len(order_of(planned)) + len(planned.left_out) == 10_000
    assert perf_counter() - started < 2


# --- For everything -----------------------------------------------------------------------------

moments = st.datetimes(datetime(2011, 11, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
near = st.integers(-40 * 24 * 60, 40 * 24 * 60)


@st.composite
def situations(draw, with_seen=False):
    now = draw(moments)
    minutes = draw(st.lists(near, max_size=40))
    cards = [Card(number, now + timedelta(minutes=each)) for number, each in enumerate(minutes)]
    ids = [card.id for card in cards]
    return draw(st.permutations(cards)), Terms(
        now=now,
        zone=draw(st.sampled_from(ZONES)),
        daily=draw(st.integers(1, 6)),
        done_today=draw(st.integers(0, 7)),
        seen_today=draw(st.sets(st.sampled_from(ids))) if with_seen and ids else set(),
        interview_on=draw(
            st.none() | st.integers(-3, 30).map(lambda each: now.date() + timedelta(days=each))
        ),
    )


def capacity(terms):
    if terms.last_day is None:
        return None
    days_after = (terms.last_day - terms.today).days
    return max(0, terms.daily - terms.done_today) + days_after * terms.daily


@given(situations(with_seen=True))
def test_every_card_is_planned_or_left_out_once(situation):
    cards, given_terms = situation
    planned = plan(cards, given_terms)
    handled = Counter([*order_of(planned), *planned.left_out])
    assert handled == Counter(card.id for card in cards)


@given(situations(with_seen=True))
def test_no_day_is_before_today_after_the_last_or_over_full(situation):
    cards, given_terms = situation
    planned = plan(cards, given_terms)
    days = [each for each, _ in planned.days]
    assert days == sorted(set(days))
    for each, ids in planned.days:
        done = given_terms.done_today if each == given_terms.today else 0
        assert each >= given_terms.today
        assert given_terms.last_day is None or each <= given_terms.last_day
        assert 0 < len(ids) <= given_terms.daily - done


@given(situations(with_seen=True))
def test_what_was_seen_today_is_not_planned_today(situation):
    cards, given_terms = situation
    today = plan(cards, given_terms).on(given_terms.today)
    assert not set(today) & set(given_terms.seen_today)


@given(situations())
def test_cards_are_left_out_only_when_the_days_are_full_and_then_those_due_last(situation):
    cards, given_terms = situation
    planned = plan(cards, given_terms)
    room = capacity(given_terms)
    assert len(planned.left_out) == (0 if room is None else max(0, len(cards) - room))
    by_due = [card.id for card in sorted(cards, key=lambda card: (card.due_at, card.id))]
    assert order_of(planned) == by_due[: len(order_of(planned))]
    assert list(planned.left_out) == by_due[len(order_of(planned)) :]


@given(situations(), st.sampled_from(ZONES))
def test_no_time_zone_changes_the_order(situation, zone):
    cards, given_terms = situation
    here = order_of(plan(cards, given_terms))
    there = order_of(plan(cards, Terms(**{**vars(given_terms), "zone": zone})))
    both = min(len(here), len(there))
    assert here[:both] == there[:both]
    if given_terms.interview_on is None:
        assert here == there


@given(situations())
def test_what_is_due_by_today_comes_today_while_there_is_room(situation):
    cards, given_terms = situation
    due = [
        card
        for card in cards
        if card.due_at.astimezone(given_terms.zone).date() <= given_terms.today
    ]
    room = max(0, given_terms.daily - given_terms.done_today)
    planned = plan(cards, given_terms)
    assert len(planned.on(given_terms.today)) >= min(len(due), room)


@given(situations())
def test_without_an_interview_nothing_comes_before_it_is_due(situation):
    cards, given_terms = situation
    if given_terms.last_day is None:
        planned = plan(cards, given_terms)
        for card in cards:
            due = card.due_at.astimezone(given_terms.zone).date()
            assert planned.day_of(card.id) >= max(due, given_terms.today)


@given(situations(with_seen=True), st.randoms(use_true_random=False))
def test_the_same_cards_in_any_order_make_the_same_plan(situation, random):
    cards, given_terms = situation
    shuffled = random.sample(cards, len(cards))
    assert plan(shuffled, given_terms) == plan(cards, given_terms)
