import pytest
from django.db import IntegrityError, transaction

from questions.models import KeyPoint, Question, length_of
from tests.factories import make_bare_question, make_question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"category": "folklore"},
        {"difficulty": "brutal"},
        {"round": "zeroth"},
        {"status": "lost"},
        {"prompt": ""},
        {"title": ""},
        {"target_min_seconds": 200, "target_max_seconds": 100},
        {"target_min_seconds": 5},
        {"target_max_seconds": 4000},
    ],
    ids=str,
)
def test_the_database_refuses_a_broken_question(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_bare_question(**fields)


def test_a_key_is_unique_within_its_question_only():
    first, second = make_bare_question(), make_bare_question()
    KeyPoint.objects.create(question=first, key="same", text="One")
    KeyPoint.objects.create(question=second, key="same", text="Two")
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyPoint.objects.create(question=first, key="same", text="Three")


@pytest.mark.parametrize("fields", [{"position": 0}], ids=str)
def test_a_part_has_a_place_from_one(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyPoint.objects.create(question=make_bare_question(), text="A", **fields)


def test_a_part_without_a_key_gets_one_from_its_text():
    question = make_bare_question()
    keys = [KeyPoint.objects.create(question=question, text="Says so!").key for _ in range(3)]
    assert keys == ["says-so", "says-so-2", "says-so-3"]


def test_a_part_of_signs_alone_still_gets_a_key():
    assert KeyPoint.objects.create(question=make_bare_question(), text="?!").key == "part"


def test_two_parts_can_swap_places_one_save_at_a_time():
    one, two, _ = make_question().key_points.all()
    one.position, two.position = two.position, one.position
    one.save()
    two.save()
    assert list(one.question.key_points.all())[:2] == [two, one]


def test_natural_keys_find_their_rows():
    point = make_question().key_points.first()
    assert Question.objects.get_by_natural_key(*point.question.natural_key()) == point.question
    assert KeyPoint.objects.get_by_natural_key(*point.natural_key()) == point


@pytest.mark.parametrize(
    ("seconds", "length"),
    [(70, "short"), (90, "short"), (91, "medium"), (180, "medium"), (181, "long")],
)
def test_length_goes_by_the_longest_answer(seconds, length):
    assert length_of(seconds) == length


def test_aliases_are_one_a_line():
    point = KeyPoint(aliases=" I rolled back \n\nI reverted it\n")
    assert point.alias_list == ["I rolled back", "I reverted it"]


def test_search_wants_every_word_wherever_it_stands():
    found = make_question(title="Rolling back", topics=("on-call",))
    make_question(title="Calm", sample_answer="Breathe.")
    for words in ["rolling", "ROLLING call", "on-call customers"]:
        assert found in Question.objects.search(words)
    assert not Question.objects.search("rolling zebra").exists()
    assert Question.objects.search("  ").count() == 2
