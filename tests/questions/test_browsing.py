import pytest
from django.http import QueryDict

from practice.models import Attempt, Draft
from prepbank.accounts.models import Candidate
from questions.browsing import PAGE_SIZE, browse
from tests.factories import UNSTATED, make_bare_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    return [
        make_bare_question("a", difficulty="easy", topics=("on-call", "alerting"), title="Beta"),
        make_bare_question("b", difficulty="hard", topics=("on-call",), title="Alpha"),
        make_bare_question("c", difficulty="hard", category="technical", target_max_seconds=300),
        make_bare_question("hidden", status="draft"),
        make_bare_question("gone", status="retired"),
    ]


def slugs(query: str, candidate: Candidate | None = None) -> list[str]:
    return [question.slug for question in browse(QueryDict(query), candidate).questions]


def counts(query: str, facet: str, candidate: Candidate | None = None) -> dict[str, int]:
    facets = {facet.name: facet for facet in browse(QueryDict(query), candidate).facets}
    return {option.value: option.count for option in facets[facet].options if option.count}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "abc"),
        ("difficulty=hard", "bc"),
        ("difficulty=hard&difficulty=easy", "abc"),
        ("topic=on-call&difficulty=hard", "b"),
        ("length=long", "c"),
        ("category=technical&topic=on-call", ""),
        ("q=alpha", "b"),
        ("sort=title", "bac"),
        ("sort=easiest", "abc"),
        ("sort=hardest", "bca"),
        ("sort=longest", "cab"),
        ("sort=shortest", "abc"),
    ],
)
def test_filters_and_sorting(bank, query, expected):
    assert slugs(query) == list(expected)


@pytest.mark.parametrize(
    "query",
    [
        "page=999999999999999999999",
        "page=-1",
        "page=%00",
        "difficulty=impossible",
        "colour=red",
        "sort=%27;--",
        "q=%00",
        "status=practised",
        "topic=" + "x" * 5000,
    ],
)
def test_what_means_nothing_is_left_out(bank, query):
    assert slugs(query) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=easiest", "abc?"),
        ("sort=hardest", "bca?"),
        ("sort=shortest", "abc?"),
        ("sort=longest", "cab?"),
        ("difficulty=easy&difficulty=medium&difficulty=hard", "abc"),
        ("round=onsite", "abc"),
        ("length=short&length=medium&length=long", "abc"),
        ("category=behavioural", "ab"),
    ],
)
def test_what_is_not_stated_comes_last_and_is_in_no_facet(bank, query, expected):
    make_bare_question("unstated", position=0, **UNSTATED)
    assert ["?" if slug == "unstated" else slug for slug in slugs(query)] == list(expected)


@pytest.mark.parametrize("facet", ["category", "difficulty", "round", "length"])
def test_facets_do_not_count_what_is_not_stated(facet):
    make_bare_question(**UNSTATED)
    assert counts("", facet) == {}


def test_a_facet_counts_what_each_value_would_show(bank):
    assert counts("difficulty=hard", "difficulty") == {"easy": 1, "hard": 2}
    assert counts("difficulty=hard", "topic") == {"on-call": 1}
    assert counts("topic=alerting", "difficulty") == {"easy": 1}


def test_status_is_a_facet_for_those_who_practise(bank):
    candidate = Candidate.objects.create()
    assert "status" not in {facet.name for facet in browse(QueryDict(""), None).facets}
    Draft.objects.create(candidate=candidate, question=bank[0], text="So far")
    Draft.objects.create(candidate=candidate, question=bank[1], text="")
    Attempt.objects.create(candidate=candidate, question=bank[2], number=1, text="Done")
    Draft.objects.create(candidate=candidate, question=bank[2], text="Done")
    assert counts("", "status", candidate) == {"new": 1, "draft": 1, "practised": 1}
    assert slugs("status=draft", candidate) == ["a"]
    assert slugs("status=new&status=practised", candidate) == ["b", "c"]


def test_the_address_of_a_list_is_as_short_as_it_can_be(bank):
    catalogue = browse(QueryDict("q=&sort=bank&difficulty=hard&topic=&page=1"), None)
    assert catalogue.filters.as_query() == "?difficulty=hard"


def test_each_filter_in_force_can_be_taken_away(bank):
    active = browse(QueryDict("q=a&difficulty=hard&difficulty=easy"), None).active
    assert [(chip.label, chip.query_without) for chip in active] == [
        ("“a”", "?difficulty=hard&difficulty=easy"),
        ("Hard", "?q=a&difficulty=easy"),
        ("Easy", "?q=a&difficulty=hard"),
    ]


def test_pages_keep_the_filters():
    for _ in range(PAGE_SIZE + 1):
        make_bare_question(difficulty="easy")
    catalogue = browse(QueryDict("difficulty=easy"), None)
    assert len(catalogue.questions) == PAGE_SIZE
    assert catalogue.next_query == "?difficulty=easy&page=2"
    assert len(slugs("difficulty=easy&page=2")) == 1


@pytest.mark.parametrize("size", [3, 25])
def test_the_list_costs_the_same_at_every_size(django_assert_num_queries, size):
    for _ in range(size):
        make_bare_question(topics=("on-call", "alerting"))
    with django_assert_num_queries(5):
        browse(QueryDict("difficulty=medium"), None)
